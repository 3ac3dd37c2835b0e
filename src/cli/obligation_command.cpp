// `remit obligation list|show|due|import|open`: what is owed, when, and whose it is.
//
// With --pack it asks what remit carries; else it works in an office. It reads words into a
// question or a command and shows the answer; the office decides and the calendar counts.
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "calendar/duration.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/obligation_report.h"
#include "cli/office_door.h"
#include "office/obligation_loader.h"

namespace remit::cli {
namespace {

using calendar::Date;
using office::Institution;
using office::Obligations;

constexpr std::string_view kDefaultWithin = "60d";

/// What a question is asked of: an institution and its rows, from a pack or in an office.
struct Asked {
    std::unique_ptr<office::Office> office;        // none of a pack
    std::unique_ptr<const Institution> of_a_pack;  // none of an office
    Obligations rows;

    [[nodiscard]] const Institution& institution() const {
        return office != nullptr ? office->institution() : *of_a_pack;
    }
};

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Result<Asked> ask_pack(const std::string& pack) {
    Asked asked;
    asked.of_a_pack = REMIT_TRY(Institution::load(pack));
    asked.rows = REMIT_TRY(office::load_embedded_obligations(asked.of_a_pack->vocabulary()));
    return asked;
}

Result<Asked> ask_office(base::Env& env, const Options& options) {
    Asked asked;
    asked.office = REMIT_TRY(open_office(env, options));
    return asked;
}

/// "60d", "8w", "3m", "1y", or as ISO 8601 has it: "P60D".
Result<Date> end_of(Date first, std::string text) {
    for (char& byte : text) {
        if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 'a' + 'A');
    }
    const auto length = calendar::Duration::parse(text.starts_with('P') ? text : "P" + text);
    if (!length.ok() || length.value().has_time())
        return refuse(
            fmt::format("'{}' is no length of days; write 60d, 8w, 3m or 1y", printable(text)));
    const calendar::Duration& span = length.value();
    const Date last =
        first.plus_months(span.years * 12 + span.months).plus_days(span.weeks * 7 + span.days);
    if (last.in_range()) return last;
    return refuse(fmt::format("'{}' is too long; the calendar ends in {}", printable(text),
                              calendar::kYearLast));
}

ReportView view_of(base::Env& env, const Asked& asked, const Options& options) {
    return {.institution = asked.institution(),
            .language = language_of(options),
            .in_office = asked.office != nullptr,
            .why = options.office.why,
            .ink = Ink(options.output.empty() && env.terminal_colour())};
}

Result<std::string> run_due(base::Env& env, const Asked& asked, const Options& options) {
    if (!options.names.empty())
        return refuse("due shows all that is due; `remit obligation show` tells of one");
    const Date first = options.from.empty()
                           ? asked.institution().day_at({env.now_seconds()})
                           : REMIT_TRY(Date::parse(printable(options.from)).with("--from"));
    const std::string within =
        options.office.within.empty() ? std::string(kDefaultWithin) : options.office.within;
    const Date last = REMIT_TRY(end_of(first, within));
    const office::DueList list =
        REMIT_TRY(office::due_obligations(asked.institution(), asked.rows, first, last));
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? due_json(list, view) : due_text(list, view);
}

Result<std::string> run_list(base::Env& env, const Asked& asked, const Options& options) {
    if (!options.names.empty())
        return refuse("list shows all of them; `remit obligation show` tells of one");
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? list_json(asked.rows, view) : list_text(asked.rows, view);
}

Result<std::string> run_show(base::Env& env, const Asked& asked, const Options& options) {
    if (options.names.size() != 1)
        return refuse("show tells of one obligation; name it by its id, such as BWC-CBM");
    const office::Obligation* row = REMIT_TRY(asked.rows.require(printable(options.names.front())));
    const ShownObligation shown{*row, REMIT_TRY(office::owner_of(asked.institution(), *row)), {}};
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? show_json(shown, view) : show_text(shown, view);
}

}  // namespace

int run_obligation(base::Env& env, const Options& options) {
    const Result<Asked> asked =
        options.pack.empty() ? ask_office(env, options) : ask_pack(options.pack);
    if (!asked.ok()) return fail(env, asked.error().message);
    Result<std::string> text = options.action == "due"    ? run_due(env, asked.value(), options)
                               : options.action == "list" ? run_list(env, asked.value(), options)
                                                          : run_show(env, asked.value(), options);
    if (!text.ok()) return fail(env, text.error().message);
    return deliver(env, options, text.value());
}

}  // namespace remit::cli
