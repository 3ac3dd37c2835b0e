// Consultations, the recurrence of matters, and how a matter moves to this version.
//
// Nobody is asked by default and no silence has a meaning by default: both are written, or the file
// is faulty.
#include <algorithm>

#include "procedure/definition_names.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;
using yaml::NodeKind;

}  // namespace

void Reading::read_consultations() {
    for (const Part& part : consultations_.all) {
        Consultation consultation;
        ConsultationPlaces places;
        places.id = places.within = part.id.span;
        read_consultation(part, consultation, places);
        definition_.consultations.push_back(std::move(consultation));
        places_.consultations.push_back(std::move(places));
    }
}

void Reading::read_consultation(const Part& part, Consultation& consultation,
                                ConsultationPlaces& places) {
    const Node& node = *part.node;
    reader_.allow(node,
                  {"id", "names", "role", "asked", "whom", "clock", "within", "calendar", "zone",
                   "silence", "answers", "amendments", "objections", "reminders", "basis"});
    consultation.id = part.id.value;
    consultation.names = read_names(node, "names", /*required=*/true);
    if (const auto role = reader_.require_text(node, "role")) {
        consultation.role = word("role", *role, kRoles).value_or(Role::consulted);
    }
    read_harmless([&] {
        if (const auto asked = reader_.require_text(node, "asked")) {
            consultation.asked = word("asked", *asked, kAsked).value_or(Asked::opinion);
        }
        read_time(part, consultation, places);
    });
    read_whom(part, consultation);
    consultation.answer_field = list_of_texts(node, "answers");
    consultation.amendment_field = list_of_texts(node, "amendments");
    consultation.objection_field = list_of_texts(node, "objections");
    consultation.basis = read_basis(node);
}

/// By when it must answer, and what its silence means. Whoever is only informed does not answer.
void Reading::read_time(const Part& part, Consultation& consultation, ConsultationPlaces& places) {
    const Node& node = *part.node;
    if (consultation.role == Role::informed) {
        for (const std::string_view key :
             {"clock", "within", "silence", "reminders", "calendar", "zone"}) {
            if (node.find(key) != nullptr) report_useless(node, key);
        }
        return;
    }
    diag::Span clock_span;
    const auto clock = read_clock(part, clock_span);
    consultation.clock = clock.value_or(ClockKind::elapsed);
    static_cast<void>(reader_.require(node, "within"));
    if (clock) {
        consultation.within = read_within(node, *clock, places.within);
        consultation.calendar = read_calendar(node, *clock);
    }
    consultation.zone = read_zone(node);
    consultation.reminders = read_reminders(node, places.reminders);
    read_silence(part, consultation);
}

void Reading::read_silence(const Part& part, Consultation& consultation) {
    if (const auto silence = reader_.find_text(*part.node, "silence")) {
        consultation.silence = word("silence", *silence, kSilences).value_or(Silence::escalate);
    } else if (part.node->find("silence") == nullptr) {
        diagnostics_.report(diag::DiagnosticId::unstated_silence, part.id.span)
            .with("consultation", std::string(part.id.value));
    }
}

void Reading::read_whom(const Part& part, Consultation& consultation) {
    const Node* whom = reader_.find(*part.node, "whom");
    const bool is_list = whom != nullptr && whom->kind() == NodeKind::list;
    if (whom != nullptr && !is_list) {
        report_type(*whom, "whom", "list");
        return;
    }
    if (!is_list || whom->list().value().empty()) {
        read_harmless([&] {
            diagnostics_.report(diag::DiagnosticId::consultation_of_nobody, part.id.span)
                .with("consultation", std::string(part.id.value));
        });
        return;
    }
    const auto items = whom->list();
    for (const Node& node : items.value()) {
        if (consultation.whom.size() == kEntriesMax) {
            report_too_many("whom", reader_.span_of(node), kEntriesMax);
            return;
        }
        if (auto respondents = read_respondents(node))
            consultation.whom.push_back(std::move(*respondents));
    }
}

std::optional<Respondents> Reading::read_respondents(const Node& node) {
    constexpr std::pair<std::string_view, Respondents::Kind> kKinds[] = {
        {"superior", Respondents::Kind::superior}};
    Respondents found;
    if (node.kind() != NodeKind::map) {
        const auto text = text_of(node, "whom");
        const auto kind = text ? word("whom", *text, kKinds) : std::nullopt;
        if (!kind) return std::nullopt;
        found.kind = *kind;
        return found;
    }
    reader_.allow(node, {"field", "counterpart", "holders"});
    for (const std::string_view key : {"counterpart", "holders"}) {
        if (node.find("field") != nullptr && node.find(key) != nullptr) report_useless(node, key);
    }
    if (const auto counterpart = reader_.find_text(node, "counterpart")) {
        found.kind = Respondents::Kind::counterpart;
        if (!is_item(FieldType::counterpart, "counterpart", *counterpart)) return std::nullopt;
        found.counterpart = counterpart->value;
        return found;
    }
    if (const auto holders = reader_.find_text(node, "holders")) {
        found.kind = Respondents::Kind::holders;
        found.function = function_id("holders", *holders).value_or("");
        if (found.function.empty()) return std::nullopt;
        return found;
    }
    static_cast<void>(reader_.require(node, "field"));
    found.field = field_of_type(node, "field", {FieldType::unit, FieldType::counterpart});
    if (!found.field.is_some()) return std::nullopt;
    return found;
}

FieldId Reading::list_of_texts(const Node& node, std::string_view key) {
    const auto [id, name] = refer_in<FieldId>(fields_, node, key);
    if (!id.is_some()) return {};
    if (field(id).type == FieldType::text && field(id).list) {
        report_column(id, name.span);
        return id;
    }
    report_wrong_field(name, id, "text[]");
    return {};
}

void Reading::read_recurrence(const Node& root) {
    const Node* node = reader_.find(root, "recurrence");
    if (node == nullptr || !reader_.is_map(*node, "recurrence")) return;
    reader_.allow(*node, {"rule", "anchor", "due", "ahead", "carries", "previous"});
    for (const std::string_view key : {"rule", "anchor", "due", "ahead"}) {
        static_cast<void>(reader_.require(*node, key));
    }
    Recurrence recurrence;
    recurrence.rule = single_field(*node, "rule", FieldType::text);
    recurrence.anchor = single_field(*node, "anchor", FieldType::date);
    recurrence.due = single_field(*node, "due", FieldType::date);
    recurrence.previous = single_field(*node, "previous", FieldType::matter);
    const auto ahead = reader_.find_text(*node, "ahead");
    if (ahead) recurrence.ahead = read_length("ahead", *ahead).value_or(calendar::Duration());
    recurrence.carries = read_carries(*node);
    places_.recurrence = place_of(*node);
    definition_.recurrence = std::move(recurrence);
}

FieldId Reading::single_field(const Node& map, std::string_view key, FieldType type) {
    const auto [id, name] = refer_in<FieldId>(fields_, map, key);
    if (!id.is_some() || !has_type(name, id, {type})) return {};
    if (!field(id).list) return id;
    report_wrong_field(name, id, std::string(name_of(type)));
    return {};
}

void Reading::read_succession(const Node& root) {
    const Node* node = reader_.find(root, "succeeds");
    if (node == nullptr || !reader_.is_map(*node, "succeeds")) return;
    reader_.allow(*node, {"version", "states", "fields", "drops"});
    Succession succession;
    const auto version = reader_.require_text(*node, "version");
    if (!version) return;
    succession.from_version = read_version("version", *version).value_or(0);
    places_.succession = version->span;
    if (succession.from_version >= definition_.version) {
        reader_.report_value("version", *version, "< " + std::to_string(definition_.version));
    }
    succession.states = read_renames(*node, "states", states_);
    succession.fields = read_renames(*node, "fields", fields_);
    for (const Text& text : texts(*node, "drops")) {
        if (is_id("drops", text)) succession.dropped_fields.emplace_back(text.value);
    }
    definition_.succession = std::move(succession);
}

std::vector<std::pair<std::string, std::string>> Reading::read_renames(const Node& map,
                                                                       std::string_view key,
                                                                       const Parts& parts) {
    std::vector<std::pair<std::string, std::string>> found;
    const Node* node = reader_.find(map, key);
    if (node == nullptr || !reader_.is_map(*node, key)) return found;
    const auto written = node->map();
    for (const yaml::Entry& entry : written.value()) {
        const Text old_id = reader_.key_of(entry);
        const auto new_id = text_of(entry.value, key);
        if (!is_id(key, old_id) || !new_id) continue;
        if (!parts.by_id.contains(new_id->value)) {
            report_unknown_part(key, *new_id, parts);
            continue;
        }
        found.emplace_back(old_id.value, new_id->value);
    }
    return found;
}

}  // namespace remit::procedure
