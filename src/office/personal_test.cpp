// What a matter says of people stands beside the ledger, and can be erased without hurting it: on
// both stores, with the Serbian pack, whose act has a unit for individual complaints.
#include "office/personal.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "office/commands.h"
#include "office/init_office.h"
#include "office/matter_view.h"
#include "office/projections.h"
#include "office/read_personal.h"
#include "office/rebuild.h"
#include "office/registers.h"
#include "office/request_hash.h"
#include "office/verification.h"
#include "support/fake_env.h"
#include "support/outcomes.h"
#include "support/test_store.h"

namespace remit::office {
namespace {

using support::must;
using testing::contains;
using testing::declined;
using testing::done;
using testing::refused;

constexpr std::string_view kName = "Jovana Primer";
constexpr std::string_view kOther = "Petar Uzorak";

const Institution& institution_rs() {
    static const std::unique_ptr<const Institution> loaded = must(Institution::load("rs"));
    return *loaded;
}

template <typename Store>
class House {
  public:
    House() {
        if (!store_.present()) return;
        open();
        must(adopt_establishment(*office_, "admin", "staff.yaml",
                                 sample_staff(institution_rs().act())));
    }
    explicit operator bool() const { return office_ != nullptr; }
    Office& operator*() const { return *office_; }
    Office* operator->() const { return office_.get(); }
    void reopen() {
        office_.reset();
        open();
    }

    [[nodiscard]] static Caller officer() { return {.officer = sample_officer(kUnit, 'a')}; }
    [[nodiscard]] static Caller head() { return {.officer = sample_head(kUnit)}; }

    static OpenRequest arrival(std::string_view author) {
        OpenRequest request{.procedure = "communication", .step = "receive"};
        request.fields = {{"registration", {"4321/2026"}},
                          {"title", {"J. P."}},
                          {"author", {std::string(author)}},
                          {"committee", {"cat_committee"}},
                          {"topics", {"individual_complaints"}},
                          {"state", {"RS"}},
                          {"accepted", {"yes"}},
                          {"transmitted", {"2025-12-30"}},
                          {"received_on", {"2025-12-31"}}};
        request.papers = {{.kind = "note", .bytes = "A note.", .is_signed = true}};
        return request;
    }
    /// A complaint of somebody who is named.
    std::string complaint(std::string_view author = kName) {
        return done(open_matter(*office_, officer(), arrival(author))).matter;
    }
    /// The bytes of all entries and the rows of all registers.
    std::string everything() {
        const store::Snapshot snapshot = must(office_->database().snapshot());
        auto rows = must(snapshot->query("SELECT bytes FROM entries ORDER BY number"));
        std::string all;
        while (const auto row = must(rows.template next<store::OwnedBlob>()))
            all += std::get<0>(*row).bytes;
        for (const Projection& projection : projections()) {
            for (const Register& table : projection.registers) {
                for (const std::string& row : must(register_rows(*snapshot, table, std::nullopt)))
                    all += row;
            }
        }
        return all;
    }
    std::int64_t kept() {
        const store::Snapshot snapshot = must(office_->database().snapshot());
        return std::get<0>(
            *must(snapshot->template find<std::int64_t>("SELECT COUNT(*) FROM personal")));
    }
    /// What the matter's author is, for whoever may read it.
    std::string author(const std::string& matter) {
        const store::Snapshot snapshot = must(office_->database().snapshot());
        const Journal journal(*snapshot, institution_rs().id(), env);
        const MatterFile file = must(load_matter(journal, institution_rs(), matter));
        const auto field = *file.definition->find_field("author");
        const procedure::Value& value = file.matter.value(field);
        return value.is_set() ? std::get<std::string>(value.items.front()) : "";
    }
    std::vector<Finding> faults() { return must(verify_office(*office_, PublicKeys{})).findings; }
    void damage(std::string_view sql) {
        must(office_->database().write([&](store::Connection& connection) -> Status {
            REMIT_TRY(connection.run(sql));
            return base::done();
        }));
    }

    static constexpr std::string_view kUnit = "V";
    testing::FakeEnv env;

  private:
    void open() {
        office_ = must(Office::over(env, must(store::Database::open(store_.options())),
                                    institution_rs(), {.ledger = "test.example/rs"}));
    }

    Store store_;
    std::unique_ptr<Office> office_;
};

#define ON_BOTH(name)                                                              \
    TEST_CASE_TEMPLATE("office personal data: " name, Store, support::SqliteStore, \
                       support::PostgresStore)

}  // namespace

ON_BOTH(
    "a name stands in no entry and no register, and is there after the office was opened anew") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    CHECK(contains(house.everything(), "J. P."));
    CHECK_FALSE(contains(house.everything(), kName));
    CHECK(house.kept() == 1);
    CHECK(house.author(matter) == kName);
    house.reopen();
    CHECK(house.author(matter) == kName);
    CHECK(house.faults().empty());
}

ON_BOTH("a story hides it") {
    House<Store> house;
    if (!house) return;
    const MatterStory story = must(load_story(*house, house.complaint()));
    const auto field = *story.file.definition->find_field("author");
    CHECK(std::get<std::string>(story.file.matter.value(field).items.front()) == kHidden);
    for (const StoryEntry& entry : story.entries) {
        for (const procedure::Event& event : entry.read.events) {
            const auto* set = std::get_if<procedure::FieldSet>(&event.what);
            if (set == nullptr || set->field != field) continue;
            CHECK(std::get<std::string>(set->value.items.front()) == kHidden);
        }
    }
}

ON_BOTH(
    "erased, it is gone from the matter for good, and the ledger and the registers still hold") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    const std::string other = house.complaint(kOther);
    const Receipt erased = done(erase_personal(*house, house.head(), {matter, "asked for"}));
    CHECK(erased.version == 2);
    CHECK(house.kept() == 1);
    CHECK(house.author(matter) == kErased);
    CHECK(house.author(other) == kOther);
    house.reopen();
    CHECK(house.author(matter) == kErased);
    CHECK(house.faults().empty());
    must(rebuild(*house));
    CHECK(house.faults().empty());
    const MatterStory story = must(load_story(*house, matter));
    CHECK(story.entries.back().read.head.erasure->ground == "asked for");
    CHECK(story.entries.back().read.head.erasure->fields == std::vector<std::string>{"author"});
}

ON_BOTH("after an erasure work goes on, and a name that is entered anew is kept again") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    done(erase_personal(*house, house.head(), {matter, "asked for"}));
    done(take_step(
        *house, house.officer(),
        {.matter = matter,
         .step = "register",
         .fields = {{"national_number", {"337-1/2026"}}, {"author", {std::string(kOther)}}}}));
    CHECK(house.author(matter) == kOther);
    CHECK(house.faults().empty());
}

ON_BOTH("what was replaced or emptied since is erased as well") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    const auto correct = [&](std::vector<std::string> author) {
        done(take_step(*house, house.officer(),
                       {.matter = matter,
                        .step = "correct",
                        .fields = {{"author", std::move(author)}},
                        .note = "misread"}));
    };
    correct({std::string(kOther)});
    correct({});
    CHECK(house.kept() == 2);
    done(erase_personal(*house, house.head(), {matter, "asked for"}));
    CHECK(house.kept() == 0);
    CHECK(house.faults().empty());
    const MatterStory story = must(load_story(*house, matter));
    CHECK(story.entries.back().read.head.erasure->fields == std::vector<std::string>{"author"});
}

ON_BOTH("it is erased in a closed dossier too, in which nothing else is done") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    done(take_step(
        *house, house.officer(),
        {.matter = matter,
         .step = "discontinue",
         .fields = {{"decision_on", {"2025-12-31"}}, {"decision_transmitted", {"2025-12-31"}}},
         .papers = {{.kind = "decision", .bytes = "Closed.", .is_signed = true}}}));
    done(take_step(*house, house.head(),
                   {.matter = matter, .step = "close_unpublished", .note = "nothing to tell"}));
    done(close_dossier(*house, house.head(), {.matter = matter}));
    CHECK(declined(assign_officer(*house, house.head(), {matter, ""})).by ==
          Declined::By::procedure);
    done(erase_personal(*house, house.head(), {matter, "its time is over"}));
    CHECK(house.kept() == 0);
    CHECK(house.author(matter) == kErased);
    CHECK(house.faults().empty());
}

TEST_CASE("office personal data: a name that the database loses is not acknowledged") {
    House<support::SqliteStore> house;
    house.complaint();
    const std::string before = house.everything();
    house.damage(
        "CREATE TRIGGER lose AFTER INSERT ON personal BEGIN DELETE FROM personal WHERE "
        "version = NEW.version AND chain = NEW.chain; END");
    const auto outcome = open_matter(*house, house.officer(), house.arrival(kOther));
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == ErrorCode::corrupt);
    CHECK(contains(outcome.error().message, "nothing was kept"));
    CHECK(house.everything() == before);
}

ON_BOTH("only a head of the unit that leads erases, with a ground, where there is something") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    CHECK(declined(erase_personal(*house, house.officer(), {matter, "asked for"})).by ==
          Declined::By::competence);
    CHECK(contains(refused(erase_personal(*house, house.head(), {matter, " \n"})), "ground"));
    CHECK(house.author(matter) == kName);
    done(erase_personal(*house, house.head(), {matter, "asked for"}));
    CHECK(contains(refused(erase_personal(*house, house.head(), {matter, "again"})),
                   "holds no personal data"));
}

ON_BOTH("what stands for erased data cannot be entered") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    CHECK(contains(refused(take_step(*house, house.officer(),
                                     {.matter = matter,
                                      .step = "register",
                                      .fields = {{"national_number", {"1"}},
                                                 {"author", {std::string(kErased)}}}})),
                   "stands for data that were erased"));
}

ON_BOTH("a value that was changed, is missing, or is there again is found") {
    House<Store> house;
    if (!house) return;
    const std::string matter = house.complaint();
    const auto told = [&](std::string_view words) {
        const std::vector<Finding> found = house.faults();
        REQUIRE(!found.empty());
        CHECK_MESSAGE(contains(found.front().message, words), found.front().message);
        CHECK(found.front().part == Finding::Part::personal);
    };
    house.damage("CREATE TABLE backed_up AS SELECT * FROM personal");
    house.damage("DELETE FROM personal");
    told("are not there, and nobody has erased them");
    CHECK(house.author(matter) == kErased);
    house.damage(
        "INSERT INTO personal (chain, version, label, salt, value) SELECT chain, version, 'p1', "
        "hash, hash FROM entries WHERE chain <> ''");
    told("are not what was recorded");
    house.damage("DELETE FROM personal");
    house.damage(
        "INSERT INTO personal (chain, version, label, salt, value) SELECT chain, 77, 'p1', "
        "hash, hash FROM entries WHERE chain <> ''");
    CHECK(house.faults().size() == 2);  // one is missing, one is a stranger
    house.damage("DELETE FROM personal");
    house.damage("INSERT INTO personal SELECT * FROM backed_up");
    done(erase_personal(*house, house.head(), {matter, "asked for"}));
    CHECK(house.faults().empty());
    house.damage("INSERT INTO personal SELECT * FROM backed_up");
    told("1 personal data that it erased are there again");
}

TEST_CASE("office personal data: the hash of a command does not depend on it") {
    const auto hash = [](std::string author, std::string title) {
        OpenRequest request{.procedure = "communication", .step = "receive"};
        request.fields = {{"author", {std::move(author)}}, {"title", {std::move(title)}}};
        return hash_of(Caller{.officer = "anna"}, request, institution_rs());
    };
    CHECK(hash("A", "case") == hash("B", "case"));
    CHECK(hash("A", "case") != hash("A", "other"));
}

}  // namespace remit::office
