#include "route/reading.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace remit::route {
namespace {

using remit::BodyId;
using remit::TopicId;

// How sure a mention is that the paper is about what it names.
constexpr double kSymbolWeight = 0.95;
constexpr double kNameWeight = 0.9;
constexpr double kSingleWordWeight = 0.75;  // "water", "tijelo": acts mean it, papers may not
constexpr double kSignWeight = 0.85;
constexpr double kHintWeight = 0.4;

// What stands in the text counts less than the title, and less the farther down.
constexpr double kTextShare = 0.6;
constexpr double kTextBesideShare = 0.4;  // where the title says what it is about
constexpr double kSenderShare = 0.6;
constexpr double kFadingBytes = 4000;
// Of what follows from a mention, against the mention.
constexpr double kKeeperShare = 0.75;    // the body that looks after a treaty
constexpr double kFormalShare = 0.5;     // what every treaty is about
constexpr double kBusinessShare = 0.75;  // what a mission, a court, a regime is always about
constexpr double kOrganShare = 0.45;     // what a forum is about among other things
constexpr double kForumShare = 0.85;     // the body whose affairs a topic is
constexpr double kPlaceShare = 0.6;
constexpr double kCounterpartShare = 0.5;
constexpr double kHomeShare = 0.5;  // where a topic mostly comes up
constexpr double kHomeMajority = 0.6;
/// Of one kind, the heaviest: a long paper names everything once.
constexpr std::size_t kConceptsMax = 16;

double business_share(std::string_view kind) {
    constexpr std::array<std::string_view, 3> kForums{"organisation", "organ", "format"};
    return std::ranges::find(kForums, kind) == kForums.end() ? kBusinessShare : kOrganShare;
}

/// What a body is part of in the end.
BodyId top_of(BodyId id, const remit::Vocabulary& vocabulary) {
    while (vocabulary.body(id).part_of.is_some()) id = vocabulary.body(id).part_of;
    return id;
}

/// By topic: the organisation to which most bodies and treaties belong that are about it; none
/// where there is no such majority.
std::vector<BodyId> homes_of(const remit::Vocabulary& vocabulary) {
    std::vector<std::map<BodyId, int>> votes(vocabulary.topics.size());
    for (std::size_t index = 0; index < vocabulary.bodies.size(); ++index) {
        for (const TopicId topic : vocabulary.bodies[index].about) {
            ++votes[topic.index()][top_of(BodyId(index), vocabulary)];
        }
    }
    for (const remit::Instrument& instrument : vocabulary.instruments) {
        if (!instrument.body.is_some()) continue;
        for (const TopicId topic : instrument.about) {
            ++votes[topic.index()][top_of(instrument.body, vocabulary)];
        }
    }
    std::vector<BodyId> homes;
    for (const auto& of_topic : votes) {
        int all = 0;
        for (const auto& [body, count] : of_topic) all += count;
        const auto most =
            std::ranges::max_element(of_topic, {}, [](const auto& vote) { return vote.second; });
        const bool clear = all > 0 && most->second >= kHomeMajority * all;
        homes.push_back(clear ? most->first : BodyId());
    }
    return homes;
}

double form_weight(const Mention& mention) {
    switch (mention.form) {
        case Form::symbol:
            return kSymbolWeight;
        case Form::name:
            return mention.words > 1 || mention.target.kind != TargetKind::topic
                       ? kNameWeight
                       : kSingleWordWeight;
        case Form::acronym:
            return kNameWeight;
        case Form::sign:
            return kSignWeight;
        case Form::hint:
            break;
    }
    return kHintWeight;
}

}  // namespace

PaperReader::PaperReader(const remit::Vocabulary& vocabulary, const Signs& signs,
                         const authority::NameReach& reach, const Recogniser& recogniser)
    : vocabulary_(&vocabulary), signs_(&signs), reach_(&reach), session_(recogniser) {
    table(TargetKind::body).entries.resize(vocabulary.bodies.size());
    table(TargetKind::topic).entries.resize(vocabulary.topics.size());
    table(TargetKind::counterpart).entries.resize(vocabulary.counterparts.size());
    table(TargetKind::instrument).entries.resize(vocabulary.instruments.size());
    table(TargetKind::function).entries.resize(vocabulary.functions.size());
    table(TargetKind::place).entries.resize(signs.places.size());
    for (std::size_t kind = 0; kind < tables_.size(); ++kind) {
        noted_[kind].resize(tables_[kind].entries.size());
    }
    homes_ = homes_of(vocabulary);
    for (std::size_t topic = 0; topic < vocabulary.topics.size(); ++topic) {
        if (!vocabulary.topics[topic].formal_for.empty()) formal_topics_.emplace_back(topic);
    }
}

void PaperReader::clear() {
    for (Table& table : tables_) {
        for (const std::uint32_t index : table.touched) table.entries[index] = {};
        table.touched.clear();
    }
    for (const Mention& mention : reading_.mentions) {
        noted_[static_cast<std::size_t>(mention.target.kind)][mention.target.index] = {};
    }
    reading_.mentions.clear();
    reading_.concepts.clear();
}

void PaperReader::add(Target target, double weight, std::uint32_t mention, bool implied) {
    Table& of_kind = table(target.kind);
    Weighed& entry = of_kind.entries[target.index];
    if (!entry.seen) {
        entry = {.weight = 0, .mention = mention, .implied = implied, .seen = true};
        of_kind.touched.push_back(target.index);
    }
    if (entry.implied && !implied) {
        entry.implied = false;
        entry.mention = mention;
    }
    entry.weight = 1 - (1 - entry.weight) * (1 - weight);
}

/// Of each thing, where it is mentioned and whether hints of it count, in one pass: a long paper
/// mentions thousands.
void PaperReader::note_places() {
    for (const Mention& mention : reading_.mentions) {
        Noted& noted = noted_[static_cast<std::size_t>(mention.target.kind)][mention.target.index];
        if (!noted.any) {
            noted.any = true;
            noted.field = mention.field;
            noted.begin = mention.begin;
        }
        noted.several_places |= noted.field != mention.field || noted.begin != mention.begin;
        // A hint stands beside another of the same thing, or a sign of it.
        if (mention.form != Form::hint) {
            noted.backed = true;
        } else if (!noted.hinted) {
            noted.hinted = true;
            noted.hint = mention.phrase;
        } else {
            noted.backed |= noted.hint != mention.phrase;
        }
    }
}

bool PaperReader::is_backed(const Mention& hint) const {
    return noted_[static_cast<std::size_t>(hint.target.kind)][hint.target.index].backed;
}

/// Whether a body is mentioned at other words that covers the one of this mention.
bool PaperReader::has_parent_beside(const Mention& mention) const {
    const auto& bodies = noted_[static_cast<std::size_t>(TargetKind::body)];
    return std::ranges::any_of(
        reach_->wider(BodyId(mention.target.index)), [&](const authority::Wider& wider) {
            const Noted& noted = bodies[wider.entry];
            return noted.any && (noted.several_places || noted.field != mention.field ||
                                 noted.begin != mention.begin);
        });
}

/// One of several bodies with one name is meant where what it belongs to is named as well; the
/// first of them where none is.
bool PaperReader::is_likely_body(std::size_t index) const {
    const std::vector<Mention>& mentions = reading_.mentions;
    const Mention& mention = mentions[index];
    if (has_parent_beside(mention)) return true;
    const auto is_twin = [&](std::size_t at) {
        return mentions[at].field == mention.field && mentions[at].begin == mention.begin &&
               mentions[at].end == mention.end;
    };
    std::size_t first = index;
    while (first > 0 && is_twin(first - 1)) --first;
    for (std::size_t at = first; at < mentions.size() && is_twin(at); ++at) {
        const Mention& other = mentions[at];
        if (other.target.kind != TargetKind::body || other.target == mention.target) continue;
        if (other.target.index < mention.target.index || has_parent_beside(other)) return false;
    }
    return true;
}

/// Whether the title names what it is about.
bool PaperReader::says_title() const {
    return std::ranges::any_of(reading_.mentions, [](const Mention& mention) {
        const bool subject = mention.target.kind == TargetKind::body ||
                             mention.target.kind == TargetKind::topic ||
                             mention.target.kind == TargetKind::instrument;
        return subject && mention.field == Field::title && mention.form != Form::hint;
    });
}

double PaperReader::weight_of(const Mention& mention, double text_share) {
    switch (mention.field) {
        case Field::title:
            return form_weight(mention);
        case Field::text:
            return form_weight(mention) * text_share / (1 + mention.begin / kFadingBytes);
        case Field::sender:
            break;
    }
    return form_weight(mention) * kSenderShare;
}

void PaperReader::add_said() {
    const double text_share = says_title() ? kTextBesideShare : kTextShare;
    for (std::uint32_t index = 0; index < reading_.mentions.size(); ++index) {
        const Mention& mention = reading_.mentions[index];
        if (mention.form == Form::hint && !is_backed(mention)) continue;
        if (mention.several && mention.target.kind == TargetKind::body && !is_likely_body(index)) {
            continue;
        }
        add(mention.target, weight_of(mention, text_share), index, /*implied=*/false);
    }
}

void PaperReader::imply_of_body(BodyId id, double weight, std::uint32_t mention) {
    const double share = business_share(vocabulary_->body(id).kind);
    for (const TopicId topic : reach_->business(id)) {
        if (vocabulary_->topic(topic).affairs_of.is_some()) continue;  // says the body again
        add({TargetKind::topic, static_cast<std::uint32_t>(topic.index())}, weight * share, mention,
            /*implied=*/true);
        const BodyId forum = reach_->forum(topic);
        if (!forum.is_some() || reach_->is_word_for_all(forum) || reach_->covers(forum, id)) {
            continue;
        }
        add({TargetKind::body, static_cast<std::uint32_t>(forum.index())},
            weight * share * kForumShare, mention, /*implied=*/true);
    }
}

/// Whatever a treaty is about, it obliges.
void PaperReader::imply_formal(const remit::Instrument& instrument, const Weighed& entry) {
    Table& topics = table(TargetKind::topic);
    for (const TopicId id : formal_topics_) {
        const auto& kinds = vocabulary_->topic(id).formal_for;
        if (std::ranges::find(kinds, instrument.kind) == kinds.end()) continue;
        Weighed& topic = topics.entries[id.index()];
        if (topic.seen && !topic.formal) continue;  // it is said
        add({TargetKind::topic, static_cast<std::uint32_t>(id.index())},
            entry.weight * kFormalShare, entry.mention, /*implied=*/true);
        topic.formal = true;
    }
}

/// What follows from what was said. Nothing follows from what only follows, but for the business of
/// the body that keeps a treaty: that is the treaty's own.
void PaperReader::add_implied() {
    const auto said = [&](TargetKind kind) {
        std::vector<std::pair<std::uint32_t, Weighed>> found;
        for (const std::uint32_t index : table(kind).touched) {
            found.emplace_back(index, table(kind).entries[index]);
        }
        return found;
    };
    const auto bodies = said(TargetKind::body);
    const auto topics = said(TargetKind::topic);
    for (const auto& [index, entry] : said(TargetKind::instrument)) {
        const remit::Instrument& instrument = vocabulary_->instruments[index];
        for (const TopicId topic : instrument.about) {
            add({TargetKind::topic, static_cast<std::uint32_t>(topic.index())}, entry.weight,
                entry.mention, /*implied=*/false);
        }
        if (instrument.body.is_some()) {
            add({TargetKind::body, static_cast<std::uint32_t>(instrument.body.index())},
                entry.weight * kKeeperShare, entry.mention, /*implied=*/true);
        }
        imply_formal(instrument, entry);
    }
    for (const auto& [index, entry] : bodies) {
        imply_of_body(BodyId(index), entry.weight, entry.mention);
    }
    for (const auto& [index, entry] : topics) {
        const BodyId forum = reach_->forum(TopicId(index));
        if (!forum.is_some() || reach_->is_word_for_all(forum)) continue;
        if (vocabulary_->body(forum).covers.is_word_for_many() && !bodies.empty()) continue;
        add({TargetKind::body, static_cast<std::uint32_t>(forum.index())},
            entry.weight * kForumShare, entry.mention, /*implied=*/true);
    }
    for (const auto& [index, entry] : said(TargetKind::place)) {
        for (const TopicId topic : signs_->places[index].topics) {
            add({TargetKind::topic, static_cast<std::uint32_t>(topic.index())},
                entry.weight * kPlaceShare, entry.mention, /*implied=*/true);
        }
    }
    for (const auto& [index, entry] : said(TargetKind::counterpart)) {
        for (const TopicId topic : reach_->about(remit::CounterpartId(index))) {
            add({TargetKind::topic, static_cast<std::uint32_t>(topic.index())},
                entry.weight * kCounterpartShare, entry.mention, /*implied=*/true);
        }
    }
}

void PaperReader::imply_home() {
    // In one's own language it is one's own affair.
    if (!session_.is_foreign() || !table(TargetKind::body).touched.empty()) return;
    for (const std::uint32_t index : std::vector(table(TargetKind::topic).touched)) {
        const Weighed entry = table(TargetKind::topic).entries[index];
        const BodyId home = homes_[index];
        if (entry.implied || !home.is_some()) continue;
        add({TargetKind::body, static_cast<std::uint32_t>(home.index())}, entry.weight * kHomeShare,
            entry.mention, /*implied=*/true);
    }
}

void PaperReader::collect() {
    for (const TargetKind kind :
         {TargetKind::body, TargetKind::topic, TargetKind::counterpart, TargetKind::function}) {
        const std::size_t from = reading_.concepts.size();
        for (const std::uint32_t index : table(kind).touched) {
            const bool is_affairs =
                kind == TargetKind::topic && vocabulary_->topics[index].affairs_of.is_some();
            if (is_affairs) continue;  // it is its forum, which was added
            const Weighed& entry = table(kind).entries[index];
            reading_.concepts.push_back(
                {{kind, index}, entry.weight, entry.mention, entry.implied, entry.formal});
        }
        std::sort(reading_.concepts.begin() + static_cast<std::ptrdiff_t>(from),
                  reading_.concepts.end(), [](const Concept& a, const Concept& b) {
                      return std::tuple(-a.weight, a.target) < std::tuple(-b.weight, b.target);
                  });
        if (reading_.concepts.size() > from + kConceptsMax) {
            reading_.concepts.resize(from + kConceptsMax);
        }
    }
}

const Reading& PaperReader::read(const Paper& paper) {
    clear();
    reading_.mentions = session_.mentions(paper);
    note_places();
    add_said();
    add_implied();
    imply_home();
    collect();
    return reading_;
}

}  // namespace remit::route
