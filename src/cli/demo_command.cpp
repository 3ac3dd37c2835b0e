// `remit demo`: the offices of the packs after a year of work, to look at and to try things on.
//
// The year is played through the commands of an office (demo/year.h); what a step was declined for
// is told, since a story that stops in the middle is not what was meant.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>

#include "base/embedded.h"
#include "base/json_writer.h"
#include "calendar/zone.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/loading.h"
#include "cli/names.h"
#include "demo/year.h"
#include "diag/render.h"
#include "office/accounts.h"
#include "office/checkpoints.h"
#include "office/init_office.h"
#include "office/keys.h"
#include "office/matter_view.h"
#include "office/obligation_commands.h"

namespace remit::cli {
namespace {

constexpr int kDaysOfYear = 365;
/// Of every officer of a demo office, which holds nothing that anybody would want to keep.
constexpr std::string_view kDemoPassword = "remit-demo-2026";

struct Made {
    std::string pack;
    std::string folder;
    demo::Played played;
};

Result<std::uint64_t> read_seed(const std::string& text) {
    std::uint64_t seed = 1;
    if (text.empty()) return seed;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seed);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size()) return seed;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("--seed: '{}' is no whole number; write one such as 7", printable(text)));
}

/// The packs that are meant: the one that was named, or all.
Result<std::vector<std::string>> packs_of(const Options& options) {
    std::vector<std::string> packs = carried_packs();
    if (options.pack.empty()) return packs;
    if (std::ranges::find(packs, options.pack) != packs.end())
        return std::vector<std::string>{options.pack};
    return base::make_error(ErrorCode::not_found,
                            fmt::format("--pack: there is no pack '{}'; there are: {}",
                                        printable(options.pack), fmt::join(packs, ", ")));
}

Result<std::vector<demo::Story>> stories_of(const office::Institution& institution) {
    const std::string path = fmt::format("demo/{}.yaml", institution.pack());
    const auto bytes = base::find_embedded(base::embedded_files(), path);
    if (!bytes) {
        return base::make_error(
            ErrorCode::not_found,
            fmt::format("remit carries no stories for pack '{}'", institution.pack()));
    }
    demo::LoadedStories loaded = demo::load_stories(path, *bytes, institution);
    if (loaded.diagnostics.count(diag::Severity::error) == 0) return std::move(loaded.stories);
    return base::make_error(ErrorCode::corrupt,
                            diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
}

Status give_passwords(office::Office& office) {
    const office::StaffFile staff = REMIT_TRY(office::find_staff(office));
    for (const std::string& officer : staff.establishment.staff().officers) {
        REMIT_TRY(office::set_password(office, officer, kDemoPassword, base::PasswordCost::quick));
    }
    return base::done();
}

/// What the State owes, as the pack has it; whoever is first in the house enters it.
Status take_in_obligations(office::Office& office) {
    const office::StaffFile staff = REMIT_TRY(office::find_staff(office));
    office::Caller caller;
    caller.officer = staff.establishment.staff().officers.front();
    REMIT_TRY(office::import_obligations(office, caller, {}));
    return base::done();
}

Result<Made> make(demo::DemoEnv& env, const std::string& pack, const std::string& folder,
                  calendar::Date today) {
    env.set_now(calendar::from_utc({today.plus_days(-kDaysOfYear), 0}));
    REMIT_TRY(office::init_office(
        env, {.folder = folder,
              .settings = {.pack = pack, .ledger = fmt::format("demo.example/{}", pack)},
              .staff_name = {},
              .staff_text = {}}));
    const std::unique_ptr<office::Office> office = REMIT_TRY(office::Office::open(env, folder));
    const std::vector<demo::Story> stories = REMIT_TRY(stories_of(office->institution()));
    Made made{.pack = pack, .folder = folder, .played = {}};
    made.played =
        REMIT_TRY(demo::play_year(*office, env, stories, today.plus_days(-kDaysOfYear), today));
    REMIT_TRY(take_in_obligations(*office));
    REMIT_TRY(give_passwords(*office));
    const ledger::NoteSigner seal =
        REMIT_TRY(office::read_seal(env, folder, office->settings().ledger));
    REMIT_TRY(office::sign_checkpoint(*office, seal));
    return made;
}

Result<std::vector<Made>> make_all(base::Env& env, const Options& options) {
    if (options.names.size() != 1) {
        return base::make_error(ErrorCode::invalid_input,
                                "demo takes one folder, such as `remit demo demo`");
    }
    const std::vector<std::string> packs = REMIT_TRY(packs_of(options));
    const std::uint64_t seed = REMIT_TRY(read_seed(options.office.seed));
    const calendar::Date today =
        options.date.empty() ? calendar::utc_time({env.now_seconds()}).date
                             : REMIT_TRY(calendar::Date::parse(options.date).with("--date"));
    const std::string& folder = options.names.front();
    REMIT_TRY(env.make_folder(folder));
    std::vector<Made> made;
    for (const std::string& pack : packs) {
        demo::DemoEnv world(env, seed);
        made.push_back(REMIT_TRY(make(world, pack, folder + "/" + pack, today)));
    }
    return made;
}

std::string as_json(const std::vector<Made>& all) {
    base::JsonWriter json;
    json.begin_object().key("offices").begin_array();
    for (const Made& made : all) {
        json.begin_object().field("pack", made.pack).field("office", made.folder);
        json.field("matters", static_cast<std::int64_t>(made.played.matters));
        json.field("commands", static_cast<std::int64_t>(made.played.commands));
        json.key("declined").begin_array();
        for (const std::string& one : made.played.declined) json.string(one);
        json.end_array().end_object();
    }
    json.end_array().field("password", kDemoPassword).end_object();
    return json.finish();
}

std::string as_text(const std::vector<Made>& all) {
    std::string text;
    for (const Made& made : all) {
        text += fmt::format("{}: {} matters, {} commands\n", made.folder, made.played.matters,
                            made.played.commands);
        for (const std::string& one : made.played.declined)
            text += fmt::format("  declined: {}\n", one);
    }
    return text +
           fmt::format(
               "Next: `remit matter list --within 7d --office {0}`, or `remit serve --office {0}` "
               "and sign in with an id of `remit officer list --office {0}` and the password {1}\n",
               all.front().folder, kDemoPassword);
}

}  // namespace

int run_demo(base::Env& env, const Options& options) {
    const Result<std::vector<Made>> made = make_all(env, options);
    if (!made.ok()) return fail(env, made.error().message);
    return deliver(env, options,
                   options.office.json ? as_json(made.value()) : as_text(made.value()));
}

}  // namespace remit::cli
