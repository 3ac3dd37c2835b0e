// The words of the trade as data: functions, unit kinds, bodies, topics, counterparts, instruments.
//
// Loaded from vocabulary/*.yaml (compile/vocabulary_loader.h). Entries are known by id in files and
// by index in memory; the order of the files is the order of the tables. Nothing here knows how
// names are found in a text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "remit/model.h"

namespace remit::remit {

/// Names in the four languages; Serbian in Cyrillic, from which Latin is derived. The first of a
/// list is preferred.
struct Names {
    std::vector<std::string> en;
    std::vector<std::string> fr;
    std::vector<std::string> hr;
    std::vector<std::string> sr;

    /// The names in "en", "fr", "hr" or "sr"; empty for any other language.
    [[nodiscard]] std::span<const std::string> in(std::string_view language) const;
};

/// Years or ISO dates as written in the file; empty where open.
struct Validity {
    std::string from;
    std::string until;
};

/// What a function is for, where one unit holds the topic of a matter and another its forum.
enum class DecidedBy : std::uint8_t { neither, topic, body };

struct Function {
    std::string id;                   // "propose_position"
    Names names;                      // for people
    bool residual = false;            // `other_duties`
    std::vector<FunctionId> entails;  // cannot be done without these; as written, not closed
    DecidedBy decided_by = DecidedBy::neither;
    bool toward_counterparts = false;  // done toward the counterparts that a duty names, only
};

struct UnitKind {
    std::string id;                  // "directorate"; several entries may share it
    int rank = 0;                    // a lower rank stands above a higher one
    bool generic = false;            // never a unit's whole name: an attribute must follow
    std::string hr;                  // nominative, "uprava"
    std::string sr;                  // nominative in Cyrillic; empty where Serbian has no such kind
    std::vector<std::string> forms;  // folded inflected forms, the nominative singular first
};

/// Which bodies a word for many stands for: those that meet every rule that is given, and those
/// that are named. Empty for a body that covers only itself and its parts.
struct BodyCover {
    std::vector<std::string> kinds;  // "any" is every kind
    BodyId under;                    // stands below this one
    std::vector<TopicId> about;      // its business falls under one of these
    std::vector<BodyId> bodies;

    [[nodiscard]] bool has_rule() const {
        return !kinds.empty() || under.is_some() || !about.empty();
    }
    [[nodiscard]] bool is_word_for_many() const { return has_rule() || !bodies.empty(); }
};

struct Body {
    std::string id;
    std::string label;  // canonical short English label: "UN", "PSC"
    std::string kind;   // "organisation", "organ", ..., "generic"
    BodyId part_of;
    Validity valid;
    bool verified = true;
    bool apart = false;  // a word for many bodies does not mean it where papers are routed
    Names names;
    Names acronyms;
    std::vector<TopicId> about;  // every matter before it is of each of these topics; where empty,
                                 // those of the body that it is part of
    std::vector<BodyId> replaces;  // bodies whose place it took
    BodyCover covers;
};

struct Topic {
    std::string id;
    std::string label;
    TopicId broader;
    Names names;
    BodyId affairs_of;                // it is this body's affairs and nothing else
    bool apart = false;               // personnel, procurement, consular help: never the matter of
                                      // a unit because it holds the body that is named beside it
    std::vector<FunctionId> done_by;  // it says what these functions say already
    std::vector<std::string> formal_for;  // kinds of instruments under which every matter is of it,
                                          // whatever else it is about
};

/// Which counterparts a word for many stands for.
struct CounterpartCover {
    std::vector<std::string> kinds;  // of its own country, where it has one
    std::vector<CounterpartId> counterparts;

    [[nodiscard]] bool is_word_for_many() const { return !kinds.empty() || !counterparts.empty(); }
};

struct Counterpart {
    std::string id;
    std::string label;
    std::string kind;
    std::string country;  // "hr", "rs", ... or empty
    Names names;
    std::vector<TopicId> about;  // all work with it is of each of these; of a word for many, with
                                 // each of them
    CounterpartCover covers;
};

struct Instrument {
    std::string id;
    std::string label;
    std::string kind;
    BodyId body;
    std::string year;
    Names names;
    Names acronyms;
    std::vector<TopicId> about;  // every matter under it is of each of these topics
};

struct Vocabulary {
    std::vector<Function> functions;
    std::vector<UnitKind> unit_kinds;
    std::vector<Body> bodies;
    std::vector<Topic> topics;
    std::vector<Counterpart> counterparts;
    std::vector<Instrument> instruments;

    [[nodiscard]] const Function& function(FunctionId id) const { return functions[id.index()]; }
    [[nodiscard]] const UnitKind& unit_kind(UnitKindId id) const { return unit_kinds[id.index()]; }
    [[nodiscard]] const Body& body(BodyId id) const { return bodies[id.index()]; }
    [[nodiscard]] const Topic& topic(TopicId id) const { return topics[id.index()]; }
    [[nodiscard]] const Counterpart& counterpart(CounterpartId id) const {
        return counterparts[id.index()];
    }
    [[nodiscard]] const Instrument& instrument(InstrumentId id) const {
        return instruments[id.index()];
    }
    /// Looks for an id of the files. Cost: O(entries); whoever resolves many makes a map.
    [[nodiscard]] std::optional<BodyId> find_body(std::string_view id) const;
    [[nodiscard]] std::optional<TopicId> find_topic(std::string_view id) const;
    [[nodiscard]] std::optional<FunctionId> find_function(std::string_view id) const;
    [[nodiscard]] std::optional<CounterpartId> find_counterpart(std::string_view id) const;
    [[nodiscard]] std::optional<InstrumentId> find_instrument(std::string_view id) const;
    /// The first entry of the kind: several share an id where they differ in word.
    [[nodiscard]] std::optional<UnitKindId> find_unit_kind(std::string_view id) const;
    /// The name a Croatian ("hr") or Serbian ("sr") act would use for a counterpart, in the
    /// nominative. Where it has none in that language: in the other of the two, then in English,
    /// then its label.
    [[nodiscard]] std::string_view name_in(CounterpartId id, std::string_view language) const;
};

}  // namespace remit::remit
