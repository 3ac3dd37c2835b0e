#include "base/result.h"

namespace remit::base {

std::string_view name_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_input: return "invalid_input";
        case ErrorCode::not_found: return "not_found";
        case ErrorCode::conflict: return "conflict";
        case ErrorCode::denied: return "denied";
        case ErrorCode::io: return "io";
        case ErrorCode::corrupt: return "corrupt";
        case ErrorCode::unavailable: return "unavailable";
        case ErrorCode::limit: return "limit";
        case ErrorCode::uncertain: return "uncertain";
    }
    REMIT_CHECK(false);
}

Error Error::with(std::string_view context) const {
    Error result = *this;
    result.message = std::string(context) + ": " + message;
    return result;
}

Error make_error(ErrorCode code, std::string message, std::source_location place) {
    return Error{code, std::move(message), place};
}

}  // namespace remit::base
