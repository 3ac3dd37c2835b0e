// All or nothing: what was done since begin() stays if commit() says so, and is undone otherwise.
//
// Transactions nest as blocks do; an inner one is a savepoint, and undoing it leaves the outer one
// as it was before. Leaving the block without commit() rolls back. An outer transaction is begun
// only by the database (database.h); the rest of the program begins inner ones.
#pragma once

#include "base/result.h"
#include "store/connection.h"

namespace remit::store {

class Transaction {
  public:
    /// `kind` is that of the outermost; inner ones have it from there. The connection is borrowed
    /// until the end. Errors: unavailable (locked, connection lost), io, corrupt; for an inner one
    /// the error that the outer one has met already.
    static Result<Transaction> begin(Connection& connection,
                                     TransactionKind kind = TransactionKind::write);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    /// Ends it, one way or the other: after an error it is rolled back.
    /// Errors: the first that one of its statements met; io (nothing was kept); conflict (nothing
    ///         was kept: others were faster); uncertain (nobody knows whether it was kept).
    Status commit();

  private:
    Transaction(Connection& connection, int depth) : connection_(&connection), depth_(depth) {}

    Connection* connection_;  // null once it has ended
    int depth_;
};

}  // namespace remit::store
