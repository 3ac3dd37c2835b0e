// What both stores promise. Each case runs on SQLite and on PostgreSQL, and knows of neither.
//
// What only one of them can do is in sqlite_database_test.cpp and postgres_database_test.cpp.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "store/database.h"
#include "support/test_store.h"

#define REMIT_CONTRACT(name) \
    TEST_CASE_TEMPLATE("store contract: " name, Store, support::SqliteStore, support::PostgresStore)

namespace remit::store {
namespace {

using support::must;

/// A database with a table, or nothing where the store is absent.
template <typename Store>
class Opened {
  public:
    explicit Opened(const std::string& schema = "CREATE TABLE t (id bigint PRIMARY KEY, v text)") {
        if (!store_.present()) return;
        database_ = must(Database::open(store_.options()));
        must(database_->write([&](Connection& c) { return c.run_script(schema); }));
    }
    explicit operator bool() const { return database_ != nullptr; }
    Database* operator->() const { return database_.get(); }
    Options options() const { return store_.options(); }
    void close() { database_.reset(); }

    Status run(const std::string& sql, const Connection::Values& values = {}) const {
        return database_->write([&](Connection& c) -> Status { return c.run(sql, values); });
    }
    std::int64_t number(const std::string& sql) const {
        const Snapshot snapshot = must(database_->snapshot());
        return std::get<0>(must(snapshot->find<std::int64_t>(sql)).value());
    }
    std::int64_t count() const { return number("SELECT count(*) FROM t"); }

  private:
    Store store_;
    std::unique_ptr<Database> database_;
};

const Error kPlanned = base::make_error(ErrorCode::denied, "as planned");

ErrorCode code_of(const Status& status) {
    REQUIRE(!status.ok());
    return status.error().code;
}

}  // namespace

REMIT_CONTRACT("what a job wrote is there when write returns, and when it is opened again") {
    Opened<Store> db;
    if (!db) return;
    must(db.run("INSERT INTO t VALUES (?1, ?2)", {1, "first"}));
    CHECK(db.count() == 1);
    const Options options = db.options();
    db.close();
    const auto again = must(Database::open(options));
    const Snapshot snapshot = must(again->snapshot());
    const auto row = must(snapshot->find<std::int64_t, std::string>("SELECT id, v FROM t"));
    CHECK(row == std::tuple<std::int64_t, std::string>(1, "first"));
}

REMIT_CONTRACT("a job that fails leaves nothing, and its error comes back as it is") {
    Opened<Store> db;
    if (!db) return;
    const Status status = db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1, 'gone')"));
        return kPlanned;
    });
    CHECK(code_of(status) == ErrorCode::denied);
    CHECK(status.error().message == "as planned");
    CHECK(db.count() == 0);
    must(db.run("INSERT INTO t VALUES (1, 'kept')"));
    CHECK(db.count() == 1);
}

REMIT_CONTRACT(
    "an inner transaction is undone alone, by itself where it is left without a commit") {
    Opened<Store> db;
    if (!db) return;
    must(db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1, 'outer')"));
        {
            Transaction left = REMIT_TRY(Transaction::begin(c));
            REMIT_TRY(c.run("INSERT INTO t VALUES (2, 'left')"));
        }
        Transaction kept = REMIT_TRY(Transaction::begin(c));
        REMIT_TRY(c.run("INSERT INTO t VALUES (3, 'kept')"));
        {
            Transaction deeper = REMIT_TRY(Transaction::begin(c));
            REMIT_TRY(c.run("INSERT INTO t VALUES (4, 'deeper')"));
        }
        return kept.commit();
    }));
    CHECK(db.number("SELECT CAST(sum(id) AS bigint) FROM t") == 4);
}

REMIT_CONTRACT(
    "after a failed statement nothing more runs, and nothing is kept by overlooking it") {
    Opened<Store> db;
    if (!db) return;
    const Status status = db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1, 'first')"));
        CHECK(code_of(c.change_one("INSERT INTO t VALUES (1, 'again')")) == ErrorCode::conflict);
        const auto next = c.run("INSERT INTO t VALUES (2, 'second')");
        REQUIRE(!next.ok());
        CHECK(next.error().code == ErrorCode::conflict);  // the first error, again
        CHECK(!c.query("SELECT id FROM t").ok());
        CHECK(!Transaction::begin(c).ok());
        return base::done();  // as if all were well
    });
    CHECK(code_of(status) == ErrorCode::conflict);
    CHECK(db.count() == 0);
}

REMIT_CONTRACT("an inner transaction can try what may fail, and the outer one goes on") {
    Opened<Store> db;
    if (!db) return;
    must(db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1, 'first')"));
        Transaction attempt = REMIT_TRY(Transaction::begin(c));
        CHECK(!c.run("INSERT INTO t VALUES (1, 'again')").ok());
        CHECK(code_of(attempt.commit()) == ErrorCode::conflict);
        return c.run("INSERT INTO t VALUES (2, 'second')");
    }));
    CHECK(db.count() == 2);
}

REMIT_CONTRACT("values come back as they went in") {
    Opened<Store> db("CREATE TABLE v (id bigint PRIMARY KEY, i bigint, t text, b bytea)");
    if (!db) return;
    using Limits = std::numeric_limits<std::int64_t>;
    const std::string all_bytes = [] {
        std::string bytes;
        for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
        return bytes;
    }();
    const std::string large(3'000'000, '\0');
    const std::string long_text = std::string(1'000'000, 'x') + "č đ ж 日本 😀";
    struct Row {
        std::optional<std::int64_t> integer;
        std::optional<std::string> text;
        std::optional<std::string> bytes;
    };
    const std::vector<Row> rows{{Limits::min(), "", ""},
                                {Limits::max(), "č đ ж 日本 😀 ' \" \\ % ?1 $1", all_bytes},
                                {0, long_text, large},
                                {-1, "\\x41", "text"},
                                {std::nullopt, std::nullopt, std::nullopt}};
    std::int64_t id = 0;
    for (const Row& row : rows) {
        const Value bytes = row.bytes ? Value(Blob{*row.bytes}) : Value();
        must(db.run("INSERT INTO v VALUES (?1, ?2, ?3, ?4)", {++id, row.integer, row.text, bytes}));
    }
    const Snapshot snapshot = must(db->snapshot());
    Rows found = must(snapshot->query("SELECT i, t, b FROM v ORDER BY id"));
    for (const Row& row : rows) {
        const auto next = must(found.next<std::optional<std::int64_t>,
                                          std::optional<std::string_view>, std::optional<Blob>>());
        REQUIRE(next);
        CHECK(std::get<0>(*next) == row.integer);
        CHECK((std::get<1>(*next) == row.text));
        CHECK(std::get<2>(*next).has_value() == row.bytes.has_value());
        if (row.bytes) CHECK((std::get<2>(*next)->bytes == *row.bytes));
    }
    CHECK(!must(found.next<std::optional<std::int64_t>, std::optional<std::string_view>,
                           std::optional<Blob>>()));
}

REMIT_CONTRACT("a kind is never taken for another") {
    Opened<Store> db("CREATE TABLE v (i bigint, t text, b bytea)");
    if (!db) return;
    must(db.run("INSERT INTO v VALUES (12, '12', ?1)", {Blob{"12"}}));
    must(db.run("INSERT INTO v VALUES (NULL, NULL, NULL)"));
    const auto refused = [&]<typename T>(const std::string& sql, T /*wanted*/) {
        const Snapshot snapshot = must(db->snapshot());
        const auto found = snapshot->find<T>(sql);
        REQUIRE(!found.ok());
        CHECK(found.error().code == ErrorCode::corrupt);
    };
    refused("SELECT i FROM v WHERE i = 12", std::string());
    refused("SELECT t FROM v WHERE i = 12", std::int64_t());
    refused("SELECT b FROM v WHERE i = 12", std::string());
    refused("SELECT t FROM v WHERE i = 12", OwnedBlob());
    refused("SELECT i FROM v WHERE i IS NULL", std::int64_t());
    refused("SELECT i * 0.5 FROM v WHERE i = 12", std::int64_t());
    refused("SELECT i * 0.5 FROM v WHERE i = 12", std::optional<std::string>());
}

REMIT_CONTRACT("a text with NUL and a value over the limit are refused") {
    Opened<Store> db("CREATE TABLE v (t text, b bytea)");
    if (!db) return;
    using namespace std::string_view_literals;
    CHECK(code_of(db.run("INSERT INTO v (t) VALUES (?1)", {"a\0b"sv})) == ErrorCode::invalid_input);
    const std::string large(kValueBytesMax + 1, 'x');
    const Status status = db.run("INSERT INTO v (b) VALUES (?1)", {Blob{large}});
    CHECK(code_of(status) == ErrorCode::limit);
    CHECK(status.error().message.find("128 MiB") != std::string::npos);
    CHECK(db.number("SELECT count(*) FROM v") == 0);
}

REMIT_CONTRACT("what a rule of the schema refuses has its own code") {
    Opened<Store> db(
        "CREATE TABLE p (id bigint PRIMARY KEY, name text NOT NULL UNIQUE, n bigint CHECK (n > 0));"
        "CREATE TABLE c (p bigint NOT NULL REFERENCES p (id))");
    if (!db) return;
    must(db.run("INSERT INTO p VALUES (1, 'a', 1)"));
    CHECK(code_of(db.run("INSERT INTO p VALUES (1, 'b', 1)")) == ErrorCode::conflict);
    CHECK(code_of(db.run("INSERT INTO p VALUES (2, 'a', 1)")) == ErrorCode::conflict);
    CHECK(code_of(db.run("INSERT INTO p VALUES (2, NULL, 1)")) == ErrorCode::invalid_input);
    CHECK(code_of(db.run("INSERT INTO p VALUES (2, 'b', 0)")) == ErrorCode::invalid_input);
    CHECK(code_of(db.run("INSERT INTO c VALUES (9)")) == ErrorCode::invalid_input);
    CHECK(code_of(db.run("INSERT INTO missing VALUES (9)")) == ErrorCode::invalid_input);
    CHECK(code_of(db.run("INSERT SOMEHOW")) == ErrorCode::invalid_input);
}

REMIT_CONTRACT("a rule that is checked at the commit undoes the job and no other") {
    Opened<Store> db(
        "CREATE TABLE p (id bigint PRIMARY KEY);"
        "CREATE TABLE t (p bigint REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)");
    if (!db) return;
    CHECK(code_of(db.run("INSERT INTO t VALUES (7)")) == ErrorCode::invalid_input);
    must(db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (7)"));
        return c.run("INSERT INTO p VALUES (7)");
    }));
    CHECK(db.count() == 1);
}

REMIT_CONTRACT("a stale version is a conflict") {
    Opened<Store> db("CREATE TABLE m (id bigint PRIMARY KEY, version bigint NOT NULL)");
    if (!db) return;
    must(db.run("INSERT INTO m VALUES (1, 5)"));
    const auto change = [&](std::int64_t version) {
        return db->write([&](Connection& c) {
            return c.change_one("UPDATE m SET version = version + 1 WHERE id = ?1 AND version = ?2",
                                {1, version});
        });
    };
    must(change(5));
    CHECK(code_of(change(5)) == ErrorCode::conflict);
    CHECK(db.number("SELECT version FROM m") == 6);
}

REMIT_CONTRACT("statements say how many rows they changed") {
    Opened<Store> db;
    if (!db) return;
    must(db->write([](Connection& c) -> Status {
        CHECK(must(c.change("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')")) == 3);
        CHECK(must(c.change("INSERT INTO t VALUES (1, 'z') ON CONFLICT DO NOTHING")) == 0);
        CHECK(must(c.change(
                  "INSERT INTO t VALUES (1, 'z') ON CONFLICT (id) DO UPDATE SET v = excluded.v")) ==
              1);
        CHECK(must(c.change("UPDATE t SET v = 'y' WHERE id > ?1", {1})) == 2);
        CHECK(must(c.change("DELETE FROM t WHERE id = 99")) == 0);
        CHECK(must(c.change("SELECT id FROM t")) == 0);
        const auto returned =
            must(c.find<std::int64_t>("INSERT INTO t VALUES (4, 'd') RETURNING id"));
        CHECK(std::get<0>(returned.value()) == 4);
        CHECK(must(c.change("DELETE FROM t")) == 4);
        return base::done();
    }));
}

REMIT_CONTRACT("the same statement runs many times, twice at a time, and after it failed") {
    Opened<Store> db;
    if (!db) return;
    const std::string insert = "INSERT INTO t VALUES (?1, ?2)";
    must(db->write([&](Connection& c) -> Status {
        for (int id = 1; id <= 3; ++id) REMIT_TRY(c.run(insert, {id, "v"}));
        return base::done();
    }));
    CHECK(code_of(db.run(insert, {1, "again"})) == ErrorCode::conflict);
    must(db.run(insert, {4, "after"}));

    const Snapshot snapshot = must(db->snapshot());
    const std::string select = "SELECT id FROM t WHERE id > ?1 ORDER BY id";
    std::string pairs;
    Rows outer = must(snapshot->query(select, {1}));
    while (const auto left = must(outer.next<std::int64_t>())) {
        Rows inner = must(snapshot->query(select, {std::get<0>(*left)}));
        while (const auto right = must(inner.next<std::int64_t>()))
            pairs += fmt::format("{}{} ", std::get<0>(*left), std::get<0>(*right));
    }
    CHECK(pairs == "23 24 34 ");
}

REMIT_CONTRACT("more statements than are kept prepared run as well") {
    Opened<Store> db;
    if (!db) return;
    for (int round = 0; round < 2; ++round) {
        const Snapshot snapshot = must(db->snapshot());
        for (std::int64_t number = 0; number < 600; ++number) {
            const auto found = must(snapshot->find<std::int64_t>(
                fmt::format("SELECT CAST({} AS bigint) + CAST(?1 AS bigint)", number), {1}));
            REQUIRE(std::get<0>(found.value()) == number + 1);
        }
    }
}

REMIT_CONTRACT("parameters are numbered, and may stand in any order and more than once") {
    Opened<Store> db("CREATE TABLE t (id bigint, v text, w text)");
    if (!db) return;
    must(db.run("INSERT INTO t (w, v, id) VALUES (?2, ?2 || '?3', ?1) -- ?4 \n", {7, "x"}));
    CHECK(db.number("SELECT id FROM t WHERE v = 'x?3' AND w = 'x'") == 7);
    CHECK(code_of(db.run("INSERT INTO t (id) VALUES (?)")) == ErrorCode::invalid_input);
    CHECK(code_of(db.run("DELETE FROM t; DELETE FROM t")) == ErrorCode::invalid_input);
    CHECK(db.count() == 1);
}

REMIT_CONTRACT("a snapshot does not change while others write, and denies writing") {
    Opened<Store> db;
    if (!db) return;
    must(db.run("INSERT INTO t VALUES (1, 'before')"));
    {
        const Snapshot before = must(db->snapshot());  // nothing is read yet
        must(db.run("INSERT INTO t VALUES (2, 'after')"));
        must(db.run("UPDATE t SET v = 'changed'"));
        const auto row =
            must(before->find<std::int64_t, std::string>("SELECT count(*), max(v) FROM t"));
        CHECK(row == std::tuple<std::int64_t, std::string>(1, "before"));
        const auto written = before->run("INSERT INTO t VALUES (3, 'no')");
        REQUIRE(!written.ok());
        CHECK(written.error().code == ErrorCode::denied);
    }
    CHECK(db.count() == 2);  // on the same connection, which is none the worse
}

REMIT_CONTRACT("jobs run as if one after the other, from however many threads") {
    Opened<Store> db("CREATE TABLE counter (id bigint PRIMARY KEY, n bigint NOT NULL)");
    if (!db) return;
    must(db.run("INSERT INTO counter VALUES (1, 0)"));
    constexpr int kThreads = 8;
    constexpr int kJobs = 25;
    // Reads, and writes what it makes of that: any job that runs between the two is lost.
    const Job increment = [](Connection& c) -> Status {
        const auto n = REMIT_TRY(c.find<std::int64_t>("SELECT n FROM counter WHERE id = 1"));
        return c.change_one("UPDATE counter SET n = ?1 WHERE id = 1", {std::get<0>(*n) + 1});
    };
    std::vector<std::optional<Error>> faults(kThreads);
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (int index = 0; index < kThreads; ++index) {
        threads.emplace_back([&, index] {
            for (int job = 0; job < kJobs; ++job) {
                const Status status = db->write(increment);
                if (!status.ok()) faults[static_cast<std::size_t>(index)] = status.error();
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const auto& fault : faults) CHECK_MESSAGE(!fault, fault->message);
    CHECK(db.number("SELECT n FROM counter") == kThreads * kJobs);
}

REMIT_CONTRACT("two jobs that each look before they write cannot both be right") {
    Opened<Store> db("CREATE TABLE t (id bigint PRIMARY KEY, unit bigint NOT NULL)");
    if (!db) return;
    // At most one row: each job sees none and would write one, under another key.
    const auto claim = [&](std::int64_t id) {
        return db->write([id](Connection& c) -> Status {
            const auto held = REMIT_TRY(c.find<std::int64_t>("SELECT count(*) FROM t"));
            if (std::get<0>(*held) > 0) return kPlanned;
            return c.run("INSERT INTO t VALUES (?1, ?1)", {id});
        });
    };
    for (int round = 0; round < 10; ++round) {
        std::vector<std::thread> threads;
        threads.reserve(4);
        for (std::int64_t id = 1; id <= 4; ++id)
            threads.emplace_back([&, id] { static_cast<void>(claim(id)); });
        for (std::thread& thread : threads) thread.join();
        REQUIRE(db.count() == 1);
        must(db.run("DELETE FROM t"));
    }
}

REMIT_CONTRACT("a connection too many is refused, and there is one when another has gone back") {
    Store store;
    if (!store.present()) return;
    Options options = store.options();
    options.connections_max = 2;
    options.wait_ms = 1;
    const auto database = must(Database::open(options));
    const Snapshot first = must(database->snapshot());
    {
        const Snapshot second = must(database->snapshot());
        const auto third = database->snapshot();
        REQUIRE(!third.ok());
        CHECK(third.error().code == ErrorCode::unavailable);
        CHECK(third.error().message.find("all 2 connections") != std::string::npos);
    }
    must(database->snapshot());
}

REMIT_CONTRACT("a closed database refuses, and says so") {
    Opened<Store> db;
    if (!db) return;
    db->close();
    const Status status = db.run("INSERT INTO t VALUES (1, 'late')");
    CHECK(code_of(status) == ErrorCode::unavailable);
    CHECK(status.error().message.find("closed") != std::string::npos);
    const auto snapshot = db->snapshot();
    REQUIRE(!snapshot.ok());
    CHECK(snapshot.error().code == ErrorCode::unavailable);
    db->close();  // again does no harm
}

REMIT_CONTRACT("texts are ordered and compared by their bytes") {
    Opened<Store> db;
    if (!db) return;
    must(
        db.run("INSERT INTO t VALUES (1, 'a'), (2, 'B'), (3, 'č'), (4, 'z'), (5, 'Z'), (6, 'a b'), "
               "(7, '')"));
    const Snapshot snapshot = must(db->snapshot());
    Rows rows = must(snapshot->query("SELECT id FROM t WHERE v < ?1 ORDER BY v", {"đ"}));
    std::string order;
    while (const auto row = must(rows.next<std::int64_t>()))
        order += fmt::format("{}", std::get<0>(*row));
    CHECK(order == "7251643");
}

REMIT_CONTRACT("a statement that ends the transaction is found out") {
    Opened<Store> db;
    if (!db) return;
    const Status status = db->write([](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (1, 'x')"));
        return c.run_script("ROLLBACK");
    });
    CHECK(code_of(status) == ErrorCode::invalid_input);
    CHECK(db.count() == 0);
}

}  // namespace remit::store
