// The bytes of files and papers, which lie under their SHA-256.
//
// Invariant: what is given are the bytes that the database holds, as they are; whoever gives them
// on as those of a paper hashes them again.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/connection.h"

namespace remit::office {

/// In: the 32 bytes of the hash. None where there are none. Errors: those of the connection.
Result<std::optional<std::string>> find_content(store::Connection& connection,
                                                std::string_view digest);

}  // namespace remit::office
