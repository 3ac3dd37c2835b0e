// `remit procedure check|list|show`: the kinds of work, read from files or from those that the
// binary carries.
//
// Files that are checked may refer to the procedures that remit carries; those are read in the
// background and their faults are not told. Nothing here judges a procedure: the loader does, and
// show.h renders.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/nearest.h"
#include "compile/vocabulary_loader.h"
#include "diag/render.h"
#include "procedure/loader.h"
#include "procedure/show.h"
#include "text/transliterate.h"

namespace remit::cli {

namespace {

using procedure::Definition;
using procedure::LoadedProcedures;
using procedure::ProcedureFile;

constexpr std::string_view kFileSuffix = ".yaml";
constexpr std::string_view kOtherSuffix = ".yml";
constexpr std::size_t kFilesMax = 500;

struct Texts {
    std::vector<std::string> names;
    std::vector<std::string> bytes;
};

/// Errors: those of Env::read_file; limit.
Result<Texts> read_files(base::Env& env, std::span<const std::string> names) {
    Texts texts;
    if (names.size() > kFilesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("{} files are too many; {} are read at once", names.size(), kFilesMax));
    }
    if (std::ranges::count(names, "-") > 1) {
        return base::make_error(ErrorCode::invalid_input, "standard input can be read once");
    }
    for (const std::string& name : names) {
        std::string bytes = REMIT_TRY(name == "-" ? env.read_input() : env.read_file(name));
        texts.names.push_back(name == "-" ? "<stdin>" : name);
        texts.bytes.push_back(std::move(bytes));
    }
    return texts;
}

/// The given files; without one those that the binary carries.
LoadedProcedures load(const Texts& texts) {
    std::vector<ProcedureFile> files = procedure::embedded_procedures(base::embedded_files());
    for (ProcedureFile& file : files) file.background = !texts.names.empty();
    for (std::size_t i = 0; i < texts.names.size(); ++i) {
        files.push_back({.name = texts.names[i], .bytes = texts.bytes[i]});
    }
    return procedure::load_procedures(files, compile::load_embedded_vocabulary().vocabulary);
}

int check(base::Env& env, const Options& options) {
    const Result<Texts> texts = read_files(env, options.names);
    if (!texts.ok()) return fail(env, texts.error().message);
    const LoadedProcedures loaded = load(texts.value());
    const auto& findings = loaded.diagnostics.all();
    const bool colour = options.output.empty() && env.terminal_colour();
    std::string report =
        options.format == "json"
            ? diag::render_json(findings, loaded.source, language_of(options))
            : diag::render_terminal(findings, loaded.source,
                                    {.language = language_of(options), .colour = colour});
    if (findings.empty() && options.format == "text") report = "no findings\n";
    const int delivered = deliver(env, options, report);
    if (delivered != kExitDone) return delivered;
    return loaded.diagnostics.count(diag::Severity::error) > 0 ? kExitFindings : kExitDone;
}

/// The name in the reader's language.
std::string name_of(const remit::Names& names, diag::Language language) {
    const bool serbian = language == diag::Language::sr_cyrl || language == diag::Language::sr_latn;
    const auto found = names.in(serbian ? "sr" : language == diag::Language::hr ? "hr" : "en");
    if (found.empty()) return {};
    return language == diag::Language::sr_latn ? text::to_latin(found.front()) : found.front();
}

std::string as_json(const procedure::Library& library) {
    base::JsonWriter out;
    out.begin_array();
    for (const Definition& definition : library.all()) {
        out.begin_object().field("id", definition.id);
        out.field("version", static_cast<std::int64_t>(definition.version));
        for (const std::string_view language : {"en", "hr", "sr"}) {
            out.field(language, definition.names.in(language).front());
        }
        out.end_object();
    }
    out.end_array();
    return out.finish();
}

int list(base::Env& env, const Options& options) {
    constexpr std::size_t kIdColumns = 20;
    constexpr std::size_t kVersionColumns = 5;
    if (!options.names.empty())
        return fail(env, "list takes no name; `remit procedure show` takes one");
    const LoadedProcedures loaded = load(Texts());
    if (options.format == "json") return deliver(env, options, as_json(loaded.library));
    const Ink ink(options.output.empty() && env.terminal_colour());
    std::string out;
    for (const Definition& definition : loaded.library.all()) {
        const std::string version = fmt::format("v{}", definition.version);
        out += fmt::format("{}{}{}\n", ink.bold(pad(definition.id, kIdColumns)),
                           pad(version, kVersionColumns),
                           name_of(definition.names, language_of(options)));
    }
    return deliver(env, options, out);
}

std::string as_text(const Definition& definition, std::span<const Definition> known,
                    const remit::Vocabulary& vocabulary, diag::Language language, const Ink& ink) {
    using Kind = procedure::ShownLine::Kind;
    constexpr std::size_t kHanging = 2;
    std::string out;
    for (const procedure::ShownLine& line :
         procedure::show_lines(definition, vocabulary, language, known)) {
        const bool strong =
            line.kind == Kind::title || line.kind == Kind::heading || line.kind == Kind::entry;
        if (line.kind == Kind::heading || (line.kind == Kind::entry && line.indent <= kHanging))
            out += "\n";
        std::string indent(line.indent, ' ');
        for (const std::string& part :
             wrap(printable(line.text), kPageColumns - line.indent - kHanging)) {
            out += indent + (strong ? ink.bold(part) : part) + "\n";
            indent.assign(line.indent + kHanging, ' ');
        }
    }
    return out;
}

struct Wanted {
    std::string id;
    std::uint32_t version = 0;  // 0: the newest
    bool readable = true;
};

/// "position" or "position@2".
Wanted wanted_of(std::string_view name) {
    const std::size_t at = std::min(name.find('@'), name.size());
    Wanted wanted{.id = std::string(name.substr(0, at))};
    if (at == name.size()) return wanted;
    const std::string_view version = name.substr(at + 1);
    const char* end = version.data() + version.size();
    const auto read = std::from_chars(version.data(), end, wanted.version);
    wanted.readable = read.ec == std::errc() && read.ptr == end && wanted.version > 0;
    return wanted;
}

std::string not_found(const procedure::Library& library, std::string_view name) {
    std::vector<std::string_view> ids;
    for (const Definition& definition : library.all()) ids.push_back(definition.id);
    const auto near = find_nearest(name.substr(0, name.find('@')), ids);
    return fmt::format(
        "there is no procedure '{}'{}\n`remit procedure list` lists them; a file of your own ends "
        "in {}",
        name, near ? fmt::format("; did you mean '{}'?", *near) : "", kFileSuffix);
}

/// The procedure of a file, or one that the binary carries. What is wrong with a file is printed.
const Definition* find(base::Env& env, const Options& options, const LoadedProcedures& loaded,
                       bool is_file) {
    const std::string& name = options.names.front();
    if (is_file && loaded.diagnostics.count(diag::Severity::error) > 0) {
        env.print_error(diag::render_terminal(loaded.diagnostics.all(), loaded.source,
                                              {.language = language_of(options)}));
        return nullptr;
    }
    Wanted wanted = wanted_of(name);
    if (is_file) wanted = {.id = loaded.heads.front().id, .version = loaded.heads.front().version};
    const Definition* found = nullptr;
    if (wanted.readable && wanted.version == 0) found = loaded.library.latest(wanted.id);
    if (wanted.readable && wanted.version != 0) {
        found = loaded.library.find(wanted.id, wanted.version);
    }
    if (found == nullptr) fail(env, not_found(loaded.library, name));
    return found;
}

int show(base::Env& env, const Options& options) {
    if (options.names.size() != 1)
        return fail(env, "show takes one name, such as `remit procedure show obligation`");
    const std::string& name = options.names.front();
    const bool is_file = name == "-" || name.ends_with(kFileSuffix) || name.ends_with(kOtherSuffix);
    const Result<Texts> texts = is_file ? read_files(env, options.names) : Result<Texts>(Texts());
    if (!texts.ok()) return fail(env, texts.error().message);
    const LoadedProcedures loaded = load(texts.value());
    const Definition* definition = find(env, options, loaded, is_file);
    if (definition == nullptr) return kExitFailed;
    if (options.format == "json") return deliver(env, options, procedure::show_json(*definition));
    if (options.format == "svg") {
        const Result<std::string> svg = procedure::show_svg(*definition, language_of(options), env);
        return svg.ok() ? deliver(env, options, svg.value()) : fail(env, svg.error().message);
    }
    const Ink ink(options.output.empty() && env.terminal_colour());
    const auto vocabulary = compile::load_embedded_vocabulary();
    return deliver(env, options,
                   as_text(*definition, loaded.library.all(), vocabulary.vocabulary,
                           language_of(options), ink));
}

}  // namespace

int run_procedure(base::Env& env, const Options& options) {
    if (options.format == "svg" && options.action != "show") {
        return fail(env,
                    fmt::format("{} has no picture; `remit procedure show --format svg` draws one",
                                options.action));
    }
    if (options.action == "check") return check(env, options);
    if (options.action == "list") return list(env, options);
    REMIT_CHECK(options.action == "show");
    return show(env, options);
}

}  // namespace remit::cli
