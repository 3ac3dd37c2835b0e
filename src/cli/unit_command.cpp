// `remit unit [CODE]`: the units of an office's act, and one of them with its duties, posts and
// open matters.
//
// Only shows: duties are the act's, posts the establishment's, matters the register's. Nothing is
// judged and nothing changes.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "authority/competence_words.h"
#include "base/json_writer.h"
#include "cli/matter_pages.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/event_words.h"
#include "office/office_view.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMattersShown = 50;

/// A post of the unit, with who holds it on the day.
struct ShownPost {
    std::string id;
    std::string rank;
    std::string officer;
    bool acting = false;
    bool absent = false;
};

std::string_view name_of(authority::Rank rank) {
    switch (rank) {
        case authority::Rank::officer:
            return "officer";
        case authority::Rank::head:
            return "head";
        case authority::Rank::state_secretary:
            return "state_secretary";
        case authority::Rank::minister:
            return "minister";
    }
    return {};
}

std::vector<ShownPost> posts_of(const office::StaffFile& staff, remit::UnitId unit,
                                calendar::Date day) {
    std::vector<ShownPost> posts;
    for (const authority::HeldPost& post : staff.establishment.staff().posts) {
        if (post.unit != unit || !post.term.holds_on(day)) continue;
        posts.push_back({.id = post.id,
                         .rank = std::string(name_of(post.rank)),
                         .officer = staff.establishment.id_of(post.officer),
                         .acting = post.acting,
                         .absent = staff.establishment.is_absent(post.officer, day)});
    }
    return posts;
}

struct ShownUnit {
    remit::UnitId id;
    std::vector<ShownPost> posts;
    std::vector<office::MatterRow> matters;
};

Result<ShownUnit> load_unit(const office::Office& office, const std::string& word) {
    ShownUnit shown;
    shown.id = REMIT_TRY(find_unit(office, word));
    const office::StaffFile staff = REMIT_TRY(office::find_staff(office));
    shown.posts = posts_of(staff, shown.id, office.institution().day_at(office.now()));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    shown.matters = REMIT_TRY(
        office::list_matters(*snapshot, {.unit = office.institution().act().unit(shown.id).code},
                             std::nullopt, kMattersShown));
    return shown;
}

std::string functions_of(const office::Office& office, const remit::Duty& duty,
                         diag::Language language) {
    std::vector<std::string> names;
    for (const remit::FunctionId function : duty.functions) {
        names.push_back(
            authority::function_in_words(office.institution().vocabulary(), function, language));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

std::string in_words(const ShownPost& post, diag::Language language) {
    std::string text = fmt::format("{} ({}", post.officer, post.id);
    text += ", " + office::label(post.rank == "officer" ? "an_officer" : post.rank, language);
    if (post.acting) text += ", " + office::label("acting", language);
    if (post.absent) text += ", " + office::label("absent", language);
    return text + ")";
}

std::string as_text(const office::Office& office, const ShownUnit& shown,
                    const ShowOptions& options) {
    const remit::Remit& act = office.institution().act();
    const auto label = [&](std::string_view what) { return office::label(what, options.language); };
    OfficePage page{Ink(options.colour)};
    page.title(authority::unit_in_words(act, shown.id));
    const remit::UnitId parent = act.unit(shown.id).parent;
    if (parent.is_some()) page.rows({{label("above"), authority::unit_in_words(act, parent)}});
    page.heading(label("posts"));
    for (const ShownPost& post : shown.posts) page.item("-", in_words(post, options.language));
    if (shown.posts.empty()) page.text(label("none"), OfficePage::kIndent);
    page.heading(label("duties"));
    bool any = false;
    for (std::size_t i = 0; i < act.duties.size(); ++i) {
        const remit::Duty& duty = act.duties[i];
        if (duty.unit != shown.id) continue;
        any = true;
        page.item("-", fmt::format("{} {}", duty.id, duty.citation.label));
        page.text(office.institution().text_of(remit::DutyId(i)), 2 * OfficePage::kIndent);
        const std::string functions = functions_of(office, duty, options.language);
        if (!functions.empty()) page.below(functions, 2 * OfficePage::kIndent);
    }
    if (!any) page.text(label("none"), OfficePage::kIndent);
    page.heading(label("matters"));
    return page.take() + list_text(office, shown.matters, {}, options);
}

std::string as_json(const office::Office& office, const ShownUnit& shown,
                    const ShowOptions& options) {
    const remit::Remit& act = office.institution().act();
    const remit::Unit& unit = act.unit(shown.id);
    base::JsonWriter json;
    json.begin_object().field("unit", unit.code).field("name", unit.name);
    json.field("parent", unit.parent.is_some() ? act.unit(unit.parent).code : std::string());
    json.key("posts").begin_array();
    for (const ShownPost& post : shown.posts) {
        json.begin_object().field("post", post.id).field("rank", post.rank);
        json.field("officer", post.officer).field_bool("acting", post.acting);
        json.field_bool("absent", post.absent).end_object();
    }
    json.end_array().key("duties").begin_array();
    for (std::size_t i = 0; i < act.duties.size(); ++i) {
        const remit::Duty& duty = act.duties[i];
        if (duty.unit != shown.id) continue;
        json.begin_object().field("duty", duty.id).field("citation", duty.citation.label);
        json.field("text", office.institution().text_of(remit::DutyId(i)));
        json.field("functions", functions_of(office, duty, options.language)).end_object();
    }
    json.end_array().key("matters").begin_array();
    for (const office::MatterRow& row : shown.matters) {
        json.begin_object().field("matter", row.id).field("number", row.number);
        json.field("title", row.title).field("state", row.state).field("officer", row.officer);
        json.end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

int show(base::Env& env, const Options& options, const office::Office& office) {
    const Result<ShownUnit> shown = load_unit(office, options.names.front());
    if (!shown.ok()) return fail(env, shown.error().message);
    const ShowOptions how{.language = language_of(options), .colour = env.terminal_colour()};
    return deliver(env, options,
                   options.office.json ? as_json(office, shown.value(), how)
                                       : as_text(office, shown.value(), how));
}

struct UnitRow {
    std::string code;
    std::string name;
    std::size_t duties = 0;
    std::int64_t open = 0;
    std::int64_t overdue = 0;
};

std::vector<UnitRow> rows_of(const office::Office& office, const office::OfficeStatus& status) {
    const remit::Remit& act = office.institution().act();
    std::vector<UnitRow> rows;
    for (std::size_t i = 0; i < act.units.size(); ++i) {
        UnitRow row{.code = act.units[i].code, .name = act.units[i].name};
        row.duties = static_cast<std::size_t>(
            std::ranges::count(act.duties, remit::UnitId(i), &remit::Duty::unit));
        if (const auto open = status.open_by_unit.find(row.code);
            open != status.open_by_unit.end()) {
            row.open = open->second;
            row.overdue = status.overdue_by_unit.at(row.code);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

int list(base::Env& env, const Options& options, const office::Office& office) {
    const Result<office::OfficeStatus> status = office::status_of(office);
    if (!status.ok()) return fail(env, status.error().message);
    const std::vector<UnitRow> rows = rows_of(office, status.value());
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_array();
        for (const UnitRow& row : rows) {
            json.begin_object().field("unit", row.code).field("name", row.name);
            json.field("duties", static_cast<std::int64_t>(row.duties));
            json.field("open", row.open).field("overdue", row.overdue).end_object();
        }
        json.end_array();
        return deliver(env, options, json.finish());
    }
    const diag::Language language = language_of(options);
    const auto label = [&](std::string_view what) { return office::label(what, language); };
    std::vector<std::vector<std::string>> cells{
        {label("unit"), label("duties"), label("open"), label("overdue"), label("name")}};
    for (const UnitRow& row : rows) {
        cells.push_back({row.code, std::to_string(row.duties), std::to_string(row.open),
                         std::to_string(row.overdue), row.name});
    }
    return deliver(env, options, table_of(cells, Ink(env.terminal_colour())));
}

}  // namespace

int run_unit(base::Env& env, const Options& options) {
    if (options.names.size() > 1) {
        return fail(env, fmt::format("'{}' is one word too many; a name of several words stands in "
                                     "quotation marks",
                                     printable(options.names[1])));
    }
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    if (options.names.empty()) return list(env, options, *office.value());
    return show(env, options, *office.value());
}

}  // namespace remit::cli
