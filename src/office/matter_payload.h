// What a command records in the chain of a matter: a line of JSON about the command, then one line
// for each event that followed from it.
//
// Invariant: all events of a payload are read under the one definition that its first line names;
// a matter that moves to another version does so in an entry of its own. Lines are what
// procedure::to_json() writes and procedure::read_event() reads.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_facts.h"
#include "base/result.h"
#include "calendar/date.h"
#include "procedure/definition.h"
#include "procedure/event.h"

namespace remit::office {

/// Before the command, in the kind of an entry: "matter/take_step".
inline constexpr std::string_view kMatterKinds = "matter/";
/// The kind of an entry by which everything personal before it in its chain was erased.
inline constexpr std::string_view kMatterErased = "matter/erase";

/// The number of a matter's file, and how it was counted (file_numbers.h).
struct Numbering {
    std::string number;
    std::string series;  // "5.1.1/2026"; empty where nothing was numbered
    std::int64_t ordinal = 0;

    bool operator==(const Numbering&) const = default;
};

/// That a version of a paper was given to the officer who acts.
struct PaperRead {
    std::string paper;  // empty: what the matter says of people
    std::uint32_t version = 0;

    bool operator==(const PaperRead&) const = default;
};

/// That the matter was closed with its dossier (close_dossier.cpp).
struct Closing {
    calendar::Date day;
    std::string by;       // officer
    std::string dossier;  // id of the matter from which all of it sprang
    std::string note;     // may be empty

    bool operator==(const Closing&) const = default;
};

/// That what the chain said of people until then was erased (erase_personal.cpp).
struct Erasure {
    std::vector<std::string> fields;  // ids of those that had held something, now or before
    std::string ground;

    bool operator==(const Erasure&) const = default;
};

struct PayloadHead {
    std::string command;    // "take_step"
    std::string procedure;  // under which the events are read
    std::uint32_t version = 0;
    std::string request;  // SHA-256 of what was asked for, in hex; tells a repeated command
    Numbering numbering;  // where the command opened the matter
    /// To whom the matter was given, where the command did that: an officer, or nobody ("").
    std::optional<std::string> officer;
    std::string reason;  // of an officer who acted in spite of a refusal (advise mode); else empty
    std::vector<std::string> paper_numbers;  // of the papers that are new, in the order of events
    /// Of each version of a paper that is brought, in the order of events: the id of a level or a
    /// distribution, or empty. Nothing where no paper is marked.
    std::vector<std::string> paper_markings;
    std::optional<PaperRead> read;  // where that is what the entry tells
    /// The same of an emergency; its subject is the paper's id in the matter.
    std::optional<authority::BreakGlass> emergency;
    std::optional<Closing> closing;  // where the command closed the matter
    std::optional<Erasure> erasure;  // where it erased

    bool operator==(const PayloadHead&) const = default;
};

std::string write_payload(const PayloadHead& head, const procedure::Definition& definition,
                          std::span<const procedure::Event> events);

struct Payload {
    PayloadHead head;
    std::vector<std::string_view> events;  // lines, borrowed from the payload's bytes
};

/// Errors: corrupt, with the member that is wrong.
Result<Payload> read_payload(std::string_view bytes);

}  // namespace remit::office
