#include "office/calendar_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "office/reading.h"
#include "office/staff_file.h"

namespace remit::office {
namespace {

using calendar::Calendar;
using calendar::Date;

Result<std::vector<Date>> read_days(base::JsonObject& object, std::string_view name) {
    const base::JsonValue value = REMIT_TRY(object.take(name));
    const base::JsonItems items = REMIT_TRY(value.items());
    std::vector<Date> days;
    for (const base::JsonValue item : items) {
        const std::string text(REMIT_TRY(item.text()));
        days.push_back(REMIT_TRY(Date::parse(text)));
    }
    return days;
}

Result<CalendarChange> read_change(const ledger::Entry& entry) {
    const base::JsonDocument document = REMIT_TRY(base::read_json(entry.kind, entry.payload));
    base::JsonObject object = REMIT_TRY(document.root().object());
    const auto text = [&](std::string_view name) -> Result<std::string> {
        const base::JsonValue value = REMIT_TRY(object.take(name));
        return std::string(REMIT_TRY(value.text()));
    };
    CalendarChange change;
    change.calendar = REMIT_TRY(text("calendar"));
    change.closed = REMIT_TRY(read_days(object, "closed"));
    change.opened = REMIT_TRY(read_days(object, "opened"));
    change.reason = REMIT_TRY(text("reason"));
    REMIT_TRY(object.finish());
    return change;
}

void write_days(base::JsonWriter& json, std::string_view name, const std::vector<Date>& days) {
    json.key(name).begin_array();
    for (const Date day : days) json.string(day.iso());
    json.end_array();
}

/// Of the holiday that stands for a day which the office closed.
std::string house_day(Date day) {
    return fmt::format("house_{}", day.iso());
}

base::Error fault(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Status check(const CalendarChange& change) {
    const std::size_t days = change.closed.size() + change.opened.size();
    if (days == 0) return fault("no day is named; give --close DATE, or --reopen DATE");
    if (days > kChangedDaysMax) {
        return fault(fmt::format("{} days are too many for one change; give at most {}", days,
                                 kChangedDaysMax));
    }
    if (change.reason.empty())
        return fault("say why with --reason; it is recorded, and shown where due days move");
    if (change.reason.size() > kChangeReasonBytesMax)
        return fault(fmt::format("the reason is longer than {} bytes", kChangeReasonBytesMax));
    if (const auto no = refuse_note(change.reason, diag::Language::en))
        return fault(no->reasons.front());
    return base::done();
}

Status check_days(const CalendarChange& change, const Calendar& calendar) {
    std::vector<Date> days = change.closed;
    days.insert(days.end(), change.opened.begin(), change.opened.end());
    std::ranges::sort(days);
    const auto twice = std::ranges::adjacent_find(days);
    if (twice != days.end()) return fault(fmt::format("{} is named twice", twice->iso()));
    for (const Date day : change.closed) {
        if (calendar.is_working(day)) continue;
        return fault(
            fmt::format("{} is closed in calendar '{}' already", day.iso(), change.calendar));
    }
    for (const Date day : change.opened) {
        if (calendar.find_holiday(house_day(day)) != nullptr) continue;
        return fault(
            fmt::format("{} was not closed in calendar '{}' by this office; only such a day can "
                        "be opened again",
                        day.iso(), change.calendar));
    }
    return base::done();
}

Calendar changed(const Calendar& calendar, const CalendarChange& change) {
    calendar::CalendarData data = calendar.data();
    for (const Date day : change.opened) {
        std::erase_if(data.holidays, [&](const calendar::Holiday& holiday) {
            return holiday.id == house_day(day);
        });
    }
    for (const Date day : change.closed) {
        if (calendar.find_holiday(house_day(day)) != nullptr) continue;
        calendar::Holiday holiday;
        holiday.id = house_day(day);
        holiday.names.en = holiday.names.hr = holiday.names.sr = change.reason;
        holiday.days.emplace_back(calendar::SingleDay{day});
        holiday.basis = change.reason;
        data.holidays.push_back(std::move(holiday));
    }
    return Calendar(std::move(data));
}

Result<const Calendar*> find_calendar(const calendar::Book& book, const std::string& id) {
    const Calendar* found = book.find_calendar(id);
    if (found != nullptr) return found;
    std::vector<std::string_view> ids;
    for (const Calendar& one : book.calendars()) ids.push_back(one.id());
    return fault(fmt::format("there is no calendar '{}'; there are: {}", id, fmt::join(ids, ", ")));
}

}  // namespace

Result<std::vector<CalendarChange>> load_calendar_changes(const Journal& journal) {
    std::vector<CalendarChange> changes;
    const Status read = journal.read(kHouseChain, 0, [&](const Kept& kept) -> Status {
        if (kept.entry.kind == kCalendarChanged)
            changes.push_back(REMIT_TRY(read_change(kept.entry)));
        return base::done();
    });
    if (!read.ok()) return read.error();
    return changes;
}

Result<Written> adopt_calendar_change(Journal& journal, std::string_view by,
                                      const CalendarChange& change, calendar::Instant now) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("calendar", change.calendar);
    write_days(json, "closed", change.closed);
    write_days(json, "opened", change.opened);
    json.field("reason", change.reason).end_object();
    Record record{.chain = std::string(kHouseChain),
                  .kind = std::string(kCalendarChanged),
                  .happened = now,
                  .payload = json.finish()};
    record.acting.officer = by;
    const ledger::ChainHead head = REMIT_TRY(journal.head(kHouseChain));
    return journal.append(head, std::move(record));
}

Result<calendar::Book> with_change(const calendar::Book& book, const CalendarChange& change) {
    REMIT_TRY(check(change));
    const Calendar* calendar = REMIT_TRY(find_calendar(book, change.calendar));
    REMIT_TRY(check_days(change, *calendar));
    return book.with(changed(*calendar, change));
}

Result<calendar::Book> with_adopted(calendar::Book book, std::span<const CalendarChange> changes) {
    for (const CalendarChange& change : changes) {
        const Calendar* calendar = REMIT_TRY(find_calendar(book, change.calendar));
        book = book.with(changed(*calendar, change));
    }
    return book;
}

std::string ground_of(const CalendarChange& change) {
    std::string text = change.reason + ":";
    const auto add = [&](const std::vector<Date>& days, std::string_view what) {
        for (const Date day : days)
            text += fmt::format("{} {} {}", text.ends_with(':') ? "" : ",", day.iso(), what);
    };
    add(change.closed, "is closed");
    add(change.opened, "is open again");
    return text + fmt::format(" in '{}'", change.calendar);
}

}  // namespace remit::office
