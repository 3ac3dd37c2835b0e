#include "office/office.h"

#include <fmt/format.h>

#include <utility>

#include "base/embedded.h"
#include "store/migrations.h"

namespace remit::office {
namespace {

constexpr std::string_view kMigrationsFolder = "migrations";

Status migrate(store::Database& database) {
    const auto migrations = REMIT_TRY(
        store::find_migrations(base::embedded_files(), kMigrationsFolder, database.dialect()));
    return store::migrate(database, migrations);
}

}  // namespace

Result<std::unique_ptr<const Institution>> institution_of(
    base::Env& env, store::Database& database, std::unique_ptr<const Institution> of_pack) {
    const store::Snapshot snapshot = REMIT_TRY(database.snapshot());
    const Journal journal(*snapshot, of_pack->id(), env);
    const std::vector<AdoptedAct> acts = REMIT_TRY(load_acts(journal));
    const std::vector<CalendarChange> changes = REMIT_TRY(load_calendar_changes(journal));
    if (acts.empty() && changes.empty()) return of_pack;
    std::unique_ptr<const Institution> adopted =
        REMIT_TRY(Institution::load(of_pack->pack(), acts, changes));
    return adopted;
}

store::Options place_of(const Settings& settings, const std::string& folder) {
    store::Options options;
    if (settings.postgres.empty()) {
        options.place =
            store::SqliteFile{.path = folder + "/" + std::string(kDatabaseFile), .vfs = {}};
    } else {
        options.place = store::PostgresServer{settings.postgres};
    }
    return options;
}

Result<std::unique_ptr<Office>> Office::open(base::Env& env, const std::string& folder) {
    const std::string path = folder + "/" + std::string(kSettingsFile);
    const Result<std::string> bytes = env.read_file(path);
    if (!bytes.ok() && bytes.error().code == ErrorCode::not_found) {
        return base::make_error(
            ErrorCode::not_found,
            fmt::format("there is no office in '{0}'; `remit office init {0} --pack hr` makes one",
                        folder));
    }
    if (!bytes.ok()) return bytes.error();
    Settings settings = REMIT_TRY(read_settings(path, bytes.value()));
    std::unique_ptr<const Institution> institution = REMIT_TRY(Institution::load(settings.pack));
    std::unique_ptr<store::Database> database =
        REMIT_TRY(store::Database::open(place_of(settings, folder)));
    REMIT_TRY(migrate(*database));
    institution = REMIT_TRY(institution_of(env, *database, std::move(institution)));
    auto office = REMIT_TRY(over(env, std::move(database), *institution, std::move(settings)));
    office->own_institution_ = std::move(institution);
    return office;
}

Result<std::unique_ptr<Office>> Office::over(base::Env& env,
                                             std::unique_ptr<store::Database> database,
                                             const Institution& institution, Settings settings) {
    REMIT_TRY(migrate(*database));
    return std::unique_ptr<Office>(
        new Office(env, std::move(database), institution, std::move(settings)));
}

Result<const StaffFile*> Office::staff(const Journal& journal) {
    const ledger::ChainHead head = REMIT_TRY(journal.head(kHouseChain));
    const std::lock_guard lock(staff_mutex_);
    if (staff_.empty() || staff_.front().head != head)
        staff_.push_front(REMIT_TRY(load_staff_file(journal, *institution_)));
    return &staff_.front();
}

Status Office::run(const std::function<Status(MatterWork&)>& command) {
    return run_with([&](store::Connection& /*connection*/, MatterWork& work,
                        const StaffFile& /*staff*/) { return command(work); });
}

Status Office::run_with(
    const std::function<Status(store::Connection&, MatterWork&, const StaffFile&)>& command) {
    return database_->write([&](store::Connection& connection) -> Status {
        const Journal journal(connection, institution_->id(), *env_);
        const StaffFile* staff = REMIT_TRY(this->staff(journal));
        MatterWork work(connection, {institution_, settings_.mode, env_, &matters_}, *staff, now());
        return command(connection, work, *staff);
    });
}

}  // namespace remit::office
