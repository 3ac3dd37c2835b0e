// `remit ledger verify`: everything that an office keeps, checked against everything else, so that
// nobody has to believe its database.
//
// Entries against their hashes, chains and columns; the order, the tree, its tiles and every signed
// checkpoint against the entries; papers against the digests that entries name; registers against
// the rows that the chains make. Invariants: what is wrong is named by part and place, and checking
// goes on behind it; nothing is changed; neither all entries nor all rows are held. What no
// checkpoint covers yet is as good as the database alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "office/keys.h"
#include "office/office.h"

namespace remit::office {

/// How many findings are kept; the others are counted.
inline constexpr std::size_t kFindingsMax = 1000;

struct Finding {
    enum class Part : std::uint8_t {
        entries,
        order,  // in which entries are sealed
        tiles,
        checkpoints,
        papers,
        personal,
        registers,
    };
    Part part = Part::entries;
    std::string message;  // names the place

    bool operator==(const Finding&) const = default;
};

std::string_view name_of(Finding::Part part);

struct Verification {
    std::uint64_t entries = 0;  // sealed and waiting
    std::uint64_t chains = 0;
    std::uint64_t tiles = 0;
    std::uint64_t checkpoints = 0;
    std::uint64_t covered = 0;  // entries that the last checkpoint covers
    std::uint64_t papers = 0;
    std::uint64_t rows = 0;  // of registers
    ledger::TreeHead head;   // of what is sealed
    std::uint64_t finding_count = 0;
    std::vector<Finding> findings;  // in the order in which they were met

    [[nodiscard]] bool sound() const { return finding_count == 0; }
    void report(Finding::Part part, std::string message);
};

/// Errors: unavailable, io (the database does not answer); what is wrong in it is a finding.
/// Cost: one scan over entries and papers; one fold of every chain.
Result<Verification> verify_office(Office& office, const PublicKeys& keys);

}  // namespace remit::office
