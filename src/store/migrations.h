// The schema, as numbered steps that are only ever added: migrations/DIALECT/NNNN-name.sql.
//
// A migration runs once, in a transaction of its own, and is recorded with the hash of its text. A
// released one is never edited: a database that ran another text under its number is refused, and
// so is one that a newer program has taken further, since this program would not know what it must
// keep. There is no way back; a mistake is mended by the next number. In SQLite a migration that
// rebuilds a table says PRAGMA defer_foreign_keys=ON first.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/result.h"
#include "store/database.h"

namespace remit::store {

struct Migration {
    int number = 0;  // from 1, without gaps
    std::string name;
    std::string_view sql;  // borrowed from whoever embedded it
};

/// The migrations under "FOLDER/sqlite/" or "FOLDER/postgres/", in order.
/// Errors: invalid_input (a name that is not NNNN-name.sql, a gap, a number that stands twice).
Result<std::vector<Migration>> find_migrations(std::span<const base::EmbeddedFile> files,
                                               std::string_view folder, Dialect dialect);

/// Brings the database to the last of the migrations; does nothing where it is there already.
/// Errors: invalid_input (the database is newer, was migrated by an edited text, or holds tables
///         of something else), and those of Database::write, with the migration's name in front;
///         those before it stay.
Status migrate(Database& database, std::span<const Migration> migrations);

}  // namespace remit::store
