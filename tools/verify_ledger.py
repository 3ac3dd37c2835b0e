#!/usr/bin/env python3
"""Verifies an exported ledger without Remit: a second reading of docs/ledger-format.md, written apart from the first.

usage: verify_ledger.py FOLDER KEY [--witness KEY]...         an export
       verify_ledger.py PROOF KEY [--witness KEY]...          a proof that an entry is in the ledger
       verify_ledger.py PROOF KEY --old CHECKPOINT ...        a proof that it only added to a checkpoint that you kept

KEY is the public key of the ledger, NAME+ID+BASE64, or a file that holds it. It must come from somewhere else than the
folder or proof. Only the standard library is used; Ed25519 is written out below (RFC 8032, the strict equation), since Python
has none. Exit status: 0 all is well, 1 something is wrong (the first finding is printed), 2 wrong usage.
"""
import argparse
import base64
import hashlib
import os
import pathlib
import re
import struct
import sys
from typing import Iterator, NamedTuple

ENTRY_BYTES_MAX = 16 << 20
INTEGER_MAX = 2**63 - 1
TIME_MAX = 253_402_300_799
TREE_SIZE_MAX = 2**62
RECORDS_MAX = 1000
SIGNATURES_MAX = 100
TILE_WIDTH = 256
GROUNDS = {1: "own", 2: "designated", 3: "taken_over", 4: "residual", 5: "advised", 6: "asked"}
LABEL = r"[a-z][a-z0-9_]*"


class Fault(Exception):
    """Something in the ledger is not as it must be."""


def need(condition: object, message: str) -> None:
    if not condition:
        raise Fault(message)


# --- Ed25519 (RFC 8032) --------------------------------------------------------------------------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T
NEUTRAL: Point = (0, 1, 1, 0)


def point_add(a: Point, b: Point) -> Point:
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def point_times(point: Point, factor: int) -> Point:
    result = NEUTRAL
    while factor:
        if factor & 1:
            result = point_add(result, point)
        point, factor = point_add(point, point), factor >> 1
    return result


def point_equal(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def point_from(data: bytes) -> Point | None:
    """The point, or None where the bytes are none or not its only spelling."""
    value = int.from_bytes(data, "little")
    y, sign = value & (2**255 - 1), value >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x % 2 != sign else x
    return (x, y, 1, x * y % P)


BASE = point_from((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_verify(key: bytes, message: bytes, signature: bytes) -> bool:
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = point_from(key), point_from(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or point_equal(point_times(a, 8), NEUTRAL) or \
            point_equal(point_times(r, 8), NEUTRAL):
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    return point_equal(point_times(BASE, s), point_add(r, point_times(a, h)))


# --- hashes --------------------------------------------------------------------------------------------------------


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def entry_hash(entry: bytes) -> bytes:
    return sha256(b"remit-ledger/entry/v1\n" + entry)


def commitment(salt: bytes, value: bytes) -> bytes:
    """The digest that an entry holds for a value whose salt is known."""
    need(len(salt) == 32, "a salt is not 32 bytes long")
    return sha256(b"remit-ledger/commitment/v1\n" + salt + value)


def leaf_hash(content: bytes) -> bytes:
    return sha256(b"\x00" + content)


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right)


def tree_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, level by level: a last node without a neighbour goes up as it is."""
    if not leaves:
        return sha256(b"")
    level = leaves
    while len(level) > 1:
        above = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = above + level[len(level) & ~1:]
    return level[0]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> None:
    """RFC 9162, 2.1.3.2."""
    need(index < size, "the index is not below the size of the tree")
    node, last, digest = index, size - 1, leaf
    for sibling in proof:
        need(last > 0, "the proof has more hashes than it should")
        if node & 1 or node == last:
            digest = node_hash(sibling, digest)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = node_hash(digest, sibling)
        node, last = node >> 1, last >> 1
    need(last == 0 and digest == root, "the proof does not lead to the root of the checkpoint")


def verify_consistency(old: tuple[int, bytes], new: tuple[int, bytes], proof: list[bytes]) -> None:
    """RFC 9162, 2.1.4.2; the empty tree is the beginning of every tree."""
    (old_size, old_root), (new_size, new_root) = old, new
    need(old_size <= new_size, "the checkpoint that you kept has more entries than the new one")
    if old_size in (0, new_size):
        need(not proof, "the proof has hashes and needs none")
        need(old_root == (tree_root([]) if old_size == 0 else new_root), "the two checkpoints have different roots")
        return
    path = list(proof) if old_size & (old_size - 1) else [old_root, *proof]
    need(path, "the proof has no hashes")
    node, last = old_size - 1, new_size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        need(last > 0, "the proof has more hashes than it should")
        if node & 1 or node == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    need(last == 0, "the proof has fewer hashes than it should")
    need(first == old_root, "the proof does not begin at the checkpoint that you kept")
    need(second == new_root, "the proof does not lead to the root of the new checkpoint")


# --- entries -------------------------------------------------------------------------------------------------------


class Field(NamedTuple):
    name: str
    kind: str           # integer, text, bytes or records
    bytes_max: int = 200
    required: bool = False
    size: int | None = None  # exactly so many bytes


KINDS = ["integer", "text", "bytes", "records"]
FIELDS = {
    1: Field("format", "integer", required=True), 2: Field("institution", "text", required=True),
    3: Field("matter", "text"), 4: Field("matter_version", "integer", required=True),
    5: Field("previous", "bytes", size=32), 6: Field("kind", "text", 80, required=True),
    7: Field("happened_at", "integer", required=True), 8: Field("recorded_at", "integer", required=True),
    9: Field("officer", "text"), 10: Field("post", "text"), 11: Field("deputy_for", "text"),
    12: Field("unit", "text"), 13: Field("duty", "text"), 14: Field("citation", "text", 1000),
    15: Field("ground", "integer"), 16: Field("idempotency_key", "text", required=True),
    17: Field("payload", "bytes", ENTRY_BYTES_MAX), 18: Field("commitments", "records"),
    19: Field("blinding", "bytes", required=True, size=16),
}
COMMITMENT_FIELDS = {1: Field("label", "text", 80, required=True), 2: Field("digest", "bytes", required=True, size=32)}


class Cursor:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def take(self, size: int) -> bytes:
        need(size <= len(self.data) - self.at, f"byte {self.at}: the bytes end inside a value")
        self.at += size
        return self.data[self.at - size:self.at]

    def integer(self) -> int:
        value, shift, begin = 0, 0, self.at
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
            need(shift < 63, f"byte {begin}: the number is larger than may be")
        need(byte != 0 or shift == 7, f"byte {begin}: the number has more bytes than it needs")
        return value

    def sized(self, bytes_max: int) -> bytes:
        size = self.integer()
        need(size > 0, f"byte {self.at}: an empty value is written")
        need(size <= bytes_max, f"byte {self.at}: the value is longer than may be")
        return self.take(size)


def read_text(data: bytes) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault("a text is not UTF-8") from None
    need(not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in text), "a control character stands in a text")
    return text


def read_value(cursor: Cursor, field: Field) -> object:
    if field.kind == "integer":
        return cursor.integer()
    if field.kind == "text":
        return read_text(cursor.sized(field.bytes_max))
    if field.kind == "bytes":
        value = cursor.sized(field.size or field.bytes_max)
        need(field.size in (None, len(value)), f"{field.name} is not {field.size} bytes long")
        return value
    count = cursor.integer()
    need(0 < count <= RECORDS_MAX, f"{field.name}: the list is empty or longer than may be")
    return [read_record(cursor.sized(ENTRY_BYTES_MAX), COMMITMENT_FIELDS) for _ in range(count)]


def read_record(data: bytes, fields: dict[int, Field]) -> dict[str, object]:
    cursor, record, last = Cursor(data), {}, 0
    while cursor.at < len(data):
        key = cursor.take(1)[0]
        number, kind = key >> 2, KINDS[key & 3]
        need(number in fields and fields[number].kind == kind, f"byte {cursor.at - 1}: the field is unknown")
        need(number > last, f"byte {cursor.at - 1}: the field is repeated or out of order")
        record[fields[number].name], last = read_value(cursor, fields[number]), number
    for field in fields.values():
        need(not field.required or field.name in record, f"the field {field.name} is missing")
    return record


def check_acting(entry: dict) -> None:
    under = {"post", "deputy_for", "unit", "duty", "citation", "ground"} & entry.keys()
    need("officer" in entry or not under, "post, deputy_for, unit, duty, citation and ground need an officer")
    need(entry.get("ground", 1) in GROUNDS, "the ground is unknown")
    need("ground" not in entry or "unit" in entry, "a ground needs a unit")
    need(("duty" in entry) == ("citation" in entry), "a duty and its citation do not stand together")
    ground = GROUNDS.get(entry.get("ground"), "advised")
    need(ground == "asked" or ("duty" in entry) == (ground != "advised"),
         "duty and ground do not fit each other")


def read_entry(data: bytes) -> dict:
    need(len(data) <= ENTRY_BYTES_MAX, "the entry is longer than may be")
    entry = read_record(data, FIELDS)
    need(entry["format"] == 1, f"the entry is of format {entry['format']}")
    need(1 <= entry["matter_version"] <= INTEGER_MAX, "matter_version does not count from 1")
    need(("previous" in entry) == (entry["matter_version"] > 1), "previous and matter_version do not fit")
    need(re.fullmatch(rf"{LABEL}(/{LABEL})+", entry["kind"]), "the kind has another form")
    need(entry["happened_at"] <= TIME_MAX and entry["recorded_at"] <= TIME_MAX, "a time lies behind the year 9999")
    check_acting(entry)
    labels = [one["label"] for one in entry.get("commitments", [])]
    need(all(re.fullmatch(LABEL, label) for label in labels), "a label has another form")
    need(all(a < b for a, b in zip(labels, labels[1:])), "the labels do not rise")
    return entry


# --- notes and checkpoints -----------------------------------------------------------------------------------------


class Key(NamedTuple):
    name: str
    id: bytes
    type: int
    key: bytes


def decode_base64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Fault(f"'{text}' is no base64") from None
    need(base64.b64encode(data).decode() == text, f"'{text}' is not the only spelling in base64")
    return data


def read_key(text: str) -> Key:
    match = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text)
    need(match, f"'{text}' is no key: it is written NAME+ID+BASE64")
    data = decode_base64(match[3])
    need(len(data) == 33 and data[0] in (1, 4), f"the key of '{match[1]}' is no Ed25519 key of type 1 or 4")
    need(sha256(match[1].encode() + b"\n" + data)[:4].hex() == match[2], f"the key of '{match[1]}' was miscopied")
    return Key(match[1], bytes.fromhex(match[2]), data[0], data[1:])


def read_note(data: bytes) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Text, and for each signature the name of its key, the key id, and the bytes."""
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Fault("the checkpoint is not UTF-8") from None
    need(not any(ord(c) < 0x20 and c != "\n" for c in note), "a control character stands in the checkpoint")
    text, gap, below = note.rpartition("\n\n")
    need(gap and below.endswith("\n"), "the checkpoint has no signatures behind an empty line")
    signatures = []
    for line in below[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 ([^+\s]+) (\S+)", line)
        need(match, f"'{line}' is no signature of a note")
        blob = decode_base64(match[2])
        need(len(blob) > 4, f"'{line}' is no signature of a note")
        signatures.append((match[1], blob[:4], blob[4:]))
    need(len(signatures) <= SIGNATURES_MAX, "the checkpoint has too many signatures")
    return text + "\n", signatures


def check_signature(key: Key, text: str, blob: bytes) -> int | None:
    """The time, where it is a cosignature."""
    if key.type == 1:
        need(ed25519_verify(key.key, text.encode(), blob), f"the signature of '{key.name}' is wrong")
        return None
    need(len(blob) == 72, f"the cosignature of '{key.name}' is wrong")
    time = struct.unpack(">Q", blob[:8])[0]
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    need(time < 2**63 and ed25519_verify(key.key, message, blob[8:]), f"the cosignature of '{key.name}' is wrong")
    return time


def read_checkpoint(data: bytes, log: Key, witnesses: list[Key]) -> tuple[int, bytes, dict[str, int]]:
    """Size and root of the tree, and the witnesses who cosigned with their times."""
    text, signatures = read_note(data)
    is_signed, seen = False, {}
    for name, key_id, blob in signatures:
        for key in (log, *witnesses):
            if (name, key_id) == (key.name, key.id):
                time = check_signature(key, text, blob)
                if key is log:
                    is_signed = True
                else:
                    seen.setdefault(name, time)
    need(is_signed, f"the checkpoint is not signed by '{log.name}'")
    lines = text[:-1].split("\n")
    need(len(lines) >= 3 and all(lines), "the checkpoint has not three lines")
    need(lines[0] == log.name, f"the checkpoint is of '{lines[0]}', and signed by '{log.name}'")
    need(re.fullmatch(r"0|[1-9][0-9]{0,18}", lines[1]) and int(lines[1]) <= TREE_SIZE_MAX, "the size is no number")
    root = decode_base64(lines[2])
    need(len(root) == 32, "the root is not 32 bytes long")
    return int(lines[1]), root, seen


# --- the export ----------------------------------------------------------------------------------------------------


def numbered_path(index: int, width: int) -> str:
    digits = f"{index:0{(len(str(index)) + 2) // 3 * 3}d}"
    parts = [digits[i:i + 3] for i in range(0, len(digits), 3)]
    path = "/".join(["x" + part for part in parts[:-1]] + parts[-1:])
    return path if width == TILE_WIDTH else f"{path}.p/{width}"


def widths(count: int) -> Iterator[tuple[int, int]]:
    """Index and width of the files that hold so many things."""
    for index in range((count + TILE_WIDTH - 1) // TILE_WIDTH):
        yield index, min(TILE_WIDTH, count - index * TILE_WIDTH)


def split(data: bytes, width: int, form: str, name: str) -> list[bytes]:
    """What a file holds: so many things, each behind its length."""
    cursor, parts = Cursor(data), []
    for _ in range(width):
        parts.append(cursor.take(struct.unpack(form, cursor.take(struct.calcsize(form)))[0]))
    need(cursor.at == len(data), f"'{name}' has bytes behind its last entry")
    return parts


class Export:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder

    def read(self, path: str) -> bytes:
        try:
            return (self.folder / path).read_bytes()
        except OSError as error:
            raise Fault(f"'{path}' cannot be read: {error.strerror}") from None

    def verify(self, log: Key, witnesses: list[Key]) -> str:
        size, root, seen = read_checkpoint(self.read("checkpoint"), log, witnesses)
        leaves = self.tree(size, root)
        heads: dict[str, tuple[int, bytes]] = {}
        institutions = set()
        for index, data in self.entries(leaves):
            try:
                institutions.add(self.follow(read_entry(data), data, heads))
            except Fault as fault:
                raise Fault(f"the entry at index {index}: {fault}") from None
            need(len(institutions) == 1, f"the entry at index {index} is of another institution")
        cosigned = "".join(f", cosigned by {name} at {time}" for name, time in seen.items())
        return f"{size} entries of {next(iter(institutions), 'nobody')} in {len(heads)} chains, root {root.hex()}{cosigned}"

    def tree(self, size: int, root: bytes) -> list[bytes]:
        """The leaves, from tiles that give the root, with every level above them as it must be."""
        leaves: list[bytes] = []
        expected: list[bytes] | None = None
        level, count = 0, size
        while count > 0:
            hashes = []
            for index, width in widths(count):
                path = f"tile/{level}/{numbered_path(index, width)}"
                data = self.read(path)
                need(len(data) == 32 * width, f"'{path}' has {len(data)} bytes, not {32 * width}")
                hashes += [data[i:i + 32] for i in range(0, len(data), 32)]
                below = None if expected is None else expected[index * TILE_WIDTH:index * TILE_WIDTH + width]
                need(below is None or below == hashes[-width:], f"'{path}' is not made of the tiles below it")
            if level == 0:
                leaves = hashes
            count //= TILE_WIDTH
            expected = [tree_root(hashes[i * TILE_WIDTH:(i + 1) * TILE_WIDTH]) for i in range(count)]
            level += 1
        need(tree_root(leaves) == root, "the tiles do not give the root of the checkpoint")
        return leaves

    def entries(self, leaves: list[bytes]) -> Iterator[tuple[int, bytes]]:
        """Each entry with its index, once its hash is the one that was sealed."""
        for number, width in widths(len(leaves)):
            bundle_name, name = (f"{folder}/{numbered_path(number, width)}" for folder in ("tile/entries", "entries"))
            bundle = split(self.read(bundle_name), width, ">H", bundle_name)
            for offset, data in enumerate(split(self.read(name), width, ">I", name)):
                index = number * TILE_WIDTH + offset
                need(leaf_hash(bundle[offset]) == leaves[index], f"'{bundle_name}' was changed at {offset}")
                need(entry_hash(data) == bundle[offset], f"the entry at index {index}, in '{name}', was changed")
                yield index, data

    @staticmethod
    def follow(entry: dict, data: bytes, heads: dict[str, tuple[int, bytes]]) -> str:
        """Puts the entry at the end of its chain; returns its institution."""
        matter = entry.get("matter", "")
        version, head = heads.get(matter, (0, None))
        need(entry["matter_version"] == version + 1, f"version {version + 1} of '{matter}' should follow")
        need(entry.get("previous") == head, f"it does not name the entry before it in '{matter}'")
        heads[matter] = (version + 1, entry_hash(data))
        return entry["institution"]


# --- proofs --------------------------------------------------------------------------------------------------------


class Proof:
    """A proof as a file: lines, then behind an empty line the checkpoint that it leads to."""

    def __init__(self, data: bytes):
        head, gap, self.checkpoint = data.partition(b"\n\n")
        need(gap, "the proof has no checkpoint behind an empty line")
        self.lines = read_lines(head)
        self.kind = self.take()

    def take(self, begin: str = "") -> str:
        need(self.lines and self.lines[0].startswith(begin), f"the line '{begin}...' is missing")
        return self.lines.pop(0)[len(begin):]

    def number(self, begin: str) -> int:
        digits = self.take(begin)
        need(re.fullmatch(r"0|[1-9][0-9]{0,18}", digits), f"'{digits}' is no number")
        return int(digits)

    def hashes(self) -> list[bytes]:
        hashes = [decode_base64(line) for line in self.lines]
        need(len(hashes) <= 64 and all(len(one) == 32 for one in hashes), "a hash of the proof is not 32 bytes long")
        return hashes

    def verify(self, log: Key, witnesses: list[Key], old: bytes | None) -> str:
        size, root, seen = read_checkpoint(self.checkpoint, log, witnesses)
        cosigned = "".join(f", cosigned by {name} at {time}" for name, time in seen.items())
        if self.kind == "remit-ledger/consistency@v1":
            need(old is not None, "give the checkpoint that you kept with --old")
            old_size, old_root, _ = read_checkpoint(old, log, witnesses)
            need(self.number("old ") == old_size, f"the proof begins at another size than {old_size}")
            verify_consistency((old_size, old_root), (size, root), self.hashes())
            return f"the first {old_size} of {size} entries are those of the checkpoint that you kept{cosigned}"
        need(self.kind == "c2sp.org/tlog-proof@v1", f"'{self.kind}' is no proof that is known")
        data = decode_base64(self.take("extra "))
        index = self.number("index ")
        entry = read_entry(data)
        verify_inclusion(leaf_hash(entry_hash(data)), index, size, self.hashes(), root)
        return (f"version {entry['matter_version']} of '{entry.get('matter', '')}' ({entry['kind']}) stands at {index} "
                f"of {size} entries{cosigned}")


def read_lines(data: bytes) -> list[str]:
    try:
        return data.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise Fault("the lines of the proof are not ASCII") from None


def key_argument(text: str) -> Key:
    if os.path.exists(text):
        text = pathlib.Path(text).read_text(encoding="utf-8").strip()
    try:
        return read_key(text)
    except Fault as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", type=pathlib.Path, help="the folder of an export, or the file of a proof")
    parser.add_argument("key", type=key_argument, help="public key of the ledger, or a file that holds it")
    parser.add_argument("--witness", type=key_argument, action="append", default=[], metavar="KEY",
                        help="public key of a witness (type 4); may be repeated")
    parser.add_argument("--old", type=pathlib.Path, metavar="CHECKPOINT", help="the checkpoint that you kept")
    options = parser.parse_args()
    try:
        if options.what.is_dir():
            print(Export(options.what).verify(options.key, options.witness))
        else:
            old = options.old.read_bytes() if options.old else None
            print(Proof(options.what.read_bytes()).verify(options.key, options.witness, old))
    except OSError as error:
        print(f"WRONG: '{error.filename}' cannot be read: {error.strerror}")
        return 1
    except Fault as fault:
        print(f"WRONG: {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
