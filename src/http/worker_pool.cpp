#include "http/worker_pool.h"

#include <utility>

namespace remit::http {

WorkerPool::WorkerPool(std::size_t workers, std::size_t queued_max) : queued_max_(queued_max) {
    threads_.reserve(workers);
    for (std::size_t worker = 0; worker < workers; ++worker)
        threads_.emplace_back([this] { serve(); });
}

bool WorkerPool::submit(std::unique_ptr<Task>& task) {
    {
        const std::lock_guard lock(mutex_);
        if (closed_ || queue_.size() >= queued_max_) return false;
        queue_.push_back(std::move(task));
    }
    work_.notify_one();
    return true;
}

void WorkerPool::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    work_.notify_all();
    for (std::thread& thread : threads_)
        if (thread.joinable()) thread.join();
}

void WorkerPool::serve() {
    for (;;) {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return closed_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const std::unique_ptr<Task> task = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        task->run();
    }
}

}  // namespace remit::http
