#include "support/office_sim/killed_program.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "base/check.h"

namespace remit::support {
namespace {

constexpr std::size_t kLineBytesMax = 500;  // POSIX: a write of 512 bytes into a pipe is not torn

void tell_into(int pipe, std::string_view line) {
    REMIT_CHECK(line.size() <= kLineBytesMax);
    const std::string bytes = std::string(line) + "\n";
    REMIT_CHECK(write(pipe, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
}

/// Reads once; false at the end.
bool read_more(int pipe, std::string& bytes) {
    std::array<char, 4096> buffer{};
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got <= 0) return false;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

std::vector<std::string> split(const std::string& bytes) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', from), bytes.size());
        lines.push_back(bytes.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

}  // namespace

Result<std::vector<std::string>> run_and_kill(const std::function<void(const Tell&)>& work,
                                              std::size_t lines, std::uint64_t delay) {
    std::array<int, 2> pipes{};
    REMIT_CHECK(pipe(pipes.data()) == 0);
    const pid_t child = fork();
    REMIT_CHECK(child >= 0);
    if (child == 0) {
        close(pipes[0]);
        work([&](std::string_view line) { tell_into(pipes[1], line); });
        _exit(1);  // it was to be killed
    }
    close(pipes[1]);
    std::string bytes;
    while (static_cast<std::size_t>(std::ranges::count(bytes, '\n')) < lines &&
           read_more(pipes[0], bytes)) {
    }
    for (volatile std::uint64_t count = 0; count < delay;) count = count + 1;
    kill(child, SIGKILL);
    while (read_more(pipes[0], bytes)) {
    }
    close(pipes[0]);
    int status = 0;
    REMIT_CHECK(waitpid(child, &status, 0) == child);
    std::vector<std::string> told = split(bytes);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return told;
    return base::make_error(ErrorCode::invalid_input,
                            "the program ended by itself: " + (told.empty() ? "" : told.back()));
}

}  // namespace remit::support
