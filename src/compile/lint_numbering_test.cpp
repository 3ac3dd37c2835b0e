// Numbers of lists and articles, and the marks that they are read from.
#include "compile/numbering.h"

#include "support/compile_text.h"

#include <doctest/doctest.h>

namespace remit::compile {
namespace {

using testing::found;
using testing::Texts;

std::string list_with(std::initializer_list<std::string_view> marks) {
    std::string act = "Odsek za mostove obavlja poslove koji se odnose na:\n\n";
    for (const std::string_view mark : marks) {
        act += std::string(mark) + " praćenje stanja mostova;\n";
    }
    return act;
}

}  // namespace

TEST_CASE("numbering: a number left out or used twice is reported where it stands") {
    CHECK(found(list_with({"1)", "2)", "4)"}), "broken-numbering") == Texts{"4)"});
    CHECK(found(list_with({"1.", "1.", "2."}), "broken-numbering") == Texts{"1."});
    CHECK(found(list_with({"1)", "3)", "2)", "4)"}), "broken-numbering") == Texts{"3)"});
    CHECK(found(list_with({"1)", "2)", "3)"}), "broken-numbering").empty());
    CHECK(found(list_with({"4)", "5)", "6)"}), "broken-numbering").empty());
}

TEST_CASE("numbering: letters may follow any alphabet and leave out the hard ones") {
    CHECK(found(list_with({"a)", "b)", "c)", "d)"}), "broken-numbering").empty());
    CHECK(found(list_with({"a)", "b)", "v)", "g)", "d)", "đ)"}), "broken-numbering").empty());
    CHECK(found(list_with({"a)", "b)", "c)", "č)", "ć)", "d)"}), "broken-numbering").empty());
    CHECK(found(list_with({"а)", "б)", "в)", "г)", "д)", "ђ)"}), "broken-numbering").empty());
    CHECK(found(list_with({"a)", "b)", "d)"}), "broken-numbering") == Texts{"d)"});
    CHECK(may_follow("d", "đ"));
    CHECK(may_follow("d", "e"));
    CHECK_FALSE(may_follow("a", "d"));
    CHECK(letter_after("б") == "в");
}

TEST_CASE("numbering: a dash beside a number is reported once") {
    CHECK(found(list_with({"- 1)", "- 2)", "- 3)"}), "broken-numbering") == Texts{"- 1)"});
}

TEST_CASE("numbering: articles may jump but not repeat") {
    const std::string_view act =
        "Članak 3.\nSlužba za mostove vodi popis mostova.\nČlanak 7.\nSlužba za luke vodi popis "
        "luka.\nČlanak 7.\nSlužba za ceste vodi popis cesta.\n";
    CHECK(found(act, "broken-numbering") == Texts{"7"});
}

TEST_CASE("numbering: marks are read as printed") {
    CHECK(read_list_mark("- 2)").number == 2);
    CHECK(read_list_mark("- 2)").doubled);
    CHECK(read_list_mark("(3)").form == MarkForm::paren_number);
    CHECK(read_list_mark("5.1.").form == MarkForm::other);
    CHECK(read_list_mark("–").form == MarkForm::other);
    CHECK(read_list_mark("").form == MarkForm::other);
    CHECK(read_list_mark("B)").letter == "b");
}

}  // namespace remit::compile
