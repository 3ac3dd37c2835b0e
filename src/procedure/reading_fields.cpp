// The head of a procedure's file, its fields, states and papers.
//
// Fields come before all else, because what may be said of one depends on its type. A field whose
// type or choices are faulty stays in the definition, so that the indexes of the others hold; the
// file is then faulty and put to no use.
#include <algorithm>
#include <charconv>

#include "procedure/definition_names.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;

constexpr std::uint32_t kVersionMax = 9999;

}  // namespace

std::optional<std::uint32_t> Reading::read_version(std::string_view key, const Text& text) {
    std::uint32_t version = 0;
    const char* end = text.value.data() + text.value.size();
    const auto read = std::from_chars(text.value.data(), end, version);
    if (read.ec == std::errc() && read.ptr == end && version >= 1 && version <= kVersionMax)
        return version;
    reader_.report_value(key, text, "1 - " + std::to_string(kVersionMax));
    return std::nullopt;
}

void Reading::read_head(const Node& root) {
    places_.id = reader_.span_of(root);
    const auto id = reader_.require_text(root, "procedure");
    if (id && is_id("procedure", *id)) {
        definition_.id = id->value;
        places_.id = id->span;
    }
    if (const auto version = reader_.require_text(root, "version")) {
        definition_.version = read_version("version", *version).value_or(1);
    }
    definition_.names = read_names(root, "names", /*required=*/true);
    definition_.summary = read_names(root, "summary", /*required=*/true);
}

void Reading::read_subject(const Node& root) {
    const Node* node = reader_.find(root, "subject");
    if (node == nullptr || !reader_.is_map(*node, "subject")) return;
    reader_.allow(*node, {"bodies", "topics", "counterparts"});
    definition_.subject_bodies = field_of_type(*node, "bodies", {FieldType::body});
    definition_.subject_topics = field_of_type(*node, "topics", {FieldType::topic});
    definition_.subject_counterparts =
        field_of_type(*node, "counterparts", {FieldType::counterpart});
}

void Reading::read_only(const Node& root) {
    const Node* node = reader_.find(root, "only");
    if (node == nullptr || !reader_.is_map(*node, "only")) return;
    reader_.allow(*node, {"bodies", "topics"});
    definition_.only_bodies = vocabulary_ids(*node, "bodies", FieldType::body);
    definition_.only_topics = vocabulary_ids(*node, "topics", FieldType::topic);
}

void Reading::read_carries_out(const Node& root) {
    for (const Node* node : entries(root, "carries_out")) {
        reader_.allow(*node, {"function", "bodies", "topics", "steps", "consultations"});
        CarriedOut claim;
        const auto text = reader_.require_text(*node, "function");
        if (text) claim.function = function_id("function", *text).value_or("");
        claim.bodies = vocabulary_ids(*node, "bodies", FieldType::body);
        claim.topics = vocabulary_ids(*node, "topics", FieldType::topic);
        claim.steps = refer_list<StepId>(steps_, *node, "steps");
        claim.consultations = refer_list<ConsultationId>(consultations_, *node, "consultations");
        if (claim.function.empty()) continue;
        definition_.carries_out.push_back(std::move(claim));
        places_.carries_out.push_back(text->span);
    }
}

void Reading::read_fields() {
    for (const Part& part : fields_.all) {
        definition_.fields.emplace_back();
        read_field(part, definition_.fields.back());
        places_.fields.push_back(part.id.span);
    }
}

void Reading::read_field(const Part& part, Field& field) {
    const Node& node = *part.node;
    reader_.allow(node, {"id", "type", "list", "names", "help", "choices", "choices_of", "personal"});
    field.id = part.id.value;
    field.names = read_names(node, "names", /*required=*/true);
    field.help = read_names(node, "help", /*required=*/false);
    field.list = reader_.flag(node, "list", /*otherwise=*/false);
    if (const auto personal = reader_.find_text(node, "personal")) {
        field.personal =
            word("personal", *personal, kPersonal).value_or(authority::Personal::ordinary);
    }
    const auto text = reader_.require_text(node, "type");
    const auto type = text ? word("type", *text, kFieldTypes) : std::nullopt;
    field.type = type.value_or(FieldType::text);
    if (!type) untyped_.insert(definition_.fields.size() - 1);
    const bool has_choices = reader_.find(node, "choices") != nullptr;
    const auto same = reader_.find_text(node, "choices_of");
    if (!type) return;
    if (field.type == FieldType::choice && !same) {
        static_cast<void>(reader_.require(node, "choices"));
        read_choices(node, field);
    } else if (field.type == FieldType::choice && !has_choices) {
        copy_choices(*same, field);
    } else if (has_choices || same) {
        report_useless(node, same ? "choices_of" : "choices");
    }
}

void Reading::read_named_ids(const Node& map, std::string_view key, std::vector<Choice>& found) {
    std::map<std::string_view, diag::Span> first;
    for (const Node* entry : entries(map, key)) {
        reader_.allow(*entry, {"id", "names"});
        const auto id = reader_.require_text(*entry, "id");
        if (!id || !is_id("id", *id)) continue;
        const auto [use, is_new] = first.try_emplace(id->value, id->span);
        if (is_new) {
            found.push_back(
                {std::string(id->value), read_names(*entry, "names", /*required=*/true)});
        } else {
            reader_.report_repeated(*id, use->second);
        }
    }
}

void Reading::read_choices(const Node& node, Field& field) {
    read_named_ids(node, "choices", field.choices);
    const Node* list = reader_.find(node, "choices");
    const bool is_empty =
        list != nullptr && list->kind() == yaml::NodeKind::list && list->list().value().empty();
    if (is_empty) report_empty(*list, "choices");
}

void Reading::copy_choices(const Text& name, Field& field) {
    const auto id = refer<FieldId>(fields_, "choices_of", name);
    if (!id) return;
    // Those that stand further down have no choices yet.
    const bool is_earlier = id->index() + 1 < definition_.fields.size();
    if (!is_earlier) {
        report_unknown("choices_of", name, {});
    } else if (has_type(name, *id, {FieldType::choice})) {
        field.choices = definition_.fields[id->index()].choices;
    }
}

void Reading::read_states() {
    for (const Part& part : states_.all) {
        reader_.allow(*part.node, {"id", "names", "end"});
        State state{.id = std::string(part.id.value),
                    .names = read_names(*part.node, "names", /*required=*/true),
                    .end = reader_.flag(*part.node, "end", /*otherwise=*/false)};
        definition_.states.push_back(std::move(state));
        places_.states.push_back(part.id.span);
    }
}

void Reading::read_papers() {
    for (const Part& part : papers_.all) {
        reader_.allow(*part.node, {"id", "names", "signed", "optional"});
        PaperKind kind{.id = std::string(part.id.value),
                       .names = read_names(*part.node, "names", /*required=*/true),
                       .signed_paper = reader_.flag(*part.node, "signed", /*otherwise=*/false),
                       .optional = reader_.flag(*part.node, "optional", /*otherwise=*/false)};
        definition_.paper_kinds.push_back(std::move(kind));
        places_.papers.push_back(part.id.span);
    }
}

std::optional<std::string> Reading::function_id(std::string_view key, const Text& text) {
    if (vocabulary_.find_function(text.value)) return std::string(text.value);
    std::vector<std::string_view> known;
    for (const remit::Function& function : vocabulary_.functions) known.push_back(function.id);
    report_unknown(key, text, known);
    return std::nullopt;
}

}  // namespace remit::procedure
