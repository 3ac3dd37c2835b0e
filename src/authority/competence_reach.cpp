#include "authority/competence_reach.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace remit::authority {

namespace {

using remit::BodyId;
using remit::TopicId;
using Edges = std::vector<std::vector<std::uint32_t>>;  // by entry: those that cover it directly
constexpr std::uint32_t kNobody = 0xFFFFFFFFU;
constexpr std::string_view kEveryKind = "any";

/// `start` and all that cover it, sorted; the nearest kWiderMax where there are more.
std::vector<std::uint32_t> closure_of(std::uint32_t start, const Edges& up) {
    std::vector<std::uint32_t> found{start};
    for (std::size_t at = 0; at < found.size(); ++at) {
        for (const std::uint32_t above : up[found[at]]) {
            if (found.size() == kWiderMax) break;
            if (std::ranges::find(found, above) == found.end()) found.push_back(above);
        }
    }
    std::ranges::sort(found);
    return found;
}

/// Of one entry: those that cover it, and which of them strictly lie below which.
class Chain {
  public:
    /// `words` are words for many, and `parents` what the entry is part of, nearest first.
    Chain(const std::vector<std::uint32_t>& above, const Edges& closures,
          const std::vector<bool>& words, const std::vector<std::uint32_t>& parents)
        : above_(above), closures_(closures), words_(words), parents_(parents) {
        // Whatever lies below another is covered by more entries, so that most levels are found in
        // one round.
        std::ranges::stable_sort(above_, std::ranges::greater{},
                                 [&](std::uint32_t one) { return closures[one].size(); });
    }

    [[nodiscard]] bool is_below(std::uint32_t lower, std::uint32_t wide) const {
        if (covers(wide, lower)) return !covers(lower, wide);
        // Neither covers the other: a word for such bodies says what this one is, a parent only
        // where it belongs.
        return !covers(lower, wide) && words_[lower] && !words_[wide] &&
               std::ranges::find(parents_, wide) != parents_.end();
    }
    /// The entries with the longest chain of strictly wider ones up to each. Parents lie on one
    /// line, and whatever covers one of them covers those below it, so that words among them make
    /// no circle.
    [[nodiscard]] std::vector<Wider> wider() const {
        std::vector<std::uint8_t> levels(above_.size(), 0);
        bool changed = true;
        for (std::size_t round = 0; changed && round < above_.size(); ++round) {
            changed = false;
            for (std::size_t wide = 0; wide < above_.size(); ++wide) {
                const std::uint8_t level = level_of(wide, levels);
                changed = changed || level != levels[wide];
                levels[wide] = level;
            }
        }
        std::vector<Wider> found;
        for (std::size_t at = 0; at < above_.size(); ++at)
            found.push_back({above_[at], levels[at]});
        return found;
    }

  private:
    [[nodiscard]] bool covers(std::uint32_t wide, std::uint32_t narrow) const {
        return std::ranges::binary_search(closures_[narrow], wide);
    }
    [[nodiscard]] std::uint8_t level_of(std::size_t wide,
                                        const std::vector<std::uint8_t>& levels) const {
        std::uint8_t level = 0;
        for (std::size_t lower = 0; lower < above_.size(); ++lower) {
            if (levels[lower] < level || !is_below(above_[lower], above_[wide])) continue;
            level = std::min<std::uint8_t>(levels[lower] + 1, kLevelMax);
        }
        return level;
    }

    std::vector<std::uint32_t> above_;
    const Edges& closures_;
    const std::vector<bool>& words_;
    const std::vector<std::uint32_t>& parents_;
};

/// `words`: by entry, whether it is a word for many; `parents`: what each is part of, nearest
/// first.
Lists<Wider> lists_of(const Edges& up, const std::vector<bool>& words, const Edges& parents) {
    Edges closures(up.size());
    for (std::uint32_t entry = 0; entry < up.size(); ++entry)
        closures[entry] = closure_of(entry, up);
    Lists<Wider> lists;
    for (std::uint32_t entry = 0; entry < up.size(); ++entry) {
        std::vector<Wider> found = Chain(closures[entry], closures, words, parents[entry]).wider();
        std::ranges::sort(found, {}, [entry](const Wider& one) {
            return std::tuple(one.level, one.entry != entry, one.entry);
        });
        lists.add(found);
    }
    return lists;
}

bool has_kind(const std::vector<std::string>& kinds, std::string_view kind) {
    return std::ranges::any_of(
        kinds, [kind](const std::string& one) { return one == kind || one == kEveryKind; });
}

/// Calls `visit` with each body that this one is part of, nearest first; stops where it returns
/// true.
template <typename Visit>
void climb(const remit::Vocabulary& vocabulary, BodyId id, const Visit& visit) {
    for (std::size_t steps = 0; id.is_some() && steps < vocabulary.bodies.size(); ++steps) {
        if (visit(id)) return;
        id = vocabulary.body(id).part_of;
    }
}

/// By body: what it is part of, nearest first.
Edges parents_of(const remit::Vocabulary& vocabulary) {
    Edges parents(vocabulary.bodies.size());
    for (std::size_t index = 0; index < parents.size(); ++index) {
        climb(vocabulary, vocabulary.bodies[index].part_of, [&](BodyId above) {
            parents[index].push_back(static_cast<std::uint32_t>(above.index()));
            return false;
        });
    }
    return parents;
}

/// By body: its own `about`, or that of the nearest body that it is part of.
std::vector<std::vector<TopicId>> about_of(const remit::Vocabulary& vocabulary) {
    std::vector<std::vector<TopicId>> about(vocabulary.bodies.size());
    for (std::size_t index = 0; index < about.size(); ++index) {
        climb(vocabulary, BodyId(index), [&](BodyId above) {
            about[index] = vocabulary.body(above).about;
            return !about[index].empty();
        });
    }
    return about;
}

}  // namespace

NameReach::NameReach(const remit::Vocabulary& vocabulary) {
    read_topics(vocabulary);
    read_bodies(vocabulary);
    read_counterparts(vocabulary);
}

bool NameReach::covers(BodyId wide, BodyId narrow) const {
    return std::ranges::find(wider(narrow), static_cast<std::uint32_t>(wide.index()),
                             &Wider::entry) != wider(narrow).end();
}

bool NameReach::covers(remit::CounterpartId wide, remit::CounterpartId narrow) const {
    return std::ranges::find(wider(narrow), static_cast<std::uint32_t>(wide.index()),
                             &Wider::entry) != wider(narrow).end();
}

void NameReach::read_topics(const remit::Vocabulary& vocabulary) {
    const std::size_t count = vocabulary.topics.size();
    Edges below(count);
    std::vector<std::uint32_t> starts;
    for (std::uint32_t index = 0; index < count; ++index) {
        const TopicId broader = vocabulary.topics[index].broader;
        const bool known = broader.is_some() && broader.index() < count;
        (known ? below[broader.index()] : starts).push_back(index);
    }
    for (std::uint32_t index = 0; index < count; ++index) starts.push_back(index);  // circles

    nodes_.resize(count);
    std::vector<std::uint32_t> above(count, kNobody);
    std::vector<bool> seen(count, false);
    std::vector<std::pair<std::uint32_t, std::size_t>> path;  // topic, next narrower one
    std::uint32_t clock = 0;
    const auto enter = [&](std::uint32_t topic, std::uint32_t from) {
        seen[topic] = true;
        above[topic] = from;
        nodes_[topic] = {clock++, 0, static_cast<std::uint32_t>(path.size())};
        path.emplace_back(topic, 0);
    };
    for (const std::uint32_t start : starts) {
        if (!seen[start]) enter(start, kNobody);
        while (!path.empty()) {
            auto& [topic, next] = path.back();
            if (next == below[topic].size()) {
                nodes_[topic].leave = clock;
                path.pop_back();
                continue;
            }
            const std::uint32_t child = below[topic][next++];
            if (!seen[child]) enter(child, topic);
        }
    }

    forums_.resize(count);
    for (std::uint32_t index = 0; index < count; ++index) {
        std::vector<Wider> chain;
        for (std::uint32_t at = index; at != kNobody; at = above[at]) {
            const auto level = static_cast<std::uint8_t>(
                std::min<std::size_t>(chain.size(), std::size_t{kLevelMax}));
            if (chain.size() < kWiderMax) chain.push_back({at, level});
            if (!forums_[index].is_some()) forums_[index] = vocabulary.topics[at].affairs_of;
        }
        topics_.add(chain);
    }
}

void NameReach::read_bodies(const remit::Vocabulary& vocabulary) {
    const std::vector<std::vector<TopicId>> about = about_of(vocabulary);
    const auto meets = [&](const remit::BodyCover& rule, BodyId id) {
        if (!rule.has_rule()) return false;
        if (!rule.kinds.empty() && !has_kind(rule.kinds, vocabulary.body(id).kind)) return false;
        if (rule.under.is_some()) {
            bool under = false;
            climb(vocabulary, vocabulary.body(id).part_of,
                  [&](BodyId above) { return under = above == rule.under; });
            if (!under) return false;
        }
        return rule.about.empty() || std::ranges::any_of(about[id.index()], [&](TopicId topic) {
                   return std::ranges::any_of(rule.about,
                                              [&](TopicId wide) { return covers(wide, topic); });
               });
    };

    const std::size_t count = vocabulary.bodies.size();
    Edges up(count);
    for (std::uint32_t index = 0; index < count; ++index) {
        const remit::Body& body = vocabulary.bodies[index];
        if (body.part_of.is_some()) {
            up[index].push_back(static_cast<std::uint32_t>(body.part_of.index()));
        }
        for (const BodyId old : body.replaces) {
            up[index].push_back(static_cast<std::uint32_t>(old.index()));
        }
    }
    for (std::uint32_t wide = 0; wide < count; ++wide) {
        const remit::BodyCover& rule = vocabulary.bodies[wide].covers;
        for (const BodyId named : rule.bodies) up[named.index()].push_back(wide);
        for (std::uint32_t index = 0; rule.has_rule() && index < count; ++index) {
            if (index != wide && meets(rule, BodyId(index))) up[index].push_back(wide);
        }
    }
    std::vector<bool> words;
    for (const remit::Body& body : vocabulary.bodies) {
        words.push_back(body.covers.is_word_for_many());
        const bool limited = body.covers.under.is_some() || !body.covers.about.empty();
        words_for_all_.push_back(!limited && has_kind(body.covers.kinds, kEveryKind));
    }
    bodies_ = lists_of(up, words, parents_of(vocabulary));
    read_business(vocabulary, about);
}

void NameReach::read_business(const remit::Vocabulary& vocabulary,
                              const std::vector<std::vector<TopicId>>& about) {
    std::vector<std::vector<TopicId>> affairs(vocabulary.bodies.size());
    for (std::size_t index = 0; index < vocabulary.topics.size(); ++index) {
        const BodyId body = vocabulary.topics[index].affairs_of;
        if (body.is_some()) affairs[body.index()].emplace_back(index);
    }
    for (std::size_t index = 0; index < vocabulary.bodies.size(); ++index) {
        std::vector<TopicId> topics = about[index];
        std::vector<TopicId> merely;
        const bool own = !topics.empty();
        for (const Wider& above : bodies_[index]) {
            const auto& theirs = affairs[above.entry];
            merely.insert(merely.end(), theirs.begin(), theirs.end());
            const remit::Body& word = vocabulary.bodies[above.entry];
            if (own || !word.covers.is_word_for_many()) continue;
            topics.insert(topics.end(), word.about.begin(), word.about.end());
        }
        add_business(topics, merely);
    }
}

/// `about` are topics of a body's work, `merely` those that are the affairs of a body covering it.
void NameReach::add_business(const std::vector<TopicId>& about,
                             const std::vector<TopicId>& merely) {
    std::vector<TopicId> all = about;
    all.insert(all.end(), merely.begin(), merely.end());
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    business_.add(all);

    std::map<TopicId, std::uint8_t> wide;
    for (const TopicId topic : merely) {
        for (const Wider& wider : topics_[topic.index()]) {
            wide.try_emplace(TopicId(wider.entry), kLevelNone);
        }
    }
    for (const TopicId topic : about) {
        for (const Wider& wider : topics_[topic.index()]) {
            const auto [entry, is_new] = wide.try_emplace(TopicId(wider.entry), wider.level);
            if (!is_new) entry->second = std::min(entry->second, wider.level);
        }
    }
    std::vector<Business> entries;
    for (const auto& [topic, level] : wide) entries.push_back({topic, level});
    wide_business_.add(entries);
}

const Business* NameReach::find_business(TopicId topic, BodyId forum) const {
    const auto entries = wide_business(forum);
    const auto found = std::ranges::lower_bound(entries, topic, {}, &Business::topic);
    return found != entries.end() && found->topic == topic ? &*found : nullptr;
}

void NameReach::read_counterparts(const remit::Vocabulary& vocabulary) {
    const std::size_t count = vocabulary.counterparts.size();
    Edges up(count);
    for (std::uint32_t wide = 0; wide < count; ++wide) {
        const remit::Counterpart& word = vocabulary.counterparts[wide];
        for (const remit::CounterpartId named : word.covers.counterparts) {
            up[named.index()].push_back(wide);
        }
        for (std::uint32_t index = 0; index < count; ++index) {
            const remit::Counterpart& one = vocabulary.counterparts[index];
            const bool same_country = word.country.empty() || word.country == one.country;
            if (index != wide && same_country && has_kind(word.covers.kinds, one.kind)) {
                up[index].push_back(wide);
            }
        }
    }
    counterparts_ = lists_of(up, std::vector<bool>(count), Edges(count));
    for (std::uint32_t index = 0; index < count; ++index) {
        std::vector<TopicId> topics;
        for (const Wider& wider : counterparts_[index]) {
            const auto& theirs = vocabulary.counterparts[wider.entry].about;
            topics.insert(topics.end(), theirs.begin(), theirs.end());
        }
        std::ranges::sort(topics);
        topics.erase(std::ranges::unique(topics).begin(), topics.end());
        work_.add(topics);
    }
}

}  // namespace remit::authority
