// What only PostgreSQL can do to us: lose connections, be the wrong database, lock rows.
#include "store/postgres_database.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <utility>

#include "support/test_store.h"

namespace remit::store {
namespace {

using support::must;
using support::PostgresStore;

Status run(Database& database, const std::string& sql) {
    return database.write([&](Connection& c) { return c.run_script(sql); });
}

std::int64_t number(Database& database, const std::string& sql) {
    const Snapshot snapshot = must(database.snapshot());
    return std::get<0>(must(snapshot->find<std::int64_t>(sql)).value());
}

constexpr const char* kEndMyself = "SELECT pg_terminate_backend(pg_backend_pid())";

/// The same server with something said otherwise; what libpq is told last counts.
Options with(Options options, const std::string& more) {
    std::get_if<PostgresServer>(&options.place)->connection += " " + more;
    return options;
}

}  // namespace

TEST_CASE("postgres: a connection lost inside a job is unavailable, and the next job has another") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(run(*database, "CREATE TABLE t (id bigint)"));
    const Status lost = database->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1)"));
        return c.run(kEndMyself);
    });
    REQUIRE(!lost.ok());
    CHECK(lost.error().code == ErrorCode::unavailable);
    must(run(*database, "INSERT INTO t VALUES (2)"));
    CHECK(number(*database, "SELECT CAST(sum(id) AS bigint) FROM t") == 2);
}

TEST_CASE("postgres: a commit whose answer never came is uncertain, not failed") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    // The server ends the connection while it commits.
    must(run(*database,
             "CREATE TABLE t (id bigint);"
             "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS "
             "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';"
             "CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED "
             "FOR EACH ROW EXECUTE FUNCTION leave()"));
    const Status status = run(*database, "INSERT INTO t VALUES (1)");
    REQUIRE(!status.ok());
    CHECK(status.error().code == ErrorCode::uncertain);
    CHECK(status.error().message.find("not known") != std::string::npos);
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);  // whoever looks finds out
}

TEST_CASE("postgres: connections that were lost while idle are replaced without a word") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    std::string others;
    {
        const Snapshot one = must(database->snapshot());
        const Snapshot two = must(database->snapshot());
        others = fmt::format(
            "SELECT pg_terminate_backend(pid) FROM (VALUES ({}), ({})) AS v (pid)",
            std::get<0>(must(one->find<std::int64_t>("SELECT pg_backend_pid()")).value()),
            std::get<0>(must(two->find<std::int64_t>("SELECT pg_backend_pid()")).value()));
    }
    const auto killer = must(Database::open(store.options()));
    must(run(*killer, others));
    must(run(*database, "CREATE TABLE t (id bigint)"));
    CHECK(number(*database, "SELECT count(*) FROM t") == 0);
}

TEST_CASE("postgres: a row that others keep locked is waited for, then unavailable") {
    const PostgresStore store;
    if (!store.present()) return;
    Options options = store.options();
    options.wait_ms = 50;
    const auto database = must(Database::open(options));
    const auto other = must(Database::open(options));
    must(run(*database, "CREATE TABLE t (id bigint, n bigint); INSERT INTO t VALUES (1, 0)"));
    must(database->write([&](Connection& c) -> Status {
        REMIT_TRY(c.run("UPDATE t SET n = 1"));
        const Status waited = run(*other, "UPDATE t SET n = 2");
        REQUIRE(!waited.ok());
        CHECK(waited.error().code == ErrorCode::unavailable);
        return base::done();
    }));
    CHECK(number(*database, "SELECT n FROM t") == 1);
}

TEST_CASE("postgres: a job that loses each race is told so, after a bounded number of attempts") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    const auto other = must(Database::open(store.options()));
    must(run(*database, "CREATE TABLE t (id bigint, n bigint); INSERT INTO t VALUES (1, 0)"));
    int attempts = 0;
    const Status status = database->write([&](Connection& c) -> Status {
        ++attempts;
        REMIT_TRY(c.find<std::int64_t>("SELECT n FROM t"));
        must(run(*other, "UPDATE t SET n = n + 1"));  // always faster
        return c.change_one("UPDATE t SET n = 0");
    });
    REQUIRE(!status.ok());
    CHECK(status.error().code == ErrorCode::conflict);
    CHECK(attempts == kAttemptsMax);
    CHECK(number(*database, "SELECT n FROM t") == kAttemptsMax);
}

TEST_CASE("postgres: what a trigger forbids is denied") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(run(
        *database,
        "CREATE TABLE t (id bigint); INSERT INTO t VALUES (1);"
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RAISE EXCEPTION ''only ever added to''; END';"
        "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON t FOR EACH ROW EXECUTE FUNCTION refuse()"));
    const Status status = run(*database, "DELETE FROM t");
    REQUIRE(!status.ok());
    CHECK(status.error().code == ErrorCode::denied);
    CHECK(status.error().message.find("only ever added to") != std::string::npos);
}

TEST_CASE(
    "postgres: a kind or number that a parameter's type does not take is refused before it is "
    "sent") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(run(*database, "CREATE TABLE t (s smallint, t text, b bytea, j jsonb)"));
    const auto refused = [&](const std::string& sql, const Value& value) {
        const Status status =
            database->write([&](Connection& c) -> Status { return c.run(sql, {value}); });
        REQUIRE(!status.ok());
        CHECK(status.error().code == ErrorCode::invalid_input);
    };
    refused("INSERT INTO t (s) VALUES (?1)", 40'000);
    refused("INSERT INTO t (s) VALUES (?1)", "1");
    refused("INSERT INTO t (t) VALUES (?1)", Blob{"x"});
    refused("INSERT INTO t (t) VALUES (?1)", 1);
    refused("INSERT INTO t (b) VALUES (?1)", "\\x41");
    refused("INSERT INTO t (t) VALUES (?1)", "\xff\xfe");  // no UTF-8
    must(database->write([](Connection& c) {
        return c.change_one("INSERT INTO t (s, j) VALUES (?1, CAST(CAST(?2 AS text) AS jsonb))",
                            {-32'768, "{}"});
    }));
    CHECK(number(*database, "SELECT s FROM t") == -32'768);
}

TEST_CASE("postgres: a changed table does not break statements that were prepared before") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto database = must(Database::open(store.options()));
    must(run(*database, "CREATE TABLE t (id bigint); INSERT INTO t VALUES (1)"));
    CHECK(number(*database, "SELECT * FROM t") == 1);
    must(run(*database, "ALTER TABLE t ALTER COLUMN id TYPE integer"));
    // The server refuses the old plan once; then it is prepared anew.
    const auto first = must(database->snapshot())->find<std::int64_t>("SELECT * FROM t");
    if (!first.ok()) CHECK(first.error().code == ErrorCode::invalid_input);
    CHECK(number(*database, "SELECT * FROM t") == 1);
}

TEST_CASE("postgres: a server or database that will not do is refused when it is opened") {
    const PostgresStore store;
    if (!store.present()) return;
    const auto refused = [&](const std::string& more, ErrorCode code, const std::string& saying) {
        const auto opened = Database::open(with(store.options(), more));
        REQUIRE(!opened.ok());
        CHECK(opened.error().code == code);
        CHECK_MESSAGE(opened.error().message.find(saying) != std::string::npos,
                      opened.error().message);
    };
    refused("host=/nowhere", ErrorCode::unavailable, "/nowhere");
    refused("dbname=remit_missing", ErrorCode::not_found, "create the database");
    refused("user=nobody_at_all", ErrorCode::denied, "user and password");

    // CREATE DATABASE runs in no transaction, so psql does it.
    const std::string server = *base::PosixEnv().find_variable("REMIT_POSTGRES");
    const auto psql = [&](const std::string& sql) {
        must(base::PosixEnv().run_program("psql", {"-q", "-d", server, "-c", sql}, ""));
    };
    const std::string name = support::name_of_this_test();
    psql("DROP DATABASE IF EXISTS " + name);
    psql("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    refused("dbname=" + name, ErrorCode::invalid_input, "collation");
    psql("DROP DATABASE " + name);
    psql("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    refused("dbname=" + name, ErrorCode::invalid_input, "-E UTF8");
    psql("DROP DATABASE " + name);
}

TEST_CASE("postgres: commits wait for the disk, whatever the connection asks for") {
    const PostgresStore store;
    if (!store.present()) return;
    Options options = store.options();
    std::string& connection = std::get_if<PostgresServer>(&options.place)->connection;
    connection.insert(connection.size() - 1, " -c synchronous_commit=off");
    const auto database = must(Database::open(options));
    const Snapshot snapshot = must(database->snapshot());
    const auto setting =
        must(snapshot->find<std::string>("SELECT current_setting('synchronous_commit')"));
    CHECK(std::get<0>(setting.value()) == "on");
}

TEST_CASE("postgres: a backup from here is refused with a word on what to use") {
    const PostgresStore store;
    if (!store.present()) return;
    const Status status = must(Database::open(store.options()))->backup("copy.db");
    REQUIRE(!status.ok());
    CHECK(status.error().message.find("pg_dump") != std::string::npos);
}

}  // namespace remit::store
