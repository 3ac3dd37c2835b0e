// Tests of event_names.h: names and moments as text, and the way back.
#include "procedure/event_names.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

namespace remit::procedure {
namespace {

template <typename Value>
void check_names(std::size_t count) {
    std::set<std::string_view> names;
    for (std::uint8_t i = 0; i < count; ++i) {
        const std::string_view name = name_of(Value(i));
        CHECK(name != "");
        CHECK(names.insert(name).second);
        CHECK(find_named<Value>(name) == Value(i));
    }
    CHECK(name_of(Value(static_cast<std::uint8_t>(count))) == "");
    CHECK_FALSE(find_named<Value>("").has_value());
    CHECK_FALSE(find_named<Value>("nothing").has_value());
}

}  // namespace

TEST_CASE("event names: each value has one name, and is found by it") {
    check_names<ClockState>(7);
    check_names<ClockSet::Why>(6);
    check_names<ClockWithdrawn::Why>(4);
    check_names<ClockChange::Kind>(3);
    check_names<QuestionWithdrawn::Why>(3);
    check_names<Question::State>(5);
    check_names<Silence>(3);
    check_names<Answer>(7);
    check_names<Rank>(2);
    check_names<OpenMatter::Cause>(3);
    check_names<ChangeLead::Kind>(2);
    check_names<authority::Ground>(6);
}

TEST_CASE("event names: no other spelling of a moment is read") {
    for (const std::string_view text :
         {"", "2026-4-8", "2026-04-31", "2100-02-29", "2026-00-01", "2026-13-01", "2026-01-00",
          "2026-01-32", "+026-04-08", "2026-04-08T", "2026-04-08 ", "0000-02-30", "9999-02-29"}) {
        CAPTURE(text);
        CHECK_FALSE(find_date(text).has_value());
        CHECK_FALSE(find_due(text).has_value());
    }
    CHECK(find_date("0000-02-29").value().iso() == "0000-02-29");
    CHECK(find_date("9999-12-31").value().iso() == "9999-12-31");
    for (const std::string_view text :
         {"", "2026-04-08", "2026-04-08T15:00Z", "2026-04-08T15:00:00", "2026-04-08T15:00:00+00:00",
          "2026-04-08T24:00:00Z", "2026-04-08T15:60:00Z", "2026-04-08T15:00:60Z",
          "2026-04-08 15:00:00Z", "2026-04-08T15-00:00Z", "2026-04-08T15:00:0 Z",
          "2026-04-31T15:00:00Z", "2026-04-08T1:00:000Z", "2026-04-08T-1:00:00Z"}) {
        CAPTURE(text);
        CHECK_FALSE(find_instant(text).has_value());
        CHECK_FALSE(find_due(std::string(text) + " UTC").has_value());
    }
    CHECK_FALSE(find_due("2026-04-08T15:00:00Z").has_value());  // its zone is missing
}

}  // namespace remit::procedure
