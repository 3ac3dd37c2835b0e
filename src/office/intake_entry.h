// Entries of chains that are no matter's: items, meetings and obligations.
//
// A payload is a line of JSON about the command, then one line for each event, as in matters.
// Invariants: a chain is folded from its lines alone; a command under a key that was used is
// answered from the ledger. An officer needs no power for registering what is there, so these
// entries name him and his post and cite no duty, unless a permit is given.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/hash.h"
#include "base/json_reader.h"
#include "base/result.h"
#include "office/matter_work.h"
#include "office/office.h"
#include "office/outcome.h"
#include "office/phrases.h"

namespace remit::office {

/// What was noted in a chain.
struct Noted {
    std::string id;
    std::string number;  // as people call it
    std::string state;
    std::uint64_t version = 0;
    bool repeated = false;             // under the same key
    std::optional<Receipt> matter;     // of what was done in a matter at the same time
    std::vector<std::string> remarks;  // what is to be known of it: "the same bytes came before"
};

using NotedOutcome = std::variant<Noted, Declined>;

/// What is to be appended to a chain.
struct Note {
    std::string chain;
    std::string kind;  // "item/registered"
    std::string command;
    base::Hash request;              // of everything that was asked for
    std::string event;               // one line of JSON
    const Permit* permit = nullptr;  // under which; none where no power is needed
};

/// Appends it behind `head`, by the caller, under his key. Errors: those of Journal::append().
Result<Written> append_note(MatterWork& work, const Caller& caller, const ledger::ChainHead& head,
                            Note note);

struct NotePayload {
    std::string command;
    std::string request;  // in hex
    std::string_view event;
};
/// Errors: corrupt, with what is wrong.
Result<NotePayload> read_note(std::string_view payload);

/// The chain that this command went to before, under the caller's key; nothing where none was. A
/// key that was used for another command is declined.
Result<std::optional<std::variant<std::string, Declined>>> find_repeated(MatterWork& work,
                                                                         const Caller& caller,
                                                                         const base::Hash& request);

/// Declined where no officer of that name is there, with the one that was probably meant.
std::optional<Declined> check_officer(const MatterWork& work, const Caller& caller);
std::optional<Declined> check_officer(const authority::Establishment& establishment,
                                      const Caller& caller);

Declined declined_input(std::string reason, std::string cure = {});
/// What was not said, and the option that says it.
Declined declined_missing(std::string reason, std::string_view option, diag::Language language);

/// Declined where the caller saw another version of the chain; `moved` says so of its kind, and
/// `command` shows it again.
std::optional<Declined> check_version(const Caller& caller, const ledger::ChainHead& head,
                                      PhraseId moved, const std::string& number,
                                      const std::string& command);

}  // namespace remit::office
