// What comes in is registered, given to a unit, taken up, returned or closed, and never lost: on
// both stores.
#include "office/item_commands.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "office/commands.h"
#include "office/item_file.h"
#include "office/item_register.h"
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
using testing::refused;
using testing::TestOffice;
using testing::words_of;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("office items: " name, Store, support::SqliteStore, support::PostgresStore)

RegisterRequest letter(std::string bytes = "a note") {
    return {.files = {{"note.pdf", std::move(bytes)}},
            .sender = "Embassy",
            .subject = "Draft text of the council",
            .received = {},
            .channel = "mail",
            .bodies = {"nac"},
            .classification = {}};
}

TakeRequest into_new_position(std::string item) {
    return {.item = std::move(item),
            .matter = {},
            .procedure = "position",
            .step = "open",
            .paper = {},
            .fields = nato_paper().fields,
            .note = {}};
}

template <typename Store>
ItemFile item_of(TestOffice<Store>& office, const std::string& id) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    return must(load_item(journal, id));
}

template <typename Store>
std::vector<ItemRow> items(TestOffice<Store>& office, const ItemFilter& filter = {},
                           const std::optional<ItemPageKey>& after = std::nullopt,
                           std::size_t rows_max = kItemRowsMax) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    return must(list_items(*snapshot, filter, after, rows_max));
}

}  // namespace

ON_BOTH("an item is registered with a number of the year, by an officer without a duty") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted first = done(register_item(*office, as("anna"), letter()));
    CHECK(first.number == "2026/1");
    CHECK(first.state == "registered");
    CHECK(first.remarks.empty());
    CHECK(done(register_item(*office, as("dario"), letter("another"))).number == "2026/2");

    const ItemFile item = item_of(office, first.id);
    CHECK(item.received == "2026-01-01");
    CHECK(item.sender == "Embassy");
    REQUIRE(item.files.size() == 1);
    CHECK(item.files.front().digest == base::sha256({"a note"}));
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    must(journal.read(first.id, 0, [](const Kept& kept) {
        CHECK(kept.entry.acting.officer == "anna");
        CHECK(kept.entry.acting.post == "nato-officer");
        CHECK(kept.entry.acting.unit.empty());
        CHECK_FALSE(kept.entry.acting.ground.has_value());
        return base::done();
    }));
}

ON_BOTH("the same bytes again are registered, and named as a duplicate of the first") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted first = done(register_item(*office, as("anna"), letter()));
    RegisterRequest by_fax = letter();
    by_fax.files = {{"page-1.tif", "a note"}};
    const Noted second = done(register_item(*office, as("anna"), by_fax));
    REQUIRE(second.remarks.size() == 1);
    CHECK(contains(second.remarks.front(), "item 2026/1"));
    CHECK(item_of(office, second.id).duplicate_of == first.id);
    CHECK(items(office).size() == 2);
}

ON_BOTH("under one key an item is registered once, and the key is good for nothing else") {
    TestOffice<Store> office;
    if (!office) return;
    Caller caller = as("anna");
    caller.idempotency_key = "post-17";
    const Noted first = done(register_item(*office, caller, letter()));
    const Noted again = done(register_item(*office, caller, letter()));
    CHECK(again.repeated);
    CHECK(again.id == first.id);
    CHECK(items(office).size() == 1);
    CHECK(contains(refused(register_item(*office, caller, letter("else"))), "another command"));
    CHECK(declined(open_matter(*office, caller, nato_paper())).by == Declined::By::key);
}

ON_BOTH("every fault of a request is told at once, and nothing is kept") {
    TestOffice<Store> office;
    if (!office) return;
    RegisterRequest wrong = letter("");
    wrong.sender = "";
    wrong.received = "2026-01-02";
    wrong.channel = "fex";
    wrong.bodies = {"nobody"};
    const std::string why = refused(register_item(*office, as("anna"), wrong));
    for (const char* part :
         {"nothing stands for --from", "2026-01-02 is still to come", "did you mean 'fax'?",
          "there is no body 'nobody'", "'note.pdf' is empty"})
        CHECK_MESSAGE(contains(why, part), why);
    wrong = letter();
    wrong.files.clear();
    wrong.received = "yesterday";
    CHECK(contains(refused(register_item(*office, as("anna"), wrong)), "nothing came"));
    CHECK(contains(refused(register_item(*office, as("ana"), letter())), "did you mean 'anna'?"));
    CHECK(items(office).empty());
}

ON_BOTH("a refusal speaks the language of whoever asked") {
    TestOffice<Store> office;
    if (!office) return;
    Caller anna = as("anna");
    anna.language = diag::Language::hr;
    RegisterRequest wrong = letter("");
    wrong.bodies = {"nobody"};
    const std::string why = refused(register_item(*office, anna, wrong));
    CHECK(contains(why, "nema tijela 'nobody'"));
    CHECK(contains(why, "'note.pdf' je prazno"));
    const Noted item = done(register_item(*office, anna, letter()));
    CHECK(contains(refused(return_item(*office, anna, item.number, "")), "dodajte --note"));
    anna.language = diag::Language::sr_latn;
    CHECK(contains(refused(close_item(*office, anna, item.number, "duplikate", "")),
                   "nije osnov za zaključenje ulaznog pismena"));
}

ON_BOTH("an item that somebody has changed meanwhile is not changed by who saw another version") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted item = done(register_item(*office, as("anna"), letter()));
    Caller late = as("anna");
    late.expected_version = item.version;
    const Noted given = done(assign_item(*office, late, item.number, "5.1.1"));
    CHECK(given.version == item.version + 1);
    const Declined no = declined(return_item(*office, late, item.number, "not ours"));
    CHECK(no.by == Declined::By::version);
    CHECK(contains(testing::words_of(no), "is at version 2, not 1"));
    late.expected_version = given.version;
    CHECK(done(return_item(*office, late, item.number, "not ours")).state == "returned");
}

ON_BOTH("a marking is read in the schemes that there are, or refused with their levels") {
    TestOffice<Store> office;
    if (!office) return;
    RegisterRequest marked = letter();
    marked.classification = "PC.DEL/12/26";
    CHECK(item_of(office, done(register_item(*office, as("anna"), marked)).id).classification ==
          "osce_pc_del");
    marked.classification = "quite secret";
    const std::string unknown = refused(register_item(*office, as("anna"), marked));
    CHECK(contains(unknown, "NATO SECRET"));
    CHECK(contains(unknown, "TAJNO"));
}

ON_BOTH("bytes that the institution may not keep are refused, that they exist may be registered") {
    TestOffice<Store> office;
    if (!office) return;
    RegisterRequest marked = letter();
    marked.classification = "NATO CONFIDENTIAL";
    const std::string why = refused(register_item(*office, as("anna"), marked));
    CHECK(contains(why, "NATO CONFIDENTIAL may not be kept"));
    CHECK(contains(why, "without files"));
    marked.files.clear();
    marked.subject = "NC(2026)0007";
    CHECK(item_of(office, done(register_item(*office, as("anna"), marked)).id).classification ==
          "nato_confidential");
}

ON_BOTH("an item goes to a unit and stands in its register until something is done with it") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted item = done(register_item(*office, as("anna"), letter()));
    CHECK(done(assign_item(*office, as("anna"), item.number, "5.1.2")).state == "assigned");
    CHECK(items(office, {.unit = "5.1.2", .open = true}).size() == 1);
    CHECK(done(assign_item(*office, as("cecilia"), item.id, "5.1.1")).version == 3);
    CHECK(items(office, {.unit = "5.1.2"}).empty());
    CHECK(contains(refused(assign_item(*office, as("anna"), item.id, "9.9")), "9.9"));
    CHECK(contains(refused(assign_item(*office, as("anna"), "2026/9", "5.1")),
                   "the last to come in are: 2026/1"));
}

ON_BOTH("an item opens a matter under a duty, and both change or neither") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted item = done(register_item(*office, as("anna"), letter()));
    CHECK(
        contains(refused(take_item(*office, as("cecilia"), into_new_position(item.id))), "5.1.1"));
    CHECK(item_of(office, item.id).is_open());
    const Noted taken = done(take_item(*office, as("anna"), into_new_position(item.id)));
    CHECK(taken.state == "taken");
    REQUIRE(taken.matter.has_value());
    CHECK(item_of(office, item.id).matter == taken.matter->matter);
    CHECK(items(office, {.matter = taken.matter->matter}).size() == 1);
    CHECK(items(office, {.open = true}).empty());
    const std::string twice = refused(take_item(*office, as("anna"), into_new_position(item.id)));
    CHECK(contains(twice, "was taken into matter " + taken.matter->matter + " already"));
    CHECK(contains(refused(close_item(*office, as("anna"), item.id, "no_action", "")), "already"));
}

ON_BOTH("an item becomes a paper of a matter that is there") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted first = done(register_item(*office, as("anna"), letter()));
    const Noted opened = done(take_item(*office, as("anna"), into_new_position(first.id)));
    const Noted second = done(register_item(*office, as("anna"), letter("the text itself")));
    TakeRequest request{.item = second.number, .matter = opened.matter->number};
    CHECK(contains(refused(take_item(*office, as("anna"), request)), "--paper"));
    request.paper = "noting";
    CHECK_FALSE(refused(take_item(*office, as("anna"), request)).empty());
    request.paper = "incoming";
    const Noted taken = done(take_item(*office, as("anna"), request));
    CHECK(taken.matter->matter == opened.matter->matter);
    CHECK(taken.matter->version == opened.matter->version + 1);
    request.matter = "m0";
    CHECK(contains(
        refused(take_item(
            *office, as("anna"),
            {.item = done(register_item(*office, as("anna"), letter("x"))).id, .matter = "m0"})),
        "there is no matter 'm0'"));
    CHECK(contains(refused(take_item(*office, as("anna"), {.item = first.id})), "--matter"));
}

ON_BOTH("an item is returned or closed on a ground, by its unit, and stays in the register") {
    TestOffice<Store> office;
    if (!office) return;
    const Noted item = done(register_item(*office, as("anna"), letter()));
    done(assign_item(*office, as("anna"), item.id, "5.1.2"));
    CHECK(contains(refused(close_item(*office, as("cecilia"), item.id, "dupliacte", "")),
                   "did you mean 'duplicate'?"));
    CHECK(contains(refused(close_item(*office, as("anna"), item.id, "no_action", "")),
                   "is for unit 5.1.2"));
    CHECK(done(close_item(*office, as("cecilia"), item.id, "no_action", "for information")).state ==
          "closed");
    CHECK(item_of(office, item.id).ground == "no_action");
    const Noted other = done(register_item(*office, as("anna"), letter("other")));
    CHECK(contains(refused(return_item(*office, as("anna"), other.id, "")), "--note"));
    CHECK(done(return_item(*office, as("anna"), other.id, "for the ministry of health")).state ==
          "returned");
    CHECK(items(office).size() == 2);
    CHECK(items(office, {.open = true}).empty());
}

ON_BOTH("the register is read page by page, the latest first, and none stands on two pages") {
    TestOffice<Store> office;
    if (!office) return;
    for (int day = 0; day < 5; ++day) {
        office.env.now += 86'400;
        done(register_item(*office, as("anna"), letter(std::to_string(day))));
    }
    std::vector<std::string> seen;
    std::optional<ItemPageKey> after;
    for (;;) {
        const std::vector<ItemRow> page = items(office, {}, after, 2);
        if (page.empty()) break;
        for (const ItemRow& row : page) seen.push_back(row.number);
        after = ItemPageKey{page.back().received, page.back().id};
    }
    CHECK(seen == std::vector<std::string>{"2026/5", "2026/4", "2026/3", "2026/2", "2026/1"});
}

}  // namespace remit::office
