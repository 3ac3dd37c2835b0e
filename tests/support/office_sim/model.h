// What an office must hold: the entries that it has acknowledged, and nothing else.
//
// Invariant: the model takes up an entry only where a receipt, an adopted establishment, the clock
// or an uncertain outcome accounts for it, and never lets go of one. It is a plain list of what was
// seen; matters are folded from that list, and registers are compared with rows that are written
// from the fold into an empty database.
#pragma once

#include <fmt/format.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/embedded.h"
#include "ledger/chain.h"
#include "office/matter_file.h"
#include "office/matter_payload.h"
#include "office/notices.h"
#include "office/office.h"
#include "office/registers.h"
#include "procedure/event_reading.h"
#include "store/migrations.h"
#include "support/crash_vfs.h"

namespace remit::sim {

/// An entry as the database has it.
struct Seen {
    std::int64_t number = 0;
    std::string chain;
    std::int64_t version = 0;
    std::string kind;
    std::string key;  // empty where it claims none
    std::string bytes;
    std::string hash;

    bool operator==(const Seen&) const = default;
};

inline Result<std::vector<Seen>> read_journal(store::Connection& connection, std::int64_t after) {
    std::vector<Seen> all;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT number, chain, version, kind, coalesce(idempotency_key, ''), bytes, hash "
        "FROM entries WHERE number > ?1 ORDER BY number",
        {after}));
    using Text = std::string;
    using Bytes = store::OwnedBlob;
    while (auto row = REMIT_TRY(
               (rows.next<std::int64_t, Text, std::int64_t, Text, Text, Bytes, Bytes>()))) {
        auto& [number, chain, version, kind, key, bytes, hash] = *row;
        all.push_back({number, chain, version, kind, key, bytes.bytes, hash.bytes});
    }
    return all;
}

/// A register, as lines of text that two databases give alike.
struct Register {
    std::string_view table;
    std::string_view matter;  // its column
    std::string_view line;    // an expression
    std::string_view order;
};

inline constexpr std::array<Register, 4> kRegisters{{
    {"matters", "id",
     "id || '|' || number || '|' || procedure_id || '|' || CAST(procedure_version AS text) || '|' "
     "|| title || '|' || state || '|' || lead_unit || '|' || officer || '|' || "
     "CAST(opened AS text) || '|' || CAST(changed AS text) || '|' || CAST(ended AS text) || '|' || "
     "due || '|' || coalesce(CAST(next_alarm AS text), '-') || '|' || CAST(version AS text) || '|' "
     "|| series || '|' "
     "|| CAST(ordinal AS text)",
     "id"},
    {"matter_bodies", "matter", "matter || '|' || body", "matter, body"},
    {"questions", "matter",
     "matter || '|' || question || '|' || consultation || '|' || respondent || '|' || state || '|' "
     "|| due || '|' || CAST(late AS text)",
     "matter, question"},
    {"notices", "matter",
     "matter || '|' || CAST(version AS text) || '|' || CAST(ordinal AS text) || '|' || CAST(at AS "
     "text) || '|' || what || '|' || about || '|' || addressee_kind || '|' || addressee",
     "matter, version, ordinal"},
}};

/// The rows of one matter, or of all where it is empty.
inline Result<std::vector<std::string>> read_registers(store::Connection& connection,
                                                       const std::string& matter) {
    std::vector<std::string> lines;
    for (const Register& one : kRegisters) {
        std::string sql = fmt::format("SELECT {} FROM {}", one.line, one.table);
        if (!matter.empty()) sql += fmt::format(" WHERE {} = ?1", one.matter);
        sql += fmt::format(" ORDER BY {}", one.order);
        store::Rows rows = REMIT_TRY(connection.query(
            sql, matter.empty() ? store::Connection::Values{} : store::Connection::Values{matter}));
        while (auto row = REMIT_TRY(rows.next<std::string>()))
            lines.push_back(fmt::format("{}: {}", one.table, std::get<0>(*row)));
    }
    return lines;
}

/// A matter, and what its entries told people.
struct Folded {
    office::MatterFile file;
    std::map<std::uint64_t, std::vector<office::Notice>> notices;  // by version
};

/// An empty database in memory, into which rows are written to compare.
class Scratch {
  public:
    Scratch() : disk_(1) {
        database_ = must(store::Database::open(
            {.place = store::SqliteFile{.path = "scratch.db", .vfs = disk_.vfs()}}));
        must(store::migrate(*database_,
                            must(store::find_migrations(base::embedded_files(), "migrations",
                                                        database_->dialect()))));
    }

    std::vector<std::string> rows_of(const std::vector<const Folded*>& folded,
                                     const office::Institution& institution) {
        std::vector<std::string> lines;
        // Undone by the error at the end, so that the next finds it empty.
        static_cast<void>(database_->write([&](store::Connection& connection) -> Status {
            for (const Folded* one : folded) {
                REMIT_TRY(office::write_rows(connection, one->file, institution, {}));
                for (const auto& [version, notices] : one->notices)
                    REMIT_TRY(office::write_notices(connection, one->file.id, version, notices));
            }
            lines = REMIT_TRY(read_registers(connection, ""));
            return base::make_error(ErrorCode::denied, "as planned");
        }));
        return lines;
    }

  private:
    template <typename T>
    static T must(Result<T> result) {
        REMIT_CHECK(result.ok());
        return std::move(result).value();
    }
    static void must(const Status& status) { REMIT_CHECK(status.ok()); }

    support::CrashDisk disk_;
    std::unique_ptr<store::Database> database_;
};

class Model {
  public:
    explicit Model(const office::Institution& institution) : institution_(institution) {}

    /// Takes up an entry that is accounted for. Returns what is wrong with it; empty: nothing.
    std::string take_up(const Seen& seen) {
        const auto hash = base::Hash::of(seen.hash);
        const auto entry = ledger::decode(seen.bytes);
        if (!hash || !entry.ok() || ledger::entry_hash(seen.bytes) != *hash)
            return "an entry is not what was hashed";
        const ledger::Entry& said = entry.value();
        if (said.matter != seen.chain || said.kind != seen.kind ||
            said.matter_version != static_cast<std::uint64_t>(seen.version))
            return "the columns of an entry do not say what its bytes say";
        auto& chain = chains_[seen.chain];
        chain.push_back(seen.bytes);
        if (static_cast<std::size_t>(seen.version) != chain.size())
            return "the versions of a matter have a gap";
        if (!seen.key.empty() && !keys_.emplace(seen.key, seen.number).second)
            return "two entries claim one key";
        entries_.push_back(seen);
        last_number_ = std::max(last_number_, seen.number);
        if (seen.chain.empty()) return {};
        return fold(seen, {.entry = said, .hash = *hash, .number = seen.number});
    }

    [[nodiscard]] const std::vector<Seen>& entries() const { return entries_; }
    [[nodiscard]] std::int64_t last_number() const { return last_number_; }
    [[nodiscard]] const std::map<std::string, Folded>& matters() const { return matters_; }
    [[nodiscard]] const office::MatterFile& file(const std::string& id) const {
        return matters_.at(id).file;
    }
    [[nodiscard]] const std::set<std::string>& papers() const { return papers_; }

    /// Where the entries of the model are whole chains; the ledger says so, entry by entry.
    [[nodiscard]] std::string broken_chain() const {
        for (const auto& [id, entries] : chains_) {
            const ledger::ChainHead head{entries.size(), ledger::entry_hash(entries.back())};
            const auto found = ledger::find_chain_break({institution_.id(), id}, entries, head);
            if (found) return found->message;
        }
        return {};
    }

    /// The rows that registers must hold of one matter, or of all.
    std::vector<std::string> registers(const std::string& matter) {
        std::vector<const Folded*> wanted;
        for (const auto& [id, folded] : matters_) {
            if (matter.empty() || id == matter) wanted.push_back(&folded);
        }
        return scratch_.rows_of(wanted, institution_);
    }

  private:
    std::string fold(const Seen& seen, const office::Kept& kept) {
        Folded& folded = matters_[seen.chain];
        folded.file.id = seen.chain;
        const auto read = office::fold(folded.file, kept, institution_);
        if (!read.ok()) return "an entry cannot be folded: " + read.error().message;
        folded.notices[folded.file.version()] =
            office::notices_of(folded.file, read.value(), institution_);
        for (const procedure::Paper& paper : folded.file.matter.papers) {
            if (!paper.digest.empty()) papers_.insert(paper.digest);
        }
        return {};
    }

    const office::Institution& institution_;
    Scratch scratch_;
    std::vector<Seen> entries_;                               // in the order of the journal
    std::map<std::string, std::vector<std::string>> chains_;  // bytes
    std::map<std::string, Folded> matters_;
    std::map<std::string, std::int64_t> keys_;
    std::set<std::string> papers_;  // digests of every paper that was ever in a matter
    std::int64_t last_number_ = 0;
};

}  // namespace remit::sim
