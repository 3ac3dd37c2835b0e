// The year that is played for a demonstration: whole, under the law of the office, and repeatable.
#include "demo/year.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "base/embedded.h"
#include "diag/render.h"
#include "office/commands.h"
#include "office/init_office.h"
#include "office/registers.h"
#include "support/fake_env.h"
#include "support/test_store.h"

namespace remit::demo {
namespace {

using support::must;

const calendar::Date kToday = *calendar::Date::of(2026, 11, 27);
const calendar::Date kBegin = *calendar::Date::of(2025, 11, 28);

const office::Institution& institution_of(const std::string& pack) {
    static std::map<std::string, std::unique_ptr<const office::Institution>> loaded;
    auto& one = loaded[pack];
    if (one == nullptr) one = must(office::Institution::load(pack));
    return *one;
}

LoadedStories stories_of(const std::string& pack) {
    const std::string path = "demo/" + pack + ".yaml";
    return load_stories(path, base::find_embedded(base::embedded_files(), path).value(),
                        institution_of(pack));
}

struct Demo {
    explicit Demo(const std::string& pack, std::uint64_t seed = 1) : env(outside, seed) {
        const office::Institution& institution = institution_of(pack);
        env.set_now(institution.zone().resolve({kBegin, 0}).instant);
        office = must(office::Office::over(env, must(store::Database::open(store.options())),
                                           institution, {.pack = pack, .ledger = "demo.example"}));
        must(office::adopt_establishment(*office, "administrator", "staff.yaml",
                                         office::sample_staff(institution.act())));
    }
    /// Plays a part of the stories: each begins so many times less often.
    Played play(const std::vector<Story>& stories, calendar::Date from = kBegin) {
        return must(play_year(*office, env, stories, from, kToday));
    }

    testing::FakeEnv outside;
    DemoEnv env;
    support::SqliteStore store;
    std::unique_ptr<office::Office> office;
};

std::string faults(const LoadedStories& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

}  // namespace

TEST_CASE("demo: the stories of both packs are without a fault") {
    for (const std::string pack : {"hr", "rs"}) CHECK(faults(stories_of(pack)) == "");
}

TEST_CASE("demo: every fault of a story is told, with its place") {
    const LoadedStories loaded =
        load_stories("mine.yaml",
                     "stories:\n"
                     "  - {id: a, procedure: positions, unit: '5.1.1', steps: [{do: open}]}\n"
                     "  - {id: b, procedure: position, unit: '9', every: soon,\n"
                     "     steps: [{do: opne, by: nobody, set: {forun: nac}}]}\n"
                     "  - {id: c, procedure: position, unit: '5.1.1', like: d}\n",
                     institution_of("hr"));
    const std::string told = faults(loaded);
    for (const std::string_view part :
         {"positions", "'9'", "'soon'", "opne", "nobody", "forun", "'d'"}) {
        CAPTURE(told);
        CHECK(told.find(part) != std::string::npos);
    }
}

TEST_CASE("demo: each story runs to its end, and nothing that people do in it is declined") {
    for (const std::string pack : {"hr", "rs"}) {
        std::vector<Story> stories = stories_of(pack).stories;
        for (Story& story : stories) story.every = 90;
        Demo demo(pack);
        const Played played = demo.play(stories);
        std::string declined;
        for (const std::string& one : played.declined) declined += one + "\n";
        CHECK(declined == "");
        CHECK(played.matters >= 2 * stories.size());
        const store::Snapshot snapshot = must(demo.office->database().snapshot());
        std::set<std::string> ended;
        for (const office::MatterRow& row : must(office::list_matters(
                 *snapshot, {.ended = true}, std::nullopt, office::kPageRowsMax)))
            ended.insert(row.procedure);
        CHECK(ended.size() >= 2);
    }
}

TEST_CASE("demo: the same seed makes the same entries, another makes others") {
    std::vector<Story> stories = stories_of("hr").stories;
    stories.resize(1);
    const auto last_hash = [&](std::uint64_t seed) {
        Demo demo("hr", seed);
        demo.play(stories, kToday.plus_days(-40));
        const store::Snapshot snapshot = must(demo.office->database().snapshot());
        return std::get<0>(*must(snapshot->find<store::OwnedBlob>(
                               "SELECT hash FROM entries ORDER BY number DESC LIMIT 1")))
            .bytes;
    };
    CHECK(last_hash(1) == last_hash(1));
    CHECK(last_hash(1) != last_hash(2));
}

}  // namespace remit::demo
