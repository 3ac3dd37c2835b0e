#include "cli/option_kinds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/nearest.h"

namespace remit::cli {

namespace {

/// Accepts the words of a list; CLI11 puts the option's name before the message.
CLI::Validator one_of(std::span<const std::string_view> words) {
    const auto check = [words](const std::string& value) -> std::string {
        if (std::ranges::find(words, value) != words.end()) return {};
        const auto near = find_nearest(value, words);
        return fmt::format("'{}' is not one of {}{}", value, fmt::join(words, ", "),
                           near ? fmt::format("; did you mean '{}'?", *near) : "");
    };
    return {check, ""};
}

}  // namespace

std::string capitals(std::string_view name) {
    std::string out;
    for (const char c : name) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

void add_choice(CLI::App& app, const std::string& names, std::string& value,
                std::span<const std::string_view> words, const std::string& description) {
    const std::string name = names.substr(names.rfind("--") + 2);
    app.add_option(names, value, fmt::format("{}: {}", description, fmt::join(words, ", ")))
        ->type_name(name == "fail-on" ? "LEVEL" : capitals(name))
        ->check(one_of(words));
}

void add_action(CLI::App& app, Options& options, std::span<const std::string_view> actions) {
    app.add_option("ACTION", options.action,
                   fmt::format("what to do: {}", fmt::join(actions, ", ")))
        ->required()
        ->check(one_of(actions));
}

void add_language(CLI::App& app, Options& options) {
    add_choice(app, "--language", options.language, kLanguages,
               "language of messages and names, default en");
}

}  // namespace remit::cli
