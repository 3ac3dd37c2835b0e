// The registers of each kind of chain, as a table: which tables its rows stand in, and how they are
// written from its entries. A new kind of chain is one more row here, and rebuild (rebuild.h) and
// verification (verification.h) know it.
//
// Invariants: the rows of a chain are a function of its entries and of the institution alone; each
// row says in one column of which chain it is, and no other chain writes it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "office/institution.h"
#include "office/journal.h"
#include "store/connection.h"

namespace remit::office {

/// A table of rows that chains write.
struct Register {
    std::string_view table;
    std::string_view chain_column;  // of which chain a row is
    std::string_view order;         // columns that tell the rows of one chain apart
    std::string_view columns;       // all of them, as they are compared and shown
};

/// One chain on its way from entries to rows.
class Fold {
  public:
    Fold() = default;
    Fold(const Fold&) = delete;
    Fold& operator=(const Fold&) = delete;
    virtual ~Fold() = default;

    /// The next entry of the chain. Errors: corrupt, not_found (a procedure that this program does
    /// not carry).
    virtual Status take(const Kept& kept) = 0;
    /// Writes the rows of the chain as it stands; there are none of it. Errors: those of the
    /// connection.
    virtual Status write(store::Connection& connection) const = 0;
};

struct Projection {
    char chain;              // the first letter of a chain's name
    std::string_view names;  // "matters"
    std::span<const Register> registers;
    std::unique_ptr<Fold> (*begin)(const Institution& institution, std::string_view chain);
};

/// One for each kind of chain that has registers; the house has none.
std::span<const Projection> projections();
/// nullptr where chains of this name have no registers.
const Projection* find_projection(std::string_view chain);

/// Removes the chain's rows from its registers.
Status remove_rows(store::Connection& connection, const Projection& projection,
                   std::string_view chain);

/// The names in a list of columns: "version, ordinal".
std::vector<std::string_view> names_in(std::string_view columns);
inline std::vector<std::string_view> columns_of(const Register& rows) {
    return names_in(rows.columns);
}

/// The rows of a register in their order, all or those of one chain, each as one text in which
/// every value stands behind its length: two rows are the same where their texts are. For
/// comparison; the columns of a row are told apart by read_row(). Errors: those of the connection.
Result<std::vector<std::string>> register_rows(store::Connection& connection, const Register& rows,
                                               const std::optional<std::string_view>& chain);
/// The values of such a text, as people read them; "nothing" where one is not set.
std::vector<std::string> read_row(std::string_view row);

}  // namespace remit::office
