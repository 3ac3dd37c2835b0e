// The story of a matter: what its chain tells, entry by entry, as people and programs ask for it.
//
// A query: it reads a snapshot and writes nothing. Invariant: everything in it comes from entries
// that were decoded and compared with their hashes; registers are not asked, so that the story of a
// matter is right even where a register is not.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/instant.h"
#include "ledger/entry.h"
#include "office/access_reader.h"
#include "office/matter_file.h"
#include "office/office.h"
#include "procedure/matter.h"

namespace remit::office {

/// One entry of the chain, read.
struct StoryEntry {
    std::uint64_t version = 0;
    calendar::Instant happened;
    ledger::Acting acting;
    ReadEntry read;  // its events are under a definition of the institution
};

struct MatterStory {
    MatterFile file;
    std::vector<StoryEntry> entries;
    /// Who was asked, by the ids of questions, in all rounds.
    std::map<std::string, procedure::Question, std::less<>> asked;
};

/// By id or file number, personal data hidden (personal.h). Errors: not_found, those of fold() and
/// of the database. Cost: O(entries of the chain).
Result<MatterStory> load_story(const Office& office, std::string_view name);

/// The same as the officer may see it. Errors: also not_found where the access policy does not let
/// him know of the matter, in the words in which there is none.
Result<MatterStory> load_story(const Office& office, const OfficeReader& reader,
                               std::string_view name);

/// The matter alone, without its story. Errors and cost: the same.
Result<MatterFile> find_matter(const Office& office, std::string_view name);

/// The establishment of today. Errors: those of load_staff_file() and of the database.
Result<StaffFile> find_staff(const Office& office);

}  // namespace remit::office
