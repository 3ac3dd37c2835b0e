// A name that leads nowhere, reported with the one that was probably meant.
//
// It suggests only what differs by a slip of the keyboard or two: a wild guess is worse than none.
// report_unknown is of this module only.
#pragma once

#include <span>
#include <string_view>

#include "diag/diagnostics.h"

namespace remit::procedure {

/// The candidate that differs least; empty where none is near. Cost: O(candidates * letters).
std::string_view nearest_of(std::string_view word, std::span<const std::string_view> candidates);

/// Reports unknown-reference, with a note that names the nearest. `places` has where each candidate
/// stands, or nothing.
void report_unknown(diag::Diagnostics& diagnostics, std::string_view key, std::string_view value,
                    diag::Span span, std::span<const std::string_view> known,
                    std::span<const diag::Span> places = {});

}  // namespace remit::procedure
