// Simulations of a whole office: random officers on both stores, over months, while power goes, the
// disk fills up, syncs fail and answers are lost; with what must always hold.
//
// Short here. `REMIT_SIMULATION=COMMANDS` runs longer, `REMIT_SIMULATION_SEED=SEED` tells one story
// again:
// REMIT_SIMULATION=1000000 build/release/bin/office_tests -tc="office simulation: nothing*"
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/env.h"
#include "store/migrations.h"
#include "support/office_sim/story.h"
#include "support/test_office.h"
#include "support/variable.h"

namespace remit::sim {
namespace {

using support::variable;

constexpr std::uint64_t kSeed = 20'261'127;
constexpr std::size_t kCommandsOfOneStory = 250;
/// A fault that is rare shows in one of so many stories.
constexpr std::uint64_t kStoriesToCatch = 20;

const OfficeHouse& house() {
    static const OfficeHouse made(testing::institution_hr());
    return made;
}

template <typename World>
OfficeStory tell(std::uint64_t seed, std::size_t commands, const Way& way = straight) {
    return OfficeSimulation<World>(seed, house(), way).run(commands);
}

/// Stories of one seed after the other, of as many commands together; or the one that is to be told
/// again.
template <typename World>
OfficeStory tell_all(std::size_t commands) {
    OfficeStory sum;
    const std::uint64_t again = variable("REMIT_SIMULATION_SEED", 0);
    const std::size_t length =
        again != 0 ? commands : std::min<std::size_t>(commands, kCommandsOfOneStory);
    for (std::uint64_t seed = again != 0 ? again : kSeed; sum.commands < commands; ++seed) {
        const OfficeStory story = tell<World>(seed, length);
        CHECK_MESSAGE(story.fault.empty(), story.fault,
                      "\n  replay: REMIT_SIMULATION_SEED=", std::to_string(seed),
                      " REMIT_SIMULATION=", std::to_string(story.commands));
        sum.add(story);
        if (!story.fault.empty()) break;
    }
    MESSAGE(sum.told());
    return sum;
}

// --- Offices that are broken on purpose
// -------------------------------------------------------------

/// Whether some story of an office whose writes go this way shows the fault. Another one may show
/// first: what is met first depends on the story.
bool shows(const Way& way, std::string_view fault) {
    for (std::uint64_t seed = kSeed; seed < kSeed + kStoriesToCatch; ++seed) {
        const OfficeStory story = tell<SqliteWorld>(seed, kCommandsOfOneStory, way);
        if (story.fault.find(fault) != std::string::npos) return true;
    }
    return false;
}

Status twice(store::Database& database, const store::Job& job) {
    REMIT_TRY(database.write(job));
    return database.write(job);
}

/// Whether there is an office yet; before, the job is a migration.
Result<bool> is_office(store::Connection& connection) {
    static const std::vector<store::Migration> migrations = support::must(
        store::find_migrations(base::embedded_files(), "migrations", store::Dialect::sqlite));
    const auto tables = REMIT_TRY(connection.find<std::int64_t>(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'"));
    if (std::get<0>(tables.value()) == 0) return false;
    const auto done = REMIT_TRY(connection.find<std::int64_t>("SELECT count(*) FROM migrations"));
    return std::get<0>(done.value()) == static_cast<std::int64_t>(migrations.size());
}

/// Statements at the end of each transaction, which the job does not know of.
Way with(const std::string& script) {
    return [script](store::Database& database, const store::Job& job) {
        return database.write([&](store::Connection& connection) -> Status {
            REMIT_TRY(job(connection));
            if (!REMIT_TRY(is_office(connection))) return base::done();
            return connection.run_script(script);
        });
    };
}

const Way forgetting_keys = with(
    "DROP TRIGGER IF EXISTS entries_keep; "
    "UPDATE entries SET idempotency_key = NULL WHERE idempotency_key IS NOT NULL");

const Way losing_old = with(
    "DROP TRIGGER IF EXISTS entries_stay; "
    "DELETE FROM unsealed; "
    "DELETE FROM entries WHERE number IN (SELECT number FROM entries WHERE chain <> '' "
    "ORDER BY number DESC LIMIT 1 OFFSET 6)");

const Way rotting = with(
    "DROP TRIGGER IF EXISTS entries_keep; "
    "UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'take_step', 'take_stop') AS "
    "BLOB) WHERE kind = 'matter/take_step'");

const Way neglecting_registers = with(
    "CREATE TRIGGER IF NOT EXISTS neglect BEFORE UPDATE ON matters BEGIN SELECT RAISE(IGNORE); "
    "END");

Status forgetting(store::Database& database, const store::Job& job) {
    Status outcome = base::done();
    static_cast<void>(database.write([&](store::Connection& connection) -> Status {
        const bool forgets = REMIT_TRY(is_office(connection));
        outcome = job(connection);
        if (!forgets) return outcome;
        return base::make_error(ErrorCode::denied, "never kept");
    }));
    return outcome;
}

Status keeping_declined(store::Database& database, const store::Job& job) {
    Status outcome = base::done();
    REMIT_TRY(database.write([&](store::Connection& connection) -> Status {
        outcome = job(connection);
        return base::done();
    }));
    return outcome;
}

}  // namespace

TEST_CASE("office simulation: nothing acknowledged is lost, on SQLite with a disk that fails") {
    const OfficeStory sum = tell_all<SqliteWorld>(variable("REMIT_SIMULATION", 1500));
    if (variable("REMIT_SIMULATION_SEED", 0) != 0) return;
    CHECK(sum.receipts > sum.commands / 6);
    CHECK(sum.repeated > sum.commands / 100);
    CHECK(sum.crashes > sum.commands / 100);
    CHECK(sum.uncertain_kept > sum.commands / 500);
    CHECK(sum.uncertain_dropped > sum.commands / 500);
    CHECK(sum.clock_entries > sum.commands / 200);
    CHECK(std::ranges::count(sum.declined, 0U) == 1);  // nobody reads papers in it
}

TEST_CASE("office simulation: nothing acknowledged is lost, with two offices on PostgreSQL") {
    if (!support::PostgresStore().present()) return;
    const OfficeStory sum = tell_all<PostgresWorld>(variable("REMIT_SIMULATION", 400));
    if (variable("REMIT_SIMULATION_SEED", 0) != 0) return;
    CHECK(sum.receipts > sum.commands / 6);
    CHECK(sum.uncertain_kept > sum.commands / 300);
}

TEST_CASE("office simulation: one seed tells one story") {
    const OfficeStory one = tell<SqliteWorld>(kSeed, 200);
    CHECK(one.digest == tell<SqliteWorld>(kSeed, 200).digest);
    CHECK(one.digest != tell<SqliteWorld>(kSeed + 1, 200).digest);
}

TEST_CASE("office simulation: it catches an office that does a command twice, or under no key") {
    CHECK(shows(twice, "an establishment was lost, or is there though it was refused"));
    CHECK(shows(forgetting_keys, "another command was taken under a key that was used"));
}

TEST_CASE("office simulation: it catches an office that forgets what it acknowledged") {
    CHECK(shows(forgetting, "an establishment was lost, or is there though it was refused"));
    CHECK(shows(losing_old, "an acknowledged entry is gone"));
    CHECK(shows(rotting, "an entry is not what was hashed"));
}

TEST_CASE("office simulation: it catches an office that keeps what it declined") {
    CHECK(
        shows(keeping_declined, "the bytes of a paper are missing, or are there without a matter"));
}

TEST_CASE("office simulation: it catches an office whose registers stay behind") {
    CHECK(shows(neglecting_registers, "the registers are not what the entries say"));
}

TEST_CASE("office simulation: it catches a disk that says it has synced and has not") {
    bool caught = false;
    for (std::uint64_t seed = kSeed; !caught && seed < kSeed + kStoriesToCatch; ++seed) {
        OfficeSimulation<SqliteWorld> lied_to(seed, house());
        lied_to.world().disk().lie_about_syncs();
        const std::string fault = lied_to.run(kCommandsOfOneStory).fault;
        caught = fault == "an acknowledged entry is gone, or has changed";
    }
    CHECK(caught);
}

}  // namespace remit::sim
