// One connection to PostgreSQL through libpq, under settings in which its promises are the
// office's.
//
// Writing is SERIALIZABLE: what is right when jobs run one by one, as in SQLite, is right here. A
// commit whose answer never came is `uncertain`. Opening refuses a server or database on which
// "committed" would not mean "on the disk", or on which texts would be ordered or coded otherwise.
// Values travel in binary form; the types of parameters are asked once for each statement.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.h"
#include "store/statement_cache.h"

namespace remit::store {

struct FinishConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using PostgresHandle = std::unique_ptr<PGconn, FinishConnection>;

struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

class PostgresConnection final : public Connection {
  public:
    /// Errors: unavailable (no answer), denied (password), not_found (no such database),
    ///         invalid_input (not UTF8, not collation C, fsync off, older than 15).
    static Result<std::unique_ptr<PostgresConnection>> open(const std::string& connection,
                                                            int wait_ms);

    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }
    [[nodiscard]] bool usable() const override;
    /// Whether the last transaction failed only because others were faster.
    [[nodiscard]] bool lost_race() const { return lost_race_; }

  private:
    struct Prepared {
        std::string name;
        std::vector<Oid> types;  // of the parameters
    };

    explicit PostgresConnection(PostgresHandle handle) : handle_(std::move(handle)) {}

    Status begin(TransactionKind kind) override;
    Status commit() override;
    Status roll_back() override;
    Status savepoint(const std::string& name) override;
    Status release(const std::string& name) override;
    Status roll_back_to(const std::string& name) override;
    Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) override;
    Result<std::unique_ptr<Cursor>> open_cursor(std::string_view sql,
                                                std::span<const Value> values) override;
    Status execute_script(const std::string& sql) override;
    [[nodiscard]] bool transaction_open() const override;

    Status set_up(int wait_ms);
    /// The result where it is one of success.
    Result<PostgresResult> checked(PGresult* result, std::string_view doing);
    /// Runs statements of ours.
    Result<PostgresResult> control(const std::string& sql);
    Result<Prepared> prepare(std::string_view sql);
    Result<PostgresResult> run_prepared(std::string_view sql, std::span<const Value> values);

    PostgresHandle handle_;
    StatementCache<Prepared> statements_;
    std::vector<std::string> dropped_;  // names that the server still keeps
    std::uint64_t prepared_count_ = 0;
    bool lost_race_ = false;
};

}  // namespace remit::store
