// An item is taken up into a matter: as papers of one that is there, with a step or without, or by
// opening one. What is done in the matter is decided there, by its procedure and by the act.
//
// Invariant: the matter's entry and the item's stand in one transaction, so that no item is taken
// twice and none is lost between the two.
#include <fmt/format.h>

#include <utility>

#include "office/contents.h"
#include "office/item_commands.h"
#include "office/item_work.h"
#include "office/matter_commands.h"
#include "office/request_hash.h"

namespace remit::office {
namespace {

base::Hash hash_of(const Caller& caller, const TakeRequest& request,
                   const Institution& institution) {
    const std::vector<FieldText> fields = without_personal(institution, request.fields);
    std::vector<std::string_view> words{request.item, request.matter, request.procedure,
                                        request.step, request.paper,  request.note};
    for (const FieldText& field : fields) {
        words.emplace_back(field.field);
        words.insert(words.end(), field.items.begin(), field.items.end());
        words.emplace_back();
    }
    return hash_of_item_command(caller, "take_item", words);
}

/// The files of the item as papers of the kind; none where no kind was named.
Result<std::vector<PaperText>> papers_of(MatterWork& work, const ItemFile& item,
                                         const std::string& kind) {
    std::vector<PaperText> papers;
    if (kind.empty()) return papers;
    for (const ItemContent& file : item.files) {
        auto bytes = REMIT_TRY(find_content(work.connection(), file.digest.view()));
        if (!bytes) {
            return base::make_error(
                ErrorCode::corrupt,
                fmt::format("the bytes of '{}' of item {} are not among the contents; restore the "
                            "last backup",
                            file.name, item.number()));
        }
        papers.push_back({.id = {},
                          .kind = kind,
                          .bytes = *std::move(bytes),
                          .is_signed = false,
                          .marking = item.classification});
    }
    return papers;
}

class Taking {
  public:
    Taking(MatterWork& work, const Caller& caller, const TakeRequest& request)
        : work_(&work), request_(&request), caller_(caller) {
        caller_.idempotency_key.clear();   // it is the item's entry that has it
        caller_.expected_version.reset();  // of the item
    }

    Result<Outcome> run(std::vector<PaperText> papers) {
        if (!request_->procedure.empty()) {
            OpenRequest open{.procedure = request_->procedure, .step = request_->step};
            open.fields = request_->fields;
            open.papers = std::move(papers);
            open.note = request_->note;
            const base::Hash hash = office::hash_of(caller_, open, work_->institution());
            return open_in(*work_, order("open_matter", hash), open);
        }
        const auto found = work_->load(request_->matter);
        if (!found.ok()) {
            if (found.error().code != ErrorCode::not_found) return found.error();
            return Outcome(declined_input(
                say(PhraseId::no_such_matter, caller_.language,
                    {{"id", request_->matter}, {"command", "`remit matter list`"}})));
        }
        if (request_->step.empty()) return bring(std::move(papers));
        StepRequest step{.matter = request_->matter, .step = request_->step};
        step.fields = request_->fields;
        step.papers = std::move(papers);
        step.note = request_->note;
        const base::Hash hash = office::hash_of(caller_, step, work_->institution());
        return step_in(*work_, order("take_step", hash), step);
    }

  private:
    Order order(std::string_view name, const base::Hash& request) const {
        return {.caller = &caller_, .name = name, .request = request};
    }

    Result<Outcome> bring(std::vector<PaperText> papers) {
        if (papers.empty()) {
            return Outcome(declined_input(say(PhraseId::item_becomes_what, caller_.language),
                                          say(PhraseId::item_becomes_what_cure, caller_.language)));
        }
        Result<Outcome> last = Outcome();
        for (PaperText& paper : papers) {
            const PaperRequest brought{.matter = request_->matter, .paper = std::move(paper)};
            last =
                bring_in(*work_, order("bring_paper", office::hash_of(caller_, brought)), brought);
            const bool done = last.ok() && std::holds_alternative<Receipt>(last.value());
            if (!done) break;
        }
        return last;
    }

    MatterWork* work_;
    const TakeRequest* request_;
    Caller caller_;
};

Result<NotedOutcome> take_in(MatterWork& work, const ItemOrder& order, const TakeRequest& request) {
    ItemFile item;
    NotedOutcome answer;
    if (REMIT_TRY(begin_item(work, order, item, answer))) return answer;
    std::vector<PaperText> papers = REMIT_TRY(papers_of(work, item, request.paper));
    Outcome done = REMIT_TRY(Taking(work, *order.caller, request).run(std::move(papers)));
    if (auto* declined = std::get_if<Declined>(&done)) return NotedOutcome(std::move(*declined));
    auto& receipt = std::get<Receipt>(done);
    REMIT_TRY(record_item(work, order, item, "item/taken", item_taken(receipt.matter)));
    Noted taken = noted(item, /*repeated=*/false);
    taken.matter = std::move(receipt);
    return NotedOutcome(std::move(taken));
}

}  // namespace

Result<NotedOutcome> take_item(Office& office, const Caller& caller, const TakeRequest& request) {
    if (request.matter.empty() == request.procedure.empty()) {
        return NotedOutcome(declined_input(say(PhraseId::item_into_one, caller.language),
                                           say(PhraseId::item_into_one_cure, caller.language)));
    }
    const ItemOrder order{.caller = &caller,
                          .command = "take_item",
                          .request = hash_of(caller, request, office.institution()),
                          .item = request.item};
    return office.write([&](MatterWork& work) { return take_in(work, order, request); });
}

}  // namespace remit::office
