#include "cli/manual.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/arguments.h"
#include "cli/columns.h"

namespace remit::cli {

namespace {

constexpr std::string_view kWhat =
    "remit reads the legal act that organises an office: units, duties, and what is wrong with the "
    "text\n";
constexpr std::size_t kNamesWidth = 26;

std::string usage_of(const Command& command) {
    std::string usage = fmt::format("remit {}", command.name);
    bool has_options = false;
    for (const OptionHelp& option : options_of(command)) {
        has_options = has_options || !option.positional;
        if (!option.positional) continue;
        usage += option.required ? " " + option.names : " [" + option.names + "]";
    }
    return usage + (has_options ? " [OPTION...]" : "");
}

std::string option_rows(const Command& command) {
    std::string out;
    for (const OptionHelp& option : options_of(command)) {
        const std::vector<std::string> lines =
            wrap(option.description, kPageColumns - kNamesWidth - 2);
        std::string names = "  " + pad(option.names, kNamesWidth - 2);
        for (const std::string& line : lines) {
            out += names + "  " + line + "\n";
            names.assign(kNamesWidth, ' ');
        }
    }
    return out;
}

}  // namespace

std::string short_help() {
    std::string out = fmt::format("{}\nusage: remit COMMAND ...\n\n", kWhat);
    for (const Command& command : commands()) {
        out += fmt::format("  {:<10}{}\n", command.name, command.summary);
    }
    return out +
           "  --version show the version\n\n`remit help COMMAND` says more, `remit help --all` "
           "says all.\n";
}

std::string help_of(const Command& command) {
    return fmt::format("remit {}: {}\n\nusage: {}\n\n{}\n{}", command.name, command.summary,
                       usage_of(command), option_rows(command), std::string(command.help) + "\n");
}

std::string full_help() {
    std::string out = short_help();
    for (const Command& command : commands()) {
        out += "\n" + std::string(kPageColumns, '-') + "\n" + help_of(command);
    }
    return out;
}

std::string markdown_manual() {
    std::string out =
        "# The command line\n\nGenerated from the table of commands (`src/cli/commands.cpp`); "
        "`./x golden --update` rewrites it.\n\n";
    out += "| command | what it does |\n| --- | --- |\n";
    for (const Command& command : commands()) {
        out += fmt::format("| [{0}](#remit-{0}) | {1} |\n", command.name, command.summary);
    }
    for (const Command& command : commands()) {
        out += fmt::format("\n## remit {}\n\n    {}\n\n| option | meaning |\n| --- | --- |\n",
                           command.name, usage_of(command));
        for (const OptionHelp& option : options_of(command)) {
            out += fmt::format("| `{}` | {} |\n", option.names, option.description);
        }
        out += "\n";
        for (std::string_view rest = command.help; !rest.empty();) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = rest.substr(0, end);
            out += fmt::format("{}{}\n", line.starts_with("  ") ? "  " : "", line);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return out;
}

}  // namespace remit::cli
