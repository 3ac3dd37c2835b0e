// Wrapping and padding by what a person sees, and what is kept from a terminal.
#include "cli/columns.h"

#include <doctest/doctest.h>

using remit::cli::Ink;
using remit::cli::pad;
using remit::cli::printable;
using remit::cli::wrap;

TEST_CASE("cli: text is wrapped at spaces, by columns and not bytes") {
    CHECK(wrap("čšž ђшж abc", 7) == std::vector<std::string>{"čšž ђшж", "abc"});
    CHECK(wrap("", 10) == std::vector<std::string>{""});
    CHECK(wrap("jedanaestoslovna a", 5) == std::vector<std::string>{"jedanaestoslovna", "a"});
}

TEST_CASE("cli: padding counts columns") {
    CHECK(pad("čš", 4) == "čš  ");
    CHECK(pad("predugo", 3) == "predugo");
}

TEST_CASE("cli: control characters do not reach the page") {
    CHECK(printable("a\x1b[1m\n\t b").find('\x1b') == std::string::npos);
    CHECK(printable("a\n\n b") == "a b");
}

TEST_CASE("cli: ink is nothing without colour") {
    CHECK(Ink(false).bold("x") == "x");
    CHECK(Ink(true).bold("x") == "\x1b[1mx\x1b[0m");
    CHECK(Ink(true).red("").empty());
}
