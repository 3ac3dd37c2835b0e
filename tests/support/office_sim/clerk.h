// A clerk who works until he is stopped: opens a matter, has it assigned, writes in it and in one
// that all share; each command under a key of its own, repeated until there is an answer.
//
// Invariant: the command under a key is a function of the key and of the matters that the clerk has
// been told of, so that it can be given again by whoever knows them. What he hands on is what was
// acknowledged, and he hands it on before he goes on.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "office/commands.h"
#include "office/journal.h"
#include "support/office_sim/model.h"
#include "support/outcomes.h"

namespace remit::sim {

struct Acknowledged {
    std::string matter;
    std::uint64_t version = 0;
    std::string key;
};

class Clerk {
  public:
    using Told = std::function<void(const Acknowledged&)>;

    /// `name` is part of every key. Into the `shared` matter, where there is one, he writes as
    /// well.
    Clerk(office::Office& office, std::string name, std::string shared)
        : office_(office), name_(std::move(name)), shared_(std::move(shared)) {}

    /// Gives commands until one is answered by an error that no repetition cures, or `goes_on` says
    /// no. Returns that error, if any.
    Status work(const std::function<bool()>& goes_on, const Told& told) {
        std::string own;
        for (std::size_t turn = 0; goes_on(); ++turn) {
            const bool shares = turn % 3 == 2 && !shared_.empty();
            const std::string key = fmt::format("{}-{}", name_, turn);
            const auto outcome = give(key, turn, shares ? shared_ : own);
            if (!outcome.ok()) {
                if (!may_repeat(outcome.error().code)) return outcome.error();
                --turn;
                continue;
            }
            const auto* receipt = std::get_if<office::Receipt>(&outcome.value());
            if (receipt == nullptr) {
                return base::make_error(
                    ErrorCode::denied, std::get<office::Declined>(outcome.value()).reasons.front());
            }
            if (turn == 0) own = receipt->matter;
            told({receipt->matter, receipt->version, key});
        }
        return base::done();
    }

    /// The command of that turn under that key.
    Result<office::Outcome> give(const std::string& key, std::size_t turn,
                                 const std::string& matter) {
        office::Caller caller;
        caller.officer = "anna";
        caller.idempotency_key = key;
        if (turn == 0) return office::open_matter(office_, caller, testing::nato_paper());
        if (turn == 1) {
            return office::take_step(
                office_, caller,
                {.matter = matter, .step = "assign", .fields = {{"drafter", {"anna"}}}});
        }
        return office::take_step(
            office_, caller, {.matter = matter, .step = "edit", .fields = {{"line", {line(key)}}}});
    }

  private:
    static bool may_repeat(ErrorCode code) {
        return code == ErrorCode::uncertain || code == ErrorCode::unavailable ||
               code == ErrorCode::conflict || code == ErrorCode::io;
    }
    /// Of some hundred to some thousand bytes, another one for each key.
    static std::string line(const std::string& key) {
        const std::size_t size = std::hash<std::string>()(key) % 3000;
        return "Support, as " + key + " " + std::string(size, 's');
    }

    office::Office& office_;
    std::string name_;
    std::string shared_;
};

/// Reads what is new in the journal into the model and compares everything that was acknowledged.
/// Returns the first thing that is wrong; empty: nothing.
inline std::string find_loss(office::Office& office, Model& model,
                             const std::vector<Acknowledged>& acknowledged, base::Env& env) {
    const auto snapshot = office.database().snapshot();
    if (!snapshot.ok()) return snapshot.error().message;
    store::Connection& connection = *snapshot.value();
    const auto all = read_journal(connection, 0);
    if (!all.ok()) return all.error().message;
    std::set<std::int64_t> known;
    for (const Seen& seen : model.entries()) known.insert(seen.number);
    for (const Seen& seen : all.value()) {
        if (known.erase(seen.number) != 0) continue;  // numbers may come late, by other writers
        if (std::string wrong = model.take_up(seen); !wrong.empty()) return wrong;
    }
    if (!known.empty()) return "an entry that was there is gone";
    const office::Journal journal(connection, office.institution().id(), env);
    for (const Acknowledged& one : acknowledged) {
        const auto kept = journal.find_by_key(one.key);
        if (!kept.ok()) return kept.error().message;
        if (!kept.value()) return "lost: " + one.key;
        const ledger::Entry& entry = kept.value()->entry;
        if (entry.matter != one.matter || entry.matter_version != one.version)
            return "another entry than was acknowledged has the key " + one.key;
    }
    if (std::string broken = model.broken_chain(); !broken.empty()) return broken;
    const auto rows = read_registers(connection, "");
    if (!rows.ok()) return rows.error().message;
    if (rows.value() != model.registers("")) return "the registers are not what the entries say";
    return {};
}

}  // namespace remit::sim
