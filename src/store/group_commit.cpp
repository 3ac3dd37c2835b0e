#include "store/group_commit.h"

#include "store/transaction.h"

namespace remit::store {

namespace {

Status run_in_savepoint(Connection& connection, const Job& job) {
    Transaction inner = REMIT_TRY(Transaction::begin(connection));
    REMIT_TRY(job(connection));
    return inner.commit();
}

}  // namespace

std::vector<Status> GroupCommit::run(std::span<const Job* const> jobs) {
    if (!stopped_ && jobs.size() > 1) {
        if (auto outcomes = run_together(jobs)) return *std::move(outcomes);
    }
    std::vector<Status> outcomes;
    for (const Job* job : jobs) outcomes.push_back(stopped_ ? Status(*stopped_) : run_alone(*job));
    return outcomes;
}

std::optional<std::vector<Status>> GroupCommit::run_together(std::span<const Job* const> jobs) {
    auto transaction = Transaction::begin(connection_, TransactionKind::write);
    if (!transaction.ok()) return std::vector<Status>(jobs.size(), transaction.error());
    std::vector<Status> outcomes;
    for (const Job* job : jobs) outcomes.push_back(run_in_savepoint(connection_, *job));
    const Status committed = transaction.value().commit();
    if (committed.ok()) return outcomes;
    if (committed.error().code != ErrorCode::uncertain) return std::nullopt;
    stop(committed.error());
    for (Status& outcome : outcomes)
        if (outcome.ok()) outcome = committed;
    return outcomes;
}

Status GroupCommit::run_alone(const Job& job) {
    Transaction transaction = REMIT_TRY(Transaction::begin(connection_, TransactionKind::write));
    REMIT_TRY(job(connection_));
    Status committed = transaction.commit();
    if (!committed.ok() && committed.error().code == ErrorCode::uncertain) stop(committed.error());
    return committed;
}

void GroupCommit::stop(const Error& error) {
    stopped_ = base::make_error(ErrorCode::unavailable,
                                "nothing is written since a commit was not confirmed; look after "
                                "the disk and open the database again. First: " +
                                    error.message);
}

}  // namespace remit::store
