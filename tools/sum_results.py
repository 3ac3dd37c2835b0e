#!/usr/bin/env python3
"""Prints what failed and why, one line of counts for each suite, and "N passed, N failed" as the last line.

Reads the JUnit files that ctest wrote into a folder; a suite is a file. A suite that ran nothing counts as one failure.
Exits 1 when anything failed or nothing ran.
"""
import argparse
import collections
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

OUTPUT_LINES = 40  # the last lines of what a failed test printed


def outcome(case: ElementTree.Element) -> str:
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.find("skipped") is not None:
        # ctest calls a test skipped, too, when its program could not be started: that is a failure.
        return "skipped" if case.get("status") != "notrun" or "SKIP" in case.find("skipped").get("message", "") \
            else "failed"
    return "passed" if case.get("status") == "run" else "failed"


def count(path: pathlib.Path) -> collections.Counter:
    cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    for case in cases:
        if outcome(case) == "failed":
            output = (case.findtext("system-out") or case.get("status", "")).rstrip().splitlines()
            print(f"--- {path.stem}: {case.get('name')}", *output[-OUTPUT_LINES:], "", sep="\n")
    return collections.Counter(map(outcome, cases)) or collections.Counter(failed=1)


def line(counts: collections.Counter) -> str:
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    return f"{counts['passed']} passed, {counts['failed']} failed{skipped}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failures", type=int, default=0, help="failed steps that are in no file, such as a build")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    suites = {path.stem: count(path) for path in sorted(options.folder.glob("*.xml"))}
    for name, counts in suites.items():
        print(f"{name}: {line(counts)}")
    total = sum(suites.values(), collections.Counter(failed=options.failures))
    print(line(total))
    return 0 if total["passed"] and not total["failed"] else 1


if __name__ == "__main__":
    sys.exit(main())
