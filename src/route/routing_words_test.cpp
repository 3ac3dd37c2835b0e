// What people are told of an answer: the clause, what in the paper met it, and why the others come
// after.
#include "route/routing_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <vector>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using diag::Language;
using testing::Mailroom;

constexpr std::array kLanguages{Language::en, Language::hr, Language::sr_cyrl, Language::sr_latn};

/// A top with two units below, each of which has one below it.
Mailroom two_lines() {
    Mailroom room;
    room.add_unit("T");
    room.add_unit("A", "T");
    room.add_unit("B", "T");
    room.add_unit("A1", "A");
    room.add_unit("B1", "B");
    return room;
}

RoutingWords words_of(Mailroom& room, const Paper& paper, Language language) {
    const Routing& routing = room.routing(paper);
    return in_words(room.router(), *room.router().houses().front(), paper, room.session().reading(),
                    routing, language);
}
RoutingWords words_of(Mailroom& room, std::string_view title, Language language = Language::en) {
    return words_of(room, Paper{.title = title, .text = {}, .sender = {}}, language);
}

/// Whether the sentence says all of this; how it does is the catalogue's affair.
bool says(std::string_view sentence, std::initializer_list<std::string_view> parts) {
    return std::ranges::all_of(parts, [&](std::string_view part) {
        return sentence.find(part) != std::string_view::npos;
    });
}

bool has_cyrillic(std::string_view text) {
    return text.find("\xD0") != std::string_view::npos ||
           text.find("\xD1") != std::string_view::npos;
}

}  // namespace

TEST_CASE("routing words: the unit, the clause, and what in the paper met it") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    const RoutingWords words = words_of(room, "The Council of the isle");
    CHECK(says(words.verdict, {"A Unit A"}));
    REQUIRE(words.candidates.size() == 1);
    CHECK(words.candidates[0].unit == "A Unit A");
    CHECK(words.candidates[0].citation == "art. A-1");
    CHECK(words.candidates[0].duty == "A-1");
    REQUIRE(words.candidates[0].why.size() == 1);
    CHECK(says(words.candidates[0].why[0], {"'Council'", "council"}));
    CHECK(words.candidates[0].lost.empty());
}

TEST_CASE("routing words: what the duty names more widely, and what only follows") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"league"}});
    room.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const RoutingWords words = words_of(room, "Wind Committee");
    REQUIRE(words.candidates.size() == 2);
    CHECK(says(words.candidates[0].why.front(), {"'Wind Committee'", "wind committee", "league"}));
    CHECK(says(words.candidates[1].why.front(), {"'Wind Committee'", "winds"}));
    // That one thing is the other and that one follows from the other are two sentences.
    CHECK(words_of(room, "Winds").candidates[0].why.front() != words.candidates[1].why.front());
}

TEST_CASE("routing words: a unit that has only its name, and words of a duty") {
    Mailroom room = two_lines();
    room.add_unit("C", "T", remit::UnitStatus::announced_only);
    room.name_unit("C", "Department for Tides");
    room.add_duty_saying("B", {.functions = {"watch"}}, "popis svjetionika i lanterna");
    const RoutingWords by_name = words_of(room, "Tides");
    REQUIRE_FALSE(by_name.candidates.empty());
    CHECK(by_name.candidates[0].citation.empty());
    CHECK(says(by_name.candidates[0].why.front(), {"Department for Tides"}));
    const RoutingWords by_words = words_of(room, "Popis lanterna, svjetionik");
    REQUIRE_FALSE(by_words.candidates.empty());
    CHECK(says(by_words.candidates[0].why.back(), {"Popis, lanterna, svjetionik"}));
}

TEST_CASE("routing words: each way to come after the first has its sentence") {
    const auto second = [](Mailroom& room, std::string_view title) {
        const RoutingWords words = words_of(room, title);
        REQUIRE(words.candidates.size() > 1);
        return words.candidates[1].unit + ": " + words.candidates[1].lost;
    };
    Mailroom wider = two_lines();
    wider.add_duty("A", {.functions = {"watch"}, .topics = {"salt"}});
    wider.add_duty("A1", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(says(second(wider, "Salt"), {"A Unit A: ", "above", "A1 Unit A1"}));

    Mailroom rivals = two_lines();
    rivals.add_duty("A1", {.functions = {"watch"}, .topics = {"salt"}});
    rivals.add_duty("B1", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(says(second(rivals, "Salt"), {"B1 Unit B1: ", "equally competent", "A1 Unit A1"}));

    Mailroom less = two_lines();
    less.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"salt"}});
    less.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}});
    CHECK(says(second(less, "Union: salt"), {"B Unit B: ", "not cover salt", "A Unit A"}));

    Mailroom farther = two_lines();
    farther.add_duty("A", {.functions = {"watch"}, .topics = {"storms"}});
    farther.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    CHECK(says(second(farther, "Storms"), {"B Unit B: ", "storms", "winds", "nearer"}));

    Mailroom limited = two_lines();
    limited.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}});
    limited.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"tides"}});
    CHECK(says(second(limited, "Union"), {"B Unit B: ", "has less", "A Unit A"}));
}

TEST_CASE("routing words: each verdict has its sentence") {
    Mailroom room = two_lines();
    room.add_named_topic("posts");
    room.words.topics[room.topic("posts").index()].apart = true;
    room.add_duty("A", {.functions = {"other"}, .bodies = {"union"}, .residual = true});
    CHECK(says(words_of(room, "").verdict, {"nothing to read"}));
    CHECK(says(words_of(room, "Pepper").verdict, {"not ours", "nothing"}));
    CHECK(says(words_of(room, "League: salt").verdict, {"not ours", "league, salt"}));
    CHECK(says(words_of(room, "Posts in the union").verdict, {"not ours", "posts"}));
    CHECK(says(words_of(room, "Union").verdict, {"only the other work", "A Unit A"}));
    Mailroom rivals = two_lines();
    rivals.add_duty("A1", {.functions = {"watch"}, .topics = {"salt"}});
    rivals.add_duty("B1", {.functions = {"watch"}, .topics = {"salt"}});
    CHECK(says(words_of(rivals, "Salt").verdict, {"A1 Unit A1 and B1 Unit B1", "equally"}));
}

TEST_CASE("routing words: a thing is called as the language calls it") {
    Mailroom room = two_lines();
    room.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    const Target council = room.body_target("council");
    CHECK(target_in_words(room.router(), council, Language::en) == "council");
    CHECK(target_in_words(room.router(), council, Language::hr) == "Vijeće lige");
    CHECK(target_in_words(room.router(), council, Language::sr_cyrl) == "Веће лиге");
    CHECK(target_in_words(room.router(), council, Language::sr_latn) == "Veće lige");
    // Where the language has no name, the English one.
    CHECK(target_in_words(room.router(), room.body_target("union"), Language::hr) == "union");
    CHECK(target_in_words(room.router(), room.function_target("watch"), Language::hr) == "watch");
    CHECK(says(words_of(room, "Vijeća lige", Language::sr_latn).candidates[0].why.front(),
               {"'Vijeća lige'", "Veće lige"}));
}

TEST_CASE("routing words: every candidate but the first says why it lost, in four writings") {
    const std::vector<std::string> titles{"Meeting of the OSCE Permanent Council",
                                          "Arms Trade Treaty",
                                          "Odbor ministara Vijeća Europe o ljudskim pravima",
                                          "Миграције и избеглице, УНХЦР",
                                          "Sanctions of the EU and the United Nations",
                                          "Budget of the United Nations",
                                          "NATO summit and the Western Balkans",
                                          "Climate change and energy",
                                          "Terrorism"};
    const Router& router = testing::carried_router();
    Session session(router);
    std::size_t lost = 0;
    for (const std::string& title : titles) {
        CAPTURE(title);
        const Paper paper{.title = title, .text = {}, .sender = {}};
        const Routed routed = session.route(paper, 5).value();
        for (std::size_t index = 0; index < router.houses().size(); ++index) {
            const House& house = *router.houses()[index];
            const Routing& routing = routed.routings[index];
            for (const Language language : kLanguages) {
                const RoutingWords words =
                    in_words(router, house, paper, session.reading(), routing, language);
                CHECK_FALSE(words.verdict.empty());
                REQUIRE(words.candidates.size() == routing.candidates.size());
                for (std::size_t i = 0; i < words.candidates.size(); ++i) {
                    const CandidateWords& one = words.candidates[i];
                    CHECK_FALSE(one.unit.empty());
                    CHECK_FALSE(one.why.empty());
                    CHECK(one.citation.empty() == !routing.candidates[i].duty.is_some());
                    CHECK(one.lost.empty() == (i == 0));
                    CHECK(one.lost.find('{') == std::string::npos);
                    lost += i == 0 ? 0U : 1U;
                    // The act's own language may be another; of our words none is in Cyrillic.
                    if (language != Language::sr_cyrl && house.id() == "hr" &&
                        !has_cyrillic(title)) {
                        CHECK_FALSE(has_cyrillic(one.lost));
                    }
                }
            }
        }
    }
    CHECK(lost > 50);
}

}  // namespace remit::route
