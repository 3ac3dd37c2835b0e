// The threads that handlers run in, and the queue in front of them.
//
// Invariant: the queue is bounded; what does not fit is refused at once and costs nobody time.
// Tasks are begun in the order in which they came, and each one that was taken is run.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace remit::http {

class Task {
  public:
    virtual ~Task() = default;
    virtual void run() = 0;
};

class WorkerPool {
  public:
    WorkerPool(std::size_t workers, std::size_t queued_max);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    ~WorkerPool() { close(); }

    /// False where the queue is full or closed; the task is still the caller's then.
    [[nodiscard]] bool submit(std::unique_ptr<Task>& task);
    /// Ends the threads once every task that was taken has run.
    void close();

  private:
    void serve();

    const std::size_t queued_max_;
    std::mutex mutex_;  // guards the two below
    std::deque<std::unique_ptr<Task>> queue_;
    bool closed_ = false;
    std::condition_variable work_;
    std::vector<std::thread> threads_;  // last: they run on the members above
};

}  // namespace remit::http
