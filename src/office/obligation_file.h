// An obligation as its chain tells it: the row as it stands now, and whose row it is.
//
// The chain of BWC-CBM is "oBWC-CBM". Its first entry says the whole row, and so does each that
// changed it, so that what an office owed on a day can be read without the program of that day.
// Invariant: an ObligationFile depends on the entries of its chain alone.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/chain.h"
#include "office/journal.h"
#include "office/obligation.h"

namespace remit::office {

inline constexpr char kObligationKind = 'o';
inline constexpr std::string_view kObligationEntered = "obligation/entered";
inline constexpr std::string_view kObligationChanged = "obligation/changed";

struct ObligationFile {
    Obligation row;
    bool own = false;  // a row of the office's own, not one that the program carries
    ledger::ChainHead head;

    [[nodiscard]] bool is_there() const { return head.matter_version != 0; }
};

std::string chain_of_obligation(std::string_view id);

/// One line of JSON; read_obligation() of it gives the same.
std::string write_obligation(const Obligation& row, bool own);
/// Errors: invalid_input, with the member that is wrong.
Result<ObligationFile> read_obligation(std::string_view line);

/// Takes up one more entry. Errors: corrupt.
Status fold(ObligationFile& file, const Kept& kept);
/// Folds the whole chain; a file that is not there where there is none.
Result<ObligationFile> load_obligation(const Journal& journal, std::string_view id);

}  // namespace remit::office
