// The options and the help of `remit route`.
//
// Kept apart from the table of commands (commands.cpp) for their length; nothing here reads a value.
#pragma once

#include <string_view>

#include "cli/command.h"

namespace remit::cli {

void declare_route(CLI::App& app, Options& options);

inline constexpr std::string_view kRouteHelp =
    R"(Reads a paper (title, text, sender, in English, French, Croatian or Serbian, in either script) and
tells which unit is competent, under which clause, and what in the paper says so. The act decides: no
past routing is needed, and the answer is right again on the day the act changes. Where nothing in an
act covers the paper, nobody is guessed: the answer is that it is not ours, and why.

WHAT is a text, a file (its first line is the title), or - for standard input. `remit route
certificate WHAT` writes a page for the file: unit, clause, what was rejected, version of the act.

  --batch    reads a table with the columns id, title and, if there, text and sender, parted by tabs,
             and prints one line for each paper: id, then for each institution the codes of its
             units, best first; `none` stands first where the paper is not ours
  --audit    tells which duties no paper can ever reach first, and why
  --correct  prints one line that says which unit is right; kept in a file, such lines are
  --learn    read before routing. They move units that the act lets compete and no others

Exit status: 0; 1 where --audit found a duty that nothing reaches; 2 where something could not be
read.

  remit route "Note verbale on the Arms Trade Treaty"
  remit route --institution hr --explain letter.txt
  remit route --act act-1.txt --act act-2.txt "Poziv na savjetovanje"
  remit route --batch papers.tsv --top 3)";

}  // namespace remit::cli
