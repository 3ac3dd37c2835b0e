// A procedure is shown as the goldens have it: to people in their language, to programs by the
// schema.
#include "procedure/show.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "calendar/duration.h"
#include "calendar/zone.h"
#include "procedure/loader.h"
#include "support/fake_env.h"
#include "support/golden.h"
#include "support/procedure_sample.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

const Definition& sample() {
    static const LoadedProcedures loaded = [] {
        const ProcedureFile file{.name = "visit.yaml", .bytes = testing::kSampleProcedure};
        return load_procedures({&file, 1}, testing::vocabulary());
    }();
    REQUIRE(loaded.library.all().size() == 1);
    return loaded.library.all().front();
}

std::string text_of(const Definition& definition, diag::Language language) {
    std::string out;
    for (const ShownLine& line :
         show_lines(definition, testing::vocabulary(), language, {&definition, 1})) {
        if (line.kind == ShownLine::Kind::heading) out += "\n";
        out += std::string(line.indent, ' ') + line.text + "\n";
    }
    return out;
}

bool has_schema_validator(base::Env& env) {
    if (env.run_program("/usr/bin/python3", {"-c", "import jsonschema"}, "").ok()) return true;
    MESSAGE("[skipped] python3-jsonschema is not installed");
    return false;
}

void check_schema(base::Env& env, const std::string& json) {
    constexpr const char* kScript =
        "import json, sys, jsonschema\n"
        "schema = json.load(open('" REMIT_SOURCE_DIR
        "/docs/schema/procedure-v1.json'))\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "jsonschema.Draft202012Validator(schema).validate(json.load(sys.stdin))\n";
    const auto checked = env.run_program("/usr/bin/python3", {"-c", kScript}, json);
    CHECK_MESSAGE(checked.ok(), (checked.ok() ? "" : checked.error().message));
}

}  // namespace

TEST_CASE("show: the text of the sample is as the goldens have it, in each language") {
    testing::check_golden("procedure/sample-en.txt", text_of(sample(), diag::Language::en));
    testing::check_golden("procedure/sample-hr.txt", text_of(sample(), diag::Language::hr));
    testing::check_golden("procedure/sample-sr.txt", text_of(sample(), diag::Language::sr_cyrl));
    testing::check_golden("procedure/sample-sr-Latn.txt",
                          text_of(sample(), diag::Language::sr_latn));
}

TEST_CASE("show: every part of a procedure has its line, in each language") {
    const auto all = load_embedded_procedures(testing::vocabulary());
    for (const Definition& definition : all.library.all()) {
        CAPTURE(definition.id);
        for (const diag::Language language :
             {diag::Language::en, diag::Language::hr, diag::Language::sr_cyrl}) {
            const std::string text = text_of(definition, language);
            const std::string_view key = language == diag::Language::en   ? "en"
                                         : language == diag::Language::hr ? "hr"
                                                                          : "sr";
            const auto check_names = [&](const auto& parts) {
                for (const auto& part : parts) {
                    CHECK_MESSAGE(text.find(part.names.in(key).front()) != std::string::npos,
                                  part.id);
                }
            };
            check_names(definition.states);
            check_names(definition.steps);
            check_names(definition.deadlines);
            check_names(definition.consultations);
            check_names(definition.paper_kinds);
            check_names(definition.fields);
        }
    }
}

TEST_CASE("show: what the cells of tables say has a name, unless it is a length or a zone") {
    const auto all = load_embedded_procedures(testing::vocabulary());
    for (const Definition& definition : all.library.all()) {
        for (const Table& table : definition.tables) {
            for (const Table::Row& row : table.rows) {
                for (const std::string& cell : row.cells) {
                    const bool is_named =
                        std::ranges::find(table.words, cell, &Choice::id) != table.words.end();
                    const bool speaks_itself = cell.empty() ||
                                               calendar::Duration::parse(cell).ok() ||
                                               calendar::Zone::find(cell).ok();
                    CHECK_MESSAGE((is_named || speaks_itself),
                                  definition.id << " " << table.id << " " << cell);
                }
            }
        }
    }
}

TEST_CASE("show: what nobody has checked says so") {
    const std::string text = text_of(sample(), diag::Language::en);
    CHECK(text.find("Basis: House rules, art. 3 (unverified)\n") != std::string::npos);
    CHECK(text.find("Basis: Practice\n") != std::string::npos);
}

TEST_CASE(
    "show: JSON of the sample is as the golden has it, and fits the schema, so does that of the "
    "others") {
    testing::check_golden("procedure/sample.json", show_json(sample()));
    base::PosixEnv env;
    if (!has_schema_validator(env)) return;
    check_schema(env, show_json(sample()));
    const auto all = load_embedded_procedures(testing::vocabulary());
    for (const Definition& definition : all.library.all()) check_schema(env, show_json(definition));
}

TEST_CASE("show: the drawing is as the golden has it, and Graphviz draws it without a complaint") {
    testing::check_golden("procedure/sample.dot", show_dot(sample(), diag::Language::hr));
    base::PosixEnv env;
    if (!env.run_program("dot", {"-V"}, "").ok()) {
        MESSAGE("[skipped] Graphviz is not installed");
        return;
    }
    const auto svg = show_svg(sample(), diag::Language::hr, env);
    REQUIRE_MESSAGE(svg.ok(), (svg.ok() ? "" : svg.error().message));
    CHECK(svg.value().find("Pripremljeno") != std::string::npos);
    CHECK(svg.value().find("stroke-dasharray") != std::string::npos);
}

TEST_CASE("show: names with quotation marks and backslashes do not break the drawing") {
    Definition strange = sample();
    strange.states[0].names.en = {"\"a\\\" -> b\n[label=x]"};
    const std::string dot = show_dot(strange, diag::Language::en);
    CHECK(dot.find("s0 [label=\"1  \\\"a\\\\\\\" -> b[label=x]") != std::string::npos);
}

TEST_CASE("show: without Graphviz the error says what is missing") {
    testing::FakeEnv env;
    const auto svg = show_svg(sample(), diag::Language::en, env);
    REQUIRE_FALSE(svg.ok());
    CHECK(svg.error().message.starts_with("drawing the procedure"));
}

}  // namespace remit::procedure
