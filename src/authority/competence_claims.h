// The duties of a remit by what they give and what they name, and the units that may claim a matter
// by them.
//
// Answers one thing fast: for a function and a subject, each unit whose duties cover it, with its
// most specific duty and how specific that is as one number (competence.h, rules 1 to 3 and 7). It
// weighs no unit against another.
//
// Invariant: built once, then read only; a claim is found whatever the order of the names in duty
// or matter.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "authority/competence_order.h"
#include "authority/competence_reach.h"
#include "authority/subject.h"
#include "remit/model.h"

namespace remit::authority {

/// What a matter may state, at most; they share the bits of a mask.
inline constexpr std::size_t kStatedBodiesMax = 16;
inline constexpr std::size_t kStatedTopicsMax = 32;
inline constexpr std::size_t kStatedCounterpartsMax = 32;
/// Topics that a matter is on because its counterparts are, at most; further ones are passed over.
inline constexpr std::size_t kImpliedTopicsMax = 16;
/// Duties that a chain of "in those fields" is followed over, at most.
inline constexpr std::size_t kReferencesMax = 16;

/// A unit's claim to a matter.
struct Claim {
    remit::UnitId unit;
    /// The duty that it rests on (rule 3e); the first in the table among equals.
    remit::DutyId duty;
    std::uint8_t giving = 0;             // of that duty; the value of a Giving
    Specificity cited = kNoClaim;        // of that duty, as it was chosen
    Specificity of_duties = kNoClaim;    // of its duties together, without criterion (i)
    Specificity specificity = kNoClaim;  // with it
    std::uint64_t covered = 0;           // bits of what its duties together cover
};

/// The claims of all units to one matter: in the order in which they were found, one for each unit.
class ClaimSet {
  public:
    ClaimSet() = default;
    ClaimSet(const ClaimSet&) = delete;
    ClaimSet& operator=(const ClaimSet&) = delete;

    /// Empty again, and for claims in this order.
    void begin(const ClaimOrder& order);
    /// Adds a duty's claim to what its unit has.
    void add(remit::UnitId unit, remit::DutyId duty, Specificity specificity,
             std::uint64_t covered) {
        const Specificity cited = order_.citing_key(specificity);
        std::uint32_t& entry = entry_of(unit);
        if (entry == 0) {
            add_first(entry, {unit, duty, ClaimOrder::giving(specificity), cited, specificity,
                              kNoClaim, covered});
            return;
        }
        Claim& claim = claims_[entry - 1];
        claim.covered |= covered;
        claim.of_duties = order_.joined(claim.of_duties, specificity);
        if (cited < claim.cited || (cited == claim.cited && duty < claim.duty)) {
            claim.duty = duty;
            claim.giving = ClaimOrder::giving(specificity);
            claim.cited = cited;
        }
    }
    /// Sets each unit's specificity, once all duties are there.
    void close();

    [[nodiscard]] const ClaimOrder& order() const { return order_; }
    [[nodiscard]] bool empty() const { return claims_.empty(); }
    [[nodiscard]] std::span<const Claim> all() const { return claims_; }
    [[nodiscard]] const Claim* find(remit::UnitId unit) {
        const std::uint32_t entry = entry_of(unit);
        return entry == 0 ? nullptr : &claims_[entry - 1];
    }

  private:
    static constexpr std::size_t kSlotsAtFirst = 128;
    static constexpr std::size_t kClaimsAtFirst = 32;
    static constexpr std::uint32_t kUnitHash = 2654435769U;
    /// Where the unit's claim stands in claims_, plus one; 0 where it has none yet.
    [[nodiscard]] std::uint32_t& entry_of(remit::UnitId unit) {
        std::uint32_t* slots = more_slots_.empty() ? slots_.data() : more_slots_.data();
        std::size_t slot = static_cast<std::uint32_t>(unit.index()) * kUnitHash >> shift_;
        while (slots[slot] != 0 && claims_[slots[slot] - 1].unit != unit) {
            slot = slot + 1 == slot_count_ ? 0 : slot + 1;
        }
        return slots[slot];
    }
    void add_first(std::uint32_t& entry, const Claim& claim);

    ClaimOrder order_;
    std::vector<Claim> claims_;
    std::array<std::uint32_t, kSlotsAtFirst> slots_{};
    std::vector<std::uint32_t> more_slots_;  // instead, once there are many
    std::size_t slot_count_ = kSlotsAtFirst;
    int shift_ = 32 - 7;  // leaves as many bits of a hash as there are slots
};

/// Who stands above whom, in constant time.
class LineTree {
  public:
    explicit LineTree(const remit::Remit& remit);

    /// The units of a subtree are numbered in one run: its unit first, then those below it.
    struct Below {
        std::uint32_t enter = 0;
        std::uint32_t length = 0;
    };
    [[nodiscard]] Below below(remit::UnitId unit) const { return nodes_[unit.index()].below; }
    [[nodiscard]] bool contains(remit::UnitId above, remit::UnitId unit) const {
        const Below wide = nodes_[above.index()].below;
        return nodes_[unit.index()].below.enter - wide.enter < wide.length;  // wraps where before
    }
    [[nodiscard]] bool related(remit::UnitId one, remit::UnitId other) const {
        return contains(one, other) || contains(other, one);
    }
    /// None for a unit at the top; never leads in a circle.
    [[nodiscard]] remit::UnitId parent(remit::UnitId unit) const {
        return nodes_[unit.index()].parent;
    }
    [[nodiscard]] std::uint32_t depth(remit::UnitId unit) const {
        return nodes_[unit.index()].depth;
    }
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  private:
    struct Node {
        Below below;
        std::uint32_t depth = 0;
        remit::UnitId parent;
    };
    std::vector<Node> nodes_;
};

class Claims {
  public:
    /// Keeps no reference.
    Claims(const remit::Remit& remit, const remit::Vocabulary& vocabulary);

    /// Whether the matter states no more than can be weighed.
    [[nodiscard]] static bool can_weigh(const Subject& subject);
    /// Rules 1 to 3. The subject must be one that can be weighed, here and below; what the set held
    /// is dropped.
    void find_named(remit::FunctionId function, const Subject& subject, ClaimSet& set) const;
    /// Rule 7, but for what other units hold by name.
    void find_residual(remit::FunctionId function, const Subject& subject, ClaimSet& set) const;

    /// The bits of what the matter states, as far as it counts for the function.
    [[nodiscard]] std::uint64_t stated(remit::FunctionId function, const Subject& subject) const;

    /// The limits of a duty, those of the duty that it points back at included (2e).
    struct Limits {
        std::vector<remit::BodyId> bodies;
        std::vector<remit::TopicId> topics;
        std::vector<bool> mentions;  // by topic: whether it only names one of the bodies again (2g)
        std::vector<remit::CounterpartId> counterparts;
        bool residual = false;  // as the duty: kept here for those who walk over many

        [[nodiscard]] bool empty() const {
            return bodies.empty() && topics.empty() && counterparts.empty();
        }
    };
    [[nodiscard]] const Limits& limits(remit::DutyId duty) const { return limits_[duty.index()]; }
    /// Whether the predicate holds of a topic that limits the duty in a step of the function (2b,
    /// 2g); with no function, whatever it is.
    template <typename Predicate>
    bool any_limiting_topic(remit::DutyId duty, remit::FunctionId function,
                            const Predicate& predicate) const {
        const Limits& limits = this->limits(duty);
        const auto counts = [&](std::size_t at) {
            return !function.is_some() || !is_said_by(limits.topics[at], function);
        };
        bool any_other = false;
        for (std::size_t at = 0; at < limits.topics.size(); ++at) {
            any_other = any_other || (!limits.mentions[at] && counts(at));
        }
        for (std::size_t at = 0; at < limits.topics.size(); ++at) {
            const bool limits_it = counts(at) && (!any_other || !limits.mentions[at]);
            if (limits_it && predicate(limits.topics[at])) return true;
        }
        return false;
    }
    /// Whether the duty names bodies of every kind beside topics that limit it (2d).
    [[nodiscard]] bool is_for_every_body(remit::DutyId duty, remit::FunctionId function) const;
    /// The value of a Giving, or kGivesNot.
    [[nodiscard]] std::uint8_t giving(remit::DutyId duty, remit::FunctionId function) const {
        return givings_[duty.index() * function_count_ + function.index()];
    }
    static constexpr std::uint8_t kGivesNot = 0xFF;
    /// Whether the topic says what the function says (2b).
    [[nodiscard]] bool is_said_by(remit::TopicId topic, remit::FunctionId function) const {
        return said_by_[topic.index() * function_count_ + function.index()] != 0;
    }
    /// The duties that give the function, in any way but as other work.
    [[nodiscard]] std::span<const remit::DutyId> givers(remit::FunctionId function) const {
        return givers_[function.index()];
    }
    /// The duties of a unit by number, residual ones too.
    [[nodiscard]] std::span<const remit::DutyId> duties(remit::UnitId unit) const {
        return duties_[unit.index()];
    }
    [[nodiscard]] const NameReach& reach() const { return reach_; }
    [[nodiscard]] const LineTree& tree() const { return tree_; }

  private:
    /// A set of topics, a bit for several: where two have none in common, they have no topic in
    /// common.
    using TopicBits = std::uint64_t;
    static TopicBits bit_of(std::uint32_t topic) { return TopicBits{1} << (topic % 64); }

    /// A duty under one name and one function.
    struct Posting {
        remit::DutyId duty;
        remit::UnitId unit;
        std::uint32_t topics_begin = 0;  // into topic_pool_: those that limit it with this function
        std::uint32_t topic_count = 0;
        TopicBits topic_bits = 0;  // of those
        std::uint8_t giving = 0;
        bool limited_to_counterparts = false;

        [[nodiscard]] std::span<const remit::TopicId> topics(
            const std::vector<remit::TopicId>& pool) const {
            return std::span(pool.data() + topics_begin, topic_count);
        }
    };
    /// Postings by what they name, for one way of asking: a function, any function, or "other
    /// work".
    struct Table {
        Lists<Posting> by_body;
        Lists<Posting> by_topic;        // of duties that name no body
        Lists<Posting> by_counterpart;  // of duties that name neither
        std::vector<Posting> unlimited;
    };
    struct Stated;
    class Builder;

    template <typename Sink>
    void find(const Table& table, const Stated& stated, const Sink& sink) const;
    template <typename Sink>
    void find_by_body(const Table& table, const Stated& stated, const Sink& sink) const;
    template <typename Sink>
    void find_by_topic(const Table& table, const Stated& stated, const Sink& sink) const;
    struct TopicFit;
    [[nodiscard]] TopicFit fit_topics(const Posting& posting, const Stated& stated,
                                      remit::BodyId forum) const;
    [[nodiscard]] bool admits(const Posting& posting, const Stated& stated,
                              Specificity& specificity) const;
    [[nodiscard]] bool admits_toward(const Posting& posting, const Stated& stated,
                                     Specificity& specificity) const;

    NameReach reach_;
    LineTree tree_;
    std::size_t function_count_ = 0;
    std::vector<remit::DecidedBy> decided_by_;  // by function
    std::vector<bool> toward_counterparts_;     // by function
    std::vector<std::uint8_t> said_by_;         // topic by function
    std::vector<Limits> limits_;                // by duty
    std::vector<std::uint8_t> givings_;         // duty by function
    Lists<remit::DutyId> duties_;               // by unit
    Lists<remit::DutyId> givers_;               // by function
    std::vector<remit::TopicId> topic_pool_;
    std::vector<Table> tables_;                   // by function
    Table any_;                                   // every duty but residual ones, whatever it gives
    Table residual_;                              // residual duties that name a subject
    std::vector<remit::DutyId> residual_duties_;  // by unit: its residual duty that names none
};

}  // namespace remit::authority
