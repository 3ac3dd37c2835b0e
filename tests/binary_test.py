#!/usr/bin/env python3
"""The program itself, as a shell runs it: what only a process shows (pipes, signals, full disks, permissions).

usage: binary_test.py REMIT. What a command prints is tested in src/cli; here only that the program starts, ends with
the right status, and survives what the world does to it.
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

REMIT = ""
ROOT = pathlib.Path(__file__).resolve().parent.parent
NOBODY = 65534
ACT = "examples/acts/tidy-hr.txt"
PLAIN = {"NO_COLOR": "", "TERM": "dumb", "PATH": os.environ["PATH"]}


def remit(*arguments: object, stdin: bytes = b"", **options) -> subprocess.CompletedProcess:
    return subprocess.run([REMIT, *map(str, arguments)], input=stdin, capture_output=True, cwd=ROOT, timeout=120,
                          env=PLAIN, **options)


class Binary(unittest.TestCase):
    def fails(self, *arguments: object, says: str, stdin: bytes = b"") -> None:
        done = remit(*arguments, stdin=stdin)
        self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr)
        self.assertIn(says, done.stderr.decode())

    def test_compiles_a_file_standard_input_and_a_pack(self):
        by_name = remit("compile", "-p", "duties", ACT)
        by_input = remit("compile", "-p", "duties", "-", stdin=(ROOT / ACT).read_bytes())
        self.assertEqual((by_name.returncode, by_input.returncode), (0, 0))
        self.assertEqual(by_name.stdout, by_input.stdout)
        self.assertNotIn(b"\x1b", remit("compile", ACT).stdout)
        for pack in ("packs/hr", "packs/rs"):
            self.assertEqual(remit("compile", pack).returncode, 0)

    def test_a_reader_who_goes_away_is_no_error(self):
        for restore in (True, False):  # with the signal as a shell sets it, and ignored as Python does
            child = subprocess.Popen([REMIT, "compile", "-p", "tokens", ACT], cwd=ROOT, stdout=subprocess.PIPE,
                                     stderr=subprocess.PIPE, env=PLAIN, restore_signals=restore)
            child.stdout.close()
            errors = child.stderr.read()
            child.stderr.close()
            self.assertIn(child.wait(timeout=60), (0, -signal.SIGPIPE))
            self.assertNotIn(b"error", errors)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([REMIT, "compile", ACT], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, env=PLAIN)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard output cannot be written", done.stderr)

    def test_what_cannot_be_read_is_told(self):
        self.fails("compile", "nowhere.txt", says="there is no file 'nowhere.txt'")
        self.fails("lint", "src", says="'src' is a directory")
        self.fails("compile", "-", says="'<stdin>' is empty")
        self.fails("compile", "-", stdin=b"Uprava\0", says="zero byte")
        self.fails("lint", REMIT, says="is not text but a program")
        self.fails("compile", "-", stdin=b"x" * (100 << 20), says="the most that is read")

    def test_an_unreadable_file_is_told(self):
        with tempfile.NamedTemporaryFile() as file:
            os.chmod(file.name, 0)
            options = {"user": NOBODY} if os.geteuid() == 0 else {}  # root reads everything
            try:
                done = remit("compile", file.name, **options)
            except PermissionError:
                self.skipTest("the program cannot be run as another user here")
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"its permissions forbid it", done.stderr)

    def test_hostile_text_ends_in_time(self):
        """Each takes seconds at most; a quadratic pass would run into the time limit."""
        one_line = "Uprava za luke prati stanje; vodi popis, ".encode() * 100_000
        deep = ("1" + ".1" * 10_000 + ". Služba za dubine\n").encode()
        nested = b"(" * 1_000_000
        for text in (one_line, deep, nested, b"1)\n" * 300_000):
            self.assertIn(remit("compile", "-", stdin=text).returncode, (0, 2))

    def test_writes_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "act.json"
            done = remit("compile", "--format", "json", "-o", path, ACT)
            self.assertEqual((done.returncode, done.stdout), (0, b""))
            self.assertTrue(path.read_text().startswith("{"))
            self.fails("compile", "-o", f"{folder}/none/x", ACT, says="cannot be written")


if __name__ == "__main__":
    REMIT = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
