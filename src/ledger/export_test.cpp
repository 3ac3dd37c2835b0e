// Tests of export.h: what is in the folder, and that nothing in it can be changed unseen.
#include "ledger/export.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "ledger/entry.h"
#include "support/ledger_export.h"

using namespace remit::ledger;
using remit::testing::exported;
using remit::testing::Files;
using remit::testing::kLedgerLog;
using remit::testing::LedgerSample;
using remit::testing::small_ledger;

namespace {

FileSource source_of(const Files& files) {
    return [&files](const std::string& path) -> remit::Result<std::string> {
        const auto found = files.find(path);
        if (found != files.end()) return found->second;
        return remit::base::make_error(remit::ErrorCode::not_found,
                                       "there is no file '" + path + "'");
    };
}

std::string finding(const Files& files) {
    const auto verified = verify_export(source_of(files), "hr.mvep", kLedgerLog.public_key(), {});
    return verified.ok() ? "" : verified.error().message;
}

LedgerSample long_ledger(std::size_t count) {
    LedgerSample sample;
    while (sample.entries.size() < count) {
        sample.append("M-" + std::to_string(sample.entries.size() % 7), "procedure/step_taken",
                      "{}");
    }
    return sample;
}

}  // namespace

TEST_CASE("export: a small ledger is four files") {
    const LedgerSample sample = small_ledger();
    const Files files = exported(sample);
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    CHECK(paths == std::vector<std::string>{"checkpoint", "entries/000.p/13", "tile/0/000.p/13",
                                            "tile/entries/000.p/13"});
    CHECK(finding(files).empty());
    const auto entries = split_entries(files.at("entries/000.p/13"), 13).value();
    CHECK(std::vector<std::string>(entries.begin(), entries.end()) == sample.entries);
}

TEST_CASE("export: a bundle holds what other programs hash to the leaves of the tile") {
    const Files files = exported(small_ledger());
    const std::string& bundle = files.at("tile/entries/000.p/13");
    const std::string& tile = files.at("tile/0/000.p/13");
    CHECK(bundle.size() == 13 * 34);
    for (std::size_t i = 0; i < 13; ++i) {
        CHECK(bundle.substr(i * 34, 2) == std::string("\0\x20", 2));
        CHECK(leaf_hash(bundle.substr(i * 34 + 2, 32)).view() == tile.substr(i * 32, 32));
    }
}

TEST_CASE("export: ledgers of more than a tile are cut at 256 entries") {
    for (const std::size_t count : {255U, 256U, 257U, 600U}) {
        const Files files = exported(long_ledger(count));
        CHECK(finding(files).empty());
        CHECK(files.contains("entries/000") == (count >= 256));
        CHECK(files.contains("tile/1/000.p/" + std::to_string(count / 256)) == (count >= 256));
    }
    const Files files = exported(long_ledger(256));
    CHECK(!files.contains("entries/001.p/0"));
    CHECK(files.size() == 5);
}

TEST_CASE("export: a ledger without entries is its checkpoint") {
    const Files files = exported(LedgerSample());
    CHECK(files.size() == 1);
    CHECK(finding(files).empty());
}

TEST_CASE("export: an entry of more than 65,535 bytes needs nothing else") {
    LedgerSample sample = small_ledger();
    sample.append("M-1", "procedure/field_set", std::string(200'000, 'x'));
    CHECK(finding(exported(sample)).empty());
}

TEST_CASE("export: a changed entry or file is named") {
    const Files whole = exported(small_ledger());
    Files files = whole;
    // The payload of the entry at index 2.
    const std::size_t at = files["entries/000.p/13"].find("register");
    files["entries/000.p/13"][at] = 'R';
    CHECK(finding(files) == "the entry at index 2, in 'entries/000.p/13', was changed");
    files = whole;
    files["tile/0/000.p/13"][70] ^= 1;
    CHECK(finding(files) == "'tile/0/000.p/13' was changed");
    files = whole;
    files["tile/entries/000.p/13"][0] ^= 1;
    CHECK(finding(files) == "'tile/entries/000.p/13' was changed");
    files = whole;
    files.erase("tile/entries/000.p/13");
    CHECK(finding(files) == "there is no file 'tile/entries/000.p/13'");
    files = whole;
    files["entries/000.p/13"] += 'x';
    CHECK(finding(files) == "entries/000.p/13: there are bytes behind the last entry of the file");
}

TEST_CASE(
    "export: entries that were rewritten with all their hashes are not those that were signed") {
    LedgerSample rewritten = small_ledger();
    Files files = exported(rewritten);
    const std::string genuine = files["checkpoint"];
    Entry last = decode(rewritten.entries.back()).value();
    last.payload = "{}";
    rewritten.entries.back() = encode(last).value();
    files = exported(rewritten);
    files["checkpoint"] = genuine;
    CHECK(finding(files) ==
          "the entries are not those of the checkpoint: their tree has another root");
}

TEST_CASE("export: a log that signs a broken chain is found out") {
    LedgerSample broken = small_ledger();
    broken.entries.push_back(broken.entries[4]);
    CHECK(finding(exported(broken)) ==
          "the entry at index 13 ('M-1', version 3): an entry with this version came before");
}

TEST_CASE("export: no change of a single byte, in any file, goes unseen") {
    const Files whole = exported(small_ledger());
    std::size_t tried = 0;
    for (const auto& [path, bytes] : whole) {
        Files files = whole;
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            for (const int change : {0x01, 0x20, 0x80}) {
                files[path][at] = static_cast<char>(bytes[at] ^ change);
                CHECK_MESSAGE(!finding(files).empty(), path, " byte ", at);
                ++tried;
            }
            files[path][at] = bytes[at];
        }
        files[path].pop_back();
        CHECK_MESSAGE(!finding(files).empty(), path, " cut");
    }
    CHECK(tried > 10'000);
}

TEST_CASE("export: files that are cut anywhere are refused") {
    CHECK(split_entries("", 0).value().empty());
    CHECK(split_entries(std::string("\0\0\0", 3), 1).error().message ==
          "the file ends before its last entry");
    CHECK(split_entries(std::string("\0\0\0\2a", 5), 1).error().message ==
          "the file ends inside an entry");
    CHECK(split_entries(std::string("\1\0\0\1", 4), 1).error().message ==
          "an entry of the file is longer than may be");
}
