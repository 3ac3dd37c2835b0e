#!/usr/bin/env python3
"""Checks what no compiler checks: layers, includes, banned words, headers, links, dead files, pages of diagnostics.

Each rule is a generator over a Tree and is listed in RULES; check_repository_test.py shows each one firing. EXCEPTIONS
may only shrink: an entry that is no longer needed is a finding itself. Nothing is read outside the tree, except that
`act-text` compares with ../shared/acts where that folder exists.
"""
import collections
import functools
import json
import os
import pathlib
import re
import sys
import tomllib
from typing import Iterator, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
SKIPPED_FOLDERS = {".git", "build", "out", "__pycache__", "node_modules"}
LINES_MAX = 600

# (rule, path): why. Take the entry out when the reason is gone.
EXCEPTIONS = {
    ("external-header", "src/base/check.cpp"): "a failed check prints before it aborts and has no Env",
}

# The files that touch the world outside memory.
WORLD = ["src/base/env.cpp", "src/base/env_test.cpp", "src/base/run_program.cpp"]

# Threads live in http and main, and here. Group commit needs one thread that commits for all callers, which wait for it;
# an office serves many callers at a time and keeps what it has loaded under a lock;
# the pool hands connections from one thread to another; tests and benchmarks call from many threads at a time.
THREADS = ["src/store/writer_thread.", "src/store/connection_pool.", "src/store/postgres_database.h",
           "src/store/database_contract_test.cpp", "src/store/writer_thread_test.cpp",
           "src/store/migrations_test.cpp", "tests/support/crash_vfs.cpp",
           "bench/store_bench.cpp", "bench/office_bench.cpp", "src/office/office.h", "src/office/matter_cache.h",
           "src/office/crash_test.cpp", "src/office/sealer_test.cpp", "src/office/accounts_test.cpp",
           "src/http/", "bench/http_bench.cpp"]

# Headers that only some places may include: pattern, folders or files, what to use instead.
EXTERNAL_HEADERS = [
    (r"unicode/.*", ["src/text/", "src/calendar/zone.cpp"], "module text"),
    (r"libstemmer\.h|libstemmer/.*|hunspell/.*", ["src/text/"], "module text"),
    (r"libical/.*", ["src/calendar/recurrence.cpp"], "calendar/recurrence.h"),
    (r"sqlite3\.h", ["src/store/", "src/authority/access_sql_test.cpp", "tests/support/crash_vfs.cpp",
                     "bench/store_bench.cpp", "bench/office_bench.cpp"], "module store"),
    (r"libpq-fe\.h", ["src/store/"], "module store"),
    (r"boost/json.*", ["src/base/json_reader.cpp"], "base/json_reader.h"),
    (r"boost/.*", ["src/http/connection.", "src/http/request_reader.cpp", "src/http/server.cpp",
                   "src/base/json_reader.cpp"], "module http"),
    (r"sys/socket\.h|sys/un\.h|netinet/.*|arpa/inet\.h|poll\.h|netdb\.h", [*WORLD, "tests/support/http_client.h"], "module http"),
    (r"yaml\.h", ["src/yaml/"], "module yaml"),
    (r"CLI/.*", ["src/cli/", "src/main/"], "module cli"),
    (r"sodium\.h|openssl/.*", ["src/base/"], "module base"),
    (r"benchmark/.*", ["bench/"], "a benchmark"),
    (r"doctest/.*", ["tests/"], "a test"),
    (r"chrono", [*WORLD, "src/calendar/date.cpp", "src/store/connection_pool.cpp", "bench/decide_bench.cpp",
                "bench/office_bench.cpp", "bench/route_bench.cpp", "bench/store_bench.cpp", "src/http/", "bench/http_bench.cpp"],
     "calendar::Date, base::Env"),
    (r"ctime|time\.h|sys/time\.h|sys/stat\.h|sys/wait\.h|unistd\.h|fcntl\.h|spawn\.h|iostream|syncstream",
     [*WORLD, "tests/support/office_sim/killed_program.cpp", "src/http/server.cpp", "tests/support/http_client.h"],
     "base::Env"),
    (r"fstream|filesystem|random|cstdio|stdio\.h", [*WORLD, "tests/", "bench/"], "base::Env"),
    (r"thread|mutex|atomic|future|condition_variable", THREADS, "nothing: threads live in http, store and main"),
    (r"regex|locale|clocale|cctype|ctype\.h|cwctype|cassert|assert\.h|coroutine", [],
     "module text, <charconv>, REMIT_CHECK"),
]
TEST_HEADERS = r"doctest/.*|fstream|filesystem|random|cstdio"  # in an x_test.cpp under src as well

# Words that must not stand in C++ code, outside comments and literals: pattern, what to write instead.
BANNED_WORDS = [
    (r"\b(?:to|is)w?(?:lower|upper)\b|\bisw?(?:alpha|alnum|digit|space|punct|xdigit|print|cntrl)\b", "text:: functions"),
    (r"\b(?:stoi|stol|stoll|stoul|stoull|stof|stod|stold|atoi|atol|atof|strto(?:d|f|l|ld|ll|ul|ull))\b", "<charconv>"),
    (r"\bsetlocale\b|\bstd::locale\b|\bstd::w?regex\b", "module text"),
    (r"\bco_(?:await|yield|return)\b", "callbacks: g++ 12 miscompiles coroutines"),
    (r"\bs?rand\s*\(|\brandom_device\b", "a seed that is passed in"),
    (r"(?<![_\w])assert\s*\(", "REMIT_CHECK"),
    (r"\bstd::(?:cout|cerr|clog|cin)\b|(?<![\w:])printf\s*\(", "Env::print"),
    (r"\bthrow\b", "Result"),
    (r"\bsleep_(?:for|until)\b|\b_clock::now\b|\bclock_gettime\b", "Env"),
    (r"\bgetenv\b|\bpopen\s*\(|\bstd::system\s*\(", "Env"),
    (r"\bshared_ptr\b", "values or unique_ptr"),
]
BANNED_EVERYWHERE_BUT = {"src/base/env.cpp": r"getenv|printf"}

# Words of the glossary that must have a row in GLOSSARY.md.
GLOSSARY_WORDS = """act institution unit duty remit function body topic counterpart instrument pack vocabulary citation
matter procedure step consultation paper item register ledger desk span token tree clause lead-in list-mark announcement
provision abbreviation residual truncated diagnostic note fix-it lexicon fold golden entry chain checkpoint witness
proof commitment""".split()


class Finding(NamedTuple):
    rule: str
    path: str
    line: int
    message: str


class Tree:
    """The text files of the repository, by path relative to its root."""

    def __init__(self, files: dict[str, str], outside: pathlib.Path | None = None):
        self.files = files
        self.outside = outside

    def named(self, pattern: str) -> list[str]:
        return [path for path in sorted(self.files) if re.fullmatch(pattern, path)]

    @functools.cached_property
    def cpp(self) -> list[str]:
        return self.named(r"(src|tests|bench)/.*\.(h|cpp)")

    @functools.cached_property
    def code(self) -> dict[str, str]:
        """C++ sources without comments and literals, lines kept."""
        return {path: strip(self.files[path]) for path in self.cpp}

    @functools.cached_property
    def includes(self) -> dict[str, list[tuple[int, str, str]]]:
        """For each C++ file its includes: line, bracket, name."""
        pattern = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
        return {path: [(line_of(self.files[path], match.start(1)), match[1], match[2])
                       for match in pattern.finditer(self.files[path])] for path in self.cpp}


def read_tree(root: pathlib.Path) -> Tree:
    files = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        for path in (pathlib.Path(folder) / name for name in names):
            try:
                files[path.relative_to(root).as_posix()] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError:
                pass  # binary: nothing here reads it
    return Tree(files, root.parent / "shared" / "acts")


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def strip(text: str) -> str:
    pattern = r'R"(\w*)\((?:.|\n)*?\)\1"|//[^\n]*|/\*(?:.|\n)*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'' \
              r'|(?<=\d)\'(?=\d)'
    return re.sub(pattern, lambda match: "\n" * match[0].count("\n") or " ", text)


def is_test(path: str) -> bool:
    return path.endswith("_test.cpp") or path.startswith("tests/")


# --- rules ---------------------------------------------------------------------------------------------------------


def layers(tree: Tree) -> Iterator[Finding]:
    """A source includes its own module and those its CMakeLists.txt names; those are of a lower layer."""
    level, uses = {}, {}
    for path in tree.named(r"src/\w+/CMakeLists\.txt"):
        text, module = tree.files[path], path.split("/")[1]
        call = re.search(r"remit_module\(\s*(\w+)\s+LAYER\s+(\d+)(?:\s+USES\s+([\w\s]*?))?(?:\s+(?:EXTERNAL|TEST_PROPERTIES)[^)]*)?\)", text)
        level[module] = int(call[2]) if call else 99
        uses[module] = set((call[3] or "").split()) if call else set(re.findall(r"\bremit(?:_|::)(\w+)", text))
    for module, used in uses.items():
        for other in used & level.keys():
            if level[other] >= level[module] and other != module:
                yield Finding("layers", f"src/{module}/CMakeLists.txt", 1,
                              f"{module} (layer {level[module]}) uses {other} (layer {level[other]})")
    for path in tree.cpp:
        module = path.split("/")[1]
        if path.startswith("src/"):
            for line, bracket, name in tree.includes[path]:
                folder = name.split("/")[0] if "/" in name else ""
                allowed = uses.get(module, set()) | {module} | ({"support"} if is_test(path) else set())
                if bracket == '"' and folder not in allowed:
                    yield Finding("layers", path, line, f'"{name}" is not of a module that {module} names in USES')


def external_header(tree: Tree) -> Iterator[Finding]:
    """Third-party and system headers are included only by the module that owns them."""
    for path in tree.cpp:
        for line, bracket, name in tree.includes[path]:
            if is_test(path) and re.fullmatch(TEST_HEADERS, name):
                continue
            for pattern, places, instead in EXTERNAL_HEADERS:
                if re.fullmatch(pattern, name) and not path.startswith(tuple(places) or "-"):
                    yield Finding("external-header", path, line, f"<{name}> is not for this place: use {instead}")


def banned_word(tree: Tree) -> Iterator[Finding]:
    """Functions that depend on the locale, hide failure or break determinism are not used."""
    for path in tree.cpp:
        allowed = BANNED_EVERYWHERE_BUT.get(path, "$.")
        for pattern, instead in BANNED_WORDS:
            for match in re.finditer(pattern, tree.code[path]):
                if not re.search(allowed, match[0]) and not (path.startswith("tests/") and "printf" in match[0]):
                    yield Finding("banned-word", path, line_of(tree.code[path], match.start()),
                                  f"'{match[0].strip()}' is banned: use {instead}")


def file_header(tree: Tree) -> Iterator[Finding]:
    """A file begins by saying what it is, in three lines or more; x.cpp leaves that to its x.h, tests need one."""
    for path in tree.cpp:
        has_header_file = path.endswith(".cpp") and path[:-4] + ".h" in tree.files
        needed = 0 if has_header_file else 1 if is_test(path) else 3
        found = len(re.match(r"(?://[^\n]*\n)*", tree.files[path])[0].splitlines())
        if found < needed:
            yield Finding("file-header", path, 1, f"the file header has {found} comment lines of {needed}")
    for path in tree.named(r"src/.*\.h"):
        if "\n#pragma once\n" not in tree.files[path]:
            yield Finding("file-header", path, 1, "no #pragma once")


def file_length(tree: Tree) -> Iterator[Finding]:
    """Over 600 lines a file says in its header why: '... lines because ...'."""
    for path in tree.named(r".*\.(h|cpp|py|sh|cmake)"):
        lines = tree.files[path].splitlines()
        if len(lines) > LINES_MAX and not re.search(r"lines because", "\n".join(lines[:12])):
            yield Finding("file-length", path, LINES_MAX + 1, f"{len(lines)} lines, and the header does not say why")


def own_header_first(tree: Tree) -> Iterator[Finding]:
    """x.cpp includes its own x.h first, which proves that the header compiles alone."""
    for path in tree.named(r"src/.*\.cpp"):
        own = path.removeprefix("src/")[:-4] + ".h"
        if f"src/{own}" in tree.files and [name for _, _, name in tree.includes[path]][:1] != [own]:
            yield Finding("own-header-first", path, 1, f'the first include must be "{own}"')


def namespace(tree: Tree) -> Iterator[Finding]:
    """The namespace is the folder; headers open no namespace to others."""
    for path in tree.named(r"src/(?!main/).*(?<!_test)\.(h|cpp)"):
        code, module = tree.code[path], path.split("/")[1]
        if re.search(r"\bnamespace\b", code) and not re.search(rf"\bnamespace remit::{module}\b", code):
            yield Finding("namespace", path, 1, f"no 'namespace remit::{module}'")
    for path in tree.named(r"src/.*\.h"):
        if match := re.search(r"\busing\s+namespace\b", tree.code[path]):
            yield Finding("namespace", path, line_of(tree.code[path], match.start()), "'using namespace' in a header")


def anchors_of(markdown: str) -> set[str]:
    headings = re.findall(r"^#+\s+(.*)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def markdown_link(tree: Tree) -> Iterator[Finding]:
    """Links between documents lead somewhere, down to the heading."""
    folders = {str(parent) for path in tree.files for parent in pathlib.PurePosixPath(path).parents}
    for path in tree.named(r".*\.md"):
        text = re.sub(r"```.*?```", lambda match: "\n" * match[0].count("\n"), tree.files[path], flags=re.DOTALL)
        for match in re.finditer(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)", text):
            target = normalise(pathlib.PurePosixPath(path).parent / match[1]) if match[1] else path
            if target not in tree.files and target not in folders:
                yield Finding("markdown-link", path, line_of(text, match.start()), f"'{match[1]}' is not there")
            elif match[2] and match[2] not in anchors_of(tree.files.get(target, "")):
                yield Finding("markdown-link", path, line_of(text, match.start()), f"no heading '#{match[2]}'")


def normalise(path: pathlib.PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == ".." and parts:
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts) or "."


def open_end(tree: Tree) -> Iterator[Finding]:
    """What is left to do names its issue."""
    for path in tree.named(r"(?!tools/check_repository).*(\.(h|cpp|py|sh|cmake|yaml|toml)|CMakeLists\.txt)"):
        for match in re.finditer(r"\b(?:TODO|FIXME|XXX)\b(?!\(\w)", tree.files[path]):
            yield Finding("open-end", path, line_of(tree.files[path], match.start()), f"{match[0]} without (issue)")


def test_name(tree: Tree) -> Iterator[Finding]:
    """No test has a ';' in its name: lists of CMake split there, both halves match no test, and doing nothing passes."""
    for path in tree.named(r"(src|tests)/.*\.cpp"):
        for match in re.finditer(r'^(?:[A-Z_]*TEST_CASE[A-Z_]*|ON_BOTH|SCENARIO)\(\s*"[^"\n]*;', tree.files[path], re.MULTILINE):
            yield Finding("test-name", path, line_of(tree.files[path], match.start()), "';' in the name of a test: it would not run")


def machine_path(tree: Tree) -> Iterator[Finding]:
    """No path that exists on one machine only."""
    for path in tree.named(r"(?!tools/check_repository)(?!tests/fuzz/corpus/).*"):
        for match in re.finditer(r"(?<![\w.}/*-])/(?:work|home|root|Users)/\w", tree.files[path]):
            yield Finding("machine-path", path, line_of(tree.files[path], match.start()), f"'{match[0]}...'")


def dead_file(tree: Tree) -> Iterator[Finding]:
    """Every file is reached: compiled, included, linked or called by name."""
    included = {name for path in tree.cpp for _, bracket, name in tree.includes[path]
                if bracket == '"' and path != f"src/{name.removesuffix('.h')}.cpp"}
    for path in tree.named(r"src/.*\.h"):
        if path.removeprefix("src/") not in included:
            yield Finding("dead-file", path, 1, "no other file includes this header")
    for path in tree.named(r"src/[^/]+/.*\.cpp"):
        if "/".join(path.split("/")[:2]) + "/CMakeLists.txt" not in tree.files or path.count("/") > 2:
            yield Finding("dead-file", path, 1, "in no module")
    for folder, kind in (("tests/fuzz", "fuzz"), ("bench", "bench")):
        listed = re.findall(rf"^remit_{kind}\((\w+)", tree.files.get(f"{folder}/CMakeLists.txt", ""), re.MULTILINE)
        for path in tree.named(rf"{folder}/\w+_{kind}\.cpp"):
            if pathlib.PurePosixPath(path).stem.removesuffix(f"_{kind}") not in listed:
                yield Finding("dead-file", path, 1, f"not in {folder}/CMakeLists.txt")
    yield from unnamed_files(tree)


def unnamed_files(tree: Tree) -> Iterator[Finding]:
    texts = [path for path in tree.files if not path.startswith(("tests/golden/", "tests/fuzz/corpus/"))]
    for path in tree.named(r"tools/.*\.(py|sh)|(?!docs/diagnostics/)[^.].*\.md"):
        name = path.rsplit("/", 1)[-1]
        if path != "README.md" and not path.endswith("_test.py") and \
                not any(name in tree.files[other] for other in texts if other != path):
            yield Finding("dead-file", path, 1, "no other file names it")


def glossary(tree: Tree) -> Iterator[Finding]:
    """Each word that we use for a thing has a row in GLOSSARY.md, and no word has two."""
    rows = re.findall(r"^\|\s*\**([\w -]+?)\**\s*\|", tree.files.get("GLOSSARY.md", ""), re.MULTILINE)
    counts = collections.Counter(row.strip().lower().replace(" ", "-") for row in rows if row.strip() != "word")
    for word in GLOSSARY_WORDS:
        if word not in counts:
            yield Finding("glossary", "GLOSSARY.md", 1, f"no row for '{word}'")
    for word, count in counts.items():
        if count > 1 and word.strip("-"):
            yield Finding("glossary", "GLOSSARY.md", 1, f"{count} rows for '{word}'")


def diagnostic_page(tree: Tree) -> Iterator[Finding]:
    """Each diagnostic has a page, and each page a diagnostic."""
    catalogue = tree.files.get("src/diag/catalogue.toml")
    if catalogue is None:
        return
    ids = {name for name, entry in tomllib.loads(catalogue).items() if isinstance(entry, dict)}
    pages = {path.rsplit("/", 1)[-1][:-3] for path in tree.named(r"docs/diagnostics/.*\.md")} - {"README"}
    for name in sorted(ids - pages):
        yield Finding("diagnostic-page", "src/diag/catalogue.toml", 1, f"no page docs/diagnostics/{name}.md")
    for name in sorted(pages - ids):
        yield Finding("diagnostic-page", f"docs/diagnostics/{name}.md", 1, "no such diagnostic in the catalogue")


WINDOW_WORDS = 18


def windows_of(text: str) -> Iterator[tuple[str, int]]:
    """Runs of WINDOW_WORDS words, each with the offset of its first word."""
    words = [(match[0].lower(), match.start()) for match in re.finditer(r"[^\W\d_]+", text)]
    for index in range(len(words) - WINDOW_WORDS + 1):
        yield " ".join(word for word, _ in words[index:index + WINDOW_WORDS]), words[index][1]


def act_sentences(folder: pathlib.Path) -> Iterator[str]:
    """The texts of the real acts, cut at the names of units: names are facts, sentences are not ours."""
    names = {unit["name_original"].lower() for gold in sorted(folder.glob("gold/*.json"))
             for unit in json.loads(gold.read_text(encoding="utf-8"))["units"]}
    cut = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "$.")
    for path in sorted(folder.glob("*.txt")):
        yield from cut.split(path.read_text(encoding="utf-8", errors="replace").lower())


def act_text(tree: Tree) -> Iterator[Finding]:
    """The product ships no sentence of the real acts that it is tested on."""
    if tree.outside is None or not tree.outside.is_dir():
        return
    known = {window for text in act_sentences(tree.outside) for window, _ in windows_of(text)}
    for path in sorted(tree.files):
        for window, offset in windows_of(tree.files[path]):
            if window in known:
                yield Finding("act-text", path, line_of(tree.files[path], offset),
                              f"{WINDOW_WORDS} words in a row as in a real act: restate '{window[:60]}...'")
                break


RULES = [layers, external_header, banned_word, file_header, file_length, own_header_first, namespace, markdown_link,
         open_end, test_name, machine_path, dead_file, glossary, diagnostic_page, act_text]


def check(tree: Tree, exceptions: dict[tuple[str, str], str]) -> list[Finding]:
    found = [finding for rule in RULES for finding in rule(tree)]
    kept = [finding for finding in found if (finding.rule, finding.path) not in exceptions]
    unused = exceptions.keys() - {(finding.rule, finding.path) for finding in found}
    return kept + [Finding("unused-exception", path, 1, f"no longer needed for '{rule}': take it out of EXCEPTIONS")
                   for rule, path in sorted(unused)]


def main() -> int:
    findings = check(read_tree(ROOT), EXCEPTIONS)
    for finding in findings:
        print(f"{finding.path}:{finding.line}: {finding.message} [{finding.rule}]")
    print(f"repository: {len(RULES)} rules, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
