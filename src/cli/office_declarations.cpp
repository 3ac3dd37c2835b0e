#include "cli/office_declarations.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <string>

#include "cli/option_kinds.h"

namespace remit::cli {

namespace {

constexpr std::string_view kAuthorityModes[] = {"enforce", "advise"};

void add_step_options(CLI::App& app, Options& options) {
    app.add_option(
           "--set", options.office.sets,
           "fill a field in; a list by repeating it, a row of a table by one for each column")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    app.add_option(
           "--paper", options.office.papers,
           "bring a paper: its kind, or the id of one that is there for a new version of it")
        ->type_name("KIND=FILE")
        ->allow_extra_args(false);
    app.add_flag("--signed", options.office.is_signed, "the papers are signed");
    add_text(app, "--marking", options.office.marking, "TEXT",
             "how the papers are marked, such as \"NATO RESTRICTED\"; default not classified");
    add_text(app, "--note", options.office.note, "TEXT",
             "why, where a step asks for it; of answer: the text of the answer");
    app.add_flag("--take-over", options.take_over,
                 "of open: the unit takes over from one below it, on the record");
    app.add_flag("--designate", options.office.designate,
                 "of lead: a unit above them chooses among units that are equally competent");
    add_text(app, "--expect", options.office.expect, "VERSION",
             "do it only if the matter is still at this version");
    add_command_key(app, options);
}

void add_paper_options(CLI::App& app, Options& options) {
    add_text(app, "--out", options.output, "FILE",
             "of paper: write it to a file instead of standard output");
    add_text(app, "--edition", options.office.edition, "VERSION",
             "of paper: an older version of it");
    add_text(app, "--emergency", options.office.emergency, "GROUND",
             "of paper: open, on the record, what the officer has no need to know; why");
}

void add_list_options(CLI::App& app, Options& options) {
    add_text(app, "--officer", options.office.of_officer, "OFFICER", "of list: given to him");
    add_text(app, "--procedure", options.office.procedure, "ID", "of list: under this procedure");
    add_text(app, "--state", options.office.state, "ID", "of list: in this state");
    add_text(app, "--body", options.office.body, "NAME", "of list: before this body");
    add_text(app, "--due-until", options.office.due_until, "DATE",
             "of list: due on that day or earlier");
    add_text(app, "--within", options.office.within, "DAYS",
             "of list: due within so many days from today, such as 30d");
    app.add_flag("--ended", options.office.ended, "of list: those that have ended");
    add_text(app, "--after", options.office.after, "KEY",
             "of list: the page behind this one; the page before says its key");
}

}  // namespace

void declare_office(CLI::App& app, Options& options) {
    add_action(app, options, kOfficeActions);
    app.add_option("DIR", options.names, "of init: the folder, which is new or empty");
    add_text(app, "--pack", options.pack, "PACK", "of init: hr or rs");
    add_text(app, "--ledger", options.office.ledger, "NAME",
             "of init: the name on its checkpoints, such as mvep.example/global-affairs; default "
             "the id of the institution");
    add_choice(app, "--authority", options.office.authority, kAuthorityModes,
               "of init: what a refusal of competence means, default enforce");
    add_text(app, "--postgres", options.office.postgres, "CONNECTION",
             "of init: keep it in a server's database: \"host=... dbname=... user=...\"");
    add_text(app, "--staff", options.office.staff, "FILE",
             "of init: the establishment; default a sample of posts");
    add_text(app, "--calendar", options.calendar, "CALENDAR",
             "of calendar: whose days change: hr, rs, nato, ...");
    app.add_option("--close", options.closed, "of calendar: a day that is closed from now on")
        ->type_name("DATE")
        ->allow_extra_args(false);
    app.add_option("--reopen", options.office.reopened,
                   "of calendar: a day that the office had closed, and that is open again")
        ->type_name("DATE")
        ->allow_extra_args(false);
    add_text(app, "--reason", options.office.note, "TEXT", "of calendar: why; it is recorded");
    app.add_flag("--dry-run", options.office.dry_run,
                 "of calendar: say what would move, and change nothing");
    add_officer(app, options);
    add_office(app, options);
}

void declare_matter(CLI::App& app, Options& options) {
    add_action(app, options, kMatterActions);
    app.add_option("WORD", options.names,
                   "what it is done to: a matter's id or number, a step, a question, an answer");
    add_officer(app, options);
    add_text(app, "--unit", options.unit, "UNIT",
             "for which unit the officer acts, where he may for several; of list: led by it");
    add_step_options(app, options);
    app.add_flag("--why", options.office.why, "of show: how each due day was counted");
    app.add_flag("--dry-run", options.office.dry_run,
                 "of migrate: say what would change, and change nothing");
    app.add_flag("--all", options.all, "of step: the steps that cannot be taken now, too, and why");
    add_paper_options(app, options);
    add_list_options(app, options);
    add_office(app, options);
}

void declare_unit(CLI::App& app, Options& options) {
    app.add_option("CODE", options.names,
                   "a unit by its code or name; without one, all are listed");
    add_office(app, options);
}

void declare_officer(CLI::App& app, Options& options) {
    app.add_option("WORD", options.names,
                   "an officer's id, or list, or adopt and a file, or password and an id");
    add_text(app, "--unit", options.unit, "UNIT", "of list: who holds a post in this unit");
    app.add_flag("--generate", options.office.generate,
                 "of password: make one and print it, instead of reading it");
    add_officer(app, options);
    add_office(app, options);
}

void declare_demo(CLI::App& app, Options& options) {
    app.add_option("DIR", options.names, "the folder, in which each office has its own");
    add_text(app, "--pack", options.pack, "PACK", "that of one pack only");
    add_text(app, "--seed", options.office.seed, "NUMBER", "of chance, default 1");
    add_text(app, "--date", options.date, "DATE", "the day after the year, default today");
    app.add_flag("--json", options.office.json, "as JSON");
}

void declare_reorganise(CLI::App& app, Options& options) {
    add_text(app, "--act", options.office.act, "FILE", "the new act");
    add_text(app, "--from", options.from, "DATE", "the day from which it is in force");
    app.add_flag("--dry-run", options.office.dry_run, "say what would happen, and change nothing");
    add_officer(app, options);
    add_office(app, options);
}

void declare_ledger(CLI::App& app, Options& options) {
    add_action(app, options, kLedgerActions);
    app.add_option(
        "NAME", options.names,
        "of proof: a matter's id or number, or the number of an entry; of growth: sizes of "
        "checkpoints; of export: a folder");
    add_text(app, "--add", options.office.add, "FILE",
             "of checkpoint: take up the cosignatures in this file");
    add_text(app, "--to", options.output, "FILE", "write to a file instead of standard output");
    add_office(app, options);
}

void declare_rebuild(CLI::App& app, Options& options) {
    add_office(app, options);
}

void declare_backup(CLI::App& app, Options& options) {
    app.add_option("FILE", options.names, "the file, which is new")->required();
    add_office(app, options);
}

void declare_restore(CLI::App& app, Options& options) {
    app.add_option("FILE", options.names, "the file of the backup, then the folder of the office")
        ->required();
    add_text(app, "--seal", options.office.seal, "KEY",
             "the public key that must have signed it, or a file that holds it");
    app.add_flag("--json", options.office.json, "for programs instead of people");
}

void declare_serve(CLI::App& app, Options& options) {
    add_text(app, "--address", options.serve.address, "ADDRESS",
             "where it listens, default 127.0.0.1");
    add_text(app, "--port", options.serve.port, "PORT",
             "default 8080; 0 takes one that is free, and says which");
    app.add_flag("--behind-proxy", options.serve.behind_proxy,
                 "believe what a reverse proxy on this machine says of its clients");
    add_office(app, options);
}

}  // namespace remit::cli
