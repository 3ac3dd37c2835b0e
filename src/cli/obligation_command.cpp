// `remit obligation list|show|due|import|open`: what is owed, when, and whose it is.
//
// With --pack it asks what remit carries; else it works in an office. It reads words into a
// question or a command and shows the answer; the office decides and the calendar counts.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>

#include "base/json_writer.h"
#include "calendar/duration.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/matter_receipt.h"
#include "cli/obligation_report.h"
#include "cli/office_door.h"
#include "office/obligation_commands.h"
#include "office/obligation_loader.h"
#include "office/obligation_register.h"
#include "office/phrases.h"

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
    const store::Snapshot snapshot = REMIT_TRY(asked.office->database().snapshot());
    asked.rows = REMIT_TRY(office::list_obligations(*snapshot));
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
    office::DueList list =
        REMIT_TRY(office::due_obligations(asked.institution(), asked.rows, first, last));
    if (asked.office != nullptr) {
        const store::Snapshot snapshot = REMIT_TRY(asked.office->database().snapshot());
        std::vector<office::InstanceMatter> matters =
            REMIT_TRY(office::matters_due(*snapshot, first, last));
        REMIT_TRY(office::add_matters(asked.institution(), asked.rows, std::move(matters), list));
    }
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? due_json(list, view) : due_text(list, view);
}

Result<std::string> run_list(base::Env& env, const Asked& asked, const Options& options) {
    if (!options.names.empty())
        return refuse("list shows all of them; `remit obligation show` tells of one");
    if (asked.rows.all().empty() && !options.office.json)
        return office::say(office::PhraseId::obligation_none_entered, language_of(options)) + "\n";
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? list_json(asked.rows, view) : list_text(asked.rows, view);
}

Result<std::string> run_show(base::Env& env, const Asked& asked, const Options& options) {
    if (options.names.size() != 1)
        return refuse("show tells of one obligation; name it by its id, such as BWC-CBM");
    const office::Obligation* row = REMIT_TRY(asked.rows.require(printable(options.names.front())));
    ShownObligation shown{*row, REMIT_TRY(office::owner_of(asked.institution(), *row)), {}};
    if (asked.office != nullptr) {
        const store::Snapshot snapshot = REMIT_TRY(asked.office->database().snapshot());
        shown.matters = REMIT_TRY(office::matters_of_obligation(*snapshot, row->id));
    }
    const ReportView view = view_of(env, asked, options);
    return options.office.json ? show_json(shown, view) : show_text(shown, view);
}

std::string text_of(const office::Imported& imported, const Options& options) {
    const diag::Language language = language_of(options);
    std::string out;
    const auto section = [&](office::PhraseId heading, const std::vector<std::string>& ids) {
        if (ids.empty()) return;
        const auto count = static_cast<std::int64_t>(ids.size());
        out += office::say(heading, language, {{"count", count}}) + "\n";
        const std::string all = fmt::format("{}", fmt::join(ids, ", "));
        for (const std::string& row : wrap(all, kPageColumns - 2)) out += "  " + row + "\n";
    };
    section(office::PhraseId::obligation_entered, imported.entered);
    section(office::PhraseId::obligation_changed, imported.changed);
    section(office::PhraseId::obligation_gone, imported.gone);
    const auto unchanged = static_cast<std::int64_t>(imported.unchanged);
    return out +
           office::say(office::PhraseId::obligation_unchanged, language, {{"count", unchanged}}) +
           "\n";
}

std::string json_of(const office::Imported& imported) {
    base::JsonWriter json;
    json.begin_object();
    const auto list = [&](std::string_view key, const std::vector<std::string>& ids) {
        json.key(key).begin_array();
        for (const std::string& id : ids) json.string(id);
        json.end_array();
    };
    list("entered", imported.entered);
    list("changed", imported.changed);
    list("gone", imported.gone);
    json.field("unchanged", static_cast<std::int64_t>(imported.unchanged)).end_object();
    return json.finish();
}

int run_import(base::Env& env, const Options& options) {
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    office::ImportRequest request{.file = options.intake.file, .bytes = {}};
    if (!request.file.empty()) {
        Result<std::string> bytes = env.read_file(request.file);
        if (!bytes.ok()) return fail(env, bytes.error().message);
        request.bytes = std::move(bytes).value();
    }
    const auto answer = office::import_obligations(*office.value(), caller.value(), request);
    if (!answer.ok()) return fail(env, answer.error().message);
    if (const auto* declined = std::get_if<office::Declined>(&answer.value()))
        return print_outcome(env, options, *office.value(), office::Outcome(*declined));
    const auto& imported = std::get<office::Imported>(answer.value());
    env.print(options.office.json ? json_of(imported) : text_of(imported, options));
    return kExitDone;
}

int run_open(base::Env& env, const Options& options) {
    if (options.names.size() != 1)
        return fail(env, "open opens the matter of one obligation; name it, such as BWC-CBM");
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    return print_outcome(env, options, *office.value(),
                         office::open_obligation(*office.value(), caller.value(),
                                                 {.id = options.names.front(),
                                                  .due = options.intake.due,
                                                  .event = options.intake.event}));
}

}  // namespace

int run_obligation(base::Env& env, const Options& options) {
    if (options.action == "import") return run_import(env, options);
    if (options.action == "open") return run_open(env, options);
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
