// Two versions of a small act: what people read and what programs read.
#include "compile/export_diff.h"

#include <doctest/doctest.h>

#include <string>

#include "base/env.h"
#include "compile/duty_words.h"
#include "support/export_sample.h"
#include "support/golden.h"

namespace remit::compile {
namespace {

/// The sample with the tides reworded, a duty of the lighthouses moved up and a new unit with a
/// duty.
std::unique_ptr<testing::ExportSample> changed_sample() {
    auto sample = std::make_unique<testing::ExportSample>();
    testing::fill_vocabulary(sample->vocabulary);
    sample->compilation.vocabulary = &sample->vocabulary;
    testing::ExportSampleMaker maker(*sample);
    const remit::UnitId top = maker.unit("1", "Uprava za luke & gatove", 0, remit::UnitId());
    maker.duty(top, "1-01", "prati i bilježi plimu i oseku u Ligi luka <i s Policijom na vodi>");
    maker.duty(top, "1-02", "prati \xFF svjetla na tom podru\xC4");
    maker.duty(top, "1-03", "obavlja i druge poslove").residual = true;
    const remit::UnitId light = maker.unit("1.1", "Služba za svjetionike", 1, top);
    maker.duty(light, "1.1-01", "čisti leće velikih svjetionika");
    maker.unit("1.3", "Služba za sidrišta", 1, top);
    maker.finish();
    return sample;
}

}  // namespace

TEST_CASE("export diff: a person reads sums first, then each change with its words") {
    const auto before = testing::make_export_sample();
    const auto after = changed_sample();
    const ActDiff acts = diff_acts(before->compilation, after->compilation);
    testing::check_golden("export/harbour.diff.txt", export_diff_text(acts));
    testing::check_golden("export/harbour.diff.json", export_diff_json(acts));
}

TEST_CASE("export diff: the JSON fits docs/schema/remit-diff-v1.json") {
    base::PosixEnv env;
    if (!env.run_program("/usr/bin/python3", {"-c", "import jsonschema"}, "").ok()) {
        MESSAGE("[skipped] python3-jsonschema is not installed");
        return;
    }
    const auto before = testing::make_export_sample();
    const auto after = changed_sample();
    const std::string program =
        "import json, sys, jsonschema\n"
        "schema = json.load(open('" REMIT_SOURCE_DIR
        "/docs/schema/remit-diff-v1.json'))\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "jsonschema.Draft202012Validator(schema).validate(json.load(sys.stdin))\n";
    const ActDiff acts = diff_acts(before->compilation, after->compilation);
    const auto checked =
        env.run_program("/usr/bin/python3", {"-c", program}, export_diff_json(acts));
    CHECK_MESSAGE(checked.ok(), (checked.ok() ? "" : checked.error().message));
}

TEST_CASE("export diff: an act against itself has nothing but sums") {
    const auto sample = testing::make_export_sample();
    const ActDiff acts = diff_acts(sample->compilation, sample->compilation);
    CHECK(export_diff_text(acts) == "units: 3 kept\nduties: 3 kept\n");
}

TEST_CASE("duty words: a word has one key in both scripts and whatever its capitals") {
    KeyedLexicon lexicon;
    std::vector<remit::WordKey> latin;
    std::vector<remit::WordKey> cyrillic;
    std::vector<std::string_view> words;
    lexicon.keys_of("(Svetionik, luka) 12", latin, words);
    lexicon.keys_of("СВЕТИОНИК лука 12", cyrillic);
    CHECK(latin == cyrillic);
    REQUIRE(words.size() == 3);
    CHECK(words[0] == "(Svetionik, ");
    CHECK(words[1] == "luka) ");
    CHECK(words[2] == "12");
}

}  // namespace remit::compile
