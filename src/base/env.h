// The one seam to the outside world: files, standard streams, environment variables, clock, random.
//
// Everything that reads or writes outside memory, asks the time or draws lots takes an Env&. Tests pass a FakeEnv
// (tests/support), so that no test depends on a disk, a terminal, the day or chance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace remit::base {

/// The largest input the program reads as one file. Offsets into texts are 32 bits wide.
inline constexpr std::size_t kFileBytesMax = std::size_t{1} << 30;

class Env {
  public:
    virtual ~Env() = default;

    /// The whole file. Errors: not_found, denied, io (a directory, a device error), limit (over kFileBytesMax).
    virtual Result<std::string> read_file(const std::string& path) = 0;
    /// All of standard input, to its end. Errors: io, limit.
    virtual Result<std::string> read_input() = 0;
    /// Replaces the file. Errors: denied, io.
    virtual Status write_file(const std::string& path, std::string_view bytes) = 0;
    /// Writes a new file that only its owner may read: a key. Errors: conflict (something of that name is there),
    /// denied, io.
    virtual Status write_private_file(const std::string& path, std::string_view bytes) = 0;
    /// Makes a folder that only its owner may enter. Errors: conflict (something of that name is there), denied, io.
    virtual Status make_folder(const std::string& path) = 0;
    /// The names of what is in the folder, sorted. Errors: not_found, denied, io (it is no folder).
    virtual Result<std::vector<std::string>> list_folder(const std::string& path) = 0;
    virtual std::optional<std::string> find_variable(const std::string& name) = 0;
    /// Runs a program with arguments (no shell), feeds it `input`, and returns what it printed.
    /// Errors: not_found (no such program), io (it failed; the message holds its standard error).
    virtual Result<std::string> run_program(const std::string& program,
                                            const std::vector<std::string>& arguments,
                                            std::string_view input) = 0;
    /// Seconds since 1970 in UTC. The clock may be set back: a later call may return less.
    virtual std::int64_t now_seconds() = 0;
    /// So many bytes that nobody can guess, good for keys and salts.
    virtual std::string random_bytes(std::size_t count) = 0;
    virtual void print(std::string_view text) = 0;
    virtual void print_error(std::string_view text) = 0;
    /// Whether standard output is a terminal that shows colour.
    [[nodiscard]] virtual bool terminal_colour() const = 0;
};

/// The real world of a POSIX process.
class PosixEnv final : public Env {
  public:
    Result<std::string> read_file(const std::string& path) override;
    Result<std::string> read_input() override;
    Status write_file(const std::string& path, std::string_view bytes) override;
    Status write_private_file(const std::string& path, std::string_view bytes) override;
    Status make_folder(const std::string& path) override;
    Result<std::vector<std::string>> list_folder(const std::string& path) override;
    std::optional<std::string> find_variable(const std::string& name) override;
    Result<std::string> run_program(const std::string& program,
                                    const std::vector<std::string>& arguments,
                                    std::string_view input) override;
    std::int64_t now_seconds() override;
    std::string random_bytes(std::size_t count) override;
    void print(std::string_view text) override;
    void print_error(std::string_view text) override;
    [[nodiscard]] bool terminal_colour() const override;
    /// Writes out what was printed; call at the end. A reader who has gone away is no error.
    /// Errors: io (a full disk, a closed output).
    Status flush();

  private:
    int print_fault_ = 0;  // what errno said when printing first failed
};

}  // namespace remit::base
