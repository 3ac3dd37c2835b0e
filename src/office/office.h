// An office: an institution at work on a database, and the only way in for every adapter.
//
//     auto office = Office::open(env, "mvep");                       // a folder with office.yaml
//     Outcome done = take_step(*office, caller, {.matter = "018-04/26-01/7", .step = "clear"});
//
// Commands (commands.h) change it, one transaction each, and answer with a receipt or a refusal;
// queries (registers.h, matter_file.h) read a snapshot. Invariants: what a receipt says is on the
// disk; nothing else changes an office than its commands; a command asks authority before it asks
// anything of the engine. One Office serves any number of threads.
#pragma once

#include <forward_list>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <variant>

#include "base/env.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "office/institution.h"
#include "office/matter_cache.h"
#include "office/matter_work.h"
#include "office/outcome.h"
#include "office/settings.h"
#include "office/staff_file.h"
#include "store/database.h"

namespace remit::office {

inline constexpr std::string_view kSettingsFile = "office.yaml";
inline constexpr std::string_view kDatabaseFile = "office.db";

/// Where the database of these settings is; `folder` is that of the office.
store::Options place_of(const Settings& settings, const std::string& folder);

/// The institution that the office in the database is now: that of its pack, with the acts and the
/// days that it has adopted since. Errors: those of Institution::load() and of the journal.
Result<std::unique_ptr<const Institution>> institution_of(
    base::Env& env, store::Database& database, std::unique_ptr<const Institution> of_pack);

class Office {
  public:
    /// Opens the office in a folder, and brings its database to this program's version.
    /// Errors: not_found (no office there), invalid_input (settings; a newer database), those of
    ///         store::Database::open(). Cost: some 200 ms.
    static Result<std::unique_ptr<Office>> open(base::Env& env, const std::string& folder);
    /// Over a database that is open already and a borrowed institution, for tests and simulations.
    static Result<std::unique_ptr<Office>> over(base::Env& env,
                                                std::unique_ptr<store::Database> database,
                                                const Institution& institution, Settings settings);

    [[nodiscard]] const Institution& institution() const { return *institution_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] store::Database& database() const { return *database_; }
    [[nodiscard]] base::Env& env() const { return *env_; }
    [[nodiscard]] calendar::Instant now() const { return {env_->now_seconds()}; }

    /// Runs a command in a write transaction; what a Declined has written is undone. It may be run
    /// again from the beginning where others were faster. Out: what the command answers, a Result
    /// of a variant with Declined.
    template <typename Command>
    std::invoke_result_t<const Command&, MatterWork&> write(const Command& command);
    /// The same for what nobody asked for and nobody is answered: the clock.
    Status run(const std::function<Status(MatterWork&)>& command);
    /// The same for what also concerns the house: who works in it, under which act.
    Status run_with(
        const std::function<Status(store::Connection&, MatterWork&, const StaffFile&)>& command);

    /// Of the chain of the house as it stands; loaded again only where that has gone on. Lives as
    /// long as the office does.
    Result<const StaffFile*> staff(const Journal& journal);

  private:
    Office(base::Env& env, std::unique_ptr<store::Database> database,
           const Institution& institution, Settings settings)
        : env_(&env),
          database_(std::move(database)),
          institution_(&institution),
          settings_(std::move(settings)) {}

    base::Env* env_;
    std::unique_ptr<store::Database> database_;
    std::unique_ptr<const Institution> own_institution_;  // none where it is borrowed
    const Institution* institution_;
    Settings settings_;
    MatterCache matters_;
    std::mutex staff_mutex_;
    /// Guarded by staff_mutex_; the last one counts. Those before are kept, since a command may be
    /// at work with one: an establishment is adopted a few times a year.
    std::forward_list<StaffFile> staff_;
};

template <typename Command>
std::invoke_result_t<const Command&, MatterWork&> Office::write(const Command& command) {
    using Answer = std::invoke_result_t<const Command&, MatterWork&>;
    const auto is_declined = [](const Answer& answer) {
        return answer.ok() && std::holds_alternative<Declined>(answer.value());
    };
    Answer answer = base::make_error(ErrorCode::unavailable, "the command was not run");
    const Status written = run([&](MatterWork& work) -> Status {
        answer = command(work);
        if (!answer.ok()) return answer.error();
        if (!is_declined(answer)) return base::done();
        return base::make_error(ErrorCode::denied, "declined");  // undoes what was written
    });
    if (!written.ok() && !is_declined(answer)) answer = written.error();  // it could not be kept
    return answer;
}

}  // namespace remit::office
