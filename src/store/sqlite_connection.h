// One connection to a SQLite file, set up so that what it acknowledges is on the disk.
//
// Write-ahead log and synchronous=FULL: a commit returns after the log was synced. crash_test.cpp
// cuts the power thousands of times and shows that nothing less will do. A commit whose sync failed
// is `uncertain`: the log may have reached the disk or not, and only opening the file again, which
// recovers the log, tells. A connection is used by one thread at a time.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "store/connection.h"
#include "store/statement_cache.h"

namespace remit::store {

struct SqliteSettings {
    enum class Role {
        writer,  // makes the file if there is none, and recovers it
        reader,  // can change nothing
    };
    /// `normal` loses acknowledged commits; it exists for the test that shows so.
    enum class Synchronous { full, normal };

    std::string file;
    std::string vfs;  // the name of a registered SQLite VFS; empty: the system's own
    int wait_ms = 0;  // how long to wait for a lock
    Role role = Role::reader;
    Synchronous synchronous = Synchronous::full;
};

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseDatabase>;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Refuses what SQLite does not take for a file's name: "", ":memory:", "file:...".
Status check_file_name(const std::string& file);

/// Opens a file whose name was checked. `flags` as of sqlite3_open_v2.
/// Errors: not_found, denied, io.
Result<SqliteHandle> open_sqlite(const SqliteSettings& settings, int flags);

class SqliteConnection final : public Connection {
  public:
    static Result<std::unique_ptr<SqliteConnection>> open(const SqliteSettings& settings);

    /// Copies what this connection's transaction sees into a new file, synced.
    /// Errors: conflict (the file exists), io, and those of open.
    Status copy_to(const std::string& file);

    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    [[nodiscard]] bool usable() const override { return true; }

  private:
    class RowCursor;

    SqliteConnection(const SqliteSettings& settings, SqliteHandle handle)
        : settings_(settings), handle_(std::move(handle)) {}

    Status begin(TransactionKind kind) override;
    Status commit() override;
    Status roll_back() override;
    Status savepoint(const std::string& name) override;
    Status release(const std::string& name) override;
    Status roll_back_to(const std::string& name) override;
    Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override;
    Result<std::unique_ptr<Cursor>> open_cursor(std::string_view sql,
                                                std::span<const Value> values) override;
    Status execute_script(const std::string& sql) override;
    [[nodiscard]] bool transaction_open() const override;

    Status set_up();
    /// Puts everything that the log holds into the file, so that what can be read is also durable.
    Status settle_log();
    /// Runs a PRAGMA and compares what it answers.
    Status pragma(std::string_view sql, std::string_view expected);
    Result<SqliteStatement> prepare(std::string_view sql);
    /// A prepared statement with its values; `lasting` copies them, since a query outlives the
    /// call.
    Result<SqliteStatement> bind(std::string_view sql, std::span<const Value> values,
                                 sqlite3_destructor_type lasting);
    /// Runs a statement of ours that has no values and gives no rows.
    Status control(std::string_view sql);
    void give_back(std::string_view sql, SqliteStatement statement);
    Error fault(int code, std::string_view doing);

    SqliteSettings settings_;
    SqliteHandle handle_;
    int last_fault_ = SQLITE_OK;
    StatementCache<SqliteStatement> statements_;
};

}  // namespace remit::store
