// Officers and their posts: who may act on which day, in whose place, and with what rank; and every
// fault of an establishment's file at its place.
#include "authority/establishment.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"
#include "authority/establishment_loader.h"
#include "diag/render.h"
#include "support/diagnostic_page.h"
#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::SmallOffice;

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

calendar::Date day(std::string_view iso) {
    const auto date = calendar::Date::parse(iso);
    REQUIRE(date.ok());
    return date.value();
}

SmallOffice harbour() {
    SmallOffice office;
    office.add_unit("1");
    office.add_unit("1.1", "1");
    office.add_unit("2");
    office.add_duty("1.1", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("2", {.functions = {"watch"}, .topics = {"tides"}});
    return office;
}

constexpr std::string_view kStaff = R"(officers:
  - {id: top}
  - {id: pilot}
  - {id: clerk}
  - {id: keeper}
posts:
  - {id: top-head, unit: "1", rank: head, officer: top}
  - {id: pilot-head, unit: "1.1", rank: head, acting: true, officer: pilot, from: 2026-01-01}
  - {id: clerk-post, unit: "1.1", rank: officer, officer: clerk, from: 2026-01-01, until: 2026-06-30}
  - {id: keeper-head, unit: "2", rank: head, officer: keeper}
deputies:
  - {deputy: clerk, replaces: pilot, basis: decision 1, from: 2026-03-01, until: 2026-09-30}
  - {deputy: keeper, replaces: clerk, basis: decision 2, standing: true, from: 2026-05-01}
  - {deputy: top, replaces: keeper, basis: decision 3}
absences:
  - {officer: pilot, basis: leave, from: 2026-04-06, until: 2026-04-10}
  - {officer: pilot, basis: leave, from: 2026-12-28}
  - {officer: keeper, from: 2026-08-01, until: 2026-08-31}
)";

std::string shown(const LoadedStaff& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

Establishment establishment(const SmallOffice& office, std::string_view file = kStaff) {
    LoadedStaff loaded = load_staff("staff.yaml", file, office.model, schemes());
    REQUIRE_MESSAGE(loaded.diagnostics.all().empty(), shown(loaded));
    return Establishment(std::move(loaded.staff));
}

/// "pilot-head for pilot, clerk-post"
std::string capacities(const Establishment& staff, std::string_view officer, std::string_view iso) {
    std::string text;
    for (const Capacity& capacity : staff.capacities(*staff.find_officer(officer), day(iso))) {
        text += (text.empty() ? "" : ", ") + capacity.post->id;
        if (capacity.replaces.is_some()) text += " for " + staff.id_of(capacity.replaces);
    }
    return text;
}

struct Asking {
    std::string_view officer;
    std::string_view function = "watch";
    std::string_view topic = "winds";
    std::string_view on = "2026-04-01";
    Rank rank = Rank::officer;
    bool take_over = false;
    std::string_view unit{};
};

Ruling asked(const SmallOffice& office, const Asking& asking, std::string_view file = kStaff) {
    const Competence competence(office.model, office.words);
    OfficerQuestion question;
    question.officer = asking.officer;
    question.rank = asking.rank;
    question.what.function = office.function(asking.function);
    question.what.subject.topics = {office.topic(asking.topic)};
    question.what.date = day(asking.on);
    question.what.take_over = asking.take_over;
    if (!asking.unit.empty()) question.what.unit = office.unit(asking.unit);
    return authorise(competence, establishment(office, file), question);
}

std::string answer(const Asking& asking) {
    const SmallOffice office = harbour();
    const Ruling ruling = asked(office, asking);
    const std::string who = ruling.granted() && !ruling.grant->deputy_for.empty()
                                ? " for " + ruling.grant->deputy_for
                                : "";
    return office.describe(ruling) + who;
}

std::string with(std::string_view old_text, std::string_view new_text) {
    std::string file(kStaff);
    const std::size_t at = file.find(old_text);
    REQUIRE(at != std::string::npos);
    return file.replace(at, old_text.size(), new_text);
}

/// The faults of a file as "id 'what it points at'".
std::string faults(std::string_view file) {
    const SmallOffice office = harbour();
    const LoadedStaff loaded = load_staff("staff.yaml", file, office.model, schemes());
    std::string text;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        text += (text.empty() ? "" : "; ") + std::string(diag::entry_of(found.id).id_text) + " '" +
                std::string(loaded.source.text(found.span)) + "'";
    }
    return text;
}

}  // namespace

TEST_CASE("establishment: a post counts on the days of its term, both ends included") {
    const SmallOffice office = harbour();
    const Establishment staff = establishment(office);
    CHECK(capacities(staff, "clerk", "2025-12-31") == "");
    CHECK(capacities(staff, "clerk", "2026-01-01") == "clerk-post");
    CHECK(capacities(staff, "clerk", "2026-06-30") == "clerk-post");
    CHECK(capacities(staff, "clerk", "2026-07-01") == "");
    CHECK(capacities(staff, "top", "1900-01-01") == "top-head");
}

TEST_CASE("establishment: a deputy acts while the other is away and his own term holds") {
    const SmallOffice office = harbour();
    const Establishment staff = establishment(office);
    CHECK(capacities(staff, "clerk", "2026-04-05") == "clerk-post");
    CHECK(capacities(staff, "clerk", "2026-04-06") == "clerk-post, pilot-head for pilot");
    CHECK(capacities(staff, "clerk", "2026-04-10") == "clerk-post, pilot-head for pilot");
    CHECK(capacities(staff, "clerk", "2026-04-11") == "clerk-post");
    CHECK(capacities(staff, "clerk", "2026-12-29") == "");
    CHECK(capacities(staff, "top", "2026-08-15") == "top-head, keeper-head for keeper");
}

TEST_CASE("establishment: a standing deputy acts whether or not the other is there") {
    const SmallOffice office = harbour();
    const Establishment staff = establishment(office);
    CHECK(capacities(staff, "keeper", "2026-04-30") == "keeper-head");
    CHECK(capacities(staff, "keeper", "2026-05-01") == "keeper-head, clerk-post for clerk");
}

TEST_CASE("establishment: what is given by way of replacing is not passed on") {
    const SmallOffice office = harbour();
    std::string file = with("from: 2026-05-01", "from: 2026-03-01");
    const Establishment staff = establishment(office, file);
    // The keeper replaces the clerk, who that day replaces the pilot.
    CHECK(capacities(staff, "keeper", "2026-04-06") == "keeper-head, clerk-post for clerk");
}

TEST_CASE("establishment: whoever is away acts in nothing") {
    const SmallOffice office = harbour();
    const Establishment staff = establishment(office);
    CHECK(capacities(staff, "pilot", "2026-04-06") == "");
    CHECK(capacities(staff, "keeper", "2026-08-15") == "");
    CHECK(answer({.officer = "pilot", .on = "2026-04-06"}) == "refused: absent []");
}

TEST_CASE(
    "establishment: an officer acts by the duties of his unit, a deputy by those of the other's") {
    CHECK(answer({.officer = "clerk"}) == "own 1.1-1");
    CHECK(answer({.officer = "keeper", .on = "2026-05-01"}) == "own 1.1-1 for clerk");
    CHECK(answer({.officer = "keeper", .on = "2026-04-30"}) ==
          "refused: other subject by 2-1 [1.1-1]");
    CHECK(answer({.officer = "keeper", .topic = "tides"}) == "own 2-1");
    CHECK(answer({.officer = "nobody"}) == "refused: unknown officer []");
    CHECK(answer({.officer = "clerk", .on = "2026-07-01"}) == "refused: no post []");
}

TEST_CASE(
    "establishment: a step that needs a head is refused to an officer, and granted to his deputy") {
    CHECK(answer({.officer = "clerk", .rank = Rank::head}) ==
          "refused: rank too low by 1.1-1 [1.1-1]");
    CHECK(answer({.officer = "clerk", .on = "2026-04-06", .rank = Rank::head}) ==
          "own 1.1-1 for pilot");
    CHECK(answer({.officer = "clerk", .on = "2026-04-06"}) == "own 1.1-1");  // his own post first
    CHECK(answer({.officer = "pilot", .rank = Rank::head}) == "own 1.1-1");
    CHECK(answer({.officer = "pilot", .rank = Rank::minister}) ==
          "refused: rank too low by 1.1-1 [1.1-1]");
}

TEST_CASE("establishment: acting heads and deputies are found to be that") {
    const SmallOffice office = harbour();
    CHECK(asked(office, {.officer = "pilot"}).findings == std::vector{Finding::acting_head});
    CHECK(asked(office, {.officer = "clerk", .on = "2026-04-06", .rank = Rank::head}).findings ==
          std::vector{Finding::acting_head, Finding::deputy});
    CHECK(asked(office, {.officer = "clerk"}).findings.empty());
}

TEST_CASE(
    "establishment: a superior takes over only where he says so, and acts for the unit he names") {
    CHECK(answer({.officer = "top"}) == "refused: held below [1.1-1]");
    CHECK(answer({.officer = "top", .take_over = true}) == "taken over 1.1-1");
    CHECK(answer({.officer = "top", .on = "2026-08-15", .take_over = true, .unit = "2"}) ==
          "refused: other subject by 2-1 [1.1-1]");
    CHECK(answer({.officer = "top", .unit = "1.1"}) == "refused: no post []");
    CHECK(answer({.officer = "top", .topic = "tides", .on = "2026-08-15"}) == "own 2-1 for keeper");
}

TEST_CASE("establishment: only a head takes over from below, not an officer of the unit above") {
    const SmallOffice office = harbour();
    const std::string file = with("rank: head, officer: top", "rank: officer, officer: top");
    const auto told = [&](bool take_over) {
        return office.describe(asked(office, {.officer = "top", .take_over = take_over}, file));
    };
    CHECK(told(false) == "refused: held below [1.1-1]");
    CHECK(told(true) == "refused: rank too low by 1.1-1 [1.1-1]");
}

TEST_CASE("establishment: a reason stands in for a power or a rank, and makes nobody an officer") {
    const SmallOffice office = harbour();
    const auto advised = [&](const Asking& asking) {
        Question question;
        question.function = office.function(asking.function);
        const Ruling ruling = advise(asked(office, asking), question, "flood");
        std::string text = office.describe(ruling);
        if (ruling.grant) text += " in " + office.model.unit(ruling.grant->unit).code;
        if (ruling.grant) text += " for '" + ruling.grant->deputy_for + "'";
        return text;
    };
    CHECK(advised({.officer = "clerk", .function = "relate"}) ==
          "advised; refused: other function by 1.1-1 [] in 1.1 for ''");
    CHECK(advised({.officer = "clerk", .rank = Rank::head}) ==
          "advised; refused: rank too low by 1.1-1 [1.1-1] in 1.1 for ''");
    CHECK(advised({.officer = "top", .topic = "salt", .on = "2026-08-15", .unit = "2"}) ==
          "advised; refused: other subject by 2-1 [] in 2 for 'keeper'");
    CHECK(advised({.officer = "nobody"}) == "refused: unknown officer []");
    CHECK(advised({.officer = "clerk", .on = "2027-01-01"}) == "refused: no post []");
    CHECK(advised({.officer = "pilot", .on = "2026-04-06"}) == "refused: absent []");
}

TEST_CASE("establishment: each fault of a file is pointed at") {
    CHECK(faults(kStaff) == "");
    CHECK(faults("officers: [\n").starts_with("yaml-syntax"));
    CHECK(faults("- officers\n").starts_with("wrong-type"));
    CHECK(faults("colours: []\n") == "unknown-field 'colours'");
    CHECK(faults("officers: pilot\n") == "wrong-type 'pilot'");
    CHECK(faults("officers:\n  - pilot\n") == "wrong-type 'pilot'");
    CHECK(faults("officers:\n  - {id: Pilot Boy}\n") == "bad-value 'Pilot Boy'");
    CHECK(faults(with("{id: clerk}", "{id: pilot}")) ==
          "duplicate-id 'pilot'; unknown-reference 'clerk'; unknown-reference 'clerk'; "
          "unknown-reference 'clerk'");
    CHECK(faults(with("id: clerk-post", "id: top-head")) == "duplicate-id 'top-head'");
    CHECK(faults(with("unit: \"2\"", "unit: \"9\"")) == "unknown-reference '9'");
    CHECK(faults(with("officer: keeper}\ndep", "officer: kepper}\ndep")) ==
          "unknown-reference 'kepper'");
    CHECK(faults(with("rank: officer", "rank: admiral")) == "bad-value 'admiral'");
    CHECK(faults(with("rank: head, acting: true", "rank: officer, acting: true")) ==
          "bad-value 'true'");
    CHECK(faults(with("from: 2026-01-01, until: 2026-06-30",
                      "from: 2026-07-01, until: 2026-06-30")) == "reversed-period '2026-06-30'");
    CHECK(faults(with("from: 2026-04-06", "from: 2026-04-31")) == "bad-value '2026-04-31'");
    CHECK(faults(with("from: 2026-04-06", "from: 1492-10-12")) == "bad-value '1492-10-12'");
    CHECK(faults(with(", basis: decision 1", "")) == "missing-field '{deputy'");
    CHECK(faults(with("deputy: clerk, replaces: pilot", "deputy: clerk, replaces: clerk")) ==
          "deputy-of-self 'clerk'");
    CHECK(faults(with("officer: clerk, from", "rank: head, officer: clerk, from"))
              .starts_with("yaml-syntax"));
}

TEST_CASE(
    "establishment: two heads of a unit on one day are reported, one behind the other is not") {
    const std::string head = "rank: head, officer: clerk, from: 2026-01-01, until: 2026-06-30";
    const std::string file =
        with("rank: officer, officer: clerk, from: 2026-01-01, until: 2026-06-30", head);
    CHECK(faults(file) == "two-heads 'clerk-post'");
    CHECK(faults(with("rank: officer, officer: clerk, from: 2026-01-01, until: 2026-06-30",
                      "rank: head, officer: clerk, until: 2025-12-31")) == "");
}

TEST_CASE(
    "establishment: a circle of deputies is found whatever its length, where one day holds it") {
    const std::string_view kOfficers =
        "officers:\n  - {id: a}\n  - {id: b}\n  - {id: c}\n  - {id: d}\ndeputies:\n";
    const auto circle = [&](std::string_view last_term) {
        return std::string(kOfficers) +
               "  - {deputy: a, replaces: b, basis: x, until: 2026-12-31}\n"
               "  - {deputy: b, replaces: c, basis: x, from: 2026-03-01}\n"
               "  - {deputy: b, replaces: d, basis: x}\n"
               "  - {deputy: c, replaces: a, basis: x, " +
               std::string(last_term) + "}\n";
    };
    CHECK(faults(circle("from: 2026-12-31")) == "circular-deputies 'c'");
    CHECK(faults(circle("until: 2026-03-01")) == "circular-deputies 'c'");
    CHECK(faults(circle("from: 2027-01-01")) == "");
    CHECK(faults(circle("until: 2026-02-28")) == "");
}

TEST_CASE("establishment: more records than are read are reported, not passed over") {
    std::string file = "officers:\n  - {id: a}\n  - {id: b}\ndeputies:\n";
    for (std::size_t count = 0; count <= kDeputiesMax; ++count) {
        file += "  - {deputy: a, replaces: b, basis: x}\n";
    }
    CHECK(faults(file).starts_with("bad-value"));
}

TEST_CASE("establishment: the pages of its diagnostics raise and cure what they are about") {
    const SmallOffice office = harbour();
    int pages = 0;
    for (const support::DiagnosticPage& page : support::diagnostic_pages()) {
        if (page.blocks.empty() || page.blocks[0].language != "establishment") continue;
        ++pages;
        CAPTURE(page.id);
        CHECK(faults(page.blocks[0].text).starts_with(std::string(page.id) + " "));
        CHECK(faults(page.blocks[0].text).find(';') == std::string::npos);
        CHECK(faults(page.blocks[1].text) == "");
    }
    CHECK(pages == 3);
}

TEST_CASE("establishment: certificates and briefings are those of their officers and days") {
    const SmallOffice office = harbour();
    const std::string file = std::string(kStaff) +
                             "certificates:\n"
                             "  - {officer: clerk, level: nato_secret, from: 2026-01-01, until: "
                             "2026-12-31}\n"
                             "  - {officer: top, level: eu_restricted, until: 2026-06-30}\n"
                             "briefings:\n"
                             "  - {officer: clerk, scheme: nato, from: 2026-02-01, until: "
                             "2026-12-31}\n";
    const Establishment staff = establishment(office, file);
    REQUIRE(staff.staff().certificates.size() == 2);
    const HeldCertificate& held = staff.staff().certificates.front();
    CHECK(staff.id_of(held.officer) == "clerk");
    CHECK(schemes().level(held.certificate.up_to).id == "nato_secret");
    CHECK_FALSE(held.certificate.valid.holds(day("2025-12-31")));
    CHECK(held.certificate.valid.holds(day("2026-12-31")));
    CHECK(staff.staff().certificates.back().certificate.valid.holds(day("1999-01-01")));
    REQUIRE(staff.staff().briefings.size() == 1);
    CHECK(schemes().scheme(staff.staff().briefings.front().briefing.scheme).id == "nato");
}

TEST_CASE(
    "establishment: a certificate without an officer, a level or an end is told at its place") {
    CHECK(faults(std::string(kStaff) +
                 "certificates:\n"
                 "  - {officer: nobody, level: nato_secret, until: 2026-12-31}\n"
                 "  - {officer: clerk, level: NATO SECRET, until: 2026-12-31}\n"
                 "  - {officer: top, level: nato_secret}\n"
                 "briefings:\n"
                 "  - {officer: clerk, scheme: otan, until: 2026-12-31}\n"
                 "  - {officer: clerk, scheme: nato, from: 2026-05-01, until: 2026-04-01}\n") ==
          "unknown-reference 'nobody'; unknown-reference 'NATO SECRET'; missing-field '{officer'; "
          "unknown-reference 'otan'; reversed-period '2026-04-01'");
}

}  // namespace remit::authority
