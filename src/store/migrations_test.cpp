// Migrations: forward only, each once, from every earlier version; on both stores.
#include "store/migrations.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "support/test_store.h"

#define REMIT_CONTRACT(name) \
    TEST_CASE_TEMPLATE("migrations: " name, Store, support::SqliteStore, support::PostgresStore)

namespace remit::store {
namespace {

using support::must;

const std::vector<Migration> kAll{
    {1, "matters", "CREATE TABLE m (id bigint PRIMARY KEY); INSERT INTO m VALUES (1)"},
    {2, "titles", "ALTER TABLE m ADD COLUMN title text; UPDATE m SET title = 'none'"},
    {3, "units", "CREATE TABLE u (id bigint PRIMARY KEY); INSERT INTO u SELECT id FROM m"}};

std::span<const Migration> first(std::size_t count) {
    return std::span(kAll).first(count);
}

std::int64_t number(Database& database, const std::string& sql) {
    const Snapshot snapshot = must(database.snapshot());
    return std::get<0>(must(snapshot->find<std::int64_t>(sql)).value());
}

std::string refusal(const Status& status) {
    REQUIRE(!status.ok());
    CHECK(status.error().code == ErrorCode::invalid_input);
    return status.error().message;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

}  // namespace

REMIT_CONTRACT("run from each earlier version, each once, in order") {
    for (std::size_t version = 0; version <= kAll.size(); ++version) {
        Store store;
        if (!store.present()) return;
        const auto database = must(Database::open(store.options()));
        must(migrate(*database, first(version)));
        must(migrate(*database, kAll));
        must(migrate(*database, kAll));
        CHECK(number(*database, "SELECT count(*) FROM m WHERE title = 'none'") == 1);
        CHECK(number(*database, "SELECT count(*) FROM u") == 1);
        CHECK(number(*database, "SELECT count(*) FROM migrations") == 3);
    }
}

REMIT_CONTRACT("one that fails is undone whole, and those before it stay") {
    Store store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    std::vector<Migration> broken = kAll;
    broken[2].sql = "CREATE TABLE u (id bigint); INSERT INTO missing VALUES (1)";
    const std::string message = refusal(migrate(*database, broken));
    CHECK(has(message, "migration 'units'"));
    CHECK(number(*database, "SELECT count(*) FROM migrations") == 2);
    must(migrate(*database, kAll));  // mended before it was released
    CHECK(number(*database, "SELECT count(*) FROM u") == 1);
}

REMIT_CONTRACT("a database of a newer version is refused, with both versions and the cure") {
    Store store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(migrate(*database, kAll));
    const std::string message = refusal(migrate(*database, first(1)));
    CHECK(has(message, "version 3"));
    CHECK(has(message, "up to 1"));
    CHECK(has(message, "newer program"));
}

REMIT_CONTRACT("a released migration that was edited is refused") {
    Store store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(migrate(*database, first(2)));
    std::vector<Migration> edited = kAll;
    edited[0].sql = "CREATE TABLE m (id bigint PRIMARY KEY); INSERT INTO m VALUES (2)";
    const std::string message = refusal(migrate(*database, edited));
    CHECK(has(message, "1 'matters'"));
    CHECK(has(message, "must not be edited"));
    CHECK(number(*database, "SELECT count(*) FROM migrations") == 2);
}

REMIT_CONTRACT("a database of something else is left alone") {
    Store store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(database->write(
        [](Connection& c) { return c.run_script("CREATE TABLE songs (id bigint)"); }));
    CHECK(has(refusal(migrate(*database, kAll)), "'songs'"));
}

REMIT_CONTRACT("two programs that start at the same time run each once") {
    Store store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    std::array<std::optional<Status>, 4> outcomes;
    {
        std::vector<std::thread> programs;
        programs.reserve(outcomes.size());
        for (auto& outcome : outcomes)
            programs.emplace_back([&] { outcome = migrate(*database, kAll); });
        for (std::thread& program : programs) program.join();
    }
    for (const auto& outcome : outcomes) must(*outcome);
    CHECK(number(*database, "SELECT count(*) FROM migrations") == 3);
    CHECK(number(*database, "SELECT count(*) FROM m") == 1);
}

TEST_CASE("migrations: are found by folder, in order, without gaps") {
    using base::EmbeddedFile;
    const std::vector<EmbeddedFile> files{{"migrations/postgres/0001-matters.sql", "p1"},
                                          {"migrations/sqlite/0001-matters.sql", "s1"},
                                          {"migrations/sqlite/0002-long-name.sql", "s2"}};
    const auto found = must(find_migrations(files, "migrations", Dialect::sqlite));
    REQUIRE(found.size() == 2);
    CHECK(found[1].number == 2);
    CHECK(found[1].name == "long-name");
    CHECK(found[1].sql == "s2");
    CHECK(must(find_migrations(files, "migrations", Dialect::postgres)).size() == 1);
    CHECK(must(find_migrations({}, "migrations", Dialect::sqlite)).empty());
    for (const char* name : {"1-a.sql", "0001.sql", "0001-.sql", "0001-a.txt", "0002-a.sql",
                             "00001-a.sql", "0000-a.sql", "-001-a.sql"}) {
        const std::string path = fmt::format("migrations/sqlite/{}", name);
        const std::vector<EmbeddedFile> wrong{{path, ""}};
        CHECK_MESSAGE(!find_migrations(wrong, "migrations", Dialect::sqlite).ok(), name);
    }
}

}  // namespace remit::store
