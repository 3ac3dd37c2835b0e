// Bytes of a text as a part of an address: RFC 3986, section 2.
//
// What is unreserved there (letters, digits, "-", ".", "_", "~") stays, every other byte becomes
// "%" and two digits. It knows nothing of which part of an address may hold what.
#pragma once

#include <string>
#include <string_view>

namespace remit::base {

/// Cost: O(bytes).
void append_percent_encoded(std::string& out, std::string_view text);

}  // namespace remit::base
