// The shipped vocabulary loads without a fault, and every fault of a file is pointed at.
#include "compile/vocabulary_loader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace remit::compile {
namespace {

LoadedVocabulary load_one(std::string_view path, std::string_view bytes) {
    const std::vector<base::EmbeddedFile> files{{path, bytes}};
    return load_vocabulary(files);
}

/// "unknown-field 'colour'; ..." for all diagnostics, in order.
std::string faults(const LoadedVocabulary& loaded) {
    std::string text;
    for (const diag::Diagnostic& diagnostic : loaded.diagnostics.all()) {
        text += text.empty() ? "" : "; ";
        text += std::string(diag::entry_of(diagnostic.id).id_text) + " '" +
                std::string(loaded.source.text(diagnostic.span)) + "'";
    }
    return text;
}

constexpr std::string_view kGood =
    "- id: league\n  label: League\n  kind: organisation\n  valid: {from: 1920, until: "
    "1946-04-18}\n"
    "  names: {en: [League], hr: [Liga], sr: [Лига]}\n"
    "- id: league_council\n  label: League Council\n  kind: organ\n  part_of: league\n  verified: "
    "false\n"
    "  names: {en: [Council of the League]}\n  acronyms: {en: [LC]}\n";

std::string with(std::string_view what, std::string_view instead) {
    std::string text(kGood);
    text.replace(text.find(what), what.size(), instead);
    return text;
}

std::string faults_of_bodies(const std::string& text) {
    return faults(load_one("bodies.yaml", text));
}

}  // namespace

TEST_CASE("vocabulary loader: the shipped vocabulary has no fault") {
    base::PosixEnv env;
    const auto loaded = load_vocabulary(env, REMIT_SOURCE_DIR "/vocabulary");
    REQUIRE(loaded.ok());
    CHECK(faults(loaded.value()) == "");
    const remit::Vocabulary& vocabulary = loaded.value().vocabulary;
    CHECK(vocabulary.bodies.size() >= 250);
    CHECK(vocabulary.functions.size() >= 10);
    CHECK(vocabulary.unit_kinds.size() >= 20);
    CHECK(vocabulary.topics.size() >= 80);
    CHECK(vocabulary.counterparts.size() >= 90);
    CHECK(vocabulary.instruments.size() >= 120);
    const auto council = vocabulary.find_body("un_security_council");
    if (council) CHECK(vocabulary.body(vocabulary.body(*council).part_of).label == "UN");
}

TEST_CASE("vocabulary loader: fields are read as they stand") {
    const LoadedVocabulary loaded = load_one("a/bodies.yaml", kGood);
    CHECK(faults(loaded) == "");
    REQUIRE(loaded.vocabulary.bodies.size() == 2);
    const remit::Body& league = loaded.vocabulary.bodies[0];
    CHECK(league.label == "League");
    CHECK(league.valid.until == "1946-04-18");
    CHECK(league.names.sr == std::vector<std::string>{"Лига"});
    CHECK(league.verified);
    const remit::Body& council = loaded.vocabulary.bodies[1];
    CHECK(council.part_of == remit::BodyId(std::size_t{0}));
    CHECK(council.acronyms.en == std::vector<std::string>{"LC"});
    CHECK_FALSE(council.verified);
}

TEST_CASE("vocabulary loader: each kind of fault is reported at its place") {
    CHECK(faults_of_bodies(with("label: League\n", "label: League\n  colour: red\n")) ==
          "unknown-field 'colour'");
    CHECK(faults_of_bodies(with("  label: League Council\n", "")) == "missing-field 'id'");
    CHECK(faults_of_bodies(with("part_of: league", "part_of: leage")) ==
          "unknown-reference 'leage'");
    CHECK(faults_of_bodies(with("id: league_council", "id: league")) == "duplicate-id 'league'");
    CHECK(faults_of_bodies(with("kind: organ\n", "kind: club\n")) == "bad-value 'club'");
    CHECK(faults_of_bodies(with("from: 1920", "from: long ago")) == "bad-value 'long ago'");
    CHECK(faults_of_bodies(with("en: [League]", "en: League")) == "wrong-type 'League'");
    CHECK(faults_of_bodies(with("label: League\n", "label: League\n  part_of: league_council\n")) ==
          "bad-value 'league_council'");
    CHECK(faults_of_bodies("- id: [\n").starts_with("yaml-syntax"));
    CHECK(faults_of_bodies("id: league\n").starts_with("wrong-type"));
    CHECK(faults(load_one("unit_kinds.yaml", "- {id: a, rank: high, hr: a, forms: [a]}\n")) ==
          "wrong-type 'high'");
}

TEST_CASE("vocabulary loader: what an entry stands for besides itself is read and resolved") {
    const std::vector<base::EmbeddedFile> files{
        {"functions.yaml",
         "- {id: sit, names: {en: [sit]}, entails: [speak], decided_by: body}\n"
         "- {id: speak, names: {en: [speak]}, decided_by: topic, toward_counterparts: true}\n"},
        {"bodies.yaml",
         "- {id: all, label: All, kind: generic, names: {en: [all]}, covers: {kinds: [any]}}\n"
         "- {id: clubs, label: Clubs, kind: generic, names: {en: [clubs]},\n"
         "   covers: {kinds: [format], under: league, about: [wind], bodies: [league]}}\n"
         "- {id: league, label: League, kind: organisation, names: {en: [League]}, about: [wind]}\n"
         "- {id: new, label: New, kind: format, names: {en: [New]}, replaces: [league]}\n"},
        {"topics.yaml",
         "- {id: wind, label: wind, names: {en: [wind]}, affairs_of: league, done_by: [speak]}\n"},
        {"counterparts.yaml",
         "- {id: all, label: All, kind: generic, names: {en: [all]},\n"
         "   covers: {kinds: [ministry], counterparts: [mill]}}\n"
         "- {id: mill, label: Mill, kind: agency, names: {en: [mill]}, about: [wind]}\n"}};
    const LoadedVocabulary loaded = load_vocabulary(files);
    CHECK(faults(loaded) == "");
    const remit::Vocabulary& words = loaded.vocabulary;
    CHECK(words.functions[0].entails == std::vector{*words.find_function("speak")});
    CHECK(words.functions[0].decided_by == remit::DecidedBy::body);
    CHECK(words.functions[1].decided_by == remit::DecidedBy::topic);
    CHECK_FALSE(words.functions[0].toward_counterparts);
    CHECK(words.functions[1].toward_counterparts);
    CHECK(words.bodies[0].covers.kinds == std::vector<std::string>{"any"});
    CHECK(words.bodies[1].covers.under == *words.find_body("league"));
    CHECK(words.bodies[1].covers.about == std::vector{*words.find_topic("wind")});
    CHECK(words.bodies[1].covers.bodies == std::vector{*words.find_body("league")});
    CHECK(words.bodies[2].about == std::vector{*words.find_topic("wind")});
    CHECK(words.bodies[3].replaces == std::vector{*words.find_body("league")});
    CHECK(words.topics[0].affairs_of == *words.find_body("league"));
    CHECK(words.topics[0].done_by == std::vector{*words.find_function("speak")});
    CHECK(words.counterparts[0].covers.counterparts ==
          std::vector{*words.find_counterpart("mill")});
    CHECK(words.counterparts[1].about == std::vector{*words.find_topic("wind")});
}

TEST_CASE("vocabulary loader: faults of what an entry stands for are reported at their places") {
    const auto of_body = [](const std::string& fields) {
        return faults(load_one(
            "bodies.yaml", "- {id: a, label: A, kind: organ, names: {en: [a]}, " + fields + "}\n"));
    };
    CHECK(of_body("about: [wind]") == "unknown-reference 'wind'");
    CHECK(of_body("replaces: [b]") == "unknown-reference 'b'");
    CHECK(of_body("covers: {kinds: [club]}") == "bad-value 'club'");
    CHECK(of_body("covers: {kinds: organ}") == "wrong-type 'organ'");
    CHECK(of_body("covers: {under: b}") == "unknown-reference 'b'");
    CHECK(of_body("covers: {colour: red}") == "unknown-field 'colour'");
    CHECK(of_body("covers: everything") == "wrong-type 'everything'");
    CHECK(of_body("replaces: [a, a]") == "duplicate-id 'a'");
    CHECK(
        faults(load_one("topics.yaml",
                        "- {id: t, label: T, names: {en: [t]}, affairs_of: b, done_by: [f]}\n")) ==
        "unknown-reference 'b'; unknown-reference 'f'");
    CHECK(faults(load_one("counterparts.yaml",
                          "- {id: c, label: C, kind: generic, names: {en: [c]}, about: [t], "
                          "covers: {kinds: [any], counterparts: [d]}}\n")) ==
          "unknown-reference 't'; bad-value 'any'; unknown-reference 'd'");
    CHECK(faults(load_one("functions.yaml", "- {id: f, names: {en: [f]}, decided_by: chance}\n")) ==
          "bad-value 'chance'");
}

TEST_CASE("vocabulary loader: functions that entail each other in a circle are reported") {
    CHECK(faults(load_one("functions.yaml", "- {id: f, names: {en: [f]}, entails: [f]}\n")) ==
          "bad-value 'f'");
    CHECK(faults(load_one("functions.yaml",
                          "- {id: f, names: {en: [f]}, entails: [g]}\n"
                          "- {id: g, names: {en: [g]}, entails: [h]}\n"
                          "- {id: h, names: {en: [h]}, entails: [f]}\n"
                          "- {id: i, names: {en: [i]}, entails: [f]}\n")) ==
          "bad-value 'g'; bad-value 'h'; bad-value 'f'");
}

TEST_CASE("vocabulary loader: files of other names are passed over, a missing one is an error") {
    CHECK(load_one("vocabulary/README.md", "- no: yaml").source.files().empty());
    base::PosixEnv env;
    const auto loaded = load_vocabulary(env, REMIT_SOURCE_DIR "/src/base");
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().code == ErrorCode::not_found);
}

}  // namespace remit::compile
