// Meetings are planned by who takes part in the body, or leads a matter on the agenda; agendas only
// grow, and what came of a matter is found from it: on both stores.
#include "office/meeting_commands.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "office/commands.h"
#include "office/meeting_register.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::contains;
using testing::declined;
using testing::done;
using testing::nato_paper;
using testing::refused;
using testing::TestOffice;
using testing::words_of;

#define ON_BOTH(name)                                                         \
    TEST_CASE_TEMPLATE("office meetings: " name, Store, support::SqliteStore, \
                       support::PostgresStore)

/// The NATO service takes part in the work of the body (5.1.1).
PlanRequest council() {
    return {
        .body = "nac", .at = "2026-02-11T10:00", .place = "Brussels", .title = {}, .matter = {}};
}

template <typename Store>
std::string position(TestOffice<Store>& office) {
    return done(open_matter(*office, as("anna"), nato_paper())).matter;
}

template <typename Store>
MeetingFile meeting_of(TestOffice<Store>& office, const std::string& id) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    return must(load_meeting(journal, id));
}

template <typename Store>
std::vector<MeetingRow> meetings(TestOffice<Store>& office, const MeetingFilter& filter = {}) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    return must(list_meetings(*snapshot, filter, std::nullopt, kMeetingRowsMax));
}

}  // namespace

ON_BOTH("a unit that takes part in the body plans its meeting under that duty") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted planned = done(plan_meeting(*office, as("anna"), council()));
    CHECK(planned.number == "2026/1");
    CHECK(planned.state == "planned");
    const MeetingFile meeting = meeting_of(office, planned.id);
    CHECK(meeting.unit == "5.1.1");
    CHECK(calendar::iso(calendar::Moment(meeting.starts)) == "2026-02-11T09:00:00Z");
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    must(journal.read(planned.id, 0, [](const Kept& kept) {
        CHECK(kept.entry.acting.unit == "5.1.1");
        CHECK_FALSE(kept.entry.acting.duty.empty());
        CHECK_FALSE(kept.entry.acting.citation.empty());
        return base::done();
    }));
}

ON_BOTH("a meeting that somebody has changed meanwhile is not changed by who saw it before") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted planned = done(plan_meeting(*office, as("anna"), council()));
    Caller late = as("anna");
    late.expected_version = planned.version;
    late.language = diag::Language::hr;
    done(add_to_agenda(*office, late, {.meeting = planned.number, .title = "Exercise"}));
    const Declined no = declined(cancel_meeting(*office, late, planned.number, "No quorum"));
    CHECK(no.by == Declined::By::version);
    CHECK(contains(testing::words_of(no), "sastanak 2026/1 je na verziji 2, a ne 1"));
    late.expected_version.reset();
    CHECK(contains(refused(cancel_meeting(*office, late, planned.number, "")),
                   "navedite zašto se otkazuje"));
    CHECK(done(cancel_meeting(*office, late, planned.number, "No quorum")).state == "cancelled");
}

ON_BOTH("a time with a zone is read in that zone, a day alone is not enough") {
    TestOffice<Store> office;
    if (!office) return;
    PlanRequest request = council();
    request.at = "2026-02-11T10:00 America/New_York";
    const Noted planned = done(plan_meeting(*office, as("anna"), request));
    CHECK(calendar::iso(calendar::Moment(meeting_of(office, planned.id).starts)) ==
          "2026-02-11T15:00:00Z");
    for (const char* at : {"2026-02-11", "next week", "2026-02-11T10:00 Nowhere/Town", ""}) {
        request.at = at;
        CHECK_FALSE(refused(plan_meeting(*office, as("anna"), request)).empty());
    }
    request = council();
    request.body = "nobody";
    CHECK(contains(refused(plan_meeting(*office, as("anna"), request)), "no body 'nobody'"));
    CHECK(meetings(office).size() == 1);
}

ON_BOTH("a unit without a part in the body is declined, unless it leads a matter on the agenda") {
    TestOffice<Store> office;
    if (!office) return;
    PlanRequest elsewhere = council();
    elsewhere.body = "ramsar_secretariat";
    const Declined no = declined(plan_meeting(*office, as("anna"), elsewhere));
    CHECK(no.by == Declined::By::competence);
    elsewhere.title = "Partnership package";
    elsewhere.matter = position(office);
    const Noted planned = done(plan_meeting(*office, as("anna"), elsewhere));
    CHECK(meeting_of(office, planned.id).agenda.size() == 1);
    CHECK(declined(add_to_agenda(*office, as("cecilia"), {.meeting = planned.id, .title = "More"}))
              .by == Declined::By::competence);
}

ON_BOTH("an agenda grows, and what came of a matter is found from the matter") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted planned = done(plan_meeting(*office, as("anna"), council()));
    const std::string matter = position(office);
    done(add_to_agenda(*office, as("anna"), {.meeting = planned.number, .title = "Opening"}));
    done(add_to_agenda(*office, as("anna"),
                       {.meeting = planned.number, .title = "Partnership", .matter = matter}));
    CHECK(contains(refused(add_to_agenda(*office, as("anna"),
                                         {.meeting = planned.id, .title = "X", .matter = "m0"})),
                   "there is no matter 'm0'"));
    CHECK(
        contains(refused(add_to_agenda(*office, as("anna"), {.meeting = planned.id})), "--title"));
    const OutcomeRequest agreed{.meeting = planned.id, .position = "2", .outcome = "agreed"};
    CHECK(contains(refused(record_outcome(*office, as("anna"), agreed)), "has not begun"));
    office.env.now = meeting_of(office, planned.id).starts.seconds + 3600;
    CHECK(done(record_outcome(*office, as("anna"), agreed)).state == "held");
    for (const char* position : {"0", "3", "two", "-1", ""}) {
        CHECK(
            contains(refused(record_outcome(*office, as("anna"), {planned.id, position, "agreed"})),
                     "there is no item"));
    }
    const store::Snapshot snapshot = must(office->database().snapshot());
    const std::vector<AgendaPlace> places = must(agenda_places(*snapshot, matter));
    REQUIRE(places.size() == 1);
    CHECK(places.front().meeting == "2026/1");
    CHECK(places.front().position == 2);
    CHECK(places.front().outcome == "agreed");
    CHECK(must(list_meetings(*snapshot, {.matter = matter}, std::nullopt, 10)).size() == 1);
}

ON_BOTH("a meeting moves and is cancelled with a reason, and not after it was held") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted planned = done(
        plan_meeting(*office, as("anna"), {council().body, council().at, "Brussels", "One", ""}));
    CHECK(contains(refused(move_meeting(*office, as("anna"),
                                        {.meeting = planned.id, .at = "2026-02-12T10:00"})),
                   "--note"));
    done(move_meeting(
        *office, as("anna"),
        {.meeting = planned.id, .at = "2026-02-12T10:00", .place = {}, .note = "strike"}));
    const MeetingFile moved = meeting_of(office, planned.id);
    CHECK(calendar::iso(calendar::Moment(moved.starts)) == "2026-02-12T09:00:00Z");
    CHECK(moved.place == "Brussels");
    CHECK(contains(refused(cancel_meeting(*office, as("anna"), planned.id, "")), "--note"));
    CHECK(done(cancel_meeting(*office, as("anna"), planned.id, "no quorum")).state == "cancelled");
    CHECK(
        contains(refused(add_to_agenda(*office, as("anna"), {.meeting = planned.id, .title = "X"})),
                 "was cancelled: no quorum"));
    const Noted other = done(
        plan_meeting(*office, as("anna"), {council().body, council().at, "Brussels", "One", ""}));
    office.env.now = meeting_of(office, other.id).starts.seconds;
    done(record_outcome(*office, as("anna"), {other.id, "1", "noted"}));
    CHECK(contains(refused(cancel_meeting(*office, as("anna"), other.id, "why not")), "was held"));
    CHECK(contains(refused(cancel_meeting(*office, as("anna"), "2026/9", "x")), "no meeting"));
}

ON_BOTH("those ahead are listed in order, under one key a meeting is planned once") {
    TestOffice<Store> office;
    if (!office) return;
    Caller caller = as("anna");
    caller.idempotency_key = "meeting-1";
    const Noted first = done(plan_meeting(*office, caller, council()));
    CHECK(done(plan_meeting(*office, caller, council())).repeated);
    PlanRequest sooner = council();
    sooner.at = "2026-01-20T15:00";
    done(plan_meeting(*office, as("anna"), sooner));
    const std::vector<MeetingRow> rows = meetings(office, {.unit = "5.1.1", .body = "nac"});
    REQUIRE(rows.size() == 2);
    CHECK(rows.back().id == first.id);
    CHECK(meetings(office, {.from = rows.back().starts}).size() == 1);
    CHECK(meetings(office, {.unit = "5.1.2"}).empty());
}

}  // namespace remit::office
