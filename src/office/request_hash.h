// What tells one command from another: a hash over everything that was asked for.
//
// A key that comes again with the same hash is the same command, sent twice. Invariant: the hash,
// which stays in the ledger, depends on no personal value, so that nobody can find one by trying.
// Of this module only.
#pragma once

#include <vector>

#include "base/hash.h"
#include "office/institution.h"
#include "office/outcome.h"
#include "office/requests.h"

namespace remit::office {

/// The fields with nothing in those that are personal in any procedure.
std::vector<FieldText> without_personal(const Institution& institution,
                                        std::vector<FieldText> fields);

base::Hash hash_of(const Caller& caller, const OpenRequest& request,
                   const Institution& institution);
base::Hash hash_of(const Caller& caller, const StepRequest& request,
                   const Institution& institution);
base::Hash hash_of(const Caller& caller, const AnswerRequest& request);
base::Hash hash_of(const Caller& caller, const PaperRequest& request);
base::Hash hash_of(const Caller& caller, const WithdrawRequest& request);
base::Hash hash_of(const Caller& caller, const AssignRequest& request);
base::Hash hash_of(const Caller& caller, const LeadRequest& request);
base::Hash hash_of(const Caller& caller, const MigrateRequest& request);
base::Hash hash_of(const Caller& caller, const EraseRequest& request);
base::Hash hash_of(const Caller& caller, const CloseRequest& request);

}  // namespace remit::office
