// What is found in a paper: the longer before the shorter, each language's own words, in every
// script.
#include "route/recogniser.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::Mailroom;
using testing::Strings;

std::string id_of(Target target, const remit::Vocabulary& words, const Signs& signs) {
    switch (target.kind) {
        case TargetKind::body:
            return words.bodies[target.index].id;
        case TargetKind::topic:
            return words.topics[target.index].id;
        case TargetKind::counterpart:
            return words.counterparts[target.index].id;
        case TargetKind::instrument:
            return words.instruments[target.index].id;
        case TargetKind::function:
            return words.functions[target.index].id;
        case TargetKind::place:
            break;
    }
    return signs.places[target.index].id;
}

/// Every mention as "id 'bytes' form", with "!" where the same bytes stand for others as well.
Strings mentions(const remit::Vocabulary& words, const Signs& signs, const Paper& paper) {
    static constexpr std::string_view kForms[] = {"symbol", "name", "acronym", "sign", "hint"};
    const Recogniser recogniser(words, signs);
    Recogniser::Session session(recogniser);
    Strings shown;
    for (const Mention& mention : session.mentions(paper)) {
        const std::string_view field = field_of(paper, mention.field);
        shown.push_back(id_of(mention.target, words, signs) + " '" +
                        std::string(field.substr(mention.begin, mention.end - mention.begin)) +
                        "' " + std::string(kForms[static_cast<std::size_t>(mention.form)]) +
                        (mention.several ? "!" : ""));
    }
    return shown;
}
Strings in_title(const Mailroom& room, std::string_view title) {
    return mentions(room.words, room.signs, {.title = title, .text = {}, .sender = {}});
}

/// Whether the carried words find the body, topic or instrument in the title.
bool finds(std::string_view title, std::string_view id) {
    static const Recogniser recogniser(testing::vocabulary(), testing::carried_signs());
    Recogniser::Session session(recogniser);
    for (const Mention& one : session.mentions({.title = title, .text = {}, .sender = {}})) {
        if (id_of(one.target, testing::vocabulary(), testing::carried_signs()) == id) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("recogniser: of finds that overlap the longer stands") {
    Mailroom room;
    room.add_named_topic("wind_committee_rules");
    CHECK(in_title(room, "The Wind Committee Rules of the Union") ==
          Strings{"wind_committee_rules 'Wind Committee Rules' name", "union 'Union' name"});
    CHECK(in_title(room, "The Wind Committee on Winds") ==
          Strings{"wind_committee 'Wind Committee' name", "winds 'Winds' name"});
}

TEST_CASE("recogniser: what stands for the same bytes is found together") {
    Mailroom room;
    room.add_named_body("tides", "committee", "union");
    CHECK(in_title(room, "On Tides") == Strings{"tides 'Tides' name!", "tides 'Tides' name!"});
}

TEST_CASE("recogniser: a hint on the name of a body is none, and a name called a hint is one") {
    Mailroom room;
    room.add_sign(room.topic_target("winds"), {}, {"union"});
    room.add_sign(room.topic_target("salt"), {}, {"salt"});
    CHECK(in_title(room, "The Union") == Strings{"union 'Union' name"});
    CHECK(in_title(room, "Salt") == Strings{"salt 'Salt' hint"});
}

TEST_CASE("recogniser: acronyms in capitals only, with any ending") {
    Mailroom room;
    room.words.bodies[room.body("union").index()].acronyms = {{"WHO"}, {}, {}, {"СЗО"}};
    CHECK(in_title(room, "WHO and who") == Strings{"union 'WHO' acronym"});
    CHECK(in_title(room, "rad WHO-a, radu WHO-u") ==
          Strings{"union 'WHO-a' acronym", "union 'WHO-u' acronym"});
    CHECK(in_title(room, "рад СЗО-а") == Strings{"union 'СЗО-а' acronym"});
    CHECK(in_title(room, "rad SZO-a") == Strings{"union 'SZO-a' acronym"});
}

TEST_CASE("recogniser: a name in all cases, numbers and scripts of its language") {
    const Mailroom room;
    for (const std::string_view title :
         {"Vijeće lige", "sjednica Vijeća lige", "VIJEĆU LIGE", "Vijece lige", "Веће лиге",
          "седница Већа лиге", "o Veću lige", "Council", "Councils"}) {
        CAPTURE(title);
        REQUIRE(in_title(room, title).size() == 1);
        CHECK(in_title(room, title)[0].starts_with("council '"));
    }
    CHECK(in_title(room, "oluja na moru, олују на мору") ==
          Strings{"storms 'oluja na moru' name", "storms 'олују на мору' name"});
}

TEST_CASE("recogniser: one word of another language does not count, several do") {
    Mailroom room;
    room.signs.languages = {.en = {"the", "and", "of"}, .fr = {}, .hr = {"je", "za"}, .sr = {"за"}};
    room.signs.letters = {.en = {}, .fr = {}, .hr = {"č", "š"}, .sr = {}};
    room.words.topics[room.topic("tides").index()].names.hr = {"more", "plimni val"};
    // English is plain where its own words stand; Croatian is, by its letters too.
    CHECK(in_title(room, "The more and more").empty());
    CHECK(in_title(room, "Pravo za more") == Strings{"tides 'more' name"});
    CHECK(in_title(room, "more") == Strings{"tides 'more' name"});
    CHECK(in_title(room, "the plimni val") == Strings{"tides 'plimni val' name"});
    CHECK(in_title(room, "Izvješće: salt").empty());
    CHECK(in_title(room, "Report: salt") == Strings{"salt 'salt' name"});
}

TEST_CASE("recogniser: a word that two languages have says nothing of the language") {
    Mailroom room;
    room.signs.languages = {.en = {"a"}, .fr = {}, .hr = {"a"}, .sr = {}};
    CHECK(in_title(room, "a salt") == Strings{"salt 'salt' name"});
    room.signs.languages.sr = {"а"};
    CHECK(in_title(room, "a salt") == Strings{"salt 'salt' name"});
}

TEST_CASE("recogniser: symbols, places and their adjectives") {
    Mailroom room;
    room.signs.symbols = {{"L/#", {room.body_target("league"), room.topic_target("tides")}}};
    room.signs.places.push_back({.id = "atlantis",
                                 .names = {{"Atlantis"}, {}, {}, {}},
                                 .acronyms = {},
                                 .adjectives = {{"Atlantean"}, {}, {}, {}},
                                 .topics = {}});
    CHECK(in_title(room, "L/12 Atlantis") ==
          Strings{"league 'L/12' symbol!", "tides 'L/12' symbol!", "atlantis 'Atlantis' name"});
    CHECK(in_title(room, "Atlantean salt") ==
          Strings{"atlantis 'Atlantean' hint", "salt 'salt' name"});
}

TEST_CASE("recogniser: mentions are in order of field and place") {
    const Mailroom room;
    const Strings found =
        mentions(room.words, room.signs,
                 {.title = "Salt and tides", .text = "winds, storms", .sender = "League"});
    CHECK(found == Strings{"salt 'Salt' name", "tides 'tides' name", "winds 'winds' name",
                           "storms 'storms' name", "league 'League' name"});
}

TEST_CASE("recogniser: the carried words find bodies and papers as they are written") {
    for (const auto& [title, id] : std::vector<std::pair<std::string_view, std::string_view>>{
             {"Sastanak NATO-a na razini veleposlanika", "nato"},
             {"Састанак ОЕБС-а у Бечу", "osce"},
             {"Sjednica Vijeća Europe", "coe"},
             {"Седница Савета Европе", "coe"},
             {"Sednica Saveta Evrope", "coe"},
             {"Réunion du Conseil de sécurité", "unsc"},
             {"S/RES/2500 (2019)", "unsc"},
             {"Meeting of the Human Rights Council", "hrc"}}) {
        CAPTURE(title);
        CHECK(finds(title, id));
    }
    CHECK_FALSE(finds("Who is who in the ministry", "who"));
}

TEST_CASE("recogniser: the sea is Croatian, more is English") {
    CHECK(finds("Radionica: pravo mora", "law_of_the_sea"));
    CHECK_FALSE(finds("There is more to come from the office", "law_of_the_sea"));
}

}  // namespace remit::route
