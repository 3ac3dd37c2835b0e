// A matter as its chain tells it: the fold of its entries, with its file number and its officer.
//
// Invariant: a MatterFile depends on the entries of its chain and on the procedures alone, so that
// the same entries give the same file in every process, today and after a rebuild. What registers
// say of a matter is a function of it (registers.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "calendar/date.h"
#include "ledger/chain.h"
#include "office/institution.h"
#include "office/journal.h"
#include "procedure/definition.h"
#include "procedure/matter.h"

namespace remit::office {

struct MatterFile {
    std::string id;
    std::string number;                                 // as people file it
    std::string officer;                                // to whom it is given; empty
    const procedure::Definition* definition = nullptr;  // it is under; owned by the institution
    procedure::Matter matter;
    ledger::ChainHead head;
    std::optional<calendar::Date> designated_on;  // the day of the choice among rivals

    [[nodiscard]] std::uint64_t version() const { return head.matter_version; }
};

/// Takes up one more entry. Errors: corrupt (it is no entry of this matter's; an event cannot be
/// read), not_found (a procedure or version that this program does not carry).
Status fold(MatterFile& file, const Kept& kept, const Institution& institution);

/// Folds the whole chain. Errors: not_found (there is no such matter), those of fold().
Result<MatterFile> load_matter(const Journal& journal, const Institution& institution,
                               std::string_view id);

}  // namespace remit::office
