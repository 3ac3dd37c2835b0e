// What goes into a statement and comes out of a row: an integer, a text, bytes, or nothing.
//
// Both stores keep these four kinds and no other, so that a row means the same in each. A Value
// borrows its text and bytes: those of a parameter for the call, those of a row until the row is
// left. There is no conversion between kinds: "12" is never 12.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace remit::store {

/// Bytes that are no text. Borrowed.
struct Blob {
    std::string_view bytes;
    friend bool operator==(const Blob&, const Blob&) = default;
};

/// The same, taken out of a row to be kept.
struct OwnedBlob {
    std::string bytes;

    OwnedBlob() = default;
    explicit OwnedBlob(Blob blob) : bytes(blob.bytes) {}
};

/// What a row holds where it is none of our kinds, such as a fraction: to be refused, not read.
struct OtherKind {};

/// The integer types whose every value fits the column; no truth values, which PostgreSQL keeps
/// apart.
template <typename T>
concept ColumnInteger = std::integral<T> && !std::same_as<T, bool> &&
                        (std::signed_integral<T> || sizeof(T) < sizeof(std::int64_t));

class Value {
  public:
    using Content = std::variant<std::monostate, std::int64_t, std::string_view, Blob, OtherKind>;

    // Implicit, so that a call reads as the statement does: run("... ?1, ?2", {number, title}).
    // NOLINTBEGIN(google-explicit-constructor)
    Value() = default;
    Value(std::nullopt_t) {}
    template <ColumnInteger T>
    Value(T number) : content_(static_cast<std::int64_t>(number)) {}
    Value(std::string_view text) : content_(text) {}
    Value(const std::string& text) : content_(std::string_view(text)) {}
    Value(const char* text) : content_(std::string_view(text)) {}
    Value(Blob bytes) : content_(bytes) {}
    Value(OtherKind kind) : content_(kind) {}
    template <typename T>
    Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value()) {}
    // NOLINTEND(google-explicit-constructor)

    [[nodiscard]] const Content& content() const { return content_; }

  private:
    Content content_;
};

}  // namespace remit::store
