#include "cli/matter_filter.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "calendar/date.h"
#include "cli/columns.h"
#include "cli/entry_finder.h"
#include "cli/nearest.h"
#include "cli/office_door.h"

namespace remit::cli {
namespace {

using office::Office;

Error no_such(std::string_view option, const std::string& word,
              const std::vector<std::string_view>& known) {
    const auto near = find_nearest(word, known);
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("{}: there is no '{}'; {}", option, printable(word),
                    near ? fmt::format("did you mean '{}'?", *near)
                         : fmt::format("there are: {}", fmt::join(known, ", "))));
}

Status check_procedure(const Office& office, const std::string& id) {
    std::vector<std::string_view> ids;
    for (const procedure::Definition& one : office.institution().procedures().all())
        ids.push_back(one.id);
    if (id.empty() || std::ranges::find(ids, id) != ids.end()) return base::done();
    return no_such("--procedure", id, ids);
}

Status check_state(const Office& office, const std::string& procedure, const std::string& id) {
    std::vector<std::string_view> ids;
    for (const procedure::Definition& one : office.institution().procedures().all()) {
        if (!procedure.empty() && one.id != procedure) continue;
        for (const procedure::State& state : one.states) {
            if (std::ranges::find(ids, state.id) == ids.end()) ids.push_back(state.id);
        }
    }
    if (id.empty() || std::ranges::find(ids, id) != ids.end()) return base::done();
    return no_such("--state", id, ids);
}

/// "30d" or "30".
Result<std::string> day_within(const Office& office, std::string text) {
    constexpr std::int32_t kDaysMax = 36'600;
    const std::string typed = text;
    if (text.ends_with('d')) text.pop_back();
    std::int32_t days = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, days);
    if (read.ec == std::errc() && read.ptr == end && days >= 0 && days <= kDaysMax)
        return office.institution().day_at(office.now()).plus_days(days).iso();
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("--within: '{}' is no number of days; write it such as 30d", printable(typed)));
}

Result<std::string> due_until(const Office& office, const OfficeOptions& asked) {
    if (!asked.within.empty() && !asked.due_until.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "--within and --due-until say the same; give one of them");
    }
    if (!asked.within.empty()) return day_within(office, asked.within);
    if (asked.due_until.empty()) return std::string();
    const calendar::Date day =
        REMIT_TRY(calendar::Date::parse(asked.due_until).with("--due-until"));
    return day.iso();
}

}  // namespace

Result<office::MatterFilter> read_filter(const Options& options, const Office& office) {
    const OfficeOptions& asked = options.office;
    office::MatterFilter filter{.officer = asked.of_officer,
                                .procedure = asked.procedure,
                                .state = asked.state,
                                .ended = asked.ended};
    if (!options.unit.empty()) {
        const remit::UnitId unit = REMIT_TRY(find_unit(office, options.unit));
        filter.unit = office.institution().act().unit(unit).code;
    }
    if (!asked.of_officer.empty()) REMIT_TRY(check_officer(office, asked.of_officer));
    REMIT_TRY(check_procedure(office, asked.procedure));
    REMIT_TRY(check_state(office, asked.procedure, asked.state));
    const remit::Vocabulary& vocabulary = office.institution().vocabulary();
    if (!asked.body.empty()) {
        const std::size_t body = REMIT_TRY(EntryFinder::of_bodies(vocabulary).find(asked.body));
        filter.body = vocabulary.body(remit::BodyId(body)).id;
    }
    filter.due_until = REMIT_TRY(due_until(office, asked));
    return filter;
}

/// "2026-06-10/m3k9...", as the page before has said.
Result<std::optional<office::PageKey>> read_page_key(const std::string& text) {
    if (text.empty()) return std::optional<office::PageKey>();
    const std::size_t slash = text.find('/');
    const bool whole = slash != std::string::npos && slash > 0 && slash + 1 < text.size();
    if (whole) {
        return std::optional<office::PageKey>(
            office::PageKey{.due = text.substr(0, slash), .id = text.substr(slash + 1)});
    }
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("--after: '{}' is no key of a page; copy the one that the "
                                        "page before has printed",
                                        printable(text)));
}

}  // namespace remit::cli
