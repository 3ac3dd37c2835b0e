#include "authority/competence_claims.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace remit::authority {

namespace {

using remit::BodyId;
using remit::CounterpartId;
using remit::DutyId;
using remit::FunctionId;
using remit::TopicId;
using remit::UnitId;

constexpr std::uint8_t kNotMet = kLevelMax + 1;  // the level of a dimension that is not met by name
constexpr std::uint32_t kUnitHash = 2654435769U;

std::uint64_t low_bits(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

/// Criteria (ii) to (iv) of rule 3.
Specificity by_levels(remit::DecidedBy decided_by, std::uint8_t topic, std::uint8_t body) {
    const auto unmet =
        static_cast<Specificity>((topic == kNotMet ? 1 : 0) + (body == kNotMet ? 1 : 0));
    Specificity nearer = topic;
    Specificity other = body;
    if (decided_by == remit::DecidedBy::body) std::swap(nearer, other);
    if (decided_by == remit::DecidedBy::neither) {
        nearer =
            static_cast<Specificity>((topic == kNotMet ? 0 : topic) + (body == kNotMet ? 0 : body));
        other = 0;
    }
    return unmet << kUnmetShift | nearer << kNearerShift | other << kOtherShift;
}

}  // namespace

// --- ClaimSet
// ---------------------------------------------------------------------------------------------------------

std::size_t ClaimSet::slot_of(std::uint32_t unit) const {
    const std::size_t count = more_slots_.empty() ? kSlotsAtFirst : more_slots_.size();
    std::size_t slot = (unit * kUnitHash >> 7U) & (count - 1);
    const auto holds_other = [&](std::size_t at) {
        const std::uint32_t entry = more_slots_.empty() ? slots_[at] : more_slots_[at];
        return entry != 0 && claims_[entry - 1].unit.index() != unit;
    };
    while (holds_other(slot)) slot = (slot + 1) & (count - 1);
    return slot;
}

void ClaimSet::grow() {
    const std::size_t count = more_slots_.empty() ? kSlotsAtFirst : more_slots_.size();
    more_slots_.assign(count * 4, 0);
    for (std::size_t index = 0; index < claims_.size(); ++index) {
        more_slots_[slot_of(static_cast<std::uint32_t>(claims_[index].unit.index()))] =
            static_cast<std::uint32_t>(index + 1);
    }
}

void ClaimSet::add(UnitId unit, DutyId duty, Specificity specificity, std::uint64_t covered) {
    const std::size_t slot = slot_of(static_cast<std::uint32_t>(unit.index()));
    const std::uint32_t entry = more_slots_.empty() ? slots_[slot] : more_slots_[slot];
    if (entry != 0) {
        Claim& claim = claims_[entry - 1];
        claim.covered |= covered;
        if (specificity < claim.of_duty || (specificity == claim.of_duty && duty < claim.duty)) {
            claim.of_duty = specificity;
            claim.duty = duty;
        }
        return;
    }
    if (claims_.empty()) claims_.reserve(8);
    claims_.push_back({unit, duty, specificity, kNoClaim, covered});
    if (more_slots_.empty()) {
        slots_[slot] = static_cast<std::uint16_t>(claims_.size());
    } else {
        more_slots_[slot] = static_cast<std::uint32_t>(claims_.size());
    }
    const std::size_t count = more_slots_.empty() ? kSlotsAtFirst : more_slots_.size();
    if (claims_.size() * 2 > count) grow();
}

void ClaimSet::close(std::uint64_t stated) {
    for (Claim& claim : claims_) {
        const auto uncovered = static_cast<Specificity>(std::popcount(stated & ~claim.covered));
        claim.specificity = uncovered << kUncoveredShift | claim.of_duty;
    }
}

const Claim* ClaimSet::find(UnitId unit) const {
    const std::size_t slot = slot_of(static_cast<std::uint32_t>(unit.index()));
    const std::uint32_t entry = more_slots_.empty() ? slots_[slot] : more_slots_[slot];
    return entry == 0 ? nullptr : &claims_[entry - 1];
}

// --- LineTree
// ---------------------------------------------------------------------------------------------------------

LineTree::LineTree(const remit::Remit& remit) {
    const remit::UnitTree tree = remit::UnitTree::of(remit);
    nodes_.resize(remit.units.size());
    std::vector<UnitId> path;
    std::uint32_t clock = 0;
    const auto leave_to = [&](std::size_t depth) {
        for (; path.size() > depth; path.pop_back()) nodes_[path.back().index()].leave = clock;
    };
    for (const UnitId unit : tree.preorder) {
        const std::uint32_t depth = tree.depth[unit.index()];
        leave_to(depth);
        nodes_[unit.index()] = {clock++, 0, depth, path.empty() ? UnitId() : path.back()};
        path.push_back(unit);
    }
    leave_to(0);
}

// --- What a matter states
// ---------------------------------------------------------------------------------------------

/// A matter as it is compared with duties. Bits of a mask: bodies, then topics, in the order in
/// which they are stated.
struct Claims::Stated {
    struct Forum {
        BodyId body;
        std::uint64_t bit = 0;  // 0 where the body follows from a topic (2c)
    };
    std::array<Forum, kStatedBodiesMax + kStatedTopicsMax> forums;
    std::size_t forum_count = 0;
    std::array<TopicId, kStatedTopicsMax> topics;
    std::size_t topic_count = 0;
    std::size_t first_topic_bit = 0;
    std::uint64_t all_bodies = 0;
    std::uint64_t all_topics = 0;
    std::span<const CounterpartId> counterparts;
    remit::DecidedBy decided_by = remit::DecidedBy::neither;

    /// `function` where topics that it says by itself do not count; none where all do.
    Stated(const Claims& claims, FunctionId function, const Subject& subject)
        : counterparts(subject.counterparts) {
        for (const BodyId body : subject.bodies) {
            forums[forum_count] = {body, std::uint64_t{1} << forum_count};
            ++forum_count;
        }
        first_topic_bit = forum_count;
        all_bodies = low_bits(forum_count);
        for (const TopicId topic : subject.topics) {
            if (subject.bodies.empty()) add_forum(claims.reach_.forum(topic));
            const bool said = function.is_some() && claims.is_said_by(topic, function);
            if (!said) topics[topic_count++] = topic;
        }
        all_topics = low_bits(topic_count) << first_topic_bit;
    }

    [[nodiscard]] std::uint64_t topic_bit(std::size_t index) const {
        return std::uint64_t{1} << (first_topic_bit + index);
    }
    [[nodiscard]] std::uint64_t all() const { return all_bodies | all_topics; }

  private:
    void add_forum(BodyId body) {
        if (!body.is_some()) return;
        for (std::size_t index = 0; index < forum_count; ++index) {
            if (forums[index].body == body) return;
        }
        forums[forum_count++] = {body, 0};
    }
};

// --- Building
// ---------------------------------------------------------------------------------------------------------

/// Collects the postings of one table before they are laid out in lists.
class Claims::Builder {
  public:
    Builder(Claims& claims, const remit::Remit& remit, const remit::Vocabulary& vocabulary)
        : claims_(claims), remit_(remit), vocabulary_(vocabulary) {}

    void read_vocabulary();
    void read_limits();
    void read_givings();
    void read_units();
    void make_tables();

  private:
    using Rows = std::vector<std::vector<Posting>>;
    enum class Ask : std::uint8_t { function, any, residual };

    [[nodiscard]] bool is_asked(DutyId duty, Ask ask, FunctionId function) const;
    [[nodiscard]] Posting posting_of(DutyId duty, FunctionId function);
    [[nodiscard]] Table make_table(Ask ask, FunctionId function);
    static Lists<Posting> laid_out(const Rows& rows);

    Claims& claims_;
    const remit::Remit& remit_;
    const remit::Vocabulary& vocabulary_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>>
        whole_topics_;  // by duty: all, in the pool
};

void Claims::Builder::read_vocabulary() {
    claims_.function_count_ = vocabulary_.functions.size();
    for (const remit::Function& function : vocabulary_.functions) {
        claims_.decided_by_.push_back(function.decided_by);
        claims_.toward_counterparts_.push_back(function.toward_counterparts);
    }
    claims_.said_by_.resize(vocabulary_.topics.size() * claims_.function_count_, 0);
    for (std::size_t topic = 0; topic < vocabulary_.topics.size(); ++topic) {
        for (const FunctionId function : vocabulary_.topics[topic].done_by) {
            claims_.said_by_[topic * claims_.function_count_ + function.index()] = 1;
        }
    }
}

/// Rule 2e.
void Claims::Builder::read_limits() {
    for (const remit::Duty& duty : remit_.duties) {
        Limits limits{duty.bodies, duty.topics, duty.counterparts};
        const remit::Duty* at = &duty;
        for (std::size_t steps = 0; steps < kReferencesMax && at->refers_to.is_some() &&
                                    at->refers_to.index() < remit_.duties.size();
             ++steps) {
            at = &remit_.duty(at->refers_to);
            if (limits.bodies.empty()) limits.bodies = at->bodies;
            if (limits.topics.empty()) limits.topics = at->topics;
        }
        whole_topics_.emplace_back(claims_.topic_pool_.size(), limits.topics.size());
        claims_.topic_pool_.insert(claims_.topic_pool_.end(), limits.topics.begin(),
                                   limits.topics.end());
        claims_.limits_.push_back(std::move(limits));
    }
}

/// Rule 1.
void Claims::Builder::read_givings() {
    const std::size_t count = claims_.function_count_;
    claims_.givings_.assign(remit_.duties.size() * count, kGivesNot);
    std::vector<FunctionId> open;
    for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
        const remit::Duty& duty = remit_.duties[index];
        std::uint8_t* givings = claims_.givings_.data() + index * count;
        open.clear();
        for (const FunctionId function : duty.functions) {
            if (vocabulary_.function(function).residual) continue;
            givings[function.index()] = 0;  // named
            open.push_back(function);
        }
        while (!open.empty()) {
            const FunctionId function = open.back();
            open.pop_back();
            for (const FunctionId entailed : vocabulary_.function(function).entails) {
                if (givings[entailed.index()] != kGivesNot) continue;
                givings[entailed.index()] = 1;  // entailed
                open.push_back(entailed);
            }
        }
        if (!duty.implicit || duty.residual) continue;
        std::replace(givings, givings + count, kGivesNot, std::uint8_t{2});  // general
    }
}

void Claims::Builder::read_units() {
    for (const std::vector<DutyId>& duties : remit::duties_by_unit(remit_)) {
        claims_.duties_.add(duties);
        DutyId residual;
        for (const DutyId duty : duties) {
            const bool names_none = claims_.limits_[duty.index()].empty();
            if (remit_.duty(duty).residual && names_none && !residual.is_some()) residual = duty;
        }
        claims_.residual_duties_.push_back(residual);
    }
}

bool Claims::Builder::is_asked(DutyId duty, Ask ask, FunctionId function) const {
    switch (ask) {
        case Ask::function:
            return claims_.giving(duty, function) != kGivesNot;
        case Ask::any:
            return !remit_.duty(duty).residual;
        case Ask::residual:
            return remit_.duty(duty).residual;
    }
    return false;
}

Claims::Posting Claims::Builder::posting_of(DutyId duty, FunctionId function) {
    Posting posting;
    posting.duty = duty;
    posting.unit = remit_.duty(duty).unit;
    posting.giving = 3;  // residual; of any function it does not matter
    std::tie(posting.topics_begin, posting.topic_count) = whole_topics_[duty.index()];
    if (!function.is_some()) return posting;
    posting.giving = claims_.giving(duty, function);
    const Limits& limits = claims_.limits_[duty.index()];
    posting.limited_to_counterparts =
        claims_.toward_counterparts_[function.index()] && !limits.counterparts.empty();
    const auto said = [&](TopicId topic) { return claims_.is_said_by(topic, function); };
    if (std::ranges::none_of(limits.topics, said)) return posting;
    posting.topics_begin = static_cast<std::uint32_t>(claims_.topic_pool_.size());
    posting.topic_count = 0;
    for (const TopicId topic : limits.topics) {
        if (said(topic)) continue;
        claims_.topic_pool_.push_back(topic);
        ++posting.topic_count;
    }
    return posting;
}

Lists<Claims::Posting> Claims::Builder::laid_out(const Rows& rows) {
    Lists<Posting> lists;
    for (const std::vector<Posting>& row : rows) lists.add(row);
    return lists;
}

Claims::Table Claims::Builder::make_table(Ask ask, FunctionId function) {
    Rows by_body(vocabulary_.bodies.size());
    Rows by_topic(vocabulary_.topics.size());
    Rows by_counterpart(vocabulary_.counterparts.size());
    Table table;
    for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
        const DutyId duty(index);
        const Limits& limits = claims_.limits_[index];
        if (!is_asked(duty, ask, function) || limits.empty()) continue;
        const Posting posting = posting_of(duty, function);
        const auto topics =
            std::span(claims_.topic_pool_).subspan(posting.topics_begin, posting.topic_count);
        for (const BodyId body : limits.bodies) by_body[body.index()].push_back(posting);
        if (!limits.bodies.empty()) continue;
        for (const TopicId topic : topics) by_topic[topic.index()].push_back(posting);
        if (!topics.empty()) continue;
        if (!limits.topics.empty()) {
            table.unlimited.push_back(posting);  // its only limits are what the function says
            continue;
        }
        for (const CounterpartId one : limits.counterparts) {
            by_counterpart[one.index()].push_back(posting);
        }
    }
    table.by_body = laid_out(by_body);
    table.by_topic = laid_out(by_topic);
    table.by_counterpart = laid_out(by_counterpart);
    return table;
}

void Claims::Builder::make_tables() {
    for (std::size_t index = 0; index < claims_.function_count_; ++index) {
        claims_.tables_.push_back(make_table(Ask::function, FunctionId(index)));
    }
    claims_.any_ = make_table(Ask::any, {});
    claims_.residual_ = make_table(Ask::residual, {});
}

Claims::Claims(const remit::Remit& remit, const remit::Vocabulary& vocabulary)
    : reach_(vocabulary), tree_(remit) {
    Builder builder(*this, remit, vocabulary);
    builder.read_vocabulary();
    builder.read_limits();
    builder.read_givings();
    builder.read_units();
    builder.make_tables();
}

// --- Finding
// ----------------------------------------------------------------------------------------------------------

namespace {

/// How the topics of a duty meet a matter in one forum.
struct TopicFit {
    bool meets = false;
    bool business = false;  // by the forum's business (2a)
    std::uint8_t level = kNotMet;
    std::uint64_t covered = 0;
};

/// Whether the topic is what every matter before the forum is about.
bool is_business(const Reach& reach, TopicId topic, BodyId forum) {
    return std::ranges::any_of(reach.business(forum),
                               [&](TopicId business) { return reach.covers(topic, business); });
}

}  // namespace

bool Claims::admits(const Posting& posting, const Stated& stated, Specificity& specificity) const {
    bool met = false;
    if (!stated.counterparts.empty()) {
        for (const CounterpartId one : limits_[posting.duty.index()].counterparts) {
            met = met || std::ranges::any_of(stated.counterparts, [&](CounterpartId other) {
                      return reach_.covers(one, other);
                  });
        }
        if (posting.limited_to_counterparts && !met) return false;
    }
    specificity |= static_cast<Specificity>(met ? 0 : 1) << kCounterpartShift | posting.giving;
    return true;
}

template <typename Sink>
void Claims::find_by_body(const Table& table, const Stated& stated, const Sink& sink) const {
    const auto fit_of = [&](const Posting& posting, const Stated::Forum& forum) {
        if (posting.topic_count == 0) {
            return TopicFit{.meets = true, .covered = stated.all_topics};
        }
        TopicFit fit;
        for (std::size_t at = 0; at < posting.topic_count; ++at) {
            const TopicId topic = topic_pool_[posting.topics_begin + at];
            if (is_business(reach_, topic, forum.body)) {
                fit.meets = fit.business = true;
                fit.covered = stated.all_topics;
                continue;
            }
            for (std::size_t index = 0; index < stated.topic_count; ++index) {
                const auto level = reach_.level(topic, stated.topics[index]);
                if (!level) continue;
                fit.meets = true;
                fit.level = std::min(fit.level, *level);
                fit.covered |= stated.topic_bit(index);
            }
        }
        return fit;
    };
    for (std::size_t at = 0; at < stated.forum_count; ++at) {
        const Stated::Forum& forum = stated.forums[at];
        for (const Wider& wider : reach_.wider(forum.body)) {
            for (const Posting& posting : table.by_body[wider.entry]) {
                const TopicFit fit = fit_of(posting, forum);
                if (!fit.meets) continue;
                const std::uint8_t level = forum.bit == 0 ? kNotMet : wider.level;
                Specificity specificity =
                    by_levels(stated.decided_by, fit.level, level) |
                    static_cast<Specificity>(fit.business || forum.bit == 0 ? 0 : 1)
                        << kBusinessShift;
                if (admits(posting, stated, specificity)) {
                    sink(posting, specificity, forum.bit | fit.covered);
                }
            }
        }
    }
}

template <typename Sink>
void Claims::find_by_topic(const Table& table, const Stated& stated, const Sink& sink) const {
    const auto emit = [&](const Posting& posting, std::uint8_t level, bool business,
                          std::uint64_t covered) {
        Specificity specificity = by_levels(stated.decided_by, level, kNotMet) |
                                  static_cast<Specificity>(business ? 0 : 1) << kBusinessShift;
        if (admits(posting, stated, specificity)) sink(posting, specificity, covered);
    };
    for (std::size_t index = 0; index < stated.topic_count; ++index) {
        for (const Wider& wider : reach_.wider(stated.topics[index])) {
            for (const Posting& posting : table.by_topic[wider.entry]) {
                emit(posting, wider.level, /*business=*/false,
                     stated.all_bodies | stated.topic_bit(index));
            }
        }
    }
    for (std::size_t at = 0; at < stated.forum_count; ++at) {
        const Stated::Forum& forum = stated.forums[at];
        for (const TopicId business : reach_.business(forum.body)) {
            for (const Wider& wider : reach_.wider(business)) {
                for (const Posting& posting : table.by_topic[wider.entry]) {
                    emit(posting, kNotMet, /*business=*/true, forum.bit | stated.all_topics);
                }
            }
        }
    }
}

template <typename Sink>
void Claims::find(const Table& table, const Stated& stated, const Sink& sink) const {
    find_by_body(table, stated, sink);
    find_by_topic(table, stated, sink);
    const Specificity unmet =
        by_levels(stated.decided_by, kNotMet, kNotMet) | Specificity{1} << kBusinessShift;
    for (const CounterpartId counterpart : stated.counterparts) {
        for (const Wider& wider : reach_.wider(counterpart)) {
            for (const Posting& posting : table.by_counterpart[wider.entry]) {
                sink(posting, unmet | posting.giving, stated.all());
            }
        }
    }
    for (const Posting& posting : table.unlimited) {
        Specificity specificity = unmet;
        if (admits(posting, stated, specificity)) sink(posting, specificity, stated.all());
    }
}

bool Claims::can_weigh(const Subject& subject) {
    return subject.bodies.size() <= kStatedBodiesMax && subject.topics.size() <= kStatedTopicsMax &&
           subject.counterparts.size() <= kStatedCounterpartsMax;
}

std::uint64_t Claims::stated(FunctionId function, const Subject& subject) const {
    return Stated(*this, function, subject).all();
}

void Claims::find_named(FunctionId function, const Subject& subject, ClaimSet& set) const {
    REMIT_CHECK(can_weigh(subject));
    Stated stated(*this, function, subject);
    stated.decided_by = decided_by_[function.index()];
    find(tables_[function.index()], stated,
         [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
             set.add(posting.unit, posting.duty, specificity, covered);
         });
    set.close(stated.all());
}

void Claims::find_residual(FunctionId function, const Subject& subject, ClaimSet& set) const {
    REMIT_CHECK(can_weigh(subject));
    Stated stated(*this, {}, subject);
    stated.decided_by = decided_by_[function.index()];
    find(residual_, stated,
         [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
             set.add(posting.unit, posting.duty, specificity, covered);
         });
    find(any_, stated, [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
        const DutyId residual = residual_duties_[posting.unit.index()];
        if (residual.is_some()) set.add(posting.unit, residual, specificity, covered);
    });
    set.close(stated.all());
}

}  // namespace remit::authority
