// The register of obligations in an office: what is owed, and the matters that carry it out.
//
// Invariants: the row of an obligation is a function of its ObligationFile, that of an instance a
// function of its MatterFile; both are written in the transaction of the entry that changed them.
// So a matter stands beside its instance however it was opened: by hand, from the register, or by
// the clock as the next edition of another.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "office/matter_file.h"
#include "office/obligation_due.h"
#include "office/obligation_file.h"
#include "store/connection.h"

namespace remit::office {

/// Writes the row of the obligation anew. Errors: those of the connection.
Status write_rows(store::Connection& connection, const ObligationFile& file, std::string_view pack);
/// Writes which instance the matter carries out; nothing of another procedure's.
Status write_instance(store::Connection& connection, const MatterFile& file);

/// All obligations of the office, those that are not owed as well. Errors: corrupt.
Result<Obligations> list_obligations(store::Connection& connection);

/// Matters of instances whose day lies between the two, both included.
Result<std::vector<InstanceMatter>> matters_due(store::Connection& connection, calendar::Date first,
                                                calendar::Date last);
/// All matters of one obligation, the latest day first.
Result<std::vector<InstanceMatter>> matters_of_obligation(store::Connection& connection,
                                                          std::string_view id);

}  // namespace remit::office
