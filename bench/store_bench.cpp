// How many durable inserts a second the store takes, against raw SQLite doing the same, and what a
// page costs.
//
// `durable_inserts/N`: N callers that wait for each of their inserts. Then raw SQLite does as many
// in transactions of the same mean size, on the same disk in the same run; `of_raw` is the share of
// its speed that the store reaches (goal: 0.8). The two take turns, so that a slow moment of the
// disk falls on both. `page`: 50 rows by key out of 100,000, in a snapshot of its own.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "store/sqlite_database.h"

namespace {

using namespace remit;
using namespace remit::store;
using Seconds = std::chrono::duration<double>;

constexpr const char* kTable =
    "CREATE TABLE t (id INTEGER PRIMARY KEY, matter INTEGER NOT NULL, body BLOB NOT NULL) STRICT";
constexpr const char* kInsert = "INSERT INTO t (matter, body) VALUES (?1, ?2)";
constexpr std::size_t kInserts = 1'600;  // of each turn
const std::string kBody(300, 'x');       // about an event of the ledger

/// A folder of its own, on the disk of the build.
class Folder {
  public:
    Folder() : path_(std::filesystem::current_path() / "store_bench.tmp") {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

std::unique_ptr<Database> open(const std::string& path) {
    auto database = Database::open({.place = SqliteFile{.path = path, .vfs = {}}}).value();
    REMIT_CHECK(database->write([](Connection& c) { return c.run_script(kTable); }).ok());
    return database;
}

template <typename Work>
double seconds(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

void insert_from(Database& database, std::size_t callers) {
    const Job job = [](Connection& c) -> Status { return c.run(kInsert, {1, Blob{kBody}}); };
    std::vector<std::thread> threads;
    for (std::size_t caller = 0; caller < callers; ++caller) {
        threads.emplace_back([&] {
            for (std::size_t insert = 0; insert < kInserts / callers; ++insert)
                REMIT_CHECK(database.write(job).ok());
        });
    }
    for (std::thread& thread : threads) thread.join();
}

/// What a program does that knows SQLite and nothing of us.
class Raw {
  public:
    explicit Raw(const std::string& path) {
        REMIT_CHECK(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        run(kTable);
        REMIT_CHECK(sqlite3_prepare_v2(database_, kInsert, -1, &insert_, nullptr) == SQLITE_OK);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    ~Raw() {
        sqlite3_finalize(insert_);
        sqlite3_close(database_);
    }

    /// Transactions whose sizes have this mean.
    void insert(double group_size) {
        double planned = 0;
        for (std::size_t done = 0; done < kInserts;) {
            run("BEGIN IMMEDIATE");
            for (planned += group_size;
                 done < kInserts && static_cast<double>(done) + 0.5 < planned; ++done)
                insert_one();
            run("COMMIT");
        }
    }

  private:
    void run(const char* sql) {
        REMIT_CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    void insert_one() {
        sqlite3_bind_int64(insert_, 1, 1);
        sqlite3_bind_blob(insert_, 2, kBody.data(), static_cast<int>(kBody.size()), SQLITE_STATIC);
        REMIT_CHECK(sqlite3_step(insert_) == SQLITE_DONE);
        sqlite3_reset(insert_);
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
};

void durable_inserts(benchmark::State& state) {
    const Folder folder;
    const auto database = open(folder / "store.db");
    const auto& sqlite = static_cast<const SqliteDatabase&>(*database);
    Raw raw(folder / "raw.db");
    double ours = 0;
    double theirs = 0;
    WriteCounts before = sqlite.counts();
    double group_size = 1;
    for (auto _ : state) {
        const double turn =
            seconds([&] { insert_from(*database, static_cast<std::size_t>(state.range(0))); });
        const WriteCounts after = sqlite.counts();
        group_size = static_cast<double>(after.jobs - before.jobs) /
                     static_cast<double>(after.groups - before.groups);
        before = after;
        ours += turn;
        theirs += seconds([&] { raw.insert(group_size); });
        state.SetIterationTime(turn);
    }
    const double inserts = static_cast<double>(kInserts * state.iterations());
    state.counters["inserts/s"] = inserts / ours;
    state.counters["raw/s"] = inserts / theirs;
    state.counters["of_raw"] = theirs / ours;
    state.counters["group"] = group_size;
}
BENCHMARK(durable_inserts)
    ->Arg(1)
    ->Arg(16)
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

void page(benchmark::State& state) {
    constexpr std::int64_t kRows = 100'000;
    const Folder folder;
    const auto database = open(folder / "store.db");
    REMIT_CHECK(database
                    ->write([](Connection& c) -> Status {
                        for (std::int64_t row = 0; row < kRows; ++row)
                            REMIT_TRY(c.run(kInsert, {row % 100, Blob{kBody}}));
                        return base::done();
                    })
                    .ok());
    std::int64_t after = 0;
    for (auto _ : state) {
        after = (after + 7919) % (kRows - 50);
        const Snapshot snapshot = database->snapshot().value();
        Rows rows = snapshot
                        ->query("SELECT id, matter, body FROM t WHERE id > ?1 ORDER BY id LIMIT 50",
                                {after})
                        .value();
        while (const auto row = rows.next<std::int64_t, std::int64_t, Blob>().value())
            benchmark::DoNotOptimize(std::get<2>(*row).bytes.size());
    }
}
BENCHMARK(page)->Unit(benchmark::kMicrosecond);

}  // namespace
