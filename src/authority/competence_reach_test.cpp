// What names reach: bodies by parts, kinds and succession, topics by breadth, and data in circles.
#include "authority/competence_reach.h"

#include <doctest/doctest.h>

#include <string>

#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::SmallOffice;

/// "wind_committee:0 committees:1 ..." by level.
std::string wider_bodies(const SmallOffice& office, std::string_view id) {
    const NameReach reach(office.words);
    std::string text;
    for (const Wider& wider : reach.wider(office.body(id))) {
        text += (text.empty() ? "" : " ") + office.words.bodies[wider.entry].id + ":" +
                std::to_string(wider.level);
    }
    return text;
}

std::string business(const SmallOffice& office, std::string_view id) {
    const NameReach reach(office.words);
    std::string text;
    for (const remit::TopicId topic : reach.business(office.body(id))) {
        text += (text.empty() ? "" : " ") + office.words.topic(topic).id;
    }
    return text;
}

}  // namespace

TEST_CASE("reach: a body is covered by itself, its kind, what it is part of, and everything") {
    const SmallOffice office;
    CHECK(wider_bodies(office, "wind_committee") ==
          "wind_committee:0 committees:1 council:2 league:3 all:4");
    CHECK(wider_bodies(office, "salt_guild") == "salt_guild:0 guilds:1 all:2");
    CHECK(wider_bodies(office, "all") == "all:0");
}

TEST_CASE(
    "reach: a body that took another's place is covered by a name of the old one, not the other "
    "way") {
    const SmallOffice office;
    CHECK(wider_bodies(office, "union") == "union:0 old_union:1 all:2");
    CHECK(wider_bodies(office, "old_union") == "old_union:0 all:1");
}

TEST_CASE("reach: words for many apply every rule they give, and name others besides") {
    SmallOffice office;
    office.add_body("far_committee", "committee", "union");
    CHECK(wider_bodies(office, "far_committee") == "far_committee:0 union:1 old_union:2 all:3");
    auto& committees = office.words.bodies[office.body("committees").index()].covers;
    committees.bodies = {office.body("salt_guild")};
    CHECK(wider_bodies(office, "salt_guild") ==
          "salt_guild:0 guilds:1 committees:1 council:2 league:3 all:4");
    committees.about = {office.topic("tides")};
    CHECK(wider_bodies(office, "wind_committee") == "wind_committee:0 council:1 league:2 all:3");
}

TEST_CASE("reach: a body covers by what its business falls under, inherited from the whole") {
    SmallOffice office;
    office.add_body("storm_panel", "panel", "wind_committee");
    office.add_body("weather_bodies", "generic", "");
    auto& covers = office.words.bodies[office.body("weather_bodies").index()].covers;
    covers.about = {office.topic("winds")};
    CHECK(wider_bodies(office, "storm_panel").find("weather_bodies") != std::string::npos);
    CHECK(wider_bodies(office, "tide_committee").find("weather_bodies") == std::string::npos);
    CHECK(business(office, "storm_panel") == "winds league_affairs");
}

TEST_CASE("reach: a word for bodies of one sort lies below what the body is part of, not above") {
    SmallOffice office;
    office.add_body("storm_panel", "panel", "wind_committee");
    office.add_body("weather_bodies", "generic", "");
    office.words.bodies[office.body("weather_bodies").index()].covers.about = {
        office.topic("winds")};
    // It covers the committee as well, so that it stands behind that.
    CHECK(wider_bodies(office, "storm_panel") ==
          "storm_panel:0 wind_committee:1 committees:2 weather_bodies:2 council:3 league:4 all:5");
}

TEST_CASE("reach: a counterpart is on what it and the words for many that cover it are about") {
    SmallOffice office;
    const auto about = [&](std::string_view id) {
        const NameReach reach(office.words);
        std::string text;
        for (const remit::TopicId topic : reach.about(office.counterpart(id)))
            text += (text.empty() ? "" : " ") + office.words.topic(topic).id;
        return text;
    };
    CHECK(about("mill") == "");
    office.words.counterparts[office.counterpart("ministries").index()].about = {
        office.topic("salt")};
    office.words.counterparts[office.counterpart("mill").index()].about = {office.topic("winds"),
                                                                           office.topic("salt")};
    CHECK(about("mill") == "winds salt");
    CHECK(about("forge") == "salt");
}

TEST_CASE("reach: a word for every body is one without any other limit") {
    SmallOffice office;
    const auto is_for_all = [&](std::string_view id) {
        return NameReach(office.words).is_word_for_all(office.body(id));
    };
    CHECK(is_for_all("all"));
    CHECK_FALSE(is_for_all("guilds"));
    office.words.bodies[office.body("all").index()].covers.under = office.body("league");
    CHECK_FALSE(is_for_all("all"));
}

TEST_CASE("reach: the business of a body is its own, and the affairs of what it is part of") {
    const SmallOffice office;
    CHECK(business(office, "wind_committee") == "winds league_affairs");
    CHECK(business(office, "tide_committee") == "league_affairs");
    CHECK(business(office, "union") == "");
}

TEST_CASE("reach: topics cover narrower ones, with the distance as level, and say their forum") {
    const SmallOffice office;
    const NameReach reach(office.words);
    CHECK(reach.level(office.topic("winds"), office.topic("storms")) == 1);
    CHECK(reach.level(office.topic("winds"), office.topic("winds")) == 0);
    CHECK_FALSE(reach.covers(office.topic("storms"), office.topic("winds")));
    CHECK_FALSE(reach.covers(office.topic("tides"), office.topic("storms")));
    CHECK(reach.forum(office.topic("league_reform")) == office.body("league"));
    CHECK_FALSE(reach.forum(office.topic("storms")).is_some());
}

TEST_CASE(
    "reach: counterparts are covered by the words for many, within a country where those have "
    "one") {
    SmallOffice office;
    office.words.counterparts[office.counterpart("mill").index()].country = "hr";
    const NameReach wide(office.words);
    CHECK(wide.covers(office.counterpart("ministries"), office.counterpart("mill")));
    CHECK_FALSE(wide.covers(office.counterpart("mill"), office.counterpart("ministries")));
    office.words.counterparts[office.counterpart("ministries").index()].country = "rs";
    const NameReach national(office.words);
    CHECK_FALSE(national.covers(office.counterpart("ministries"), office.counterpart("mill")));
}

TEST_CASE("reach: circles and chains without end in the data end") {
    SmallOffice office;
    const auto body = [&](std::string_view id) -> remit::Body& {
        return office.words.bodies[office.body(id).index()];
    };
    body("league").part_of = office.body("wind_committee");
    body("union").part_of = office.body("union");
    body("all").covers.bodies = {office.body("all")};
    body("old_union").replaces = {office.body("union")};
    office.words.topics[office.topic("winds").index()].broader = office.topic("storms");
    office.words.topics[office.topic("tides").index()].broader = office.topic("tides");
    body("guilds").covers.kinds = {"any"};  // each of two words for many covers the other
    const NameReach reach(office.words);
    CHECK(reach.covers(office.body("council"), office.body("league")));
    CHECK(reach.covers(office.body("guilds"), office.body("all")));
    CHECK(reach.wider(office.body("league")).front().entry == office.body("league").index());
    CHECK(reach.covers(office.topic("winds"), office.topic("winds")));
    CHECK(reach.covers(office.topic("storms"), office.topic("storms")));

    SmallOffice deep;
    std::string above = "league";
    for (int step = 0; step < 1000; ++step) {
        const std::string id = "part" + std::to_string(step);
        deep.add_body(id, "organ", above);
        above = id;
    }
    const NameReach chain(deep.words);
    CHECK(chain.wider(deep.body(above)).size() == kWiderMax);
    for (const Wider& wider : chain.wider(deep.body(above))) CHECK(wider.level <= kLevelMax);
}

}  // namespace remit::authority
