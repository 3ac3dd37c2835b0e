// Matters are opened and moved by those who have the power, and nothing of it is lost: on both
// stores.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "office/commands.h"
#include "office/matter_payload.h"
#include "office/registers.h"
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
using testing::TestOffice;
using testing::words_of;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("office: " name, Store, support::SqliteStore, support::PostgresStore)

template <typename Store>
std::vector<Kept> entries_of(TestOffice<Store>& office, const std::string& id) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    std::vector<Kept> entries;
    must(journal.read(id, 0, [&](const Kept& kept) {
        entries.push_back(kept);
        return base::done();
    }));
    return entries;
}

template <typename Store>
std::vector<MatterRow> open_matters(TestOffice<Store>& office, const MatterFilter& filter = {}) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    return must(list_matters(*snapshot, filter, std::nullopt, kPageRowsMax));
}

}  // namespace

ON_BOTH("a matter is opened under a duty of the unit, and the entry names the clause") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    CHECK(opened.version == 1);
    CHECK(opened.state == "triggered");
    const std::vector<Kept> entries = entries_of(office, opened.matter);
    REQUIRE(entries.size() == 1);
    const ledger::Acting& acting = entries.front().entry.acting;
    CHECK(acting.officer == "anna");
    CHECK(acting.post == "nato-officer");
    CHECK(acting.unit == "5.1.1");
    CHECK(acting.duty == "5.1.1-10");
    CHECK(acting.citation == "čl. 46. st. 1.");
    CHECK(acting.ground == ledger::Ground::own);
}

ON_BOTH("a unit without the duty is refused, told who is competent, and nothing is written") {
    TestOffice<Store> office;
    if (!office) return;
    const Declined no = declined(open_matter(*office, as("cecilia"), nato_paper()));
    CHECK(no.by == Declined::By::competence);
    CHECK(contains(words_of(no), "5.1.1"));
    CHECK_FALSE(no.cures.empty());
    CHECK(open_matters(office).empty());
    const Declined nobody = declined(open_matter(*office, as("zora"), nato_paper()));
    CHECK(nobody.by == Declined::By::competence);
}

ON_BOTH("what cannot be read is told all at once, with the word that was meant") {
    TestOffice<Store> office;
    if (!office) return;
    OpenRequest request = nato_paper();
    request.step = "opne";
    request.fields.push_back({"forun", {"nac"}});
    request.fields.push_back({"decision_at", {"next week"}});
    const Declined no = declined(open_matter(*office, as("anna"), request));
    CHECK(no.by == Declined::By::input);
    CHECK(contains(words_of(no), "did you mean 'open'?"));
    CHECK(contains(words_of(no), "did you mean 'forum'?"));
    CHECK(contains(words_of(no), "decision_at: "));
    OpenRequest unknown = nato_paper();
    unknown.procedure = "positions";
    CHECK(contains(words_of(declined(open_matter(*office, as("anna"), unknown))), "position"));
}

ON_BOTH("a step moves the matter, and its state is there again when the office is opened anew") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    const StepRequest assign{
        .matter = opened.matter, .step = "assign", .fields = {{"drafter", {"anna"}}}};
    const Receipt moved = done(take_step(*office, as("boris"), assign));
    CHECK(moved.version == 2);
    CHECK(moved.state == "drafting");
    office.reopen();
    const std::vector<MatterRow> rows = open_matters(office, {.unit = "5.1.1"});
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().state == "drafting");
    CHECK(rows.front().title == "Partnership package");
    CHECK(rows.front().version == 2);
    CHECK(open_matters(office, {.unit = "5.1.2"}).empty());
    CHECK(open_matters(office, {.body = "nac"}).size() == 1);
    CHECK(open_matters(office, {.body = "osce"}).empty());
}

ON_BOTH("a step that the state does not allow is refused with its reason") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    const Declined no = declined(
        take_step(*office, as("anna"), {.matter = opened.matter, .step = "send_instruction"}));
    CHECK(no.by == Declined::By::procedure);
    CHECK(entries_of(office, opened.matter).size() == 1);
}

ON_BOTH("who saw an older version is told, and loses nothing") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    const StepRequest assign{
        .matter = opened.matter, .step = "assign", .fields = {{"drafter", {"anna"}}}};
    done(take_step(*office, as("anna"), assign));
    Caller late = as("boris");
    late.expected_version = 1;
    const Declined no = declined(take_step(*office, late, assign));
    CHECK(no.by == Declined::By::version);
    CHECK(contains(words_of(no), "version 2, not 1"));
}

ON_BOTH("a command under one key is done once, and another under the same key never") {
    TestOffice<Store> office;
    if (!office) return;
    Caller caller = as("anna");
    caller.idempotency_key = "k-1";
    const Receipt first = done(open_matter(*office, caller, nato_paper()));
    const Receipt again = done(open_matter(*office, caller, nato_paper()));
    CHECK(again.repeated);
    CHECK(again.matter == first.matter);
    CHECK(again.version == 1);
    CHECK(open_matters(office).size() == 1);
    OpenRequest other = nato_paper();
    other.fields.front().items = {"Another paper"};
    CHECK(declined(open_matter(*office, caller, other)).by == Declined::By::key);
}

ON_BOTH("a paper's bytes are kept under their hash, and not where the step is refused") {
    TestOffice<Store> office;
    if (!office) return;
    const auto contents = [&] {
        const store::Snapshot snapshot = must(office->database().snapshot());
        return std::get<0>(
            must(snapshot->template find<std::int64_t>("SELECT count(*) FROM contents")).value());
    };
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    declined(
        take_step(*office, as("anna"),
                  {.matter = opened.matter,
                   .step = "send_instruction",
                   .papers = {{.kind = "instruction", .bytes = "Support.", .is_signed = true}}}));
    CHECK(contents() == 0);
}

ON_BOTH("in advise mode a reason stands in for a duty, and is recorded with the entry") {
    TestOffice<Store> office(Mode::advise);
    if (!office) return;
    Caller caller = as("cecilia");
    CHECK(declined(open_matter(*office, caller, nato_paper())).by == Declined::By::competence);
    caller.advised_reason = "The service for NATO is closed by a flood";
    const Receipt opened = done(open_matter(*office, caller, nato_paper()));
    const Kept entry = entries_of(office, opened.matter).front();
    CHECK(entry.entry.acting.ground == ledger::Ground::advised);
    CHECK(entry.entry.acting.duty == "");
    CHECK(must(read_payload(entry.entry.payload)).head.reason == caller.advised_reason);
}

ON_BOTH("the sector takes over a matter of its service on the record") {
    TestOffice<Store> office;
    if (!office) return;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    const Receipt moved = done(
        take_step(*office, as("dario"),
                  {.matter = opened.matter, .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    const ledger::Acting acting = entries_of(office, moved.matter).back().entry.acting;
    CHECK(acting.unit == "5.1");
    CHECK((acting.ground == ledger::Ground::taken_over || acting.ground == ledger::Ground::own));
}

TEST_CASE("office: an establishment with a fault is refused whole, with its place") {
    TestOffice<support::SqliteStore> office;
    const Status adopted = adopt_establishment(
        *office, "admin", "staff.yaml",
        "officers: [{id: anna}]\nposts:\n  - {id: a, unit: 9.9, rank: officer, officer: anna}\n");
    REQUIRE_FALSE(adopted.ok());
    CHECK(contains(adopted.error().message, "staff.yaml:3:"));
    done(open_matter(*office, as("anna"), nato_paper()));  // the one before still holds
}

TEST_CASE("office: a journal entry that was changed on the disk is found when it is read") {
    TestOffice<support::SqliteStore> office;
    const Receipt opened = done(open_matter(*office, as("anna"), nato_paper()));
    must(office->database().write([](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run_script("DROP TRIGGER entries_keep"));
        REMIT_TRY(connection.run(
            "UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Partnership', "
            "'Partnersh1p') AS BLOB) WHERE kind = 'matter/open_matter'"));
        return base::done();
    }));
    const Result<Outcome> outcome =
        take_step(*office, as("anna"),
                  {.matter = opened.matter, .step = "assign", .fields = {{"drafter", {"anna"}}}});
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == ErrorCode::corrupt);
    CHECK(contains(outcome.error().message, "entry"));
}

}  // namespace remit::office
