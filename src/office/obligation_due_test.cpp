// What is due when, for whom, and whose it is: a register of obligations asked as practitioners do.
#include "office/obligation_due.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "office/obligation_loader.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using calendar::Date;
using support::must;

const Institution& institution(const std::string& pack) {
    static std::map<std::string, std::unique_ptr<Institution>> loaded;
    auto& found = loaded[pack];
    if (found == nullptr) found = must(Institution::load(pack));
    return *found;
}

const Obligations& rows() {
    static const Obligations loaded =
        must(load_embedded_obligations(institution("hr").vocabulary()));
    return loaded;
}

DueList due(const std::string& pack, std::string_view first, int days) {
    const Date from = must(Date::parse(first));
    return must(due_obligations(institution(pack), rows(), from, from.plus_days(days)));
}

std::vector<std::string> days_of(const DueList& list, std::string_view id) {
    std::vector<std::string> days;
    for (const DueInstance& one : list.instances) {
        if (one.obligation->id == id) days.push_back(one.due.iso());
    }
    return days;
}

using Days = std::vector<std::string>;

// Scenario 15.2.
TEST_CASE("obligations: on 1 March, what is due within 60 days for Croatia and for Serbia") {
    const DueList hr = due("hr", "2027-03-01", 60);
    const DueList rs = due("rs", "2027-03-01", 60);
    CHECK(days_of(hr, "CCM-ART7") == Days{"2027-04-30"});
    CHECK(days_of(rs, "CCM-ART7").empty());
    for (const DueList* list : {&hr, &rs}) {
        CHECK(days_of(*list, "BWC-CBM") == Days{"2027-04-15"});
        CHECK(days_of(*list, "APMBC-ART7") == Days{"2027-04-30"});
        CHECK(days_of(*list, "CWC-S2-PAST") == Days{"2027-03-31"});
        CHECK(days_of(*list, "UNROCA").empty());  // 31 May
        CHECK(std::ranges::is_sorted(list->instances, {}, &DueInstance::due));
    }
    CHECK(hr.instances.size() > 10);
    CHECK(rs.instances.size() > 10);
}

TEST_CASE("obligations: 90 days after the end of the year come a day earlier in a leap year") {
    CHECK(days_of(due("hr", "2027-03-01", 60), "CWC-S2-PAST") == Days{"2027-03-31"});
    CHECK(days_of(due("hr", "2028-03-01", 60), "CWC-S2-PAST") == Days{"2028-03-30"});
}

TEST_CASE("obligations: the first and the last day of the window belong to it") {
    CHECK(days_of(due("hr", "2027-04-15", 0), "BWC-CBM") == Days{"2027-04-15"});
    CHECK(days_of(due("hr", "2027-04-16", 0), "BWC-CBM").empty());
    CHECK(days_of(due("hr", "2027-04-15", 366), "BWC-CBM") == Days{"2027-04-15", "2028-04-15"});
}

TEST_CASE("obligations: each date tells how it was counted, and verifies") {
    const DueList list = due("rs", "2027-01-01", 364);
    for (const DueInstance& one : list.instances) {
        REQUIRE(one.counted.has_value());
        CHECK(one.counted->due == calendar::Moment(one.due));
        CHECK(institution("rs").world().book->verify(*one.counted).ok());
    }
}

TEST_CASE("obligations: what hangs on an event or is set by a body stands apart, without a date") {
    const DueList list = due("hr", "2027-03-01", 60);
    const auto source = [&](std::string_view id) {
        const auto found = std::ranges::find_if(
            list.undated, [&](const auto& one) { return one.obligation->id == id; });
        REQUIRE(found != list.undated.end());
        return found->source;
    };
    CHECK(source("IAEA-AP-QTR") == calendar::DueDates::Source::event);
    CHECK(source("ECRML-PR") == calendar::DueDates::Source::set_by_body);
    for (const UndatedObligation& one : list.undated)
        CHECK(days_of(list, one.obligation->id).empty());
}

TEST_CASE("obligations: a row whose owing is unknown is shown with its mark, one not owed is not") {
    const DueList list = due("rs", "2027-01-01", 364);
    bool unknown = false;
    for (const DueInstance& one : list.instances) {
        CHECK(one.obligation->applies_to("rs") != Applies::no);
        unknown = unknown || one.obligation->applies_to("rs") == Applies::unknown;
    }
    CHECK(unknown);
}

TEST_CASE("obligations: the unit that is competent is named with its duty, or nobody is") {
    const DueList list = due("hr", "2027-01-01", 364);
    std::size_t held = 0;
    std::size_t unheld = 0;
    for (const DueInstance& one : list.instances) {
        if (one.owner.holders.empty()) {
            ++unheld;
            continue;
        }
        ++held;
        const authority::Holder& holder = one.owner.holders.front();
        REQUIRE(holder.duty.is_some());
        const auto giving = institution("hr").competence().giving(holder.duty, one.owner.function);
        CHECK((giving.has_value() || holder.giving == authority::Giving::residual));
    }
    CHECK(held > 20);
    CHECK(held + unheld == list.instances.size());
}

TEST_CASE(
    "obligations: one that no duty of the act reaches is nobody's, and stands in the answer") {
    const DueList list = due("hr", "2027-03-01", 60);
    const auto found = std::ranges::find_if(
        list.undated, [](const auto& one) { return one.obligation->id == "RAMSAR-NR"; });
    REQUIRE(found != list.undated.end());
    CHECK(found->owner.holders.empty());
    CHECK_FALSE(found->owner.is_one());
    CHECK_FALSE(found->owner.function.is_some());
}

TEST_CASE("obligations: a matter stands beside its instance, a date only it knows is one as well") {
    DueList list = due("hr", "2027-03-01", 60);
    const std::size_t before = list.instances.size();
    must(add_matters(institution("hr"), rows(),
                     {{.obligation = "BWC-CBM",
                       .matter = "m1",
                       .number = "7",
                       .state = "drafting",
                       .occurrence = "2027-04-15",
                       .due = "2027-04-15"},
                      {.obligation = "ECRML-PR",
                       .matter = "m2",
                       .number = "8",
                       .state = "expected",
                       .occurrence = {},
                       .due = "2027-03-20"},
                      {.obligation = "ECRML-PR",
                       .matter = "m3",
                       .number = "9",
                       .state = "expected",
                       .occurrence = {},
                       .due = "2027-09-20"},
                      {.obligation = "ECRML-PR",
                       .matter = "m4",
                       .number = "10",
                       .state = "expected",
                       .occurrence = {},
                       .due = {}}},
                     list));
    CHECK(list.instances.size() == before + 1);
    CHECK(days_of(list, "ECRML-PR") == Days{"2027-03-20"});
    for (const DueInstance& one : list.instances) {
        const bool has = one.obligation->id == "BWC-CBM" || one.obligation->id == "ECRML-PR";
        CHECK(one.matter.has_value() == has);
    }
}

}  // namespace
}  // namespace remit::office
