#include "office/checkpoints.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "ledger/merkle.h"
#include "office/journal.h"
#include "office/sealed_tree.h"
#include "office/sealer.h"

namespace remit::office {
namespace {

Result<KeptCheckpoint> read_kept(std::string_view bytes) {
    ledger::Note note = REMIT_TRY(ledger::Note::parse(bytes));
    const ledger::Checkpoint checkpoint = REMIT_TRY(ledger::Checkpoint::parse(note.text));
    return KeptCheckpoint{checkpoint.head, std::move(note)};
}

Result<std::optional<KeptCheckpoint>> find_kept(store::Connection& connection, std::string_view sql,
                                                const store::Connection::Values& values) {
    const auto row = REMIT_TRY((connection.find<std::int64_t, std::string>(sql, values)));
    if (!row) return std::optional<KeptCheckpoint>();
    const auto& [size, bytes] = *row;
    Result<KeptCheckpoint> kept = read_kept(bytes);
    if (kept.ok()) return std::optional<KeptCheckpoint>(std::move(kept).value());
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("the checkpoint of size {} cannot be read: {}", size, kept.error().message));
}

Status check_continues(store::Connection& connection, const ledger::TreeHead& before,
                       const ledger::TreeHead& now) {
    const auto refused = [&](std::string_view why) {
        return base::make_error(
            ErrorCode::corrupt,
            fmt::format("the ledger does not continue its checkpoint of {} entries, and nothing "
                        "was signed: {}; run `remit ledger verify` and restore the last backup",
                        before.size, why));
    };
    if (before.size > now.size) return refused(fmt::format("it has {} entries now", now.size));
    const ledger::Proof proof = REMIT_TRY(
        ledger::consistency_proof(before.size, now.size, sealed_nodes(connection, now.size)));
    const Status continues = ledger::verify_consistency(before, now, proof);
    return continues.ok() ? continues : refused(continues.error().message);
}

Status keep(store::Connection& connection, const ledger::TreeHead& head, const ledger::Note& note) {
    return connection.run(
        "INSERT INTO checkpoints (size, note) VALUES (?1, ?2) "
        "ON CONFLICT (size) DO UPDATE SET note = excluded.note",
        {static_cast<std::int64_t>(head.size), note.print()});
}

/// Records and seals that a checkpoint of this size is signed.
Status announce(store::Connection& connection, Journal& journal, std::uint64_t size,
                calendar::Instant now) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("size", static_cast<std::int64_t>(size)).end_object();
    const ledger::ChainHead head = REMIT_TRY(journal.head(kCheckpointChain));
    const Written written = REMIT_TRY(journal.append(head, {.chain = std::string(kCheckpointChain),
                                                            .kind = std::string(kCheckpointKind),
                                                            .happened = now,
                                                            .payload = json.finish()}));
    return seal_at_once(connection, written);
}

/// What a witness sent: a whole note, or the lines of its signatures alone.
struct Sent {
    std::optional<ledger::TreeHead> head;
    std::string text;
    std::string lines;
};

Result<Sent> read_sent(std::string_view bytes) {
    const std::size_t gap = bytes.rfind("\n\n");
    if (gap == std::string_view::npos) return Sent{{}, {}, std::string(bytes)};
    const ledger::Note note = REMIT_TRY(ledger::Note::parse(bytes));
    const ledger::Checkpoint checkpoint = REMIT_TRY(ledger::Checkpoint::parse(note.text));
    return Sent{checkpoint.head, note.text, std::string(bytes.substr(gap + 2))};
}

/// A note repeats what the office sent: its own signature, and cosignatures that it has already.
std::string without_kept(std::string_view lines, const ledger::Note& note) {
    const std::string kept = note.print();
    std::string rest;
    while (!lines.empty()) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        const std::string whole = std::string(line) + "\n";
        if (kept.find(whole) == std::string::npos) rest += whole;
    }
    return rest;
}

}  // namespace

Result<std::optional<KeptCheckpoint>> last_checkpoint(store::Connection& connection) {
    return find_kept(connection, "SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1",
                     {});
}

Result<std::optional<KeptCheckpoint>> checkpoint_at(store::Connection& connection,
                                                    std::uint64_t size) {
    return find_kept(connection, "SELECT size, note FROM checkpoints WHERE size = ?1",
                     {static_cast<std::int64_t>(size)});
}

Result<std::uint64_t> announced_size(const ledger::Entry& entry) {
    const auto read = [&]() -> Result<std::int64_t> {
        const base::JsonDocument document = REMIT_TRY(base::read_json("payload", entry.payload));
        base::JsonObject object = REMIT_TRY(document.root().object());
        const base::JsonValue size = REMIT_TRY(object.take("size"));
        REMIT_TRY(object.finish());
        return size.number_within(1, static_cast<std::int64_t>(ledger::kTreeSizeMax));
    };
    const Result<std::int64_t> size = read();
    if (size.ok()) return static_cast<std::uint64_t>(size.value());
    return base::make_error(ErrorCode::corrupt, size.error().message);
}

Result<ledger::Note> sign_checkpoint(Office& office, const ledger::NoteSigner& signer) {
    REMIT_TRY(seal(office));
    Result<ledger::Note> signed_note = ledger::Note();
    const Status written = office.database().write([&](store::Connection& connection) -> Status {
        const auto before = REMIT_TRY(last_checkpoint(connection));
        const ledger::TreeHead sealed = REMIT_TRY(sealed_head(connection));
        if (before) REMIT_TRY(check_continues(connection, before->head, sealed));
        if (before && before->head == sealed) {
            signed_note = before->note;
            return base::done();
        }
        Journal journal(connection, office.institution().id(), office.env());
        REMIT_TRY(announce(connection, journal, sealed.size + 1, office.now()));
        const ledger::TreeHead now = REMIT_TRY(sealed_head(connection));
        signed_note = REMIT_TRY(ledger::sign_checkpoint(now, {}, signer));
        return keep(connection, now, signed_note.value());
    });
    if (!written.ok()) return written.error();
    return signed_note;
}

Result<ledger::Note> add_cosignatures(Office& office, std::string_view bytes,
                                      std::span<const ledger::NoteKey> witnesses) {
    const Sent sent = REMIT_TRY(read_sent(bytes));
    Result<ledger::Note> added = ledger::Note();
    const Status written = office.database().write([&](store::Connection& connection) -> Status {
        auto kept = REMIT_TRY(sent.head ? checkpoint_at(connection, sent.head->size)
                                        : last_checkpoint(connection));
        if (!kept) {
            return base::make_error(ErrorCode::not_found,
                                    "this office has signed no checkpoint of that size; `remit "
                                    "ledger checkpoint` signs one, which witnesses then cosign");
        }
        if (sent.head && sent.text != kept->note.text) {
            return base::make_error(
                ErrorCode::invalid_input,
                fmt::format("the cosigned checkpoint of {} entries is another than the office "
                            "signed; compare the roots: somebody shows two histories",
                            kept->head.size));
        }
        REMIT_TRY(
            ledger::add_cosignatures(kept->note, without_kept(sent.lines, kept->note), witnesses));
        added = kept->note;
        return keep(connection, kept->head, kept->note);
    });
    if (!written.ok()) return written.error();
    return added;
}

}  // namespace remit::office
