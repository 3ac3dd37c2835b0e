// Items: what came in and belongs to no matter yet, as its chain tells it.
//
// An item is registered with whom it is from and the digests of its files, given to a unit, and
// then taken up into a matter, returned or closed: once, and with a ground. Invariants: an ItemFile
// depends on the entries of its chain alone; what was acknowledged is never removed, whatever
// becomes of it; the bytes lie in `contents` under their SHA-256.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "ledger/chain.h"
#include "office/journal.h"

namespace remit::office {

inline constexpr char kItemKind = 'i';
inline constexpr std::size_t kItemFilesMax = 100;
inline constexpr std::size_t kItemTextBytesMax = 2000;

/// How it came.
inline constexpr std::string_view kChannels[] = {"post", "mail", "fax", "hand", "network"};
/// Why nothing is done with it.
inline constexpr std::string_view kItemGrounds[] = {"not_ours", "duplicate", "no_action"};

enum class ItemState : std::uint8_t { registered, assigned, taken, returned, closed };
std::string_view name_of(ItemState state);

struct ItemContent {
    std::string name;  // of the file
    base::Hash digest;
    std::int64_t size = 0;

    bool operator==(const ItemContent&) const = default;
};

struct ItemFile {
    std::string id;
    int year = 0;
    std::int64_t ordinal = 0;  // within the year
    std::string received;      // a day
    std::string sender;
    std::string subject;
    std::string channel;              // of kChannels; empty: nobody said
    std::vector<std::string> bodies;  // ids
    std::string classification;       // id of a level or a distribution; empty: none was stamped
    std::vector<ItemContent> files;
    std::string duplicate_of;  // id of the item that brought one of the files first; empty

    ItemState state = ItemState::registered;
    std::string unit;    // for which it is; empty: nobody has said
    std::string matter;  // into which it was taken
    std::string ground;  // of closed
    std::string note;    // of the last entry
    ledger::ChainHead head;

    /// "2026/17".
    [[nodiscard]] std::string number() const;
    [[nodiscard]] bool is_open() const {
        return state == ItemState::registered || state == ItemState::assigned;
    }
};

/// What befalls an item, as an entry says it. One line of JSON each.
std::string item_registered(const ItemFile& item);
std::string item_assigned(std::string_view unit);
std::string item_taken(std::string_view matter);
std::string item_returned(std::string_view note);
std::string item_closed(std::string_view ground, std::string_view note);

/// Takes up one more entry. Errors: corrupt.
Status fold(ItemFile& item, const Kept& kept);
/// Folds the whole chain. Errors: not_found, corrupt.
Result<ItemFile> load_item(const Journal& journal, std::string_view id);

}  // namespace remit::office
