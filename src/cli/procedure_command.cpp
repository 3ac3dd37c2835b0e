// `remit procedure check|list|show`: the kinds of work, read from files or from those that the
// binary carries.
//
// Files that are checked may refer to the procedures that remit carries; those are read in the
// background and their faults are not told. Nothing here judges a procedure: the loader does, and
// show.h renders.
#include <fmt/format.h>

#include "cli/columns.h"
#include "cli/command.h"
#include "cli/nearest.h"
#include "cli/text_check.h"
#include "compile/vocabulary_loader.h"
#include "diag/render.h"
#include "procedure/loader.h"

namespace remit::cli {

namespace {

using procedure::Definition;
using procedure::LoadedProcedures;
using procedure::ProcedureFile;

constexpr std::string_view kFileSuffix = ".yaml";
constexpr std::size_t kFilesMax = 500;

struct Texts {
    std::vector<std::string> names;
    std::vector<std::string> bytes;
};

/// Errors: those of Env::read_file and check_text; limit.
Result<Texts> read_files(base::Env& env, std::span<const std::string> names) {
    Texts texts;
    if (names.size() > kFilesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("{} files are too many; {} are read at once", names.size(), kFilesMax));
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
    if (options.format == "svg")
        return fail(env, "check has no picture; `remit procedure show` draws one");
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

}  // namespace

int run_procedure(base::Env& env, const Options& options) {
    if (options.action == "check") return check(env, options);
    return fail(env, fmt::format("`remit procedure {}` is not there yet", options.action));
}

}  // namespace remit::cli
