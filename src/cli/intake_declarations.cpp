#include "cli/intake_declarations.h"

#include <CLI/CLI.hpp>
#include <string>

#include "cli/option_kinds.h"

namespace remit::cli {

namespace {

void add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& type,
              const std::string& description) {
    app.add_option(name, value, description)->type_name(type);
}

void add_office(CLI::App& app, Options& options) {
    add_text(app, "--office", options.office.folder, "DIR",
             "the office; default the variable REMIT_OFFICE, else the current folder");
    app.add_flag("--json", options.office.json, "for programs instead of people");
    add_language(app, options);
}

/// Of commands that change an office.
void add_caller(CLI::App& app, Options& options) {
    add_text(app, "--as", options.office.officer, "OFFICER",
             "who acts; default the variable REMIT_OFFICER");
    add_text(app, "--key", options.office.key, "KEY", "do it once under this key");
    add_text(app, "--reason", options.office.reason, "TEXT",
             "in mode advise: why the officer acts in spite of a refusal");
}

}  // namespace

void declare_obligation(CLI::App& app, Options& options) {
    add_action(app, options, kObligationActions);
    app.add_option("ID", options.names, "of show and open: the id of an obligation: BWC-CBM");
    add_text(app, "--pack", options.pack, "PACK",
             "of list, show and due: for this pack that remit carries, without an office");
    add_text(app, "--within", options.office.within, "LENGTH",
             "of due: how far to look: 60d, 8w, 3m, 1y; default 60d");
    add_text(app, "--from", options.from, "DATE", "of due: from which day on; default today");
    app.add_flag("--why", options.office.why, "of due: how each date was counted");
    add_text(app, "--due", options.intake.due, "DATE",
             "of open: the day of the instance, or the day that the body has set");
    add_text(app, "--event", options.intake.event, "DATE",
             "of open: the day of the event from which it counts");
    add_text(app, "--file", options.intake.file, "FILE",
             "of import: take in the office's own rows, in the form of obligations/README.md");
    add_caller(app, options);
    add_office(app, options);
}

}  // namespace remit::cli
