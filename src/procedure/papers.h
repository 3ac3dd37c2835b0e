// Papers of a matter: a first version, a further one, a signature.
//
// Invariant: a signed paper does not change any more, not even by a new version; what replaces it
// is another paper. Versions follow each other without a gap. Of this module only.
#pragma once

#include "procedure/draft.h"

namespace remit::procedure {

/// Blocks, or applies the paper to the matter without an event, so that conditions see it.
[[nodiscard]] bool accepts(Draft& draft, const Paper& paper);
void bring(Draft& draft, const BringPaper& command);

}  // namespace remit::procedure
