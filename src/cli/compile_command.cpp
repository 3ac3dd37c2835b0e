// `remit compile`: an act or a pack to a tree for people, a phase of the compiler, or a form for
// other programs.
//
// What is printed goes to standard output or to -o and nowhere else; counts of findings go to
// standard error, so that the result can be piped. An act with an error is shown as far as it was
// understood, and the exit status says so.
#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/dictionary.h"
#include "cli/loading.h"
#include "cli/names.h"
#include "cli/phases.h"
#include "cli/view.h"
#include "compile/export_akn.h"
#include "compile/export_dot.h"
#include "compile/export_json.h"
#include "compile/export_jsonld.h"
#include "compile/export_markdown.h"
#include "diag/render.h"
#include "text/graphemes.h"

namespace remit::cli {

namespace {

using compile::Compilation;

bool is_phase_of_text(std::string_view phase) {
    return phase == "tokens" || phase == "tree";
}

/// Whether what is asked for lists the findings, so that it must be the list that `lint` shows.
bool lists_findings(const Options& options) {
    return options.format == "json" || options.phase == "diagnostics";
}

/// Options that do not go together. Empty where all is well.
std::string_view find_conflict(const Options& options, bool is_pack) {
    if (!options.phase.empty() && options.format != "text") {
        return "-p prints a phase as text; it does not go with --format";
    }
    if (options.verbose && (!options.phase.empty() || options.format != "text")) {
        return "-v is for the tree of units; it does not go with --format or -p";
    }
    if (is_pack && is_phase_of_text(options.phase)) {
        return "a pack is data: it has no tokens and no tree\n  ask for units, duties, remit or "
               "diagnostics";
    }
    return {};
}

/// "remit lint act.txt", or with dots for names where they are many.
std::string lint_command(const Options& options) {
    constexpr std::size_t kNamesColumnsMax = 40;
    const std::string names = fmt::format("{}", fmt::join(options.acts, " "));
    return "remit lint " + (names.size() <= kNamesColumnsMax ? names : "...");
}

std::string summary_of(const Loaded& loaded, const Options& options) {
    const Compilation& compilation = loaded.compilation;
    const bool is_pack = loaded.institution.has_value();
    const std::size_t findings = compilation.diagnostics.all().size();
    std::string out =
        fmt::format("{}, {}", count_of(compilation.remit.units.size(), "unit", "units"),
                    count_of(compilation.remit.duties.size(), "duty", "duties"));
    const std::size_t abbreviations = compilation.remit.abbreviations.size();
    if (abbreviations > 0) {
        out += ", " + count_of(abbreviations, "abbreviation", "abbreviations");
    }
    out += ", " + count_of(findings, "finding", "findings");
    if (!is_pack) {
        const std::string hint =
            fmt::format("({} {} spelling)", lint_command(options),
                        findings > 0 ? "shows them, and checks" : "also checks");
        out += (out.size() + 1 + text::display_width(hint) > kPageColumns ? "\n" : " ") + hint;
    }
    return out + "\n";
}

Result<std::string> render(base::Env& env, const Loaded& loaded, const Options& options) {
    const Compilation& compilation = loaded.compilation;
    const bool colour = options.output.empty() && env.terminal_colour();
    if (!options.phase.empty()) return print_phase(loaded, options, colour);
    if (options.format == "json") return compile::export_json(compilation, language_of(options));
    if (options.format == "jsonld") return compile::export_jsonld(compilation);
    if (options.format == "akn") return compile::export_akn(compilation);
    if (options.format == "dot") return compile::export_dot(compilation);
    if (options.format == "svg") return compile::export_svg(compilation, env);
    if (options.format == "md") return compile::export_markdown(compilation);
    REMIT_CHECK(options.format == "text");
    const ViewOptions view{.verbose = options.verbose,
                           .colour = colour,
                           .language = language_of(options),
                           .institution = loaded.institution ? &*loaded.institution : nullptr};
    return view_of(compilation, view) + "\n" + summary_of(loaded, options);
}

/// Errors are shown in full, warnings are counted. Returns the exit status.
int report(base::Env& env, const Compilation& compilation, const Options& options) {
    std::vector<diag::Diagnostic> errors;
    std::ranges::copy_if(compilation.diagnostics.all(), std::back_inserter(errors),
                         [](const diag::Diagnostic& diagnostic) {
                             return diag::entry_of(diagnostic.id).severity == diag::Severity::error;
                         });
    if (!errors.empty()) {
        env.print_error(
            diag::render_terminal(errors, compilation.source, {.language = language_of(options)}));
        return kExitFailed;
    }
    const std::size_t findings = compilation.diagnostics.all().size();
    const bool counted =
        options.phase.empty() && options.format == "text" && options.output.empty();
    if (findings > 0 && !counted && options.phase != "diagnostics") {
        env.print_error(fmt::format("remit: {} ({} shows them)\n",
                                    count_of(findings, "finding", "findings"),
                                    lint_command(options)));
    }
    return kExitDone;
}

}  // namespace

int run_compile(base::Env& env, const Options& options) {
    Result<Input> input = read_input(env, options.acts);
    if (!input.ok()) return fail(env, input.error().message);
    const std::string_view conflict = find_conflict(options, input.value().is_pack);
    if (!conflict.empty()) return fail(env, conflict);
    const auto knowledge = compile::load_knowledge();
    if (!knowledge.ok()) return fail(env, knowledge.error().message);

    const bool is_pack = input.value().is_pack;
    std::optional<text::Spelling> spelling;
    if (!is_pack && lists_findings(options)) spelling = open_dictionary(env);
    const Loaded loaded = load(std::move(input).value(), *knowledge.value(),
                               is_phase_of_text(options.phase) ? WantPhases::yes : WantPhases::no,
                               spelling ? &*spelling : nullptr);

    const int status = report(env, loaded.compilation, options);
    if (is_pack && status != kExitDone) return status;  // a faulty pack must not be put to use
    const Result<std::string> text = render(env, loaded, options);
    if (!text.ok()) return fail(env, text.error().message);
    return std::max(status, deliver(env, options, text.value()));
}

}  // namespace remit::cli
