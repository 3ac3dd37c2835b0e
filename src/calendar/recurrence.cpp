#include "calendar/recurrence.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <memory>
#include <optional>
#include <utility>

#include "calendar/recurrence_reader.h"

namespace remit::calendar {
namespace {

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

icaltimetype to_ical(Date date) {
    icaltimetype time = icaltime_null_time();
    time.year = date.year();
    time.month = date.month();
    time.day = date.day();
    time.is_date = 1;
    return time;
}

/// libical 3.0 counts every other week from a wrong one where the anchor is not the first of the
/// rule's days in its week. So it is given every week, and here those between are passed over and
/// the dates are counted. Of other rules this passes everything on.
class EveryNthWeek {
  public:
    EveryNthWeek(icalrecurrencetype& rule, Date anchor) {
        if (rule.freq != ICAL_WEEKLY_RECURRENCE || rule.interval <= 1) return;
        interval_ = rule.interval;
        first_weekday_ = (rule.week_start + 5) % 7;  // theirs begin with Sunday, from 1
        anchor_ = week_of(anchor);
        left_ = rule.count;
        counts_ = rule.count > 0;
        rule.interval = 1;
        rule.count = 0;
    }

    /// Whether the date, later than those before it, is one of the recurrence.
    [[nodiscard]] bool takes(Date date) {
        if (interval_ != 1 && (week_of(date) - anchor_) % interval_ != 0) return false;
        if (counts_) --left_;
        return true;
    }
    [[nodiscard]] bool is_over() const { return counts_ && left_ == 0; }

  private:
    [[nodiscard]] int week_of(Date date) const {
        const int weekday = (static_cast<int>(date.weekday()) - first_weekday_ + 7) % 7;
        // A day number that is never negative, so that weeks are divided alike.
        return (date.day_number() - weekday - Date::first().day_number() + 7) / 7;
    }

    int interval_ = 1;
    int first_weekday_ = 0;
    int anchor_ = 0;
    int left_ = 0;
    bool counts_ = false;
};

}  // namespace

Result<Recurrence> Recurrence::parse(std::string_view text) {
    RecurrenceParts parts = REMIT_TRY(read_recurrence(text));
    Recurrence recurrence;
    recurrence.text_ = std::move(parts.text);
    recurrence.interval_ = parts.interval;
    return recurrence;
}

Result<std::vector<Date>> Recurrence::dates(Date anchor, Date first, Date last) const {
    std::vector<Date> found;
    if (!anchor.in_range())
        return refuse("a recurrence is counted from a day between the years 1900 and 2199");
    icalerror_clear_errno();
    icalrecurrencetype rule = icalrecurrencetype_from_string(text_.c_str());
    EveryNthWeek weeks(rule, anchor);
    const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
        icalrecur_iterator_new(rule, to_ical(anchor)));
    if (iterator == nullptr) {
        // No date at all from this anchor on, such as 29 February every fourth year from an odd
        // one, comes back as an error, too.
        if (rule.freq != ICAL_NO_RECURRENCE && icalerrno == ICAL_NO_ERROR) return found;
        return refuse(
            fmt::format("'{}' gives no date from {} on; correct the recurrence or its first year",
                        text_, anchor.iso()));
    }
    std::optional<Date> before;
    while (!weeks.is_over()) {
        const icaltimetype time = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(time) != 0 || time.year > kYearLast) return found;
        const auto date = Date::of(time.year, time.month, time.day);
        if (!date || *date > last) return found;
        // One that does not go on would never end.
        if (before && *date <= *before)
            return refuse(fmt::format("'{}' cannot be expanded; write it with fewer parts", text_));
        before = date;
        if (!weeks.takes(*date) || *date < first) continue;
        if (found.size() == kOccurrencesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("'{}' gives more than {} dates up to {}; ask for a shorter time", text_,
                            kOccurrencesMax, last.iso()));
        }
        found.push_back(*date);
    }
    return found;
}

}  // namespace remit::calendar
