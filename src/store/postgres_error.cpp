#include "store/postgres_error.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>

namespace remit::store {

namespace {

constexpr std::size_t kStatementShownBytes = 200;

struct Meaning {
    std::string_view sqlstate;  // or its beginning; the first that fits is taken
    ErrorCode code;
    std::string_view cure;
};

constexpr std::array kMeanings{
    Meaning{"23505", ErrorCode::conflict, "it is there already; read it again"},
    Meaning{"40", ErrorCode::conflict, "others were faster; read it again"},
    Meaning{"55P03", ErrorCode::unavailable, "others hold it; try again"},
    Meaning{"57014", ErrorCode::unavailable, "it took too long or was cancelled; try again"},
    Meaning{"57P", ErrorCode::unavailable, "the server is stopping or starting; try again"},
    Meaning{"08", ErrorCode::unavailable, "the connection is lost; try again"},
    Meaning{"53300", ErrorCode::unavailable, "allow more connections on the server, or fewer here"},
    Meaning{"53100", ErrorCode::io, "the server's disk is full; free space on it and try again"},
    Meaning{"53200", ErrorCode::limit, "the server's memory is used up; give it more"},
    Meaning{"53", ErrorCode::unavailable, "the server is short of something; see its log"},
    Meaning{"54", ErrorCode::limit, "divide it"},
    Meaning{"58", ErrorCode::io, "the server's disk failed; see its log"},
    Meaning{"XX001", ErrorCode::corrupt, "the server's files are damaged; restore the last backup"},
    Meaning{"XX002", ErrorCode::corrupt,
            "an index is damaged; REINDEX, or restore the last backup"},
    Meaning{"25006", ErrorCode::denied, "it may only be read here"},
    Meaning{"42501", ErrorCode::denied, "grant it to the user of the connection"},
    Meaning{"P0001", ErrorCode::denied, "a rule of the database forbids this"},
    Meaning{"28", ErrorCode::denied, "look at user and password"},
    Meaning{"3D000", ErrorCode::not_found, "create the database first"},
    Meaning{"22", ErrorCode::invalid_input, "a rule of the database does not take this"},
    Meaning{"23", ErrorCode::invalid_input, "a rule of the database does not take this"},
    Meaning{"42", ErrorCode::invalid_input, "the statement does not fit the database"},
    Meaning{"0A", ErrorCode::invalid_input, "the statement does not fit the database"},
    Meaning{"25", ErrorCode::invalid_input, "the statement does not fit the transaction"},
    Meaning{"", ErrorCode::io, "see the server's log"},
};

Meaning meaning_of(std::string_view sqlstate) {
    for (const Meaning& meaning : kMeanings)
        if (sqlstate.starts_with(meaning.sqlstate)) return meaning;
    REMIT_CHECK(false);
}

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char character : text)
        if (character != '\n' || (!line.empty() && line.back() != ' '))
            line += character == '\n' ? ' ' : character;
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string name_of(const PGconn* connection) {
    const char* database = PQdb(connection);
    const char* host = PQhost(connection);
    return fmt::format("database '{}' on '{}'", database ? database : "?", host ? host : "?");
}

}  // namespace

std::string_view sqlstate_of(const PGresult* result) {
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : std::string_view();
}

bool is_lost_race(std::string_view sqlstate) {
    return sqlstate == "40001" || sqlstate == "40P01";
}

Error postgres_error(const PGconn* connection, const PGresult* result, std::string_view doing) {
    const std::string_view sqlstate = sqlstate_of(result);
    const bool lost = PQstatus(connection) == CONNECTION_BAD;
    std::string_view state = lost && sqlstate.empty() ? "08" : sqlstate;
    // While connecting there is no result and no SQLSTATE: only the text says what it was. In
    // another language it is not understood, and is shown all the same.
    const std::string_view text = PQerrorMessage(connection);
    const auto says = [&](std::string_view part) { return lost && text.find(part) != text.npos; };
    if (says("does not exist")) state = says("role \"") ? "28" : "3D000";
    if (says("authentication failed")) state = "28";
    const Meaning meaning = meaning_of(state);
    return base::make_error(
        meaning.code,
        fmt::format("{}: {} ({}{}): {}", name_of(connection), doing.substr(0, kStatementShownBytes),
                    on_one_line(text), sqlstate.empty() ? "" : fmt::format(", {}", sqlstate),
                    meaning.cure));
}

}  // namespace remit::store
