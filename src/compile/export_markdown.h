// The compiled act as Markdown: what an officer would paste into a memo.
//
// Units as headings in the order of the house, duties as numbered items with citation, functions
// and names. Invariant: nothing of the act's text can be read as markup.
#pragma once

#include <string>

#include "compile/compilation.h"

namespace remit::compile {

std::string export_markdown(const Compilation& compilation);

}  // namespace remit::compile
