// `remit officer`: who holds which post, whom an officer replaces, what is given to him; and the
// adoption of an establishment.
//
// Officers are ids, never names of people. Shows the establishment of today; adopting one is
// recorded, and gives nobody a power that the act does not give his unit.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "authority/competence_words.h"
#include "base/json_writer.h"
#include "cli/matter_pages.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/accounts.h"
#include "office/commands.h"
#include "office/event_words.h"
#include "office/init_office.h"

namespace remit::cli {
namespace {

constexpr std::size_t kMattersShown = 50;

std::string rank_word(authority::Rank rank) {
    return rank == authority::Rank::officer ? "officer" : "head";
}
/// The key of its label.
std::string rank_label(authority::Rank rank) {
    return rank == authority::Rank::officer ? "an_officer" : "head";
}

std::string days_of(const authority::Tenure& term) {
    if (!term.from && !term.until) return {};
    return fmt::format("{} .. {}", term.from ? term.from->iso() : "",
                       term.until ? term.until->iso() : "");
}

// --- One officer ---

struct ShownOfficer {
    std::string id;
    office::StaffFile staff;
    authority::OfficerId officer;
    calendar::Date day;
    std::vector<office::MatterRow> matters;
};

Result<ShownOfficer> load_officer(const office::Office& office, const std::string& id) {
    REMIT_TRY(check_officer(office, id));
    ShownOfficer shown{.id = id, .staff = REMIT_TRY(office::find_staff(office))};
    shown.officer = *shown.staff.establishment.find_officer(id);
    shown.day = office.institution().day_at(office.now());
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    shown.matters =
        REMIT_TRY(office::list_matters(*snapshot, {.officer = id}, std::nullopt, kMattersShown));
    return shown;
}

std::string with_days(std::string text, const authority::Tenure& term, std::string_view basis) {
    const std::string days = days_of(term);
    if (!days.empty()) text += ", " + days;
    if (!basis.empty()) text += fmt::format(" ({})", basis);
    return text;
}

std::string as_text(const office::Office& office, const ShownOfficer& shown,
                    const ShowOptions& options) {
    const auto label = [&](std::string_view what) { return office::label(what, options.language); };
    const authority::Establishment& staff = shown.staff.establishment;
    OfficePage page{Ink(options.colour)};
    page.title(shown.id +
               (staff.is_absent(shown.officer, shown.day) ? "  " + label("absent") : ""));
    page.heading(label("posts"));
    for (const authority::Capacity& capacity : staff.capacities(shown.officer, shown.day)) {
        std::string text =
            fmt::format("{}, {}, {}", capacity.post->id, label(rank_label(capacity.post->rank)),
                        authority::unit_in_words(office.institution().act(), capacity.post->unit));
        if (capacity.post->acting) text += ", " + label("acting");
        if (capacity.replaces.is_some())
            text += fmt::format(", {}: {}", label("replaces"), staff.id_of(capacity.replaces));
        page.item("-", text);
    }
    const auto section = [&](std::string_view what, const std::vector<std::string>& all) {
        if (all.empty()) return;
        page.heading(label(what));
        for (const std::string& one : all) page.item("-", one);
    };
    std::vector<std::string> deputies;
    std::vector<std::string> replaces;
    for (const authority::Deputy& deputy : staff.staff().deputies) {
        if (deputy.replaces == shown.officer)
            deputies.push_back(with_days(staff.id_of(deputy.deputy), deputy.term, deputy.basis));
        if (deputy.deputy == shown.officer)
            replaces.push_back(with_days(staff.id_of(deputy.replaces), deputy.term, deputy.basis));
    }
    std::vector<std::string> absences;
    for (const authority::Absence& absence : staff.staff().absences) {
        if (absence.officer == shown.officer)
            absences.push_back(with_days(label("absent"), absence.term, absence.basis));
    }
    section("deputies", deputies);
    section("replaces", replaces);
    section("absences", absences);
    page.heading(label("matters"));
    return page.take() + list_text(office, shown.matters, {}, options);
}

std::string as_json(const office::Office& office, const ShownOfficer& shown) {
    const authority::Establishment& staff = shown.staff.establishment;
    base::JsonWriter json;
    json.begin_object().field("officer", shown.id);
    json.field_bool("absent", staff.is_absent(shown.officer, shown.day));
    json.key("posts").begin_array();
    for (const authority::Capacity& capacity : staff.capacities(shown.officer, shown.day)) {
        json.begin_object().field("post", capacity.post->id);
        json.field("unit", office.institution().act().unit(capacity.post->unit).code);
        json.field("rank", rank_word(capacity.post->rank));
        json.field_bool("acting", capacity.post->acting);
        json.field("replaces",
                   capacity.replaces.is_some() ? staff.id_of(capacity.replaces) : std::string());
        json.end_object();
    }
    json.end_array().key("deputies").begin_array();
    for (const authority::Deputy& deputy : staff.staff().deputies) {
        if (deputy.replaces != shown.officer) continue;
        json.begin_object().field("deputy", staff.id_of(deputy.deputy));
        json.field("days", days_of(deputy.term)).field("basis", deputy.basis).end_object();
    }
    json.end_array().key("absences").begin_array();
    for (const authority::Absence& absence : staff.staff().absences) {
        if (absence.officer != shown.officer) continue;
        json.begin_object().field("days", days_of(absence.term));
        json.field("basis", absence.basis).end_object();
    }
    json.end_array().key("matters").begin_array();
    for (const office::MatterRow& row : shown.matters) {
        json.begin_object().field("matter", row.id).field("number", row.number);
        json.field("title", row.title).field("state", row.state).end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

int show(base::Env& env, const Options& options, const office::Office& office) {
    const Result<ShownOfficer> shown = load_officer(office, options.names.front());
    if (!shown.ok()) return fail(env, shown.error().message);
    const ShowOptions how{.language = language_of(options), .colour = env.terminal_colour()};
    return deliver(
        env, options,
        options.office.json ? as_json(office, shown.value()) : as_text(office, shown.value(), how));
}

// --- All officers ---

struct ListedPost {
    const authority::HeldPost* post;
    std::string unit;
    std::string officer;
    bool absent = false;
};

int list(base::Env& env, const Options& options, const office::Office& office) {
    remit::UnitId unit;
    if (!options.unit.empty()) {
        const Result<remit::UnitId> found = find_unit(office, options.unit);
        if (!found.ok()) return fail(env, found.error().message);
        unit = found.value();
    }
    const Result<office::StaffFile> staff = office::find_staff(office);
    if (!staff.ok()) return fail(env, staff.error().message);
    const authority::Establishment& establishment = staff.value().establishment;
    const calendar::Date day = office.institution().day_at(office.now());
    std::vector<ListedPost> posts;
    for (const authority::HeldPost& post : establishment.staff().posts) {
        if (!post.term.holds_on(day) || (unit.is_some() && post.unit != unit)) continue;
        posts.push_back({&post, office.institution().act().unit(post.unit).code,
                         establishment.id_of(post.officer),
                         establishment.is_absent(post.officer, day)});
    }
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_array();
        for (const ListedPost& one : posts) {
            json.begin_object().field("officer", one.officer).field("post", one.post->id);
            json.field("unit", one.unit).field("rank", rank_word(one.post->rank));
            json.field_bool("acting", one.post->acting).field_bool("absent", one.absent);
            json.end_object();
        }
        json.end_array();
        return deliver(env, options, json.finish());
    }
    const diag::Language language = language_of(options);
    const auto label = [&](std::string_view what) { return office::label(what, language); };
    std::vector<std::vector<std::string>> cells{
        {label("unit"), label("rank"), label("officer"), label("post"), ""}};
    for (const ListedPost& one : posts) {
        std::string remark = one.post->acting ? label("acting") : std::string();
        if (one.absent) remark += (remark.empty() ? "" : ", ") + label("absent");
        cells.push_back(
            {one.unit, label(rank_label(one.post->rank)), one.officer, one.post->id, remark});
    }
    return deliver(env, options, table_of(cells, Ink(env.terminal_colour())));
}

// --- Adopting ---

int adopt(base::Env& env, const Options& options, office::Office& office) {
    if (options.names.size() != 2)
        return fail(env, "adopt takes one file, such as `remit officer adopt staff.yaml`");
    const std::string& name = options.names[1];
    const Result<std::string> text = name == "-" ? env.read_input() : env.read_file(name);
    if (!text.ok()) return fail(env, text.error().message);
    if (text.value().empty()) return fail(env, fmt::format("'{}' is empty", printable(name)));
    std::string by = options.office.officer;
    if (by.empty()) by = env.find_variable(kOfficerVariable).value_or("");
    if (by.empty()) by = office::kInitialiser;
    const Status adopted =
        office::adopt_establishment(office, by, name == "-" ? "<stdin>" : name, text.value());
    if (!adopted.ok()) return fail(env, adopted.error().message);
    const Result<office::StaffFile> staff = office::find_staff(office);
    if (!staff.ok()) return fail(env, staff.error().message);
    const std::size_t posts = staff.value().establishment.staff().posts.size();
    const std::size_t officers = staff.value().establishment.staff().officers.size();
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_object().field("outcome", "done").field("by", by);
        json.field("officers", static_cast<std::int64_t>(officers));
        json.field("posts", static_cast<std::int64_t>(posts)).end_object();
        return deliver(env, options, json.finish());
    }
    return deliver(env, options,
                   office::say(office::PhraseId::adopted, language_of(options),
                               {{"officers", std::to_string(officers)},
                                {"posts", std::to_string(posts)},
                                {"officer", by}}) +
                       "\n");
}

// --- Passwords ---

/// Without look-alikes: no 0 and O, no 1, l and I.
constexpr std::string_view kPasswordLetters = "abcdefghijkmnpqrstuvwxyz23456789";
constexpr std::size_t kPasswordLength = 20;
static_assert(256 % kPasswordLetters.size() == 0, "each letter must be as likely as any other");

std::string made_password(base::Env& env) {
    std::string password;
    for (const char byte : env.random_bytes(kPasswordLength)) {
        password += kPasswordLetters[static_cast<unsigned char>(byte) % kPasswordLetters.size()];
    }
    return password;
}

/// The first line on standard input.
Result<std::string> typed_password(base::Env& env) {
    std::string typed = REMIT_TRY(env.read_input());
    typed.resize(std::min(typed.find('\n'), typed.size()));
    if (typed.ends_with('\r')) typed.pop_back();
    if (!typed.empty()) return typed;
    return base::make_error(ErrorCode::invalid_input,
                            "no password came on standard input; write one there, on a line of its "
                            "own, or let --generate make one");
}

/// The one on standard input, or one that is made and printed once.
int give_password(base::Env& env, const Options& options, office::Office& office) {
    if (options.names.size() != 2) {
        return fail(env,
                    "password takes one officer, such as `remit officer password "
                    "head-5-1-1`; the password is read from standard input");
    }
    const std::string& id = options.names[1];
    const Status known = check_officer(office, id);
    if (!known.ok()) return fail(env, known.error().message);
    const Result<std::string> chosen =
        options.office.generate ? Result<std::string>(made_password(env)) : typed_password(env);
    if (!chosen.ok()) return fail(env, chosen.error().message);
    const std::string& password = chosen.value();
    const Status given = office::set_password(office, id, password);
    if (!given.ok()) return fail(env, given.error().message);
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_object().field("officer", id);
        if (options.office.generate) json.field("password", password);
        json.end_object();
        return deliver(env, options, json.finish());
    }
    return deliver(env, options,
                   options.office.generate
                       ? fmt::format("{} signs in with {}\n", id, password)
                       : fmt::format("{} has a new password; his sessions have ended\n", id));
}

}  // namespace

int run_officer(base::Env& env, const Options& options) {
    const std::string_view action = options.names.empty() ? "list" : options.names.front();
    const bool adopting = action == "adopt";
    const bool giving = action == "password";
    if (options.names.size() > 1 && !adopting && !giving)
        return fail(env, fmt::format("'{}' is one word too many", printable(options.names[1])));
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    if (adopting) return adopt(env, options, *office.value());
    if (giving) return give_password(env, options, *office.value());
    const bool listing = action == "list";
    return listing ? list(env, options, *office.value()) : show(env, options, *office.value());
}

}  // namespace remit::cli
