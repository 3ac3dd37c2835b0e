// The law of competence a second time, as plainly as it can be said: for tests to compare with.
//
// It shares no code with authority/competence*.cpp: it reads the tables of the vocabulary and of
// the remit, compares every duty with every matter and every unit with every other. It is slow.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "authority/competence.h"
#include "support/naive_names.h"

namespace remit::testing {

class NaiveCompetence : private NaiveNames {
  public:
    using NaiveNames::kNone;
    /// How a duty, or a unit, meets a matter: the criteria of rule 3. Less goes before more.
    struct Order {
        int uncovered = 0;
        int topic = 0;
        int body = 0;
        int business = 0;
        int counterpart = 0;
        int giving = 0;

        [[nodiscard]] int unmet() const {
            return (topic == kNone ? 1 : 0) + (body == kNone ? 1 : 0);
        }
        bool operator==(const Order&) const = default;
    };
    struct Claim {
        remit::UnitId unit;
        remit::DutyId duty;
        Order order{};
    };
    enum class Verdict { none, alone, tied, outranked };

    NaiveCompetence(const remit::Remit& remit, const remit::Vocabulary& words)
        : NaiveNames(words), remit_(remit), words_(words) {}

    /// By unit: its claim by the duties that name the matter, or where no unit has one, by other
    /// work.
    [[nodiscard]] std::vector<Claim> claims(remit::FunctionId function,
                                            const authority::Subject& subject,
                                            bool& residual) const {
        residual = false;
        std::vector<Claim> found = named(function, subject);
        if (!found.empty()) return found;
        residual = true;
        return might_be_named(function, subject) ? std::vector<Claim>()
                                                 : other_work(function, subject);
    }

    [[nodiscard]] bool goes_before(const Order& one, const Order& other,
                                   remit::DecidedBy by) const {
        const auto last = [](const Order& order) {
            return std::tuple(order.business, order.counterpart, order.giving);
        };
        const auto by_topic = [&](const Order& order) {
            return std::tuple(order.topic, order.giving == 2, order.body, last(order));
        };
        const auto by_body = [&](const Order& order) {
            return std::tuple(order.giving == 2, order.body, order.topic, last(order));
        };
        if (one.uncovered != other.uncovered) return one.uncovered < other.uncovered;
        if (by == remit::DecidedBy::topic) return by_topic(one) < by_topic(other);
        if (by == remit::DecidedBy::body) return by_body(one) < by_body(other);
        if (one.unmet() != other.unmet()) return one.unmet() < other.unmet();
        if (one.topic == other.topic && one.body == other.body) return last(one) < last(other);
        return one.topic <= other.topic && one.body <= other.body;
    }

    /// Rule 5 for one unit, which need not have a claim itself.
    [[nodiscard]] Verdict verdict(const std::vector<Claim>& claims, remit::UnitId unit,
                                  remit::FunctionId function) const {
        const remit::DecidedBy by = words_.function(function).decided_by;
        Verdict worst = Verdict::none;
        for (const Claim& other : claims) {
            if (related(other.unit, unit)) continue;
            const remit::UnitId parting = common_superior(unit, other.unit);
            const std::vector<Claim> ours = side(claims, unit, parting);
            const std::vector<Claim> theirs = side(claims, other.unit, parting);
            if (ours.empty()) continue;
            const Verdict here = holds(ours, theirs, by)   ? Verdict::alone
                                 : holds(theirs, ours, by) ? Verdict::outranked
                                                           : Verdict::tied;
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
                                                const authority::Subject& subject) const {
        const auto own_bodies = limits<remit::BodyId>(duty, &remit::Duty::bodies);
        const auto all_topics = limits<remit::TopicId>(duty, &remit::Duty::topics);
        const auto topics = limiting_topics(duty, function);
        const auto stated = counting(subject.topics, function);
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
            found.push_back({{0, topic.value_or(kNone), body.value_or(kNone), business,
                              met_counterpart ? 0 : 1, 0},
                             std::move(covered)});
        };
        // What the forum is about counts as stated where no topic is.
        const auto business_as = [&](int level, const auto& give) {
            const bool as_stated = stated.empty() && level != kNone;
            give(as_stated ? std::optional(level) : std::nullopt, as_stated ? kNone : level);
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
                for (const auto topic : topics) {
                    const auto business = business_level(topic, forum);
                    if (!business) continue;
                    business_as(*business, [&](std::optional<int> named, int left) {
                        add(named, {}, left, here);
                    });
                }
                continue;
            }
            if (topics.empty()) {
                add({}, level, kNone, here);
                continue;
            }
            const auto business = business_level(topics, forum);
            auto [topic, covered] = nearest_topic(topics, stated, subject.counterparts);
            if (!business && !topic) continue;
            std::set<int> both = covered;
            if (number >= 0) both.insert(number);
            if (business) both = here;
            business_as(business.value_or(kNone), [&](std::optional<int> named, int left) {
                if (named) topic = std::min(topic.value_or(*named), *named);
                add(topic, level, left, both);
            });
        }
        const bool in_every_body = !std::ranges::all_of(topics, [&](auto one) {
            return mentions(own_bodies, one);
        }) && std::ranges::any_of(own_bodies, [&](auto body) { return is_word_for_all(body); });
        if (!own_bodies.empty() && !in_every_body) return found;
        for (const auto topic : topics) {
            for (std::size_t at = 0; at < stated.size(); ++at) {
                const auto level = topic_level(topic, stated[at]);
                if (!level) continue;
                std::set<int> covered = every_body;
                covered.insert(1000 + static_cast<int>(at));
                add(level, {}, kNone, covered);
            }
            for (const auto brought : topics_of(subject.counterparts)) {
                const auto level = topic_level(topic, brought);
                if (level) add(level, {}, kNone, every_body);
            }
            for (const auto& [forum, number] : forums) {
                const auto business = business_level(topic, forum);
                if (own_bodies.empty() || !business) continue;
                std::set<int> covered = every;
                for (const int body : every_body) {
                    if (body != number) covered.erase(body);
                }
                business_as(*business, [&](std::optional<int> named, int left) {
                    add(named, {}, left, covered);
                });
            }
        }
        if (topics.empty() && own_bodies.empty()) add({}, {}, kNone, every);
        return found;
    }

  private:
    /// The topics that count in a step of the function; all, where it is none.
    [[nodiscard]] std::vector<remit::TopicId> counting(const std::vector<remit::TopicId>& topics,
                                                       remit::FunctionId function) const {
        std::vector<remit::TopicId> left;
        for (const auto topic : topics) {
            const auto& said_by = words_.topic(topic).done_by;
            const bool said = std::ranges::find(said_by, function) != said_by.end();
            if (!function.is_some() || !said) left.push_back(topic);
        }
        return left;
    }
    [[nodiscard]] bool mentions(const std::vector<remit::BodyId>& bodies,
                                remit::TopicId topic) const {
        const auto whose = words_.topic(topic).affairs_of;
        return whose.is_some() &&
               std::ranges::any_of(bodies, [&](auto body) { return covers(whose, body); });
    }
    [[nodiscard]] std::vector<remit::TopicId> limiting_topics(const remit::Duty& duty,
                                                              remit::FunctionId function) const {
        const auto bodies = limits<remit::BodyId>(duty, &remit::Duty::bodies);
        auto topics = counting(limits<remit::TopicId>(duty, &remit::Duty::topics), function);
        const auto only_mentions = [&](auto topic) { return mentions(bodies, topic); };
        if (!std::ranges::all_of(topics, only_mentions)) std::erase_if(topics, only_mentions);
        return topics;
    }

    template <typename Id, typename Member>
    [[nodiscard]] std::vector<Id> limits(const remit::Duty& duty, Member member) const {
        const remit::Duty* at = &duty;
        for (int steps = 0; (at->*member).empty() && at->refers_to.is_some() && steps < 16;
             ++steps) {
            at = &remit_.duty(at->refers_to);
        }
        return at->*member;
    }

    /// The nearest of the duty's topics to those that are stated or that counterparts bring, and
    /// the stated ones they cover.
    [[nodiscard]] std::pair<std::optional<int>, std::set<int>> nearest_topic(
        const std::vector<remit::TopicId>& topics, const std::vector<remit::TopicId>& stated,
        const std::vector<remit::CounterpartId>& counterparts) const {
        std::optional<int> nearest;
        std::set<int> covered;
        for (const auto topic : topics) {
            for (std::size_t at = 0; at < stated.size(); ++at) {
                const auto level = topic_level(topic, stated[at]);
                if (!level) continue;
                nearest = std::min(nearest.value_or(*level), *level);
                covered.insert(1000 + static_cast<int>(at));
            }
            for (const auto brought : topics_of(counterparts)) {
                const auto level = topic_level(topic, brought);
                if (level) nearest = std::min(nearest.value_or(*level), *level);
            }
        }
        return {nearest, covered};
    }
    /// The claims of the unit, of those above it below the parting, and of those below it.
    [[nodiscard]] std::vector<Claim> side(const std::vector<Claim>& claims, remit::UnitId unit,
                                          remit::UnitId parting) const {
        std::vector<Claim> found;
        for (const Claim& claim : claims) {
            const bool below = !parting.is_some() ||
                               (claim.unit != parting && remit_.contains(parting, claim.unit));
            if (related(claim.unit, unit) && below) found.push_back(claim);
        }
        return found;
    }
    [[nodiscard]] bool holds(const std::vector<Claim>& side, const std::vector<Claim>& other,
                             remit::DecidedBy by) const {
        return std::ranges::all_of(other, [&](const Claim& behind) {
            return std::ranges::any_of(side, [&](const Claim& before) {
                return goes_before(before.order, behind.order, by);
            });
        });
    }

    /// Whether a duty that gives the function would cover the matter if every dimension of which
    /// that states nothing were stated as the duty has it.
    [[nodiscard]] bool might_be_named(remit::FunctionId function,
                                      const authority::Subject& subject) const {
        return std::ranges::any_of(remit_.duties, [&](const remit::Duty& duty) {
            return !duty.residual && giving(duty, function) && might_cover(duty, function, subject);
        });
    }
    [[nodiscard]] bool might_cover(const remit::Duty& duty, remit::FunctionId function,
                                   const authority::Subject& subject) const {
        authority::Subject more = subject;
        const auto stated = counting(subject.topics, function);
        const bool has_forum =
            !subject.bodies.empty() ||
            std::ranges::any_of(subject.topics, [&](auto one) { return forum_of(one).is_some(); });
        const auto bodies = limits<remit::BodyId>(duty, &remit::Duty::bodies);
        const auto limiting = limiting_topics(duty, function);
        const bool on_topic = stated.empty() || limiting.empty() ||
                              nearest_topic(limiting, stated, subject.counterparts).first;
        if (!has_forum && on_topic) more.bodies = bodies;
        const auto topics = limits<remit::TopicId>(duty, &remit::Duty::topics);
        const bool only_counterparts = bodies.empty() && topics.empty();
        if (only_counterparts && subject.counterparts.empty())
            more.counterparts = duty.counterparts;
        if (stated.empty()) {
            for (const auto topic : topics) {
                if (!has_forum || might_be_before(topic, subject, bodies))
                    more.topics.push_back(topic);
            }
        }
        return !meetings(duty, function, more).empty();
    }
    /// Whether a matter that states no topic may be on this one in a forum that it states.
    [[nodiscard]] bool might_be_before(remit::TopicId topic, const authority::Subject& subject,
                                       const std::vector<remit::BodyId>& bodies) const {
        std::vector<remit::BodyId> forums = subject.bodies;
        for (const auto one : subject.topics) {
            if (subject.bodies.empty() && forum_of(one).is_some()) forums.push_back(forum_of(one));
        }
        return std::ranges::any_of(forums, [&](remit::BodyId forum) {
            const bool within = bodies.empty() || std::ranges::any_of(bodies, [&](auto body) {
                                    return covers(body, forum);
                                });
            bool about_something = false;
            bool under = false;
            for (std::size_t work = 0; work < words_.topics.size(); ++work) {
                if (business_level(remit::TopicId(work), forum) != 0) continue;
                about_something = true;
                under = under || topic_level(remit::TopicId(work), topic).has_value();
            }
            return within && (under || !about_something);
        });
    }

    /// Collects each unit's duties: how they meet the matter together, which is the best, and what
    /// they cover.
    class Collector {
      public:
        explicit Collector(remit::DecidedBy by) : by_(by) {}

        void add(remit::UnitId unit, remit::DutyId duty, const Meeting& meeting, int giving) {
            Order order = meeting.order;
            order.giving = giving;
            auto [at, is_new] =
                units_.try_emplace(unit, Entry{{unit, duty, order}, key_of(order, duty), {}});
            Entry& entry = at->second;
            entry.covered.insert(meeting.covered.begin(), meeting.covered.end());
            if (is_new) return;
            entry.claim.order = joined(entry.claim.order, order);
            if (key_of(order, duty) < entry.best) {
                entry.best = key_of(order, duty);
                entry.claim.duty = duty;
            }
        }
        [[nodiscard]] std::vector<Claim> claims() const {
            std::set<int> by_anybody;
            for (const auto& [unit, entry] : units_)
                by_anybody.insert(entry.covered.begin(), entry.covered.end());
            std::vector<Claim> found;
            for (const auto& [unit, entry] : units_) {
                found.push_back(entry.claim);
                const int left = static_cast<int>(by_anybody.size() - entry.covered.size());
                if (left > 0) found.back().order = {.uncovered = left};
            }
            return found;
        }

      private:
        /// How it is given; then the criteria, where neither dimension decides the sum of both.
        using Line = std::array<int, 6>;
        using Key = std::tuple<int, Line, remit::DutyId>;
        struct Entry {
            Claim claim;
            Key best;
            std::set<int> covered;
        };

        [[nodiscard]] Line in_line(const Order& order) const {
            const int general = order.giving == 2 ? 1 : 0;
            const auto line = [&](int first, int second, int third) {
                return Line{first, second, third, order.business, order.counterpart, order.giving};
            };
            if (by_ == remit::DecidedBy::topic) return line(order.topic, general, order.body);
            if (by_ == remit::DecidedBy::body) return line(general, order.body, order.topic);
            return line(order.unmet(), order.topic + order.body, 0);
        }
        [[nodiscard]] Key key_of(const Order& order, remit::DutyId duty) const {
            return {order.giving, in_line(order), duty};
        }
        /// What the unit's nearest duty has, and the function as any of them gives it.
        [[nodiscard]] Order joined(const Order& one, const Order& other) const {
            const auto nearness = [&](Order order) {
                order.giving = 0;
                return in_line(order);
            };
            Order order = nearness(one) <= nearness(other) ? one : other;
            order.giving = std::min(one.giving, other.giving);
            if (by_ != remit::DecidedBy::neither) return order;
            order.topic = std::min(one.topic, other.topic);
            order.body = std::min(one.body, other.body);
            std::tie(order.business, order.counterpart) =
                std::min(std::tie(one.business, one.counterpart),
                         std::tie(other.business, other.counterpart));
            return order;
        }

        remit::DecidedBy by_;
        std::map<remit::UnitId, Entry> units_;
    };

    [[nodiscard]] std::vector<Claim> named(remit::FunctionId function,
                                           const authority::Subject& subject) const {
        Collector collector(words_.function(function).decided_by);
        for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
            const remit::Duty& duty = remit_.duties[index];
            const auto given = giving(duty, function);
            if (!given) continue;
            for (const Meeting& meeting : meetings(duty, function, subject)) {
                collector.add(duty.unit, remit::DutyId(index), meeting, *given);
            }
        }
        return collector.claims();
    }

    [[nodiscard]] std::vector<Claim> other_work(remit::FunctionId function,
                                                const authority::Subject& subject) const {
        Collector collector(words_.function(function).decided_by);
        for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
            const remit::Duty& residual = remit_.duties[index];
            if (!residual.residual) continue;
            const remit::DutyId id(index);
            const bool names = !limits<remit::BodyId>(residual, &remit::Duty::bodies).empty() ||
                               !limits<remit::TopicId>(residual, &remit::Duty::topics).empty() ||
                               !residual.counterparts.empty();
            if (names) {
                for (const Meeting& meeting : meetings(residual, {}, subject)) {
                    collector.add(residual.unit, id, meeting, 3);
                }
                continue;
            }
            for (const remit::Duty& duty : remit_.duties) {
                if (duty.unit != residual.unit || duty.residual) continue;
                for (const Meeting& meeting : meetings(duty, {}, subject)) {
                    collector.add(residual.unit, id, meeting, 3);
                }
            }
        }
        return collector.claims();
    }

    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
};

}  // namespace remit::testing
