#include "procedure/command.h"

namespace remit::procedure {

Power written(const authority::Grant& grant, const remit::Remit& act,
              const remit::Vocabulary& vocabulary) {
    return {.function = vocabulary.functions[grant.function.index()].id,
            .unit = act.unit(grant.unit).code,
            .duty = grant.duty_id,
            .citation = grant.citation,
            .ground = grant.ground,
            .deputy_for = grant.deputy_for};
}

}  // namespace remit::procedure
