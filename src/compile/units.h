// From the blocks of the tree to units and the places of their duties.
//
// Walks the tree once, in order, and decides which unit each block speaks of: by printed number, by
// the list that announces it, by its name in whatever case, and only then by the usual rank of its
// kind. Nothing is guessed silently: a unit without a heading, without an announcement or without a
// provision is known as such.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "act/parser.h"
#include "compile/knowledge.h"
#include "remit/model.h"
#include "text/lexicon.h"

namespace remit::compile {

/// A duty's place in the act, before its meaning is read.
struct DutyPlace {
    remit::UnitId unit;
    std::size_t node = 0;  // the duty's leaf
    std::string article;
    std::string mark;             // the list mark as printed, empty for inline duties
    std::uint32_t paragraph = 0;  // within its article, from 1; 0 without article
    std::uint32_t ordinal = 0;    // within its unit, from 1
    std::uint32_t item = 0;       // among the marked duties of its paragraph, from 1; 0 unmarked
};

/// A unit as found, with what the lints need and the model does not keep.
struct UnitNotes {
    std::vector<text::Token> name_tokens;  // of the name as first read
    diag::Span first_heading;              // of its provision; empty where it has none
    diag::Span second_heading;             // where it is headed again with duties; empty where not
    bool headed = false;                   // a heading or an announced name gave its name
    bool announced = false;
    bool expects_announcement = false;  // its place has a list of units, and it is not in it
    diag::Span announcement;            // that list
    bool nameless = false;              // known only by its kind, or not at all
    diag::Span nameless_at;             // where its provision begins
    diag::Span named_later;             // what names it afterwards
};

struct UnitTable {
    std::vector<remit::Unit> units;
    std::vector<UnitNotes> notes;
    std::vector<DutyPlace> duties;
};

UnitTable resolve_units(const act::SyntaxTree& syntax, std::string_view text,
                        const Knowledge& knowledge, const text::Lexicon& lexicon);

}  // namespace remit::compile
