#include "route/phrase_automaton.h"

#include <algorithm>

#include "base/check.h"

namespace remit::route {
namespace {

constexpr std::size_t kSlotsMin = 1024;

std::uint64_t mix(std::uint64_t value) {
    value *= 0x9E3779B97F4A7C15ULL;
    return value ^ (value >> 29U);
}

}  // namespace

std::uint32_t PhraseAutomaton::child(std::uint32_t node, KeyId key) const {
    if (key == kNoKey || slots_.empty()) return kRoot;
    const std::uint64_t wanted = edge(node, key);
    for (std::size_t at = mix(wanted) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
        if (slots_[at].node == kRoot) return kRoot;
        if (slots_[at].edge == wanted) return slots_[at].node;
    }
}

std::uint32_t PhraseAutomaton::step(std::uint32_t node, KeyId key) const {
    if (key == kNoKey) return kRoot;
    for (;;) {
        const std::uint32_t next = child(node, key);
        if (next != kRoot || node == kRoot) return next;
        node = nodes_[node].back;
    }
}

void PhraseAutomaton::grow() {
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(std::max(kSlotsMin, old.size() * 2), Slot{});
    for (const Slot& slot : old) {
        if (slot.node == kRoot) continue;
        std::size_t at = mix(slot.edge) & (slots_.size() - 1);
        while (slots_[at].node != kRoot) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

void PhraseAutomaton::add(std::span<const KeyId> words, std::uint32_t value) {
    REMIT_CHECK(values_.empty());
    if (words.empty()) return;
    std::uint32_t node = kRoot;
    for (const KeyId key : words) {
        REMIT_CHECK(key != kNoKey);
        std::uint32_t next = child(node, key);
        if (next == kRoot) {
            if (slots_.size() < 2 * (used_ + 1)) grow();
            next = static_cast<std::uint32_t>(nodes_.size());
            nodes_.push_back({.parent = node, .depth = nodes_[node].depth + 1, .key = key});
            std::size_t at = mix(edge(node, key)) & (slots_.size() - 1);
            while (slots_[at].node != kRoot) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = {edge(node, key), next};
            ++used_;
        }
        node = next;
    }
    ends_.emplace_back(node, value);
}

void PhraseAutomaton::build() {
    std::ranges::sort(ends_);
    for (const auto& [node, value] : ends_) {
        if (nodes_[node].values_begin == nodes_[node].values_end) {
            nodes_[node].values_begin = static_cast<std::uint32_t>(values_.size());
        }
        values_.push_back(value);
        nodes_[node].values_end = static_cast<std::uint32_t>(values_.size());
    }
    std::vector<std::uint32_t> by_depth(nodes_.size() - 1);
    for (std::uint32_t i = 0; i < by_depth.size(); ++i) by_depth[i] = i + 1;
    std::ranges::stable_sort(by_depth, {}, [&](std::uint32_t n) { return nodes_[n].depth; });
    for (const std::uint32_t index : by_depth) {
        Node& node = nodes_[index];
        node.back = node.parent == kRoot ? kRoot : step(nodes_[node.parent].back, node.key);
        const Node& back = nodes_[node.back];
        node.shorter = back.values_begin != back.values_end ? node.back : back.shorter;
    }
}

}  // namespace remit::route
