// Sessions of officers who have signed in to the workspace.
//
// Invariant: a session is known by the hash of its token alone, so that nobody who reads the
// database can take one over; it ends after twelve hours, after two without a request, and with a
// new password. Kept in the database, so that every node knows every session.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "office/office.h"

namespace remit::office {

inline constexpr std::int64_t kSessionSecondsMax = std::int64_t{12} * 3600;  // from signing in
inline constexpr std::int64_t kSessionIdleSeconds = std::int64_t{2} * 3600;  // without a request
inline constexpr std::int64_t kSessionNoteSeconds = 300;  // how often a use is written down

struct Session {
    std::string officer;
    calendar::Instant opened;
    calendar::Instant expires;  // unless it is used before
};

/// Opens a session and removes those that are over. The answer is its token, of 64 hexadecimal
/// digits, which is kept nowhere else. Errors: those of the database.
Result<std::string> open_session(Office& office, std::string_view officer);

/// The session of the token; none where there is none, or it is over. Errors: those of the
/// database. Cost: one row by its key, and a write once in kSessionNoteSeconds.
Result<std::optional<Session>> find_session(Office& office, std::string_view token);

/// The key of the tokens in forms, 32 bytes, the same on every node: made when it is first asked
/// for. Errors: those of the database.
Result<std::string> form_key(Office& office);

/// Nothing where there is none. Errors: those of the database.
Status close_session(Office& office, std::string_view token);

}  // namespace remit::office
