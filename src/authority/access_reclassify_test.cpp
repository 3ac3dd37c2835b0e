// A level goes down only with its owner's consent on record.
#include "authority/access_reclassify.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"

namespace remit::authority {
namespace {

using diag::Language;

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

LevelId level(std::string_view id) {
    return schemes().find_level(id).value();
}

AccessRules rules() {
    AccessRules made;
    made.scheme = *schemes().find_scheme("hr");
    made.house = {"hr-mvep"};
    return made;
}

const calendar::Date kToday = *calendar::Date::of(2026, 7, 1);

/// A Croatian paper, VRLO TAJNO, whose second part is NATO SECRET.
PaperFacts paper() {
    PaperFacts facts;
    facts.id = "p-1";
    facts.level = level("hr_top_secret");
    facts.parts = {{level("hr_confidential"), ""}, {level("nato_secret"), ""}};
    return facts;
}

std::vector<ReclassifyObjection> ask(const PaperFacts& facts, std::string_view to,
                                     std::vector<Consent> consents = {}) {
    std::optional<LevelId> target;
    if (!to.empty()) target = level(to);
    return may_reclassify({facts, target, consents, kToday}, schemes(), rules());
}

Consent consent(std::string_view to) {
    Consent given{"nato", "p-1", std::nullopt, "NATO/2026/117", kToday};
    if (!to.empty()) given.to = level(to);
    return given;
}

}  // namespace

TEST_CASE(
    "reclassify: scenario 12: a paper with a NATO part is not downgraded without the originator's "
    "consent") {
    const auto objections = ask(paper(), "hr_confidential");
    REQUIRE(objections.size() == 1);
    CHECK(name_of(objections[0].bar) == "originator consent");
    CHECK(objections[0].originator == "nato");
    CHECK(objections[0].level == level("nato_secret"));
    CHECK(objections[0].part_number == 2);
    CHECK(in_words(objections[0], schemes(), Language::en) ==
          "originator consent: part 2 is NATO SECRET of the originator (NATO), who has not agreed; "
          "ask for its written "
          "consent and record it, or take the part out");
    CHECK(in_words(objections[0], schemes(), Language::hr) ==
          "suglasnost vlasnika podatka: dio 2 je stupnja NATO SECRET, a vlasnik (NATO) nije se "
          "suglasio; zatražite pisanu "
          "suglasnost i evidentirajte je ili izdvojite taj dio");
    CHECK(in_words(objections[0], schemes(), Language::sr_cyrl)
              .starts_with("сагласност творца податка: део 2"));
    CHECK(ask(paper(), "hr_confidential", {consent("nato_confidential")}).empty());
}

TEST_CASE("reclassify: down to the height of the highest part nobody need be asked, and up never") {
    CHECK(ask(paper(), "hr_secret").empty());
    PaperFacts low = paper();
    low.level = level("hr_confidential");
    CHECK(ask(low, "hr_top_secret").empty());
    PaperFacts foreign = paper();
    foreign.level = level("nato_confidential");
    foreign.parts.clear();
    CHECK(ask(foreign, "nato_secret").empty());
    CHECK(ask(foreign, "nato_confidential").empty());
}

TEST_CASE("reclassify: a consent counts as far as it goes, for its paper, on record and given") {
    CHECK(ask(paper(), "hr_restricted", {consent("nato_confidential")}).size() == 1 + 1);
    CHECK(ask(paper(), "hr_confidential", {consent("nato_secret")}).size() == 1);
    CHECK(ask(paper(), "hr_confidential", {consent("")}).empty());
    const auto with = [](auto change) {
        Consent changed = consent("nato_confidential");
        change(changed);
        return ask(paper(), "hr_confidential", {changed}).size();
    };
    CHECK(with([](Consent& one) { one.paper = "p-2"; }) == 1);
    CHECK(with([](Consent& one) { one.reference.clear(); }) == 1);
    CHECK(with([](Consent& one) { one.given = kToday.plus_days(1); }) == 1);
    CHECK(with([](Consent& one) { one.originator = "eu"; }) == 1);
    CHECK(with([](Consent&) {}) == 0);
}

TEST_CASE("reclassify: a part of our own must go down first") {
    const auto objections = ask(paper(), "hr_restricted", {consent("")});
    REQUIRE(objections.size() == 1);
    CHECK(objections[0].bar == ReclassifyBar::highest_part);
    CHECK(name_of(objections[0].bar) == "highest part");
    CHECK(objections[0].part_number == 1);
    CHECK(in_words(objections[0], schemes(), Language::hr) ==
          "pismeno je barem onog stupnja kojeg je njegov najviši dio, a dio 1 je POVJERLJIVO; "
          "najprije snizite stupanj tog "
          "dijela ili ga izdvojite");
}

TEST_CASE("reclassify: another's paper keeps its scheme, and declassifying it is lowering it") {
    PaperFacts foreign;
    foreign.id = "p-1";
    foreign.level = level("nato_secret");
    CHECK(ask(foreign, "nato_confidential").at(0).originator == "nato");
    CHECK(ask(foreign, "").at(0).bar == ReclassifyBar::originator_consent);
    // The same height in our own scheme takes it out of the originator's control.
    CHECK(ask(foreign, "hr_secret").size() == 1);
    CHECK(ask(foreign, "hr_top_secret").size() == 1);
    CHECK(ask(foreign, "hr_secret", {consent("nato_secret")}).size() == 1);
    CHECK(ask(foreign, "hr_secret", {consent("hr_secret")}).empty());
    CHECK(ask(foreign, "nato_restricted", {consent("nato_restricted")}).empty());
    CHECK(ask(foreign, "", {consent("nato_restricted")}).size() == 1);
    CHECK(ask(foreign, "", {consent("")}).empty());
    CHECK(in_words(ask(foreign, "").at(0), schemes(), Language::en) ==
          "originator consent: NATO SECRET is the level of the originator (NATO), who has not "
          "agreed; ask for its written "
          "consent and record it");
    // Our own paper in a foreign scheme, and another ministry's in ours.
    foreign.originator = "hr-mvep";
    CHECK(ask(foreign, "").empty());
    PaperFacts ministry = paper();
    ministry.parts.clear();
    ministry.originator = "hr-morh";
    CHECK(ask(ministry, "hr_secret").at(0).originator == "hr-morh");
}

TEST_CASE("reclassify: every level that stands against it is named") {
    PaperFacts many = paper();
    many.parts.push_back({level("eu_secret"), ""});
    many.parts.push_back({level("rs_secret"), "rs-msp"});
    const auto objections = ask(many, "");
    REQUIRE(objections.size() == 4);
    CHECK(objections[0].bar == ReclassifyBar::highest_part);
    CHECK(objections[1].originator == "nato");
    CHECK(objections[2].originator == "eu");
    CHECK(objections[3].originator == "rs-msp");
    PaperFacts open;
    open.id = "p";
    CHECK(ask(open, "").empty());
}

}  // namespace remit::authority
