// Upper and title case by Unicode's rules, in no particular locale.
//
// For names that are shown: the stored text keeps its case, and matching goes by text::fold.
#pragma once

#include <string>
#include <string_view>

namespace remit::text {

/// The text in capitals.
std::string to_upper(std::string_view text);
/// The word with its first letter in upper case, the others untouched.
std::string capitalised(std::string_view word);

}  // namespace remit::text
