// `remit route`: who is competent for a paper, and which clause says so.
//
// It reads what was named, asks the router and shows the answer; route/ranking.h decides.
#include <fmt/format.h>

#include <charconv>

#include "cli/command.h"
#include "cli/route_batch.h"
#include "cli/route_loading.h"
#include "cli/route_view.h"

namespace remit::cli {

namespace {

constexpr std::size_t kTopMax = 50;

Result<std::size_t> read_top(const std::string& text) {
    std::size_t top = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), top);
    if (error != std::errc() || end != text.data() + text.size() || top == 0 || top > kTopMax) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("--top is '{}'; write a number from 1 to {}", text,
                                            kTopMax));
    }
    return top;
}

Result<std::string> answer(base::Env& env, const Options& options) {
    const RouteOptions& route = options.route;
    const std::size_t top = REMIT_TRY(read_top(route.top));
    const auto room = REMIT_TRY(load_routing_room(env, route));
    route::Session session(*room->router);
    if (!route.batch.empty()) {
        const std::string table =
            REMIT_TRY(route.batch == "-" ? env.read_input() : env.read_file(route.batch));
        return route_batch(*room->router, session, table, top,
                           route.json ? BatchForm::json_lines : BatchForm::table);
    }
    if (route.words.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "say what to route: a text, a file, or - for standard input");
    }
    PaperBytes paper = REMIT_TRY(read_paper(env, route.words.back()));
    paper.sender = route.sender;
    const route::Routed routed = REMIT_TRY(session.route(paper.view(), top));
    const RouteView view{*room, paper, session.reading(), routed, language_of(options)};
    return route.json ? route_json(view) : route_text(view, route.explain);
}

}  // namespace

int run_route(base::Env& env, const Options& options) {
    const Result<std::string> text = answer(env, options);
    return text.ok() ? deliver(env, options, text.value()) : fail(env, text.error().message);
}

}  // namespace remit::cli
