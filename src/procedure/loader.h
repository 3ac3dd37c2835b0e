// procedures/*.yaml, read and checked, with a diagnostic at the place of each fault.
//
// Invariant: a definition of a Library has no fault of level error: check_invariants() of it says
// nothing. A faulty file gives diagnostics, all of them in one run, and no definition; nothing is
// guessed or corrected. Loading never fails and reads no file itself: names and bytes are given.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "diag/diagnostics.h"
#include "diag/source.h"
#include "procedure/definition.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

inline constexpr std::size_t kProcedureBytesMax = std::size_t{1} << 20;  // of one file
inline constexpr std::size_t kProceduresMax = 1000;                      // files in one call

/// The sound definitions, by id and version.
class Library {
  public:
    Library() = default;
    explicit Library(std::vector<Definition> definitions);

    /// Sorted by id, then version.
    [[nodiscard]] std::span<const Definition> all() const { return definitions_; }
    [[nodiscard]] const Definition* find(std::string_view id, std::uint32_t version) const;
    /// The newest version: the one under which matters are opened.
    [[nodiscard]] const Definition* latest(std::string_view id) const;

  private:
    std::vector<Definition> definitions_;
};

struct LoadedProcedures {
    Library library;
    diag::Source source;  // the files, one behind the other, in which the diagnostics point
    diag::Diagnostics diagnostics;
    /// Of each file that is not in the background, in order: what it says it is. The id is empty
    /// where that is faulty.
    struct Head {
        std::string id;
        std::uint32_t version = 0;
    };
    std::vector<Head> heads;
};

struct ProcedureFile {
    std::string_view name;  // as diagnostics shall call it
    std::string_view bytes;
    /// Read only so that others can refer to it. Its faults are not told, and one that stands for
    /// the same version as another file gives way.
    bool background = false;
};

/// The vocabulary need not outlive the result. Cost: O(bytes), nearly all of it in the reading of
/// YAML; see bench/procedure_bench.cpp.
LoadedProcedures load_procedures(std::span<const ProcedureFile> files,
                                 const remit::Vocabulary& vocabulary);

/// The files of `procedures/` that the binary carries.
std::vector<ProcedureFile> embedded_procedures(std::span<const base::EmbeddedFile> files);

/// Loads those. They are tested at build, so that a diagnostic is a fault of the program.
LoadedProcedures load_embedded_procedures(const remit::Vocabulary& vocabulary);

}  // namespace remit::procedure
