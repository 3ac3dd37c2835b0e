// Intake in the browser: an item is registered, routed with its evidence, given on, and becomes a
// matter with what it says already filled in.
#include "web/intake.h"

#include <doctest/doctest.h>

#include <string>

#include "office/matter_view.h"
#include "support/served_office.h"

namespace remit::web {
namespace {

using support::must;
using testing::Browser;
using testing::Seen;
using testing::Served;

constexpr std::string_view kSubject =
    "North Atlantic Council: draft decision on NATO's partnerships";

Seen registered(Browser& browser) {
    const Seen item = browser.send(browser.get("/intake"), "/intake",
                                   {{"subject", std::string(kSubject)},
                                    {"sender", "Permanent Representation"},
                                    {"text", "Please find attached the draft."}});
    REQUIRE(item.status == 200);
    REQUIRE(item.path.starts_with("/intake/"));
    return item;
}

}  // namespace

TEST_CASE("intake page: an item shows the competent unit, the clause, and what of it says so") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen item = registered(browser);
    CHECK(item.has("<mark>North Atlantic Council</mark>"));
    CHECK(item.has("5.1.1 Služba za NATO"));
    CHECK(item.has("<b>5.1.1-"));
    CHECK(browser.get("/intake").has("Permanent Representation"));
}

TEST_CASE("intake page: an item is given to the unit that was proposed, or to another") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen item = registered(browser);
    const Seen given = browser.send(item, item.path, {{"do", "give"}, {"unit", "5.1.2"}});
    CHECK(given.status == 200);
    CHECK(given.has("<dd>5.1.2 Služba za međunarodnu sigurnost"));
    const Seen nowhere = browser.send(given, item.path, {{"do", "give"}, {"unit", "9.9"}});
    CHECK(nowhere.status == 422);
    CHECK(nowhere.has("Nothing was changed"));
}

TEST_CASE("intake page: a matter that is opened from an item knows what the item says") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen item = registered(browser);
    const std::string id = item.path.substr(std::string("/intake/").size());
    const Seen form = browser.get("/open/position/open?item=" + id);
    CHECK(form.has(kSubject.substr(0, 20)));
    CHECK(form.has("North Atlantic Council"));
    const Seen matter = browser.send(form, "/open/position/open",
                                     {{"field.title", std::string(kSubject)},
                                      {"field.origin", "draft"},
                                      {"field.forum", "NAC"},
                                      {"field.topics", "nato_policy"}});
    REQUIRE(matter.status == 200);
    REQUIRE(matter.path.starts_with("/matters/"));
    const Seen taken = browser.get(item.path);
    CHECK(taken.has(matter.path));
    CHECK_FALSE(browser.get("/intake").has("Permanent Representation"));
}

TEST_CASE("intake page: an item that is not ours is closed on a ground") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen item = registered(browser);
    const Seen closed = browser.send(
        item, item.path, {{"do", "close"}, {"ground", "not_ours"}, {"note", "for others"}});
    CHECK(closed.status == 200);
    CHECK_FALSE(browser.get("/intake").has("Permanent Representation"));
}

TEST_CASE("intake page: what cannot be registered keeps what was typed") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen refused = browser.send(browser.get("/intake"), "/intake",
                                      {{"subject", "A <b>note</b>"}, {"received", "tomorrow"}});
    CHECK(refused.status == 422);
    CHECK(refused.has("value=\"A &lt;b&gt;note&lt;/b&gt;\""));
    CHECK(refused.has("value=\"tomorrow\""));
}

}  // namespace remit::web
