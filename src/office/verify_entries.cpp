// The pass over everything that is sealed and what waits to be: entries, their order, tiles and
// checkpoints (verification_parts.h).
//
// Reads in pages. Invariant: every row of sealed and unsealed is seen once, in order, whether or
// not its entry is there; an entry that is in neither table is looked for at the end.
#include <fmt/format.h>

#include <optional>
#include <string>

#include "office/entry_checker.h"
#include "office/tree_checker.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using Part = Finding::Part;

constexpr std::int64_t kEntriesAtOnce = 1024;

/// Everything that is sealed, in its order.
class SealedPass {
  public:
    SealedPass(store::Connection& connection, EntryChecker& entries, TreeChecker& tree,
               Verification& found)
        : connection_(&connection), entries_(&entries), tree_(&tree), found_(&found) {}

    Status run() {
        for (std::int64_t count = kEntriesAtOnce; count == kEntriesAtOnce;)
            count = REMIT_TRY(page());
        return base::done();
    }

  private:
    Result<std::int64_t> page() {
        store::Rows rows = REMIT_TRY(connection_->query(
            fmt::format("SELECT s.position, s.number, {} FROM sealed s LEFT JOIN entries e "
                        "ON e.number = s.number WHERE s.position >= ?1 ORDER BY s.position "
                        "LIMIT ?2",
                        kEntryColumns),
            {next_, kEntriesAtOnce}));
        std::int64_t count = 0;
        while (auto row = REMIT_TRY((
                   rows.next<std::int64_t, std::int64_t, IntegerColumn, TextColumn, IntegerColumn,
                             TextColumn, IntegerColumn, TextColumn, BytesColumn, BytesColumn>()))) {
            ++count;
            const std::optional<EntryRow> entry = entry_in<2>(*row);
            REMIT_TRY(take(std::get<0>(*row), std::get<1>(*row), entry));
        }
        return count;
    }

    Status take(std::int64_t position, std::int64_t number, const std::optional<EntryRow>& row) {
        if (position != next_) {
            found_->report(Part::order,
                           fmt::format("the positions {} to {} of the tree are not there", next_,
                                       position - 1));
        }
        next_ = position + 1;
        base::Hash leaf;
        if (row) {
            leaf = REMIT_TRY(entries_->take(*row));
            if (entries_->last())
                tree_->announced(number, *entries_->last(), static_cast<std::uint64_t>(position));
        } else {
            found_->report(Part::entries,
                           fmt::format("entry {}, which stands at {} of the tree, is not there",
                                       number, position));
            entries_->pass_over({});
        }
        return tree_->take(leaf, entries_->tree());
    }

    store::Connection* connection_;
    EntryChecker* entries_;
    TreeChecker* tree_;
    Verification* found_;
    std::int64_t next_ = 0;  // the position that should come
};

/// What waits to be sealed: it follows in its chain, and nothing is forgotten or put down twice.
Status check_waiting(store::Connection& connection, EntryChecker& entries, Verification& found) {
    std::int64_t last = 0;
    for (std::int64_t count = kEntriesAtOnce; count == kEntriesAtOnce;) {
        count = 0;
        store::Rows rows = REMIT_TRY(connection.query(
            fmt::format("SELECT u.number, {} FROM unsealed u LEFT JOIN entries e "
                        "ON e.number = u.number WHERE u.number > ?1 ORDER BY u.number LIMIT ?2",
                        kEntryColumns),
            {last, kEntriesAtOnce}));
        while (auto row = REMIT_TRY(
                   (rows.next<std::int64_t, IntegerColumn, TextColumn, IntegerColumn, TextColumn,
                              IntegerColumn, TextColumn, BytesColumn, BytesColumn>()))) {
            const std::int64_t number = std::get<0>(*row);
            last = number;
            ++count;
            const std::optional<EntryRow> entry = entry_in<1>(*row);
            if (entry) {
                REMIT_TRY(entries.take(*entry));
            } else {
                found.report(
                    Part::entries,
                    fmt::format("entry {}, which waits to be sealed, is not there", number));
            }
        }
    }
    return base::done();
}

Status check_forgotten(store::Connection& connection, Verification& found) {
    const auto report_all = [&](std::string_view sql, std::string_view what) -> Status {
        store::Rows rows =
            REMIT_TRY(connection.query(sql, {static_cast<std::int64_t>(kFindingsMax)}));
        while (const auto row = REMIT_TRY((rows.next<std::int64_t>())))
            found.report(Part::order, fmt::format("entry {} {}", std::get<0>(*row), what));
        return base::done();
    };
    REMIT_TRY(report_all(
        "SELECT e.number FROM entries e WHERE NOT EXISTS (SELECT 1 FROM sealed s WHERE s.number = "
        "e.number) AND NOT EXISTS (SELECT 1 FROM unsealed u WHERE u.number = e.number) LIMIT ?1",
        "is neither sealed nor waits to be"));
    return report_all(
        "SELECT u.number FROM unsealed u JOIN sealed s ON s.number = u.number LIMIT ?1",
        "is sealed and waits to be sealed again");
}

}  // namespace

Status check_ledger(store::Connection& connection, const Office& office, const PublicKeys& keys,
                    const EntryVisit& visit, Verification& found) {
    EntryChecker entries(connection, office.institution().id(), visit, found);
    TreeChecker tree(connection, keys, found);
    REMIT_TRY(tree.begin());
    REMIT_TRY(SealedPass(connection, entries, tree, found).run());
    found.head = {entries.tree().size(), entries.tree().root()};
    REMIT_TRY(tree.finish(entries.tree()));
    REMIT_TRY(check_waiting(connection, entries, found));
    found.chains = entries.chain_count();
    return check_forgotten(connection, found);
}

}  // namespace remit::office
