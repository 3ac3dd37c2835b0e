#include "store/connection_pool.h"

#include <fmt/format.h>

#include <chrono>

namespace remit::store {

ConnectionPool::~ConnectionPool() {
    REMIT_CHECK(borrowed_ == 0);
}

Result<ConnectionPool::Lease> ConnectionPool::borrow() {
    std::unique_lock lock(mutex_);
    const bool in_time = returned_.wait_for(lock, std::chrono::milliseconds(wait_ms_), [&] {
        return closed_ || borrowed_ < connections_max_;
    });
    if (closed_) {
        return base::make_error(ErrorCode::unavailable,
                                "the database is closed: open it again to read");
    }
    if (!in_time) {
        return base::make_error(
            ErrorCode::unavailable,
            fmt::format("all {} connections to the database are in use, for {} ms: try again, or "
                        "allow more connections",
                        connections_max_, wait_ms_));
    }
    ++borrowed_;
    if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return Lease(*this, std::move(connection));
    }
    lock.unlock();
    auto opened = open_();  // slow, and may fail: nobody waits for it
    if (opened.ok()) return Lease(*this, std::move(opened).value());
    lock.lock();
    --borrowed_;
    returned_.notify_one();
    return opened.error();
}

void ConnectionPool::take_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    --borrowed_;
    if (!closed_ && connection->usable()) idle_.push_back(std::move(connection));
    returned_.notify_one();
}

void ConnectionPool::drop_idle() {
    std::vector<std::unique_ptr<Connection>> dropped;
    const std::lock_guard lock(mutex_);
    dropped.swap(idle_);
}

void ConnectionPool::close() {
    std::vector<std::unique_ptr<Connection>> dropped;
    const std::lock_guard lock(mutex_);
    closed_ = true;
    dropped.swap(idle_);
    returned_.notify_all();
}

}  // namespace remit::store
