// The journal: the entries of the ledger as a database keeps them, appended one by one.
//
// The one file of the program that writes entries. Invariants: an entry is appended behind the head
// of its chain or not at all; what was written is read back, decoded and hashed again before the
// transaction may commit, so that an entry which a disk, a driver or a fault has changed is never
// acknowledged, and what is kept of people beside it likewise (Record::personal). Nothing here
// knows what an entry says.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "base/result.h"
#include "calendar/instant.h"
#include "ledger/chain.h"
#include "ledger/commitments.h"
#include "ledger/entry.h"
#include "store/connection.h"

namespace remit::office {

/// What a command wants to have recorded.
struct Record {
    std::string chain;  // the id of a matter; empty: of the office itself
    std::string kind;   // "matter/step"
    calendar::Instant happened;
    ledger::Acting acting;        // empty where the clock acted
    std::string idempotency_key;  // of the command; empty: one that nobody can repeat is drawn
    bool claims_key =
        false;            // no other entry may; those that follow from the command share its key
    std::string payload;  // lines of JSON
    std::vector<ledger::Opening> personal;  // what the payload names by labels
};

/// An entry and where it stands.
struct Written {
    std::int64_t number = 0;  // of the journal; rises, with gaps
    ledger::ChainHead head;
};

/// An entry read again, decoded and compared with its hash.
struct Kept {
    ledger::Entry entry;
    base::Hash hash;
    std::int64_t number = 0;
    std::vector<ledger::Opening> openings;  // of its commitments; of erased ones none
};

/// What is still kept of the personal data of the entry. Errors: those of the connection.
Result<std::vector<ledger::Opening>> find_openings(store::Connection& connection,
                                                   const ledger::Entry& entry);

class Journal {
  public:
    /// All are borrowed; the connection is in a transaction.
    Journal(store::Connection& connection, std::string_view institution, base::Env& env)
        : connection_(&connection), institution_(institution), env_(&env) {}

    /// Version 0 where the chain has no entry. Errors: those of the connection; corrupt.
    Result<ledger::ChainHead> head(std::string_view chain) const;

    /// Appends behind `head`. Errors: conflict (the chain has gone on meanwhile, or the key was
    /// used), corrupt (what was read back is not what was written), those of ledger::check() and of
    /// the connection.
    Result<Written> append(const ledger::ChainHead& head, Record record);

    /// The entry that a command with this key has written, if it has.
    Result<std::optional<Kept>> find_by_key(std::string_view key) const;

    /// The entries of the chain behind that version, in order; stops at the visitor's first error.
    Status read(std::string_view chain, std::uint64_t after_version,
                const std::function<Status(const Kept&)>& visit) const;

    /// The entries of all chains, chain by chain and each in its order. Holds one page of them.
    Status read_all(const std::function<Status(const Kept&)>& visit) const;

  private:
    Status keep_personal(const ledger::Entry& entry, const std::vector<ledger::Opening>& personal,
                         std::int64_t number) const;
    Status check_written(std::int64_t number, const std::string& bytes,
                         const base::Hash& hash) const;

    store::Connection* connection_;
    std::string_view institution_;
    base::Env* env_;
};

}  // namespace remit::office
