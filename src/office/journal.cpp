#include "office/journal.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/byte_text.h"

namespace remit::office {
namespace {

constexpr std::int64_t kEntriesAtOnce = 1024;

Result<base::Hash> hash_of(const store::OwnedBlob& bytes) {
    const auto hash = base::Hash::of(bytes.bytes);
    if (hash) return *hash;
    return base::make_error(ErrorCode::corrupt,
                            "a hash in the journal is not 32 bytes long; run `remit ledger "
                            "verify` and restore the last backup");
}

/// Decodes the bytes and compares them with the hash that stands beside them.
Result<Kept> kept(std::int64_t number, std::string_view bytes, const store::OwnedBlob& hash) {
    Kept found{.entry = REMIT_TRY(ledger::decode(bytes).with(fmt::format("entry {}", number))),
               .hash = REMIT_TRY(hash_of(hash)),
               .number = number};
    if (ledger::entry_hash(bytes) == found.hash) return found;
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("entry {} of the journal is not what was written ({}, version {}); run `remit "
                    "ledger verify` and restore the last backup",
                    number, found.entry.matter, found.entry.matter_version));
}

}  // namespace

Result<std::vector<ledger::Opening>> find_openings(store::Connection& connection,
                                                   const ledger::Entry& entry) {
    std::vector<ledger::Opening> openings;
    if (entry.commitments.empty()) return openings;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT label, salt, value FROM personal WHERE chain = ?1 AND version = ?2 ORDER BY label",
        {entry.matter, static_cast<std::int64_t>(entry.matter_version)}));
    while (auto row = REMIT_TRY((rows.next<std::string, store::OwnedBlob, store::OwnedBlob>()))) {
        auto& [label, salt, value] = *row;
        openings.push_back({.label = std::move(label),
                            .salt = std::move(salt.bytes),
                            .value = std::move(value.bytes)});
    }
    return openings;
}

Result<ledger::ChainHead> Journal::head(std::string_view chain) const {
    const auto row = REMIT_TRY((connection_->find<std::int64_t, store::OwnedBlob>(
        "SELECT version, hash FROM entries WHERE chain = ?1 ORDER BY version DESC LIMIT 1",
        {chain})));
    if (!row) return ledger::ChainHead{};
    const auto& [version, hash] = *row;
    return ledger::ChainHead{static_cast<std::uint64_t>(version), REMIT_TRY(hash_of(hash))};
}

Result<Written> Journal::append(const ledger::ChainHead& head, Record record) {
    ledger::Entry entry;
    entry.institution = institution_;
    entry.matter = std::move(record.chain);
    entry.matter_version = head.matter_version + 1;
    if (head.matter_version != 0) entry.previous = head.hash;
    entry.kind = std::move(record.kind);
    entry.happened_at = record.happened.seconds;
    entry.recorded_at = env_->now_seconds();
    entry.acting = std::move(record.acting);
    entry.idempotency_key = std::move(record.idempotency_key);
    entry.payload = std::move(record.payload);
    std::ranges::sort(record.personal, {}, &ledger::Opening::label);
    for (const ledger::Opening& opening : record.personal)
        entry.commitments.push_back(ledger::commit(opening));
    const std::string blinding = env_->random_bytes(ledger::kBlindingBytes);
    std::ranges::copy(blinding, entry.blinding.begin());
    if (entry.idempotency_key.empty())
        entry.idempotency_key = "own/" + base::to_hex(env_->random_bytes(ledger::kBlindingBytes));

    const std::string bytes = REMIT_TRY(ledger::encode(entry));
    const base::Hash hash = ledger::entry_hash(bytes);
    const store::Value key =
        record.claims_key ? store::Value(entry.idempotency_key) : store::Value();
    const auto row = REMIT_TRY((connection_->find<std::int64_t>(
        "INSERT INTO entries (chain, version, kind, recorded_at, idempotency_key, bytes, hash) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number",
        {entry.matter, static_cast<std::int64_t>(entry.matter_version), entry.kind,
         entry.recorded_at, key, store::Blob{bytes}, store::Blob{hash.view()}})));
    REMIT_CHECK(row.has_value());
    const std::int64_t number = std::get<0>(*row);
    REMIT_TRY(check_written(number, bytes, hash));
    REMIT_TRY(keep_personal(entry, record.personal, number));
    return Written{number, {entry.matter_version, hash}};
}

/// Read back as well: a value that was lost or changed on the way would be erased by nobody.
Status Journal::keep_personal(const ledger::Entry& entry,
                              const std::vector<ledger::Opening>& personal,
                              std::int64_t number) const {
    for (const ledger::Opening& opening : personal) {
        REMIT_TRY(connection_->run(
            "INSERT INTO personal (chain, version, label, salt, value) VALUES (?1, ?2, ?3, ?4, ?5)",
            {entry.matter, static_cast<std::int64_t>(entry.matter_version), opening.label,
             store::Blob{opening.salt}, store::Blob{opening.value}}));
    }
    if (REMIT_TRY(find_openings(*connection_, entry)) == personal) return base::done();
    return base::make_error(ErrorCode::corrupt,
                            fmt::format("the personal data of entry {} were read back other than "
                                        "they were written; nothing was kept; check the disk",
                                        number));
}

/// What the database gives back is decoded and hashed again, and must be what was given to it.
Status Journal::check_written(std::int64_t number, const std::string& bytes,
                              const base::Hash& hash) const {
    const auto row = REMIT_TRY((connection_->find<store::OwnedBlob, store::OwnedBlob>(
        "SELECT bytes, hash FROM entries WHERE number = ?1", {number})));
    if (row) {
        const auto& [read_bytes, read_hash] = *row;
        const Kept found = REMIT_TRY(kept(number, read_bytes.bytes, read_hash));
        if (found.hash == hash && read_bytes.bytes == bytes) return base::done();
    }
    return base::make_error(ErrorCode::corrupt,
                            fmt::format("entry {} was read back other than it was written; nothing "
                                        "was kept; check the disk",
                                        number));
}

Result<std::optional<Kept>> Journal::find_by_key(std::string_view key) const {
    const auto row = REMIT_TRY((connection_->find<std::int64_t, store::OwnedBlob, store::OwnedBlob>(
        "SELECT number, bytes, hash FROM entries WHERE idempotency_key = ?1", {key})));
    if (!row) return std::optional<Kept>();
    const auto& [number, bytes, hash] = *row;
    return std::optional<Kept>(REMIT_TRY(kept(number, bytes.bytes, hash)));
}

Status Journal::read(std::string_view chain, std::uint64_t after_version,
                     const std::function<Status(const Kept&)>& visit) const {
    store::Rows rows = REMIT_TRY(connection_->query(
        "SELECT number, bytes, hash FROM entries WHERE chain = ?1 AND version > ?2 "
        "ORDER BY version",
        {chain, static_cast<std::int64_t>(after_version)}));
    while (const auto row =
               REMIT_TRY((rows.next<std::int64_t, store::OwnedBlob, store::OwnedBlob>()))) {
        const auto& [number, bytes, hash] = *row;
        Kept found = REMIT_TRY(kept(number, bytes.bytes, hash));
        found.openings = REMIT_TRY(find_openings(*connection_, found.entry));
        REMIT_TRY(visit(found));
    }
    return base::done();
}

Status Journal::read_all(const std::function<Status(const Kept&)>& visit) const {
    std::string chain;
    std::int64_t version = 0;
    for (bool more = true; more;) {
        std::int64_t count = 0;
        store::Rows rows = REMIT_TRY(
            connection_->query("SELECT chain, version, number, bytes, hash FROM entries "
                               "WHERE (chain, version) > (?1, ?2) ORDER BY chain, version LIMIT ?3",
                               {chain, version, kEntriesAtOnce}));
        using store::OwnedBlob;
        while (const auto row = REMIT_TRY(
                   (rows.next<std::string, std::int64_t, std::int64_t, OwnedBlob, OwnedBlob>()))) {
            const auto& [row_chain, row_version, number, bytes, hash] = *row;
            chain = row_chain;
            version = row_version;
            ++count;
            Kept found = REMIT_TRY(kept(number, bytes.bytes, hash));
            found.openings = REMIT_TRY(find_openings(*connection_, found.entry));
            REMIT_TRY(visit(found));
        }
        more = count == kEntriesAtOnce;
    }
    return base::done();
}

}  // namespace remit::office
