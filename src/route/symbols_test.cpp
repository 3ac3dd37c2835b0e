// Document symbols: which pattern is found where, and where none is.
#include "route/symbols.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace remit::route {
namespace {

/// Each symbol found, as "pattern: its bytes".
std::vector<std::string> found(const std::vector<std::string>& patterns, std::string_view text) {
    std::vector<Symbol> symbols;
    for (const std::string& pattern : patterns) symbols.push_back({pattern, {}});
    const SymbolFinder finder(symbols);
    std::vector<SymbolMatch> matches;
    finder.find(text, matches);
    std::vector<std::string> shown;
    for (const SymbolMatch& match : matches) {
        shown.push_back(patterns[match.symbol] + ": " +
                        std::string(text.substr(match.begin, match.end - match.begin)));
    }
    return shown;
}
using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("symbols: a number, a part without a slash, and any run") {
    CHECK(found({"S/RES/#"}, "see S/RES/1244 (1999)") == Found{"S/RES/#: S/RES/1244"});
    CHECK(found({"CCPR/C/*/D/#"}, "CCPR/C/134/D/3624/2019") ==
          Found{"CCPR/C/*/D/#: CCPR/C/134/D/3624"});
    CHECK(found({"C-M(#)#"}, "C-M(2002)49 applies") == Found{"C-M(#)#: C-M(2002)49"});
    CHECK(found({"A/**/X#"}, "A/b/c/X2") == Found{"A/**/X#: A/b/c/X2"});
    CHECK(found({"A/*/X#"}, "A/b/c/X2").empty());
    CHECK(found({"S/RES/#"}, "S/RES/ 1244").empty());
}

TEST_CASE("symbols: the longest pattern wins, and what follows it does not matter") {
    const std::vector<std::string> patterns{"A/HRC/#", "A/#", "A/HRC/#/L.#", "A/HRC/"};
    CHECK(found(patterns, "A/HRC/48/L.9/Rev.1") == Found{"A/HRC/#/L.#: A/HRC/48/L.9"});
    CHECK(found(patterns, "A/HRC/48/Add.1") == Found{"A/HRC/#: A/HRC/48"});
    CHECK(found(patterns, "A/78/1") == Found{"A/#: A/78"});
}

TEST_CASE("symbols: one that is written with a blank, or begins with a bracket or a number") {
    CHECK(found({"(CFSP) #/#"}, "Decision (CFSP) 2019/797") ==
          Found{"(CFSP) #/#: (CFSP) 2019/797"});
    CHECK(found({"#/#/CFSP"}, "Position 2008/944/CFSP") == Found{"#/#/CFSP: 2008/944/CFSP"});
    CHECK(found({"ETS No. #"}, "(ETS No. 5)") == Found{"ETS No. #: ETS No. 5"});
}

TEST_CASE("symbols: they stand at the start of a word, in capitals as they are written") {
    const std::vector<std::string> patterns{"S/RES/#", "PC.DEL"};
    CHECK(found(patterns, "UNS/RES/1").empty());
    CHECK(found(patterns, "x-S/RES/1").empty());
    CHECK(found(patterns, "s/res/1").empty());
    CHECK(found(patterns, "PC.DELEGATE").empty());
    CHECK(found(patterns, "PC.DELегат").empty());
    CHECK(found(patterns, "(PC.DEL/1/24) \"S/RES/2\" [S/RES/3]") ==
          Found{"PC.DEL: PC.DEL", "S/RES/#: S/RES/2", "S/RES/#: S/RES/3"});
}

TEST_CASE("symbols: two that follow one another are two") {
    CHECK(found({"S/RES/#"}, "S/RES/1\nS/RES/2\tS/RES/3") ==
          Found{"S/RES/#: S/RES/1", "S/RES/#: S/RES/2", "S/RES/#: S/RES/3"});
}

TEST_CASE("symbols: a run has an end, so that no text is read over and over") {
    // Every quotation mark lets a symbol begin, and none of them ends.
    std::string text;
    while (text.size() < (std::size_t{1} << 20U)) text += "\"A/bbb";
    CHECK(found({"A/**/X", "A/**#**/Y"}, text).empty());
    CHECK(found({"A/**X"}, "A/" + std::string(1000, 'b') + "X").empty());
    CHECK(found({"A/**X"}, "A/" + std::string(50, 'b') + "X").size() == 1);
}

TEST_CASE("symbols: without patterns, and in an empty text, there are none") {
    CHECK(found({}, "S/RES/1").empty());
    CHECK(found({"", "S/RES/#"}, "").empty());
}

}  // namespace remit::route
