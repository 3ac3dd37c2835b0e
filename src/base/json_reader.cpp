#include "base/json_reader.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "base/json_tape.h"

namespace remit::base {
namespace {

/// Takes what the parser reads and lays it on the tape. The first fault stops the parser.
class Taker {
  public:
    // Limits that the parser asks of whoever listens; kJsonBytesMax stands before them all.
    static constexpr std::size_t max_object_size = kJsonBytesMax;
    static constexpr std::size_t max_array_size = kJsonBytesMax;
    static constexpr std::size_t max_key_size = kJsonBytesMax;
    static constexpr std::size_t max_string_size = kJsonBytesMax;
    using Code = boost::json::error_code;
    using View = boost::json::string_view;

    struct Fault {
        std::optional<std::size_t> offset;  // none where the parser stands
        std::string message;
    };

    Taker(JsonTape& tape, std::string_view text) : tape_(tape), text_(text) {
        constexpr std::size_t kBytesOfNode = 8;  // of text, at least, as JSON goes
        tape_.nodes.reserve(text.size() / kBytesOfNode + 1);
        tape_.bytes.reserve(text.size());  // text without escapes is never longer
    }

    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }

    bool on_document_begin(Code& /*code*/) { return true; }
    bool on_document_end(Code& /*code*/) { return true; }
    bool on_object_begin(Code& /*code*/) { return open(JsonKind::object); }
    bool on_object_end(std::size_t count, Code& /*code*/) { return close(count); }
    bool on_array_begin(Code& /*code*/) { return open(JsonKind::array); }
    bool on_array_end(std::size_t count, Code& /*code*/) { return close(count); }
    bool on_key_part(View part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
    bool on_key(View part, std::size_t size, Code& code) {
        add_text(part, size);
        return is_new_name() || refuse_name(code, begin_of(part));
    }
    bool on_string_part(View part, std::size_t /*size*/, Code& /*code*/) { return append(part); }
    bool on_string(View part, std::size_t size, Code& /*code*/) { return add_text(part, size); }
    bool on_number_part(View /*part*/, Code& /*code*/) { return true; }
    bool on_int64(std::int64_t number, View /*digits*/, Code& /*code*/) {
        return add({JsonKind::number, 0, number});
    }
    bool on_uint64(std::uint64_t /*number*/, View digits, Code& code) {
        return refuse_number(code, digits);
    }
    bool on_double(double /*number*/, View digits, Code& code) {
        return refuse_number(code, digits);
    }
    bool on_bool(bool value, Code& /*code*/) { return add({JsonKind::boolean, 0, value ? 1 : 0}); }
    bool on_null(Code& /*code*/) { return add({}); }
    // Comments are not allowed, but the parser wants to be able to say them.
    bool on_comment_part(View /*part*/, Code& /*code*/) { return true; }
    bool on_comment(View /*part*/, Code& /*code*/) { return true; }

  private:
    struct Level {
        std::uint32_t index = 0;  // of the object or array
        std::uint32_t names = 0;
        // Once there are too many for a look at each.
        std::unique_ptr<std::set<std::string_view>> known;
    };
    static constexpr std::uint32_t kFewNames = 16;

    bool add(JsonNode node) {
        tape_.nodes.push_back(node);
        return true;
    }
    bool append(View part) {
        tape_.bytes.append(part.data(), part.size());
        return true;
    }
    bool add_text(View part, std::size_t size) {
        append(part);
        return add({JsonKind::text, static_cast<std::uint32_t>(size),
                    static_cast<std::int64_t>(tape_.bytes.size() - size)});
    }

    bool open(JsonKind kind) {
        Level& level = levels_[depth_++];
        level.index = static_cast<std::uint32_t>(tape_.nodes.size());
        level.names = 0;
        level.known.reset();
        return add({kind, 0, 0});
    }
    bool close(std::size_t count) {
        JsonNode& node = tape_.nodes[levels_[--depth_].index];
        node.size = static_cast<std::uint32_t>(count);
        node.value = static_cast<std::int64_t>(tape_.nodes.size());
        return true;
    }

    /// Whether no name before the last in the object is the same.
    bool is_new_name() {
        Level& level = levels_[depth_ - 1];
        const auto index = static_cast<std::uint32_t>(tape_.nodes.size() - 1);
        const std::string_view name = tape_.text_at(index);
        if (level.names++ == kFewNames) level.known = names_before(level.index, index);
        if (level.known != nullptr) return level.known->insert(name).second;
        for (std::uint32_t at = level.index + 1; at != index; at = tape_.behind(at + 1)) {
            if (tape_.text_at(at) == name) return false;
        }
        return true;
    }
    [[nodiscard]] std::unique_ptr<std::set<std::string_view>> names_before(
        std::uint32_t object, std::uint32_t index) const {
        auto known = std::make_unique<std::set<std::string_view>>();
        for (std::uint32_t at = object + 1; at != index; at = tape_.behind(at + 1))
            known->insert(tape_.text_at(at));
        return known;
    }

    /// Where it begins in the text; none where it was put together from escapes.
    [[nodiscard]] std::optional<std::size_t> begin_of(View part) const {
        const char* begin = text_.data();
        const bool inside = std::less_equal<>()(begin, part.data()) &&
                            std::less<>()(part.data(), begin + text_.size());
        return inside ? std::optional(static_cast<std::size_t>(part.data() - begin)) : std::nullopt;
    }
    bool refuse_name(Code& code, std::optional<std::size_t> offset) {
        const auto last = static_cast<std::uint32_t>(tape_.nodes.size() - 1);
        if (offset) --*offset;  // the quotation mark
        fault_ = {offset, fmt::format("the name {} stands twice in one object; keep one",
                                      shown_json(tape_.text_at(last)))};
        code = boost::json::error::exception;
        return false;
    }
    bool refuse_number(Code& code, View digits) {
        constexpr std::size_t kShownDigits = 40;
        const View shown = digits.substr(0, kShownDigits);
        fault_ = {begin_of(digits),
                  fmt::format("{} is no whole number of 64 bits; write one, or text in quotes",
                              std::string_view(shown.data(), shown.size()))};
        code = boost::json::error::exception;
        return false;
    }

    JsonTape& tape_;
    std::string_view text_;
    std::array<Level, kJsonDepthMax> levels_;
    std::size_t depth_ = 0;
    std::optional<Fault> fault_;
};

/// "event:1:15: ". Columns are counted in characters.
std::string place_in(std::string_view name, std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto lines = std::ranges::count(before, '\n');
    const auto columns = std::ranges::count_if(before.substr(line_begin),
                                               [](char byte) { return !is_continuation(byte); });
    return fmt::format("{}:{}:{}: ", name, lines + 1, columns + 1);
}

/// Whether the text stops inside an escape, or behind the first half of a pair.
bool is_in_escape(std::string_view before) {
    constexpr std::string_view kUnit = "\\u0000";
    if (before.ends_with('\\')) return true;
    return before.size() >= kUnit.size() &&
           before.substr(before.size() - kUnit.size()).starts_with("\\u");
}

/// What is wrong with the byte that JSON does not let stand where it is.
std::string strange(char byte) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x80U) {
        return "these bytes are no UTF-8, or a character that may only stand inside text; save the "
               "text as UTF-8 and use plain quotation marks";
    }
    if (value < 0x20U || value == 0x7FU) {
        return fmt::format("a control character stands here; inside text write it as \\u{:04x}",
                           value);
    }
    return fmt::format(
        "'{}' cannot stand here; names and text go in double quotes, commas only between two",
        byte);
}

std::string in_words(const boost::json::error_code& code, std::string_view text,
                     std::size_t offset) {
    using boost::json::error;
    if (code == error::incomplete || offset >= text.size()) {
        return text.empty() ? "the text is empty; write a value"
                            : "the text ends before its value does; close what is open";
    }
    if (code == error::too_deep) {
        return fmt::format("nested deeper than {} arrays and objects; write it flatter",
                           kJsonDepthMax);
    }
    if (code == error::exponent_overflow) {
        return "this is no whole number of 64 bits; write one, or text in quotes";
    }
    const bool is_escape =
        code == error::expected_hex_digit || code == error::illegal_leading_surrogate ||
        code == error::illegal_trailing_surrogate || is_in_escape(text.substr(0, offset));
    if (!is_escape) return strange(text[offset]);
    return "no character is written like this; write \\\\ for a backslash, four hexadecimal digits "
           "behind \\u, and both halves of a pair";
}

Error refused(std::string_view name, std::string_view text, std::size_t offset,
              std::string_view words) {
    return make_error(ErrorCode::invalid_input, place_in(name, text, offset) + std::string(words));
}

}  // namespace

Result<JsonDocument> read_json(std::string_view name, std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.size() > kJsonBytesMax) {
        return make_error(ErrorCode::limit, fmt::format("{} has {} bytes; {} is the most", name,
                                                        text.size(), kJsonBytesMax));
    }
    if (text.starts_with(kByteOrderMark)) {
        return refused(name, text, 0, "a byte order mark stands here; save the text without one");
    }
    auto tape = std::make_unique<JsonTape>();
    tape->name = name;
    boost::json::parse_options options;
    options.max_depth = kJsonDepthMax;
    boost::json::basic_parser<Taker> parser(options, *tape, text);
    boost::json::error_code code;
    const std::size_t end = parser.write_some(/*more=*/false, text.data(), text.size(), code);
    if (const auto& fault = parser.handler().fault()) {
        return refused(name, text, fault->offset.value_or(end), fault->message);
    }
    if (code) return refused(name, text, end, in_words(code, text, end));
    if (end != text.size()) {
        return refused(name, text, end, "something stands behind the value; write one value only");
    }
    return JsonDocument(std::move(tape));
}

}  // namespace remit::base
