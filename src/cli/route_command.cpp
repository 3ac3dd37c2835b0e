// `remit route`: who is competent for a paper, and which clause says so.
//
// It reads what was named, asks the router and shows the answer; route/ranking.h decides.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "calendar/instant.h"
#include "cli/command.h"
#include "cli/route_batch.h"
#include "cli/route_loading.h"
#include "cli/route_view.h"

namespace remit::cli {

namespace {

constexpr std::size_t kTopMax = 50;
constexpr std::string_view kCertificate = "certificate";
constexpr std::string_view kNobody = "none";

Result<std::size_t> read_top(const std::string& text) {
    std::size_t top = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), top);
    if (error != std::errc() || end != text.data() + text.size() || top == 0 || top > kTopMax) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("--top is '{}'; write a number from 1 to {}", text, kTopMax));
    }
    return top;
}

Status learn(base::Env& env, const std::string& file, route::Session& session) {
    if (file.empty()) return base::done();
    const std::string lines = REMIT_TRY(env.read_file(file));
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < lines.size();) {
        const std::size_t end = std::min(lines.find('\n', begin), lines.size());
        const std::string_view line = std::string_view(lines).substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.empty()) continue;
        session.learn(REMIT_TRY(
            route::decode_correction(line).with(fmt::format("{}, line {}", file, number))));
    }
    return base::done();
}

std::string act_title(const Loaded& loaded) {
    if (loaded.institution && !loaded.institution->act_title.empty()) {
        return loaded.institution->act_title;
    }
    return name_of(loaded);
}

std::string certificates(base::Env& env, const RouteView& view) {
    const calendar::Date today = calendar::utc_time({env.now_seconds()}).date;
    std::string pages;
    for (std::size_t index = 0; index < view.routed.routings.size(); ++index) {
        const Loaded& act = *view.room.acts[index];
        const route::CertificateFacts facts{
            .paper_hash = base::sha256({view.paper.title, "\n", view.paper.text}).hex(),
            .act = act_title(act),
            .act_hash = base::sha256({act.compilation.source.text()}).hex(),
            .day = today.iso()};
        if (index > 0) pages += "\n---\n\n";
        pages += route::certificate(*view.room.router, *view.room.router->houses()[index],
                                    view.paper.view(), view.reading, view.routed.routings[index],
                                    facts, view.language);
    }
    return pages;
}

/// The line that says what would have been right. Errors: invalid_input (several institutions, no
/// such unit).
Result<std::string> correction_of(const RouteView& view, const std::string& right) {
    if (view.routed.routings.size() != 1) {
        return base::make_error(ErrorCode::invalid_input,
                                "a correction is one institution's; name it with --institution");
    }
    const route::House& house = *view.room.router->houses().front();
    const route::Routing& routing = view.routed.routings.front();
    const auto& units = house.act().units;
    const bool known =
        right == kNobody || std::ranges::find(units, right, &remit::Unit::code) != units.end();
    if (!known) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("there is no unit '{}' in {}; write its code as `remit route` shows it, or "
                        "none",
                        right, house.id()));
    }
    const bool ours = routing.verdict == route::Verdict::ours;
    return route::encode(
        {.institution = house.id(),
         .concepts = route::concept_names(view.reading, view.room.knowledge->vocabulary),
         .proposed = ours ? house.act().unit(routing.candidates.front().unit).code : "",
         .chosen = right == kNobody ? "" : right});
}

/// One thing is done at a time. Errors: invalid_input, which says what does not go together.
Status check_options(const RouteOptions& route) {
    const std::size_t tasks =
        (route.words.empty() ? 0U : 1U) + (route.batch.empty() ? 0U : 1U) + (route.audit ? 1U : 0U);
    if (tasks > 1) {
        return base::make_error(ErrorCode::invalid_input,
                                "a paper, --batch and --audit do not go together; ask for one");
    }
    if (!route.acts.empty() && !route.institution.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "--act and --institution do not go together; an act is routed "
                                "within by itself");
    }
    const bool certificate = !route.words.empty() && route.words.front() == kCertificate;
    const std::size_t wanted = certificate ? 2 : 1;
    if (tasks == 0 || (!route.words.empty() && route.words.size() != wanted)) {
        return base::make_error(ErrorCode::invalid_input,
                                "say what to route: one text in quotation marks, a file, or - for "
                                "standard input");
    }
    return base::done();
}

/// What is printed, and with which exit status.
struct Answer {
    std::string text;
    int status = kExitDone;
};

Result<Answer> answer(base::Env& env, const Options& options) {
    const RouteOptions& route = options.route;
    REMIT_TRY(check_options(route));
    const std::size_t top = REMIT_TRY(read_top(route.top));
    const auto room = REMIT_TRY(load_routing_room(env, route));
    const Ink ink(options.output.empty() && env.terminal_colour());
    route::Session session(*room->router);
    REMIT_TRY(learn(env, route.corrections, session));
    if (route.audit) {
        bool has_dead = false;
        std::string page = audit_text(*room, language_of(options), ink, has_dead);
        return Answer{std::move(page), has_dead ? kExitFindings : kExitDone};
    }
    if (!route.batch.empty()) {
        const std::string table =
            REMIT_TRY(route.batch == "-" ? env.read_input() : env.read_file(route.batch));
        const BatchForm form = route.json ? BatchForm::json_lines : BatchForm::table;
        return Answer{REMIT_TRY(route_batch(*room->router, session, table, top, form))};
    }
    const bool certificate = route.words.front() == kCertificate;
    PaperBytes paper = REMIT_TRY(read_paper(env, route.words.back()));
    paper.sender = route.sender;
    const route::Routed routed = REMIT_TRY(session.route(paper.view(), top));
    const RouteView view{*room, paper, session.reading(), routed, language_of(options)};
    if (certificate) return Answer{certificates(env, view)};
    if (!route.right_unit.empty()) return Answer{REMIT_TRY(correction_of(view, route.right_unit))};
    if (route.json) return Answer{route_json(view)};
    return Answer{route_text(view, route.explain ? RouteDetail::all : RouteDetail::first, ink)};
}

}  // namespace

int run_route(base::Env& env, const Options& options) {
    const Result<Answer> found = answer(env, options);
    if (!found.ok()) return fail(env, found.error().message);
    const int delivered = deliver(env, options, found.value().text);
    return delivered == kExitDone ? found.value().status : delivered;
}

}  // namespace remit::cli
