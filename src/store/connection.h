// A conversation with a database, always inside a transaction: statements in, rows out.
//
// Invariant: a statement runs inside a transaction or not at all. After one has failed, every
// further one of the same level is refused with the first error until that level is rolled back:
// PostgreSQL is like that, and SQLite is made so here, so that code which overlooks an error cannot
// commit the other half on either. Statements are prepared once for each connection and kept.
//
// SQL is what both stores understand: `?1` parameters, INSERT ... ON CONFLICT, RETURNING, CAST(?1
// AS bigint). Text is UTF-8 without NUL and is ordered by its bytes. LIKE differs between the two
// and is not to be used. A result is read in pages: PostgreSQL holds a whole one in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/result.h"
#include "store/rows.h"
#include "store/value.h"

namespace remit::store {

enum class Dialect { sqlite, postgres };

enum class TransactionKind {
    read,   // one unchanging view of the database; writing is denied
    write,  // as if it ran alone
};

/// The most bytes of one text or blob.
inline constexpr std::size_t kValueBytesMax = std::size_t{128} << 20;

class Connection {
  public:
    using Values = std::vector<Value>;

    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// Runs a statement to its end.
    /// Errors: conflict (a key that is there already; PostgreSQL: others were faster),
    ///         invalid_input (no such table, a constraint, a text with NUL), denied (writing in a
    ///         read transaction; a trigger forbids it), limit (a value over kValueBytesMax), io
    ///         (disk full or failing), corrupt, unavailable (locked, connection lost).
    Status run(std::string_view sql, const Values& values = {});

    /// The same, and returns how many rows it changed.
    Result<std::int64_t> change(std::string_view sql, const Values& values = {});

    /// Runs a statement that is to change exactly one row, such as an UPDATE of a known version.
    /// Errors: those of run, and conflict where it changed none or several.
    Status change_one(std::string_view sql, const Values& values = {});

    /// Starts a query; the rows come as they are asked for. Errors: those of run.
    Result<Rows> query(std::string_view sql, const Values& values = {});

    /// The first row of a query, if it has one. Errors: those of run, and of Rows::next.
    template <typename... Ts>
    Result<std::optional<std::tuple<Ts...>>> find(std::string_view sql, const Values& values = {}) {
        static_assert((!Column<Ts>::kView && ...), "a view would outlive its row");
        Rows rows = REMIT_TRY(query(sql, values));
        return rows.next<Ts...>();
    }

    /// Runs statements that take no parameters, as a migration has them. Errors: those of run, and
    /// invalid_input where a statement ended the transaction.
    Status run_script(const std::string& sql);

    [[nodiscard]] virtual Dialect dialect() const = 0;
    /// False once the connection is lost; it is then thrown away.
    [[nodiscard]] virtual bool usable() const = 0;

  protected:
    // What a driver does. All but begin are called inside a transaction.
    virtual Status begin(TransactionKind kind) = 0;
    /// Errors: `uncertain` where it may have been kept. Any other says that nothing was.
    virtual Status commit() = 0;
    virtual Status roll_back() = 0;
    virtual Status savepoint(const std::string& name) = 0;
    virtual Status release(const std::string& name) = 0;
    virtual Status roll_back_to(const std::string& name) = 0;
    virtual Result<std::int64_t> execute(std::string_view sql, std::span<const Value> values) = 0;
    virtual Result<std::unique_ptr<Cursor>> open_cursor(std::string_view sql,
                                                        std::span<const Value> values) = 0;
    virtual Status execute_script(const std::string& sql) = 0;
    /// Whether the database itself is in a transaction still: some errors end it.
    [[nodiscard]] virtual bool transaction_open() const = 0;

  private:
    friend class Transaction;
    friend class Rows;

    /// Whether a statement may run: in a transaction, of which nothing has failed.
    [[nodiscard]] Status ready() const;
    [[nodiscard]] Status ready_for(const Values& values) const;
    /// Remembers the first error of the level; what is returned is for the caller.
    template <typename T>
    Result<T> remember(Result<T> result);

    Status enter(TransactionKind kind);
    Status leave_committed();
    void leave_rolled_back();

    int depth_ = 0;                 // 0: no transaction; 1: in one; from 2: in savepoints of it
    std::optional<Error> failure_;  // of the innermost level
};

}  // namespace remit::store
