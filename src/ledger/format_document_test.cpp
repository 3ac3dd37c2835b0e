// The worked example of docs/ledger-format.md, byte for byte: whoever writes a verifier from the
// document can rely on it.
//
// The document's blocks are named behind their fence: "```hex entry-0". Of a hex block, what stands
// behind '#' is comment. tests/ledger_verifier_test.py reads the same blocks.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/byte_text.h"
#include "base/env.h"
#include "ledger/checkpoint.h"
#include "ledger/entry.h"
#include "ledger/export.h"

using namespace remit::ledger;
using remit::base::Hash;
using remit::base::to_hex;

namespace {

std::string counted(std::size_t count, unsigned first) {
    std::string bytes;
    for (std::size_t i = 0; i < count; ++i)
        bytes += static_cast<char>(static_cast<unsigned char>(first + i));
    return bytes;
}

const std::string& document() {
    static const std::string text = [] {
        remit::base::PosixEnv env;
        return env.read_file(std::string(REMIT_SOURCE_DIR) + "/docs/ledger-format.md").value();
    }();
    return text;
}

std::string text_block(const std::string& name) {
    const std::string fence = "```text " + name + "\n";
    const std::size_t begin = document().find(fence);
    REQUIRE_MESSAGE(begin != std::string::npos, "no block ", name);
    const std::size_t end = document().find("```", begin + fence.size());
    return document().substr(begin + fence.size(), end - begin - fence.size());
}

// The digits of a block, without blanks and comments.
std::string hex_block(const std::string& name) {
    const std::string fence = "```hex " + name + "\n";
    const std::size_t begin = document().find(fence);
    REQUIRE_MESSAGE(begin != std::string::npos, "no block ", name);
    std::string digits;
    bool comment = false;
    for (std::size_t i = begin + fence.size(); document()[i] != '`'; ++i) {
        const char c = document()[i];
        comment = (comment || c == '#') && c != '\n';
        if (!comment && c != ' ' && c != '\n') digits += c;
    }
    return digits;
}

const Opening kName{"applicant_name", counted(kSaltBytes, 0x20), "Ana Anić"};
const NoteSigner kLog{"example.org/mvep",
                      remit::base::SecretKey(counted(remit::base::kSeedBytes, 0))};

Entry opened() {
    Entry entry;
    entry.institution = "hr.mvep";
    entry.matter = "M-1";
    entry.matter_version = 1;
    entry.kind = "procedure/opened";
    entry.happened_at = 1'767'225'600;
    entry.recorded_at = 1'767'225'602;
    entry.acting = {.officer = "o-17",
                    .post = "head-5.1.2",
                    .deputy_for = "",
                    .unit = "5.1.2",
                    .duty = "5.1.2-06",
                    .citation = "čl. 46. st. 1.",
                    .ground = Ground::own};
    entry.idempotency_key = "cmd-1";
    entry.payload = R"({"applicant":{"sealed":"applicant_name"}})";
    entry.commitments = {commit(kName)};
    std::ranges::copy(counted(kBlindingBytes, 0x40), entry.blinding.begin());
    return entry;
}

Entry passed(const Hash& previous) {
    Entry entry;
    entry.institution = "hr.mvep";
    entry.matter = "M-1";
    entry.matter_version = 2;
    entry.previous = previous;
    entry.kind = "procedure/clock_passed";
    entry.happened_at = 1'768'435'200;
    entry.recorded_at = 1'768'435'200;
    entry.idempotency_key = "clock-1";
    entry.payload = R"({"deadline":"reply"})";
    std::ranges::copy(counted(kBlindingBytes, 0x50), entry.blinding.begin());
    return entry;
}

struct Example {
    std::string first = encode(opened()).value();
    std::string second = encode(passed(entry_hash(first))).value();
    Hash first_leaf = leaf_of(entry_hash(first));
    Hash second_leaf = leaf_of(entry_hash(second));
    Hash root = node_hash(first_leaf, second_leaf);
};

}  // namespace

TEST_CASE("ledger format: the document's example is what the code makes") {
    const Example example;
    CHECK(hex_block("entry-0") == to_hex(example.first));
    CHECK(hex_block("entry-1") == to_hex(example.second));
    CHECK(hex_block("entry-hash-0") == entry_hash(example.first).hex());
    CHECK(hex_block("entry-hash-1") == entry_hash(example.second).hex());
    CHECK(hex_block("leaf-0") == example.first_leaf.hex());
    CHECK(hex_block("leaf-1") == example.second_leaf.hex());
    CHECK(hex_block("root") == example.root.hex());
    CHECK(hex_block("salt") == to_hex(kName.salt));
    CHECK(hex_block("value") == to_hex(kName.value));
    CHECK(hex_block("commitment") == commit(kName).digest.hex());
}

TEST_CASE("ledger format: the document's checkpoint is signed by the document's key") {
    const Note note = sign_checkpoint({2, Example().root}, {}, kLog).value();
    CHECK(text_block("checkpoint") == note.print());
    CHECK(text_block("key") == kLog.public_key().text() + "\n");
}

TEST_CASE("ledger format: the document's export is the one that is made") {
    const Example example;
    Exporter exporter;
    exporter.add(example.first);
    exporter.add(example.second);
    std::string listed;
    for (const ExportFile& file :
         exporter.finish(sign_checkpoint({2, example.root}, {}, kLog).value()))
        listed += file.path + " " + std::to_string(file.bytes.size()) + "\n";
    CHECK(text_block("files") == listed);
}

TEST_CASE("ledger format: the document names every limit as the code has it") {
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::size_t>>{{"an entry", kEntryBytesMax},
                                                          {"a citation", kCitationBytesMax},
                                                          {"a kind", kKindBytesMax},
                                                          {"a label", kLabelBytesMax},
                                                          {"any other text", kIdBytesMax}}) {
        CHECK_MESSAGE(document().find("| " + name + " | " + std::to_string(value) + " bytes |") !=
                          std::string::npos,
                      name);
    }
}
