#!/usr/bin/env python3
"""The register of obligations names only what the vocabulary has, once, in three languages.

Reads obligations/*.yaml with the YAML library where it is installed; without it the test says so and passes.
"""
import pathlib
import sys
import unittest

try:
    import yaml
except ImportError:
    print("[skipped] python3-yaml is not installed")
    sys.exit(0)

ROOT = pathlib.Path(__file__).resolve().parent.parent
LANGUAGES = {"en", "hr", "sr"}
KINDS = {"report", "declaration", "notification", "exchange", "fee", "meeting"}
APPLIES = {True, False, "unknown"}  # YAML 1.1 reads yes and no as truth values


def read(path: pathlib.Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def ids(name: str) -> set[str]:
    return {entry["id"] for entry in read(ROOT / "vocabulary" / name)}


class Obligations(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = ROOT / "obligations"
        cls.periods = {entry["id"] for entry in read(folder / "periods.yaml")["periods"]}
        cls.rows = [row for path in sorted(folder.glob("*.yaml")) if path.name != "periods.yaml"
                    for row in read(path)["obligations"]]

    def test_each_stands_once(self) -> None:
        names = [row["id"] for row in self.rows]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreater(len(names), 100)

    def test_names_are_in_three_languages(self) -> None:
        for row in self.rows:
            for names in [row["names"], row.get("source"), row.get("owed_to")]:
                if names is not None:
                    self.assertEqual(set(names), LANGUAGES, row["id"])

    def test_bodies_topics_and_instruments_are_known(self) -> None:
        bodies, topics, instruments = ids("bodies.yaml"), ids("topics.yaml"), ids("instruments.yaml")
        for row in self.rows:
            self.assertTrue(row.get("body") in bodies or "owed_to" in row, row["id"])
            self.assertTrue(row.get("instrument") in instruments or "source" in row, row["id"])
            self.assertTrue(row["topics"] and set(row["topics"]) <= topics, row["id"])

    def test_what_is_said_of_it_is_one_of_the_words(self) -> None:
        for row in self.rows:
            self.assertIn(row["kind"], KINDS, row["id"])
            self.assertIn(row["period"], self.periods, row["id"])
            self.assertIn(row["verified"], {True, False}, row["id"])
            self.assertEqual(set(row["applies"]), {"hr", "rs"}, row["id"])
            for value in row["applies"].values():
                self.assertIn(value, APPLIES, row["id"])


if __name__ == "__main__":
    unittest.main()
