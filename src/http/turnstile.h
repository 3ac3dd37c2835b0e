// A turnstile: lets so many through at a time, and the rest not at all.
//
// For work that would keep every worker busy if all who ask for it had it at once. Invariant: a
// Pass that is held counts, and counts no more once it is gone. Nobody waits.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace remit::http {

class Turnstile {
  public:
    explicit Turnstile(std::size_t at_once) : at_once_(at_once) {}
    Turnstile(const Turnstile&) = delete;
    Turnstile& operator=(const Turnstile&) = delete;

    class Pass {
      public:
        explicit Pass(Turnstile& of) : of_(&of) {}
        Pass(Pass&& other) noexcept : of_(std::exchange(other.of_, nullptr)) {}
        Pass& operator=(Pass&&) = delete;
        ~Pass() {
            if (of_ != nullptr) --of_->inside_;
        }

      private:
        Turnstile* of_;
    };

    /// None where as many are inside as may be.
    [[nodiscard]] std::optional<Pass> enter() {
        if (++inside_ <= at_once_) return std::optional<Pass>(std::in_place, *this);
        --inside_;
        return std::nullopt;
    }

  private:
    std::size_t at_once_;
    std::atomic<std::size_t> inside_ = 0;
};

}  // namespace remit::http
