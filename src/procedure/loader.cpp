#include "procedure/loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "procedure/check.h"
#include "procedure/reading.h"
#include "text/utf8.h"

namespace remit::procedure {
namespace {

constexpr std::string_view kFolder = "procedures/";
constexpr std::string_view kSuffix = ".yaml";

class Loader {
  public:
    explicit Loader(const remit::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

    void read(const ProcedureFile& file);
    LoadedProcedures finish() &&;

  private:
    void check_all();
    void read_text(const ProcedureFile& file, ReadDefinition& read, diag::Diagnostics& diagnostics);

    const remit::Vocabulary& vocabulary_;
    LoadedProcedures loaded_;
    diag::Diagnostics background_;  // what is wrong with background files; not told
    std::vector<ReadDefinition> read_;
    std::map<std::pair<std::string, std::uint32_t>, diag::Span> ids_;
};

void Loader::read(const ProcedureFile& file) {
    ReadDefinition read;
    read.background = file.background;
    diag::Diagnostics& diagnostics = file.background ? background_ : loaded_.diagnostics;
    const std::size_t errors = diagnostics.count(diag::Severity::error);
    read_text(file, read, diagnostics);
    const Definition& definition = read.definition;
    if (!file.background) loaded_.heads.push_back({definition.id, definition.version});
    if (definition.id.empty()) return;
    const auto [use, is_new] =
        ids_.try_emplace({definition.id, definition.version}, read.places.id);
    if (!is_new) {
        if (file.background) return;
        diagnostics.report(diag::DiagnosticId::duplicate_id, read.places.id)
            .note(diag::NoteId::duplicate_id_first, use->second);
        return;
    }
    read.is_sound = diagnostics.count(diag::Severity::error) == errors;
    read_.push_back(std::move(read));
}

/// What of a file cannot be read at all: from which byte on, and why.
struct Unreadable {
    std::size_t from = 0;
    std::string why;
};

std::optional<Unreadable> find_unreadable(std::string_view bytes) {
    if (bytes.size() > kProcedureBytesMax) {
        return Unreadable{0, fmt::format("{} KiB, more than the {} KiB that are read",
                                         bytes.size() >> 10U, kProcedureBytesMax >> 10U)};
    }
    const auto fault = text::find_utf8_fault(bytes);
    if (!fault) return std::nullopt;
    return Unreadable{fault->offset,
                      fmt::format("this is not UTF-8: {} (0x{:02X}); save the file as UTF-8",
                                  text::describe(fault->kind), fault->byte)};
}

void Loader::read_text(const ProcedureFile& file, ReadDefinition& read,
                       diag::Diagnostics& diagnostics) {
    const auto unreadable = find_unreadable(file.bytes);
    std::string text(file.bytes.substr(0, unreadable ? unreadable->from : file.bytes.size()));
    // So that what ends where the file ends is no place in the next file.
    text += '\n';
    loaded_.source.add(std::string(file.name), text);
    if (unreadable) {
        const std::uint32_t end = loaded_.source.files().back().span.end;
        diagnostics.report(diag::DiagnosticId::yaml_syntax, {end - 1, end - 1})
            .with("detail", unreadable->why);
        return;
    }
    const data::Reader reader(loaded_.source, diagnostics);
    const auto document = reader.parse();
    if (!document) return;
    Reading reading(reader, diagnostics, vocabulary_, read.definition, read.places);
    reading.read(document->root());
    read.is_whole = reading.is_whole();
}

/// Once all are read: a field may be set by what another procedure copies into it.
void Loader::check_all() {
    for (ReadDefinition& read : read_) {
        if (!read.is_whole) continue;
        diag::Diagnostics& diagnostics = read.background ? background_ : loaded_.diagnostics;
        const std::size_t errors = diagnostics.count(diag::Severity::error);
        check(read.definition, read.places, external_of(read_, read.definition), diagnostics);
        check_others(read_, read, vocabulary_, diagnostics);
        if (diagnostics.count(diag::Severity::error) != errors) read.is_sound = false;
    }
}

LoadedProcedures Loader::finish() && {
    std::vector<Definition> sound;
    check_all();
    for (ReadDefinition& read : read_) {
        if (read.is_sound) sound.push_back(std::move(read.definition));
    }
    loaded_.library = Library(std::move(sound));
    loaded_.diagnostics.sort();
    return std::move(loaded_);
}

auto key_of(const Definition& definition) {
    return std::tuple(std::string_view(definition.id), definition.version);
}

}  // namespace

Library::Library(std::vector<Definition> definitions) : definitions_(std::move(definitions)) {
    std::ranges::sort(definitions_, {}, key_of);
}

const Definition* Library::find(std::string_view id, std::uint32_t version) const {
    const auto found = std::ranges::lower_bound(definitions_, std::tuple(id, version), {}, key_of);
    if (found == definitions_.end() || found->id != id || found->version != version) return nullptr;
    return &*found;
}

const Definition* Library::latest(std::string_view id) const {
    const auto behind = std::ranges::upper_bound(definitions_, id, {}, &Definition::id);
    if (behind == definitions_.begin() || std::prev(behind)->id != id) return nullptr;
    return &*std::prev(behind);
}

LoadedProcedures load_procedures(std::span<const ProcedureFile> files,
                                 const remit::Vocabulary& vocabulary) {
    REMIT_CHECK(files.size() <= kProceduresMax);
    Loader loader(vocabulary);
    for (const ProcedureFile& file : files) {
        if (!file.background) loader.read(file);
    }
    for (const ProcedureFile& file : files) {
        if (file.background) loader.read(file);
    }
    return std::move(loader).finish();
}

std::vector<ProcedureFile> embedded_procedures(std::span<const base::EmbeddedFile> files) {
    std::vector<ProcedureFile> found;
    for (const base::EmbeddedFile& file : base::embedded_under(files, kFolder)) {
        if (file.path.ends_with(kSuffix)) found.push_back({.name = file.path, .bytes = file.bytes});
    }
    return found;
}

LoadedProcedures load_embedded_procedures(const remit::Vocabulary& vocabulary) {
    return load_procedures(embedded_procedures(base::embedded_files()), vocabulary);
}

}  // namespace remit::procedure
