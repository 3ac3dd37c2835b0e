#include "office/entry_checker.h"

#include <fmt/format.h>

#include "ledger/tile.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using Part = Finding::Part;

constexpr std::string_view kOwnKey = "own/";  // of a command that nobody can repeat

}  // namespace

Result<base::Hash> EntryChecker::take(const EntryRow& row) {
    ++found_->entries;
    const base::Hash computed = ledger::entry_hash(row.bytes);
    const base::Hash kept = base::Hash::of(row.hash).value_or(computed);
    Result<ledger::Entry> entry = ledger::decode(row.bytes);
    if (kept != computed || row.hash.size() != base::kHashBytes) {
        found_->report(Part::entries,
                       fmt::format("entry {} ('{}', version {}, {}) was changed: its bytes are "
                                   "not those of its hash",
                                   row.number, row.chain, row.version, row.kind));
    }
    if (entry.ok()) {
        follow(row, entry.value(), kept);
        REMIT_TRY(check_columns(row, entry.value()));
        REMIT_TRY(visit_(row.number, entry.value()));
    } else {
        verifier_.pass_over(kept);
        found_->report(Part::entries, fmt::format("entry {} cannot be read: {}", row.number,
                                                  entry.error().message));
    }
    last_.reset();
    if (entry.ok()) last_.emplace(std::move(entry).value());
    return ledger::leaf_of(kept);
}

void EntryChecker::follow(const EntryRow& row, const ledger::Entry& entry, const base::Hash& hash) {
    const Status follows = verifier_.add(entry, hash);
    if (follows.ok()) return;
    found_->report(Part::entries,
                   fmt::format("{} does not follow: {}", office::place_of(row.number, entry),
                               follows.error().message));
}

/// What stands beside the bytes, for those who look entries up.
Status EntryChecker::check_columns(const EntryRow& row, const ledger::Entry& entry) {
    const auto differs = [&](std::string_view column) {
        found_->report(Part::entries, fmt::format("{}: its column {} says other than the entry",
                                                  office::place_of(row.number, entry), column));
    };
    if (row.chain != entry.matter) differs("chain");
    if (row.version != static_cast<std::int64_t>(entry.matter_version)) differs("version");
    if (row.kind != entry.kind) differs("kind");
    if (row.recorded_at != entry.recorded_at) differs("recorded_at");
    if (row.key ? *row.key != entry.idempotency_key : !REMIT_TRY(is_claimed(entry)))
        differs("idempotency_key");
    return base::done();
}

/// An entry whose column is empty shares the key of the entry that claims it, or has one that
/// nobody can repeat.
Result<bool> EntryChecker::is_claimed(const ledger::Entry& entry) {
    if (entry.idempotency_key.starts_with(kOwnKey)) return true;
    const auto other = REMIT_TRY((connection_->find<std::int64_t>(
        "SELECT number FROM entries WHERE idempotency_key = ?1", {entry.idempotency_key})));
    return other.has_value();
}

}  // namespace remit::office
