#include "store/transaction.h"

#include <utility>

namespace remit::store {

Result<Transaction> Transaction::begin(Connection& connection, TransactionKind kind) {
    REMIT_TRY(connection.enter(kind));
    return Transaction(connection, connection.depth_);
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)), depth_(other.depth_) {}

Transaction::~Transaction() {
    if (!connection_) return;
    REMIT_CHECK(connection_->depth_ == depth_);  // inner ones end first
    connection_->leave_rolled_back();
}

Status Transaction::commit() {
    REMIT_CHECK(connection_);
    REMIT_CHECK(connection_->depth_ == depth_);
    return std::exchange(connection_, nullptr)->leave_committed();
}

}  // namespace remit::store
