// Readers and papers made at random, small enough that they meet: for the properties of the access
// policy.
//
// The same seed makes the same world on every machine. Names are few and unpleasant on purpose:
// quotes, wildcards, names that differ in case or by a blank only, and texts that look like
// parameters. About every fourth fact is out of date.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_policy.h"
#include "authority/classification_loader.h"
#include "base/env.h"

namespace remit::support {

/// The seed of the environment, to see a failure again: REMIT_SEED=17 ./authority_tests.
inline std::uint64_t seed_or(std::uint64_t otherwise) {
    const auto text = base::PosixEnv().find_variable("REMIT_SEED");
    if (!text) return otherwise;
    std::uint64_t seed = 0;
    for (const char digit : *text) seed = seed * 10 + static_cast<std::uint64_t>(digit - '0');
    return seed;
}

inline constexpr std::array<std::string_view, 6> kOfficers{
    "ana", "ANA", "ana ", "o'brien", "мира", "x'); DROP TABLE papers; --"};
inline constexpr std::array<std::string_view, 10> kUnits{"5",     "5.1",   "5.1.1", "5.1.2", "5.2",
                                                         "5.2.1", "5.2.2", "6",     "6.1",   "?1"};
inline constexpr std::array<std::string_view, 4> kCompartments{"ATOMAL", "atomal", "%", "$1"};
inline constexpr std::array<std::string_view, 6> kMatters{"2026-1",  "2026-2",      "2026-3",
                                                          "2026-10", "' OR '1'='1", "2027-1"};
inline constexpr std::array<std::string_view, 5> kRecipients{"hr", "hr-mvep", "si", "at", "SI"};
inline constexpr std::array<std::string_view, 4> kGrounds{"the minister asked for it at night",
                                                          "  ", "", "...!"};

class AccessWorld {
  public:
    AccessWorld(const authority::Schemes& schemes, std::uint64_t seed)
        : schemes_(schemes), random_(seed) {
        for (const std::string_view matter : kMatters) {
            static_cast<void>(matter);
            named_on_matter_.push_back(some_of(kOfficers, 25));
        }
    }

    [[nodiscard]] std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(random_() % count);
    }
    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }

    authority::AccessRules rules() {
        authority::AccessRules made;
        made.scheme = *schemes_.find_scheme("hr");
        made.house = {"hr", "hr-mvep"};
        if (chance(20)) made.house.clear();
        made.need_to_know_rank = static_cast<int>(below(4));
        made.need_to_know_personal = static_cast<authority::Personal>(1 + below(3));
        made.below = static_cast<authority::Reach>(below(3));
        made.above = static_cast<authority::Reach>(below(3));
        made.glass_hours = 8;
        if (chance(50))
            made.openings.push_back({*schemes_.find_scheme("coe"), *schemes_.find_scheme("hr")});
        if (chance(20))
            made.openings.push_back({*schemes_.find_scheme("rs"), *schemes_.find_scheme("eu")});
        return made;
    }

    authority::Moment moment() {
        const auto day =
            calendar::Date::from_day_number(kFirstDay + static_cast<std::int32_t>(below(400)));
        return {day,
                {std::int64_t{day.day_number()} * 86400 + static_cast<std::int64_t>(below(86400))}};
    }

    authority::ReaderFacts reader(const authority::Moment& now, std::size_t papers) {
        authority::ReaderFacts facts;
        facts.officer = pick(kOfficers);
        facts.administrator = chance(20);
        // Half of the readers are cleared for nearly everything, or hardly any paper would reach
        // the other rules.
        const unsigned cleared = chance(50) ? 95 : 40;
        for (std::size_t scheme = 0; scheme < schemes_.schemes.size(); ++scheme) {
            if (chance(cleared))
                facts.briefings.push_back({authority::SchemeId(scheme), days(now.date)});
        }
        for (std::size_t level = 0; level < schemes_.levels.size(); ++level) {
            const bool high = schemes_.levels[level].rank >= 3;
            if (chance(high ? cleared - 20 : 10)) {
                facts.certificates.push_back({authority::LevelId(level), days(now.date)});
            }
        }
        for (const std::string_view name : kCompartments) {
            if (chance(50)) facts.compartments.push_back({std::string(name), days(now.date)});
        }
        for (std::size_t posts = below(3); posts > 0; --posts) facts.posts.push_back(post());
        if (chance(40)) facts.recipients = some_of(kRecipients, 30);
        for (std::size_t glasses = below(12); glasses > 0; --glasses) {
            facts.emergencies.push_back(glass(facts.officer, now, papers));
        }
        return facts;
    }

    authority::PaperFacts paper(std::size_t number) {
        authority::PaperFacts facts;
        facts.id = paper_id(number);
        const std::size_t matter = below(kMatters.size() + 1);
        if (matter < kMatters.size()) {
            facts.matter = kMatters[matter];
            facts.matter_named = named_on_matter_[matter];
        }
        if (chance(60)) facts.level = level();
        for (std::size_t parts = chance(30) ? below(4) : 0; parts > 0; --parts) {
            facts.parts.push_back(
                {level(), chance(20) ? std::string(pick(kRecipients)) : std::string()});
        }
        facts.compartments = some_of(kCompartments, chance(20) ? 30 : 0);
        facts.units = some_of(kUnits, 15);
        facts.named = some_of(kOfficers, 10);
        facts.named_only = chance(10);
        facts.release_limited = chance(20);
        facts.releases = some_of(kRecipients, chance(30) ? 30 : 0);
        facts.personal = static_cast<authority::Personal>(chance(20) ? below(3) : 0);
        // The Council of Europe has no highest level; such a paper cannot be marked so
        // (access_facts_test.cpp).
        if (facts.level && !authority::Paper::of(facts, schemes_).ok()) facts.level.reset();
        return facts;
    }

    static std::string paper_id(std::size_t number) { return "p'" + std::to_string(number); }

  private:
    static constexpr std::int32_t kFirstDay = 20500;  // in 2026

    template <std::size_t Count>
    std::string pick(const std::array<std::string_view, Count>& pool) {
        return std::string(pool[below(Count)]);
    }
    template <std::size_t Count>
    std::vector<std::string> some_of(const std::array<std::string_view, Count>& pool,
                                     unsigned percent) {
        std::vector<std::string> found;
        for (const std::string_view item : pool) {
            if (chance(percent)) found.emplace_back(item);
        }
        return found;
    }
    authority::LevelId level() { return authority::LevelId(below(schemes_.levels.size())); }

    /// Around the day; over, to come, or from the last to the first day in about every fourth case.
    authority::Days days(calendar::Date day) {
        const auto near = [&] { return static_cast<std::int32_t>(below(40)); };
        switch (below(12)) {
            case 0:
                return {day.plus_days(-90), day.plus_days(-1 - near())};
            case 1:
                return {day.plus_days(1 + near()), day.plus_days(90)};
            case 2:
                return {day.plus_days(5), day.plus_days(-5)};
            case 3:
                return {day, day};
            default:
                return {day.plus_days(-near()), day.plus_days(near())};
        }
    }

    authority::Post post() {
        authority::Post made{.unit = pick(kUnits), .head = chance(40)};
        for (const std::string_view unit : kUnits) {
            if (unit.starts_with(made.unit + ".")) made.below.emplace_back(unit);
            if (made.unit.starts_with(std::string(unit) + ".")) made.above.emplace_back(unit);
        }
        return made;
    }

    authority::BreakGlass glass(const std::string& officer, const authority::Moment& now,
                                std::size_t papers) {
        authority::BreakGlass made;
        made.officer = chance(80) ? officer : pick(kOfficers);
        made.scope = chance(75) ? authority::GlassScope::paper : authority::GlassScope::matter;
        made.subject =
            made.scope == authority::GlassScope::paper ? paper_id(below(papers)) : pick(kMatters);
        made.ground = chance(80) ? std::string(kGrounds[0]) : pick(kGrounds);
        made.opened = now.instant.plus_seconds(static_cast<std::int64_t>(below(8)) * -3600 +
                                               (chance(10) ? 7200 : 0));
        made.until = made.opened.plus_seconds(static_cast<std::int64_t>(below(8)) * 3600);
        return made;
    }

    const authority::Schemes& schemes_;
    std::mt19937_64 random_;
    std::vector<std::vector<std::string>> named_on_matter_;
};

}  // namespace remit::support
