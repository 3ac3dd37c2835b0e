// Diagnostics as clang prints them; declared in diag/render.h.
//
// Every line that shows text of the act passes through Excerpt or visible(), so that no control
// character of a text reaches the terminal. Nothing here may cost more than a page for one
// diagnostic, however long its line is.
#include <fmt/format.h>

#include <array>
#include <iterator>

#include "diag/excerpt.h"
#include "diag/render.h"

namespace remit::diag {
namespace {

constexpr std::size_t kMessageColumns = 400;
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kMagenta = "\x1b[1;35m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kReset = "\x1b[0m";

struct Label {
    std::string text;  // "warning"
    std::string_view colour;
};

class Printer {
  public:
    Printer(const Source& source, const TerminalOptions& options)
        : source_(source),
          options_(options),
          note_{say(PhraseId::note), kCyan},
          fix_{say(PhraseId::fix), kGreen} {
        labels_[index(Severity::info)] = {say(PhraseId::severity_info), kBlue};
        labels_[index(Severity::warning)] = {say(PhraseId::severity_warning), kMagenta};
        labels_[index(Severity::error)] = {say(PhraseId::severity_error), kRed};
    }

    void print(const Diagnostic& diagnostic);
    void print_summary(std::span<const Diagnostic> diagnostics, std::size_t shown);
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    static std::size_t index(Severity severity) { return static_cast<std::size_t>(severity); }
    [[nodiscard]] std::string say(PhraseId id, std::vector<Argument> arguments = {}) const {
        return in_words(phrase(id), arguments, options_.language);
    }
    void print_head(Span span, const Label& label, std::string_view message,
                    std::string_view id_text);
    void print_excerpt(Span span, const std::optional<FixIt>& fix);
    void print_fix(const FixIt& fix);
    [[nodiscard]] std::string words_of(const FixIt& fix) const;
    void paint(std::string_view colour, std::string_view text);
    void gutter(std::string_view number);

    const Source& source_;
    const TerminalOptions& options_;
    std::array<Label, 3> labels_;
    Label note_;
    Label fix_;
    std::string out_;
};

void Printer::print(const Diagnostic& diagnostic) {
    const CatalogueEntry& entry = entry_of(diagnostic.id);
    const std::string message = message_of(diagnostic, source_, options_.language);
    print_head(diagnostic.span, labels_[index(entry.severity)], message, entry.id_text);
    print_excerpt(diagnostic.span, diagnostic.fix);
    for (const Note& note : diagnostic.notes) {
        print_head(note.span, note_, message_of(note, source_, options_.language), "");
        print_excerpt(note.span, std::nullopt);
    }
}

void Printer::print_head(Span span, const Label& label, std::string_view message,
                         std::string_view id_text) {
    const Place place = source_.place_of(span.begin);
    const std::string file =
        place.file == nullptr ? "" : visible(place.file->name, kMessageColumns);
    paint(kBold, fmt::format("{}:{}:{}:", file, place.line, place.column));
    out_ += ' ';
    paint(label.colour, fmt::format("{}:", label.text));
    out_ += ' ';
    paint(kBold, visible(message, kMessageColumns));
    if (!id_text.empty()) fmt::format_to(std::back_inserter(out_), " [{}]", id_text);
    out_ += '\n';
}

void Printer::print_excerpt(Span span, const std::optional<FixIt>& fix) {
    const Excerpt excerpt(source_, span);
    gutter(fmt::format("{}", source_.place_of(span.begin).line));
    out_ += excerpt.text();
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
    gutter("");
    paint(kGreen, excerpt.marker());
    out_ += '\n';
    if (!fix) return;
    const std::optional<std::size_t> column = excerpt.column_of(fix->span.begin);
    if (!column) return print_fix(*fix);
    gutter("");
    out_.append(*column, ' ');
    const bool deletes = fix->replacement.empty();
    paint(kGreen,
          deletes ? "(" + words_of(*fix) + ")" : visible(fix->replacement, kExcerptColumns));
    out_ += '\n';
}

/// A fix-it that lies outside the excerpt, with a place of its own.
void Printer::print_fix(const FixIt& fix) {
    print_head(fix.span, fix_, words_of(fix), "");
    print_excerpt(fix.span, std::nullopt);
}

std::string Printer::words_of(const FixIt& fix) const {
    if (fix.replacement.empty()) return say(PhraseId::fix_delete);
    const PhraseId id = fix.span.size() == 0 ? PhraseId::fix_insert : PhraseId::fix_replace;
    return say(id, {{"text", fix.replacement}});
}

void Printer::print_summary(std::span<const Diagnostic> diagnostics, std::size_t shown) {
    std::array<std::int64_t, 3> counts{};
    for (const Diagnostic& diagnostic : diagnostics)
        ++counts[index(entry_of(diagnostic.id).severity)];
    constexpr std::array<std::pair<Severity, PhraseId>, 3> kRows = {{
        {Severity::error, PhraseId::count_error},
        {Severity::warning, PhraseId::count_warning},
        {Severity::info, PhraseId::count_info},
    }};
    std::string line;
    for (const auto& [severity, id] : kRows) {
        const std::int64_t count = counts[index(severity)];
        if (count == 0) continue;
        if (!line.empty()) line += ", ";
        line += say(id, {{"count", count}});
    }
    if (shown < diagnostics.size()) {
        line += "; " + say(PhraseId::not_shown,
                           {{"count", static_cast<std::int64_t>(diagnostics.size() - shown)}});
    }
    out_ += line;
    out_ += '\n';
}

void Printer::paint(std::string_view colour, std::string_view text) {
    if (!options_.colour) {
        out_ += text;
        return;
    }
    out_ += colour;
    out_ += text;
    out_ += kReset;
}

void Printer::gutter(std::string_view number) {
    fmt::format_to(std::back_inserter(out_), "{:>5} | ", number);
}

}  // namespace

std::string render_terminal(std::span<const Diagnostic> diagnostics, const Source& source,
                            const TerminalOptions& options) {
    if (diagnostics.empty()) return {};
    const std::size_t shown =
        options.limit == 0 ? diagnostics.size() : std::min(options.limit, diagnostics.size());
    Printer printer(source, options);
    for (const Diagnostic& diagnostic : diagnostics.first(shown)) printer.print(diagnostic);
    printer.print_summary(diagnostics, shown);
    return printer.take();
}

}  // namespace remit::diag
