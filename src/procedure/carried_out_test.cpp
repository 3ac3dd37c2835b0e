// Small procedures, drawn state by state, and which functions can finish them.
#include "procedure/carried_out.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace remit::procedure {
namespace {

using Functions = std::initializer_list<std::string_view>;

/// States are named by letters; capitals are ends.
struct Sketch {
    Definition definition;

    StateId state(char letter) {
        const std::string id(1, letter);
        if (const auto known = definition.find_state(id)) return *known;
        State made;
        made.id = id;
        made.end = letter >= 'A' && letter <= 'Z';
        definition.states.push_back(made);
        return StateId(definition.states.size() - 1);
    }
    Sketch& step(std::string_view from, char to, Functions functions) {
        Step made;
        made.id = "s" + std::to_string(definition.steps.size());
        made.opening = from.empty();
        for (const char letter : from) {
            if (letter == '*') {
                made.from_any = true;
            } else {
                made.from.push_back(state(letter));
            }
        }
        if (to != '-') made.to = state(to);
        for (const std::string_view function : functions) made.functions.emplace_back(function);
        definition.steps.push_back(made);
        return *this;
    }
    Sketch& lapse(char from, char to) {
        Deadline made;
        made.id = "d" + std::to_string(definition.deadlines.size());
        made.lapse_from = {state(from)};
        made.lapse_to = state(to);
        definition.deadlines.push_back(made);
        return *this;
    }
    Sketch& by(Actor actor) {
        definition.steps.back().actor = actor;
        return *this;
    }
    Sketch& claim(std::string_view function, std::vector<StepId> steps = {}) {
        CarriedOut made;
        made.function = function;
        made.steps = std::move(steps);
        definition.carries_out.push_back(made);
        return *this;
    }
};

using Names = std::vector<std::string>;

Names carried(const Sketch& sketch) {
    Names names;
    for (const CarriedOut& entry : carried_out(sketch.definition)) names.push_back(entry.function);
    return names;
}

TEST_CASE("carried out: a function that is named from the opening to the end") {
    Sketch sketch;
    sketch.step("", 'a', {"write", "watch"}).step("a", 'b', {"write"}).step("b", 'E', {"write"});
    CHECK(works_alone(sketch.definition, "write"));
    CHECK_FALSE(works_alone(sketch.definition, "watch"));
    CHECK(functions_alone(sketch.definition) == Names{"write"});
}

TEST_CASE("carried out: a step that lists a function on the way does not carry it out") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'a', {"write", "watch"}).step("a", 'E', {"write"});
    CHECK_FALSE(works_alone(sketch.definition, "watch"));
}

TEST_CASE("carried out: who can only open and give up does not carry it out") {
    Sketch sketch;
    sketch.step("", 'a', {"write", "watch"})
        .step("a", 'b', {"write"})
        .step("b", 'E', {"write"})
        .step("*", 'X', {"write", "watch"});
    CHECK(works_alone(sketch.definition, "write"));
    CHECK_FALSE(works_alone(sketch.definition, "watch"));
}

TEST_CASE("carried out: a state that others can lead into and only they out of") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'E', {"write"});
    CHECK(works_alone(sketch.definition, "write"));
    sketch.step("a", 'b', {"judge"}).step("b", 'E', {"judge"});
    CHECK_FALSE(works_alone(sketch.definition, "write"));
    sketch.step("b", 'a', {"write"});
    CHECK(works_alone(sketch.definition, "write"));
}

TEST_CASE("carried out: what a clock does needs no function") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'b', {"write"}).lapse('b', 'E');
    CHECK(works_alone(sketch.definition, "write"));
}

TEST_CASE("carried out: a step of an asked unit is not one's own") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'E', {"write"}).by(Actor::consulted);
    CHECK_FALSE(works_alone(sketch.definition, "write"));
    sketch.definition.steps.back().actor = Actor::superior;  // takes over, under the same duty
    CHECK(works_alone(sketch.definition, "write"));
}

TEST_CASE("carried out: circles end, and without an end nothing is carried out") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'b', {"write"}).step("b", 'a', {"write"});
    CHECK_FALSE(works_alone(sketch.definition, "write"));
    CHECK_FALSE(works_alone(Definition{}, "write"));
    CHECK(carried(sketch).empty());
}

TEST_CASE("carried out: the file narrows the list and cannot widen it") {
    Sketch sketch;
    sketch.step("", 'a', {"write", "judge", "watch"})
        .step("a", 'b', {"write", "judge"})
        .step("b", 'E', {"write", "judge"});
    CHECK(carried(sketch) == Names{"judge", "write"});
    sketch.claim("write").claim("watch");
    CHECK(carried(sketch) == Names{"write"});
    CHECK(check_claim(sketch.definition, sketch.definition.carries_out[0]) == ClaimFault::none);
    CHECK(check_claim(sketch.definition, sketch.definition.carries_out[1]) ==
          ClaimFault::not_alone);
}

TEST_CASE("carried out: steps that are the whole of a work must name its function") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'a', {"present"}).step("a", 'E', {"write"});
    sketch.claim("present", {StepId(std::size_t{1})}).claim("present", {StepId(std::size_t{2})});
    CHECK(check_claim(sketch.definition, sketch.definition.carries_out[0]) == ClaimFault::none);
    CHECK(check_claim(sketch.definition, sketch.definition.carries_out[1]) ==
          ClaimFault::step_without);
    CHECK(carried(sketch) == Names{"present"});
}

TEST_CASE(
    "carried out: a consultation is the whole of a work only where it asks by that function") {
    Sketch sketch;
    sketch.step("", 'a', {"write"}).step("a", 'E', {"write"});
    Consultation asked;
    asked.whom.push_back(
        {.kind = Respondents::Kind::holders, .field = {}, .counterpart = {}, .function = "advise"});
    sketch.definition.consultations.push_back(asked);
    CarriedOut claim;
    claim.function = "advise";
    claim.consultations = {ConsultationId(std::size_t{0})};
    CHECK(check_claim(sketch.definition, claim) == ClaimFault::none);
    claim.function = "write";
    CHECK(check_claim(sketch.definition, claim) == ClaimFault::consultation_else);
}

}  // namespace
}  // namespace remit::procedure
