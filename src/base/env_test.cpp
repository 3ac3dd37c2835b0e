// Tests of env.h against the real world, in a folder of their own, and of the FakeEnv beside it.
#include "base/env.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "support/fake_env.h"

using remit::ErrorCode;
using remit::base::PosixEnv;
using remit::testing::FakeEnv;

namespace {

// A folder that goes when the test ends.
class Folder {
  public:
    Folder() {
        char pattern[] = "/tmp/remit-env-test-XXXXXX";
        path_ = ::mkdtemp(pattern);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        PosixEnv env;
        (void)env.run_program("rm", {"-rf", path_}, "").ok();
    }
    [[nodiscard]] std::string path(const std::string& name) const { return path_ + "/" + name; }

  private:
    std::string path_;
};

}  // namespace

TEST_CASE("env: a file is written, replaced and read back byte for byte") {
    const Folder folder;
    PosixEnv env;
    const std::string bytes("a\0\xFF\r\n", 5);
    CHECK(env.write_file(folder.path("a"), "old and longer").ok());
    CHECK(::chmod(folder.path("a").c_str(), 0600) == 0);
    CHECK(env.write_file(folder.path("a"), bytes).ok());
    CHECK(env.read_file(folder.path("a")).value() == bytes);
    struct stat status {};
    CHECK(::stat(folder.path("a").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600U);
    CHECK(env.run_program("ls", {folder.path("")}, "").value() == "a\n");  // nothing else is left
}

TEST_CASE("env: a private file is for its owner only, and never replaces another") {
    const Folder folder;
    PosixEnv env;
    CHECK(env.write_private_file(folder.path("key"), "secret").ok());
    struct stat status {};
    CHECK(::stat(folder.path("key").c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0600U);
    const auto again = env.write_private_file(folder.path("key"), "other");
    CHECK(again.error().code == ErrorCode::conflict);
    CHECK(env.read_file(folder.path("key")).value() == "secret");
}

TEST_CASE("env: a folder is made for its owner, once, and lists what is in it") {
    const Folder folder;
    PosixEnv env;
    const std::string path = folder.path("office");
    CHECK(env.list_folder(path).error().code == ErrorCode::not_found);
    CHECK(env.make_folder(path).ok());
    struct stat status {};
    CHECK(::stat(path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777U) == 0700U);
    CHECK(env.make_folder(path).error().code == ErrorCode::conflict);
    CHECK(env.make_folder(folder.path("none/office")).error().code == ErrorCode::io);
    CHECK(env.list_folder(path).value().empty());
    CHECK(env.write_file(path + "/b", "").ok());
    CHECK(env.make_folder(path + "/a").ok());
    CHECK(env.list_folder(path).value() == std::vector<std::string>{"a", "b"});
    CHECK(env.list_folder(path + "/b").error().code == ErrorCode::io);
}

TEST_CASE("env: the fake knows private files and folders as the real one does") {
    FakeEnv env;
    CHECK(env.list_folder("office").error().code == ErrorCode::not_found);
    CHECK(env.make_folder("office").ok());
    CHECK(env.make_folder("office").error().code == ErrorCode::conflict);
    CHECK(env.write_private_file("office/key", "secret").ok());
    CHECK(env.write_private_file("office/key", "other").error().code == ErrorCode::conflict);
    CHECK(env.list_folder("office").value() == std::vector<std::string>{"key"});
    CHECK(env.list_folder("office/key").error().code == ErrorCode::io);
}

TEST_CASE("env: a missing file, a directory and an unreadable file are told apart") {
    const Folder folder;
    PosixEnv env;
    const auto missing = env.read_file(folder.path("none"));
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(missing.error().message == "there is no file '" + folder.path("none") + "'");
    const auto directory = env.read_file(folder.path(""));
    CHECK(directory.error().code == ErrorCode::io);
    CHECK(directory.error().message.ends_with("is a directory, not a file"));
    CHECK(env.write_file(folder.path("none/a"), "x").error().code == ErrorCode::io);
    CHECK(env.write_file(folder.path(""), "x").error().code == ErrorCode::io);
    CHECK(env.write_file(folder.path("secret"), "x").ok());
    CHECK(::chmod(folder.path("secret").c_str(), 0) == 0);
    if (::geteuid() != 0) {
        CHECK(env.read_file(folder.path("secret")).error().code == ErrorCode::denied);
        CHECK(env.write_file(folder.path("secret"), "y").error().code == ErrorCode::denied);
    }
}

TEST_CASE("env: a device is written through, and a full one is an error") {
    PosixEnv env;
    CHECK(env.write_file("/dev/null", "x").ok());
    CHECK(env.write_file("/dev/full", "x").error().code == ErrorCode::io);
    CHECK(env.read_file("/dev/null").value().empty());
}

TEST_CASE("env: a program gets its input and arguments without a shell") {
    PosixEnv env;
    CHECK(env.run_program("cat", {}, "čvor").value() == "čvor");
    CHECK(env.run_program("printf", {"%s|", "a b", "$HOME", "'"}, "").value() == "a b|$HOME|'|");
}

TEST_CASE("env: big input and output pass without a deadlock") {
    PosixEnv env;
    const std::string megabytes(5000000, 'x');
    CHECK(env.run_program("cat", {}, megabytes).value() == megabytes);
    CHECK(env.run_program("sh", {"-c", "cat >&2; cat; echo done"}, megabytes).value() == "done\n");
}

TEST_CASE("env: a program that reads nothing does not end us") {
    PosixEnv env;
    CHECK(env.run_program("true", {}, std::string(5000000, 'x')).value().empty());
}

TEST_CASE("env: a program that fails says why, and one that is missing is not_found") {
    PosixEnv env;
    const auto failed = env.run_program("sh", {"-c", "echo no >&2; exit 3"}, "");
    CHECK(failed.error().code == ErrorCode::io);
    CHECK(failed.error().message == "'sh' failed with exit status 3: no");
    CHECK(env.run_program("sh", {"-c", "kill -9 $$"}, "").error().message ==
          "'sh' was stopped by signal 9");
    const auto missing = env.run_program("remit-no-such-program", {}, "");
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(missing.error().message == "the program 'remit-no-such-program' is not installed");
}

TEST_CASE("env: variables are found or not") {
    PosixEnv env;
    CHECK(env.find_variable("PATH").has_value());
    CHECK(!env.find_variable("REMIT_NO_SUCH_VARIABLE").has_value());
}

TEST_CASE("env: the clock is that of this century, in seconds") {
    PosixEnv env;
    const std::int64_t first = env.now_seconds();
    CHECK(first > 1'767'225'600);  // 2026
    CHECK(first < 4'102'444'800);  // 2100
    CHECK(env.now_seconds() - first < 60);
}

TEST_CASE("env: random bytes are as many as asked for, and never the same twice") {
    PosixEnv env;
    CHECK(env.random_bytes(0).empty());
    CHECK(env.random_bytes(32).size() == 32);
    CHECK(env.random_bytes(32) != env.random_bytes(32));
    const std::string many = env.random_bytes(100'000);  // more than the kernel gives in one call
    CHECK(many.size() == 100'000);
    std::array<int, 256> counts{};
    for (const char byte : many) ++counts[static_cast<unsigned char>(byte)];
    // 390 of each are expected; 200 and 600 lie more than nine deviations away.
    CHECK(std::ranges::min(counts) > 200);
    CHECK(std::ranges::max(counts) < 600);
}

TEST_CASE("fake env: the clock stands still until it is set, and a seed gives the same bytes") {
    FakeEnv env;
    CHECK(env.now_seconds() == 1'767'225'600);
    env.now += 60;
    CHECK(env.now_seconds() == 1'767'225'660);
    FakeEnv again;
    const std::string bytes = env.random_bytes(40);
    CHECK(bytes.size() == 40);
    CHECK(bytes == again.random_bytes(40));
    CHECK(bytes != env.random_bytes(40));
    again.random_seed = 2;
    CHECK(bytes != again.random_bytes(40));
}

TEST_CASE("fake env: keeps files, output and runs, and refuses as the real one does") {
    FakeEnv env;
    env.files["acts/a.txt"] = "x";
    env.unreadable.insert("b");
    env.programs["dot"] = "<svg/>";
    CHECK(env.read_file("acts/a.txt").value() == "x");
    CHECK(env.read_file("acts").error().code == ErrorCode::io);
    CHECK(env.read_file("c").error().code == ErrorCode::not_found);
    CHECK(env.read_file("b").error().code == ErrorCode::denied);
    CHECK(env.write_file("d", "y").ok());
    CHECK(env.read_file("d").value() == "y");
    CHECK(env.write_file("acts", "y").error().code == ErrorCode::io);
    CHECK(env.run_program("dot", {"-Tsvg"}, "graph {}").value() == "<svg/>");
    CHECK(env.run_program("none", {}, "").error().code == ErrorCode::not_found);
    CHECK(env.runs.front().arguments.front() == "-Tsvg");
    env.print("out");
    CHECK(env.printed == "out");
}
