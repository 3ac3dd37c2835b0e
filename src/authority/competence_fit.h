// One duty against one matter, name by name: plain, for explaining and for finding what a matter
// leaves unsaid.
//
// It says for a single duty what Claims finds for all of them at once (competence.h, rule 2); tests
// hold the two together. Pure; it looks at no other duty.
#pragma once

#include <cstdint>

#include "authority/competence_claims.h"
#include "authority/subject.h"
#include "remit/model.h"

namespace remit::authority {

/// How far a single duty meets a matter.
enum class Fit : std::uint8_t {
    covers,
    topic_not_stated,
    body_not_stated,
    counterpart_not_stated,
    other_topic,
    other_body,
    other_counterpart,
    names_no_subject,
};

/// Whether the duty might cover the matter if that stated more.
[[nodiscard]] constexpr bool is_unsaid(Fit fit) {
    return fit == Fit::topic_not_stated || fit == Fit::body_not_stated ||
           fit == Fit::counterpart_not_stated;
}

/// For which function the duty is asked; none: whatever it is.
struct FitFunction {
    remit::FunctionId id;
    bool toward_counterparts = false;
};

/// Cost: O(names of the duty * names of the matter).
[[nodiscard]] Fit fit_of(const Claims& claims, remit::DutyId duty, FitFunction function,
                         const Subject& subject);

}  // namespace remit::authority
