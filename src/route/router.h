// Routing: a paper in, for each institution the unit that is competent, with the clause that says
// so.
//
// The act decides, not past routings: it is right on the first day and right again on the day the
// act changes. A paper is read once (recogniser.h, reading.h), then ranked for each institution
// (ranking.h). Invariant: a Router never changes once opened and may serve any number of threads,
// each with a Session of its own; the same paper has the same answer. It reads no file and no
// clock.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "authority/competence_reach.h"
#include "base/result.h"
#include "remit/vocabulary.h"
#include "route/house.h"
#include "route/learning.h"
#include "route/ranking.h"
#include "route/reading.h"
#include "route/recogniser.h"
#include "route/routing.h"
#include "route/signs.h"

namespace remit::route {

/// A paper may be longer; what stands behind is not read.
inline constexpr std::size_t kReadBytesMax = std::size_t{256} << 10U;
inline constexpr std::size_t kPaperBytesMax = std::size_t{16} << 20U;
inline constexpr std::size_t kCandidatesDefault = 3;

class Router {
  public:
    /// Vocabulary, signs and what the institutions point to are borrowed and must outlive it.
    /// Cost: O(bytes of names and duties).
    Router(const remit::Vocabulary& vocabulary, const Signs& signs,
           std::vector<Institution> institutions);
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    [[nodiscard]] const std::vector<std::unique_ptr<House>>& houses() const { return houses_; }
    [[nodiscard]] const remit::Vocabulary& vocabulary() const { return *vocabulary_; }
    [[nodiscard]] const Signs& signs() const { return *signs_; }
    [[nodiscard]] const authority::NameReach& reach() const { return reach_; }
    [[nodiscard]] const Recogniser& recogniser() const { return recogniser_; }

  private:
    const remit::Vocabulary* vocabulary_;
    const Signs* signs_;
    authority::NameReach reach_;
    Recogniser recogniser_;
    std::vector<std::unique_ptr<House>> houses_;
};

/// The answers of all institutions to one paper.
struct Routed {
    std::vector<Routing> routings;  // in the order of Router::houses()
    bool cut = false;               // the paper was longer than is read
};

class Session {
  public:
    /// Borrowed; must outlive the session.
    explicit Session(const Router& router);

    /// In:     at most `count` candidates for each institution.
    /// Errors: invalid_input (bytes that are not UTF-8, or no text at all: a NUL), limit (more
    ///         than kPaperBytesMax).
    /// Cost:   O(bytes read).
    Result<Routed> route(const Paper& paper, std::size_t count = kCandidatesDefault);
    /// What the paper of the last route() is about; evidence points into it.
    [[nodiscard]] const Reading& reading() const { return *reading_; }

    void learn(const Correction& correction) { learnt_.learn(correction); }
    [[nodiscard]] const LearntModel& learnt() const { return learnt_; }

  private:
    void find_words(std::size_t house);
    void learn_words();

    const Router* router_;
    PaperReader reader_;
    const Reading* reading_;
    std::vector<Ranking> rankings_;
    // Of acts' own words: what each distinct word is to each house, looked up once.
    text::Lexicon lexicon_;
    std::vector<std::vector<const WordClaims*>> known_words_;  // by house and WordId
    std::vector<text::Token> tokens_[kFields.size()];
    std::vector<PaperWord> words_;
    LearntModel learnt_;
};

}  // namespace remit::route
