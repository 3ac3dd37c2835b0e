// `remit reorganise --act NEW --from DATE`: what another act changes in the office, and the doing
// of it.
//
// Everything is decided in office/reorganise.h; here it is read and shown. A dry run and a real one
// print the same.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/reorganise.h"

namespace remit::cli {
namespace {

using office::MatterMove;

std::string_view name_of(MatterMove::Kind kind) {
    switch (kind) {
        case MatterMove::Kind::stays:
            return "stays";
        case MatterMove::Kind::follows:
            return "follows";
        case MatterMove::Kind::moves:
            return "moves";
        case MatterMove::Kind::rivals:
            return "rivals";
        case MatterMove::Kind::orphan:
            return "orphan";
    }
    return {};
}

Result<office::AdoptedAct> read_act(base::Env& env, const Options& options) {
    const std::string& file = options.office.act;
    if (file.empty() || options.from.empty()) {
        return base::make_error(
            ErrorCode::invalid_input,
            "name the new act and its day, such as --act new/remit.yaml --from 2027-01-01");
    }
    office::AdoptedAct act{.name = file, .text = {}, .from = {}, .adopted = {}};
    act.from = REMIT_TRY(calendar::Date::parse(options.from).with("--from"));
    act.text = REMIT_TRY(env.read_file(file).with("--act"));
    return act;
}

std::string sentence(const MatterMove& move) {
    switch (move.kind) {
        case MatterMove::Kind::stays:
            return {};
        case MatterMove::Kind::follows:
            return fmt::format("goes with its unit {} to {}, under {}, {}", move.from, move.to,
                               move.duty, move.citation);
        case MatterMove::Kind::moves:
            return fmt::format("goes from {} to {}, under {}, {}", move.from, move.to, move.duty,
                               move.citation);
        case MatterMove::Kind::rivals:
            return fmt::format("stays with {}: {} are equally competent; a superior must choose",
                               move.from, fmt::join(move.among, ", "));
        case MatterMove::Kind::orphan:
            return fmt::format("stays with {}: no unit is competent for it", move.from);
    }
    return {};
}

std::string as_text(const office::Reorganisation& found, const Options& options, bool colour) {
    OfficePage page{Ink(colour)};
    page.title(options.office.dry_run ? "What the act would change" : "What the act has changed");
    page.line_break();
    std::string text = page.take() + found.diff_text;
    OfficePage rest{Ink(colour)};
    rest.heading("Open matters");
    rest.text(fmt::format("{} stay where they are", found.stays));
    for (const MatterMove& move : found.moves) rest.item("-", move.number + " " + sentence(move));
    if (!found.posts.empty()) rest.heading("Posts");
    for (const office::PostMove& post : found.posts) {
        rest.item("-", post.to.empty()
                           ? fmt::format("{}: ends, since {} is no more", post.post, post.from)
                           : fmt::format("{}: from {} to {}", post.post, post.from, post.to));
    }
    return text + "\n" + rest.take();
}

std::string as_json(const office::Reorganisation& found, const Options& options) {
    base::JsonWriter json;
    json.begin_object().field_bool("dry_run", options.office.dry_run);
    json.field("stays", static_cast<std::int64_t>(found.stays));
    json.key("matters").begin_array();
    for (const MatterMove& move : found.moves) {
        json.begin_object().field("matter", move.matter).field("number", move.number);
        json.field("fate", name_of(move.kind)).field("from", move.from).field("to", move.to);
        json.field("duty", move.duty).field("citation", move.citation);
        json.key("among").begin_array();
        for (const std::string& code : move.among) json.string(code);
        json.end_array().end_object();
    }
    json.end_array().key("posts").begin_array();
    for (const office::PostMove& post : found.posts) {
        json.begin_object().field("post", post.post).field("from", post.from);
        json.field("to", post.to).end_object();
    }
    json.end_array().field("diff", found.diff_text).end_object();
    return json.finish();
}

Result<office::Reorganisation> run(base::Env& env, const Options& options) {
    office::AdoptedAct act = REMIT_TRY(read_act(env, options));
    const std::unique_ptr<office::Office> office = REMIT_TRY(open_office(env, options));
    if (options.office.dry_run) return office::plan_reorganisation(*office, act);
    std::string by = options.office.officer;
    if (by.empty()) by = env.find_variable(kOfficerVariable).value_or("");
    if (by.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "say who adopts the act with --as; it is recorded");
    }
    return office::reorganise(*office, by, std::move(act));
}

}  // namespace

int run_reorganise(base::Env& env, const Options& options) {
    const Result<office::Reorganisation> found = run(env, options);
    if (!found.ok()) return fail(env, found.error().message);
    const std::string text = options.office.json
                                 ? as_json(found.value(), options)
                                 : as_text(found.value(), options, env.terminal_colour());
    const int status = deliver(env, options, text);
    const bool left = std::ranges::any_of(found.value().moves,
                                          [](const MatterMove& move) { return move.to.empty(); });
    return status == kExitDone && left ? kExitFindings : status;
}

}  // namespace remit::cli
