// `remit lint`: what is wrong with an act, at its place, as a good compiler would say it.
//
// The findings are those of the compiler, all of them, in the order of the text; this file adds and
// hides none. The exit status follows --fail-on and nothing else.
#include <fmt/format.h>

#include "base/check.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/dictionary.h"
#include "cli/loading.h"
#include "diag/render.h"

namespace remit::cli {

namespace {

std::string render(const compile::Compilation& compilation, const Options& options, bool colour) {
    const auto& findings = compilation.diagnostics.all();
    if (options.format == "json") {
        return diag::render_json(findings, compilation.source, language_of(options));
    }
    if (options.format == "sarif") {
        return diag::render_sarif(findings, compilation.source,
                                  {.language = language_of(options), .tool_version = version()});
    }
    REMIT_CHECK(options.format == "text");
    if (findings.empty()) return "no findings\n";
    return diag::render_terminal(findings, compilation.source,
                                 {.language = language_of(options), .colour = colour});
}

bool fails(const diag::Diagnostics& diagnostics, std::string_view level) {
    if (level == "never") return false;
    for (const diag::Severity severity :
         {diag::Severity::info, diag::Severity::warning, diag::Severity::error}) {
        if (level == diag::name_of(severity)) return diagnostics.count(severity) > 0;
    }
    REMIT_CHECK(false);
    return true;
}

}  // namespace

int run_lint(base::Env& env, const Options& options) {
    Result<Input> input = read_input(env, options.acts);
    if (!input.ok()) return fail(env, input.error().message);
    const auto knowledge = compile::load_knowledge();
    if (!knowledge.ok()) return fail(env, knowledge.error().message);

    std::optional<text::Spelling> spelling;
    if (!input.value().is_pack) spelling = open_dictionary(env);
    const Loaded loaded = load(std::move(input).value(), *knowledge.value(), WantPhases::no,
                               spelling ? &*spelling : nullptr);
    const bool colour = options.output.empty() && env.terminal_colour();
    const int delivered = deliver(env, options, render(loaded.compilation, options, colour));
    if (delivered != kExitDone) return delivered;
    return fails(loaded.compilation.diagnostics, options.fail_on) ? kExitFindings : kExitDone;
}

}  // namespace remit::cli
