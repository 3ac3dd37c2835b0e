// Options that several commands take, declared once: choices, actions, language.
//
// Part of the declarations (commands.cpp, office_declarations.cpp), which alone know CLI11 beside
// arguments.cpp. Values are checked while they are parsed.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/command.h"

namespace remit::cli {

/// "phase" as PHASE.
std::string capitals(std::string_view name);
/// An option whose value is one of the words; "--phase" is shown as PHASE.
void add_choice(CLI::App& app, const std::string& names, std::string& value,
                std::span<const std::string_view> words, const std::string& description);
/// The first word of a command that does several things.
void add_action(CLI::App& app, Options& options, std::span<const std::string_view> actions);
void add_language(CLI::App& app, Options& options);

/// An option whose value is any text; `type` is what help shows for it.
void add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& type,
              const std::string& description);
/// Of commands that work on an office: which one, and in which form it answers.
void add_office(CLI::App& app, Options& options);
/// Of those that change one: who acts, once under which key, and in spite of which refusal.
void add_officer(CLI::App& app, Options& options);
void add_command_key(CLI::App& app, Options& options);

}  // namespace remit::cli
