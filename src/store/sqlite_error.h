// What SQLite's result codes mean to a caller: which error it is, and what a person can do about
// it.
//
// The one table from SQLite to ErrorCode. Every message names the file.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::store {

/// The error of the last call on `database`, which returned `code` (extended codes are on).
/// `doing` is the statement, or what was being done.
Error sqlite_error(sqlite3* database, int code, const std::string& file, std::string_view doing);

}  // namespace remit::store
