// The JSON export follows its schema, whatever bytes the act holds.
#include "compile/export_json.h"

#include <doctest/doctest.h>

#include <string>

#include "base/env.h"
#include "support/export_sample.h"
#include "support/golden.h"
#include "text/utf8.h"

namespace remit::compile {

TEST_CASE("export json: a compilation is written as the golden has it, in valid UTF-8") {
    const auto sample = testing::make_export_sample();
    const std::string json = export_json(sample->compilation, diag::Language::en);
    CHECK_FALSE(text::find_utf8_fault(json).has_value());
    testing::check_golden("export/harbour.json", json);
}

TEST_CASE("export json: what is written fits docs/schema/remit-v1.json") {
    base::PosixEnv env;
    const auto validator = env.run_program("/usr/bin/python3", {"-c", "import jsonschema"}, "");
    if (!validator.ok()) {
        MESSAGE("[skipped] python3-jsonschema is not installed");
        return;
    }
    const auto sample = testing::make_export_sample();
    const std::string program =
        "import json, sys, jsonschema\n"
        "schema = json.load(open('" REMIT_SOURCE_DIR "/docs/schema/remit-v1.json'))\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "jsonschema.Draft202012Validator(schema).validate(json.load(sys.stdin))\n";
    for (const Compilation* compilation : {&sample->compilation}) {
        const auto checked = env.run_program("/usr/bin/python3", {"-c", program},
                                             export_json(*compilation, diag::Language::hr));
        CHECK_MESSAGE(checked.ok(), (checked.ok() ? "" : checked.error().message));
    }
}

}  // namespace remit::compile
