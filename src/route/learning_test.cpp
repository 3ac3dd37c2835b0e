// Corrections: how they are written, what they move, and what they never do.
#include "route/learning.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::Mailroom;
using testing::Strings;

Correction decision(std::string proposed, std::string chosen,
                    Strings concepts = {"topic:salt", "topic:tides"}) {
    return {.institution = "house",
            .concepts = std::move(concepts),
            .proposed = std::move(proposed),
            .chosen = std::move(chosen)};
}

/// Two rivals on salt, a unit on storms in the union, and one on nothing but words.
Mailroom rivals() {
    Mailroom room;
    for (const char* code : {"T", "A", "B", "C", "D"}) {
        room.add_unit(code, std::string_view(code) == "T" ? "" : "T");
    }
    room.add_duty_saying("A", {.functions = {"watch"}, .topics = {"salt"}}, "prati salt");
    room.add_duty_saying("B", {.functions = {"watch"}, .topics = {"salt"}}, "vodi salt");
    room.add_duty_saying("C", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"storms"}},
                         "union storms");
    room.add_duty_saying("D", {.functions = {"watch"}}, "popis lanterna");
    return room;
}

/// The least score with which some paper was somebody's, of those that bring it low.
double score_that_suffices(Mailroom& room) {
    Session session(room.router());
    double least = 1;
    for (const char* title : {"Popis", "Lanterna", "Popis lanterna", "Union", "Salt", "Storms"}) {
        const Routed routed = session.route({.title = title, .text = {}, .sender = {}}).value();
        const Routing& routing = routed.routings.front();
        if (routing.verdict == Verdict::ours) least = std::min(least, routing.candidates[0].score);
    }
    return least;
}

}  // namespace

TEST_CASE("corrections: one is a line of JSON with its keys in order, and comes back as it was") {
    const Correction one = decision("5.1", "5.1.2");
    const std::string line = encode(one);
    CHECK(line ==
          R"({"institution":"house","concepts":["topic:salt","topic:tides"],"proposed":"5.1",)"
          R"("chosen":"5.1.2"})"
          "\n");
    const auto back = decode_correction(line);
    REQUIRE(back.ok());
    CHECK(back.value() == one);
    const Correction odd{
        .institution = "a \"b\" \\ č", .concepts = {}, .proposed = {}, .chosen = {}};
    REQUIRE(decode_correction(encode(odd)).ok());
    CHECK(decode_correction(encode(odd)).value() == odd);
}

TEST_CASE("corrections: a faulty line is refused") {
    for (const std::string_view line :
         {"", "{", "[]", "null", "{}", R"({"institution":"a"})",
          R"({"institution":1,"concepts":[],"proposed":"","chosen":""})",
          R"({"institution":"a","concepts":"b","proposed":"","chosen":""})",
          R"({"institution":"a","concepts":[1],"proposed":"","chosen":""})",
          R"({"institution":"a","concepts":[],"proposed":"","chosen":"","more":""})",
          R"({"institution":"a","concepts":[],"proposed":"","chosen":""} {})"}) {
        CAPTURE(line);
        const auto read = decode_correction(line);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().code == ErrorCode::invalid_input);
        CHECK_FALSE(read.error().message.empty());
    }
}

TEST_CASE("corrections: what a paper is about is named in order, never by its words") {
    Mailroom room = rivals();
    static_cast<void>(room.route("Union: storms and salt of Mr Smith"));
    CHECK(concept_names(room.session().reading(), room.words) ==
          Strings{"body:union", "topic:salt", "topic:storms"});
}

TEST_CASE("learning: replaying the corrections gives the same model, in whatever parts") {
    std::mt19937 chance(5);
    LearntModel once;
    std::vector<std::string> lines;
    for (int i = 0; i < 500; ++i) {
        const auto unit = [&] { return std::string(1, static_cast<char>('A' + chance() % 4)); };
        const Correction one =
            decision(unit(), unit(), {chance() % 2 == 0 ? "topic:salt" : "body:union", "topic:x"});
        once.learn(one);
        lines.push_back(encode(one));
    }
    LearntModel again;
    for (const std::string& line : lines) again.learn(decode_correction(line).value());
    CHECK(again.to_text() == once.to_text());
    CHECK_FALSE(once.to_text().empty());
}

TEST_CASE("learning: a decision that confirms changes nothing, and one taken back leaves nothing") {
    LearntModel model;
    model.learn(decision("A", "A"));
    CHECK(model.empty());
    model.learn(decision("A", "B"));
    CHECK_FALSE(model.empty());
    model.learn(decision("B", "A"));
    CHECK(model.empty());
    CHECK(model.to_text().empty());
}

TEST_CASE("learning: however many corrections there were, a step has its bound") {
    LearntModel model;
    for (int i = 0; i < 1000; ++i) model.learn(decision("A", "B"));
    const Strings concepts{"topic:salt", "topic:tides"};
    CHECK(model.step("house", "B", concepts) > 0);
    CHECK(model.step("house", "B", concepts) <= LearntModel::kStepMax);
    CHECK(model.step("house", "A", concepts) >= -LearntModel::kStepMax);
    CHECK(model.step("other", "B", concepts) == 0);
    CHECK(model.step("house", "C", concepts) == 0);
    CHECK(model.step("house", "B", {}) == 0);
    // An old habit is unlearnt in as many decisions as are counted, not in as many as there were.
    for (int i = 0; i < 20; ++i) model.learn(decision("B", "A"));
    CHECK(model.step("house", "A", concepts) > 0);
}

TEST_CASE("learning: corrections decide between units whose duties cover the paper") {
    Mailroom room = rivals();
    REQUIRE(room.route("Salt").starts_with("ours, rivals: A-1 B-1"));
    for (int i = 0; i < 3; ++i) room.session().learn(decision("A", "B", {"topic:salt"}));
    CHECK(room.route("Salt").starts_with("ours: B-1 A-1"));
    CHECK(room.route("Union: storms").starts_with("ours: C-1"));
}

TEST_CASE("learning: no correction puts a unit first whose duties do not cover the paper") {
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        std::mt19937 chance(seed);
        Mailroom room = rivals();
        constexpr std::array kTitles{"Salt: popis lanterna", "Union: salt",
                                     "Union: tides",         "Storms",
                                     "Popis lanterna",       "Salt"};
        const std::string title = kTitles[chance() % kTitles.size()];
        const std::string before = room.route(title);
        const Routing plain = room.last();
        const Strings concepts = concept_names(room.session().reading(), room.words);
        for (int i = 0; i < 40; ++i) {
            const auto unit = [&] { return std::string(1, static_cast<char>('A' + chance() % 4)); };
            room.session().learn(decision(unit(), unit(), concepts));
        }
        const std::string after = room.route(title);
        CAPTURE(title);
        CAPTURE(before);
        CAPTURE(after);
        // Who comes first is one of those that could be without any correction; nobody's paper
        // stays nobody's.
        if (room.last().verdict != Verdict::ours) continue;
        REQUIRE(plain.verdict == Verdict::ours);
        const Candidate& first = room.last().candidates.front();
        const auto known = std::ranges::find(plain.candidates, first.unit, &Candidate::unit);
        REQUIRE(known != plain.candidates.end());
        CHECK(known->score >= score_that_suffices(room));
    }
}

}  // namespace remit::route
