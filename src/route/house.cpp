#include "route/house.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "text/inflection.h"
#include "text/lexicon.h"
#include "text/token.h"

namespace remit::route {
namespace {

using remit::BodyId;
using remit::CounterpartId;
using remit::TopicId;
using remit::UnitId;

/// A unit's name is shorter than its duties, and says less than they do where it has any.
constexpr double kNameOnlyStanding = 0.9;
constexpr double kNameBesideStanding = 0.7;
constexpr std::size_t kWordBytesMin = 4;
/// OPTIMIZATION: a word that more claims hold says next to nothing of any. With 10,000 duties a
/// title took 112 µs with such words and takes 66 µs without.
constexpr std::size_t kWordClaimsMax = 256;

template <typename Id>
void add_once(std::vector<Id>& list, Id id) {
    if (std::ranges::find(list, id) == list.end()) list.push_back(id);
}

/// Whether a topic says only what the duty's bodies say already.
bool says_body_again(TopicId id, const remit::Duty& duty, const remit::Vocabulary& vocabulary) {
    const BodyId of = vocabulary.topic(id).affairs_of;
    return of.is_some() && std::ranges::find(duty.bodies, of) != duty.bodies.end();
}

}  // namespace

std::string word_key(std::string_view folded) {
    if (folded.size() < kWordBytesMin) return {};
    return text::inflection_key(folded);
}

House::House(Institution institution, const remit::Vocabulary& vocabulary,
             const Recogniser& recogniser)
    : institution_(std::move(institution)),
      by_body_(vocabulary.bodies.size()),
      by_topic_(vocabulary.topics.size()),
      by_counterpart_(vocabulary.counterparts.size()),
      depths_(remit::UnitTree::of(act()).depth) {
    add_duties(vocabulary);
    add_names(vocabulary, recogniser);
    index_names();
    index_words();
}

void House::add_duties(const remit::Vocabulary& vocabulary) {
    const remit::Remit& act = this->act();
    for (std::size_t index = 0; index < act.duties.size(); ++index) {
        const remit::DutyId id(index);
        const remit::Duty& duty = act.duty(id);
        Claim claim{.unit = duty.unit,
                    .duty = id,
                    .bodies = duty.bodies,
                    .topics = duty.topics,
                    .limits = {},
                    .counterparts = duty.counterparts,
                    .residual = duty.residual,
                    .truncated = duty.truncated};
        for (const TopicId topic : duty.topics) {
            if (says_body_again(topic, duty, vocabulary)) {
                add_once(claim.anchors, vocabulary.topic(topic).affairs_of);
            } else {
                claim.limits.push_back(topic);
            }
        }
        if (duty.refers_to.is_some() && claim.bodies.empty() && claim.topics.empty()) {
            claim.bodies = act.duty(duty.refers_to).bodies;
            claim.topics = claim.limits = act.duty(duty.refers_to).topics;
        }
        claims_.push_back(std::move(claim));
    }
}

void House::add_names(const remit::Vocabulary& vocabulary, const Recogniser& recogniser) {
    Recogniser::Session session(recogniser);
    const remit::Remit& act = this->act();
    for (std::size_t index = 0; index < act.units.size(); ++index) {
        const remit::Unit& unit = act.units[index];
        Claim claim{.unit = UnitId(index),
                    .duty = {},
                    .bodies = {},
                    .topics = {},
                    .limits = {},
                    .counterparts = {},
                    .standing = unit.status == remit::UnitStatus::provision ? kNameBesideStanding
                                                                            : kNameOnlyStanding};
        const auto take = [&](const Mention& mention) {
            if (mention.target.kind == TargetKind::body) {
                add_once(claim.bodies, BodyId(mention.target.index));
            }
            if (mention.target.kind == TargetKind::topic) {
                const TopicId topic(mention.target.index);
                const BodyId of = vocabulary.topic(topic).affairs_of;
                if (of.is_some()) add_once(claim.bodies, of);
                add_once(claim.topics, topic);
            }
        };
        const std::vector<Mention>& mentions =
            session.mentions({.title = unit.name, .text = {}, .sender = {}});
        for (const Mention& mention : mentions) {
            if (mention.form == Form::name || mention.form == Form::acronym) take(mention);
        }
        // An act may call a unit as papers call a thing; one word may be there by chance.
        for (const Mention& mention : mentions) {
            const std::string_view said =
                std::string_view(unit.name).substr(mention.begin, mention.end - mention.begin);
            const bool is_phrase = said.find(' ') != std::string_view::npos;
            if (claim.is_unread() && mention.form == Form::sign && is_phrase) take(mention);
        }
        claims_.push_back(std::move(claim));
    }
}

void House::index_names() {
    for (ClaimIndex index = 0; index < claims_.size(); ++index) {
        const Claim& claim = claims_[index];
        for (const BodyId id : claim.bodies) by_body_[id.index()].push_back(index);
        for (const TopicId id : claim.topics) by_topic_[id.index()].push_back(index);
        for (const CounterpartId id : claim.counterparts) {
            by_counterpart_[id.index()].push_back(index);
        }
    }
}

void House::add_words(std::string_view text, ClaimIndex claim) {
    text::Lexicon lexicon;
    for (const text::Token& token : text::tokenise(text, lexicon)) {
        if (token.kind != text::TokenKind::word) continue;
        const std::string key = word_key(lexicon[token.word].folded);
        if (!key.empty()) add_once(by_word_[key].claims, claim);
    }
}

void House::index_words() {
    for (ClaimIndex index = 0; index < claims_.size(); ++index) {
        const Claim& claim = claims_[index];
        if (claim.residual) continue;
        if (claim.is_name()) {
            add_words(act().unit(claim.unit).name, index);
            continue;
        }
        add_words(institution_.compilation->text_of(claim.duty), index);
        if (institution_.english != nullptr) {
            add_words(
                institution_.compilation->text_of(institution_.english->duties[claim.duty.index()]),
                index);
        }
    }
    const double all = std::log(1 + static_cast<double>(claims_.size()));
    std::erase_if(by_word_,
                  [](const auto& entry) { return entry.second.claims.size() > kWordClaimsMax; });
    for (auto& [key, word] : by_word_) {
        std::set<UnitId> units;
        for (const ClaimIndex claim : word.claims) units.insert(claims_[claim].unit);
        word.weight = 1 - std::log(static_cast<double>(units.size())) / all;
    }
}

const WordClaims* House::claims_with(std::string_view key) const {
    const auto found = by_word_.find(key);
    return found == by_word_.end() ? nullptr : &found->second;
}

}  // namespace remit::route
