#include "cli/matter_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/check.h"
#include "cli/columns.h"
#include "cli/matter_receipt.h"
#include "cli/matter_request.h"
#include "cli/office_door.h"
#include "office/commands.h"
#include "office/matter_view.h"

namespace remit::cli {
namespace {

using office::Caller;
using office::Office;
using office::Outcome;

/// One action: its words and what it asks of the office. Errors of the command are its own or those
/// of words that could not be read.
struct Action {
    std::string_view name;
    std::size_t words_least;
    std::size_t words_most;
    std::string_view usage;
    Result<Outcome> (*act)(base::Env& env, const Options& options, Office& office,
                           const Caller& caller);
};

/// What papers are in the matter, so that a new version of one can be brought by its id.
std::vector<office::PaperText> papers_of(const office::MatterFile& file) {
    std::vector<office::PaperText> papers;
    for (const procedure::Paper& paper : file.matter.papers) {
        papers.push_back({.id = paper.id,
                          .kind = file.definition->paper_kinds[paper.kind.index()].id,
                          .bytes = {},
                          .marking = {}});
    }
    return papers;
}

Result<Outcome> open(base::Env& env, const Options& options, Office& office, const Caller& caller) {
    office::OpenRequest request{.procedure = options.names.front(),
                                .take_over = options.take_over,
                                .note = options.office.note};
    if (options.names.size() > 1) request.step = options.names[1];
    request.fields = REMIT_TRY(read_fields(options));
    request.papers = REMIT_TRY(read_papers(env, options, {}));
    return office::open_matter(office, caller, request);
}

Result<Outcome> step(base::Env& env, const Options& options, Office& office, const Caller& caller) {
    const office::MatterFile file = REMIT_TRY(office::find_matter(office, options.names[0]));
    office::StepRequest request{
        .matter = file.id, .step = options.names[1], .note = options.office.note};
    request.fields = REMIT_TRY(read_fields(options));
    request.papers = REMIT_TRY(read_papers(env, options, papers_of(file)));
    return office::take_step(office, caller, request);
}

Result<Outcome> answer(base::Env& /*env*/, const Options& options, Office& office,
                       const Caller& caller) {
    return office::answer_question(office, caller,
                                   {.matter = options.names[0],
                                    .question = options.names[1],
                                    .answer = options.names[2],
                                    .text = options.office.note});
}

Result<Outcome> withdraw(base::Env& /*env*/, const Options& options, Office& office,
                         const Caller& caller) {
    return office::withdraw_question(
        office, caller,
        {.matter = options.names[0], .question = options.names[1], .note = options.office.note});
}

Result<Outcome> assign(base::Env& /*env*/, const Options& options, Office& office,
                       const Caller& caller) {
    office::AssignRequest request{.matter = options.names[0], .officer = {}};
    if (options.names.size() > 1) {
        request.officer = options.names[1];
        REMIT_TRY(check_officer(office, request.officer));
    }
    return office::assign_officer(office, caller, request);
}

Result<Outcome> lead(base::Env& /*env*/, const Options& options, Office& office,
                     const Caller& caller) {
    const remit::UnitId unit = REMIT_TRY(find_unit(office, options.names[1]));
    return office::change_lead(office, caller,
                               {.matter = options.names[0],
                                .unit = office.institution().act().unit(unit).code,
                                .designation = options.office.designate,
                                .note = options.office.note});
}

Result<Outcome> bring(base::Env& env, const Options& options, Office& office,
                      const Caller& caller) {
    const office::MatterFile file = REMIT_TRY(office::find_matter(office, options.names[0]));
    std::vector<office::PaperText> papers = REMIT_TRY(read_papers(env, options, papers_of(file)));
    if (papers.size() != 1) {
        return base::make_error(ErrorCode::invalid_input,
                                "bring takes one paper at a time; give one --paper KIND=FILE");
    }
    return office::bring_paper(office, caller,
                               {.matter = file.id, .paper = std::move(papers.front())});
}

Result<Outcome> erase(base::Env& /*env*/, const Options& options, Office& office,
                      const Caller& caller) {
    return office::erase_personal(office, caller,
                                  {.matter = options.names[0], .note = options.office.note});
}

Result<Outcome> migrate(base::Env& /*env*/, const Options& options, Office& office,
                        const Caller& caller) {
    return office::migrate_matter(office, caller,
                                  {.matter = options.names[0], .note = options.office.note});
}

Result<Outcome> close(base::Env& /*env*/, const Options& options, Office& office,
                      const Caller& caller) {
    return office::close_dossier(office, caller,
                                 {.matter = options.names[0], .note = options.office.note});
}

constexpr Action kActions[] = {
    {"open", 1, 2, "open PROCEDURE [STEP]", open},
    {"step", 1, 2, "step MATTER [STEP]", step},
    {"answer", 3, 3, "answer MATTER QUESTION ANSWER", answer},
    {"withdraw", 2, 2, "withdraw MATTER QUESTION --note TEXT", withdraw},
    {"assign", 1, 2, "assign MATTER [OFFICER]", assign},
    {"lead", 2, 2, "lead MATTER UNIT --note TEXT", lead},
    {"erase", 1, 1, "erase MATTER --note GROUND", erase},
    {"bring", 1, 1, "bring MATTER --paper KIND=FILE", bring},
    {"migrate", 1, 1, "migrate MATTER --note TEXT", migrate},
    {"close", 1, 1, "close MATTER", close},
};

int run(base::Env& env, const Options& options, const Action& action) {
    const Status words = check_words(options, action.words_least, action.words_most, action.usage);
    if (!words.ok()) return fail(env, words.error().message);
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<Caller> caller = read_caller(env, options, *office.value());
    if (!caller.ok()) return fail(env, caller.error().message);
    return print_outcome(env, options, *office.value(),
                         action.act(env, options, *office.value(), caller.value()));
}

}  // namespace

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

int run_matter_action(base::Env& env, const Options& options) {
    const auto action = std::ranges::find(kActions, options.action, &Action::name);
    REMIT_CHECK(action != std::end(kActions));
    return run(env, options, *action);
}

}  // namespace remit::cli
