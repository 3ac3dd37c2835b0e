// What the router answered, for people and for programs.
//
// It shows and decides nothing; sentences come from route/routing_words.h. Words of papers and acts
// reach the page only through printable().
#pragma once

#include <string>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/route_loading.h"
#include "diag/language.h"
#include "route/routing_words.h"

namespace remit::cli {

/// One answered paper. All are borrowed.
struct RouteView {
    const RoutingRoom& room;
    const PaperBytes& paper;
    const route::Reading& reading;
    const route::Routed& routed;
    diag::Language language;
};

enum class RouteDetail { first, all };

/// The competent unit of each institution with its clause and what says so; with `all`, why each of
/// the others was put forward and why it lost.
std::string route_text(const RouteView& view, RouteDetail detail, const Ink& ink);
std::string route_json(const RouteView& view);

/// The answer of one institution without its evidence, as an object. Probabilities are in
/// thousandths: the writer knows whole numbers only.
void write_routing(base::JsonWriter& json, const route::Routing& routing, const remit::Remit& act);

/// Duties that come first never, under a heading for each institution.
std::string audit_text(const RoutingRoom& room, diag::Language language, const Ink& ink,
                       bool& has_dead);

}  // namespace remit::cli
