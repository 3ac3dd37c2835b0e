#include "diag/diagnostics.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace remit::diag {
namespace {

void add_argument(std::vector<Argument>& arguments, const Message& message, Argument argument) {
    REMIT_CHECK(accepts(message, argument));
    REMIT_CHECK(std::ranges::find(arguments, argument.name, &Argument::name) == arguments.end());
    arguments.push_back(std::move(argument));
}

}  // namespace

Diagnostic& Diagnostic::with(std::string_view name, std::string value) {
    add_argument(arguments, entry_of(id).message, {name, std::move(value)});
    return *this;
}

Diagnostic& Diagnostic::with(std::string_view name, std::int64_t value) {
    add_argument(arguments, entry_of(id).message, {name, value});
    return *this;
}

Diagnostic& Diagnostic::note(NoteId note_id, Span note_span) {
    REMIT_CHECK(entry_of(note_id).owner == id);
    REMIT_CHECK(note_span.begin <= note_span.end);
    notes.push_back({note_id, note_span, {}});
    return *this;
}

Diagnostic& Diagnostic::note_with(std::string_view name, std::string value) {
    REMIT_CHECK(!notes.empty());
    add_argument(notes.back().arguments, entry_of(notes.back().id).message,
                 {name, std::move(value)});
    return *this;
}

Diagnostic& Diagnostic::fix_it(Span fix_span, std::string replacement) {
    REMIT_CHECK(!fix.has_value());
    REMIT_CHECK(fix_span.begin <= fix_span.end);
    fix = FixIt{fix_span, std::move(replacement)};
    return *this;
}

std::string message_of(const Diagnostic& diagnostic, const Source& source, Language language) {
    return in_words(entry_of(diagnostic.id).message, diagnostic.arguments, language,
                    source.text(diagnostic.span));
}

std::string message_of(const Note& note, const Source& source, Language language) {
    return in_words(entry_of(note.id).message, note.arguments, language, source.text(note.span));
}

Diagnostic& Diagnostics::report(DiagnosticId id, Span span) {
    REMIT_CHECK(span.begin <= span.end);
    return all_.emplace_back(Diagnostic{id, span, {}, {}, std::nullopt});
}

std::size_t Diagnostics::count(Severity at_least) const {
    const auto counted = std::ranges::count_if(
        all_, [at_least](const Diagnostic& d) { return entry_of(d.id).severity >= at_least; });
    return static_cast<std::size_t>(counted);
}

void Diagnostics::sort() {
    std::ranges::stable_sort(
        all_, {}, [](const Diagnostic& d) { return std::tuple(d.span.begin, d.span.end, d.id); });
}

}  // namespace remit::diag
