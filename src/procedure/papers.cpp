#include "procedure/papers.h"

#include <string>

#include "procedure/permission.h"

namespace remit::procedure {
namespace {

void check_first(Draft& draft, const Paper& paper) {
    if (paper.version != 1) {
        draft.block({.reason = Reason::paper_version,
                     .paper_kind = paper.kind,
                     .seen = std::to_string(paper.version),
                     .wanted = "1"});
    }
    if (draft.matter.papers.size() >= kQuestionsMax)
        draft.block({.reason = Reason::too_many, .wanted = std::to_string(kQuestionsMax)});
}

void check_next(Draft& draft, const Paper& paper, const Paper& old) {
    const auto block = [&](Reason reason, std::string wanted = {}) {
        draft.block({.reason = reason,
                     .paper_kind = old.kind,
                     .seen = paper.id,
                     .wanted = std::move(wanted)});
    };
    if (old.kind != paper.kind) block(Reason::paper_other_kind);
    if (old.is_signed) {
        block(Reason::paper_signed_already);
    } else if (paper.version == old.version) {
        // The same version again is its signature, and only that.
        if (!paper.is_signed) block(Reason::paper_repeated, std::to_string(old.version + 1));
        if (paper.digest != old.digest) block(Reason::paper_other_bytes);
    } else if (paper.version != old.version + 1) {
        block(Reason::paper_version, std::to_string(old.version + 1));
    }
}

}  // namespace

bool accepts(Draft& draft, const Paper& paper) {
    const std::size_t before = draft.blockers.size();
    check_id(draft, paper.id);
    if (paper.digest.size() > kIdBytesMax)
        draft.block({.reason = Reason::bad_id, .wanted = std::to_string(kIdBytesMax)});
    if (paper.kind.index() >= draft.definition->paper_kinds.size()) {
        draft.block({.reason = Reason::paper_unknown_kind, .seen = paper.id});
    } else if (const Paper* old = draft.matter.find_paper(paper.id)) {
        check_next(draft, paper, *old);
    } else {
        check_first(draft, paper);
    }
    return draft.blockers.size() == before;
}

void bring(Draft& draft, const BringPaper& command) {
    check_bringer(draft, command.by);
    if (accepts(draft, command.paper) && draft.blockers.empty())
        draft.emit(PaperBrought{command.paper, command.by});
}

}  // namespace remit::procedure
