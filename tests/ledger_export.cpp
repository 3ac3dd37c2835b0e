// usage: ledger_export FOLDER COUNT. Writes an exported ledger of so many entries (13 at least: the
// small one of the tests) with the public keys of the log and of one witness who cosigned it.
//
// For tests/ledger_verifier_test.py, which lets a program that shares no code with this one judge
// it.
#include <charconv>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "support/ledger_export.h"

namespace {

using namespace remit;  // NOLINT(google-build-using-namespace): one program

void write(const std::filesystem::path& path, const std::string& bytes) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REMIT_CHECK(file.good());
}

std::string cosigned(const std::string& checkpoint, const ledger::NoteKey& witness,
                     const base::SecretKey& key) {
    constexpr std::int64_t kTime = 1'780'000'000;
    ledger::Note note = ledger::Note::parse(checkpoint).value();
    const std::string signature = key.sign(ledger::cosigned_message(note.text, kTime));
    note.signatures.push_back(
        {witness.name, witness.id(), ledger::cosignature_bytes(kTime, signature)});
    return note.print();
}

}  // namespace

int main(int argument_count, char** arguments) {
    if (argument_count != 3) {
        std::fputs("usage: ledger_export FOLDER COUNT\n", stderr);
        return 2;
    }
    const std::string_view digits = arguments[2];
    std::size_t count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    testing::LedgerSample sample = testing::small_ledger();
    while (sample.entries.size() < count) {
        sample.append("M-" + std::to_string(sample.entries.size() % 50), "procedure/step_taken",
                      R"({"step":"note","note":"š"})");
    }
    const base::SecretKey witness_key(std::string(base::kSeedBytes, 'w'));
    const ledger::NoteKey witness{"witness.example/w1", ledger::SignatureType::cosignature,
                                  witness_key.public_key()};
    const std::filesystem::path folder = arguments[1];
    testing::Files files = testing::exported(sample);
    files["checkpoint"] = cosigned(files["checkpoint"], witness, witness_key);
    for (const auto& [path, bytes] : files) write(folder / path, bytes);
    write(folder / "key", testing::kLedgerLog.public_key().text() + "\n");
    write(folder / "witness", witness.text() + "\n");
    return 0;
}
