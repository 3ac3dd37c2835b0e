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

TEST_CASE("vocabulary loader: files of other names are passed over, a missing one is an error") {
    CHECK(load_one("vocabulary/README.md", "- no: yaml").source.files().empty());
    base::PosixEnv env;
    const auto loaded = load_vocabulary(env, REMIT_SOURCE_DIR "/src/base");
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.error().code == ErrorCode::not_found);
}

}  // namespace remit::compile
