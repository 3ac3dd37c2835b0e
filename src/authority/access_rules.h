// What an institution decides about reading: packs/*/secrecy.yaml as values.
//
// Invariant: rules loaded without an error name schemes that exist and thresholds within their
// range. A faulty file gives what could be read, the careful choice for the rest, and a diagnostic
// for each fault; rules with errors must not be put to use. Nothing here knows who reads or what is
// read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "authority/classification.h"
#include "diag/diagnostics.h"
#include "diag/source.h"

namespace remit::authority {

/// What a paper says of people; each kind is stricter than the one before.
enum class Personal : std::uint8_t { none, ordinary, special, never };

/// Which officers of a unit.
enum class Reach : std::uint8_t { nobody, heads, everybody };

inline constexpr int kGlassHoursMax = 168;
inline constexpr std::int64_t kSecondsOfHour = 3600;

struct AccessRules {
    SchemeId scheme;                 // the institution's own
    std::vector<std::string> house;  // its names as an originator and as a recipient of releases

    int papers_rank = 0;  // the highest rank that may be kept in full ...
    int stubs_rank = 0;   // ... and as a stub

    int need_to_know_rank = 0;  // need to know is asked from this rank on; 0: of every paper
    Personal need_to_know_personal = Personal::ordinary;
    Reach below = Reach::nobody;
    Reach above = Reach::nobody;

    int reads_rank = 0;  // a reading is recorded from this rank on
    Personal reads_personal = Personal::ordinary;

    int glass_hours = 0;  // 0: nothing is opened in an emergency

    /// Papers of `scheme` are opened by a certificate of `by` at the equal rank as well.
    struct Opening {
        SchemeId scheme;
        SchemeId by;
        bool verified = true;
    };
    std::vector<Opening> openings;

    [[nodiscard]] bool is_house(std::string_view name) const;
};

struct LoadedAccessRules {
    AccessRules rules;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// In:   `name` as diagnostics shall call the file.
/// Cost: O(bytes).
LoadedAccessRules load_access_rules(std::string name, std::string_view bytes,
                                    const Schemes& schemes);

}  // namespace remit::authority
