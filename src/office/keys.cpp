#include "office/keys.h"

#include <fmt/format.h>

#include <utility>

namespace remit::office {
namespace {

/// The lines of a file that hold something.
std::vector<std::string_view> lines_of(std::string_view bytes) {
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view line = bytes.substr(0, end);
        if (!line.empty()) lines.push_back(line);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    }
    return lines;
}

/// The one line of a file of a key. Errors: those of reading; invalid_input.
Result<std::string> one_line(base::Env& env, const std::string& path, std::string_view cure) {
    const Result<std::string> bytes = env.read_file(path);
    if (!bytes.ok()) {
        return base::make_error(bytes.error().code,
                                fmt::format("{}; {}", bytes.error().message, cure));
    }
    const std::vector<std::string_view> lines = lines_of(bytes.value());
    if (lines.size() == 1) return std::string(lines.front());
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' has {} lines, and must hold one key; {}", path, lines.size(), cure));
}

Status check_ledger(const std::string& path, std::string_view name, const std::string& ledger) {
    if (name == ledger) return base::done();
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' is the key of ledger '{}', and office.yaml says '{}'; put back the "
                    "key that belongs to this office",
                    path, name, ledger));
}

Result<std::vector<ledger::NoteKey>> read_witnesses(base::Env& env, const std::string& folder) {
    const std::string path = fmt::format("{}/{}", folder, kWitnessesFile);
    const Result<std::string> bytes = env.read_file(path);
    std::vector<ledger::NoteKey> witnesses;
    if (!bytes.ok() && bytes.error().code == ErrorCode::not_found) return witnesses;
    if (!bytes.ok()) return bytes.error();
    for (const std::string_view line : lines_of(bytes.value()))
        witnesses.push_back(REMIT_TRY(ledger::NoteKey::parse(line).with(path)));
    return witnesses;
}

Result<ledger::NoteKey> read_seal_public(base::Env& env, const std::string& folder,
                                         const std::string& ledger) {
    const std::string path = fmt::format("{}/{}", folder, kSealFile);
    const std::string text =
        REMIT_TRY(one_line(env, path, "take the public key from where the office publishes it"));
    ledger::NoteKey key = REMIT_TRY(ledger::NoteKey::parse(text).with(path));
    REMIT_TRY(check_ledger(path, key.name, ledger));
    return key;
}

}  // namespace

Result<PublicKeys> read_public_keys(base::Env& env, const std::string& folder,
                                    const std::string& ledger) {
    ledger::NoteKey seal = REMIT_TRY(read_seal_public(env, folder, ledger));
    return PublicKeys{std::move(seal), REMIT_TRY(read_witnesses(env, folder))};
}

Result<ledger::NoteSigner> read_seal(base::Env& env, const std::string& folder,
                                     const std::string& ledger) {
    const std::string path = fmt::format("{}/{}", folder, kSeedFile);
    const std::string text = REMIT_TRY(
        one_line(env, path,
                 "the seal is kept apart from backups: put its file back from where you keep it"));
    ledger::NoteSigner signer = REMIT_TRY(ledger::NoteSigner::parse(text).with(path));
    REMIT_TRY(check_ledger(path, signer.name, ledger));
    const ledger::NoteKey published = REMIT_TRY(read_seal_public(env, folder, ledger));
    if (published == signer.public_key()) return signer;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' is not the secret of '{}/{}'; put back the pair that belongs together",
                    path, folder, kSealFile));
}

}  // namespace remit::office
