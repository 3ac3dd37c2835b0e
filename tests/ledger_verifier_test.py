#!/usr/bin/env python3
"""The ledger as a stranger sees it: tools/verify_ledger.py judges what Remit wrote, and finds what was changed.

usage: ledger_verifier_test.py LEDGER_EXPORT (the program made of tests/ledger_export.cpp).
"""
import functools
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import verify_ledger as ledger  # noqa: E402

# A signature is checked again and again on the same bytes while files beside it are changed.
ledger.ed25519_verify = functools.cache(ledger.ed25519_verify)

EXPORT_PROGRAM = ""
ENTRIES = "entries/000.p/13"
TILE = "tile/0/000.p/13"
BUNDLE = "tile/entries/000.p/13"


def block(name: str) -> str:
    """A block of docs/ledger-format.md, without the comments of its lines."""
    document = (ROOT / "docs/ledger-format.md").read_text(encoding="utf-8")
    return re.search(rf"^```\w+ {name}\n(.*?)^```", document, re.DOTALL | re.MULTILINE)[1]


def hex_block(name: str) -> bytes:
    return bytes.fromhex(re.sub(r"#.*", "", block(name)))


class Example(unittest.TestCase):
    """The worked example of the document."""

    def test_entries_are_decoded_and_chained(self):
        first, second = hex_block("entry-0"), hex_block("entry-1")
        opened, passed = ledger.read_entry(first), ledger.read_entry(second)
        self.assertEqual((opened["officer"], opened["duty"], opened["citation"], opened["ground"]),
                         ("o-17", "5.1.2-06", "čl. 46. st. 1.", 1))
        self.assertEqual(opened["payload"], b'{"applicant":{"sealed":"applicant_name"}}')
        self.assertEqual(ledger.entry_hash(first), hex_block("entry-hash-0"))
        self.assertEqual(ledger.entry_hash(second), hex_block("entry-hash-1"))
        self.assertEqual(passed["previous"], hex_block("entry-hash-0"))
        self.assertNotIn("officer", passed)

    def test_the_commitment_is_that_of_salt_and_value(self):
        digest = ledger.commitment(hex_block("salt"), hex_block("value"))
        self.assertEqual(digest, hex_block("commitment"))
        self.assertEqual(ledger.read_entry(hex_block("entry-0"))["commitments"],
                         [{"label": "applicant_name", "digest": digest}])
        self.assertNotEqual(digest, ledger.commitment(hex_block("salt"), b"Ana"))

    def test_the_tree_and_its_checkpoint(self):
        leaves = [ledger.leaf_hash(hex_block(f"entry-hash-{i}")) for i in (0, 1)]
        self.assertEqual(leaves, [hex_block("leaf-0"), hex_block("leaf-1")])
        key = ledger.read_key(block("key").strip())
        self.assertEqual(ledger.read_checkpoint(block("checkpoint").encode(), key, []),
                         (2, ledger.tree_root(leaves), {}))
        self.assertEqual(ledger.tree_root(leaves), hex_block("root"))


class Ed25519(unittest.TestCase):
    """RFC 8032, section 7.1, test 2, and signatures that only look right."""
    KEY = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    SIGNATURE = bytes.fromhex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")

    def test_the_vector_of_the_standard(self):
        self.assertTrue(ledger.ed25519_verify(self.KEY, b"\x72", self.SIGNATURE))
        self.assertFalse(ledger.ed25519_verify(self.KEY, b"\x73", self.SIGNATURE))

    def test_a_second_spelling_and_a_key_of_small_order_are_refused(self):
        s = int.from_bytes(self.SIGNATURE[32:], "little") + ledger.ORDER
        self.assertFalse(ledger.ed25519_verify(self.KEY, b"\x72", self.SIGNATURE[:32] + s.to_bytes(32, "little")))
        neutral = (1).to_bytes(32, "little")
        self.assertFalse(ledger.ed25519_verify(neutral, b"anything", neutral + bytes(32)))


class Verifier(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="remit-ledger-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def export(self, count: int) -> None:
        subprocess.run([EXPORT_PROGRAM, self.folder, str(count)], check=True, timeout=60)
        self.log = ledger.key_argument(str(self.folder / "key"))
        self.witness = ledger.key_argument(str(self.folder / "witness"))

    def verdict(self) -> str:
        try:
            return ledger.Export(self.folder).verify(self.log, [self.witness])
        except ledger.Fault as fault:
            return f"WRONG: {fault}"

    def change(self, path: str, edit) -> None:
        file = self.folder / path
        file.write_bytes(edit(file.read_bytes()))

    def wrong(self, says: str) -> None:
        self.assertRegex(self.verdict(), f"^WRONG: .*{re.escape(says)}")

    def test_a_whole_ledger_is_right(self):
        self.export(13)
        self.assertRegex(self.verdict(), r"^13 entries of hr\.mvep in 3 chains, root [0-9a-f]{64}, "
                                         r"cosigned by witness\.example/w1 at 1780000000$")

    def test_ledgers_of_many_tiles_are_right(self):
        for count in (255, 256, 257, 700):
            self.export(count)
            self.assertIn(f"{count} entries of hr.mvep", self.verdict())

    def test_every_changed_byte_is_found(self):
        self.export(13)
        for path in ("checkpoint", TILE, BUNDLE, ENTRIES):
            whole = (self.folder / path).read_bytes()
            right_end = whole.rindex("— witness".encode()) if path == "checkpoint" else len(whole)
            for at in range(len(whole)):
                changed = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:]
                (self.folder / path).write_bytes(changed)
                verdict = self.verdict()
                # A witness whose name or id was changed is one that nobody knows: the cosignature is gone.
                gone = at >= right_end and "cosigned" not in verdict
                self.assertTrue(verdict.startswith("WRONG") or gone, f"{path} byte {at}: {verdict}")
            (self.folder / path).write_bytes(whole)
        self.assertTrue(self.verdict().startswith("13 entries"))

    def test_what_was_changed_is_named(self):
        self.export(13)
        self.change(ENTRIES, lambda data: data.replace(b"register", b"Register"))
        self.wrong("the entry at index 2, in 'entries/000.p/13', was changed")
        self.export(13)
        self.change(TILE, lambda data: data[:-32])
        self.wrong("'tile/0/000.p/13' has 384 bytes, not 416")
        self.export(13)
        (self.folder / BUNDLE).unlink()
        self.wrong("'tile/entries/000.p/13' cannot be read")
        self.export(700)
        self.change("tile/1/000.p/2", lambda data: data[32:] + data[:32])
        self.wrong("'tile/1/000.p/2' is not made of the tiles below it")

    def test_swapped_and_removed_entries_are_found(self):
        self.export(13)
        entries = ledger.split((self.folder / ENTRIES).read_bytes(), 13, ">I", ENTRIES)
        for edited in (entries[:2] + entries[3:4] + entries[2:3] + entries[4:], entries[:12], entries + entries[12:]):
            (self.folder / ENTRIES).write_bytes(b"".join(struct.pack(">I", len(one)) + one for one in edited))
            self.wrong("")

    def test_a_log_that_signs_a_broken_chain_is_found_out(self):
        """Tiles and bundles that fit the entries do not help where an entry does not follow."""
        self.export(13)
        entries = ledger.split((self.folder / ENTRIES).read_bytes(), 13, ">I", ENTRIES)
        heads: dict[str, tuple[int, bytes]] = {}
        ledger.Export.follow(ledger.read_entry(entries[1]), entries[1], heads)
        with self.assertRaisesRegex(ledger.Fault, "version 2 of 'M-1' should follow"):
            ledger.Export.follow(ledger.read_entry(entries[4]), entries[4], heads)
        changed = ledger.read_entry(entries[2]) | {"previous": bytes(32)}
        with self.assertRaisesRegex(ledger.Fault, "does not name the entry before it"):
            ledger.Export.follow(changed, entries[2], heads)

    def test_another_key_is_not_believed(self):
        self.export(13)
        self.log = ledger.read_key(block("key").strip())
        self.wrong("the checkpoint is not signed by 'example.org/mvep'")

    def test_the_command_says_so_by_its_status(self):
        self.export(13)
        command = [sys.executable, ROOT / "tools/verify_ledger.py", self.folder, self.folder / "key"]
        right = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual((right.returncode, right.stdout[:10]), (0, "13 entries"), right.stderr)
        self.change(TILE, lambda data: bytes([data[0] ^ 1]) + data[1:])
        wrong = subprocess.run(command, capture_output=True, text=True, timeout=60)
        self.assertEqual((wrong.returncode, wrong.stdout),
                         (1, "WRONG: the tiles do not give the root of the checkpoint\n"))
        usage = subprocess.run([*command[:-1], "no key"], capture_output=True, text=True, timeout=60)
        self.assertEqual(usage.returncode, 2)
        self.assertIn("it is written NAME+ID+BASE64", usage.stderr)


class Proofs(unittest.TestCase):
    """Proofs of small trees, made as the definitions of RFC 9162 say, and what differs from them."""
    LEAVES = [ledger.leaf_hash(bytes([i])) for i in range(20)]

    @classmethod
    def inclusion(cls, index: int, leaves: list[bytes]) -> list[bytes]:
        if len(leaves) == 1:
            return []
        split = 1 << (len(leaves) - 1).bit_length() - 1
        if index < split:
            return cls.inclusion(index, leaves[:split]) + [ledger.tree_root(leaves[split:])]
        return cls.inclusion(index - split, leaves[split:]) + [ledger.tree_root(leaves[:split])]

    @classmethod
    def consistency(cls, size: int, leaves: list[bytes], known: bool = True) -> list[bytes]:
        if size == len(leaves):
            return [] if known else [ledger.tree_root(leaves)]
        split = 1 << (len(leaves) - 1).bit_length() - 1
        if size <= split:
            return cls.consistency(size, leaves[:split], known) + [ledger.tree_root(leaves[split:])]
        return cls.consistency(size - split, leaves[split:], False) + [ledger.tree_root(leaves[:split])]

    def test_every_leaf_of_every_tree_is_proven_and_no_other(self):
        for size in range(1, len(self.LEAVES) + 1):
            leaves, root = self.LEAVES[:size], ledger.tree_root(self.LEAVES[:size])
            for index in range(size):
                proof = self.inclusion(index, leaves)
                ledger.verify_inclusion(leaves[index], index, size, proof, root)
                for other in (proof + [root], proof[:-1] + [root]):
                    with self.assertRaises(ledger.Fault):
                        ledger.verify_inclusion(leaves[index], index, size, other, root)
                with self.assertRaises(ledger.Fault):
                    ledger.verify_inclusion(root if size > 1 else bytes(32), index, size, proof, root)

    def test_every_beginning_of_every_tree_is_proven_and_no_other(self):
        for size in range(1, len(self.LEAVES) + 1):
            new = (size, ledger.tree_root(self.LEAVES[:size]))
            for old_size in range(1, size + 1):
                proof = self.consistency(old_size, self.LEAVES[:size])
                ledger.verify_consistency((old_size, ledger.tree_root(self.LEAVES[:old_size])), new, proof)
                with self.assertRaises(ledger.Fault):
                    ledger.verify_consistency((old_size, bytes(32)), new, proof)
        with self.assertRaises(ledger.Fault):
            ledger.verify_consistency(new, (2, ledger.tree_root(self.LEAVES[:2])), [])


class Decoder(unittest.TestCase):
    """Entries that an encoder would not write."""

    def refused(self, data: bytes, says: str) -> None:
        with self.assertRaisesRegex(ledger.Fault, re.escape(says)):
            ledger.read_entry(data)

    def test_what_is_not_canonical_is_refused(self):
        entry = hex_block("entry-1")
        ledger.read_entry(entry)
        self.refused(entry[:1] + b"\x81\x00" + entry[2:], "more bytes than it needs")
        self.refused(entry[:1] + b"\x02" + entry[2:], "format 2")
        self.refused(entry + entry[-18:], "repeated or out of order")
        self.refused(entry[2:], "format is missing")
        self.refused(entry + b"\x50\x01", "unknown")
        self.refused(entry[:-1], "end inside a value")
        self.refused(entry.replace(b"hr.mvep", b"hr\x0amvep"), "control character")
        self.refused(entry.replace(b"hr.mvep", b"hr\xffmvep"), "not UTF-8")
        self.refused(entry.replace(b"clock_passed", b"clock passed"), "kind has another form")

    def test_every_changed_byte_of_an_entry_changes_it_or_is_refused(self):
        entry = hex_block("entry-0")
        read = ledger.read_entry(entry)
        for bit in range(len(entry) * 8):
            changed = bytearray(entry)
            changed[bit // 8] ^= 1 << bit % 8
            try:
                self.assertNotEqual(ledger.read_entry(bytes(changed)), read)
            except ledger.Fault:
                pass


if __name__ == "__main__":
    EXPORT_PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=1)
