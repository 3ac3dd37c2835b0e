// What tells one command from another: a hash over everything that was asked for.
//
// A key that comes again with the same hash is the same command, sent twice. Of this module only.
#pragma once

#include "base/hash.h"
#include "office/outcome.h"
#include "office/requests.h"

namespace remit::office {

base::Hash hash_of(const Caller& caller, const OpenRequest& request);
base::Hash hash_of(const Caller& caller, const StepRequest& request);
base::Hash hash_of(const Caller& caller, const AnswerRequest& request);
base::Hash hash_of(const Caller& caller, const PaperRequest& request);
base::Hash hash_of(const Caller& caller, const WithdrawRequest& request);
base::Hash hash_of(const Caller& caller, const AssignRequest& request);
base::Hash hash_of(const Caller& caller, const LeadRequest& request);
base::Hash hash_of(const Caller& caller, const MigrateRequest& request);
base::Hash hash_of(const Caller& caller, const CloseRequest& request);

}  // namespace remit::office
