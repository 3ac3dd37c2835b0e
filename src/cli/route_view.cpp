#include "cli/route_view.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace remit::cli {

namespace {

std::string id_of(const RouteView& view, route::Target target) {
    const remit::Vocabulary& words = view.room.knowledge->vocabulary;
    switch (target.kind) {
        case route::TargetKind::body: return words.bodies[target.index].id;
        case route::TargetKind::topic: return words.topics[target.index].id;
        case route::TargetKind::counterpart: return words.counterparts[target.index].id;
        case route::TargetKind::instrument: return words.instruments[target.index].id;
        case route::TargetKind::function: return words.functions[target.index].id;
        case route::TargetKind::place: break;
    }
    return view.room.signs.signs.places[target.index].id;
}

std::string bytes_of(const RouteView& view, const route::Mention& mention) {
    return std::string(route::field_of(view.paper.view(), mention.field)
                           .substr(mention.begin, mention.end - mention.begin));
}

std::int64_t per_mille(double share) {
    return std::lround(share * 1000);
}

}  // namespace

std::string route_text(const RouteView& view, bool explain) {
    std::string out;
    if (explain) {
        for (const route::Mention& m : view.reading.mentions) {
            out += fmt::format("  mention '{}' -> {} form {}\n", bytes_of(view, m),
                               id_of(view, m.target), static_cast<int>(m.form));
        }
        for (const route::Concept& c : view.reading.concepts) {
            out += fmt::format("  concept {} {:.2f}{}\n", id_of(view, c.target), c.weight,
                               c.implied ? " implied" : "");
        }
    }
    for (std::size_t i = 0; i < view.routed.routings.size(); ++i) {
        const route::House& house = *view.room.router->houses()[i];
        const route::Routing& routing = view.routed.routings[i];
        out += fmt::format("{} verdict {} none {:.2f}\n", house.id(),
                           static_cast<int>(routing.verdict), routing.none_probability);
        for (const route::Candidate& c : routing.candidates) {
            out += fmt::format("  {} {} score {:.2f} p {:.2f}\n", house.act().unit(c.unit).code,
                               c.duty.is_some() ? house.act().duty(c.duty).id : "name", c.score,
                               c.probability);
            for (const route::Evidence& e : c.evidence) {
                out += fmt::format("      {} -> {} level {}\n", id_of(view, e.meets),
                                   id_of(view, e.named), e.level);
            }
        }
    }
    return out;
}

void write_routing(base::JsonWriter& json, const route::Routing& routing,
                   const remit::Remit& act) {
    constexpr std::array kVerdicts{"ours", "residual_only", "not_ours", "unreadable"};
    json.begin_object();
    json.field("verdict", kVerdicts[static_cast<std::size_t>(routing.verdict)]);
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
    return route_text(view, true);
}

}  // namespace remit::cli
