// Tests of diag/source.h.
#include "diag/source.h"

#include <doctest/doctest.h>

#include <string>

using namespace remit::diag;

namespace {

struct Position {
    std::string file;
    std::uint32_t line;
    std::uint32_t column;
    bool operator==(const Position&) const = default;
};

Position position_of(const Source& source, std::size_t offset) {
    const Place place = source.place_of(static_cast<std::uint32_t>(offset));
    return {place.file == nullptr ? "" : place.file->name, place.line, place.column};
}

std::string line_around(const Source& source, std::size_t offset) {
    return std::string(source.text(source.line_of(static_cast<std::uint32_t>(offset))));
}

}  // namespace

TEST_CASE("diag: a source without files has one empty place") {
    const Source source;
    CHECK(source.place_of(0).file == nullptr);
    CHECK(source.place_of(0).line == 1);
    CHECK(source.line_of(0) == Span{0, 0});
}

TEST_CASE("diag: lines and columns count from 1 within each file") {
    Source source;
    source.add("a.txt", "one\ntwo");
    source.add("b.txt", "three\r\nfour\n");
    CHECK(position_of(source, 0) == Position{"a.txt", 1, 1});
    CHECK(position_of(source, 3) == Position{"a.txt", 1, 4});
    CHECK(position_of(source, 4) == Position{"a.txt", 2, 1});
    CHECK(position_of(source, 7) == Position{"b.txt", 1, 1});
    CHECK(position_of(source, 14) == Position{"b.txt", 2, 1});
    CHECK(position_of(source, source.text().size()) == Position{"b.txt", 3, 1});
    CHECK(line_around(source, 5) == "two");
    CHECK(line_around(source, 8) == "three");
    CHECK(line_around(source, 13) == "three");
    CHECK(line_around(source, 16) == "four");
    CHECK(line_around(source, source.text().size()).empty());
}

TEST_CASE("diag: empty files hold no byte") {
    Source source;
    source.add("empty.txt", "");
    source.add("a.txt", "x");
    source.add("b.txt", "");
    CHECK(position_of(source, 0) == Position{"a.txt", 1, 1});
    CHECK(position_of(source, 1) == Position{"a.txt", 1, 2});
    Source blank;
    blank.add("empty.txt", "");
    CHECK(position_of(blank, 0) == Position{"empty.txt", 1, 1});
}

TEST_CASE("diag: adding a file keeps the places of those before") {
    Source source;
    source.add("a.txt", "one\ntwo\n");
    CHECK(position_of(source, 8) == Position{"a.txt", 3, 1});
    source.add("b.txt", "three");
    CHECK(position_of(source, 4) == Position{"a.txt", 2, 1});
    CHECK(position_of(source, 8) == Position{"b.txt", 1, 1});
}

TEST_CASE("diag: columns are user-perceived characters, code points are kept for SARIF") {
    Source source;
    source.add("a.txt", "s\u030Cљ x");  // s with a combining caron, a Cyrillic letter of two bytes
    CHECK(source.place_of(3).column == 2);
    CHECK(source.place_of(3).code_point_column == 3);
    CHECK(source.place_of(5).column == 3);
    CHECK(source.place_of(5).code_point_column == 4);
    CHECK(source.place_of(1).column == 1);
    CHECK(source.place_of(1).code_point_column == 2);
}

TEST_CASE("diag: places on a very long line agree with plain counting in any order of questions") {
    std::string line;
    while (line.size() < 60'000) line += "аs\u030C b";
    Source source;
    source.add("head.txt", "first\n");
    source.add("long.txt", line);
    const auto unit = std::string("аs\u030C b").size();
    for (const std::size_t step : {999U, 3U, 500U, 0U, 7000U, 6999U, 1U}) {
        CAPTURE(step);
        const Place place = source.place_of(static_cast<std::uint32_t>(6 + step * unit));
        CHECK(place.line == 1);
        CHECK(place.column == step * 4 + 1);
        CHECK(place.code_point_column == step * 5 + 1);
    }
}

TEST_CASE("diag: a letter under a thousand combining marks does not stop the counting") {
    std::string line = "a";
    for (int i = 0; i < 5'000; ++i) line += "\u0301";
    line += "bc";
    Source source;
    source.add("a.txt", line);
    const std::uint32_t last = source.place_of(static_cast<std::uint32_t>(line.size())).column;
    CHECK(source.place_of(static_cast<std::uint32_t>(line.size() - 1)).column == last - 1);
    CHECK(last > 2);
}
