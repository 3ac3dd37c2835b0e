// The table of commands with their help, and the options each takes.
//
// What is written here is what `remit help --all` and docs/cli.md show; nothing is described a
// second time. Values of options are checked while they are parsed, so that a command sees only
// those it knows.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "base/check.h"
#include "cli/command.h"
#include "cli/intake_declarations.h"
#include "cli/office_declarations.h"
#include "cli/option_kinds.h"
#include "cli/route_declarations.h"

namespace remit::cli {

namespace {

void add_acts(CLI::App& app, Options& options) {
    app.add_option("ACT", options.acts,
                   "files that are one act, in order; - for standard input; or one pack "
                   "(a folder with remit.yaml, or the .yaml itself)")
        ->required();
}

void add_output(CLI::App& app, Options& options) {
    app.add_option("-o,--output", options.output, "write to a file instead of standard output")
        ->type_name("FILE");
}

void declare_compile(CLI::App& app, Options& options) {
    add_acts(app, options);
    app.add_flag("-v,--verbose", options.verbose,
                 "each duty with its citation, functions, bodies, topics and counterparts");
    add_choice(app, "--format", options.format, kCompileFormats,
               "form of the result, default text");
    add_choice(app, "-p,--phase", options.phase, kPhases, "print one phase of the compiler");
    add_output(app, options);
    add_language(app, options);
}

void declare_lint(CLI::App& app, Options& options) {
    add_acts(app, options);
    add_choice(app, "--format", options.format, kLintFormats, "form of the result, default text");
    add_choice(app, "--fail-on", options.fail_on, kLevels,
               "exit with 1 from this level on, default warning");
    add_output(app, options);
    add_language(app, options);
}

void declare_diff(CLI::App& app, Options& options) {
    app.add_option("OLD", options.old_act,
                   "the earlier version: a file, - for standard input, or a pack")
        ->required();
    app.add_option("NEW", options.new_act, "the later version")->required();
    add_choice(app, "--format", options.format, kDiffFormats, "form of the result, default text");
    add_output(app, options);
}

void declare_procedure(CLI::App& app, Options& options) {
    add_action(app, options, kProcedureActions);
    app.add_option("NAME", options.names,
                   "of check: files, or none for those that remit carries; of show: the id of a "
                   "procedure, id@version, or a file");
    add_choice(app, "--format", options.format, kProcedureFormats,
               "form of the result, default text; svg of show only");
    add_output(app, options);
    add_language(app, options);
}

void declare_deadline(CLI::App& app, Options& options) {
    add_action(app, options, kDeadlineActions);
    app.add_option(
        "RULE", options.names,
        "of explain: the id of a rule that remit carries, or a rule as it is written: P15D term, "
        "P6M, 10 working days, 15 April, P90D after 31 December, PT48H, 25% left");
    app.add_option("--from", options.from,
                   "what it is counted from: 2026-01-31, 2026-04-07T17:00 (in the zone), or "
                   "2026-04-07T17:00:00+02:00")
        ->type_name("MOMENT");
    app.add_option("--calendar", options.calendar,
                   "whose holidays and working days count; where nothing moves, they are only told")
        ->type_name("NAME");
    app.add_option("--zone", options.zone,
                   "time zone, such as Europe/Brussels; default that of the rule or the calendar")
        ->type_name("ZONE");
    app.add_option("--opened", options.opened,
                   "of a share (25% left): when the time began; --from is its end")
        ->type_name("MOMENT");
    app.add_option("--closed", options.closed,
                   "a day that the calendar shall be closed on as well, to see what it moves; may "
                   "be repeated")
        ->type_name("DATE")
        ->allow_extra_args(false);
    add_choice(app, "--format", options.format, kTextFormats, "form of the result, default text");
    add_output(app, options);
    add_language(app, options);
}

void declare_calendar(CLI::App& app, Options& options) {
    add_action(app, options, kCalendarActions);
    app.add_option("NAME", options.names,
                   "of show and moved: the id of a calendar; of check: files, or - for standard "
                   "input");
    app.add_option("--year", options.year, "of show: the year")->type_name("YEAR");
    app.add_option("--closed", options.closed,
                   "of moved: a day that the calendar shall be closed on as well; may be repeated")
        ->type_name("DATE")
        ->allow_extra_args(false);
    app.add_option("--from", options.from,
                   "of moved: the first day from which deadlines are counted")
        ->type_name("DATE");
    app.add_option("--until", options.until, "of moved: the last such day")->type_name("DATE");
    add_choice(app, "--format", options.format, kTextFormats, "form of the result, default text");
    add_output(app, options);
    add_language(app, options);
}

void add_words(CLI::App& app, const std::string& name, std::vector<std::string>& words,
               const std::string& description) {
    app.add_option(name, words, description + "; may be repeated")
        ->type_name(capitals(name.substr(2)))
        ->allow_extra_args(false);
}

void declare_authority(CLI::App& app, Options& options) {
    add_action(app, options, kAuthorityActions);
    app.add_option("ACT", options.acts,
                   "files that are one act, in order; - for standard input; or a pack; without "
                   "any, the packs that remit carries");
    app.add_flag("--who", options.who, "ask which unit may, and who stands around the matter");
    app.add_option("--unit", options.unit, "ask whether this unit may: a code or a name")
        ->type_name("UNIT");
    app.add_option("--function", options.function, "what is to be done, such as propose_position")
        ->type_name("FUNCTION")
        ->required();
    add_words(app, "--body", options.bodies, "before which body: id, acronym or name");
    add_words(app, "--topic", options.topics, "on what: id or name");
    add_words(app, "--counterpart", options.counterparts, "with which institution: id or name");
    app.add_option("--pack", options.pack,
                   "of the packs that remit carries, this one; beside an act, for the lines around "
                   "the matter")
        ->type_name("PACK");
    app.add_option("--date", options.date, "the day of the step: 2026-01-31")->type_name("DATE");
    app.add_flag("--take-over", options.take_over, "the unit takes over from one below it");
    app.add_option("--advise", options.advise,
                   "advise mode: act in spite of a refusal, for this reason")
        ->type_name("REASON");
    add_choice(app, "--format", options.format, kTextFormats, "form of the result, default text");
    add_output(app, options);
    add_language(app, options);
}

void declare_coverage(CLI::App& app, Options& options) {
    app.add_option("ACT", options.acts,
                   "files that are one act, in order; - for standard input; or one pack; without "
                   "any, the packs that remit carries");
    app.add_option("--pack", options.pack, "of the packs that remit carries, this one")
        ->type_name("PACK");
    add_choice(app, "--format", options.format, kTextFormats, "form of the result, default text");
    add_output(app, options);
    add_language(app, options);
}

void declare_explain(CLI::App& app, Options& options) {
    app.add_option(
        "ID", options.topic,
        "of a finding, as it stands in square brackets behind it; without one, all are listed");
}

void declare_help(CLI::App& app, Options& options) {
    app.add_option("COMMAND", options.topic, "the command to tell more of");
    app.add_flag("--all", options.all, "tell all of every command");
}

constexpr std::array kCommands{
    Command{
        "compile", "read an act and show its units and their duties",
        R"(Reads the text of a legal act as a compiler reads a program. Without options it shows the tree of
units with the number of their duties; -v adds each duty with what it lets the unit do and where the
act says so. Acts are UTF-8 text, in Croatian, or in Serbian in either script.

JSON follows docs/schema/remit-v1.json; jsonld is the W3C Organization Ontology, akn is Akoma Ntoso
3.0, dot and svg draw the organigram (svg needs Graphviz), md is Markdown.

Exit status: 0, or 2 where an act could not be read or has an error. Warnings are only counted, on
standard error; `remit lint` shows them.

  remit compile act.txt
  remit compile -v part-1.txt part-2.txt
  remit compile --format svg -o organigram.svg packs/hr
  pdftotext -layout act.pdf - | remit compile -)",
        declare_compile, run_compile},
    Command{
        "lint", "show what is wrong with an act",
        R"(Shows each fault of the text at its place: the same duty in two units, abbreviations without a
definition, announced units that never come, broken numbering, words in two scripts, typos and more.
`remit explain ID` says what a finding means.

Typos are looked up in the Hunspell dictionary of Serbian (Debian: hunspell-sr), which serves Croatian
too; without it only words of the act itself are compared.

Exit status: 0 without findings, 1 with findings at or above --fail-on, 2 where an act could not be
read.

  remit lint act.txt
  remit lint --fail-on error --format sarif -o findings.sarif act.txt)",
        declare_lint, run_lint},
    Command{
        "diff", "show what changed between two versions of an act",
        R"(Shows which units and duties were reworded, moved to another unit, split, merged, dropped or added;
what was kept is counted. Every duty of both versions stands in exactly one change: the pairs are the
best for the acts as a whole, not line by line. Words that went stand in [- -], new ones in {+ +}.

An act in several files is joined first: cat part-1.txt part-2.txt > act.txt.

Exit status: 0, or 2 where an act could not be read.

  remit diff old.txt new.txt
  remit diff --format json packs/hr packs-next/hr)",
        declare_diff, run_diff},
    Command{
        "procedure", "check, list or show the kinds of work",
        R"(A procedure is one kind of work: its states and steps, who may take each under which function of the
act, by when, who must be asked, and what silence means. procedures/README.md says how one is written.

`check` reads files and shows each fault at its place: names that lead nowhere, states that nothing
reaches or leaves, steps that can never be taken, deadlines that never start, silence without a meaning.
`list` shows the procedures that remit carries. `show` prints one for people, or draws it: svg needs
Graphviz, json follows docs/schema/procedure-v1.json.

Exit status: 0, 1 where check found an error, 2 where something could not be read.

  remit procedure check procedures/brief.yaml
  remit procedure list --language hr
  remit procedure show obligation
  remit procedure show --format svg -o position.svg position)",
        declare_procedure, run_procedure},
    Command{
        "deadline", "say when something is due, and how that was counted",
        R"(Counts a deadline and tells every step of the counting. There are five kinds of clock, and none stands
in for another: a term of administrative law (P15D term), whose end moves from a day of rest; a date
of the calendar (15 April, P90D after 31 December); days, months or years from an event (P6M, P9M
before, within P1Y, first day of 6th month); working days of a calendar (10 working days); an instant
(PT48H, 25% left, 2026-04-07T17:00 Europe/Brussels), which no holiday moves.

Rules that remit carries have names; `remit deadline list` shows them, with those that nobody has
checked against their source. --closed shows what one more closing day would move.

Exit status: 0, or 2 where nothing could be counted.

  remit deadline explain rs-foi-decision --from 2026-01-31
  remit deadline explain P15D term --from 2026-05-15 --calendar hr
  remit deadline explain 10 working days --from 2026-12-17 --calendar hr --language hr
  remit deadline explain P15D term --from 2026-04-20 --calendar rs --closed 2026-05-05
  remit deadline explain PT48H --from 2026-04-03T17:00 --zone Europe/Brussels)",
        declare_deadline, run_deadline},
    Command{
        "calendar", "show on which days a body is closed, and what more of them would move",
        R"(Shows the closing days of a year and how many working days are left. Days that nobody has checked
against their source are marked; some bodies add days for each year that remit does not know, and
their calendars say so.

`check` reads data files of calendars, counting rules and deadlines (calendars/README.md) and tells
what is wrong with them.

`moved` tells which named deadlines move, from which day to which, when the calendar is closed on more
days: each deadline that holidays move, counted from each day of a span. It changes nothing.

Exit status: 0; 1 where check found an error; 2 where something could not be read.

  remit calendar show hr --year 2026
  remit calendar list
  remit calendar check calendars/nato.yaml
  remit calendar moved rs --closed 2026-05-05 --from 2026-04-20 --until 2026-04-30)",
        declare_calendar, run_calendar},
    Command{
        "authority", "say which unit may do something, under which duty, and why no other",
        R"(Asks the act. With --unit: may this unit do it? The answer is a grant with the duty and its citation,
or a refusal that says why, who is competent instead, and what would change it. With --who: which unit
owns the matter, which stand above it, who else holds it, through whom an instruction goes, who is told
and who looks at it, and what is doubtful: clauses that two units carry, units without a provision.

A duty covers a matter when its bodies, topics and counterparts do; functions, bodies, topics and
counterparts are given by id, acronym or name in any language and script. Lines that were not checked
against a source say so. In advise mode a refusal is passed over with a reason, and kept.

Exit status: 0 granted, or somebody is competent; 1 refused, or nobody is; 2 where nothing could be asked.

  remit authority ask --unit 5.1.1 --function propose_position --body NAC
  remit authority ask --who --function propose_position --body conop --pack hr
  remit authority ask --who --function monitor --body UN --topic "human rights" --language sr
  remit authority ask --who --function coordinate --topic disarmament act-1.txt act-2.txt)",
        declare_authority, run_authority},
    Command{
        "coverage", "show which duties procedures carry out, and which none does yet",
        R"(Shows each duty of an act with the procedures that carry it out, function by function, and then the
duties that none carries out yet. A procedure carries a function out where a unit that has it and no
other can bring the work from its beginning to every end; or where some steps, or the answer to a
consultation, are the whole of that work, and then these are named.

A duty counts as carried out where every function that it names is. What can be run under it besides,
because its functions entail it or because it names a subject only, is told and not counted. A duty
of other work names nothing and counts apart. `remit procedure list` shows the procedures.

Exit status: 0, or 2 where an act could not be read or has no duties.

  remit coverage --pack hr
  remit coverage --format json --pack rs
  remit coverage act-1.txt act-2.txt)",
        declare_coverage, run_coverage},
    Command{"route", "find the unit that is competent for a paper, with the clause that says so",
            kRouteHelp, declare_route, run_route},
    Command{"office", "set an office up, or show how it stands", kOfficeHelp, declare_office,
            run_office},
    Command{"matter", "open matters, take steps, consult, and tell what happened", kMatterHelp,
            declare_matter, run_matter},
    Command{"unit", "show the units of an office, their duties, officers and matters", kUnitHelp,
            declare_unit, run_unit},
    Command{"officer", "show who holds which post, or adopt an establishment", kOfficerHelp,
            declare_officer, run_officer},
    Command{"reorganise", "take up another act, and move open matters as it says", kReorganiseHelp,
            declare_reorganise, run_reorganise},
    Command{"demo", "make an office of each pack after a year of work", kDemoHelp, declare_demo,
            run_demo},
    Command{"ledger", "verify what an office did, and prove it to others", kLedgerHelp,
            declare_ledger, run_ledger},
    Command{"rebuild", "make the registers of an office again from its ledger", kRebuildHelp,
            declare_rebuild, run_rebuild},
    Command{"serve", "the workspace of an office, for browsers", kServeHelp, declare_serve,
            run_serve},
    Command{"backup", "copy an office while it works, with a proof of what it is", kBackupHelp,
            declare_backup, run_backup},
    Command{"restore", "make an office of a backup, and verify all of it", kRestoreHelp,
            declare_restore, run_restore},
    Command{"obligation", "show what is owed to international bodies, when, and whose it is",
            kObligationHelp, declare_obligation, run_obligation},
    Command{"item", "register what comes in, and see to it that something is done with it",
            kItemHelp, declare_item, run_item},
    Command{"meeting", "plan meetings of bodies, and say what came of them", kMeetingHelp,
            declare_meeting, run_meeting},
    Command{
        "explain", "say what a finding means and how to cure it",
        R"(Prints the page of a finding: what it means, an example that raises it, why it matters, and the cure.

  remit explain shared-duty)",
        declare_explain, run_explain},
    Command{"help", "show how to use remit",
            R"(Shows the commands, or one command, or with --all everything.

  remit help compile)",
            declare_help, run_help},
};

}  // namespace

std::span<const Command> commands() {
    return kCommands;
}

const Command* find_command(std::string_view name) {
    const auto found = std::ranges::find(kCommands, name, &Command::name);
    return found == kCommands.end() ? nullptr : &*found;
}

diag::Language language_of(const Options& options) {
    const auto language = diag::find_language(options.language);
    REMIT_CHECK(language.has_value());
    return *language;
}

int fail(base::Env& env, std::string_view message) {
    env.print_error(fmt::format("remit: error: {}\n", message));
    return kExitFailed;
}

int deliver(base::Env& env, const Options& options, std::string_view text) {
    if (options.output.empty() || options.output == "-") {
        env.print(text);
        return kExitDone;
    }
    const Status written = env.write_file(options.output, text);
    return written.ok() ? kExitDone : fail(env, written.error().message);
}

}  // namespace remit::cli
