// An office is killed while it works, and so is the server it works on: what it had acknowledged is
// there when it is opened again, once, in chains without gaps, and the registers say so.
//
// REMIT_KILLS=1000 runs longer, REMIT_SEED=17 otherwise. The server is killed by hand only, since
// other tests use it: tools/postgres.sh start FOLDER, then with REMIT_POSTGRES as that says,
// REMIT_POSTGRES_CRASH="tools/postgres.sh crash FOLDER" and REMIT_KILLS=100.
#include <doctest/doctest.h>

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/env.h"
#include "support/office_sim/clerk.h"
#include "support/office_sim/killed_program.h"
#include "support/sim/random.h"
#include "support/test_office.h"
#include "support/variable.h"

namespace remit::sim {
namespace {

using support::must;
using support::variable;

constexpr std::size_t kClerks = 4;
constexpr std::size_t kLivesOfAFolder = 50;

std::unique_ptr<office::Office> open(base::Env& env, const store::Options& options) {
    return must(office::Office::over(env, must(store::Database::open(options)),
                                     testing::institution_hr(), {.ledger = "crash.example/hr"}));
}

/// The matter into which all clerks write.
std::string open_shared(office::Office& office, const std::string& name) {
    std::string shared;
    Clerk first(office, name, "");
    std::size_t turns = 0;
    must(first.work([&] { return turns++ < 2; },
                    [&](const Acknowledged& one) { shared = one.matter; }));
    return shared;
}

/// What happens in the program that will be killed.
void work(const store::Options& options, const std::string& life, const support::Tell& tell) {
    base::PosixEnv env;
    const auto office = open(env, options);
    const std::string shared = open_shared(*office, life + "-shared");
    std::vector<std::thread> clerks;
    for (std::size_t clerk = 0; clerk < kClerks; ++clerk) {
        clerks.emplace_back([&, clerk] {
            Clerk one(*office, fmt::format("{}-{}", life, clerk), shared);
            const Status ended =
                one.work([] { return true; },
                         [&](const Acknowledged& done) {
                             tell(fmt::format("{} {} {}", done.matter, done.version, done.key));
                         });
            tell("ended: " + ended.error().message.substr(0, 400));
        });
    }
    for (std::thread& clerk : clerks) clerk.join();
}

Acknowledged read_line(const std::string& line) {
    const std::size_t first = line.find(' ');
    const std::size_t second = line.find(' ', first + 1);
    REQUIRE_MESSAGE(second != std::string::npos, line);
    Acknowledged read{
        .matter = line.substr(0, first), .version = 0, .key = line.substr(second + 1)};
    std::from_chars(line.data() + first + 1, line.data() + second, read.version);
    return read;
}

/// One folder, in which offices are killed one after the other.
struct Lives {
    std::size_t kills = 0;
    std::size_t acknowledged = 0;
    std::size_t entries = 0;

    void live(std::size_t count, Random& random) {
        const support::SqliteStore folder;
        base::PosixEnv env;
        {
            const auto office = open(env, folder.options());
            must(office::adopt_establishment(*office, "admin", "staff.yaml",
                                             std::string(testing::kStaff)));
        }
        Model model(testing::institution_hr());
        for (std::size_t life = 0; life < count; ++life) {
            const std::string name = fmt::format("life-{}", life);
            const auto lines = must(support::run_and_kill(
                [&](const support::Tell& tell) { work(folder.options(), name, tell); },
                1 + random.below(60), random.below(2'000'000)));
            std::vector<Acknowledged> told;
            for (const std::string& line : lines) told.push_back(read_line(line));
            const auto office = open(env, folder.options());
            const std::string loss = find_loss(*office, model, told, env);
            REQUIRE_MESSAGE(loss.empty(), loss);
            ++kills;
            acknowledged += told.size();
        }
        entries += model.entries().size();
    }
};

}  // namespace

TEST_CASE("office crash: an office that is killed while it works has lost nothing") {
    Random random(variable("REMIT_SEED", 20'261'127));
    static_cast<void>(testing::institution_hr());  // loaded once, not in each process
    Lives lives;
    for (std::size_t kills = variable("REMIT_KILLS", 10); lives.kills < kills;)
        lives.live(std::min(kLivesOfAFolder, kills - lives.kills), random);
    MESSAGE(lives.kills, " kills, ", lives.acknowledged, " acknowledged, ", lives.entries,
            " entries, none lost");
    CHECK(lives.entries > lives.acknowledged);
    CHECK(lives.acknowledged >= lives.kills);
}

TEST_CASE("office crash: a server that is killed while an office works has lost nothing") {
    base::PosixEnv env;
    const auto crash = env.find_variable("REMIT_POSTGRES_CRASH");
    if (!crash) {
        std::puts("[skipped] REMIT_POSTGRES_CRASH does not say how to kill a server");
        return;
    }
    const support::PostgresStore server;
    REQUIRE(server.present());
    Random random(variable("REMIT_SEED", 20'261'127));
    auto office = open(env, server.options());
    must(office::adopt_establishment(*office, "admin", "staff.yaml", std::string(testing::kStaff)));
    const std::string shared = open_shared(*office, "shared");

    std::mutex mutex;  // guards told
    std::vector<Acknowledged> told;
    std::atomic<std::size_t> count = 0;
    std::atomic<bool> goes_on = true;
    std::vector<std::thread> clerks;
    std::atomic<std::size_t> failed = 0;
    for (std::size_t clerk = 0; clerk < kClerks; ++clerk) {
        clerks.emplace_back([&, clerk] {
            Clerk one(*office, fmt::format("clerk-{}", clerk), shared);
            const Status ended = one.work([&] { return goes_on.load(); },
                                          [&](const Acknowledged& done) {
                                              const std::lock_guard lock(mutex);
                                              told.push_back(done);
                                              ++count;
                                              count.notify_all();
                                          });
            if (!ended.ok()) {
                ++failed;
                ++count;
                count.notify_all();
                MESSAGE(ended.error().message);
            }
        });
    }
    Model model(testing::institution_hr());
    std::string loss;
    const std::size_t kills = variable("REMIT_KILLS", 10);
    for (std::size_t kill = 0; kill < kills && loss.empty() && failed == 0; ++kill) {
        const std::size_t wanted = count + 1 + random.below(100);
        for (std::size_t seen = count; seen < wanted && failed == 0; seen = count) count.wait(seen);
        must(env.run_program("/bin/sh", {"-c", *crash}, ""));
        std::vector<Acknowledged> so_far;
        {
            const std::lock_guard lock(mutex);
            so_far.swap(told);
        }
        const auto other = open(env, server.options());
        loss = find_loss(*other, model, so_far, env);
    }
    goes_on = false;
    for (std::thread& clerk : clerks) clerk.join();
    CHECK(loss == "");
    CHECK(failed == 0);
    CHECK(find_loss(*office, model, told, env) == "");
    MESSAGE(kills, " kills, ", count.load(), " acknowledged, ", model.entries().size(),
            " entries, none lost");
}

}  // namespace remit::sim
