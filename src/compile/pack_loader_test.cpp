// A pack is read into units and duties, and every fault of one is pointed at.
#include "compile/pack_loader.h"

#include <doctest/doctest.h>

#include <string>

namespace remit::compile {
namespace {

const remit::Vocabulary& small_vocabulary() {
    static const remit::Vocabulary vocabulary = [] {
        remit::Vocabulary made;
        for (const char* id : {"monitor", "coordinate", "other_duties"}) {
            made.functions.emplace_back().id = id;
        }
        for (const char* form : {"direkcija", "uprava"}) {
            remit::UnitKind& kind = made.unit_kinds.emplace_back();
            kind.id = "directorate";
            kind.forms = {form};
        }
        made.bodies.emplace_back().id = "un";
        made.topics.emplace_back().id = "rivers";
        made.counterparts.emplace_back().id = "police";
        return made;
    }();
    return vocabulary;
}

constexpr std::string_view kPack = R"(institution:
  id: hr-rivers
  country: hr
  language: hr
  names: {hr: Uprava za rijeke, en: Directorate for Rivers}
  act:
    title: {hr: Uredba o rijekama, en: Regulation on Rivers}
    verified: false
units:
  - code: "1"
    kind: directorate
    names: {hr: Uprava za rijeke, en: Directorate for Rivers}
    article: "7"
    status: provision
    duties:
      - id: 1-01
        citation: "čl. 7. st. 1."
        hr: "Prati rijeke: stanje i tok"
        en: Follows the rivers
        functions: [coordinate, monitor]
        bodies: [un]
        topics: [rivers]
        counterparts: [police]
      - id: 1-02
        citation: "čl. 7. st. 1."
        hr: Obavlja ostalo na tim područjima
        en: Does the rest in those fields
        functions: [other_duties]
        refers_to: 1-01
        residual: true
        truncated: true
        implicit: true
  - code: "1.1"
    kind: directorate
    names: {hr: Uprava za kanale, en: Directorate for Canals}
    parent: "1"
    status: announced_only
)";

Pack load(std::string_view bytes) { return load_pack("pack.yaml", bytes, small_vocabulary()); }

std::string with(std::string_view old_text, std::string_view new_text) {
    std::string pack(kPack);
    const std::size_t at = pack.find(old_text);
    REQUIRE(at != std::string::npos);
    return pack.replace(at, old_text.size(), new_text);
}

struct Fault {
    diag::DiagnosticId id;
    std::string_view words;  // what stands at its place
};

/// The pack, with `old_text` replaced, has this one fault.
void check_fault(std::string_view old_text, std::string_view new_text, const Fault& fault) {
    const Pack pack = load(with(old_text, new_text));
    const auto& found = pack.compilation.diagnostics.all();
    CAPTURE(new_text);
    REQUIRE(found.size() == 1);
    CHECK(found.front().id == fault.id);
    CHECK(pack.compilation.source.text(found.front().span) == fault.words);
}

}  // namespace

TEST_CASE("pack loader: a pack gives its institution, units and duties") {
    const Pack pack = load(kPack);
    CHECK(pack.compilation.diagnostics.all().empty());
    CHECK(pack.institution.id == "hr-rivers");
    CHECK(pack.institution.country == "hr");
    CHECK(pack.institution.name == "Uprava za rijeke");
    CHECK(pack.institution.name_en == "Directorate for Rivers");
    CHECK(pack.institution.act_title == "Uredba o rijekama");
    CHECK_FALSE(pack.institution.act_verified);

    const remit::Remit& remit = pack.compilation.remit;
    CHECK(remit.language == "hr");
    CHECK(remit.script == "Latn");
    REQUIRE(remit.units.size() == 2);
    CHECK(remit.units[0].article == "7");
    CHECK_FALSE(remit.units[0].parent.is_some());
    CHECK(remit.units[0].kind == remit::UnitKindId(std::size_t{1}));
    CHECK(remit.units[1].parent == remit::UnitId(std::size_t{0}));
    CHECK(remit.units[1].status == remit::UnitStatus::announced_only);
    CHECK(pack.english.unit_names[1] == "Directorate for Canals");
}

TEST_CASE("pack loader: a duty's extent is the bytes of its text, without quotation marks") {
    const Pack pack = load(kPack);
    const remit::Remit& remit = pack.compilation.remit;
    REQUIRE(remit.duties.size() == 2);
    const remit::Duty& first = remit.duties[0];
    CHECK(pack.compilation.text_of(first.extent) == "Prati rijeke: stanje i tok");
    CHECK(pack.compilation.text_of(pack.english.duties[0]) == "Follows the rivers");
    CHECK(first.citation.label == "čl. 7. st. 1.");
    CHECK(first.citation.article == "7");
    CHECK(first.citation.ordinal == 1);
    CHECK(first.functions == std::vector{remit::FunctionId(std::size_t{0}), remit::FunctionId(std::size_t{1})});
    CHECK(first.bodies.size() == 1);
    CHECK(first.topics.size() == 1);
    CHECK(first.counterparts.size() == 1);
    CHECK_FALSE(first.residual);
    const remit::Duty& second = remit.duties[1];
    CHECK(second.refers_to == remit::DutyId(std::size_t{0}));
    CHECK(second.residual);
    CHECK(second.truncated);
    CHECK(second.implicit);
    CHECK(second.citation.ordinal == 2);
}

TEST_CASE("pack loader: every kind of fault is reported once, at its place") {
    using Id = diag::DiagnosticId;
    check_fault("country: hr", "country: hr\n  capital: hr", {Id::unknown_field, "capital"});
    check_fault("        implicit: true", "        implied: true", {Id::unknown_field, "implied"});
    check_fault("  id: hr-rivers\n", "", {Id::missing_field, "country"});
    check_fault("hr: Uprava za kanale, ", "", {Id::missing_field, "{en"});
    check_fault("        functions: [other_duties]\n", "", {Id::missing_field, "id"});
    check_fault("language: hr", "language: de", {Id::bad_value, "de"});
    check_fault("status: announced_only", "status: gone", {Id::bad_value, "gone"});
    check_fault("residual: true", "residual: yes", {Id::wrong_type, "yes"});
    check_fault("[other_duties]", "other_duties", {Id::wrong_type, "other_duties"});
    check_fault("[un]", "[[un]]", {Id::wrong_type, "[un"});
    check_fault("en: Follows the rivers", "en: [Follows]", {Id::wrong_type, "[Follows"});
    check_fault("[un]", "[un, eu]", {Id::unknown_reference, "eu"});
    check_fault("[rivers]", "[\"lakes\"]", {Id::unknown_reference, "lakes"});
    check_fault("[police]", "[army]", {Id::unknown_reference, "army"});
    check_fault("parent: \"1\"", "parent: \"1.1\"", {Id::unknown_reference, "1.1"});
    check_fault("refers_to: 1-01", "refers_to: 1-02", {Id::unknown_reference, "1-02"});
    check_fault("id: 1-02", "id: 1-01", {Id::duplicate_id, "1-01"});
    check_fault("code: \"1.1\"", "code: \"1\"", {Id::duplicate_id, "1"});
    check_fault("[un]", "[un, un]", {Id::duplicate_id, "un"});
}

TEST_CASE("pack loader: what is not YAML is one diagnostic at its place") {
    for (const std::string& bytes :
         {with("[un]", "[un"), with("country: hr", "country: &anchor hr"),
          with("country: hr", "country: hr\n  country: rs"), std::string("\xFF\xFE"), std::string()}) {
        const Pack pack = load(bytes);
        REQUIRE_FALSE(pack.compilation.diagnostics.all().empty());
        CHECK(pack.compilation.remit.duties.empty());
        const diag::Diagnostic& first = pack.compilation.diagnostics.all().front();
        CHECK(first.span.end <= bytes.size());
        if (bytes.empty()) continue;
        CHECK(first.id == diag::DiagnosticId::yaml_syntax);
    }
    const Pack pack = load(with("country: hr", "country: &anchor hr"));
    const diag::Diagnostic& found = pack.compilation.diagnostics.all().front();
    CHECK(pack.compilation.source.place_of(found.span.begin).line == 3);
}

TEST_CASE("pack loader: a file of another shape is diagnosed, not read") {
    for (const std::string_view bytes :
         {"- a\n- b\n", "institution: 3\nunits: 4\n", "institution: {language: hr}\nunits: [1, [2]]\n",
          "units:\n  - {}\n"}) {
        CAPTURE(bytes);
        const Pack pack = load(bytes);
        CHECK_FALSE(pack.compilation.diagnostics.all().empty());
        CHECK(pack.compilation.remit.duties.empty());
    }
}

}  // namespace remit::compile
