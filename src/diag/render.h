// Diagnostics for people and for other programs: terminal text in clang's form, JSON, SARIF 2.1.0.
//
// Renderers only read. They show diagnostics in the order given (sort first), and the same input
// gives the same bytes. What comes from a text never reaches a terminal as a control character, and
// never makes a line longer than the page.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/json_writer.h"
#include "diag/diagnostics.h"
#include "diag/language.h"
#include "diag/source.h"

namespace remit::diag {

/// The longest text of a span or argument that is shown in full in JSON and SARIF; start and end
/// always are.
inline constexpr std::size_t kShownBytesMax = std::size_t{64} << 10;

struct TerminalOptions {
    Language language = Language::en;
    bool colour = false;
    std::size_t limit = 0;  // show so many diagnostics and count the rest; 0 shows all
};

/// As clang prints them: place, severity, message, id; the line with caret and range; notes;
/// fix-it; a count at the end. Empty where there is no diagnostic. Cost: O(diagnostics) after the
/// first look at the lines.
[[nodiscard]] std::string render_terminal(std::span<const Diagnostic> diagnostics,
                                          const Source& source, const TerminalOptions& options);

/// An array of {id, severity, start, end, text, message, file, line, column, notes[], fix} as the
/// next value of the writer; start and end are bytes of the joined text, fix is null or {start,
/// end, replacement}.
void write_json(base::JsonWriter& out, std::span<const Diagnostic> diagnostics,
                const Source& source, Language language);
/// The same as a document of its own.
[[nodiscard]] std::string render_json(std::span<const Diagnostic> diagnostics, const Source& source,
                                      Language language);

struct SarifOptions {
    Language language = Language::en;
    std::string_view tool_version;  // of Remit
};

/// One run of a SARIF 2.1.0 log: rules from the catalogue, results, related places, fixes. Places
/// are relative to their file; columns count code points.
[[nodiscard]] std::string render_sarif(std::span<const Diagnostic> diagnostics,
                                       const Source& source, const SarifOptions& options);

}  // namespace remit::diag
