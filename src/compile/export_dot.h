// The organigram: Graphviz source, and the picture that Graphviz draws of it.
//
// Every box says code, kind, name and how many duties; dashed stands for a unit that the act names
// and gives nothing. Kinds are told apart by word, by the width of the bar and by colour, so that a
// black-and-white print loses nothing. Invariant: the source holds all places, so that any Graphviz
// draws the same picture. It never asks for a network font.
#pragma once

#include <string>

#include "base/env.h"
#include "base/result.h"
#include "compile/compilation.h"

namespace remit::compile {

/// Units drawn at most; the legend says how many were left out.
inline constexpr std::size_t kDrawnUnitsMax = 1'500;

std::string export_dot(const Compilation& compilation);

/// Has `dot` draw the organigram. Errors: not_found (Graphviz is not installed), io (it failed).
Result<std::string> export_svg(const Compilation& compilation, base::Env& env);

}  // namespace remit::compile
