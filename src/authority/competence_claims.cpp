#include "authority/competence_claims.h"

#include <algorithm>
#include <bit>
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

std::uint64_t low_bits(std::size_t count) {
    return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

}  // namespace

// --- ClaimSet ---

void ClaimSet::begin(const ClaimOrder& order) {
    order_ = order;
    if (claims_.empty()) return;
    claims_.clear();
    slots_.fill(0);
    std::ranges::fill(more_slots_, 0);
}

void ClaimSet::add_first(std::uint32_t& entry, const Claim& claim) {
    if (claims_.empty()) claims_.reserve(kClaimsAtFirst);
    claims_.push_back(claim);
    entry = static_cast<std::uint32_t>(claims_.size());
    if (claims_.size() * 2 <= slot_count_) return;
    slot_count_ *= 4;
    shift_ -= 2;
    more_slots_.assign(slot_count_, 0);
    for (std::uint32_t index = 0; index < claims_.size(); ++index) {
        entry_of(claims_[index].unit) = index + 1;
    }
}

void ClaimSet::close() {
    // What nobody covers tells no unit from another.
    std::uint64_t covered = 0;
    for (const Claim& claim : claims_) covered |= claim.covered;
    for (Claim& claim : claims_) {
        const std::uint64_t left = covered & ~claim.covered;
        // Units that cover parts are equal beyond how many: their duties speak of different things.
        claim.specificity =
            left == 0 ? claim.of_duties : ClaimOrder::of_uncovered(std::popcount(left));
    }
}

// --- LineTree ---

LineTree::LineTree(const remit::Remit& remit) {
    const remit::UnitTree tree = remit::UnitTree::of(remit);
    nodes_.resize(remit.units.size());
    std::vector<UnitId> path;
    std::uint32_t clock = 0;
    const auto leave_to = [&](std::size_t depth) {
        for (; path.size() > depth; path.pop_back()) {
            LineTree::Below& below = nodes_[path.back().index()].below;
            below.length = clock - below.enter;
        }
    };
    for (const UnitId unit : tree.preorder) {
        const std::uint32_t depth = tree.depth[unit.index()];
        leave_to(depth);
        nodes_[unit.index()] = {{clock++, 0}, depth, path.empty() ? UnitId() : path.back()};
        path.push_back(unit);
    }
    leave_to(0);
}

// --- What a matter states ---

/// A matter as it is compared with duties. Bits of a mask: bodies, then topics, in the order in
/// which they are stated.
struct Claims::Stated {
    struct Forum {
        std::uint32_t body;
        std::uint64_t bit;        // 0 where the body follows from a topic (2c)
        TopicBits wide_business;  // topics to be limited to which is no limit there
    };
    struct Theme {
        std::uint32_t topic;
        std::uint64_t bit;  // 0 where the topic follows from a counterpart (2c)
    };
    // OPTIMIZATION: not initialised; most of it is never used, and a question has some hundred
    // nanoseconds.
    std::array<Forum, kStatedBodiesMax + kStatedTopicsMax> forum_list;
    std::array<Theme, kStatedTopicsMax + kImpliedTopicsMax> theme_list;
    std::size_t forum_count = 0;
    std::size_t theme_count = 0;
    bool names_topics = false;  // any that counts; where none, the forum's business stands in (2c)
    std::uint64_t all_bodies = 0;
    std::uint64_t all_topics = 0;
    TopicBits wider_topics = 0;  // those that cover a stated one
    std::span<const CounterpartId> counterparts;
    ClaimOrder order;

    /// `function` where topics that it says by itself do not count; none where all do.
    Stated(const Claims& claims, const ClaimOrder& claim_order, FunctionId function,
           const Subject& subject)
        : counterparts(subject.counterparts), order(claim_order) {
        for (const BodyId body : subject.bodies) {
            add_forum(claims, body, std::uint64_t{1} << forum_count);
        }
        all_bodies = low_bits(forum_count);
        const std::size_t first_topic_bit = forum_count;
        for (const TopicId topic : subject.topics) {
            if (subject.bodies.empty()) add_implied(claims, claims.reach_.forum(topic));
            if (function.is_some() && claims.is_said_by(topic, function)) continue;
            add_theme(claims, topic, std::uint64_t{1} << (first_topic_bit + theme_count));
        }
        all_topics = low_bits(theme_count) << first_topic_bit;
        names_topics = theme_count > 0;
        for (const CounterpartId counterpart : counterparts) {
            for (const TopicId topic : claims.reach_.about(counterpart)) {
                if (theme_count < theme_list.size()) add_theme(claims, topic, 0);
            }
        }
    }

    [[nodiscard]] std::span<const Forum> forums() const { return {forum_list.data(), forum_count}; }
    [[nodiscard]] std::span<const Theme> themes() const { return {theme_list.data(), theme_count}; }
    [[nodiscard]] std::uint64_t all() const { return all_bodies | all_topics; }
    /// Whether what the forum is about counts as if it were stated (2c).
    [[nodiscard]] bool takes(const Business& business) const {
        return !names_topics && business.level != kLevelNone;
    }

  private:
    void add_forum(const Claims& claims, BodyId body, std::uint64_t bit) {
        TopicBits wide = 0;
        for (const Business& business : claims.reach_.wide_business(body)) {
            wide |= bit_of(static_cast<std::uint32_t>(business.topic.index()));
        }
        forum_list[forum_count++] = {static_cast<std::uint32_t>(body.index()), bit, wide};
    }
    void add_theme(const Claims& claims, TopicId topic, std::uint64_t bit) {
        theme_list[theme_count++] = {static_cast<std::uint32_t>(topic.index()), bit};
        for (const Wider& wider : claims.reach_.wider(topic)) wider_topics |= bit_of(wider.entry);
    }
    void add_implied(const Claims& claims, BodyId body) {
        if (!body.is_some()) return;
        const bool known = std::ranges::any_of(
            forums(), [body](const Forum& forum) { return forum.body == body.index(); });
        if (!known) add_forum(claims, body, 0);
    }
};

// --- Building ---

/// Collects the postings of one table before they are laid out in lists.
class Claims::Builder {
  public:
    Builder(Claims& claims, const remit::Remit& remit, const remit::Vocabulary& vocabulary)
        : claims_(claims),
          remit_(remit),
          vocabulary_(vocabulary),
          latest_topics_(remit.duties.size()) {}

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
    struct Run {
        std::uint32_t begin = 0;
        std::uint32_t count = 0;
    };
    std::vector<Run> latest_topics_;  // by duty: those put into the pool last
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

/// Rules 2e and 2g.
void Claims::Builder::read_limits() {
    for (const remit::Duty& duty : remit_.duties) {
        Limits limits{duty.bodies, duty.topics, {}, duty.counterparts, duty.residual};
        const remit::Duty* at = &duty;
        for (std::size_t steps = 0; steps < kReferencesMax && at->refers_to.is_some() &&
                                    at->refers_to.index() < remit_.duties.size();
             ++steps) {
            at = &remit_.duty(at->refers_to);
            if (limits.bodies.empty()) limits.bodies = at->bodies;
            if (limits.topics.empty()) limits.topics = at->topics;
        }
        for (const TopicId topic : limits.topics) {
            const BodyId whose = vocabulary_.topic(topic).affairs_of;
            limits.mentions.push_back(whose.is_some() &&
                                      std::ranges::any_of(limits.bodies, [&](BodyId body) {
                                          return claims_.reach_.covers(whose, body);
                                      }));
        }
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
    std::vector<DutyId> givers;
    for (std::size_t function = 0; function < count; ++function) {
        givers.clear();
        for (std::size_t index = 0; index < remit_.duties.size(); ++index) {
            const bool gives = claims_.givings_[index * count + function] != kGivesNot;
            if (gives && !remit_.duties[index].residual) givers.emplace_back(index);
        }
        claims_.givers_.add(givers);
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
    if (function.is_some()) {
        posting.giving = claims_.giving(duty, function);
        posting.limited_to_counterparts = claims_.toward_counterparts_[function.index()] &&
                                          !claims_.limits_[duty.index()].counterparts.empty();
    }
    std::vector<TopicId> topics;
    claims_.any_limiting_topic(duty, function, [&](TopicId topic) {
        topics.push_back(topic);
        posting.topic_bits |= bit_of(static_cast<std::uint32_t>(topic.index()));
        return false;  // all of them
    });
    // Most functions of a duty have the same topics, one behind the other.
    std::vector<TopicId>& pool = claims_.topic_pool_;
    Run& latest = latest_topics_[duty.index()];
    const auto kept = std::span(pool).subspan(latest.begin, latest.count);
    if (!std::ranges::equal(kept, topics)) {
        latest = {static_cast<std::uint32_t>(pool.size()),
                  static_cast<std::uint32_t>(topics.size())};
        pool.insert(pool.end(), topics.begin(), topics.end());
    }
    posting.topics_begin = latest.begin;
    posting.topic_count = latest.count;
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
        const auto topics = posting.topics(claims_.topic_pool_);
        for (const BodyId body : limits.bodies) by_body[body.index()].push_back(posting);
        if (limits.bodies.empty() || claims_.is_for_every_body(duty, function)) {
            for (const TopicId topic : topics) by_topic[topic.index()].push_back(posting);
        }
        if (!limits.bodies.empty() || !topics.empty()) continue;
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

// --- Finding ---

bool Claims::is_for_every_body(DutyId duty, FunctionId function) const {
    const Limits& limits = limits_[duty.index()];
    const bool every = std::ranges::any_of(
        limits.bodies, [&](BodyId body) { return reach_.is_word_for_all(body); });
    bool beside_topics = false;
    for (std::size_t at = 0; every && at < limits.topics.size(); ++at) {
        const bool said = function.is_some() && is_said_by(limits.topics[at], function);
        beside_topics = beside_topics || (!limits.mentions[at] && !said);
    }
    return beside_topics;
}

/// How the topics of a duty meet a matter in one forum.
struct Claims::TopicFit {
    bool meets = false;
    std::uint8_t level = kLevelNone;     // by a stated topic
    std::uint8_t business = kLevelNone;  // by what the forum is about
    std::uint64_t covered = 0;
};

Claims::TopicFit Claims::fit_topics(const Posting& posting, const Stated& stated,
                                    BodyId forum) const {
    TopicFit fit;
    for (const TopicId topic : posting.topics(topic_pool_)) {
        if (const Business* business = reach_.find_business(topic, forum)) {
            fit.meets = true;
            fit.covered = stated.all_topics;
            std::uint8_t& level = stated.takes(*business) ? fit.level : fit.business;
            level = std::min(level, business->level);
        }
        for (const Stated::Theme& theme : stated.themes()) {
            const auto level = reach_.level(topic, TopicId(theme.topic));
            if (!level) continue;
            fit.meets = true;
            fit.level = std::min(fit.level, *level);
            fit.covered |= theme.bit;
        }
    }
    return fit;
}

inline bool Claims::admits(const Posting& posting, const Stated& stated,
                           Specificity& specificity) const {
    if (!stated.counterparts.empty()) return admits_toward(posting, stated, specificity);
    specificity |= stated.order.of_duty(/*names_counterpart=*/false, posting.giving);
    return true;
}

bool Claims::admits_toward(const Posting& posting, const Stated& stated,
                           Specificity& specificity) const {
    bool met = false;
    for (const CounterpartId one : limits_[posting.duty.index()].counterparts) {
        met = met || std::ranges::any_of(stated.counterparts, [&](CounterpartId other) {
                  return reach_.covers(one, other);
              });
    }
    specificity |= stated.order.of_duty(/*names_counterpart=*/met, posting.giving);
    return met || !posting.limited_to_counterparts;
}

template <typename Sink>
void Claims::find_by_body(const Table& table, const Stated& stated, const Sink& sink) const {
    for (const Stated::Forum& forum : stated.forums()) {
        // OPTIMIZATION: of 60 duties that name a body, 50 are limited to other topics; a bit tells
        // so.
        const TopicBits relevant = stated.wider_topics | forum.wide_business;
        for (const Wider& wider : reach_.wider(BodyId(forum.body))) {
            const std::uint8_t level = forum.bit == 0 ? kLevelNone : wider.level;
            for (const Posting& posting : table.by_body[wider.entry]) {
                TopicFit fit{.meets = true, .covered = stated.all_topics};
                if (posting.topic_count != 0) {
                    if ((posting.topic_bits & relevant) == 0) continue;
                    fit = fit_topics(posting, stated, BodyId(forum.body));
                    if (!fit.meets) continue;
                }
                Specificity specificity = stated.order.of_levels({fit.level, level, fit.business});
                if (admits(posting, stated, specificity)) {
                    sink(posting, specificity, forum.bit | fit.covered);
                }
            }
        }
    }
}

template <typename Sink>
void Claims::find_by_topic(const Table& table, const Stated& stated, const Sink& sink) const {
    const auto emit_all = [&](TopicId topic, const Nearness& near, std::uint64_t covered) {
        const Specificity base = stated.order.of_levels(near);
        for (const Posting& posting : table.by_topic[topic.index()]) {
            Specificity specificity = base;
            if (admits(posting, stated, specificity)) sink(posting, specificity, covered);
        }
    };
    for (const Stated::Theme& theme : stated.themes()) {
        for (const Wider& wider : reach_.wider(TopicId(theme.topic))) {
            emit_all(TopicId(wider.entry), {.topic = wider.level}, stated.all_bodies | theme.bit);
        }
    }
    for (const Stated::Forum& forum : stated.forums()) {
        for (const Business& business : reach_.wide_business(BodyId(forum.body))) {
            Nearness near;
            (stated.takes(business) ? near.topic : near.business) = business.level;
            emit_all(business.topic, near, forum.bit | stated.all_topics);
        }
    }
}

template <typename Sink>
void Claims::find(const Table& table, const Stated& stated, const Sink& sink) const {
    find_by_body(table, stated, sink);
    find_by_topic(table, stated, sink);
    const Specificity unmet = stated.order.of_levels({});
    const auto with = [&](const Posting& posting) {
        return unmet | stated.order.of_duty(/*names_counterpart=*/true, posting.giving);
    };
    for (const CounterpartId counterpart : stated.counterparts) {
        for (const Wider& wider : reach_.wider(counterpart)) {
            for (const Posting& posting : table.by_counterpart[wider.entry]) {
                sink(posting, with(posting), stated.all());
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
    return Stated(*this, {}, function, subject).all();
}

void Claims::find_named(FunctionId function, const Subject& subject, ClaimSet& set) const {
    REMIT_CHECK(can_weigh(subject));
    const ClaimOrder order(decided_by_[function.index()]);
    set.begin(order);
    find(tables_[function.index()], Stated(*this, order, function, subject),
         [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
             set.add(posting.unit, posting.duty, specificity, covered);
         });
    set.close();
}

void Claims::find_residual(FunctionId function, const Subject& subject, ClaimSet& set) const {
    REMIT_CHECK(can_weigh(subject));
    const ClaimOrder order(decided_by_[function.index()]);
    set.begin(order);
    const Stated stated(*this, order, {}, subject);
    find(residual_, stated,
         [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
             set.add(posting.unit, posting.duty, specificity, covered);
         });
    find(any_, stated, [&](const Posting& posting, Specificity specificity, std::uint64_t covered) {
        const DutyId residual = residual_duties_[posting.unit.index()];
        if (residual.is_some()) set.add(posting.unit, residual, specificity, covered);
    });
    set.close();
}

}  // namespace remit::authority
