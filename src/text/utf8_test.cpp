// Tests of utf8.h: every kind of fault is named at its byte, and every code point goes both ways.
#include "text/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using remit::text::append_utf8;
using remit::text::decode;
using remit::text::describe;
using remit::text::find_utf8_fault;
using remit::text::Utf8FaultKind;

namespace {

struct Example {
    std::string bytes;
    std::size_t offset;
    Utf8FaultKind kind;
};

}  // namespace

TEST_CASE("utf8: the first bad byte is named, with what is wrong") {
    const std::vector<Example> examples = {
        {"abc\x80", 3, Utf8FaultKind::stray_continuation},
        {"abcdefghijk\xC3", 11, Utf8FaultKind::truncated},
        {"\xE2\x80q", 0, Utf8FaultKind::truncated},
        {"č\xC0\xAF", 2, Utf8FaultKind::overlong},
        {"\xC0q", 0, Utf8FaultKind::impossible_byte},
        {"\xE0\x80\x80", 0, Utf8FaultKind::overlong},
        {"\xF0\x80\x80\x80", 0, Utf8FaultKind::overlong},
        {"\xED\xA0\x80", 0, Utf8FaultKind::surrogate},
        {"\xF4\x90\x80\x80", 0, Utf8FaultKind::too_large},
        {"a\xFF", 1, Utf8FaultKind::impossible_byte},
        {"\xF5\x80\x80\x80", 0, Utf8FaultKind::impossible_byte},
        {"\xF0\x9F\x98", 0, Utf8FaultKind::truncated},
    };
    for (const Example& example : examples) {
        const auto fault = find_utf8_fault(example.bytes);
        REQUIRE(fault.has_value());
        CHECK(fault->offset == example.offset);
        CHECK(fault->kind == example.kind);
        CHECK(fault->byte == static_cast<unsigned char>(example.bytes[example.offset]));
        CHECK(!describe(fault->kind).empty());
    }
    CHECK(!find_utf8_fault("Vijeće, Веће, „–“ 😀 and a longer stretch of ASCII").has_value());
    CHECK(!find_utf8_fault("").has_value());
}

TEST_CASE("utf8: every code point is written and read back, and nothing else is valid") {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
        std::string bytes;
        append_utf8(bytes, code_point);
        const auto decoded = decode(bytes, 0);
        const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
        const bool right = decoded.valid && decoded.size == bytes.size() &&
                           decoded.code_point == (surrogate ? 0xFFFD : code_point);
        if (!right) FAIL_CHECK("U+", static_cast<std::uint32_t>(code_point));
    }
}
