// An item as its chain tells it, with what can be read of it.
//
// Queries: nothing is written. The text is for routing and for reading on a page; the bytes of a
// file are given as they came, never changed.
#pragma once

#include <string>
#include <string_view>

#include "office/item_file.h"
#include "office/office.h"

namespace remit::office {

inline constexpr std::size_t kItemTextReadMax = std::size_t{256} << 10U;

/// By id or number. Errors: not_found, those of load_item() and of the database.
Result<ItemFile> find_item(const Office& office, std::string_view name);

/// The first of its files that is a text in UTF-8, of at most kItemTextReadMax bytes; empty where
/// none is, and of an item that bears a marking. Errors: those of the database.
Result<std::string> text_of(const Office& office, const ItemFile& item);

}  // namespace remit::office
