#!/usr/bin/env python3
"""Checks vocabulary/{bodies,topics,counterparts,instruments,places,symbols}.yaml and
vocabulary/signs/*.yaml and prints counts.

Keeps: ids unique per file, references resolve without cycles, every entry has the names it
needs, Serbian names are Cyrillic, no name, acronym or sign would match an ordinary word, no
sign and no symbol leads two ways.
Must never need a package: it reads the restricted style that vocabulary/README.md describes.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KINDS = {
    "bodies": set("""organisation organ committee working_party format agency programme mission
        regime court bank treaty_body movement generic""".split()),
    "counterparts": set("""president government ministry office agency parliament armed_forces
        mission court local generic""".split()),
    "instruments": set("treaty resolution politically_binding eu_act charter".split()),
    "topics": None,
    "places": None,
}
FIELDS = {
    "bodies": "id label kind part_of apart valid verified about covers replaces names acronyms",
    "topics": "id label broader apart affairs_of done_by formal_for names",
    "counterparts": "id label kind country about covers names",
    "instruments": "id label kind body year about names acronyms",
    "places": "id region topics names adjectives acronyms",
    "symbols": "pattern body topic instrument function",
    "signs": "topic body instrument function signs hints",
}
# The files whose entries have an id. The others point to these.
TABLES = ("bodies", "topics", "counterparts", "instruments", "places")
NEEDED = {"bodies": "en hr sr", "topics": "en hr sr", "counterparts": "en", "instruments": "en hr sr",
          "places": "en fr hr sr"}
LANGUAGES = {"en", "fr", "hr", "sr"}
REGIONS = {"europe", "africa", "asia", "americas", "oceania"}
# The key that an entry begins with, where that is not its id.
HEADS = {"symbols": ("pattern",), "signs": ("topic", "body", "instrument", "function")}
# Fields that hold phrases by language.
BLOCKS = ("names", "adjectives", "signs", "hints")
# What a symbol or a sign points to, and in which file that is.
TARGETS = {"body": "bodies", "topic": "topics", "instrument": "instruments", "function": "functions"}
# A sign of one word that is shorter would be met by chance.
SIGN_LETTERS_MIN = 4
# A phrase may say what a paper is about and what it asks for, or stand for two things; not for more.
SIGN_TARGETS_MAX = 2
# One such word alone is no name of a body: it would match in every act.
COMMON = set("""vijeće savet odbor komitet komisija povjerenstvo skupština tajništvo sekretarijat
    ured kancelarija misija skupina grupa sud agencija organizacija savez unija fond program pokret
    савет комитет комисија скупштина секретаријат канцеларија мисија група суд агенција
    организација савез унија фонд програм покрет council committee commission assembly secretariat
    office mission group court agency organisation organization union fund programme""".split())
# Acronyms that would, once folded, be read as one of these words.
FUNCTION_WORDS = set("""na od do da za po su je te se sa i u o s k a ni li ne to ta ti mi vi on no
    ali kao sve rad nam nas bi iz uz pri kod ili ima oni one ono ove ovo smo ste sto što psi
    на од до да за по су је те се са и у о с к а ни ли не то та ти ми ви он но али као све рад
    нам нас би из уз при код или има они оне оно ове ово смо сте сто што пси""".split())

ID = re.compile(r"^[a-z][a-z0-9_]*$")
ENTRY = re.compile(r"^- id: ([a-z][a-z0-9_]*)$")
HEAD = re.compile(r"^- ([a-z]+): (.+)$")
FIELD = re.compile(r"^  ([a-z_]+):(?: (.*))?$")
NAMES = re.compile(r"^    ([a-z]{2}):(?: (\[.*\]))?$")
ITEM = re.compile(r"^      - (.+)$")
VALID = re.compile(r"^\{(?:from: (\d{4}(?:-\d\d-\d\d)?))?(?:, )?(?:until: (\d{4}(?:-\d\d-\d\d)?))?\}$")
LISTS = ("about", "replaces", "done_by", "topics")
COVERS = {"bodies": "kinds under about bodies", "counterparts": "kinds counterparts"}
FLOW_LIST = re.compile(r"^\[([a-z][a-z0-9_]*(?:, [a-z][a-z0-9_]*)*)\]$")
FLOW_FIELD = re.compile(r"([a-z]+): (?:\[([^\]]*)\]|([a-z][a-z0-9_]*))(?:, |$)")
SCALAR = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,\[\]"]+)')


def scalars(flow):
    """The strings of a flow list without its brackets."""
    return [(m.group(1) if m.group(1) is not None else m.group(2)).strip()
            for m in SCALAR.finditer(flow) if (m.group(1) or m.group(2) or "").strip()]


def ids_of(flow):
    """The ids of `[a, b]`; None where it is not such a list."""
    match = FLOW_LIST.match(flow or "")
    return match.group(1).split(", ") if match else None


def cover_of(flow):
    """`{kinds: [a, b], under: c}` as {"kinds": [a, b], "under": [c]}; None where it is no such map."""
    inside = flow[1:-1] if flow and flow.startswith("{") and flow.endswith("}") else ""
    fields = {m.group(1): (m.group(2) or m.group(3)).split(", ") for m in FLOW_FIELD.finditer(inside)}
    return fields if fields and "".join(m.group(0) for m in FLOW_FIELD.finditer(inside)) == inside else None


def acronym_lists(flow):
    """The lists of `{en: [A, B], sr: [C]}`."""
    return {m.group(1): scalars(m.group(2)) for m in re.finditer(r"([a-z]{2}): \[(.*?)\]", flow)}


class File:
    """One vocabulary file, read line by line; every line is understood or reported."""

    def __init__(self, path, fault):
        """`path` under vocabulary/ without its ending; a file of a folder is read as the folder says."""
        self.path, self.name, self.fault = path, path.split("/")[0], fault
        self.entries, self.block, self.language = [], None, None
        path = os.path.join(ROOT, "vocabulary", path + ".yaml")
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                self.line(number, line.rstrip("\n"))

    def line(self, number, line):
        if not line or line.startswith("#"):
            return
        place = "%s.yaml:%d" % (self.path, number)
        head, field, names, item = (p.match(line) for p in (HEAD, FIELD, NAMES, ITEM))
        if head:
            self.head(place, head.group(1), head.group(2))
        elif field and self.entries:
            self.field(place, field.group(1), field.group(2))
        elif names and self.entries and self.block is not None:
            self.language = names.group(1)
            if self.language in self.block:
                self.fault(place, "language '%s' twice" % self.language)
            self.block[self.language] = scalars((names.group(2) or "[]")[1:-1])
        elif item and self.entries and self.block is not None and self.language:
            self.block[self.language] += scalars(item.group(1)) \
                if item.group(1).startswith('"') else [item.group(1)]
        else:
            self.fault(place, "line not understood: " + line)

    def head(self, place, key, value):
        entry = {"place": place, "names": {}, "acronyms": {}, key: value.strip('"')}
        self.entries.append(entry)
        self.block, self.language = None, None
        if key not in HEADS.get(self.name, ("id",)):
            self.fault(place, "an entry does not begin with '%s'" % key)
        elif key != "pattern" and not ID.match(entry[key]):
            self.fault(place, "'%s' is no id" % value)

    def field(self, place, key, value):
        self.block, self.language = None, None
        if key not in FIELDS[self.name].split():
            self.fault(place, "unknown field '%s'" % key)
        elif key == "acronyms":
            self.entries[-1]["acronyms"] = acronym_lists(value or "")
        elif key in BLOCKS:
            if self.entries[-1].get(key):
                self.fault(place, "field '%s' twice" % key)
            self.block = self.entries[-1][key] = {}
        else:
            if key in self.entries[-1]:
                self.fault(place, "field '%s' twice" % key)
            if key in LISTS or key == "covers":
                self.entries[-1][key] = ids_of(value) if key in LISTS else cover_of(value)
                if self.entries[-1][key] is None:
                    self.fault(place, "'%s' is not understood: %s" % (key, value))
            else:
                self.entries[-1][key] = (value or "").strip('"')


def check_references(entries, key, targets, fault):
    for entry in entries:
        if key in entry and entry[key] not in targets:
            fault(entry["place"], "%s '%s' does not exist" % (key, entry[key]))


def check_lists(file, targets, fault):
    """Every id of a list, and of what an entry covers, is one of the table that it points into."""
    def ids(entry, key, table, found):
        for one in found:
            if one not in targets[table]:
                fault(entry["place"], "%s '%s' does not exist" % (key, one))
        if len(set(found)) != len(found):
            fault(entry["place"], "%s names an entry twice" % key)

    tables = {"about": "topics", "under": "bodies", "replaces": "bodies", "done_by": "functions",
              "topics": "topics",
              "bodies": "bodies", "counterparts": "counterparts"}
    for entry in file.entries:
        for key in LISTS:
            ids(entry, key, tables[key], entry.get(key) or [])
        for key, found in (entry.get("covers") or {}).items():
            if key not in COVERS[file.name].split():
                fault(entry["place"], "unknown field '%s' of covers" % key)
            elif key != "kinds":
                ids(entry, key, tables[key], found)
            elif not set(found) <= KINDS[file.name] | ({"any"} if file.name == "bodies" else set()):
                fault(entry["place"], "unknown kind in covers: " + ", ".join(found))


def check_cycles(entries, key, fault):
    parent = {e["id"]: e.get(key) for e in entries}
    for entry in entries:
        seen, at = set(), entry["id"]
        while at is not None:
            if at in seen:
                fault(entry["place"], "%s of '%s' runs in a circle" % (key, entry["id"]))
                break
            seen.add(at)
            at = parent.get(at)


def check_phrase(entry, language, name, fault):
    if language == "sr":
        bare = re.sub(r"\b[IVX]+\b", "", name)
        if re.search(r"[A-Za-zČĆŽŠĐčćžšđ]", bare):
            fault(entry["place"], "Serbian name in Latin letters: " + name)
    elif re.search(r"[\u0400-\u04ff]", name):
        fault(entry["place"], "Cyrillic letters in a name of '%s': %s" % (language, name))
    if name != name.strip() or "  " in name:
        fault(entry["place"], "stray spaces in a name: '%s'" % name)


def check_name(entry, language, name, fault):
    check_phrase(entry, language, name, fault)
    if name.lower() in COMMON:
        fault(entry["place"], "a common word cannot be a name: " + name)


def check_entry(file, entry, fault):
    kinds = KINDS[file.name]
    if not entry.get("label") and "label" in FIELDS[file.name].split():
        fault(entry["place"], "no label")
    if kinds is not None and entry.get("kind") not in kinds:
        fault(entry["place"], "unknown kind '%s'" % entry.get("kind"))
    if "valid" in entry:
        years = VALID.match(entry["valid"])
        if not years or (years.group(1) and years.group(2) and years.group(1) > years.group(2)):
            fault(entry["place"], "bad validity " + entry["valid"])
    if entry.get("verified", "false") != "false":
        fault(entry["place"], "'verified' is written only when it is false")
    if entry.get("apart", "true") != "true":
        fault(entry["place"], "'apart' is written only when it is true")
    if entry.get("country", "hr") not in ("hr", "rs", "ba", "me"):
        fault(entry["place"], "unknown country")
    for language in NEEDED[file.name].split():
        if not entry["names"].get(language):
            fault(entry["place"], "'%s' has no %s name" % (entry["id"], language))
    if not entry["names"].get("hr") and not entry["names"].get("sr"):
        fault(entry["place"], "'%s' has neither a Croatian nor a Serbian name" % entry["id"])
    if entry.get("region", "europe") not in REGIONS:
        fault(entry["place"], "unknown region '%s'" % entry["region"])
    for block in ("names", "adjectives"):
        for language, names in entry.get(block, {}).items():
            if language not in LANGUAGES or len(set(names)) != len(names):
                fault(entry["place"], "unknown language or a name twice in '%s'" % language)
            for name in names:
                check_name(entry, language, name, fault)
    for language in ("hr", "sr"):
        for acronym in entry["acronyms"].get(language, []):
            if acronym.lower() in FUNCTION_WORDS:
                fault(entry["place"], "acronym reads as an ordinary word: " + acronym)


def check_ambiguous(file, fault):
    """One name in one language leads to one entry; the same acronym may lead to several."""
    for language in sorted(LANGUAGES):
        owner = {}
        for entry in file.entries:
            for name in entry["names"].get(language, []) + entry.get("adjectives", {}).get(language, []):
                other = owner.setdefault((name.lower(), entry.get("country")), entry["id"])
                if other != entry["id"]:
                    fault(entry["place"], "%s name '%s' is also that of '%s'"
                          % (language, name, other))


def check_unique(file, fault):
    for key in ("id", "label"):
        seen = set()
        for entry in file.entries:
            if key in entry and entry[key] in seen:
                fault(entry["place"], "%s '%s' twice" % (key, entry.get(key)))
            seen.add(entry.get(key))


def check_targets(entries, targets, fault):
    """Every entry points to something, and to nothing that is not there."""
    for entry in entries:
        if not any(key in entry for key in TARGETS):
            fault(entry["place"], "points to nothing")
        for key, table in TARGETS.items():
            if key in entry and entry[key] not in targets[table]:
                fault(entry["place"], "%s '%s' does not exist" % (key, entry[key]))


def check_symbols(file, fault):
    seen = set()
    for entry in file.entries:
        pattern = entry.get("pattern", "")
        if pattern in seen:
            fault(entry["place"], "pattern '%s' twice" % pattern)
        seen.add(pattern)
        if not re.match(r"[^\s*]", pattern) or re.search(r"\s\s|\s$|\*\*\*|##", pattern):
            fault(entry["place"], "bad pattern '%s'" % pattern)


def check_sign(entry, language, phrase, fault):
    check_name(entry, language, phrase, fault)
    if phrase.isalpha() and phrase.islower() and len(phrase) < SIGN_LETTERS_MIN:
        fault(entry["place"], "a sign of fewer than %d letters: %s" % (SIGN_LETTERS_MIN, phrase))


def check_sign_entry(entry, fault):
    """One target; phrases in every list; no phrase both a sign and a hint."""
    if sum(key in entry for key in TARGETS) != 1:
        fault(entry["place"], "a sign has one target")
    if not entry.get("signs") and not entry.get("hints"):
        fault(entry["place"], "neither signs nor hints")
    for block, check in (("signs", check_sign), ("hints", check_phrase)):
        for language, phrases in entry.get(block, {}).items():
            if language not in LANGUAGES or not phrases:
                fault(entry["place"], "unknown language or an empty list: '%s'" % language)
            for phrase in phrases:
                check(entry, language, phrase, fault)
    for language in sorted(LANGUAGES):
        found = [p.lower() for block in ("signs", "hints") for p in entry.get(block, {}).get(language, [])]
        for phrase in sorted({p for p in found if found.count(p) > 1}):
            fault(entry["place"], "%s phrase '%s' twice" % (language, phrase))


def check_signs(files, fault):
    """Over all files: a sign in one language leads to one entry. A hint may lead to several."""
    owner = {}
    for entry in (e for file in files for e in file.entries):
        check_sign_entry(entry, fault)
        target = next(((key, entry[key]) for key in TARGETS if key in entry), None)
        for language, phrases in entry.get("signs", {}).items():
            for phrase in set(p.lower() for p in phrases):
                owners = owner.setdefault((language, phrase), [])
                owners.append((target, entry["place"]))
                if len(owners) > SIGN_TARGETS_MAX or target in [other for other, _ in owners[:-1]]:
                    fault(entry["place"], "%s sign '%s' is also at %s"
                          % (language, phrase, ", ".join(place for _, place in owners[:-1])))


def sign_paths():
    folder = os.path.join(ROOT, "vocabulary", "signs")
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return ["signs/" + name[:-len(".yaml")] for name in names if name.endswith(".yaml")]


def count(entries, *blocks):
    return sum(len(n) for e in entries for block in blocks for n in e.get(block, {}).values())


def function_ids():
    with open(os.path.join(ROOT, "vocabulary", "functions.yaml"), encoding="utf-8") as lines:
        return {m.group(1) for m in map(ENTRY.match, (line.rstrip("\n") for line in lines)) if m}


def main():
    faults = []

    def fault(place, words):
        faults.append("vocabulary/%s: %s" % (place, words))

    files = {name: File(name, fault) for name in TABLES}
    symbols, signs = File("symbols", fault), [File(path, fault) for path in sign_paths()]
    targets = {name: {e["id"] for e in file.entries} for name, file in files.items()}
    targets["functions"] = function_ids()
    check_references(files["bodies"].entries, "part_of", targets["bodies"], fault)
    check_references(files["topics"].entries, "broader", targets["topics"], fault)
    check_references(files["topics"].entries, "affairs_of", targets["bodies"], fault)
    for file in files.values():
        check_lists(file, targets, fault)
    check_references(files["instruments"].entries, "body", targets["bodies"], fault)
    check_cycles(files["bodies"].entries, "part_of", fault)
    check_cycles(files["topics"].entries, "broader", fault)
    for file in files.values():
        check_unique(file, fault)
        check_ambiguous(file, fault)
        for entry in file.entries:
            check_entry(file, entry, fault)
    for entry in files["instruments"].entries:
        if not entry.get("about"):
            fault(entry["place"], "'%s' does not say what it is about" % entry["id"])
    for file in [symbols] + signs:
        check_targets(file.entries, targets, fault)
    check_symbols(symbols, fault)
    check_signs(signs, fault)
    for words in faults:
        print(words)
    for name, file in files.items():
        print("%-13s %4d entries %5d names" % (name, len(file.entries), count(file.entries, "names", "adjectives")))
    print("%-13s %4d patterns" % ("symbols", len(symbols.entries)))
    for file in signs:
        print("%-13s %4d entries %5d signs %5d hints" % (file.path, len(file.entries), count(file.entries, "signs"),
                                                         count(file.entries, "hints")))
    print("ok" if not faults else "%d faults" % len(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
