#include "cli/closed_days.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "calendar/words.h"
#include "cli/columns.h"
#include "cli/nearest.h"
#include "diag/message.h"

namespace remit::cli {
namespace {

constexpr std::size_t kClosedMax = 100;

std::string closed_by_hand(diag::Language language) {
    return diag::in_words(calendar::phrase(calendar::PhraseId::closed_by_hand), {}, language);
}

}  // namespace

Result<std::vector<calendar::Date>> read_closed(const Options& options) {
    if (options.closed.size() > kClosedMax) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("{} closed days are too many; give at most {}",
                                            options.closed.size(), kClosedMax));
    }
    std::vector<calendar::Date> dates;
    for (const std::string& text : options.closed)
        dates.push_back(REMIT_TRY(calendar::Date::parse(printable(text)).with("--closed")));
    return dates;
}

calendar::Calendar with_closed(calendar::Calendar calendar,
                               const std::vector<calendar::Date>& dates) {
    calendar::Names names;
    names.en = closed_by_hand(diag::Language::en);
    names.hr = closed_by_hand(diag::Language::hr);
    names.sr = closed_by_hand(diag::Language::sr_cyrl);
    for (const calendar::Date date : dates)
        calendar = calendar.with_closed(date, fmt::format("closed_{}", date.iso()), names);
    return calendar;
}

Result<const calendar::Calendar*> find_calendar(const calendar::Book& book,
                                                const std::string& name) {
    const calendar::Calendar* found = book.find_calendar(name);
    if (found != nullptr) return found;
    std::vector<std::string_view> ids;
    for (const calendar::Calendar& calendar : book.calendars()) ids.push_back(calendar.id());
    const auto near = find_nearest(name, ids);
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("there is no calendar '{}'{}; there are: {}", printable(name),
                    near ? fmt::format("; did you mean '{}'?", *near) : "", fmt::join(ids, ", ")));
}

}  // namespace remit::cli
