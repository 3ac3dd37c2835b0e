// Lines around a matter: the nearest of a role, on the days they hold, and every fault of their
// file.
#include "authority/competence_lines.h"

#include <doctest/doctest.h>

#include <string>

#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::SmallOffice;

constexpr std::string_view kLines = R"(lines:
  - {id: far, role: channel, counterpart: mill, bodies: [league], basis: {en: custom, hr: običaj, sr: обичај}}
  - {id: near, role: channel, counterpart: forge, bodies: [council], basis: {en: law, hr: zakon, sr: закон}, verified: true}
  - {id: told, role: informed, counterpart: mill, bodies: [league], basis: {en: custom, hr: običaj, sr: обичај}}
  - {id: also, role: informed, counterpart: forge, topics: [winds], basis: {en: custom, hr: običaj, sr: обичај}}
  - {id: old, role: scrutiny, counterpart: mill, bodies: [league], functions: [propose], basis: {en: law, hr: zakon, sr: закон}, until: 2019-12-31}
  - {id: new, role: scrutiny, counterpart: forge, bodies: [league], functions: [propose], basis: {en: law, hr: zakon, sr: закон}, from: 2020-01-01}
)";

std::string around(std::string_view function, const testing::SubjectWords& subject, int year) {
    const SmallOffice office;
    LoadedLines loaded = load_lines("lines.yaml", kLines, office.words);
    REQUIRE(loaded.diagnostics.all().empty());
    const Lines lines(std::move(loaded.lines), office.words);
    std::string text;
    for (const Line* line : lines.around(office.function(function), office.subject(subject),
                                         calendar::Date::of(year, 1, 1))) {
        text += (text.empty() ? "" : " ") + line->id;
    }
    return text;
}

std::string faults(std::string_view file) {
    const SmallOffice office;
    const LoadedLines loaded = load_lines("lines.yaml", file, office.words);
    std::string text;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        text += (text.empty() ? "" : "; ") + std::string(diag::entry_of(found.id).id_text) + " '" +
                std::string(loaded.source.text(found.span)) + "'";
    }
    return text;
}

std::string with(std::string_view old_text, std::string_view new_text) {
    std::string file(kLines);
    const std::size_t at = file.find(old_text);
    REQUIRE(at != std::string::npos);
    return file.replace(at, old_text.size(), new_text);
}

}  // namespace

TEST_CASE("lines: of a role with one holder the nearest is drawn, of others all") {
    CHECK(around("watch", {.bodies = {"wind_committee"}}, 2026) == "near also told");
    CHECK(around("watch", {.bodies = {"league"}}, 2026) == "far told");
    CHECK(around("watch", {.topics = {"storms"}}, 2026) == "also");
    CHECK(around("watch", {.bodies = {"union"}}, 2026) == "");
    CHECK(around("watch", {}, 2026) == "");
}

TEST_CASE("lines: a line holds on its days and for its functions") {
    CHECK(around("propose", {.bodies = {"league"}}, 2019) == "far told old");
    CHECK(around("propose", {.bodies = {"league"}}, 2020) == "far told new");
    CHECK(around("relate", {.bodies = {"league"}}, 2020) == "far told");
    // What is said of sitting holds of no other function, though sitting entails proposing.
    CHECK(around("sit", {.bodies = {"league"}}, 2020) == "far told");
}

TEST_CASE("lines: each fault of a file is pointed at") {
    CHECK(faults(kLines) == "");
    CHECK(faults("lines: [\n").starts_with("yaml-syntax"));
    CHECK(faults("- a\n").starts_with("wrong-type"));
    CHECK(faults("roads: []\n") == "unknown-field 'roads'; missing-field 'roads'");
    CHECK(faults(with("role: channel", "role: canal")) == "bad-value 'canal'");
    CHECK(faults(with("counterpart: mill", "counterpart: miller")) == "unknown-reference 'miller'");
    CHECK(faults(with("bodies: [league]", "bodies: [legue]")) == "unknown-reference 'legue'");
    CHECK(faults(with("topics: [winds]", "topics: [wind]")) == "unknown-reference 'wind'");
    CHECK(faults(with(", topics: [winds]", "")).starts_with("missing-field"));
    CHECK(faults(with("topics: [winds]", "topics: []")).starts_with("bad-value"));
    CHECK(faults(with("topics: [winds]", "topics: winds")) == "wrong-type 'winds'");
    CHECK(faults(with("functions: [propose]", "functions: [ask]")) == "unknown-reference 'ask'");
    CHECK(faults(with("id: near", "id: far")) == "duplicate-id 'far'");
    CHECK(faults(with(", basis: {en: custom, hr: običaj, sr: обичај}", ""))
              .starts_with("missing-field"));
    CHECK(faults(with("until: 2019-12-31", "until: 2019-13-31")) == "bad-value '2019-13-31'");
    CHECK(faults(with("from: 2020-01-01", "from: 2020-01-02, until: 2020-01-01")) ==
          "reversed-period '2020-01-01'");
    CHECK(faults(with("verified: true", "verified: perhaps")) == "wrong-type 'perhaps'");
}

}  // namespace remit::authority
