// A database of a PostgreSQL server: many writers, on many machines.
//
// A job that lost a race to others is run again, up to kAttemptsMax times. One that has lost runs
// while no other job of this process does, so that a row which all of them change cannot keep one
// of them out for ever. Between processes, each has one such job at a time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "store/database.h"

namespace remit::store {

inline constexpr int kAttemptsMax = 10;

class PostgresDatabase final : public Database {
  public:
    static Result<std::unique_ptr<Database>> open(const Options& options);
    ~PostgresDatabase() override { close(); }

    Status write(const Job& job) override;
    Status backup(const std::string& file) override;
    void close() override { pool().close(); }
    [[nodiscard]] Dialect dialect() const override { return Dialect::postgres; }

  private:
    /// Who may run: many jobs that try for the first time, or one that has lost.
    class Turns {
      public:
        void enter(bool alone);
        void leave(bool alone);

      private:
        std::mutex mutex_;
        std::condition_variable changed_;
        int running_ = 0;
        int losers_ = 0;  // who wait or run
        bool alone_ = false;
    };

    explicit PostgresDatabase(const Options& options);
    /// The outcome, and nothing where the race was lost.
    std::optional<Status> attempt(const Job& job);

    Turns turns_;
};

}  // namespace remit::store
