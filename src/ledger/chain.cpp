#include "ledger/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/check.h"

namespace remit::ledger {

namespace {

// What the chain needs to know of an entry. One that could not be read has version 0.
struct Link {
    std::uint64_t version = 0;
    bool ours = false;  // of the chain's matter and institution
    std::optional<base::Hash> previous;
    base::Hash hash;
    std::string fault;  // why it could not be read
};

Link link_of(const ChainId& chain, std::string_view bytes) {
    const Result<Entry> entry = decode(bytes);
    if (!entry.ok()) return {.fault = entry.error().message};
    const Entry& read = entry.value();
    return {.version = read.matter_version,
            .ours = ChainId{read.institution, read.matter} == chain,
            .previous = read.previous,
            .hash = entry_hash(bytes),
            .fault = {}};
}

class Search {
  public:
    Search(const ChainId& chain, std::span<const std::string> entries) : chain_(chain) {
        links_.reserve(entries.size());
        for (const std::string& bytes : entries) links_.push_back(link_of(chain, bytes));
    }

    [[nodiscard]] std::optional<ChainBreak> run(const std::optional<ChainHead>& head) const {
        for (std::size_t i = 0; i < links_.size(); ++i) {
            if (auto found = break_at(i)) return found;
        }
        return head ? break_at_end(*head) : std::nullopt;
    }

  private:
    [[nodiscard]] std::optional<ChainBreak> break_at(std::size_t index) const {
        const Link& link = links_[index];
        const std::uint64_t expected = index + 1;
        if (!link.fault.empty()) return broken(index, ChainFault::unreadable, link.fault);
        if (link.ours && link.version == expected)
            return names_predecessor(index) ? std::nullopt : broken_link(index);
        // It stands in the right place, and only what it says of that place is wrong.
        if (index > 0 && names_predecessor(index))
            return broken(index, ChainFault::changed, "its matter or version was changed");
        if (!link.ours) return broken(index, ChainFault::foreign, "it belongs to another matter");
        return misplaced(index);
    }

    // Entry and predecessor disagree: which of the two was changed, its neighbours know.
    [[nodiscard]] std::optional<ChainBreak> broken_link(std::size_t index) const {
        const bool vouched = index + 1 < links_.size() && names_predecessor(index + 1);
        if (index > 0 && (vouched || index + 1 == links_.size())) {
            return broken(
                index - 1, ChainFault::changed,
                fmt::format("entry {} names other bytes as the one before it", index + 1));
        }
        return broken(index, ChainFault::changed, "what it names as the one before it was changed");
    }

    [[nodiscard]] std::optional<ChainBreak> misplaced(std::size_t index) const {
        const std::uint64_t expected = index + 1;
        const Link& link = links_[index];
        if (link.version < expected) {
            const bool same = links_[link.version - 1].hash == link.hash;
            return broken(index, ChainFault::repeated,
                          same ? fmt::format("it is entry {} once more", link.version)
                               : fmt::format("it is another entry with version {}", link.version));
        }
        const bool later = std::ranges::any_of(
            links_, [&](const Link& other) { return other.ours && other.version == expected; });
        if (later) {
            return broken(
                index, ChainFault::swapped,
                fmt::format("entry {} stands in its place, and itself later", link.version));
        }
        return broken(index, ChainFault::removed,
                      fmt::format("entry {} comes next, and it is nowhere", link.version));
    }

    [[nodiscard]] std::optional<ChainBreak> break_at_end(const ChainHead& head) const {
        const std::size_t count = links_.size();
        if (head.matter_version > count)
            return broken(count, ChainFault::removed,
                          "the chain ends before the head that is known");
        if (head.matter_version < count) {
            return broken(head.matter_version, ChainFault::added,
                          "it stands behind the head that is known");
        }
        if (count > 0 && links_.back().hash != head.hash)
            return broken(count - 1, ChainFault::changed,
                          "the head that is known names other bytes");
        return std::nullopt;
    }

    [[nodiscard]] bool names_predecessor(std::size_t index) const {
        if (index == 0) return !links_[0].previous.has_value();
        return links_[index].previous == links_[index - 1].hash;
    }

    [[nodiscard]] ChainBreak broken(std::size_t index, ChainFault fault,
                                    std::string_view why) const {
        const std::string chain =
            chain_.matter.empty() ? "the office" : fmt::format("'{}'", chain_.matter);
        return {index, fault,
                fmt::format("entry {} of {}: {}: {}", index + 1, chain, name_of(fault), why)};
    }

    const ChainId& chain_;  // of the caller, for the call
    std::vector<Link> links_;
};

}  // namespace

std::string_view name_of(ChainFault fault) {
    switch (fault) {
        case ChainFault::unreadable:
            return "unreadable";
        case ChainFault::foreign:
            return "foreign";
        case ChainFault::changed:
            return "changed";
        case ChainFault::removed:
            return "removed";
        case ChainFault::swapped:
            return "swapped";
        case ChainFault::repeated:
            return "repeated";
        case ChainFault::added:
            return "added";
    }
    REMIT_CHECK(false);
}

void put_behind(const ChainHead& head, Entry& entry) {
    entry.matter_version = head.matter_version + 1;
    entry.previous.reset();
    if (head.matter_version > 0) entry.previous = head.hash;
}

bool follows(const ChainHead& head, const Entry& entry) {
    if (entry.matter_version != head.matter_version + 1) return false;
    return head.matter_version == 0 ? !entry.previous.has_value() : entry.previous == head.hash;
}

std::optional<ChainBreak> find_chain_break(const ChainId& chain,
                                           std::span<const std::string> entries,
                                           const std::optional<ChainHead>& head) {
    return Search(chain, entries).run(head);
}

}  // namespace remit::ledger
