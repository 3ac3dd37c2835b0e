#include "yaml/node.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace remit::yaml {

namespace {

std::string_view name_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::nothing:
            return "nothing";
        case NodeKind::text:
            return "text";
        case NodeKind::list:
            return "a list";
        case NodeKind::map:
            return "keys with values";
    }
    REMIT_CHECK(false);
}

Error at(std::string_view file, Place place, std::string_view message) {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("{}:{}:{}: {}", file, place.line, place.column, message));
}

}  // namespace

Error Node::fault(std::string_view message) const {
    return at(*file_, place_, message);
}

Error Node::expected(std::string_view what) const {
    const std::string under = key_.empty() ? "" : fmt::format(" under '{}'", key_);
    return fault(fmt::format("expected {}{}, found {}", what, under, name_of(kind_)));
}

Result<std::string_view> Node::text() const {
    if (kind_ != NodeKind::text) return expected("text");
    return std::string_view(text_);
}

Result<std::int64_t> Node::integer() const {
    if (kind_ != NodeKind::text) return expected("a whole number");
    std::int64_t value = 0;
    const char* end = text_.data() + text_.size();
    const auto read = std::from_chars(text_.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end) {
        return fault(fmt::format("expected a whole number, found '{}'", text_));
    }
    return value;
}

Result<bool> Node::boolean() const {
    if (kind_ != NodeKind::text) return expected("true or false");
    if (text_ == "true") return true;
    if (text_ == "false") return false;
    return fault(fmt::format("expected true or false, found '{}'", text_));
}

Result<std::span<const Node>> Node::list() const {
    if (kind_ != NodeKind::list) return expected("a list");
    return std::span<const Node>(items_);
}

Result<std::span<const Entry>> Node::map() const {
    if (kind_ != NodeKind::map) return expected("keys with values");
    return std::span<const Entry>(entries_);
}

Result<std::vector<std::string>> Node::text_list() const {
    if (kind_ != NodeKind::list) return expected("a list of text");
    std::vector<std::string> texts;
    texts.reserve(items_.size());
    for (const Node& item : items_) {
        if (item.kind_ != NodeKind::text) return item.expected("a list of text");
        texts.push_back(item.text_);
    }
    return texts;
}

const Node* Node::find(std::string_view key) const {
    const auto found = std::ranges::find(entries_, key, &Entry::key);
    return found == entries_.end() ? nullptr : &found->value;
}

Result<const Node*> Node::require(std::string_view key) const {
    if (kind_ != NodeKind::map)
        return expected(fmt::format("keys with values, among them '{}'", key));
    const Node* value = find(key);
    if (value == nullptr) return fault(fmt::format("the key '{}' is missing here", key));
    return value;
}

Status Node::allow_keys(std::initializer_list<std::string_view> keys) const {
    if (kind_ != NodeKind::map) return expected("keys with values");
    for (const Entry& entry : entries_) {
        if (std::ranges::find(keys, std::string_view(entry.key)) != keys.end()) continue;
        return at(*file_, entry.key_place,
                  fmt::format("the key '{}' is not known here; known are: {}", entry.key,
                              fmt::join(keys, ", ")));
    }
    return base::done();
}

Result<std::string_view> Node::require_text(std::string_view key) const {
    return REMIT_TRY(require(key))->text();
}

Result<std::optional<std::string_view>> Node::find_text(std::string_view key) const {
    const Node* value = find(key);
    if (value == nullptr) return std::optional<std::string_view>();
    return std::optional<std::string_view>(REMIT_TRY(value->text()));
}

Result<std::vector<std::string>> Node::find_text_list(std::string_view key) const {
    const Node* value = find(key);
    if (value == nullptr) return std::vector<std::string>();
    return value->text_list();
}

}  // namespace remit::yaml
