// How an office stands: what it holds and what is overdue, for whoever looks after it.
//
// A query: nothing is written. Counts come from registers and the journal, in one snapshot, so that
// they belong together.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "office/office.h"

namespace remit::office {

struct OfficeStatus {
    std::int64_t entries = 0;         // of the ledger
    std::int64_t schema_version = 0;  // the number of the last migration
    std::int64_t open = 0;            // matters
    std::int64_t ended = 0;
    std::int64_t overdue = 0;  // open matters with something due before today
    std::map<std::string, std::int64_t, std::less<>> open_by_unit;  // by code; so is the next
    std::map<std::string, std::int64_t, std::less<>> overdue_by_unit;
    std::optional<std::string> checkpoint;  // the last note that was signed
    std::int64_t checkpoint_size = 0;       // how many entries it covers
};

/// Errors: those of the database. Cost: O(open matters).
Result<OfficeStatus> status_of(const Office& office);

}  // namespace remit::office
