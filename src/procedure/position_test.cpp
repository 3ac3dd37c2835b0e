// Parliament, the EU line, the meeting, what was instructed, done and recorded, the next edition,
// and who may do all that.
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
using procedure::ClockState;
using procedure::Rank;
using testing::Fields;
using testing::Story;

// --- Parliament, the EU line, the meeting

TEST_CASE("position: a CFSP file goes to the foreign policy committee and to no other") {
    for (const auto& [area, right, wrong] :
         {std::tuple{"cfsp", "send_to_foreign_committee", "send_to_european_committee"},
          {"other_eu", "send_to_european_committee", "send_to_foreign_committee"}}) {
        CAPTURE(area);
        Story file = drafted();
        file.take("select_for_scrutiny", "2026-06-09T09:00:00+02:00", {{"policy_area", area}});
        file.take("submit_for_clearance", "2026-06-09T10:00:00+02:00",
                  with(kInstruction, "joining", "cast_vote"));
        file.take("clear_unit", "2026-06-09T10:10:00+02:00");
        CHECK(file.refused("send_instruction", "2026-06-09T10:20:00+02:00", {}, {"instruction"}) ==
              Reasons{"condition"});
        CHECK(file.refused(wrong, "2026-06-09T10:30:00+02:00", {}, {"position_paper"}) ==
              Reasons{"condition"});
        file.take(right, "2026-06-09T10:30:00+02:00", {}, {"position_paper"});
        file.take("record_parliament", "2026-06-11T10:30:00+02:00", {}, {"parliament_opinion"});
        file.take("send_instruction", "2026-06-11T10:40:00+02:00", {}, {"instruction"});
        CHECK(file.state() == "instruction_sent");
    }
}

TEST_CASE("position: the EU line overrides, and the mission is told so") {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "speak");
    CHECK(file.refused("record_eu_line", "2026-06-10T09:00:00+02:00") == Reasons{"field_missing"});
    file.take("record_eu_line", "2026-06-10T09:00:00+02:00",
              {{"eu_line", "abstain, agreed by the heads of mission"}});
    CHECK(file.state() == "overridden");
    file.take("send_eu_line", "2026-06-10T09:30:00+02:00", {{"vote", "abstain"}}, {"instruction"});
    CHECK(file.field("instructed_joining") == "align_eu");
    CHECK(file.field("instructed_vote") == "abstain");
    Story again = drafted();
    again.take("record_eu_line", "2026-06-10T09:00:00+02:00", {{"eu_line", "abstain"}});
    again.take("back_to_national", "2026-06-10T10:00:00+02:00", {}, {},
               "two members left the line");
    CHECK(again.state() == "drafting");
    CHECK(again.field("eu_line").empty());
}

TEST_CASE("position: the body decides before we do, and the file says so by itself") {
    Story file = drafted();
    CHECK(file.due("clearance_for_meeting") == "2026-06-12T12:00:00Z");
    file.pass("2026-06-12T12:00:00Z");
    CHECK(was_told(file, {"2026-06-12T12:00:00Z", "clearance_for_meeting", "head of 5.1"}));
    file.pass("2026-06-12T20:00:00Z");
    CHECK(file.state() == "drafting");
    file.pass("2026-06-12T20:00:01Z");
    CHECK(file.state() == "lapsed");
    // What the mission did all the same is on record as uninstructed.
    Story acted = file;
    acted.take("record_uninstructed", "2026-06-13T08:00:00Z",
               {{"done_joining", "cast_vote"}, {"done_vote", "abstain"}}, {},
               "no instruction had come");
    CHECK(acted.state() == "delivered");
    CHECK(acted.field("instructed_or_not") == "uninstructed");
    CHECK(acted.field("instructed_vote").empty());
    // Or the item was put off.
    CHECK(file.refused("revive", "2026-06-13T08:00:00Z",
                       {{"decision_at", "2026-06-12T16:00 America/New_York"}}) ==
          Reasons{"condition"});
    file.take("revive", "2026-06-13T08:00:00Z",
              {{"decision_at", "2026-06-19T16:00 America/New_York"}});
    CHECK(file.state() == "drafting");
    CHECK(file.due("decision") == "2026-06-19T20:00:00Z");
}

TEST_CASE("position: a meeting that is over does not take back an instruction that was sent") {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "cast_vote");
    file.pass("2026-06-12T20:00:01Z");
    CHECK(file.state() == "acknowledged");
}

// --- Three facts, the report, the next edition

Story voted(std::string_view instructed, std::string_view done) {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "cast_vote; explain_vote",
             with(kInstruction, "vote", std::string(instructed)));
    file.take("record_delivery", "2026-06-12T21:00:00Z",
              {{"done_joining", "cast_vote"},
               {"done_vote", std::string(done)},
               {"delivered_revision", "L.12"},
               {"done_paragraph", "OP7"},
               {"done_paragraph_vote", "no"},
               {"explanation", "we share the aim"},
               {"cosponsors", "SI; AT"}});
    return file;
}

TEST_CASE("position: instructed, done and recorded are three facts, and none overwrites another") {
    Story file = voted("yes", "abstain");
    file.take("record_official", "2026-06-15T08:00:00Z",
              {{"official_vote", "absent"}, {"official_source", "A/81/PV.30"}});
    CHECK(file.field("instructed_vote") == "yes");
    CHECK(file.field("done_vote") == "abstain");
    CHECK(file.field("official_vote") == "absent");
    CHECK(file.refused("send_intended_letter", "2026-06-15T09:00:00Z",
                       {{"intended_vote", "absent"}},
                       {"intended_vote_letter"}) == Reasons{"condition"});
    file.take("send_intended_letter", "2026-06-15T09:00:00Z", {{"intended_vote", "yes"}},
              {"intended_vote_letter"});
    CHECK(file.field("official_vote") == "absent");
    CHECK(file.refused("report", "2026-06-15T10:00:00Z") == Reasons{"paper_missing"});
    file.take("report", "2026-06-15T10:00:00Z", {}, {"report"});
    file.take("archive", "2026-06-15T11:00:00Z");
    CHECK(file.state() == "archived");
}

TEST_CASE("position: a vote on a paragraph is three facts as well, and each keeps its own rows") {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "cast_vote",
             with(with(with(kInstruction, "vote", "yes"), "paragraph", "OP7; PP3"),
                  "paragraph_vote", "abstain; no"));
    CHECK(file.field("instructed_paragraph") == "OP7; PP3");
    CHECK(file.field("instructed_paragraph_vote") == "abstain; no");
    const Fields done{{"done_joining", "cast_vote"}, {"done_vote", "yes"}};
    CHECK(file.refused("record_delivery", "2026-06-12T21:00:00Z",
                       with(with(done, "done_paragraph", "OP7; PP3; OP9"), "done_paragraph_vote",
                            "abstain; no")) == Reasons{"cell_missing"});
    // OP9 was put to the vote from the floor: nothing had been instructed on it.
    file.take("record_delivery", "2026-06-12T21:00:00Z",
              with(with(done, "done_paragraph", "OP7; PP3; OP9"), "done_paragraph_vote",
                   "abstain; no; abstain"));
    file.take("record_official", "2026-06-15T08:00:00Z",
              {{"official_vote", "yes"},
               {"official_paragraph", "OP7; OP9"},
               {"official_paragraph_vote", "abstain; absent"},
               {"other_country", "SI; RS"},
               {"other_vote", "yes; abstain"}});
    CHECK(file.field("instructed_paragraph") == "OP7; PP3");
    CHECK(file.field("done_paragraph_vote") == "abstain; no; abstain");
    CHECK(file.field("official_paragraph_vote") == "abstain; absent");
}

TEST_CASE("position: the red lines that went out stay what they were when the draft goes on") {
    Story file = drafted();
    instruct(file, "2026-06-09T10:00:00+02:00", "cast_vote",
             with(with(with(kInstruction, "limit_on", "OP7; OP7; OP9"), "fallback",
                       "may take note; may be mindful; -"),
                  "red_line", "-; no call upon States; no budget"));
    CHECK(file.field("instructed_fallback") == "may take note; may be mindful; -");
    file.take("reconsider", "2026-06-09T11:00:00+02:00", {}, {}, "the minister called");
    file.take("edit", "2026-06-09T11:05:00+02:00",
              {{"limit_on", "OP7"}, {"fallback", ""}, {"red_line", "no mention"}});
    CHECK(file.field("red_line") == "no mention");
    CHECK(file.field("instructed_red_line") == "-; no call upon States; no budget");
    // The EU line takes the place of all of it.
    file.take("record_eu_line", "2026-06-10T09:00:00+02:00", {{"eu_line", "abstain"}});
    file.take("send_eu_line", "2026-06-10T09:30:00+02:00", {{"vote", "abstain"}}, {"instruction"});
    CHECK(file.field("instructed_red_line").empty());
    CHECK(file.field("instructed_limit_on").empty());
}

TEST_CASE("position: the report is due two working days after the act") {
    Story file = voted("yes", "yes");
    CHECK(file.due("reporting") == "2026-06-16");
    file.pass("2026-06-17T22:00:00Z");
    CHECK(file.is("reporting", ClockState::passed));
    CHECK(alerts(file).back().deadline == "reporting");
}

TEST_CASE("position: the next edition points back and shows how we voted and why") {
    Story file = voted("yes", "abstain");
    file.take(
        "record_official", "2026-06-15T07:00:00Z",
        {{"official_vote", "abstain"}, {"other_country", "SI; RS"}, {"other_vote", "yes; no"}});
    file.take("open_next_edition", "2026-06-15T08:00:00Z");
    const auto spawned = file.events<procedure::Spawned>();
    REQUIRE(spawned.size() == 1);
    CHECK(spawned[0].second.procedure == "position");
    CHECK(spawned[0].second.link == "next_edition");
    Story next = position();
    next.open_from(spawned[0].second, file, "m3", "2026-06-15T08:00:00Z");
    CHECK(next.field("previous_edition") == "m2");
    CHECK(next.field("previous_vote") == "abstain");
    CHECK(next.field("previous_paragraph") == "OP7");
    CHECK(next.field("previous_paragraph_vote") == "no");
    CHECK(next.field("previous_line") == "Supports the package");
    CHECK(next.field("previous_explanation") == "we share the aim");
    CHECK(next.field("previous_cosponsors") == "SI; AT");
    CHECK(next.field("previous_other_country") == "SI; RS");
    CHECK(next.field("previous_other_vote") == "yes; no");
    CHECK(next.field("origin") == "yearly_plan");
    // What is new this time, and how others vote this time, is not known yet.
    CHECK(next.field("new_paragraphs").empty());
    CHECK(next.field("other_country").empty());
    next.take("assign", "2026-09-01T08:00:00Z", {{"drafter", "ana"}});
    next.take("edit", "2026-09-01T08:10:00Z", {{"new_paragraphs", "PP9; OP11"}});
    CHECK(next.field("new_paragraphs") == "PP9; OP11");
    CHECK(file.refused("open_next_edition", "2026-06-15T08:01:00Z") == Reasons{"condition"});
}

// --- The two institutions

TEST_CASE("position: in both institutions whoever may open it can bring it to its end") {
    struct Case {
        const testing::House& house;
        testing::Business business;
        std::string_view owner;
    };
    const procedure::Definition& definition = testing::procedure_named("position");
    for (const Case& one :
         {Case{testing::croatia(), {"nac", "nato_policy"}, "5.1.1"},
          Case{testing::croatia(), {"nrc", "nato_policy"}, "5.1.1"},
          Case{testing::croatia(), {"conop", "wmd_non_proliferation"}, "5.1.2"},
          Case{testing::croatia(), {"psc", "csdp"}, "5.1"},
          Case{testing::croatia(), {"unga", "un_affairs"}, "5"},
          Case{testing::serbia(), {"unga", "un_affairs"}, "I"},
          Case{testing::serbia(), {"osce_permanent_council", "osce_affairs"}, "II"},
          Case{testing::serbia(), {"fsc", "osce_affairs"}, "II"},
          Case{testing::serbia(), {"nam", "non_aligned_movement"}, "III"},
          Case{testing::serbia(), {"hrc", "human_rights"}, "V"}}) {
        CAPTURE(one.business.body);
        const std::vector<std::string> openers =
            testing::openers_who_can_finish(definition, "open_silence", one.house, one.business);
        CHECK(std::ranges::count(openers, one.owner) == 1);
    }
}

}  // namespace
}  // namespace remit
