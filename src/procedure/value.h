// What the fields of a matter hold: typed values, as they go into the ledger and come out of it.
//
// Invariant: a value is of one field type and says everything by itself. Names of bodies, units and
// the like are ids of the vocabulary or codes of the act as text, never indexes, because a matter
// outlives the tables of one program.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/duration.h"
#include "calendar/instant.h"

namespace remit::procedure {

enum class FieldType : std::uint8_t {
    text,
    number,  // a whole number
    date,
    instant,  // with the zone in which people read it
    duration,
    money,
    choice,  // the id of one of the field's choices
    body,    // id of the vocabulary; so are the next two
    topic,
    counterpart,
    unit,     // code of the act
    country,  // ISO 3166-1 alpha-2, upper case
    person,   // an officer's id, or the name of a person outside
    paper,    // id of a paper of the matter
    matter,   // id of another matter: a link
};

struct ZonedInstant {
    calendar::Instant instant;
    std::string zone;  // "Europe/Brussels"

    bool operator==(const ZonedInstant&) const = default;
};

struct Money {
    std::int64_t minor_units = 0;  // cents
    std::string currency;          // ISO 4217

    bool operator==(const Money&) const = default;
};

/// A cell that is left empty, in the columns of a group that allow it (definition.h).
struct EmptyCell {
    bool operator==(const EmptyCell&) const = default;
};

/// One item: text for text, choice, body, topic, counterpart, unit, country, person, paper and
/// matter.
using Item = std::variant<std::string, std::int64_t, calendar::Date, ZonedInstant,
                          calendar::Duration, Money, EmptyCell>;

inline bool is_empty(const Item& item) {
    return std::holds_alternative<EmptyCell>(item);
}

/// What a field holds. A field that is not a list holds at most one item; without an item, or with
/// empty cells only, it is not set.
struct Value {
    std::vector<Item> items;

    [[nodiscard]] bool is_set() const { return !std::ranges::all_of(items, is_empty); }
    bool operator==(const Value&) const = default;
};

inline constexpr std::size_t kItemBytesMax = std::size_t{1} << 20;  // of one text
inline constexpr std::size_t kValueItemsMax = 1000;                 // of one list

/// Reads one item from the form in which people and files write it: "2026-01-31", "2026-04-07T17:00
/// Europe/Brussels", "P6M", "1250.00 EUR". Whether a name exists in the vocabulary is not asked
/// here. Errors: invalid_input, with what was seen and how to write it; limit.
Result<Item> read_item(FieldType type, std::string_view text);
/// The item in that form; read_item() of it gives the item again. Of an empty cell the empty text,
/// which read_item() refuses: a cell is left empty by whoever makes the table.
std::string write_item(const Item& item);

}  // namespace remit::procedure
