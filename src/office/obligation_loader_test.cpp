// Obligations as files say them: what is carried, and every fault of a file at its place.
#include "office/obligation_loader.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "diag/render.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::institution_hr;

constexpr std::string_view kRow = R"(obligations:
  - id: OWN-1
    names: {en: A yearly note, hr: Godišnja nota, sr: Годишња нота}
    instrument: bwc
    body: bwc_isu
    topics: [biological_weapons]
    kind: notification
    recurs: FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=15
    due: 15 April
    period: previous_year
    basis: "Art. V"
    applies: {hr: yes, rs: unknown}
    verified: false
)";

std::string with(std::string_view from, std::string_view to) {
    std::string text(kRow);
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string refusal(const std::string& text) {
    const auto read = read_obligations("own.yaml", text, institution_hr().vocabulary());
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::invalid_input);
    return read.error().message;
}

TEST_CASE("obligations: all that are carried can be read, and name what there is") {
    const Obligations rows = must(load_embedded_obligations(institution_hr().vocabulary()));
    CHECK(rows.all().size() == 127);
    const Obligation* row = rows.find("bwc-cbm");
    REQUIRE(row != nullptr);
    CHECK(row->id == "BWC-CBM");
    CHECK(row->applies_to("hr") == Applies::yes);
    CHECK(row->applies_to("elsewhere") == Applies::unknown);
    CHECK(row->period_names.en == "previous calendar year");
}

TEST_CASE("obligations: a wrong id is answered with the one that was probably meant") {
    const Obligations rows = must(load_embedded_obligations(institution_hr().vocabulary()));
    const auto found = rows.require("BWC-CMB");
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().message ==
          "there is no obligation 'BWC-CMB'; did you mean 'BWC-CBM'?; `remit obligation list` "
          "shows those that there are");
}

TEST_CASE("obligations: a file of an office's own is read in the same form") {
    const Obligations rows =
        must(read_obligations("own.yaml", kRow, institution_hr().vocabulary()));
    REQUIRE(rows.all().size() == 1);
    CHECK(rows.all().front().kind == "notification");
    CHECK(rows.all().front().period_names.hr == "prethodna kalendarska godina");
}

TEST_CASE("obligations: every fault of a file is told at its place") {
    const auto says = [](const std::string& text, std::string_view part) {
        const std::string message = refusal(text);
        CHECK_MESSAGE(message.find(part) != std::string::npos, message);
    };
    says(with("OWN-1", "own 1"), "own.yaml:2:9");
    says(with("instrument: bwc", "instrument: bwcc"), "own.yaml:4:17");
    says(with("bwc_isu", "nobody"), "own.yaml:5:11");
    says(with("[biological_weapons]", "[biology]"), "own.yaml:6:14");
    says(with("kind: notification", "kind: note"), "report, declaration, notification");
    says(with("due: 15 April", "due: 15 Aprl"), "own.yaml:9:10");
    says(with("FREQ=YEARLY;", "FREQ=SOMETIMES;"), "own.yaml:8:13");
    says(with("period: previous_year", "period: an_age"), "own.yaml:10:13");
    says(with("hr: yes,", "hr: perhaps,"), "yes, no or unknown");
    says(with("    verified: false\n", ""), "verified");
    says(with("    verified: false\n", "    verified: false\n    colour: red\n"), "colour");
    says("obligations: [", "own.yaml");
}

TEST_CASE("obligations: a rule and a recurrence that contradict each other are refused") {
    const std::string message = refusal(with("due: 15 April", "due: 16 April"));
    CHECK(message.find("which is no date of the rule '16 April'") != std::string::npos);
}

TEST_CASE("obligations: two rows of one id are refused") {
    std::string twice(kRow);
    twice += std::string(kRow.substr(kRow.find("  - id")));
    CHECK(refusal(twice).find("OWN-1") != std::string::npos);
}

}  // namespace
}  // namespace remit::office
