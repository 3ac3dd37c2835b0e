// `remit backup FILE` and `remit restore FILE DIR`: a copy of an office that proves itself.
//
// What is said after either is what an operator must know: which root it has, and that the secret
// of the seal is not in it.
#include <fmt/format.h>

#include <optional>

#include "base/byte_text.h"
#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/ledger_command.h"
#include "cli/office_door.h"
#include "office/backup.h"

namespace remit::cli {
namespace {

/// The key of --seal: its text, or a file that holds it.
Result<std::optional<ledger::NoteKey>> expected_seal(base::Env& env, const Options& options) {
    if (options.office.seal.empty()) return std::optional<ledger::NoteKey>();
    const Result<ledger::NoteKey> written = ledger::NoteKey::parse(options.office.seal);
    if (written.ok()) return std::optional<ledger::NoteKey>(written.value());
    std::string text = REMIT_TRY(env.read_file(options.office.seal).with("--seal"));
    while (text.ends_with('\n')) text.pop_back();
    return std::optional<ledger::NoteKey>(
        REMIT_TRY(ledger::NoteKey::parse(text).with(options.office.seal)));
}

Result<office::BackupDone> back_up(base::Env& env, const Options& options, office::Office& office) {
    const office::PublicKeys keys = REMIT_TRY(public_keys(env, options, office));
    const ledger::NoteSigner seal = REMIT_TRY(seal_of(env, options, office));
    return office::back_up(office, seal, keys, options.names.front());
}

Result<office::RestoreDone> restore(base::Env& env, const Options& options) {
    const std::optional<ledger::NoteKey> seal = REMIT_TRY(expected_seal(env, options));
    return office::restore(env, options.names.front(), options.names.back(), seal);
}

}  // namespace

int run_backup(base::Env& env, const Options& options) {
    if (options.names.size() != 1)
        return fail(env, "backup takes one file, which is new, such as `remit backup monday.db`");
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    const Result<office::BackupDone> done = back_up(env, options, *office.value());
    if (!done.ok()) return fail(env, done.error().message);
    const std::string root = base::to_base64(done.value().head.root.view());
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_object().field("file", options.names.front());
        json.field("manifest", done.value().manifest);
        json.field("entries", static_cast<std::int64_t>(done.value().head.size));
        json.field("root", root).field_bool("holds_seal", /*value=*/false).end_object();
        return deliver(env, options, json.finish());
    }
    return deliver(env, options,
                   fmt::format("{} and {} hold {} entries with the root {}.\nThe secret of the "
                               "seal (keys/seal.seed) is not in them: keep a copy of it apart, "
                               "under lock; without it a restored office can sign nothing.\n",
                               printable(options.names.front()), printable(done.value().manifest),
                               done.value().head.size, root));
}

int run_restore(base::Env& env, const Options& options) {
    if (options.names.size() != 2) {
        return fail(env,
                    "restore takes the file of a backup and a folder that is new or empty, such as "
                    "`remit restore monday.db mvep`");
    }
    const Result<office::RestoreDone> done = restore(env, options);
    if (!done.ok()) return fail(env, done.error().message);
    const office::RestoreDone& made = done.value();
    const std::string root = base::to_base64(made.head.root.view());
    if (options.office.json) {
        base::JsonWriter json;
        json.begin_object().field("office", options.names.back());
        json.field("entries", static_cast<std::int64_t>(made.verification.entries));
        json.field("root", root).field("seal", made.seal.text()).end_object();
        return deliver(env, options, json.finish());
    }
    return deliver(
        env, options,
        fmt::format("An office was made in {} of {} entries; all of it was verified, and its root "
                    "is {}.\nIt was signed by {}{}.\nBefore it signs again, put the secret of "
                    "the seal back as {}/keys/seal.seed.\n",
                    printable(options.names.back()), made.verification.entries, root,
                    made.seal.text(),
                    options.office.seal.empty() ? "; compare that with the key that was published"
                                                : ", as you asked",
                    printable(options.names.back())));
}

}  // namespace remit::cli
