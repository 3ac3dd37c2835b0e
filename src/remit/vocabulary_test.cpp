// Entries are found by id, and the name shown is one that the reader's act would use.
#include "remit/vocabulary.h"

#include <doctest/doctest.h>

namespace remit::remit {
namespace {

Vocabulary small_vocabulary() {
    Vocabulary vocabulary;
    vocabulary.bodies.resize(2);
    vocabulary.bodies[0].id = "un";
    vocabulary.bodies[1].id = "nato";
    vocabulary.counterparts.resize(2);
    vocabulary.counterparts[0].id = "ministry_of_water";
    vocabulary.counterparts[0].label = "Ministry of Water";
    vocabulary.counterparts[0].names.hr = {"Ministarstvo voda",
                                           "Ministarstvo vodnoga gospodarstva"};
    vocabulary.counterparts[1].label = "Bridge Office";
    return vocabulary;
}

}  // namespace

TEST_CASE("vocabulary: an id is found in its own table only") {
    const Vocabulary vocabulary = small_vocabulary();
    CHECK(vocabulary.find_body("nato") == BodyId(std::size_t{1}));
    CHECK_FALSE(vocabulary.find_topic("nato").has_value());
    CHECK_FALSE(vocabulary.find_body("ministry_of_water").has_value());
    CHECK(vocabulary.find_counterpart("ministry_of_water").has_value());
}

TEST_CASE(
    "vocabulary: a counterpart without a name in the language has the neighbour's, then its "
    "label") {
    const Vocabulary vocabulary = small_vocabulary();
    CHECK(vocabulary.name_in(CounterpartId(std::size_t{0}), "hr") == "Ministarstvo voda");
    CHECK(vocabulary.name_in(CounterpartId(std::size_t{0}), "sr") == "Ministarstvo voda");
    CHECK(vocabulary.name_in(CounterpartId(std::size_t{1}), "hr") == "Bridge Office");
}

}  // namespace remit::remit
