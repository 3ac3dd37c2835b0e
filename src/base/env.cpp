#include "base/env.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

namespace remit::base {

namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 18;

// A file descriptor that is closed on every way out.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }
    /// Closes now; false where the last write failed (a full disk may say so only here).
    bool close_now() { return ::close(std::exchange(number_, -1)) == 0; }

  private:
    int number_;
};

std::string reason(int code) {
    char buffer[256];
    return strerror_r(code, buffer, sizeof(buffer));
}

ErrorCode code_of(int code) {
    if (code == ENOENT || code == ENOTDIR) return ErrorCode::not_found;
    if (code == EACCES || code == EPERM || code == EROFS) return ErrorCode::denied;
    return ErrorCode::io;
}

Error read_error(const std::string& name, int code) {
    if (code == ENOENT)
        return make_error(ErrorCode::not_found, fmt::format("there is no file '{}'", name));
    if (code == EACCES) {
        return make_error(ErrorCode::denied,
                          fmt::format("'{}' may not be read: its permissions forbid it", name));
    }
    return make_error(code_of(code), fmt::format("'{}' cannot be read: {}", name, reason(code)));
}

Error write_error(const std::string& path, int code) {
    if (code == ENOENT) {
        return make_error(ErrorCode::io,
                          fmt::format("'{}' cannot be written: its folder does not exist", path));
    }
    return make_error(code == EACCES ? ErrorCode::denied : ErrorCode::io,
                      fmt::format("'{}' cannot be written: {}", path, reason(code)));
}

Error exists_error(const std::string& path) {
    return make_error(
        ErrorCode::conflict,
        fmt::format("there is something called '{}' already; nothing was changed", path));
}

Error limit_error(const std::string& name) {
    return make_error(ErrorCode::limit,
                      fmt::format("'{}' is larger than {} MiB, the most that is read", name,
                                  kFileBytesMax >> 20U));
}

// Files, pipes and devices alike: reads to the end, whatever size was announced.
Result<std::string> read_all(int descriptor, const std::string& name, std::size_t bytes_expected) {
    std::string bytes;
    bytes.reserve(bytes_expected + 1);
    while (true) {
        const std::size_t size = bytes.size();
        const std::size_t room = std::max(kReadBytes, bytes.capacity() - size);
        bytes.resize(size + room);
        const ssize_t got = ::read(descriptor, bytes.data() + size, room);
        const int code = errno;
        bytes.resize(size + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got == 0) return bytes;
        if (got < 0 && code != EINTR) return read_error(name, code);
        if (bytes.size() > kFileBytesMax) return limit_error(name);
    }
}

// Zero, or what errno said.
int write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) return errno;
        if (put > 0) bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return 0;
}

// Devices, pipes and links are written through; only a regular file can be replaced as a whole.
Status write_through(const std::string& path, std::string_view bytes) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (file.number() < 0) return write_error(path, errno);
    if (const int code = write_all(file.number(), bytes); code != 0) return write_error(path, code);
    if (!file.close_now()) return write_error(path, errno);
    return done();
}

// The old content stays until the new one is complete: a full disk or a kill loses nothing.
Status replace(const std::string& path, std::string_view bytes, mode_t mode) {
    const std::string temporary = fmt::format("{}.{}.new", path, ::getpid());
    Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.number() < 0) {
        if (errno == EACCES) return write_through(path, bytes);  // a closed folder, an open file
        return write_error(path, errno);
    }
    int code = write_all(file.number(), bytes);
    if (!file.close_now() && code == 0) code = errno;
    if (code == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) code = errno;
    if (code == 0) return done();
    ::unlink(temporary.c_str());
    return write_error(path, code);
}

}  // namespace

Result<std::string> PosixEnv::read_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return read_error(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return read_error(path, errno);
    if (S_ISDIR(status.st_mode)) {
        return make_error(ErrorCode::io, fmt::format("'{}' is a directory, not a file", path));
    }
    const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    if (size > kFileBytesMax) return limit_error(path);
    return read_all(file.number(), path, size);
}

Result<std::string> PosixEnv::read_input() {
    return read_all(STDIN_FILENO, "<stdin>", 0);
}

Status PosixEnv::write_file(const std::string& path, std::string_view bytes) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return replace(path, bytes, 0666);
    if (S_ISDIR(status.st_mode)) {
        return make_error(ErrorCode::io, fmt::format("'{}' is a directory, not a file", path));
    }
    if (!S_ISREG(status.st_mode)) return write_through(path, bytes);
    if (::access(path.c_str(), W_OK) != 0) return write_error(path, errno);
    return replace(path, bytes, status.st_mode & 07777U);
}

Status PosixEnv::write_private_file(const std::string& path, std::string_view bytes) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number() < 0) return errno == EEXIST ? exists_error(path) : write_error(path, errno);
    int code = write_all(file.number(), bytes);
    if (code == 0 && ::fsync(file.number()) != 0) code = errno;  // nobody has a key a second time
    if (!file.close_now() && code == 0) code = errno;
    if (code == 0) return done();
    ::unlink(path.c_str());
    return write_error(path, code);
}

Status PosixEnv::make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0700) == 0) return done();
    const int code = errno;
    if (code == EEXIST) return exists_error(path);
    if (code == ENOENT) {
        return make_error(
            ErrorCode::io,
            fmt::format("'{}' cannot be made: the folder it would lie in does not exist", path));
    }
    return make_error(code_of(code), fmt::format("'{}' cannot be made: {}", path, reason(code)));
}

Result<std::vector<std::string>> PosixEnv::list_folder(const std::string& path) {
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), &::closedir);
    if (folder == nullptr) {
        const int code = errno;
        if (code == ENOENT)
            return make_error(ErrorCode::not_found, fmt::format("there is no folder '{}'", path));
        if (code == ENOTDIR)
            return make_error(ErrorCode::io, fmt::format("'{}' is a file, not a folder", path));
        return read_error(path, code);
    }
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = ::readdir(folder.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") names.emplace_back(name);
        errno = 0;
    }
    if (errno != 0) return read_error(path, errno);
    std::ranges::sort(names);
    return names;
}

std::optional<std::string> PosixEnv::find_variable(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
}

std::int64_t PosixEnv::now_seconds() {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::floor<std::chrono::seconds>(since_1970).count();
}

std::string PosixEnv::random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got = ::getrandom(bytes.data() + filled, count - filled, 0);
        // Once the kernel has gathered its seed it never fails; without it no key may be made.
        REMIT_CHECK(got > 0 || (got < 0 && errno == EINTR));
        if (got > 0) filled += static_cast<std::size_t>(got);
    }
    return bytes;
}

void PosixEnv::print(std::string_view text) {
    const bool complete = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
    if (!complete && print_fault_ == 0) print_fault_ = errno;
}

void PosixEnv::print_error(std::string_view text) {
    std::fflush(stdout);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

Status PosixEnv::flush() {
    if (std::fflush(stdout) != 0 && print_fault_ == 0) print_fault_ = errno;
    if (print_fault_ == 0 || print_fault_ == EPIPE) return done();
    return make_error(ErrorCode::io,
                      fmt::format("standard output cannot be written: {}", reason(print_fault_)));
}

bool PosixEnv::terminal_colour() const {
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    const char* refused = std::getenv("NO_COLOR");
    return !dumb && (refused == nullptr || *refused == '\0') && ::isatty(STDOUT_FILENO) != 0;
}

}  // namespace remit::base
