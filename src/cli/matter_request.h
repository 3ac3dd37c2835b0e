// From the words of the command line to the requests of an office: fields, papers, notes.
//
// Invariant: only the form of words is judged here; whether there is such a field, and whether a
// value fits it, is the office's question, which names all that is wrong at once.
#pragma once

#include <string>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"
#include "office/requests.h"

namespace remit::cli {

/// Of --set, in the order in which fields were first named. Errors: invalid_input.
Result<std::vector<office::FieldText>> read_fields(const Options& options);

/// Of --paper, --signed and --marking; reads the files. `known` are the ids of papers that are in
/// the matter: such a word brings a new version of that paper. Errors: invalid_input, those of
/// Env::read_file.
Result<std::vector<office::PaperText>> read_papers(base::Env& env, const Options& options,
                                                   const std::vector<office::PaperText>& known);

}  // namespace remit::cli
