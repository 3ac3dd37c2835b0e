// The stores that a contract is tested on, each with an empty database of the test's own.
//
// A contract is a TEST_CASE_TEMPLATE over both; each instance is a test of ctest, so that a run
// lists which stores it ran on. Where PostgreSQL is absent its instances print "[skipped] no
// PostgreSQL" and return. The server is started by tools/postgres.sh; REMIT_POSTGRES says where.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/env.h"
#include "store/database.h"

namespace remit::support {

/// A name for what the running test leaves outside: the same at each run, another for each test.
inline std::string name_of_this_test() {
    std::uint64_t hash = 14695981039346656037U;  // FNV-1a
    for (const char* byte = doctest::getContextOptions()->currentTest->m_name; *byte; ++byte)
        hash = (hash ^ static_cast<unsigned char>(*byte)) * 1099511628211U;
    return fmt::format("remit_test_{:016x}", hash);
}

/// An empty folder of the test's own, removed at its end.
class TestFolder {
  public:
    TestFolder() : path_(std::filesystem::temp_directory_path() / name_of_this_test()) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::string operator/(std::string_view name) const {
        return (path_ / name).string();
    }

  private:
    std::filesystem::path path_;
};

/// The value of a result, or the end of the test.
template <typename T>
T must(Result<T> result) {
    if (!result.ok()) FAIL(result.error().message);
    return std::move(result).value();
}
inline void must(const Status& status) {
    if (!status.ok()) FAIL(status.error().message);
}

class SqliteStore {
  public:
    [[nodiscard]] bool present() const { return true; }
    [[nodiscard]] store::Options options() const {
        return {.place = store::SqliteFile{.path = folder_ / "office.db", .vfs = {}}};
    }

  private:
    TestFolder folder_;
};

class PostgresStore {
  public:
    PostgresStore() : schema_(name_of_this_test()) {
        const auto server = base::PosixEnv().find_variable("REMIT_POSTGRES");
        // The folder of the socket is there where the server was started.
        const auto folder = server ? server->find("host=") : std::string::npos;
        if (folder != std::string::npos && std::filesystem::exists(server->substr(
                                               folder + 5, server->find(' ', folder) - folder - 5)))
            server_ = *server;
        if (!server_) {
            std::puts("[skipped] no PostgreSQL");
            return;
        }
        administer("DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}");
    }
    PostgresStore(const PostgresStore&) = delete;
    PostgresStore& operator=(const PostgresStore&) = delete;
    ~PostgresStore() {
        if (server_) administer("DROP SCHEMA {0} CASCADE");
    }

    [[nodiscard]] bool present() const { return server_.has_value(); }
    [[nodiscard]] store::Options options() const {
        return {.place = store::PostgresServer{
                    fmt::format("{} options='-c search_path={}'", *server_, schema_)}};
    }

  private:
    void administer(std::string_view sql) const {
        const auto database =
            must(store::Database::open({.place = store::PostgresServer{*server_}}));
        must(database->write([&](store::Connection& connection) {
            return connection.run_script(fmt::format(fmt::runtime(sql), schema_));
        }));
    }

    std::string schema_;
    std::optional<std::string> server_;
};

}  // namespace remit::support

TYPE_TO_STRING_AS("SQLite", remit::support::SqliteStore);
TYPE_TO_STRING_AS("PostgreSQL", remit::support::PostgresStore);
