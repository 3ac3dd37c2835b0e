// Punctuation, boundaries and units: the lints that read the form of the text.
#include "support/compile_text.h"

#include <doctest/doctest.h>

namespace remit::compile {
namespace {

using testing::compile_text;
using testing::found;
using testing::Texts;

std::string clause(std::string_view words) {
    return "Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis mostova; " + std::string(words) +
           "\n";
}

}  // namespace

TEST_CASE("lints: a mark without its pair is stray, whatever the typography of pairs") {
    CHECK(found(clause("vodi „popis mostova."), "stray-punctuation") == Texts{"„"});
    CHECK(found(clause("vodi popis mostova“ i cesta."), "stray-punctuation") == Texts{"“"});
    CHECK(found(clause("vodi popis (mostova i cesta."), "stray-punctuation") == Texts{"("});
    CHECK(found(clause("vodi popis mostova) i cesta."), "stray-punctuation") == Texts{")"});
    for (const std::string_view pair :
         {"„popis“", "„popis”", "»popis«", "«popis»", "\"popis\"", "''popis''", "“popis”"}) {
        CHECK_MESSAGE(found(clause("vodi " + std::string(pair) + " mostova."), "stray-punctuation").empty(),
                      pair);
    }
}

TEST_CASE("lints: list marks inside a sentence close no bracket") {
    CHECK(found(clause("vodi a) popis mostova i b) popis cesta."), "stray-punctuation").empty());
}

TEST_CASE("lints: a text is cut off at its start and at its end") {
    CHECK(found("sudjeluje u radu; vodi popis mostova za", "truncated-text") ==
          Texts{"sudjeluje", "vodi popis mostova za"});
    CHECK(found(clause("vodi popis cesta."), "truncated-text").empty());
    CHECK(found("", "truncated-text").empty());
}

TEST_CASE("lints: a sentence over the end of a file is reported, a boundary between them is not") {
    diag::Source source;
    source.add("1.txt", "Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis");
    source.add("2.txt", " mostova.\n");
    source.add("3.txt", "Članak 2.\nSlužba za luke vodi popis luka.\n");
    const auto act = compile_act(std::move(source), testing::knowledge());
    CHECK(found(act, "file-boundary") == Texts{"vodi popis mostova"});
}

TEST_CASE("lints: a unit that is announced needs a provision") {
    CHECK(found("1. Uprava za rijeke\nČlanak 1.\nUprava za rijeke prati stanje rijeka.\nU Upravi za "
                "rijeke ustrojavaju se:\n1.1. Služba za mostove;\n1.2. Služba za ustave.\n\n1.1. "
                "Služba za mostove\nČlanak 2.\nSlužba za mostove vodi popis mostova.\n",
                "announced-unit-without-provision") == Texts{"Služba za ustave"});
}

TEST_CASE("lints: mark-up of a page is text that belongs nowhere") {
    CHECK(found(clause("vodi popis cesta.\n\n<p>Trg 7</p>"), "unparsed-text") ==
          Texts{"<p>Trg 7</p>"});
}

}  // namespace remit::compile
