// What the router learns when people correct it, and how a correction is written down.
//
// A correction says: this paper, about these things, belongs to that unit and not to this one. It
// holds names of things, never the paper's words, and is an entry of the ledger by itself:
// replaying the corrections gives the same model, byte for byte. The model counts, for each
// institution, thing and unit, how often people decided so, in whole numbers. It moves candidates
// by a bounded step and makes none: a unit whose duties do not cover a paper is never put first by
// it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "remit/vocabulary.h"
#include "route/reading.h"

namespace remit::route {

/// One decision of an officer.
struct Correction {
    std::string institution;            // "hr"
    std::vector<std::string> concepts;  // what the paper is about: "body:un", "topic:disarmament"
    std::string proposed;               // code of the unit that the router put first; empty: none
    std::string chosen;                 // code of the right one; empty: not ours

    bool operator==(const Correction&) const = default;
};

/// What a paper is about as a correction names it, sorted: "body:un", "topic:disarmament".
std::vector<std::string> concept_names(const Reading& reading, const remit::Vocabulary& vocabulary);

/// One line of JSON, keys in a fixed order; what a ledger entry carries.
std::string encode(const Correction& correction);
/// Errors: invalid_input, with what is wrong and where.
Result<Correction> decode_correction(std::string_view line);

class LearntModel {
  public:
    void learn(const Correction& correction);
    /// How far the unit is moved for a paper about these things: within kStepMax.
    [[nodiscard]] double step(std::string_view institution, std::string_view unit,
                              const std::vector<std::string>& concepts) const;
    [[nodiscard]] bool empty() const { return counts_.empty(); }
    /// All counts, sorted: two models are equal where this is.
    [[nodiscard]] std::string to_text() const;

    /// The most that corrections move a candidate, against scores near 1.
    static constexpr double kStepMax = 0.25;

  private:
    void count(std::string_view institution, std::string_view concept_name, std::string_view unit,
               int by);

    std::map<std::string, int, std::less<>> counts_;  // "hr\ttopic:x\t5.1.2"
};

}  // namespace remit::route
