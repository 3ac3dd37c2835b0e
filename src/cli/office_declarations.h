// The commands that work on an office: their help, and the options that each takes.
//
// Rows of the table of commands (commands.cpp), kept apart because they share most of their
// options. Nothing here runs a command.
#pragma once

#include <string_view>

#include "cli/command.h"

namespace remit::cli {

void declare_office(CLI::App& app, Options& options);
void declare_matter(CLI::App& app, Options& options);
void declare_unit(CLI::App& app, Options& options);
void declare_officer(CLI::App& app, Options& options);
void declare_demo(CLI::App& app, Options& options);
void declare_reorganise(CLI::App& app, Options& options);
void declare_ledger(CLI::App& app, Options& options);
void declare_rebuild(CLI::App& app, Options& options);
void declare_backup(CLI::App& app, Options& options);
void declare_restore(CLI::App& app, Options& options);
void declare_serve(CLI::App& app, Options& options);

inline constexpr std::string_view kOfficeHelp =
    R"(An office is a folder: office.yaml, office.db and keys/. `init` makes one over a pack that remit
carries: the act is then in force in it, and who may do what follows from its clauses. Without
--staff a sample of posts is adopted, a head and two officers in each unit, named after their posts.
With --postgres the database of a server keeps it. In mode `advise` a refusal may be passed over
with a reason, which is recorded.

`status` shows what the office is, what is open in it and what is overdue. `tick` lets the clock do
what is due by now: reminders, escalations, silence that lapses; have it run every minute. A command
in a matter takes up what is due in that matter by itself.

`calendar` closes a day in a calendar of this office, or opens one again that it had closed: a day
of mourning, a bridge day. Every open matter is counted again, and where a due day moves that is
recorded in it; --dry-run says which would move, from when to when. Whoever has the office open
elsewhere must open it again.

An office is found by --office, else by the variable REMIT_OFFICE, else in the current folder.

Exit status: 0, or 2 where it could not be made or opened. Nothing half made counts as an office.

  remit office init mvep --pack hr
  remit office init msp --pack rs --ledger msp.example/multilateral --staff staff.yaml
  remit office status --office mvep
  remit office tick --office mvep
  remit office calendar --calendar hr --close 2026-05-04 --reason "Day of mourning" --dry-run)";

inline constexpr std::string_view kMatterHelp =
    R"(Everything that people do in matters, one command for each:

  open PROCEDURE           the ways in which a matter can be opened, and what each needs
  open PROCEDURE [STEP] --set FIELD=VALUE
                           opens a matter
  show MATTER              tells its story, with the clause behind each step; --why: how days were
                           counted
  list                     the open matters, those due first; narrowed by --unit, --within and others;
                           where an officer is named, only those that he may know of
  step MATTER              the steps that can be taken now, what each needs, and who may
  step MATTER STEP         takes one
  consult MATTER           who was asked what, and whom the steps would ask
  answer MATTER QUESTION ANSWER
                           agreed, amended, objected, input, nil or unchanged; --note is the text
  withdraw MATTER QUESTION takes a question back; --note says why
  assign MATTER [OFFICER]  gives it to an officer of the lead unit, or to nobody
  bring MATTER             brings a --paper outside a step
  paper MATTER PAPER       gives the bytes of a paper to an officer who may read it; --out FILE
  lead MATTER UNIT         hands it over to another unit; --designate: chooses it among rivals
  personal MATTER          what it says of people, to an officer who may know of it
  erase MATTER             erases what it says of people, in its whole past; --note is the ground;
                           backups and papers are not reached
  migrate MATTER           moves it to the newest version of its procedure; --note says why,
                           --dry-run says what that would change
  close MATTER             closes its dossier: the matter with all that sprang from it, once all of
                           it has ended; no more work is done in them

Who acts is named by --as, else by the variable REMIT_OFFICER. Before anything is done the act is
asked whether the officer's unit may; the entry then names the duty and its citation. A refusal says
why, who is competent, and what would help; nothing is half done.

A field is set by --set field=value; a list by repeating it; `--set field=` empties it, or leaves a
cell of a table's row empty. A paper comes with --paper KIND=FILE, a new version of one with --paper
ID=FILE; --signed says that it is signed, --marking how it is marked. What stands higher than this
house may keep is refused; a new version never stands lower than the one before. Under one --key a
command is done once, however often it is given.

Who may read a paper follows from its marking, from the certificates and posts of the establishment,
and from the pack's rules. Where those say so a reading is recorded before the paper is given, and
`show` tells it; --emergency opens, on the record and with a ground, what an officer has no need to
know. Without an officer `list` shows everything: whoever has the folder has the database.

Exit status: 0 done, 1 declined, 2 where something could not be read or kept.

  remit matter open position
  remit matter open position open --as officer-5-1-1-a --set title="Small arms" --set forum=unga
  remit matter list --unit 5.1.1 --within 30d
  remit matter step m3k9 assign --as head-5-1-1 --set drafter=officer-5-1-1-a
  remit matter paper m3k9 instruction-1 --as head-5-1-1 --out instruction.pdf
  remit matter show m3k9 --why --language hr)";

inline constexpr std::string_view kUnitHelp =
    R"(Without a code it lists the units of the act that the office runs on, with their open matters. With
one it shows the unit: its duties with citations, who holds which post in it, and its open matters.

Exit status: 0, or 2 where there is no such unit or no office.

  remit unit --office mvep
  remit unit 5.1.1 --language hr)";

inline constexpr std::string_view kOfficerHelp =
    R"(`list` shows who holds which post. An officer's id shows his posts, whom he replaces, who replaces
him, when he is away, and what is given to him. `adopt FILE` adopts an establishment in place of the
one before: officers, posts, deputies and absences, in the form of `remit office init --staff`; and
`certificates` (officer, level, from, until) and `briefings` (officer, scheme, from, until), which
decide with the posts what an officer may read. Levels and schemes are named by their ids, such as
nato_secret and nato. It is recorded with the id of who did it; it gives nobody a power that the act
does not give his unit.

`password ID` gives the officer a password for the workspace: the first line of standard input, of
twelve characters or more, or with --generate one that is made and printed this once. His sessions end.
It is administration and stands in no ledger.

Exit status: 0, or 2 where there is no such officer, the file has errors or the password is refused.

  remit officer list --unit 5.1.1
  remit officer head-5-1-1
  remit officer adopt staff.yaml --as administrator
  remit officer password head-5-1-1 < password.txt
  remit officer password head-5-1-1 --generate)";

inline constexpr std::string_view kDemoHelp =
    R"(Makes an office of each pack in a folder of its own, DIR/hr and DIR/rs, and plays a year of work in
it: several hundred matters in every state, questions answered in time and late, deadlines around the
last day. Everything goes through the commands of an office, under its law. Posts stand for people, who
all sign in to the workspace with the password that is printed. The same seed and day make the same
office, entry for entry.

Exit status: 0, or 2 where it could not be made.

  remit demo demo
  remit demo demo --pack rs --seed 7 --date 2026-11-27)";

inline constexpr std::string_view kReorganiseHelp =
    R"(Takes up another act: which units and duties change, and where each open matter goes. A matter stays
with its unit where that is competent under the new act, also under another code or name; else it goes
to the unit that is. Where several are, a superior must choose; where none is, the matter is left and
listed. Posts follow their units. Matters keep their numbers.

With --dry-run it is only said. The act is in the form of a pack, or the text of an act in one file; it
must have no errors and be in force on the day. Who adopts it is recorded; that empowers nobody to take
a step.

Exit status: 0; 1 where matters are left without a competent unit; 2 where it could not be done.

  remit reorganise --act new/remit.yaml --from 2027-01-01 --dry-run
  remit reorganise --act new/remit.yaml --from 2027-01-01 --as administrator)";

inline constexpr std::string_view kLedgerHelp =
    R"(What an office did is an entry each; entries hang together in a chain for each matter and in one tree
over all, and the office signs the root of the tree. docs/ledger-format.md is the format; a program that
shares no code with remit, tools/verify_ledger.py, checks what leaves the house.

  verify               checks all that is kept against everything else: entries, their order, tiles and
                       checkpoints, papers, registers; names what was changed and where
  checkpoint           seals what waits and signs a checkpoint over all; --add FILE takes up what
                       witnesses answered, whose public keys are in keys/witnesses, one a line
  proof MATTER         a file that proves that the last entry of the matter, and through it all before,
                       stands under the last checkpoint; or that of an entry, by its number
  growth OLD [NEW]     a file that proves that the checkpoint of size NEW, by default the last, only
                       added to that of size OLD
  export DIR           the whole ledger as files, read again and verified

A checkpoint that was given away is what binds the office: what none covers yet can be taken back by
whoever holds the database. Have it cosigned, or send it to somebody.

Exit status: 0; 1 where verify found something; 2 where something could not be read or done.

  remit ledger verify --office mvep
  remit ledger checkpoint --add answer.txt
  remit ledger proof 018-05/26-04/7 --to proof.tlog-proof
  remit ledger growth 128 --to growth.txt
  remit ledger export for-the-auditor)";

inline constexpr std::string_view kRebuildHelp =
    R"(Registers are the tables that lists and desks ask: matters, bodies, questions, notices. They follow
from the ledger; this drops and makes them again in one transaction. Where nobody has touched them they
are the same afterwards, to the byte.

Exit status: 0, or 2 where an entry cannot be read; then nothing was changed.

  remit rebuild --office mvep)";

inline constexpr std::string_view kBackupHelp =
    R"(Signs a checkpoint and copies the office as it is now, while it works, into FILE, which must be new;
FILE.manifest beside it is signed and holds the checkpoint, the settings and the public keys. Keep the
two together. `remit restore` makes an office of them.

The secret of the seal, keys/seal.seed, is in neither, so that whoever finds a backup cannot sign in the
office's name. Keep a copy of it apart, under lock: nobody can make it again.

An office on PostgreSQL is backed up by the server: pg_dump, with office.yaml and keys/ beside it.

Exit status: 0, or 2 where it could not be made.

  remit backup monday.db --office mvep)";

inline constexpr std::string_view kRestoreHelp =
    R"(Makes an office of a backup in DIR, which must be new or empty. Before it is an office everything in
it is verified, as by `remit ledger verify`, and its root must be the one that the manifest signs; a
damaged backup is refused, and what is damaged is named. --seal is the public key as the office publishes
it: without it the manifest only shows that it and the database belong together.

Exit status: 0, or 2 where no office was made.

  remit restore monday.db mvep --seal mvep.pub)";

inline constexpr std::string_view kServeHelp =
    R"(Serves the workspace of the office: officers sign in with a browser, see their desk, open matters, take
steps and answer questions, each under the clause that allows it. An officer signs in with his id and
the password that `remit officer password ID` gave him.

It speaks HTTP/1.1. Without TLS keep it on this machine, which is the default, and put a reverse proxy
before it; --behind-proxy believes what a proxy on this machine says of its clients. Each request is a
line of JSON on standard error. The clock of the office runs as long as it serves. SIGTERM and Ctrl-C
end it, after what was begun is finished.

  remit serve --office mvep
  remit serve --office mvep --port 9000 --behind-proxy)";

}  // namespace remit::cli
