// Tests of addresses: what can be made, and what cannot.
#include "html/url.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using remit::html::Url;

std::string parsed(std::string_view text) {
    const auto url = Url::parse(text);
    return url ? url->text() : "refused";
}

TEST_CASE("url: segments, query and fragment are encoded where they are put together") {
    CHECK(Url::path({}).text() == "/");
    CHECK(Url::path({"matters", 7, "steps"}).text() == "/matters/7/steps");
    CHECK(Url::path({"matters", "018-05/26-04/7"}).text() == "/matters/018-05%2F26-04%2F7");
    CHECK(Url::path({"a", "", "..", ".", "b?c#d"}).text() == "/a/b%3Fc%23d");
    CHECK(Url::path({"u"}).query("q", "ž & š").query("page", 2).fragment("row 3").text() ==
          "/u?q=%C5%BE%20%26%20%C5%A1&page=2#row%203");
    CHECK(Url::within_page("top").text() == "#top");
    CHECK(Url::path({"", "evil.example"}).text() == "/evil.example");
}

TEST_CASE("url: an address that somebody wrote is taken only with a scheme that runs nothing") {
    for (const std::string_view good : {"https://www.un.org/a?b=c#d", "http://x", "HTTPS://x",
                                        "mailto:a@b.hr", "tel:+385", "/desk", "/", "#top"}) {
        CHECK(parsed(good) == good);
    }
    for (const std::string_view bad :
         {"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
          "java\tscript:x", " javascript:x", "//evil.example", "/\\evil.example", "desk", "ftp://x",
          "https:", "http:/x", "/a b", "/a\"b", "/a\nb", "/a<b"}) {
        CHECK(parsed(bad) == "refused");
    }
}

}  // namespace
