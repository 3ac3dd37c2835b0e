#include "store/sqlite_error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstddef>

namespace remit::store {

namespace {

constexpr std::size_t kStatementShownBytes = 200;

struct Meaning {
    ErrorCode code;
    std::string_view cure;  // follows what was seen, behind a colon or semicolon
};

Meaning meaning_of_constraint(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return {ErrorCode::conflict, "it is there already; read it again"};
        case SQLITE_CONSTRAINT_TRIGGER:
            return {ErrorCode::denied, "a rule of the database forbids this"};
        default:
            return {ErrorCode::invalid_input, "a rule of the database does not take this"};
    }
}

Meaning meaning_of_no_file(int reason) {
    switch (reason) {
        case ENOENT:
            return {ErrorCode::not_found, "its folder does not exist; make it first"};
        case EACCES:
        case EPERM:
        case EROFS:
            return {ErrorCode::denied, "permissions forbid it; give this user the folder"};
        case EISDIR:
            return {ErrorCode::io, "it is a folder; name a file"};
        default:
            return {ErrorCode::io, "it cannot be opened; look at its folder and its disk"};
    }
}

constexpr std::string_view kRestore = "the file is damaged; restore the last backup";

Meaning meaning_of(int code, int reason) {
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            return meaning_of_constraint(code);
        case SQLITE_CANTOPEN:
            return meaning_of_no_file(reason);
        case SQLITE_FULL:
            return {ErrorCode::io, "the disk is full; free space on it and try again"};
        case SQLITE_IOERR:
            return {ErrorCode::io, "the disk failed; see the system's log"};
        case SQLITE_CORRUPT:
            return {ErrorCode::corrupt, kRestore};
        case SQLITE_NOTADB:
            return {ErrorCode::corrupt,
                    "it is no database, or a damaged one; name the right file "
                    "or restore the last backup"};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {ErrorCode::unavailable, "another program holds it; try again, or stop that"};
        case SQLITE_PROTOCOL:
            return {ErrorCode::unavailable, "others kept it locked; try again"};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {ErrorCode::denied, "it may only be read here"};
        case SQLITE_TOOBIG:
            return {ErrorCode::limit, "divide it"};
        case SQLITE_NOMEM:
            return {ErrorCode::limit, "memory is used up; give the program more"};
        case SQLITE_MISMATCH:
        case SQLITE_RANGE:
        case SQLITE_MISUSE:
        case SQLITE_ERROR:
            return {ErrorCode::invalid_input, "the statement does not fit the database"};
        default:
            return {ErrorCode::io, "see the system's log"};
    }
}

}  // namespace

Error sqlite_error(sqlite3* database, int code, const std::string& file, std::string_view doing) {
    const Meaning meaning = meaning_of(code, sqlite3_system_errno(database));
    return base::make_error(
        meaning.code, fmt::format("database '{}': {} ({}, code {}): {}", file,
                                  doing.substr(0, kStatementShownBytes), sqlite3_errmsg(database),
                                  code, meaning.cure));
}

}  // namespace remit::store
