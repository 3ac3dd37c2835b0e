#include "office/init_office.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <utility>
#include <vector>

#include "office/commands.h"
#include "office/office.h"
#include "office/staff_file.h"
#include "store/database.h"

namespace remit::office {
namespace {

std::string in_folder(const std::string& folder, std::string_view name) {
    return fmt::format("{}/{}", folder, name);
}

/// Whether the folder is there; an error where it holds anything.
Result<bool> find_empty_folder(base::Env& env, const std::string& folder) {
    const Result<std::vector<std::string>> names = env.list_folder(folder);
    if (!names.ok() && names.error().code == ErrorCode::not_found) return false;
    if (!names.ok()) return names.error();
    if (names.value().empty()) return true;
    for (const std::string& name : names.value()) {
        if (name != kSettingsFile) continue;
        return base::make_error(
            ErrorCode::conflict,
            fmt::format("there is an office in '{0}' already; `remit office status --office {0}` "
                        "shows it",
                        folder));
    }
    return base::make_error(
        ErrorCode::conflict,
        fmt::format("'{}' is not empty (it holds '{}'); name a folder that is new or empty", folder,
                    names.value().front()));
}

/// A server that keeps an office already must not get a second one into the same tables.
Status check_fresh(Office& office) {
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const auto row = REMIT_TRY((snapshot->find<std::int64_t>("SELECT count(*) FROM entries")));
    if (row && std::get<0>(*row) == 0) return base::done();
    return base::make_error(ErrorCode::conflict,
                            "the database holds an office already; name another database, or "
                            "another schema with options='-c search_path=NAME'");
}

/// The code as it may stand in an id: "5-1-1", "i-2".
std::string id_of(std::string_view code) {
    std::string id;
    for (const char c : code) {
        const bool capital = c >= 'A' && c <= 'Z';
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        id += capital ? static_cast<char>(c - 'A' + 'a') : plain ? c : '-';
    }
    return id;
}

Result<std::unique_ptr<Office>> open_empty(base::Env& env, const std::string& folder,
                                           const Institution& institution,
                                           const Settings& settings) {
    std::unique_ptr<store::Database> database =
        REMIT_TRY(store::Database::open(place_of(settings, folder)));
    std::unique_ptr<Office> office =
        REMIT_TRY(Office::over(env, std::move(database), institution, settings));
    REMIT_TRY(check_fresh(*office));
    return office;
}

Status write_keys(base::Env& env, const std::string& folder, const ledger::NoteSigner& signer) {
    REMIT_TRY(env.make_folder(in_folder(folder, kKeysFolder)));
    REMIT_TRY(env.write_private_file(in_folder(folder, kSeedFile), signer.text() + "\n"));
    return env.write_file(in_folder(folder, kSealFile), signer.public_key().text() + "\n");
}

/// Makes everything in the folder, which is there.
Status make(base::Env& env, const InitRequest& request, const Settings& settings,
            const ledger::NoteSigner& signer, const Institution& institution) {
    {
        const std::unique_ptr<Office> office =
            REMIT_TRY(open_empty(env, request.folder, institution, settings));
        REMIT_TRY(adopt_establishment(*office, std::string(kInitialiser), request.staff_name,
                                      request.staff_text));
    }
    REMIT_TRY(write_keys(env, request.folder, signer));
    return env.write_file(in_folder(request.folder, kSettingsFile), write_settings(settings));
}

}  // namespace

Result<InitDone> init_office(base::Env& env, const InitRequest& asked) {
    InitRequest request = asked;
    const std::unique_ptr<Institution> institution =
        REMIT_TRY(Institution::load(request.settings.pack));
    Settings settings = request.settings;
    if (settings.ledger.empty()) settings.ledger = institution->id();
    if (!ledger::is_note_name(settings.ledger)) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("'{}' cannot be the name of a ledger; write one without blanks and '+', "
                        "such as mvep.example/global-affairs",
                        settings.ledger));
    }
    if (request.staff_text.empty()) {
        request.staff_name = "<sample>";
        request.staff_text = sample_staff(institution->act());
    }
    const authority::Staff staff =
        REMIT_TRY(read_staff(request.staff_name, request.staff_text, *institution));
    if (!REMIT_TRY(find_empty_folder(env, request.folder)))
        REMIT_TRY(env.make_folder(request.folder));

    const ledger::NoteSigner signer{settings.ledger,
                                    base::SecretKey(env.random_bytes(base::kSeedBytes))};
    const Status made = make(env, request, settings, signer, *institution);
    if (!made.ok()) {
        return base::make_error(
            made.error().code,
            fmt::format("{}\n  no office was made; remove what lies in '{}', then try again",
                        made.error().message, request.folder));
    }
    return InitDone{settings, signer.public_key(), staff.posts.size()};
}

std::string sample_head(std::string_view unit) {
    return fmt::format("head-{}", id_of(unit));
}

std::string sample_officer(std::string_view unit, char which) {
    return fmt::format("officer-{}-{}", id_of(unit), which);
}

std::string sample_staff(const remit::Remit& act) {
    std::string officers = "officers:\n";
    std::string posts = "posts:\n";
    for (const remit::Unit& unit : act.units) {
        struct Post {
            std::string id;
            std::string_view rank;
        };
        const Post sample[] = {{sample_head(unit.code), "head"},
                               {sample_officer(unit.code, 'a'), "officer"},
                               {sample_officer(unit.code, 'b'), "officer"}};
        for (const auto& [id, rank] : sample) {
            officers += fmt::format("  - {{id: \"{}\"}}\n", id);
            posts +=
                fmt::format("  - {{id: \"{0}\", unit: \"{1}\", rank: {2}, officer: \"{0}\"}}\n", id,
                            unit.code, rank);
        }
    }
    return officers + posts;
}

}  // namespace remit::office
