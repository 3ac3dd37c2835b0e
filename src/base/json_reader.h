// JSON text read as plain values: null, booleans, whole numbers, text, arrays, and objects whose
// members keep their order.
//
// Invariant: a JsonDocument holds only what can be read in one way: RFC 8259 and nothing beyond it,
// valid UTF-8, no name twice in one object, whole numbers of 64 bits only; JsonWriter writes it to
// text that reads to the same. An error says where: in the text by line and column, in a value by
// its path ("event.by.power.unit is missing"). Only json_reader.cpp includes Boost.JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace remit::base {

inline constexpr std::size_t kJsonBytesMax = std::size_t{16} << 20U;
inline constexpr std::size_t kJsonDepthMax = 64;  // arrays and objects within each other

enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };

struct JsonTape;  // the values of one document, one behind the other
class JsonItems;
class JsonObject;

/// One value. It borrows from its JsonDocument, as all that it answers.
class JsonValue {
  public:
    [[nodiscard]] JsonKind kind() const;
    /// What it is called in its object; empty in an array and at the top.
    [[nodiscard]] std::string_view name() const;

    // Each of these answers an Error with the path where the value is of another kind:
    // "event.note must be text, is a number".
    [[nodiscard]] Result<bool> boolean() const;
    [[nodiscard]] Result<std::int64_t> number() const;
    [[nodiscard]] Result<std::string_view> text() const;
    [[nodiscard]] Result<JsonItems> items() const;  // of an array
    [[nodiscard]] Result<JsonItems> members()
        const;  // of an object, in order, for whoever takes all
    [[nodiscard]] Result<JsonObject> object() const;  // for whoever knows their names

    /// The number, where it lies between the two, both included.
    [[nodiscard]] Result<std::int64_t> number_within(std::int64_t least, std::int64_t most) const;

    /// "event.alarms[2].at"; the first word is the name of the document.
    [[nodiscard]] std::string path() const;
    /// An error about this value: its path, a blank, and the words.
    [[nodiscard]] Error fault(std::string_view words) const;
    /// An error about what a text says: "event.by.rank is "boss"; write officer or head".
    [[nodiscard]] Error unfit(std::string_view cure) const;

  private:
    friend class JsonDocument;
    friend class JsonItems;
    friend class JsonObject;
    JsonValue(const JsonTape* tape, std::uint32_t index, bool is_member)
        : tape_(tape), index_(index), is_member_(is_member) {}
    [[nodiscard]] Error expected(std::string_view what) const;

    const JsonTape* tape_;  // owned by the JsonDocument
    std::uint32_t index_;
    bool is_member_;
};

/// The items of an array or the members of an object, for a loop over all of them.
class JsonItems {
  public:
    class Iterator {
      public:
        JsonValue operator*() const { return at_; }
        Iterator& operator++();
        bool operator==(const Iterator& other) const { return at_.index_ == other.at_.index_; }

      private:
        friend class JsonItems;
        explicit Iterator(JsonValue at) : at_(at) {}
        JsonValue at_;
    };

    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

  private:
    friend class JsonObject;
    friend class JsonValue;
    explicit JsonItems(JsonValue of) : of_(of) {}
    JsonValue of_;
};

/// The members of an object, taken by name one after another; finish() refuses what nobody took.
/// Cost: O(1) a member where they are taken in the order in which they stand, else O(members).
class JsonObject {
  public:
    /// The member, once. Errors: invalid_input (it is missing: "event.by is missing").
    [[nodiscard]] Result<JsonValue> take(std::string_view name);
    /// The same; none where it is missing.
    [[nodiscard]] std::optional<JsonValue> take_if_there(std::string_view name);
    /// Errors: invalid_input, naming the first member that was not taken.
    [[nodiscard]] Status finish() const;

  private:
    friend class JsonValue;
    explicit JsonObject(JsonValue of);

    JsonValue of_;
    JsonItems::Iterator next_;       // behind the last member that was taken
    std::vector<JsonValue> passed_;  // members before it that were not taken
};

/// A text as it was read. Values borrow from it, also after it was moved.
class JsonDocument {
  public:
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonValue root() const { return {tape_.get(), 0, /*is_member=*/false}; }

  private:
    friend Result<JsonDocument> read_json(std::string_view name, std::string_view text);
    explicit JsonDocument(std::unique_ptr<const JsonTape> tape);

    std::unique_ptr<const JsonTape> tape_;
};

/// Reads one value with nothing behind it. The text need not outlive the result.
/// In:     `name` as errors shall call it: "event:1:15: ..." of the text, "event.by" of a value.
/// Errors: invalid_input (with line, column, what was seen and the cure), limit.
/// Cost:   O(bytes log members).
Result<JsonDocument> read_json(std::string_view name, std::string_view text);

}  // namespace remit::base
