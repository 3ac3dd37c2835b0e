#include "store/migrations.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/hash.h"

namespace remit::store {

namespace {

constexpr std::size_t kDigits = 4;

Error refused(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

/// What a file's name says: "0001-matters.sql" is number 1, "matters".
Result<Migration> read_name(std::string_view path, std::string_view file) {
    int number = 0;
    const auto [end, fault] = std::from_chars(file.data(), file.data() + file.size(), number);
    const bool numbered = fault == std::errc() && end == file.data() + kDigits && number > 0;
    if (!numbered || file.size() <= kDigits + 5 || file[kDigits] != '-' || !file.ends_with(".sql"))
        return refused(fmt::format("'{}' is not named as NNNN-name.sql: rename it", path));
    file.remove_suffix(4);
    return Migration{.number = number, .name = std::string(file.substr(kDigits + 1)), .sql = {}};
}

/// Where the two stores differ, side by side.
struct DialectSql {
    std::string_view folder;
    std::string_view create;  // the table of what was run
    std::string_view lock;    // so that two programs do not migrate at the same time
    std::string_view tables;  // the names of all tables
};

DialectSql sql_of(Dialect dialect) {
    switch (dialect) {
        case Dialect::sqlite:
            return {.folder = "sqlite",
                    .create =
                        "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, "
                        "name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT",
                    .lock = "",  // there is one writer
                    .tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"};
        case Dialect::postgres:
            // LOCK TABLE as the first statement waits before the transaction's view is taken.
            return {.folder = "postgres",
                    .create =
                        "CREATE TABLE IF NOT EXISTS migrations (number bigint PRIMARY KEY, "
                        "name text NOT NULL, sha256 text NOT NULL)",
                    .lock = "LOCK TABLE migrations IN EXCLUSIVE MODE",
                    .tables =
                        "SELECT tablename FROM pg_tables "
                        "WHERE schemaname = current_schema()"};
    }
    REMIT_CHECK(false);
}

/// Makes the table of migrations in a database that is empty, or has it.
Status prepare(Connection& connection, const DialectSql& sql) {
    std::string stranger;
    {
        Rows tables = REMIT_TRY(connection.query(sql.tables));
        while (const auto table = REMIT_TRY(tables.next<std::string>())) {
            if (std::get<0>(*table) == "migrations") return base::done();
            stranger = std::get<0>(*table);
        }
    }
    if (!stranger.empty()) {
        return refused(
            fmt::format("the database holds tables of something else, such as '{}': "
                        "name an empty database, or the right one",
                        stranger));
    }
    return connection.run_script(std::string(sql.create));
}

std::string hash_of(const Migration& migration) {
    return base::sha256({migration.sql}).hex();
}

/// How many of the migrations were run, each with this very text.
Result<std::size_t> verify(Connection& connection, std::span<const Migration> migrations) {
    Rows rows =
        REMIT_TRY(connection.query("SELECT number, name, sha256 FROM migrations ORDER BY number"));
    std::size_t count = 0;
    std::int64_t newest = 0;
    while (const auto row = REMIT_TRY((rows.next<std::int64_t, std::string, std::string_view>()))) {
        const auto& [number, name, sha256] = *row;
        newest = number;
        if (count == migrations.size()) continue;  // newer; its last number is wanted
        const Migration& mine = migrations[count++];
        if (number != mine.number || sha256 != hash_of(mine)) {
            return refused(fmt::format(
                "the database ran migration {} '{}' with another text than this program has as {} "
                "'{}': a released migration must not be edited; use the program that made it, or "
                "restore a backup",
                number, name, mine.number, mine.name));
        }
    }
    if (newest > static_cast<std::int64_t>(migrations.size())) {
        return refused(
            fmt::format("the database is of version {}, and this program knows versions "
                        "up to {}: use a newer program, or restore an older backup",
                        newest, migrations.size()));
    }
    return count;
}

Status run(Connection& connection, const Migration& migration) {
    REMIT_TRY(connection.run_script(std::string(migration.sql)));
    return connection.run("INSERT INTO migrations (number, name, sha256) VALUES (?1, ?2, ?3)",
                          {migration.number, migration.name, hash_of(migration)});
}

}  // namespace

Result<std::vector<Migration>> find_migrations(std::span<const base::EmbeddedFile> files,
                                               std::string_view folder, Dialect dialect) {
    const std::string prefix = fmt::format("{}/{}/", folder, sql_of(dialect).folder);
    std::vector<Migration> found;
    for (const base::EmbeddedFile& file : base::embedded_under(files, prefix)) {
        Migration migration = REMIT_TRY(read_name(file.path, file.path.substr(prefix.size())));
        migration.sql = file.bytes;
        found.push_back(std::move(migration));
        if (found.back().number != static_cast<int>(found.size())) {
            return refused(
                fmt::format("'{}' should have the number {}: numbers have no gaps and "
                            "stand once",
                            file.path, found.size()));
        }
    }
    return found;
}

Status migrate(Database& database, std::span<const Migration> migrations) {
    const DialectSql sql = sql_of(database.dialect());
    Status prepared =
        database.write([&](Connection& connection) { return prepare(connection, sql); });
    // Another program that makes the table at the same time is as good.
    if (!prepared.ok() && prepared.error().code != ErrorCode::conflict) return prepared;

    for (bool at_end = false; !at_end;) {
        std::string name;
        const Status status = database.write([&](Connection& connection) -> Status {
            if (!sql.lock.empty()) REMIT_TRY(connection.run_script(std::string(sql.lock)));
            const std::size_t count = REMIT_TRY(verify(connection, migrations));
            at_end = count == migrations.size();
            if (at_end) return base::done();
            name = migrations[count].name;
            return run(connection, migrations[count]);
        });
        if (!status.ok() && !name.empty()) return status.error().with("migration '" + name + "'");
        REMIT_TRY(status);
    }
    return base::done();
}

}  // namespace remit::store
