// The page of obligations: what is due, whose it is under the act, and how the date was counted.
#include "web/obligations.h"

#include <doctest/doctest.h>

#include "office/obligation_commands.h"
#include "support/served_office.h"

namespace remit::web {
namespace {

using support::must;
using testing::as;
using testing::Browser;
using testing::Seen;
using testing::Served;

TEST_CASE("obligations page: what is due in the window, with its owner's clause and its count") {
    Served served;
    Browser browser = served.browser_of("anna");
    CHECK(browser.get("/obligations").has("Nothing here"));
    must(office::import_obligations(*served.office(), as("anna"), {}));
    const Seen year = browser.get("/obligations?days=365");
    CHECK(year.status == 200);
    CHECK(year.has("BWC-CBM"));
    CHECK(year.has("5.1.2-01"));
    CHECK(year.has("How was this counted?"));
    CHECK(year.has("no matter is open for it"));
    CHECK_FALSE(browser.get("/obligations?days=30").has("BWC-CBM"));
    CHECK(browser.get("/obligations?days=nonsense").status == 200);
}

}  // namespace
}  // namespace remit::web
