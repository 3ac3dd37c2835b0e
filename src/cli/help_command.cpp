// `remit help`: the commands, one of them, or all.
//
// It says nothing of its own: manual.h makes the text from the table of commands. A command that
// does not exist is told as such, with the nearest that does.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/manual.h"
#include "cli/nearest.h"

namespace remit::cli {

int run_help(base::Env& env, const Options& options) {
    if (options.all) {
        env.print(full_help());
        return kExitDone;
    }
    if (options.topic.empty()) {
        env.print(short_help());
        return kExitDone;
    }
    if (const Command* command = find_command(options.topic)) {
        env.print(help_of(*command));
        return kExitDone;
    }
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    const auto near = find_nearest(options.topic, names);
    return fail(env, fmt::format("there is no command '{}'{}", options.topic,
                                 near ? fmt::format("; did you mean '{}'?", *near) : ""));
}

}  // namespace remit::cli
