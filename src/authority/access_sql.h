// The access policy as an SQL predicate: what a list, a search or a count may show to a reader.
//
// The second interpreter of the one policy (access_policy.h); a property test compares the two on
// random readers and papers. The predicate is plain SQL that SQLite (3.23 or later) and PostgreSQL
// read alike. Every text is a parameter: no value of a reader or a paper ever stands in the SQL.
//
// The tables, or views, that it speaks of. All columns are NOT NULL; a NULL that slips in closes
// the paper. A row of a paper and its rows beside it are Paper::number() and Paper::values(),
// written in one transaction:
//
//   papers              id text, matter text ('' where it has none), rank integer,
//                       personal integer, named_only integer, release_limited integer
//   paper_levels        paper text, level text        ids of secrecy/schemes.yaml
//   paper_compartments  paper text, compartment text
//   paper_units         paper text, unit text
//   paper_named         paper text, officer text
//   paper_releases      paper text, recipient text
//   matter_named        matter text, officer text
//
// Each of the six has an index, or its primary key, over both columns in this order. Texts compare
// byte by byte (SQLite: BINARY; PostgreSQL: any deterministic collation).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_policy.h"

namespace remit::authority {

enum class Dialect : std::uint8_t {
    sqlite,      // ?1, ?2
    postgresql,  // $1, $2
};

struct SqlOptions {
    Dialect dialect = Dialect::sqlite;
    std::string_view papers = "p";    // what the statement calls the table of papers; never `x`
    std::size_t first_parameter = 1;  // where the statement has parameters of its own before
};

struct SqlPredicate {
    std::string text;                     // to be put behind WHERE or AND; one term
    std::vector<std::string> parameters;  // from `first_parameter` on; may be used several times
};

/// Cost: O(values of the reader); a few microseconds for an ordinary officer.
[[nodiscard]] SqlPredicate compile_sql(const Expression& policy, const Reader& reader,
                                       const SqlOptions& options = {});

/// Where a field of a paper is kept.
struct FieldShape {
    std::string_view table;   // empty: a column of the papers themselves
    std::string_view key;     // the column of the table that names the paper or the matter
    std::string_view joined;  // the column of the papers that it is equal to
    std::string_view column;  // the value
};
[[nodiscard]] FieldShape shape_of(PaperField field);
[[nodiscard]] std::string_view column_of(PaperNumber number);

}  // namespace remit::authority
