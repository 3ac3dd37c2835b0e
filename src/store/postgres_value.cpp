#include "store/postgres_value.h"

#include <fmt/format.h>

#include <cstdint>

namespace remit::store {

namespace {

// Of pg_type.dat; they are part of the protocol and never change.
constexpr Oid kBytea = 17;
constexpr Oid kName = 19;
constexpr Oid kInt8 = 20;
constexpr Oid kInt2 = 21;
constexpr Oid kInt4 = 23;
constexpr Oid kText = 25;
constexpr Oid kJson = 114;
constexpr Oid kVarchar = 1043;

constexpr int kBinary = 1;

/// Bytes of an integer type; 0 for the others.
std::size_t width_of(Oid type) {
    switch (type) {
        case kInt2:
            return 2;
        case kInt4:
            return 4;
        case kInt8:
            return 8;
        default:
            return 0;
    }
}

bool is_text(Oid type) {
    return type == kText || type == kVarchar || type == kName || type == kJson;
}

Error refused(std::size_t number, std::string_view kind, Oid type) {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("parameter ?{} is {}, which the statement does not take "
                                        "(type {}): CAST it",
                                        number, kind, type));
}

std::array<char, 8> encode(std::int64_t number, std::size_t width) {
    std::array<char, 8> bytes{};
    auto rest = static_cast<std::uint64_t>(number);
    for (std::size_t index = width; index-- > 0; rest >>= 8U)
        bytes[index] = static_cast<char>(rest & 0xffU);
    return bytes;
}

std::int64_t decode(std::string_view bytes) {
    // The sign is in the first byte; the others follow.
    std::uint64_t number = (static_cast<unsigned char>(bytes[0]) & 0x80U) != 0 ? ~0ULL : 0;
    for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

}  // namespace

Result<PostgresParameters> PostgresParameters::of(std::span<const Value> values,
                                                  std::span<const Oid> types) {
    REMIT_CHECK(values.size() == types.size());
    PostgresParameters made;
    for (std::size_t index = 0; index < values.size(); ++index)
        REMIT_TRY(made.add(values[index], types[index]));
    return made;
}

Status PostgresParameters::add(const Value& value, Oid type) {
    formats_.push_back(kBinary);
    const std::size_t number = formats_.size();
    if (const auto* integer = std::get_if<std::int64_t>(&value.content()))
        return add_integer(*integer, type);
    if (const auto* text = std::get_if<std::string_view>(&value.content())) {
        if (!is_text(type)) return refused(number, "a text", type);
        add_bytes(*text);
    } else if (const auto* blob = std::get_if<Blob>(&value.content())) {
        if (type != kBytea) return refused(number, "bytes", type);
        add_bytes(blob->bytes);
    } else {
        pointers_.push_back(nullptr);
        sizes_.push_back(0);
    }
    return base::done();
}

Status PostgresParameters::add_integer(std::int64_t number, Oid type) {
    const std::size_t width = width_of(type);
    if (width == 0) return refused(formats_.size(), "an integer", type);
    const std::array<char, 8> bytes = encode(number, width);
    if (decode({bytes.data(), width}) != number)
        return refused(formats_.size(), fmt::format("{}, too large a number", number), type);
    integers_.push_back(bytes);
    add_bytes({integers_.back().data(), width});
    return base::done();
}

void PostgresParameters::add_bytes(std::string_view bytes) {
    // A null pointer would mean NULL, and an empty view may hold one.
    pointers_.push_back(bytes.data() ? bytes.data() : "");
    sizes_.push_back(static_cast<int>(bytes.size()));
}

Value postgres_column(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) == 1) return {};
    const Oid type = PQftype(result, column);
    const std::string_view bytes(PQgetvalue(result, row, column),
                                 static_cast<std::size_t>(PQgetlength(result, row, column)));
    if (width_of(type) != 0 && bytes.size() == width_of(type)) return {decode(bytes)};
    if (is_text(type)) return {bytes};
    if (type == kBytea) return {Blob{bytes}};
    return {OtherKind()};
}

}  // namespace remit::store
