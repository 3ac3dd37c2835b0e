// Every piece of evidence holds, whatever the paper: for texts put together from names of the
// vocabulary, routed to the institutions whose packs the binary carries.
//
// Evidence says: these bytes of the paper mean this thing, or this thing follows from them; and the
// cited duty names it, or something that covers it so much wider. Each part is checked against the
// tables, not against the router.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/mailroom.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace remit::route {
namespace {

using remit::BodyId;
using remit::CounterpartId;
using remit::TopicId;

constexpr int kPapers = 1500;

const remit::Vocabulary& words() {
    return testing::vocabulary();
}
const authority::NameReach& reach() {
    return testing::carried_router().reach();
}

/// Names of the vocabulary in a random order, with words of no meaning between them.
class Papers {
  public:
    explicit Papers(std::uint32_t seed) : chance_(seed) {
        for (const remit::Body& body : words().bodies) {
            add(body.names);
            add(body.acronyms);
        }
        for (const remit::Topic& topic : words().topics) add(topic.names);
        for (const remit::Counterpart& one : words().counterparts) add(one.names);
        for (const remit::Instrument& one : words().instruments) {
            add(one.names);
            add(one.acronyms);
        }
        for (const Place& place : testing::carried_signs().places) {
            add(place.names);
            add(place.adjectives);
        }
        for (const Sign& sign : testing::carried_signs().signs) {
            add(sign.signs);
            add(sign.hints);
        }
        for (const remit::Duty& duty : testing::carried_pack("hr").compilation.remit.duties) {
            names_.emplace_back(testing::carried_pack("hr").compilation.text_of(duty.extent));
        }
    }
    std::string paper() {
        static constexpr std::array<std::string_view, 8> kBetween{" ",   ", ",  " and ", " i ",
                                                                  " и ", " - ", " (",    " des "};
        std::string text;
        for (std::size_t count = 1 + chance_() % 6; count > 0; --count) {
            text += names_[chance_() % names_.size()];
            text += kBetween[chance_() % kBetween.size()];
        }
        return text;
    }

  private:
    void add(const remit::Names& names) {
        for (const char* language : {"en", "fr", "hr", "sr"}) {
            for (const std::string& name : names.in(language)) names_.push_back(name);
        }
    }
    std::mt19937 chance_;
    std::vector<std::string> names_;
};

template <typename Id>
bool has(const std::vector<Id>& list, Id id) {
    return std::ranges::find(list, id) != list.end();
}

/// Whether it follows by the vocabulary from what the mention points to that the paper is on
/// `meets`. Steps as reading.h says; a body may follow from a topic that follows.
class Follows {
  public:
    static bool from(Target said, Target meets) {
        if (said == meets) return true;
        const std::vector<Target> first = next(said);
        return std::ranges::any_of(
            first, [&](Target one) { return one == meets || has(next(one), meets); });
    }

  private:
    static Target body(BodyId id) {
        return {TargetKind::body, static_cast<std::uint32_t>(id.index())};
    }
    static Target topic(TopicId id) {
        return {TargetKind::topic, static_cast<std::uint32_t>(id.index())};
    }
    static std::vector<Target> next(Target from) {
        std::vector<Target> to;
        const auto add_topics = [&](const auto& topics) {
            for (const TopicId id : topics) to.push_back(topic(id));
        };
        switch (from.kind) {
            case TargetKind::body:
                add_topics(reach().business(BodyId(from.index)));
                break;
            case TargetKind::topic:
                if (const BodyId forum = reach().forum(TopicId(from.index)); forum.is_some()) {
                    to.push_back(body(forum));
                }
                add_homes(TopicId(from.index), to);
                break;
            case TargetKind::counterpart:
                add_topics(reach().about(CounterpartId(from.index)));
                break;
            case TargetKind::instrument: {
                const remit::Instrument& one = words().instruments[from.index];
                add_topics(one.about);
                if (one.body.is_some()) to.push_back(body(one.body));
                for (std::size_t id = 0; id < words().topics.size(); ++id) {
                    const auto& kinds = words().topics[id].formal_for;
                    if (has(kinds, one.kind)) to.push_back(topic(TopicId(id)));
                }
                break;
            }
            case TargetKind::place:
                add_topics(testing::carried_signs().places[from.index].topics);
                break;
            case TargetKind::function:
                break;
        }
        return to;
    }
    /// A topic is at home before an organisation of which some body or treaty is about it.
    static void add_homes(TopicId id, std::vector<Target>& to) {
        const auto top = [](BodyId of) {
            while (words().body(of).part_of.is_some()) of = words().body(of).part_of;
            return of;
        };
        for (std::size_t index = 0; index < words().bodies.size(); ++index) {
            if (has(words().bodies[index].about, id)) to.push_back(body(top(BodyId(index))));
        }
        for (const remit::Instrument& one : words().instruments) {
            if (one.body.is_some() && has(one.about, id)) to.push_back(body(top(one.body)));
        }
    }
};

/// How much wider the reach says that `named` is; none where it does not cover it.
std::optional<std::uint8_t> level_of(Target named, Target meets) {
    const auto find = [&](auto id) -> std::optional<std::uint8_t> {
        for (const authority::Wider& wider : reach().wider(id)) {
            if (wider.entry == named.index) return wider.level;
        }
        return std::nullopt;
    };
    if (named.kind != meets.kind) return std::nullopt;
    switch (meets.kind) {
        case TargetKind::body:
            return find(BodyId(meets.index));
        case TargetKind::topic:
            return find(TopicId(meets.index));
        case TargetKind::counterpart:
            return find(CounterpartId(meets.index));
        case TargetKind::function:
            return named == meets ? std::optional<std::uint8_t>(0) : std::nullopt;
        case TargetKind::instrument:
        case TargetKind::place:
            break;
    }
    return std::nullopt;
}

/// Whether the duty names it; one that says "in those fields" names what the other one names.
bool names(const remit::Remit& act, const remit::Duty& duty, Target target) {
    const auto one = [&](const remit::Duty& asked) {
        switch (target.kind) {
            case TargetKind::body:
                return has(asked.bodies, BodyId(target.index));
            case TargetKind::topic:
                return has(asked.topics, TopicId(target.index));
            case TargetKind::counterpart:
                return has(asked.counterparts, CounterpartId(target.index));
            case TargetKind::function:
                return has(asked.functions, remit::FunctionId(target.index));
            case TargetKind::instrument:
            case TargetKind::place:
                break;
        }
        return false;
    };
    return one(duty) || (duty.refers_to.is_some() && one(act.duty(duty.refers_to)));
}

/// What a unit's name claims stands in the name.
bool name_says(const remit::Unit& unit, Target target) {
    const Recogniser& recogniser = testing::carried_router().recogniser();
    Recogniser::Session session(recogniser);
    for (const Mention& one : session.mentions({.title = unit.name, .text = {}, .sender = {}})) {
        if (one.target == target || Follows::from(one.target, target)) return true;
    }
    return false;
}

void check_mentions(const Paper& paper, const Reading& reading) {
    Field field = Field::title;
    std::uint32_t at = 0;
    for (const Mention& mention : reading.mentions) {
        if (mention.field != field) at = 0;
        CHECK(mention.field >= field);
        CHECK(mention.begin >= at);
        field = mention.field;
        at = mention.begin;
        const std::string_view bytes = field_of(paper, mention.field);
        REQUIRE(mention.end <= bytes.size());
        REQUIRE(mention.begin < mention.end);
        CHECK_FALSE(
            text::find_utf8_fault(bytes.substr(mention.begin, mention.end - mention.begin)));
    }
}

void check_candidate(const Candidate& candidate, const remit::Remit& act, const Reading& reading) {
    for (const Evidence& evidence : candidate.evidence) {
        REQUIRE(evidence.mention < reading.mentions.size());
        const Target said = reading.mentions[evidence.mention].target;
        CHECK(Follows::from(said, evidence.meets));
        if (!evidence.implied && said.kind != TargetKind::instrument) CHECK(said == evidence.meets);
        CHECK(level_of(evidence.named, evidence.meets) == evidence.level);
        if (candidate.duty.is_some()) {
            const remit::Duty& duty = act.duty(candidate.duty);
            CHECK(duty.unit == candidate.unit);
            CHECK_FALSE(duty.citation.label.empty());
            CHECK(names(act, duty, evidence.named));
        } else {
            CHECK(name_says(act.unit(candidate.unit), evidence.named));
        }
    }
    CHECK((!candidate.evidence.empty() || !candidate.words.empty()));
    CHECK(std::isfinite(candidate.score));
    CHECK(candidate.probability >= 0);
    CHECK(candidate.probability <= 1);
}

/// A word that a candidate shares stands in a duty of its unit, or in its name, in some form.
void check_words(const Candidate& candidate, const Paper& paper, const compile::Pack& pack) {
    const compile::Compilation& act = pack.compilation;
    const remit::Unit& unit = act.remit.unit(candidate.unit);
    std::string of_unit = unit.name;
    for (std::size_t index = 0; index < act.remit.duties.size(); ++index) {
        const remit::DutyId duty(index);
        if (act.remit.duty(duty).unit != candidate.unit) continue;
        of_unit += ' ';
        of_unit += act.text_of(duty);
        of_unit += ' ';
        of_unit += act.text_of(pack.english.duties[index]);
    }
    text::Lexicon lexicon;
    std::vector<std::string> keys;
    for (const text::Token& token : text::tokenise(of_unit, lexicon)) {
        if (token.kind == text::TokenKind::word)
            keys.push_back(word_key(lexicon[token.word].folded));
    }
    for (const SharedWord& word : candidate.words) {
        const std::string_view field = field_of(paper, word.field);
        REQUIRE(word.end <= field.size());
        const std::string key =
            word_key(text::fold(field.substr(word.begin, word.end - word.begin)));
        CHECK(has(keys, key));
    }
}

}  // namespace

TEST_CASE("evidence: of every candidate it holds, by the bytes, the vocabulary and the act") {
    Papers papers(2026);
    Session session(testing::carried_router());
    std::size_t checked = 0;
    for (int round = 0; round < kPapers; ++round) {
        const std::string title = papers.paper();
        const std::string text = round % 3 == 0 ? papers.paper() + papers.paper() : std::string();
        const std::string sender = round % 5 == 0 ? papers.paper() : std::string();
        CAPTURE(title);
        CAPTURE(text);
        CAPTURE(sender);
        const Paper paper{.title = title, .text = text, .sender = sender};
        const auto routed = session.route(paper, 5);
        REQUIRE(routed.ok());
        check_mentions(paper, session.reading());
        for (std::size_t house = 0; house < 2; ++house) {
            const compile::Pack& pack = testing::carried_pack(house == 0 ? "hr" : "rs");
            const Routing& routing = routed.value().routings[house];
            CHECK((routing.verdict != Verdict::ours || !routing.candidates.empty()));
            CHECK(routing.none_probability >= 0);
            CHECK(routing.none_probability <= 1);
            for (const Candidate& candidate : routing.candidates) {
                check_candidate(candidate, pack.compilation.remit, session.reading());
                check_words(candidate, paper, pack);
                checked += candidate.evidence.size();
            }
        }
    }
    CHECK(checked > kPapers);
}

}  // namespace remit::route
