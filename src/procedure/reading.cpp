#include "procedure/reading.h"

#include <algorithm>

#include "procedure/definition_names.h"
#include "procedure/nearest.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Serbian is written in Cyrillic; a name in capitals alone ("NATO") may be an acronym.
bool is_latin_only(std::string_view text) {
    constexpr unsigned char kCyrillicFirst = 0xD0;
    constexpr unsigned char kCyrillicLast = 0xD3;
    const bool cyrillic = std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= kCyrillicFirst && byte <= kCyrillicLast;
    });
    return !cyrillic && std::ranges::any_of(text, is_lower);
}

}  // namespace

std::string_view name_of(FieldType type) {
    return written_as(kFieldTypes, type);
}

void Reading::read(const Node& root) {
    if (root.kind() == yaml::NodeKind::nothing) {
        static_cast<void>(reader_.require(root, "procedure"));
        return;
    }
    if (!reader_.is_map(root, "procedure")) return;
    reader_.allow(
        root, {"procedure", "version", "names", "summary", "subject", "only", "carries_out",
               "function", "stages", "fields", "groups", "papers", "states", "steps", "deadlines",
               "consultations", "tables", "recurrence", "succeeds"});
    fields_ = collect(root, "fields");
    groups_ = collect(root, "groups");
    states_ = collect(root, "states");
    steps_ = collect(root, "steps");
    deadlines_ = collect(root, "deadlines");
    consultations_ = collect(root, "consultations");
    papers_ = collect(root, "papers");
    tables_ = collect(root, "tables");
    read_head(root);
    read_fields();
    read_groups();
    read_states();
    read_stages(root);
    read_papers();
    read_tables();
    read_subject(root);
    read_only(root);
    read_consultations();
    read_steps(root);
    read_deadlines();
    read_carries_out(root);
    read_recurrence(root);
    read_succession(root);
}

bool Reading::is_whole() const {
    return diagnostics_.all().size() - before_ == harmless_;
}

Parts Reading::collect(const Node& root, std::string_view key) {
    Parts parts{key, {}, {}};
    std::map<std::string_view, diag::Span> first;
    for (const Node* node : entries(root, key)) {
        const auto id = reader_.require_text(*node, "id");
        if (!id || !is_id("id", *id)) continue;
        const auto [use, is_new] = first.try_emplace(id->value, id->span);
        if (!is_new) {
            reader_.report_repeated(*id, use->second);
            continue;
        }
        parts.by_id.emplace(id->value, parts.all.size());
        parts.all.push_back({node, *id});
    }
    return parts;
}

std::vector<const Node*> Reading::entries(const Node& map, std::string_view key) {
    std::vector<const Node*> found = reader_.maps(map, key);
    if (found.size() > kEntriesMax) {
        report_too_many(key, reader_.span_of(*found[kEntriesMax]), kEntriesMax);
        found.resize(kEntriesMax);
    }
    return found;
}

std::optional<Text> Reading::text_of(const Node& node, std::string_view key) {
    const auto text = node.text();
    if (text.ok()) return Text{text.value(), reader_.span_of(node)};
    report_type(node, key, "text");
    return std::nullopt;
}

std::vector<Text> Reading::texts(const Node& map, std::string_view key) {
    std::vector<Text> found = reader_.texts(map, key);
    if (found.size() > kEntriesMax) {
        report_too_many(key, found[kEntriesMax].span, kEntriesMax);
        found.resize(kEntriesMax);
    }
    return found;
}

std::vector<Text> Reading::one_or_more(const Node& map, std::string_view key) {
    const Node* node = reader_.find(map, key);
    if (node == nullptr || node->kind() != yaml::NodeKind::text) return texts(map, key);
    return {*text_of(*node, key)};
}

remit::Names Reading::read_names(const Node& map, std::string_view key, bool required) {
    remit::Names names;
    read_harmless([&] {
        const Node* node = required ? reader_.require(map, key) : reader_.find(map, key);
        if (node == nullptr || !reader_.is_map(*node, key)) return;
        reader_.allow(*node, {"en", "hr", "sr"});
        const std::pair<std::string_view, std::vector<std::string>*> languages[] = {
            {"en", &names.en}, {"hr", &names.hr}, {"sr", &names.sr}};
        for (const auto& [language, texts] : languages) {
            const auto text = reader_.require_text(*node, language);
            if (!text) continue;
            if (text->value.empty() || text->value.size() > kTextBytesMax) {
                reader_.report_value(language, *text,
                                     "1 - " + std::to_string(kTextBytesMax) + " B");
            } else if (language == "sr" && is_latin_only(text->value)) {
                reader_.report_value(language, *text, "ћирилица");
            } else {
                texts->emplace_back(text->value);
            }
        }
    });
    return names;
}

std::vector<Basis> Reading::read_basis(const Node& map) {
    std::vector<Basis> found;
    read_harmless([&] {
        for (const Node* node : entries(map, "basis")) {
            reader_.allow(*node, {"text", "verified"});
            const auto text = reader_.require_text(*node, "text");
            static_cast<void>(reader_.require(*node, "verified"));
            const bool verified = reader_.flag(*node, "verified", /*otherwise=*/false);
            if (!text) continue;
            if (text->value.empty() || text->value.size() > kTextBytesMax) {
                reader_.report_value("text", *text, "1 - " + std::to_string(kTextBytesMax) + " B");
                continue;
            }
            found.push_back({std::string(text->value), verified});
        }
    });
    return found;
}

std::optional<calendar::Duration> Reading::read_length(std::string_view key, const Text& text) {
    const auto length = calendar::Duration::parse(text.value);
    if (length.ok()) return length.value();
    reader_.report_value(key, text, "P30D, P6M, PT24H ...");
    return std::nullopt;
}

bool Reading::is_id(std::string_view key, const Text& text) {
    const auto fits = [](char c) { return is_lower(c) || is_digit(c) || c == '_'; };
    const std::string_view id = text.value;
    const bool good = !id.empty() && id.size() <= kPartIdBytesMax && is_lower(id.front()) &&
                      std::ranges::all_of(id, fits);
    if (!good) reader_.report_value(key, text, "ask_hosts, round_2 ...");
    return good;
}

void Reading::report_unknown(std::string_view key, const Text& text,
                             std::span<const std::string_view> known) {
    procedure::report_unknown(diagnostics_, key, text.value, text.span, known);
}

void Reading::report_unknown_part(std::string_view key, const Text& text, const Parts& parts) {
    std::vector<std::string_view> known;
    Spans places;
    for (const Part& part : parts.all) {
        known.push_back(part.id.value);
        places.push_back(part.id.span);
    }
    procedure::report_unknown(diagnostics_, key, text.value, text.span, known, places);
}

void Reading::report_wrong_field(const Text& text, FieldId id, std::string wanted) {
    if (has_unread_type(id)) return;
    const Field& seen = field(id);
    diagnostics_.report(diag::DiagnosticId::field_of_wrong_type, text.span)
        .with("field", seen.id)
        .with("type", described(seen))
        .with("wanted", std::move(wanted));
}

void Reading::report_too_many(std::string_view key, diag::Span span, std::size_t most) {
    diagnostics_.report(diag::DiagnosticId::bad_value, span)
        .with("field", std::string(key))
        .with("value", "> " + std::to_string(most))
        .with("expected", "<= " + std::to_string(most));
}

void Reading::report_useless(const Node& map, std::string_view key) {
    const auto entries = map.map();
    for (const yaml::Entry& entry : entries.value()) {
        if (entry.key != key) continue;
        diagnostics_.report(diag::DiagnosticId::unknown_field, reader_.key_of(entry).span)
            .with("field", std::string(key));
    }
}

void Reading::report_empty(const Node& list, std::string_view key) {
    diagnostics_.report(diag::DiagnosticId::missing_field, reader_.span_of(list))
        .with("field", std::string(key));
}

std::string Reading::described(const Field& field) {
    return std::string(name_of(field.type)) + (field.list ? "[]" : "");
}

diag::Span Reading::place_of(const Node& map) const {
    const auto entries = map.map();
    if (!entries.ok() || entries.value().empty()) return reader_.span_of(map);
    return reader_.span_of(entries.value().front().value);
}

void Reading::report_type(const Node& node, std::string_view key, std::string expected) {
    diagnostics_.report(diag::DiagnosticId::wrong_type, reader_.span_of(node))
        .with("field", std::string(key))
        .with("expected", std::move(expected));
}

bool Reading::has_type(const Text& name, FieldId id, std::initializer_list<FieldType> types) {
    if (std::ranges::find(types, field(id).type) != types.end()) return true;
    std::string wanted;
    for (const FieldType type : types)
        wanted += (wanted.empty() ? "" : " | ") + std::string(name_of(type));
    report_wrong_field(name, id, std::move(wanted));
    return false;
}

FieldId Reading::field_of_type(const Node& map, std::string_view key,
                               std::initializer_list<FieldType> types) {
    const auto [id, text] = refer_in<FieldId>(fields_, map, key);
    return id.is_some() && has_type(text, id, types) ? id : FieldId();
}

}  // namespace remit::procedure
