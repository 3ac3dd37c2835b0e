#include "data/reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace remit::data {
namespace {

/// Takes a number and the colon behind it from the front; 0 where there is none.
std::uint32_t take_number(std::string_view& text) {
    std::uint32_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != ':') return 0;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()) + 1);
    return number;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::optional<yaml::Document> Reader::parse() const {
    const diag::SourceFile& file = source_->files().back();
    auto document = yaml::parse(file.name, source_->text(file.span));
    if (document.ok()) return std::move(document).value();
    std::string_view detail = document.error().message;
    const diag::Span span = cut_place(detail);
    diagnostics_->report(diag::DiagnosticId::yaml_syntax, span).with("detail", std::string(detail));
    return std::nullopt;
}

diag::Span Reader::cut_place(std::string_view& message) const {
    const diag::SourceFile& file = source_->files().back();
    std::string_view rest = message;
    if (!rest.starts_with(file.name)) return word_at(file.span.begin);
    rest.remove_prefix(std::min(rest.size(), file.name.size() + 1));
    const std::uint32_t line = take_number(rest);
    const std::uint32_t column = take_number(rest);
    if (line == 0 || column == 0) return word_at(file.span.begin);
    message = rest.substr(std::min(rest.find_first_not_of(' '), rest.size()));

    const std::string_view bytes = source_->text(file.span);
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";  // it has no column
    std::size_t offset = bytes.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    for (std::uint32_t at = 1; at < line; ++at) {
        const std::size_t end = bytes.find('\n', offset);
        if (end == std::string_view::npos) break;
        offset = end + 1;
    }
    for (std::uint32_t at = 1; at < column && offset < bytes.size(); ++at) {
        ++offset;
        while (offset < bytes.size() && is_continuation(bytes[offset])) ++offset;
    }
    return word_at(file.span.begin + static_cast<std::uint32_t>(offset));
}

diag::Span Reader::word_at(std::uint32_t offset) const {
    const std::string_view text = source_->text();
    const std::size_t begin = std::min<std::size_t>(offset, text.size());
    const std::size_t end = std::min(text.find_first_of(" \t\r\n:,]}", begin), text.size());
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

diag::Span Reader::span_of(const yaml::Node& node) const {
    std::uint32_t begin = base_ + node.place().offset;
    const auto text = node.text();
    if (!text.ok() || text.value().empty()) return word_at(begin);
    const std::string_view rest = source_->text().substr(begin);
    if (rest.starts_with('"') || rest.starts_with('\'')) ++begin;
    const diag::Span span{begin, begin + static_cast<std::uint32_t>(text.value().size())};
    const bool verbatim = source_->text().substr(begin).starts_with(text.value());
    return verbatim ? span : word_at(begin);
}

Text Reader::key_of(const yaml::Entry& entry) const {
    std::uint32_t begin = base_ + entry.key_place.offset;
    const std::string_view rest = source_->text().substr(begin);
    if (rest.starts_with('"') || rest.starts_with('\'')) ++begin;
    const bool verbatim = source_->text().substr(begin).starts_with(entry.key);
    const auto size = static_cast<std::uint32_t>(entry.key.size());
    return {entry.key, verbatim ? diag::Span{begin, begin + size} : word_at(begin)};
}

Text Reader::text_of(const yaml::Node& node) const {
    return {node.text().value(), span_of(node)};
}

void Reader::allow(const yaml::Node& map, std::initializer_list<std::string_view> keys) const {
    const auto entries = map.map();
    if (!entries.ok()) return;
    for (const yaml::Entry& entry : entries.value()) {
        if (std::ranges::find(keys, std::string_view(entry.key)) != keys.end()) continue;
        diagnostics_
            ->report(diag::DiagnosticId::unknown_field, word_at(base_ + entry.key_place.offset))
            .with("field", entry.key);
    }
}

const yaml::Node* Reader::find(const yaml::Node& map, std::string_view key) const {
    return map.find(key);
}

const yaml::Node* Reader::require(const yaml::Node& map, std::string_view key) const {
    const yaml::Node* found = map.find(key);
    if (found != nullptr) return found;
    diagnostics_->report(diag::DiagnosticId::missing_field, word_at(base_ + map.place().offset))
        .with("field", std::string(key));
    return nullptr;
}

void Reader::report_type(const yaml::Node& node, std::string_view field,
                         std::string expected) const {
    diagnostics_->report(diag::DiagnosticId::wrong_type, span_of(node))
        .with("field", std::string(field))
        .with("expected", std::move(expected));
}

bool Reader::is_map(const yaml::Node& node, std::string_view field) const {
    if (node.kind() == yaml::NodeKind::map) return true;
    report_type(node, field, "map");
    return false;
}

std::optional<Text> Reader::find_text(const yaml::Node& map, std::string_view key) const {
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return std::nullopt;
    if (node->kind() == yaml::NodeKind::text) return text_of(*node);
    report_type(*node, key, "text");
    return std::nullopt;
}

std::optional<Text> Reader::require_text(const yaml::Node& map, std::string_view key) const {
    return require(map, key) == nullptr ? std::nullopt : find_text(map, key);
}

bool Reader::flag(const yaml::Node& map, std::string_view key, bool otherwise) const {
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return otherwise;
    const auto value = node->boolean();
    if (value.ok()) return value.value();
    report_type(*node, key, "boolean");
    return otherwise;
}

std::vector<Text> Reader::texts(const yaml::Node& map, std::string_view key) const {
    std::vector<Text> found;
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return found;
    const auto items = node->list();
    if (!items.ok()) {
        report_type(*node, key, "list-of-text");
        return found;
    }
    for (const yaml::Node& item : items.value()) {
        if (item.kind() == yaml::NodeKind::text) {
            found.push_back(text_of(item));
        } else {
            report_type(item, key, "list-of-text");
        }
    }
    return found;
}

std::vector<const yaml::Node*> Reader::maps(const yaml::Node& map, std::string_view key) const {
    std::vector<const yaml::Node*> found;
    const yaml::Node* node = map.find(key);
    if (node == nullptr) return found;
    const auto items = node->list();
    if (!items.ok()) {
        report_type(*node, key, "list");
        return found;
    }
    for (const yaml::Node& item : items.value()) {
        if (is_map(item, key)) found.push_back(&item);
    }
    return found;
}

void Reader::report_reference(std::string_view field, const Text& text) const {
    diagnostics_->report(diag::DiagnosticId::unknown_reference, text.span)
        .with("field", std::string(field))
        .with("value", std::string(text.value));
}

void Reader::report_value(std::string_view field, const Text& text, std::string expected) const {
    diagnostics_->report(diag::DiagnosticId::bad_value, text.span)
        .with("field", std::string(field))
        .with("value", std::string(text.value))
        .with("expected", std::move(expected));
}

void Reader::report_repeated(const Text& text, diag::Span first) const {
    diagnostics_->report(diag::DiagnosticId::duplicate_id, text.span)
        .with("id", std::string(text.value))
        .note(diag::NoteId::duplicate_id_first, first);
}

}  // namespace remit::data
