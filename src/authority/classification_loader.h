// secrecy/schemes.yaml: the schemes of classification, read into authority::Schemes.
//
// Invariant: schemes loaded without an error have no id twice, no two levels of one scheme at one
// rank or under one name, no equivalence of levels that differ in rank and no reference that leads
// nowhere. A faulty file gives what could be read and a diagnostic for each fault; nothing is
// guessed, and schemes with errors must not be put to use.
#pragma once

#include <string>
#include <string_view>

#include "authority/classification.h"
#include "base/result.h"
#include "diag/diagnostics.h"
#include "diag/source.h"

namespace remit::authority {

struct LoadedSchemes {
    Schemes schemes;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// In:   `name` as diagnostics shall call the file.
/// Cost: O(bytes log levels).
LoadedSchemes load_schemes(std::string name, std::string_view bytes);

/// The schemes that the binary carries. Errors: corrupt (they are faulty; a build never is).
Result<Schemes> load_embedded_schemes();

}  // namespace remit::authority
