// Diagnostics as JSON; declared in diag/render.h.
//
// Field names and their order are part of the schema (docs/schema): they are added to, never
// renamed. Offsets count bytes of the joined text; line and column are those a person sees. Nothing
// here decides what is worth reporting.
#include "diag/clip.h"
#include "diag/render.h"

namespace remit::diag {
namespace {

void write_place(base::JsonWriter& out, const Source& source, Span span) {
    const Place place = source.place_of(span.begin);
    out.field("file",
              place.file == nullptr ? std::string_view() : std::string_view(place.file->name));
    out.field("line", place.line).field("column", place.column);
}

void write_span(base::JsonWriter& out, const Source& source, Span span) {
    out.field("start", span.begin).field("end", span.end);
    out.field("text", valid_utf8(source.text(span), kShownBytesMax));
}

void write_fix(base::JsonWriter& out, const std::optional<FixIt>& fix) {
    out.key("fix");
    if (!fix) {
        out.null();
        return;
    }
    out.begin_object();
    out.field("start", fix->span.begin).field("end", fix->span.end);
    out.field("replacement", valid_utf8(fix->replacement));
    out.end_object();
}

void write_note(base::JsonWriter& out, const Note& note, const Source& source, Language language) {
    const NoteEntry& entry = entry_of(note.id);
    out.begin_object().field("id", entry.id_text);
    write_span(out, source, note.span);
    out.field("message", valid_utf8(message_of(note, source, language), kShownBytesMax));
    write_place(out, source, note.span);
    out.end_object();
}

void write_diagnostic(base::JsonWriter& out, const Diagnostic& diagnostic, const Source& source,
                      Language language) {
    const CatalogueEntry& entry = entry_of(diagnostic.id);
    out.begin_object().field("id", entry.id_text).field("severity", name_of(entry.severity));
    write_span(out, source, diagnostic.span);
    out.field("message", valid_utf8(message_of(diagnostic, source, language), kShownBytesMax));
    write_place(out, source, diagnostic.span);
    out.key("notes").begin_array();
    for (const Note& note : diagnostic.notes) write_note(out, note, source, language);
    out.end_array();
    write_fix(out, diagnostic.fix);
    out.end_object();
}

}  // namespace

void write_json(base::JsonWriter& out, std::span<const Diagnostic> diagnostics,
                const Source& source, Language language) {
    out.begin_array();
    for (const Diagnostic& diagnostic : diagnostics)
        write_diagnostic(out, diagnostic, source, language);
    out.end_array();
}

std::string render_json(std::span<const Diagnostic> diagnostics, const Source& source,
                        Language language) {
    base::JsonWriter out;
    write_json(out, diagnostics, source, language);
    return out.finish();
}

}  // namespace remit::diag
