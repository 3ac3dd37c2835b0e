#include "store/sql_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace remit::store {

namespace {

constexpr std::size_t kOpen = std::string_view::npos;

/// Where what begins at `at` and ends with `end` is over.
std::size_t behind(std::string_view sql, std::size_t at, std::string_view end) {
    const std::size_t found = sql.find(end, at);
    return found == kOpen ? kOpen : found + end.size();
}

/// The end of the literal, quoted name or comment that begins at `at`; `at` where none begins;
/// kOpen where it does not end. A doubled quote ends one literal and begins the next, which comes
/// to the same.
std::size_t end_of_quotation(std::string_view sql, std::size_t at) {
    const std::string_view rest = sql.substr(at);
    if (rest.starts_with('\'')) return behind(sql, at + 1, "'");
    if (rest.starts_with('"')) return behind(sql, at + 1, "\"");
    if (rest.starts_with("/*")) return behind(sql, at + 2, "*/");
    if (rest.starts_with("--")) return std::min(behind(sql, at, "\n"), sql.size());
    return at;
}

Error refused(std::string_view sql, std::size_t at, std::string_view what) {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("{} at byte {} of the statement '{}'", what, at, sql));
}

}  // namespace

Result<SqlText> read_sql(std::string_view sql) {
    SqlText read;
    read.postgres.reserve(sql.size());
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t end = end_of_quotation(sql, at); end != at) {
            if (end == kOpen) return refused(sql, at, "a literal, name or comment does not end");
            read.postgres += sql.substr(at, end - at);
            at = end;
        } else if (sql[at] == '?') {
            std::size_t number = 0;
            const char* digits = sql.data() + at + 1;
            const auto [behind_it, fault] =
                std::from_chars(digits, sql.data() + sql.size(), number);
            if (fault != std::errc() || number == 0 || number > kParametersMax)
                return refused(sql, at, "a parameter is not numbered as ?1, ?2");
            read.parameter_count = std::max(read.parameter_count, number);
            read.postgres += fmt::format("${}", number);
            at = static_cast<std::size_t>(behind_it - sql.data());
        } else {
            read.postgres += sql[at++];
        }
    }
    return read;
}

}  // namespace remit::store
