// What the unit that leads a matter does outside steps, file numbers and notices: on both stores.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "office/commands.h"
#include "office/matter_view.h"
#include "office/notices.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::done;
using testing::nato_paper;
using testing::refused;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("office lead: " name, Store, support::SqliteStore, support::PostgresStore)

template <typename Store>
Receipt ask_the_house(TestOffice<Store>& office) {
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    done(take_step(*office, as("anna"),
                   {.matter = opened.matter, .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    const std::string due =
        calendar::Instant{office.env.now_seconds()}.plus_seconds(5 * 86400).iso();
    return done(take_step(*office, as("anna"),
                          {.matter = opened.matter,
                           .step = "consult_inside",
                           .fields = {{"topic_desk", {"5.1.2"}},
                                      {"comments_due", {due.substr(0, 16) + " Europe/Zagreb"}}}}));
}

template <typename Store>
std::vector<std::string> notices_of(TestOffice<Store>& office) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    store::Rows rows = must(snapshot->query(
        "SELECT what, addressee_kind, addressee FROM notices ORDER BY matter, version, ordinal"));
    std::vector<std::string> told;
    while (const auto row = must(rows.template next<std::string, std::string, std::string>())) {
        const auto& [what, kind, addressee] = *row;
        told.push_back(what + " " + kind + " " + addressee);
    }
    return told;
}

}  // namespace

ON_BOTH("matters of a unit are numbered from 1 without gaps, also behind one that was declined") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string yy =
        calendar::Date(office->institution().day_at(office->now())).iso().substr(2, 2);
    CHECK(done(open_matter(*office, as("anna"), nato_paper())).number == "018-05/" + yy + "-04/1");
    OpenRequest faulty = nato_paper();
    faulty.fields.push_back({"decision_at", {"soon"}});
    refused(open_matter(*office, as("anna"), faulty));
    const Receipt second = done(open_matter(*office, as("boris"), nato_paper("Another")));
    CHECK(second.number == "018-05/" + yy + "-04/2");
    CHECK(must(find_matter(*office, second.number)).id == second.matter);
}

ON_BOTH("a paper is brought outside a step, numbered once, and a new version keeps the number") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    const PaperText draft{.id = {}, .kind = "position_paper", .bytes = "First draft"};
    done(bring_paper(*office, as("anna"), {.matter = opened.matter, .paper = draft}));
    MatterFile file = must(find_matter(*office, opened.matter));
    REQUIRE(file.matter.papers.size() == 1);
    const std::string number = file.paper_numbers.front();
    CHECK(number.starts_with("521-04-"));
    done(bring_paper(*office, as("anna"),
                     {.matter = opened.matter,
                      .paper = {.id = file.matter.papers.front().id,
                                .kind = "position_paper",
                                .bytes = "Second draft"}}));
    file = must(find_matter(*office, opened.matter));
    REQUIRE(file.matter.papers.size() == 1);
    CHECK(file.matter.papers.front().version == 2);
    CHECK(file.paper_numbers == std::vector<std::string>{number});
    CHECK(refused(bring_paper(*office, as("cecilia"), {.matter = opened.matter, .paper = draft})) !=
          "");
}

ON_BOTH("a unit that is asked may bring a paper and answer, afterwards it may not") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt asked = ask_the_house(office);
    const PaperText notes{.id = {}, .kind = "talking_points", .bytes = "Our view"};
    done(bring_paper(*office, as("cecilia"), {.matter = asked.matter, .paper = notes}));
    done(answer_question(*office, as("cecilia"),
                         {.matter = asked.matter, .question = "q1", .answer = "agreed"}));
    CHECK(refused(bring_paper(*office, as("cecilia"), {.matter = asked.matter, .paper = notes})) !=
          "");
}

ON_BOTH("a question is taken back by the unit that asked, with its reason") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt asked = ask_the_house(office);
    CHECK(refused(withdraw_question(*office, as("anna"),
                                    {.matter = asked.matter, .question = "q1"})) != "");
    CHECK(refused(withdraw_question(*office, as("cecilia"),
                                    {.matter = asked.matter, .question = "q1", .note = "no"})) !=
          "");
    done(withdraw_question(*office, as("anna"),
                           {.matter = asked.matter, .question = "q1", .note = "Not needed"}));
    CHECK(must(find_matter(*office, asked.matter)).matter.find_question("q1")->is_closed());
}

ON_BOTH("a head gives a matter to an officer of the unit, an officer takes it, others may not") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("boris"), nato_paper()));
    CHECK(must(find_matter(*office, opened.matter)).officer == "boris");
    done(assign_officer(*office, as("boris"), {.matter = opened.matter, .officer = "anna"}));
    CHECK(must(find_matter(*office, opened.matter)).officer == "anna");
    CHECK(refused(assign_officer(*office, as("anna"),
                                 {.matter = opened.matter, .officer = "boris"})) != "");
    CHECK(refused(assign_officer(*office, as("boris"),
                                 {.matter = opened.matter, .officer = "cecilia"})) != "");
    CHECK(refused(assign_officer(*office, as("boris"),
                                 {.matter = opened.matter, .officer = "nobody"})) != "");
    done(assign_officer(*office, as("boris"), {.matter = opened.matter, .officer = ""}));
    CHECK(must(find_matter(*office, opened.matter)).officer == "");
    done(assign_officer(*office, as("anna"), {.matter = opened.matter, .officer = "anna"}));
    office.reopen();
    CHECK(must(find_matter(*office, opened.matter)).officer == "anna");
}

ON_BOTH("a matter is led by another unit only where that one is competent") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    CHECK(refused(change_lead(*office, as("boris"),
                              {.matter = opened.matter, .unit = "5.1.2", .note = "theirs"})) != "");
    CHECK(refused(change_lead(*office, as("boris"),
                              {.matter = opened.matter, .unit = "7", .note = "theirs"})) != "");
    done(change_lead(*office, as("dario"),
                     {.matter = opened.matter, .unit = "5.1", .note = "The sector takes it"}));
    const MatterFile file = must(find_matter(*office, opened.matter));
    CHECK(file.matter.lead_unit == "5.1");
    CHECK(file.number == opened.number);
}

ON_BOTH("what a field names must be there, and a slip is told with what was meant") {
    TestOffice<Store> office;
    if (!office) return;
    OpenRequest request = nato_paper();
    request.fields[2].items = {"osca"};
    request.fields[3].items = {"nato_polcy"};
    const std::string told = refused(open_matter(*office, as("anna"), request));
    CHECK(told.find("forum: there is no international body 'osca'; did you mean 'osce'?") !=
          std::string::npos);
    CHECK(told.find("did you mean 'nato_policy'?") != std::string::npos);
}

ON_BOTH("whoever is asked is told, and the officer when the answer comes or the time is over") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt asked = ask_the_house(office);
    CHECK(notices_of(office) == std::vector<std::string>{"asked unit 5.1.2"});
    office.env.now += 6 * 86400;
    CHECK(must(pass_time(*office)) == 1);
    CHECK(must(pass_time(*office)) == 0);
    const std::vector<std::string> told = notices_of(office);
    CHECK(std::ranges::count(told, "lapsed officer anna") == 1);
    CHECK(std::ranges::any_of(told, [](const std::string& one) {
        return one.starts_with("reminded unit 5.1.2") || one.starts_with("escalated");
    }));
    done(answer_question(*office, as("cecilia"),
                         {.matter = asked.matter, .question = "q1", .answer = "agreed"}));
    CHECK(notices_of(office).back() == "answered officer anna");
}

ON_BOTH("a matter under the newest version is not moved, and that is said") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    CHECK(refused(migrate_matter(*office, as("anna"),
                                 {.matter = opened.matter, .note = "newer rules"})) != "");
}

}  // namespace remit::office
