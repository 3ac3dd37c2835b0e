// The rules of ranking.h, by their numbers, on offices small enough to judge by eye. What is tested
// is order, evidence and verdict, never a score.
#include "route/ranking.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::Mailroom;

/// A top with two units below, each of which has one below it; the other work is the top's.
Mailroom two_lines() {
    Mailroom room;
    room.add_unit("T");
    room.add_unit("A", "T");
    room.add_unit("B", "T");
    room.add_unit("A1", "A");
    room.add_unit("B1", "B");
    return room;
}

/// The evidence of a candidate, as "meets<named level", implied with "~".
std::string evidence_of(const Mailroom& room, const Candidate& candidate) {
    const auto id_of = [&](Target target) {
        switch (target.kind) {
            case TargetKind::body:
                return room.words.bodies[target.index].id;
            case TargetKind::topic:
                return room.words.topics[target.index].id;
            case TargetKind::counterpart:
                return room.words.counterparts[target.index].id;
            case TargetKind::instrument:
            case TargetKind::function:
            case TargetKind::place:
                break;
        }
        return std::string("?");
    };
    std::string text;
    for (const Evidence& evidence : candidate.evidence) {
        text += (text.empty() ? "" : " ") + std::string(evidence.implied ? "~" : "") +
                id_of(evidence.meets) + "<" + id_of(evidence.named) + " " +
                std::to_string(evidence.level);
    }
    return text;
}

}  // namespace

// --- 1. Claims and their limits ---

TEST_CASE("ranking: a claim meets what it names and what is narrower, and nothing wider") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    CHECK(room.route("Council") == "ours: A-1");
    CHECK(evidence_of(room, room.last().candidates.front()) == "council<council 0");
    CHECK(room.route("Tide committee") == "ours: A-1");
    CHECK(evidence_of(room, room.last().candidates.front()) ==
          "tide_committee<council 2");  // the word for its committees lies between
    CHECK(room.route("League") == "not ours:");
    CHECK(room.route("Union") == "not ours:");
}

TEST_CASE("ranking: the nearer claim goes before the wider") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    CHECK(room.route("Tide committee").starts_with("ours: B-1 A-1"));
    CHECK(room.route("League") == "ours: A-1");
}

TEST_CASE("ranking: a nearer topic goes before a wider one") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"storms"}});
    CHECK(room.route("Storms").starts_with("ours: B-1 A-1"));
    CHECK(room.route("Winds") == "ours: A-1");
}

TEST_CASE("ranking: a word for many says less of each than its name, one for all still less") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"all"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"guilds"}});
    room.add_duty("B1", {.functions = {"watch"}, .bodies = {"salt_guild"}});
    CHECK(room.route("Salt guild").starts_with("ours: B1-1 B-1 A-1"));
}

TEST_CASE("ranking: what a claim is not limited to it does not ask for") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(room.route("Union: tides") == "ours: A-1");
    CHECK(room.route("League: salt") == "ours: B-1");
}

TEST_CASE("ranking: a limit that the paper does not meet makes a claim weak") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"winds"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"salt"}});
    CHECK(room.route("Union: salt").starts_with("ours: B-1"));
    CHECK(room.route("Union: winds").starts_with("ours: A-1"));
    // It says something else there: neither is competent.
    CHECK(room.route("Union: tides").starts_with("not ours:"));
    CHECK(room.route("League: salt").starts_with("not ours:"));
}

TEST_CASE("ranking: of a limit the paper says nothing of, or something else, the latter is worse") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"winds"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"league"}, .topics = {"tides"}});
    CHECK(room.route("Salt of the tides: union").find("A-1") != std::string::npos);
    const double unmet = room.last().candidates.front().score;
    static_cast<void>(room.route("Union"));
    CHECK(room.last().candidates.front().score > unmet);
}

TEST_CASE("ranking: a topic that is the forum's own business limits nothing there") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}, .topics = {"winds"}});
    CHECK(room.route("Wind committee") == "ours: A-1");
    CHECK(room.route("Tide committee").starts_with("not ours:"));
}

TEST_CASE("ranking: what a topic says that the paper asks for is no limit") {
    Mailroom room = two_lines();
    room.add_sign(room.function_target("inform"), {"please inform"});
    room.add_duty("A", {.functions = {"inform"}, .bodies = {"union"}, .topics = {"press"}});
    CHECK(room.route("Union: please inform us").starts_with("ours: A-1"));
}

TEST_CASE("ranking: a claim on the affairs of one body with others is on no other body alone") {
    Mailroom room = two_lines();
    // "the League's relations with the Union" is not the Union.
    room.add_duty(
        "A", {.functions = {"watch"}, .bodies = {"league", "union"}, .topics = {"league_affairs"}});
    CHECK(room.route("League").starts_with("ours: A-1"));
    CHECK(room.route("Council").starts_with("ours: A-1"));
    CHECK(room.route("League and union").starts_with("ours: A-1"));
    CHECK(room.route("Union").starts_with("not ours:"));
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"all"}});
    room.open();
    CHECK(room.route("Union").starts_with("ours: B-1"));
}

TEST_CASE("ranking: a duty on all bodies and a topic is one on the topic where no body is named") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"all"}, .topics = {"salt"}});
    CHECK(room.route("Salt") == "ours: A-1");
    CHECK(room.route("Salt in the union") == "ours: A-1");
    CHECK(room.route("Union").starts_with("not ours:"));
}

// --- 2. A unit's claims stand together ---

TEST_CASE("ranking: of two units that meet one thing that goes first which meets another besides") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .topics = {"salt"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"salt"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"tides"}});
    CHECK(room.route("Salt and tides").starts_with("ours: B-"));
}

TEST_CASE("ranking: several things under one name of a claim count little more than one") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"salt"}});
    CHECK(room.route("Union, salt, tide committee, council").starts_with("ours: B-1"));
}

// --- 3. The narrower unit ---

TEST_CASE("ranking: of two units one above the other that hold it, the narrower goes first") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .topics = {"salt"}});
    room.add_duty("A1", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(room.route("Salt") == "ours: A1-1 A-1");
    room.add_duty("T", {.functions = {"watch"}, .topics = {"salt"}});
    room.open();
    CHECK(room.route("Salt") == "ours: A1-1 A-1 T-1");
}

TEST_CASE("ranking: a superior that holds the topic itself goes before who holds a wider one") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .topics = {"storms"}});
    room.add_duty("A1", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(room.route("Storms").starts_with("ours: A-1 A1-1"));
}

TEST_CASE("ranking: a unit below that holds nothing of it stays behind") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    room.add_duty("A1", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"tides"}});
    CHECK(room.route("Union: salt").starts_with("ours: A-1"));
    CHECK(room.route("Union: tides").starts_with("ours: A1-1"));
}

// --- 4. Topic, forum, what follows ---

TEST_CASE("ranking: a topic goes before the forum in which it comes up") {
    Mailroom room = two_lines();
    // A name of one word is less sure than one of several, so it has two.
    room.add_named_topic("mild_winds", "winds");
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"mild_winds"}});
    CHECK(room.route("Mild winds in the union").find("B-1 A-1") != std::string::npos);
}

TEST_CASE("ranking: what is said goes before what only follows from it") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"wind_committee"}});
    CHECK(room.route("Wind committee").starts_with("ours: B-1 A-1"));
}

// --- 5. Other work ---

TEST_CASE("ranking: other work counts only where no duty by name covers the paper") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"other"}, .bodies = {"union"}, .residual = true});
    CHECK(room.route("Union: salt") == "residual only: A-1");
    CHECK(room.last().candidates.front().residual);
    CHECK(room.route("Salt") == "not ours:");
    room.add_duty("B", {.functions = {"watch"}, .topics = {"salt"}});
    room.open();
    CHECK(room.route("Union: salt") == "ours: B-1");
    CHECK_FALSE(room.last().candidates.front().residual);
    CHECK(room.route("Union: tides") == "residual only: A-1");
}

// --- 6. Business apart ---

TEST_CASE("ranking: business apart belongs to whoever names it, whatever body it concerns") {
    Mailroom room = two_lines();
    room.add_named_topic("posts");
    room.words.topics[room.topic("posts").index()].apart = true;
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    CHECK(room.route("Posts in the union").starts_with("not ours:"));
    CHECK(room.last().apart == room.topic("posts"));
    CHECK(room.route("Union") == "ours: A-1");
    CHECK_FALSE(room.last().apart.is_some());
    room.add_duty("B", {.functions = {"watch"}, .topics = {"posts"}});
    room.open();
    CHECK(room.route("Posts in the union").starts_with("ours: B-1"));
    CHECK_FALSE(room.last().apart.is_some());
}

TEST_CASE("ranking: business apart is nobody's other work") {
    Mailroom room = two_lines();
    room.add_named_topic("posts");
    room.words.topics[room.topic("posts").index()].apart = true;
    room.add_duty("A", {.functions = {"other"}, .bodies = {"union"}, .residual = true});
    CHECK(room.route("Posts in the union").starts_with("not ours:"));
    CHECK(room.last().apart == room.topic("posts"));
}

// --- 7. Words of the act ---

TEST_CASE("ranking: words of a duty count where the vocabulary knows nothing of the paper") {
    Mailroom room = two_lines();
    room.add_duty_saying("A", {.functions = {"watch"}}, "vodi popis svjetionika i njihovih čuvara");
    room.add_duty_saying("B", {.functions = {"watch"}}, "izdaje iskaznice skeledžijama");
    CHECK(room.route("Zamolba čuvara svjetionika: popis") == "ours: A-1");
    REQUIRE(room.last().candidates.front().words.size() == 3);
    CHECK(room.route("Iskaznice za skeledžije").find(" B-1") != std::string::npos);
    CHECK(room.route("Proračun i nabava uredskog papira").starts_with("not ours"));
}

TEST_CASE("ranking: words of a duty never count against a thing that it does not name") {
    Mailroom room = two_lines();
    room.add_duty_saying("A", {.functions = {"watch"}}, "popis svjetionika čuvara lanterna");
    room.add_duty_saying("B", {.functions = {"watch"}, .topics = {"salt"}}, "salt");
    CHECK(room.route("Salt: popis svjetionika, cuvara i lanterna").starts_with("ours: B-1"));
}

TEST_CASE("ranking: of duties that meet the same, the one with the paper's words is cited") {
    Mailroom room = two_lines();
    room.add_duty_saying("A", {.functions = {"watch"}, .topics = {"salt"}}, "prati solane");
    room.add_duty_saying("A", {.functions = {"watch"}, .topics = {"salt"}}, "vodi popis čuvara");
    CHECK(room.route("Salt: popis cuvara") == "ours: A-2");
    CHECK(room.route("Salt: solane") == "ours: A-1");
}

// --- Names of units, rivals, nothing ---

TEST_CASE("ranking: a unit that is only announced is known by its name") {
    Mailroom room = two_lines();
    room.add_unit("A2", "A", remit::UnitStatus::announced_only);
    room.name_unit("A2", "Department for Tides");
    CHECK(room.route("Tides").starts_with("ours: A2*"));
    CHECK_FALSE(room.last().candidates.front().duty.is_some());
    CHECK(evidence_of(room, room.last().candidates.front()) == "tides<tides 0");
}

TEST_CASE("ranking: a duty goes before a name alone") {
    Mailroom room = two_lines();
    room.add_unit("A2", "A", remit::UnitStatus::announced_only);
    room.name_unit("A2", "Department for Tides");
    room.add_duty_saying("B", {.functions = {"watch"}, .topics = {"tides"}}, "tides");
    CHECK(room.route("Tides") == "ours: B-1 A2*");
}

TEST_CASE("ranking: two units of which neither stands above the other are rivals") {
    Mailroom room = two_lines();
    room.add_duty("A1", {.functions = {"watch"}, .topics = {"salt"}});
    room.add_duty("B1", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(room.route("Salt").starts_with("ours, rivals: A1-1 B1-1"));
    room.add_duty("A", {.functions = {"watch"}, .topics = {"tides"}});
    room.add_duty("A1", {.functions = {"watch"}, .topics = {"tides"}});
    room.open();
    CHECK(room.route("Tides").starts_with("ours: A1-2 A-1"));
}

TEST_CASE("ranking: nothing that is known, or an office without duties, is not ours") {
    Mailroom room = two_lines();
    CHECK(room.route("Salt") == "not ours:");
    room.add_duty("A", {.functions = {"watch"}, .topics = {"salt"}});
    room.open();
    CHECK(room.route("Pepper") == "not ours:");
    CHECK(room.last().none_probability > 0.9);
    CHECK(room.route("") == "unreadable:");
}

TEST_CASE("ranking: probabilities are those of the order and leave room for nobody") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}});
    room.add_duty("B", {.functions = {"watch"}, .bodies = {"council"}});
    static_cast<void>(room.route("Council and salt"));
    double sum = room.last().none_probability;
    double before = 1;
    for (const Candidate& candidate : room.last().candidates) {
        CHECK(candidate.probability <= before);
        CHECK(candidate.probability > 0);
        before = candidate.probability;
        sum += candidate.probability;
    }
    CHECK(sum <= doctest::Approx(1));
    CHECK(sum > 0.9);
}

TEST_CASE("ranking: at most as many candidates as were asked for, the same ones first") {
    Mailroom room = two_lines();
    for (const char* code : {"A", "B", "A1", "B1"}) {
        room.add_duty(code, {.functions = {"watch"}, .topics = {"salt"}});
    }
    const Paper paper{.title = "Salt", .text = {}, .sender = {}};
    const auto all = room.session().route(paper, 10).value().routings.front();
    const auto two = room.session().route(paper, 2).value().routings.front();
    CHECK(all.candidates.size() == 4);
    REQUIRE(two.candidates.size() == 2);
    CHECK(two.candidates[1].unit == all.candidates[1].unit);
    CHECK(two.rivals == all.rivals);
    // One of two rivals alone would look competent.
    const auto one = room.session().route(paper, 1).value().routings.front();
    CHECK(one.rivals);
    CHECK(one.candidates.size() == 2);
    CHECK(room.session()
              .route({.title = "Tides", .text = {}, .sender = {}}, 1)
              .value()
              .routings.front()
              .candidates.size() <= 1);
}

}  // namespace remit::route
