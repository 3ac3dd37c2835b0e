// What changed is told as a person would tell it; both directions agree; nothing is lost.
#include "remit/diff.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <sstream>
#include <string>

namespace remit::remit {
namespace {

using Words = std::map<std::string, WordKey>;

/// An act in a few lines: "code name" begins a unit, "- words" a duty, "* words" a residual one. A
/// unit stands below the unit whose code is its own without the last part.
class Version {
  public:
    Version(const std::string& text, Words& lexicon) {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            if (line.empty()) continue;
            if (line[0] == '-' || line[0] == '*') {
                add_duty(line, lexicon);
            } else {
                add_unit(line, lexicon);
            }
        }
    }
    [[nodiscard]] DiffSide side() const { return {&remit, &duty_words, &unit_words}; }

    Remit remit;
    WordTable duty_words;
    WordTable unit_words;

  private:
    static std::vector<WordKey> keys(const std::string& text, Words& lexicon) {
        std::vector<WordKey> found;
        std::istringstream words(text);
        for (std::string word; words >> word;) {
            found.push_back(
                lexicon.emplace(word, static_cast<WordKey>(lexicon.size())).first->second);
        }
        return found;
    }
    void add_unit(const std::string& line, Words& lexicon) {
        Unit unit;
        const std::size_t space = line.find(' ');
        unit.code = line.substr(0, space);
        unit.name = line.substr(space + 1);
        const std::string above =
            unit.code.substr(0, std::min(unit.code.rfind('.'), unit.code.size()));
        for (std::size_t other = 0; other < remit.units.size(); ++other) {
            if (remit.units[other].code == above) unit.parent = UnitId(other);
        }
        unit_words.add(keys(unit.name, lexicon));
        remit.units.push_back(unit);
    }
    void add_duty(const std::string& line, Words& lexicon) {
        Duty duty;
        duty.unit = UnitId(remit.units.size() - 1);
        duty.residual = line[0] == '*';
        const auto begin = static_cast<std::uint32_t>(remit.duties.size() * 10);
        duty.extent = {begin, begin + 9};
        duty_words.add(keys(line.substr(2), lexicon));
        remit.duties.push_back(duty);
    }
};

const char* name_of(Change change) {
    switch (change) {
        case Change::kept:
            return "kept";
        case Change::reworded:
            return "reworded";
        case Change::moved:
            return "moved";
        case Change::split:
            return "split";
        case Change::merged:
            return "merged";
        case Change::dropped:
            return "dropped";
        case Change::added:
            return "added";
    }
    return "";
}

template <typename Ids>
std::string list(const Ids& ids) {
    std::string text;
    for (const auto id : ids) text += (text.empty() ? "" : ",") + std::to_string(id.index());
    return text.empty() ? "-" : text;
}

/// "reworded 0 > 1; ..." without what was kept.
std::string duties_of(const Diff& diff) {
    std::string text;
    for (const DutyChange& change : diff.duties) {
        if (change.change == Change::kept) continue;
        text += std::string(text.empty() ? "" : "; ") + name_of(change.change) + " " +
                list(change.old_duties) + " > " + list(change.new_duties);
    }
    return text;
}

std::string units_of(const Diff& diff) {
    std::string text;
    for (const UnitChange& change : diff.units) {
        if (change.change == Change::kept) continue;
        text += std::string(text.empty() ? "" : "; ") + name_of(change.change) + " " +
                list(change.old_units) + " > " + list(change.new_units);
    }
    return text;
}

Diff compare(const std::string& old_text, const std::string& new_text) {
    Words lexicon;
    const Version old_version(old_text, lexicon);
    const Version new_version(new_text, lexicon);
    return diff(old_version.side(), new_version.side());
}

const char* const kRivers =
    "1 directorate of waters\n"
    "- plans the use of rivers and lakes\n"
    "- keeps the register of dams and weirs\n"
    "* other work within its remit\n"
    "1.1 sector for rivers\n"
    "- issues permits for river mills\n"
    "- measures the level of the great river every morning\n"
    "* other work within its remit\n"
    "1.2 sector for lakes\n"
    "- counts the boats on each lake\n"
    "- advises fishermen about thin ice\n"
    "* other work within its remit\n";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    text.replace(text.find(what), what.size(), with);
    return text;
}

}  // namespace

TEST_CASE("diff: a version against itself is kept throughout") {
    const Diff same = compare(kRivers, kRivers);
    CHECK(duties_of(same).empty());
    CHECK(units_of(same).empty());
    CHECK(same.duties.size() == 9);
    CHECK(same.units.size() == 3);
}

TEST_CASE("diff: a duty in other words is reworded, one in another unit moved") {
    CHECK(duties_of(compare(kRivers, replaced(kRivers, "great river every",
                                              "great river twice every"))) == "reworded 4 > 4");
    std::string moved = replaced(kRivers, "- counts the boats on each lake\n", "");
    moved = replaced(moved, "- issues", "- counts the boats on each lake\n- issues");
    CHECK(duties_of(compare(kRivers, moved)) == "moved 6 > 3");
}

TEST_CASE("diff: one duty becomes two, two become one") {
    const std::string split = replaced(kRivers, "- keeps the register of dams and weirs",
                                       "- keeps the register of dams\n"
                                       "- inspects dams and weirs");
    CHECK(duties_of(
              compare(kRivers, replaced(kRivers, "- plans the use of rivers and lakes",
                                        "- plans the use of rivers\n- plans the use of lakes"))) ==
          "split 0 > 0,1");
    const std::string whole =
        "1 office\n- collects tolls on bridges and ferries inspects moorings lights and buoys at "
        "harbours\n";
    const std::string parts =
        "1 office\n- collects tolls on bridges and ferries\n- inspects moorings lights and buoys "
        "at harbours\n";
    CHECK(duties_of(compare(whole, parts)) == "split 0 > 0,1");
    CHECK(duties_of(compare(parts, whole)) == "merged 0,1 > 0");
    CHECK(duties_of(compare(kRivers, split)) == "reworded 1 > 1; added - > 2");
}

TEST_CASE("diff: what goes is dropped and what comes is new") {
    CHECK(duties_of(compare(kRivers, replaced(kRivers, "- advises fishermen about thin ice\n",
                                              ""))) == "dropped 7 > -");
    CHECK(duties_of(compare(kRivers, std::string(kRivers) +
                                         "- trains lifeguards for the summer\n")) == "added - > 9");
}

TEST_CASE("diff: one best assignment gives up a likely pair for two better ones") {
    // Line by line, old 0 would take new 0, its best, and leave old 1 with nothing.
    const std::string before =
        "1 office\n- surveys roads bridges tunnels\n- surveys roads bridges ferries harbours\n";
    const std::string after =
        "1 office\n- surveys roads bridges tunnels ferries\n- surveys tunnels gates\n";
    const Diff changes = compare(before, after);
    CHECK(duties_of(changes) == "reworded 0 > 1; reworded 1 > 0");
}

TEST_CASE("diff: a unit is known by its name, its code or its duties") {
    CHECK(units_of(compare(
              kRivers, replaced(kRivers, "sector for lakes", "department of standing waters"))) ==
          "reworded 2 > 2");
    const Diff moved =
        compare(kRivers, replaced(kRivers, "1.2 sector for lakes", "2 sector for lakes"));
    CHECK(units_of(moved) == "moved 2 > 2");
    CHECK(moved.units[2].renumbered);
    CHECK(duties_of(moved).empty());
}

TEST_CASE("diff: a unit that gives half its duties to a new one was split") {
    const std::string before =
        "1 waters\n- plans rivers\n1.1 sector for traffic\n- counts boats\n- counts ships\n- "
        "dredges canals\n"
        "- lights buoys\n- marks fairways\n";
    const std::string after =
        "1 waters\n- plans rivers\n1.1 sector for traffic\n- counts boats\n- counts ships\n- "
        "dredges canals\n"
        "1.2 sector of signals\n- lights buoys\n- marks fairways\n";
    CHECK(units_of(compare(before, after)) == "split 1 > 1,2");
    CHECK(units_of(compare(after, before)) == "merged 1,2 > 1");
    CHECK(duties_of(compare(before, after)) == "moved 4 > 4; moved 5 > 5");
}

TEST_CASE("diff: residual duties follow their unit and never move") {
    const std::string gone = replaced(
        kRivers,
        "1.1 sector for rivers\n- issues permits for river mills\n"
        "- measures the level of the great river every morning\n* other work within its remit\n",
        "");
    CHECK(duties_of(compare(kRivers, gone)) == "dropped 3 > -; dropped 4 > -; dropped 5 > -");
}

namespace {

std::string random_act(std::mt19937& random) {
    std::string text;
    const auto pick = [&](std::uint32_t below) {
        return static_cast<std::uint32_t>(random() % below);
    };
    const std::uint32_t units = 1 + pick(5);
    for (std::uint32_t unit = 0; unit < units; ++unit) {
        text += (unit == 0 ? "1" : "1." + std::to_string(unit)) + " unit n" +
                std::to_string(pick(4)) + "\n";
        const std::uint32_t duties = pick(7);
        for (std::uint32_t duty = 0; duty < duties; ++duty) {
            text += "-";
            const std::uint32_t words = 1 + pick(7);
            for (std::uint32_t word = 0; word < words; ++word)
                text += " w" + std::to_string(pick(12));
            text += "\n";
        }
        if (pick(2) == 0) text += "* other work\n";
    }
    return text;
}

Change mirror_of(Change change) {
    if (change == Change::split) return Change::merged;
    if (change == Change::merged) return Change::split;
    if (change == Change::dropped) return Change::added;
    if (change == Change::added) return Change::dropped;
    return change;
}

template <typename Ids>
void count(const Ids& ids, std::vector<int>& times) {
    for (const auto id : ids) ++times[id.index()];
}

}  // namespace

TEST_CASE(
    "diff: on random acts every unit and duty is told once, and both directions mirror each "
    "other") {
    std::mt19937 random(11);  // NOLINT: a fixed seed
    for (int round = 0; round < 300; ++round) {
        const std::string one = random_act(random);
        const std::string two = round % 10 == 0 ? one : random_act(random);
        Words lexicon;
        Words lexicon_back;
        const Version old_version(one, lexicon);
        const Version new_version(two, lexicon);
        const Version back_old(two, lexicon_back);
        const Version back_new(one, lexicon_back);
        const Diff there = diff(old_version.side(), new_version.side());
        const Diff back = diff(back_old.side(), back_new.side());
        CAPTURE(one);
        CAPTURE(two);

        std::vector<int> old_times(old_version.remit.duties.size());
        std::vector<int> new_times(new_version.remit.duties.size());
        REQUIRE(there.duties.size() == back.duties.size());
        for (const DutyChange& change : there.duties) {
            count(change.old_duties, old_times);
            count(change.new_duties, new_times);
            DutyChange mirrored = change;
            mirrored.change = mirror_of(change.change);
            std::swap(mirrored.old_duties, mirrored.new_duties);
            CHECK(std::ranges::find(back.duties, mirrored) != back.duties.end());
            if (one == two) CHECK(change.change == Change::kept);
        }
        CHECK(std::ranges::all_of(old_times, [](int times) { return times == 1; }));
        CHECK(std::ranges::all_of(new_times, [](int times) { return times == 1; }));

        std::vector<int> old_units(old_version.remit.units.size());
        std::vector<int> new_units(new_version.remit.units.size());
        REQUIRE(there.units.size() == back.units.size());
        for (const UnitChange& change : there.units) {
            count(change.old_units, old_units);
            count(change.new_units, new_units);
            UnitChange mirrored = change;
            mirrored.change = mirror_of(change.change);
            std::swap(mirrored.old_units, mirrored.new_units);
            CHECK(std::ranges::find(back.units, mirrored) != back.units.end());
        }
        CHECK(std::ranges::all_of(old_units, [](int times) { return times == 1; }));
        CHECK(std::ranges::all_of(new_units, [](int times) { return times == 1; }));
    }
}

}  // namespace remit::remit
