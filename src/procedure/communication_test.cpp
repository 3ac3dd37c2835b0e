// The shipped procedure `communication`, told as practitioners would try it: real file, real
// loader, real engine.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "procedure/carried_out.h"
#include "procedure/engine.h"
#include "support/procedures.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Fields;
using testing::PaperNames;
using testing::procedure_named;
using testing::Story;
using testing::world;

using Texts = std::vector<std::string>;

Story begin(std::string function = "prepare_response") {
    return {procedure_named("communication"), world(), std::move(function), "V"};
}

Fields note_of(std::string committee, std::string transmitted, const Fields& more = {}) {
    Fields fields{{"registration", "1234/2026"},
                  {"title", "A.B. v. Serbia"},
                  {"committee", std::move(committee)},
                  {"topics", "individual_complaints"},
                  {"state", "RS"},
                  {"accepted", "yes"},
                  {"transmitted", transmitted},
                  {"received_on", transmitted}};
    for (const auto& [name, value] : more) {
        const auto known = std::ranges::find(fields, name, &Fields::value_type::first);
        if (known == fields.end()) {
            fields.emplace_back(name, value);
        } else {
            known->second = value;
        }
    }
    return fields;
}

Story received(std::string committee, const std::string& transmitted, const Fields& more = {}) {
    Story story = begin();
    story.open("c1", "receive", transmitted, note_of(std::move(committee), transmitted, more),
               {"note"});
    return story;
}

/// Registers and drafts, up to `cleared`.
void clear(Story& story, std::string_view when) {
    story.take("register", when, {{"national_number", "07-00-1/2026"}});
    story.take("draft", when);
    story.take("ask_legal", when, {{"legal_offices", "rs_echr_agent"}}, {"draft"});
    story.answer("rs_echr_agent", when, Answer::agreed);
    story.take("clear", when);
}

const Fields kDecided{{"decision_on", "2028-03-01"}, {"decision_transmitted", "2028-03-20"}};

/// From the note to Views that find a violation.
Story violation(std::string committee, std::string decided, std::string transmitted,
                const Fields& more = {}) {
    Story story = received(std::move(committee), "2024-01-15");
    Fields fields{{"decision_on", std::move(decided)},
                  {"decision_transmitted", transmitted},
                  {"violations", "art. 7"}};
    fields.insert(fields.end(), more.begin(), more.end());
    story.take("view_violation", transmitted, fields, {"decision"});
    return story;
}

TEST_CASE("communication: whoever may open it can finish it") {
    const Definition& definition = procedure_named("communication");
    CHECK(functions_alone(definition) == Texts{"prepare_response"});
    for (const CarriedOut& claim : definition.carries_out) {
        CHECK(check_claim(definition, claim) == ClaimFault::none);
    }
}

TEST_CASE("communication: the time for the reply is the committee's and counts from the note") {
    const auto reply = [](std::string committee) {
        return received(std::move(committee), "2026-08-31").field("reply_due");
    };
    CHECK(reply("ccpr_committee") == "2027-02-28");  // a Sunday; not moved
    CHECK(reply("cat_committee") == "2027-02-28");
    CHECK(reply("cerd") == "2026-11-30");
    CHECK(reply("cedaw") == "2027-02-28");
    CHECK(reply("crpd") == "2027-02-28");
    CHECK(reply("cescr") == "2027-02-28");
    CHECK(reply("crc_committee") == "2027-02-28");
    CHECK(reply("ced_committee").empty());  // the Committee sets it; nothing is invented
    CHECK(reply("cmw").empty());            // a committee that the table does not know
}

TEST_CASE("communication: the request to split has its own, shorter time") {
    CHECK(received("crc_committee", "2026-08-31").field("admissibility_due") == "2026-10-31");
    CHECK(received("cerd", "2026-08-31").field("admissibility_due") == "2026-11-30");
    CHECK(received("ced_committee", "2026-08-31").field("admissibility_due").empty());
}

TEST_CASE("communication: the note's date counts, not the day it reached home") {
    const Story story = received("ccpr_committee", "2026-08-31", {{"received_on", "2026-09-21"}});
    CHECK(story.due("reply") == "2027-02-28");
    CHECK(story.due("registration") == "2026-09-23");
}

TEST_CASE(
    "communication: scenario 4: CRC and CERD on one day, six months and three, and an alert within "
    "a day") {
    Story crc = begin();
    crc.open("c1", "receive_urgent", "2026-08-31T10:00:00Z",
             note_of("crc_committee", "2026-08-31",
                     {{"state", "HR"},
                      {"title", "A.B. v. Croatia"},
                      {"interim_measure", "do not remove the child"},
                      {"interim_received", "2026-08-31T11:30 Europe/Belgrade"},
                      {"alerted", "hr_ministry_interior"},
                      {"interim_due", "2026-10-31"}}),
             {"note"});
    const Story cerd = received("cerd", "2026-08-31");
    CHECK(crc.due("reply") == "2027-02-28");
    CHECK(cerd.due("reply") == "2026-11-30");
    CHECK(crc.due("interim_alert") == "2026-09-01T09:30:00Z");
    CHECK(crc.field("interim") == "requested");
    CHECK(crc.answered("alert") == "0 of 1");
    REQUIRE(crc.matter().questions.size() == 1);
    CHECK(testing::written(crc.matter().questions[0].due) == "2026-08-31T14:00:00Z");
    CHECK(cerd.due("interim_alert") == "none");

    // Nobody answers: the ministry's silence is escalated after four hours, the heads are told,
    // then the duty officer.
    crc.pass("2026-09-01T09:00:00Z");
    CHECK(crc.events<QuestionLapsed>().size() == 1);
    Texts told;
    const auto alert = crc.definition().find_deadline("interim_alert");
    for (const auto& [when, escalated] : crc.events<Escalated>()) {
        if (escalated.deadline == *alert)
            told.push_back(escalated.duty_officer ? "duty" : escalated.unit);
    }
    CHECK(told == Texts{"V", "0", "duty"});
    crc.take("confirm_standstill", "2026-09-01T09:10:00Z", {}, {}, "border police told");
    CHECK(crc.is("interim_alert", ClockState::met));
    CHECK(crc.due("reply") == "2027-02-28");  // the other track is not touched
}

TEST_CASE(
    "communication: measures are complied with, or lifting is asked for, beside the main track") {
    Story story = received("cat_committee", "2026-02-02");
    CHECK(story.refused("comply", "2026-02-03", {}, {"interim_report"}) == Texts{"condition"});
    story.take("register", "2026-02-03", {{"national_number", "1"}});
    story.take("receive_interim", "2026-02-05",
               {{"interim_measure", "no extradition"},
                {"interim_received", "2026-02-05T08:00 Europe/Belgrade"},
                {"alerted", "rs_ministry_justice; rs_ministry_interior"},
                {"interim_due", "2026-03-20"}},
               {"interim_request"});
    CHECK(story.state() == "registered");
    CHECK(story.refused("receive_interim", "2026-02-05", {}, {"interim_request"}) ==
          Texts{"condition"});
    CHECK(story.due("interim_report") == "2026-03-20");
    CHECK(story.refused("ask_lifting", "2026-02-06", {}, {}, "assurances") ==
          Texts{"paper_missing"});
    story.take("ask_lifting", "2026-02-06", {}, {"lifting_request"}, "assurances were given");
    CHECK(story.is("interim_report", ClockState::running));
    story.take("enter_maintained", "2026-03-01");
    story.take("comply", "2026-03-10", {}, {"interim_report"});
    CHECK(story.is("interim_report", ClockState::met));
    story.take("ask_lifting", "2026-05-01", {}, {"lifting_request"}, "the request was withdrawn");
    story.take("enter_lifting", "2026-06-01");
    CHECK(story.field("interim") == "lifted");
    CHECK(story.state() == "registered");
}

TEST_CASE("communication: a request to split that is granted stops the time for the merits") {
    Story story = received("ccpr_committee", "2026-01-31");
    CHECK(story.due("reply") == "2026-07-31");
    CHECK(story.due("split_request") == "2026-03-31");
    story.take("ask_split", "2026-03-31",
               {{"split_asked_on", "2026-03-31"}, {"grounds", "same_matter; not_exhausted"}},
               {"admissibility_request"});
    CHECK(story.is("split_request", ClockState::met));
    CHECK(story.is("reply", ClockState::running));  // asking alone stops nothing
    story.take("grant_split", "2026-05-01");
    CHECK(story.state() == "admissibility_pending");
    CHECK(story.is("reply", ClockState::stopped));
    story.pass("2027-01-01");
    CHECK(story.is("reply", ClockState::stopped));

    SUBCASE("inadmissible: it is over") {
        story.take("decide_inadmissible", "2027-02-01",
                   {{"decision_on", "2027-01-20"}, {"decision_transmitted", "2027-02-01"}},
                   {"decision"});
        CHECK(story.state() == "decided");
        CHECK(story.is("reply", ClockState::withdrawn));
        CHECK(story.due("followup") == "none");
        CHECK(story.refused("close", "2027-02-02") == Texts{"condition"});
        story.take(
            "publish", "2027-03-01",
            {{"published_on", "2027-03-01"}, {"published_where", "on the page of the office"}},
            {"translation"});
        story.take("close", "2027-03-02");
        CHECK(story.state() == "closed");
    }
    SUBCASE("admissible: what was left of the time runs on") {
        story.take("comment_on_admissibility", "2027-01-05",
                   {{"comments_on", "2027-01-05"}, {"further_due", "2027-02-05"}},
                   {"author_comments"});
        CHECK(story.due("further") == "2027-02-05");
        story.take("answer_on_admissibility", "2027-01-20", {{"further_filed_on", "2027-01-20"}},
                   {"further_observations"});
        CHECK(story.is("further", ClockState::met));
        story.take("declare_admissible", "2027-06-01", {{"admissible_on", "2027-06-01"}});
        CHECK(story.is("reply", ClockState::running));
        CHECK(story.due("reply") == "2027-08-31");  // 396 days stood still
        CHECK(story.due("drafted") == "2027-08-01");
        SUBCASE("unless the committee names another date") {
            story.take("set_new_date", "2027-06-02", {{"extended_to", "2027-12-01"}}, {},
                       "decision on admissibility, para. 9");
            CHECK(story.due("reply") == "2027-12-01");
            CHECK(story.due("drafted") == "2027-11-01");
        }
    }
}

TEST_CASE("communication: a request to split that is refused changes nothing") {
    Story story = received("ccpr_committee", "2026-01-31");
    story.take("ask_split", "2026-03-01", {{"split_asked_on", "2026-03-01"}, {"grounds", "abuse"}},
               {"admissibility_request"});
    story.take("refuse_split", "2026-04-01");
    CHECK(story.due("reply") == "2026-07-31");
    CHECK(story.is("reply", ClockState::running));
    CHECK(story.refused("ask_split", "2026-04-02", {{"split_asked_on", "2026-03-02"}},
                        {"admissibility_request"}) == Texts{"condition"});
    CHECK(story.refused("grant_split", "2026-04-02") == Texts{"condition"});
}

TEST_CASE("communication: a request to split comes in its time or not at all") {
    Story story = received("ccpr_committee", "2026-01-31");
    CHECK(story.refused("ask_split", "2026-04-01",
                        {{"split_asked_on", "2026-04-01"}, {"grounds", "abuse"}},
                        {"admissibility_request"}) == Texts{"condition"});
    // Sent on the last day, entered a day later.
    story.take("ask_split", "2026-04-01", {{"split_asked_on", "2026-03-31"}, {"grounds", "abuse"}},
               {"admissibility_request"});
}

TEST_CASE("communication: an extension is asked for before the time runs out") {
    const auto ask = [](Story& story, std::string day) {
        return story.refused("ask_extension", day, {{"extension_asked_on", day}},
                             {"extension_request"});
    };
    Story story = received("cedaw", "2026-08-31");
    SUBCASE("a day late") {
        CHECK(ask(story, "2027-03-01") == Texts{"condition"});
    }
    SUBCASE("on the last day, a Sunday; granted a week after") {
        story.take("ask_extension", "2027-02-28", {{"extension_asked_on", "2027-02-28"}},
                   {"extension_request"});
        story.pass("2027-03-07");
        CHECK(story.is("reply", ClockState::passed));
        story.take("grant_extension", "2027-03-07", {{"extended_to", "2027-04-30"}});
        CHECK(story.is("reply", ClockState::running));
        CHECK(story.due("reply") == "2027-04-30");
        CHECK(story.field("reply_due") == "2027-02-28");
        clear(story, "2027-04-01");
        story.take("file", "2027-04-30", {{"filed_on", "2027-04-30"}, {"requests", "no_violation"}},
                   {"observations"});
        CHECK(story.field("timeliness") == "on_time");
    }
    SUBCASE("refused: late is late, and says why") {
        story.take("ask_extension", "2027-02-01", {{"extension_asked_on", "2027-02-01"}},
                   {"extension_request"});
        story.take("refuse_extension", "2027-02-10");
        clear(story, "2027-03-10");
        const Fields filed{{"filed_on", "2027-03-15"}, {"requests", "inadmissible; no_violation"}};
        CHECK(story.refused("file", "2027-03-15", filed, {"observations"}) == Texts{"condition"});
        CHECK(story.refused("file_late", "2027-03-15", filed, {"observations"}) ==
              Texts{"note_missing"});
        story.take("file_late", "2027-03-15", filed, {"observations"},
                   "the court file came in March");
        CHECK(story.field("timeliness") == "late");
        CHECK(story.clock("reply").late);
    }
}

TEST_CASE("communication: where the committee sets the date, its note is the rule") {
    Story story = received("ced_committee", "2026-08-31", {{"reply_due", "2026-12-31"}});
    CHECK(story.due("reply") == "2026-12-31");
    Story silent = received("ced_committee", "2026-08-31");
    CHECK(silent.due("reply") == "none");
    clear(silent, "2026-10-01");
    CHECK(silent.refused("file", "2026-10-02",
                         {{"filed_on", "2026-10-02"}, {"requests", "discontinue"}},
                         {"observations"}) == Texts{"condition"});
    silent.take("file_undated", "2026-10-02",
                {{"filed_on", "2026-10-02"}, {"requests", "discontinue"}}, {"observations"});
}

TEST_CASE(
    "communication: a date in the note goes before the table, and stays when the note is "
    "corrected") {
    Story story = received("ccpr_committee", "2026-08-31", {{"reply_due", "2027-01-15"}});
    CHECK(story.due("reply") == "2027-01-15");
    story.take("correct", "2026-09-05", {{"transmitted", "2026-09-01"}}, {},
               "the note is of 1 September");
    CHECK(story.due("reply") == "2027-01-15");
    Story counted = received("ccpr_committee", "2026-08-31");
    counted.take("correct", "2026-09-05", {{"transmitted", "2026-09-01"}}, {},
                 "the note is of 1 September");
    CHECK(counted.due("reply") == "2027-03-01");
}

TEST_CASE("communication: the time bar for the author is the committee's") {
    const auto ends = [](std::string committee) {
        return received(std::move(committee), "2026-06-01", {{"final_decision", "2025-03-10"}})
            .field("time_bar_ends");
    };
    CHECK(ends("crc_committee") == "2026-03-10");
    CHECK(ends("cescr") == "2026-03-10");
    CHECK(ends("cerd") == "2025-09-10");
    CHECK(ends("ccpr_committee").empty());
    CHECK(ends("cat_committee").empty());
}

TEST_CASE("communication: the check of admissibility cannot contradict the dates") {
    const auto story_of = [](std::string submitted, std::string committee) {
        return received(std::move(committee), "2026-06-01",
                        {{"final_decision", "2025-03-10"}, {"submitted_on", std::move(submitted)}});
    };
    const Fields found{{"same_matter", "pending"},
                       {"other_file", "12345/25"},
                       {"exhausted", "unknown"},
                       {"grounds", "time_bar; same_matter"}};
    Story in_time = story_of("2026-03-10", "crc_committee");
    CHECK(in_time.refused("check_out_of_time", "2026-06-05", found) == Texts{"condition"});
    CHECK(in_time.refused("check_no_bar", "2026-06-05", found) == Texts{"condition"});
    // Before the dates are there nobody can say that there is no bar.
    Story undated = received("crc_committee", "2026-06-01");
    for (const char* step : {"check_in_time", "check_out_of_time", "check_no_bar"}) {
        CHECK(undated.refused(step, "2026-06-05", found) == Texts{"condition"});
    }
    undated.take("enter_dates", "2026-06-06",
                 {{"final_decision", "2025-03-10"}, {"submitted_on", "2026-03-10"}});
    undated.take("check_in_time", "2026-06-06", found);
    in_time.take("check_in_time", "2026-06-05", found);
    CHECK(in_time.field("author_in_time") == "yes");
    CHECK(in_time.is("admissibility_check", ClockState::met));
    Story late = story_of("2026-03-11", "crc_committee");
    CHECK(late.refused("check_in_time", "2026-06-05", found) == Texts{"condition"});
    late.take("check_out_of_time", "2026-06-05", found);
    Story no_bar = story_of("2026-03-11", "ccpr_committee");
    no_bar.take("check_no_bar", "2026-06-05", found);
    CHECK(no_bar.field("author_in_time") == "no_bar");
}

TEST_CASE(
    "communication: from the note to the dialogue, with rounds and a remedy for each institution") {
    Story story = received("ccpr_committee", "2026-01-15");
    CHECK(story.due("reply") == "2026-07-15");
    CHECK(story.field("inputs_due") == "2026-05-31");
    story.take("register", "2026-01-16", {{"national_number", "07-00-12/2026-13"}});
    CHECK(story.is("registration", ClockState::met));
    story.take("forgo_split", "2026-01-20");
    story.take("call_inputs", "2026-01-21",
               {{"suppliers",
                 "rs_public_prosecutor; rs_ministry_interior; rs_ministry_justice; "
                 "rs_refugees_commissariat; rs_ombudsman"}});
    CHECK(story.answered("inputs") == "0 of 5");
    story.answer("rs_public_prosecutor", "2026-03-01", Answer::input, "the file");
    story.answer("rs_ministry_interior", "2026-03-01", Answer::nil);
    story.answer("rs_ministry_justice", "2026-03-02", Answer::input, "remedies and how they work");
    CHECK(story.refused("draft", "2026-04-01") == Texts{"condition"});
    story.take("draft_early", "2026-04-15", {}, {}, "the ombudsman has not answered");
    story.answer("rs_ombudsman", "2026-04-20", Answer::input, "no complaint was made");
    CHECK(story.answered("inputs") == "4 of 5");
    story.take("ask_legal", "2026-06-01", {{"legal_offices", "rs_echr_agent"}}, {"draft"});
    story.answer("rs_echr_agent", "2026-06-05", Answer::objected, "art. 5(2)(a) is missing");
    CHECK(story.refused("clear", "2026-06-06") == Texts{"condition"});
    story.take("revise", "2026-06-06", {}, {}, "same matter added");
    story.take("ask_legal", "2026-06-07", {}, {"draft"});
    story.answer("rs_echr_agent", "2026-06-08", Answer::agreed);
    story.take("clear", "2026-06-09");
    CHECK(story.refused("file_further", "2026-06-10", {{"further_filed_on", "2026-06-10"}},
                        {"further_observations"}) == Texts{"condition"});
    story.take("file", "2026-06-20",
               {{"filed_on", "2026-06-19"}, {"requests", "inadmissible; no_violation"}},
               {"observations"});

    for (const auto& [comments, due, filed] :
         {std::tuple{"2026-09-01", "2026-11-01", "2026-10-20"},
          std::tuple{"2027-01-10", "2027-03-10", "2027-03-01"}}) {
        story.take("receive_comments", comments, {{"comments_on", comments}, {"further_due", due}},
                   {"author_comments"});
        CHECK(story.due("further") == due);
        story.take("draft_further", comments);
        story.take("clear_alone", filed, {}, {"draft"}, "nothing new in law");
        CHECK(story.refused("file", filed, {{"filed_on", filed}}, {"observations"}) ==
              Texts{"condition", "condition"});
        story.take("file_further", filed, {{"further_filed_on", filed}}, {"further_observations"});
        CHECK(story.is("further", ClockState::met));
    }
    story.take("receive_comments", "2027-05-01",
               {{"comments_on", "2027-05-01"}, {"further_due", "2027-07-01"}}, {"author_comments"});
    story.take("no_further", "2027-05-20", {}, {}, "all was said");

    story.take("view_violation", "2028-01-25",
               {{"decision_on", "2027-12-15"},
                {"decision_transmitted", "2028-01-24"},
                {"violations", "art. 14(1)"}},
               {"decision"});
    CHECK(story.state() == "follow_up");
    CHECK(story.field("followup_due") == "2028-07-22");
    CHECK(story.due("translation") == "2028-03-24");
    CHECK(story.refused("entrust_remedies", "2028-01-26") ==
          Texts{"field_missing", "field_missing", "field_missing", "field_missing"});
    // A remedy that nobody owns is not entered.
    CHECK(story.refused("set_remedies", "2028-01-26",
                        {{"remedy", "compensation; release"},
                         {"remedy_kind", "compensation; release"},
                         {"remedy_owner", "rs_ministry_finance"}}) == Texts{"cell_missing"});
    story.take("set_remedies", "2028-01-26",
               {{"remedy", "compensation; reopening of the trial; amendment of the act"},
                {"remedy_kind", "compensation; reopening; change_of_law"},
                {"remedy_owner", "rs_ministry_finance; rs_ministry_justice; rs_ministry_justice"},
                {"followup_rule", "within 180 days"}});
    story.take("entrust_remedies", "2028-01-27");
    CHECK(story.is("entrusting", ClockState::met));
    const auto spawned = story.events<Spawned>();
    REQUIRE(spawned.size() == 3);
    Story remedy(procedure_named("obligation"), world(), "fulfil_obligations", "V");
    remedy.open_from(spawned[1].second, story, "r2", "2028-01-27");
    CHECK(remedy.field("title") == "reopening of the trial");
    CHECK(remedy.field("kind") == "remedy");
    CHECK(remedy.field("responsible") == "rs_ministry_justice");
    CHECK(remedy.field("suppliers") == "rs_ministry_justice");
    CHECK(remedy.field("obligation") == "1234/2026");
    CHECK(remedy.due("submission") == "2028-07-22");
    remedy.take("call_data", "2028-02-01", {{"period", "since the Views"}});
    CHECK(remedy.answered("data") == "0 of 1");

    CHECK(story.refused("publish", "2028-03-20",
                        {{"published_on", "2028-03-20"}, {"published_where", "gazette"}}) ==
          Texts{"paper_missing"});
    story.take("publish", "2028-03-20",
               {{"published_on", "2028-03-20"}, {"published_where", "gazette"}}, {"translation"});
    // Each owner is asked once what was done.
    story.take("ask_measures", "2028-05-01");
    CHECK(story.answered("measures") == "0 of 2");
    story.answer("rs_ministry_finance", "2028-05-20", Answer::input, "paid on 3 April");
    CHECK(story.field("measures") == "rs_ministry_finance: paid on 3 April");
    story.take("report_follow_up", "2028-07-20", {{"followup_filed_on", "2028-07-20"}},
               {"follow_up_report"});
    CHECK(story.state() == "dialogue");
    CHECK(story.is("followup", ClockState::met));
    story.take("ask_more", "2028-12-01", {{"followup_due", "2029-02-01"}}, {},
               "compensation not paid");
    CHECK(story.due("followup") == "2029-02-01");
    CHECK(story.is("followup", ClockState::running));
    story.take("report_follow_up", "2029-01-30", {{"followup_filed_on", "2029-01-30"}},
               {"follow_up_report"});
    story.take("end_dialogue", "2029-06-01", {{"assessment", "satisfactory"}}, {}, "grade A");
    CHECK(story.state() == "closed");
}

TEST_CASE("communication: the follow-up keeps the unit of the committee") {
    CHECK(violation("cat_committee", "2026-05-01", "2026-05-15").field("followup_due") ==
          "2026-08-13");
    CHECK(violation("ccpr_committee", "2026-07-01", "2026-07-24").field("followup_due") ==
          "2027-01-20");
    CHECK(violation("cedaw", "2026-07-01", "2026-07-24").field("followup_due") == "2027-01-24");
    CHECK(violation("cerd", "2026-07-01", "2026-07-24").field("followup_due").empty());
    Story set = violation("cerd", "2026-07-01", "2026-07-24", {{"followup_due", "2026-10-22"}});
    CHECK(set.due("followup") == "2026-10-22");
}

TEST_CASE("communication: without a violation nothing is to be followed up") {
    Story story = received("cat_committee", "2024-01-15");
    story.take("view_no_violation", "2026-05-15",
               {{"decision_on", "2026-05-01"}, {"decision_transmitted", "2026-05-15"}},
               {"decision"});
    CHECK(story.field("followup_due").empty());
    CHECK(story.due("followup") == "none");
    CHECK(story.refused("close_unpublished", "2026-06-01") == Texts{"note_missing"});
    story.take("close_unpublished", "2026-06-01", {}, {}, "nothing to publish");
    CHECK(story.state() == "closed");
}

TEST_CASE("communication: a friendly settlement where the text allows or nobody knows") {
    Story story = received("crc_committee", "2026-01-15");
    CHECK(story.refused("settle", "2026-02-01", kDecided, {"decision", "settlement_text"}) ==
          Texts{"condition"});
    story.take("offer_settlement", "2026-02-01", {}, {}, "the Government agrees");
    story.take("settle", "2028-03-20", kDecided, {"decision", "settlement_text"});
    CHECK(story.field("outcome") == "settled");
    Story failed = received("crc_committee", "2026-01-15");
    failed.take("offer_settlement", "2026-02-01", {}, {}, "the Government agrees");
    failed.take("end_settlement", "2026-03-01");
    CHECK(failed.due("reply") == "2026-07-15");
}

TEST_CASE("communication: a procedure that the State has not accepted is answered at once") {
    Story story = received("cescr", "2026-01-15", {{"accepted", "no"}});
    story.take("answer_not_accepted", "2026-01-20", {{"filed_on", "2026-01-20"}}, {"observations"});
    CHECK(story.state() == "filed");
    CHECK(story.field("grounds") == "not_accepted");
    CHECK(story.is("reply", ClockState::met));
    story.take("discontinue", "2026-03-01",
               {{"decision_on", "2026-02-20"}, {"decision_transmitted", "2026-03-01"}},
               {"decision"});
    Story accepted = received("cescr", "2026-01-15");
    CHECK(accepted.refused("answer_not_accepted", "2026-01-20", {{"filed_on", "2026-01-20"}},
                           {"observations"}) == Texts{"condition"});
}

TEST_CASE("communication: a decision ends every clock of the reply") {
    Story story = received("ccpr_committee", "2026-01-15");
    story.take("discontinue", "2026-03-01",
               {{"decision_on", "2026-02-20"}, {"decision_transmitted", "2026-03-01"}},
               {"decision"});
    for (const char* name : {"reply", "drafted", "cleared_by", "sent", "split_request",
                             "registration", "admissibility_check"}) {
        CHECK_MESSAGE(!story.clock(name).is_open(), name);
    }
}

TEST_CASE("communication: every time limit says whether anybody has checked it") {
    const Definition& definition = procedure_named("communication");
    const Table& committees = definition.tables[definition.find_table("committees")->index()];
    CHECK(committees.rows.size() == 9);  // and one for a committee that is not among them
    std::size_t checked = 0;
    for (const Table::Row& row : committees.rows) {
        CHECK_FALSE(row.basis.empty());
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            CHECK_FALSE_MESSAGE(row.cells[i].empty(), row.key);
            checked += row.verified[i] ? 1U : 0U;
        }
    }
    CHECK(checked == 7);
    const Table& acceptance = definition.tables[definition.find_table("acceptance")->index()];
    CHECK(acceptance.rows.size() == 9);
    for (const Table::Row& row : acceptance.rows) {
        CHECK(std::ranges::none_of(row.verified, [](bool verified) { return verified; }));
    }
    REQUIRE(acceptance.find("cerd") != nullptr);
    CHECK(acceptance.find("cerd")->cells[0] == "unknown");
}

}  // namespace
}  // namespace remit::procedure
