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

void add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& type,
              const std::string& description) {
    app.add_option(name, value, description)->type_name(type);
}

void add_office(CLI::App& app, Options& options) {
    add_text(app, "--office", options.office.folder, "DIR",
             "the office; default the variable REMIT_OFFICE, else the current folder");
    app.add_flag("--json", options.office.json, "for programs instead of people");
    add_language(app, options);
}

void add_officer(CLI::App& app, Options& options) {
    add_text(app, "--as", options.office.officer, "OFFICER",
             "who acts; default the variable REMIT_OFFICER");
}

void add_command_key(CLI::App& app, Options& options) {
    add_text(app, "--key", options.office.key, "KEY", "do it once under this key");
    add_text(app, "--reason", options.office.reason, "TEXT",
             "in mode advise: why the officer acts in spite of a refusal");
}

}  // namespace remit::cli
