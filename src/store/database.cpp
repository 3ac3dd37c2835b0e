#include "store/database.h"

#include "store/postgres_database.h"
#include "store/sqlite_database.h"

namespace remit::store {

Result<std::unique_ptr<Database>> Database::open(const Options& options) {
    if (std::holds_alternative<SqliteFile>(options.place)) return SqliteDatabase::open(options);
    return PostgresDatabase::open(options);
}

Result<Snapshot> Database::snapshot() {
    return begin(TransactionKind::read);
}

Result<Snapshot> Database::begin(TransactionKind kind) {
    for (bool again = false;; again = true) {
        auto lease = REMIT_TRY(pool_.borrow());
        auto transaction = Transaction::begin(lease.connection(), kind);
        if (transaction.ok()) return Snapshot(std::move(lease), std::move(transaction).value());
        if (again || lease.connection().usable()) return transaction.error();
        pool_.drop_idle();
    }
}

}  // namespace remit::store
