// A dossier is closed as a whole or not at all, and nothing is recorded in it behind that.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "office/commands.h"
#include "office/item_commands.h"
#include "office/keys.h"
#include "office/matter_view.h"
#include "office/projections.h"
#include "office/rebuild.h"
#include "office/registers.h"
#include "office/verification.h"
#include "support/crash_vfs.h"
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

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("office close: " name, Store, support::SqliteStore, support::PostgresStore)

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};
const PublicKeys kKeys{kSeal.public_key(), {}};

OpenRequest adopted_paper() {
    return {.procedure = "position",
            .step = "open_after_expiry",
            .fields = {{"title", {"Exercise"}},
                       {"forum", {"nac"}},
                       {"topics", {"nato_policy"}},
                       {"target_text", {"PO(2025)0100"}},
                       {"silence_expiry", {"2025-12-20T17:00 Europe/Brussels"}}}};
}

StepRequest report_in(const std::string& matter) {
    return {.matter = matter,
            .step = "report",
            .papers = {{.kind = "report", .bytes = "Adopted under silence"}}};
}

/// A position that silence has adopted, the next edition that it opens and what that gives rise to,
/// none of which has ended; the top first.
template <typename AnOffice>
std::vector<std::string> open_dossier(AnOffice& office) {
    const std::string top = done(open_matter(office, as("anna"), adopted_paper())).matter;
    std::vector<std::string> ids{top};
    const auto spawn = [&](StepRequest step) {
        const Receipt receipt = done(take_step(office, as("anna"), step));
        REQUIRE_MESSAGE(receipt.not_opened.empty(), receipt.not_opened.front());
        ids.insert(ids.end(), receipt.opened.begin(), receipt.opened.end());
    };
    spawn({.matter = top, .step = "open_next_edition"});
    done(take_step(office, as("anna"), report_in(top)));
    spawn({.matter = top,
           .step = "open_follow_ups",
           .fields = {{"follow_up", {"Lessons learned", "Funding"}}}});
    REQUIRE(ids.size() == 4);
    return ids;
}

/// Brings all to their end.
template <typename AnOffice>
void end_dossier(AnOffice& office, const std::vector<std::string>& ids) {
    done(take_step(office, as("anna"), {.matter = ids[0], .step = "archive"}));
    done(take_step(office, as("boris"),
                   {.matter = ids[1], .step = "no_position", .note = "Not this year"}));
    for (std::size_t i = 2; i < ids.size(); ++i) {
        done(take_step(office, as("boris"),
                       {.matter = ids[i], .step = "drop", .note = "Nothing is owed"}));
    }
}

template <typename AnOffice>
std::vector<std::string> ended_dossier(AnOffice& office) {
    const std::vector<std::string> ids = open_dossier(office);
    end_dossier(office, ids);
    return ids;
}

std::vector<std::string> rows_of(Office& office, char chain) {
    std::vector<std::string> all;
    const store::Snapshot snapshot = must(office.database().snapshot());
    for (const Projection& projection : projections()) {
        if (projection.chain != chain) continue;
        for (const Register& rows : projection.registers) {
            const auto found = must(register_rows(*snapshot, rows, std::nullopt));
            all.insert(all.end(), found.begin(), found.end());
        }
    }
    return all;
}

std::size_t closed_count(Office& office, const std::vector<std::string>& ids) {
    return static_cast<std::size_t>(std::ranges::count_if(ids, [&](const std::string& id) {
        return must(find_matter(office, id)).closing.has_value();
    }));
}

}  // namespace

ON_BOTH("a head closes a matter that has ended with all that sprang from it, in one go") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    const Receipt receipt =
        done(close_dossier(*office, as("boris"), {.matter = ids[0], .note = "All is done"}));
    CHECK(receipt.closed == 4);
    office.reopen();
    for (const std::string& id : ids) {
        const MatterStory story = must(load_story(*office, id));
        const StoryEntry& last = story.entries.back();
        REQUIRE(story.file.closing.has_value());
        CHECK(story.file.closing->day == office->institution().day_at(office->now()));
        CHECK(story.file.closing->dossier == ids[0]);
        CHECK(last.read.head.command == "close_dossier");
        CHECK(last.read.events.empty());
        CHECK(last.acting.officer == "boris");
        CHECK(last.acting.unit == "5.1.1");
        CHECK_FALSE(last.acting.duty.empty());
    }
    const store::Snapshot snapshot = must(office->database().snapshot());
    const auto rows = must(list_matters(*snapshot, {.ended = true}, std::nullopt, 50));
    REQUIRE(rows.size() == 4);
    for (const MatterRow& row : rows)
        CHECK(row.closed == office->institution().day_at(office->now()).iso());
}

ON_BOTH("what is in the way is named, the first of it, and nothing is closed") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = open_dossier(*office);
    const std::string top = must(find_matter(*office, ids[0])).number;
    const Declined no = declined(close_dossier(*office, as("boris"), {.matter = ids[0]}));
    CHECK(no.reasons.size() == 4);
    for (const std::string& id : ids)
        CHECK(contains(testing::words_of(no), must(find_matter(*office, id)).number));
    CHECK(contains(testing::words_of(no), "has not ended"));
    CHECK(contains(testing::words_of(no), "`remit matter show " + top + "`"));
    CHECK(closed_count(*office, ids) == 0);
}

ON_BOTH("of many obstacles twenty are told, and how many more there are") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string top = done(open_matter(*office, as("anna"), adopted_paper())).matter;
    done(take_step(*office, as("anna"), report_in(top)));
    std::vector<std::string> points;
    for (int i = 0; i < 24; ++i) points.push_back("Point " + std::to_string(i));
    const Receipt receipt = done(
        take_step(*office, as("anna"),
                  {.matter = top, .step = "open_follow_ups", .fields = {{"follow_up", points}}}));
    REQUIRE(receipt.opened.size() == 24);
    Declined no = declined(close_dossier(*office, as("boris"), {.matter = top}));
    CHECK(no.reasons.size() == 21);
    CHECK(no.reasons.back() == "and 5 more");
    Caller boris = as("boris");
    boris.language = diag::Language::hr;
    no = declined(close_dossier(*office, boris, {.matter = top}));
    CHECK(no.reasons.back() == "i još 5");
}

ON_BOTH("a paper whose bytes are gone or cut short is in the way, with the cure") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    const auto damage = [&](const char* sql) {
        must(office->database().write([&](store::Connection& connection) -> Status {
            REMIT_TRY(connection.run(sql));
            return base::done();
        }));
    };
    damage(std::is_same_v<Store, support::SqliteStore> ? "DROP TRIGGER contents_keep"
                                                       : "DROP TRIGGER contents_keep ON contents");
    damage("UPDATE contents SET size = size + 1");
    std::string why = refused(close_dossier(*office, as("boris"), {.matter = ids[0]}));
    CHECK(contains(why, "has not as many bytes"));
    CHECK(contains(why, "`remit ledger verify`"));
    damage("DELETE FROM contents");
    why = refused(close_dossier(*office, as("boris"), {.matter = ids[0]}));
    CHECK(contains(why, "are not there"));
    CHECK(closed_count(*office, ids) == 0);
}

ON_BOTH("only a head of the unit that leads the top closes, and only from the top") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    const std::string top = must(find_matter(*office, ids[0])).number;
    CHECK(refused(close_dossier(*office, as("anna"), {.matter = ids[0]})) != "");
    CHECK(refused(close_dossier(*office, as("cecilia"), {.matter = ids[0]})) != "");
    const std::string why = refused(close_dossier(*office, as("boris"), {.matter = ids[2]}));
    CHECK(contains(why, "sprang from " + top));
    CHECK(contains(why, "`remit matter close " + top + "`"));
    CHECK(closed_count(*office, ids) == 0);
    CHECK(done(close_dossier(*office, as("dario"), {.matter = ids[0]})).closed == 4);
}

ON_BOTH("nothing is recorded in a closed matter, and that is told with the day and who closed it") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    done(close_dossier(*office, as("boris"), {.matter = ids[0]}));
    const std::string& part = ids[3];
    const std::uint64_t version = must(find_matter(*office, part)).version();
    const Caller boris = as("boris");
    const PaperText paper{.kind = "return", .bytes = "Late"};
    const auto check = [&](const std::string& why) {
        CHECK(contains(why, "was closed on 1 January 2026 by boris"));
        CHECK(contains(why, "`remit matter open`"));
    };
    check(refused(take_step(*office, boris, {.matter = part, .step = "correct", .note = "x"})));
    check(refused(bring_paper(*office, boris, {.matter = part, .paper = paper})));
    check(refused(assign_officer(*office, boris, {.matter = part, .officer = "anna"})));
    check(refused(
        change_lead(*office, as("dario"), {.matter = part, .unit = "5.1", .note = "theirs"})));
    check(refused(migrate_matter(*office, boris, {.matter = part, .note = "newer"})));
    check(refused(
        withdraw_question(*office, boris, {.matter = part, .question = "q1", .note = "no"})));
    check(refused(
        answer_question(*office, boris, {.matter = part, .question = "q1", .answer = "agreed"})));
    check(refused(close_dossier(*office, boris, {.matter = ids[0]})));
    office.env.now += 400LL * 86400;
    must(pass_time(*office));
    CHECK(must(find_matter(*office, part)).version() == version);
}

ON_BOTH("the same command under its key closes once and is answered again") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    Caller boris = as("boris");
    boris.idempotency_key = "close-1";
    const Receipt first = done(close_dossier(*office, boris, {.matter = ids[0]}));
    const Receipt again = done(close_dossier(*office, boris, {.matter = ids[0]}));
    CHECK(again.repeated);
    CHECK(again.version == first.version);
    Caller late = as("boris");
    late.expected_version = 1;
    const std::vector<std::string> other = ended_dossier(*office);
    CHECK(declined(close_dossier(*office, late, {.matter = other[0]})).by == Declined::By::version);
}

ON_BOTH("registers of a closed dossier are made again to the same rows") {
    TestOffice<Store> office;
    if (!office) return;
    const std::vector<std::string> ids = ended_dossier(*office);
    done(close_dossier(*office, as("boris"), {.matter = ids[0]}));
    const std::vector<std::string> before = rows_of(*office, 'm');
    must(rebuild(*office));
    CHECK(rows_of(*office, 'm') == before);
    CHECK(std::ranges::any_of(before, [&](const std::string& row) {
        return contains(row, ids[0]) && contains(row, "2026-01-01");
    }));
    for (const Finding& finding : must(verify_office(*office, kKeys)).findings)
        CHECK_MESSAGE(finding.part == Finding::Part::checkpoints, finding.message);
}

TEST_CASE("office close: whenever the program is killed while it closes, all are closed or none") {
    testing::FakeEnv env;
    const auto open = [&](support::CrashDisk& disk) {
        return must(
            Office::over(env,
                         must(store::Database::open(
                             {.place = store::SqliteFile{.path = "office.db", .vfs = disk.vfs()}})),
                         testing::institution_hr(), {.ledger = "test.example/hr"}));
    };
    std::size_t none = 0;
    std::size_t all = 0;
    for (std::uint64_t change = 1; all == 0 || change < 4; ++change) {
        REQUIRE(change < 400);
        support::CrashDisk disk(change);
        std::vector<std::string> ids;
        {
            const auto office = open(disk);
            must(adopt_establishment(*office, "admin", "staff.yaml", std::string(testing::kStaff)));
            ids = ended_dossier(*office);
            if (change % 2 == 0) {
                disk.kill_at(change);
            } else {
                disk.cut_power_at(change);
            }
            const Result<Outcome> outcome = close_dossier(*office, as("boris"), {.matter = ids[0]});
            if (outcome.ok() && !disk.stopped()) ++all;  // it needed fewer changes than that
        }
        disk.restart();
        const auto office = open(disk);
        const std::size_t closed = closed_count(*office, ids);
        CHECK((closed == 0 || closed == ids.size()));
        if (closed == 0) ++none;
        must(rebuild(*office));
    }
    CHECK(none > 0);
    CHECK(all > 0);
}

}  // namespace remit::office
