#include "cli/intake_declarations.h"

#include <CLI/CLI.hpp>
#include <string>

#include "cli/option_kinds.h"

namespace remit::cli {

namespace {

void add_words(CLI::App& app, const std::string& name, std::vector<std::string>& words,
               const std::string& description) {
    app.add_option(name, words, description)->type_name("NAME")->allow_extra_args(false);
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
    add_officer(app, options);
    add_command_key(app, options);
    add_office(app, options);
}

void declare_item(CLI::App& app, Options& options) {
    add_action(app, options, kItemActions);
    app.add_option("NAME", options.names,
                   "of add: files, or - for standard input; of assign: an item and a unit; else an "
                   "item by its number");
    add_text(app, "--from", options.intake.sender, "SENDER", "of add: whom it is from");
    add_text(app, "--subject", options.intake.subject, "TEXT", "of add: what it is about");
    add_text(app, "--received", options.intake.received, "DATE",
             "of add: the day it came; default today");
    add_text(app, "--channel", options.intake.channel, "CHANNEL",
             "of add: how it came: post, mail, fax, hand, network");
    add_words(app, "--body", options.intake.bodies,
              "of add: the body that it is about; of list: about this one");
    add_text(app, "--classification", options.intake.classification, "LEVEL",
             "of add: the marking, as it is stamped");
    add_text(app, "--matter", options.intake.matter, "MATTER",
             "of take: into this matter; of list: taken into it");
    add_text(app, "--procedure", options.intake.procedure, "PROCEDURE",
             "of take: opens a matter of this procedure for it");
    add_text(app, "--step", options.intake.step, "STEP", "of take: with this step");
    add_text(app, "--paper", options.intake.paper, "KIND",
             "of take: its files become papers of this kind");
    app.add_option("--set", options.office.sets, "of take: fill a field in, as in `remit matter`")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    add_text(app, "--ground", options.intake.ground, "GROUND",
             "of close: not_ours, duplicate, no_action");
    add_text(app, "--note", options.office.note, "TEXT", "why; of take: the note of the step");
    app.add_flag("--open", options.intake.open, "of list: those that nothing was done with yet");
    add_text(app, "--after", options.office.after, "KEY",
             "of list: the page behind this one; the page before says its key");
    add_text(app, "--unit", options.unit, "UNIT",
             "of list: for this unit; else the unit for which the officer acts");
    add_officer(app, options);
    add_text(app, "--expect", options.office.expect, "VERSION",
             "do it only if the item is still at this version");
    add_command_key(app, options);
    add_office(app, options);
}

void declare_meeting(CLI::App& app, Options& options) {
    add_action(app, options, kMeetingActions);
    app.add_option("MEETING", options.names,
                   "a meeting by its number; of record: and the position on its agenda");
    add_words(app, "--body", options.intake.bodies, "which body meets: id, acronym or name");
    add_text(
        app, "--at", options.intake.at, "INSTANT",
        "when it begins: 2026-02-11T10:00, or with a zone: \"2026-02-11T10:00 Europe/Vienna\"");
    add_text(app, "--place", options.intake.place, "TEXT", "where it meets");
    add_text(app, "--title", options.intake.title, "TEXT", "of an item of the agenda");
    add_text(app, "--matter", options.intake.matter, "MATTER",
             "that the item is about; of list: on whose agenda it stands");
    add_text(app, "--outcome", options.intake.outcome, "TEXT", "of record: what came of the item");
    add_text(app, "--note", options.office.note, "TEXT", "of move and cancel: why");
    add_text(app, "--after", options.office.after, "KEY",
             "of list: the page behind this one; the page before says its key");
    app.add_flag("--all", options.all, "of list: those that were, too");
    add_text(app, "--unit", options.unit, "UNIT",
             "of list: of this unit; else the unit for which the officer acts");
    add_officer(app, options);
    add_text(app, "--expect", options.office.expect, "VERSION",
             "do it only if the meeting is still at this version");
    add_command_key(app, options);
    add_office(app, options);
}

}  // namespace remit::cli
