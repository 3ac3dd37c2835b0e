// Parameters in SQL text, and the cache of statements.
#include "store/sql_text.h"

#include <doctest/doctest.h>

#include <string>

#include "store/statement_cache.h"

namespace remit::store {

TEST_CASE("sql text: numbered parameters become PostgreSQL's") {
    const auto read = read_sql("UPDATE t SET a = ?2, b = ?10 WHERE id=?1");
    REQUIRE(read.ok());
    CHECK(read.value().postgres == "UPDATE t SET a = $2, b = $10 WHERE id=$1");
    CHECK(read.value().parameter_count == 10);
}

TEST_CASE("sql text: literals, quoted names and comments are left alone") {
    for (const char* text : {"SELECT '?1 it''s ?'", "SELECT \"a?\"\"?1\"", "SELECT 1 -- ? ?1\n + 2",
                             "SELECT /* ?1 ' */ 1", "SELECT 1 --", "", "SELECT 4 / 2 - 1"}) {
        const auto read = read_sql(text);
        REQUIRE(read.ok());
        CHECK(read.value().postgres == text);
        CHECK(read.value().parameter_count == 0);
    }
}

TEST_CASE("sql text: what the two stores would read apart is refused") {
    for (const char* text :
         {"SELECT ?", "SELECT ?a", "SELECT ?0", "SELECT ?-1", "SELECT ?32767",
          "SELECT ?99999999999999999999", "SELECT '", "SELECT \"a", "SELECT /* a"})
        CHECK_MESSAGE(read_sql(text).error().code == ErrorCode::invalid_input, text);
    CHECK(read_sql("SELECT 1, ?").error().message.find("at byte 10") != std::string::npos);
}

TEST_CASE("statement cache: keeps what was used last, and says what had to go") {
    StatementCache<int> cache;
    const int count = static_cast<int>(kStatementsMax);
    for (int number = 0; number < count; ++number)
        CHECK(!cache.give_back("s" + std::to_string(number), number));
    CHECK(cache.take("s0") == 0);
    CHECK(!cache.take("s0"));  // it is out
    CHECK(!cache.give_back("s0", 0));
    CHECK(cache.give_back("another", -1) == 1);  // s1, unused for longest
    CHECK(cache.count() == kStatementsMax);
    CHECK(cache.give_back("another", -2) == -2);  // one is enough
}

}  // namespace remit::store
