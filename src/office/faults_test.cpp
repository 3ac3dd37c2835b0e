// What an office says of bad input and of a world that fails: the place and the cure; and that
// nothing half done is left, nor anything in the way of doing it right afterwards.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "office/commands.h"
#include "support/crash_vfs.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::contains;
using testing::nato_paper;
using testing::refused;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("office: " name, Store, support::SqliteStore, support::PostgresStore)

std::int64_t count(store::Database& database, std::string_view table) {
    const store::Snapshot snapshot = must(database.snapshot());
    return std::get<0>(
        must(snapshot->find<std::int64_t>("SELECT count(*) FROM " + std::string(table))).value());
}

/// That there are so many entries and nothing else.
template <typename Store>
void check_untouched(TestOffice<Store>& office, std::int64_t entries) {
    CHECK(count(office->database(), "entries") == entries);
    CHECK(count(office->database(), "contents") == 0);
}

std::string receipt_of(const Result<Outcome>& outcome) {
    REQUIRE_MESSAGE(outcome.ok(), outcome.error().message);
    REQUIRE(std::holds_alternative<Receipt>(outcome.value()));
    return std::get<Receipt>(outcome.value()).matter;
}

std::unique_ptr<Office> open(testing::FakeEnv& env, const store::Options& options) {
    return must(Office::over(env, must(store::Database::open(options)), testing::institution_hr(),
                             {.ledger = "test.example/hr"}));
}

}  // namespace

TEST_CASE("office: a full disk is told, nothing is half done, and with space it goes on") {
    support::CrashDisk disk(1);
    testing::FakeEnv env;
    const auto office =
        open(env, {.place = store::SqliteFile{.path = "office.db", .vfs = disk.vfs()}});
    must(adopt_establishment(*office, "admin", "staff.yaml", std::string(testing::kStaff)));
    Caller anna = as("anna");
    anna.idempotency_key = "k-1";
    disk.fill_at(1);
    const Result<Outcome> full = open_matter(*office, anna, nato_paper());
    REQUIRE_FALSE(full.ok());
    CHECK(full.error().code == ErrorCode::io);
    CHECK(contains(full.error().message, "office.db"));
    CHECK(contains(full.error().message, "full"));
    disk.free_space();
    CHECK(count(office->database(), "entries") == 1);
    CHECK(count(office->database(), "matters") == 0);
    receipt_of(open_matter(*office, anna, nato_paper()));
    CHECK(count(office->database(), "entries") == 2);
}

ON_BOTH("a database of a newer program is not opened") {
    Store store;
    if (!store.present()) return;
    testing::FakeEnv env;
    {
        const auto office = open(env, store.options());
        must(office->database().write([](store::Connection& connection) {
            return connection.run(
                "INSERT INTO migrations (number, name, sha256) SELECT 9000, 'of-the-future', "
                "sha256 "
                "FROM migrations WHERE number = 1");
        }));
    }
    const auto opened = Office::over(env, must(store::Database::open(store.options())),
                                     testing::institution_hr(), {.ledger = "test.example/hr"});
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::invalid_input);
    CHECK(contains(opened.error().message, "newer"));
}

TEST_CASE("office: a second program that opens the same folder is told of the first") {
    const support::SqliteStore store;
    testing::FakeEnv env;
    const auto first = open(env, store.options());
    const auto second = store::Database::open(store.options());
    REQUIRE_FALSE(second.ok());
    CHECK(second.error().code == ErrorCode::unavailable);
    CHECK(contains(second.error().message, "open in another program"));
    CHECK(contains(second.error().message, "stop that program"));
}

TEST_CASE("office: a file that is no database is said to be none") {
    const support::TestFolder folder;
    std::ofstream(folder / "office.db") << std::string(8192, 'x');
    const auto opened = store::Database::open(
        {.place = store::SqliteFile{.path = folder / "office.db", .vfs = {}}});
    REQUIRE_FALSE(opened.ok());
    CHECK(opened.error().code == ErrorCode::corrupt);
    CHECK(contains(opened.error().message, "office.db"));
}

ON_BOTH("a folder without an office, and a faulty file of settings, are told with the cure") {
    testing::FakeEnv env;
    const auto nowhere = Office::open(env, "nowhere");
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.error().code == ErrorCode::not_found);
    CHECK(contains(nowhere.error().message, "remit office init"));
    env.files["mvep/office.yaml"] = "pack: hr\nledgre: x\n";
    const auto faulty = Office::open(env, "mvep");
    REQUIRE_FALSE(faulty.ok());
    CHECK(faulty.error().code == ErrorCode::invalid_input);
    CHECK(contains(faulty.error().message, "mvep/office.yaml:2:"));
}

ON_BOTH(
    "an unknown unit, procedure, officer, matter or question is named, and nothing is written") {
    TestOffice<Store> office;
    if (!office) return;
    OpenRequest request = nato_paper();
    request.lead_unit = "9.9";
    CHECK(contains(refused(open_matter(*office, as("anna"), request)), "9.9"));
    Caller elsewhere = as("anna");
    elsewhere.unit = "9.9";
    CHECK(contains(refused(open_matter(*office, elsewhere, nato_paper())), "9.9"));
    CHECK(contains(refused(open_matter(*office, as("nobody"), nato_paper())), "nobody"));
    request = nato_paper();
    request.procedure = "nothing";
    CHECK(contains(refused(open_matter(*office, as("anna"), request)), "'nothing'"));
    check_untouched(office, 1);

    const auto missing = take_step(*office, as("anna"), {.matter = "m-none", .step = "assign"});
    REQUIRE_FALSE(missing.ok());
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(contains(missing.error().message, "remit matter list"));
    const std::string matter = receipt_of(open_matter(*office, as("anna"), nato_paper()));
    CHECK(contains(refused(answer_question(
                       *office, as("anna"),
                       {.matter = matter, .question = "q9", .answer = "agreed", .text = {}})),
                   "q9"));
    check_untouched(office, 2);
}

ON_BOTH("a value or a note that is too long is declined with its field") {
    TestOffice<Store> office;
    if (!office) return;
    OpenRequest request = nato_paper();
    request.fields.front().items = {std::string(procedure::kItemBytesMax + 1, 'x')};
    CHECK(contains(refused(open_matter(*office, as("anna"), request)), "title"));
    request = nato_paper();
    request.note = std::string(procedure::kNoteBytesMax + 1, 'x');
    CHECK_FALSE(refused(open_matter(*office, as("anna"), request)).empty());
    check_untouched(office, 1);
}

ON_BOTH("a text or a note with NUL, or that is no UTF-8, is declined") {
    TestOffice<Store> office;
    if (!office) return;
    for (const std::string& bad : {std::string("a\0b", 3), std::string("a\xff"
                                                                       "b")}) {
        OpenRequest request = nato_paper();
        request.fields.front().items = {bad};
        CHECK_FALSE(refused(open_matter(*office, as("anna"), request)).empty());
        request = nato_paper();
        request.note = bad;
        CHECK_FALSE(refused(open_matter(*office, as("anna"), request)).empty());
    }
    check_untouched(office, 1);
}

TEST_CASE("office: a paper that is too large for the store is refused, and nothing is kept") {
    TestOffice<support::SqliteStore> office;
    OpenRequest request = nato_paper();
    request.papers = {{.kind = "incoming", .bytes = std::string(store::kValueBytesMax + 1, 'x')}};
    CHECK(contains(refused(open_matter(*office, as("anna"), request)), "MiB"));
    check_untouched(office, 1);
}

}  // namespace remit::office
