#include "cli/route_view.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace remit::cli {

namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kDutyColumns = 12;
constexpr std::array kVerdicts{"ours", "residual_only", "not_ours", "unreadable"};
constexpr std::array kKinds{"body", "topic", "counterpart", "instrument", "function", "place"};
constexpr std::array kForms{"symbol", "name", "acronym", "sign", "hint"};
constexpr std::array kFieldNames{"title", "text", "sender"};

template <typename Names, typename Kind>
std::string_view name_of(const Names& names, Kind kind) {
    return names[static_cast<std::size_t>(kind)];
}

std::int64_t per_mille(double share) {
    return std::lround(share * 1000);
}

std::string id_of(const RoutingRoom& room, route::Target target) {
    const remit::Vocabulary& words = room.knowledge->vocabulary;
    switch (target.kind) {
        case route::TargetKind::body:
            return words.bodies[target.index].id;
        case route::TargetKind::topic:
            return words.topics[target.index].id;
        case route::TargetKind::counterpart:
            return words.counterparts[target.index].id;
        case route::TargetKind::instrument:
            return words.instruments[target.index].id;
        case route::TargetKind::function:
            return words.functions[target.index].id;
        case route::TargetKind::place:
            break;
    }
    return room.signs.signs.places[target.index].id;
}

void add_wrapped(std::string& page, std::string_view text) {
    for (const std::string& line : wrap(printable(text), kPageColumns - kIndent)) {
        page += std::string(kIndent, ' ') + line + "\n";
    }
}

/// The duty's clause: citation, id, and its words.
void add_clause(std::string& page, const route::House& house, const route::Candidate& candidate) {
    if (!candidate.duty.is_some()) return;
    const remit::Duty& duty = house.act().duty(candidate.duty);
    add_wrapped(page, fmt::format("{} ({}): {}", duty.citation.label, duty.id,
                                  house.institution().compilation->text_of(candidate.duty)));
}

std::string institution_name(const Loaded& loaded) {
    return printable(name_of(loaded));
}

void add_house(std::string& page, const RouteView& view, std::size_t index, RouteDetail detail,
               const Ink& ink) {
    const route::House& house = *view.room.router->houses()[index];
    const route::Routing& routing = view.routed.routings[index];
    const route::RoutingWords words = route::in_words(*view.room.router, house, view.paper.view(),
                                                      view.reading, routing, view.language);
    page += fmt::format("{}  {}\n", ink.bold(house.id()),
                        ink.dim(institution_name(*view.room.acts[index])));
    page += "  " + ink.bold(printable(words.verdict)) + "\n";
    const bool nobody = routing.verdict == route::Verdict::not_ours ||
                        routing.verdict == route::Verdict::unreadable;
    for (std::size_t i = 0; i < words.candidates.size(); ++i) {
        const route::CandidateWords& one = words.candidates[i];
        const bool first = i == 0 && !nobody;
        if (first) {
            add_clause(page, house, routing.candidates[i]);
        } else if (detail == RouteDetail::all) {
            page += fmt::format("  {}. {}  {} %\n", i + 1, printable(one.unit),
                                per_mille(routing.candidates[i].probability) / 10);
            add_clause(page, house, routing.candidates[i]);
        }
        if (!first && detail == RouteDetail::first) continue;
        for (const std::string& why : one.why) add_wrapped(page, "· " + why);
        if (!one.lost.empty()) add_wrapped(page, "✗ " + one.lost);
    }
    if (detail == RouteDetail::first && words.candidates.size() > 1) {
        std::string rest;
        for (std::size_t i = nobody ? 0 : 1; i < words.candidates.size(); ++i) {
            rest += (rest.empty() ? "" : ", ") + house.act().unit(routing.candidates[i].unit).code;
        }
        page += "  " + ink.dim("… " + rest) + "\n";
    }
}

void write_mentions(base::JsonWriter& json, const RouteView& view) {
    json.key("mentions").begin_array();
    for (const route::Mention& mention : view.reading.mentions) {
        const std::string_view field = route::field_of(view.paper.view(), mention.field);
        json.begin_object();
        json.field("field", name_of(kFieldNames, mention.field));
        json.field("begin", std::int64_t{mention.begin}).field("end", std::int64_t{mention.end});
        json.field("seen", field.substr(mention.begin, mention.end - mention.begin));
        json.field("kind", name_of(kKinds, mention.target.kind));
        json.field("id", id_of(view.room, mention.target));
        json.field("form", name_of(kForms, mention.form)).end_object();
    }
    json.end_array();
}

void write_evidence(base::JsonWriter& json, const RouteView& view,
                    const route::Candidate& candidate) {
    json.key("evidence").begin_array();
    for (const route::Evidence& evidence : candidate.evidence) {
        json.begin_object().field("mention", std::int64_t{evidence.mention});
        json.field("kind", name_of(kKinds, evidence.meets.kind));
        json.field("meets", id_of(view.room, evidence.meets));
        json.field("named", id_of(view.room, evidence.named));
        json.field("level", std::int64_t{evidence.level});
        json.field_bool("implied", evidence.implied).end_object();
    }
    json.end_array();
    json.key("words").begin_array();
    for (const route::SharedWord& word : candidate.words) {
        json.begin_object().field("field", name_of(kFieldNames, word.field));
        json.field("begin", std::int64_t{word.begin}).field("end", std::int64_t{word.end});
        json.end_object();
    }
    json.end_array();
}

void write_house(base::JsonWriter& json, const RouteView& view, std::size_t index) {
    const route::House& house = *view.room.router->houses()[index];
    const route::Routing& routing = view.routed.routings[index];
    const route::RoutingWords words = route::in_words(*view.room.router, house, view.paper.view(),
                                                      view.reading, routing, view.language);
    json.begin_object().field("verdict", name_of(kVerdicts, routing.verdict));
    json.field("sentence", words.verdict);
    json.field("none_per_mille", per_mille(routing.none_probability));
    json.field_bool("rivals", routing.rivals);
    json.key("candidates").begin_array();
    for (std::size_t i = 0; i < routing.candidates.size(); ++i) {
        const route::Candidate& candidate = routing.candidates[i];
        json.begin_object().field("unit", house.act().unit(candidate.unit).code);
        json.field("name", house.act().unit(candidate.unit).name);
        if (candidate.duty.is_some()) {
            json.field("duty", words.candidates[i].duty);
            json.field("citation", words.candidates[i].citation);
        }
        json.field("per_mille", per_mille(candidate.probability));
        json.field_bool("residual", candidate.residual);
        write_evidence(json, view, candidate);
        json.key("why").begin_array();
        for (const std::string& why : words.candidates[i].why) json.string(why);
        json.end_array();
        if (!words.candidates[i].lost.empty()) json.field("lost", words.candidates[i].lost);
        json.end_object();
    }
    json.end_array().end_object();
}

}  // namespace

std::string route_text(const RouteView& view, RouteDetail detail, const Ink& ink) {
    std::string page;
    for (std::size_t index = 0; index < view.routed.routings.size(); ++index) {
        if (index > 0) page += "\n";
        add_house(page, view, index, detail, ink);
    }
    if (view.routed.cut) page += "\n" + route::cut_in_words(view.language) + "\n";
    return page;
}

void write_routing(base::JsonWriter& json, const route::Routing& routing, const remit::Remit& act) {
    json.begin_object().field("verdict", name_of(kVerdicts, routing.verdict));
    json.field("none_per_mille", per_mille(routing.none_probability));
    json.key("candidates").begin_array();
    for (const route::Candidate& candidate : routing.candidates) {
        json.begin_object().field("unit", act.unit(candidate.unit).code);
        if (candidate.duty.is_some()) json.field("duty", act.duty(candidate.duty).id);
        json.field("per_mille", per_mille(candidate.probability)).end_object();
    }
    json.end_array().end_object();
}

std::string route_json(const RouteView& view) {
    base::JsonWriter json;
    json.begin_object();
    write_mentions(json, view);
    json.key("about").begin_array();
    for (const std::string& name :
         route::concept_names(view.reading, view.room.knowledge->vocabulary)) {
        json.string(name);
    }
    json.end_array();
    json.field_bool("cut", view.routed.cut);
    json.key("institutions").begin_object();
    for (std::size_t index = 0; index < view.routed.routings.size(); ++index) {
        json.key(view.room.router->houses()[index]->id());
        write_house(json, view, index);
    }
    json.end_object().end_object();
    return json.finish();
}

std::string audit_text(const RoutingRoom& room, diag::Language language, const Ink& ink,
                       bool& has_dead) {
    std::string page;
    has_dead = false;
    for (std::size_t index = 0; index < room.router->houses().size(); ++index) {
        const route::House& house = *room.router->houses()[index];
        if (index > 0) page += "\n";
        page += fmt::format("{}  {}\n", ink.bold(house.id()),
                            ink.dim(institution_name(*room.acts[index])));
        std::size_t reached = 0;
        for (const route::AuditRow& row : route::audit(*room.router, index)) {
            if (row.reach == route::Reach::first) ++reached;
            if (row.reach == route::Reach::first || row.reach == route::Reach::residual) continue;
            const bool dead = row.reach == route::Reach::no_subject;
            has_dead = has_dead || dead;
            const std::string id = pad(house.act().duty(row.duty).id, kDutyColumns);
            page += fmt::format("  {}{}\n", dead ? ink.red(id) : id,
                                printable(route::in_words(house, row, language)));
        }
        page += fmt::format("  {}\n",
                            route::count_in_words(reached, house.act().duties.size(), language));
    }
    return page;
}

}  // namespace remit::cli
