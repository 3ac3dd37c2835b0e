// Checks for faults of the program itself.
//
// REMIT_CHECK is compiled in always: a broken invariant stops the process at the place where it was seen, before it
// can be written to a ledger. It must never be used for what a user typed or a disk returned; those are values.
#pragma once

#include <source_location>

namespace remit::base {

/// Prints the condition and the place to standard error and aborts.
[[noreturn]] void check_failed(const char* condition, const std::source_location& place);

}  // namespace remit::base

#define REMIT_CHECK(condition)                                                                  \
    do {                                                                                        \
        if (!(condition)) [[unlikely]]                                                          \
            ::remit::base::check_failed(#condition, ::std::source_location::current());         \
    } while (false)

// Only where REMIT_CHECK was measured to be too slow; on in debug builds.
#ifdef NDEBUG
#define REMIT_DCHECK(condition) static_cast<void>(0)
#else
#define REMIT_DCHECK(condition) REMIT_CHECK(condition)
#endif
