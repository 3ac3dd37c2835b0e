// PosixEnv::run_program: a child process with three pipes, fed and drained at the same time.
//
// Invariant: whatever happens, the child is waited for and every descriptor is closed. Nothing is
// handed to a shell, so no argument needs quoting. It must never block on one pipe while the child
// waits on another: all three are served by poll.
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include "base/env.h"

extern char** environ;  // POSIX names it and no header declares it

namespace remit::base {

namespace {

constexpr std::size_t kPipeBytes = std::size_t{1} << 16;
constexpr std::size_t kErrorBytesMax = 4000;  // of a program's standard error, kept for the message

struct Pipe {
    int read_end = -1;
    int write_end = -1;

    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_end(read_end);
        close_end(write_end);
    }
    bool open() {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
        read_end = ends[0];
        write_end = ends[1];
        return true;
    }
    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
};

// Keeps a write to a child that has ended from ending us: the signal is held back and thrown away.
class NoPipeSignal {
  public:
    NoPipeSignal() {
        ::sigemptyset(&pipe_);
        ::sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;
    ~NoPipeSignal() {
        const timespec at_once{};
        while (::sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE) {
        }
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    [[nodiscard]] const sigset_t& mask_before() const { return before_; }
    [[nodiscard]] const sigset_t& pipe_signal() const { return pipe_; }

  private:
    sigset_t pipe_{};
    sigset_t before_{};
};

struct Channels {
    Pipe input;
    Pipe output;
    Pipe errors;
};

// Zero, or the reason as errno has it.
int spawn(pid_t& child, const std::string& program, const std::vector<std::string>& arguments,
          const Channels& channels, const NoPipeSignal& signals) {
    std::vector<char*> words{const_cast<char*>(program.c_str())};  // exec does not write to them
    for (const std::string& argument : arguments)
        words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, channels.input.read_end, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, channels.output.write_end, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, channels.errors.write_end, STDERR_FILENO);
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &signals.mask_before());
    ::posix_spawnattr_setsigdefault(&attributes, &signals.pipe_signal());
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    const int code =
        ::posix_spawnp(&child, program.c_str(), &actions, &attributes, words.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return code;
}

struct Printed {
    std::string output;
    std::string errors;
};

// Reads what is there; closes the pipe at its end.
void drain(int& end, std::string& into) {
    std::array<char, kPipeBytes> buffer;
    const ssize_t got = ::read(end, buffer.data(), buffer.size());
    if (got > 0) {
        into.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        Pipe::close_end(end);
    }
}

// Writes what fits; closes the pipe when all is written or nobody reads any more.
void feed(int& end, std::string_view& input) {
    const ssize_t put = ::write(end, input.data(), input.size());
    if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
    if (input.empty() || (put < 0 && errno != EINTR && errno != EAGAIN)) Pipe::close_end(end);
}

// Serves the pipes until the child has closed both of its own. False where a limit was reached.
bool converse(Channels& channels, std::string_view input, Printed& printed) {
    int& to = channels.input.write_end;
    int& from = channels.output.read_end;
    int& errors = channels.errors.read_end;
    ::fcntl(to, F_SETFL, O_NONBLOCK);
    if (input.empty()) Pipe::close_end(to);
    while (from >= 0 || errors >= 0) {
        // poll passes over negative descriptors
        std::array<pollfd, 3> ends{{{to, POLLOUT, 0}, {from, POLLIN, 0}, {errors, POLLIN, 0}}};
        if (::poll(ends.data(), ends.size(), -1) < 0) continue;  // only EINTR can happen here
        if (ends[0].revents != 0) feed(to, input);
        if (ends[1].revents != 0) drain(from, printed.output);
        if (ends[2].revents != 0) drain(errors, printed.errors);
        if (printed.output.size() > kFileBytesMax) return false;
        if (printed.errors.size() > 2 * kErrorBytesMax) printed.errors.erase(0, kErrorBytesMax);
    }
    return true;
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

std::string failure(const std::string& program, int status, std::string errors) {
    std::string message =
        WIFSIGNALED(status)
            ? fmt::format("'{}' was stopped by signal {}", program, WTERMSIG(status))
            : fmt::format("'{}' failed with exit status {}", program, WEXITSTATUS(status));
    while (!errors.empty() && (errors.back() == '\n' || errors.back() == ' ')) errors.pop_back();
    if (!errors.empty()) message += ": " + errors;
    return message;
}

}  // namespace

Result<std::string> PosixEnv::run_program(const std::string& program,
                                          const std::vector<std::string>& arguments,
                                          std::string_view input) {
    const NoPipeSignal signals;
    Channels channels;
    if (!channels.input.open() || !channels.output.open() || !channels.errors.open()) {
        return make_error(ErrorCode::io, fmt::format("'{}' cannot be run: no pipe: {}", program,
                                                     std::strerror(errno)));
    }
    pid_t child = 0;
    const int code = spawn(child, program, arguments, channels, signals);
    if (code == ENOENT) {
        return make_error(ErrorCode::not_found,
                          fmt::format("the program '{}' is not installed", program));
    }
    if (code != 0) {
        return make_error(ErrorCode::io,
                          fmt::format("'{}' cannot be run: {}", program, std::strerror(code)));
    }
    Pipe::close_end(channels.input.read_end);
    Pipe::close_end(channels.output.write_end);
    Pipe::close_end(channels.errors.write_end);

    Printed printed;
    const bool within_limit = converse(channels, input, printed);
    if (!within_limit) ::kill(child, SIGKILL);
    const int status = wait_for(child);
    if (!within_limit) {
        return make_error(ErrorCode::limit, fmt::format("'{}' printed more than {} MiB", program,
                                                        kFileBytesMax >> 20U));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return make_error(ErrorCode::io, failure(program, status, std::move(printed.errors)));
    }
    return std::move(printed.output);
}

}  // namespace remit::base
