// The commands by which things come into an office: their help, and the options that each takes.
//
// Rows of the table of commands (commands.cpp), kept apart because they share their options.
// Nothing here runs a command.
#pragma once

#include <string_view>

#include "cli/command.h"

namespace remit::cli {

void declare_obligation(CLI::App& app, Options& options);
void declare_item(CLI::App& app, Options& options);
void declare_meeting(CLI::App& app, Options& options);

inline constexpr std::string_view kObligationHelp =
    R"(Reports, declarations, notifications, exchanges, contributions and meetings that the State owes, again
and again or after an event. `due` shows each that falls into the days ahead, with its date, the unit
that is competent for it under the act with the duty, and what is doubtful: rows whose rule nobody has
compared with its source, rows of which nobody knows whether they are owed, and above all those that no
unit holds. Dates follow the instrument: no weekend and no holiday moves them. Where a body sets the
date, or an event has to happen first, no date is made up; these are listed apart.

In an office, `import` takes in the rows that the State owes or may owe, and again whatever is new or
changed; `open` opens the matter of one instance, and `due` then shows it. Once it is open, the matter
of the next edition is opened by the clock, 90 days ahead.

Exit status: 0; 1 where the office declined; 2 where something could not be read.

  remit obligation due --pack hr --from 2027-03-01 --within 60d
  remit obligation due --pack rs --why --language sr
  remit obligation show CWC-S2-PAST --pack hr
  remit obligation import --as ana
  remit obligation open BWC-CBM --due 2027-04-15 --as ana)";

inline constexpr std::string_view kItemHelp =
    R"(What comes in and belongs to no matter yet: letters, notes, faxes, messages of networks.

  add FILE...        registers it, with whom it is from, what it is about, and the bytes of its files
  list               what came in, the latest first; --open: what nothing was done with yet
  show ITEM          one of them, with what became of it
  assign ITEM UNIT   says for which unit it is
  take ITEM          puts it into a --matter as a paper, with --step, or opens one under a --procedure
  return ITEM        sends it back: --note says why
  close ITEM         ends it without a matter: --ground not_ours, duplicate or no_action, and --note

Registering needs no power, so whoever opens the post does it. Taking an item up into a matter is
something that the lead unit does in the matter, and needs its duty; item and matter then change
together or not at all. The same bytes again are registered again, and named as a duplicate.

The classification is read as it is stamped, in the schemes that remit knows; a name that two schemes
have, or that is a false friend, is declined with those that it may be.

Exit status: 0; 1 where the office declined; 2 where something could not be read.

  remit item add note.pdf --from "Embassy" --subject "Draft resolution" --channel mail --as ana
  remit item list --open --unit 5.1.2
  remit item take 2026/17 --procedure position --step open --set title="Draft resolution" --paper target_text --as ana
  remit item close 2026/18 --ground duplicate --note "came by fax as well" --as ana)";

inline constexpr std::string_view kMeetingHelp =
    R"(Meetings of bodies, their agendas, and what came of each item.

  add                       plans one: --body, --at, --place
  list                      those ahead, the next first; --all: those that were, too
  show MEETING              its agenda, with the matters and outcomes
  agenda MEETING            adds an item: --title, and the --matter that it is about
  record MEETING POSITION   says the --outcome of an item
  move MEETING              to another --at or --place: --note says why
  cancel MEETING            --note says why

Who plans it acts for a unit that takes part in the body's work under the act (function
participate_in_body), or for one that leads a matter on the agenda.

Exit status: 0; 1 where the office declined; 2 where something could not be read.

  remit meeting add --body nac --at 2026-02-11T10:00 --place Brussels --as ana
  remit meeting agenda 2026/3 --title "Partnership package" --matter m3k9 --as ana
  remit meeting record 2026/3 1 --outcome "agreed under silence" --as ana)";

}  // namespace remit::cli
