// A router with everything it points to: vocabulary, signs, and the institutions that were named.
//
// Nothing is routed unless all of it could be read and is free of errors; what could not is an Error
// with its cure.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/loading.h"
#include "route/router.h"

namespace remit::cli {

/// Not moved once made: the router points into it.
struct RoutingRoom {
    std::unique_ptr<const compile::Knowledge> knowledge;
    route::LoadedSigns signs;
    std::vector<std::unique_ptr<Loaded>> acts;  // in the order of the router's houses
    std::unique_ptr<route::Router> router;
};

/// Errors: those of read_input and read_carried_pack; invalid_input for an act without units.
Result<std::unique_ptr<RoutingRoom>> load_routing_room(base::Env& env, const RouteOptions& options);

/// A paper with the bytes that it points to.
struct PaperBytes {
    std::string title;
    std::string text;
    std::string sender;

    [[nodiscard]] route::Paper view() const {
        return {.title = title, .text = text, .sender = sender};
    }
};

/// What was named on the command line: a text, a file whose first line is the title, or - for
/// standard input. Errors: those of Env::read_file but not_found, which makes it a text.
Result<PaperBytes> read_paper(base::Env& env, const std::string& what);

}  // namespace remit::cli
