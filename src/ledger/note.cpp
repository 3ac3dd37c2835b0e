#include "ledger/note.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/byte_text.h"
#include "base/check.h"
#include "base/hash.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace remit::ledger {

namespace {

constexpr std::string_view kSignatureMark = "\u2014 ";
constexpr std::string_view kPrivateMark = "PRIVATE+KEY+";
constexpr std::size_t kKeyIdBytes = 4;
constexpr std::size_t kKeyIdDigits = 2 * kKeyIdBytes;

Error invalid(std::string message) {
    return base::make_error(ErrorCode::invalid_input, std::move(message));
}

std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (unsigned shift = 32; shift > 0; shift -= 8)
        bytes += static_cast<char>(static_cast<unsigned char>(value >> (shift - 8)));
    return bytes;
}

std::uint32_t from_big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) value = (value << 8U) | static_cast<unsigned char>(byte);
    return value;
}

std::string_view type_byte(const SignatureType& type) {
    return {reinterpret_cast<const char*>(&type), 1};
}

bool is_blank(char32_t code_point) {
    const auto kind = text::character_of(code_point).kind;
    return kind == text::CharacterKind::space || kind == text::CharacterKind::line_end;
}

/// "name+id+base64" in its parts; the base64 may hold '+', the name may not.
struct KeyText {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  // type, then key or seed
};

std::optional<KeyText> split_key(std::string_view text) {
    const std::size_t first = text.find('+');
    const std::size_t second = first + 1 + kKeyIdDigits;
    if (first == std::string_view::npos || text.size() <= second || text[second] != '+')
        return std::nullopt;
    const auto id = base::from_hex(text.substr(first + 1, kKeyIdDigits));
    auto bytes = base::from_base64(text.substr(second + 1));
    if (!id || !bytes || bytes->empty() || !is_note_name(text.substr(0, first)))
        return std::nullopt;
    return KeyText{std::string(text.substr(0, first)), from_big_endian(*id), std::move(*bytes)};
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
    if (!line.starts_with(kSignatureMark)) return std::nullopt;
    line.remove_prefix(kSignatureMark.size());
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || !is_note_name(line.substr(0, space)))
        return std::nullopt;
    const auto bytes = base::from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() <= kKeyIdBytes) return std::nullopt;
    return NoteSignature{std::string(line.substr(0, space)),
                         from_big_endian(std::string_view(*bytes).substr(0, kKeyIdBytes)),
                         bytes->substr(kKeyIdBytes)};
}

}  // namespace

std::uint32_t NoteKey::id() const {
    const base::Hash hash = base::sha256({name, "\n", type_byte(type), key.view()});
    return from_big_endian(hash.view().substr(0, kKeyIdBytes));
}

std::string NoteKey::text() const {
    return fmt::format("{}+{:08x}+{}", name, id(),
                       base::to_base64(std::string(type_byte(type)) + std::string(key.view())));
}

Result<NoteKey> NoteKey::parse(std::string_view text) {
    const auto parts = split_key(text);
    if (!parts) return invalid(fmt::format("'{}' is no key: it is written NAME+ID+BASE64", text));
    const auto type = static_cast<SignatureType>(parts->bytes[0]);
    const auto key = base::PublicKey::of(std::string_view(parts->bytes).substr(1));
    if (!key || (type != SignatureType::note && type != SignatureType::cosignature))
        return invalid(
            fmt::format("the key of '{}' is no Ed25519 key of type 1 or 4", parts->name));
    NoteKey made{parts->name, type, *key};
    if (made.id() != parts->id)
        return invalid(fmt::format("the key of '{}' has id {:08x}, not {:08x}: it was miscopied",
                                   parts->name, made.id(), parts->id));
    return made;
}

std::string NoteSigner::text() const {
    const NoteKey key_of = public_key();
    return fmt::format("{}{}+{:08x}+{}", kPrivateMark, name, key_of.id(),
                       base::to_base64(std::string(type_byte(key_of.type)) + key.seed()));
}

Result<NoteSigner> NoteSigner::parse(std::string_view text) {
    const Error refused = invalid("this is no secret key of a note");  // never with what was read
    if (!text.starts_with(kPrivateMark)) return refused;
    const auto parts = split_key(text.substr(kPrivateMark.size()));
    if (!parts || parts->bytes.size() != 1 + base::kSeedBytes ||
        static_cast<SignatureType>(parts->bytes[0]) != SignatureType::note)
        return refused;
    NoteSigner signer{parts->name, base::SecretKey(std::string_view(parts->bytes).substr(1))};
    if (signer.public_key().id() != parts->id) return refused;
    return signer;
}

bool is_note_name(std::string_view name) {
    if (name.empty() || text::find_utf8_fault(name)) return false;
    return std::ranges::none_of(text::to_code_points(name), [](char32_t code_point) {
        return code_point == U'+' || code_point < 0x20 || is_blank(code_point);
    });
}

Status check_note_text(std::string_view text) {
    if (text.size() > kNoteBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("the note has {} bytes; {} is the most", text.size(), kNoteBytesMax));
    }
    if (!text.ends_with('\n')) return invalid("the note does not end with a line end");
    if (const auto fault = text::find_utf8_fault(text))
        return invalid(
            fmt::format("the note: {} at byte {}", text::describe(fault->kind), fault->offset));
    const auto control = std::ranges::find_if(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
    if (control != text.end()) return invalid("a control character stands in the note");
    return base::done();
}

Result<Note> Note::parse(std::string_view bytes) {
    REMIT_TRY(check_note_text(bytes));
    const std::size_t gap = bytes.rfind("\n\n");
    if (gap == std::string_view::npos || gap + 2 == bytes.size())
        return invalid("the note has no signatures behind an empty line");
    Note note{std::string(bytes.substr(0, gap + 1)), {}};
    for (std::string_view rest = bytes.substr(gap + 2); !rest.empty();) {
        const std::size_t end = rest.find('\n');
        auto signature = parse_signature(rest.substr(0, end));
        if (!signature)
            return invalid(fmt::format("line {} under the text is no signature of a note",
                                       note.signatures.size() + 1));
        if (note.signatures.size() == kSignaturesMax) {
            return base::make_error(
                ErrorCode::limit,
                fmt::format("the note has more than {} signatures", kSignaturesMax));
        }
        note.signatures.push_back(std::move(*signature));
        rest.remove_prefix(end + 1);
    }
    return note;
}

std::string Note::print() const {
    std::string bytes = text + "\n";
    for (const NoteSignature& signature : signatures) {
        bytes += fmt::format("{}{} {}\n", kSignatureMark, signature.name,
                             base::to_base64(big_endian(signature.key_id) + signature.bytes));
    }
    return bytes;
}

Note sign_note(std::string_view text, const NoteSigner& signer) {
    REMIT_CHECK(check_note_text(text).ok() && is_note_name(signer.name));
    return {std::string(text), {{signer.name, signer.public_key().id(), signer.key.sign(text)}}};
}

bool is_of(const NoteSignature& signature, const NoteKey& key) {
    return signature.name == key.name && signature.key_id == key.id();
}

Status verify_note(const Note& note, const NoteKey& key) {
    if (key.type != SignatureType::note)
        return invalid(fmt::format("the key of '{}' is a witness's, not that of a log", key.name));
    bool is_signed = false;
    for (const NoteSignature& signature : note.signatures) {
        if (!is_of(signature, key)) continue;
        if (!base::verify(key.key, note.text, signature.bytes)) {
            return base::make_error(
                ErrorCode::denied,
                fmt::format("the signature of '{}' is wrong: the note was changed, or "
                            "another key of this name signed it",
                            key.name));
        }
        is_signed = true;
    }
    if (is_signed) return base::done();
    return base::make_error(
        ErrorCode::denied,
        fmt::format("the note is not signed by '{}' (key {:08x})", key.name, key.id()));
}

}  // namespace remit::ledger
