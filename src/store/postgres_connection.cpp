#include "store/postgres_connection.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

#include "store/postgres_error.h"
#include "store/postgres_value.h"
#include "store/sql_text.h"

namespace remit::store {

namespace {

constexpr int kBinary = 1;
constexpr int kServerVersionMin = 150'000;

void ignore_notice(void* /*context*/, const PGresult* /*notice*/) {}

/// A whole result in memory, read row by row.
class ResultCursor final : public Cursor {
  public:
    explicit ResultCursor(PostgresResult result) : result_(std::move(result)) {}

    Result<bool> step() override { return ++row_ < PQntuples(result_.get()); }
    [[nodiscard]] std::size_t column_count() const override {
        return static_cast<std::size_t>(PQnfields(result_.get()));
    }
    [[nodiscard]] std::string column_name(std::size_t index) const override {
        return PQfname(result_.get(), static_cast<int>(index));
    }
    [[nodiscard]] Value column(std::size_t index) const override {
        return postgres_column(result_.get(), row_, static_cast<int>(index));
    }

  private:
    PostgresResult result_;
    int row_ = -1;
};

struct Requirement {
    std::string_view setting;
    std::string_view wanted;
    std::string_view cure;
};

// What a promise of ours rests on, in the order of the columns that set_up() asks for.
constexpr std::array kRequirements{
    Requirement{"fsync", "on", "what is acknowledged would not be on the disk; turn it on"},
    Requirement{"full_page_writes", "on", "a power cut could tear pages; turn it on"},
    Requirement{"server_encoding", "UTF8",
                "create the database with: createdb -T template0 -E UTF8 -l C"},
    Requirement{"collation", "C", "create the database with: createdb -T template0 -E UTF8 -l C"},
};

std::int64_t changed_rows(PGresult* result) {
    // A SELECT counts its rows here, and changes none.
    if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
    const std::string_view digits = PQcmdTuples(result);
    std::int64_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& connection,
                                                                     int wait_ms) {
    // Those before "dbname" can be said otherwise in `connection`, those behind it cannot.
    const std::array<const char*, 5> names{"connect_timeout", "application_name", "dbname",
                                           "client_encoding", nullptr};
    const std::array<const char*, 5> settings{"10", "remit", connection.c_str(), "UTF8", nullptr};
    PostgresHandle handle(PQconnectdbParams(names.data(), settings.data(), /*expand_dbname=*/1));
    REMIT_CHECK(handle);  // only without memory for a few hundred bytes
    if (PQstatus(handle.get()) != CONNECTION_OK)
        return postgres_error(handle.get(), nullptr, "connecting");
    PQsetNoticeReceiver(handle.get(), ignore_notice, nullptr);
    std::unique_ptr<PostgresConnection> made(new PostgresConnection(std::move(handle)));
    REMIT_TRY(made->set_up(wait_ms));
    return made;
}

Status PostgresConnection::set_up(int wait_ms) {
    if (PQserverVersion(handle_.get()) < kServerVersionMin) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("the server is PostgreSQL {}; 15 or later is needed",
                                            PQserverVersion(handle_.get()) / 10'000));
    }
    // synchronous_commit is raised and not refused: a user may set it, and the administrator may
    // have asked for more than `on`.
    const PostgresResult found = REMIT_TRY(
        control(fmt::format("SET lock_timeout = {}; "
                            "SELECT set_config('synchronous_commit', 'on', false) "
                            "WHERE current_setting('synchronous_commit') IN ('off', 'local'); "
                            "SELECT current_setting('fsync'), current_setting('full_page_writes'), "
                            "current_setting('server_encoding'), "
                            "CASE WHEN datcollate IN ('C', 'POSIX') THEN 'C' ELSE datcollate END "
                            "FROM pg_database WHERE datname = current_database()",
                            wait_ms)));
    for (std::size_t index = 0; index < kRequirements.size(); ++index) {
        const Requirement& required = kRequirements[index];
        const std::string_view value = PQgetvalue(found.get(), 0, static_cast<int>(index));
        if (value == required.wanted) continue;
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("database '{}': {} is '{}' and not '{}': {}", PQdb(handle_.get()),
                        required.setting, value, required.wanted, required.cure));
    }
    return base::done();
}

bool PostgresConnection::usable() const {
    return PQstatus(handle_.get()) == CONNECTION_OK &&
           PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
}

bool PostgresConnection::transaction_open() const {
    const PGTransactionStatusType status = PQtransactionStatus(handle_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

Result<PostgresResult> PostgresConnection::checked(PGresult* result, std::string_view doing) {
    PostgresResult owned(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return owned;
    if (is_lost_race(sqlstate_of(result))) lost_race_ = true;
    return postgres_error(handle_.get(), result, doing);
}

Result<PostgresResult> PostgresConnection::control(const std::string& sql) {
    return checked(PQexec(handle_.get(), sql.c_str()), sql);
}

Result<PostgresConnection::Prepared> PostgresConnection::prepare(std::string_view sql) {
    const SqlText text = REMIT_TRY(read_sql(sql));
    Prepared made{.name = fmt::format("remit_{}", ++prepared_count_), .types = {}};
    REMIT_TRY(checked(
        PQprepare(handle_.get(), made.name.c_str(), text.postgres.c_str(), 0, nullptr), sql));
    const PostgresResult described =
        REMIT_TRY(checked(PQdescribePrepared(handle_.get(), made.name.c_str()), sql));
    for (int index = 0; index < PQnparams(described.get()); ++index)
        made.types.push_back(PQparamtype(described.get(), index));
    return made;
}

Result<PostgresResult> PostgresConnection::run_prepared(std::string_view sql,
                                                        std::span<const Value> values) {
    auto kept = statements_.take(sql);
    Prepared statement = kept ? *std::move(kept) : REMIT_TRY(prepare(sql));
    auto parameters = PostgresParameters::of(values, statement.types);
    if (!parameters.ok()) {
        dropped_.push_back(statement.name);
        return parameters.error().with(sql);
    }
    const PostgresParameters& given = parameters.value();
    PGresult* result = PQexecPrepared(handle_.get(), statement.name.c_str(), given.count(),
                                      given.pointers(), given.sizes(), given.formats(), kBinary);
    // After a change of the schema a statement may have to be prepared anew.
    const bool stale = sqlstate_of(result).starts_with("0A") || sqlstate_of(result) == "26000";
    if (stale) {
        dropped_.push_back(statement.name);
    } else if (auto oldest = statements_.give_back(sql, std::move(statement))) {
        dropped_.push_back(oldest->name);
    }
    return checked(result, sql);
}

Result<std::int64_t> PostgresConnection::execute(std::string_view sql,
                                                 std::span<const Value> values) {
    const PostgresResult result = REMIT_TRY(run_prepared(sql, values));
    return changed_rows(result.get());
}

Result<std::unique_ptr<Cursor>> PostgresConnection::open_cursor(std::string_view sql,
                                                                std::span<const Value> values) {
    return std::unique_ptr<Cursor>(
        std::make_unique<ResultCursor>(REMIT_TRY(run_prepared(sql, values))));
}

Status PostgresConnection::execute_script(const std::string& sql) {
    REMIT_TRY(control(sql));
    return base::done();
}

Status PostgresConnection::begin(TransactionKind kind) {
    lost_race_ = false;
    if (!dropped_.empty()) {
        std::string sql;
        for (const std::string& name : std::exchange(dropped_, {}))
            sql += "DEALLOCATE " + name + "; ";
        REMIT_TRY(control(sql));
    }
    // The view is taken by the first statement; so that it is taken now, there is one.
    REMIT_TRY(control(kind == TransactionKind::write
                          ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                          : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1"));
    return base::done();
}

Status PostgresConnection::commit() {
    PostgresResult result(PQexec(handle_.get(), "COMMIT"));
    if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
        // A transaction that had failed would be rolled back here without an error; ours is not
        // committed after a failure (connection.h).
        REMIT_CHECK(std::string_view(PQcmdStatus(result.get())) == "COMMIT");
        return base::done();
    }
    const std::string_view state = sqlstate_of(result.get());
    if (is_lost_race(state)) lost_race_ = true;
    Error error = postgres_error(handle_.get(), result.get(), "COMMIT");
    // Without an answer, or with the server going away, it may have been done before.
    if (PQstatus(handle_.get()) == CONNECTION_BAD || state.starts_with("57P") ||
        state.starts_with("08")) {
        error.code = ErrorCode::uncertain;
        error.message += "; whether the commit was kept is not known: look for what it wrote";
    }
    return error;
}

Status PostgresConnection::roll_back() {
    REMIT_TRY(control("ROLLBACK"));
    return base::done();
}

Status PostgresConnection::savepoint(const std::string& name) {
    REMIT_TRY(control("SAVEPOINT " + name));
    return base::done();
}

Status PostgresConnection::release(const std::string& name) {
    REMIT_TRY(control("RELEASE " + name));
    return base::done();
}

Status PostgresConnection::roll_back_to(const std::string& name) {
    REMIT_TRY(control("ROLLBACK TO " + name + "; RELEASE " + name));
    return base::done();
}

}  // namespace remit::store
