// Registers against the rows that the chains make (verification_parts.h).
//
// Each chain is folded and its rows written anew in a transaction, compared with what stood there,
// and the transaction is undone; so the comparison knows nothing of any register but its columns.
// Invariant: nothing that is written here is ever committed.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "office/projections.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using Part = Finding::Part;

constexpr std::int64_t kChainsAtOnce = 100;
constexpr std::string_view kUndo = "the transaction of a verification is always undone";

/// Rows of the registers of one chain, register by register.
using ChainRows = std::vector<std::vector<std::string>>;

Result<ChainRows> rows_of(store::Connection& connection, const Projection& projection,
                          std::string_view chain) {
    ChainRows all;
    for (const Register& rows : projection.registers)
        all.push_back(REMIT_TRY(register_rows(connection, rows, chain)));
    return all;
}

/// "m4x...": what the row is called in its table.
std::string key_of(const Register& rows, std::string_view row) {
    const std::vector<std::string_view> columns = columns_of(rows);
    const std::vector<std::string_view> order = names_in(rows.order);
    const std::vector<std::string> values = read_row(row);
    std::string key;
    for (std::size_t index = 0; index < columns.size() && index < values.size(); ++index) {
        const bool tells_apart = std::ranges::find(order, columns[index]) != order.end();
        if (columns[index] != rows.chain_column && !tells_apart) continue;
        key += fmt::format("{}{} '{}'", key.empty() ? "" : ", ", columns[index], values[index]);
    }
    return key;
}

/// Which columns of two rows of one key differ, with both values.
std::string differences(const Register& rows, std::string_view is, std::string_view ought) {
    const std::vector<std::string_view> columns = columns_of(rows);
    const std::vector<std::string> found = read_row(is);
    const std::vector<std::string> expected = read_row(ought);
    std::string text;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (found[index] == expected[index]) continue;
        text += fmt::format("{}{} is '{}' and the chain says '{}'", text.empty() ? "" : "; ",
                            columns[index], found[index], expected[index]);
    }
    return text;
}

/// Both in the order of their keys: a row is told apart from one of another key by that.
void compare(const Register& rows, const std::vector<std::string>& is,
             const std::vector<std::string>& ought, Verification& found) {
    const auto find = [&](const std::vector<std::string>& all, const std::string& key) {
        return std::ranges::find(all, key,
                                 [&](const std::string& row) { return key_of(rows, row); });
    };
    for (const std::string& row : is) {
        const std::string key = key_of(rows, row);
        const auto other = find(ought, key);
        if (other == ought.end()) {
            found.report(Part::registers,
                         fmt::format("{}: the row of {} stands in no chain", rows.table, key));
        } else if (*other != row) {
            found.report(Part::registers,
                         fmt::format("{}: the row of {} was changed: {}", rows.table, key,
                                     differences(rows, row, *other)));
        }
    }
    for (const std::string& row : ought) {
        const std::string key = key_of(rows, row);
        if (find(is, key) == is.end()) {
            found.report(Part::registers,
                         fmt::format("{}: the row of {} is not there", rows.table, key));
        }
    }
}

/// Makes the rows of the chain anew, and compares them with what stood there.
Status check_chain(store::Connection& connection, const Office& office,
                   const Projection& projection, std::string_view chain, Verification& found) {
    const std::unique_ptr<Fold> fold = projection.begin(office.institution(), chain);
    const Journal journal(connection, office.institution().id(), office.env());
    const Status folded =
        journal.read(chain, 0, [&](const Kept& kept) { return fold->take(kept); });
    if (!folded.ok() && folded.error().code != ErrorCode::corrupt) return folded;
    if (!folded.ok()) {
        found.report(Part::registers, fmt::format("the rows of '{}' cannot be made: {}", chain,
                                                  folded.error().message));
        return base::done();
    }
    const ChainRows is = REMIT_TRY(rows_of(connection, projection, chain));
    store::Transaction trial = REMIT_TRY(store::Transaction::begin(connection));
    REMIT_TRY(remove_rows(connection, projection, chain));
    const Status written = fold->write(connection);
    if (!written.ok() && written.error().code != ErrorCode::conflict) return written;
    if (!written.ok()) {
        found.report(Part::registers,
                     fmt::format("the rows of '{}' cannot stand beside those of other chains: {}",
                                 chain, written.error().message));
        return base::done();
    }
    const ChainRows ought = REMIT_TRY(rows_of(connection, projection, chain));
    for (std::size_t index = 0; index < is.size(); ++index) {
        found.rows += is[index].size();
        if (is[index] != ought[index])
            compare(projection.registers[index], is[index], ought[index], found);
    }
    return base::done();
}

Result<std::vector<std::string>> texts(store::Connection& connection, std::string_view sql,
                                       const store::Connection::Values& values) {
    std::vector<std::string> found;
    store::Rows rows = REMIT_TRY(connection.query(sql, values));
    while (auto row = REMIT_TRY((rows.next<std::string>())))
        found.push_back(std::move(std::get<0>(*row)));
    return found;
}

/// Checks the chains behind that one; the last of them, or nothing at the end.
Result<std::optional<std::string>> check_next_chains(Office& office, const std::string& after,
                                                     Verification& found) {
    std::optional<std::string> last;
    Verification batch;
    const Status undone = office.database().write([&](store::Connection& connection) -> Status {
        batch = found;
        const std::vector<std::string> chains = REMIT_TRY(
            texts(connection,
                  "SELECT DISTINCT chain FROM entries WHERE chain > ?1 ORDER BY chain LIMIT ?2",
                  {after, kChainsAtOnce}));
        for (const std::string& chain : chains) {
            const Projection* projection = find_projection(chain);
            if (projection != nullptr)
                REMIT_TRY(check_chain(connection, office, *projection, chain, batch));
        }
        last.reset();
        if (!chains.empty()) last = chains.back();
        return base::make_error(ErrorCode::denied, std::string(kUndo));
    });
    if (undone.error().message != kUndo) return undone.error();
    found = std::move(batch);
    return last;
}

/// Rows of chains that are nowhere.
Status check_strangers(store::Connection& connection, Verification& found) {
    for (const Projection& projection : projections()) {
        for (const Register& rows : projection.registers) {
            const std::vector<std::string> strangers = REMIT_TRY(texts(
                connection,
                fmt::format("SELECT DISTINCT r.{0} FROM {1} r WHERE NOT EXISTS (SELECT 1 FROM "
                            "entries e WHERE e.chain = r.{0}) ORDER BY r.{0} LIMIT ?1",
                            rows.chain_column, rows.table),
                {static_cast<std::int64_t>(kFindingsMax)}));
            for (const std::string& chain : strangers) {
                found.report(
                    Part::registers,
                    fmt::format("{}: a row of '{}', a chain that is not there", rows.table, chain));
            }
        }
    }
    return base::done();
}

}  // namespace

Status check_registers(Office& office, Verification& found) {
    std::optional<std::string> last = std::string();
    while (last) last = REMIT_TRY(check_next_chains(office, *last, found));
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    return check_strangers(*snapshot, found);
}

}  // namespace remit::office
