// What changed between two compiled acts, for people and as JSON (docs/schema/remit-diff-v1.json).
//
// Invariant: every unit and duty of both acts stands in exactly one change of the JSON; the text
// leaves out what was kept and counts it. Words that went are in [- -], words that came in {+ +},
// as wdiff writes them.
#pragma once

#include <string>

#include "compile/compilation.h"
#include "remit/diff.h"

namespace remit::compile {

/// Two acts and their difference. The acts are borrowed.
struct ActDiff {
    const Compilation* old_act = nullptr;
    const Compilation* new_act = nullptr;
    remit::Diff diff;
};

/// Compares two acts. Cost: remit::diff and a pass over all duties.
ActDiff diff_acts(const Compilation& old_act, const Compilation& new_act);

std::string export_diff_text(const ActDiff& acts);
std::string export_diff_json(const ActDiff& acts);

}  // namespace remit::compile
