// Reads what somebody wrote as a marking: "NATO CONFIDENTIAL", "povjerljivo", "СТРОГО ПОВЕРЉИВО",
// "PC.DEL/12/26".
//
// Case, script, diacritics, hyphens and slashes do not count. Nothing is guessed: a name that two
// schemes have, a name of another scheme and a name of an older law are faults that say what was
// probably meant, never a level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "authority/classification.h"

namespace remit::authority {

inline constexpr std::size_t kMarkingBytesMax = 200;

/// The key under which the writings of one marking meet. Cost: O(bytes).
[[nodiscard]] std::string marking_key(std::string_view text);

using Marking = std::variant<LevelId, DistributionId>;

/// The marking as it is stamped, Cyrillic in Latin for all but readers of Cyrillic.
[[nodiscard]] std::string name_of(const Marking& marking, const Schemes& schemes,
                                  diag::Language language);
[[nodiscard]] SchemeId scheme_of(const Marking& marking, const Schemes& schemes);

enum class MarkingFaultKind : std::uint8_t {
    empty,
    too_long,
    unknown,       // candidates: the nearest name, or none
    ambiguous,     // candidates: all that it may be
    other_scheme,  // candidates: what it is elsewhere
    former,        // candidates: the level that had the name under an older law
};

struct MarkingFault {
    MarkingFaultKind kind = MarkingFaultKind::unknown;
    std::string seen;
    SchemeId wanted;  // may be none
    std::vector<Marking> candidates;
};

using MarkingReading = std::variant<LevelId, DistributionId, MarkingFault>;

/// In:   `wanted`, the scheme in which the marking was looked for; none: any.
/// Cost: O(names), some 20 microseconds.
[[nodiscard]] MarkingReading read_marking(const Schemes& schemes, std::string_view text,
                                          SchemeId wanted = {});

/// What is wrong and what to write instead.
[[nodiscard]] std::string in_words(const MarkingFault& fault, const Schemes& schemes,
                                   diag::Language language);
/// What the level is and what it is not, for readers of the scheme of `taken_for`.
[[nodiscard]] std::string in_words(const FalseFriend& friends, const Schemes& schemes,
                                   diag::Language language);

}  // namespace remit::authority
