#!/usr/bin/env python3
"""Adds up the results of all suites and prints one line for each, then "N passed, N failed" as the last line.

Reads the JUnit files that ctest wrote into a folder; a suite is a file. Exits 1 when anything failed or nothing ran.
"""
import argparse
import collections
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None:
        # ctest calls a test skipped, too, when its program could not be started: that is a failure.
        return "skipped" if case.get("status") != "notrun" or "SKIP" in case.find("skipped").get("message", "") \
            else "failed"
    return "passed" if case.get("status") == "run" else "failed"


def count(path: pathlib.Path) -> collections.Counter:
    return collections.Counter(outcome(case) for case in ElementTree.parse(path).getroot().iter("testcase"))


def line(counts: collections.Counter) -> str:
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return f"{counts['passed']} passed, {counts['failed']} failed{skipped}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", type=int, default=0, help="failed steps that are in no file, such as a build")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    total = collections.Counter(failed=options.failures)
    for path in sorted(options.folder.glob("*.xml")):
        counts = count(path)
        print(f"{path.stem}: {line(counts)}")
        total += counts
    print(line(total))
    return 0 if total["passed"] and not total["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
