// What an institution knows of secrecy: the levels of all schemes, its own rules, and its policy.
//
// Loaded once, with the institution. Invariant: a marking is read in the schemes or not at all,
// never guessed; and what may not be kept in this house is refused before anything is written.
// Nothing here knows a matter, an item or a reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_policy.h"
#include "authority/access_rules.h"
#include "authority/classification.h"
#include "base/result.h"
#include "diag/language.h"

namespace remit::office {

struct Secrecy {
    authority::Schemes schemes;
    authority::AccessRules rules;
    authority::Expression policy;  // that of the rules
};

/// The schemes and the pack's rules as the binary carries them; a pack without rules keeps nothing
/// that is classified. Errors: corrupt (carried data is faulty; a build never is).
Result<Secrecy> load_secrecy(std::string_view pack);
/// The same under rules in the form of packs/*/secrecy.yaml. Errors: invalid_input, with the
/// diagnostics of the rules; corrupt.
Result<Secrecy> load_secrecy_under(std::string_view name, std::string_view rules);

/// What is to be kept of what is marked.
enum class KeptOf : std::uint8_t {
    paper,  // of a matter, whole
    item,   // that came in, whole
    stub,   // of an item: that it exists
};

/// A marking as it was read. Where there is a fault the id is empty.
struct MarkingRead {
    std::string id;  // of the level or the distribution; empty where nothing is marked
    std::vector<std::string> faults;
    std::vector<std::string> cures;
    std::vector<std::string> remarks;  // what the level may wrongly be taken for
};

/// Reads a marking as it is stamped, or the id of one. Cost: some 20 microseconds.
MarkingRead read_marking(const Secrecy& secrecy, std::string_view text, KeptOf what,
                         diag::Language language);

/// As it is stamped, for readers of the language; the id itself where no scheme has it.
std::string marking_in_words(const Secrecy& secrecy, std::string_view id, diag::Language language);

}  // namespace remit::office
