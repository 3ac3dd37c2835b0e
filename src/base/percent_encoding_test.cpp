// Tests of percent_encoding.h: what is written, what is read, and what is refused.
#include "base/percent_encoding.h"

#include <doctest/doctest.h>

#include <string>

namespace remit::base {

TEST_CASE("percent encoding: unreserved bytes stay, every other becomes two digits") {
    const auto encoded = [](std::string_view text) {
        std::string out = "x";
        append_percent_encoded(out, text);
        return out;
    };
    CHECK(encoded("") == "x");
    CHECK(encoded("aZ09-._~") == "xaZ09-._~");
    CHECK(encoded("a b/?&=+%#") == "xa%20b%2F%3F%26%3D%2B%25%23");
    CHECK(encoded("\xC4\x8D\x7F") == "x%C4%8D%7F");
    CHECK(encoded(std::string_view("\0", 1)) == "x%00");
}

}  // namespace remit::base
