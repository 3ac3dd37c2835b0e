// A year at an office, played from stories up to a day: the demonstration that `remit demo` makes.
//
// The year is played through the commands of the office, by its clock and under its law, as people
// would have done it; nothing is written behind their back. So it shows what they would see:
// matters in every state, answers in time and late, clocks that ran out. Invariant: the same
// stories, seed and day give the same office, entry for entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "calendar/date.h"
#include "demo/story.h"
#include "office/office.h"

namespace remit::demo {

/// The world outside as it is, but for the clock, which is set, and chance, which is drawn from a
/// seed.
class DemoEnv final : public base::Env {
  public:
    DemoEnv(base::Env& real, std::uint64_t seed) : real_(&real), seed_(seed) {}

    void set_now(calendar::Instant now) { now_ = now; }

    Result<std::string> read_file(const std::string& path) override {
        return real_->read_file(path);
    }
    Result<std::string> read_input() override { return real_->read_input(); }
    Status write_file(const std::string& path, std::string_view bytes) override {
        return real_->write_file(path, bytes);
    }
    Status write_private_file(const std::string& path, std::string_view bytes) override {
        return real_->write_private_file(path, bytes);
    }
    Status make_folder(const std::string& path) override { return real_->make_folder(path); }
    Result<std::vector<std::string>> list_folder(const std::string& path) override {
        return real_->list_folder(path);
    }
    std::optional<std::string> find_variable(const std::string& name) override {
        return real_->find_variable(name);
    }
    Result<std::string> run_program(const std::string& program,
                                    const std::vector<std::string>& arguments,
                                    std::string_view input) override {
        return real_->run_program(program, arguments, input);
    }
    std::int64_t now_seconds() override { return now_.seconds; }
    std::string random_bytes(std::size_t count) override;
    void print(std::string_view text) override { real_->print(text); }
    void print_error(std::string_view text) override { real_->print_error(text); }
    [[nodiscard]] bool terminal_colour() const override { return real_->terminal_colour(); }

  private:
    base::Env* real_;
    std::uint64_t seed_;
    calendar::Instant now_;
};

struct Played {
    std::size_t matters = 0;
    std::size_t commands = 0;  // that were carried out
    /// What the office declined, as "story/step: reason"; the story ends there.
    std::vector<std::string> declined;
};

/// Plays the stories over the days from `from` until the morning of `today`. The office must run on
/// `env`. Errors: those of the commands.
Result<Played> play_year(office::Office& office, DemoEnv& env, const std::vector<Story>& stories,
                         calendar::Date from, calendar::Date today);

}  // namespace remit::demo
