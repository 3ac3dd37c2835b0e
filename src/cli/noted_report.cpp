#include "cli/noted_report.h"

#include <fmt/format.h>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/matter_receipt.h"
#include "cli/office_door.h"
#include "office/phrases.h"

namespace remit::cli {
namespace {

using office::Noted;
using office::PhraseId;

std::string json_of(const Noted& noted) {
    base::JsonWriter json;
    json.begin_object().field("id", noted.id).field("number", noted.number);
    json.field("state", noted.state).field("version", static_cast<std::int64_t>(noted.version));
    json.field_bool("repeated", noted.repeated).key("remarks").begin_array();
    for (const std::string& remark : noted.remarks) json.string(remark);
    json.end_array();
    if (noted.matter) {
        json.key("matter").begin_object().field("id", noted.matter->matter);
        json.field("number", noted.matter->number).field("state", noted.matter->state);
        json.field("version", static_cast<std::int64_t>(noted.matter->version)).end_object();
    }
    json.end_object();
    return json.finish();
}

std::string text_of(const Noted& noted, NotedKind kind, diag::Language language) {
    const bool is_item = kind == NotedKind::item;
    const std::string state = office::say(is_item ? PhraseId::item_state : PhraseId::meeting_state,
                                          language, {{"state", noted.state}});
    std::string out = office::say(is_item ? PhraseId::item_noted : PhraseId::meeting_noted,
                                  language, {{"number", noted.number}, {"state", state}}) +
                      "\n";
    if (noted.matter) {
        out += "  " +
               office::say(PhraseId::agenda_matter, language, {{"number", noted.matter->number}}) +
               "\n";
    }
    if (noted.repeated) out += "  " + office::say(PhraseId::done_before, language) + "\n";
    for (const std::string& remark : noted.remarks) out += "  " + printable(remark) + "\n";
    return out;
}

}  // namespace

int print_noted(base::Env& env, const Options& options, const office::Office& office,
                NotedKind kind, const Result<office::NotedOutcome>& outcome) {
    if (!outcome.ok()) return fail(env, outcome.error().message);
    if (const auto* declined = std::get_if<office::Declined>(&outcome.value()))
        return print_outcome(env, options, office, office::Outcome(*declined));
    const auto& noted = std::get<Noted>(outcome.value());
    env.print(options.office.json ? json_of(noted) : text_of(noted, kind, language_of(options)));
    return kExitDone;
}

int run_intake(base::Env& env, const Options& options, NotedKind kind,
               const std::function<Result<std::string>(const office::Office& office)>& read,
               const std::function<Result<office::NotedOutcome>(office::Office& office)>& change) {
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    if (options.action != "list" && options.action != "show")
        return print_noted(env, options, *office.value(), kind, change(*office.value()));
    const Result<std::string> text = read(*office.value());
    if (!text.ok()) return fail(env, text.error().message);
    env.print(text.value());
    return kExitDone;
}

}  // namespace remit::cli
