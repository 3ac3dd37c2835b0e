// A streaming JSON writer: deterministic, without a document tree.
//
// Keys come out in the order they are written, so that the same model gives the same bytes. Text must be valid UTF-8.
// No library's JSON output is ever shown or hashed (ANCHORS: libraries disagree on numbers and key order).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace remit::base {

class JsonWriter {
  public:
    enum class Layout { compact, indented };

    explicit JsonWriter(Layout layout = Layout::indented) : layout_(layout) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);
    JsonWriter& string(std::string_view text);
    JsonWriter& number(std::int64_t value);
    JsonWriter& boolean(bool value);
    JsonWriter& null();

    /// A key and its value in one call.
    JsonWriter& field(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter& field(std::string_view name, const char* text) { return key(name).string(text); }
    JsonWriter& field(std::string_view name, std::int64_t value) { return key(name).number(value); }
    JsonWriter& field_bool(std::string_view name, bool value) { return key(name).boolean(value); }

    /// The finished document, with a final line end. All objects and arrays must be closed.
    [[nodiscard]] std::string finish();

  private:
    struct Level {
        char close;
        bool empty;
    };
    void begin_value();
    void open(char opening, char closing);
    void close(char closing);
    void line_break();
    void quoted(std::string_view text);

    Layout layout_;
    std::string out_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};

}  // namespace remit::base
