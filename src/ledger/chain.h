// The chain of one matter: each entry names the hash of the one before it, so that none can be
// changed, taken out, moved or put in without every later one showing it.
//
// A chain alone does not know its end, nor that its last entry is genuine: whoever checks it gives
// the head that he keeps, or checks the whole ledger against a signed checkpoint (verify.h).
//
// Invariant: what is found is the first entry that does not fit, with one reason; a chain without a
// finding holds the entries 1 to n of that matter, in order, each naming the one before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/hash.h"
#include "ledger/entry.h"

namespace remit::ledger {

struct ChainId {
    std::string institution;
    std::string matter;  // empty: the office itself

    bool operator==(const ChainId&) const = default;
};

/// The last entry of a chain; version 0 where there is none yet.
struct ChainHead {
    std::uint64_t matter_version = 0;
    base::Hash hash;  // of no meaning where the version is 0

    bool operator==(const ChainHead&) const = default;
};

/// Gives the entry its place behind the head: version and previous hash.
void put_behind(const ChainHead& head, Entry& entry);
/// Whether the entry may come next.
bool follows(const ChainHead& head, const Entry& entry);

enum class ChainFault : std::uint8_t {
    unreadable,  // the bytes are no entry
    foreign,     // it belongs to another matter or institution
    changed,     // the entry after it, or the head, names other bytes
    removed,     // one or more that should stand here are nowhere
    swapped,     // one that should stand here stands later
    repeated,    // one with this version stood earlier
    added,       // it stands behind the head that is known
};

std::string_view name_of(ChainFault fault);

struct ChainBreak {
    std::size_t index = 0;  // of the entry, in the span; its size where the end is missing
    ChainFault fault = ChainFault::unreadable;
    std::string message;  // for people: "entry 3 of 'M-1' was removed"

    bool operator==(const ChainBreak&) const = default;
};

/// The first entry that does not fit, or nothing. `head`, where it is known, is what the chain must
/// end with. Cost: O(bytes); after a fault O(entries) more.
std::optional<ChainBreak> find_chain_break(const ChainId& chain,
                                           std::span<const std::string> entries,
                                           const std::optional<ChainHead>& head);

}  // namespace remit::ledger
