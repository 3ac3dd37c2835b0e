// The commands of the program: one row each, from which parsing, help and manual are made.
//
// Help text is the registration: a command that is not in the table does not exist, and one without
// help does not pass the tests. Options are declared once, with the words that describe them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "cli/intake_options.h"
#include "cli/office_options.h"
#include "cli/route_options.h"
#include "cli/serve_options.h"
#include "diag/language.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library is called so
class App;
}

namespace remit::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFindings = 1;  // lint: something at or above --fail-on
inline constexpr int kExitFailed = 2;    // could not read, could not write, wrong command line

/// Everything that may stand on the command line; each command declares those it takes.
struct Options {
    std::vector<std::string> acts;  // files, "-", or one pack
    std::string old_act;
    std::string new_act;
    std::string action;              // of commands that do several things: the first word
    std::vector<std::string> names;  // what it is done to: files or ids
    std::string topic;               // of help: a command; of explain: an id
    std::string phase;
    std::string format = "text";
    std::string output;  // a file; empty for standard output
    std::string language = "en";
    std::string fail_on = "warning";
    std::string
        from;  // of a deadline: the day or the instant of its event; of a span: its first day
    std::string until;     // of a span: its last day
    std::string opened;    // when the time began of which a share is asked
    std::string calendar;  // an id
    std::string zone;      // "Europe/Brussels"
    std::string year;
    std::vector<std::string> closed;  // days that are closed for the sake of argument
    std::string unit;                 // a code or a name
    std::string function;             // an id or a name; so are the next three
    std::vector<std::string> bodies;
    std::vector<std::string> topics;
    std::vector<std::string> counterparts;
    std::string pack;      // of those that remit carries: "hr"
    std::string date;      // of the step
    std::string advise;    // why a unit acts in spite of a refusal
    OfficeOptions office;  // of the commands that work on one
    IntakeOptions intake;  // of those by which things come into one
    RouteOptions route;
    ServeOptions serve;
    bool who = false;
    bool take_over = false;
    bool verbose = false;
    bool all = false;
};

struct Command {
    std::string_view name;
    std::string_view summary;  // one line
    std::string_view help;     // paragraphs, and examples indented by two
    void (*declare)(CLI::App& app, Options& options);
    int (*run)(base::Env& env, const Options& options);
};

/// In the order in which help lists them.
std::span<const Command> commands();
/// nullptr where there is no such command.
const Command* find_command(std::string_view name);

inline constexpr std::string_view kLanguages[] = {"en", "hr", "sr", "sr-Latn", "sr-Cyrl"};
inline constexpr std::string_view kPhases[] = {"source", "tokens",        "tree",  "units",
                                               "duties", "abbreviations", "remit", "diagnostics"};
inline constexpr std::string_view kCompileFormats[] = {"text", "json", "jsonld", "akn",
                                                       "dot",  "svg",  "md"};
inline constexpr std::string_view kLintFormats[] = {"text", "json", "sarif"};
inline constexpr std::string_view kDiffFormats[] = {"text", "json"};
inline constexpr std::string_view kProcedureActions[] = {"check", "list", "show"};
inline constexpr std::string_view kProcedureFormats[] = {"text", "json", "svg"};
inline constexpr std::string_view kDeadlineActions[] = {"explain", "list"};
inline constexpr std::string_view kCalendarActions[] = {"show", "list", "check", "moved"};
inline constexpr std::string_view kAuthorityActions[] = {"ask"};
inline constexpr std::string_view kItemActions[] = {"add",  "list",   "show", "assign",
                                                    "take", "return", "close"};
inline constexpr std::string_view kMeetingActions[] = {"add",    "list", "show",  "agenda",
                                                       "record", "move", "cancel"};
inline constexpr std::string_view kObligationActions[] = {"list", "show", "due", "import", "open"};
inline constexpr std::string_view kOfficeActions[] = {"init", "status", "tick", "calendar"};
inline constexpr std::string_view kMatterActions[] = {
    "open",  "show",     "list", "step",    "consult", "answer", "assign",  "bring",
    "paper", "withdraw", "lead", "migrate", "close",   "erase",  "personal"};
inline constexpr std::string_view kLedgerActions[] = {"verify", "checkpoint", "proof", "growth",
                                                      "export"};
inline constexpr std::string_view kTextFormats[] = {"text", "json"};
inline constexpr std::string_view kLevels[] = {"error", "warning", "info", "never"};

/// The language of messages; the option was checked when it was parsed.
diag::Language language_of(const Options& options);

/// Prints "remit: error: ..." and returns kExitFailed.
int fail(base::Env& env, std::string_view message);
/// Prints to standard output or replaces the file of -o.
int deliver(base::Env& env, const Options& options, std::string_view text);

// The commands, each in a file of its own.
int run_compile(base::Env& env, const Options& options);
int run_lint(base::Env& env, const Options& options);
int run_diff(base::Env& env, const Options& options);
int run_procedure(base::Env& env, const Options& options);
int run_deadline(base::Env& env, const Options& options);
int run_calendar(base::Env& env, const Options& options);
int run_authority(base::Env& env, const Options& options);
int run_coverage(base::Env& env, const Options& options);
int run_route(base::Env& env, const Options& options);
int run_item(base::Env& env, const Options& options);
int run_meeting(base::Env& env, const Options& options);
int run_obligation(base::Env& env, const Options& options);
int run_office(base::Env& env, const Options& options);
int run_office_calendar(base::Env& env, const Options& options);
int run_matter(base::Env& env, const Options& options);
int run_unit(base::Env& env, const Options& options);
int run_officer(base::Env& env, const Options& options);
int run_demo(base::Env& env, const Options& options);
int run_reorganise(base::Env& env, const Options& options);
int run_ledger(base::Env& env, const Options& options);
int run_rebuild(base::Env& env, const Options& options);
int run_backup(base::Env& env, const Options& options);
int run_restore(base::Env& env, const Options& options);
int run_serve(base::Env& env, const Options& options);
int run_explain(base::Env& env, const Options& options);
int run_help(base::Env& env, const Options& options);

}  // namespace remit::cli
