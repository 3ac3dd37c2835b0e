#!/usr/bin/env python3
"""Checks the counting of tests: what failed, was skipped or could not start is never counted as passed."""
import collections
import contextlib
import io
import pathlib
import sys
import tempfile
import unittest

import sum_results

JUNIT = """<testsuite>
<testcase name="good" status="run"/>
<testcase name="bad" status="fail"><failure message="x"/><system-out>what went wrong</system-out></testcase>
<testcase name="skipped" status="notrun"><skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/></testcase>
<testcase name="no program" status="notrun"><skipped message="Unable to find executable"/></testcase>
</testsuite>"""


def run(*arguments):
    output = io.StringIO()
    sys.argv = ["sum_results.py", *map(str, arguments)]
    with contextlib.redirect_stdout(output):
        status = sum_results.main()
    return status, output.getvalue().splitlines()[-1]


class Sums(unittest.TestCase):
    def test_outcomes(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "dev.xml")
            path.write_text(JUNIT, encoding="utf-8")
            with contextlib.redirect_stdout(io.StringIO()) as output:
                self.assertEqual(sum_results.count(path), collections.Counter(passed=1, failed=2, skipped=1))
            self.assertIn("dev: bad\nwhat went wrong", output.getvalue())
            self.assertEqual(run(folder), (1, "1 passed, 2 failed, 1 skipped"))

    def test_good_run(self):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "dev.xml").write_text('<a><testcase status="run"/></a>', encoding="utf-8")
            self.assertEqual(run(folder), (0, "1 passed, 0 failed"))
            self.assertEqual(run("--failures", 1, folder), (1, "1 passed, 1 failed"))

    def test_nothing_ran(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run(folder), (1, "0 passed, 0 failed"))
            pathlib.Path(folder, "asan.xml").write_text("<a></a>", encoding="utf-8")
            self.assertEqual(run(folder), (1, "0 passed, 1 failed"))


if __name__ == "__main__":
    unittest.main()
