// Tests of note.h: notes and keys that other programs made, and everything that only looks like
// one.
#include "ledger/note.h"

#include <doctest/doctest.h>

#include <string>

#include "support/fake_env.h"

using namespace remit::ledger;

namespace {

// The example of golang.org/x/mod/sumdb/note, the first implementation.
const char* const kPeterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const char* const kPeterSecret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const std::string kPeterText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
const std::string kPeterLine =
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
    "otpRZb6KE6RyyBwJnAM=\n";
const std::string kPeterNote = kPeterText + "\n" + kPeterLine;

Note parsed(std::string_view bytes) {
    auto note = Note::parse(bytes);
    REQUIRE_MESSAGE(note.ok(), note.error().message);
    return std::move(note).value();
}

std::string refusal(std::string_view bytes) {
    const auto note = Note::parse(bytes);
    return note.ok() ? "accepted" : note.error().message;
}

}  // namespace

TEST_CASE("note: a note of another program is read, verified and printed again") {
    const Note note = parsed(kPeterNote);
    CHECK(note.text == kPeterText);
    CHECK(note.signatures.size() == 1);
    CHECK(note.signatures[0].key_id == 0xc74f20a3);
    CHECK(verify_note(note, NoteKey::parse(kPeterKey).value()).ok());
    CHECK(note.print() == kPeterNote);
}

TEST_CASE("note: the same key signs the same text to the same note") {
    const auto signer = NoteSigner::parse(kPeterSecret);
    REQUIRE(signer.ok());
    CHECK(signer.value().text() == kPeterSecret);
    CHECK(signer.value().public_key().text() == kPeterKey);
    CHECK(sign_note(kPeterText, signer.value()).print() == kPeterNote);
}

TEST_CASE("note: a checkpoint that the Go checksum database signed is verified") {
    const Note note = parsed(
        "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "\u2014 sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n");
    const NoteKey key =
        NoteKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
            .value();
    CHECK(verify_note(note, key).ok());
}

TEST_CASE("note: keys of both types are read and written back, a miscopied one is refused") {
    for (const char* text :
         {kPeterKey, "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
          "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"}) {
        const auto key = NoteKey::parse(text);
        REQUIRE_MESSAGE(key.ok(), key.error().message);
        CHECK(key.value().text() == text);
    }
    CHECK(NoteKey::parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2")
              .value()
              .type == SignatureType::cosignature);
    CHECK(NoteKey::parse("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
              .error()
              .message ==
          "the key of 'PeterNeumann' has id c74f20a3, not c74f20a4: it was miscopied");
    for (const char* bad : {"", "PeterNeumann", "PeterNeumann+c74f20a3", "PeterNeumann+c74f20a3+",
                            "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
                            "PeterNeumann+c74f20a3+AQ==",
                            "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n"})
        CHECK_MESSAGE(!NoteKey::parse(bad).ok(), bad);
}

TEST_CASE("note: a secret key that is none is refused without repeating it") {
    for (const char* bad :
         {"", kPeterKey, "PRIVATE+KEY+", "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEK",
          "PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz",
          "PRIVATE+KEY+PeterNeumann+c74f20a3+BIEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"}) {
        const auto signer = NoteSigner::parse(bad);
        REQUIRE_MESSAGE(!signer.ok(), bad);
        CHECK(signer.error().message == "this is no secret key of a note");
    }
}

TEST_CASE("note: no change of a bit in the signed part or the signature is believed") {
    const NoteKey key = NoteKey::parse(kPeterKey).value();
    for (std::size_t bit = 0; bit < kPeterNote.size() * 8; ++bit) {
        std::string changed = kPeterNote;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        const auto note = Note::parse(changed);
        if (note.ok()) CHECK_MESSAGE(!verify_note(note.value(), key).ok(), "bit ", bit);
        if (note.ok()) CHECK(note.value().print() == changed);
    }
}

TEST_CASE("note: signatures of unknown keys are ignored, a wrong one of the known key is not") {
    const NoteKey key = NoteKey::parse(kPeterKey).value();
    const NoteSigner other{"EnochRoot", remit::base::SecretKey(std::string(32, 'e'))};
    Note note = parsed(kPeterNote);
    note.signatures.insert(note.signatures.begin(), sign_note(kPeterText, other).signatures[0]);
    CHECK(verify_note(note, key).ok());
    CHECK(verify_note(note, other.public_key()).ok());

    Note unsigned_note{kPeterText, sign_note(kPeterText, other).signatures};
    CHECK(verify_note(unsigned_note, key).error().message ==
          "the note is not signed by 'PeterNeumann' (key c74f20a3)");
    // The same name with another key, and the same id under another name: neither is the key.
    const NoteSigner namesake{"PeterNeumann", remit::base::SecretKey(std::string(32, 'p'))};
    unsigned_note.signatures = sign_note(kPeterText, namesake).signatures;
    CHECK(!verify_note(unsigned_note, key).ok());
    unsigned_note.signatures[0].key_id = key.id();
    CHECK(verify_note(unsigned_note, key).error().message ==
          "the signature of 'PeterNeumann' is wrong: the note was changed, or another key of this "
          "name signed it");

    note.signatures.push_back(note.signatures[1]);
    note.signatures.back().bytes[0] ^= 1;
    CHECK(!verify_note(note, key).ok());  // beside a right one
}

TEST_CASE("note: the text ends with the last empty line") {
    const NoteSigner signer{"a", remit::base::SecretKey(std::string(32, 's'))};
    const std::string text = "one\n\n\u2014 a AAAAAAA=\n\ntwo\n";
    const Note note = parsed(sign_note(text, signer).print());
    CHECK(note.text == text);
    CHECK(verify_note(note, signer.public_key()).ok());
}

TEST_CASE("note: what is not exactly of the form is refused") {
    CHECK(refusal(kPeterNote) == "accepted");
    CHECK(refusal("") == "the note does not end with a line end");
    CHECK(refusal(kPeterNote.substr(0, kPeterNote.size() - 1)) ==
          "the note does not end with a line end");
    CHECK(refusal(kPeterText) == "the note has no signatures behind an empty line");
    CHECK(refusal(kPeterText + "\n") == "the note has no signatures behind an empty line");
    CHECK(refusal(kPeterText + kPeterLine) == "the note has no signatures behind an empty line");
    CHECK(refusal("a\tb\n\n" + kPeterLine) == "a control character stands in the note");
    CHECK(refusal("a\r\n\n" + kPeterLine) == "a control character stands in the note");
    CHECK(refusal("a\xFF\n\n" + kPeterLine).starts_with("the note: no UTF-8"));
    for (const char* line :
         {"- a AAAAAAA=", "\u2014 a", "\u2014 a ", "\u2014  AAAAAAA=", "\u2014 a+b AAAAAAA=",
          "\u2014 a AAAAAA==", "\u2014 a AAAAAAA", "\u2014 a AAAAAAB=", "\u2014 a\u00A0b AAAAAAA=",
          "\u2014 a AAAAAAA= ", "\u2014a AAAAAAA=", "\u2014 a AAAAAAA=\nx"}) {
        CHECK_MESSAGE(
            refusal("t\n\n" + std::string(line) + "\n").ends_with("is no signature of a note"),
            line);
    }
    CHECK(refusal("t\n\n\u2014 a AAAAAAA=\n") == "accepted");
}

TEST_CASE("note: more than can be sensible is refused") {
    std::string many = "t\n\n";
    for (std::size_t i = 0; i < kSignaturesMax; ++i) many += "\u2014 a AAAAAAA=\n";
    CHECK(refusal(many) == "accepted");
    CHECK(refusal(many + "\u2014 a AAAAAAA=\n") == "the note has more than 100 signatures");
    CHECK(refusal(std::string(kNoteBytesMax, 'x') + "\n").ends_with("is the most"));
}

TEST_CASE("note: a witness's key does not stand in for a log's") {
    NoteKey key = NoteKey::parse(kPeterKey).value();
    key.type = SignatureType::cosignature;
    CHECK(verify_note(parsed(kPeterNote), key).error().message ==
          "the key of 'PeterNeumann' is a witness's, not that of a log");
}
