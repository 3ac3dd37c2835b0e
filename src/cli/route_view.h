// What the router answered, for people and for programs.
#pragma once

#include <string>

#include "base/json_writer.h"
#include "cli/route_loading.h"
#include "diag/language.h"

namespace remit::cli {

/// All are borrowed.
struct RouteView {
    const RoutingRoom& room;
    const PaperBytes& paper;
    const route::Reading& reading;
    const route::Routed& routed;
    diag::Language language;
};

std::string route_text(const RouteView& view, bool explain);
std::string route_json(const RouteView& view);

/// The answer of one institution without its evidence, as an object. Probabilities are in
/// thousandths: the writer knows whole numbers only.
void write_routing(base::JsonWriter& json, const route::Routing& routing, const remit::Remit& act);

}  // namespace remit::cli
