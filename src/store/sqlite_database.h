// A SQLite file: one writer with group commit, many readers, nobody else.
//
// The lock is a second, empty SQLite file that is kept locked, so that it works through any VFS and
// goes with the process however that ends. Order of members is order of opening: lock, writer,
// readers; they close the other way round.
#pragma once

#include <memory>
#include <string>

#include "store/database.h"
#include "store/sqlite_connection.h"
#include "store/writer_thread.h"

namespace remit::store {

class SqliteDatabase final : public Database {
  public:
    static Result<std::unique_ptr<Database>> open(const Options& options);
    ~SqliteDatabase() override { close(); }

    Status write(const Job& job) override { return writer_.write(job); }
    Status backup(const std::string& file) override;
    void close() override;
    [[nodiscard]] Dialect dialect() const override { return Dialect::sqlite; }
    [[nodiscard]] WriteCounts counts() const { return writer_.counts(); }

  private:
    SqliteDatabase(const Options& options, const SqliteSettings& readers, SqliteHandle lock,
                   std::unique_ptr<SqliteConnection> writer);

    SqliteHandle lock_;
    WriterThread writer_;
};

}  // namespace remit::store
