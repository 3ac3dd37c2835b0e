// Tests of checkpoint.h: what the office signs, what witnesses add, and what is not believed.
#include "ledger/checkpoint.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/fake_env.h"

using namespace remit::ledger;
using remit::base::SecretKey;

namespace {

const NoteSigner kLog{"example.org/mvep", SecretKey(std::string(32, 'l'))};
const TreeHead kHead{13, leaf_hash("thirteen")};

struct Witness {
    std::string name;
    SecretKey key;

    Witness(std::string witness_name, char seed)
        : name(std::move(witness_name)), key(std::string(32, seed)) {}
    [[nodiscard]] NoteKey public_key() const {
        return {name, SignatureType::cosignature, key.public_key()};
    }
    /// Its signature line for the text, as it answers a log.
    [[nodiscard]] std::string line(std::string_view text, std::int64_t time) const {
        const std::string signature = key.sign(cosigned_message(text, time));
        const Note note{"-\n", {{name, public_key().id(), cosignature_bytes(time, signature)}}};
        return note.print().substr(3);
    }
};

const Witness kFirst("witness.example/w1", '1');
const Witness kSecond("witness.example/w2", '2');
const std::vector<NoteKey> kWitnesses = {kFirst.public_key(), kSecond.public_key()};

Note checkpoint() {
    return sign_checkpoint(kHead, {}, kLog).value();
}

std::vector<Cosignature> cosignatures(const Note& note) {
    return verify_checkpoint(note, kLog.public_key(), kWitnesses).value().cosignatures;
}

std::string refusal(std::string_view text) {
    const auto read = Checkpoint::parse(text);
    return read.ok() ? "accepted" : read.error().message;
}

const std::string kRoot = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

}  // namespace

TEST_CASE("checkpoint: the text is origin, size and root, each in its line") {
    const std::string text = "example.com/behind-the-sofa\n20852163\n" + kRoot + "\n";
    const Checkpoint read = Checkpoint::parse(text).value();
    CHECK(read.origin == "example.com/behind-the-sofa");
    CHECK(read.head.size == 20'852'163);
    CHECK(read.head.root.hex() ==
          "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
    CHECK(read.extensions.empty());
    CHECK(read.text() == text);
    const Checkpoint extended = Checkpoint::parse(text + "more\n\u010d\n").value();
    CHECK(extended.extensions == std::vector<std::string>{"more", "\u010d"});
    CHECK(extended.text() == text + "more\n\u010d\n");
}

TEST_CASE("checkpoint: a text of another form is refused") {
    CHECK(refusal("o\n0\n" + kRoot + "\n") == "accepted");
    for (const char* size : {"", "-1", "+1", "01", "00", " 1", "1 ", "0x1", "4611686018427387905",
                             "99999999999999999999"})
        CHECK_MESSAGE(refusal(std::string("o\n") + size + "\n" + kRoot + "\n") != "accepted", size);
    CHECK(refusal("o\n4611686018427387904\n" + kRoot + "\n") == "accepted");
    CHECK(refusal("o\n1\n" + kRoot) != "accepted");
    CHECK(refusal("o\n1\n") != "accepted");
    CHECK(refusal("\n1\n" + kRoot + "\n") != "accepted");
    CHECK(refusal("o\n1\n" + kRoot + "\n\nx\n") != "accepted");
    CHECK(refusal("o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n") ==
          "'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=' is no root of a tree");
    CHECK(refusal("o\n1\nCsUY\n") == "'CsUY' is no root of a tree");
}

TEST_CASE("checkpoint: what was signed is verified with the log's key") {
    const Note note = checkpoint();
    const auto verified =
        verify_checkpoint(Note::parse(note.print()).value(), kLog.public_key(), {});
    REQUIRE(verified.ok());
    CHECK(verified.value().checkpoint == Checkpoint{"example.org/mvep", kHead, {}});
    CHECK(verified.value().cosignatures.empty());
}

TEST_CASE("checkpoint: another size, root, origin or key is not believed") {
    for (const auto& [from, to] : {std::pair{"\n13\n", "\n14\n"}, {"mvep\n", "msp\n"}}) {
        Note note = checkpoint();
        note.text.replace(note.text.find(from), std::string_view(from).size(), to);
        CHECK(verify_checkpoint(note, kLog.public_key(), {}).error().code ==
              remit::ErrorCode::denied);
    }
    const NoteSigner other{"example.org/mvep", SecretKey(std::string(32, 'o'))};
    CHECK(!verify_checkpoint(checkpoint(), other.public_key(), {}).ok());
    // Signed by the right key, of another ledger.
    const std::string text = Checkpoint{"example.org/other", kHead}.text();
    CHECK(verify_checkpoint(sign_note(text, kLog), kLog.public_key(), {}).error().message ==
          "the checkpoint is of 'example.org/other', and signed by 'example.org/mvep'");
    CHECK(
        verify_checkpoint(sign_note("no checkpoint\n", kLog), kLog.public_key(), {}).error().code ==
        remit::ErrorCode::invalid_input);
}

TEST_CASE("checkpoint: an extension is a line, and is signed") {
    const Note note = sign_checkpoint(kHead, {"act 2026-04"}, kLog).value();
    CHECK(verify_checkpoint(note, kLog.public_key(), {}).value().checkpoint.extensions.front() ==
          "act 2026-04");
    CHECK(!sign_checkpoint(kHead, {""}, kLog).ok());
    CHECK(!sign_checkpoint(kHead, {"a\nb"}, kLog).ok());
    CHECK(!sign_checkpoint(kHead, {"a\tb"}, kLog).ok());
}

TEST_CASE("checkpoint: what a witness signs is the header, the time and the text") {
    CHECK(
        cosigned_message("example.com/behind-the-sofa\n20852163\n" + kRoot + "\n", 1'679'315'147) ==
        "cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n" + kRoot + "\n");
    // The example of the standard carries that time in its first eight bytes.
    const Note note =
        Note::parse("example.com/behind-the-sofa\n20852163\n" + kRoot +
                    "\n\n\u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
                    "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n")
            .value();
    const std::string& bytes = note.signatures[0].bytes;
    CHECK(cosignature_bytes(1'679'315'147, bytes.substr(8)) == bytes);
}

TEST_CASE("checkpoint: cosignatures are taken up in the order they came") {
    Note note = checkpoint();
    REQUIRE(add_cosignatures(note, kSecond.line(note.text, 200), kWitnesses).ok());
    REQUIRE(add_cosignatures(note, kFirst.line(note.text, 100), kWitnesses).ok());
    const std::vector<Cosignature> expected = {{"witness.example/w2", 200},
                                               {"witness.example/w1", 100}};
    CHECK(cosignatures(note) == expected);
    CHECK(cosignatures(Note::parse(note.print()).value()) == expected);
    CHECK(note.signatures[0].name == "example.org/mvep");
}

TEST_CASE("checkpoint: a newer cosignature takes the place of the older, never the other way") {
    Note note = checkpoint();
    const std::string both = kFirst.line(note.text, 100) + kSecond.line(note.text, 100);
    REQUIRE(add_cosignatures(note, both, kWitnesses).ok());
    REQUIRE(add_cosignatures(note, kFirst.line(note.text, 300), kWitnesses).ok());
    const std::vector<Cosignature> expected = {{"witness.example/w1", 300},
                                               {"witness.example/w2", 100}};
    CHECK(cosignatures(note) == expected);
    const Note before = note;
    CHECK(add_cosignatures(note, kFirst.line(note.text, 200), kWitnesses).ok());
    CHECK(add_cosignatures(note, kFirst.line(note.text, 300), kWitnesses).ok());
    CHECK(note == before);
}

TEST_CASE("checkpoint: a cosignature that is wrong, unknown or of another text changes nothing") {
    Note note = checkpoint();
    const Note before = note;
    const auto refused = [&](const std::string& lines) {
        const auto status = add_cosignatures(note, lines, kWitnesses);
        CHECK(note == before);
        return status.ok() ? "accepted" : status.error().message;
    };
    const Witness stranger("witness.example/w3", '3');
    const std::string good = kFirst.line(note.text, 100);
    CHECK(refused(stranger.line(note.text, 100)) == "no witness 'witness.example/w3' is known");
    CHECK(refused(good + stranger.line(note.text, 100)) ==
          "no witness 'witness.example/w3' is known");
    CHECK(refused(kFirst.line(note.text + "x\n", 100)) ==
          "the cosignature of 'witness.example/w1' is wrong");
    // Another's key under the witness's name and id.
    const NoteKey known = kFirst.public_key();
    const std::string forged =
        cosignature_bytes(100, stranger.key.sign(cosigned_message(note.text, 100)));
    CHECK(refused(Note{"-\n", {{known.name, known.id(), forged}}}.print().substr(3)) ==
          "the cosignature of 'witness.example/w1' is wrong");
    // A plain signature of the text, without a time.
    CHECK(
        refused(Note{"-\n", {{known.name, known.id(), kFirst.key.sign(note.text)}}}.print().substr(
            3)) == "the cosignature of 'witness.example/w1' is wrong");
    CHECK(refused("") == "the note has no signatures behind an empty line");
    CHECK(refused("x\n\n" + good) == "an empty line stands among the signatures");
    CHECK(refused("x\n").ends_with("is no signature of a note"));
}

TEST_CASE("checkpoint: a time that was changed under a cosignature is seen") {
    Note note = checkpoint();
    REQUIRE(add_cosignatures(note, kFirst.line(note.text, 100), kWitnesses).ok());
    for (std::size_t byte = 0; byte < 8; ++byte) {
        Note changed = note;
        changed.signatures[1].bytes[byte] ^= static_cast<char>(0x80);
        CHECK(!verify_checkpoint(changed, kLog.public_key(), kWitnesses).ok());
        CHECK(verify_checkpoint(changed, kLog.public_key(), {}).ok());  // unknown, so ignored
    }
}

TEST_CASE("checkpoint: a witness counts once, and a log's key is no witness's") {
    Note note = checkpoint();
    REQUIRE(add_cosignatures(note, kFirst.line(note.text, 100), kWitnesses).ok());
    note.signatures.push_back(note.signatures[1]);
    CHECK(cosignatures(note).size() == 1);
    const std::vector<NoteKey> keys = {kLog.public_key()};
    CHECK(verify_checkpoint(note, kLog.public_key(), keys).error().message ==
          "the key of 'example.org/mvep' is not a witness's (type 4)");
}

TEST_CASE("checkpoint: a full note takes no more cosignatures, but newer ones") {
    Note note = checkpoint();
    REQUIRE(add_cosignatures(note, kFirst.line(note.text, 100), kWitnesses).ok());
    while (note.signatures.size() < kSignaturesMax) note.signatures.push_back({"x", 1, "y"});
    CHECK(add_cosignatures(note, kSecond.line(note.text, 100), kWitnesses).error().code ==
          remit::ErrorCode::limit);
    CHECK(add_cosignatures(note, kFirst.line(note.text, 200), kWitnesses).ok());
}
