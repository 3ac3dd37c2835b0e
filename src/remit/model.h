// The compiled remit: the units that an act sets up and the duties it gives them.
//
// Pure data. Units form a forest in the order of the act; every duty belongs to one unit and knows
// the exact bytes of the act that say it. Ids are indexes into the tables of one Remit and mean
// nothing outside it. Names of functions, bodies, topics and counterparts are ids of the vocabulary
// (remit/vocabulary.h); the model never copies them as text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"

namespace remit::remit {

struct UnitTag;
struct DutyTag;
struct FunctionTag;
struct BodyTag;
struct TopicTag;
struct CounterpartTag;
struct InstrumentTag;
struct UnitKindTag;
using UnitId = base::Id<UnitTag>;
using DutyId = base::Id<DutyTag>;
using FunctionId = base::Id<FunctionTag>;        // index into Vocabulary::functions
using BodyId = base::Id<BodyTag>;                // ... ::bodies
using TopicId = base::Id<TopicTag>;              // ... ::topics
using CounterpartId = base::Id<CounterpartTag>;  // ... ::counterparts
using InstrumentId = base::Id<InstrumentTag>;    // ... ::instruments
using UnitKindId = base::Id<UnitKindTag>;        // ... ::unit_kinds

/// A run of bytes of the joined input, end exclusive; empty where there is none.
struct Extent {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] bool empty() const { return begin == end; }
    bool operator==(const Extent&) const = default;
};

/// How much of the unit the act shows.
enum class UnitStatus : std::uint8_t {
    provision,       // announced or headed, and its duties stand in the text
    announced_only,  // named in a list of units, no provision follows
    mentioned_only,  // named only as the place of other units
};

struct Unit {
    std::string code;  // as printed without its final mark ("5.1.1", "II"), made ("I/2") or, at the
                       // top, "0"
    std::string name;  // nominative, without number and definitions
    UnitKindId kind;   // may be none
    UnitId parent;     // none for the top
    UnitStatus status = UnitStatus::provision;
    bool code_printed = false;
    std::string article;  // the article that holds its provision, as printed ("45", "15a"); empty
                          // where there is none
    Extent heading;       // where it is headed or first stands as a subject
    Extent announced;     // its item in a list of units
};

/// Where the act says it, in the form officers cite ("čl. 46. st. 1.", "II al. 3").
struct Citation {
    std::string label;
    std::string article;          // empty where the act has no articles
    std::uint32_t paragraph = 0;  // from 1; 0 where not counted
    std::uint32_t ordinal = 0;    // the duty's number within its unit's provision, from 1
    std::string item;             // the list mark as printed, without its dot or bracket
};

struct Duty {
    std::string id;  // stable across compilations of the same act: "5.1.1-04"
    UnitId unit;
    Extent extent;  // the exact words, without list mark and closing punctuation
    Citation citation;
    std::vector<FunctionId> functions;  // in vocabulary order, without repeats
    std::vector<BodyId> bodies;  // in order of first mention, without repeats; so are the next two
    std::vector<TopicId> topics;
    std::vector<CounterpartId> counterparts;
    DutyId refers_to;        // the duty that "in those fields" points at
    bool residual = false;   // "and other work within its remit"
    bool truncated = false;  // the text begins or ends inside it
    bool implicit = false;   // it names only a subject; the functions were read into it
};

struct Abbreviation {
    std::string short_form;
    std::string long_form;  // as written, in whatever case it stands
    Extent extent;          // the definition, brackets included
    UnitId scope;  // the unit in whose provision it is defined; it holds from there to the end of
                   // the act
    bool acronym = true;  // false for a short name ("Stalno predstavništvo ... pri NATO")
    bool regular = true;  // introduced by the usual marker
};

struct Remit {
    std::string language;  // "hr" or "sr"
    std::string script;    // "Latn" or "Cyrl": of most words
    std::vector<Unit> units;
    std::vector<Duty> duties;
    std::vector<Abbreviation> abbreviations;

    [[nodiscard]] const Unit& unit(UnitId id) const { return units[id.index()]; }
    [[nodiscard]] const Duty& duty(DutyId id) const { return duties[id.index()]; }
    /// Whether `above` is the unit itself or stands above it. Cost: O(depth).
    [[nodiscard]] bool contains(UnitId above, UnitId unit) const;
    /// Duties of one unit are contiguous in no particular table order; this lists them in the order
    /// of the act. Cost: O(all duties); for every unit in turn use duties_by_unit().
    [[nodiscard]] std::vector<DutyId> duties_of(UnitId unit) const;
    /// In the order of the table. Cost: O(all units); for every unit in turn use UnitTree.
    [[nodiscard]] std::vector<UnitId> children_of(UnitId unit) const;
};

/// Every unit's duties, indexed by unit, each list in the order of the act. Cost: O(units +
/// duties).
std::vector<std::vector<DutyId>> duties_by_unit(const Remit& remit);

/// The units as a forest to be walked: who stands where, and every unit after the one above it.
struct UnitTree {
    std::vector<UnitId> roots;
    std::vector<std::vector<UnitId>> children;  // indexed by unit, in the order of the table
    std::vector<UnitId> preorder;               // every unit once, each before its children
    std::vector<std::uint32_t> depth;           // indexed by unit; 0 for a root

    /// A unit whose parents run in a circle or out of the table is taken as a root. Cost: O(units).
    static UnitTree of(const Remit& remit);
};

}  // namespace remit::remit
