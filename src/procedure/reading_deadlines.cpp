// Deadlines: what they count from and by, what ends them, and what their passing means.
//
// No kind of clock stands in for another: without `clock` there is no deadline. A length is read by
// the rules of its clock (amounts.h), wherever it comes from.
#include <algorithm>

#include "calendar/book_loader.h"
#include "calendar/zone.h"
#include "procedure/amounts.h"
#include "procedure/definition_names.h"
#include "procedure/reading.h"

namespace remit::procedure {
namespace {

using data::Text;
using yaml::Node;
using yaml::NodeKind;

constexpr std::initializer_list<FieldType> kMoments = {FieldType::date, FieldType::instant};
constexpr std::initializer_list<FieldType> kNames = {FieldType::text, FieldType::choice};

/// "house" and the calendars that the program carries. Made once somebody names another than the
/// first.
const std::vector<std::string_view>& known_calendars() {
    static const calendar::Book book = calendar::load_embedded_book().value();
    static const std::vector<std::string_view> known = [] {
        std::vector<std::string_view> ids{"house"};
        for (const calendar::Calendar& one : book.calendars()) ids.push_back(one.id());
        return ids;
    }();
    return known;
}

}  // namespace

void Reading::read_deadlines() {
    for (const Part& part : deadlines_.all) {
        Deadline deadline;
        DeadlinePlaces places;
        places.id = places.clock = places.amount = places.base = part.id.span;
        places.records = places.lapse = part.id.span;
        read_deadline(part, deadline, places);
        definition_.deadlines.push_back(std::move(deadline));
        places_.deadlines.push_back(std::move(places));
    }
}

void Reading::read_deadline(const Part& part, Deadline& deadline, DeadlinePlaces& places) {
    const Node& node = *part.node;
    reader_.allow(
        node, {"id",         "names",       "clock",        "amount",      "day_before", "after",
               "before",     "left",        "starts_with",  "when",        "records",    "met_by",
               "stopped_by", "resumed_by",  "withdrawn_by", "extended_by", "calendar",   "zone",
               "reminders",  "escalations", "lapse",        "basis"});
    deadline.id = part.id.value;
    deadline.names = read_names(node, "names", /*required=*/true);
    const auto clock = read_clock(part, places.clock);
    deadline.clock = clock.value_or(ClockKind::elapsed);
    read_base(part, deadline, places);
    read_time(part, clock, deadline, places);
    deadline.day_before = reader_.flag(node, "day_before", /*otherwise=*/false);
    deadline.starts_with = refer_list<StepId>(steps_, node, "starts_with", &places.starts_with);
    deadline.met_by = refer_list<StepId>(steps_, node, "met_by");
    deadline.stopped_by = refer_list<StepId>(steps_, node, "stopped_by");
    deadline.resumed_by = refer_list<StepId>(steps_, node, "resumed_by");
    deadline.withdrawn_by = refer_list<StepId>(steps_, node, "withdrawn_by");
    deadline.when = read_conditions(node, places.when);
    read_extension(part, deadline);
    read_records(part, deadline, places);
    deadline.zone = read_zone(node);
    read_harmless([&] {
        deadline.reminders = read_reminders(node, places.reminders);
        read_escalations(part, deadline);
    });
    read_lapse(part, deadline, places);
    report_impossible_changes(node, deadline);
    deadline.basis = read_basis(node);
}

/// A day of the year, what counts backwards and a share of another time never stand still, and a
/// share is not extended; what only computes a date never runs.
void Reading::report_impossible_changes(const Node& node, const Deadline& deadline) {
    const bool has_length = deadline.amount.kind != Source::Kind::none;
    const bool is_share = deadline.share_left != 0;
    const bool only_computes = deadline.records.is_some();
    const bool never_stops =
        is_share || (has_length && (deadline.before || deadline.clock == ClockKind::date));
    std::vector<std::string_view> useless;
    if (only_computes || never_stops) useless.insert(useless.end(), {"stopped_by", "resumed_by"});
    if (only_computes || is_share) useless.emplace_back("extended_by");
    if (only_computes)
        useless.insert(useless.end(),
                       {"met_by", "withdrawn_by", "reminders", "escalations", "lapse"});
    for (const std::string_view key : useless) report_useless(node, key);
}

std::optional<ClockKind> Reading::read_clock(const Part& part, diag::Span& span) {
    const auto clock = reader_.find_text(*part.node, "clock");
    if (!clock) {
        if (part.node->find("clock") == nullptr) {
            diagnostics_.report(diag::DiagnosticId::deadline_without_clock, part.id.span)
                .with("deadline", std::string(part.id.value));
        }
        return std::nullopt;
    }
    span = clock->span;
    return word("clock", *clock, kClocks);
}

void Reading::read_base(const Part& part, Deadline& deadline, DeadlinePlaces& places) {
    const Node& node = *part.node;
    const Node* after = reader_.find(node, "after");
    const Node* before = reader_.find(node, "before");
    if (after == nullptr && before == nullptr) {
        // Without either it counts from the steps that start it.
        if (node.find("starts_with") == nullptr) static_cast<void>(reader_.require(node, "after"));
        return;
    }
    if (after != nullptr && before != nullptr) report_useless(node, "before");
    const std::string_view key = after != nullptr ? "after" : "before";
    const Node& base = after != nullptr ? *after : *before;
    deadline.before = after == nullptr;
    if (!reader_.is_map(base, key)) return;
    reader_.allow(base, {"field", "step", "deadline"});
    if (base.map().value().size() > 1) {
        for (const std::string_view more : {"step", "deadline"}) {
            if (base.find(more) != nullptr) report_useless(base, more);
        }
    }
    if (base.find("step") != nullptr) {
        deadline.from_step = refer_in<StepId>(steps_, base, "step").id;
    } else if (base.find("deadline") != nullptr) {
        deadline.from_deadline = refer_in<DeadlineId>(deadlines_, base, "deadline").id;
    } else {
        static_cast<void>(reader_.require(base, "field"));
        deadline.from_field = field_of_type(base, "field", kMoments);
    }
    places.base = place_of(base);
}

void Reading::read_time(const Part& part, std::optional<ClockKind> clock, Deadline& deadline,
                        DeadlinePlaces& places) {
    const Node& node = *part.node;
    if (clock) deadline.calendar = read_calendar(node, *clock);
    if (const auto left = reader_.find_text(node, "left")) {
        if (node.find("amount") != nullptr) report_useless(node, "amount");
        places.amount = left->span;
        read_share(*left, deadline);
    } else if (clock) {
        deadline.amount = read_amount(node, "amount", *clock, places.amount);
    }
}

void Reading::read_share(const Text& left, Deadline& deadline) {
    const auto share = read_percent(left.value);
    const bool of_deadline = deadline.before && deadline.from_deadline.is_some();
    if (!share) {
        report_contradiction(left.span, "share", left.value, "1% - 99%");
    } else if (!of_deadline) {
        report_contradiction(left.span, "share_of_nothing", left.value, "before: {deadline: ...}");
    } else {
        deadline.share_left = *share;
    }
}

void Reading::read_extension(const Part& part, Deadline& deadline) {
    const Node* node = reader_.find(*part.node, "extended_by");
    if (node == nullptr || !reader_.is_map(*node, "extended_by")) return;
    reader_.allow(*node, {"steps", "to"});
    static_cast<void>(reader_.require(*node, "steps"));
    static_cast<void>(reader_.require(*node, "to"));
    deadline.extended_by = refer_list<StepId>(steps_, *node, "steps");
    deadline.extended_to =
        field_of_type(*node, "to", {FieldType::date, FieldType::instant, FieldType::duration});
}

void Reading::read_records(const Part& part, Deadline& deadline, DeadlinePlaces& places) {
    const auto [id, name] = refer_in<FieldId>(fields_, *part.node, "records");
    if (!id.is_some()) return;
    places.records = name.span;
    const FieldType wanted =
        deadline.clock == ClockKind::instant ? FieldType::instant : FieldType::date;
    if (!has_type(name, id, {wanted})) return;
    report_column(id, name.span);
    deadline.records = id;
}

void Reading::read_lapse(const Part& part, Deadline& deadline, DeadlinePlaces& places) {
    const Node* node = reader_.find(*part.node, "lapse");
    if (node == nullptr || !reader_.is_map(*node, "lapse")) return;
    reader_.allow(*node, {"to", "from", "sets"});
    static_cast<void>(reader_.require(*node, "to"));
    static_cast<void>(reader_.require(*node, "from"));
    const auto [to, name] = refer_in<StateId>(states_, *node, "to");
    deadline.lapse_to = to;
    if (to.is_some()) places.lapse = name.span;
    deadline.lapse_from = read_states_in(*node, "from");
    deadline.lapse_sets = read_sets(*node, places.lapse_sets);
    for (std::size_t i = 0; i < deadline.lapse_sets.size(); ++i)
        report_column(deadline.lapse_sets[i].field, places.lapse_sets[i]);
}

std::vector<Reminder> Reading::read_reminders(const Node& map, Spans& spans) {
    std::vector<Reminder> found;
    for (const Text& text : texts(map, "reminders")) {
        const auto before = read_length("reminders", text);
        if (!before) continue;
        found.push_back({*before});
        spans.push_back(text.span);
    }
    return found;
}

void Reading::read_escalations(const Part& part, Deadline& deadline) {
    for (const Node* node : entries(*part.node, "escalations")) {
        reader_.allow(*node, {"before", "after", "to"});
        Escalation escalation;
        escalation.before = node->find("after") == nullptr;
        if (!escalation.before && node->find("before") != nullptr) report_useless(*node, "before");
        const auto distance = reader_.require_text(*node, escalation.before ? "before" : "after");
        const auto length = distance ? read_length("escalations", *distance) : std::nullopt;
        const auto to = reader_.require_text(*node, "to");
        const auto told = to ? word("to", *to, kTold) : std::nullopt;
        if (!length || !told) continue;
        escalation.distance = *length;
        escalation.rank = told->rank;
        escalation.levels_up = told->levels_up;
        escalation.duty_officer = told->duty_officer;
        deadline.escalations.push_back(escalation);
    }
}

void Reading::check_amount(std::string_view key, const Text& text, ClockKind clock) {
    const Length length = read_length_of(clock, text.value);
    if (length.fault == LengthFault::none) return;
    if (length.fault == LengthFault::unreadable) {
        reader_.report_value(key, text, std::string(form_of_amount(clock)));
        return;
    }
    report_contradiction(text.span, name_of(length.fault), text.value, form_of_amount(clock));
}

Source Reading::read_amount(const Node& map, std::string_view key, ClockKind clock,
                            diag::Span& span) {
    const Source source = read_source(map, key, types_of_amount(clock), span);
    for (const Text& text : texts_of(source, map, key)) check_amount(key, text, clock);
    return source;
}

/// Of a consultation: a length, or a field with the day or moment by which it must answer.
Source Reading::read_within(const Node& map, ClockKind clock, diag::Span& span) {
    const bool has_due = clock == ClockKind::date || clock == ClockKind::instant;
    static constexpr std::initializer_list<FieldType> kDays = {FieldType::date};
    static constexpr std::initializer_list<FieldType> kMomentsOrLengths = {
        FieldType::instant, FieldType::date, FieldType::duration};
    const Node* node = map.find("within");
    const bool is_field = node != nullptr && node->find("field") != nullptr;
    if (!has_due || !is_field) return read_amount(map, "within", clock, span);
    return read_source(map, "within", clock == ClockKind::date ? kDays : kMomentsOrLengths, span);
}

Source Reading::read_calendar(const Node& map, ClockKind clock) {
    const bool counts_days = clock == ClockKind::term || clock == ClockKind::working_days;
    if (!counts_days && map.find("calendar") != nullptr) {
        report_useless(map, "calendar");
        return {};
    }
    diag::Span span;
    const Source source = read_source(map, "calendar", kNames, span);
    for (const Text& text : texts_of(source, map, "calendar")) {
        if (!is_id("calendar", text) || text.value == "house") continue;
        const std::vector<std::string_view>& known = known_calendars();
        if (std::ranges::find(known, text.value) == known.end())
            report_unknown("calendar", text, known);
    }
    return source;
}

Source Reading::read_zone(const Node& map) {
    diag::Span span;
    const Source source = read_source(map, "zone", kNames, span);
    for (const Text& text : texts_of(source, map, "zone")) {
        if (text.value != "house" && !calendar::Zone::find(text.value).ok()) {
            reader_.report_value("zone", text, "Europe/Brussels ...");
        }
    }
    return source;
}

Source Reading::read_source(const Node& map, std::string_view key,
                            std::initializer_list<FieldType> types, diag::Span& span) {
    const Node* node = reader_.find(map, key);
    if (node == nullptr) return {};
    if (node->kind() != NodeKind::map) {
        const auto text = text_of(*node, key);
        if (!text) return {};
        span = text->span;
        return {.kind = Source::Kind::written,
                .written = std::string(text->value),
                .field = {},
                .table = {}};
    }
    span = place_of(*node);
    if (node->find("table") != nullptr) {
        reader_.allow(*node, {"table", "key", "column"});
        return read_cell_name(*node).value_or(Source());
    }
    reader_.allow(*node, {"field"});
    static_cast<void>(reader_.require(*node, "field"));
    const FieldId id = field_of_type(*node, "field", types);
    if (!id.is_some()) return {};
    return {.kind = Source::Kind::field, .written = {}, .field = id, .table = {}};
}

/// What a source can say: the text, or every cell of the column, each where it stands.
std::vector<Text> Reading::texts_of(const Source& source, const Node& map, std::string_view key) {
    std::vector<Text> found;
    if (source.kind == Source::Kind::written) found.push_back(*text_of(*map.find(key), key));
    if (source.kind != Source::Kind::table) return found;
    for (const Cell& cell : cells_) {
        if (cell.table != source.table || cell.column != source.column) continue;
        // The words that say there is nothing stand for every use of a cell.
        if (!says_no_length(cell.text.value)) found.push_back(cell.text);
    }
    return found;
}

void Reading::report_contradiction(diag::Span span, std::string_view why, std::string_view seen,
                                   std::string_view expected) {
    diagnostics_.report(diag::DiagnosticId::contradictory_duration, span)
        .with("why", std::string(why))
        .with("seen", std::string(seen))
        .with("expected", std::string(expected));
}

}  // namespace remit::procedure
