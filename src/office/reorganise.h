// Reorganisation: another act comes into force, and open matters go where it puts them.
//
// What is to become of a matter depends on the unit that leads it, its procedure and what it is
// about, and on nothing else: it stays with its unit where that is competent under the new act,
// also under another code or name; else it goes to the unit that is; where several are equally
// competent a superior must choose, and where none is it is left and listed. Posts follow their
// units. Invariants: plan and run are the same function; a matter keeps its number; whoever leads a
// matter after the run has a duty of the new act for it, and the entry names that.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "compile/export_diff.h"
#include "office/act_file.h"
#include "office/office.h"

namespace remit::office {

struct MatterMove {
    enum class Kind : std::uint8_t {
        stays,    // nothing is recorded
        follows,  // its unit, which has another code now
        moves,    // to the unit that is competent now
        rivals,   // several are; a superior must choose
        orphan,   // no unit is
    };
    Kind kind = Kind::stays;
    std::string matter;  // id
    std::string number;
    std::string from;                // code of a unit of the old act
    std::string to;                  // of the new one; empty where none leads it
    std::string duty;                // of the new act
    std::string citation;            // its place
    std::vector<std::string> among;  // codes of rivals
};

struct PostMove {
    std::string post;
    std::string from;
    std::string to;  // empty: its unit is no more, and so is the post
};

struct Reorganisation {
    std::string diff_text;          // units and duties, as `remit diff` shows them
    std::vector<MatterMove> moves;  // of all open matters but those that stay, by number
    std::size_t stays = 0;
    std::vector<PostMove> posts;  // those that change
};

/// What would happen; writes nothing. Errors: invalid_input (the act has errors), those of the
/// database. Cost: one compilation, and O(open matters).
Result<Reorganisation> plan_reorganisation(Office& office, const AdoptedAct& act);

/// Adopts the act and does what the plan says, in one transaction. The office must be opened again
/// behind it. Errors: also conflict (the act is in force from a later day: wait for it).
Result<Reorganisation> reorganise(Office& office, const std::string& by, AdoptedAct act);

}  // namespace remit::office
