#include "store/sqlite_connection.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "store/sql_text.h"
#include "store/sqlite_error.h"

namespace remit::store {

namespace {

// A log larger than this is cut back after its checkpoint; a long snapshot may have let it grow.
constexpr std::string_view kLogBytesKept = "67108864";

int bind_value(sqlite3_stmt* statement, int place, const Value& value,
               sqlite3_destructor_type lasting) {
    if (const auto* number = std::get_if<std::int64_t>(&value.content()))
        return sqlite3_bind_int64(statement, place, *number);
    if (const auto* text = std::get_if<std::string_view>(&value.content())) {
        // A null pointer would mean NULL, and an empty view may hold one.
        return sqlite3_bind_text64(statement, place, text->data() ? text->data() : "", text->size(),
                                   lasting, SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&value.content())) {
        return sqlite3_bind_blob64(statement, place, blob->bytes.data() ? blob->bytes.data() : "",
                                   blob->bytes.size(), lasting);
    }
    return sqlite3_bind_null(statement, place);
}

bool has_more(std::string_view rest) {
    return rest.find_first_not_of(" \t\r\n;") != rest.npos;
}

}  // namespace

class SqliteConnection::RowCursor final : public Cursor {
  public:
    RowCursor(SqliteConnection& connection, std::string_view sql, SqliteStatement statement)
        : connection_(connection), sql_(sql), statement_(std::move(statement)) {}
    RowCursor(const RowCursor&) = delete;
    RowCursor& operator=(const RowCursor&) = delete;
    ~RowCursor() override { connection_.give_back(sql_, std::move(statement_)); }

    Result<bool> step() override {
        if (at_end_) return false;
        const int code = sqlite3_step(statement_.get());
        if (code == SQLITE_ROW) return true;
        at_end_ = true;
        if (code == SQLITE_DONE) return false;
        return connection_.fault(code, sql_);
    }
    [[nodiscard]] std::size_t column_count() const override {
        return static_cast<std::size_t>(sqlite3_column_count(statement_.get()));
    }
    [[nodiscard]] std::string column_name(std::size_t index) const override {
        const char* name = sqlite3_column_name(statement_.get(), static_cast<int>(index));
        return name ? name : "";
    }
    [[nodiscard]] Value column(std::size_t index) const override {
        sqlite3_stmt* row = statement_.get();
        const int place = static_cast<int>(index);
        switch (sqlite3_column_type(row, place)) {
            case SQLITE_INTEGER:
                return {sqlite3_column_int64(row, place)};
            case SQLITE_TEXT:
                return {view(sqlite3_column_text(row, place), place)};
            case SQLITE_BLOB:
                return {Blob{view(sqlite3_column_blob(row, place), place)}};
            case SQLITE_NULL:
                return {};
            default:
                return {OtherKind()};  // a fraction
        }
    }

  private:
    [[nodiscard]] std::string_view view(const void* bytes, int place) const {
        if (!bytes) return {};
        const int size = sqlite3_column_bytes(statement_.get(), place);
        return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    }

    SqliteConnection& connection_;
    std::string sql_;
    SqliteStatement statement_;
    bool at_end_ = false;
};

Status check_file_name(const std::string& file) {
    if (!file.empty() && !file.starts_with(':') && !file.starts_with("file:")) return base::done();
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("'{}' is no name of a file: name one", file));
}

Result<SqliteHandle> open_sqlite(const SqliteSettings& settings, int flags) {
    const std::string& file = settings.file;
    sqlite3* opened = nullptr;
    const int code =
        sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                        settings.vfs.empty() ? nullptr : settings.vfs.c_str());
    SqliteHandle handle(opened);
    REMIT_CHECK(handle);  // only without memory for a few hundred bytes
    if (code != SQLITE_OK) return sqlite_error(opened, code, file, "opening it");
    sqlite3_busy_timeout(opened, settings.wait_ms);
    return handle;
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const SqliteSettings& settings) {
    // Readers open for writing as well: a read-only one could not make the log's index.
    const int make = settings.role == SqliteSettings::Role::writer ? SQLITE_OPEN_CREATE : 0;
    SqliteHandle handle = REMIT_TRY(open_sqlite(settings, SQLITE_OPEN_READWRITE | make));
    std::unique_ptr<SqliteConnection> made(new SqliteConnection(settings, std::move(handle)));
    REMIT_TRY(made->set_up());
    return made;
}

Status SqliteConnection::set_up() {
    REMIT_TRY(pragma("PRAGMA trusted_schema=OFF", ""));
    REMIT_TRY(pragma("PRAGMA temp_store=MEMORY", ""));
    if (settings_.role == SqliteSettings::Role::reader) return pragma("PRAGMA query_only=ON", "");

    if (sqlite3_db_readonly(handle_.get(), "main") == 1) {
        return base::make_error(ErrorCode::denied,
                                fmt::format("database '{}': it may not be written; give this user "
                                            "the file and its folder",
                                            settings_.file));
    }
    REMIT_TRY(pragma("PRAGMA secure_delete=ON", "1"));  // what was erased leaves no trace
    REMIT_TRY(pragma("PRAGMA foreign_keys=ON", ""));
    REMIT_TRY(pragma("PRAGMA journal_mode=WAL", "wal"));
    REMIT_TRY(pragma(settings_.synchronous == SqliteSettings::Synchronous::full
                         ? "PRAGMA synchronous=FULL"
                         : "PRAGMA synchronous=NORMAL",
                     ""));
    REMIT_TRY(pragma(fmt::format("PRAGMA journal_size_limit={}", kLogBytesKept), kLogBytesKept));
    return settle_log();
}

Status SqliteConnection::settle_log() {
    const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
    if (code != SQLITE_OK) return fault(code, "recovering the log");
    // The log may have been read whole though the disk has it with holes, after a sync that failed.
    // If the power went now, the part before the holes would be replayed over the newer file. The
    // first commit of the new log, which is synced, makes the old one invalid; its content is that
    // what is there stays.
    const SqliteStatement version = REMIT_TRY(prepare("PRAGMA user_version"));
    if (const int read = sqlite3_step(version.get()); read != SQLITE_ROW)
        return fault(read, "PRAGMA user_version");
    const int number = sqlite3_column_int(version.get(), 0);
    sqlite3_reset(version.get());
    return pragma(fmt::format("PRAGMA user_version={}", number), "");
}

Status SqliteConnection::pragma(std::string_view sql, std::string_view expected) {
    const SqliteStatement statement = REMIT_TRY(prepare(sql));
    const int code = sqlite3_step(statement.get());
    if (code == SQLITE_DONE && expected.empty()) return base::done();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return fault(code, sql);
    const unsigned char* text =
        code == SQLITE_ROW ? sqlite3_column_text(statement.get(), 0) : nullptr;
    const std::string_view answer = text ? reinterpret_cast<const char*>(text) : "";
    if (expected.empty() || answer == expected) return base::done();
    return base::make_error(ErrorCode::io,
                            fmt::format("database '{}': '{}' answers '{}'; its disk or system does "
                                        "not support it; choose a folder on a local disk",
                                        settings_.file, sql, answer));
}

Result<SqliteStatement> SqliteConnection::prepare(std::string_view sql) {
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, &rest);
    SqliteStatement statement(prepared);
    if (code != SQLITE_OK) return fault(code, sql);
    if (!prepared || has_more(sql.substr(static_cast<std::size_t>(rest - sql.data())))) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("'{}' is not one statement", sql));
    }
    return statement;
}

Result<SqliteStatement> SqliteConnection::bind(std::string_view sql, std::span<const Value> values,
                                               sqlite3_destructor_type lasting) {
    auto kept = statements_.take(sql);
    if (!kept) {
        // For the rules that both stores have; SQLite itself would take a bare '?'.
        const SqlText text = REMIT_TRY(read_sql(sql));
        REMIT_CHECK(text.parameter_count == values.size());
        kept = REMIT_TRY(prepare(sql));
    }
    const int expected = sqlite3_bind_parameter_count(kept->get());
    REMIT_CHECK(static_cast<std::size_t>(expected) == values.size());
    int place = 0;
    for (const Value& value : values) {
        const int code = bind_value(kept->get(), ++place, value, lasting);
        if (code != SQLITE_OK) return fault(code, sql);
    }
    return *std::move(kept);
}

void SqliteConnection::give_back(std::string_view sql, SqliteStatement statement) {
    sqlite3_reset(statement.get());  // says again what step said
    sqlite3_clear_bindings(statement.get());
    static_cast<void>(statements_.give_back(sql, std::move(statement)));  // what goes is finalised
}

Result<std::int64_t> SqliteConnection::execute(std::string_view sql,
                                               std::span<const Value> values) {
    SqliteStatement statement = REMIT_TRY(bind(sql, values, SQLITE_STATIC));
    const sqlite3_int64 before = sqlite3_total_changes64(handle_.get());
    int code = sqlite3_step(statement.get());
    while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
    if (code != SQLITE_DONE) {
        Error error = fault(code, sql);
        give_back(sql, std::move(statement));
        return error;
    }
    // changes() keeps the count of an earlier statement where this one changes nothing by nature;
    // total_changes() counts what triggers did. Together they say what this one did.
    const bool changed = sqlite3_total_changes64(handle_.get()) != before;
    const std::int64_t count = changed ? sqlite3_changes64(handle_.get()) : 0;
    give_back(sql, std::move(statement));
    return count;
}

Result<std::unique_ptr<Cursor>> SqliteConnection::open_cursor(std::string_view sql,
                                                              std::span<const Value> values) {
    SqliteStatement statement = REMIT_TRY(bind(sql, values, SQLITE_TRANSIENT));
    return std::unique_ptr<Cursor>(std::make_unique<RowCursor>(*this, sql, std::move(statement)));
}

Status SqliteConnection::execute_script(const std::string& sql) {
    const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? base::done() : Status(fault(code, sql));
}

Status SqliteConnection::control(std::string_view sql) {
    const auto changed = execute(sql, {});
    return changed.ok() ? base::done() : Status(changed.error());
}

Status SqliteConnection::begin(TransactionKind kind) {
    if (kind == TransactionKind::write) return control("BEGIN IMMEDIATE");
    REMIT_TRY(control("BEGIN"));
    // The view is taken by the first read; so that it is taken now, read.
    Status taken = control("SELECT 1 FROM sqlite_schema LIMIT 1");
    if (!taken.ok()) static_cast<void>(roll_back());
    return taken;
}

Status SqliteConnection::commit() {
    Status ended = control("COMMIT");
    // A full disk leaves a commit record that is cut short, which recovery does not take. After
    // a failure of the disk the record may be whole, though its sync was not confirmed.
    if (ended.ok() || (last_fault_ & 0xff) != SQLITE_IOERR) return ended;
    Error error = ended.error();
    error.code = ErrorCode::uncertain;
    error.message += "; whether the commit was kept shows when the database is opened again";
    return error;
}

Status SqliteConnection::copy_to(const std::string& file) {
    REMIT_TRY(check_file_name(file));
    SqliteSettings target = settings_;
    target.file = file;
    if (open_sqlite(target, SQLITE_OPEN_READWRITE).ok()) {
        return base::make_error(
            ErrorCode::conflict,
            fmt::format("'{}' exists already: name a file that does not, or move it away", file));
    }
    SqliteHandle copy = REMIT_TRY(open_sqlite(target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE));
    int code = SQLITE_ERROR;
    if (sqlite3_backup* work = sqlite3_backup_init(copy.get(), "main", handle_.get(), "main")) {
        sqlite3_backup_step(work, -1);  // what it says, finish says again
        code = sqlite3_backup_finish(work);
    }
    if (code == SQLITE_OK) return base::done();
    Error error = sqlite_error(copy.get(), code, file, "copying the database to it");
    copy.reset();
    sqlite3_vfs* vfs = sqlite3_vfs_find(target.vfs.empty() ? nullptr : target.vfs.c_str());
    vfs->xDelete(vfs, file.c_str(), /*syncDir=*/0);  // half a copy is none
    return error;
}

Status SqliteConnection::roll_back() {
    return control("ROLLBACK");
}
Status SqliteConnection::savepoint(const std::string& name) {
    return control("SAVEPOINT " + name);
}
Status SqliteConnection::release(const std::string& name) {
    return control("RELEASE " + name);
}

Status SqliteConnection::roll_back_to(const std::string& name) {
    REMIT_TRY(control("ROLLBACK TO " + name));
    return release(name);
}

bool SqliteConnection::transaction_open() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
}

Error SqliteConnection::fault(int code, std::string_view doing) {
    last_fault_ = code;
    return sqlite_error(handle_.get(), code, settings_.file, doing);
}

}  // namespace remit::store
