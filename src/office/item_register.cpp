#include "office/item_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "office/narrowed.h"

namespace remit::office {
namespace {

constexpr std::size_t kLastShown = 3;

Status write_item(store::Connection& connection, const ItemFile& item) {
    return connection.run(
        "INSERT INTO items (id, number, year, ordinal, received, sender, subject, channel, "
        "classification, state, is_open, unit, matter, duplicate_of, version) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state, is_open = excluded.is_open, "
        "unit = excluded.unit, matter = excluded.matter, version = excluded.version",
        {item.id, item.number(), item.year, item.ordinal, item.received, item.sender, item.subject,
         item.channel, item.classification, name_of(item.state), item.is_open() ? 1 : 0, item.unit,
         item.matter, item.duplicate_of, static_cast<std::int64_t>(item.head.matter_version)});
}

}  // namespace

Status write_rows(store::Connection& connection, const ItemFile& item) {
    REMIT_TRY(write_item(connection, item));
    for (const std::string& body : item.bodies) {
        REMIT_TRY(connection.run(
            "INSERT INTO item_bodies (body, item) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            {body, item.id}));
    }
    for (std::size_t index = 0; index < item.files.size(); ++index) {
        const ItemContent& file = item.files[index];
        REMIT_TRY(connection.run(
            "INSERT INTO item_files (item, position, name, digest, size) VALUES "
            "(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            {item.id, static_cast<std::int64_t>(index), file.name, file.digest.hex(), file.size}));
    }
    return base::done();
}

Result<std::vector<ItemRow>> list_items(store::Connection& connection, const ItemFilter& filter,
                                        const std::optional<ItemPageKey>& after,
                                        std::size_t rows_max) {
    Narrowed query(
        "SELECT id, number, received, sender, subject, state, unit, matter FROM items WHERE 1 = 1");
    if (filter.open) query.add(" AND is_open = 1");
    query.add_if_given(" AND unit = ?{}", filter.unit);
    query.add_if_given(" AND matter = ?{}", filter.matter);
    query.add_if_given(" AND id IN (SELECT item FROM item_bodies WHERE body = ?{})", filter.body);
    if (after) query.add_key(" AND (received, id) < (?{}, ?{})", after->received, after->id);
    query.add(" ORDER BY received DESC, id DESC LIMIT ?{}",
              static_cast<std::int64_t>(std::min(rows_max, kItemRowsMax)));

    using Text = std::string;
    std::vector<ItemRow> page;
    store::Rows rows = REMIT_TRY(query.run(connection));
    while (auto row = REMIT_TRY((rows.next<Text, Text, Text, Text, Text, Text, Text, Text>()))) {
        auto& [id, number, received, sender, subject, state, unit, matter] = *row;
        page.push_back({std::move(id), std::move(number), std::move(received), std::move(sender),
                        std::move(subject), std::move(state), std::move(unit), std::move(matter)});
    }
    return page;
}

Result<std::string> find_item_id(store::Connection& connection, std::string_view name) {
    auto row = REMIT_TRY((
        connection.find<std::string>("SELECT id FROM items WHERE id = ?1 OR number = ?1", {name})));
    if (row) return std::move(std::get<0>(*row));
    const std::vector<ItemRow> last =
        REMIT_TRY(list_items(connection, {}, std::nullopt, kLastShown));
    std::string known;
    for (const ItemRow& one : last) known += (known.empty() ? "" : ", ") + one.number;
    return base::make_error(
        ErrorCode::not_found,
        known.empty()
            ? fmt::format("there is no item '{}': nothing has come in yet", name)
            : fmt::format("there is no item '{}'; the last to come in are: {}", name, known));
}

Result<std::string> find_first_with(store::Connection& connection, const base::Hash& digest) {
    auto row = REMIT_TRY((connection.find<std::string>(
        "SELECT f.item FROM item_files f JOIN items i ON i.id = f.item WHERE f.digest = ?1 "
        "ORDER BY i.year, i.ordinal LIMIT 1",
        {digest.hex()})));
    return row ? std::move(std::get<0>(*row)) : std::string();
}

Result<std::int64_t> next_item_ordinal(store::Connection& connection, int year) {
    const auto last = REMIT_TRY((connection.find<std::int64_t>(
        "SELECT COALESCE(MAX(ordinal), 0) FROM items WHERE year = ?1", {year})));
    return std::get<0>(*last) + 1;
}

}  // namespace remit::office
