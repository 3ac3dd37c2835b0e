// The stores of simulated offices, with what can go wrong with them: a disk in memory that loses
// power, fills up and fails; a server of which the answer to a commit is lost on the way.
//
// Invariant: a fault is one that the store's contract (store/database.h) allows. Between an office
// and its database stands an InterposedDatabase, which passes writes on as a function says; that is
// also where a simulation puts an office that is broken on purpose.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "store/database.h"
#include "store/postgres_connection.h"
#include "store/sqlite_connection.h"
#include "support/crash_vfs.h"
#include "support/sim/random.h"
#include "support/test_store.h"

namespace remit::sim {

/// How a job comes to the database.
using Way = std::function<Status(store::Database&, const store::Job&)>;

inline Status straight(store::Database& database, const store::Job& job) {
    return database.write(job);
}

class InterposedDatabase final : public store::Database {
  public:
    /// `readers` opens connections for snapshots of the same database.
    InterposedDatabase(std::unique_ptr<store::Database> inner, store::ConnectionPool::Open readers,
                       Way way)
        : Database(std::move(readers), {}), inner_(std::move(inner)), way_(std::move(way)) {}

    Status write(const store::Job& job) override { return way_(*inner_, job); }
    Status backup(const std::string& file) override { return inner_->backup(file); }
    void close() override {
        pool().close();
        inner_->close();
    }
    [[nodiscard]] store::Dialect dialect() const override { return inner_->dialect(); }

  private:
    std::unique_ptr<store::Database> inner_;
    Way way_;
};

/// A fault of the line: before the commit, or between the commit and its answer.
class LossyLine {
  public:
    LossyLine(Random& random, Way way) : random_(random), way_(std::move(way)) {}

    /// The next write that would be kept is hit.
    void arm() { armed_ = true; }
    void repair() { armed_ = false; }
    Status write(store::Database& database, const store::Job& job) {
        if (!armed_) return way_(database, job);
        const bool after = random_.chance(50);
        const Status written = way_(database, [&](store::Connection& connection) -> Status {
            REMIT_TRY(job(connection));
            if (after) return base::done();
            armed_ = false;
            return base::make_error(ErrorCode::unavailable, "the line was cut before the commit");
        });
        if (!written.ok()) return written;
        armed_ = false;
        return base::make_error(ErrorCode::uncertain, "the line was cut after the commit");
    }

  private:
    Random& random_;
    Way way_;
    bool armed_ = false;
};

/// SQLite on a disk in memory. One office at a time.
class SqliteWorld {
  public:
    static constexpr std::size_t kOffices = 1;

    SqliteWorld(std::uint64_t seed, Random& random, Way way)
        : random_(random), disk_(seed), line_(random, std::move(way)) {}

    Result<std::unique_ptr<store::Database>> open() {
        auto inner = REMIT_TRY(store::Database::open(
            {.place = store::SqliteFile{.path = "office.db", .vfs = disk_.vfs()}}));
        const store::SqliteSettings readers{.file = "office.db", .vfs = disk_.vfs(), .wait_ms = 0};
        return std::unique_ptr<store::Database>(std::make_unique<InterposedDatabase>(
            std::move(inner),
            [readers]() -> Result<std::unique_ptr<store::Connection>> {
                return std::unique_ptr<store::Connection>(
                    REMIT_TRY(store::SqliteConnection::open(readers)));
            },
            [this](auto& database, const auto& job) { return line_.write(database, job); }));
    }
    /// Something will go wrong before long.
    void arm() {
        switch (random_.below(6)) {
            case 0:
                return disk_.cut_power_at(1 + random_.below(80));
            case 1:
                return disk_.kill_at(1 + random_.below(80));
            case 2:
                return disk_.fill_at(1 + random_.below(40));
            case 3:
                return disk_.fail_sync_at(1 + random_.below(4));
            default:
                return line_.arm();
        }
    }
    [[nodiscard]] bool stopped() const { return disk_.stopped(); }
    void free_space() { disk_.free_space(); }
    /// All offices are closed.
    void restart() {
        disk_.restart();
        line_.repair();
    }
    support::CrashDisk& disk() { return disk_; }

  private:
    Random& random_;
    support::CrashDisk disk_;
    LossyLine line_;
};

/// PostgreSQL, with two offices over one database.
class PostgresWorld {
  public:
    static constexpr std::size_t kOffices = 2;

    PostgresWorld(std::uint64_t /*seed*/, Random& random, Way way)
        : line_(random, std::move(way)) {}

    [[nodiscard]] bool present() const { return store_.present(); }
    Result<std::unique_ptr<store::Database>> open() {
        const store::Options options = store_.options();
        auto inner = REMIT_TRY(store::Database::open(options));
        const auto& server = std::get<store::PostgresServer>(options.place);
        return std::unique_ptr<store::Database>(std::make_unique<InterposedDatabase>(
            std::move(inner),
            [connection = server.connection]() -> Result<std::unique_ptr<store::Connection>> {
                return std::unique_ptr<store::Connection>(
                    REMIT_TRY(store::PostgresConnection::open(connection, 5000)));
            },
            [this](auto& database, const auto& job) { return line_.write(database, job); }));
    }
    void arm() { line_.arm(); }
    [[nodiscard]] bool stopped() const { return false; }
    void free_space() {}
    void restart() { line_.repair(); }

  private:
    support::PostgresStore store_;
    LossyLine line_;
};

}  // namespace remit::sim
