// The law of competence a second time, as plainly as it can be said: for tests to compare with.
//
// It shares no code with authority/competence*.cpp: it reads the tables of the vocabulary and of
// the remit, compares every duty with every matter and every unit with every other. It is slow, and
// it keeps nothing between two questions but which body covers which.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "authority/competence.h"

namespace remit::testing {

class NaiveCompetence {
  public:
    static constexpr int kNone = 31;  // instead of a level
    /// The criteria of rule 3, the first first; less goes before more.
    using Order = std::array<int, 7>;
    struct Claim {
        remit::UnitId unit;
        remit::DutyId duty;
        Order order{};
    };
    enum class Verdict { none, alone, tied, outranked };

    NaiveCompetence(const remit::Remit& remit, const remit::Vocabulary& words)
        : remit_(remit), words_(words), covering_(words.bodies.size()) {
        for (std::size_t body = 0; body < words.bodies.size(); ++body) {
            add_covering(body, covering_[body]);
        }
    }

    /// By unit: its claim by the duties that name the matter, or where no unit has one, by other
    /// work.
    [[nodiscard]] std::vector<Claim> claims(remit::FunctionId function,
                                            const authority::Subject& subject,
                                            bool& residual) const {
        residual = false;
        std::vector<Claim> found = named(function, subject);
        if (!found.empty()) return found;
        residual = true;
        return other_work(function, subject);
    }

    /// Rule 5 for one unit, which need not have a claim itself.
    [[nodiscard]] Verdict verdict(const std::vector<Claim>& claims, remit::UnitId unit) const {
        Verdict worst = Verdict::none;
        for (const Claim& other : claims) {
            if (related(other.unit, unit)) continue;
            const remit::UnitId parting = common_superior(unit, other.unit);
            std::optional<Order> side;
            for (const Claim& mine : claims) {
                const bool on_our_side =
                    related(mine.unit, unit) &&
                    (!parting.is_some() ||
                     (mine.unit != parting && remit_.contains(parting, mine.unit)));
                if (on_our_side && (!side || mine.order < *side)) side = mine.order;
            }
            if (!side) continue;
            const Verdict here = *side < other.order    ? Verdict::alone
                                 : *side == other.order ? Verdict::tied
                                                        : Verdict::outranked;
            worst = std::max(worst, here);
        }
        const bool any = std::ranges::any_of(
            claims, [&](const Claim& mine) { return remit_.contains(unit, mine.unit); });
        return any ? std::max(worst, Verdict::alone) : Verdict::none;
    }

    [[nodiscard]] bool related(remit::UnitId one, remit::UnitId other) const {
        return remit_.contains(one, other) || remit_.contains(other, one);
    }
    [[nodiscard]] remit::UnitId common_superior(remit::UnitId one, remit::UnitId other) const {
        while (one.is_some() && !remit_.contains(one, other)) one = remit_.unit(one).parent;
        return one;
    }

    /// Whether the duty gives the function, and how: named 0, entailed 1, in general 2.
    [[nodiscard]] std::optional<int> giving(const remit::Duty& duty,
                                            remit::FunctionId function) const {
        std::set<remit::FunctionId> given;
        for (const auto one : duty.functions) {
            if (!words_.function(one).residual) given.insert(one);
        }
        if (given.contains(function)) return 0;
        for (std::size_t before = 0; before != given.size();) {
            before = given.size();
            for (const auto one : std::set(given)) {
                for (const auto entailed : words_.function(one).entails) given.insert(entailed);
            }
        }
        if (given.contains(function)) return 1;
        if (duty.implicit && !duty.residual) return 2;
        return std::nullopt;
    }

    /// Every way in which the duty covers the matter: its order without the first criterion and the
    /// last, and what of the matter it covers. `function` is none where topics count whatever it
    /// says.
    struct Meeting {
        Order order{};
        std::set<int> covered;  // bodies from 0, topics from 1000
    };
    [[nodiscard]] std::vector<Meeting> meetings(const remit::Duty& duty, remit::FunctionId function,
                                                remit::FunctionId deciding,
                                                const authority::Subject& subject) const {
        const auto counting = [&](const std::vector<remit::TopicId>& topics) {
            std::vector<remit::TopicId> left;
            for (const auto topic : topics) {
                const auto& said_by = words_.topic(topic).done_by;
                const bool said = std::ranges::find(said_by, function) != said_by.end();
                if (!function.is_some() || !said) left.push_back(topic);
            }
            return left;
        };
        const auto own_bodies = limits<remit::BodyId>(duty, &remit::Duty::bodies);
        const auto all_topics = limits<remit::TopicId>(duty, &remit::Duty::topics);
        auto topics = counting(all_topics);
        const auto mentions = [&](remit::TopicId topic) {
            const auto whose = words_.topic(topic).affairs_of;
            return whose.is_some() &&
                   std::ranges::any_of(own_bodies, [&](auto body) { return covers(whose, body); });
        };
        if (!std::ranges::all_of(topics, mentions)) std::erase_if(topics, mentions);
        const auto stated = counting(subject.topics);
        if (own_bodies.empty() && all_topics.empty() && duty.counterparts.empty()) return {};

        const bool met_counterpart = std::ranges::any_of(duty.counterparts, [&](auto one) {
            return std::ranges::any_of(subject.counterparts,
                                       [&](auto other) { return covers(one, other); });
        });
        const bool toward = function.is_some() && words_.function(function).toward_counterparts;
        const bool names_counterparts = !duty.counterparts.empty();
        const bool only_counterparts = own_bodies.empty() && all_topics.empty();
        if (only_counterparts && !met_counterpart) return {};
        if (toward && names_counterparts && !subject.counterparts.empty() && !met_counterpart) {
            return {};
        }

        std::vector<Meeting> found;
        const auto add = [&](std::optional<int> topic, std::optional<int> body, int business,
                             std::set<int> covered) {
            found.push_back(
                {order_of(deciding, topic, body, business, met_counterpart), std::move(covered)});
        };
        std::vector<std::pair<remit::BodyId, int>> forums;  // and their number, -1 where implied
        for (std::size_t at = 0; at < subject.bodies.size(); ++at) {
            forums.emplace_back(subject.bodies[at], static_cast<int>(at));
        }
        for (const auto topic : subject.topics) {
            const auto forum = forum_of(topic);
            if (subject.bodies.empty() && forum.is_some()) forums.emplace_back(forum, -1);
        }
        std::set<int> every;
        for (std::size_t at = 0; at < subject.bodies.size(); ++at)
            every.insert(static_cast<int>(at));
        const std::set<int> every_body = every;
        for (std::size_t at = 0; at < stated.size(); ++at)
            every.insert(1000 + static_cast<int>(at));

        for (const auto& [forum, number] : forums) {
            std::optional<int> nearest;
            for (const auto body : own_bodies) {
                if (!covers(body, forum)) continue;
                const int level = body_level(body, forum);
                nearest = std::min(nearest.value_or(level), level);
            }
            const bool in_limits = own_bodies.empty() || nearest.has_value();
            if (!in_limits) continue;
            std::set<int> here = every;
            for (const int body : every_body) {
                if (body != number && (!own_bodies.empty() || !topics.empty())) here.erase(body);
            }
            const std::optional<int> level = number < 0 ? std::nullopt : nearest;
            if (own_bodies.empty()) {
                // By topic alone: only what is the forum's business is met through the forum.
                const auto business = business_level(topics, forum);
                if (business) add({}, {}, *business, here);
                continue;
            }
            if (topics.empty()) {
                add({}, level, kNone, here);
                continue;
            }
            const auto business = business_level(topics, forum);
            const auto [topic, covered] = nearest_topic(topics, stated, forum);
            if (!business && !topic) continue;
            std::set<int> both = covered;
            if (number >= 0) both.insert(number);
            if (business) both = here;
            add(topic, level, business.value_or(kNone), both);
        }
        if (!own_bodies.empty()) return found;
        for (const auto topic : topics) {
            for (std::size_t at = 0; at < stated.size(); ++at) {
                const auto level = topic_level(topic, stated[at]);
                if (!level) continue;
                std::set<int> covered = every_body;
                covered.insert(1000 + static_cast<int>(at));
                add(level, {}, kNone, covered);
            }
        }
        if (topics.empty()) add({}, {}, kNone, every);
        return found;
    }

    [[nodiscard]] bool covers(remit::BodyId wide, remit::BodyId narrow) const {
        return covering_[narrow.index()].contains(wide.index());
    }
    [[nodiscard]] bool covers(remit::CounterpartId wide, remit::CounterpartId narrow) const {
        if (wide == narrow) return true;
        std::set<remit::CounterpartId> reached{narrow};
        for (std::size_t before = 0; before != reached.size();) {
            before = reached.size();
            for (std::size_t above = 0; above < words_.counterparts.size(); ++above) {
                const remit::CounterpartId id(above);
                const bool direct = std::ranges::any_of(reached, [&](auto one) {
                    return is_word_for(words_.counterparts[above], one, id);
                });
                if (direct) reached.insert(id);
            }
        }
        return reached.contains(wide);
    }
    [[nodiscard]] std::optional<int> topic_level(remit::TopicId wide, remit::TopicId narrow) const {
        int level = 0;
        for (; narrow.is_some() && level < 1000; narrow = words_.topic(narrow).broader, ++level) {
            if (narrow == wide) return std::min(level, 30);
        }
        return std::nullopt;
    }

  private:
    template <typename Id, typename Member>
    [[nodiscard]] std::vector<Id> limits(const remit::Duty& duty, Member member) const {
        const remit::Duty* at = &duty;
        for (int steps = 0; (at->*member).empty() && at->refers_to.is_some() && steps < 16;
             ++steps) {
            at = &remit_.duty(at->refers_to);
        }
        return at->*member;
    }

    [[nodiscard]] bool is_word_for(const remit::Counterpart& word, remit::CounterpartId one,
                                   remit::CounterpartId itself) const {
        const auto& named = word.covers.counterparts;
        if (std::ranges::find(named, one) != named.end()) return true;
        const remit::Counterpart& entry = words_.counterpart(one);
        const bool country = word.country.empty() || word.country == entry.country;
        const auto& kinds = word.covers.kinds;
        return one != itself && country && std::ranges::find(kinds, entry.kind) != kinds.end();
    }

    [[nodiscard]] std::vector<remit::TopicId> about(remit::BodyId body) const {
        for (std::size_t steps = 0; body.is_some() && steps < words_.bodies.size(); ++steps) {
            if (!words_.body(body).about.empty()) return words_.body(body).about;
            body = words_.body(body).part_of;
        }
        return {};
    }

    /// The bodies that cover it, by one step and by more.
    void add_covering(std::size_t body, std::set<std::size_t>& found) const {
        std::vector<std::size_t> open{body};
        while (!open.empty()) {
            const std::size_t one = open.back();
            open.pop_back();
            if (!found.insert(one).second) continue;
            const remit::Body& entry = words_.bodies[one];
            if (entry.part_of.is_some()) open.push_back(entry.part_of.index());
            for (const auto old : entry.replaces) open.push_back(old.index());
            for (std::size_t above = 0; above < words_.bodies.size(); ++above) {
                if (above != one && is_word_for(words_.bodies[above].covers, one))
                    open.push_back(above);
            }
        }
    }
    [[nodiscard]] bool is_word_for(const remit::BodyCover& cover, std::size_t body) const {
        const remit::BodyId id(body);
        if (std::ranges::find(cover.bodies, id) != cover.bodies.end()) return true;
        if (cover.kinds.empty() && !cover.under.is_some() && cover.about.empty()) return false;
        const remit::Body& entry = words_.bodies[body];
        const bool kind = cover.kinds.empty() || cover.kinds[0] == "any" ||
                          std::ranges::find(cover.kinds, entry.kind) != cover.kinds.end();
        bool under = !cover.under.is_some();
        remit::BodyId above = entry.part_of;
        for (std::size_t steps = 0; above.is_some() && steps < words_.bodies.size(); ++steps) {
            under = under || above == cover.under;
            above = words_.body(above).part_of;
        }
        bool topical = cover.about.empty();
        for (const auto topic : about(id)) {
            for (const auto wide : cover.about) topical = topical || topic_level(wide, topic);
        }
        return kind && under && topical;
    }

    /// The longest chain of bodies, each strictly wider than the one before.
    [[nodiscard]] int body_level(remit::BodyId wide, remit::BodyId narrow) const {
        const auto strictly = [&](std::size_t above, std::size_t below) {
            return covering_[below].contains(above) && !covering_[above].contains(below);
        };
        std::map<std::size_t, int> known;
        const std::function<int(std::size_t)> level = [&](std::size_t at) {
            if (const auto found = known.find(at); found != known.end()) return found->second;
            int longest = 0;
            for (const std::size_t below : covering_[narrow.index()]) {
                if (strictly(at, below)) longest = std::max(longest, level(below) + 1);
            }
            return known[at] = std::min(longest, 30);
        };
        return level(wide.index());
    }

    [[nodiscard]] remit::BodyId forum_of(remit::TopicId topic) const {
        for (std::size_t steps = 0; topic.is_some() && steps <= words_.topics.size(); ++steps) {
            if (words_.topic(topic).affairs_of.is_some()) return words_.topic(topic).affairs_of;
            topic = words_.topic(topic).broader;
        }
        return {};
    }

    /// How near the topics are to what the forum is about; kNone where they are merely affairs of
    /// what covers it; nothing where they are a limit there.
    [[nodiscard]] std::optional<int> business_level(const std::vector<remit::TopicId>& topics,
                                                    remit::BodyId forum) const {
        std::optional<int> nearest;
        for (const auto topic : topics) {
            const auto level = business_level(topic, forum);
            if (level) nearest = std::min(nearest.value_or(*level), *level);
        }
        return nearest;
    }
    [[nodiscard]] std::optional<int> business_level(remit::TopicId wide,
                                                    remit::BodyId forum) const {
        std::vector<remit::TopicId> work = about(forum);
        const bool own = !work.empty();
        std::optional<int> nearest;
        for (const std::size_t above : covering_[forum.index()]) {
            for (std::size_t topic = 0; topic < words_.topics.size(); ++topic) {
                const bool merely = words_.topics[topic].affairs_of == remit::BodyId(above);
                if (merely && topic_level(wide, remit::TopicId(topic))) nearest = kNone;
            }
            const remit::Body& entry = words_.bodies[above];
            const bool word = !entry.covers.kinds.empty() || !entry.covers.bodies.empty();
            if (!own && word) work.insert(work.end(), entry.about.begin(), entry.about.end());
        }
        for (const auto topic : work) {
            const auto level = topic_level(wide, topic);
            if (level) nearest = std::min(nearest.value_or(kNone), *level);
        }
        return nearest;
    }

    /// The nearest of the duty's topics that are not the forum's business, and the stated ones they
    /// cover.
    [[nodiscard]] std::pair<std::optional<int>, std::set<int>> nearest_topic(
        const std::vector<remit::TopicId>& topics, const std::vector<remit::TopicId>& stated,
        remit::BodyId forum) const {
        std::optional<int> nearest;
        std::set<int> covered;
        for (const auto topic : topics) {
            if (business_level(topic, forum)) continue;
            for (std::size_t at = 0; at < stated.size(); ++at) {
                const auto level = topic_level(topic, stated[at]);
                if (!level) continue;
                nearest = std::min(nearest.value_or(*level), *level);
                covered.insert(1000 + static_cast<int>(at));
            }
        }
        return {nearest, covered};
    }

    [[nodiscard]] Order order_of(remit::FunctionId function, std::optional<int> topic,
                                 std::optional<int> body, int business, bool counterpart) const {
        const remit::DecidedBy by = words_.function(function).decided_by;
        Order order{};
        order[1] = (topic ? 0 : 1) + (body ? 0 : 1);
        order[2] = by == remit::DecidedBy::topic  ? topic.value_or(kNone)
                   : by == remit::DecidedBy::body ? body.value_or(kNone)
                                                  : topic.value_or(0) + body.value_or(0);
        order[3] = by == remit::DecidedBy::topic  ? body.value_or(kNone)
                   : by == remit::DecidedBy::body ? topic.value_or(kNone)
                                                  : 0;
        order[4] = business;
        order[5] = counterpart ? 0 : 1;
        return order;
    }

    /// Collects each unit's best meeting and what its duties cover together.
    class Collector {
      public:
        void add(remit::UnitId unit, remit::DutyId duty, const Meeting& meeting, int giving) {
            Claim claim{unit, duty, meeting.order};
            claim.order[6] = giving;
            auto& [best, covered] = units_.try_emplace(unit, claim, std::set<int>()).first->second;
            covered.insert(meeting.covered.begin(), meeting.covered.end());
            const auto key = [](const Claim& one) { return std::pair(one.order, one.duty); };
            if (key(claim) < key(best)) best = claim;
        }
        [[nodiscard]] std::vector<Claim> claims() const {
            std::set<int> by_anybody;
            for (const auto& [unit, entry] : units_) {
                by_anybody.insert(entry.second.begin(), entry.second.end());
            }
            std::vector<Claim> found;
            for (const auto& [unit, entry] : units_) {
                found.push_back(entry.first);
                const int left = static_cast<int>(by_anybody.size() - entry.second.size());
                if (left > 0) found.back().order = {left};
            }
            return found;
        }

      private:
        std::map<remit::UnitId, std::pair<Claim, std::set<int>>> units_;
    };

    [[nodiscard]] std::vector<Claim> named(remit::FunctionId function,
                                           const authority::Subject& subject) const {
        Collector collector;
        for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
            const remit::Duty& duty = remit_.duties[index];
            const auto given = giving(duty, function);
            if (!given) continue;
            for (const Meeting& meeting : meetings(duty, function, function, subject)) {
                collector.add(duty.unit, remit::DutyId(index), meeting, *given);
            }
        }
        return collector.claims();
    }

    [[nodiscard]] std::vector<Claim> other_work(remit::FunctionId function,
                                                const authority::Subject& subject) const {
        Collector collector;
        for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
            const remit::Duty& residual = remit_.duties[index];
            if (!residual.residual) continue;
            const remit::DutyId id(index);
            const bool names = !limits<remit::BodyId>(residual, &remit::Duty::bodies).empty() ||
                               !limits<remit::TopicId>(residual, &remit::Duty::topics).empty() ||
                               !residual.counterparts.empty();
            if (names) {
                for (const Meeting& meeting : meetings(residual, {}, function, subject)) {
                    collector.add(residual.unit, id, meeting, 3);
                }
                continue;
            }
            for (const remit::Duty& duty : remit_.duties) {
                if (duty.unit != residual.unit || duty.residual) continue;
                for (const Meeting& meeting : meetings(duty, {}, function, subject)) {
                    collector.add(residual.unit, id, meeting, 3);
                }
            }
        }
        return collector.claims();
    }

    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
    std::vector<std::set<std::size_t>> covering_;
};

}  // namespace remit::testing
