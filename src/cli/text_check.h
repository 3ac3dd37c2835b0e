// Whether bytes are text that can be compiled, and if not, what they are and how to cure it.
//
// Everything that is no act in UTF-8 stops here, before the compiler: nothing at all, pictures and
// word processors' files, other code pages, broken characters. It never repairs or converts: the
// bytes that are compiled are the bytes that were given.
#pragma once

#include <string_view>

#include "base/result.h"

namespace remit::cli {

/// The most text that is compiled in one go; the longest codes of law are a tenth of it.
inline constexpr std::size_t kActBytesMax = std::size_t{80} << 20;

/// In:     `name` as the user gave it.
/// Errors: invalid_input (the message says what was seen, where, and the cure), limit.
/// Cost:   O(bytes).
Status check_text(std::string_view name, std::string_view bytes);

}  // namespace remit::cli
