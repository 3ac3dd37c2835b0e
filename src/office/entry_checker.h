// Entries one behind the other, each judged alone, by its columns, and in its chain.
//
// Part of verification (verification.h); of this module only. Invariant: one fault is told once:
// what an entry says of the one before it is compared with the hash that was kept, so that a
// changed entry does not spoil those behind it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ledger/verify.h"
#include "office/verification.h"
#include "store/connection.h"

namespace remit::office {

/// An entry as its row has it.
struct EntryRow {
    std::int64_t number = 0;
    std::string chain;
    std::int64_t version = 0;
    std::string kind;
    std::int64_t recorded_at = 0;
    std::optional<std::string> key;
    std::string bytes;
    std::string hash;
};

/// The columns of a query that joins the entries as `e`, and their types: all may be missing.
inline constexpr std::string_view kEntryColumns =
    "e.number, e.chain, e.version, e.kind, e.recorded_at, e.idempotency_key, e.bytes, e.hash";
using IntegerColumn = std::optional<std::int64_t>;
using TextColumn = std::optional<std::string>;
using BytesColumn = std::optional<store::OwnedBlob>;

/// The entry in the columns of a row from `kFirst` on; none where it is missing.
template <std::size_t kFirst, typename Row>
std::optional<EntryRow> entry_in(Row& row) {
    const IntegerColumn& number = std::get<kFirst>(row);
    if (!number) return std::nullopt;
    BytesColumn& bytes = std::get<kFirst + 6>(row);
    BytesColumn& hash = std::get<kFirst + 7>(row);
    return EntryRow{*number,
                    std::get<kFirst + 1>(row).value_or(""),
                    std::get<kFirst + 2>(row).value_or(0),
                    std::get<kFirst + 3>(row).value_or(""),
                    std::get<kFirst + 4>(row).value_or(0),
                    std::move(std::get<kFirst + 5>(row)),
                    bytes ? std::move(bytes->bytes) : std::string(),
                    hash ? std::move(hash->bytes) : std::string()};
}

/// Gets every entry that can be read, with its number.
using EntryVisit = std::function<Status(std::int64_t, const ledger::Entry&)>;

class EntryChecker {
  public:
    EntryChecker(store::Connection& connection, std::string institution, EntryVisit visit,
                 Verification& found)
        : connection_(&connection),
          verifier_(std::move(institution)),
          visit_(std::move(visit)),
          found_(&found) {}

    /// The next entry in sealed order, or of those that wait; returns its leaf. Errors: those of
    /// the connection and of the visitor.
    Result<base::Hash> take(const EntryRow& row);
    /// Gives an entry that is not there its place.
    void pass_over(const base::Hash& hash) { verifier_.pass_over(hash); }

    /// The entry that was taken last, where it could be read.
    [[nodiscard]] const std::optional<ledger::Entry>& last() const { return last_; }
    [[nodiscard]] const ledger::Frontier& tree() const { return verifier_.tree(); }
    [[nodiscard]] std::size_t chain_count() const { return verifier_.chain_count(); }

  private:
    void follow(const EntryRow& row, const ledger::Entry& entry, const base::Hash& hash);
    Status check_columns(const EntryRow& row, const ledger::Entry& entry);
    Result<bool> is_claimed(const ledger::Entry& entry);

    store::Connection* connection_;
    ledger::LedgerVerifier verifier_;
    EntryVisit visit_;
    Verification* found_;
    std::optional<ledger::Entry> last_;
};

}  // namespace remit::office
