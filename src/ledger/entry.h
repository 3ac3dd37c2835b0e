// An entry: one event of the ledger, as it is hashed, chained and sealed for good.
//
// Who acted, for which unit, under which duty and on what ground is part of the entry, and so of
// its hash; what the event says beyond that is the payload, which the ledger keeps and does not
// read. Entries are not signed one by one: a signature on the checkpoint covers the tree, the tree
// every entry, and an inclusion proof leads from one to the other. A key of each officer would
// prove no more about the order of entries, and would have to outlive the officer.
//
// Invariant: an Entry that check() accepts has exactly one encoding, and decode() accepts nothing
// else. The fields and their numbers are described in docs/ledger-format.md and are never given
// another meaning.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "ledger/commitments.h"

namespace remit::ledger {

inline constexpr std::uint64_t kEntryFormat = 1;
/// Of the whole entry. The largest text of a matter is 1 MiB; what is larger is a paper, known here
/// by its hash.
inline constexpr std::size_t kEntryBytesMax = std::size_t{16} << 20U;
inline constexpr std::size_t kIdBytesMax = 200;  // of officers, posts, units, matters, duties, keys
inline constexpr std::size_t kKindBytesMax = 80;
inline constexpr std::size_t kCitationBytesMax = 1000;
inline constexpr std::size_t kBlindingBytes = 16;
/// The last second of the year 9999.
inline constexpr std::int64_t kTimeMax = 253'402'300'799;
/// In front of what is hashed, so that the hash of an entry is the hash of nothing else.
inline constexpr std::string_view kEntryDomain = "remit-ledger/entry/v1\n";

/// How the unit comes to act. The values are those of the encoding.
enum class Ground : std::uint8_t {
    own = 1,         // by a duty of its own
    designated = 2,  // by a duty that rivals hold as well, after a superior chose it
    taken_over = 3,  // by the duty of a unit below it
    residual = 4,    // by "other work"
    advised = 5,     // by no duty: the officer gave a reason, which the payload holds
    asked = 6,       // by having been asked; the duty, if any, is that of the unit which asked
};

std::string_view name_of(Ground ground);

/// Who acted and by which power. All empty where the clock acted.
struct Acting {
    std::string officer;     // id
    std::string post;        // id of the post that the officer held
    std::string deputy_for;  // id of the officer who was replaced
    std::string unit;        // code
    std::string duty;        // id, "5.1.2-06"
    std::string citation;    // "čl. 46. st. 1."
    std::optional<Ground> ground;

    bool operator==(const Acting&) const = default;
};

struct Entry {
    std::string institution;
    std::string matter;                  // id; empty in the chain of the office itself
    std::uint64_t matter_version = 0;    // from 1, without gaps
    std::optional<base::Hash> previous;  // the entry before it in the chain; none in the first
    std::string kind;                    // "procedure/step_taken"
    std::int64_t happened_at = 0;        // seconds since 1970 in UTC
    std::int64_t recorded_at = 0;
    Acting acting;
    std::string idempotency_key;  // of the command that brought it
    std::string payload;          // JSON of the event; names personal data by its label only
    std::vector<Commitment> commitments;  // rising by label
    /// Random, so that a published hash does not betray an entry that could be guessed.
    std::array<std::uint8_t, kBlindingBytes> blinding{};

    bool operator==(const Entry&) const = default;
};

/// Whether the entry can be encoded. Errors: invalid_input, names the field; limit.
Status check(const Entry& entry);
/// Its one encoding. Errors: as check().
Result<std::string> encode(const Entry& entry);
/// The entry that these bytes are. Errors: corrupt, where no entry is encoded so.
Result<Entry> decode(std::string_view bytes);

/// The hash of an entry's encoding: what the next entry names and what the tree holds.
base::Hash entry_hash(std::string_view bytes);

}  // namespace remit::ledger
