// Which kinds of work a procedure does, so that one can say which duties of an act it serves.
//
// A step that names a function proves little: whoever holds that function may be able to begin and
// never to finish. A function is carried out alone where an opening step names it and, by steps
// that name it and by what clocks do, the work can be brought to an end from wherever it can get
// to, and to every end that there is. `carries_out` of the file narrows that list, and alone may
// say that some steps or consultations are the whole of a kind of work. Nothing here weighs
// conditions: they depend on the matter, and what they ask for is set by steps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "procedure/definition.h"

namespace remit::procedure {

/// Whether a unit that has this function and no other can do the work of the procedure from
/// beginning to end. Cost: O(states * steps).
bool works_alone(const Definition& definition, std::string_view function);

/// The functions of opening steps that work alone, sorted.
std::vector<std::string> functions_alone(const Definition& definition);

/// Why an entry of `carries_out` does not hold.
enum class ClaimFault : std::uint8_t {
    none,
    not_alone,          // no steps are named, and the function does not reach every end
    step_without,       // a named step does not name the function
    consultation_else,  // a named consultation asks holders of another function, or nobody by
                        // function
};
ClaimFault check_claim(const Definition& definition, const CarriedOut& claim);

/// What the procedure carries out: the entries of `carries_out` that hold, or, where it has none,
/// every function that works alone, in the order of the file.
std::vector<CarriedOut> carried_out(const Definition& definition);

}  // namespace remit::procedure
