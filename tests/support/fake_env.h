// FakeEnv: the outside world of a test - files in memory, captured output, scripted programs, a
// clock that stands still until it is set, and random bytes from a seed.
//
// Behaves as PosixEnv does where a caller could tell: the same error codes, a folder is no file, a
// file that was written can be read. It touches no disk, no terminal and no environment variable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/env.h"

namespace remit::testing {

class FakeEnv final : public base::Env {
  public:
    struct Run {
        std::string program;
        std::vector<std::string> arguments;
        std::string input;
    };

    // What the world holds; fill before the test, look into after it.
    std::map<std::string, std::string> files;
    std::map<std::string, std::string> variables;
    std::map<std::string, std::string> programs;  // what each prints
    std::set<std::string> unreadable;             // files that exist and may not be opened
    std::set<std::string> folders;                // that were made, or are there and empty
    std::string input;
    std::string printed;
    std::string printed_errors;
    std::vector<Run> runs;
    bool colour = false;
    std::int64_t now = 1'767'225'600;  // 1 January 2026 in UTC
    std::uint64_t random_seed = 1;     // the same seed gives the same bytes

    Result<std::string> read_file(const std::string& path) override {
        if (unreadable.contains(path)) {
            return base::make_error(ErrorCode::denied, "'" + path + "' may not be read");
        }
        if (const auto found = files.find(path); found != files.end()) return found->second;
        if (is_folder(path)) {
            return base::make_error(ErrorCode::io, "'" + path + "' is a directory, not a file");
        }
        return base::make_error(ErrorCode::not_found, "there is no file '" + path + "'");
    }

    Result<std::string> read_input() override { return input; }

    Status write_file(const std::string& path, std::string_view bytes) override {
        if (is_folder(path)) {
            return base::make_error(ErrorCode::io, "'" + path + "' is a directory, not a file");
        }
        files[path] = std::string(bytes);
        return base::done();
    }

    Status write_private_file(const std::string& path, std::string_view bytes) override {
        REMIT_TRY(check_free(path));
        return write_file(path, bytes);
    }

    Status make_folder(const std::string& path) override {
        REMIT_TRY(check_free(path));
        folders.insert(path);
        return base::done();
    }

    Result<std::vector<std::string>> list_folder(const std::string& path) override {
        if (files.contains(path))
            return base::make_error(ErrorCode::io, "'" + path + "' is a file, not a folder");
        if (!is_folder(path))
            return base::make_error(ErrorCode::not_found, "there is no folder '" + path + "'");
        std::set<std::string> names;
        const auto add_inner = [&](const std::string& inner) {
            if (!inner.starts_with(path + "/")) return;
            const std::string rest = inner.substr(path.size() + 1);
            names.insert(rest.substr(0, rest.find('/')));
        };
        for (const auto& [file, bytes] : files) add_inner(file);
        for (const std::string& folder : folders) add_inner(folder);
        return std::vector<std::string>(names.begin(), names.end());
    }

    std::optional<std::string> find_variable(const std::string& name) override {
        const auto found = variables.find(name);
        if (found == variables.end()) return std::nullopt;
        return found->second;
    }

    Result<std::string> run_program(const std::string& program,
                                    const std::vector<std::string>& arguments,
                                    std::string_view program_input) override {
        runs.push_back({program, arguments, std::string(program_input)});
        if (const auto found = programs.find(program); found != programs.end())
            return found->second;
        return base::make_error(ErrorCode::not_found,
                                "the program '" + program + "' is not installed");
    }

    std::int64_t now_seconds() override { return now; }

    // SplitMix64: the bytes differ from call to call, and are good for nothing but tests.
    std::string random_bytes(std::size_t count) override {
        std::string bytes;
        while (bytes.size() < count) {
            std::uint64_t word = random_seed += 0x9E3779B97F4A7C15U;
            word = (word ^ (word >> 30U)) * 0xBF58476D1CE4E5B9U;
            word = (word ^ (word >> 27U)) * 0x94D049BB133111EBU;
            bytes += static_cast<char>(static_cast<unsigned char>(word >> 56U));
        }
        return bytes;
    }

    void print(std::string_view text) override { printed += text; }
    void print_error(std::string_view text) override { printed_errors += text; }
    [[nodiscard]] bool terminal_colour() const override { return colour; }

  private:
    [[nodiscard]] Status check_free(const std::string& path) const {
        if (!files.contains(path) && !is_folder(path)) return base::done();
        return base::make_error(ErrorCode::conflict,
                                "there is something called '" + path + "' already");
    }
    [[nodiscard]] bool is_folder(const std::string& path) const {
        if (folders.contains(path)) return true;
        const auto behind = files.lower_bound(path + "/");
        return behind != files.end() && behind->first.starts_with(path + "/");
    }
};

}  // namespace remit::testing
