#include "authority/competence_order.h"

#include <bit>

namespace remit::authority {

Criterion ClaimOrder::criterion(Specificity before, Specificity behind) const {
    if (!goes_before(before, behind)) return Criterion::none;
    const int highest = static_cast<int>(std::bit_width(before ^ behind)) - 1;
    const bool body_first = decided_by_ == remit::DecidedBy::body;
    if (highest >= kUncoveredShift) return Criterion::covers_more;
    if (highest >= kUnmetShift)
        return body_first ? Criterion::function : Criterion::both_dimensions;
    if (highest >= kNearerShift) return body_first ? Criterion::body : Criterion::topic;
    if (highest >= kGeneralBehind) return Criterion::function;
    if (highest >= kOtherShift) return body_first ? Criterion::topic : Criterion::body;
    if (highest >= kBusinessShift) return Criterion::business;
    if (highest >= kCounterpartShift) return Criterion::counterpart;
    return Criterion::function;
}

}  // namespace remit::authority
