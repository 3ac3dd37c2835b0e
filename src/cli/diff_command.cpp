// `remit diff OLD NEW`: what a reorganisation keeps, rewords, moves, splits, merges, drops and
// adds.
//
// Two acts, or two packs; an act and a pack are worded by different people and do not compare. That
// the two differ is no failure: the exit status is 0 wherever both could be read.
#include <fmt/format.h>

#include "base/check.h"
#include "cli/command.h"
#include "cli/loading.h"
#include "compile/export_diff.h"
#include "diag/render.h"

namespace remit::cli {

namespace {

/// A pack with errors is told in full and not compared. Returns whether there was one.
bool report_errors(base::Env& env, const compile::Compilation& compilation) {
    if (compilation.diagnostics.count(diag::Severity::error) == 0) return false;
    env.print_error(diag::render_terminal(compilation.diagnostics.all(), compilation.source, {}));
    return true;
}

std::string render(const compile::ActDiff& acts, const Options& options) {
    if (options.format == "json") return compile::export_diff_json(acts);
    REMIT_CHECK(options.format == "text");
    return compile::export_diff_text(acts);
}

}  // namespace

int run_diff(base::Env& env, const Options& options) {
    if (options.old_act == "-" && options.new_act == "-") {
        return fail(env, "standard input can be read once: name a file for OLD or NEW");
    }
    Result<Input> old_input = read_input(env, {&options.old_act, 1});
    if (!old_input.ok()) return fail(env, old_input.error().message);
    Result<Input> new_input = read_input(env, {&options.new_act, 1});
    if (!new_input.ok()) return fail(env, new_input.error().message);
    const bool is_pack = old_input.value().is_pack;
    if (is_pack != new_input.value().is_pack) {
        return fail(env, "an act and a pack cannot be compared\n  give two acts or two packs");
    }
    const auto knowledge = compile::load_knowledge();
    if (!knowledge.ok()) return fail(env, knowledge.error().message);

    const Loaded before = load(std::move(old_input).value(), *knowledge.value(), WantPhases::no,
                               /*spelling=*/nullptr);
    const Loaded after = load(std::move(new_input).value(), *knowledge.value(), WantPhases::no,
                              /*spelling=*/nullptr);
    if (is_pack) {
        const bool old_faulty = report_errors(env, before.compilation);
        const bool new_faulty = report_errors(env, after.compilation);
        if (old_faulty || new_faulty) return kExitFailed;
    }
    return deliver(env, options,
                   render(compile::diff_acts(before.compilation, after.compilation), options));
}

}  // namespace remit::cli
