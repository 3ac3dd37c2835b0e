// Diagnostics as a SARIF 2.1.0 log; declared in diag/render.h.
//
// Source: OASIS SARIF 2.1.0, sections 3.14 (run), 3.27 (result), 3.30 (region), 3.49 (rule), 3.55
// (fix). Regions lie within one file, so spans are made relative to their file and cut at its end.
// Columns are code points, which the run declares. The log never holds a time, a machine's name or
// a working folder.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "diag/clip.h"
#include "diag/render.h"

namespace remit::diag {
namespace {

std::string_view level_of(Severity severity) {
    return severity == Severity::info ? std::string_view("note") : name_of(severity);
}

/// RFC 3986: everything but unreserved characters and '/' is written %XX; absolute paths become
/// file URIs.
std::string uri_of(std::string_view name) {
    constexpr std::string_view kUnreserved =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    std::string uri = name.starts_with('/') ? "file://" : "";
    for (const char byte : name) {
        if (kUnreserved.find(byte) != std::string_view::npos) {
            uri += byte;
        } else {
            fmt::format_to(std::back_inserter(uri), "%{:02X}", static_cast<unsigned char>(byte));
        }
    }
    return uri;
}

class SarifPrinter {
  public:
    SarifPrinter(const Source& source, const SarifOptions& options)
        : source_(source), options_(options) {}

    std::string print(std::span<const Diagnostic> diagnostics);

  private:
    void write_driver();
    void write_rule(const CatalogueEntry& entry);
    void write_artifacts();
    void write_result(const Diagnostic& diagnostic);
    void write_location(Span span);
    void write_artifact_location(const SourceFile* file);
    void write_region(Span span, const SourceFile* file);
    void write_related(const Note& note);
    void write_fix(const FixIt& fix);
    void write_text(std::string_view key, std::string_view text);
    [[nodiscard]] Span within_file(Span span, const SourceFile* file) const;

    const Source& source_;
    const SarifOptions& options_;
    base::JsonWriter out_;
};

std::string SarifPrinter::print(std::span<const Diagnostic> diagnostics) {
    out_.begin_object();
    out_.field("$schema",
               "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
               "sarif-schema-2.1.0.json");
    out_.field("version", "2.1.0");
    out_.key("runs").begin_array().begin_object();
    write_driver();
    out_.field("columnKind", "unicodeCodePoints");
    write_artifacts();
    out_.key("results").begin_array();
    for (const Diagnostic& diagnostic : diagnostics) write_result(diagnostic);
    out_.end_array();
    out_.end_object().end_array().end_object();
    return out_.finish();
}

void SarifPrinter::write_driver() {
    out_.key("tool").begin_object().key("driver").begin_object();
    out_.field("name", "remit");
    if (!options_.tool_version.empty()) out_.field("version", options_.tool_version);
    out_.field("language", name_of(options_.language).substr(0, 2));  // no room for a script
    out_.key("rules").begin_array();
    for (const CatalogueEntry& entry : catalogue()) write_rule(entry);
    out_.end_array();
    out_.end_object().end_object();
}

void SarifPrinter::write_rule(const CatalogueEntry& entry) {
    const std::string rule = in_words(entry.rule, {}, options_.language);
    const std::string page = fmt::format("docs/diagnostics/{}.md", entry.id_text);
    out_.begin_object().field("id", entry.id_text);
    write_text("shortDescription", rule);
    write_text("help", rule);
    out_.field("helpUri", page);
    out_.key("defaultConfiguration")
        .begin_object()
        .field("level", level_of(entry.severity))
        .end_object();
    out_.end_object();
}

void SarifPrinter::write_artifacts() {
    out_.key("artifacts").begin_array();
    for (const SourceFile& file : source_.files()) {
        out_.begin_object()
            .key("location")
            .begin_object()
            .field("uri", uri_of(file.name))
            .end_object();
        out_.field("length", file.span.size()).field("encoding", "UTF-8");
        out_.end_object();
    }
    out_.end_array();
}

void SarifPrinter::write_result(const Diagnostic& diagnostic) {
    const CatalogueEntry& entry = entry_of(diagnostic.id);
    out_.begin_object().field("ruleId", entry.id_text);
    out_.field("ruleIndex", static_cast<std::int64_t>(diagnostic.id))
        .field("level", level_of(entry.severity));
    write_text("message", message_of(diagnostic, source_, options_.language));
    out_.key("locations").begin_array();
    out_.begin_object();
    write_location(diagnostic.span);
    out_.end_object().end_array();
    if (!diagnostic.notes.empty()) {
        out_.key("relatedLocations").begin_array();
        for (const Note& note : diagnostic.notes) write_related(note);
        out_.end_array();
    }
    if (diagnostic.fix) write_fix(*diagnostic.fix);
    out_.end_object();
}

void SarifPrinter::write_related(const Note& note) {
    out_.begin_object();
    write_location(note.span);
    write_text("message", message_of(note, source_, options_.language));
    out_.end_object();
}

void SarifPrinter::write_fix(const FixIt& fix) {
    const SourceFile* file = source_.find_file(fix.span.begin);
    const Span part = within_file(fix.span, file);
    const std::uint32_t base = file == nullptr ? 0 : file->span.begin;
    out_.key("fixes")
        .begin_array()
        .begin_object()
        .key("artifactChanges")
        .begin_array()
        .begin_object();
    write_artifact_location(file);
    out_.key("replacements").begin_array().begin_object();
    out_.key("deletedRegion").begin_object();
    out_.field("byteOffset", part.begin - base).field("byteLength", part.size()).end_object();
    if (!fix.replacement.empty()) {
        out_.key("insertedContent")
            .begin_object()
            .field("text", valid_utf8(fix.replacement))
            .end_object();
    }
    out_.end_object().end_array();
    out_.end_object().end_array().end_object().end_array();
}

void SarifPrinter::write_location(Span span) {
    const SourceFile* file = source_.find_file(span.begin);
    out_.key("physicalLocation").begin_object();
    write_artifact_location(file);
    write_region(span, file);
    out_.end_object();
}

void SarifPrinter::write_artifact_location(const SourceFile* file) {
    out_.key("artifactLocation").begin_object();
    if (file != nullptr) {
        out_.field("uri", uri_of(file->name)).field("index", file - source_.files().data());
    }
    out_.end_object();
}

void SarifPrinter::write_region(Span span, const SourceFile* file) {
    const Span part = within_file(span, file);
    const std::uint32_t base = file == nullptr ? 0 : file->span.begin;
    const Place begin = source_.place_of(part.begin);
    out_.key("region").begin_object();
    out_.field("startLine", begin.line).field("startColumn", begin.code_point_column);
    if (part.size() > 0) {
        // Behind the last character, asked by that character: the end itself may belong to the next
        // file.
        const Place last = source_.place_of(
            static_cast<std::uint32_t>(begin_of_character(source_.text(), part.end - 1)));
        out_.field("endLine", last.line).field("endColumn", last.code_point_column + 1);
    }
    out_.field("byteOffset", part.begin - base).field("byteLength", part.size());
    out_.key("snippet").begin_object();
    out_.field("text", valid_utf8(source_.text(part), kShownBytesMax)).end_object();
    out_.end_object();
}

void SarifPrinter::write_text(std::string_view key, std::string_view text) {
    out_.key(key).begin_object().field("text", valid_utf8(text, kShownBytesMax)).end_object();
}

Span SarifPrinter::within_file(Span span, const SourceFile* file) const {
    return file == nullptr ? span
                           : Span{span.begin, std::clamp(span.end, span.begin, file->span.end)};
}

}  // namespace

std::string render_sarif(std::span<const Diagnostic> diagnostics, const Source& source,
                         const SarifOptions& options) {
    return SarifPrinter(source, options).print(diagnostics);
}

}  // namespace remit::diag
