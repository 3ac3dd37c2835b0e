// Signed notes: a text that people can read, with signatures under it (C2SP signed-note).
//
//     example.org/mvep
//     ...
//
//     — example.org/mvep Az3grlgt...
//
// The text must be ignored unless a key that the reader knew before has signed it. A signature is
// found by the name of its key and a key id of 32 bits, which only tells keys apart: security rests
// on the whole key that the reader has.
//
// Invariant: a note that was parsed prints to the same bytes. A name never holds a blank or '+'.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ed25519.h"
#include "base/result.h"

namespace remit::ledger {

inline constexpr std::size_t kNoteBytesMax = std::size_t{1} << 20U;
inline constexpr std::size_t kSignaturesMax = 100;  // the standard asks for 16 at least

/// What the signed bytes are. The values are those of the standard.
enum class SignatureType : std::uint8_t {
    note = 0x01,         // the text
    cosignature = 0x04,  // a witness's: time and text (checkpoint.h)
};

/// A key that is known: who signs, how, and with which public key.
struct NoteKey {
    std::string name;  // "example.org/mvep"
    SignatureType type = SignatureType::note;
    base::PublicKey key;

    /// The first 32 bits of SHA-256 over name, line end, type and key.
    [[nodiscard]] std::uint32_t id() const;
    /// "example.org/mvep+c74f20a3+ARpc2Qc..."
    [[nodiscard]] std::string text() const;
    /// Errors: invalid_input, where it is no such text, of another type, or its id does not fit its
    /// key.
    static Result<NoteKey> parse(std::string_view text);

    bool operator==(const NoteKey&) const = default;
};

/// A key of one's own.
struct NoteSigner {
    std::string name;
    base::SecretKey key;

    [[nodiscard]] NoteKey public_key() const {
        return {name, SignatureType::note, key.public_key()};
    }
    /// "PRIVATE+KEY+example.org/mvep+c74f20a3+AYEKFA...": to be kept where only its owner reads.
    [[nodiscard]] std::string text() const;
    /// Errors: invalid_input; the message does not hold the text.
    static Result<NoteSigner> parse(std::string_view text);
};

struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string bytes;  // of the form that the key's type has

    bool operator==(const NoteSignature&) const = default;
};

struct Note {
    std::string text;  // ends with a line end
    std::vector<NoteSignature> signatures;

    /// Errors: invalid_input, says what is wrong with the form; limit.
    static Result<Note> parse(std::string_view bytes);
    [[nodiscard]] std::string print() const;

    bool operator==(const Note&) const = default;
};

/// Whether a name may stand in a note.
bool is_note_name(std::string_view name);
/// What is wrong with a text that is to be signed, as Note::parse(). Errors: invalid_input.
Status check_note_text(std::string_view text);

/// The note of this text with one signature. The text must pass check_note_text().
Note sign_note(std::string_view text, const NoteSigner& signer);

/// Whether the signature is one of this key: by name and id. It may still be wrong.
bool is_of(const NoteSignature& signature, const NoteKey& key);
/// That a key of type `note` has signed the note. Signatures of other keys are not looked at.
/// Errors: denied, where there is none of the key, or one that is wrong.
Status verify_note(const Note& note, const NoteKey& key);

}  // namespace remit::ledger
