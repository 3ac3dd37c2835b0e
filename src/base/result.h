// Results of operations that may fail: a value or an Error, never an exception.
//
// Errors are values with a code that some caller acts on, a message for a person that says what was seen and how to
// cure it, and the place in the program that made them. Faults in a user's text are not errors but diagnostics
// (diag/diagnostics.h). Ignoring a result does not compile.
#pragma once

#include <source_location>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.h"

namespace remit::base {

enum class ErrorCode {
    invalid_input,  // the caller's data is wrong
    not_found,
    conflict,
    denied,
    io,
    corrupt,
    unavailable,
    limit,      // a named limit was reached
    uncertain,  // it may or may not have been done: look before doing it again
};

/// The code's name as it is shown to operators, such as "invalid_input".
std::string_view name_of(ErrorCode code);

struct Error {
    ErrorCode code;
    std::string message;
    std::source_location place;

    /// The same error with the context in front: "reading act.txt: no such file".
    [[nodiscard]] Error with(std::string_view context) const;
};

/// Makes an error that knows where in the program it was made.
Error make_error(ErrorCode code, std::string message,
                 std::source_location place = std::source_location::current());

template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::move(value)) {}          // NOLINT(google-explicit-constructor)
    Result(Error error) : state_(std::move(error)) {}      // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& {
        REMIT_CHECK(ok());
        return *std::get_if<T>(&state_);
    }
    [[nodiscard]] T& value() & {
        REMIT_CHECK(ok());
        return *std::get_if<T>(&state_);
    }
    /// By value, so that a loop over the value of a temporary keeps it alive.
    [[nodiscard]] T value() && {
        REMIT_CHECK(ok());
        return std::move(*std::get_if<T>(&state_));
    }
    [[nodiscard]] const Error& error() const {
        REMIT_CHECK(!ok());
        return *std::get_if<Error>(&state_);
    }
    /// The same result; an error gains the context.
    [[nodiscard]] Result with(std::string_view context) && {
        return ok() ? std::move(*this) : Result(error().with(context));
    }

  private:
    std::variant<T, Error> state_;
};

struct Done {};

/// The result of an operation that has nothing to return.
using Status = Result<Done>;
inline Status done() { return Done{}; }

}  // namespace remit::base

namespace remit {
using base::Error;
using base::ErrorCode;
using base::Result;
using base::Status;
}  // namespace remit

// Yields the value of a Result, or returns its error from the calling function.
#define REMIT_TRY(expression)                                        \
    __extension__({                                                  \
        auto remit_try_result = (expression);                        \
        if (!remit_try_result.ok()) return remit_try_result.error(); \
        std::move(remit_try_result).value();                         \
    })
