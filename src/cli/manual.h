// Help for people: on the terminal and as docs/cli.md, both from the table of commands.
//
// Nothing is written here that the table could say. No line is longer than the page, and the text
// holds no version, so that it is frozen in goldens.
#pragma once

#include <string>

#include "cli/command.h"

namespace remit::cli {

/// What `remit` alone says: usage and the list of commands.
std::string short_help();
/// All about one command.
std::string help_of(const Command& command);
/// Short help and every command: `remit help --all`.
std::string full_help();
/// docs/cli.md.
std::string markdown_manual();

}  // namespace remit::cli
