// What a paper is taken to be about: what is said, what follows from it, and what does not.
#include "route/reading.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::Mailroom;

/// The concepts of a paper by id, with "~" before what only follows; weights can be asked for.
class Read {
  public:
    Read(const Mailroom& room, const Paper& paper)
        : words_(room.words),
          reach_(room.words),
          recogniser_(room.words, room.signs),
          reader_(room.words, room.signs, reach_, recogniser_),
          reading_(reader_.read(paper)) {}
    Read(const Mailroom& room, std::string_view title)
        : Read(room, Paper{.title = title, .text = {}, .sender = {}}) {}

    /// Sorted by name, so that no case depends on how much a thing weighs.
    [[nodiscard]] std::string about() const {
        std::vector<std::string> names;
        for (const Concept& found : reading_.concepts) {
            names.push_back((found.implied ? "~" : "") + id_of(found.target));
        }
        std::ranges::sort(names);
        std::string text;
        for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
        return text;
    }
    [[nodiscard]] double weight(std::string_view id) const {
        for (const Concept& found : reading_.concepts) {
            if (id_of(found.target) == id) return found.weight;
        }
        return 0;
    }
    [[nodiscard]] const Reading& reading() const { return reading_; }

  private:
    [[nodiscard]] std::string id_of(Target target) const {
        switch (target.kind) {
            case TargetKind::body:
                return words_.bodies[target.index].id;
            case TargetKind::topic:
                return words_.topics[target.index].id;
            case TargetKind::counterpart:
                return words_.counterparts[target.index].id;
            case TargetKind::function:
                return words_.functions[target.index].id;
            case TargetKind::instrument:
            case TargetKind::place:
                break;
        }
        return "?";
    }

    const remit::Vocabulary& words_;
    authority::NameReach reach_;
    Recogniser recogniser_;
    PaperReader reader_;
    Reading reading_;
};

std::string about(const Mailroom& room, std::string_view title) {
    return Read(room, title).about();
}

/// Signs that the paper is in English, and words that are of none of the languages otherwise.
Mailroom english_room() {
    Mailroom room;
    room.signs.languages.en = {"the", "on", "of"};
    return room;
}

}  // namespace

TEST_CASE("reading: names of bodies, topics and counterparts are what it is about") {
    CHECK(about(Mailroom(), "Union: salt and the mill") == "mill salt union");
    CHECK(about(Mailroom(), "Nothing that we know").empty());
}

TEST_CASE("reading: a body brings the business of which everything before it is") {
    CHECK(about(Mailroom(), "Wind committee") == "wind_committee ~winds");
    Mailroom room;
    room.words.bodies[room.body("council").index()].about = {room.topic("salt")};
    CHECK(about(room, "Tide committee") == "tide_committee ~salt");
}

TEST_CASE("reading: a topic that is the affairs of a body is that body") {
    CHECK(about(Mailroom(), "League affairs") == "~league");
    // One that is narrower than the affairs is a subject of its own besides.
    CHECK(about(Mailroom(), "League reform") == "league_reform ~league");
}

TEST_CASE("reading: a treaty is about its topics, is kept by a body, and obliges") {
    Mailroom room;
    room.add_named_topic("treaty_obligations");
    room.words.topics.back().formal_for = {"treaty"};
    room.add_treaty("salt_treaty", "union", "salt");
    const Read read(room, "Salt Treaty");
    CHECK(read.about() == "salt ~treaty_obligations ~union");
    CHECK(read.weight("salt") > read.weight("union"));
    CHECK(std::ranges::count_if(read.reading().concepts,
                                [](const Concept& one) { return one.formal; }) == 1);
}

TEST_CASE("reading: that a treaty obliges is said where the paper says it") {
    Mailroom room;
    room.add_named_topic("treaty_obligations");
    room.words.topics.back().formal_for = {"treaty"};
    room.add_treaty("salt_treaty", "union", "salt");
    const Read read(room, "Treaty obligations under the Salt Treaty");
    CHECK(read.about() == "salt treaty_obligations ~union");
    CHECK(std::ranges::none_of(read.reading().concepts,
                               [](const Concept& one) { return one.formal; }));
}

TEST_CASE("reading: a place brings its topics, a counterpart those of all work with it") {
    Mailroom room;
    room.signs.places.push_back({.id = "atlantis",
                                 .names = {{"Atlantis"}, {}, {}, {}},
                                 .acronyms = {},
                                 .adjectives = {},
                                 .topics = {room.topic("tides")}});
    room.words.counterparts[room.counterpart("mill").index()].about = {room.topic("salt")};
    CHECK(about(room, "Atlantis") == "~tides");
    CHECK(about(room, "A letter of the mill") == "mill ~salt");
}

TEST_CASE("reading: a hint counts only beside another, or a sign, of the same thing") {
    Mailroom room;
    room.add_sign(room.topic_target("tides"), {"gale"}, {"sails", "mast"});
    room.add_sign(room.topic_target("salt"), {}, {"pans"});
    CHECK(about(room, "Sails").empty());
    CHECK(about(room, "Sails, sails, sails").empty());
    CHECK(about(room, "Sails and pans").empty());
    CHECK(about(room, "Sails and a mast") == "tides");
    CHECK(about(room, "Sails in a gale") == "tides");
    // The same word in two languages is one hint.
    room.signs.signs.back().hints.fr = {"pans"};
    CHECK(about(room, "Pans, pans and again pans").empty());
    const Paper parted{.title = "Sails", .text = "A mast", .sender = {}};
    CHECK(Read(room, parted).about() == "tides");
    CHECK(Read(room, "Sails in a gale").weight("tides") > Read(room, "Gale").weight("tides"));
}

TEST_CASE("reading: what a sign says of a function is asked for") {
    Mailroom room;
    room.add_sign(room.function_target("report"), {"please report"});
    CHECK(about(room, "Please report on salt") == "report salt");
}

TEST_CASE("reading: of bodies with one name that is meant whose parent is named") {
    Mailroom room;
    for (const auto& [id, parent] :
         {std::pair("bureau_a", "league"), std::pair("bureau_b", "union")}) {
        room.add_body(id, "organ", parent);
        room.words.bodies.back().names.en = {"Bureau"};
    }
    CHECK(about(room, "Bureau of the union") == "bureau_b union");
    CHECK(about(room, "Bureau of the league") == "bureau_a league");
    CHECK(about(room, "Bureau") == "bureau_a");
    // The text of a paper tells it as well as the title.
    const Paper paper{.title = "Bureau", .text = "in the union", .sender = {}};
    CHECK(Read(room, paper).about() == "bureau_b union");
}

TEST_CASE("reading: a title in another language is before the body where its topic mostly is") {
    Mailroom room = english_room();
    room.words.bodies[room.body("tide_committee").index()].about = {room.topic("tides")};
    CHECK(about(room, "On the tides") == "tides ~league");
    CHECK(about(room, "On the tides of the union") == "tides union");
    // Where no word gives the language away, what is found in it does.
    CHECK(about(room, "Tides") == "tides ~league");
    room.words.topics[room.topic("tides").index()].names.hr = {"plime"};
    CHECK(about(room, "Plime") == "tides");
    // Two organisations with as much of it: no home.
    room.words.bodies[room.body("union").index()].about = {room.topic("tides")};
    CHECK(about(room, "On the tides") == "tides");
}

TEST_CASE(
    "reading: the title weighs more than the text, its head more than its end, a sender too") {
    const Mailroom room;
    const auto weight = [&](const Paper& paper) { return Read(room, paper).weight("salt"); };
    const std::string far = std::string(20'000, '.') + " salt";
    const double title = weight({.title = "salt", .text = {}, .sender = {}});
    const double text = weight({.title = {}, .text = "salt", .sender = {}});
    const double end = weight({.title = {}, .text = far, .sender = {}});
    const double beside = weight({.title = "union", .text = "salt", .sender = {}});
    CHECK(title > text);
    CHECK(text > end);
    CHECK(end > 0);
    CHECK(text > beside);
    CHECK(Read(room, Paper{.title = {}, .text = {}, .sender = "Union"}).weight("union") > 0);
}

TEST_CASE("reading: what is said twice weighs more, and never above one") {
    const Mailroom room;
    std::string often;
    for (int i = 0; i < 500; ++i) often += "salt ";
    CHECK(Read(room, "Salt, salt").weight("salt") > Read(room, "Salt").weight("salt"));
    CHECK(Read(room, often).weight("salt") <= 1);
}

TEST_CASE("reading: a reader keeps nothing of the paper before") {
    const Mailroom room;
    const authority::NameReach reach(room.words);
    const Recogniser recogniser(room.words, room.signs);
    PaperReader reader(room.words, room.signs, reach, recogniser);
    reader.read({.title = "Salt in the union", .text = "winds", .sender = "League"});
    const Reading& reading = reader.read({.title = "Tides", .text = {}, .sender = {}});
    REQUIRE(reading.concepts.size() == 1);
    CHECK(reading.concepts[0].target == room.topic_target("tides"));
    CHECK(reading.mentions.size() == 1);
    CHECK(reader.read({.title = {}, .text = {}, .sender = {}}).concepts.empty());
}

}  // namespace remit::route
