// The one thread that writes to a SQLite database, and the queue in front of it.
//
// Callers hand in a job and wait. The thread takes all jobs that wait (while it was syncing, more
// came) and commits them as one group. The queue is bounded: at most kQueuedJobsMax wait in it, and
// further callers wait for room, which is what slows them down. This is the one place outside http
// and main that starts a thread: a caller cannot commit for others without one waiting for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/group_commit.h"

namespace remit::store {

inline constexpr std::size_t kQueuedJobsMax = 1024;
/// The most jobs of one group: what a full queue holds would make its first callers wait long.
inline constexpr std::size_t kGroupJobsMax = 256;

/// How well grouping works: jobs for each group.
struct WriteCounts {
    std::uint64_t jobs = 0;
    std::uint64_t groups = 0;
    std::size_t queued_max = 0;
};

class WriterThread {
  public:
    explicit WriterThread(std::unique_ptr<Connection> connection,
                          std::size_t queued_max = kQueuedJobsMax);
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;
    ~WriterThread() { close(); }

    /// Runs the job and returns when it is on the disk, or is not. From any thread but the writer's
    /// own: a job that hands in another would wait for itself.
    Status write(const Job& job);
    /// Ends the thread after the jobs that wait; later ones are refused.
    void close();
    [[nodiscard]] WriteCounts counts() const;

  private:
    /// A job whose caller waits; on the caller's stack.
    struct Pending {
        const Job* job;
        std::optional<Status> outcome;
        std::condition_variable finished;
    };

    void serve();
    /// Waits for jobs and takes a group of them; empty when closed and none is left.
    std::vector<Pending*> next_group();

    std::unique_ptr<Connection> connection_;
    GroupCommit commit_;
    const std::size_t queued_max_;

    mutable std::mutex mutex_;  // guards all below
    std::condition_variable work_;
    std::condition_variable room_;
    std::deque<Pending*> queue_;
    WriteCounts counts_;
    bool closed_ = false;

    std::thread thread_;  // last: it runs on the members above
};

}  // namespace remit::store
