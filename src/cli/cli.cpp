#include "cli/cli.h"

#include <fmt/format.h>

#include "cli/arguments.h"
#include "cli/manual.h"
#include "cli/nearest.h"

namespace remit::cli {

namespace {

int unknown_command(base::Env& env, std::string_view word) {
    std::vector<std::string_view> names;
    for (const Command& command : commands()) names.push_back(command.name);
    std::string message =
        fmt::format("there is no {} '{}'", word.starts_with('-') ? "option" : "command", word);
    if (const auto near = find_nearest(word, names)) {
        message += fmt::format("; did you mean '{}'?", *near);
    }
    return fail(env, message + "\n`remit help` lists the commands");
}

int run_command(base::Env& env, const Command& command, std::span<const std::string> words) {
    Options options;
    const Result<Request> request = parse_arguments(command, words, options);
    if (!request.ok()) {
        return fail(env, fmt::format("{}\n`remit help {}` says more", request.error().message,
                                     command.name));
    }
    if (request.value() == Request::help) {
        env.print(help_of(command));
        return kExitDone;
    }
    return command.run(env, options);
}

}  // namespace

std::string_view version() {
    return REMIT_VERSION;
}

int run(base::Env& env, std::span<const std::string> arguments) {
    if (arguments.empty()) {
        env.print_error(short_help());
        return kExitFailed;
    }
    const std::string& word = arguments.front();
    if (word == "--version" || word == "-V" || word == "version") {
        env.print(fmt::format("remit {}\n", version()));
        return kExitDone;
    }
    if (word == "--help" || word == "-h") {
        env.print(short_help());
        return kExitDone;
    }
    const Command* command = find_command(word);
    if (command == nullptr) return unknown_command(env, word);
    return run_command(env, *command, arguments.subspan(1));
}

}  // namespace remit::cli
