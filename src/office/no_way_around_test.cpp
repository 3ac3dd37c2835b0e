// There is no way around the act: at every point of each procedure every step is tried by the head
// and by an officer of every unit, and is done exactly where authority grants it.
//
// What authority grants is asked here of the act and the establishment, apart from the office. Each
// try runs on the office as it is at that point; what it changed is taken back by going on from a
// copy of the database.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "authority/establishment_loader.h"
#include "calendar/instant.h"
#include "office/commands.h"
#include "office/init_office.h"
#include "office/matter_view.h"
#include "office/permit.h"
#include "office/step_view.h"
#include "support/fake_env.h"
#include "support/test_store.h"
#include "support/walks.h"

namespace remit::office {
namespace {

using support::must;
using testing::Walk;
using testing::WalkStep;

const Institution& institution_of(const std::string& pack) {
    static const std::unique_ptr<const Institution> hr = must(Institution::load("hr"));
    static const std::unique_ptr<const Institution> rs = must(Institution::load("rs"));
    return pack == "hr" ? *hr : *rs;
}

std::vector<FieldText> fields_of(const WalkStep& step) {
    std::vector<FieldText> fields;
    for (const auto& [name, item] : step.fields) {
        const auto known = std::ranges::find(fields, name, &FieldText::field);
        if (known == fields.end()) {
            fields.push_back({name, {item}});
        } else {
            known->items.push_back(item);
        }
    }
    return fields;
}

std::vector<PaperText> papers_of(const WalkStep& step) {
    std::vector<PaperText> papers;
    for (const std::string& kind : step.papers)
        papers.push_back({.kind = kind, .bytes = "a paper", .is_signed = true});
    return papers;
}

/// The office of a walk, which can go back to where it was.
class Bench {
  public:
    explicit Bench(const Walk& walk)
        : walk_(walk),
          institution_(institution_of(walk.pack)),
          staff_(must(read_staff("staff", sample_staff(institution_.act()), institution_))) {
        open();
        must(adopt_establishment(*office_, "admin", "staff", sample_staff(institution_.act())));
    }

    /// Does the step and remembers where it led.
    void follow(const WalkStep& step) {
        set_time(step);
        if (matter_.empty()) {
            matter_ = receipt(open_matter(*office_, {.officer = step.officer},
                                          {.procedure = walk_.procedure,
                                           .step = step.step,
                                           .fields = fields_of(step),
                                           .papers = papers_of(step)}))
                          .matter;
        } else if (!step.answer.empty()) {
            receipt(answer_question(*office_, {.officer = step.officer},
                                    {.matter = matter_,
                                     .question = step.step,
                                     .answer = step.answer,
                                     .text = step.text}));
        } else {
            receipt(take(step.officer, step));
        }
    }

    /// Tries every step by everybody: what the next one of the walk needs is given with it, with
    /// any other nothing. Out: how many were done.
    std::size_t try_all(const WalkStep& next) {
        set_time(next);
        const std::string before = folder_ / "before.db";
        std::filesystem::remove(before);
        must(office_->database().backup(before));
        const MatterFile file = must(find_matter(*office_, matter_));
        std::size_t done = 0;
        for (const StepChoice& choice : steps_of(*office_, file)) {
            for (const std::string& officer : officers()) {
                const bool is_next = choice.step->id == next.step && next.answer.empty();
                WalkStep tried{.moment = next.moment, .officer = officer, .step = choice.step->id};
                if (is_next) tried = next;
                const Result<Outcome> outcome = take(officer, tried);
                REQUIRE_MESSAGE(outcome.ok(), outcome.error().message);
                check(file, choice, officer, is_next, outcome.value());
                if (!std::holds_alternative<Receipt>(outcome.value())) continue;
                ++done;
                go_back(before);
            }
        }
        return done;
    }

  private:
    /// Of every unit its head and one of its officers.
    [[nodiscard]] std::vector<std::string> officers() const {
        std::vector<std::string> all;
        for (const std::string& id : staff_.officers) {
            if (!id.ends_with("-b")) all.push_back(id);
        }
        return all;
    }

    void check(const MatterFile& file, const StepChoice& choice, const std::string& officer,
               bool is_next, const Outcome& outcome) const {
        const std::string& step = choice.step->id;
        CAPTURE(step);
        CAPTURE(officer);
        const auto unit = granted_unit(file, *choice.step, officer);
        const auto* declined = std::get_if<Declined>(&outcome);
        if (!unit) {
            REQUIRE_MESSAGE(declined != nullptr, "done without a power");
            CHECK(declined->by == Declined::By::competence);
            return;
        }
        const bool is_actor =
            choice.step->actor == procedure::Actor::any ||
            std::ranges::find(choice.option.units, *unit) != choice.option.units.end();
        if (declined != nullptr) {
            CHECK(declined->by == Declined::By::procedure);
            CHECK_FALSE((is_next && is_actor));
        } else {
            CHECK(is_actor);
        }
    }

    /// The unit for which authority lets the officer take the step; none where it does not.
    [[nodiscard]] std::optional<std::string> granted_unit(const MatterFile& file,
                                                          const procedure::Step& step,
                                                          const std::string& officer) const {
        for (const std::string& name : step.functions) {
            authority::OfficerQuestion asked;
            asked.officer = officer;
            asked.rank = step.rank == procedure::Rank::head ? authority::Rank::head
                                                            : authority::Rank::officer;
            asked.what.function = *institution_.vocabulary().find_function(name);
            asked.what.subject =
                subject_of(*file.definition, file.matter.fields, institution_.vocabulary());
            asked.what.date = institution_.day_at(office_->now());
            asked.what.lead = *institution_.find_unit(file.matter.lead_unit);
            asked.what.take_over = true;
            const authority::Ruling ruling =
                authority::authorise(institution_.competence(), establishment_, asked);
            if (ruling.granted()) return institution_.act().unit(ruling.grant->unit).code;
        }
        return std::nullopt;
    }

    Result<Outcome> take(const std::string& officer, const WalkStep& step) {
        return take_step(*office_, {.officer = officer},
                         {.matter = matter_,
                          .step = step.step,
                          .fields = fields_of(step),
                          .papers = papers_of(step)});
    }

    static Receipt receipt(const Result<Outcome>& outcome) {
        REQUIRE_MESSAGE(outcome.ok(), outcome.error().message);
        const auto* declined = std::get_if<Declined>(&outcome.value());
        const std::string why = declined != nullptr ? declined->reasons.front() : std::string();
        REQUIRE_MESSAGE(declined == nullptr, why);
        return std::get<Receipt>(outcome.value());
    }

    void set_time(const WalkStep& step) {
        env_.now = must(calendar::Instant::parse(step.moment)).seconds;
    }
    void open() {
        office_ = must(Office::over(
            env_,
            must(store::Database::open(
                {.place = store::SqliteFile{.path = folder_ / "office.db", .vfs = {}}})),
            institution_, {.pack = walk_.pack, .ledger = "test.example/walk"}));
    }
    void go_back(const std::string& before) {
        office_.reset();
        for (const char* end : {"", "-wal", "-shm"})
            std::filesystem::remove(folder_ / (std::string("office.db") + end));
        std::filesystem::copy_file(before, folder_ / "office.db");
        open();
    }

    Walk walk_;
    const Institution& institution_;
    authority::Staff staff_;
    authority::Establishment establishment_{staff_};
    testing::FakeEnv env_;
    support::TestFolder folder_;
    std::unique_ptr<Office> office_;
    std::string matter_;
};

/// Out: how many tries were done, of all points.
std::size_t try_around(std::string_view name) {
    const Walk walk = testing::walk_named(name);
    Bench bench(walk);
    std::size_t done = 0;
    bool opened = false;
    for (const WalkStep& step : walk.steps) {
        CAPTURE(step.step);
        if (opened) done += bench.try_all(step);
        bench.follow(step);
        opened = true;
    }
    return done;
}

/// What the matter of a walk is about when it is opened.
authority::Subject subject_at_opening(const Walk& walk) {
    const Institution& institution = institution_of(walk.pack);
    const procedure::Definition& definition = *institution.procedures().latest(walk.procedure);
    std::vector<procedure::Value> values(definition.fields.size());
    for (const auto& [name, item] : walk.steps.front().fields) {
        const auto field = definition.find_field(name);
        REQUIRE_MESSAGE(field.has_value(), name);
        values[field->index()].items.push_back(
            must(procedure::read_item(definition.fields[field->index()].type, item)));
    }
    return subject_of(definition, values, institution.vocabulary());
}

/// The units that the act gives a function of the opening step.
std::set<std::string> granted_openers(const Walk& walk) {
    const Institution& institution = institution_of(walk.pack);
    const procedure::Definition& definition = *institution.procedures().latest(walk.procedure);
    const auto step = definition.find_step(walk.steps.front().step);
    std::set<std::string> codes;
    for (std::size_t i = 0; i < institution.act().units.size(); ++i) {
        for (const std::string& function : definition.steps[step->index()].functions) {
            authority::Question question;
            question.unit = remit::UnitId(i);
            question.function = *institution.vocabulary().find_function(function);
            question.subject = subject_at_opening(walk);
            question.date = must(calendar::Date::parse(walk.steps.front().moment.substr(0, 10)));
            if (institution.competence().authorise(question).granted())
                codes.insert(institution.act().units[i].code);
        }
    }
    return codes;
}

/// The units whose officers the office lets open it.
std::set<std::string> openers(const Walk& walk) {
    const Institution& institution = institution_of(walk.pack);
    testing::FakeEnv env;
    const support::TestFolder folder;
    const auto office = must(
        Office::over(env,
                     must(store::Database::open(
                         {.place = store::SqliteFile{.path = folder / "office.db", .vfs = {}}})),
                     institution, {.pack = walk.pack, .ledger = "test.example/walk"}));
    const std::string staff = sample_staff(institution.act());
    must(adopt_establishment(*office, "admin", "staff", staff));
    env.now = must(calendar::Instant::parse(walk.steps.front().moment)).seconds;
    std::set<std::string> opened;
    for (const authority::HeldPost& post : must(read_staff("staff", staff, institution)).posts) {
        const Result<Outcome> outcome = open_matter(*office, {.officer = post.id},
                                                    {.procedure = walk.procedure,
                                                     .step = walk.steps.front().step,
                                                     .fields = fields_of(walk.steps.front()),
                                                     .papers = papers_of(walk.steps.front())});
        REQUIRE_MESSAGE(outcome.ok(), outcome.error().message);
        const auto* declined = std::get_if<Declined>(&outcome.value());
        if (declined == nullptr)
            opened.insert(institution.act().unit(post.unit).code);
        else
            CHECK(declined->by == Declined::By::competence);
    }
    return opened;
}

}  // namespace

// As many are done as the walk has steps, at least: the one who takes each is among those who try.

TEST_CASE("no way around: position") {
    CHECK(try_around("hr-position") >= 10);
    CHECK(try_around("rs-position") >= 10);
}

TEST_CASE("no way around: obligation") {
    CHECK(try_around("hr-obligation") >= 8);
    CHECK(try_around("rs-obligation") >= 8);
}

TEST_CASE("no way around: communication") {
    CHECK(try_around("hr-communication") >= 8);
    CHECK(try_around("rs-communication") >= 8);
}

TEST_CASE("no way around: brief") {
    CHECK(try_around("hr-brief") >= 7);
    CHECK(try_around("rs-brief") >= 7);
}

TEST_CASE("no way around: a matter is opened exactly by those whom the act names for it") {
    for (const char* name : {"hr-position", "rs-position", "hr-obligation", "rs-communication"}) {
        CAPTURE(name);
        const Walk walk = testing::walk_named(name);
        const std::set<std::string> opened = openers(walk);
        CHECK_FALSE(opened.empty());
        CHECK(opened == granted_openers(walk));
    }
}

}  // namespace remit::office
