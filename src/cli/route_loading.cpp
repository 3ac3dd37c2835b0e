#include "cli/route_loading.h"

#include <fmt/format.h>

#include "diag/render.h"

namespace remit::cli {
namespace {

constexpr std::string_view kStandardInput = "-";
/// A longer one is a text, not the name of a file.
constexpr std::size_t kNameBytesMax = 4096;

PaperBytes with_title(std::string_view bytes) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view title = bytes.substr(0, end);
    if (title.ends_with('\r')) title.remove_suffix(1);
    return {.title = std::string(title),
            .text = std::string(bytes.substr(std::min(end + 1, bytes.size()))),
            .sender = {}};
}

Status add_act(RoutingRoom& room, Input input, std::string id,
               std::vector<route::Institution>& institutions) {
    auto loaded =
        std::make_unique<Loaded>(load(std::move(input), *room.knowledge, WantPhases::no, nullptr));
    const compile::Compilation& compilation = loaded->compilation;
    if (loaded->institution) {
        REMIT_TRY(check_faultless(compilation.diagnostics, compilation.source));
    }
    if (compilation.remit.units.empty()) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("no unit was found in {}, so there is nobody to route to\n  `remit lint` "
                        "says what is wrong with an act",
                        name_of(*loaded)));
    }
    institutions.push_back({.id = std::move(id),
                            .compilation = &compilation,
                            .english = loaded->english ? &*loaded->english : nullptr});
    room.acts.push_back(std::move(loaded));
    return base::done();
}

}  // namespace

Result<std::unique_ptr<RoutingRoom>> load_routing_room(base::Env& env,
                                                       const RouteOptions& options) {
    auto room = std::make_unique<RoutingRoom>();
    room->knowledge = REMIT_TRY(compile::load_knowledge());
    room->signs = route::load_embedded_signs(room->knowledge->vocabulary);
    REMIT_TRY(check_faultless(room->signs.diagnostics, room->signs.source));
    std::vector<route::Institution> institutions;
    if (!options.acts.empty()) {
        Input input = REMIT_TRY(read_input(env, options.acts));
        REMIT_TRY(add_act(*room, std::move(input), "act", institutions));
    } else if (!options.institution.empty()) {
        Input input = REMIT_TRY(read_carried_pack(options.institution));
        REMIT_TRY(add_act(*room, std::move(input), options.institution, institutions));
    } else {
        for (const std::string& pack : carried_packs()) {
            Input input = REMIT_TRY(read_carried_pack(pack));
            REMIT_TRY(add_act(*room, std::move(input), pack, institutions));
        }
    }
    room->router = std::make_unique<route::Router>(room->knowledge->vocabulary, room->signs.signs,
                                                   std::move(institutions));
    return room;
}

Result<PaperBytes> read_paper(base::Env& env, const std::string& what) {
    if (what == kStandardInput) return with_title(REMIT_TRY(env.read_input()));
    if (what.size() > kNameBytesMax || what.find('\n') != std::string::npos) {
        return with_title(what);
    }
    Result<std::string> bytes = env.read_file(what);
    if (bytes.ok()) return with_title(bytes.value());
    if (bytes.error().code == ErrorCode::not_found) {
        return PaperBytes{.title = what, .text = {}, .sender = {}};
    }
    return bytes.error();
}

}  // namespace remit::cli
