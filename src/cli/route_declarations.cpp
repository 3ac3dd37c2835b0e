#include "cli/route_declarations.h"

#include <CLI/CLI.hpp>

#include "cli/option_kinds.h"

namespace remit::cli {

void declare_route(CLI::App& app, Options& options) {
    RouteOptions& route = options.route;
    app.add_option("WHAT", route.words,
                   "the paper: a text, a file or - for standard input; before it `certificate` for "
                   "a page to be filed");
    app.add_option("--institution", route.institution,
                   "route within one of the packs that remit carries; default all")
        ->type_name("PACK");
    app.add_option("--act", route.acts,
                   "route within an act or a pack instead: its files, in order; may be repeated")
        ->type_name("FILE")
        ->allow_extra_args(false);
    app.add_option("--sender", route.sender, "who sent the paper")->type_name("NAME");
    app.add_option("--top", route.top, "how many candidates, from 1 to 50; default 3")
        ->type_name("N");
    app.add_option("--batch", route.batch, "route every paper of a table")->type_name("FILE.tsv");
    app.add_option("--learn", route.corrections, "corrections by which candidates move")
        ->type_name("FILE");
    app.add_option("--correct", route.right_unit,
                   "print the correction that says which unit is right, or none; with --learn it "
                   "counts from then on")
        ->type_name("UNIT");
    app.add_flag("--explain", route.explain, "what each candidate is put forward for");
    app.add_flag("--audit", route.audit, "duties that no paper reaches first");
    app.add_flag("--json", route.json, "for programs instead of people");
    app.add_option("-o,--output", options.output, "write to a file instead of standard output")
        ->type_name("FILE");
    add_language(app, options);
}

}  // namespace remit::cli
