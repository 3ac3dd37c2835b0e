// A day is closed while the office runs: open matters are counted again, each entry says what
// moved, and whoever opens the office again finds the new days in force.
#include "office/change_calendar.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "office/commands.h"
#include "office/matter_view.h"
#include "office/projections.h"
#include "office/rebuild.h"
#include "office/verification.h"
#include "procedure/engine.h"
#include "procedure/event_names.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::contains;
using testing::done;

#define ON_BOTH(name)                                                         \
    TEST_CASE_TEMPLATE("calendar change: " name, Store, support::SqliteStore, \
                       support::PostgresStore)

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};
const PublicKeys kKeys{kSeal.public_key(), {}};

calendar::Date day(std::string_view text) {
    return must(calendar::Date::parse(text));
}

/// Monday 5 January 2026, between a weekend and Epiphany.
CalendarChange monday() {
    return {
        .calendar = "hr", .closed = {day("2026-01-05")}, .opened = {}, .reason = "Day of mourning"};
}

/// An office that is opened with the institution that it has become.
template <typename Store>
class House {
  public:
    House() {
        if (!store_.present()) return;
        open();
        must(adopt_establishment(*office_, "admin", "staff.yaml", std::string(testing::kStaff)));
    }
    explicit operator bool() const { return office_ != nullptr; }
    Office& operator*() const { return *office_; }
    Office* operator->() const { return office_.get(); }

    void reopen() {
        office_.reset();
        open();
    }

    /// A matter in which a report is due two working days from now, on 5 January.
    std::string reported_soon() {
        const std::string id =
            done(
                open_matter(*office_, as("anna"),
                            {.procedure = "position",
                             .step = "open_silence",
                             .fields = {{"title", {"Exercise"}},
                                        {"forum", {"nac"}},
                                        {"topics", {"nato_policy"}},
                                        {"target_text", {"PO(2026)0001"}},
                                        {"silence_expiry", {"2026-01-02T17:00 Europe/Brussels"}}}}))
                .matter;
        done(take_step(*office_, as("anna"),
                       {.matter = id,
                        .step = "record_break_by_other",
                        .fields = {{"broken_by", {"XY"}},
                                   {"broken_at", {"2026-01-01T00:30 Europe/Brussels"}}}}));
        return id;
    }
    std::string due_of(const std::string& id) {
        const MatterFile file = must(find_matter(*office_, id));
        const auto deadline = file.definition->find_deadline("reporting");
        REQUIRE(deadline.has_value());
        return procedure::text_of(file.matter.clock(*deadline).due);
    }
    std::vector<std::string> rows() {
        std::vector<std::string> all;
        const store::Snapshot snapshot = must(office_->database().snapshot());
        for (const Projection& projection : projections()) {
            for (const Register& rows : projection.registers) {
                const auto found = must(register_rows(*snapshot, rows, std::nullopt));
                all.insert(all.end(), found.begin(), found.end());
            }
        }
        return all;
    }

    testing::FakeEnv env;

  private:
    void open() {
        const Settings settings{.ledger = "test.example/hr"};
        const auto database = [&] { return must(store::Database::open(store_.options())); };
        {
            const auto of_pack =
                must(Office::over(env, database(), testing::institution_hr(), settings));
            institution_ =
                must(institution_of(env, of_pack->database(), must(Institution::load("hr"))));
        }
        office_ = must(Office::over(env, database(), *institution_, settings));
    }

    Store store_;
    std::unique_ptr<const Institution> institution_;
    std::unique_ptr<Office> office_;
};

}  // namespace

ON_BOTH("a dry run says from when to when due days would move, and writes nothing") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.reported_soon();
    done(open_matter(*house, as("anna"), testing::nato_paper()));
    const std::vector<std::string> before = house.rows();
    REQUIRE(house.due_of(matter) == "2026-01-05");
    const CalendarMoves plan = must(plan_calendar_change(*house, monday()));
    REQUIRE(plan.matters.size() == 1);
    CHECK(plan.stays == 1);
    CHECK(plan.matters.front().matter == matter);
    REQUIRE(plan.matters.front().moved.size() == 1);
    const MovedDue& moved = plan.matters.front().moved.front();
    CHECK(moved.deadline == "reporting");
    CHECK(procedure::text_of(moved.before) == "2026-01-05");
    CHECK(procedure::text_of(moved.after) == "2026-01-07");
    CHECK(house.rows() == before);
    CHECK(house.due_of(matter) == "2026-01-05");
}

ON_BOTH("what moves is recorded in each matter, with the day and the reason, by who changed it") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.reported_soon();
    const std::string other = done(open_matter(*house, as("anna"), testing::nato_paper())).matter;
    const std::uint64_t version = must(find_matter(*house, other)).version();
    const CalendarMoves changed = must(change_calendar(*house, "administrator", monday()));
    CHECK(changed.matters.size() == 1);
    house.reopen();
    CHECK(house.due_of(matter) == "2026-01-07");
    CHECK(must(find_matter(*house, other)).version() == version);
    const MatterStory story = must(load_story(*house, matter));
    const StoryEntry& last = story.entries.back();
    CHECK(last.read.head.command == "recompute");
    CHECK(last.acting.officer == "administrator");
    CHECK(last.acting.duty.empty());
    REQUIRE(last.read.events.size() == 1);
    const auto& set = std::get<procedure::ClockSet>(last.read.events.front().what);
    CHECK(set.why == procedure::ClockSet::Why::calendar);
    CHECK(set.ground == "Day of mourning: 2026-01-05 is closed in 'hr'");
    const auto derived = procedure::derive(*story.file.definition, story.file.matter,
                                           house->institution().world(), set.deadline);
    CHECK(derived.ok());
}

ON_BOTH(
    "an office that is open with the old days is told to open again, and then counts by the new") {
    House<Store> house;
    if (!house) return;
    must(change_calendar(*house, "administrator", monday()));
    const Result<Outcome> outcome = open_matter(*house, as("anna"), testing::nato_paper());
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == ErrorCode::unavailable);
    CHECK(contains(outcome.error().message, "open it again"));
    house.reopen();
    CHECK(house.due_of(house.reported_soon()) == "2026-01-07");
}

ON_BOTH("a day that the office closed is opened again, and due days go back") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.reported_soon();
    must(change_calendar(*house, "administrator", monday()));
    house.reopen();
    const CalendarMoves back = must(change_calendar(
        *house, "administrator",
        {.calendar = "hr", .closed = {}, .opened = {day("2026-01-05")}, .reason = "Called off"}));
    CHECK(back.matters.size() == 1);
    house.reopen();
    CHECK(house.due_of(matter) == "2026-01-05");
}

ON_BOTH(
    "a change that says nothing or fits no calendar is refused with the cure, and not recorded") {
    House<Store> house;
    if (!house) return;
    const auto why = [&](const CalendarChange& change) {
        const auto plan = plan_calendar_change(*house, change);
        REQUIRE_FALSE(plan.ok());
        const auto run = change_calendar(*house, "administrator", change);
        REQUIRE_FALSE(run.ok());
        CHECK(plan.error().message == run.error().message);
        CHECK(run.error().code == ErrorCode::invalid_input);
        return run.error().message;
    };
    CalendarChange change = monday();
    change.calendar = "xx";
    CHECK(contains(why(change), "there are: "));
    change = monday();
    change.reason.clear();
    CHECK(contains(why(change), "--reason"));
    change = monday();
    change.closed = {day("2026-01-06")};
    CHECK(contains(why(change), "2026-01-06 is closed in calendar 'hr' already"));
    change.closed = {day("2026-01-07"), day("2026-01-07")};
    CHECK(contains(why(change), "named twice"));
    change.closed.clear();
    CHECK(contains(why(change), "--close"));
    change.opened = {day("2026-01-06")};
    CHECK(contains(why(change), "was not closed in calendar 'hr' by this office"));
    done(open_matter(*house, as("anna"), testing::nato_paper()));  // nothing was adopted
}

ON_BOTH(
    "registers are made again to the same rows, and everything verifies, before and behind it") {
    House<Store> house;
    if (!house) return;
    house.reported_soon();
    must(change_calendar(*house, "administrator", monday()));
    house.reopen();
    house.reported_soon();
    const std::vector<std::string> before = house.rows();
    must(rebuild(*house));
    CHECK(house.rows() == before);
    for (const Finding& finding : must(verify_office(*house, kKeys)).findings)
        CHECK_MESSAGE(finding.part == Finding::Part::checkpoints, finding.message);
}

}  // namespace remit::office
