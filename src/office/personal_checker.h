// Personal data against the entries: every value proves what its entry committed itself to, and
// none is missing that nobody has erased.
//
// Part of verification (verification.h); of this module only. Invariant: entries of a chain are
// taken in their order, so that an erasure accounts for what came before it and for nothing after.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/entry.h"
#include "office/verification.h"
#include "store/connection.h"

namespace remit::office {

class PersonalChecker {
  public:
    PersonalChecker(store::Connection& connection, Verification& found)
        : connection_(&connection), found_(&found) {}

    /// Errors: those of the connection.
    Status take(std::int64_t number, const ledger::Entry& entry);
    /// What is missing, and what belongs to no entry.
    Status finish();

  private:
    Status check_erasure(std::int64_t number, const ledger::Entry& entry);

    store::Connection* connection_;
    Verification* found_;
    std::int64_t seen_ = 0;                                    // rows that belong to an entry
    std::map<std::string, std::vector<std::string>> missing_;  // places, by chain
};

}  // namespace remit::office
