#include "authority/competence_fit.h"

#include <algorithm>
#include <span>
#include <vector>

namespace remit::authority {

namespace {

using remit::BodyId;
using remit::CounterpartId;
using remit::DutyId;
using remit::FunctionId;
using remit::TopicId;

class SingleFit {
  public:
    /// Topics that `function` says by itself do not count; with none, all do.
    SingleFit(const Claims& claims, DutyId duty, FunctionId function, const Subject& subject)
        : claims_(claims),
          reach_(claims.reach()),
          duty_(duty),
          limits_(claims.limits(duty)),
          function_(function),
          subject_(subject),
          forums_(subject.bodies) {
        if (!forums_.empty()) return;
        for (const TopicId topic : subject.topics) {
            if (reach_.forum(topic).is_some()) implied_forums_.push_back(reach_.forum(topic));
        }
        forums_ = implied_forums_;
    }
    SingleFit(const SingleFit&) = delete;  // forums_ may look into it
    SingleFit& operator=(const SingleFit&) = delete;
    SingleFit(SingleFit&&) = delete;
    SingleFit& operator=(SingleFit&&) = delete;
    ~SingleFit() = default;

    [[nodiscard]] Fit fit(bool toward_counterparts) const {
        if (limits_.empty()) return Fit::names_no_subject;
        const bool only_counterparts = limits_.bodies.empty() && limits_.topics.empty();
        if ((toward_counterparts || only_counterparts) && !limits_.counterparts.empty()) {
            const bool unstated = subject_.counterparts.empty();
            if (unstated && only_counterparts) return Fit::counterpart_not_stated;
            if (!unstated && !meets_counterpart()) return Fit::other_counterpart;
        }
        const bool in_any = limits_.bodies.empty() ||
                            (forums_.empty() && claims_.is_for_every_body(duty_, function_));
        const bool limited = any_limit([](TopicId) { return true; });
        if (in_any && (!limited || meets_topic())) return Fit::covers;
        if (!in_any && forums_.empty()) {
            // Stated as well, one of its own bodies would do.
            const bool on_topic = !limited || !states_topic() || meets_topic();
            return on_topic ? Fit::body_not_stated : Fit::other_topic;
        }
        const auto covers = [&](BodyId forum) {
            return is_within(forum) && (!limited || meets_topic() || is_business(forum));
        };
        if (std::ranges::any_of(forums_, covers)) return Fit::covers;
        if (!in_any && std::ranges::none_of(forums_, [&](BodyId one) { return is_within(one); })) {
            return Fit::other_body;
        }
        return may_be_on_topic() ? Fit::topic_not_stated : Fit::other_topic;
    }

  private:
    /// Whether a topic of the duty may be that of a matter which states none: in a forum that is
    /// about something, only one that falls under it.
    [[nodiscard]] bool may_be_on_topic() const {
        if (states_topic()) return false;
        return forums_.empty() || std::ranges::any_of(forums_, [&](BodyId forum) {
                   return is_within(forum) && may_be_before(forum);
               });
    }
    [[nodiscard]] bool may_be_before(BodyId forum) const {
        bool is_about_something = false;
        bool under = false;
        for (const Business& business : reach_.wide_business(forum)) {
            if (business.level != 0) continue;
            is_about_something = true;
            under = under ||
                    any_limit([&](TopicId topic) { return reach_.covers(business.topic, topic); });
        }
        return under || !is_about_something;
    }
    [[nodiscard]] bool is_within(BodyId forum) const {
        return limits_.bodies.empty() || std::ranges::any_of(limits_.bodies, [&](BodyId body) {
                   return reach_.covers(body, forum);
               });
    }
    template <typename Predicate>
    [[nodiscard]] bool any_limit(const Predicate& predicate) const {
        return claims_.any_limiting_topic(duty_, function_, predicate);
    }
    [[nodiscard]] bool states_topic() const {
        return std::ranges::any_of(subject_.topics, [&](TopicId topic) { return counts(topic); });
    }
    [[nodiscard]] bool counts(TopicId topic) const {
        return !function_.is_some() || !claims_.is_said_by(topic, function_);
    }
    [[nodiscard]] bool meets_counterpart() const {
        return std::ranges::any_of(limits_.counterparts, [&](CounterpartId one) {
            return std::ranges::any_of(subject_.counterparts, [&](CounterpartId other) {
                return reach_.covers(one, other);
            });
        });
    }
    /// By a topic that is stated, or one that a counterpart brings with it.
    [[nodiscard]] bool meets_topic() const {
        return any_limit([&](TopicId wide) {
            const auto covers = [&](TopicId narrow) { return reach_.covers(wide, narrow); };
            return std::ranges::any_of(
                       subject_.topics,
                       [&](TopicId narrow) { return counts(narrow) && covers(narrow); }) ||
                   std::ranges::any_of(subject_.counterparts, [&](CounterpartId one) {
                       return std::ranges::any_of(reach_.about(one), covers);
                   });
        });
    }
    [[nodiscard]] bool is_business(BodyId forum) const {
        return any_limit(
            [&](TopicId topic) { return reach_.find_business(topic, forum) != nullptr; });
    }

    const Claims& claims_;
    const NameReach& reach_;
    DutyId duty_;
    const Claims::Limits& limits_;
    FunctionId function_;
    const Subject& subject_;
    std::span<const BodyId> forums_;
    std::vector<BodyId> implied_forums_;  // of the topics, where no body is stated
};

}  // namespace

Fit fit_of(const Claims& claims, DutyId duty, FitFunction function, const Subject& subject) {
    return SingleFit(claims, duty, function.id, subject).fit(function.toward_counterparts);
}

}  // namespace remit::authority
