// Tests of byte_text.h: the examples of RFC 4648, and every other spelling refused.
#include "base/byte_text.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace remit::base;

TEST_CASE("byte text: base64 gives the examples of RFC 4648 and reads them back") {
    const std::vector<std::pair<std::string, std::string>> examples = {{"", ""},
                                                                       {"f", "Zg=="},
                                                                       {"fo", "Zm8="},
                                                                       {"foo", "Zm9v"},
                                                                       {"foob", "Zm9vYg=="},
                                                                       {"fooba", "Zm9vYmE="},
                                                                       {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : examples) {
        CHECK(to_base64(bytes) == text);
        CHECK(from_base64(text) == bytes);
    }
}

TEST_CASE("byte text: every byte survives both ways of writing") {
    std::string bytes;
    for (int value = 0; value < 256; ++value) {
        bytes += static_cast<char>(static_cast<unsigned char>(value));
        CHECK(from_base64(to_base64(bytes)) == bytes);
        CHECK(from_hex(to_hex(bytes)) == bytes);
    }
    CHECK(to_hex(std::string("\x00\x1f\xff", 3)) == "001fff");
}

TEST_CASE("byte text: a second spelling of the same bytes is refused") {
    for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zg==\n", " Zg==", "Zm-v", "=",
                             "====", "Z", "Zg==Zg==", "Zm8=="})
        CHECK_MESSAGE(!from_base64(text).has_value(), text);
    for (const char* text : {"0", "0G", "FF", "ff ", "0x", " ff"})
        CHECK_MESSAGE(!from_hex(text).has_value(), text);
}
