#!/usr/bin/env python3
"""Shows that tools/catalogue.py refuses each kind of broken catalogue and says where it is broken."""
import pathlib
import tempfile
import unittest

import catalogue

GOOD = """
[some-thing]
level = "warning"
since = "0.1"
arguments = { name = "text", kind = ["a", "b"], count = "integer" }
en = "'{name}'"
hr = "'{name}'"
sr = "реч '{name}'"
rule = { en = "r", hr = "r", sr = "р" }
"""


class CatalogueTest(unittest.TestCase):
    def problem(self, text: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "catalogue.toml"
            path.write_text(text, encoding="utf-8")
            try:
                entries = [catalogue.check_entry(name, table) for name, table in catalogue.read_toml(path).items()]
                catalogue.generate(entries, {})
            except catalogue.CatalogueError as error:
                return str(error)
        return ""

    def refuses(self, old: str, new: str, expected: str) -> None:
        self.assertIn(old, GOOD)
        self.assertIn(expected, self.problem(GOOD.replace(old, new)))

    def test_takes_a_good_catalogue(self):
        self.assertEqual(self.problem(GOOD), "")

    def test_refuses_an_id_declared_twice(self):
        self.assertIn("declared twice", self.problem(GOOD + GOOD))

    def test_refuses_a_missing_language(self):
        self.refuses("hr = \"'{name}'\"\n", "", "some-thing: language 'hr' is missing")

    def test_refuses_an_unknown_argument(self):
        self.refuses("en = \"'{name}'\"", 'en = "{nome}"', "some-thing.en: argument 'nome' is not declared")

    def test_refuses_a_lonely_brace(self):
        self.refuses("en = \"'{name}'\"", 'en = "{name"', "a brace stands alone")

    def test_refuses_an_unknown_level(self):
        self.refuses('"warning"', '"fatal"', "level is one of")

    def test_refuses_an_unknown_field(self):
        self.refuses("since", "hint = 'x'\nsince", "unknown field 'hint'")

    def test_refuses_an_unknown_type(self):
        self.refuses('"integer"', '"float"', "argument 'count' has no known type")

    def test_refuses_a_choice_that_is_not_covered(self):
        self.refuses("en = \"'{name}'\"", 'choose = "kind"\nen = { a = "x" }', "expected exactly a, b; found a")

    def test_refuses_a_missing_plural(self):
        self.refuses("en = \"'{name}'\"\nhr = \"'{name}'\"",
                     'choose = "count"\nen = { one = "x", other = "y" }\nhr = { one = "x", other = "y" }',
                     "some-thing.hr: expected exactly one, few, other")

    def test_refuses_a_text_that_is_to_choose(self):
        self.refuses("en = \"'{name}'\"", "choose = \"name\"\nen = \"x\"", "is a text and cannot choose")

    def test_refuses_words_of_two_scripts(self):
        self.refuses("реч", "рeч", "mixes Latin and Cyrillic")  # the second has a Latin e

    def test_refuses_serbian_in_latin(self):
        self.refuses("реч", "rec", "sr is written in Cyrillic")

    def test_takes_serbian_that_is_arguments_alone(self):
        self.assertEqual(self.problem(GOOD.replace("реч", "{name}, {name}")), "")

    def test_refuses_a_full_stop(self):
        self.refuses("en = \"'{name}'\"", 'en = "seen."', "ends without a full stop")

    def test_refuses_an_id_with_capitals(self):
        self.refuses("some-thing", "Some-thing", "an id is lower-case words")

    def test_refuses_two_notes_of_one_name(self):
        notes = "[some-thing.notes.{}]\nen = 'x'\nhr = 'x'\nsr = 'ш'\n"
        self.assertIn("two notes have one name", self.problem(GOOD + notes.format("a-b") + notes.format("a_b")))

    def test_the_catalogue_of_remit_is_good(self):
        folder = pathlib.Path(catalogue.__file__).parent.parent / "src/diag"
        self.assertEqual(self.problem((folder / "catalogue.toml").read_text(encoding="utf-8")), "")


if __name__ == "__main__":
    unittest.main()
