// Another act comes into force: matters go where it puts them, keep their numbers, and cite it.
#include "office/reorganise.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>

#include "base/embedded.h"
#include "office/commands.h"
#include "office/init_office.h"
#include "office/matter_view.h"
#include "office/registers.h"
#include "office/staff_file.h"
#include "support/fake_env.h"
#include "support/test_store.h"

namespace remit::office {
namespace {

using support::must;

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    std::size_t count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), with);
        at += with.size();
        ++count;
    }
    REQUIRE_MESSAGE(count > 0, what);
    return text;
}

std::string act_of_hr() {
    return std::string(*base::find_embedded(base::embedded_files(), "packs/hr/remit.yaml"));
}

/// An office in memory, with its folder in a FakeEnv and its database in a folder of the test.
class House {
  public:
    House() {
        institution_ = must(Institution::load("hr"));
        open();
        must(adopt_establishment(*office_, "administrator", "staff.yaml",
                                 sample_staff(institution_->act())));
    }
    void reopen() {
        office_.reset();
        const auto before = std::move(institution_);
        {
            const auto database = must(store::Database::open(store_.options()));
            const store::Snapshot snapshot = must(database->snapshot());
            const Journal journal(*snapshot, before->id(), env);
            institution_ = must(Institution::load("hr", must(load_acts(journal))));
        }
        open();
    }
    Office& operator*() const { return *office_; }
    Office* operator->() const { return office_.get(); }

    Receipt open_matter(const std::string& unit, std::vector<FieldText> fields) {
        const auto outcome = office::open_matter(
            *office_, {.officer = sample_officer(unit, 'a'), .unit = unit},
            {.procedure = "position", .step = "open", .fields = std::move(fields)});
        REQUIRE(outcome.ok());
        std::string why;
        if (const auto* declined = std::get_if<Declined>(&outcome.value()))
            why = declined->reasons.front();
        REQUIRE_MESSAGE(std::holds_alternative<Receipt>(outcome.value()), why);
        return std::get<Receipt>(outcome.value());
    }
    Receipt nato() {
        return open_matter("5.1.1", {{"title", {"Exercise"}},
                                     {"origin", {"draft"}},
                                     {"forum", {"nac"}},
                                     {"topics", {"nato_policy"}}});
    }
    Receipt arms() {
        return open_matter("5.1.2", {{"title", {"Small arms"}},
                                     {"origin", {"draft"}},
                                     {"forum", {"conop"}},
                                     {"topics", {"disarmament"}}});
    }

    testing::FakeEnv env;

  private:
    void open() {
        office_ = must(Office::over(env, must(store::Database::open(store_.options())),
                                    *institution_, {.ledger = "test.example/hr"}));
    }

    support::SqliteStore store_;
    std::unique_ptr<const Institution> institution_;
    std::unique_ptr<Office> office_;
};

AdoptedAct act_from(std::string text, calendar::Date from) {
    return {.name = "new/remit.yaml", .text = std::move(text), .from = from, .adopted = {}};
}

const calendar::Date kDay = *calendar::Date::of(2026, 1, 1);  // the day of a FakeEnv

/// The service for NATO gets another name and another code.
std::string renamed() {
    return replaced(replaced(act_of_hr(), "\"5.1.1", "\"5.1.9"), "Služba za NATO",
                    "Služba za Sjevernoatlantski savez");
}

}  // namespace

TEST_CASE("reorganise: a dry run says what would happen and writes nothing") {
    House house;
    const Receipt nato = house.nato();
    house.arms();
    const Reorganisation plan = must(plan_reorganisation(*house, act_from(renamed(), kDay)));
    CHECK(plan.diff_text.find("Sjevernoatlantski") != std::string::npos);
    CHECK(plan.stays == 1);
    REQUIRE(plan.moves.size() == 1);
    CHECK(plan.moves.front().kind == MatterMove::Kind::follows);
    CHECK(plan.moves.front().number == nato.number);
    CHECK(plan.moves.front().from == "5.1.1");
    CHECK(plan.moves.front().to == "5.1.9");
    CHECK(plan.moves.front().duty == "5.1.1-10");  // its text is what it was, and so is its id
    CHECK(plan.posts.size() == 3);
    CHECK(must(find_matter(*house, nato.number)).matter.lead_unit == "5.1.1");
}

TEST_CASE("reorganise: matters follow their unit, keep their numbers and cite the new act") {
    House house;
    const Receipt nato = house.nato();
    must(reorganise(*house, "administrator", act_from(renamed(), kDay)));
    house.reopen();
    const MatterStory story = must(load_story(*house, nato.number));
    CHECK(story.file.matter.lead_unit == "5.1.9");
    CHECK(story.file.number == nato.number);
    CHECK(story.entries.back().read.head.command == "reorganise");
    const auto& moved =
        std::get<procedure::LeadChanged>(story.entries.back().read.events.back().what);
    CHECK(moved.receiving.unit == "5.1.9");
    CHECK(moved.receiving.duty == "5.1.1-10");
    CHECK(moved.receiving.citation != "");
    const auto go_on = take_step(*house, {.officer = sample_officer("5.1.1", 'a')},
                                 {.matter = nato.matter,
                                  .step = "assign",
                                  .fields = {{"drafter", {sample_officer("5.1.1", 'a')}}}});
    REQUIRE(go_on.ok());
    CHECK(std::holds_alternative<Receipt>(go_on.value()));
}

TEST_CASE("reorganise: a unit whose name changes is shown with both names") {
    House house;
    house.nato();
    const std::string act = replaced(act_of_hr(), "Služba za NATO", "Služba za Savez");
    const Reorganisation done = must(reorganise(*house, "administrator", act_from(act, kDay)));
    CHECK(done.moves.empty());
    CHECK(done.stays == 1);
    house.reopen();
    CHECK(house->institution().unit_in_words("5.1.1") == "5.1.1 Služba za Savez (Služba za NATO)");
}

TEST_CASE("reorganise: a matter goes to the unit that is competent now, the old one is refused") {
    House house;
    const Receipt arms = house.arms();
    // The service has nothing to do with disarmament any more, nor speaks in working parties.
    const std::string act = replaced(replaced(act_of_hr(), "disarmament, ", "sport, "),
                                     "[eu, council_working_parties]", "[who]");
    const Reorganisation plan = must(plan_reorganisation(*house, act_from(act, kDay)));
    REQUIRE(plan.moves.size() == 1);
    CHECK(plan.moves.front().number == arms.number);
    CHECK(plan.moves.front().kind == MatterMove::Kind::moves);
    CHECK(plan.moves.front().to == "5");
    CHECK(plan.moves.front().citation != "");
    must(reorganise(*house, "administrator", act_from(act, kDay)));
    house.reopen();
    CHECK(must(find_matter(*house, arms.number)).matter.lead_unit == "5");
    const auto no_more = take_step(*house, {.officer = sample_officer("5.1.2", 'a')},
                                   {.matter = arms.matter,
                                    .step = "assign",
                                    .fields = {{"drafter", {sample_officer("5.1.2", 'a')}}}});
    REQUIRE(no_more.ok());
    CHECK(std::get<Declined>(no_more.value()).by == Declined::By::competence);
}

TEST_CASE("reorganise: an act of a later day is only looked at, and one with errors refused") {
    House house;
    house.nato();
    const auto early = reorganise(*house, "administrator", act_from(renamed(), kDay.plus_days(1)));
    REQUIRE_FALSE(early.ok());
    CHECK(early.error().code == ErrorCode::conflict);
    CHECK(early.error().message.find("2026-01-02") != std::string::npos);
    const auto faulty = plan_reorganisation(
        *house, act_from(replaced(act_of_hr(), "nato_policy", "nato_polcy"), kDay));
    REQUIRE_FALSE(faulty.ok());
    CHECK(faulty.error().code == ErrorCode::invalid_input);
    CHECK(faulty.error().message.find("new/remit.yaml:") != std::string::npos);
}

TEST_CASE("reorganise: an act that sets up no unit is refused with its name") {
    House house;
    AdoptedAct empty = act_from("", kDay);
    empty.name = "empty.txt";
    const auto refused = plan_reorganisation(*house, empty);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::invalid_input);
    CHECK(refused.error().message.find("'empty.txt' sets up no unit") != std::string::npos);
}

TEST_CASE("reorganise: an establishment whose posts all fall away is written and read again") {
    House house;
    const Institution& institution = house->institution();
    const authority::Staff staff =
        must(read_staff("staff.yaml", sample_staff(institution.act()), institution));
    const std::string text = write_staff(staff, institution.secrecy().schemes,
                                         [](remit::UnitId) { return std::string(); });
    const authority::Staff left = must(read_staff("establishment", text, institution));
    CHECK(left.posts.empty());
    CHECK(left.officers == staff.officers);
}

TEST_CASE("reorganise: who still has the old act at hand is told to open the office again") {
    House house;
    const Receipt nato = house.nato();
    must(reorganise(*house, "administrator", act_from(renamed(), kDay)));
    const auto outcome =
        take_step(*house, {.officer = sample_officer("5.1.1", 'a')},
                  {.matter = nato.matter, .step = "assign", .fields = {{"drafter", {"x"}}}});
    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().code == ErrorCode::unavailable);
}

}  // namespace remit::office
