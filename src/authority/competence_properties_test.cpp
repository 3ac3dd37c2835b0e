// Random offices against the law said a second time, and properties that hold whatever an act says.
#include <doctest/doctest.h>

#include <array>
#include <string>

#include "support/competence_properties.h"
#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::Chance;
using testing::CompetenceProperties;
using testing::SmallOffice;

constexpr std::uint32_t kOffices = 400;
constexpr int kQuestions = 60;

template <typename Id>
std::vector<Id> some_of(Chance& chance, std::size_t table, std::size_t often) {
    std::vector<Id> ids;
    while (chance.one_in(often)) {
        const Id id(chance.below(table));
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
    return ids;
}

remit::Duty random_duty(Chance& chance, const SmallOffice& office) {
    remit::Duty duty;
    const std::size_t index = office.model.duties.size();
    duty.unit = remit::UnitId(chance.below(office.model.units.size()));
    duty.id = "d" + std::to_string(index);
    duty.citation.label = "art. " + std::to_string(index);
    duty.extent.begin = static_cast<std::uint32_t>(index);
    duty.bodies = some_of<remit::BodyId>(chance, office.words.bodies.size(), 2);
    duty.topics = some_of<remit::TopicId>(chance, office.words.topics.size(), 2);
    duty.counterparts = some_of<remit::CounterpartId>(chance, office.words.counterparts.size(), 6);
    duty.functions = some_of<remit::FunctionId>(chance, office.words.functions.size(), 2);
    duty.functions.emplace_back(chance.below(office.words.functions.size()));
    duty.implicit = chance.one_in(5);
    if (chance.one_in(6)) {
        duty.residual = true;
        duty.functions = {office.function("other")};
        if (chance.one_in(2)) duty.bodies.clear();
        if (chance.one_in(2)) duty.topics.clear();
    }
    if (index > 0 && chance.one_in(8)) duty.refers_to = remit::DutyId(chance.below(index));
    std::ranges::sort(duty.functions);
    duty.functions.erase(std::ranges::unique(duty.functions).begin(), duty.functions.end());
    return duty;
}

/// The small world with some of its data made different, and an office of chance in it.
SmallOffice random_office(std::uint32_t seed) {
    Chance chance(seed);
    SmallOffice office;
    for (remit::Body& body : office.words.bodies) {
        if (chance.one_in(5))
            body.about = some_of<remit::TopicId>(chance, office.words.topics.size(), 2);
    }
    for (remit::Topic& topic : office.words.topics) {
        if (chance.one_in(8))
            topic.affairs_of = remit::BodyId(chance.below(office.words.bodies.size()));
    }
    for (remit::Counterpart& counterpart : office.words.counterparts) {
        if (chance.one_in(4))
            counterpart.about = some_of<remit::TopicId>(chance, office.words.topics.size(), 2);
    }
    for (remit::Function& function : office.words.functions) {
        if (chance.one_in(3)) function.decided_by = static_cast<remit::DecidedBy>(chance.below(3));
        if (chance.one_in(6)) function.toward_counterparts = !function.toward_counterparts;
    }
    const std::size_t units = 1 + chance.below(14);
    for (std::size_t index = 0; index < units; ++index) {
        const bool top = index == 0 || chance.one_in(8);
        office.add_unit("u" + std::to_string(index),
                        top ? "" : "u" + std::to_string(chance.below(index)));
    }
    const std::size_t duties = chance.below(40);
    for (std::size_t index = 0; index < duties; ++index) {
        office.model.duties.push_back(random_duty(chance, office));
    }
    return office;
}

}  // namespace

TEST_CASE("competence: in random offices every answer is that of the law said plainly") {
    std::array<int, 5> grounds{};
    std::array<int, kReasonCount> reasons{};
    for (std::uint32_t seed = 0; seed < kOffices; ++seed) {
        CAPTURE(seed);
        const SmallOffice office = random_office(seed);
        const CompetenceProperties properties(office.model, office.words);
        Chance chance(seed + 1000000);
        for (int count = 0; count < kQuestions; ++count) {
            const Question asked = properties.random_question(chance);
            properties.check(asked);
            const Ruling ruling = properties.competence().authorise(asked);
            if (ruling.granted()) ++grounds[static_cast<std::size_t>(ruling.grant->ground)];
            if (!ruling.granted()) ++reasons[static_cast<std::size_t>(ruling.refusal->reason)];
        }
    }
    // Chance reaches every kind of answer often enough to mean something.
    for (const Ground ground : {Ground::own, Ground::taken_over, Ground::residual}) {
        CHECK(grounds[static_cast<std::size_t>(ground)] > 100);
    }
    for (const Reason reason :
         {Reason::no_duty, Reason::other_function, Reason::other_subject, Reason::not_stated,
          Reason::no_subject, Reason::residual_barred, Reason::residual_unsaid, Reason::held_below,
          Reason::rivals, Reason::outranked}) {
        CAPTURE(static_cast<int>(reason));
        CHECK(reasons[static_cast<std::size_t>(reason)] > 100);
    }
}

TEST_CASE("competence: a duty more for another unit takes a grant away by rivalry only") {
    for (std::uint32_t seed = 0; seed < kOffices; ++seed) {
        CAPTURE(seed);
        const SmallOffice office = random_office(seed);
        const CompetenceProperties properties(office.model, office.words);
        Chance chance(seed + 2000000);
        for (int count = 0; count < kQuestions / 4; ++count) {
            properties.check_monotone(properties.random_question(chance),
                                      random_duty(chance, office));
        }
    }
}

TEST_CASE("competence: random choices empower only equals, and never two of them") {
    int designated = 0;
    for (std::uint32_t seed = 0; seed < kOffices; ++seed) {
        CAPTURE(seed);
        const SmallOffice office = random_office(seed);
        const CompetenceProperties properties(office.model, office.words);
        const Competence& competence = properties.competence();
        Chance chance(seed + 3000000);
        for (int count = 0; count < kQuestions; ++count) {
            Question asked = properties.random_question(chance);
            asked.take_over = false;
            asked.lead = remit::UnitId(chance.below(office.model.units.size()));
            asked.designated_by = office.model.unit(asked.lead).parent;
            if (chance.one_in(2)) {
                asked.designated_by = remit::UnitId(chance.below(office.model.units.size()));
            }
            std::vector<remit::UnitId> empowered;
            for (std::size_t unit = 0; unit < office.model.units.size(); ++unit) {
                asked.unit = remit::UnitId(unit);
                const Ruling ruling = competence.authorise(asked);
                if (!ruling.granted()) continue;
                empowered.push_back(asked.unit);
                if (ruling.grant->ground != Ground::designated) continue;
                ++designated;
                CHECK(office.model.contains(asked.designated_by, asked.unit));
                CHECK(asked.designated_by != asked.unit);
            }
            for (const remit::UnitId one : empowered) {
                for (const remit::UnitId other : empowered) {
                    CHECK((office.model.contains(one, other) || office.model.contains(other, one)));
                }
            }
        }
    }
    CHECK(designated > 20);  // the choices of chance reach the case
}

}  // namespace remit::authority
