#!/usr/bin/env python3
"""Turns src/diag/catalogue.toml and words.toml into C++ tables (diag/catalogue.h and .cpp).

With --module it turns the words.toml of another module into MODULE/words.h and .cpp: the sentences in which that module
explains itself, such as the lines of a deadline's derivation.

Refuses what would only show when a message is read: a missing language, an argument that is not declared, a plural or
choice that is not covered, a word of mixed scripts. The order of the tables is that of the files, so that the same
files give the same bytes.
"""
import argparse
import pathlib
import re
import sys
import tomllib

LANGUAGES = ("en", "hr", "sr")
PLURALS = {"en": ("one", "other"), "hr": ("one", "few", "other"), "sr": ("one", "few", "other")}
LEVELS = ("info", "warning", "error")
ENTRY_KEYS = {"level", "since", "rule", "arguments", "choose", "notes", *LANGUAGES}
MESSAGE_KEYS = {"arguments", "choose", *LANGUAGES}
ID = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
CYRILLIC, LATIN = re.compile(r"[\u0400-\u04ff]"), re.compile(r"[A-Za-z\u00c0-\u024f]")


class CatalogueError(Exception):
    """What is wrong with the catalogue, with the place in front."""


def require(condition: bool, place: str, problem: str) -> None:
    if not condition:
        raise CatalogueError(f"{place}: {problem}")


def read_toml(path: pathlib.Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        hint = " (is an id declared twice?)" if "twice" in str(error) or "overwrite" in str(error) else ""
        raise CatalogueError(f"{path.name}: {error}{hint}") from error


def check_text(text: object, language: str, arguments: dict, place: str) -> None:
    require(isinstance(text, str) and text != "", place, "a message is a text that is not empty")
    for name in PLACEHOLDER.findall(text):
        require(name in arguments, place, f"argument '{name}' is not declared")
    rest = PLACEHOLDER.sub(" ", text)
    require("{" not in rest and "}" not in rest, place, "a brace stands alone")
    require(not text.endswith("."), place, "a message ends without a full stop")
    for word in re.findall(r"\w+", rest):
        mixed = CYRILLIC.search(word) and LATIN.search(word)
        require(not mixed, place, f"'{word}' mixes Latin and Cyrillic letters")
    if language == "sr":
        only_arguments = not LATIN.search(rest)
        require(only_arguments or bool(CYRILLIC.search(rest)), place, "sr is written in Cyrillic")


def keys_for(language: str, choose: str, arguments: dict) -> tuple:
    kind = arguments[choose]
    return PLURALS[language] if kind == "integer" else tuple(kind)


def check_message(table: dict, place: str, allowed: set) -> dict:
    """The message as {arguments, choose, texts: {language: [(key, text)]}}."""
    unknown = set(table) - allowed
    require(not unknown, place, f"unknown field '{min(unknown, default='')}'")
    arguments, choose = table.get("arguments", {}), table.get("choose")
    for name, kind in arguments.items():
        choices = isinstance(kind, list) and kind and all(isinstance(word, str) for word in kind)
        require(bool(ID.fullmatch(name)), place, f"'{name}' is no name for an argument")
        require(kind in ("text", "integer", "span") or bool(choices), place, f"argument '{name}' has no known type")
    if choose is not None:
        require(choose in arguments, place, f"argument '{choose}', which is to choose, is not declared")
        require(arguments[choose] not in ("text", "span"), place, f"argument '{choose}' is a text and cannot choose")
    texts = {}
    for language in LANGUAGES:
        require(language in table, place, f"language '{language}' is missing")
        value, where = table[language], f"{place}.{language}"
        if choose is None:
            check_text(value, language, arguments, where)
            texts[language] = [("", value)]
            continue
        keys = keys_for(language, choose, arguments)
        require(isinstance(value, dict), where, f"expected one text for each of {', '.join(keys)}")
        require(set(value) == set(keys), where, f"expected exactly {', '.join(keys)}; found {', '.join(value)}")
        for key in keys:
            check_text(value[key], language, arguments, f"{where}.{key}")
        texts[language] = [(key, value[key]) for key in keys]
    return {"arguments": arguments, "choose": choose, "texts": texts}


def check_entry(name: str, table: object) -> dict:
    require(isinstance(table, dict), name, "expected a table")
    require(bool(ID.fullmatch(name)) and "_" not in name, name, "an id is lower-case words joined by '-'")
    require(table.get("level") in LEVELS, name, f"level is one of {', '.join(LEVELS)}")
    require(isinstance(table.get("since"), str), name, "'since' is missing")
    require("rule" in table, name, "'rule' is missing")
    notes = table.get("notes", {})
    return {
        "name": name, "level": table["level"], "since": table["since"],
        "message": check_message(table, name, ENTRY_KEYS),
        "rule": check_message(table["rule"], f"{name}.rule", set(LANGUAGES)),
        "notes": [(note, check_message(body, f"{name}.notes.{note}", MESSAGE_KEYS))
                  for note, body in notes.items() if require_note(name, note) is None],
    }


def require_note(name: str, note: str) -> None:
    require(bool(ID.fullmatch(note)), f"{name}.notes", f"'{note}' is no name for a note")


def identifier(name: str) -> str:
    return name.replace("-", "_")


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Writer:
    """Collects the constant arrays that the tables point to, each under a name of its own."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.count = 0

    def array(self, type_name: str, items: list[str]) -> str:
        if not items:
            return "{}"
        self.count += 1
        name = f"kData{self.count}"
        self.lines.append(f"constexpr {type_name} {name}[] = {{{', '.join(items)}}};")
        return name

    def message(self, message: dict) -> str:
        parameters = []
        for name, kind in message["arguments"].items():
            choices = self.array("std::string_view", [quoted(word) for word in kind]) if isinstance(kind, list) else "{}"
            tag = "choice" if isinstance(kind, list) else kind
            parameters.append(f"{{{quoted(name)}, ArgumentKind::{tag}, {choices}}}")
        choose = message["choose"]
        index = list(message["arguments"]).index(choose) if choose else -1
        spans = [self.array("Wording", [f"{{{quoted(key)}, {quoted(text)}}}" for key, text in message["texts"][language]])
                 for language in LANGUAGES]
        return f"{{{self.array('Parameter', parameters)}, {index}, {{{{{', '.join(spans)}}}}}}}"


HEADER = """\
// Generated from catalogue.toml and words.toml by tools/catalogue.py. Do not edit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "diag/message.h"

namespace remit::diag {{

enum class DiagnosticId : std::uint16_t {{
{diagnostics}}};

enum class NoteId : std::uint16_t {{
{notes}}};

/// A word or half-sentence that renderers put around diagnostics.
enum class PhraseId : std::uint16_t {{
{phrases}}};

struct CatalogueEntry {{
    DiagnosticId id;
    std::string_view id_text;  // as people see it: "duplicate-duty"
    Severity severity;
    std::string_view since;
    Message message;
    Message rule;  // one line on what is expected of a text; takes no arguments
}};

struct NoteEntry {{
    NoteId id;
    DiagnosticId owner;
    std::string_view id_text;  // without its owner: "first"
    Message message;
}};

/// All diagnostics, in the order of their ids.
[[nodiscard]] std::span<const CatalogueEntry> catalogue();
[[nodiscard]] const CatalogueEntry& entry_of(DiagnosticId id);
[[nodiscard]] const NoteEntry& entry_of(NoteId id);
[[nodiscard]] std::span<const NoteEntry> all_notes();
[[nodiscard]] const Message& phrase(PhraseId id);
/// The id that is written `id_text`.
[[nodiscard]] std::optional<DiagnosticId> find_diagnostic(std::string_view id_text);

}}  // namespace remit::diag
"""

SOURCE = """\
// Generated from catalogue.toml and words.toml by tools/catalogue.py. Do not edit.
#include "diag/catalogue.h"

#include "base/check.h"

namespace remit::diag {{
namespace {{

{data}

constexpr CatalogueEntry kEntries[] = {{
{entries}}};

constexpr NoteEntry kNotes[] = {{
{notes}}};

constexpr Message kPhrases[] = {{
{phrases}}};

}}  // namespace

std::span<const CatalogueEntry> catalogue() {{ return kEntries; }}
std::span<const NoteEntry> all_notes() {{ return kNotes; }}

const CatalogueEntry& entry_of(DiagnosticId id) {{
    REMIT_CHECK(static_cast<std::size_t>(id) < std::size(kEntries));
    return kEntries[static_cast<std::size_t>(id)];
}}

const NoteEntry& entry_of(NoteId id) {{
    REMIT_CHECK(static_cast<std::size_t>(id) < std::size(kNotes));
    return kNotes[static_cast<std::size_t>(id)];
}}

const Message& phrase(PhraseId id) {{
    REMIT_CHECK(static_cast<std::size_t>(id) < std::size(kPhrases));
    return kPhrases[static_cast<std::size_t>(id)];
}}

std::optional<DiagnosticId> find_diagnostic(std::string_view id_text) {{
    for (const CatalogueEntry& entry : kEntries) {{
        if (entry.id_text == id_text) return entry.id;
    }}
    return std::nullopt;
}}

}}  // namespace remit::diag
"""


WORDS_HEADER = """\
// Generated from {module}/words.toml by tools/catalogue.py. Do not edit.
#pragma once

#include <cstdint>

#include "diag/message.h"

namespace remit::{module} {{

/// A sentence in which this module explains itself to people.
enum class PhraseId : std::uint16_t {{
{phrases}}};

[[nodiscard]] const diag::Message& phrase(PhraseId id);

}}  // namespace remit::{module}
"""

WORDS_SOURCE = """\
// Generated from {module}/words.toml by tools/catalogue.py. Do not edit.
#include "{module}/words.h"

#include "base/check.h"

namespace remit::{module} {{
namespace {{

using namespace diag;  // NOLINT(google-build-using-namespace): names of the tables below

{data}

constexpr Message kPhrases[] = {{
{phrases}}};

}}  // namespace

const diag::Message& phrase(PhraseId id) {{
    REMIT_CHECK(static_cast<std::size_t>(id) < std::size(kPhrases));
    return kPhrases[static_cast<std::size_t>(id)];
}}

}}  // namespace remit::{module}
"""


def enumerators(names: list[str]) -> str:
    return "".join(f"    {identifier(name)},\n" for name in names)


def generate(entries: list[dict], phrases: dict) -> tuple[str, str]:
    writer = Writer()
    notes = [(entry["name"], note, message) for entry in entries for note, message in entry["notes"]]
    note_names = [f"{name}_{note}" for name, note, _ in notes]
    require(len({identifier(name) for name in note_names}) == len(note_names), "notes", "two notes have one name")
    header = HEADER.format(diagnostics=enumerators([entry["name"] for entry in entries]),
                           notes=enumerators(note_names), phrases=enumerators(list(phrases)))
    entry_rows = "".join(
        f"    {{DiagnosticId::{identifier(entry['name'])}, {quoted(entry['name'])}, Severity::{entry['level']}, "
        f"{quoted(entry['since'])},\n     {writer.message(entry['message'])}, {writer.message(entry['rule'])}}},\n"
        for entry in entries)
    note_rows = "".join(
        f"    {{NoteId::{identifier(name + '_' + note)}, DiagnosticId::{identifier(name)}, {quoted(note)}, "
        f"{writer.message(message)}}},\n" for name, note, message in notes)
    phrase_rows = "".join(f"    {writer.message(message)},\n" for message in phrases.values())
    source = SOURCE.format(data="\n".join(writer.lines), entries=entry_rows, notes=note_rows, phrases=phrase_rows)
    return header, source


def read_phrases(path: pathlib.Path) -> dict:
    return {name: check_message(table, name, MESSAGE_KEYS) for name, table in read_toml(path).items()}


def generate_words(module: str, phrases: dict) -> tuple[str, str]:
    writer = Writer()
    rows = "".join(f"    {writer.message(message)},\n" for message in phrases.values())
    return (WORDS_HEADER.format(module=module, phrases=enumerators(list(phrases))),
            WORDS_SOURCE.format(module=module, data="\n".join(writer.lines), phrases=rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogue", type=pathlib.Path, help="diagnostics, for the module diag")
    parser.add_argument("--module", help="the module whose words these are, where there are no diagnostics")
    parser.add_argument("--words", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True, help="folder for what is generated")
    options = parser.parse_args()
    if (options.catalogue is None) == (options.module is None):
        parser.error("give either --catalogue or --module")
    try:
        phrases = read_phrases(options.words)
        if options.module:
            name, (header, source) = "words", generate_words(options.module, phrases)
        else:
            entries = [check_entry(name, table) for name, table in read_toml(options.catalogue).items()]
            name, (header, source) = "catalogue", generate(entries, phrases)
    except CatalogueError as error:
        print(f"catalogue.py: {error}", file=sys.stderr)
        return 1
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / f"{name}.h").write_text(header, encoding="utf-8")
    (options.output / f"{name}.cpp").write_text(source, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
