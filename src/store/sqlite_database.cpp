#include "store/sqlite_database.h"

#include <fmt/format.h>

#include <utility>

#include "store/sqlite_error.h"

namespace remit::store {

namespace {

/// Held for as long as the handle lives.
Result<SqliteHandle> lock(const SqliteSettings& settings) {
    SqliteSettings locking = settings;
    locking.file += ".lock";
    locking.wait_ms = 0;
    SqliteHandle handle =
        REMIT_TRY(open_sqlite(locking, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    const int code = sqlite3_exec(handle.get(), "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return handle;
    if ((code & 0xff) != SQLITE_BUSY)
        return sqlite_error(handle.get(), code, locking.file, "locking it");
    return base::make_error(
        ErrorCode::unavailable,
        fmt::format("database '{}' is open in another program, which holds '{}': stop that "
                    "program first; only one may write",
                    settings.file, locking.file));
}

}  // namespace

Result<std::unique_ptr<Database>> SqliteDatabase::open(const Options& options) {
    const auto& file = *std::get_if<SqliteFile>(&options.place);
    REMIT_TRY(check_file_name(file.path));
    SqliteSettings settings{.file = file.path,
                            .vfs = file.vfs,
                            .wait_ms = options.wait_ms,
                            .role = SqliteSettings::Role::writer};
    SqliteHandle locked = REMIT_TRY(lock(settings));
    auto writer = REMIT_TRY(SqliteConnection::open(settings));
    settings.role = SqliteSettings::Role::reader;
    return std::unique_ptr<Database>(
        new SqliteDatabase(options, settings, std::move(locked), std::move(writer)));
}

SqliteDatabase::SqliteDatabase(const Options& options, const SqliteSettings& readers,
                               SqliteHandle lock, std::unique_ptr<SqliteConnection> writer)
    : Database(
          [readers]() -> Result<std::unique_ptr<Connection>> {
              return std::unique_ptr<Connection>(REMIT_TRY(SqliteConnection::open(readers)));
          },
          options),
      lock_(std::move(lock)),
      writer_(std::move(writer)) {}

Status SqliteDatabase::backup(const std::string& file) {
    const Snapshot snapshot = REMIT_TRY(this->snapshot());
    // The readers of this database are connections of SQLite.
    return static_cast<SqliteConnection&>(*snapshot).copy_to(file);
}

void SqliteDatabase::close() {
    writer_.close();
    pool().close();
}

}  // namespace remit::store
