// SQL as the program writes it and as PostgreSQL wants it: `?1` becomes `$1`.
//
// A statement is written once for both stores. Its parameters are numbered (`?1`, `?2`), as SQLite
// takes them; a bare `?` is refused, because the two would count it apart. Literals, quoted names
// and comments are left alone. This is no parser and judges nothing else.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace remit::store {

/// The highest parameter number. PostgreSQL's protocol ends at 65,535, SQLite at 32,766.
inline constexpr std::size_t kParametersMax = 32'766;

struct SqlText {
    std::string postgres;             // with `$1` for `?1`
    std::size_t parameter_count = 0;  // the highest number that stands in it
};

/// Errors: invalid_input (a `?` without a number, a number of 0 or over kParametersMax, a literal
/// or comment without its end).
Result<SqlText> read_sql(std::string_view sql);

}  // namespace remit::store
