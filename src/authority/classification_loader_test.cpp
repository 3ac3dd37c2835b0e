// The schemes that the binary carries are whole, and every fault of such a file is pointed at.
#include "authority/classification_loader.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "diag/render.h"
#include "support/diagnostic_page.h"

namespace remit::authority {
namespace {

constexpr std::string_view kSchemes = R"(schemes:
  - id: harbour
    names: {en: Harbour, hr: Luka, sr: Лука}
    access: {certificate_from: 2, briefing_from: never}
    levels:
      - {id: harbour_sealed, rank: 3, name: SEALED, former: [HIDDEN], term: {years: 5, kind: review, verified: false}}
      - {id: harbour_closed, rank: 1, name: CLOSED, forms: [SHUT], short: LOW}
    distributions:
      - {id: harbour_open, name: OPEN, audience: public}
  - id: lighthouse
    names: {en: Lighthouse, hr: Svjetionik, sr: Светионик}
    verified: false
    access: {certificate_from: 1, briefing_from: 1, verified: false}
    levels:
      - {id: lighthouse_dark, rank: 3, name: DARK}
      - {id: lighthouse_dim, rank: 1, name: DIM}
equivalences:
  - {levels: [harbour_sealed, lighthouse_dark], verified: false}
false_friends:
  - {level: harbour_closed, taken_for: lighthouse_dark}
)";

LoadedSchemes load(std::string_view bytes) {
    return load_schemes("schemes.yaml", bytes);
}

std::string with(std::string_view old_text, std::string_view new_text) {
    std::string file(kSchemes);
    const std::size_t at = file.find(old_text);
    REQUIRE(at != std::string::npos);
    return file.replace(at, old_text.size(), new_text);
}

std::string ids_of(const LoadedSchemes& loaded) {
    std::string ids;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        ids += (ids.empty() ? "" : " ") + std::string(diag::entry_of(found.id).id_text);
    }
    return ids;
}

std::string shown(const LoadedSchemes& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

/// The file with `old_text` replaced has this one fault, at these words.
void check_fault(std::string_view old_text, std::string_view new_text, std::string_view id,
                 std::string_view words) {
    CAPTURE(new_text);
    const LoadedSchemes loaded = load(with(old_text, new_text));
    REQUIRE_MESSAGE(ids_of(loaded) == id, shown(loaded));
    CHECK(loaded.source.text(loaded.diagnostics.all().front().span) == words);
}

}  // namespace

TEST_CASE("schemes: every field of a file arrives") {
    const LoadedSchemes loaded = load(kSchemes);
    REQUIRE_MESSAGE(loaded.diagnostics.all().empty(), shown(loaded));
    const Schemes& schemes = loaded.schemes;
    REQUIRE(schemes.schemes.size() == 2);
    CHECK(schemes.schemes[0].names.hr == "Luka");
    CHECK(schemes.schemes[0].certificate_from == 2);
    CHECK(schemes.schemes[0].briefing_from > kRankMax);
    CHECK(schemes.schemes[0].verified);
    CHECK_FALSE(schemes.schemes[1].verified);
    CHECK_FALSE(schemes.schemes[1].access_verified);
    REQUIRE(schemes.levels.size() == 4);
    const Level& sealed = schemes.levels[0];
    CHECK(sealed.rank == 3);
    CHECK(sealed.former == std::vector<std::string>{"HIDDEN"});
    REQUIRE(sealed.term.has_value());
    CHECK(sealed.term->years == 5);
    CHECK_FALSE(sealed.term->verified);
    CHECK(schemes.levels[1].forms == std::vector<std::string>{"SHUT"});
    CHECK(schemes.levels[1].short_form == "LOW");
    CHECK(schemes.distributions.at(0).audience == Audience::open);
    CHECK(schemes.equivalences.at(0).levels.size() == 2);
    CHECK(schemes.false_friends.at(0).taken_for == schemes.find_level("lighthouse_dark"));
}

TEST_CASE(
    "schemes: a level twice, by id, rank or name, is reported where it stands the second time") {
    check_fault("id: harbour_closed, rank: 1", "id: harbour_sealed, rank: 1",
                "duplicate-id unknown-reference", "harbour_sealed");
    check_fault("id: lighthouse\n", "id: harbour\n", "duplicate-id", "harbour");
    check_fault("lighthouse_dim, rank: 1", "lighthouse_dim, rank: 3", "repeated-rank",
                "lighthouse_dim");
    check_fault("name: CLOSED", "name: Séaled", "ambiguous-marking", "Séaled");
    check_fault("forms: [SHUT]", "forms: [hidden]", "ambiguous-marking", "hidden");
    check_fault("name: OPEN", "name: shut", "ambiguous-marking", "shut");
    check_fault("id: harbour_open", "id: harbour_sealed", "duplicate-id", "harbour_sealed");
    // The same name in two schemes is no fault: who writes it is asked which is meant.
    CHECK(ids_of(load(with("name: DARK", "name: SEALED"))).empty());
}

TEST_CASE("schemes: a rank outside 1 to 4 is no rank") {
    for (const char* rank : {"0", "5", "-1", "three", "1.5", "\"\"", "99999999999999999999"}) {
        CAPTURE(rank);
        CHECK(ids_of(load(with("lighthouse_dim, rank: 1",
                               std::string("lighthouse_dim, rank: ") + rank))) == "bad-value");
        CHECK(ids_of(load(with("certificate_from: 1", std::string("certificate_from: ") + rank))) ==
              "bad-value");
    }
    CHECK(ids_of(load(with("lighthouse_dim, rank: 1", "lighthouse_dim"))) == "missing-field");
    CHECK(ids_of(load(with("rank: 1, name: DIM", "rank: [1], name: DIM"))) == "wrong-type");
}

TEST_CASE("schemes: an equivalence that contradicts the ranks is reported") {
    check_fault("[harbour_sealed, lighthouse_dark]", "[harbour_sealed, lighthouse_dim]",
                "contradictory-equivalence", "lighthouse_dim");
    check_fault("[harbour_sealed, lighthouse_dark]", "[harbour_sealed, harbour_closed]",
                "contradictory-equivalence", "harbour_closed");
    check_fault("[harbour_sealed, lighthouse_dark]", "[harbour_sealed, dungeon]",
                "unknown-reference", "dungeon");
    check_fault("[harbour_sealed, lighthouse_dark]", "[harbour_sealed, harbour_sealed]",
                "duplicate-id", "harbour_sealed");
    check_fault("taken_for: lighthouse_dark", "taken_for: lighthouse_dim",
                "contradictory-equivalence", "lighthouse_dim");
    check_fault("taken_for: lighthouse_dark", "taken_for: harbour_sealed",
                "contradictory-equivalence", "harbour_sealed");
}

TEST_CASE("schemes: what is missing, unknown or of another type is named") {
    check_fault("    access: {certificate_from: 1, briefing_from: 1, verified: false}\n", "",
                "missing-field", "id");
    check_fault("briefing_from: 1", "briefing: 1", "missing-field unknown-field",
                "{certificate_from");
    check_fault("{years: 5, kind: review", "{years: 0, kind: review", "bad-value", "0");
    check_fault("kind: review", "kind: oblivion", "bad-value", "oblivion");
    check_fault("audience: public", "audience: everybody", "bad-value", "everybody");
    check_fault("sr: Лука", "fr: Port", "missing-field unknown-field", "{en");
    CHECK(ids_of(load("")) == "wrong-type");
    CHECK(ids_of(load("- a")) == "wrong-type");
    CHECK(ids_of(load("schemes: {a: b}")) == "wrong-type");
    CHECK(ids_of(load("schemes: [")) == "yaml-syntax");
    CHECK(ids_of(load("equivalences: []")) == "missing-field");
}

TEST_CASE(
    "schemes: those of the binary are without fault and hold the five schemes with their "
    "equivalences") {
    const auto loaded = load_embedded_schemes();
    REQUIRE(loaded.ok());
    const Schemes& schemes = loaded.value();
    for (const char* id : {"hr", "rs", "nato", "eu", "coe", "un", "osce"})
        CHECK(schemes.find_scheme(id).has_value());
    CHECK_FALSE(schemes.find_scheme("mars").has_value());
    std::set<LevelId> equated;
    for (const Equivalence& equivalence : schemes.equivalences) {
        equated.insert(equivalence.levels.begin(), equivalence.levels.end());
        // Nobody has compared them with the agreements yet.
        CHECK_FALSE(equivalence.verified);
    }
    CHECK(equated.size() == schemes.levels.size());
}

TEST_CASE("diagnostic pages: examples of schemes raise their diagnostic, and their cures none") {
    int pages = 0;
    for (const support::DiagnosticPage& page : support::diagnostic_pages()) {
        REQUIRE(page.blocks.size() == 2);
        if (page.blocks[0].language != "secrecy") continue;
        ++pages;
        CAPTURE(page.id);
        const LoadedSchemes example = load(page.blocks[0].text);
        const LoadedSchemes cure = load(page.blocks[1].text);
        CHECK_MESSAGE(ids_of(example) == page.id, shown(example));
        CHECK_MESSAGE(ids_of(cure).empty(), shown(cure));
    }
    CHECK(pages >= 3);
}

}  // namespace remit::authority
