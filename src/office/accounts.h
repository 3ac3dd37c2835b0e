// How officers sign in: a password for each, which only its hash remembers.
//
// Administration, not work: no step, no duty, nothing in the ledger. Invariants: whoever may sign
// in is an officer of the establishment; an unknown officer, one without a password and a wrong
// password cost a hash each and give the same answer; failures are counted in the database, for all
// nodes together and before a password is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/password.h"
#include "office/office.h"

namespace remit::office {

inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 1024;
inline constexpr std::int64_t kFailuresMax = 10;
inline constexpr std::int64_t kFailureSeconds = 15 * 60;

/// Gives the officer this password in place of any before, and ends his sessions.
/// Errors: not_found (no such officer), invalid_input (too short, too long, no text, his own id;
///         with the cure), those of the database.
Status set_password(Office& office, std::string_view officer, std::string_view password,
                    base::PasswordCost cost = base::PasswordCost::interactive);

/// Whether the officer may sign in with it: not without a password, nor once he has left. After
/// kFailuresMax failures no password of his is looked at until kFailureSeconds after the first are
/// over, or he gets another; tries that are under way count as failures until they are good.
/// Errors: limit (that; says until when), those of the database. Cost: that of a hash, and
///         two writes.
Result<bool> check_password(Office& office, std::string_view officer, std::string_view password);

}  // namespace remit::office
