#include "html/writer.h"

#include <array>
#include <charconv>

#include "base/check.h"

namespace remit::html {

namespace {

// How each byte is written. WHATWG HTML, "escaping a string": '&', U+00A0, and '"' in attributes,
// '<' and '>' in text; we escape '<' and '>' in both. A carriage return would be read back as a
// line end and NUL not at all, so the one is written by number and the other as U+FFFD.
enum class Special : std::uint8_t { none, text, attribute, no_break };

constexpr std::array<Special, 256> kSpecial = [] {
    std::array<Special, 256> table{};
    for (const char byte : {'&', '<', '>', '\r', '\0'})
        table[static_cast<unsigned char>(byte)] = Special::text;
    table['"'] = Special::attribute;
    table[0xC2] = Special::no_break;  // first of the two bytes of U+00A0
    return table;
}();

std::string_view escape_of(char byte) {
    switch (byte) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\r':
            return "&#13;";
        default:
            return "\xEF\xBF\xBD";
    }
}

// Runs of bytes that need no escape are appended as they are.
void append_escaped(std::string& out, std::string_view text, Special also) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const Special special = kSpecial[static_cast<unsigned char>(text[at])];
        if (special == Special::none) [[likely]]
            continue;
        if (special == Special::no_break) {
            if (at + 1 == text.size() || text[at + 1] != '\xA0') continue;
            out.append(text, start, at - start);
            out += "&nbsp;";
            start = ++at + 1;
        } else if (special == Special::text || special == also) {
            out.append(text, start, at - start);
            out += escape_of(text[at]);
            start = at + 1;
        }
    }
    out.append(text, start);
}

void append_number(std::string& out, std::int64_t number) {
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end);
}

void append_attribute(std::string& out, const Attribute& attribute) {
    if (attribute.name().empty()) return;
    out += ' ';
    out += attribute.name();
    if (!attribute.has_value()) return;
    out += "=\"";
    if (attribute.number()) {
        append_number(out, *attribute.number());
    } else {
        bool is_first = true;
        for (const std::string_view word : attribute.words()) {
            if (word.empty()) continue;
            if (!is_first) out += ' ';
            append_escaped(out, word, Special::attribute);
            is_first = false;
        }
    }
    out += '"';
}

}  // namespace

void Writer::doctype() {
    REMIT_CHECK(out_.empty());
    out_ += "<!DOCTYPE html>";
}

void Writer::script(const Url& source) {
    open("script", {src(source), Attribute("defer")});
    close("script");
}

void Writer::style_sheet(const Url& source) {
    link({attribute<"rel">("stylesheet"), href(source)});
}

void Writer::text(std::string_view text) {
    append_escaped(out_, text, Special::text);
}

void Writer::number(std::int64_t number) {
    append_number(out_, number);
}

Html Writer::finish() {
    REMIT_CHECK(depth_ == 0);
    return Html(std::exchange(out_, std::string()));
}

void Writer::open(std::string_view name, Attributes attributes) {
    out_ += '<';
    out_ += name;
    for (const Attribute& attribute : attributes) append_attribute(out_, attribute);
    out_ += '>';
    // A line end right behind these two is not read as content; one of ours takes its place.
    if (name == "pre" || name == "textarea") out_ += '\n';
}

void Writer::close(std::string_view name) {
    out_ += "</";
    out_ += name;
    out_ += '>';
}

}  // namespace remit::html
