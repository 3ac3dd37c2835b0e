// What only SQLite can do to us: files that are no databases, disks that fail, a second program.
#include "store/sqlite_database.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>

#include "support/crash_vfs.h"
#include "support/test_store.h"

namespace remit::store {
namespace {

using support::CrashDisk;
using support::must;
using support::TestFolder;

constexpr std::size_t kPageBytes = 4096;

Options on(const CrashDisk& disk) {
    return {.place = SqliteFile{.path = "office.db", .vfs = disk.vfs()}, .wait_ms = 0};
}
Options in(const std::string& path) {
    return {.place = SqliteFile{.path = path, .vfs = {}}};
}

Status run(Database& database, const std::string& sql) {
    return database.write([&](Connection& c) { return c.run_script(sql); });
}

std::int64_t number(Database& database, const std::string& sql) {
    const Snapshot snapshot = must(database.snapshot());
    return std::get<0>(must(snapshot->find<std::int64_t>(sql)).value());
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void put(const std::string& path, const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
}

/// The error of opening, or of reading all there is.
Error fault_of(const Options& options) {
    auto opened = Database::open(options);
    if (!opened.ok()) return opened.error();
    const Snapshot snapshot = must(opened.value()->snapshot());
    auto rows = snapshot->query("SELECT id, v FROM t");
    while (rows.ok()) {
        const auto row = rows.value().next<std::int64_t, std::string>();
        if (!row.ok()) return row.error();
        REQUIRE(row.value());  // at the end of all rows nothing was found wrong
    }
    return rows.error();
}

bool says(const Error& error, std::string_view text) {
    return error.message.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("sqlite: every commit is synced, and safe settings are on") {
    CrashDisk disk(1);
    const auto database = must(Database::open(on(disk)));
    must(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT"));
    for (int id = 1; id <= 5; ++id) {
        const std::uint64_t before = disk.sync_count();
        must(run(*database, fmt::format("INSERT INTO t VALUES ({})", id)));
        CHECK(disk.sync_count() == before + 1);
    }
    must(database->write([](Connection& c) -> Status {
        const auto is = [&](const std::string& name, auto value) {
            const auto row = must(c.find<decltype(value)>("PRAGMA " + name));
            CHECK_MESSAGE(std::get<0>(row.value()) == value, name);
        };
        is("journal_mode", std::string("wal"));
        is("synchronous", std::int64_t{2});
        is("foreign_keys", std::int64_t{1});
        is("trusted_schema", std::int64_t{0});
        return base::done();
    }));
}

TEST_CASE("sqlite: a second program that opens the office is refused, and is told why") {
    const TestFolder folder;
    const auto database = must(Database::open(in(folder / "office.db")));
    const auto again = Database::open(in(folder / "office.db"));  // within this program
    REQUIRE(!again.ok());
    CHECK(again.error().code == ErrorCode::unavailable);
    CHECK(says(again.error(), "office.db.lock"));
    CHECK(says(again.error(), "stop that program first"));

    // Another process, which is this test program with the case below.
    const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
    const auto child =
        base::PosixEnv().run_program("env",
                                     {"REMIT_TEST_OFFICE=" + (folder / "office.db"), program,
                                      "--no-skip", "-tc=*second program opens*"},
                                     "");
    CHECK_MESSAGE(child.ok(), child.error().message);
}

TEST_CASE("sqlite: (run by the case above) a second program opens what is open" * doctest::skip()) {
    const auto path = base::PosixEnv().find_variable("REMIT_TEST_OFFICE");
    REQUIRE(path);
    const auto opened = Database::open(in(*path));
    REQUIRE(!opened.ok());
    CHECK(opened.error().code == ErrorCode::unavailable);
}

TEST_CASE("sqlite: the office is free again when it was closed, and when its program was killed") {
    const TestFolder folder;
    must(Database::open(in(folder / "office.db")));
    must(Database::open(in(folder / "office.db")));

    CrashDisk disk(3);
    {
        const auto database = must(Database::open(on(disk)));
        must(run(*database, "CREATE TABLE t (id INTEGER)"));
        disk.kill_at(0);
        CHECK(!run(*database, "INSERT INTO t VALUES (1)").ok());
    }
    disk.restart();
    CHECK(number(*must(Database::open(on(disk))), "SELECT count(*) FROM t") == 0);
}

TEST_CASE("sqlite: what is no database, or no place for one, is refused with the cure") {
    const TestFolder folder;
    put(folder / "letter.txt", std::string(5000, 'x'));
    const Error no_database = Database::open(in(folder / "letter.txt")).error();
    CHECK(no_database.code == ErrorCode::corrupt);
    CHECK(says(no_database, "no database"));
    CHECK(content_of(folder / "letter.txt") == std::string(5000, 'x'));

    const Error no_folder = Database::open(in(folder / "missing/office.db")).error();
    CHECK(no_folder.code == ErrorCode::not_found);
    CHECK(says(no_folder, "make it first"));

    std::filesystem::create_directory(folder / "office.db");
    CHECK(Database::open(in(folder / "office.db")).error().code == ErrorCode::io);

    for (const char* name : {"", ":memory:", "file:office.db?mode=memory"})
        CHECK(Database::open(in(name)).error().code == ErrorCode::invalid_input);
    CHECK(!std::filesystem::exists(".lock"));
}

TEST_CASE("sqlite: a damaged file is found out, and the message says to restore") {
    const TestFolder folder;
    const std::string path = folder / "office.db";
    {
        const auto database = must(Database::open(in(path)));
        must(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT) STRICT"));
        must(database->write([](Connection& c) -> Status {
            for (int id = 1; id <= 2000; ++id)
                REMIT_TRY(c.run("INSERT INTO t VALUES (?1, ?2)", {id, std::string(50, 'x')}));
            return base::done();
        }));
    }
    const std::string whole = content_of(path);
    REQUIRE(whole.size() > 20 * kPageBytes);
    const auto damaged = [&](std::size_t from, std::size_t count) {
        std::string bytes = whole;
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), count, '\x5a');
        put(path, bytes);
        const Error error = fault_of(in(path));
        CHECK_MESSAGE(error.code == ErrorCode::corrupt, error.message);
        CHECK_MESSAGE(says(error, "restore the last backup"), error.message);
    };
    damaged(0, 16);                        // the name of the format
    damaged(kPageBytes, 8 * kPageBytes);   // the table
    damaged(10 * kPageBytes, kPageBytes);  // one page
    put(path, whole.substr(0, whole.size() / 2));
    CHECK(fault_of(in(path)).code == ErrorCode::corrupt);
}

TEST_CASE("sqlite: a folder that can only be read is denied") {
    CrashDisk disk(4);
    disk.make_read_only();
    const Error none = Database::open(on(disk)).error();
    CHECK_MESSAGE(none.code == ErrorCode::denied, none.message);
    CHECK(says(none, "permissions"));
}

TEST_CASE("sqlite: on a full disk nothing is half done, and work goes on when there is room") {
    CrashDisk disk(5);
    const auto database = must(Database::open(on(disk)));
    must(run(*database, "CREATE TABLE t (id INTEGER, v TEXT)"));
    disk.fill_at(1);
    const Status full = run(*database, "INSERT INTO t VALUES (1, 'x'), (2, 'y')");
    REQUIRE(!full.ok());
    CHECK(full.error().code == ErrorCode::io);
    CHECK(says(full.error(), "free space"));
    CHECK(says(full.error(), "office.db"));
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);
    disk.free_space();
    must(run(*database, "INSERT INTO t VALUES (3, 'z')"));
    CHECK(number(*database, "SELECT count(*) FROM t") == 1);
}

TEST_CASE(
    "sqlite: after a commit that was not confirmed nothing is written until it is opened again") {
    CrashDisk disk(6);
    auto database = must(Database::open(on(disk)));
    must(run(*database, "CREATE TABLE t (id INTEGER)"));
    disk.fail_sync_at(1);
    const Status uncertain = run(*database, "INSERT INTO t VALUES (1)");
    REQUIRE(!uncertain.ok());
    CHECK(uncertain.error().code == ErrorCode::uncertain);
    const Status stopped = run(*database, "INSERT INTO t VALUES (2)");
    REQUIRE(!stopped.ok());
    CHECK(stopped.error().code == ErrorCode::unavailable);
    CHECK(says(stopped.error(), "open the database again"));
    CHECK(number(*database, "SELECT count(*) FROM t WHERE id = 2") == 0);  // reading goes on
    database.reset();
    database = must(Database::open(on(disk)));
    must(run(*database, "INSERT INTO t VALUES (3)"));
}

TEST_CASE("sqlite: what a trigger forbids is denied") {
    CrashDisk disk(7);
    const auto database = must(Database::open(on(disk)));
    must(run(*database,
             "CREATE TABLE t (id INTEGER); INSERT INTO t VALUES (1);"
             "CREATE TRIGGER kept BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'only ever added "
             "to'); END"));
    const Status status = run(*database, "DELETE FROM t");
    REQUIRE(!status.ok());
    CHECK(status.error().code == ErrorCode::denied);
    CHECK(says(status.error(), "only ever added to"));
}

TEST_CASE("sqlite: a backup is the database as it was when it began, and opens as one") {
    const TestFolder folder;
    const auto database = must(Database::open(in(folder / "office.db")));
    must(run(*database, "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)"));
    must(database->write([](Connection& c) -> Status {
        for (int id = 1; id <= 500; ++id) REMIT_TRY(c.run("INSERT INTO t VALUES (?1, 'x')", {id}));
        return base::done();
    }));
    must(database->backup(folder / "copy.db"));
    must(run(*database, "DELETE FROM t"));
    const auto copy = must(Database::open(in(folder / "copy.db")));
    CHECK(number(*copy, "SELECT count(*) FROM t") == 500);

    const Status again = database->backup(folder / "copy.db");
    REQUIRE(!again.ok());
    CHECK(again.error().code == ErrorCode::conflict);
    put(folder / "notes.txt", "mine");
    CHECK(!database->backup(folder / "notes.txt").ok());
    CHECK(content_of(folder / "notes.txt") == "mine");
    CHECK(database->backup(folder / "missing/copy.db").error().code == ErrorCode::not_found);
}

TEST_CASE("sqlite: a backup that fails leaves no file that looks like one") {
    CrashDisk disk(8);
    const auto database = must(Database::open(on(disk)));
    must(run(*database, "CREATE TABLE t (id INTEGER)"));
    disk.fill_at(1);
    CHECK(database->backup("copy.db").error().code == ErrorCode::io);
    CHECK(!disk.has("copy.db"));
    disk.free_space();
    must(database->backup("copy.db"));
}

}  // namespace remit::store
