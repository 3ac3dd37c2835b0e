// `remit matter`: which of its actions is meant, and those that only show.
//
// Reads the words, opens the office, asks it, prints the answer. Invariant: nothing here changes an
// office; what does is in matter_actions.cpp.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "cli/columns.h"
#include "cli/command.h"
#include "cli/matter_actions.h"
#include "cli/matter_filter.h"
#include "cli/matter_pages.h"
#include "cli/matter_paper.h"
#include "cli/matter_personal.h"
#include "cli/office_door.h"
#include "office/phrases.h"
#include "office/registers.h"

namespace remit::cli {
namespace {

using office::Office;
using OpenedOffice = Result<std::unique_ptr<Office>>;

constexpr std::size_t kPageRows = 50;

ShowOptions show_options(base::Env& env, const Options& options) {
    return {.language = language_of(options),
            .colour = env.terminal_colour(),
            .why = options.office.why};
}

int show_steps(base::Env& env, const Options& options) {
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto file = office::find_matter(*office.value(), options.names.front());
    if (!file.ok()) return fail(env, file.error().message);
    const std::vector<office::StepChoice> steps = office::steps_of(*office.value(), file.value());
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json
                       ? steps_json(*office.value(), file.value(), steps, options.all, shown)
                       : steps_text(*office.value(), file.value(), steps, options.all, shown));
}

Result<Beside> load_beside(const Office& office, const std::string& matter) {
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    Beside beside;
    beside.items = REMIT_TRY(
        office::list_items(*snapshot, {.matter = matter}, std::nullopt, office::kItemRowsMax));
    beside.meetings = REMIT_TRY(office::agenda_places(*snapshot, matter));
    return beside;
}

int show(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 1, "show MATTER");
    if (!words.ok()) return fail(env, words.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto story = office::load_story(*office.value(), options.names.front());
    if (!story.ok()) return fail(env, story.error().message);
    const Result<Beside> beside = load_beside(*office.value(), story.value().file.id);
    if (!beside.ok()) return fail(env, beside.error().message);
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json
                       ? story_json(*office.value(), story.value(), beside.value(), shown)
                       : story_text(*office.value(), story.value(), beside.value(), shown));
}

/// What the move to the newest version would change.
int plan_migration(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 1, "migrate MATTER --dry-run");
    if (!words.ok()) return fail(env, words.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto file = office::find_matter(*office.value(), options.names.front());
    if (!file.ok()) return fail(env, file.error().message);
    const office::Institution& institution = office.value()->institution();
    const procedure::Definition& newer =
        *institution.procedures().latest(file.value().matter.procedure);
    const procedure::MigrationPlan plan =
        procedure::plan_migration(*file.value().definition, newer, file.value().matter,
                                  institution.world(), office.value()->now());
    const ShowOptions shown = show_options(env, options);
    const int status = deliver(
        env, options,
        options.office.json ? migration_json(*office.value(), file.value(), newer, plan, shown)
                            : migration_text(*office.value(), file.value(), newer, plan, shown));
    return status == kExitDone && !plan.ok() ? kExitFindings : status;
}

int consult(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 1, "consult MATTER");
    if (!words.ok()) return fail(env, words.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto file = office::find_matter(*office.value(), options.names.front());
    if (!file.ok()) return fail(env, file.error().message);
    const std::vector<office::StepChoice> steps = office::steps_of(*office.value(), file.value());
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json
                       ? questions_json(*office.value(), file.value(), steps, shown)
                       : questions_text(*office.value(), file.value(), steps, shown));
}

int list(base::Env& env, const Options& options) {
    const Status words = check_words(options, 0, 0, "list [--unit UNIT] [--within 30d]");
    if (!words.ok()) return fail(env, words.error().message);
    const auto after = read_page_key(options.office.after);
    if (!after.ok()) return fail(env, after.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto filter = read_filter(options, *office.value());
    if (!filter.ok()) return fail(env, filter.error().message);
    const auto snapshot = office.value()->database().snapshot();
    if (!snapshot.ok()) return fail(env, snapshot.error().message);
    const auto reader = find_reader(env, options, *office.value());
    if (!reader.ok()) return fail(env, reader.error().message);
    auto rows = office::list_matters(*snapshot.value(), filter.value(), after.value(),
                                     kPageRows + 1, viewer_of(*office.value(), reader.value()));
    if (!rows.ok()) return fail(env, rows.error().message);
    std::vector<office::MatterRow> page = std::move(rows).value();
    std::string next;
    if (page.size() > kPageRows) {
        page.resize(kPageRows);
        next = page.back().due + "/" + page.back().id;
    }
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json ? list_json(*office.value(), page, next, shown)
                                       : list_text(*office.value(), page, next, shown));
}

/// The procedure with this id, or an error with the nearest.
Result<const procedure::Definition*> find_procedure(const Office& office, const std::string& id) {
    const procedure::Definition* found = office.institution().procedures().latest(id);
    if (found != nullptr) return found;
    std::vector<std::string_view> ids;
    for (const procedure::Definition& one : office.institution().procedures().all())
        ids.push_back(one.id);
    return base::make_error(
        ErrorCode::not_found,
        office::with_known(fmt::format("there is no procedure '{}'", printable(id)), id, ids,
                           diag::Language::en));
}

int show_openings(base::Env& env, const Options& options) {
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto definition = find_procedure(*office.value(), options.names.front());
    if (!definition.ok()) return fail(env, definition.error().message);
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json
                       ? openings_json(*office.value(), *definition.value(), shown)
                       : openings_text(*office.value(), *definition.value(), shown));
}

/// Nothing is filled in, and every opening step needs something.
bool asks_for_openings(const Options& options) {
    return options.action == "open" && options.names.size() == 1 && options.office.sets.empty() &&
           options.office.papers.empty();
}

}  // namespace

int run_matter(base::Env& env, const Options& options) {
    if (options.action == "show") return show(env, options);
    if (options.action == "list") return list(env, options);
    if (options.action == "migrate" && options.office.dry_run) return plan_migration(env, options);
    if (options.action == "consult") return consult(env, options);
    if (options.action == "personal") return run_matter_personal(env, options);
    if (options.action == "paper") return run_matter_paper(env, options);
    if (asks_for_openings(options)) return show_openings(env, options);
    if (options.action == "step" && options.names.size() == 1) return show_steps(env, options);
    return run_matter_action(env, options);
}

}  // namespace remit::cli
