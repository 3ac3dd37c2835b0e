// Tests of entry.h: an entry has one encoding, says all that happened, and is refused where it
// says it wrongly.
#include "ledger/entry.h"

#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/byte_text.h"
#include "ledger/encoding.h"
#include "support/ledger_sample.h"

using namespace remit::ledger;
using remit::testing::LedgerSample;
using remit::testing::small_ledger;

namespace {

Entry sample_entry() {
    LedgerSample sample;
    Entry entry = sample.event("M-1", "procedure/step_taken", R"({"step":"sign"})");
    entry.matter_version = 1;
    return entry;
}

std::string refusal(const std::function<void(Entry&)>& edit) {
    Entry entry = sample_entry();
    edit(entry);
    const auto bytes = encode(entry);
    return bytes.ok() ? "accepted" : bytes.error().message;
}

// Random entries that check() accepts: every optional part there or not.
class Random {
  public:
    explicit Random(unsigned seed) : random_(seed) {}

    Entry entry() {
        Entry made = sample_entry();
        made.matter = one_of("", "M-1", "предмет 7");
        made.matter_version = 1 + number(3) * 1'000'000'007;
        if (made.matter_version > 1) made.previous = remit::base::sha256({bytes(5)});
        made.happened_at = static_cast<std::int64_t>(number(kTimeMax + 1));
        if (number(4) == 0) made.acting = {};
        made.payload = bytes(number(300));
        for (char label = 'a'; label < 'f'; ++label) {
            if (number(2) == 0)
                made.commitments.push_back(
                    {std::string(1, label), remit::base::sha256({bytes(4)})});
        }
        return made;
    }
    std::uint64_t number(std::uint64_t below) {
        return std::uniform_int_distribution<std::uint64_t>(0, below - 1)(random_);
    }

  private:
    std::string bytes(std::uint64_t count) {
        std::string made;
        for (std::uint64_t i = 0; i < count; ++i)
            made += static_cast<char>(static_cast<unsigned char>(number(256)));
        return made;
    }
    std::string one_of(const char* a, const char* b, const char* c) {
        return std::array<const char*, 3>{a, b, c}[number(3)];
    }

    std::mt19937 random_;  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same run each time
};

}  // namespace

TEST_CASE("entry: what was encoded is decoded, whole") {
    const LedgerSample sample = small_ledger();
    for (const std::string& bytes : sample.entries) {
        const auto entry = decode(bytes);
        REQUIRE_MESSAGE(entry.ok(), entry.error().message);
        CHECK(encode(entry.value()).value() == bytes);
    }
    const Entry opened = decode(sample.entries[1]).value();
    CHECK(opened.institution == "hr.mvep");
    CHECK(opened.matter == "M-1");
    CHECK(opened.matter_version == 1);
    CHECK(!opened.previous.has_value());
    CHECK(opened.kind == "procedure/opened");
    CHECK(opened.acting.citation == "čl. 46. st. 1.");
    CHECK(opened.acting.ground == Ground::own);
    CHECK(opened.payload == R"({"lead_unit":"5.1.2"})");
    CHECK(opened.commitments.size() == 2);
    CHECK(opened.commitments[0].label == "applicant_address");
    CHECK(opened.recorded_at == opened.happened_at + 2);
}

TEST_CASE("entry: decode(encode(x)) is x") {
    Random random(7);
    for (int round = 0; round < 2000; ++round) {
        const Entry entry = random.entry();
        const auto bytes = encode(entry);
        REQUIRE_MESSAGE(bytes.ok(), bytes.error().message);
        const auto back = decode(bytes.value());
        REQUIRE_MESSAGE(back.ok(), back.error().message);
        CHECK(back.value() == entry);
    }
}

TEST_CASE("entry: encode(decode(b)) is b, whatever was done to the bytes") {
    Random random(11);
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = encode(random.entry()).value();
        const std::size_t at = random.number(bytes.size());
        switch (random.number(4)) {
            case 0:
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.number(8)));
                break;
            case 1:
                bytes.erase(at, 1);
                break;
            case 2:
                bytes.insert(at, 1, static_cast<char>(random.number(128)));
                break;
            default:
                bytes.resize(at);
                break;
        }
        const auto entry = decode(bytes);
        if (!entry.ok()) {
            CHECK(entry.error().code == remit::ErrorCode::corrupt);
            continue;
        }
        ++accepted;
        CHECK(encode(entry.value()).value() == bytes);
    }
    CHECK(accepted > 1000);  // a changed byte of a payload is another entry, not a wrong one
}

TEST_CASE("entry: every part of it changes its hash") {
    const auto hash_with = [](const std::function<void(Entry&)>& edit) {
        Entry entry = sample_entry();
        edit(entry);
        return entry_hash(encode(entry).value());
    };
    const std::vector<std::function<void(Entry&)>> edits = {
        [](Entry&) {},
        [](Entry& e) { e.institution = "rs.msp"; },
        [](Entry& e) { e.matter = "M-2"; },
        [](Entry& e) { e.matter.clear(); },
        [](Entry& e) {
            e.matter_version = 2;
            e.previous = remit::base::Hash{};
        },
        [](Entry& e) { e.kind = "procedure/opened"; },
        [](Entry& e) { ++e.happened_at; },
        [](Entry& e) { ++e.recorded_at; },
        [](Entry& e) { e.acting.officer = "o-18"; },
        [](Entry& e) { e.acting.post.clear(); },
        [](Entry& e) { e.acting.deputy_for = "o-3"; },
        [](Entry& e) { e.acting.unit = "5.1"; },
        [](Entry& e) { e.acting.duty = "5.1.2-07"; },
        [](Entry& e) { e.acting.citation = "čl. 46. st. 2."; },
        [](Entry& e) { e.acting.ground = Ground::designated; },
        [](Entry& e) { e.idempotency_key = "cmd-2"; },
        [](Entry& e) { e.payload += ' '; },
        [](Entry& e) {
            e.commitments = {{"a", {}}};
        },
        [](Entry& e) {
            e.commitments = {{"b", {}}};
        },
        [](Entry& e) { e.blinding[15] ^= 1U; },
    };
    std::vector<remit::base::Hash> hashes;
    hashes.reserve(edits.size());
    for (const auto& edit : edits) hashes.push_back(hash_with(edit));
    std::ranges::sort(hashes);
    CHECK(std::ranges::adjacent_find(hashes) == hashes.end());
}

TEST_CASE("entry: the hash is that of the domain and the bytes") {
    const std::string bytes = small_ledger().entries[0];
    CHECK(entry_hash(bytes) == remit::base::sha256({"remit-ledger/entry/v1\n" + bytes}));
}

TEST_CASE("entry: one that says too little, or what cannot be, is refused") {
    CHECK(refusal([](Entry&) {}) == "accepted");
    CHECK(refusal([](Entry& e) { e.institution.clear(); }) == "the entry: institution is missing");
    CHECK(refusal([](Entry& e) { e.idempotency_key.clear(); }) ==
          "the entry: idempotency_key is missing");
    CHECK(refusal([](Entry& e) { e.matter_version = 0; }) ==
          "the entry: matter_version counts from 1");
    CHECK(refusal([](Entry& e) { e.matter_version = 2; }) ==
          "the entry: every entry but the first of a chain names the one before it");
    CHECK(refusal([](Entry& e) { e.previous = remit::base::Hash{}; }) ==
          "the entry: every entry but the first of a chain names the one before it");
    CHECK(refusal([](Entry& e) { e.recorded_at = -1; }) ==
          "the entry: a time lies outside the years 1970 to 9999");
    CHECK(refusal([](Entry& e) { e.happened_at = kTimeMax + 1; }) ==
          "the entry: a time lies outside the years 1970 to 9999");
    for (const char* kind : {"", "opened", "procedure/", "/opened", "procedure//opened",
                             "Procedure/opened", "procedure/step taken", "procedure/2"}) {
        CHECK(refusal([&](Entry& e) { e.kind = kind; }) ==
              "the entry: kind is not of the form 'procedure/step_taken'");
    }
    CHECK(refusal([](Entry& e) { e.kind = "a/" + std::string(kKindBytesMax, 'b'); }) != "accepted");
    CHECK(refusal([](Entry& e) { e.matter = "a\nb"; }) ==
          "the entry: matter: a control character stands at byte 1");
    CHECK(refusal([](Entry& e) {
              e.acting.citation = "\xFF";
          }).starts_with("the entry: citation: no UTF-8"));
    CHECK(refusal([](Entry& e) { e.acting.unit = std::string(201, 'x'); }) ==
          "the entry: unit has 201 bytes; 200 is the most");
    CHECK(refusal([](Entry& e) { e.payload = std::string(kEntryBytesMax, 'x'); }) ==
          "the entry has 16777352 bytes; 16 MiB is the most: put what is large into a paper");
}

TEST_CASE("entry: a duty stands with its citation and ground, under a unit and an officer") {
    const std::string_view pair = "the entry: a duty and its citation stand together";
    const std::string_view ground =
        "the entry: a duty stands with a ground other than 'advised', and no such ground without "
        "one";
    const auto with = [](const std::function<void(Acting&)>& edit) {
        return refusal([&](Entry& entry) { edit(entry.acting); });
    };
    CHECK(with([](Acting& a) { a.citation.clear(); }) == pair);
    CHECK(with([](Acting& a) { a.duty.clear(); }) == pair);
    CHECK(with([](Acting& a) { a.ground.reset(); }) == ground);
    CHECK(with([](Acting& a) { a.ground = Ground::advised; }) == ground);
    CHECK(with([](Acting& a) { a.unit.clear(); }) == "the entry: a ground needs a unit");
    CHECK(with([](Acting& a) { a.ground = static_cast<Ground>(7); }) ==
          "the entry: there is no ground 7");
    CHECK(with([](Acting& a) { a.officer.clear(); }) ==
          "the entry: post, deputy_for, unit, duty, citation and ground need an officer");
    CHECK(with([](Acting& a) {
              a = {};
              a.deputy_for = "o-3";
          }).ends_with("need an officer"));
    CHECK(with([](Acting& a) { a = {}; }) == "accepted");
    CHECK(with([](Acting& a) {
              a = {};
              a.officer = "o-17";  // who reads a paper acts under no duty
          }) == "accepted");
}

TEST_CASE("entry: commitments rise by label, and none stands twice") {
    const auto with = [](std::vector<Commitment> commitments) {
        return refusal([&](Entry& entry) { entry.commitments = std::move(commitments); });
    };
    CHECK(with({{"a", {}}, {"b", {}}}) == "accepted");
    CHECK(with({{"b", {}}, {"a", {}}}) ==
          "the entry: the label 'a' does not stand in rising order");
    CHECK(with({{"a", {}}, {"a", {}}}) ==
          "the entry: the label 'a' does not stand in rising order");
    CHECK(with({{"Name", {}}}) == "the entry: 'Name' is no label of a commitment");
    CHECK(with({{std::string(81, 'a'), {}}}).ends_with("is no label of a commitment"));
    CHECK(with(std::vector<Commitment>(1001)).ends_with("1000 is the most"));
}

TEST_CASE("entry: bytes of another format, or of none, are told apart") {
    std::string bytes = small_ledger().entries[0];
    bytes[1] = 2;
    CHECK(decode(bytes).error().message == "the entry is of format 2; this program reads 1");
    bytes[1] = 0;
    CHECK(decode(bytes).error().message == "the entry does not begin with its format");
    CHECK(decode("").error().message == "the entry does not begin with its format");
    CHECK(decode(std::string(kEntryBytesMax + 1, '\0')).error().message ==
          "the entry is longer than may be");
}

TEST_CASE("entry: hashes and blindings of a wrong length are refused") {
    const auto with = [](std::string_view previous, std::string_view blinding) {
        Writer writer;
        writer.integer(1, 1);
        writer.text(2, "i");
        writer.integer(4, 2);
        writer.bytes(5, previous);
        writer.text(6, "a/b");
        writer.integer(7, 0);
        writer.integer(8, 0);
        writer.text(16, "k");
        writer.bytes(19, blinding);
        const auto entry = decode(std::move(writer).finish());
        return entry.ok() ? "accepted" : entry.error().message;
    };
    const std::string hash(32, 'h');
    const std::string blinding(16, 'b');
    CHECK(with(hash, blinding) == "accepted");
    CHECK(with(hash.substr(1), blinding) == "the hash of the previous entry is not 32 bytes long");
    CHECK(with(hash, blinding.substr(1)) == "the blinding is not 16 bytes long");
    CHECK(with(hash, "").ends_with("a field that must be there is missing"));
    CHECK(with("", blinding) == "every entry but the first of a chain names the one before it");
}

TEST_CASE("entry: who was asked answers with the duty of whoever asked, or with none") {
    const auto faultless = [](const std::function<void(Acting&)>& edit) {
        Entry entry = sample_entry();
        edit(entry.acting);
        return check(entry).ok();
    };
    CHECK(faultless([](Acting& a) { a.ground = Ground::asked; }));
    CHECK(faultless([](Acting& a) {
        a.ground = Ground::asked;
        a.duty.clear();
        a.citation.clear();
    }));
    CHECK_FALSE(faultless([](Acting& a) {
        a.ground = Ground::asked;
        a.citation.clear();
    }));
}

TEST_CASE("entry: every ground has a name of its own") {
    CHECK(name_of(Ground::own) == "own");
    CHECK(name_of(Ground::designated) == "designated");
    CHECK(name_of(Ground::taken_over) == "taken_over");
    CHECK(name_of(Ground::residual) == "residual");
    CHECK(name_of(Ground::advised) == "advised");
    CHECK(name_of(Ground::asked) == "asked");
}
