#include "store/writer_thread.h"

#include <algorithm>
#include <utility>

namespace remit::store {

WriterThread::WriterThread(std::unique_ptr<Connection> connection, std::size_t queued_max)
    : connection_(std::move(connection)),
      commit_(*connection_),
      queued_max_(queued_max),
      thread_([this] { serve(); }) {}

Status WriterThread::write(const Job& job) {
    REMIT_CHECK(std::this_thread::get_id() != thread_.get_id());
    Pending pending{.job = &job, .outcome = std::nullopt, .finished = {}};
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || queue_.size() < queued_max_; });
    if (closed_) {
        return base::make_error(ErrorCode::unavailable,
                                "the database is closed: open it again to write");
    }
    queue_.push_back(&pending);
    counts_.queued_max = std::max(counts_.queued_max, queue_.size());
    work_.notify_one();
    pending.finished.wait(lock, [&] { return pending.outcome.has_value(); });
    return *std::move(pending.outcome);
}

std::vector<WriterThread::Pending*> WriterThread::next_group() {
    std::unique_lock lock(mutex_);
    work_.wait(lock, [&] { return closed_ || !queue_.empty(); });
    const auto count = static_cast<std::ptrdiff_t>(std::min(queue_.size(), kGroupJobsMax));
    std::vector<Pending*> group(queue_.begin(), queue_.begin() + count);
    queue_.erase(queue_.begin(), queue_.begin() + count);
    room_.notify_all();
    return group;
}

void WriterThread::serve() {
    for (auto group = next_group(); !group.empty(); group = next_group()) {
        std::vector<const Job*> jobs;
        jobs.reserve(group.size());
        for (const Pending* pending : group) jobs.push_back(pending->job);
        std::vector<Status> outcomes = commit_.run(jobs);

        const std::lock_guard lock(mutex_);
        for (std::size_t index = 0; index < group.size(); ++index) {
            group[index]->outcome = std::move(outcomes[index]);
            group[index]->finished.notify_one();
        }
        counts_.jobs += group.size();
        ++counts_.groups;
    }
}

void WriterThread::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    work_.notify_all();
    room_.notify_all();
    if (thread_.joinable()) thread_.join();
}

WriteCounts WriterThread::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

}  // namespace remit::store
