// Texts that change after clearance, objections that climb, and who may clear what.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "procedure/engine.h"
#include "support/positions.h"

namespace remit {
namespace {

using namespace testing::positions;
using procedure::Answer;
using procedure::Rank;
using testing::Fields;
using testing::Story;

// --- The text changes

TEST_CASE("position: an instruction against an old revision cannot be sent") {
    Story file = drafted();
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(kInstruction, "joining", "cast_vote"));
    file.take("clear_unit", "2026-06-09T10:10:00+02:00");
    CHECK(file.field("cleared_revision") == "L.12");
    file.take("text_changed", "2026-06-09T11:00:00+02:00",
              {{"revision", "L.12/Rev.1"}, {"changed_parts", "OP7"}});
    CHECK(file.state() == "recheck");
    CHECK(file.refused("send_instruction", "2026-06-09T11:01:00+02:00", {}, {"instruction"})
              .front() == "wrong_state");

    // Only those whom the change concerns are asked.
    file.take("ask_affected", "2026-06-09T11:10:00+02:00",
              {{"recheck_due", "2026-06-09T15:00 Europe/Zagreb"},
               {"affected_ministries", "hr_ministry_interior"}});
    CHECK(file.answered("recheck") == "0 of 1");
    CHECK(file.refused("confirm_editorial", "2026-06-09T11:20:00+02:00", {}, {}, "commas") ==
          Reasons{"condition"});
    CHECK(file.refused("resubmit", "2026-06-09T11:20:00+02:00") == Reasons{"condition"});
    file.answer("hr_ministry_interior", "2026-06-09T12:00:00+02:00", Answer::agreed);
    file.take("resubmit", "2026-06-09T12:10:00+02:00",
              {{"paragraph", "OP7"}, {"paragraph_vote", "abstain"}});
    file.take("clear_unit", "2026-06-09T12:20:00+02:00");
    CHECK(file.field("cleared_revision") == "L.12/Rev.1");
    file.take("send_instruction", "2026-06-09T12:30:00+02:00", {}, {"instruction"});
    CHECK(file.field("instructed_revision") == "L.12/Rev.1");
    CHECK(file.field("instructed_paragraph") == "OP7");
    CHECK(file.field("instructed_paragraph_vote") == "abstain");
}

TEST_CASE("position: no other step changes the text behind a clearance") {
    const procedure::Definition& definition = testing::procedure_named("position");
    const auto cleared = {"cleared", "government_step", "parliament_step", "instruction_sent",
                          "acknowledged"};
    for (const procedure::Step& step : definition.steps) {
        CAPTURE(step.id);
        const bool from_cleared = std::ranges::any_of(step.from, [&](procedure::StateId from) {
            return std::ranges::find(cleared, definition.states[from.index()].id) != cleared.end();
        });
        if (!from_cleared) continue;
        for (const char* name : {"target_text", "revision"}) {
            const auto field = *definition.find_field(name);
            const bool writes = std::ranges::count(step.needs, field) != 0 ||
                                std::ranges::count(step.may, field) != 0;
            const bool goes_to_recheck =
                step.to.is_some() && definition.states[step.to.index()].id == "recheck";
            CHECK((!writes || goes_to_recheck));
        }
    }
}

TEST_CASE("position: a change after the instruction makes it void until a supplement goes out") {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "cast_vote");
    file.take("text_changed", "2026-06-09T11:00:00+02:00",
              {{"revision", "L.12/Rev.1"}, {"changed_parts", "PP3"}});
    CHECK(file.refused("record_delivery", "2026-06-09T11:01:00+02:00",
                       {{"done_joining", "cast_vote"}, {"done_vote", "yes"}})
              .front() == "wrong_state");
    CHECK(file.refused("confirm_editorial", "2026-06-09T11:05:00+02:00") ==
          Reasons{"note_missing"});
    file.take("confirm_editorial", "2026-06-09T11:05:00+02:00", {}, {}, "a comma in PP3");
    CHECK(file.refused("send_instruction", "2026-06-09T11:06:00+02:00", {}, {"instruction"}) ==
          Reasons{"condition"});
    CHECK(file.refused("send_supplement", "2026-06-09T11:06:00+02:00") == Reasons{"paper_missing"});
    file.take("send_supplement", "2026-06-09T11:06:00+02:00", {}, {"supplementary_instruction"});
    CHECK(file.field("instructed_revision") == "L.12/Rev.1");

    // Each supplement is a telegram of its own.
    file.take("text_changed", "2026-06-10T11:00:00+02:00",
              {{"revision", "L.12/Rev.2"}, {"changed_parts", "PP4"}});
    file.take("confirm_editorial", "2026-06-10T11:05:00+02:00", {}, {}, "a comma in PP4");
    CHECK(file.refused("send_supplement", "2026-06-10T11:06:00+02:00") == Reasons{"paper_missing"});
}

TEST_CASE("position: an editorial change is confirmed only of what was cleared before") {
    Story file = drafted();
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(kInstruction, "joining", "cast_vote"));
    file.take("text_changed", "2026-06-09T10:05:00+02:00",
              {{"revision", "L.12/Rev.1"}, {"changed_parts", "PP3"}});
    CHECK(file.refused("confirm_editorial", "2026-06-09T10:06:00+02:00", {}, {}, "a comma") ==
          Reasons{"condition"});
    file.take("resubmit", "2026-06-09T10:07:00+02:00");
    CHECK(file.state() == "clearance");
}

TEST_CASE("position: the Government's decision on one revision is none on another") {
    Story file = drafted();
    file.take("require_government", "2026-06-09T09:00:00+02:00");
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(kInstruction, "joining", "cast_vote"));
    file.take("clear_unit", "2026-06-09T10:10:00+02:00");
    CHECK(file.refused("send_instruction", "2026-06-09T10:20:00+02:00", {}, {"instruction"}) ==
          Reasons{"condition"});
    file.take("send_to_government", "2026-06-09T10:20:00+02:00", {}, {"government_paper"});
    file.take("record_government", "2026-06-10T10:20:00+02:00", {{"decided_on", "2026-06-10"}},
              {"government_conclusion"});
    CHECK(file.refused("text_changed", "2026-06-10T11:00:00+02:00",
                       {{"revision", "L.12/Rev.1"}, {"changed_parts", "OP7"}}) ==
          Reasons{"condition"});
    file.take("text_changed_after_government", "2026-06-10T11:00:00+02:00",
              {{"revision", "L.12/Rev.1"}, {"changed_parts", "OP7"}});
    file.take("resubmit", "2026-06-10T11:10:00+02:00");
    file.take("clear_unit", "2026-06-10T11:20:00+02:00");
    CHECK(file.refused("send_instruction", "2026-06-10T11:30:00+02:00", {}, {"instruction"}) ==
          Reasons{"condition"});
    // The papers of the first decision do not serve for a second one.
    Story again = file;
    CHECK(again.refused("send_to_government", "2026-06-10T11:40:00+02:00") ==
          Reasons{"paper_missing"});
    again.take("send_to_government", "2026-06-10T11:40:00+02:00", {}, {"government_paper"});
    CHECK(again.refused("record_government", "2026-06-11T10:00:00+02:00") ==
          Reasons{"paper_missing"});
    again.take("record_government", "2026-06-11T10:00:00+02:00", {{"decided_on", "2026-06-11"}},
               {"government_conclusion"});
    again.take("send_instruction", "2026-06-11T10:10:00+02:00", {}, {"instruction"});
    CHECK(again.state() == "instruction_sent");

    file.take("waive_government", "2026-06-10T11:40:00+02:00", {}, {},
              "the Government's conclusion covers OP7");
    file.take("send_instruction", "2026-06-10T11:45:00+02:00", {}, {"instruction"});
    CHECK(file.state() == "instruction_sent");
}

TEST_CASE("position: another text takes its place") {
    Story file = worked_example();
    file.take("supersede", "2026-06-09T10:00:00+02:00", {{"superseded_by", "PO(2026)0125"}}, {},
              "merged");
    CHECK(file.state() == "superseded");
    CHECK(file.due("silence") == "none");
    file.take("take_up_new_text", "2026-06-09T10:01:00+02:00",
              {{"target_text", "PO(2026)0125"}, {"revision", "(AS1)"}});
    CHECK(file.state() == "drafting");
    CHECK(file.field("cleared_revision").empty());
}

// --- Consultation: who does not answer, who objects

TEST_CASE("position: silence in the house is no consent: the unit cannot clear it alone") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.take("note_legal", "2026-06-09T11:00:00+02:00");
    CHECK(file.refused("submit_for_clearance", "2026-06-09T11:30:00+02:00",
                       with(kInstruction, "joining", "stay_silent")) == Reasons{"condition"});
    file.pass("2026-06-09T12:00:01+02:00");
    file.take("submit_for_clearance", "2026-06-09T12:30:00+02:00",
              with(kInstruction, "joining", "stay_silent"));
    CHECK(file.refused("clear_unit", "2026-06-09T12:40:00+02:00") == Reasons{"condition"});
    file.take("raise_level", "2026-06-09T12:41:00+02:00", {{"clearance_level", "superior"}});
    file.take("initial", "2026-06-09T12:42:00+02:00");
    CHECK(file.refused("clear_superior", "2026-06-09T12:43:00+02:00") == Reasons{"wrong_unit"});
    file.acts_as("5.1");
    file.take("clear_superior", "2026-06-09T12:45:00+02:00");
    CHECK(file.state() == "cleared");
}

TEST_CASE("position: an objection goes up one level, and never sideways") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.take("note_legal", "2026-06-08T15:01:00+02:00");
    file.answer("hr_ministry_defence", "2026-06-09T11:00:00+02:00", Answer::objected,
                "no troops for it");
    CHECK(file.refused("submit_for_clearance", "2026-06-09T11:30:00+02:00",
                       with(kInstruction, "joining", "stay_silent")) == Reasons{"condition"});
    CHECK(file.refused("accept_with_dissent", "2026-06-09T11:30:00+02:00", {}, {}, "never mind")
              .empty() == false);
    file.take("refer_up", "2026-06-09T11:31:00+02:00");
    CHECK(file.state() == "disputed");
    CHECK(file.field("dispute_level") == "superior");

    const Fields settled = {{"settlement", "the text stands"}};
    CHECK(file.refused("settle_superior", "2026-06-09T11:35:00+02:00", settled, {},
                       "we know better") == Reasons{"wrong_unit"});
    file.acts_as("5.1.2");
    CHECK(file.refused("settle_superior", "2026-06-09T11:36:00+02:00", settled, {},
                       "let us help") == Reasons{"wrong_unit"});
    file.acts_as("5.1", Rank::officer);
    CHECK(file.refused("settle_superior", "2026-06-09T11:37:00+02:00", settled, {}, "fine") ==
          Reasons{"rank_too_low"});
    file.acts_as("5.1");
    CHECK(file.refused("refer_to_state_secretaries", "2026-06-09T11:38:00+02:00", {}, {}, "skip")
              .empty() == false);
    file.take("settle_superior", "2026-06-09T11:40:00+02:00", settled, {},
              "talked to the ministry");
    CHECK(file.state() == "drafting");
    file.acts_as("5.1.1");
    file.take("submit_for_clearance", "2026-06-09T11:50:00+02:00",
              with(kInstruction, "joining", "stay_silent"));
    // It was overruled, not lifted: the unit alone still cannot clear it.
    CHECK(file.refused("clear_unit", "2026-06-09T11:51:00+02:00") == Reasons{"condition"});
}

TEST_CASE("position: a dispute climbs rung by rung to the Government") {
    Story file = worked_example();
    file.answer("hr_ministry_defence", "2026-06-09T11:00:00+02:00", Answer::objected, "no");
    file.take("refer_up", "2026-06-09T11:01:00+02:00");
    file.acts_as("5.1");
    file.take("refer_to_top", "2026-06-09T11:02:00+02:00", {}, {}, "beyond us");
    CHECK(file.refused("settle_top", "2026-06-09T11:03:00+02:00", {{"settlement", "x"}}, {}, "x") ==
          Reasons{"wrong_unit"});
    file.acts_as("5");
    file.take("refer_to_state_secretaries", "2026-06-09T11:04:00+02:00", {}, {}, "beyond us");
    file.take("refer_to_coordination", "2026-06-09T11:05:00+02:00", {}, {}, "no agreement");
    file.take("refer_to_government", "2026-06-09T11:06:00+02:00", {}, {}, "no agreement");
    CHECK(file.field("dispute_level") == "government");
    file.acts_as("5.1.1");
    CHECK(file.refused("record_settlement", "2026-06-09T11:07:00+02:00",
                       {{"settlement", "break"},
                        {"decided_by", "the Government"},
                        {"decided_on", "2026-06-09"}}) == Reasons{"paper_missing"});
    file.take(
        "record_settlement", "2026-06-09T11:08:00+02:00",
        {{"settlement", "break"}, {"decided_by", "the Government"}, {"decided_on", "2026-06-09"}},
        {"decision"});
    CHECK(file.state() == "drafting");
}

TEST_CASE("position: at the top of the act a dispute waits for nobody who is not there") {
    Story file(testing::procedure_named("position"), testing::croatia().world(), "propose_position",
               "5");
    file.open("m1", "open_silence", kMonday, notice("un", kExpiry));
    file.take("assign", kMonday, {{"drafter", "ana"}});
    file.take("consult_ministries", kMonday,
              {{"consulted", "hr_ministry_defence"}, {"comments_due", std::string(kTuesdayNoon)}});
    file.answer("hr_ministry_defence", "2026-06-08T11:00:00+02:00", Answer::objected, "no");
    file.take("refer_up", "2026-06-08T11:01:00+02:00");
    file.take("settle_superior", "2026-06-08T11:02:00+02:00", {{"settlement", "stands"}}, {},
              "weighed");
    CHECK(file.state() == "drafting");
}

TEST_CASE("position: an objection that was lifted needs nobody above") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.take("note_legal", "2026-06-08T15:01:00+02:00");
    file.answer("hr_ministry_defence", "2026-06-09T10:00:00+02:00", Answer::objected, "no");
    CHECK(file.refused("note_lifted", "2026-06-09T10:30:00+02:00") == Reasons{"condition"});
    file.answer("hr_ministry_defence", "2026-06-09T11:00:00+02:00", Answer::agreed);
    file.take("note_lifted", "2026-06-09T11:05:00+02:00");
    instruct(file, "2026-06-09T11:30:00+02:00", "stay_silent");
    CHECK(file.state() == "acknowledged");

    Story above = worked_example();
    above.answer("hr_ministry_defence", "2026-06-09T10:00:00+02:00", Answer::objected, "no");
    above.take("refer_up", "2026-06-09T10:10:00+02:00");
    CHECK(above.refused("end_dispute", "2026-06-09T10:20:00+02:00") == Reasons{"condition"});
    above.answer("hr_ministry_defence", "2026-06-09T10:30:00+02:00", Answer::agreed);
    above.take("end_dispute", "2026-06-09T10:31:00+02:00");
    CHECK(above.state() == "drafting");
}

TEST_CASE("position: an objection that comes after clearance stops the instruction") {
    Story file = worked_example();
    file.answer("law", "2026-06-08T15:00:00+02:00", Answer::agreed);
    file.take("note_legal", "2026-06-08T15:01:00+02:00");
    file.pass("2026-06-09T12:00:01+02:00");
    file.take("submit_for_clearance", "2026-06-09T12:30:00+02:00",
              with(with(kInstruction, "joining", "stay_silent"), "clearance_level", "superior"));
    file.take("initial", "2026-06-09T12:31:00+02:00");
    file.acts_as("5.1");
    file.take("clear_superior", "2026-06-09T12:32:00+02:00");
    file.acts_as("5.1.1");
    file.answer("hr_ministry_defence", "2026-06-09T15:00:00+02:00", Answer::objected, "no");
    CHECK(file.refused("send_instruction", "2026-06-09T15:01:00+02:00", {}, {"instruction"}) ==
          Reasons{"condition"});
    file.take("refer_up", "2026-06-09T15:02:00+02:00");
    file.pass("2026-06-10T17:00:01+02:00");
    CHECK(file.state() == "adopted");
    CHECK(file.field("unmet_objections") == "hr_ministry_defence: no");
}

// --- Clearance

TEST_CASE("position: the higher the classification, the higher the hand that clears") {
    struct Case {
        std::string classification;
        std::string level;
        bool cleared;
    };
    for (const Case& one :
         {Case{"restricted", "unit", true}, Case{"confidential", "unit", false},
          Case{"confidential", "superior", true}, Case{"secret", "superior", false},
          Case{"secret", "top", true}, Case{"top_secret", "top", false}}) {
        CAPTURE(one.classification);
        CAPTURE(one.level);
        Story file = drafted();
        file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
                  with(with(with(kInstruction, "joining", "cast_vote"), "classification",
                            one.classification),
                       "clearance_level", one.level));
        std::string last = "clear_unit";
        if (one.level != "unit") {
            file.take("initial", "2026-06-09T10:01:00+02:00");
            file.acts_as("5.1");
            last = "clear_superior";
        }
        if (one.level == "top") {
            file.take("initial_superior", "2026-06-09T10:02:00+02:00");
            file.acts_as("5");
            last = "clear_top";
        }
        if (one.cleared) {
            file.take(last, "2026-06-09T10:03:00+02:00");
            CHECK(file.state() == "cleared");
        } else {
            CHECK(file.refused(last, "2026-06-09T10:03:00+02:00") == Reasons{"condition"});
        }
    }
}

TEST_CASE("position: the minister's decision is a signed paper, not a click") {
    Story file = drafted();
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(with(with(kInstruction, "joining", "cast_vote"), "classification", "top_secret"),
                   "clearance_level", "minister"));
    file.take("initial", "2026-06-09T10:01:00+02:00");
    file.acts_as("5.1");
    file.take("initial_superior", "2026-06-09T10:02:00+02:00");
    CHECK(file.refused("initial_top", "2026-06-09T10:03:00+02:00") == Reasons{"wrong_unit"});
    file.acts_as("5");
    file.take("initial_top", "2026-06-09T10:03:00+02:00");
    file.acts_as("5.1.1", Rank::officer);
    CHECK(file.refused("record_minister", "2026-06-09T10:04:00+02:00",
                       {{"decided_by", "the minister"}, {"decided_on", "2026-06-09"}}) ==
          Reasons{"paper_missing"});
    file.take("record_minister", "2026-06-09T10:05:00+02:00",
              {{"decided_by", "the minister"}, {"decided_on", "2026-06-09"}}, {"decision"});
    CHECK(file.state() == "cleared");
    CHECK(file.field("cleared_revision") == "L.12");
}

TEST_CASE("position: an officer does not clear, and only a flash goes out of turn") {
    Story file = drafted();
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(kInstruction, "joining", "cast_vote"));
    file.acts_as("5.1.1", Rank::officer);
    CHECK(file.refused("clear_unit", "2026-06-09T10:01:00+02:00") == Reasons{"rank_too_low"});
    file.acts_as("5.1");
    CHECK(file.refused("clear_flash", "2026-06-09T10:02:00+02:00", {}, {}, "night") ==
          Reasons{"condition"});

    Story flash = drafted();
    flash.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
               with(with(with(kInstruction, "joining", "cast_vote"), "precedence", "flash"),
                    "clearance_level", "minister"));
    flash.acts_as("5.1");
    CHECK(flash.refused("clear_flash", "2026-06-09T10:02:00+02:00") == Reasons{"note_missing"});
    flash.take("clear_flash", "2026-06-09T10:02:00+02:00", {}, {}, "the minister is in the air");
    CHECK(flash.state() == "cleared");
}

TEST_CASE("position: what is cleared is not edited, only taken back") {
    Story file = drafted();
    file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
              with(kInstruction, "joining", "cast_vote"));
    CHECK(file.refused("edit", "2026-06-09T10:01:00+02:00", {{"line", "the opposite"}}).front() ==
          "wrong_state");
    file.take("clear_unit", "2026-06-09T10:02:00+02:00");
    CHECK(file.refused("edit", "2026-06-09T10:03:00+02:00", {{"line", "the opposite"}}).front() ==
          "wrong_state");
    CHECK(file.refused("send_instruction", "2026-06-09T10:03:00+02:00", {{"joining", "object"}},
                       {"instruction"}) == Reasons{"field_not_of_step"});
    file.take("reconsider", "2026-06-09T10:04:00+02:00", {}, {}, "the minister called");
    CHECK(file.state() == "drafting");
}

TEST_CASE(
    "position: the mission that does not acknowledge is asked after, sooner where it is urgent") {
    for (const auto& [precedence, due] : {std::pair{"routine", "2026-06-10T08:00:00Z"},
                                          {"urgent", "2026-06-09T12:00:00Z"},
                                          {"flash", "2026-06-09T09:00:00Z"}}) {
        CAPTURE(precedence);
        Story file = drafted();
        file.take("submit_for_clearance", "2026-06-09T09:59:00+02:00",
                  with(with(kInstruction, "joining", "cast_vote"), "precedence", precedence));
        file.take("clear_unit", "2026-06-09T09:59:30+02:00");
        file.take("send_instruction", "2026-06-09T10:00:00+02:00", {}, {"instruction"});
        CHECK(file.due("acknowledgement") == due);
        file.pass(due);
        CHECK(was_told(file, {due, "acknowledgement", "duty officer"}));
    }
}

}  // namespace
}  // namespace remit
