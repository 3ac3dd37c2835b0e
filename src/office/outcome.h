// What an office answers: a receipt for what is on the disk now, or why not and what would help.
//
// Invariant: a Receipt is given only after the entry was committed; a Declined changed nothing. The
// sentences are for people, in the language of whoever asked. Errors (base::Result) are for what
// nobody did wrong: a full disk, a lost connection, a damaged file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "authority/competence.h"
#include "diag/language.h"

namespace remit::office {

/// Who asks for something to be done, and how he wants to be answered.
struct Caller {
    std::string officer;  // id
    std::string unit;     // for which he acts; empty: for whichever of his posts has the power
    std::string idempotency_key;  // the same command under the same key is done once; may be empty
    std::optional<std::uint64_t> expected_version;  // of the matter, as he saw it
    std::string advised_reason;  // in advise mode: why he acts in spite of a refusal; empty
    diag::Language language = diag::Language::en;
};

struct Receipt {
    std::string matter;  // id
    std::string number;  // of the file
    std::string state;   // id
    std::uint64_t version = 0;
    bool repeated = false;  // the command had been carried out before, under the same key
    std::vector<authority::Finding> findings;  // what is to be known of the grant
    std::vector<std::string> opened;           // ids of matters that it gave rise to
    /// What it should have given rise to and could not, with the reason: to be opened by hand. The
    /// ledger holds that it was due (procedure::Spawned).
    std::vector<std::string> not_opened;
    std::size_t closed = 0;  // how many matters were closed, this one included
};

struct Declined {
    enum class By : std::uint8_t {
        competence,  // the unit or the officer may not
        procedure,   // the step cannot be taken now, or something is missing
        version,     // somebody else has changed the matter meanwhile
        access,      // the officer may not read it
        key,         // the key was used for another command
        input,       // a name or a value that cannot be read
    };
    By by = By::input;
    std::vector<std::string> reasons;  // at least one
    std::vector<std::string> cures;
};

using Outcome = std::variant<Receipt, Declined>;

}  // namespace remit::office
