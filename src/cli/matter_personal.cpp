#include "cli/matter_personal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json_writer.h"
#include "cli/matter_actions.h"
#include "cli/matter_receipt.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/matter_view.h"
#include "office/phrases.h"
#include "office/read_personal.h"
#include "procedure/speech.h"

namespace remit::cli {
namespace {

using office::PersonalGiven;
using office::PhraseId;

std::string as_json(const PersonalGiven& given) {
    base::JsonWriter json;
    json.begin_object().field("matter", given.matter).field("number", given.number);
    json.key("personal").begin_object();
    for (const auto& [field, values] : given.fields) {
        json.key(field).begin_array();
        for (const std::string& value : values) json.string(value);
        json.end_array();
    }
    json.end_object().field_bool("recorded", given.is_recorded).end_object();
    return json.finish();
}

std::string as_text(const office::Office& office, const office::MatterFile& file,
                    const PersonalGiven& given, diag::Language language, const Ink& ink) {
    const procedure::Speech speech(*file.definition, office.institution().vocabulary(), language);
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& [field, values] : given.fields) {
        rows.emplace_back(speech.field(*file.definition->find_field(field)),
                          fmt::format("{}", fmt::join(values, "; ")));
    }
    OfficePage page{ink};
    page.title(given.number);
    page.rows(rows);
    if (given.is_recorded) page.item("-", office::say(PhraseId::paper_recorded, language));
    return page.take();
}

}  // namespace

int run_matter_personal(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 1, "personal MATTER");
    if (!words.ok()) return fail(env, words.error().message);
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    const auto outcome =
        office::read_personal(*office.value(), caller.value(), options.names.front());
    if (!outcome.ok()) return fail(env, outcome.error().message);
    if (const auto* no = std::get_if<office::Declined>(&outcome.value()))
        return print_declined(env, options, *no);
    const auto& given = std::get<PersonalGiven>(outcome.value());
    if (options.office.json) return deliver(env, options, as_json(given));
    const auto file = office::find_matter(*office.value(), given.matter);
    if (!file.ok()) return fail(env, file.error().message);
    return deliver(env, options,
                   as_text(*office.value(), file.value(), given, language_of(options),
                           Ink(env.terminal_colour())));
}

}  // namespace remit::cli
