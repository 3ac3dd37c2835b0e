// From the words on the command line to a compilation: files of an act, standard input, or a pack.
//
// Acts and packs never mix, and nothing is compiled unless everything could be read. What the
// compiler finds wrong is in the compilation; what could not be read is an Error with its cure.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "compile/compile.h"
#include "compile/knowledge.h"
#include "compile/pack_loader.h"

namespace remit::cli {

/// What was named, read and found to be text.
struct Input {
    diag::Source source;
    bool is_pack = false;
};

/// Errors: those of Env::read_file and check_text; invalid_input where acts and packs are mixed.
Result<Input> read_input(base::Env& env, std::span<const std::string> names);

/// The ids of the packs that the binary carries: "hr".
std::vector<std::string> carried_packs();
/// One of them. Errors: not_found, which says which there are.
Result<Input> read_carried_pack(const std::string& id);

struct Loaded {
    compile::Compilation compilation;
    std::optional<compile::Institution> institution;  // of a pack
    std::optional<compile::EnglishTexts> english;     // of a pack
    compile::Phases phases;                           // of an act, where they were asked for
};

enum class WantPhases { no, yes };

/// Compiles an act or loads a pack. `knowledge` must outlive the result.
Loaded load(Input input, const compile::Knowledge& knowledge, WantPhases want_phases,
            const text::Spelling* spelling);

/// The institution of a pack, or the files of an act: "part-1.txt + part-2.txt".
std::string name_of(const Loaded& loaded);

/// Errors: invalid_input with every diagnostic, where one is an error.
Status check_faultless(const diag::Diagnostics& diagnostics, const diag::Source& source);

}  // namespace remit::cli
