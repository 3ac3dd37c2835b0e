// Who works in the house: the establishment as the chain of the house tells it.
//
// The establishment is adopted as a whole, as a text in the form of
// authority/establishment_loader.h that the entry holds; so that two of them can be compared as
// files, and each step of a matter be judged by the one of its day. Invariant: a text that was
// adopted had no error under the act of that day.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "authority/establishment.h"
#include "base/result.h"
#include "ledger/chain.h"
#include "office/institution.h"
#include "office/journal.h"

namespace remit::office {

inline constexpr std::string_view kHouseChain;  // empty: the office itself
inline constexpr std::string_view kStaffAdopted = "house/staff_adopted";

struct StaffFile {
    std::string text;        // as adopted; empty before the first
    ledger::ChainHead head;  // of the chain of the house
    authority::Establishment establishment{authority::Staff{}};
};

/// Reads a text that is to be adopted. Errors: invalid_input, with its diagnostics.
Result<authority::Staff> read_staff(std::string_view name, std::string_view text,
                                    const Institution& institution);

/// Errors: corrupt (an adopted text cannot be read), unavailable (an act or a day of a calendar
///         was adopted that the institution does not know: the office must be opened again), those
///         of the journal.
Result<StaffFile> load_staff_file(const Journal& journal, const Institution& institution);

/// The form of establishment_loader.h again, of which reading gives the same records. `code_of`
/// says the code of a post's unit; where that is empty the post is left out.
std::string write_staff(const authority::Staff& staff, const authority::Schemes& schemes,
                        const std::function<std::string(remit::UnitId)>& code_of);

/// Adopts the text in place of the one before. `by` is the officer or administrator who does so.
/// Errors: invalid_input, with the diagnostics of the text; those of the journal.
Result<Written> adopt_staff(Journal& journal, const Institution& institution, std::string_view by,
                            std::string_view name, std::string_view text, calendar::Instant now);

}  // namespace remit::office
