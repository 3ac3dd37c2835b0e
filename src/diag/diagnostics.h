// What is wrong with a user's text, collected while it is read.
//
// A diagnostic is an id of the catalogue (catalogue.toml), the narrowest span that is wrong, typed
// arguments, notes that point to other places, and at most one fix-it, given only where it is
// certain. Messages are put into words when they are shown (render.h), in the reader's language.
// Reporting never fails and never stops the reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/catalogue.h"  // generated from catalogue.toml: DiagnosticId, NoteId, Severity, entry_of()
#include "diag/message.h"  // Argument, Message, in_words()
#include "diag/source.h"

namespace remit::diag {

struct Note {
    NoteId id;
    Span span;
    std::vector<Argument> arguments;
};

/// Replace the span by the text. An empty span inserts, an empty text deletes.
struct FixIt {
    Span span;
    std::string replacement;
};

struct Diagnostic {
    DiagnosticId id;
    Span span;
    std::vector<Argument> arguments;
    std::vector<Note> notes;
    std::optional<FixIt> fix;

    /// The catalogue must know an argument of that name and type for the id.
    Diagnostic& with(std::string_view name, std::string value);
    Diagnostic& with(std::string_view name, std::int64_t value);
    /// The note must belong to the id.
    Diagnostic& note(NoteId note_id, Span note_span);
    /// Adds an argument to the note added last.
    Diagnostic& note_with(std::string_view name, std::string value);
    Diagnostic& fix_it(Span fix_span, std::string replacement);
};

/// What is wrong, in words; a text that was not given as an argument is that of the span.
[[nodiscard]] std::string message_of(const Diagnostic& diagnostic, const Source& source,
                                     Language language);
[[nodiscard]] std::string message_of(const Note& note, const Source& source, Language language);

class Diagnostics {
  public:
    /// Adds a diagnostic; the reference is good until the next report.
    Diagnostic& report(DiagnosticId id, Span span);

    [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
    [[nodiscard]] std::size_t count(Severity at_least) const;
    /// Orders by place, then id, then the order of reporting, so that output does not depend on the
    /// order of the passes.
    void sort();

  private:
    std::vector<Diagnostic> all_;
};

}  // namespace remit::diag
