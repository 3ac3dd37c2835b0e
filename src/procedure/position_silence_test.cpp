// Silence: the worked example at NATO second by second, its variants at the OSCE and the EU, and
// Easter.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/derivation.h"
#include "procedure/describe.h"
#include "procedure/engine.h"
#include "support/golden.h"
#include "support/positions.h"

namespace remit {
namespace {

using namespace testing::positions;
using procedure::Answer;
using procedure::ClockState;
using procedure::Rank;
using testing::Fields;
using testing::Story;

// --- The worked example at NATO

TEST_CASE("position: an answer after its time is late, kept, and leaves the three ways open") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.pass("2026-06-09T12:00:00+02:00");
    CHECK(file.matter().questions[0].state == procedure::Question::State::open);
    file.pass("2026-06-09T12:00:01+02:00");
    CHECK(file.matter().questions[0].state == procedure::Question::State::lapsed);
    CHECK(was_told(file, {"2026-06-09T10:00:01Z", "question q1", "head of 5.1.1"}));

    file.answer("hr_ministry_defence", "2026-06-09T15:00:00+02:00", Answer::amended,
                "delete para 7");
    CHECK(file.matter().questions[0].late);
    CHECK(file.field("amendments") == "hr_ministry_defence: delete para 7");
    CHECK(file.field("objections").empty());

    const std::string_view now = "2026-06-09T15:05:00+02:00";
    CHECK(offers(file, now, "accept_with_dissent"));  // (a) accept the text, the dissent on record
    CHECK(offers(file, now, "take_in"));              // (b) break with the amendment ...
    CHECK(offers(file, now, "ask_extension"));        // (c) ask for more time
    CHECK_FALSE(offers(file, now, "break_by_letter"));  // ... which needs an instruction first
}

TEST_CASE("position: an amendment that nobody decided on holds the clearance back") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.answer("hr_ministry_defence", "2026-06-09T11:00:00+02:00", Answer::amended,
                "delete para 7");
    file.take("note_legal", "2026-06-09T11:10:00+02:00");
    CHECK(file.refused("submit_for_clearance", "2026-06-09T11:20:00+02:00",
                       with(kInstruction, "joining", "stay_silent")) == Reasons{"condition"});
    CHECK(file.refused("accept_with_dissent", "2026-06-09T11:20:00+02:00") ==
          Reasons{"note_missing"});
    file.take("accept_with_dissent", "2026-06-09T11:21:00+02:00", {}, {},
              "the package matters more");
    CHECK(file.field("recorded_dissent") == "hr_ministry_defence: delete para 7");
    file.take("submit_for_clearance", "2026-06-09T11:30:00+02:00",
              with(kInstruction, "joining", "stay_silent"));
    CHECK(file.state() == "clearance");
}

TEST_CASE(
    "position: nobody acts, the alarm is at 16:00, and one second after 17:00 the text is "
    "adopted") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.answer("hr_ministry_defence", "2026-06-09T15:00:00+02:00", Answer::amended,
                "delete para 7");
    file.pass("2026-06-10T15:59:59+02:00");
    const Told duty{"2026-06-10T14:00:00Z", "final_confirmation", "duty officer"};
    const Told head{"2026-06-10T14:00:00Z", "final_confirmation", "head of 5.1.1"};
    CHECK_FALSE(was_told(file, duty));
    file.pass("2026-06-10T16:00:00+02:00");
    CHECK(was_told(file, duty));
    CHECK(was_told(file, head));

    file.pass("2026-06-10T17:00:00+02:00");
    CHECK(file.state() == "legal_review");
    CHECK(file.field("silence_status") == "running");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
    CHECK(file.is("silence", ClockState::passed));
    CHECK(file.field("silence_status") == "adopted");
    CHECK(file.field("unmet_amendments") == "hr_ministry_defence: delete para 7");
    CHECK(file.field("instructed_joining").empty());
}

TEST_CASE("position: the first way: the text is accepted and the ministry's dissent is on record") {
    Story file = worked_example();
    answer_late(file);
    file.take("accept_with_dissent", "2026-06-09T15:10:00+02:00", {}, {},
              "the package matters more");
    instruct(file, "2026-06-09T16:00:00+02:00", "stay_silent");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
    CHECK(file.field("instructed_joining") == "stay_silent");
    CHECK(file.field("recorded_dissent") == "hr_ministry_defence: delete para 7");
    CHECK(file.field("unmet_amendments") == "hr_ministry_defence: delete para 7");
}

TEST_CASE("position: the third way: more time is asked for and given, and the amendment is met") {
    Story file = worked_example();
    answer_late(file);
    file.take("ask_extension", "2026-06-09T15:10:00+02:00",
              {{"extension_asked_to", "2026-06-12T17:00 Europe/Brussels"}});
    CHECK(file.field("silence_status") == "running");
    file.take("record_extension", "2026-06-10T12:00:00+02:00",
              {{"extended_to", "2026-06-12T12:00 Europe/Brussels"}});
    CHECK(file.field("silence_status") == "extended");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "legal_review");
    instruct_to_break_by(file, "2026-06-11T16:00:00+02:00");
    file.take("break_by_letter", "2026-06-12T12:00:00+02:00", {{"break_text", "delete para 7"}},
              {"letter_to_secretary_general"});
    CHECK(file.field("silence_status") == "broken_by_us");
    CHECK(file.field("unmet_amendments").empty());
}

TEST_CASE("position: the worked example in each body, second by second") {
    struct Variant {
        std::string_view forum;
        std::string expiry;
        std::string_view step;
        std::string paper;
    };
    // At the OSCE the amendment alone breaks; in the EU the objection goes over COREU.
    for (const Variant& body :
         {Variant{"nac", "2026-06-10T17:00 Europe/Brussels", "break_by_letter",
                  "letter_to_secretary_general"},
          Variant{"osce_permanent_council", "2026-06-10T17:00 Europe/Vienna", "break_by_amendment",
                  "written_amendment"},
          Variant{"osce_permanent_council", "2026-06-10T17:00 Europe/Vienna", "break_in_writing",
                  "written_objection"},
          Variant{"psc", "2026-06-10T17:00 Europe/Brussels", "break_by_coreu", "coreu_message"}}) {
        CAPTURE(body.forum);
        CAPTURE(body.step);
        Story idle = worked_example(body.forum, body.expiry);
        answer_late(idle);
        const Told duty{"2026-06-10T14:00:00Z", "final_confirmation", "duty officer"};
        const Told head{"2026-06-10T14:00:00Z", "final_confirmation", "head of 5.1.1"};
        idle.pass("2026-06-10T15:59:59+02:00");
        CHECK_FALSE(was_told(idle, duty));
        idle.pass("2026-06-10T16:00:00+02:00");
        CHECK(was_told(idle, duty));
        CHECK(was_told(idle, head));
        idle.pass("2026-06-10T17:00:00+02:00");
        CHECK(idle.field("silence_status") == "running");
        idle.pass("2026-06-10T17:00:01+02:00");
        CHECK(idle.state() == "adopted");
        CHECK(idle.field("silence_status") == "adopted");
        CHECK(idle.field("unmet_amendments") == "hr_ministry_defence: delete para 7");

        const Fields text{{"break_text", "delete para 7"}};
        for (const std::string_view in_time :
             {"2026-06-10T16:59:59+02:00", "2026-06-10T17:00:00+02:00"}) {
            Story breaking = worked_example(body.forum, body.expiry);
            answer_late(breaking);
            instruct_to_break_by(breaking, "2026-06-09T16:00:00+02:00");
            breaking.take(body.step, in_time, text, {body.paper});
            CHECK(breaking.state() == "silence_broken");
            CHECK(breaking.field("break_text") == "delete para 7");
            CHECK(breaking.due("reporting") == "2026-06-12");
            CHECK(breaking.field("unmet_amendments").empty());
        }
        Story late = worked_example(body.forum, body.expiry);
        answer_late(late);
        instruct_to_break_by(late, "2026-06-09T16:00:00+02:00");
        CHECK(late.refused(body.step, "2026-06-10T17:00:01+02:00", text, {body.paper}).front() ==
              "wrong_state");
    }
}

TEST_CASE("position: the house's own times are counted back from the expiry") {
    Story file = position();
    file.open("m1", "open_silence", kMonday, notice("nac", kExpiry));
    // 55 hours and 50 minutes: half of them left, a quarter, one hour.
    CHECK(file.due("desk_comment") == "2026-06-09T11:05:00Z");
    CHECK(file.due("clearance_by_silence") == "2026-06-10T01:02:30Z");
    CHECK(file.due("final_confirmation") == "2026-06-10T14:00:00Z");
    CHECK(file.field("comments_due") == "2026-06-09T13:05 Europe/Brussels");
    file.pass("2026-06-10T03:02:30+02:00");
    CHECK(was_told(file, {"2026-06-09T11:05:00Z", "desk_comment", "head of 5.1.1"}));
    CHECK(was_told(file, {"2026-06-10T01:02:30Z", "clearance_by_silence", "head of 5.1"}));
}

TEST_CASE("position: who confirmed with the mission is not woken") {
    Story file = position();
    file.open("m1", "open_silence", kMonday, notice("nac", kExpiry));
    file.take("assign", kMonday, {{"drafter", "ana"}});
    instruct(file, "2026-06-08T12:00:00+02:00", "stay_silent");
    file.take("confirm_final", "2026-06-10T15:30:00+02:00");
    file.pass("2026-06-10T16:30:00+02:00");
    CHECK(alerts(file).empty());
    // Staying silent is an instruction; adoption still comes by itself, and by the clock.
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
    CHECK(file.field("unmet_amendments").empty());
}

TEST_CASE("position: a break counts up to the last second, and not after it") {
    const auto ready = [] {
        Story file = position();
        file.open("m1", "open_silence", kMonday, notice("nac", kExpiry));
        file.take("assign", kMonday, {{"drafter", "ana"}});
        instruct(file, "2026-06-09T16:00:00+02:00", "break_silence");
        return file;
    };
    for (const std::string_view in_time :
         {"2026-06-10T16:59:59+02:00", "2026-06-10T17:00:00+02:00"}) {
        Story file = ready();
        file.take("break_by_letter", in_time, {{"break_text", "delete para 7"}},
                  {"letter_to_secretary_general"});
        CHECK(file.state() == "silence_broken");
        CHECK(file.field("silence_status") == "broken_by_us");
        const std::size_t told = alerts(file).size();
        file.pass("2026-06-11T17:00:00+02:00");
        CHECK(file.state() == "silence_broken");
        CHECK(alerts(file).size() == told);
    }
    Story file = ready();
    CHECK(file.refused("break_by_letter", "2026-06-10T17:00:01+02:00",
                       {{"break_text", "delete para 7"}}, {"letter_to_secretary_general"})
              .front() == "wrong_state");
    file.pass("2026-06-10T17:00:01+02:00");
    file.take("record_late_objection", "2026-06-10T17:00:01+02:00",
              {{"late_objections", "Croatia: delete para 7"}});
    CHECK(file.state() == "adopted");
    CHECK(file.field("silence_status") == "adopted");
    CHECK(file.field("late_objections") == "Croatia: delete para 7");
}

TEST_CASE("position: nobody breaks silence without an instruction that says so") {
    Story file = position();
    file.open("m1", "open_silence", kMonday, notice("nac", kExpiry));
    file.take("assign", kMonday, {{"drafter", "ana"}});
    instruct(file, "2026-06-09T16:00:00+02:00", "stay_silent");
    CHECK(file.refused("break_by_letter", "2026-06-10T10:00:00+02:00", {{"break_text", "no"}},
                       {"letter_to_secretary_general"}) == Reasons{"condition"});
    // What the mission did on its own is a fact all the same, and is told apart.
    file.take("record_uninstructed_break", "2026-06-10T10:00:00+02:00",
              {{"break_text", "no"}, {"break_at", "2026-06-10T09:55 Europe/Brussels"}}, {},
              "the ambassador decided");
    CHECK(file.state() == "silence_broken");
    CHECK(file.field("instructed_or_not") == "uninstructed");
    CHECK(file.field("instructed_joining") == "stay_silent");
}

TEST_CASE("position: more time is asked for, and counts only once the body has given it") {
    Story file = worked_example();
    CHECK(file.refused("ask_extension", "2026-06-10T10:00:00+02:00",
                       {{"extension_asked_to", "2026-06-10T16:00 Europe/Brussels"}}) ==
          Reasons{"condition"});
    file.take("ask_extension", "2026-06-10T10:00:00+02:00",
              {{"extension_asked_to", "2026-06-11T17:00 Europe/Brussels"}});
    CHECK(file.due("silence") == "2026-06-10T15:00:00Z");
    file.take("record_extension", "2026-06-10T14:00:00+02:00",
              {{"extended_to", "2026-06-11T12:00 Europe/Brussels"}});
    CHECK(file.due("silence") == "2026-06-11T10:00:00Z");
    CHECK(file.due("final_confirmation") == "2026-06-11T09:00:00Z");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "legal_review");
    file.pass("2026-06-11T12:00:01+02:00");
    CHECK(file.state() == "adopted");
    CHECK(was_told(file, {"2026-06-11T09:00:00Z", "final_confirmation", "duty officer"}));
}

TEST_CASE("position: to engage silence is no break") {
    Story file = worked_example();
    file.take("engage_silence", "2026-06-09T18:00:00+02:00",
              {{"silence_comment", "we would prefer ..."}});
    CHECK(file.is("silence", ClockState::running));
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
}

TEST_CASE("position: another ally breaks, and the text comes again as (AS2)") {
    Story file = worked_example();
    file.take("record_break_by_other", "2026-06-10T09:00:00+02:00",
              {{"broken_by", "SI"}, {"broken_at", "2026-06-10T08:59 Europe/Brussels"}});
    CHECK(file.state() == "silence_broken");
    CHECK(file.due("final_confirmation") == "none");
    CHECK(file.refused(
              "reissue_under_silence", "2026-06-10T12:00:00+02:00",
              {{"revision", "(AS2)"}, {"silence_expiry", "2026-06-10T11:00 Europe/Brussels"}}) ==
          Reasons{"condition"});
    file.take("reissue_under_silence", "2026-06-10T12:00:00+02:00",
              {{"revision", "(AS2)"}, {"silence_expiry", "2026-06-12T12:00 Europe/Brussels"}});
    CHECK(file.state() == "drafting");
    CHECK(file.due("silence") == "2026-06-12T10:00:00Z");
    file.pass("2026-06-12T12:00:01+02:00");
    CHECK(file.state() == "adopted");
}

TEST_CASE(
    "position: what was sent in time and entered late is a break, what was sent late is not") {
    const auto adopted = [] {
        Story file = worked_example();
        file.pass("2026-06-10T17:00:01+02:00");
        REQUIRE(file.state() == "adopted");
        return file;
    };
    Story late = adopted();
    CHECK(late.refused("record_break_made_in_time", "2026-06-10T18:00:00+02:00",
                       {{"break_text", "no"},
                        {"break_at", "2026-06-10T17:00:01 Europe/Brussels"},
                        {"instructed_or_not", "instructed"}},
                       {}, "line was busy") == Reasons{"condition"});
    Story in_time = adopted();
    in_time.take("record_break_made_in_time", "2026-06-10T18:00:00+02:00",
                 {{"break_text", "no"},
                  {"break_at", "2026-06-10T16:58 Europe/Brussels"},
                  {"instructed_or_not", "uninstructed"}},
                 {}, "the letter was handed in at 16:58");
    CHECK(in_time.state() == "silence_broken");
    CHECK(in_time.field("unmet_amendments").empty());
    Story other = adopted();
    CHECK(other.refused("record_break_by_other", "2026-06-10T18:00:00+02:00",
                        {{"broken_by", "SI"}, {"broken_at", "2026-06-10T17:30 Europe/Brussels"}}) ==
          Reasons{"condition"});
    Story extended = adopted();
    extended.take("reopen_silence", "2026-06-10T18:00:00+02:00",
                  {{"silence_expiry", "2026-06-11T17:00 Europe/Brussels"}}, {},
                  "extended at 16:50");
    CHECK(extended.state() == "drafting");
    CHECK(extended.is("silence", ClockState::running));
    CHECK(extended.field("silence_status") == "running");
}

TEST_CASE("position: a notice that comes after the expiry is a text adopted without us") {
    Story file = position();
    CHECK_FALSE(
        file.try_open("m1", "open_silence", "2026-06-10T17:00:01+02:00", notice("nac", kExpiry))
            .ok());
    CHECK_FALSE(file.try_open("m1", "open_after_expiry", "2026-06-10T17:00:00+02:00",
                              notice("nac", kExpiry))
                    .ok());
    file.open("m1", "open_after_expiry", "2026-06-10T17:00:01+02:00", notice("nac", kExpiry));
    CHECK(file.state() == "adopted");
    CHECK(file.field("instructed_or_not") == "uninstructed");
    CHECK_FALSE(file.try_open("m2", "open_after_expiry", "2026-06-10T16:59:59+02:00",
                              notice("nac", kExpiry))
                    .ok());
}

TEST_CASE("position: a file whose silence runs is not put away") {
    Story file = worked_example();
    CHECK(file.refused("no_position", "2026-06-09T10:00:00+02:00", {}, {}, "no interest") ==
          Reasons{"condition"});
    file.take("record_withdrawal", "2026-06-09T10:00:00+02:00");
    CHECK(file.state() == "text_withdrawn");
    CHECK(file.is("silence", ClockState::withdrawn));
    file.take("close", "2026-06-09T10:05:00+02:00", {}, {}, "nothing came of it");
    CHECK(file.state() == "archived");
}

// --- The OSCE, the EU, and a body whose rules nobody has entered

Story under_silence(std::string_view forum, std::string_view expiry, std::string joining) {
    Story file = position();
    file.open("m1", "open_silence", kMonday, notice(forum, expiry));
    file.take("assign", kMonday, {{"drafter", "ana"}});
    if (!joining.empty()) instruct(file, "2026-06-09T16:00:00+02:00", std::move(joining));
    return file;
}

TEST_CASE("position: each body hears an objection in its own form") {
    struct Way {
        std::string_view step;
        std::string paper;
    };
    const Way letter{"break_by_letter", "letter_to_secretary_general"};
    const Way writing{"break_in_writing", "written_objection"};
    const Way amendment{"break_by_amendment", "written_amendment"};
    const Way coreu{"break_by_coreu", "coreu_message"};
    struct Case {
        std::string_view forum;
        std::vector<bool> works;  // letter, writing, amendment, coreu
    };
    // Organs take the rules of the organisation that they are part of.
    for (const Case& body :
         {Case{"nac", {true, false, false, false}}, Case{"nato", {true, false, false, false}},
          Case{"nato_deputies_committee", {true, false, false, false}},
          Case{"osce_permanent_council", {false, true, true, false}},
          Case{"fsc", {false, true, true, false}}, Case{"psc", {false, false, false, true}},
          Case{"conop", {false, false, false, true}}, Case{"unga", {false, true, false, false}}}) {
        CAPTURE(body.forum);
        const std::vector<Way> ways = {letter, writing, amendment, coreu};
        for (std::size_t i = 0; i < ways.size(); ++i) {
            CAPTURE(ways[i].step);
            Story file = under_silence(body.forum, kExpiry, "break_silence");
            if (body.works[i]) {
                file.take(ways[i].step, "2026-06-10T16:00:00+02:00", {{"break_text", "no"}},
                          {ways[i].paper});
                CHECK(file.state() == "silence_broken");
            } else {
                CHECK(file.refused(ways[i].step, "2026-06-10T16:00:00+02:00",
                                   {{"break_text", "no"}},
                                   {ways[i].paper}) == Reasons{"condition"});
            }
        }
    }
}

TEST_CASE("position: an objection that is only said, or not signed, does not break silence") {
    Story file = under_silence("osce_permanent_council", kExpiry, "break_silence");
    CHECK(file.refused("break_in_writing", "2026-06-10T16:00:00+02:00", {{"break_text", "no"}}) ==
          Reasons{"paper_missing"});
    CHECK(file.refused("break_in_writing", "2026-06-10T16:00:00+02:00", {},
                       {"written_objection"}) == Reasons{"field_missing"});
}

TEST_CASE(
    "position: the OSCE's silence ends by the clock of Vienna and its text comes after the next "
    "meeting") {
    Story file =
        under_silence("osce_permanent_council", "2026-06-10T17:00 Europe/Vienna", "stay_silent");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
    file.take("note_adoption", "2026-06-10T17:10:00+02:00",
              {{"adoption_notified_at", "2026-06-10T17:05 Europe/Vienna"},
               {"next_meeting_at", "2026-06-18T10:00 Europe/Vienna"}});
    file.take("attach_statement", "2026-06-11T10:00:00+02:00", {}, {"interpretative_statement"});
    CHECK(file.refused("note_issued", "2026-06-11T10:00:00+02:00",
                       {{"adopted_number", "PC.DEC/1500"}}) == Reasons{"condition"});
    CHECK(file.refused("note_issued_after_meeting", "2026-06-18T10:00:00+02:00",
                       {{"adopted_number", "PC.DEC/1500"}}) == Reasons{"condition"});
    file.take("note_issued_after_meeting", "2026-06-18T10:00:01+02:00",
              {{"adopted_number", "PC.DEC/1500"}});
    CHECK(file.field("adopted_number") == "PC.DEC/1500");

    Story nato = under_silence("nac", kExpiry, "stay_silent");
    nato.pass("2026-06-10T17:00:01+02:00");
    CHECK(nato.refused("attach_statement", "2026-06-10T17:30:00+02:00", {},
                       {"interpretative_statement"}) == Reasons{"condition"});
    nato.take("note_issued", "2026-06-10T18:00:00+02:00", {{"adopted_number", "PO(2026)0123"}});
    // Once the text has issued no statement can be attached to it.
    CHECK(file.refused("attach_statement", "2026-06-19T10:00:00+02:00", {},
                       {"interpretative_statement"}) == Reasons{"condition"});
}

TEST_CASE("position: silence is proposed before it runs, and at the OSCE its use may be refused") {
    Story proposed = position();
    proposed.open("m1", "open", kMonday,
                  {{"title", "Decision on the budget"},
                   {"origin", "draft"},
                   {"forum", "osce_permanent_council"},
                   {"topics", "osce_affairs"}});
    proposed.take("note_proposal", "2026-06-08T11:00:00+02:00",
                  {{"silence_proposed_to", "2026-06-12T12:00 Europe/Vienna"},
                   {"silence_channel", "meeting"}});
    CHECK(proposed.field("silence_status") == "proposed");
    CHECK(proposed.due("silence") == "none");
    Story refused = proposed;
    refused.take("refuse_silence", "2026-06-08T11:05:00+02:00", {}, {}, "not on the budget");
    CHECK(refused.field("silence_status") == "not_used");
    proposed.take("set_silence", "2026-06-08T12:00:00+02:00",
                  {{"silence_expiry", "2026-06-12T12:00 Europe/Vienna"}});
    CHECK(proposed.field("silence_status") == "running");
    CHECK(proposed.due("silence") == "2026-06-12T10:00:00Z");

    Story osce = under_silence("fsc", kExpiry, "");
    osce.take("refuse_silence", "2026-06-08T11:00:00+02:00", {}, {}, "not on this text");
    CHECK(osce.field("silence_status") == "not_used");
    osce.pass("2026-06-11T17:00:00+02:00");
    CHECK(osce.state() == "drafting");
    Story nato = under_silence("nac", kExpiry, "");
    CHECK(nato.refused("refuse_silence", "2026-06-08T11:00:00+02:00", {}, {}, "no") ==
          Reasons{"condition"});
}

TEST_CASE(
    "position: where the rules of a body are unknown, silence still runs and still wakes people") {
    Story file = under_silence("unga", "2026-06-10T17:00 America/New_York", "");
    CHECK(file.due("silence") == "2026-06-10T21:00:00Z");
    file.pass("2026-06-10T21:00:01Z");
    CHECK(file.state() == "adopted");
    CHECK(was_told(file, {"2026-06-10T20:00:00Z", "final_confirmation", "duty officer"}));
}

TEST_CASE("position: every table says of each fact whether somebody has checked it") {
    const procedure::Definition& definition = testing::procedure_named("position");
    const auto& rules = definition.tables[definition.find_table("silence_rules")->index()];
    for (const auto& [body, verified] :
         {std::pair{"nac", true}, {"osce_permanent_council", true}, {"psc", false}}) {
        CAPTURE(body);
        const auto* row = rules.find(body);
        REQUIRE(row != nullptr);
        CHECK_FALSE(row->basis.empty());
        CHECK(row->verified[0] == verified);  // the form of an objection
    }
    for (const char* table : {"clearance_rules", "precedence_rules"}) {
        for (const auto& row : definition.tables[definition.find_table(table)->index()].rows) {
            CAPTURE(row.key);
            CHECK(std::ranges::none_of(row.verified, [](bool value) { return value; }));
        }
    }
}

// --- Scenario 5: over Easter

/// What people see beside the due moment of the silence.
std::string shown(const Story& file, const procedure::World& world) {
    const auto standing = procedure::derive(file.definition(), file.matter(), world,
                                            *file.definition().find_deadline("silence"));
    REQUIRE_MESSAGE(standing.ok(), standing.error().message);
    std::string lines;
    for (const std::string& line :
         calendar::in_words(standing.value().deadline, *world.book, diag::Language::en))
        lines += line + "\n";
    return lines;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

TEST_CASE(
    "position: scenario 5: people see which holidays at home lie within a silence, and that they "
    "move nothing") {
    using testing::House;
    const auto over = [](const House& house, std::string_view from, std::string_view until) {
        Story file(testing::procedure_named("position"), house.world(), "propose_position",
                   house.act().units.front().code);
        file.open("m1", "open_silence", from, notice("nac", until));
        return shown(file, house.world());
    };
    const std::string western =
        over(testing::croatia(), "2026-04-02T10:00:00+02:00", "2026-04-07T17:00 Europe/Brussels");
    CHECK(contains(western, "Easter Monday"));
    CHECK(contains(western, "7 April 2026, 17:00 (Europe/Brussels)"));
    CHECK_FALSE(contains(
        over(testing::serbia(), "2026-04-02T10:00:00+02:00", "2026-04-07T17:00 Europe/Brussels"),
        "Easter"));
    const std::string orthodox =
        over(testing::serbia(), "2026-04-09T10:00:00+02:00", "2026-04-14T17:00 Europe/Brussels");
    CHECK(contains(orthodox, "Good Friday"));
    CHECK(contains(orthodox, "14 April 2026, 17:00 (Europe/Brussels)"));
    CHECK_FALSE(contains(
        over(testing::croatia(), "2026-04-09T10:00:00+02:00", "2026-04-14T17:00 Europe/Brussels"),
        "Good Friday"));
}

TEST_CASE(
    "position: scenario 5: from Maundy Thursday to the Tuesday after Easter a silence keeps its "
    "moment in Brussels, and nobody sleeps through it") {
    for (const procedure::World& world : {testing::croatia().world(), testing::serbia().world()}) {
        CAPTURE(world.house_calendar);
        Story file(testing::procedure_named("position"), world, "propose_position",
                   world.house_calendar == "hr" ? "5.1.1" : "0");
        file.open("m1", "open_silence", "2026-04-02T10:00:00+02:00",
                  notice("nac", "2026-04-07T17:00 Europe/Brussels"));
        CHECK(file.due("silence") == "2026-04-07T15:00:00Z");
        file.pass("2026-04-07T16:00:00+02:00");
        CHECK(was_told(file, {"2026-04-07T14:00:00Z", "final_confirmation", "duty officer"}));
        // A quarter of the time left falls into the night of Easter Monday, and is told then.
        CHECK(file.due("clearance_by_silence") == "2026-04-06T07:15:00Z");
        file.pass("2026-04-07T17:00:00+02:00");
        CHECK(file.state() == "triggered");
        file.pass("2026-04-07T17:00:01+02:00");
        CHECK(file.state() == "adopted");
    }
}

TEST_CASE("position: the story of a silence that nobody answered") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.answer("hr_ministry_defence", "2026-06-09T15:00:00+02:00", Answer::amended,
                "delete para 7");
    file.pass("2026-06-10T18:00:00+02:00");
    testing::check_golden("procedure/position_silence.txt",
                          procedure::describe(file.definition(), file.all_events()));
}

}  // namespace
}  // namespace remit
