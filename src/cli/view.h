// A compiled act for people: the tree of its units, and with -v each unit's duties.
//
// Laid out for a page of kPageColumns. It shows and judges nothing: findings are counted, and
// `remit lint` tells them. Words of the act reach the page only through printable().
#pragma once

#include <optional>
#include <string>

#include "cli/columns.h"
#include "compile/compilation.h"
#include "compile/pack_loader.h"
#include "diag/language.h"

namespace remit::cli {

struct ViewOptions {
    bool verbose = false;
    bool colour = false;
    diag::Language language = diag::Language::en;  // of functions and topics
    const compile::Institution* institution = nullptr;
};

/// Cost: O(units + duties).
std::string view_of(const compile::Compilation& compilation, const ViewOptions& options);

}  // namespace remit::cli
