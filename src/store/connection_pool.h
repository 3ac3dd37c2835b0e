// The connections that callers borrow, one at a time each.
//
// At most `connections_max` exist. A caller for whom none is left waits for `wait_ms`, then is told
// so; a caller that waits while it holds one might wait for itself. A connection that was lost is
// thrown away when it comes back. The pool outlives whatever was borrowed from it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/connection.h"

namespace remit::store {

class ConnectionPool {
  public:
    using Open = std::function<Result<std::unique_ptr<Connection>>()>;

    /// A borrowed connection, which goes back by itself.
    class Lease {
      public:
        Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
            : pool_(&pool), connection_(std::move(connection)) {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() {
            if (connection_) pool_->take_back(std::move(connection_));
        }
        [[nodiscard]] Connection& connection() const { return *connection_; }

      private:
        ConnectionPool* pool_;  // the database's, which lives longer
        std::unique_ptr<Connection> connection_;
    };

    ConnectionPool(Open open, std::size_t connections_max, int wait_ms)
        : open_(std::move(open)), connections_max_(connections_max), wait_ms_(wait_ms) {}
    ConnectionPool(const ConnectionPool&) = delete;
    ConnectionPool& operator=(const ConnectionPool&) = delete;
    ~ConnectionPool();

    /// Errors: unavailable (all are borrowed, the pool is closed), and those of opening.
    Result<Lease> borrow();
    /// Throws away those that nobody has: after one was found lost, they are likely lost as well.
    void drop_idle();
    /// Refuses from now on; what is borrowed is closed when it comes back.
    void close();

  private:
    void take_back(std::unique_ptr<Connection> connection);

    const Open open_;
    const std::size_t connections_max_;
    const int wait_ms_;

    std::mutex mutex_;  // guards all below
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t borrowed_ = 0;
    bool closed_ = false;
};

}  // namespace remit::store
