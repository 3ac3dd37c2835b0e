// How fast entries are encoded, hashed, appended to the tree and verified, and what one SHA-256
// costs.
//
// The entries are made here: 16 matters in turn, fields as long as an office writes them, a payload
// of 200 bytes, about 420 bytes in all. The goal: 500,000 entries a second and core are decoded,
// hashed again, and checked in chain and tree.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/ed25519.h"
#include "base/hash.h"
#include "ledger/chain.h"
#include "ledger/entry.h"
#include "ledger/export.h"
#include "ledger/merkle.h"
#include "ledger/verify.h"

namespace {

using namespace remit::ledger;  // NOLINT(google-build-using-namespace): one file, one module

constexpr std::size_t kMatters = 16;

Entry entry_at(std::size_t index) {
    Entry entry;
    entry.institution = "hr.mvep";
    entry.matter = "2026-05-" + std::to_string(1000 + index % kMatters);
    entry.kind = "procedure/step_taken";
    entry.happened_at = 1'780'000'000 + static_cast<std::int64_t>(index);
    entry.recorded_at = entry.happened_at + 1;
    entry.acting = {.officer = "o-000117",
                    .post = "head-of-5.1.2",
                    .deputy_for = {},
                    .unit = "5.1.2",
                    .duty = "5.1.2-06",
                    .citation = "čl. 46. st. 1.",
                    .ground = Ground::own};
    entry.idempotency_key = "6f1c2f0e-9d1e-4a7e-8d54-" + std::to_string(100'000'000'000 + index);
    entry.payload =
        R"({"type":"step_taken","step":"register","note":")" + std::string(150, 'n') + R"("})";
    entry.blinding[0] = static_cast<std::uint8_t>(index);
    return entry;
}

std::vector<std::string> ledger_of(std::size_t count) {
    std::vector<ChainHead> heads(kMatters);
    std::vector<std::string> entries;
    for (std::size_t index = 0; index < count; ++index) {
        Entry entry = entry_at(index);
        ChainHead& head = heads[index % kMatters];
        put_behind(head, entry);
        entries.push_back(encode(entry).value());
        head = {entry.matter_version, entry_hash(entries.back())};
    }
    return entries;
}

void count_entries(benchmark::State& state, std::size_t count) {
    state.counters["entries/s"] = benchmark::Counter(static_cast<double>(count),
                                                     benchmark::Counter::kIsIterationInvariantRate);
}

void sha256(benchmark::State& state) {
    std::string bytes(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state) {
        const remit::base::Hash hash = remit::base::sha256({bytes});
        bytes[0] = static_cast<char>(hash.bytes[0]);
        benchmark::DoNotOptimize(bytes);
    }
    state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sha256)->Arg(65)->Arg(400)->Arg(1 << 16);

void verify_signature(benchmark::State& state) {
    const remit::base::SecretKey key(std::string(32, 'k'));
    const std::string signature = key.sign("text");
    for (auto _ : state)
        benchmark::DoNotOptimize(remit::base::verify(key.public_key(), "text", signature));
}
BENCHMARK(verify_signature)->Unit(benchmark::kMicrosecond);

void encode_entry(benchmark::State& state) {
    Entry entry = entry_at(1);
    entry.matter_version = 2;
    entry.previous = remit::base::Hash{};
    for (auto _ : state) benchmark::DoNotOptimize(encode(entry));
    count_entries(state, 1);
}
BENCHMARK(encode_entry);

void decode_entry(benchmark::State& state) {
    const std::string bytes = ledger_of(kMatters + 1).back();
    for (auto _ : state) benchmark::DoNotOptimize(decode(bytes));
    state.counters["bytes"] = static_cast<double>(bytes.size());
    count_entries(state, 1);
}
BENCHMARK(decode_entry);

// What an append hashes: the entry, its leaf, the nodes above.
void append_hashing(benchmark::State& state) {
    const std::vector<std::string> entries = ledger_of(4096);
    for (auto _ : state) {
        Frontier tree;
        for (const std::string& bytes : entries) tree.append(leaf_of(entry_hash(bytes)));
        benchmark::DoNotOptimize(tree.root());
    }
    count_entries(state, entries.size());
}
BENCHMARK(append_hashing)->Unit(benchmark::kMillisecond);

void verify_ledger(benchmark::State& state) {
    const std::vector<std::string> entries = ledger_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        LedgerVerifier verifier("hr.mvep");
        for (const std::string& bytes : entries) {
            if (!verifier.add(bytes).ok()) state.SkipWithError("an entry was refused");
        }
        benchmark::DoNotOptimize(verifier.tree().root());
    }
    count_entries(state, entries.size());
}
BENCHMARK(verify_ledger)->Arg(1 << 12)->Arg(1 << 18)->Unit(benchmark::kMillisecond);

void export_ledger(benchmark::State& state) {
    const std::vector<std::string> entries = ledger_of(1 << 14);
    for (auto _ : state) {
        Exporter exporter;
        for (const std::string& bytes : entries) benchmark::DoNotOptimize(exporter.add(bytes));
    }
    count_entries(state, entries.size());
}
BENCHMARK(export_ledger)->Unit(benchmark::kMillisecond);

}  // namespace
