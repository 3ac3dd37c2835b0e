// Coverage in words for people: how each duty stands, by what its functions are carried out, and
// how many stand how.
//
// Only reads; coverage.h decides. Invariant: each work of a duty stands in its words once, with the
// procedure, and with the steps or consultations where those are the whole work. The definitions
// and the vocabulary are those that the coverage was made with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/language.h"
#include "procedure/coverage.h"
#include "procedure/definition.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

/// "whole", "part", "none", "residual": for programs.
[[nodiscard]] std::string_view name_of(Served served);

/// One kind of work and what does it: "present reports", "International obligation (obligation),
/// step 'Present'"; where nothing does, the text says so.
struct CoverageRow {
    std::string function;
    std::string works;
};

struct ServedWords {
    std::string standing;  // "carried out in part"
    std::vector<CoverageRow> functions;
    std::string unread;           // that no function could be read from the duty; or empty
    std::string besides_heading;  // empty where nothing can be run besides
    std::vector<CoverageRow> besides;
};

[[nodiscard]] ServedWords in_words(const ServedDuty& served,
                                   std::span<const Definition> definitions,
                                   const remit::Vocabulary& vocabulary, diag::Language language);

/// How many duties stand in one way.
struct CoverageTally {
    std::string standing;
    std::size_t count = 0;
    std::size_t percents = 0;  // of all duties, rounded; 100 only of all, 0 only of none
};

/// Carried out, in part, not yet, other work: in this order, each once.
[[nodiscard]] std::vector<CoverageTally> tally(const Coverage& coverage, diag::Language language);

/// The parts of a report, in its order, and which duties stand in each.
enum class CoveragePart : std::uint8_t { carried_out, not_yet, residual };
inline constexpr CoveragePart kCoverageParts[] = {CoveragePart::carried_out, CoveragePart::not_yet,
                                                  CoveragePart::residual};

[[nodiscard]] CoveragePart part_of(Served served);
[[nodiscard]] std::string heading_of(CoveragePart part, diag::Language language);

}  // namespace remit::procedure
