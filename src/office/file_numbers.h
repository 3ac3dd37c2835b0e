// How matters and papers are numbered: the patterns of packs/*/numbers.yaml.
//
// An ordinal counts the matters of a unit in a year, from 1 and without gaps; the pattern makes a
// file number of it, so that what differs between administrations is data. A pattern is text with
// the placeholders {class} (of the procedure), {dossier} (of the unit), {body}, {yy} and {yyyy} (of
// the opening, or of the paper), {n} (the ordinal) and {n5} (in five digits). Invariant: two
// matters of one plan never have one number, because the pattern holds dossier, year and ordinal,
// and no two units share a dossier. A number, once given, is recorded and never computed again.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/model.h"

namespace remit::office {

struct NumberPlan {
    std::string matter;  // pattern
    std::string paper;   // pattern; empty where papers have no number of their own
    std::string body;
    std::map<std::string, std::string, std::less<>> classes;  // by procedure
    std::string other_class;
    std::map<std::string, std::string, std::less<>> dossiers;  // by the code of a unit
    bool verified = false;  // whether the codes were compared with the institution's own plan
};

struct LoadedNumbers {
    NumberPlan plan;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// Reads a numbers.yaml. Every unit of the act must have its dossier.
LoadedNumbers load_numbers(std::string name, std::string_view bytes, const remit::Remit& act);

/// The number of a unit's matter. A unit that came after the plan has its code as its dossier.
/// Example: "018-05/26-04/7".
std::string matter_number(const NumberPlan& plan, std::string_view procedure, std::string_view unit,
                          int year, std::int64_t ordinal);
/// The number of the n-th paper of a matter; empty where the plan has none for papers.
std::string paper_number(const NumberPlan& plan, std::string_view unit, int year,
                         std::int64_t ordinal);

}  // namespace remit::office
