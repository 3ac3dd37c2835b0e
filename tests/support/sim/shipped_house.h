// One of the two institutions, with its act, its calendar, the shipped procedures, and officers
// whom we made up.
//
// Every power comes from module authority: who holds which post on the day, who is away and who
// replaces him, and which duty of the act lets his unit take the step. The office asks again before
// it lets a command through. Invariant: the audit reads the act and the records of posts, and does
// not ask authority who may act.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/establishment.h"
#include "support/houses.h"
#include "support/procedures.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"

namespace remit::sim {

class ShippedHouse {
  public:
    explicit ShippedHouse(const testing::House& house)
        : house_(house), establishment_(staff_of(house.act())) {
        const remit::Remit& act = house_.act();
        for (std::size_t i = 0; i < act.units.size(); ++i) {
            const remit::UnitId parent = act.units[i].parent;
            setting_.add_unit(act.units[i].code, parent.is_some() ? act.unit(parent).code : "");
            ids_.emplace(act.units[i].code, i);
        }
        setting_.settle();
        setting_.book = testing::shipped_book();
        setting_.house_calendar = house_.world().house_calendar;
        setting_.house_zone = house_.world().house_zone;
        add_words();
        add_officers();
        add_businesses();
        for (const char* name : {"position", "obligation", "communication", "brief"})
            setting_.procedures.push_back({{&testing::procedure_named(name)}});
        setting_.grant = [this](const Wish& wish) { return granted(wish); };
        setting_.asks_again = true;
        setting_.audit = [this](const procedure::Acting& by, calendar::Date day) {
            return wrong_power(by, day);
        };
    }
    ShippedHouse(const ShippedHouse&) = delete;
    ShippedHouse& operator=(const ShippedHouse&) = delete;

    [[nodiscard]] const Setting& setting() const { return setting_; }

  private:
    using Date = calendar::Date;

    static Date day(int year, std::size_t of_year) {
        return Date::of(year, 1, 1)->plus_days(static_cast<std::int32_t>(of_year));
    }
    /// Of each unit two heads who follow each other, every fourth year, and two officers. The first
    /// officer replaces the heads, an officer of another unit does so now and then, and everybody
    /// is away twice a year.
    static authority::Staff staff_of(const remit::Remit& act) {
        constexpr int kFirstYear = 2026;
        constexpr int kLastYear = 2100;
        constexpr int kYearsOfTerm = 4;
        Random random(act.units.size());
        authority::Staff staff;
        for (const remit::Unit& unit : act.units) {
            for (const char* who : {"-head1", "-head2", "-officer1", "-officer2"})
                staff.officers.push_back(unit.code + who);
        }
        const auto officer = [](std::size_t unit, std::size_t who) {
            return authority::OfficerId(unit * 4 + who);
        };
        for (std::size_t i = 0; i < act.units.size(); ++i) {
            const std::string& code = act.units[i].code;
            const remit::UnitId unit(i);
            for (const std::size_t who : {2U, 3U})
                staff.posts.push_back({.id = code + "-post" + std::to_string(who),
                                       .unit = unit,
                                       .officer = officer(i, who)});
            for (int year = kFirstYear; year <= kLastYear; year += kYearsOfTerm) {
                const std::size_t who = static_cast<std::size_t>(year / kYearsOfTerm) % 2;
                const authority::Tenure term{day(year, 0),
                                             day(year + kYearsOfTerm, 0).plus_days(-1)};
                staff.posts.push_back({.id = code + "-head-" + std::to_string(year),
                                       .unit = unit,
                                       .rank = authority::Rank::head,
                                       .officer = officer(i, who),
                                       .acting = random.chance(15),
                                       .term = term});
                const std::size_t other = random.below(act.units.size());
                staff.deputies.push_back({.deputy = officer(i, 2),
                                          .replaces = officer(i, who),
                                          .standing = random.chance(20),
                                          .basis = "decision",
                                          .term = term});
                if (other != i)
                    staff.deputies.push_back({.deputy = officer(other, 3),
                                              .replaces = officer(i, who),
                                              .basis = "decision",
                                              .term = term});
            }
            for (int year = kFirstYear; year <= kLastYear; ++year) {
                for (std::size_t who = 0; who < 4; ++who) {
                    for (const std::size_t half : {0U, 182U}) {
                        const Date from = day(year, half + random.below(160));
                        staff.absences.push_back(
                            {officer(i, who),
                             "leave",
                             {from, from.plus_days(static_cast<std::int32_t>(random.below(20)))}});
                    }
                }
            }
        }
        return staff;
    }

    void add_words() {
        const remit::Vocabulary& words = testing::vocabulary();
        setting_.words[procedure::FieldType::unit] = setting_.units;
        const auto take = [&](procedure::FieldType type, const auto& entries) {
            for (const auto& entry : entries) setting_.words[type].push_back(entry.id);
        };
        take(procedure::FieldType::counterpart, words.counterparts);
        take(procedure::FieldType::topic, words.topics);
        take(procedure::FieldType::body, words.bodies);
    }
    void add_officers() {
        const authority::Staff& staff = establishment_.staff();
        const auto add = [&](remit::UnitId unit, authority::OfficerId officer) {
            auto& known = setting_.officers[house_.act().unit(unit).code];
            const std::string& id = establishment_.id_of(officer);
            if (std::ranges::find(known, id) == known.end()) known.push_back(id);
        };
        for (const authority::HeldPost& post : staff.posts) add(post.unit, post.officer);
        for (const authority::Deputy& one : staff.deputies) {
            for (const authority::HeldPost& post : staff.posts) {
                if (post.officer == one.replaces) add(post.unit, one.deputy);
            }
        }
    }
    void add_businesses() {
        const remit::Vocabulary& words = testing::vocabulary();
        for (const remit::Duty& duty : house_.act().duties) {
            Business about;
            if (!duty.bodies.empty()) about.bodies = {words.bodies[duty.bodies.front().index()].id};
            if (!duty.topics.empty()) about.topics = {words.topics[duty.topics.front().index()].id};
            if (!duty.counterparts.empty())
                about.counterparts = {words.counterparts[duty.counterparts.front().index()].id};
            setting_.businesses[house_.act().unit(duty.unit).code].push_back(std::move(about));
        }
    }

    template <typename Id, typename Find>
    static void add_ids(std::vector<Id>& ids, const procedure::Matter& matter,
                        procedure::FieldId field, Find find) {
        if (!field.is_some() || field.index() >= matter.fields.size()) return;
        for (const procedure::Item& item : matter.value(field).items) {
            const auto* text = std::get_if<std::string>(&item);
            if (text == nullptr) continue;
            if (const auto id = find(*text)) ids.push_back(*id);
        }
    }
    [[nodiscard]] remit::UnitId id_of(const std::string& unit) const {
        const auto found = ids_.find(unit);
        return found == ids_.end() ? remit::UnitId() : remit::UnitId(found->second);
    }
    [[nodiscard]] std::optional<procedure::Power> granted(const Wish& wish) const {
        const remit::Vocabulary& words = testing::vocabulary();
        const auto function = words.find_function(wish.function);
        if (!function || !id_of(wish.unit).is_some()) return std::nullopt;
        authority::OfficerQuestion asked;
        asked.officer = wish.officer;
        asked.rank =
            wish.rank == procedure::Rank::head ? authority::Rank::head : authority::Rank::officer;
        authority::Question& what = asked.what;
        what.unit = id_of(wish.unit);
        what.function = *function;
        const procedure::Definition& made = wish.definition;
        add_ids(what.subject.bodies, wish.matter, made.subject_bodies,
                [&](const auto& text) { return words.find_body(text); });
        add_ids(what.subject.topics, wish.matter, made.subject_topics,
                [&](const auto& text) { return words.find_topic(text); });
        add_ids(what.subject.counterparts, wish.matter, made.subject_counterparts,
                [&](const auto& text) { return words.find_counterpart(text); });
        what.date = wish.today;
        what.lead = id_of(wish.matter.lead_unit);
        what.designated_by = id_of(wish.matter.designated_by);
        what.designated_on = wish.designated_on;
        what.take_over = setting_.stands_above(wish.unit, wish.matter.lead_unit);
        const authority::Ruling ruling =
            authority::authorise(house_.competence(), establishment_, asked);
        if (!ruling.granted()) return std::nullopt;
        return procedure::written(*ruling.grant, house_.act(), words);
    }

    // --- The audit ------------------------------------------------------------------------------

    [[nodiscard]] std::string wrong_power(const procedure::Acting& by, Date day) const {
        const procedure::Power& power = by.power;
        const auto& duties = house_.act().duties;
        const auto duty = std::ranges::find(duties, power.duty, &remit::Duty::id);
        if (duty == duties.end()) return "it names no duty of the act";
        if (duty->citation.label != power.citation) return "it cites another clause";
        const std::string& holder = house_.act().unit(duty->unit).code;
        const bool taken_over = power.ground == authority::Ground::taken_over;
        if (taken_over ? !setting_.stands_above(power.unit, holder) : holder != power.unit)
            return "the duty is another unit's";
        const auto function = testing::vocabulary().find_function(power.function);
        const remit::DutyId id(static_cast<std::size_t>(duty - duties.begin()));
        const bool residual = duty->residual;  // "other work" may be any
        if (!function || (!residual && !house_.competence().giving(id, *function)))
            return "the duty does not give the function";
        if (is_away(by.officer, day)) return "the officer is away";
        const std::string& in_post = power.deputy_for.empty() ? by.officer : power.deputy_for;
        if (!holds_post(in_post, power.unit, by.rank, day)) return "nobody holds such a post";
        if (!power.deputy_for.empty() && !replaces(by.officer, in_post, day))
            return "the officer does not replace whom he says";
        return {};
    }
    [[nodiscard]] bool is(authority::OfficerId id, const std::string& officer) const {
        return establishment_.staff().officers[id.index()] == officer;
    }
    [[nodiscard]] bool is_away(const std::string& officer, Date day) const {
        return std::ranges::any_of(establishment_.staff().absences, [&](const auto& one) {
            return one.term.holds_on(day) && is(one.officer, officer);
        });
    }
    [[nodiscard]] bool holds_post(const std::string& officer, const std::string& unit,
                                  procedure::Rank rank, Date day) const {
        return std::ranges::any_of(establishment_.staff().posts, [&](const auto& post) {
            const bool high =
                rank == procedure::Rank::officer || post.rank != authority::Rank::officer;
            return high && post.term.holds_on(day) && is(post.officer, officer) &&
                   house_.act().unit(post.unit).code == unit;
        });
    }
    [[nodiscard]] bool replaces(const std::string& deputy, const std::string& officer,
                                Date day) const {
        return std::ranges::any_of(establishment_.staff().deputies, [&](const auto& one) {
            return one.term.holds_on(day) && is(one.deputy, deputy) && is(one.replaces, officer) &&
                   (one.standing || is_away(officer, day));
        });
    }

    const testing::House& house_;
    authority::Establishment establishment_;
    std::map<std::string, std::size_t> ids_;
    Setting setting_;
};

}  // namespace remit::sim
