// What a name in a duty reaches: which bodies, topics and counterparts one that it names covers.
//
// The rules, all of them over data of the vocabulary:
//
// A body covers itself, what is part of it, what took its place (`replaces`), and, where it is a
// word for many (`covers`), each of those; and what they cover.
//
// A topic covers itself and every topic that it is broader than. A counterpart covers itself and
// those that it is a word for.
//
// The business of a body are the topics of which every matter before it is: its own `about`, or
// else that of the nearest body that it is part of, or else of the words for many that cover it;
// and the topics that are merely the affairs of a body that covers it (`affairs_of`).
//
// The forum of a topic is the body whose affairs it merely is, or whose affairs a broader one is.
//
// Levels count how much wider: 0 is the thing itself, and whatever strictly covers a level lies
// above it. So a duty on NAC is nearer to NAC than one on NATO, and one on NATO nearer than one on
// international organisations. Where neither covers the other, a word for bodies of one sort lies
// below what the body is part of: it says what the body is, the other only where it belongs. So a
// duty on bodies for human rights is nearer to the Human Rights Council than one on the UN.
//
// Invariant: built once and never changed; circles in the data end, they never loop. It knows no
// duty and no unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "remit/vocabulary.h"

namespace remit::authority {

/// An entry that covers another, and how much wider it is.
struct Wider {
    std::uint32_t entry = 0;
    std::uint8_t level = 0;
};

/// A topic to be limited to which is no limit before a body.
struct Business {
    remit::TopicId topic;
    /// How much wider it is than what the body is `about`; kLevelNone where it is only the affairs
    /// of a body that covers this one.
    std::uint8_t level = 0;
};

/// Entries that cover one entry, at most; the nearest are kept.
inline constexpr std::size_t kWiderMax = 64;
/// The widest level that is told apart.
inline constexpr std::uint8_t kLevelMax = 30;
/// Instead of a level, where something is not met by name.
inline constexpr std::uint8_t kLevelNone = kLevelMax + 1;

/// Lists behind one another in one table.
template <typename Item>
class Lists {
  public:
    void add(std::span<const Item> items) {
        items_.insert(items_.end(), items.begin(), items.end());
        ends_.push_back(static_cast<std::uint32_t>(items_.size()));
    }
    [[nodiscard]] std::span<const Item> operator[](std::size_t index) const {
        return std::span(items_.data() + ends_[index], ends_[index + 1] - ends_[index]);
    }

  private:
    std::vector<Item> items_;
    std::vector<std::uint32_t> ends_{0};  // where each list begins, and where the last ends
};

class NameReach {
  public:
    /// Keeps no reference. Cost: O(bodies * words for many), and O(entries covering one, squared)
    /// for each entry.
    explicit NameReach(const remit::Vocabulary& vocabulary);

    /// Itself first, then by level, then in the order of the table.
    [[nodiscard]] std::span<const Wider> wider(remit::BodyId id) const {
        return bodies_[id.index()];
    }
    [[nodiscard]] std::span<const Wider> wider(remit::TopicId id) const {
        return topics_[id.index()];
    }
    [[nodiscard]] std::span<const Wider> wider(remit::CounterpartId id) const {
        return counterparts_[id.index()];
    }

    /// How much wider `wide` is than `narrow`; nothing where it does not cover it. Cost: O(1).
    [[nodiscard]] std::optional<std::uint8_t> level(remit::TopicId wide,
                                                    remit::TopicId narrow) const {
        const Node& above = nodes_[wide.index()];
        const Node& below = nodes_[narrow.index()];
        if (below.enter < above.enter || below.enter >= above.leave) return std::nullopt;
        const std::uint32_t steps = below.depth - above.depth;
        return static_cast<std::uint8_t>(steps < kLevelMax ? steps : kLevelMax);
    }
    [[nodiscard]] bool covers(remit::TopicId wide, remit::TopicId narrow) const {
        return level(wide, narrow).has_value();
    }
    /// Cost: O(entries that cover `narrow`).
    [[nodiscard]] bool covers(remit::BodyId wide, remit::BodyId narrow) const;
    [[nodiscard]] bool covers(remit::CounterpartId wide, remit::CounterpartId narrow) const;

    /// The topics of which every matter before the body is, in the order of the table.
    [[nodiscard]] std::span<const remit::TopicId> business(remit::BodyId id) const {
        return business_[id.index()];
    }
    /// Every topic that covers one of the business: to be limited to it is no limit before the
    /// body. In the order of the table.
    [[nodiscard]] std::span<const Business> wide_business(remit::BodyId id) const {
        return wide_business_[id.index()];
    }
    /// The entry of the topic in wide_business(); nullptr where it is a limit there.
    [[nodiscard]] const Business* find_business(remit::TopicId topic, remit::BodyId forum) const;
    /// Whether the word stands for bodies of every kind.
    [[nodiscard]] bool is_word_for_all(remit::BodyId id) const {
        return words_for_all_[id.index()];
    }
    /// The topics of which all work with the counterpart is: its own `about` and that of the words
    /// for many that cover it, in the order of the table.
    [[nodiscard]] std::span<const remit::TopicId> about(remit::CounterpartId id) const {
        return work_[id.index()];
    }
    /// The body whose affairs the topic is, or none.
    [[nodiscard]] remit::BodyId forum(remit::TopicId id) const { return forums_[id.index()]; }

  private:
    /// A topic's place in the walk through all topics: what it covers lies in [enter, leave).
    struct Node {
        std::uint32_t enter = 0;
        std::uint32_t leave = 0;
        std::uint32_t depth = 0;
    };

    void read_topics(const remit::Vocabulary& vocabulary);
    void read_bodies(const remit::Vocabulary& vocabulary);
    void read_counterparts(const remit::Vocabulary& vocabulary);
    void read_business(const remit::Vocabulary& vocabulary,
                       const std::vector<std::vector<remit::TopicId>>& about);
    void add_business(const std::vector<remit::TopicId>& about,
                      const std::vector<remit::TopicId>& merely);

    Lists<Wider> bodies_;
    Lists<Wider> topics_;
    Lists<Wider> counterparts_;
    std::vector<Node> nodes_;
    Lists<remit::TopicId> business_;
    Lists<Business> wide_business_;
    std::vector<remit::BodyId> forums_;
    std::vector<bool> words_for_all_;  // by body
    Lists<remit::TopicId> work_;       // by counterpart
};

}  // namespace remit::authority
