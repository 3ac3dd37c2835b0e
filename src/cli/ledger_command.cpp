// `remit ledger verify|checkpoint|proof|growth|export`: what an office did, for whoever does not
// want to believe it.
//
// Nothing is judged here: module office verifies, proves and signs; this file reads the words of
// the command line and shows what came of it. Exit status 1 is a ledger that is not sound.
#include "cli/ledger_command.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/byte_text.h"
#include "base/check.h"
#include "base/json_writer.h"
#include "cli/columns.h"
#include "cli/office_door.h"
#include "cli/office_page.h"
#include "office/checkpoints.h"
#include "office/proofs.h"
#include "office/sealer.h"
#include "office/verification.h"

namespace remit::cli {
namespace {

std::int64_t number(std::uint64_t count) {
    return static_cast<std::int64_t>(count);
}

Error refuse(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Result<std::uint64_t> read_size(const std::string& text) {
    std::uint64_t size = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, size);
    if (read.ec == std::errc() && read.ptr == end) return size;
    return refuse(
        fmt::format("'{}' is no size of a checkpoint; it is the number in its second "
                    "line, such as 128",
                    printable(text)));
}

// --- verify ---

std::string as_json(const office::Office& office, const office::Verification& found) {
    base::JsonWriter json;
    json.begin_object().field("ledger", office.settings().ledger);
    json.field_bool("sound", found.sound());
    json.field("entries", number(found.entries)).field("chains", number(found.chains));
    json.field("sealed", number(found.head.size));
    json.field("root", base::to_base64(found.head.root.view()));
    json.field("checkpoints", number(found.checkpoints)).field("covered", number(found.covered));
    json.field("tiles", number(found.tiles)).field("papers", number(found.papers));
    json.field("rows", number(found.rows));
    json.field("finding_count", number(found.finding_count)).key("findings").begin_array();
    for (const office::Finding& finding : found.findings) {
        json.begin_object().field("part", office::name_of(finding.part));
        json.field("message", printable(finding.message)).end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

std::string as_text(const office::Office& office, const office::Verification& found,
                    const Ink& ink) {
    OfficePage page(ink);
    page.title(fmt::format("Ledger {}: {}", office.settings().ledger,
                           found.sound() ? "everything fits" : "NOT SOUND"));
    page.rows({{"Entries", fmt::format("{} in {} chains, {} of them sealed", found.entries,
                                       found.chains, found.head.size)},
               {"Checkpoints",
                fmt::format("{}, the last over {} entries", found.checkpoints, found.covered)},
               {"Root", base::to_base64(found.head.root.view())},
               {"Tiles", fmt::format("{}", found.tiles)},
               {"Papers", fmt::format("{}", found.papers)},
               {"Registers", fmt::format("{} rows", found.rows)}});
    if (found.sound()) return page.take();
    page.heading(fmt::format("Found: {}", found.finding_count));
    for (const office::Finding& finding : found.findings)
        page.item("-", fmt::format("{}: {}", office::name_of(finding.part), finding.message));
    if (found.finding_count > found.findings.size()) {
        page.item("-", fmt::format("and {} more", found.finding_count - found.findings.size()));
    }
    return page.take();
}

int verify(base::Env& env, const Options& options, office::Office& office) {
    const Result<office::PublicKeys> keys = public_keys(env, options, office);
    if (!keys.ok()) return fail(env, keys.error().message);
    const Result<office::Verification> found = office::verify_office(office, keys.value());
    if (!found.ok()) return fail(env, found.error().message);
    const int delivered =
        deliver(env, options,
                options.office.json ? as_json(office, found.value())
                                    : as_text(office, found.value(), Ink(env.terminal_colour())));
    if (delivered != kExitDone) return delivered;
    return found.value().sound() ? kExitDone : kExitFindings;
}

// --- checkpoint ---

Result<ledger::Note> take_cosignatures(base::Env& env, const Options& options,
                                       office::Office& office) {
    const office::PublicKeys keys = REMIT_TRY(public_keys(env, options, office));
    const std::string bytes = REMIT_TRY(env.read_file(options.office.add));
    return office::add_cosignatures(office, bytes, keys.witnesses);
}

int checkpoint(base::Env& env, const Options& options, office::Office& office) {
    Result<ledger::Note> note = ledger::Note();
    if (options.office.add.empty()) {
        const Result<ledger::NoteSigner> seal = seal_of(env, options, office);
        if (!seal.ok()) return fail(env, seal.error().message);
        note = office::sign_checkpoint(office, seal.value());
    } else {
        note = take_cosignatures(env, options, office);
    }
    if (!note.ok()) return fail(env, note.error().message);
    if (!options.office.json) return deliver(env, options, note.value().print());
    const Result<ledger::Checkpoint> read = ledger::Checkpoint::parse(note.value().text);
    if (!read.ok()) return fail(env, read.error().message);
    base::JsonWriter json;
    json.begin_object().field("size", number(read.value().head.size));
    json.field("root", base::to_base64(read.value().head.root.view()));
    json.field("note", note.value().print()).end_object();
    return deliver(env, options, json.finish());
}

// --- proof, growth, export ---

/// The file of -o, or standard output; where it is a file, a line says what is in it.
int give(base::Env& env, const Options& options, const std::string& text, const std::string& said) {
    const int delivered = deliver(env, options, text);
    if (delivered == kExitDone && !options.output.empty() && options.output != "-")
        env.print(said + "\n");
    return delivered;
}

int proof(base::Env& env, const Options& options, const office::Office& office) {
    if (options.names.size() != 1)
        return fail(env, "proof takes one matter, or the number of an entry");
    const Result<office::EntryProof> done = office::prove_entry(office, options.names.front());
    if (!done.ok()) return fail(env, done.error().message);
    const office::EntryProof& proven = done.value();
    const std::string said = fmt::format(
        "Entry {} ('{}', version {}, {}) stands at {} of the {} entries of the checkpoint.",
        proven.number, proven.entry.matter, proven.entry.matter_version, proven.entry.kind,
        proven.index, proven.size);
    if (!options.office.json) return give(env, options, proven.text, said);
    base::JsonWriter json;
    json.begin_object().field("entry", proven.number).field("chain", proven.entry.matter);
    json.field("version", number(proven.entry.matter_version)).field("index", number(proven.index));
    json.field("size", number(proven.size)).field("proof", proven.text).end_object();
    return deliver(env, options, json.finish());
}

Result<office::GrowthProof> prove(const Options& options, const office::Office& office) {
    if (options.names.empty() || options.names.size() > 2) {
        return refuse("growth takes the size of an older checkpoint, and perhaps of a newer one");
    }
    const std::uint64_t before = REMIT_TRY(read_size(options.names.front()));
    if (options.names.size() == 1) return office::prove_growth(office, before, std::nullopt);
    return office::prove_growth(office, before, REMIT_TRY(read_size(options.names.back())));
}

int growth(base::Env& env, const Options& options, const office::Office& office) {
    const Result<office::GrowthProof> done = prove(options, office);
    if (!done.ok()) return fail(env, done.error().message);
    const office::GrowthProof& proven = done.value();
    const std::string said =
        fmt::format("The first {} of the {} entries are those of the older checkpoint.",
                    proven.before.size, proven.after.size);
    if (!options.office.json) return give(env, options, proven.text, said);
    base::JsonWriter json;
    json.begin_object().field("old_size", number(proven.before.size));
    json.field("new_size", number(proven.after.size)).field("proof", proven.text).end_object();
    return deliver(env, options, json.finish());
}

int export_to(base::Env& env, const Options& options, const office::Office& office) {
    if (options.names.size() != 1)
        return fail(env, "export takes one folder, which is new or empty");
    const Result<office::PublicKeys> keys = public_keys(env, options, office);
    if (!keys.ok()) return fail(env, keys.error().message);
    const std::string& folder = options.names.front();
    const Result<office::ExportDone> done = office::export_ledger(office, keys.value(), folder);
    if (!done.ok()) return fail(env, done.error().message);
    if (!options.office.json) {
        return deliver(env, options,
                       fmt::format("{} entries in {} files, read again and verified; anybody can "
                                   "check them: verify_ledger.py {} '{}'\n",
                                   done.value().head.size, done.value().files, printable(folder),
                                   keys.value().seal.text()));
    }
    base::JsonWriter json;
    json.begin_object().field("folder", folder).field("entries", number(done.value().head.size));
    json.field("files", number(done.value().files));
    json.field("root", base::to_base64(done.value().head.root.view())).end_object();
    return deliver(env, options, json.finish());
}

}  // namespace

Result<office::PublicKeys> public_keys(base::Env& env, const Options& options,
                                       const office::Office& office) {
    return office::read_public_keys(env, folder_of(env, options), office.settings().ledger);
}

Result<ledger::NoteSigner> seal_of(base::Env& env, const Options& options,
                                   const office::Office& office) {
    return office::read_seal(env, folder_of(env, options), office.settings().ledger);
}

Status settle_ledger(base::Env& env, const Options& options, office::Office& office) {
    const Result<ledger::NoteSigner> seal = seal_of(env, options, office);
    if (seal.ok()) {
        REMIT_TRY(office::sign_checkpoint(office, seal.value()));
    } else if (seal.error().code == ErrorCode::not_found) {
        REMIT_TRY(office::seal(office));
    } else {
        return seal.error();
    }
    return base::done();
}

int run_ledger(base::Env& env, const Options& options) {
    const auto office = open_office(env, options);
    if (!office.ok()) return fail(env, office.error().message);
    if (options.action == "proof") return proof(env, options, *office.value());
    if (options.action == "growth") return growth(env, options, *office.value());
    if (options.action == "export") return export_to(env, options, *office.value());
    if (!options.names.empty()) {
        return fail(
            env, fmt::format("{} takes no '{}'", options.action, printable(options.names.front())));
    }
    if (options.action == "verify") return verify(env, options, *office.value());
    REMIT_CHECK(options.action == "checkpoint");
    return checkpoint(env, options, *office.value());
}

}  // namespace remit::cli
