#include "ledger/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/byte_text.h"
#include "base/check.h"

namespace remit::ledger {

namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kCosignatureBytes = kTimeBytes + base::kSignatureBytes;

Error invalid(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

Error denied(std::string message) {
    return base::make_error(ErrorCode::denied, std::move(message));
}

bool is_line(std::string_view text) {
    return !text.empty() && text.find('\n') == std::string_view::npos;
}

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

// Decimal without a leading zero, at most kTreeSizeMax.
std::optional<std::uint64_t> parse_size(std::string_view digits) {
    std::uint64_t size = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (fault != std::errc() || end != digits.data() + digits.size() || size > kTreeSizeMax)
        return std::nullopt;
    return fmt::to_string(size) == digits ? std::optional(size) : std::nullopt;
}

const NoteKey* find_key(const NoteSignature& signature, std::span<const NoteKey> keys) {
    const auto found =
        std::ranges::find_if(keys, [&](const NoteKey& key) { return is_of(signature, key); });
    return found == keys.end() ? nullptr : &*found;
}

// The time that the witness signed, which must not lie behind the end of signed numbers.
std::optional<std::int64_t> time_of(const NoteSignature& signature) {
    if (signature.bytes.size() != kCosignatureBytes) return std::nullopt;
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < kTimeBytes; ++i)
        time = (time << 8U) | static_cast<unsigned char>(signature.bytes[i]);
    if (time >> 63U != 0) return std::nullopt;
    return static_cast<std::int64_t>(time);
}

Result<Cosignature> verify_cosignature(std::string_view text, const NoteSignature& signature,
                                       const NoteKey& witness) {
    if (witness.type != SignatureType::cosignature)
        return invalid(fmt::format("the key of '{}' is not a witness's (type 4)", witness.name));
    const auto time = time_of(signature);
    if (!time || !base::verify(witness.key, cosigned_message(text, *time),
                               std::string_view(signature.bytes).substr(kTimeBytes))) {
        return denied(fmt::format("the cosignature of '{}' is wrong", witness.name));
    }
    return Cosignature{witness.name, *time};
}

// Puts one cosignature, which was verified, into its place.
Status add(Note& note, NoteSignature signature, std::int64_t time) {
    const auto same = std::ranges::find_if(note.signatures, [&](const NoteSignature& other) {
        return other.name == signature.name && other.key_id == signature.key_id;
    });
    if (same == note.signatures.end()) {
        if (note.signatures.size() == kSignaturesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("the note has {} signatures already", kSignaturesMax));
        }
        note.signatures.push_back(std::move(signature));
    } else if (time > time_of(*same).value_or(-1)) {
        *same = std::move(signature);
    }
    return base::done();
}

}  // namespace

std::string Checkpoint::text() const {
    REMIT_CHECK(is_line(origin) && std::ranges::all_of(extensions, is_line));
    std::string text =
        fmt::format("{}\n{}\n{}\n", origin, head.size, base::to_base64(head.root.view()));
    for (const std::string& line : extensions) text += line + "\n";
    return text;
}

Result<Checkpoint> Checkpoint::parse(std::string_view text) {
    const std::vector<std::string_view> lines = split_lines(text);
    if (!text.ends_with('\n') || lines.size() < 3 || std::ranges::find(lines, "") != lines.end())
        return invalid("a checkpoint has an origin, a size and a root, each in a line of its own");
    const auto size = parse_size(lines[1]);
    if (!size) return invalid(fmt::format("'{}' is no size of a tree", lines[1]));
    const auto root_bytes = base::from_base64(lines[2]);
    const auto root = base::Hash::of(root_bytes.value_or(""));
    if (!root) return invalid(fmt::format("'{}' is no root of a tree", lines[2]));
    return Checkpoint{std::string(lines[0]), {*size, *root}, {lines.begin() + 3, lines.end()}};
}

Result<Note> sign_checkpoint(const TreeHead& head, std::vector<std::string> extensions,
                             const NoteSigner& signer) {
    if (!std::ranges::all_of(extensions, is_line))
        return invalid("an extension of a checkpoint is one line that is not empty");
    const std::string text = Checkpoint{signer.name, head, std::move(extensions)}.text();
    REMIT_TRY(check_note_text(text));
    return sign_note(text, signer);
}

Result<VerifiedCheckpoint> verify_checkpoint(const Note& note, const NoteKey& log,
                                             std::span<const NoteKey> witnesses) {
    REMIT_TRY(verify_note(note, log));
    VerifiedCheckpoint verified{REMIT_TRY(Checkpoint::parse(note.text)), {}};
    if (verified.checkpoint.origin != log.name) {
        return denied(fmt::format("the checkpoint is of '{}', and signed by '{}'",
                                  verified.checkpoint.origin, log.name));
    }
    for (const NoteSignature& signature : note.signatures) {
        const NoteKey* witness = find_key(signature, witnesses);
        if (witness == nullptr) continue;
        Cosignature seen = REMIT_TRY(verify_cosignature(note.text, signature, *witness));
        if (std::ranges::find(verified.cosignatures, seen.witness, &Cosignature::witness) ==
            verified.cosignatures.end())
            verified.cosignatures.push_back(std::move(seen));
    }
    return verified;
}

std::string cosigned_message(std::string_view text, std::int64_t time) {
    return fmt::format("cosignature/v1\ntime {}\n{}", time, text);
}

std::string cosignature_bytes(std::int64_t time, std::string_view signature) {
    REMIT_CHECK(time >= 0 && signature.size() == base::kSignatureBytes);
    std::string bytes;
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        const auto byte = static_cast<std::uint64_t>(time) >> (shift - 8);
        bytes += static_cast<char>(static_cast<unsigned char>(byte & 0xFFU));
    }
    return bytes + std::string(signature);
}

Status add_cosignatures(Note& note, std::string_view lines, std::span<const NoteKey> witnesses) {
    // Lines of signatures are a note without its text.
    const Note answered = REMIT_TRY(Note::parse("-\n\n" + std::string(lines)));
    if (answered.text != "-\n") return invalid("an empty line stands among the signatures");
    Note grown = note;
    for (const NoteSignature& signature : answered.signatures) {
        const NoteKey* witness = find_key(signature, witnesses);
        if (witness == nullptr)
            return denied(fmt::format("no witness '{}' is known", signature.name));
        const Cosignature seen = REMIT_TRY(verify_cosignature(note.text, signature, *witness));
        REMIT_TRY(add(grown, signature, seen.time));
    }
    note = std::move(grown);
    return base::done();
}

}  // namespace remit::ledger
