// Tests of encoding.h: one value has one string of bytes, and every other string is refused.
#include "ledger/encoding.h"

#include <doctest/doctest.h>

#include <string>

#include "base/byte_text.h"

using namespace remit::ledger;

namespace {

std::string bytes(std::string_view hex) {
    return remit::base::from_hex(hex).value();
}

std::string written(std::uint64_t integer) {
    Writer writer;
    writer.integer(1, integer);
    return std::move(writer).finish();
}

// What a record of one integer (1), an optional text (2) and optional bytes (3) says, or what is
// wrong with it.
std::string read(std::string_view hex) {
    const std::string record = bytes(hex);
    Reader reader(record);
    std::string said = std::to_string(reader.integer(1));
    said += "|" + std::string(reader.find_text(2, 5));
    said += "|" + remit::base::to_hex(reader.find_bytes(3, 300));
    const auto status = reader.finish();
    return status.ok() ? said : status.error().message;
}

std::string refusal(std::string_view hex) {
    std::string said = read(hex);
    CHECK_MESSAGE(said.starts_with("byte "), hex, ": ", said);
    return said;
}

}  // namespace

TEST_CASE("encoding: fields are a key, a length and the value") {
    Writer writer;
    writer.integer(1, 300);
    writer.text(2, "čl.");
    writer.bytes(3, std::string("\0\xFF", 2));
    CHECK(remit::base::to_hex(std::move(writer).finish()) == "04ac020904c48d6c2e0e0200ff");
    CHECK(read("04ac020904c48d6c2e0e0200ff") == "300|čl.|00ff");
}

TEST_CASE("encoding: what is empty is not written") {
    Writer writer;
    writer.integer(1, 0);
    writer.text(2, "");
    writer.bytes(3, "");
    writer.records(4, 0);
    CHECK(remit::base::to_hex(std::move(writer).finish()) == "0400");
    CHECK(read("0400") == "0||");
}

TEST_CASE("encoding: integers at their edges take as few bytes as they need") {
    for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                      std::uint64_t{16383}, std::uint64_t{16384}, kIntegerMax}) {
        const std::string record = written(value);
        Reader reader(record);
        CHECK(reader.integer(1) == value);
        CHECK(reader.finish().ok());
    }
    CHECK(written(127).size() == 2);
    CHECK(written(128).size() == 3);
    CHECK(written(kIntegerMax).size() == 10);
}

TEST_CASE("encoding: a number in more bytes than it needs, or too large, is refused") {
    CHECK(refusal("048000") == "byte 3: the number has more bytes than it needs");
    CHECK(refusal("04ff8000") == "byte 4: the number has more bytes than it needs");
    CHECK(refusal("04ffffffffffffffffff01") == "byte 10: the number is larger than may be");
    CHECK(refusal("04808080808080808080") == "byte 10: the number is larger than may be");
    CHECK(refusal("04") == "byte 1: the bytes end inside a number");
    CHECK(refusal("0480") == "byte 2: the bytes end inside a number");
    CHECK(refusal("0401098100") == "byte 5: the number has more bytes than it needs");  // a length
}

TEST_CASE("encoding: fields out of order, repeated, unknown or of another type are refused") {
    const std::string_view unknown =
        "the field is unknown, repeated, out of order or of another type";
    CHECK(refusal("0901610401").ends_with("a field that must be there is missing"));
    CHECK(refusal("04010401").ends_with(unknown));
    CHECK(refusal("0401050161").ends_with(unknown));
    CHECK(refusal("0401090161090162").ends_with(unknown));
    CHECK(refusal("04010e0100090161").ends_with("the field is unknown, repeated or out of order"));
    CHECK(refusal("04011001").ends_with("the field is unknown, repeated or out of order"));
    CHECK(refusal("0001").ends_with(unknown));  // field 0
    CHECK(refusal("").ends_with("a field that must be there is missing"));
}

TEST_CASE("encoding: a value that is cut, too long, or empty is refused") {
    CHECK(refusal("0401090561626364") == "byte 4: the bytes end inside a value");
    CHECK(refusal("04010906616263646566") == "byte 4: the value is longer than may be");
    CHECK(refusal("04010900") == "byte 4: an empty value is not written");
    CHECK(refusal("04010effffffffffffffff7f") == "byte 12: the value is longer than may be");
}

TEST_CASE("encoding: a text is UTF-8 without control characters") {
    for (const char* text :
         {"09018a", "0902c080", "0903eda080", "090100", "09010a", "09017f", "0902c285"})
        refusal(std::string("0401") + text);
    CHECK(read("04010902c2a0") == "1|\u00A0|");
    CHECK(find_text_fault("čl. 46.") == std::nullopt);
    CHECK(find_text_fault("a\x1b[2J") == "a control character stands at byte 1");
    CHECK(find_text_fault("ab\xFF").has_value());
}

TEST_CASE("encoding: a list holds as many records as it says") {
    Writer writer;
    writer.records(4, 2);
    writer.record("ab");
    writer.record("c");
    const std::string record = std::move(writer).finish();
    CHECK(remit::base::to_hex(record) == "13020261620163");
    Reader reader(record);
    CHECK(reader.find_records(4) == 2);
    CHECK(reader.record(10) == "ab");
    CHECK(reader.record(10) == "c");
    CHECK(reader.finish().ok());

    for (const char* hex : {"1300", "13e907", "1301", "130100", "1302026162"}) {
        const std::string bad = bytes(hex);
        Reader bad_reader(bad);
        const std::size_t count = bad_reader.find_records(4);
        for (std::size_t i = 0; i < count; ++i) (void)bad_reader.record(10);
        CHECK_MESSAGE(!bad_reader.finish().ok(), hex);
    }
}

TEST_CASE("encoding: the first fault is kept, and what follows reads as absent") {
    const std::string record = bytes("048000090161");
    Reader reader(record);
    (void)reader.integer(1);
    CHECK(reader.find_text(2, 5).empty());
    CHECK(reader.finish().error().message == "byte 3: the number has more bytes than it needs");
}
