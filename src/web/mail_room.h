// The mail room: which unit of the house is competent for what came in, and what says so.
//
// The act in force decides (route/router.h). Invariant: what is highlighted are bytes of the paper
// that the evidence names; the words for people are those of the router.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "diag/language.h"
#include "office/institution.h"
#include "route/router.h"
#include "route/routing_words.h"

namespace remit::web {

/// A part of the subject, and whether it says for whom the paper is.
struct MarkedText {
    std::string text;
    bool is_evidence = false;
};

struct RankedUnit {
    std::string code;
    route::CandidateWords words;
    int percent = 0;  // that a fair reader would send it there
};

struct MailRouting {
    std::string verdict;
    bool is_ours = false;
    std::vector<RankedUnit> units;  // the best first
    std::vector<MarkedText> subject;
    /// What the paper itself says it is about: ids, for a matter that is opened from it.
    std::vector<std::string> bodies;
    std::vector<std::string> topics;
};

class MailRoom {
  public:
    /// The institution is borrowed. Cost: some 100 ms.
    explicit MailRoom(const office::Institution& institution);
    MailRoom(const MailRoom&) = delete;
    MailRoom& operator=(const MailRoom&) = delete;

    /// Errors: those of route::Session::route().
    [[nodiscard]] Result<MailRouting> route(const route::Paper& paper,
                                            diag::Language language) const;

  private:
    const office::Institution* institution_;
    route::LoadedSigns signs_;
    route::Router router_;
};

}  // namespace remit::web
