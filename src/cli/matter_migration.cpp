// What moving a matter to the newest version of its procedure would change: a dry run.
//
// Invariant: it is procedure::plan_migration() put into words, the function that the move itself
// is; so that the move does what was shown, unless the matter has changed meanwhile.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/json_writer.h"
#include "cli/matter_pages.h"
#include "cli/office_page.h"
#include "office/event_words.h"
#include "procedure/event_names.h"

namespace remit::cli {
namespace {

using office::PhraseId;

/// Where the deadline stands after the move.
std::string due_after(const procedure::MigrationPlan& plan, const procedure::Definition& newer,
                      const std::string& id, const office::EventWords& words) {
    std::string due;
    for (const procedure::Event& event : plan.events) {
        const auto* set = std::get_if<procedure::ClockSet>(&event.what);
        if (set != nullptr && newer.deadlines[set->deadline.index()].id == id)
            due = words.due(set->due);
    }
    return due;
}

std::string name_of(const std::string& id, const procedure::Definition& definition,
                    const office::EventWords& words) {
    const auto deadline = definition.find_deadline(id);
    return deadline ? words.speech().deadline(*deadline) : id;
}

std::string text_of(const procedure::NamedValue& dropped) {
    std::vector<std::string> items;
    for (const procedure::Item& item : dropped.value.items)
        items.push_back(procedure::write_item(item));
    return fmt::format("{}", fmt::join(items, ", "));
}

void write(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& ids) {
    json.key(key).begin_array();
    for (const std::string& id : ids) json.string(id);
    json.end_array();
}

}  // namespace

std::string migration_text(const office::Office& office, const office::MatterFile& file,
                           const procedure::Definition& newer, const procedure::MigrationPlan& plan,
                           const ShowOptions& options) {
    const auto say = [&](PhraseId id, const std::vector<diag::Argument>& arguments) {
        return office::say(id, options.language, arguments);
    };
    OfficePage page{Ink(options.colour)};
    const std::string version = std::to_string(file.matter.procedure_version);
    if (file.definition == &newer) {
        page.text(say(PhraseId::migration_newest, {{"number", file.number}, {"version", version}}));
        return page.take();
    }
    page.title(
        say(PhraseId::migration_heading,
            {{"number", file.number}, {"from", version}, {"to", std::to_string(newer.version)}}));
    if (plan.refusal) {
        page.item("-", procedure::in_words(*file.definition, file.matter, *plan.refusal,
                                           options.language, &office.institution().vocabulary()));
        return page.take();
    }
    const office::EventWords older_words(office.institution(), *file.definition, options.language);
    const office::EventWords words(office.institution(), newer, options.language);
    const auto change = [&](const char* what, std::string name, std::string value) {
        page.item("-",
                  say(PhraseId::migration_change,
                      {{"what", what}, {"name", std::move(name)}, {"value", std::move(value)}}));
    };
    for (const procedure::NamedValue& dropped : plan.dropped)
        change("dropped", dropped.field, text_of(dropped));
    for (const std::string& id : plan.closed_deadlines)
        change("closed", name_of(id, *file.definition, older_words), {});
    for (const std::string& id : plan.moved_deadlines)
        change("moved", name_of(id, newer, words), due_after(plan, newer, id, words));
    for (const std::string& id : plan.new_deadlines)
        change("starts", name_of(id, newer, words), due_after(plan, newer, id, words));
    change("nothing", {}, {});
    return page.take();
}

std::string migration_json(const office::Office& office, const office::MatterFile& file,
                           const procedure::Definition& newer, const procedure::MigrationPlan& plan,
                           const ShowOptions& options) {
    base::JsonWriter json;
    json.begin_object().field("matter", file.id).field("number", file.number);
    json.field("procedure", newer.id);
    json.field("from_version", std::int64_t{file.matter.procedure_version});
    json.field("to_version", std::int64_t{newer.version});
    json.field_bool("can_be_moved", plan.ok());
    json.field("why_not", plan.refusal ? procedure::in_words(*file.definition, file.matter,
                                                             *plan.refusal, options.language,
                                                             &office.institution().vocabulary())
                                       : std::string());
    json.key("dropped").begin_array();
    for (const procedure::NamedValue& dropped : plan.dropped) {
        json.begin_object().field("field", dropped.field);
        json.field("value", text_of(dropped)).end_object();
    }
    json.end_array();
    write(json, "closed_deadlines", plan.closed_deadlines);
    write(json, "moved_deadlines", plan.moved_deadlines);
    write(json, "new_deadlines", plan.new_deadlines);
    json.end_object();
    return json.finish();
}

}  // namespace remit::cli
