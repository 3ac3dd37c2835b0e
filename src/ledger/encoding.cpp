#include "ledger/encoding.h"

#include <fmt/format.h>

#include <utility>

#include "base/check.h"
#include "text/utf8.h"

namespace remit::ledger {

namespace {

constexpr unsigned kVarintBits = 7;
constexpr std::uint64_t kVarintMore = 0x80;

unsigned char byte_at(std::string_view bytes, std::size_t offset) {
    return static_cast<unsigned char>(bytes[offset]);
}

unsigned key_of(unsigned number, FieldType type) {
    return number * 4 + static_cast<unsigned>(type);
}

// Of C0, DEL and C1 (two bytes in UTF-8); none of them may stand in a text.
bool is_control_at(std::string_view text, std::size_t offset) {
    const unsigned char first = byte_at(text, offset);
    if (first < 0x20 || first == 0x7F) return true;
    return first == 0xC2 && offset + 1 < text.size() && byte_at(text, offset + 1) < 0xA0;
}

}  // namespace

void Writer::integer(unsigned number, std::uint64_t value) {
    REMIT_CHECK(value <= kIntegerMax);
    key(number, FieldType::integer);
    varint(value);
}

void Writer::text(unsigned number, std::string_view value) {
    if (value.empty()) return;
    key(number, FieldType::text);
    varint(value.size());
    out_ += value;
}

void Writer::bytes(unsigned number, std::string_view value) {
    if (value.empty()) return;
    key(number, FieldType::bytes);
    varint(value.size());
    out_ += value;
}

void Writer::records(unsigned number, std::size_t count) {
    if (count == 0) return;
    REMIT_CHECK(count <= kRecordsMax);
    key(number, FieldType::records);
    varint(count);
    records_left_ = count;
}

void Writer::record(std::string_view encoded) {
    REMIT_CHECK(records_left_ > 0 && !encoded.empty());
    --records_left_;
    varint(encoded.size());
    out_ += encoded;
}

std::string Writer::finish() && {
    REMIT_CHECK(records_left_ == 0);
    return std::move(out_);
}

void Writer::key(unsigned number, FieldType type) {
    REMIT_CHECK(records_left_ == 0 && number > number_ && number <= kFieldNumberMax);
    number_ = number;
    out_ += static_cast<char>(static_cast<unsigned char>(key_of(number, type)));
}

void Writer::varint(std::uint64_t value) {
    while (value >= kVarintMore) {
        out_ += static_cast<char>(static_cast<unsigned char>(value | kVarintMore));
        value >>= kVarintBits;
    }
    out_ += static_cast<char>(static_cast<unsigned char>(value));
}

std::uint64_t Reader::integer(unsigned number) {
    const auto value = find_integer(number);
    require(value.has_value());
    return value.value_or(0);
}

std::string_view Reader::text(unsigned number, std::size_t bytes_max) {
    const std::string_view value = find_text(number, bytes_max);
    require(!value.empty());
    return value;
}

std::string_view Reader::bytes(unsigned number, std::size_t bytes_max) {
    const std::string_view value = find_bytes(number, bytes_max);
    require(!value.empty());
    return value;
}

std::optional<std::uint64_t> Reader::find_integer(unsigned number) {
    if (!take_key(number, FieldType::integer)) return std::nullopt;
    return varint();
}

std::string_view Reader::find_text(unsigned number, std::size_t bytes_max) {
    if (!take_key(number, FieldType::text)) return {};
    const std::string_view value = sized(bytes_max);
    if (find_text_fault(value)) fail("the text is not UTF-8 without control characters");
    return value;
}

std::string_view Reader::find_bytes(unsigned number, std::size_t bytes_max) {
    return take_key(number, FieldType::bytes) ? sized(bytes_max) : std::string_view();
}

std::size_t Reader::find_records(unsigned number) {
    if (!take_key(number, FieldType::records)) return 0;
    const std::uint64_t count = varint();
    if (count == 0) fail("an empty list is not written");
    if (count > kRecordsMax) fail("the list is longer than may be");
    return fault_ == nullptr ? count : 0;
}

std::string_view Reader::record(std::size_t bytes_max) {
    return sized(bytes_max);
}

Status Reader::finish() {
    if (offset_ != bytes_.size()) fail("the field is unknown, repeated or out of order");
    if (fault_ == nullptr) return base::done();
    return base::make_error(ErrorCode::corrupt, fmt::format("byte {}: {}", fault_offset_, fault_));
}

// Consumes the key where the next field is this one.
bool Reader::take_key(unsigned number, FieldType type) {
    if (fault_ != nullptr || offset_ == bytes_.size()) return false;
    const unsigned key = byte_at(bytes_, offset_);
    if (key == key_of(number, type)) {
        ++offset_;
        return true;
    }
    if (key < key_of(number + 1, FieldType::integer)) {
        fail("the field is unknown, repeated, out of order or of another type");
    }
    return false;
}

void Reader::require(bool found) {
    if (!found) fail("a field that must be there is missing");
}

std::uint64_t Reader::varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 9 * kVarintBits; shift += kVarintBits) {
        if (offset_ == bytes_.size()) {
            fail("the bytes end inside a number");
            return 0;
        }
        const std::uint64_t byte = byte_at(bytes_, offset_++);
        value |= (byte & ~kVarintMore) << shift;
        if (byte < kVarintMore) {
            if (byte == 0 && shift > 0) fail("the number has more bytes than it needs");
            return value;
        }
    }
    fail("the number is larger than may be");
    return 0;
}

std::string_view Reader::sized(std::size_t bytes_max) {
    if (fault_ != nullptr) return {};
    const std::uint64_t size = varint();
    if (fault_ == nullptr && size == 0) fail("an empty value is not written");
    if (fault_ == nullptr && size > bytes_max) fail("the value is longer than may be");
    if (fault_ == nullptr && size > bytes_.size() - offset_) fail("the bytes end inside a value");
    if (fault_ != nullptr) return {};
    const std::string_view value = bytes_.substr(offset_, size);
    offset_ += size;
    return value;
}

void Reader::fail(const char* what) {
    if (fault_ != nullptr) return;
    fault_ = what;
    fault_offset_ = offset_;
    offset_ = bytes_.size();
}

std::optional<std::string> find_text_fault(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size(); ++offset) {
        if (is_control_at(text, offset)) {
            return fmt::format("a control character stands at byte {}", offset);
        }
    }
    if (const auto fault = text::find_utf8_fault(text)) {
        return fmt::format("{} at byte {}", text::describe(fault->kind), fault->offset);
    }
    return std::nullopt;
}

}  // namespace remit::ledger
