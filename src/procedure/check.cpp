#include "procedure/check.h"

namespace remit::procedure {

void check(const Definition& /*definition*/, const Places& /*places*/,
           diag::Diagnostics& /*diagnostics*/) {}

void check_together(std::vector<ReadDefinition>& /*read*/, diag::Diagnostics& /*diagnostics*/) {}

}  // namespace remit::procedure
