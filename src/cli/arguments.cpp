#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/nearest.h"

namespace remit::cli {

namespace {

/// "--formt" of "--formt=json".
std::string_view name_in(std::string_view word) {
    return word.substr(0, word.find('='));
}

std::vector<std::string> names_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

Error unexpected(const CLI::App& app, const std::string& word) {
    if (!word.starts_with('-') || word == "-") {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("'{}' is one word too many", word));
    }
    std::string message = fmt::format("there is no option '{}'", name_in(word));
    const std::vector<std::string> names = names_of(app);
    const std::vector<std::string_view> views(names.begin(), names.end());
    if (const auto near = find_nearest(name_in(word), views)) {
        message += fmt::format("; did you mean '{}'?", *near);
    }
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

/// A word that is no option is the better news than whatever it led to.
Error parse_error(const CLI::App& app, std::string message) {
    const std::vector<std::string> rest = app.remaining();
    const auto option =
        std::ranges::find_if(rest, [](const std::string& word) { return word.starts_with('-'); });
    if (option != rest.end()) return unexpected(app, *option);
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

std::string names_of(const CLI::Option& option) {
    if (option.get_positional()) {
        const bool many = option.get_expected_max() > 1;
        return option.get_name(/*positional=*/true) + (many ? "..." : "");
    }
    std::vector<std::string> names;
    for (const std::string& name : option.get_snames()) names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
    std::string text = fmt::format("{}", fmt::join(names, ", "));
    if (option.get_expected_max() > 0 && !option.get_type_name().empty()) {
        text += " " + option.get_type_name();
    }
    return text;
}

}  // namespace

Result<Request> parse_arguments(const Command& command, std::span<const std::string> words,
                                Options& options) {
    CLI::App app;
    app.set_help_flag("-h,--help");
    app.allow_extras();
    command.declare(app, options);
    try {
        app.parse(std::vector<std::string>(words.rbegin(),
                                           words.rend()));  // CLI11 wants the last word first
    } catch (const CLI::CallForHelp&) {
        return Request::help;
    } catch (const CLI::RequiredError& error) {
        const std::string what = error.what();
        return parse_error(app, "no " + what.substr(0, what.find(' ')) + " was named");
    } catch (const CLI::ParseError& error) {
        return parse_error(app, error.what());
    }
    const std::vector<std::string> rest = app.remaining();
    if (!rest.empty()) return unexpected(app, rest.front());
    return Request::run;
}

std::vector<OptionHelp> options_of(const Command& command) {
    CLI::App app;
    Options options;
    app.set_help_flag("-h,--help", "show this");
    command.declare(app, options);
    std::vector<OptionHelp> rows;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_group().empty()) continue;
        rows.push_back({names_of(*option), option->get_description(), option->get_positional(),
                        option->get_required()});
    }
    // CLI11 declares --help first; people look for it last.
    std::ranges::stable_partition(
        rows, [](const OptionHelp& row) { return row.names.find("--help") == std::string::npos; });
    return rows;
}

}  // namespace remit::cli
