// What an office owes: rows are taken in once, instances get their matters, and none gets two: on
// both stores.
#include "office/obligation_commands.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "office/matter_file.h"
#include "office/obligation_loader.h"
#include "office/obligation_register.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using calendar::Date;
using support::must;
using testing::as;
using testing::contains;
using testing::TestOffice;
using testing::words_of;

#define ON_BOTH(name)                                                            \
    TEST_CASE_TEMPLATE("office obligations: " name, Store, support::SqliteStore, \
                       support::PostgresStore)

constexpr std::string_view kOwnRow = R"(obligations:
  - id: OWN-NOTE
    names: {en: A yearly note, hr: Godišnja nota, sr: Годишња нота}
    instrument: bwc
    body: bwc_isu
    topics: [biological_weapons]
    kind: notification
    recurs: FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1
    due: 1 June
    period: previous_year
    basis: "Art. V"
    applies: {hr: yes}
    verified: true
)";

template <typename Store>
Imported import(TestOffice<Store>& office, const ImportRequest& request = {}) {
    const auto answer = must(import_obligations(*office, as("cecilia"), request));
    REQUIRE(std::holds_alternative<Imported>(answer));
    return std::get<Imported>(answer);
}

template <typename Store>
Receipt open(TestOffice<Store>& office, const OpenObligationRequest& request) {
    const Outcome outcome = must(open_obligation(*office, as("cecilia"), request));
    const auto* no = std::get_if<Declined>(&outcome);
    REQUIRE_MESSAGE(no == nullptr, words_of(*no));
    return std::get<Receipt>(outcome);
}

template <typename Store>
std::string refused(TestOffice<Store>& office, const OpenObligationRequest& request) {
    const Outcome outcome = must(open_obligation(*office, as("cecilia"), request));
    REQUIRE(std::holds_alternative<Declined>(outcome));
    return words_of(std::get<Declined>(outcome));
}

template <typename Store>
std::string field(TestOffice<Store>& office, const std::string& matter, std::string_view name) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    const MatterFile file = must(load_matter(journal, office->institution(), matter));
    const procedure::Value& value = file.matter.value(*file.definition->find_field(name));
    if (!value.is_set()) return {};
    if (const auto* date = std::get_if<Date>(&value.items.front())) return date->iso();
    return std::get<std::string>(value.items.front());
}

template <typename Store>
std::vector<InstanceMatter> matters_of(TestOffice<Store>& office, std::string_view id) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    return must(matters_of_obligation(*snapshot, id));
}

}  // namespace

ON_BOTH("the rows that the State owes or may owe are taken in, and no others") {
    TestOffice<Store> office;
    if (!office) return;
    const Imported imported = import(office);
    CHECK(imported.entered.size() > 100);
    CHECK(imported.changed.empty());
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Obligations rows = must(list_obligations(*snapshot));
    CHECK(rows.all().size() == imported.entered.size());
    CHECK(rows.find("CCM-ART7") != nullptr);
    CHECK(rows.find("FCNM-RS") == nullptr);
    const Journal journal(*snapshot, office->institution().id(), office.env);
    const ObligationFile file = must(load_obligation(journal, "BWC-CBM"));
    CHECK(file.head.matter_version == 1);
    CHECK(file.row == *rows.find("BWC-CBM"));
    CHECK_FALSE(file.own);
}

ON_BOTH("importing again writes nothing") {
    TestOffice<Store> office;
    if (!office) return;
    const std::size_t count = import(office).entered.size();
    const Imported again = import(office);
    CHECK(again.entered.empty());
    CHECK(again.changed.empty());
    CHECK(again.gone.empty());
    CHECK(again.unchanged == count);
}

ON_BOTH("rows of the office's own are taken in, changed, and told when they are gone") {
    TestOffice<Store> office;
    if (!office) return;
    using Ids = std::vector<std::string>;
    CHECK(import(office, {"own.yaml", std::string(kOwnRow)}).entered == Ids{"OWN-NOTE"});
    std::string changed(kOwnRow);
    changed.replace(changed.find("verified: true"), 14, "verified: false");
    CHECK(import(office, {"own.yaml", changed}).changed == Ids{"OWN-NOTE"});
    std::string other(kOwnRow);
    other.replace(other.find("OWN-NOTE"), 8, "OWN-LIST");
    const Imported third = import(office, {"own.yaml", other});
    CHECK(third.entered == Ids{"OWN-LIST"});
    CHECK(third.gone == Ids{"OWN-NOTE"});
    CHECK(import(office).gone.empty());
}

ON_BOTH("an own row may not take the id of one that is carried, and nobody unknown imports") {
    TestOffice<Store> office;
    if (!office) return;
    std::string taken(kOwnRow);
    taken.replace(taken.find("OWN-NOTE"), 8, "BWC-CBM");
    const auto answer = must(import_obligations(*office, as("cecilia"), {"own.yaml", taken}));
    REQUIRE(std::holds_alternative<Declined>(answer));
    CHECK(contains(words_of(std::get<Declined>(answer)), "'BWC-CBM' is the id of"));
    const auto nobody = must(import_obligations(*office, as("cecila"), {}));
    REQUIRE(std::holds_alternative<Declined>(nobody));
    CHECK(contains(words_of(std::get<Declined>(nobody)), "did you mean 'cecilia'?"));
    const auto faulty = import_obligations(*office, as("cecilia"), {"own.yaml", "obligations: 1"});
    REQUIRE_FALSE(faulty.ok());
    CHECK(faulty.error().code == ErrorCode::invalid_input);
}

ON_BOTH("an instance by the calendar is opened with what the register says, and shown beside it") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    const Receipt opened = open(office, {.id = "bwc-cbm", .due = "2026-04-15"});
    CHECK(opened.state == "expected");
    CHECK(field(office, opened.matter, "obligation") == "BWC-CBM");
    CHECK(field(office, opened.matter, "due") == "2026-04-15");
    CHECK(field(office, opened.matter, "body") == "bwc_isu");
    CHECK(field(office, opened.matter, "checked") == "yes");
    const auto matters = matters_of(office, "BWC-CBM");
    REQUIRE(matters.size() == 1);
    CHECK(matters.front().matter == opened.matter);
    CHECK(matters.front().due == "2026-04-15");

    const store::Snapshot snapshot = must(office->database().snapshot());
    const Obligations rows = must(list_obligations(*snapshot));
    const Date first = *Date::of(2026, 4, 1);
    DueList list = must(due_obligations(office->institution(), rows, first, first.plus_days(29)));
    must(add_matters(office->institution(), rows,
                     must(matters_due(*snapshot, list.first, list.last)), list));
    for (const DueInstance& one : list.instances)
        CHECK(one.matter.has_value() == (one.obligation->id == "BWC-CBM"));
}

ON_BOTH("the clock opens the next edition, which stands beside its own instance") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    open(office, {.id = "BWC-CBM", .due = "2026-04-15"});
    office.env.now = Date::of(2027, 1, 20)->day_number() * std::int64_t{86'400};
    must(pass_time(*office));
    const auto matters = matters_of(office, "BWC-CBM");
    REQUIRE(matters.size() == 2);
    CHECK(matters.front().due == "2027-04-15");
}

ON_BOTH("one instance has one matter, and under one key it is opened once") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    Caller caller = as("cecilia");
    caller.idempotency_key = "k1";
    const OpenObligationRequest request{.id = "BWC-CBM", .due = "2026-04-15", .event = {}};
    const Outcome first = must(open_obligation(*office, caller, request));
    const Outcome again = must(open_obligation(*office, caller, request));
    REQUIRE(std::holds_alternative<Receipt>(first));
    REQUIRE(std::holds_alternative<Receipt>(again));
    CHECK(std::get<Receipt>(again).repeated);
    CHECK(std::get<Receipt>(again).matter == std::get<Receipt>(first).matter);
    CHECK(contains(refused(office, request), "'BWC-CBM' due on 2026-04-15 has its matter"));
}

ON_BOTH("a day that the rule does not give is declined, with those that it gives next") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    const std::string wrong = refused(office, {.id = "BWC-CBM", .due = "2026-04-16"});
    CHECK(contains(wrong, "is not due on 2026-04-16; its rule is: 15 April"));
    CHECK(contains(wrong, "next are: 2026-04-15, 2027-04-15, 2028-04-15"));
    CHECK(contains(refused(office, {.id = "BWC-CBM"}), "next are: 2026-04-15"));
    CHECK(contains(refused(office, {.id = "BWC-CBM", .due = "April"}), "next are: 2026-04-15"));
    CHECK(contains(refused(office, {.id = "BWC-CMB", .due = "2026-04-15"}),
                   "did you mean 'BWC-CBM'?"));
    CHECK(contains(refused(office, {.id = "BWC-CBM", .event = "2026-01-01"}), "hangs on no event"));
}

ON_BOTH("one that counts from an event is opened with the event, and counted by the procedure") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    CHECK(contains(refused(office, {.id = "IAEA-AP-QTR"}), "counts from an event: end of quarter"));
    CHECK(
        contains(refused(office, {.id = "IAEA-AP-QTR", .due = "2026-05-30", .event = "2026-03-31"}),
                 "counted from the event"));
    const Receipt opened = open(office, {.id = "IAEA-AP-QTR", .event = "2026-03-31"});
    CHECK(field(office, opened.matter, "due") == "2026-05-30");
    CHECK(
        contains(refused(office, {.id = "IAEA-AP-QTR", .event = "2026-03-31"}), "has its matter"));
    open(office, {.id = "IAEA-AP-QTR", .event = "2026-06-30"});
}

ON_BOTH("one whose day a body sets is opened with that day, or once without") {
    TestOffice<Store> office;
    if (!office) return;
    import(office);
    open(office, {.id = "NPT-REVCON"});
    CHECK(contains(refused(office, {.id = "NPT-REVCON"}), "waits for its day"));
    const Receipt dated = open(office, {.id = "NPT-REVCON", .due = "2026-04-27"});
    CHECK(field(office, dated.matter, "due") == "2026-04-27");
}

ON_BOTH("who has no duty may not open it, and a row nobody imported is not there") {
    TestOffice<Store> office;
    if (!office) return;
    CHECK(contains(refused(office, {.id = "BWC-CBM", .due = "2026-04-15"}), "obligation import"));
    import(office);
    const Outcome outcome = must(
        open_obligation(*office, as("anna"), {.id = "BWC-CBM", .due = "2026-04-15", .event = {}}));
    REQUIRE(std::holds_alternative<Declined>(outcome));
    CHECK(std::get<Declined>(outcome).by == Declined::By::competence);
    CHECK(matters_of(office, "BWC-CBM").empty());
}

}  // namespace remit::office
