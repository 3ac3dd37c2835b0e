// Tests of chain.h: whatever is done to a chain, the first entry that does not fit is named.
#include "ledger/chain.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/ledger_sample.h"

using namespace remit::ledger;
using remit::testing::LedgerSample;
using remit::testing::small_ledger;

namespace {

const ChainId kChain{"hr.mvep", "M-1"};

struct Sample {
    LedgerSample ledger = small_ledger();
    std::vector<std::string> chain = ledger.chain("M-1");
    ChainHead head = ledger.heads.at("M-1");

    /// What is found, as "index fault"; nothing where the chain holds.
    [[nodiscard]] std::string found() const {
        const auto fault = find_chain_break(kChain, chain, head);
        return fault ? std::to_string(fault->index) + " " + std::string(name_of(fault->fault)) : "";
    }
    void change(std::size_t index, auto&& edit) {
        Entry entry = decode(chain[index]).value();
        edit(entry);
        chain[index] = encode(entry).value();
    }
};

}  // namespace

TEST_CASE("chain: a whole chain holds, and so does an empty one") {
    const Sample sample;
    CHECK(sample.chain.size() == 8);
    CHECK(sample.found().empty());
    CHECK(!find_chain_break(kChain, sample.chain, std::nullopt).has_value());
    CHECK(!find_chain_break(kChain, {}, ChainHead{}).has_value());
    const ChainId office{"hr.mvep", ""};
    CHECK(!find_chain_break(office, sample.ledger.chain(""), std::nullopt).has_value());
}

TEST_CASE("chain: an entry that was put behind a head follows it, and no other") {
    Sample sample;
    Entry next = decode(sample.chain[0]).value();
    CHECK(follows({}, next));
    CHECK(!follows(sample.head, next));
    put_behind(sample.head, next);
    CHECK(next.matter_version == 9);
    CHECK(follows(sample.head, next));
    CHECK(!follows({}, next));
    CHECK(!follows({8, entry_hash("other")}, next));
    put_behind({}, next);
    CHECK(follows({}, next));
    CHECK(!next.previous.has_value());
}

TEST_CASE("chain: a changed entry is named, wherever it stands") {
    for (std::size_t index = 0; index < 8; ++index) {
        Sample sample;
        sample.change(index, [](Entry& entry) { entry.payload = "{}"; });
        CHECK(sample.found() == std::to_string(index) + " changed");
    }
}

TEST_CASE("chain: who is said to have acted cannot be changed") {
    Sample sample;
    sample.change(3, [](Entry& entry) { entry.acting.officer = "o-18"; });
    CHECK(sample.found() == "3 changed");
}

TEST_CASE("chain: a changed link is laid to the entry that names it") {
    Sample sample;
    sample.change(4, [](Entry& entry) { entry.previous->bytes[0] ^= 1U; });
    CHECK(sample.found() == "4 changed");
    sample = Sample();
    sample.change(4, [](Entry& entry) { entry.matter_version = 6; });
    CHECK(sample.found() == "4 changed");
    sample = Sample();
    sample.change(4, [](Entry& entry) { entry.matter = "M-2"; });
    CHECK(sample.found() == "4 changed");
}

TEST_CASE("chain: a removed entry is missed, at the end only by who keeps the head") {
    for (std::size_t index = 0; index < 8; ++index) {
        Sample sample;
        sample.chain.erase(sample.chain.begin() + static_cast<std::ptrdiff_t>(index));
        CHECK(sample.found() == std::to_string(index) + " removed");
    }
    Sample sample;
    sample.chain.pop_back();
    CHECK(!find_chain_break(kChain, sample.chain, std::nullopt).has_value());
}

TEST_CASE("chain: swapped, repeated and added entries are told apart") {
    Sample sample;
    std::swap(sample.chain[2], sample.chain[5]);
    CHECK(sample.found() == "2 swapped");
    sample = Sample();
    sample.chain.insert(sample.chain.begin() + 4, sample.chain[1]);
    CHECK(sample.found() == "4 repeated");
    sample = Sample();
    Entry next = decode(sample.chain.back()).value();
    put_behind(sample.head, next);
    sample.chain.push_back(encode(next).value());
    CHECK(sample.found() == "8 added");
}

TEST_CASE("chain: an entry of another matter or institution, and bytes that are none, are named") {
    Sample sample;
    sample.chain.insert(sample.chain.begin() + 2, sample.ledger.chain("M-2")[0]);
    CHECK(sample.found() == "2 foreign");
    sample = Sample();
    sample.chain[0] = sample.ledger.chain("")[0];
    CHECK(sample.found() == "0 foreign");
    sample = Sample();
    sample.chain[6].pop_back();
    CHECK(sample.found() == "6 unreadable");
    const ChainId other{"rs.msp", "M-1"};
    CHECK(find_chain_break(other, Sample().chain, std::nullopt)->fault == ChainFault::foreign);
}

TEST_CASE("chain: the message names the entry, the matter and the reason") {
    Sample sample;
    sample.change(2, [](Entry& entry) { entry.payload = "{}"; });
    CHECK(find_chain_break(kChain, sample.chain, sample.head)->message ==
          "entry 3 of 'M-1': changed: entry 4 names other bytes as the one before it");
}

TEST_CASE("chain: no change of a single bit escapes who keeps the head") {
    const Sample whole;
    for (std::size_t index = 0; index < whole.chain.size(); ++index) {
        for (std::size_t bit = 0; bit < whole.chain[index].size() * 8; ++bit) {
            Sample sample = whole;
            char& byte = sample.chain[index][bit / 8];
            byte = static_cast<char>(byte ^ (1 << (bit % 8)));
            const auto fault = find_chain_break(kChain, sample.chain, sample.head);
            REQUIRE_MESSAGE(fault.has_value(), "entry ", index, " bit ", bit);
            // It is laid to the entry itself; where its own link was changed, to it or the one
            // before.
            CHECK(fault->index <= index);
            CHECK(fault->index + 1 >= index);
        }
    }
}
