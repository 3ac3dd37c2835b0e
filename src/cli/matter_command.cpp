// `remit matter`: what people do in matters, one function for each action.
//
// Reads the words, opens the office, asks it, prints the answer. Invariants: a request that cannot
// be read is told before the office is asked for anything; every change goes through the commands
// of module office, which ask the act.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "base/check.h"
#include "calendar/date.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/entry_finder.h"
#include "cli/matter_pages.h"
#include "cli/matter_receipt.h"
#include "cli/matter_request.h"
#include "cli/nearest.h"
#include "cli/office_door.h"
#include "office/commands.h"
#include "office/registers.h"

namespace remit::cli {
namespace {

using office::Office;
using OpenedOffice = Result<std::unique_ptr<Office>>;

constexpr std::size_t kPageRows = 50;

/// The words behind the action, or an error that shows how they are written.
Status check_words(const Options& options, std::size_t least, std::size_t most,
                   std::string_view usage) {
    const std::size_t count = options.names.size();
    if (count >= least && count <= most) return base::done();
    return base::make_error(
        ErrorCode::invalid_input,
        count < least
            ? fmt::format("{} is not complete; write `remit matter {}`", options.action, usage)
            : fmt::format("'{}' is one word too many; write `remit matter {}`",
                          printable(options.names[most]), usage));
}

ShowOptions show_options(base::Env& env, const Options& options) {
    return {.language = language_of(options),
            .colour = env.terminal_colour(),
            .why = options.office.why};
}

// --- Commands ---

int open(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 2, "open PROCEDURE [STEP]");
    if (!words.ok()) return fail(env, words.error().message);
    auto fields = read_fields(options);
    if (!fields.ok()) return fail(env, fields.error().message);
    auto papers = read_papers(env, options, {});
    if (!papers.ok()) return fail(env, papers.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    const office::OpenRequest request{
        .procedure = options.names.front(),
        .step = options.names.size() > 1 ? options.names[1] : std::string(),
        .lead_unit = {},
        .take_over = options.take_over,
        .fields = std::move(fields).value(),
        .papers = std::move(papers).value(),
        .note = options.office.note};
    return print_outcome(env, options, *office.value(),
                         office::open_matter(*office.value(), caller.value(), request));
}

/// What papers are in the matter, so that a new version of one can be brought by its id.
std::vector<office::PaperText> papers_of(const office::MatterFile& file) {
    std::vector<office::PaperText> papers;
    for (const procedure::Paper& paper : file.matter.papers) {
        papers.push_back({.id = paper.id,
                          .kind = file.definition->paper_kinds[paper.kind.index()].id,
                          .bytes = {}});
    }
    return papers;
}

int show_steps(base::Env& env, const Options& options, const Office& office,
               const office::MatterFile& file) {
    const std::vector<office::StepChoice> steps = office::steps_of(office, file);
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json ? steps_json(office, file, steps, options.all, shown)
                                       : steps_text(office, file, steps, options.all, shown));
}

int step(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 2, "step MATTER [STEP]");
    if (!words.ok()) return fail(env, words.error().message);
    auto fields = read_fields(options);
    if (!fields.ok()) return fail(env, fields.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto file = office::find_matter(*office.value(), options.names.front());
    if (!file.ok()) return fail(env, file.error().message);
    if (options.names.size() == 1) return show_steps(env, options, *office.value(), file.value());
    auto papers = read_papers(env, options, papers_of(file.value()));
    if (!papers.ok()) return fail(env, papers.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    const office::StepRequest request{.matter = file.value().id,
                                      .step = options.names[1],
                                      .fields = std::move(fields).value(),
                                      .papers = std::move(papers).value(),
                                      .note = options.office.note};
    return print_outcome(env, options, *office.value(),
                         office::take_step(*office.value(), caller.value(), request));
}

int answer(base::Env& env, const Options& options) {
    const Status words = check_words(options, 3, 3, "answer MATTER QUESTION ANSWER");
    if (!words.ok()) return fail(env, words.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    const office::AnswerRequest request{.matter = options.names[0],
                                        .question = options.names[1],
                                        .answer = options.names[2],
                                        .text = options.office.note};
    return print_outcome(env, options, *office.value(),
                         office::answer_question(*office.value(), caller.value(), request));
}

// --- Queries ---

int show(base::Env& env, const Options& options) {
    const Status words = check_words(options, 1, 1, "show MATTER");
    if (!words.ok()) return fail(env, words.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto story = office::load_story(*office.value(), options.names.front());
    if (!story.ok()) return fail(env, story.error().message);
    const ShowOptions shown = show_options(env, options);
    return deliver(env, options,
                   options.office.json ? story_json(*office.value(), story.value(), shown)
                                       : story_text(*office.value(), story.value(), shown));
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

// --- The list ---

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
Result<std::optional<office::PageKey>> read_key(const std::string& text) {
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

int list(base::Env& env, const Options& options) {
    const Status words = check_words(options, 0, 0, "list [--unit UNIT] [--within 30d]");
    if (!words.ok()) return fail(env, words.error().message);
    const auto after = read_key(options.office.after);
    if (!after.ok()) return fail(env, after.error().message);
    const OpenedOffice office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const auto filter = read_filter(options, *office.value());
    if (!filter.ok()) return fail(env, filter.error().message);
    const auto snapshot = office.value()->database().snapshot();
    if (!snapshot.ok()) return fail(env, snapshot.error().message);
    auto rows =
        office::list_matters(*snapshot.value(), filter.value(), after.value(), kPageRows + 1);
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

}  // namespace

int run_matter(base::Env& env, const Options& options) {
    if (options.action == "open") return open(env, options);
    if (options.action == "show") return show(env, options);
    if (options.action == "list") return list(env, options);
    if (options.action == "step") return step(env, options);
    if (options.action == "consult") return consult(env, options);
    REMIT_CHECK(options.action == "answer");
    return answer(env, options);
}

}  // namespace remit::cli
