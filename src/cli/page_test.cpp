// How a page of the manual is laid out on a terminal.
#include "cli/page.h"

#include <doctest/doctest.h>

using remit::cli::Ink;
using remit::cli::render_page;

TEST_CASE("cli: a page has headings, paragraphs, items and examples") {
    const std::string page = render_page(
        "# id: meaning\n\nTwo lines\nof [text](other.md).\n\n- one\n- two\n\n```act\nČlanak "
        "1.\n```\n",
        Ink(/*colour=*/false));
    CHECK(page == "id: meaning\n\nTwo lines of text.\n\n- one\n- two\n\n    Članak 1.\n");
}

TEST_CASE("cli: a page that ends in the middle loses no word") {
    CHECK(render_page("text [with (no link\n```act\nx", Ink(false)) ==
          "text [with (no link\n    x\n");
    CHECK(remit::cli::title_of("# a: b\nc") == "a: b");
    CHECK(remit::cli::title_of("").empty());
}
