// What PostgreSQL's SQLSTATEs mean to a caller: which error it is, and what a person can do about
// it.
//
// The one table from SQLSTATE to ErrorCode (PostgreSQL 15, appendix A). Every message names the
// database and its server; none holds a password, since libpq keeps those to itself.
#pragma once

#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::store {

/// The SQLSTATE of a result; empty where there is none.
std::string_view sqlstate_of(const PGresult* result);

/// Whether the same work may succeed when it is run again from its beginning.
bool is_lost_race(std::string_view sqlstate);

/// The error of the last call on `connection`, which returned `result` (or null).
Error postgres_error(const PGconn* connection, const PGresult* result, std::string_view doing);

}  // namespace remit::store
