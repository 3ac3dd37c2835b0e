// A matter as its chain tells it: the fold of its entries, with its file number and its officer.
//
// Invariant: a MatterFile depends on the entries of its chain, the personal data that are kept of
// them and the procedures alone, so that the same entries give the same file in every process,
// today and after a rebuild. What registers say of a matter is a function of it (registers.h).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "ledger/chain.h"
#include "office/institution.h"
#include "office/journal.h"
#include "office/matter_payload.h"
#include "procedure/definition.h"
#include "procedure/event.h"
#include "procedure/matter.h"

namespace remit::office {

struct MatterFile {
    std::string id;
    std::string number;  // as people file it
    std::string series;  // in which that was counted
    std::int64_t ordinal = 0;
    std::string officer;                     // to whom it is given; empty
    std::vector<std::string> paper_numbers;  // of matter.papers, in their order; may be empty
    /// Of matter.papers, in their order: ids of levels and distributions; empty where not marked.
    std::vector<std::string> paper_markings;
    std::vector<authority::BreakGlass> emergencies;     // by which papers of it were opened
    std::uint64_t changed_by = 0;                       // the last version that is no mere reading
    const procedure::Definition* definition = nullptr;  // it is under; owned by the institution
    procedure::Matter matter;
    ledger::ChainHead head;
    std::optional<calendar::Date> designated_on;  // the day of the choice among rivals
    /// The matter from which this one sprang and to whose dossier it belongs; empty. An edition
    /// that a recurrence opened begins a dossier of its own.
    std::string origin;
    std::optional<Closing> closing;  // behind which only readings and erasures are

    /// Of one of its papers; empty where it is not marked.
    [[nodiscard]] const std::string& marking_of(const procedure::Paper& paper) const {
        return paper_markings[static_cast<std::size_t>(&paper - matter.papers.data())];
    }
    [[nodiscard]] std::uint64_t version() const { return head.matter_version; }
};

/// Takes up what one entry of the matter says, but for the head of the chain. `events` were made
/// under `definition`; of Migrated it is the newer one.
void take_up(MatterFile& file, const PayloadHead& head, const procedure::Definition& definition,
             std::span<const procedure::Event> events, const Institution& institution);

/// The events of an entry, with its personal data as far as they are kept (personal.h). Errors:
/// corrupt, not_found, as fold().
struct ReadEntry {
    PayloadHead head;
    const procedure::Definition* definition = nullptr;
    std::vector<procedure::Event> events;
};
Result<ReadEntry> read_entry(const Kept& kept, const Institution& institution);

/// Takes up one more entry. Errors: corrupt (it is no entry of this matter's; an event cannot be
/// read), not_found (a procedure or version that this program does not carry).
Result<ReadEntry> fold(MatterFile& file, const Kept& kept, const Institution& institution);

/// Folds the whole chain. Errors: not_found (there is no such matter), those of fold().
Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               std::string_view id);

}  // namespace remit::office
