// A paper is brought outside a step: a draft, a new version of one, or its signature.
//
// The unit that leads the matter brings it, or one that was asked and has not answered yet.
#include "office/commands.h"
#include "office/matter_commands.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

/// The first unit of the officer that is asked in the matter; empty where none is.
std::variant<Permit, Declined> ask_as_bringer(const MatterWork& work, const Caller& caller,
                                              const MatterFile& file) {
    for (const procedure::Question& question : file.matter.questions) {
        if (question.is_closed()) continue;
        auto answer = work.ask_to_answer(caller, file, question);
        if (std::holds_alternative<Permit>(answer)) return answer;
    }
    return work.ask(caller, work.asked_as_lead(file, procedure::Rank::officer));
}

}  // namespace

Result<Outcome> bring_in(MatterWork& work, const Order& order, const PaperRequest& request) {
    MatterFile file;
    Outcome at_once;
    if (REMIT_TRY(work.begin(order, request.matter, file, at_once))) return at_once;
    RequestReader reader(work.institution(), *file.definition, file, order.caller->language);
    const std::vector<ReadPaper> papers = reader.papers({&request.paper, 1});
    if (!reader.faults().empty()) return Outcome(reader.declined());
    const auto answer = ask_as_bringer(work, *order.caller, file);
    if (const auto* no = std::get_if<Declined>(&answer)) return Outcome(*no);
    const auto& permit = std::get<Permit>(answer);
    REMIT_TRY(work.keep_papers(papers));
    const procedure::BringPaper command{.paper = papers.front().paper, .by = permit.acting};
    return work.decide(order, std::move(file), command, permit, papers);
}

Result<Outcome> bring_paper(Office& office, const Caller& caller, const PaperRequest& request) {
    const Order order{
        .caller = &caller, .name = "bring_paper", .request = hash_of(caller, request)};
    return office.write([&](MatterWork& work) { return bring_in(work, order, request); });
}

}  // namespace remit::office
