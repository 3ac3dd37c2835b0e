#!/usr/bin/env python3
"""Shows each rule of check_repository.py firing on a bad sample and keeping quiet on a good one."""
import pathlib
import tempfile
import unittest

import check_repository as repository

HEADER = "// What this is.\n//\n// What it keeps.\n#pragma once\n"
MODULES = {
    "src/base/CMakeLists.txt": "remit_module(base LAYER 0)\n",
    "src/text/CMakeLists.txt": "remit_module(text LAYER 1 USES base EXTERNAL stemmer)\n",
    "src/act/CMakeLists.txt": "remit_module(act LAYER 3 USES text)\n",
    "src/main/CMakeLists.txt": "add_executable(remit main.cpp)\ntarget_link_libraries(remit PRIVATE remit_act)\n",
}


def run(rule, files, outside=None):
    """The paths and messages that the rule finds."""
    return [f"{finding.path}: {finding.message}" for finding in rule(repository.Tree(files, outside))]


class Rules(unittest.TestCase):
    def fires(self, rule, files, expected, outside=None):
        found = run(rule, files, outside)
        self.assertEqual(len(found), 1, found)
        self.assertIn(expected, found[0])

    def silent(self, rule, files, outside=None):
        self.assertEqual(run(rule, files, outside), [])

    def test_layers(self):
        rule = repository.layers
        self.fires(rule, MODULES | {"src/base/a.cpp": '#include "text/fold.h"\n'}, '"text/fold.h"')
        self.fires(rule, MODULES | {"src/act/a.cpp": '#include "base/result.h"\n'}, "names in USES")  # not named
        self.fires(rule, MODULES | {"src/act/a.cpp": '#include "a.h"\n'}, '"a.h"')  # without its module
        self.fires(rule, MODULES | {"src/act/a.cpp": '#include "support/golden.h"\n'}, "support")
        self.fires(rule, {"src/base/CMakeLists.txt": "remit_module(base LAYER 0 USES text)\n",
                          "src/text/CMakeLists.txt": "remit_module(text LAYER 1)\n"}, "uses text (layer 1)")
        self.silent(rule, MODULES | {"src/act/a.cpp": '#include "text/fold.h"\n', "src/main/main.cpp":
                                     '#include "act/a.h"\n', "src/act/a_test.cpp": '#include "support/golden.h"\n'})

    def test_external_header(self):
        rule = repository.external_header
        self.fires(rule, {"src/act/a.cpp": "#include <unicode/uchar.h>\n"}, "module text")
        self.fires(rule, {"src/act/a.cpp": "#include <yaml.h>\n"}, "module yaml")
        self.fires(rule, {"src/act/a.cpp": "#include <fstream>\n"}, "base::Env")
        self.fires(rule, {"src/act/a_test.cpp": "#include <chrono>\n"}, "base::Env")
        self.fires(rule, {"src/text/a.cpp": "#include <cctype>\n"}, "<charconv>")
        self.silent(rule, {"src/text/a.cpp": "#include <unicode/uchar.h>\n", "src/base/env.cpp": "#include <fstream>\n",
                           "src/act/a_test.cpp": "#include <doctest/doctest.h>\n#include <fstream>\n"})

    def test_banned_word(self):
        rule = repository.banned_word
        for code in ("x = tolower(c);", "std::stoi(s)", "co_await f();", "std::regex r;", "rand ()", "assert(x);",
                     "throw 1;", "std::cout << 1", "strtod(p)", "std::shared_ptr<int> p", "std::getenv(n)"):
            self.fires(rule, {"src/act/a.cpp": code}, "is banned")
        self.silent(rule, {"src/act/a.cpp": 'static_assert(true); // tolower\nf("rand()"); /* throw */ int operand(3);'})
        self.silent(rule, {"src/base/env.cpp": "std::getenv(n)"})

    def test_strip_keeps_lines_and_code(self):
        text = "int a = 1'000; // co_await\nf(\"x // \\\" throw\", 'c', R\"(a\nb)\"); throw"
        self.assertEqual(repository.strip(text).count("\n"), text.count("\n"))
        self.assertIn("int a = 1 000;", repository.strip(text))
        self.assertEqual(repository.strip(text).count("throw"), 1)

    def test_file_header(self):
        rule = repository.file_header
        self.fires(rule, {"src/act/a.h": "// One line.\n#pragma once\n"}, "1 comment lines of 3")
        self.fires(rule, {"src/act/a.h": "// a\n// b\n// c\nint x;\n"}, "#pragma once")
        self.fires(rule, {"src/act/alone.cpp": "int x;\n"}, "0 comment lines of 3")
        self.fires(rule, {"src/act/a_test.cpp": "int x;\n"}, "0 comment lines of 1")
        self.silent(rule, {"src/act/a.h": HEADER, "src/act/a.cpp": "int x;\n", "src/act/a_test.cpp": "// Tests.\n"})

    def test_file_length(self):
        rule = repository.file_length
        self.fires(rule, {"src/act/a.cpp": "x\n" * 601}, "601 lines")
        self.silent(rule, {"src/act/a.cpp": "// 700 lines because it is a table.\n" + "x\n" * 700})

    def test_own_header_first(self):
        rule = repository.own_header_first
        self.fires(rule, {"src/act/a.h": HEADER, "src/act/a.cpp": '#include <string>\n#include "act/a.h"\n'}, "act/a.h")
        self.silent(rule, {"src/act/a.h": HEADER, "src/act/a.cpp": '#include "act/a.h"\n'})

    def test_namespace(self):
        rule = repository.namespace
        self.fires(rule, {"src/act/a.cpp": "namespace remit::text {}\n"}, "remit::act")
        self.fires(rule, {"src/act/a.h": "namespace remit::act { using namespace std; }\n"}, "using namespace")
        self.silent(rule, {"src/act/a.cpp": "namespace remit::act {\nnamespace {}\n}\n"})

    def test_markdown_link(self):
        rule = repository.markdown_link
        self.fires(rule, {"a.md": "see [b](b.md)\n"}, "'b.md' is not there")
        self.fires(rule, {"docs/a.md": "[b](../b.md#not-here)\n", "b.md": "# Here\n"}, "#not-here")
        self.silent(rule, {"docs/a.md": "[b](../b.md#two-words) [web](https://example.org) [c](../docs)\n```\n[x](y)\n```\n",
                           "b.md": "## Two words\n"})

    def test_open_end(self):
        todo = "TO" + "DO"
        self.fires(repository.open_end, {"src/act/a.cpp": f"// {todo}: later\n"}, "without (issue)")
        self.silent(repository.open_end, {"src/act/a.cpp": f"// {todo}(12): later\n"})

    def test_test_name(self):
        self.fires(repository.test_name, {"src/act/a_test.cpp": 'TEST_CASE("act: one; another") {\n'}, "would not run")
        self.fires(repository.test_name, {"src/act/a_test.cpp": 'ON_BOTH("one; another") {\n'}, "would not run")
        self.silent(repository.test_name, {"src/act/a_test.cpp": 'TEST_CASE("act: one, another") {\n    "a;b";\n'})

    def test_machine_path(self):
        self.fires(repository.machine_path, {"README.md": "cd /" + "home/ana/remit\n"}, "home")
        self.silent(repository.machine_path, {"README.md": "docs/home/page, https://example.org/home/x\n"})

    def test_dead_file(self):
        rule = repository.dead_file
        self.fires(rule, MODULES | {"src/act/a.h": HEADER, "src/act/a.cpp": '#include "act/a.h"\n'}, "no other file")
        self.fires(rule, {"src/none/a.cpp": "int x;\n"}, "in no module")
        self.fires(rule, {"bench/a_bench.cpp": "", "bench/CMakeLists.txt": "# remit_bench(a)\n"}, "not in bench")
        self.fires(rule, {"tests/fuzz/a_fuzz.cpp": "", "tests/fuzz/CMakeLists.txt": ""}, "not in tests/fuzz")
        self.fires(rule, {"docs/lost.md": "", "README.md": ""}, "no other file names it")
        self.fires(rule, {"tools/lost.py": "", "README.md": ""}, "no other file names it")
        self.silent(rule, {"docs/a.md": "", "README.md": "[a](docs/a.md)", "tests/fuzz/a_fuzz.cpp": "",
                           "tests/fuzz/CMakeLists.txt": "remit_fuzz(a USES act)\n"})

    def test_glossary(self):
        rows = "".join(f"| {word} | meaning |\n" for word in repository.GLOSSARY_WORDS)
        self.silent(repository.glossary, {"GLOSSARY.md": rows})
        self.fires(repository.glossary, {"GLOSSARY.md": rows.replace("| duty |", "| task |")}, "no row for 'duty'")
        self.fires(repository.glossary, {"GLOSSARY.md": rows + "| duty | again |\n"}, "2 rows for 'duty'")

    def test_diagnostic_page(self):
        catalogue = {"src/diag/catalogue.toml": '[mixed-scripts]\nlevel = "warning"\n'}
        self.fires(repository.diagnostic_page, catalogue, "no page docs/diagnostics/mixed-scripts.md")
        self.fires(repository.diagnostic_page,
                   catalogue | {"docs/diagnostics/mixed-scripts.md": "", "docs/diagnostics/old.md": ""}, "no such")
        self.silent(repository.diagnostic_page, catalogue | {"docs/diagnostics/mixed-scripts.md": ""})

    def test_act_text(self):
        sentence = " ".join("abcdefghijklmnopqrst")
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "0.txt").write_text(sentence, encoding="utf-8")
            outside = pathlib.Path(folder)
            self.fires(repository.act_text, {"examples/a.txt": f"x, {sentence.upper()}; y"}, "restate", outside)
            self.silent(repository.act_text, {"examples/a.txt": sentence[:20]}, outside)

    def test_exceptions_only_shrink(self):
        tree = repository.Tree({"src/act/a.cpp": "int x;\n", **MODULES})
        clean = {("file-header", "src/act/a.cpp"): "reason"}
        rules = {finding.rule for finding in repository.check(tree, clean)}
        self.assertNotIn("file-header", rules)
        self.assertNotIn("unused-exception", rules)
        stale = repository.check(tree, clean | {("layers", "src/act/a.cpp"): "old"})
        self.assertIn("unused-exception", {finding.rule for finding in stale})

    def test_every_rule_has_a_test(self):
        for rule in repository.RULES:
            self.assertTrue(hasattr(self, f"test_{rule.__name__}"), rule.__name__)


if __name__ == "__main__":
    unittest.main()
