#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace remit::base {

void check_failed(const char* condition, const std::source_location& place) {
    std::fprintf(stderr, "%s:%u: %s: check failed: %s\n", place.file_name(), place.line(),
                 place.function_name(), condition);
    std::fflush(stderr);
    std::abort();
}

}  // namespace remit::base
