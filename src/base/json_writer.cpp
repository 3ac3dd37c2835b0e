#include "base/json_writer.h"

#include <fmt/format.h>

#include <iterator>

#include "base/check.h"

namespace remit::base {

JsonWriter& JsonWriter::begin_object() {
    open('{', '}');
    return *this;
}
JsonWriter& JsonWriter::end_object() {
    close('}');
    return *this;
}
JsonWriter& JsonWriter::begin_array() {
    open('[', ']');
    return *this;
}
JsonWriter& JsonWriter::end_array() {
    close(']');
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    REMIT_CHECK(!levels_.empty() && levels_.back().close == '}' && !after_key_);
    begin_value();
    quoted(name);
    out_ += layout_ == Layout::indented ? ": " : ":";
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
    begin_value();
    quoted(text);
    return *this;
}
JsonWriter& JsonWriter::number(std::int64_t value) {
    begin_value();
    fmt::format_to(std::back_inserter(out_), "{}", value);
    return *this;
}
JsonWriter& JsonWriter::boolean(bool value) {
    begin_value();
    out_ += value ? "true" : "false";
    return *this;
}
JsonWriter& JsonWriter::null() {
    begin_value();
    out_ += "null";
    return *this;
}

std::string JsonWriter::finish() {
    REMIT_CHECK(levels_.empty() && !after_key_);
    out_ += '\n';
    return std::move(out_);
}

void JsonWriter::begin_value() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (levels_.empty()) return;
    if (!levels_.back().empty) out_ += ',';
    levels_.back().empty = false;
    line_break();
}

void JsonWriter::open(char opening, char closing) {
    begin_value();
    out_ += opening;
    levels_.push_back({closing, true});
}

void JsonWriter::close(char closing) {
    REMIT_CHECK(!levels_.empty() && levels_.back().close == closing && !after_key_);
    const bool empty = levels_.back().empty;
    levels_.pop_back();
    if (!empty) line_break();
    out_ += closing;
}

void JsonWriter::line_break() {
    if (layout_ == Layout::compact) return;
    out_ += '\n';
    out_.append(levels_.size() * 2, ' ');
}

void JsonWriter::quoted(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out_ += "\\\""; break;
            case '\\': out_ += "\\\\"; break;
            case '\n': out_ += "\\n"; break;
            case '\r': out_ += "\\r"; break;
            case '\t': out_ += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(c));
                } else {
                    out_ += c;
                }
        }
    }
    out_ += '"';
}

}  // namespace remit::base
