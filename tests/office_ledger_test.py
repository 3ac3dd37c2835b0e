#!/usr/bin/env python3
"""The ledger of an office that `remit` runs, judged by a program that shares no code with it, and from a shell.

usage: office_ledger_test.py REMIT (the program).
"""
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
VERIFIER = ROOT / "tools/verify_ledger.py"
REMIT = ""
OPEN = ["matter", "open", "position", "open", "--as", "officer-5-1-1-a", "--set", "origin=draft", "--set", "forum=nac",
        "--set", "topics=nato_policy", "--set", "target_text=PO(2026)0123", "--set"]


class OfficeLedger(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.whole = pathlib.Path(tempfile.mkdtemp(prefix="remit-office-"))
        cls.office = cls.whole / "mvep"
        cls.run_remit("office", "init", cls.office, "--pack", "hr", office=False)
        cls.run_remit(*OPEN, "title=Partnership package")
        cls.old = cls.whole / "old-checkpoint"
        cls.old.write_text(cls.run_remit("ledger", "checkpoint").stdout, encoding="utf-8")
        cls.run_remit(*OPEN, "title=Exercise schedule")
        cls.run_remit("ledger", "checkpoint")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.whole)

    @classmethod
    def run_remit(cls, *words, office=True, status=0):
        where = ["--office", cls.office] if office else []
        done = subprocess.run([REMIT, *words, *where], capture_output=True, text=True, timeout=120)
        if done.returncode != status:
            raise AssertionError(f"remit {words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def judge(self, what, *more):
        done = subprocess.run([sys.executable, VERIFIER, what, self.office / "keys/seal.pub", *more],
                              capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout + done.stderr

    def spoilt(self, sql):
        """A copy of the office in which this was done to the database."""
        copy = self.whole / self.id()
        shutil.copytree(self.office, copy)
        with sqlite3.connect(copy / "office.db") as database:
            triggers = database.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                database.execute(f"DROP TRIGGER {name}")
            self.assertGreater(database.execute(sql).rowcount, 0)
        database.close()
        return copy

    def test_the_export_is_accepted(self):
        folder = self.whole / "export"
        self.run_remit("ledger", "export", folder)
        status, said = self.judge(folder)
        self.assertEqual(status, 0, said)
        self.assertRegex(said, r"^\d+ entries of hr-mvep-global-affairs in 4 chains")
        entries = next((folder / "entries").iterdir())
        file = entries if entries.is_file() else next(entries.iterdir())
        file.write_bytes(file.read_bytes().replace(b"Partnership", b"Partnershap"))
        self.assertEqual(self.judge(folder)[0], 1)

    def test_a_proof_of_an_entry_is_accepted_and_a_changed_one_is_not(self):
        proof = self.whole / "proof"
        self.run_remit("ledger", "proof", "2", "--to", proof)
        status, said = self.judge(proof)
        self.assertEqual(status, 0, said)
        self.assertIn("(matter/open_matter) stands at 1 of", said)
        whole = proof.read_bytes()
        begin = whole.index(b"extra ") + len(b"extra ")
        for at in [*range(begin, len(whole) - 100, 97), whole.index(b"index ") + 6]:
            changed = bytearray(whole)
            changed[at] = ord("A") if changed[at] != ord("A") else ord("B")
            proof.write_bytes(changed)
            self.assertEqual(self.judge(proof)[0], 1, f"byte {at}")

    def test_a_proof_of_growth_is_accepted_for_the_checkpoint_that_was_kept(self):
        growth = self.whole / "growth"
        size = self.old.read_text(encoding="utf-8").split("\n")[1]
        self.run_remit("ledger", "growth", size, "--to", growth)
        status, said = self.judge(growth, "--old", self.old)
        self.assertEqual(status, 0, said)
        self.assertIn(f"the first {size} of ", said)
        self.assertEqual(self.judge(growth)[0], 1)

    def test_verify_accepts_the_office_and_names_what_was_changed(self):
        self.assertIn("everything fits", self.run_remit("ledger", "verify").stdout)
        copy = self.spoilt("UPDATE matters SET title = 'Other' WHERE title = 'Exercise schedule'")
        done = self.run_remit("ledger", "verify", "--office", copy, office=False, status=1)
        self.assertIn("title is 'Other' and the chain says 'Exercise schedule'", " ".join(done.stdout.split()))
        self.run_remit("rebuild", "--office", copy, office=False)
        self.run_remit("ledger", "verify", "--office", copy, office=False)

    def test_a_backup_is_restored_and_verified(self):
        self.run_remit("backup", self.whole / "monday.db")
        seal = self.office / "keys/seal.pub"
        done = self.run_remit("restore", self.whole / "monday.db", self.whole / "again", "--seal", seal, office=False)
        self.assertIn("all of it was verified", done.stdout)
        verified = self.run_remit("ledger", "verify", "--office", self.whole / "again", office=False)
        self.assertIn("everything fits", verified.stdout)
        self.assertFalse((self.whole / "again/keys/seal.seed").exists())
        refused = self.run_remit("ledger", "checkpoint", "--office", self.whole / "again", office=False, status=2)
        self.assertIn("the seal is kept apart from backups", refused.stderr)
        self.run_remit("restore", self.whole / "monday.db", self.whole / "again", office=False, status=2)


if __name__ == "__main__":
    REMIT = sys.argv.pop(1)
    unittest.main(verbosity=1)
