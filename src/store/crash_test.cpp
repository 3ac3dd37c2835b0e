// What was acknowledged survives every crash: thousands of power cuts, full disks and failed syncs,
// in a disk of memory. With less than synchronous=FULL it does not, and the same test shows it.
//
// REMIT_CRASHES=100000 runs longer, REMIT_SEED=17 otherwise.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/env.h"
#include "store/group_commit.h"
#include "store/sqlite_connection.h"
#include "store/transaction.h"
#include "support/crash_vfs.h"

namespace remit::store {
namespace {

using support::CrashDisk;
using Synchronous = SqliteSettings::Synchronous;

std::uint64_t number_of(const std::string& variable, std::uint64_t otherwise) {
    const auto text = base::PosixEnv().find_variable(variable);
    if (!text) return otherwise;
    std::uint64_t number = 0;
    for (const char digit : *text) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    return number;
}

/// What the caller was told of a row, which is all it knows.
enum class Told { kept, uncertain, not_kept };

struct Tally {
    std::uint64_t crashes = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t uncertain_kept = 0;
    std::uint64_t uncertain_dropped = 0;
    std::uint64_t refused = 0;
    std::uint64_t lost = 0;         // acknowledged, and gone
    std::uint64_t resurrected = 0;  // refused, and there
    std::uint64_t torn = 0;         // half of a job, or a wrong value

    [[nodiscard]] std::string text() const {
        return fmt::format(
            "{} crashes, {} acknowledged, {} uncertain (of which {} kept), {} refused: {} lost, {} "
            "resurrected, {} torn",
            crashes, acknowledged, uncertain_kept + uncertain_dropped, uncertain_kept, refused,
            lost, resurrected, torn);
    }
};

enum class Faults { power_only, all };

/// One disk that is used, crashes and is used again, and a model of what must be on it.
class Office {
  public:
    Office(std::uint64_t seed, Synchronous synchronous, Faults faults, Tally& tally)
        : random_(seed), disk_(seed), synchronous_(synchronous), faults_(faults), tally_(tally) {}

    /// Opens, compares with the model, writes until the end comes, and starts again.
    void live() {
        const bool killed = faults_ == Faults::all && below(3) == 0;
        const std::uint64_t change = 1 + below(120);
        killed ? disk_.kill_at(change) : disk_.cut_power_at(change);
        if (auto opened = open(); opened.ok()) {
            SqliteConnection& connection = *opened.value();
            if (compare(connection).ok()) write(connection);
        }
        if (!disk_.stopped()) disk_.cut_power_at(0);
        disk_.restart();
        ++tally_.crashes;
    }

    /// Compares with the model once more, on a disk that does not fail.
    void end() {
        auto opened = open();
        REQUIRE_MESSAGE(opened.ok(), opened.error().message);
        const Status compared = compare(*opened.value());
        REQUIRE_MESSAGE(compared.ok(), compared.error().message);
    }

  private:
    std::size_t below(std::size_t bound) { return random_() % bound; }

    Result<std::unique_ptr<SqliteConnection>> open() {
        return SqliteConnection::open({.file = "office.db",
                                       .vfs = disk_.vfs(),
                                       .role = SqliteSettings::Role::writer,
                                       .synchronous = synchronous_});
    }

    static std::string value_of(std::int64_t number) {
        const auto size = static_cast<std::size_t>(number * 7919 % 3001);
        return std::string(size, static_cast<char>('a' + number % 26));
    }

    Job insertion(const std::vector<std::int64_t>& numbers, bool fails) {
        return [numbers, fails](Connection& connection) -> Status {
            for (const std::int64_t number : numbers) {
                const std::string value = value_of(number);
                REMIT_TRY(connection.run("INSERT INTO t VALUES (?1, ?2)", {number, Blob{value}}));
            }
            REMIT_TRY(connection.run("UPDATE total SET n = n + ?1",
                                     {static_cast<std::int64_t>(numbers.size())}));
            if (fails) return base::make_error(ErrorCode::denied, "as planned");
            return base::done();
        };
    }

    void write(SqliteConnection& connection) {
        GroupCommit commit(connection);
        const std::size_t groups = 1 + below(8);
        for (std::size_t group = 0; group < groups && !disk_.stopped(); ++group) {
            if (faults_ == Faults::all && below(6) == 0) disk_.fill_at(1 + below(12));
            if (faults_ == Faults::all && below(6) == 0) disk_.fail_sync_at(1 + below(3));
            write_group(commit);
            disk_.free_space();
        }
    }

    void write_group(GroupCommit& commit) {
        std::vector<std::vector<std::int64_t>> numbers(1 + below(4));
        std::vector<Job> jobs;
        std::vector<const Job*> pointers;
        for (auto& rows : numbers) {
            for (std::size_t row = 0; row <= below(3); ++row) rows.push_back(++last_number_);
            jobs.push_back(insertion(rows, below(8) == 0));
        }
        for (const Job& job : jobs) pointers.push_back(&job);
        const std::vector<Status> outcomes = commit.run(pointers);
        for (std::size_t index = 0; index < outcomes.size(); ++index)
            for (const std::int64_t number : numbers[index]) told_[number] = told(outcomes[index]);
    }

    Told told(const Status& outcome) {
        if (outcome.ok()) {
            ++tally_.acknowledged;
            return Told::kept;
        }
        if (outcome.error().code == ErrorCode::uncertain) return Told::uncertain;
        ++tally_.refused;
        return Told::not_kept;
    }

    /// An error is one of the disk, and says nothing about what is on it.
    Status compare(SqliteConnection& connection) {
        Transaction transaction = REMIT_TRY(Transaction::begin(connection));
        REMIT_TRY(connection.run_script(
            "CREATE TABLE IF NOT EXISTS t (number INTEGER PRIMARY KEY, value BLOB NOT NULL) STRICT;"
            "CREATE TABLE IF NOT EXISTS total (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT;"
            "INSERT INTO total VALUES (1, 0) ON CONFLICT DO NOTHING"));
        std::map<std::int64_t, std::string> found;
        {
            Rows rows = REMIT_TRY(connection.query("SELECT number, value FROM t"));
            while (const auto row = REMIT_TRY((rows.next<std::int64_t, Blob>())))
                found.emplace(std::get<0>(*row), std::get<1>(*row).bytes);
        }
        const auto total = REMIT_TRY(connection.find<std::int64_t>("SELECT n FROM total"));
        const auto check =
            REMIT_TRY(connection.find<std::string>("SELECT * FROM pragma_integrity_check"));
        REMIT_TRY(transaction.commit());
        judge(found);
        if (std::get<0>(*total) != static_cast<std::int64_t>(found.size())) ++tally_.torn;
        if (std::get<0>(*check) != "ok") ++tally_.torn;
        return base::done();
    }

    void judge(const std::map<std::int64_t, std::string>& found) {
        for (const auto& [number, value] : found) {
            if (value != value_of(number)) ++tally_.torn;
            if (!told_.contains(number)) ++tally_.resurrected;
        }
        for (auto& [number, told] : told_) {
            const bool there = found.contains(number);
            if (told == Told::kept && !there) ++tally_.lost;
            if (told == Told::not_kept && there) ++tally_.resurrected;
            if (told == Told::uncertain)
                ++(there ? tally_.uncertain_kept : tally_.uncertain_dropped);
            told = there ? Told::kept : Told::not_kept;  // it has been seen, and must stay so
        }
    }

    std::mt19937_64 random_;
    CrashDisk disk_;
    Synchronous synchronous_;
    Faults faults_;
    Tally& tally_;
    std::int64_t last_number_ = 0;
    std::map<std::int64_t, Told> told_;
};

Tally crash(std::uint64_t crashes, Synchronous synchronous, Faults faults) {
    constexpr std::uint64_t kLivesOfADisk = 25;
    Tally tally;
    const std::uint64_t seed = number_of("REMIT_SEED", 20260901);
    for (std::uint64_t disk = 0; tally.crashes < crashes; ++disk) {
        Office office(seed + disk, synchronous, faults, tally);
        for (std::uint64_t life = 0; life < kLivesOfADisk; ++life) office.live();
        office.end();
    }
    return tally;
}

}  // namespace

TEST_CASE("crash: no acknowledged commit is lost when the power goes") {
    const Tally tally =
        crash(number_of("REMIT_CRASHES", 2000), Synchronous::full, Faults::power_only);
    MESSAGE(tally.text());
    CHECK(tally.lost == 0);
    CHECK(tally.resurrected == 0);
    CHECK(tally.torn == 0);
    // It did meet what it is about.
    CHECK(tally.acknowledged > tally.crashes);
    CHECK(tally.uncertain_kept > tally.crashes / 50);
    CHECK(tally.uncertain_dropped > tally.crashes / 50);
}

TEST_CASE(
    "crash: nor when the disk fills up and syncs fail as well, and what was refused is not there") {
    const Tally tally = crash(number_of("REMIT_CRASHES", 2000), Synchronous::full, Faults::all);
    MESSAGE(tally.text());
    CHECK(tally.lost == 0);
    CHECK(tally.resurrected == 0);
    CHECK(tally.torn == 0);
    CHECK(tally.refused > tally.crashes / 10);
}

TEST_CASE("crash: synchronous=NORMAL loses acknowledged commits, so the test can fail") {
    const Tally tally = crash(100, Synchronous::normal, Faults::power_only);
    MESSAGE(tally.text());
    CHECK(tally.lost > 10);
}

TEST_CASE("crash: the same seed crashes in the same way") {
    const auto run = [] { return crash(100, Synchronous::full, Faults::all).text(); };
    CHECK(run() == run());
}

}  // namespace remit::store
