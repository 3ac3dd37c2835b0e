// The vocabulary, read from its six files into remit::Vocabulary.
//
// Invariant: a vocabulary loaded without an error has no two entries of a table with one id (unit
// kinds apart), no reference that leads nowhere and no entry that is part of itself. A faulty file
// gives what could be read and a diagnostic at the place of each fault; nothing is guessed. Phrases
// that find functions are read elsewhere (grammar_loader.h).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/embedded.h"
#include "base/env.h"
#include "base/result.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "remit/vocabulary.h"

namespace remit::compile {

struct LoadedVocabulary {
    remit::Vocabulary vocabulary;
    diag::Source source;  // the files, one behind the other, in which the diagnostics point
    diag::Diagnostics diagnostics;
};

/// The names of the files in `vocabulary/`, in the order in which they are read.
std::span<const std::string_view> vocabulary_file_names();

/// Reads the files that the binary carries. They are tested at build, so that a diagnostic is a
/// fault of the program.
LoadedVocabulary load_embedded_vocabulary();

/// Reads the files of a directory. Errors: those of Env::read_file, for the first file that cannot
/// be read.
Result<LoadedVocabulary> load_vocabulary(base::Env& env, const std::string& directory);

/// Reads files given by path; only the last part of the path says which table it is. Others are
/// passed over, a table without a file stays empty.
LoadedVocabulary load_vocabulary(std::span<const base::EmbeddedFile> files);

}  // namespace remit::compile
