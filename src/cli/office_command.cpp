// `remit office init|status|tick|calendar`: sets an office up, shows how it stands, lets its clock
// run.
//
// What is asked for is checked before anything is made; what an office is made of is decided in
// office/init_office.h. Nothing secret is printed: of the seal only its public key.
#include <fmt/format.h>

#include "base/check.h"
#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/ledger_command.h"
#include "cli/loading.h"
#include "cli/names.h"
#include "cli/nearest.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/commands.h"
#include "office/init_office.h"
#include "office/office_view.h"

namespace remit::cli {
namespace {

std::string_view name_of(office::Mode mode) {
    return mode == office::Mode::enforce ? "enforce" : "advise";
}

std::string_view store_of(const office::Settings& settings) {
    return settings.postgres.empty() ? "SQLite" : "PostgreSQL";
}

Status check_pack(const std::string& pack) {
    const std::vector<std::string> packs = carried_packs();
    const std::vector<std::string_view> views(packs.begin(), packs.end());
    if (pack.empty()) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("no pack is named; give --pack, one of: {}", fmt::join(views, ", ")));
    }
    for (const std::string& one : packs) {
        if (one == pack) return base::done();
    }
    const auto near = find_nearest(pack, views);
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("--pack: there is no pack '{}'; {}", printable(pack),
                    near ? fmt::format("did you mean '{}'?", *near)
                         : fmt::format("there are: {}", fmt::join(views, ", "))));
}

Result<office::InitRequest> read_request(base::Env& env, const Options& options) {
    if (options.names.size() != 1) {
        return base::make_error(
            ErrorCode::invalid_input,
            "init takes one folder, such as `remit office init mvep --pack hr`");
    }
    REMIT_TRY(check_pack(options.pack));
    office::InitRequest request{.folder = options.names.front(),
                                .settings = {.pack = options.pack,
                                             .ledger = options.office.ledger,
                                             .postgres = options.office.postgres},
                                .staff_name = options.office.staff,
                                .staff_text = {}};
    if (options.office.authority == name_of(office::Mode::advise))
        request.settings.mode = office::Mode::advise;
    if (options.office.staff.empty()) return request;
    request.staff_text = REMIT_TRY(env.read_file(options.office.staff));
    if (!request.staff_text.empty()) return request;
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("--staff: '{}' is empty", options.office.staff));
}

std::string as_json(const office::InitRequest& request, const office::InitDone& done) {
    base::JsonWriter json;
    json.begin_object().field("office", request.folder).field("pack", done.settings.pack);
    json.field("ledger", done.settings.ledger).field("store", store_of(done.settings));
    json.field("authority", name_of(done.settings.mode)).field("seal", done.seal.text());
    json.field("posts", static_cast<std::int64_t>(done.posts)).end_object();
    return json.finish();
}

int init(base::Env& env, const Options& options) {
    const Result<office::InitRequest> request = read_request(env, options);
    if (!request.ok()) return fail(env, request.error().message);
    const Result<office::InitDone> done = office::init_office(env, request.value());
    if (!done.ok()) return fail(env, done.error().message);
    if (options.office.json) return deliver(env, options, as_json(request.value(), done.value()));
    const std::string& folder = request.value().folder;
    OfficePage page{Ink(env.terminal_colour())};
    page.title(fmt::format("An office was made in {}", folder));
    page.rows({{"Pack", done.value().settings.pack},
               {"Store", std::string(store_of(done.value().settings))},
               {"Ledger", done.value().settings.ledger},
               {"Seal", done.value().seal.text()},
               {"Authority", std::string(name_of(done.value().settings.mode))},
               {"Posts", fmt::format("{}{}", done.value().posts,
                                     options.office.staff.empty()
                                         ? ", a sample; `remit officer adopt FILE` replaces it"
                                         : "")}});
    page.line_break();
    page.text(
        "Keep keys/seal.seed where only the office reads it, with a copy elsewhere: nobody can "
        "make it again.");
    page.text(fmt::format("Next: `remit officer list --office {}`", folder));
    return deliver(env, options, page.take());
}

void write_units(base::JsonWriter& json, const office::OfficeStatus& status) {
    json.key("units").begin_array();
    for (const auto& [code, open] : status.open_by_unit) {
        json.begin_object().field("unit", code).field("open", open);
        json.field("overdue", status.overdue_by_unit.at(code)).end_object();
    }
    json.end_array();
}

std::string as_json(const office::Office& office, const office::OfficeStatus& status) {
    base::JsonWriter json;
    json.begin_object().field("pack", office.settings().pack);
    json.field("institution", office.institution().id());
    json.field("store", store_of(office.settings())).field("ledger", office.settings().ledger);
    json.field("authority", name_of(office.settings().mode));
    json.field("schema_version", status.schema_version).field("entries", status.entries);
    json.field("open", status.open).field("overdue", status.overdue).field("ended", status.ended);
    write_units(json, status);
    json.key("checkpoint");
    if (status.checkpoint) {
        json.begin_object().field("size", status.checkpoint_size);
        json.field("note", *status.checkpoint).end_object();
    } else {
        json.null();
    }
    json.end_object();
    return json.finish();
}

std::string as_text(const office::Office& office, const office::OfficeStatus& status,
                    diag::Language language, const Ink& ink) {
    const compile::Institution& about = office.institution().about();
    OfficePage page(ink);
    page.title(language == diag::Language::en ? about.name_en : about.name);
    page.rows(
        {{"Pack", office.settings().pack},
         {"Store",
          fmt::format("{}, schema version {}", store_of(office.settings()), status.schema_version)},
         {"Ledger", office.settings().ledger + ", " +
                        count_of(static_cast<std::size_t>(status.entries), "entry", "entries")},
         {"Checkpoint", status.checkpoint
                            ? "over " + count_of(static_cast<std::size_t>(status.checkpoint_size),
                                                 "entry", "entries")
                            : std::string("none was signed yet")},
         {"Authority", std::string(name_of(office.settings().mode))},
         {"Matters", fmt::format("{} open, {} overdue, {} ended", status.open, status.overdue,
                                 status.ended)}});
    if (status.open_by_unit.empty()) return page.take();
    std::vector<std::vector<std::string>> rows{{"open", "overdue", "unit"}};
    for (const auto& [code, open] : status.open_by_unit) {
        const auto unit = office.institution().find_unit(code);
        rows.push_back({std::to_string(open), std::to_string(status.overdue_by_unit.at(code)),
                        unit ? code + " " + office.institution().act().unit(*unit).name : code});
    }
    page.line_break();
    return page.take() + table_of(rows, ink);
}

int status(base::Env& env, const Options& options) {
    if (!options.names.empty()) {
        return fail(env, fmt::format("status takes no folder; give --office {}",
                                     printable(options.names.front())));
    }
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<office::OfficeStatus> status = office::status_of(*office.value());
    if (!status.ok()) return fail(env, status.error().message);
    return deliver(env, options,
                   options.office.json ? as_json(*office.value(), status.value())
                                       : as_text(*office.value(), status.value(),
                                                 language_of(options), Ink(env.terminal_colour())));
}

int tick(base::Env& env, const Options& options) {
    if (!options.names.empty()) {
        return fail(env, fmt::format("tick takes no folder; give --office {}",
                                     printable(options.names.front())));
    }
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<std::size_t> moved = office::pass_time(*office.value());
    if (!moved.ok()) return fail(env, moved.error().message);
    const Status settled = settle_ledger(env, options, *office.value());
    if (!settled.ok()) return fail(env, settled.error().message);
    if (!options.office.json)
        return deliver(env, options, count_of(moved.value(), "matter", "matters") + "\n");
    base::JsonWriter json;
    json.begin_object().field("matters", static_cast<std::int64_t>(moved.value())).end_object();
    return deliver(env, options, json.finish());
}

}  // namespace

int run_office(base::Env& env, const Options& options) {
    if (options.action == "init") return init(env, options);
    if (options.action == "status") return status(env, options);
    if (options.action == "calendar") return run_office_calendar(env, options);
    REMIT_CHECK(options.action == "tick");
    return tick(env, options);
}

}  // namespace remit::cli
