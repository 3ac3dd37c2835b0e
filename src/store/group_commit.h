// Many callers' work in one commit: one sync of the disk for all of them.
//
// Each job runs in a savepoint of one transaction, so that one which fails undoes only itself. What
// can be told from one commit, all are told. Where the transaction is lost, or its commit is
// refused for what a single job did (a deferred constraint, a full disk), each job is run again
// alone, so that none fails for another. After an `uncertain` commit nothing more is written: what
// the disk holds is known only when the database has been opened again.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace remit::store {

/// A caller's work. Its error undoes what it did. It may be run more than once, each time on what
/// the database then holds, and has no effect outside the connection that a second run would spoil.
using Job = std::function<Status(Connection&)>;

class GroupCommit {
  public:
    /// The connection is borrowed and used for nothing else.
    explicit GroupCommit(Connection& connection) : connection_(connection) {}

    /// Runs the jobs in order and returns the outcome of each; one commit if nothing goes wrong.
    std::vector<Status> run(std::span<const Job* const> jobs);

    /// Why nothing is written any more, if so.
    [[nodiscard]] const std::optional<Error>& stopped() const { return stopped_; }

  private:
    /// Nothing where none was kept and each is to be run alone.
    std::optional<std::vector<Status>> run_together(std::span<const Job* const> jobs);
    Status run_alone(const Job& job);
    void stop(const Error& error);

    Connection& connection_;
    std::optional<Error> stopped_;
};

}  // namespace remit::store
