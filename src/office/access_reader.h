// Who reads: an officer as the access policy sees him at a moment, from the establishment.
//
// Posts are those in which he may act on the day, his own and those of officers whom he replaces.
// Invariant: what he is comes from the establishment and from emergencies that the ledger holds,
// never from what a caller says of him.
#pragma once

#include <string_view>
#include <vector>

#include "authority/access_facts.h"
#include "authority/establishment.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "office/institution.h"

namespace remit::office {

struct OfficeReader {
    authority::ReaderFacts facts;
    authority::Reader reader;
    authority::Moment moment;
};

/// `emergencies` are those that the ledger holds; others' and those that are over do not count.
/// Errors: not_found (no such officer), limit (more certificates or units than are looked at).
/// Cost: O(posts of his * units + certificates of the house).
Result<OfficeReader> reader_of(const Institution& institution,
                               const authority::Establishment& establishment,
                               std::string_view officer, calendar::Instant now,
                               std::vector<authority::BreakGlass> emergencies = {});

}  // namespace remit::office
