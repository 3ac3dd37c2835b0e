// The workspace through a browser without script: signing in, work from opening to a step, refusals
// that lose nothing, and nothing shown that access does not grant.
#include "web/workspace.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "office/matter_view.h"
#include "support/secret_office.h"
#include "support/served_office.h"

namespace remit::web {
namespace {

using support::must;
using testing::Browser;
using testing::kServedPassword;
using testing::SecretOffice;
using testing::Seen;
using testing::Served;
using Typed = Browser::Typed;

/// A position before the North Atlantic Council, as a person types it.
Typed a_position() {
    return {{"field.title", "Draft decision on maritime tasking"},
            {"field.origin", "draft"},
            {"field.forum", "Sjevernoatlantsko vijeće"},
            {"field.topics", "nato_policy"}};
}

/// Opens a position in the browser; the page that comes of it.
Seen open_position(Browser& browser, const Typed& typed) {
    const Seen form = browser.get("/open/position/open");
    REQUIRE(form.status == 200);
    return browser.send(form, "/open/position/open", typed);
}

std::string id_in(const Seen& matter) {
    constexpr std::string_view kBefore = "/matters/";
    REQUIRE(matter.path.starts_with(kBefore));
    return matter.path.substr(kBefore.size());
}

}  // namespace

TEST_CASE("workspace: who has not signed in is led to sign in, whatever he asks for, and back") {
    Served served;
    Browser browser(served.router());
    for (const http::Route& route : served.router().routes()) {
        if (route.name == "asset" || route.name == "health" || route.name == "settings") continue;
        if (route.method != http::Method::get) continue;
        std::string path = route.pattern;
        for (std::size_t at = path.find('{'); at != std::string::npos; at = path.find('{'))
            path.replace(at, path.find('}') - at + 1, "x");
        CAPTURE(path);
        CHECK(browser.get(path).path.starts_with("/sign-in"));
    }
    browser.set_cookie("remit_session", std::string(64, 'a'));
    const Seen page = browser.get("/matters?unit=5.1.1");
    CHECK(page.path == "/sign-in?next=%2Fmatters%3Funit%3D5.1.1");
    const Seen back =
        browser.send(page, "/sign-in", Browser::sign_in_as("anna", std::string(kServedPassword)));
    CHECK(back.path == "/matters?unit=5.1.1");
    CHECK(back.status == 200);
}

TEST_CASE("workspace: a wrong password, an unknown officer and a strange target get nowhere") {
    Served served;
    Browser browser(served.router());
    browser.set_cookie("remit_language", "en");
    const Seen wrong = browser.sign_in("anna", "not the password");
    CHECK(wrong.status == 422);
    CHECK(wrong.has("do not fit"));
    CHECK(wrong.has("value=\"anna\""));
    CHECK_FALSE(wrong.has("not the password"));
    const Seen unknown = browser.sign_in("nobody", "not the password");
    CHECK(unknown.status == 422);
    CHECK(unknown.has("do not fit"));
    const Seen in = browser.send(browser.get("/sign-in?next=//evil.example/"), "/sign-in",
                                 Browser::sign_in_as("anna", std::string(kServedPassword)));
    CHECK(in.path == "/desk");
}

TEST_CASE("workspace: signing out ends the session") {
    Served served;
    Browser browser = served.browser_of("anna");
    browser.send(browser.get("/desk"), "/sign-out", {});
    CHECK(browser.get("/desk").path.starts_with("/sign-in"));
}

TEST_CASE("workspace: a matter is opened, a step is taken, and the story names the clause") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen matter = open_position(browser, a_position());
    REQUIRE(matter.status == 200);
    CHECK(matter.has("Draft decision on maritime tasking"));
    CHECK(matter.has("<b>5.1.1-"));
    CHECK(matter.has("čl. 46. st. 1."));
    const std::string id = id_in(matter);
    const auto story = must(office::load_story(*served.office(), id));
    CHECK(story.entries.front().acting.duty.starts_with("5.1.1-"));
    CHECK(story.entries.front().acting.officer == "anna");
    // It stands in the list and on her head's desk or list.
    CHECK(browser.get("/matters").has(id));
    Browser head = served.browser_of("boris");
    CHECK(head.get("/matters?unit=5.1.1").has(id));
}

TEST_CASE("workspace: what was refused is shown again with all that was typed") {
    Served served;
    Browser browser = served.browser_of("anna");
    Typed typed = a_position();
    typed[2].second = "Vijeće koje ne postoji <b>";
    const Seen again = open_position(browser, typed);
    CHECK(again.status == 422);
    CHECK(again.has("<title>Error:"));
    CHECK(again.has("Nothing was changed"));
    CHECK(again.has("Draft decision on maritime tasking"));
    CHECK(again.has("Vijeće koje ne postoji &lt;b&gt;"));
    CHECK(served.matters() == 0);
    const Seen mended = browser.send(again, "/open/position/open", a_position());
    CHECK(mended.status == 200);
    CHECK(served.matters() == 1);
}

TEST_CASE("workspace: a form that is sent twice is carried out once") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen form = browser.get("/open/position/open");
    const Seen first = browser.send(form, "/open/position/open", a_position());
    const Seen second = browser.send(form, "/open/position/open", a_position());
    CHECK(first.path == second.path);
    CHECK(served.matters() == 1);
}

TEST_CASE("workspace: a form without the token of its session changes nothing") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen form = browser.get("/open/position/open");
    Typed typed = a_position();
    typed.emplace_back("csrf", std::string(96, '0'));
    CHECK(browser.send(form, "/open/position/open", typed).status == 403);
    Browser other = served.browser_of("boris");
    const Seen theirs = other.get("/open/position/open");
    CHECK(browser.send(theirs, "/open/position/open", a_position()).status == 403);
    CHECK(served.matters() == 0);
}

TEST_CASE("workspace: a table is filled in row by row, and a cell may be left empty") {
    Served served;
    Browser browser = served.browser_of("anna");
    const std::string id = id_in(open_position(browser, a_position()));
    const std::string path = "/matters/" + id + "/steps/assign";
    const Seen done = browser.send(browser.get(path), path,
                                   {{"field.drafter", "anna"},
                                    {"field.limit_on", "paragraph 4"},
                                    {"field.fallback", ""},
                                    {"field.red_line", "no money"},
                                    {"field.limit_on", ""},
                                    {"field.fallback", ""},
                                    {"field.red_line", ""},
                                    {"field.limit_on", "paragraph 7"},
                                    {"field.fallback", "a review"},
                                    {"field.red_line", ""}});
    INFO(done.body);
    REQUIRE(done.status == 200);
    const auto file = must(office::find_matter(*served.office(), id));
    const auto items = [&](std::string_view field) {
        std::string all;
        for (const auto& item : file.matter.value(*file.definition->find_field(field)).items)
            all += "[" + procedure::write_item(item) + "]";
        return all;
    };
    CHECK(items("limit_on") == "[paragraph 4][paragraph 7]");
    CHECK(items("fallback") == "[][a review]");
    CHECK(items("red_line") == "[no money][]");
    const std::string edit = "/matters/" + id + "/steps/edit";
    const Seen again = browser.get(edit);
    CHECK(again.has("\nparagraph 7</textarea>"));
    // A row that is emptied goes.
    REQUIRE(browser
                .send(again, edit,
                      {{"field.limit_on", ""},
                       {"field.fallback", ""},
                       {"field.red_line", ""},
                       {"field.limit_on", "paragraph 7"},
                       {"field.fallback", "a review"},
                       {"field.red_line", ""}})
                .status == 200);
    const auto after = must(office::find_matter(*served.office(), id));
    CHECK(after.matter.value(*after.definition->find_field("limit_on")).items.size() == 1);
}

TEST_CASE("workspace: a form that is sent as it stands changes no field") {
    Served served;
    Browser browser = served.browser_of("anna");
    const std::string id = id_in(open_position(browser, a_position()));
    const std::string path = "/matters/" + id + "/steps/";
    REQUIRE(browser
                .send(browser.get(path + "assign"), path + "assign",
                      {{"field.drafter", "anna"},
                       {"field.line", "one line\r\nand another  "},
                       {"field.comments_due", "2026-02-01T12:00"},
                       {"field.comments_due.zone", "Europe/Vienna"},
                       {"field.limit_on", "paragraph 4"},
                       {"field.red_line", "no money"}})
                .status == 200);
    const auto before = must(office::find_matter(*served.office(), id));
    CHECK(procedure::write_item(
              before.matter.value(*before.definition->find_field("line")).items.front()) ==
          "one line\nand another");
    const Seen edited = browser.send(browser.get(path + "edit"), path + "edit", {});
    INFO(edited.body);
    REQUIRE(edited.status == 200);
    const auto after = must(office::find_matter(*served.office(), id));
    CHECK(after.version() == before.version() + 1);
    CHECK(after.matter.fields == before.matter.fields);
    const auto story = must(office::load_story(*served.office(), id));
    for (const procedure::Event& event : story.entries.back().read.events)
        CHECK_FALSE(std::holds_alternative<procedure::FieldSet>(event.what));
}

TEST_CASE("workspace: a matter is given to an officer of its unit, by those who may") {
    Served served;
    Browser anna = served.browser_of("anna");
    const std::string id = id_in(open_position(anna, a_position()));
    const std::string path = "/matters/" + id;
    Browser boris = served.browser_of("boris");
    REQUIRE(boris.send(boris.get("/matters/" + id), path, {{"officer", "anna"}}).status == 200);
    CHECK(must(office::find_matter(*served.office(), id)).officer == "anna");
    CHECK(boris.send(boris.get("/matters/" + id), path, {{"officer", "cecilia"}}).status == 422);
    CHECK_FALSE(served.browser_of("cecilia").get("/matters/" + id).has("name=\"officer\""));
}

TEST_CASE("workspace: a session that ends in the middle of a form loses nothing") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen form = browser.get("/open/position/open");
    served.office().env.now += 3 * 3600;
    const Seen asked = browser.send(form, "/open/position/open", a_position());
    CHECK(asked.status == 200);
    CHECK(asked.has("Your session was over"));
    CHECK(served.matters() == 0);
    const Seen wrong =
        browser.send(asked, "/open/position/open", Browser::sign_in_as("anna", "not this one"));
    CHECK(wrong.status == 422);
    CHECK_FALSE(wrong.has("not this one"));
    const Seen again = browser.send(wrong, "/open/position/open",
                                    Browser::sign_in_as("anna", std::string(kServedPassword)));
    CHECK(again.has("You are signed in again"));
    CHECK(again.has("Draft decision on maritime tasking"));
    CHECK(served.matters() == 0);  // it may be another who has signed in
    const Seen matter = browser.send(again, "/open/position/open", {});
    REQUIRE(matter.status == 200);
    CHECK(matter.path.starts_with("/matters/"));
    CHECK(matter.has("Draft decision on maritime tasking"));
    CHECK(served.matters() == 1);
    CHECK(browser.get("/desk").path == "/desk");
}

TEST_CASE("workspace: a form that goes on after signing in was asked for by a page of ours") {
    Served served;
    Browser browser(served.router());
    Typed typed = a_position();
    const auto sign_in = Browser::sign_in_as("anna", std::string(kServedPassword));
    typed.insert(typed.end(), sign_in.begin(), sign_in.end());
    typed.emplace_back("csrf", std::string(96, '0'));
    const Seen page = {.status = 200, .path = "/", .body = "action=\"/open/position/open\"</form>"};
    const Seen asked = browser.send(page, "/open/position/open", typed);
    CHECK(asked.has("sign-in-password"));
    CHECK(served.matters() == 0);
}

TEST_CASE("workspace: a unit without the duty sees who may, and cannot take the step by force") {
    Served served;
    Browser anna = served.browser_of("anna");
    const std::string id = id_in(open_position(anna, a_position()));
    Browser cecilia = served.browser_of("cecilia");
    const Seen matter = cecilia.get("/matters/" + id);
    REQUIRE(matter.status == 200);
    CHECK(matter.has("Not yours."));
    CHECK(matter.has("5.1.1"));
    const auto file = must(office::find_matter(*served.office(), id));
    for (const procedure::Step& step : file.definition->steps) {
        if (step.opening) continue;
        const std::string path = "/matters/" + id + "/steps/" + step.id;
        const Seen form = cecilia.get(path);
        if (form.status != 200) continue;
        CAPTURE(step.id);
        const Seen refused = cecilia.send(form, path, {{"note", "by force"}});
        CHECK(refused.status >= 400);
        CHECK(refused.status < 500);
    }
    CHECK(must(office::find_matter(*served.office(), id)).version() == file.version());
}

TEST_CASE("workspace: of two who change a matter at once the second is told, and loses nothing") {
    Served served;
    Browser anna = served.browser_of("anna");
    Browser boris = served.browser_of("boris");
    const std::string id = id_in(open_position(anna, a_position()));
    const std::string path = "/matters/" + id + "/steps/assign";
    const Seen annas = anna.get(path);
    const Seen borises = boris.get(path);
    REQUIRE(annas.status == 200);
    const Seen done =
        anna.send(annas, path, {{"field.drafter", "anna"}, {"field.line", "support"}});
    INFO(done.body);
    CHECK(done.status == 200);
    const Seen late = boris.send(
        borises, path, {{"field.drafter", "boris"}, {"field.line", "a text that took an hour"}});
    CHECK(late.status == 409);
    CHECK(late.has("a text that took an hour"));
}

TEST_CASE("workspace: a stale form that is sent again leaves alone what nobody touched in it") {
    Served served;
    Browser anna = served.browser_of("anna");
    Browser boris = served.browser_of("boris");
    const std::string id = id_in(open_position(anna, a_position()));
    const std::string assign = "/matters/" + id + "/steps/assign";
    REQUIRE(anna.send(anna.get(assign), assign, {{"field.drafter", "anna"}}).status == 200);
    const std::string edit = "/matters/" + id + "/steps/edit";
    const Seen annas = anna.get(edit);
    REQUIRE(boris.send(boris.get(edit), edit, {{"field.line", "the line of Boris"}}).status == 200);
    const Seen stale = anna.send(annas, edit, {{"field.background", "an hour's work"}});
    CHECK(stale.status == 409);
    REQUIRE(anna.send(stale, edit, {}).status == 200);
    const Seen matter = anna.get("/matters/" + id);
    CHECK(matter.has("the line of Boris"));
    CHECK(matter.has("an hour"));
}

TEST_CASE("workspace: a step that is sent twice is carried out once") {
    Served served;
    Browser anna = served.browser_of("anna");
    const std::string id = id_in(open_position(anna, a_position()));
    const std::string assign = "/matters/" + id + "/steps/assign";
    const Seen form = anna.get(assign);
    const Typed typed{{"field.drafter", "anna"}, {"field.line", "support"}};
    CHECK(anna.send(form, assign, typed).status == 200);
    const auto once = must(office::find_matter(*served.office(), id));
    CHECK(anna.send(form, assign, typed).status == 200);
    CHECK(must(office::find_matter(*served.office(), id)).version() == once.version());
}

TEST_CASE("workspace: a list of choices is ticked, and stays as it is where nobody touches it") {
    Served served;
    Browser browser = served.browser_of("anna");
    const std::string id = id_in(open_position(browser, a_position()));
    const std::string assign = "/matters/" + id + "/steps/assign";
    const Seen form = browser.get(assign);
    CHECK(form.has("type=\"checkbox\" name=\"field.joining\" value=\"align_eu\""));
    REQUIRE(browser
                .send(form, assign,
                      {{"field.drafter", "anna"},
                       {"field.joining", ""},
                       {"field.joining", "align_eu"},
                       {"field.joining", "speak"}})
                .status == 200);
    const auto joining = [&] {
        const auto file = must(office::find_matter(*served.office(), id));
        std::string all;
        for (const auto& item : file.matter.value(*file.definition->find_field("joining")).items)
            all += procedure::write_item(item) + " ";
        return all;
    };
    CHECK(joining() == "align_eu speak ");
    const std::string edit = "/matters/" + id + "/steps/edit";
    REQUIRE(browser.send(browser.get(edit), edit, {{"field.line", "support"}}).status == 200);
    CHECK(joining() == "align_eu speak ");
    REQUIRE(browser.send(browser.get(edit), edit, {{"field.joining", ""}}).status == 200);
    CHECK(joining().empty());
}

TEST_CASE("workspace: the unit that was asked answers in a form, and nobody else is offered one") {
    Served served;
    Browser anna = served.browser_of("anna");
    const std::string id = id_in(open_position(anna, a_position()));
    const std::string matter = "/matters/" + id;
    const std::string steps = matter + "/steps/";
    REQUIRE(anna.send(anna.get(steps + "assign"), steps + "assign", {{"field.drafter", "anna"}})
                .status == 200);
    REQUIRE(anna.send(anna.get(steps + "consult_inside"), steps + "consult_inside",
                      {{"field.topic_desk", "5.1.2"},
                       {"field.comments_due", "2026-01-08T12:00"},
                       {"field.comments_due.zone", "Europe/Brussels"}})
                .status == 200);
    CHECK(anna.get("/desk").has("1</b> waiting for others"));
    const std::string path = matter + "/questions/q1";
    CHECK_FALSE(anna.get(matter).has(path));
    CHECK(anna.get(path).path == matter);
    Browser cecilia = served.browser_of("cecilia");
    CHECK(cecilia.get("/desk").has("1</b> asked of your unit"));
    REQUIRE(cecilia.get(matter).has(path));
    const Seen form = cecilia.get(path);
    const Seen done = cecilia.send(form, path, {{"answer", "agreed"}});
    CHECK(done.path == matter);
    CHECK(done.status == 200);
    // The same form again is the same answer; the form itself is no longer offered.
    CHECK(cecilia.send(form, path, {{"answer", "agreed"}}).path == matter);
    CHECK(cecilia.get(path).path == matter);
    CHECK(must(office::find_matter(*served.office(), id)).matter.questions.front().answer ==
          procedure::Answer::agreed);
}

TEST_CASE("workspace: who signs in anew has left the session before") {
    Served served;
    Browser browser = served.browser_of("anna");
    const Seen page = browser.get("/sign-in");
    const std::string old = browser.cookie("remit_session");
    browser.send(page, "/sign-in", Browser::sign_in_as("anna", std::string(kServedPassword)));
    CHECK(browser.cookie("remit_session") != old);
    Browser thief(served.router());
    thief.set_cookie("remit_session", old);
    CHECK(thief.get("/desk").path.starts_with("/sign-in"));
}

TEST_CASE("workspace: what an officer may not know of is answered as if it were not there") {
    Served<SecretOffice> served;
    Browser anna = served.browser_of("anna");
    const std::string id = id_in(open_position(anna, a_position()));
    Browser cecilia = served.browser_of("cecilia");
    const Seen hidden = cecilia.get("/matters/" + id);
    const Seen absent = cecilia.get("/matters/" + std::string(id.size(), 'x'));
    CHECK(hidden.status == 404);
    CHECK(hidden.body.size() == absent.body.size());
    CHECK_FALSE(hidden.has("maritime"));
    CHECK_FALSE(cecilia.get("/matters").has(id));
    CHECK_FALSE(cecilia.get("/desk").has(id));
    for (const std::string part : {"/steps/assign", "/questions/q1", "/papers/draft-1"})
        CHECK(cecilia.get("/matters/" + id + part).status == 404);
}

TEST_CASE("workspace: every page is there in each language and script") {
    Served served;
    Browser browser = served.browser_of("anna");
    const std::string id = id_in(open_position(browser, a_position()));
    for (const auto& [language, desk] :
         {std::pair("en", "Desk"), std::pair("hr", "Radni stol"), std::pair("sr-Latn", "Radni sto"),
          std::pair("sr-Cyrl", "Радни сто")}) {
        browser.set_cookie("remit_language", language);
        for (const std::string& path :
             {std::string("/desk"), std::string("/matters"), "/matters/" + id, std::string("/open"),
              std::string("/house"), std::string("/consultations")}) {
            CAPTURE(path);
            const Seen page = browser.get(path);
            CHECK(page.status == 200);
            CHECK(page.has("<html lang=\"" + std::string(language) + "\""));
            CHECK(page.has(desk));
        }
    }
}

}  // namespace remit::web
