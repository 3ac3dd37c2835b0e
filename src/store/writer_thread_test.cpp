// Group commit: many callers, one sync, and none of them fails for another.
#include "store/writer_thread.h"

#include <doctest/doctest.h>

#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "store/sqlite_connection.h"
#include "store/transaction.h"
#include "support/crash_vfs.h"
#include "support/test_store.h"

namespace remit::store {
namespace {

using support::CrashDisk;
using support::must;

std::unique_ptr<SqliteConnection> opened(const CrashDisk& disk, const std::string& schema) {
    auto connection = must(SqliteConnection::open(
        {.file = "office.db", .vfs = disk.vfs(), .role = SqliteSettings::Role::writer}));
    Transaction transaction = must(Transaction::begin(*connection));
    must(connection->run_script(schema));
    must(transaction.commit());
    return connection;
}

std::int64_t count(Connection& connection) {
    const Transaction transaction = must(Transaction::begin(connection, TransactionKind::read));
    return std::get<0>(must(connection.find<std::int64_t>("SELECT count(*) FROM t")).value());
}

Job insertion(std::int64_t id) {
    return [id](Connection& c) -> Status { return c.run("INSERT INTO t VALUES (?1)", {id}); };
}

std::vector<Status> run(GroupCommit& commit, const std::vector<Job>& jobs) {
    std::vector<const Job*> pointers;
    pointers.reserve(jobs.size());
    for (const Job& job : jobs) pointers.push_back(&job);
    return commit.run(pointers);
}

constexpr const char* kTable = "CREATE TABLE t (id INTEGER PRIMARY KEY)";

/// A door that a job waits at until the test opens it.
class Door {
  public:
    void open() { opened_.set_value(); }
    void wait() { is_open_.wait(); }

  private:
    std::promise<void> opened_;
    std::future<void> is_open_ = opened_.get_future();
};

}  // namespace

TEST_CASE("group commit: one sync for all jobs of a group") {
    CrashDisk disk(1);
    const auto connection = opened(disk, kTable);
    GroupCommit commit(*connection);
    const std::uint64_t before = disk.sync_count();
    for (const Status& status : run(commit, {insertion(1), insertion(2), insertion(3)}))
        must(status);
    CHECK(disk.sync_count() == before + 1);
    CHECK(count(*connection) == 3);
}

TEST_CASE("group commit: a job that fails undoes itself and no other") {
    CrashDisk disk(2);
    const auto connection = opened(disk, kTable);
    GroupCommit commit(*connection);
    const Job half = [](Connection& c) -> Status {
        REMIT_TRY(c.run("INSERT INTO t VALUES (7)"));
        return base::make_error(ErrorCode::denied, "as planned");
    };
    const auto outcomes = run(commit, {insertion(1), half, insertion(1), insertion(2)});
    CHECK(outcomes[0].ok());
    CHECK(outcomes[1].error().message == "as planned");
    CHECK(outcomes[2].error().code == ErrorCode::conflict);
    CHECK(outcomes[3].ok());
    CHECK(count(*connection) == 2);
}

TEST_CASE("group commit: a rule that is checked at the commit fails only the job that broke it") {
    CrashDisk disk(3);
    const auto connection =
        opened(disk,
               "CREATE TABLE t (id INTEGER PRIMARY KEY);"
               "CREATE TABLE c (t INTEGER REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED)");
    GroupCommit commit(*connection);
    const Job orphan = [](Connection& c) { return c.change_one("INSERT INTO c VALUES (99)"); };
    const auto outcomes = run(commit, {insertion(1), orphan, insertion(2)});
    CHECK(outcomes[0].ok());
    CHECK(outcomes[1].error().code == ErrorCode::invalid_input);
    CHECK(outcomes[2].ok());
    CHECK(count(*connection) == 2);
}

TEST_CASE("group commit: a job that ends the transaction takes no other with it") {
    CrashDisk disk(4);
    const auto connection = opened(disk, kTable);
    GroupCommit commit(*connection);
    const Job rude = [](Connection& c) { return c.run_script("ROLLBACK"); };
    const auto outcomes = run(commit, {insertion(1), rude, insertion(2)});
    CHECK(outcomes[0].ok());
    CHECK(!outcomes[1].ok());
    CHECK(outcomes[2].ok());
    CHECK(count(*connection) == 2);
}

TEST_CASE("group commit: a commit that was not confirmed is uncertain for every job of the group") {
    CrashDisk disk(5);
    const auto connection = opened(disk, kTable);
    GroupCommit commit(*connection);
    disk.fail_sync_at(1);
    const Job fails = [](Connection& /*c*/) -> Status {
        return base::make_error(ErrorCode::denied, "as planned");
    };
    const auto outcomes = run(commit, {insertion(1), fails, insertion(2)});
    CHECK(outcomes[0].error().code == ErrorCode::uncertain);
    CHECK(outcomes[1].error().code == ErrorCode::denied);  // undone for certain
    CHECK(outcomes[2].error().code == ErrorCode::uncertain);
    CHECK(run(commit, {insertion(3)})[0].error().code == ErrorCode::unavailable);
}

TEST_CASE("writer: jobs that come while another runs are committed together") {
    CrashDisk disk(6);
    WriterThread writer(opened(disk, kTable));
    Door at_work;
    Door door;
    std::thread first([&] {
        must(writer.write([&](Connection& /*c*/) {
            at_work.open();
            door.wait();
            return base::done();
        }));
    });
    at_work.wait();  // the first has left the queue, and is in a group alone
    std::vector<std::thread> others;
    others.reserve(16);
    for (int id = 1; id <= 16; ++id)
        others.emplace_back([&writer, id] { must(writer.write(insertion(id))); });
    while (writer.counts().queued_max < 16) std::this_thread::yield();
    door.open();
    first.join();
    for (std::thread& thread : others) thread.join();
    CHECK(writer.counts().jobs == 17);
    CHECK(writer.counts().groups == 2);
}

TEST_CASE("writer: a full queue makes callers wait, and loses none of them") {
    CrashDisk disk(7);
    WriterThread writer(opened(disk, kTable), /*queued_max=*/2);
    Door at_work;
    Door door;
    std::thread first([&] {
        must(writer.write([&](Connection& /*c*/) {
            at_work.open();
            door.wait();
            return base::done();
        }));
    });
    at_work.wait();  // the first has left the queue, and is in a group alone
    std::vector<std::thread> others;
    others.reserve(20);
    for (int id = 1; id <= 20; ++id)
        others.emplace_back([&writer, id] { must(writer.write(insertion(id))); });
    while (writer.counts().queued_max < 2) std::this_thread::yield();
    door.open();
    first.join();
    for (std::thread& thread : others) thread.join();
    CHECK(writer.counts().queued_max == 2);
    CHECK(writer.counts().jobs == 21);
}

TEST_CASE("writer: closing finishes what waits and refuses what comes later") {
    CrashDisk disk(8);
    WriterThread writer(opened(disk, kTable));
    Door at_work;
    Door may_end;
    std::thread first([&] {
        must(writer.write([&](Connection& /*c*/) {
            at_work.open();
            may_end.wait();
            return base::done();
        }));
    });
    at_work.wait();  // the first has left the queue, so that both of the next must be in it
    std::thread second([&] { must(writer.write(insertion(1))); });
    std::thread third([&] { must(writer.write(insertion(2))); });
    while (writer.counts().queued_max < 2) std::this_thread::yield();
    may_end.open();
    writer.close();
    first.join();
    second.join();
    third.join();
    CHECK(writer.counts().jobs == 3);
    const Status late = writer.write(insertion(3));
    REQUIRE(!late.ok());
    CHECK(late.error().code == ErrorCode::unavailable);
}

}  // namespace remit::store
