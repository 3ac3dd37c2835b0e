// The life of a brief through the shipped file, the loader and the engine: the lock, blocks that
// grow stale, the event that moves, and what comes of the talk.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "procedure/engine.h"
#include "support/houses.h"
#include "support/procedures.h"
#include "support/story.h"

namespace remit {
namespace {

using procedure::Answer;
using procedure::ClockState;
using procedure::Rank;
using testing::Fields;
using testing::Story;

using Reasons = std::vector<std::string>;

// A talk on Friday, 12 June 2026, at 10:00 in Zagreb; asked for on Monday.
constexpr std::string_view kMonday = "2026-06-08T09:00:00+02:00";
constexpr std::string_view kEvent = "2026-06-12T10:00 Europe/Zagreb";
constexpr std::string_view kLock = "2026-06-11T10:00:00+02:00";

Story brief(std::string unit = "5.1.1") {
    return {testing::procedure_named("brief"), testing::croatia().world(), "support",
            std::move(unit)};
}

Fields request(std::string_view event_at, std::string_view wanted_by,
               std::string requester = "minister") {
    return {{"title", "Talks with the Secretary General"},
            {"requester", std::move(requester)},
            {"for_whom", "minister_cabinet"},
            {"topics", "nato_policy"},
            {"bodies", "nato"},
            {"event", "Visit of the Secretary General"},
            {"event_at", std::string(event_at)},
            {"wanted_by", std::string(wanted_by)},
            {"size_limit", "2"}};
}

// Two blocks: the open door, which quotes a position, and the budget, which the unit for NATO owns.
const Fields kContent = {{"purpose", "courtesy call"},
                         {"block_topic", "open door; budget"},
                         {"block_unit", "-; 5.1.1"},
                         {"our_line", "supports the open door; will spend more"},
                         {"their_line", "-; asks for two percent"},
                         {"if_asked", "-; the budget is before the Sabor"},
                         {"do_not_raise", "the command structure; -"},
                         {"valid_as_of", "2026-06-08; 2026-06-09"},
                         {"quotes", "m1; -"},
                         {"block_classification", "none; restricted"},
                         {"classification", "restricted"}};

/// One block and no more.
const Fields kOneBlock = {{"purpose", "courtesy call"},           {"block_topic", "open door"},
                          {"our_line", "supports the open door"}, {"valid_as_of", "2026-06-12"},
                          {"block_classification", "none"},       {"classification", "none"}};

Fields with(Fields fields, std::string name, std::string value) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    fields.emplace_back(std::move(name), std::move(value));
    return fields;
}

Story asked() {
    Story file = brief();
    file.open("b1", "request", kMonday, request(kEvent, kEvent));
    return file;
}

/// Cleared by the head above, as a brief for the minister is.
Story cleared() {
    Story file = asked();
    file.take("merge", "2026-06-09T09:00:00+02:00", kContent);
    file.take("submit", "2026-06-09T10:00:00+02:00");
    file.take("pass_up", "2026-06-09T10:10:00+02:00");
    file.acts_as("5.1");
    file.take("clear_superior", "2026-06-09T11:00:00+02:00");
    file.acts_as("5.1.1");
    return file;
}

TEST_CASE("brief: it locks by itself 24 hours before the event, to the second") {
    Story file = cleared();
    CHECK(file.due("lock") == "2026-06-11T08:00:00Z");
    file.pass(kLock);
    CHECK(file.state() == "cleared");
    file.take("rework", kLock);
    file.take("enter", kLock, {{"our_line", "changed in the last second; will spend more"}});
    file.pass("2026-06-11T10:00:01+02:00");
    CHECK(file.state() == "locked");
    CHECK(file.field("our_line") == "changed in the last second; will spend more");
    // It was open again when it locked, so nobody has cleared it as it stands.
    CHECK(file.refused("deliver", "2026-06-11T10:01:00+02:00", {}, {"brief"}) ==
          Reasons{"condition"});
}

TEST_CASE("brief: after the lock only a head changes it, and each change is on record") {
    Story file = cleared();
    file.pass("2026-06-11T10:00:01+02:00");
    CHECK(file.state() == "locked");
    const Fields change = {{"our_line", "supports the open door; says nothing"},
                           {"lock_exceptions", "the second point was withdrawn"}};
    CHECK(file.refused("enter", "2026-06-11T10:01:00+02:00", {{"our_line", "x"}}).front() ==
          "wrong_state");
    CHECK(file.refused("rework", "2026-06-11T10:01:00+02:00").front() == "wrong_state");
    file.acts_as("5.1.1", Rank::officer);
    CHECK(file.refused("amend_locked", "2026-06-11T10:02:00+02:00", change, {}, "news") ==
          Reasons{"rank_too_low"});
    file.acts_as("5.1.1");
    CHECK(file.refused("amend_locked", "2026-06-11T10:02:00+02:00", change) ==
          Reasons{"note_missing"});
    CHECK(file.refused("amend_locked", "2026-06-11T10:02:00+02:00", {{"our_line", "x"}}, {},
                       "news") == Reasons{"field_missing"});
    file.take("amend_locked", "2026-06-11T10:03:00+02:00", change, {}, "news of the night");
    CHECK(file.field("our_line") == "supports the open door; says nothing");
    CHECK(file.field("lock_exceptions") == "the second point was withdrawn");
    CHECK(file.state() == "locked");
}

TEST_CASE("brief: asked for with less than a day left, its lock is still to come") {
    // Exactly 24 hours are not enough for the ordinary lock; one second more is.
    const Fields fields = request(kEvent, kEvent);
    Story file = brief();
    CHECK_FALSE(file.try_open("b1", "request", "2026-06-11T10:00:00+02:00", fields).ok());
    CHECK(file.try_open("b1", "request", "2026-06-11T09:59:59+02:00", fields).ok());
    CHECK_FALSE(file.try_open("b1", "request_urgent", "2026-06-11T09:59:59+02:00", fields).ok());
    CHECK(file.try_open("b1", "request_urgent", "2026-06-11T10:00:00+02:00", fields).ok());
    CHECK_FALSE(file.try_open("b1", "request_urgent", "2026-06-12T10:00:00+02:00", fields).ok());

    // Six o'clock for ten: a quarter of four hours is left at nine.
    file.open("b1", "request_urgent", "2026-06-12T06:00:00+02:00", fields);
    CHECK(file.due("lock") == "none");
    CHECK(file.due("urgent_lock") == "2026-06-12T07:00:00Z");
    CHECK(file.field("blocks_due") == "2026-06-12T07:30 Europe/Zagreb");
    file.pass("2026-06-12T09:00:00+02:00");
    CHECK(file.state() == "requested");
    file.pass("2026-06-12T09:00:01+02:00");
    CHECK(file.state() == "locked");
    // It locked empty, and does not go out so; a head can still finish it.
    CHECK(file.refused("deliver", "2026-06-12T09:10:00+02:00", {}, {"brief"}) ==
          Reasons{"condition", "condition"});
    file.take("amend_locked", "2026-06-12T09:20:00+02:00",
              with(kOneBlock, "lock_exceptions", "written after the lock"), {}, "asked for at six");
    file.take("deliver", "2026-06-12T09:30:00+02:00", {}, {"brief"});
    CHECK(file.state() == "delivered");
}

TEST_CASE("brief: an urgent request locks after it was made, however late it was made") {
    for (const auto& [asked_at, minutes] : {std::pair{"2026-06-11T10:00:00+02:00", 24 * 60},
                                            {"2026-06-11T22:00:00+02:00", 720},
                                            {"2026-06-12T09:56:00+02:00", 4},
                                            {"2026-06-12T09:59:59+02:00", 0}}) {
        CAPTURE(asked_at);
        Story file = brief();
        file.open("b1", "request_urgent", asked_at, request(kEvent, kEvent));
        CHECK(file.state() == "requested");
        const auto& due = std::get<procedure::ZonedInstant>(file.clock("urgent_lock").due).instant;
        CHECK(due >= testing::at(asked_at));
        CHECK(due <= testing::at("2026-06-12T10:00:00+02:00"));
        CHECK((testing::at("2026-06-12T10:00:00+02:00").seconds - due.seconds) / 15 == minutes);
    }
}

TEST_CASE("brief: it cannot be wanted after the event") {
    Story file = brief();
    CHECK_FALSE(
        file.try_open("b1", "request", kMonday, request(kEvent, "2026-06-12T10:01 Europe/Zagreb"))
            .ok());
}

TEST_CASE(
    "brief: contributions are due when half of the time to the lock is left, and who is late is "
    "told") {
    Story file = asked();
    CHECK(file.field("blocks_due") == "2026-06-09T21:30 Europe/Zagreb");
    CHECK(file.refused("call_blocks", "2026-06-08T09:30:00+02:00") == Reasons{"nobody_to_ask"});
    file.take("call_blocks", "2026-06-08T09:30:00+02:00",
              {{"contributors", "5.1.2; 5.1.3"}, {"outside_contributors", "hr_mission_nato"}});
    file.answer("hr_mission_nato", "2026-06-08T12:00:00+02:00", Answer::input,
                "biography of the guest");
    file.acts_as("5.1.2");
    file.answer("5.1.2", "2026-06-09T12:00:00+02:00", Answer::input, "arms control: no change");
    file.pass("2026-06-09T21:30:01+02:00");
    CHECK(file.answered("blocks") == "2 of 3");
    CHECK_FALSE(file.events<procedure::Escalated>().empty());
    CHECK(file.field("contributions") ==
          "hr_mission_nato: biography of the guest; 5.1.2: arms control: no change");
}

TEST_CASE("brief: a block that comes after the lock is kept, and the brief stays as it is") {
    Story file = asked();
    file.take("call_blocks", "2026-06-08T09:30:00+02:00", {{"contributors", "5.1.3"}});
    file.take("merge", "2026-06-10T09:00:00+02:00", kContent);
    file.pass("2026-06-11T10:00:01+02:00");
    CHECK(file.state() == "locked");
    file.acts_as("5.1.3");
    file.answer("5.1.3", "2026-06-11T15:00:00+02:00", Answer::input, "two more officers in Iraq");
    CHECK(file.field("contributions") == "5.1.3: two more officers in Iraq");
    CHECK(file.field("our_line") == "supports the open door; will spend more");
    CHECK(file.matter().questions[0].late);
}

TEST_CASE("brief: a stale block goes out only marked as stale, in its own row") {
    const Fields stale = with(kContent, "valid_as_of", "2026-06-08; 2026-05-25");
    Story file = asked();
    file.take("merge", "2026-06-09T09:00:00+02:00", stale);
    CHECK(file.refused("submit", "2026-06-09T10:00:00+02:00") == Reasons{"condition"});
    CHECK(file.refused("submit_stale", "2026-06-09T10:00:00+02:00") == Reasons{"field_missing"});
    file.take("submit_stale", "2026-06-09T10:00:00+02:00", {{"stale", "-; yes"}});
    CHECK(file.state() == "clearance");
    CHECK(file.field("stale") == "-; yes");

    // Two weeks to the day are fresh; the next day they are not.
    Story edge = asked();
    edge.take("merge", "2026-06-09T09:00:00+02:00", with(kOneBlock, "valid_as_of", "2026-05-26"));
    edge.take("submit", "2026-06-09T23:59:59+02:00");
    edge.take("pass_up", "2026-06-09T23:59:59+02:00");
    edge.acts_as("5.1");
    edge.take("clear_superior", "2026-06-10T00:00:00+02:00");
    edge.acts_as("5.1.1");
    edge.take("lock_now", "2026-06-10T00:00:00+02:00");
    CHECK(edge.refused("deliver", "2026-06-10T08:00:00+02:00", {}, {"brief"}) ==
          Reasons{"condition"});
    CHECK(edge.refused("deliver_stale", "2026-06-10T08:00:00+02:00", {}, {"brief"}) ==
          Reasons{"field_missing"});
    edge.take("deliver_stale", "2026-06-10T08:00:00+02:00", {{"stale", "yes"}}, {"brief"});
    CHECK(edge.state() == "delivered");
}

TEST_CASE("brief: a block without a day, a line or a classification does not get into the table") {
    Story file = asked();
    for (const auto& [column, row] : {std::pair{"valid_as_of", "2026-06-08"},
                                      {"our_line", "supports the open door"},
                                      {"block_classification", "none"},
                                      {"block_topic", "open door"}}) {
        CAPTURE(column);
        CHECK(file.refused("merge", "2026-06-09T09:00:00+02:00", with(kContent, column, row)) ==
              Reasons{"cell_missing"});
    }
    // What the other side will say is not always known.
    file.take("merge", "2026-06-09T09:00:00+02:00", with(kContent, "their_line", ""));
    CHECK(file.field("their_line").empty());
}

TEST_CASE("brief: each block keeps its owner, its day and the position that it quotes") {
    Story file = cleared();
    CHECK(file.field("block_topic") == "open door; budget");
    CHECK(file.field("block_unit") == "-; 5.1.1");
    CHECK(file.field("valid_as_of") == "2026-06-08; 2026-06-09");
    CHECK(file.field("quotes") == "m1; -");
    // A block is struck in all its columns, or not at all.
    Story again = file;
    again.take("rework", "2026-06-10T09:00:00+02:00");
    CHECK(again.refused("enter", "2026-06-10T09:01:00+02:00", {{"block_topic", "open door"}})
              .front() == "cell_missing");
    again.take("enter", "2026-06-10T09:01:00+02:00",
               {{"block_topic", "open door"},
                {"block_unit", ""},
                {"our_line", "supports the open door"},
                {"their_line", ""},
                {"if_asked", ""},
                {"do_not_raise", "the command structure"},
                {"valid_as_of", "2026-06-10"},
                {"quotes", "m1"},
                {"block_classification", "none"}});
    CHECK(again.field("quotes") == "m1");
}

TEST_CASE("brief: it is classified at least as high as its highest block") {
    Story file = asked();
    file.take("merge", "2026-06-09T09:00:00+02:00",
              with(kContent, "block_classification", "secret; restricted"));
    CHECK(file.refused("submit", "2026-06-09T10:00:00+02:00") == Reasons{"condition"});
    CHECK(file.refused("submit", "2026-06-09T10:00:00+02:00",
                       {{"classification", "confidential"}}) == Reasons{"condition"});
    file.take("submit", "2026-06-09T10:00:00+02:00", {{"classification", "secret"}});
    CHECK(file.state() == "clearance");
    // Nor does a change after the lock slip a higher block in.
    Story locked = cleared();
    locked.pass("2026-06-11T10:00:01+02:00");
    CHECK(
        locked.refused("amend_locked", "2026-06-11T11:00:00+02:00",
                       {{"block_classification", "none; top_secret"}, {"lock_exceptions", "news"}},
                       {}, "news") == Reasons{"condition"});
}

TEST_CASE("brief: whose brief it is decides who clears it") {
    for (const auto& [requester, alone] : {std::pair{"president", false},
                                           {"prime_minister", false},
                                           {"minister", false},
                                           {"state_secretary", true},
                                           {"ministry", true},
                                           {"delegation", true}}) {
        CAPTURE(requester);
        Story file = brief();
        file.open("b1", "request", kMonday, request(kEvent, kEvent, requester));
        file.take("merge", "2026-06-09T09:00:00+02:00", kContent);
        file.take("submit", "2026-06-09T10:00:00+02:00");
        if (alone) {
            file.take("clear", "2026-06-09T10:10:00+02:00");
            CHECK(file.state() == "cleared");
        } else {
            CHECK(file.refused("clear", "2026-06-09T10:10:00+02:00") == Reasons{"condition"});
        }
    }
}

TEST_CASE("brief: one that is wanted before the lock is locked by hand and delivered") {
    Story file = brief();
    file.open("b1", "request", kMonday,
              request(kEvent, "2026-06-10T12:00 Europe/Zagreb", "delegation"));
    file.take("merge", "2026-06-09T09:00:00+02:00", kContent);
    file.take("submit", "2026-06-09T10:00:00+02:00");
    file.take("clear", "2026-06-09T10:10:00+02:00");
    CHECK(file.refused("deliver", "2026-06-10T09:00:00+02:00", {}, {"brief"}).front() ==
          "wrong_state");
    file.pass("2026-06-10T11:00:00+02:00");
    const auto told = file.events<procedure::Escalated>();
    REQUIRE(told.size() == 1);
    CHECK(told[0].first.iso() == "2026-06-10T09:00:00Z");
    file.take("lock_now", "2026-06-10T11:10:00+02:00");
    file.take("deliver", "2026-06-10T11:30:00+02:00", {}, {"brief"});
    file.pass("2026-06-12T10:00:01+02:00");
    CHECK(file.state() == "delivered");
    CHECK(file.is("lock", ClockState::met));
}

TEST_CASE("brief: the event moves, and the lock moves with it") {
    Story later = cleared();
    later.take("move_event", "2026-06-10T09:00:00+02:00",
               {{"event_at", "2026-06-15T10:00 Europe/Zagreb"},
                {"wanted_by", "2026-06-15T08:00 Europe/Zagreb"}});
    CHECK(later.due("lock") == "2026-06-14T08:00:00Z");
    CHECK(later.state() == "cleared");

    Story sooner = cleared();
    CHECK(sooner.refused("move_event", "2026-06-10T09:00:00+02:00",
                         {{"event_at", "2026-06-10T17:00 Europe/Zagreb"},
                          {"wanted_by", "2026-06-10T16:00 Europe/Zagreb"}}) ==
          Reasons{"condition"});
    sooner.take("move_event_urgent", "2026-06-10T09:00:00+02:00",
                {{"event_at", "2026-06-10T17:00 Europe/Zagreb"},
                 {"wanted_by", "2026-06-10T16:00 Europe/Zagreb"}});
    CHECK(sooner.due("lock") == "none");
    CHECK(sooner.due("urgent_lock") == "2026-06-10T13:00:00Z");
    CHECK(sooner.state() == "cleared");
    sooner.pass("2026-06-10T15:00:01+02:00");
    CHECK(sooner.state() == "locked");

    Story put_off = cleared();
    put_off.pass("2026-06-11T10:00:01+02:00");
    put_off.take("reopen_moved", "2026-06-11T12:00:00+02:00",
                 {{"event_at", "2026-06-22T10:00 Europe/Zagreb"},
                  {"wanted_by", "2026-06-22T08:00 Europe/Zagreb"}});
    CHECK(put_off.state() == "merging");
    CHECK(put_off.field("content_cleared").empty());
    CHECK(put_off.due("lock") == "2026-06-21T08:00:00Z");
    put_off.pass("2026-06-21T10:00:01+02:00");
    CHECK(put_off.state() == "locked");

    // Delivered, and then put off by a few hours: open again, with a lock before the new hour.
    Story by_hours = cleared();
    by_hours.pass("2026-06-11T10:00:01+02:00");
    by_hours.take("deliver", "2026-06-11T11:00:00+02:00", {}, {"brief"});
    by_hours.take("reopen_urgent", "2026-06-12T09:00:00+02:00",
                  {{"event_at", "2026-06-12T13:00 Europe/Zagreb"},
                   {"wanted_by", "2026-06-12T12:00 Europe/Zagreb"}});
    CHECK(by_hours.due("urgent_lock") == "2026-06-12T10:00:00Z");
    CHECK(by_hours.is("event", ClockState::running));
}

TEST_CASE("brief: the event comes before the brief") {
    Story file = asked();
    file.pass("2026-06-12T10:00:00+02:00");
    CHECK(file.state() == "locked");
    file.pass("2026-06-12T10:00:01+02:00");
    CHECK(file.state() == "missed");
    CHECK(file.refused("close", "2026-06-12T11:00:00+02:00") == Reasons{"note_missing"});
    file.take("close", "2026-06-12T11:00:00+02:00", {}, {}, "the minister spoke without notes");
    CHECK(file.state() == "archived");
}

TEST_CASE("brief: what was promised becomes obligations, what came up becomes positions") {
    Story file = cleared();
    file.pass("2026-06-11T10:00:01+02:00");
    file.take("deliver", "2026-06-11T11:00:00+02:00", {{"delivered_to", "chief of cabinet"}},
              {"brief"});
    CHECK(file.refused("record_use", "2026-06-12T10:00:00+02:00", {{"what_was_said", "x"}}) ==
          Reasons{"condition"});
    CHECK(file.due("after_use") == "2026-06-17");
    file.take("record_use", "2026-06-12T14:00:00+02:00",
              {{"what_was_said", "a good talk"},
               {"commitment", "host the meeting; send two officers"},
               {"commitment_owner", "-; hr_ministry_defence"},
               {"commitment_due", "2026-09-15; -"},
               {"question", "the open door"},
               {"question_forum", "nac"}});
    file.take("open_commitments", "2026-06-12T14:10:00+02:00");
    file.take("open_positions", "2026-06-12T14:11:00+02:00");
    const auto spawned = file.events<procedure::Spawned>();
    REQUIRE(spawned.size() == 3);
    CHECK(spawned[0].second.procedure == "obligation");
    CHECK(spawned[1].second.procedure == "obligation");
    CHECK(spawned[2].second.procedure == "position");
    // Each becomes a matter with the owner and the day of its own row.
    Story first(testing::procedure_named("obligation"), testing::croatia().world(),
                "fulfil_obligations", "5.1.1");
    first.open_from(spawned[0].second, file, "o1", "2026-06-12T14:10:00+02:00");
    CHECK(first.field("title") == "host the meeting");
    CHECK(first.field("responsible").empty());
    CHECK(first.due("submission") == "2026-09-15");
    Story second(testing::procedure_named("obligation"), testing::croatia().world(),
                 "fulfil_obligations", "5.1.1");
    second.open_from(spawned[1].second, file, "o2", "2026-06-12T14:10:00+02:00");
    CHECK(second.field("responsible") == "hr_ministry_defence");
    CHECK(second.due("submission") == "none");
    Story position(testing::procedure_named("position"), testing::croatia().world(),
                   "propose_position", "5.1.1");
    position.open_from(spawned[2].second, file, "p1", "2026-06-12T14:11:00+02:00");
    CHECK(position.field("forum") == "nac");
    CHECK(position.field("origin") == "brief");
    CHECK(file.refused("open_commitments", "2026-06-12T14:12:00+02:00") == Reasons{"condition"});
    file.take("archive", "2026-06-12T15:00:00+02:00");
    CHECK(file.state() == "archived");
}

TEST_CASE("brief: at a change of the clock the lock is 24 hours before, not a day") {
    // In the night to 25 October 2026 the clock goes back one hour.
    Story file = brief();
    file.open("b1", "request", "2026-10-20T09:00:00+02:00",
              request("2026-10-25T09:00 Europe/Zagreb", "2026-10-25T08:00 Europe/Zagreb"));
    CHECK(file.due("lock") == "2026-10-24T08:00:00Z");
    CHECK(file.due("event") == "2026-10-25T08:00:00Z");
}

TEST_CASE("brief: in both institutions whoever may open it can bring it to its end") {
    struct Case {
        const testing::House& house;
        testing::Business business;
        std::string_view owner;
    };
    const procedure::Definition& definition = testing::procedure_named("brief");
    for (const Case& one :
         {Case{testing::croatia(), {"nato", "nato_policy", "hr_president_office"}, "5.1.1"},
          Case{testing::croatia(), {"nac", "nato_policy", "minister_cabinet"}, "5.1.1"},
          Case{testing::croatia(), {"nato", "nato_policy", "hr_ministry_defence"}, "5.1.1"},
          Case{testing::croatia(), {"psc", "csdp", "hr_psc_representative"}, "5.1"},
          Case{testing::croatia(), {"conop", "wmd_non_proliferation", "minister_cabinet"}, "5.1.2"},
          Case{testing::serbia(), {"unga", "un_affairs", "rs_president_secretariat"}, "I"},
          Case{testing::serbia(), {"osce", "osce_affairs", "minister_cabinet"}, "II"},
          Case{testing::serbia(), {"nam", "non_aligned_movement", "rs_government"}, "III"},
          Case{testing::serbia(), {"hrc", "human_rights", "minister_cabinet"}, "V"}}) {
        CAPTURE(one.business.body);
        CAPTURE(one.business.counterpart);
        const std::vector<std::string> openers =
            testing::openers_who_can_finish(definition, "request", one.house, one.business);
        CHECK(std::ranges::count(openers, one.owner) == 1);
    }
}

}  // namespace
}  // namespace remit
