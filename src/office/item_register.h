// The register of items: what came in, for which unit, and what became of it.
//
// Invariant: the rows of an item are a function of its ItemFile, written in the transaction of the
// entry that changed it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"
#include "office/item_file.h"
#include "store/connection.h"

namespace remit::office {

inline constexpr std::size_t kItemRowsMax = 200;

/// Writes the rows of the item anew. Errors: those of the connection.
Status write_rows(store::Connection& connection, const ItemFile& item);

struct ItemRow {
    std::string id;
    std::string number;
    std::string received;
    std::string sender;
    std::string subject;
    std::string state;
    std::string unit;
    std::string matter;
};

/// Which items; an empty text asks for all.
struct ItemFilter {
    std::string unit;
    std::string matter;
    std::string body;
    bool open = false;  // those that nothing was done with yet
};

/// Behind which row a page begins: the last row of the page before.
struct ItemPageKey {
    std::string received;
    std::string id;
};

/// One page, the latest first. Errors: those of the connection. Cost: O(log items + rows).
Result<std::vector<ItemRow>> list_items(store::Connection& connection, const ItemFilter& filter,
                                        const std::optional<ItemPageKey>& after,
                                        std::size_t rows_max);

/// The id of the item with this id or number. Errors: not_found, with those that came last.
Result<std::string> find_item_id(store::Connection& connection, std::string_view name);

/// The item that brought these bytes first; empty where none did.
Result<std::string> find_first_with(store::Connection& connection, const base::Hash& digest);

/// The next number of the year.
Result<std::int64_t> next_item_ordinal(store::Connection& connection, int year);

}  // namespace remit::office
