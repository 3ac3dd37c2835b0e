// The shipped procedure `obligation`, told as practitioners would try it: real file, real loader,
// real engine.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procedure/carried_out.h"
#include "procedure/engine.h"
#include "support/obligations.h"

namespace remit::procedure {
namespace {

using testing::clear;
using testing::entry;
using testing::Fields;
using testing::procedure_named;
using testing::Story;
using testing::submitted;

using Texts = std::vector<std::string>;

Story begin(std::string function = "fulfil_obligations") {
    return testing::begin_obligation(std::move(function));
}

TEST_CASE("obligation: whoever may open it can finish it") {
    const Definition& definition = procedure_named("obligation");
    CHECK(functions_alone(definition) == Texts{"fulfil_obligations", "prepare_report"});
    for (const CarriedOut& claim : definition.carries_out) {
        CHECK_MESSAGE(check_claim(definition, claim) == ClaimFault::none, claim.function);
    }
}

TEST_CASE("obligation: planned backwards from the due date, and worked through to the follow-up") {
    for (const char* function : {"fulfil_obligations", "prepare_report"}) {
        CAPTURE(function);
        Story story = begin(function);
        story.open("m1", "expect", "2027-01-10",
                   entry("BWC-CBM", "calendar",
                         {{"occurrence", "2027-04-15"}, {"due_rule", "15 April"}, {"body", "un"}}));
        CHECK(story.state() == "expected");
        CHECK(story.field("due") == "2027-04-15");
        CHECK(story.due("submission") == "2027-04-15");
        CHECK(story.due("template") == "2027-01-15");
        CHECK(story.field("inputs_due") == "2027-03-01");
        CHECK(story.due("drafted") == "2027-03-16");
        CHECK(story.due("cleared_by") == "2027-03-31");
        CHECK(story.due("sent") == "2027-04-10");

        story.take("issue_template", "2027-01-12",
                   {{"period", "2026"}, {"territory", "the whole of the territory"}}, {"template"});
        story.take(
            "call_data", "2027-01-13",
            {{"suppliers", "rs_ministry_health; rs_ministry_agriculture; rs_ministry_defence"}});
        CHECK(story.answered("data") == "0 of 3");
        CHECK(story.refused("draft", "2027-02-01") == Texts{"condition"});
        story.answer("rs_ministry_health", "2027-02-01", Answer::input, "two laboratories");
        story.answer("rs_ministry_agriculture", "2027-02-02", Answer::nil);
        CHECK(story.answered("data") == "2 of 3");
        story.answer("rs_ministry_defence", "2027-02-03", Answer::unchanged);
        CHECK(story.answered("data") == "3 of 3");
        story.take("draft", "2027-03-02",
                   {{"clearance", "ministries"}, {"ministries", "rs_ministry_defence"}});
        CHECK(story.field("return_kind") == "full");
        story.take("ask_ministries", "2027-03-10", {}, {"draft"});
        CHECK(story.refused("clear", "2027-03-10", {}, {"return"}) == Texts{"condition"});
        story.answer("rs_ministry_defence", "2027-03-12", Answer::agreed);
        story.take("clear", "2027-03-15", {}, {"return"});
        story.take("submit", "2027-04-01", submitted("2027-04-01"));
        CHECK(story.field("timeliness") == "on_time");
        CHECK(story.is("submission", ClockState::met));
        CHECK(story.due("receipt") == "2027-04-15");
        story.take("confirm_receipt", "2027-04-02",
                   {{"receipt_on", "2027-04-02"}, {"receipt_number", "CBM/2027/77"}});
        story.take("publish", "2027-05-02");
        story.take("receive_questions", "2027-06-01", {{"questions_due", "2027-07-01"}},
                   {"questions"});
        CHECK(story.due("replies") == "2027-07-01");
        story.take("answer_questions", "2027-06-20", {}, {"replies"});
        story.take("present", "2027-08-10", {{"presented_on", "2027-08-09"}});
        story.take("receive_conclusions", "2027-09-01",
                   {{"conclusions_on", "2027-08-31"}, {"followup_term", "P6M"}}, {"conclusions"});
        CHECK(story.field("followup_due") == "2028-02-29");
        CHECK(story.due("followup") == "2028-02-29");
        story.take("report_follow_up", "2028-02-01", {}, {"follow_up_report"});
        CHECK(story.is("followup", ClockState::met));
        story.take("close", "2028-02-02");
        CHECK(story.state() == "done");
        CHECK(story.matter().ended);
    }
}

TEST_CASE("obligation: a return without a due date can be made all the same") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02", entry("UNSCR1540-UPD", "by_body", {}));
    clear(story, "2026-02-01");
    CHECK(story.refused("submit", "2026-02-02", submitted("2026-02-02")) == Texts{"condition"});
    CHECK(story.refused("submit_late", "2026-02-02", submitted("2026-02-02"), {}, "x") ==
          Texts{"condition"});
    story.take("submit_undated", "2026-02-02", submitted("2026-02-02"));
    CHECK(story.field("timeliness") == "no_date");
}

TEST_CASE("obligation: without delay has an alarm and no invented date") {
    Story story = begin();
    story.open(
        "m1", "expect", "2026-03-02",
        entry("EU-DENIAL", "without_delay", {{"event", "denial"}, {"event_date", "2026-03-02"}}));
    CHECK(story.field("due").empty());
    CHECK(story.due("without_delay") == "2026-03-03");
    story.pass("2026-03-05");
    CHECK_FALSE(story.events<Escalated>().empty());
    clear(story, "2026-03-05");
    story.take("submit_undated", "2026-03-05", submitted("2026-03-05"));
    CHECK(story.is("without_delay", ClockState::met));
}

TEST_CASE("obligation: late is when it was sent, not when that was entered") {
    const auto sent = [](std::string day) {
        Story story = begin();
        story.open("m1", "expect", "2026-02-01",
                   entry("UNMILEX", "calendar", {{"occurrence", "2026-04-30"}}));
        clear(story, "2026-04-28");
        const bool in_time = day <= "2026-04-30";
        // Entered on Monday, 4 May.
        CHECK(story.refused(in_time ? "submit_late" : "submit", "2026-05-04", submitted(day), {},
                            "x") == Texts{"condition"});
        story.take(in_time ? "submit" : "submit_late", "2026-05-04", submitted(day), {}, "x");
        return story.field("timeliness");
    };
    CHECK(sent("2026-04-30") == "on_time");
    CHECK(sent("2026-05-01") == "late");
}

TEST_CASE("obligation: a late submission says why") {
    Story story = begin();
    story.open("m1", "expect", "2026-02-01",
               entry("UNMILEX", "calendar", {{"occurrence", "2026-04-30"}}));
    clear(story, "2026-06-01");
    CHECK(story.refused("submit_late", "2026-06-02", submitted("2026-06-02")) ==
          Texts{"note_missing"});
    CHECK(story.is("submission", ClockState::passed));
    story.take("submit_late", "2026-06-02", submitted("2026-06-02"), {}, "data came in May");
    CHECK(story.clock("submission").late);
}

TEST_CASE("obligation: reminders, then the heads up the hierarchy") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("UNMILEX", "calendar", {{"occurrence", "2026-04-30"}}));
    story.pass("2026-12-31");
    std::vector<std::string> told;
    const auto submission = story.definition().find_deadline("submission");
    for (const auto& [when, escalated] : story.events<Escalated>()) {
        if (escalated.deadline == *submission)
            told.push_back(when.iso().substr(0, 10) + " " + escalated.unit);
    }
    REQUIRE(told.size() == 3);
    CHECK(told[0].substr(11) == "V");
    CHECK(told[1].substr(11) == "0");
    CHECK(told[2].substr(11) == "0");  // two up: the highest there is
    CHECK(told[0] < "2026-04-30");
    CHECK(told[1] > "2026-04-30");
    const auto before = story.events<Reminded>().size();
    CHECK(before > 0);
    story.pass("2027-01-31");
    CHECK(story.events<Reminded>().size() == before);
}

TEST_CASE("obligation: an extension is asked for before the date and granted by the body") {
    const Fields asked_in_time{{"extension_asked_on", "2026-04-30"}};
    const auto story_of = [] {
        Story story = begin();
        story.open("m1", "expect", "2026-02-01",
                   entry("X", "calendar", {{"occurrence", "2026-04-30"}}));
        return story;
    };
    SUBCASE("asked after the date, it is refused here") {
        Story story = story_of();
        CHECK(story.refused("ask_extension", "2026-05-01", {{"extension_asked_on", "2026-05-01"}},
                            {"extension_request"}) == Texts{"condition"});
    }
    SUBCASE("granting needs asking, and a date") {
        Story story = story_of();
        CHECK(story.refused("grant_extension", "2026-04-02", {{"extended_to", "2026-06-30"}}) ==
              Texts{"condition"});
        story.take("ask_extension", "2026-04-30", asked_in_time, {"extension_request"});
        CHECK(story.refused("grant_extension", "2026-05-02") == Texts{"field_missing"});
    }
    SUBCASE("granted after the date has passed, it runs again") {
        Story story = story_of();
        story.take("ask_extension", "2026-04-30", asked_in_time, {"extension_request"});
        story.pass("2026-05-06");
        CHECK(story.is("submission", ClockState::passed));
        story.take("grant_extension", "2026-05-06", {{"extended_to", "2026-06-30"}});
        CHECK(story.is("submission", ClockState::running));
        CHECK(story.due("submission") == "2026-06-30");
        CHECK(story.field("due") == "2026-04-30");  // what was due at first stays on record
        CHECK(story.due("cleared_by") == "2026-06-15");
        clear(story, "2026-06-01");
        story.take("submit", "2026-06-30", submitted("2026-06-30"));
        CHECK(story.field("timeliness") == "on_time");
    }
    SUBCASE("refused, the date stays") {
        Story story = story_of();
        story.take("ask_extension", "2026-04-30", asked_in_time, {"extension_request"});
        story.take("refuse_extension", "2026-04-30");
        CHECK(story.due("submission") == "2026-04-30");
        CHECK(story.field("extension") == "refused");
    }
}

TEST_CASE("obligation: a nil return and an unchanged one need no ministries") {
    for (const auto& [step, kind] :
         {std::pair{"make_nil", "nil"}, std::pair{"make_unchanged", "unchanged"}}) {
        Story story = begin();
        story.open("m1", "expect", "2026-01-20",
                   entry("CCW-P5", "calendar",
                         {{"occurrence", "2026-03-31"},
                          {"clearance", "ministries"},
                          {"ministries", "hr_ministry_defence"}}));
        story.take("call_data", "2026-01-21",
                   {{"period", "2025"}, {"suppliers", "hr_ministry_defence"}});
        CHECK(story.refused(step, "2026-01-22") == Texts{"condition"});
        story.answer("hr_ministry_defence", "2026-01-25", Answer::nil);
        story.take(step, "2026-01-26");
        CHECK(story.field("return_kind") == kind);
        CHECK(story.refused("ask_ministries", "2026-01-27", {}, {"draft"}) == Texts{"condition"});
        story.take("clear_alone", "2026-01-27", {}, {"return"});
        story.take("submit", "2026-01-28", submitted("2026-01-28"));
        CHECK(story.field("return_kind") == kind);
        story.take("publish", "2026-02-28");
        story.take("close", "2026-03-01");
    }
}

TEST_CASE("obligation: a return says form by form what is new, unchanged or nil") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-20",
               entry("BWC-CBM", "calendar",
                     {{"occurrence", "2026-04-15"},
                      {"suppliers", "hr_ministry_health; hr_ministry_defence"},
                      {"wanted", "A, B; A part 2, F"}}));
    story.take("call_data", "2026-01-21", {{"period", "2025"}});
    CHECK(story.answered("data") == "0 of 2");
    story.answer("hr_ministry_health", "2026-02-01", Answer::input, "one laboratory is new");
    story.answer("hr_ministry_defence", "2026-02-01", Answer::unchanged);
    story.take("draft", "2026-02-02", {{"clearance", "none"}});
    CHECK(story.refused("enter_forms", "2026-02-03",
                        {{"form", "A part 1; B"}, {"form_return", "full"}}) ==
          Texts{"cell_missing"});
    story.take("enter_forms", "2026-02-03",
               {{"form", "A part 1; B; F; G"},
                {"form_return", "full; nil; unchanged; nil"},
                {"form_publicity", "-; -; states_only; -"}});
    story.take("clear_alone", "2026-02-04", {}, {"return"});
    story.take("submit", "2026-02-05", submitted("2026-02-05"));
    CHECK(story.field("form_return") == "full; nil; unchanged; nil");
    CHECK(story.field("form_publicity") == "-; -; states_only; -");
}

TEST_CASE("obligation: a nil return becomes a full one when something turns up") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-20",
               entry("CCW-P5", "calendar", {{"occurrence", "2026-03-31"}}));
    story.take("make_nil", "2026-01-21", {{"period", "2025"}});
    story.take("make_full", "2026-01-22", {{"clearance", "none"}}, {}, "a depot was found");
    CHECK(story.field("return_kind") == "full");
}

TEST_CASE("obligation: silent institutions are escalated, never taken to have agreed") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("X", "calendar", {{"occurrence", "2026-04-30"}}));
    story.take("call_data", "2026-01-21",
               {{"period", "2025"}, {"suppliers", "hr_customs; hr_ministry_defence"}});
    story.answer("hr_customs", "2026-02-01", Answer::input, "seizures: 12");
    CHECK(story.refused("draft", "2026-02-02") == Texts{"condition"});
    CHECK(story.refused("draft_early", "2026-02-02") == Texts{"note_missing"});
    story.pass("2026-03-20");
    const auto lapsed = story.events<QuestionLapsed>();
    REQUIRE(lapsed.size() == 1);
    CHECK(lapsed[0].second.silence == Silence::escalate);
    CHECK(story.answered("data") == "1 of 2");
    CHECK(story.refused("draft", "2026-03-21") == Texts{"condition"});
    CHECK(story.refused("make_nil", "2026-03-21") == Texts{"condition"});
    story.take("draft_early", "2026-03-21", {}, {}, "the ministry does not answer");
    CHECK(story.state() == "drafting");
}

TEST_CASE("obligation: an objection is decided by the head with a reason, or by the Government") {
    const auto story_of = [](const char* clearance) {
        Story story = begin();
        story.open("m1", "expect", "2026-01-02",
                   entry("X", "calendar", {{"occurrence", "2026-04-30"}}));
        story.take(
            "draft", "2026-01-03",
            {{"clearance", clearance}, {"ministries", "hr_ministry_defence; hr_ministry_finance"}});
        CHECK(story.refused("clear_alone", "2026-01-04", {}, {"return"}) == Texts{"condition"});
        story.take("ask_ministries", "2026-01-04", {}, {"draft"});
        story.answer("hr_ministry_defence", "2026-01-05", Answer::agreed);
        story.answer("hr_ministry_finance", "2026-01-05", Answer::objected, "too dear");
        return story;
    };
    SUBCASE("ministries only") {
        Story story = story_of("ministries");
        CHECK(story.refused("clear", "2026-01-06", {}, {"return"}) == Texts{"condition"});
        CHECK(story.refused("clear_despite", "2026-01-06", {}, {"return"}) ==
              Texts{"note_missing"});
        story.take("clear_despite", "2026-01-06", {}, {"return"},
                   "the figure is required by the treaty");
        CHECK(story.state() == "cleared");
    }
    SUBCASE("with the Government") {
        Story story = story_of("government");
        CHECK(story.refused("clear_despite", "2026-01-06", {}, {"return"}, "x") ==
              Texts{"condition"});
        story.take("send_to_government", "2026-01-07");
        CHECK(story.refused("adopt", "2026-01-09", {}, {"return"}) == Texts{"paper_missing"});
        story.take("adopt", "2026-01-09", {}, {"government_conclusion", "return"});
        CHECK(story.state() == "cleared");
    }
    SUBCASE("a ministry that is silent has not agreed") {
        Story story = begin();
        story.open("m2", "expect", "2026-01-02",
                   entry("X", "calendar", {{"occurrence", "2026-04-30"}}));
        story.take("draft", "2026-01-03",
                   {{"clearance", "ministries"}, {"ministries", "hr_ministry_finance"}});
        story.take("ask_ministries", "2026-01-04", {}, {"draft"});
        story.pass("2026-02-04");
        CHECK(story.refused("clear", "2026-02-05", {}, {"return"}) == Texts{"condition"});
        CHECK(story.refused("clear_despite", "2026-02-05", {}, {"return"}) ==
              Texts{"note_missing"});
        story.answer("hr_ministry_finance", "2026-02-06", Answer::agreed);  // late, and it counts
        story.take("clear", "2026-02-06", {}, {"return"});
    }
    SUBCASE("a text that goes back is cleared again") {
        Story story = story_of("ministries");
        story.take("revise", "2026-01-06", {}, {}, "changed after the objection");
        story.take("ask_ministries", "2026-01-07", {}, {"draft"});
        story.answer("hr_ministry_defence", "2026-01-08", Answer::agreed);
        CHECK(story.refused("clear", "2026-01-08", {}, {"return"}) ==
              Texts{"condition", "condition"});
        story.answer("hr_ministry_finance", "2026-01-08", Answer::agreed);
        story.take("clear", "2026-01-09", {}, {"return"});
    }
}

TEST_CASE("obligation: the body returns a text that is too long") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("CRC-REPORT", "by_body", {{"due", "2026-06-30"}, {"length_limit", "21200"}}));
    clear(story, "2026-05-01");
    story.take("submit", "2026-06-01", submitted("2026-06-01"));
    story.take("send_back", "2026-06-10", {{"resubmit_by", "2026-07-31"}}, {}, "23,000 words");
    CHECK(story.state() == "drafting");
    CHECK(story.field("submitted_on").empty());
    CHECK(story.due("resubmission") == "2026-07-31");
    story.take("clear_alone", "2026-06-20");
    story.take("submit", "2026-06-25", submitted("2026-06-25"));
    CHECK(story.is("resubmission", ClockState::met));
}

TEST_CASE(
    "obligation: not applicable this time has a reason, and the next edition comes all the same") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-20",
               entry("CWC-S1-ANT", "calendar",
                     {{"rule", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31"},
                      {"anchor", "2026-03-31"},
                      {"occurrence", "2026-03-31"}}));
    CHECK(story.refused("drop", "2026-01-21") == Texts{"note_missing"});
    story.take("drop", "2026-01-21", {}, {}, "no facility exists");
    CHECK(story.state() == "not_applicable");
    story.pass("2026-12-31");
    const auto opened = story.events<EditionOpened>();
    REQUIRE(opened.size() == 1);
    CHECK(opened[0].second.due.iso() == "2027-03-31");
}

TEST_CASE("obligation: a covering return is named") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-20", entry("CERD-REPORT", "by_body", {}));
    story.take("merge", "2026-01-21", {{"merged_into", "m9"}}, {}, "combined with the next");
    CHECK(story.state() == "merged");
}

TEST_CASE("obligation: what does not bind us is not opened, what may bind us is") {
    Story story = begin();
    const auto decision = story.try_open(
        "m1", "expect", "2026-01-20",
        entry("CCM-ART7", "calendar", {{"applies", "no"}, {"occurrence", "2026-04-30"}}));
    CHECK_FALSE(decision.ok());
    story.open("m2", "expect", "2026-01-20",
               entry("CCW-P5", "calendar", {{"applies", "unknown"}, {"occurrence", "2026-03-31"}}));
    story.take("confirm_applies", "2026-01-21", {}, {}, "party since 2007");
    CHECK(story.field("applies") == "yes");
}

TEST_CASE("obligation: each recommendation becomes a matter of its own, once") {
    Story story = begin();
    story.open("m1", "expect", "2026-01-02",
               entry("CAT-REPORT", "by_body", {{"body", "cat_committee"}}));
    clear(story, "2026-02-01");
    story.take("submit_undated", "2026-02-02", submitted("2026-02-02"));
    story.take("receive_conclusions", "2026-12-01",
               {{"conclusions_on", "2026-11-30"},
                {"recommendation", "visit places of detention; train the police"},
                {"recommendation_owner", "-; rs_ministry_interior"},
                {"followup_rule", "within one year"},
                {"followup_term", "P1Y"}},
               {"conclusions"});
    story.take("entrust_recommendations", "2026-12-02");
    CHECK(story.refused("entrust_recommendations", "2026-12-03") == Texts{"condition"});
    const auto spawned = story.events<Spawned>();
    REQUIRE(spawned.size() == 2);
    Story task = begin();
    task.open_from(spawned[1].second, story, "m2", "2026-12-02");
    CHECK(task.field("title") == "train the police");
    CHECK(task.field("kind") == "remedy");
    CHECK(task.field("due") == "2027-11-30");
    CHECK(task.field("body") == "cat_committee");
    CHECK(task.field("responsible") == "rs_ministry_interior");
    Story own = begin();
    own.open_from(spawned[0].second, story, "m3", "2026-12-02");
    CHECK(own.field("responsible").empty());
}

}  // namespace
}  // namespace remit::procedure
