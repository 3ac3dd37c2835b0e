// What lists ask the registers: questions that are open, matters that nobody has, and what a viewer
// may know of: on both stores.
#include "office/registers.h"

#include <doctest/doctest.h>

#include <string>

#include "office/access_reader.h"
#include "office/item_commands.h"
#include "office/item_view.h"
#include "office/matter_view.h"
#include "support/outcomes.h"
#include "support/secret_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::done;
using testing::nato_paper;
using testing::SecretOffice;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("registers: " name, Store, support::SqliteStore, support::PostgresStore)

/// A matter of 5.1.1 that has asked 5.1.2.
template <typename AnOffice>
std::string asked_matter(AnOffice& office) {
    const std::string id = done(open_matter(*office, as("anna"), nato_paper())).matter;
    done(take_step(*office, as("anna"),
                   {.matter = id, .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    done(take_step(*office, as("anna"),
                   {.matter = id,
                    .step = "consult_inside",
                    .fields = {{"topic_desk", {"5.1.2"}},
                               {"comments_due", {"2026-01-08T12:00 Europe/Brussels"}}}}));
    return id;
}

template <typename AnOffice, typename Ask>
auto asked_as(AnOffice& office, std::string_view officer, const Ask& ask) {
    const StaffFile staff = must(find_staff(*office));
    const OfficeReader reader =
        must(reader_of(office->institution(), staff.establishment, officer, office->now()));
    const store::Snapshot snapshot = must(office->database().snapshot());
    return must(ask(*snapshot, Viewer{&office->institution().secrecy().policy, &reader.reader}));
}

ON_BOTH("an open question is found by who was asked and by who asks, until it is answered") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string id = asked_matter(office);
    const auto list = [&](const QuestionFilter& filter) {
        const store::Snapshot snapshot = must(office->database().snapshot());
        return must(list_questions(*snapshot, filter, kPageRowsMax));
    };
    REQUIRE(list({.respondent = "5.1.2"}).size() == 1);
    const QuestionRow row = list({.respondent = "5.1.2"}).front();
    CHECK(row.matter == id);
    CHECK(row.lead_unit == "5.1.1");
    CHECK(row.due == "2026-01-08");
    CHECK(list({.asking_unit = "5.1.1"}).size() == 1);
    CHECK(list({.respondent = "5.1.3"}).empty());
    CHECK(list({.asking_unit = "5.1.2"}).empty());
    done(answer_question(*office, as("cecilia"),
                         {.matter = id, .question = row.question, .answer = "agreed", .text = {}}));
    CHECK(list({.respondent = "5.1.2"}).empty());
}

ON_BOTH("matters that nobody has are told from those of an officer") {
    TestOffice<Store> office;
    if (!office) return;
    done(open_matter(*office, as("anna"), nato_paper()));  // who opens it, has it
    const std::string other =
        done(open_matter(*office, as("anna"), nato_paper("Another package"))).matter;
    done(assign_officer(*office, as("boris"), {.matter = other, .officer = {}}));
    const store::Snapshot snapshot = must(office->database().snapshot());
    const auto free = must(
        list_matters(*snapshot, {.unit = "5.1.1", .unassigned = true}, std::nullopt, kPageRowsMax));
    REQUIRE(free.size() == 1);
    CHECK(free.front().title == "Another package");
}

ON_BOTH("a viewer is told of matters and questions that the policy lets him know of") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string plain = done(open_matter(*office, as("anna"), nato_paper())).matter;
    const auto knows = [&](std::string_view officer, const std::string& matter) {
        return asked_as(office, officer, [&](store::Connection& connection, const Viewer& viewer) {
            return may_know_of(connection, matter, viewer);
        });
    };
    CHECK(knows("anna", plain));
    CHECK(knows("boris", plain));
    CHECK_FALSE(knows("cecilia", plain));
    CHECK_FALSE(knows("anna", "m-not-there"));
    const std::string asked = asked_matter(office);  // which gives 5.1.2 the need to know
    CHECK(knows("cecilia", asked));
    const auto rows =
        asked_as(office, "cecilia", [](store::Connection& connection, const Viewer& viewer) {
            return list_questions(connection, {}, kPageRowsMax, viewer);
        });
    CHECK(rows.size() == 1);
}

ON_BOTH("an item gives its text for reading, unless it bears a marking or has none") {
    TestOffice<Store> office;
    if (!office) return;
    const auto add = [&](const std::string& bytes, const std::string& marking) {
        return done(
                   register_item(*office, as("anna"),
                                 {.files = {{"scan.bin", std::string("\0\1", 2)}, {"a.txt", bytes}},
                                  .sender = "Embassy",
                                  .subject = "A note",
                                  .received = {},
                                  .channel = {},
                                  .bodies = {},
                                  .classification = marking}))
            .id;
    };
    const ItemFile plain = must(find_item(*office, add("Please comment.", "")));
    CHECK(must(text_of(*office, plain)) == "Please comment.");
    CHECK(must(text_of(*office, must(find_item(*office, add("no text \xff", ""))))).empty());
    CHECK_FALSE(find_item(*office, "2026/99").ok());
}

}  // namespace
}  // namespace remit::office
