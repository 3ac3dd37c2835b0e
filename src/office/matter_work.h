// One command at work on matters, inside one transaction: load, decide, record, keep the registers.
//
// Every command in matters goes through here, so that there is one way in which an entry comes
// about: (1) a repeated key is answered from the ledger, (2) the matter is folded, (3) the version
// that the caller saw is compared, (4) authority is asked, (5) the engine decides, (6) the entry is
// appended and read back, (7) the registers follow, (8) what it gives rise to is opened, each by an
// entry of its own. Invariant: a Declined has written nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/env.h"
#include "base/hash.h"
#include "office/institution.h"
#include "office/journal.h"
#include "office/matter_cache.h"
#include "office/matter_file.h"
#include "office/outcome.h"
#include "office/permit.h"
#include "office/reading.h"
#include "office/settings.h"
#include "office/staff_file.h"
#include "procedure/engine.h"
#include "store/connection.h"

namespace remit::office {

/// How deep matters may give rise to matters in one command.
inline constexpr int kSpawnDepthMax = 4;

/// A command and who gives it, as it is recorded.
struct Order {
    const Caller* caller;
    std::string_view name;  // "take_step"
    base::Hash request;     // of everything that was asked for
};

/// Who acts under the permit, as an entry names it.
ledger::Acting acting_of(const Permit& permit);

class MatterWork {
  public:
    /// Of the office, for all its commands.
    struct Place {
        const Institution* institution;
        Mode mode;
        base::Env* env;
        MatterCache* matters;
    };

    /// All are borrowed; the connection is in a write transaction.
    MatterWork(store::Connection& connection, const Place& place, const StaffFile& staff,
               calendar::Instant now)
        : connection_(&connection),
          institution_(place.institution),
          env_(place.env),
          matters_(place.matters),
          journal_(connection, institution_->id(), *env_),
          establishment_(&staff.establishment),
          permits_(*institution_, staff.establishment, place.mode, institution_->day_at(now)),
          now_(now) {}

    /// Whether the command was carried out before under its key, or its key is another's; the
    /// answer to it is then filled.
    Result<bool> repeated(const Order& order, Outcome& answer) const;

    /// The matter with this id or number. Nothing is locked: who comes second is told by append().
    Result<MatterFile> load(std::string_view name) const;
    /// What every command in a matter begins with: fills the file, or, where the command is a
    /// repeated one, the caller saw another version than there is, or the matter is closed, the
    /// answer, and says so.
    Result<bool> begin(const Order& order, std::string_view name, MatterFile& file,
                       Outcome& answer) const;

    /// The same of a command that is done in a closed matter as well.
    Result<bool> begin_even_closed(const Order& order, std::string_view name, MatterFile& file,
                                   Outcome& answer) const;

    [[nodiscard]] std::variant<Permit, Declined> ask(const Caller& caller,
                                                     const PermitRequest& request) const {
        return permits_.ask(caller, request);
    }

    /// For what the lead unit does outside steps: a unit that may take a step of the procedure on
    /// what the matter is about.
    [[nodiscard]] PermitRequest asked_as_lead(const MatterFile& file, procedure::Rank rank) const;

    /// For an answer: the unit that was asked answers by being asked; of a counterpart, the unit
    /// that leads the matter enters it by a power of its own.
    [[nodiscard]] std::variant<Permit, Declined> ask_to_answer(
        const Caller& caller, const MatterFile& file, const procedure::Question& question) const;

    /// Decides the command by its procedure and records what follows, or says why it is refused.
    /// `papers` are those that it brings, in their order.
    Result<Outcome> decide(const Order& order, MatterFile file, const procedure::Command& command,
                           const Permit& permit, const std::vector<ReadPaper>& papers = {});
    /// Records that the matter is given to the officer: the engine knows of no such thing.
    Result<Outcome> give_to(const Order& order, MatterFile file, std::string_view officer,
                            const Permit& permit);
    /// Erases everything personal that the chain of the matter has brought, and records that.
    Result<Outcome> erase(const Order& order, MatterFile file, Erasure erasure,
                          const Permit& permit);
    /// Records that each of the matters is closed; the first is that from which the others sprang.
    Result<Outcome> close(const Order& order, std::vector<MatterFile> files, const Closing& closing,
                          const Permit& permit);
    /// The same of a matter that is being opened under a definition.
    Result<Outcome> open(const Order& order, const procedure::Definition& definition,
                         const procedure::OpenMatter& command, const Permit& permit,
                         const std::vector<ReadPaper>& papers);
    /// Records what the head says of access to a paper; nothing else follows from it.
    Status note(const Order& order, MatterFile& file, PayloadHead head, ledger::Acting acting);

    /// Keeps the bytes of papers under their digests.
    Status keep_papers(const std::vector<ReadPaper>& papers);

    /// What the clock brings in the matter by now. Nothing is written where nothing is due.
    Status pass_time(MatterFile& file);

    /// Puts an open matter into the hands of the unit that another act makes competent. No step,
    /// and no unit decides it: the act does, and `by` has recorded that.
    Status move_by_act(MatterFile& file, const std::string& by, const procedure::Power& receiving,
                       const std::string& note);

    /// Records what moves in an open matter because `by` has changed a calendar. No step, and no
    /// unit decides it.
    Status recount(MatterFile& file, const std::string& by,
                   const std::vector<procedure::Event>& events);

    /// Who acts without a duty, in the post that he holds or deputises in today: he reads, or notes
    /// what came in.
    [[nodiscard]] ledger::Acting acting_in_post(const std::string& officer) const;
    [[nodiscard]] const Permits& permits() const { return permits_; }
    [[nodiscard]] std::string new_matter_id() const { return new_id('m'); }
    /// An id of a thing of this kind, which no other will have.
    [[nodiscard]] std::string new_id(char kind) const;
    [[nodiscard]] store::Connection& connection() const { return *connection_; }
    [[nodiscard]] Journal& journal() { return journal_; }
    [[nodiscard]] const authority::Establishment& establishment() const { return *establishment_; }
    [[nodiscard]] const Institution& institution() const { return *institution_; }
    [[nodiscard]] calendar::Instant now() const { return now_; }

  private:
    [[nodiscard]] std::optional<Declined> check_version(const Caller& caller,
                                                        const MatterFile& file) const;
    [[nodiscard]] static std::optional<Declined> check_not_closed(const Caller& caller,
                                                                  const MatterFile& file);
    /// Records what the engine decided on, or says why it refused.
    Result<Outcome> conclude(const Order& order, MatterFile file,
                             const procedure::Definition& definition, procedure::Decision decision,
                             const Permit& permit, const std::vector<ReadPaper>& papers);
    /// `entry` is what is to be recorded; its head is filled here.
    Status record(const Order* order, MatterFile& file, ReadEntry entry, ledger::Acting acting);
    Result<Numbering> next_number(const procedure::Definition& definition,
                                  const std::string& unit) const;
    [[nodiscard]] std::vector<std::string> numbers_of_papers(
        const MatterFile& file, const std::vector<procedure::Event>& events) const;
    Status open_followers(const MatterFile& origin, const std::vector<procedure::Event>& events,
                          Receipt& answer, int depth);
    template <typename What>
    Status open_follower(const MatterFile& origin, const What& what, std::string_view procedure,
                         Receipt& answer, int depth);
    template <typename What>
    [[nodiscard]] Result<procedure::OpenMatter> follower_command(const MatterFile& origin,
                                                                 const What& what,
                                                                 std::string_view procedure) const;
    [[nodiscard]] std::optional<procedure::Power> power_of_owner(
        const procedure::Definition& definition, const procedure::OpenMatter& command) const;
    [[nodiscard]] Receipt receipt(const MatterFile& file) const;

    store::Connection* connection_;
    const Institution* institution_;
    base::Env* env_;
    MatterCache* matters_;
    Journal journal_;
    const authority::Establishment* establishment_;
    Permits permits_;
    calendar::Instant now_;
};

}  // namespace remit::office
