// The database of an office: SQLite in a folder, or PostgreSQL when one machine is not enough.
//
// The one way in for the rest of the program. Reading is a Snapshot: one unchanging view. Writing
// is a Job: it runs as if alone, and when write() returns without error it is on the disk and stays
// there. Both stores keep the same promises, and database_contract_test.cpp holds both to them. No
// word of the office is known here; no type of a database library leaves the module.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "base/result.h"
#include "store/connection.h"
#include "store/connection_pool.h"
#include "store/group_commit.h"
#include "store/transaction.h"

namespace remit::store {

/// A file on a local disk. One process at a time has it open: FILE.lock tells others.
struct SqliteFile {
    std::string path;
    std::string vfs;  // the name of a registered SQLite VFS, for simulations; empty: the system's
};

/// A database of a server, with encoding UTF8 and collation C.
struct PostgresServer {
    std::string connection;  // as libpq has it: "host=... dbname=... user=..."
};

struct Options {
    std::variant<SqliteFile, PostgresServer> place;
    std::size_t connections_max = 16;  // readers; with PostgreSQL writers as well
    int wait_ms = 5000;                // for a connection that is in use, or a row that is locked
};

/// A view of the database that does not change while others write. Ends with its block, and before
/// the database. A thread holds one at a time, since it might wait for itself.
class Snapshot {
  public:
    [[nodiscard]] Connection* operator->() const { return &lease_.connection(); }
    [[nodiscard]] Connection& operator*() const { return lease_.connection(); }

  private:
    friend class Database;
    Snapshot(ConnectionPool::Lease lease, Transaction transaction)
        : lease_(std::move(lease)), transaction_(std::move(transaction)) {}

    ConnectionPool::Lease lease_;
    Transaction transaction_;  // last: it ends before the connection goes back
};

class Database {
  public:
    /// Opens the database, which is made if it is a file that does not exist.
    /// Errors: not_found (folder, server's database), denied (permissions, password), unavailable
    ///         (another process has it; the server does not answer), corrupt, io,
    ///         invalid_input (an encoding, collation or server setting under which promises
    ///         would not hold).
    static Result<std::unique_ptr<Database>> open(const Options& options);

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// Errors: unavailable (all connections are in use; closed; connection lost), io, corrupt.
    Result<Snapshot> snapshot();

    /// Runs the job in a transaction of its own and returns when its outcome is certain. The job
    /// starts no other write and takes no snapshot.
    /// Errors: the job's own, with which it is undone; conflict (others were faster, many times);
    ///         uncertain (whether it was kept is not known: look for what it would have written,
    ///         in SQLite after opening again); unavailable (closed; stopped after an uncertain
    ///         one; connection lost before the commit); io.
    virtual Status write(const Job& job) = 0;

    /// Copies the database as it is now into a new file, while others go on.
    /// Errors: conflict (the file exists), invalid_input (PostgreSQL: pg_dump does that), io.
    virtual Status backup(const std::string& file) = 0;

    /// Ends what waits to be written and refuses what comes later. Happens by itself at the end.
    virtual void close() = 0;

    [[nodiscard]] virtual Dialect dialect() const = 0;

  protected:
    explicit Database(ConnectionPool::Open open, const Options& options)
        : pool_(std::move(open), options.connections_max, options.wait_ms) {}

    /// A borrowed connection in a transaction. One that was lost while idle is replaced once.
    Result<Snapshot> begin(TransactionKind kind);
    static Status commit(Snapshot& session) { return session.transaction_.commit(); }
    ConnectionPool& pool() { return pool_; }

  private:
    ConnectionPool pool_;
};

}  // namespace remit::store
