// A small ledger of invented work: some matters and the office itself, entry by entry as a sealer
// would put them, with their commitments, openings and chains.
//
// Invariant: the same calls give the same bytes; salts and blindings come from the seed of a
// FakeEnv and the clock stands where the story sets it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "ledger/chain.h"
#include "ledger/entry.h"
#include "ledger/merkle.h"
#include "support/fake_env.h"

namespace remit::testing {

class LedgerSample {
  public:
    std::vector<std::string> entries;                // encoded, in sealed order
    std::map<std::string, ledger::ChainHead> heads;  // by matter
    std::vector<ledger::Opening> openings;           // of all entries, in their order

    /// An entry that is complete but for its place in a chain.
    ledger::Entry event(std::string_view matter, std::string_view kind, std::string_view payload) {
        ledger::Entry entry;
        entry.institution = "hr.mvep";
        entry.matter = matter;
        entry.kind = kind;
        entry.happened_at = env_.now;
        entry.recorded_at = env_.now + 2;
        entry.acting = {.officer = "o-17",
                        .post = "head-5.1.2",
                        .deputy_for = "",
                        .unit = "5.1.2",
                        .duty = "5.1.2-06",
                        .citation = "čl. 46. st. 1.",
                        .ground = ledger::Ground::own};
        entry.idempotency_key = "cmd-" + std::to_string(entries.size() + 1);
        entry.payload = payload;
        std::ranges::copy(env_.random_bytes(ledger::kBlindingBytes), entry.blinding.begin());
        env_.now += 3600;
        return entry;
    }
    void commit(ledger::Entry& entry, std::string_view label, std::string_view value) {
        openings.push_back(
            {std::string(label), env_.random_bytes(ledger::kSaltBytes), std::string(value)});
        entry.commitments.push_back(ledger::commit(openings.back()));
        std::ranges::sort(entry.commitments, {}, &ledger::Commitment::label);
    }
    /// Puts it at the end of its chain and of the ledger.
    void append(ledger::Entry entry) {
        ledger::ChainHead& head = heads[entry.matter];
        ledger::put_behind(head, entry);
        auto bytes = ledger::encode(entry);
        REMIT_CHECK(bytes.ok());
        head = {entry.matter_version, ledger::entry_hash(bytes.value())};
        entries.push_back(std::move(bytes).value());
    }
    void append(std::string_view matter, std::string_view kind, std::string_view payload) {
        append(event(matter, kind, payload));
    }

    /// The entries of one chain.
    [[nodiscard]] std::vector<std::string> chain(std::string_view matter) const {
        std::vector<std::string> found;
        for (const std::string& bytes : entries) {
            if (ledger::decode(bytes).value().matter == matter) found.push_back(bytes);
        }
        return found;
    }
    [[nodiscard]] std::vector<base::Hash> leaves() const {
        std::vector<base::Hash> hashes;
        hashes.reserve(entries.size());
        for (const std::string& bytes : entries)
            hashes.push_back(ledger::leaf_of(ledger::entry_hash(bytes)));
        return hashes;
    }
    FakeEnv& env() { return env_; }

  private:
    FakeEnv env_;
};

/// Two matters and the office, thirteen entries; among them one with commitments, one of the
/// clock, one by a deputy, one on advice only, one without a payload.
inline LedgerSample small_ledger() {
    LedgerSample sample;
    auto head = sample.event("", "office/officer_appointed", R"({"post":"head-5.1.2"})");
    head.acting = {};
    sample.append(std::move(head));
    auto opened = sample.event("M-1", "procedure/opened", R"({"lead_unit":"5.1.2"})");
    sample.commit(opened, "applicant_name", "Ana Anić");
    sample.commit(opened, "applicant_address", "Trg 1, Zagreb");
    sample.append(std::move(opened));
    sample.append("M-1", "procedure/step_taken", R"({"step":"register"})");
    sample.append("M-2", "procedure/opened", R"({"lead_unit":"5.1"})");
    auto passed = sample.event("M-1", "procedure/clock_passed", R"({"deadline":"reply"})");
    passed.acting = {};
    sample.append(std::move(passed));
    auto deputy = sample.event("M-2", "procedure/step_taken", R"({"step":"clear"})");
    deputy.acting.deputy_for = "o-3";
    deputy.acting.ground = ledger::Ground::taken_over;
    sample.append(std::move(deputy));
    auto advised = sample.event("M-2", "procedure/step_taken", R"({"reason":"hitno"})");
    advised.acting.duty.clear();
    advised.acting.citation.clear();
    advised.acting.ground = ledger::Ground::advised;
    sample.append(std::move(advised));
    sample.append("", "office/paper_read", "");
    for (const char* step : {"draft", "ask", "answer", "sign", "archive"}) {
        sample.append("M-1", "procedure/step_taken", std::string(R"({"step":")") + step + R"("})");
    }
    return sample;
}

}  // namespace remit::testing
