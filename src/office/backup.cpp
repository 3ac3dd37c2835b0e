#include "office/backup.h"

#include <fmt/format.h>

#include <memory>
#include <utility>
#include <vector>

#include "base/byte_text.h"
#include "ledger/note.h"
#include "office/checkpoints.h"
#include "office/proofs.h"

namespace remit::office {
namespace {

constexpr std::string_view kManifestHeader = "remit-backup/v1";

std::string manifest_path(const std::string& file) {
    return file + ".manifest";
}

/// What stands beside a database, so that it can be an office again.
struct Manifest {
    std::string settings;    // the text of office.yaml
    std::string checkpoint;  // a printed note
    ledger::NoteKey seal;
    std::vector<ledger::NoteKey> witnesses;
};

std::string text_of(const Manifest& manifest) {
    std::string text = fmt::format("{}\nkey {}\n", kManifestHeader, manifest.seal.text());
    for (const ledger::NoteKey& witness : manifest.witnesses)
        text += fmt::format("witness {}\n", witness.text());
    return text + fmt::format("settings {}\ncheckpoint {}\n", base::to_base64(manifest.settings),
                              base::to_base64(manifest.checkpoint));
}

/// Takes the lines of a manifest in their order.
class ManifestReader {
  public:
    explicit ManifestReader(std::string_view text) : rest_(text) {}

    Result<Manifest> read() {
        if (take_line() != kManifestHeader) return wrong("its first line is another");
        Manifest manifest;
        manifest.seal = REMIT_TRY(take_key("key "));
        while (rest_.starts_with("witness "))
            manifest.witnesses.push_back(REMIT_TRY(take_key("witness ")));
        manifest.settings = REMIT_TRY(take_bytes("settings "));
        manifest.checkpoint = REMIT_TRY(take_bytes("checkpoint "));
        if (!rest_.empty()) return wrong("something stands behind its end");
        return manifest;
    }

  private:
    static Error wrong(std::string_view why) {
        return base::make_error(ErrorCode::invalid_input,
                                fmt::format("this is no manifest of a backup: {}", why));
    }
    std::string_view take_line() {
        const std::size_t end = rest_.find('\n');
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        return line;
    }
    Result<std::string_view> take(std::string_view name) {
        const std::string_view line = take_line();
        if (line.starts_with(name)) return line.substr(name.size());
        return wrong(fmt::format("a line '{}...' is missing", name));
    }
    Result<ledger::NoteKey> take_key(std::string_view name) {
        const std::string_view key = REMIT_TRY(take(name));
        return ledger::NoteKey::parse(key);
    }
    Result<std::string> take_bytes(std::string_view name) {
        auto bytes = base::from_base64(REMIT_TRY(take(name)));
        if (bytes) return *std::move(bytes);
        return wrong(fmt::format("its line '{}...' is no base64", name));
    }

    std::string_view rest_;
};

/// The manifest, once its signature is right. Errors: as restore().
Result<Manifest> read_manifest(base::Env& env, const std::string& file,
                               const std::optional<ledger::NoteKey>& seal) {
    const std::string path = manifest_path(file);
    const std::string bytes = REMIT_TRY(env.read_file(path));
    const ledger::Note note = REMIT_TRY(ledger::Note::parse(bytes).with(path));
    Manifest manifest = REMIT_TRY(ManifestReader(note.text).read().with(path));
    if (seal && *seal != manifest.seal) {
        return base::make_error(
            ErrorCode::denied,
            fmt::format("'{}' is of another seal than the one you gave ({}); do not use it", path,
                        manifest.seal.text()));
    }
    REMIT_TRY(ledger::verify_note(note, manifest.seal).with(path));
    return manifest;
}

Error damaged(const std::string& file, std::string_view what) {
    return base::make_error(ErrorCode::corrupt,
                            fmt::format("the backup '{}' is damaged: {}", file, what));
}

/// Copies the database by the way of SQLite, so that its size does not matter.
Status copy_database(const std::string& file, const std::string& to) {
    const store::Options options{.place = store::SqliteFile{.path = file, .vfs = {}}};
    const std::unique_ptr<store::Database> from = REMIT_TRY(store::Database::open(options));
    return from->backup(to);
}

/// That the restored office is the one of the manifest, and sound.
Result<Verification> prove(Office& office, const Manifest& manifest, const std::string& file) {
    REMIT_TRY(office.database().write(
        [](store::Connection& connection) { return connection.run("REINDEX"); }));
    PublicKeys keys{manifest.seal, manifest.witnesses};
    Verification verification = REMIT_TRY(verify_office(office, keys));
    if (!verification.sound()) {
        return damaged(
            file, fmt::format("{}: {} ({} in all)", name_of(verification.findings.front().part),
                              verification.findings.front().message, verification.finding_count));
    }
    const ledger::Note note = REMIT_TRY(ledger::Note::parse(manifest.checkpoint));
    const ledger::VerifiedCheckpoint signed_one =
        REMIT_TRY(ledger::verify_checkpoint(note, manifest.seal, manifest.witnesses));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const auto kept = REMIT_TRY(checkpoint_at(*snapshot, signed_one.checkpoint.head.size));
    if (kept && kept->head == signed_one.checkpoint.head) return verification;
    return damaged(file, fmt::format("it has not the root that its manifest signs over {} entries",
                                     signed_one.checkpoint.head.size));
}

Status write_keys(base::Env& env, const std::string& folder, const Manifest& manifest) {
    REMIT_TRY(env.make_folder(fmt::format("{}/{}", folder, kKeysFolder)));
    REMIT_TRY(env.write_file(fmt::format("{}/{}", folder, kSealFile), manifest.seal.text() + "\n"));
    std::string witnesses;
    for (const ledger::NoteKey& witness : manifest.witnesses) witnesses += witness.text() + "\n";
    if (witnesses.empty()) return base::done();
    return env.write_file(fmt::format("{}/{}", folder, kWitnessesFile), witnesses);
}

Result<RestoreDone> fill(base::Env& env, const std::string& file, const std::string& folder,
                         const Manifest& manifest) {
    const Settings settings = REMIT_TRY(read_settings(manifest_path(file), manifest.settings));
    std::unique_ptr<const Institution> of_pack = REMIT_TRY(Institution::load(settings.pack));
    const std::string database_file = fmt::format("{}/{}", folder, kDatabaseFile);
    const store::Options options{.place = store::SqliteFile{.path = database_file, .vfs = {}}};
    REMIT_TRY(copy_database(file, database_file));
    RestoreDone done;
    {
        std::unique_ptr<store::Database> database = REMIT_TRY(store::Database::open(options));
        const auto institution = REMIT_TRY(institution_of(env, *database, std::move(of_pack)));
        const std::unique_ptr<Office> office =
            REMIT_TRY(Office::over(env, std::move(database), *institution, settings));
        done.verification = REMIT_TRY(prove(*office, manifest, file));
    }
    done.seal = manifest.seal;
    done.head = done.verification.head;
    REMIT_TRY(write_keys(env, folder, manifest));
    REMIT_TRY(env.write_file(fmt::format("{}/{}", folder, kSettingsFile), manifest.settings));
    return done;
}

}  // namespace

Result<BackupDone> back_up(Office& office, const ledger::NoteSigner& signer, const PublicKeys& keys,
                           const std::string& file) {
    if (office.database().dialect() == store::Dialect::postgres) {
        return base::make_error(
            ErrorCode::invalid_input,
            "this office is kept by a PostgreSQL server, which is backed up there: sign with "
            "`remit ledger checkpoint`, then pg_dump the database and keep office.yaml and "
            "keys/seal.pub beside it; after pg_restore run `remit ledger verify`");
    }
    const ledger::Note note = REMIT_TRY(sign_checkpoint(office, signer));
    const ledger::Checkpoint checkpoint = REMIT_TRY(ledger::Checkpoint::parse(note.text));
    const Manifest manifest{write_settings(office.settings()), note.print(), keys.seal,
                            keys.witnesses};
    REMIT_TRY(office.database().backup(file));
    const BackupDone done{manifest_path(file), checkpoint.head};
    REMIT_TRY(office.env().write_private_file(
        done.manifest, ledger::sign_note(text_of(manifest), signer).print()));
    return done;
}

Result<RestoreDone> restore(base::Env& env, const std::string& file, const std::string& folder,
                            const std::optional<ledger::NoteKey>& seal) {
    const Manifest manifest = REMIT_TRY(read_manifest(env, file, seal));
    REMIT_TRY(ensure_empty_folder(env, folder));
    Result<RestoreDone> done = fill(env, file, folder, manifest);
    if (done.ok()) return done;
    return base::make_error(
        done.error().code,
        fmt::format("{}\n  no office was made; remove what lies in '{}', then try again",
                    done.error().message, folder));
}

}  // namespace remit::office
