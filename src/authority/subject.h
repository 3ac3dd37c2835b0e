// What a matter is about, as far as competence depends on it, and the power under which a step in
// it is taken.
//
// Pure values. A Subject is compared with what a duty names; a Grant is what a step carries into
// the ledger, so that whoever reads it years later sees the clause without asking the program that
// decided.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "remit/model.h"

namespace remit::authority {

/// What a matter concerns; an empty list says nothing, it does not say "none".
struct Subject {
    std::vector<remit::BodyId> bodies;
    std::vector<remit::TopicId> topics;
    std::vector<remit::CounterpartId> counterparts;

    bool operator==(const Subject&) const = default;
};

/// How a unit comes to the power that it uses.
enum class Ground : std::uint8_t {
    own,         // by a duty of its own that names the subject
    designated,  // by a duty that rivals hold as well, after a superior chose it
    taken_over,  // by the duty of a unit below it
    residual,    // by "other work", because no unit holds a duty that names the subject
    advised,     // by nothing: the institution runs in advise mode and the officer gave a reason
    asked,       // by having been asked; the duty, if any, is that of the unit which asked
};

struct Grant {
    remit::FunctionId function;
    remit::UnitId unit;    // the unit that acts
    remit::DutyId duty;    // the duty that empowers it; none where ground is `advised`
    std::string duty_id;   // "5.1.2-06", as in remit::Duty
    std::string citation;  // "čl. 46. st. 1."
    Ground ground = Ground::own;
    std::string deputy_for;  // the officer who is replaced; empty in a post of one's own

    bool operator==(const Grant&) const = default;
};

}  // namespace remit::authority
