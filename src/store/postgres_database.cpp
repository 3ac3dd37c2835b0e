#include "store/postgres_database.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "store/postgres_connection.h"

namespace remit::store {

Result<std::unique_ptr<Database>> PostgresDatabase::open(const Options& options) {
    std::unique_ptr<PostgresDatabase> made(new PostgresDatabase(options));
    REMIT_TRY(made->pool().borrow());  // whether the server answers and will do
    return std::unique_ptr<Database>(std::move(made));
}

PostgresDatabase::PostgresDatabase(const Options& options)
    : Database(
          [connection = std::get_if<PostgresServer>(&options.place)->connection,
           wait_ms = options.wait_ms]() -> Result<std::unique_ptr<Connection>> {
              return std::unique_ptr<Connection>(
                  REMIT_TRY(PostgresConnection::open(connection, wait_ms)));
          },
          options) {}

Status PostgresDatabase::write(const Job& job) {
    for (int attempt_count = 0; attempt_count < kAttemptsMax; ++attempt_count) {
        const bool alone = attempt_count > 0;
        turns_.enter(alone);
        auto outcome = attempt(job);
        turns_.leave(alone);
        if (outcome) return *std::move(outcome);
    }
    return base::make_error(ErrorCode::conflict,
                            fmt::format("others changed the same rows {} times before this could: "
                                        "try again",
                                        kAttemptsMax));
}

std::optional<Status> PostgresDatabase::attempt(const Job& job) {
    auto begun = begin(TransactionKind::write);
    if (!begun.ok()) return begun.error();
    Snapshot& session = begun.value();
    const auto& connection = static_cast<const PostgresConnection&>(*session);
    Status outcome = job(*session);
    if (outcome.ok()) outcome = commit(session);
    if (!outcome.ok() && connection.lost_race()) return std::nullopt;
    return outcome;
}

Status PostgresDatabase::backup(const std::string& /*file*/) {
    return base::make_error(ErrorCode::invalid_input,
                            "a PostgreSQL database is not copied from here: use pg_dump, or the "
                            "server's own backup");
}

void PostgresDatabase::Turns::enter(bool alone) {
    std::unique_lock lock(mutex_);
    if (alone) ++losers_;
    changed_.wait(lock, [&] { return !alone_ && (alone ? running_ == 0 : losers_ == 0); });
    if (alone) alone_ = true;
    ++running_;
}

void PostgresDatabase::Turns::leave(bool alone) {
    const std::lock_guard lock(mutex_);
    --running_;
    if (alone) {
        --losers_;
        alone_ = false;
    }
    changed_.notify_all();
}

}  // namespace remit::store
