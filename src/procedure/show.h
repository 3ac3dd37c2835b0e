// A procedure shown: to people as lines of text or a drawing, to programs as JSON.
//
// Only reads. Everything that a definition says stands in the text once, in words of the reader's
// language; what rests on a basis that nobody has checked says so. The same definition gives the
// same bytes. JSON follows docs/schema/procedure-v1.json.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "diag/language.h"
#include "procedure/definition.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

/// One paragraph, to be broken into lines by whoever prints it.
struct ShownLine {
    enum class Kind : std::uint8_t { title, text, heading, entry, detail };
    Kind kind = Kind::text;
    std::uint8_t indent = 0;  // columns
    std::string text;
};

/// `known` gives the procedures of matters that it opens their names; others are told by id.
std::vector<ShownLine> show_lines(const Definition& definition, const remit::Vocabulary& vocabulary,
                                  diag::Language language, std::span<const Definition> known = {});

std::string show_json(const Definition& definition);

/// Graphviz source: states as nodes, steps as arrows, what clocks do by themselves dashed.
std::string show_dot(const Definition& definition, diag::Language language);
/// Has `dot` draw it. Errors: not_found (Graphviz is not installed), io (it failed).
Result<std::string> show_svg(const Definition& definition, diag::Language language, base::Env& env);

}  // namespace remit::procedure
