// Tests of node.h: places, types, what is refused and how it is said, and hostile input.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "base/env.h"
#include "text/utf8.h"
#include "yaml/node.h"

using remit::ErrorCode;
using remit::yaml::Document;
using remit::yaml::Entry;
using remit::yaml::Node;
using remit::yaml::NodeKind;
using remit::yaml::parse;
using remit::yaml::Place;

namespace {

std::string fault_of(std::string_view text) {
    const auto document = parse("a.yaml", text);
    return document.ok() ? "" : document.error().message;
}

void check_place(Place place, std::string_view text) {
    REQUIRE(place.offset <= text.size());
    Place counted;
    std::uint32_t at = place.offset > 0 && text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (; at < place.offset; ++at) {
        const bool line_end = text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n');
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        counted.column = line_end ? 1 : counted.column + (begins ? 1U : 0U);
        counted.line += line_end ? 1U : 0U;
    }
    CHECK(place.line == counted.line);
    CHECK(place.column == counted.column);
}

// Of the node and all below it.
void check_places(const Node& root, std::string_view text) {
    std::vector<const Node*> open{&root};
    while (!open.empty()) {
        const Node& node = *open.back();
        open.pop_back();
        check_place(node.place(), text);
        if (node.kind() == NodeKind::list) {
            const auto items = node.list().value();
            for (const Node& item : items) open.push_back(&item);
        }
        if (node.kind() == NodeKind::map) {
            const auto entries = node.map().value();
            for (const Entry& entry : entries) {
                check_place(entry.key_place, text);
                open.push_back(&entry.value);
            }
        }
    }
}

}  // namespace

TEST_CASE("yaml: values keep their kind, text and place") {
    const auto document = parse(
        "a.yaml", "naziv: Vijeće\r\nčlanovi: [ć, \"x y\", 1.10]\nempty:\nmap:\n  - key: no\n");
    REQUIRE(document.ok());
    const Node& root = document.value().root();
    CHECK(root.kind() == NodeKind::map);
    CHECK(root.require_text("naziv").value() == "Vijeće");
    CHECK(root.find("naziv")->place().column == 8);
    const Node* list = root.find("članovi");
    REQUIRE(list != nullptr);
    CHECK(list->text_list().value() == std::vector<std::string>{"ć", "x y", "1.10"});
    const Node& second = list->list().value()[1];
    CHECK(second.place().line == 2);
    CHECK(second.place().column == 14);
    CHECK(second.place().offset == 31);
    CHECK(second.key() == "članovi");
    CHECK(root.find("empty")->kind() == NodeKind::nothing);
    const Node& item = root.find("map")->list().value()[0];
    CHECK(item.require_text("key").value() == "no");
    CHECK(item.map().value()[0].key_place.column == 5);
    CHECK(root.find("none") == nullptr);
    CHECK(!root.find_text("none").value().has_value());
    CHECK(root.find_text_list("none").value().empty());
}

TEST_CASE("yaml: numbers and truth values are read when they are asked for") {
    const auto document = parse("a.yaml", "n: -12\nt: true\nw: 12a\nbig: 99999999999999999999\n");
    REQUIRE(document.ok());
    const Node& root = document.value().root();
    CHECK(root.find("n")->integer().value() == -12);
    CHECK(root.find("t")->boolean().value());
    CHECK(root.find("w")->integer().error().message ==
          "a.yaml:3:4: expected a whole number, found '12a'");
    CHECK(!root.find("big")->integer().ok());
    CHECK(root.find("n")->boolean().error().message ==
          "a.yaml:1:4: expected true or false, found '-12'");
}

TEST_CASE("yaml: an error names file, line, column and key") {
    const auto document = parse("v/b.yaml", "names: x\nlist:\n  - [a]\n");
    REQUIRE(document.ok());
    const Node& root = document.value().root();
    CHECK(root.find("names")->text_list().error().message ==
          "v/b.yaml:1:8: expected a list of text under 'names', found text");
    CHECK(root.find("list")->text_list().error().message ==
          "v/b.yaml:3:5: expected a list of text under 'list', found a list");
    CHECK(root.text().error().message == "v/b.yaml:1:1: expected text, found keys with values");
    CHECK(root.require("id").error().message == "v/b.yaml:1:1: the key 'id' is missing here");
    CHECK(root.allow_keys({"names", "kind"}).error().message ==
          "v/b.yaml:2:1: the key 'list' is not known here; known are: names, kind");
    CHECK(root.allow_keys({"names", "list"}).ok());
    CHECK(root.find("names")->require("id").error().message ==
          "v/b.yaml:1:8: expected keys with values, among them 'id' under 'names', found text");
}

TEST_CASE("yaml: a document may be moved without losing its name") {
    auto first = parse("a.yaml", "- x\n");
    REQUIRE(first.ok());
    const Document moved = std::move(first).value();
    CHECK(moved.root().text().error().message == "a.yaml:1:1: expected text, found a list");
}

TEST_CASE("yaml: what could be read in two ways is refused with a cure") {
    CHECK(fault_of("a: 1\nb: 2\na: 3\n") ==
          "a.yaml:3:1: the key 'a' stands twice; it stands first in line 1");
    CHECK(fault_of("a: &x 1\n").find("anchor") != std::string::npos);
    CHECK(fault_of("a: *x\n").find("a.yaml:1:4") == 0);
    CHECK(fault_of("a: !!int 1\n").find("tag") != std::string::npos);
    CHECK(fault_of("a: 1\n---\nb: 2\n").find("second document") != std::string::npos);
    CHECK(fault_of("? [a]\n: b\n").find("key must be text") != std::string::npos);
    CHECK(fault_of("a: b: c\n") ==
          "a.yaml:1:5: this is not YAML: mapping values are not allowed in this context; quote the "
          "text that holds ': '");
    CHECK(fault_of("a: [b\n").find("close the list") != std::string::npos);
    CHECK(fault_of("a: \"b\n").find("quotation mark") != std::string::npos);
    CHECK(fault_of("a: 'b''\n") == "a.yaml:1:4: a quotation mark opens here and is never closed");
    CHECK(fault_of("a: 'b''c'\nd: \"\\\"\"\n") == "");
    CHECK(fault_of("a: \xC4\n").find("a.yaml:1:4: this is not UTF-8") == 0);
    CHECK(fault_of(std::string_view("a: b\0", 5)).find("control character (U+0000)") !=
          std::string::npos);
    CHECK(fault_of("a: b\x04 c\n").find("control character") != std::string::npos);
    CHECK(fault_of("a: ! b\n").find("tag") != std::string::npos);
}

// YAML 1.1 ends a line at the first three and YAML 1.2 does not; the last begins a file, if any.
TEST_CASE("yaml: invisible characters that readers of YAML take differently are refused") {
    CHECK(fault_of("a: b # c\xC2\x85"
                   "d: e\n") == "a.yaml:1:9: a control character (U+0085) stands here; delete it");
    CHECK(fault_of("ž: b\xE2\x80\xA8"
                   "c\n") == "a.yaml:1:5: an invisible character (U+2028) stands here; delete it");
    CHECK(fault_of("a: b\xE2\x80\xA9\n").find("(U+2029)") != std::string::npos);
    CHECK(fault_of("a: b\n\xEF\xBB\xBF"
                   "c: d\n") ==
          "a.yaml:2:1: an invisible character (U+FEFF) stands here; delete it");
}

TEST_CASE("yaml: every character of the basic plane is read as it is, or refused with a place") {
    std::size_t read = 0;
    for (char32_t code = 1; code <= 0xFFFF; ++code) {
        if (code == '\n' || code == '\r' || code == '\'') continue;  // one folds, one closes
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        std::string value;
        remit::text::append_utf8(value, code);
        const auto document = parse("a.yaml", "'" + value + "'");
        if (document.ok()) {
            CHECK(document.value().root().text().value() == value);
            ++read;
        } else {
            CHECK(document.error().message.starts_with("a.yaml:1:2: "));
        }
    }
    CHECK(read > 60000);
}

TEST_CASE("yaml: what is no YAML is pointed at where it is to be mended, with a cure") {
    struct Row {
        const char* text;
        const char* place;
        const char* cure;
    };
    const Row rows[] = {
        {"a: b: c\n", "1:5", "quote the text that holds ': '"},
        {"a: ? b\n", "1:4", "quote the text that begins with '?'"},
        {"a: - b\n", "1:4", "at the beginning of its own line"},
        {"a: 1\nbogus\nb: 2\n", "2:1", "put a ':' behind the key"},
        {"a: [b\nc: d\n", "2:2", "close the list with ']'"},
        {"a: {b: c\nd: e\n", "2:2", "close the map with '}'"},
        {"- a\nb: c\n", "2:1", "align the items"},
        {"a: b\n  c: d\n", "2:4", "quote the text that holds ': '"},
        {"a:\n    b: c\n  d: e\n", "3:3", "align the keys"},
        {"a: ]\n", "1:4", "take the bracket out"},
        {"[a] b\n", "1:5", "align the keys"},
        {"a: |\n\n \tb\n", "3:2", "indent with spaces"},
        {"a:\n\tb: c\n", "2:2", "put spaces in its place"},
        {"- a\n-\tb\n", "2:3", "put spaces in its place"},
        {"a: 'b\n---\n'\n", "2:1", "indent the line that is '---'"},
        {"{a: b:}\n", "1:6", "quote the text that holds ':'"},
        {"a: \"\\ud800\"\n", "1:7", "write the character itself"},
        {"a: \"\\q\"\n", "1:5", "single quotes"},
        {"a: \"\\xz\"\n", "1:7", "single quotes"},
        {"a: |0\n  b\n", "1:5", "in the line below"},
        {"a: | b\n", "1:6", "in the line below"},
        {"a: & b\n", "1:5", "begins with '&'"},
        {"a: *\n", "1:5", "begins with '*'"},
        {"a: !<b\n", "1:7", "begins with '!'"},
        {"a: !%zz b\n", "1:5", "begins with '!'"},
        {"a: !b!c d\n", "1:4", "begins with '!'"},
        {"a: @b\n", "1:4", "begins with '@'"},
        {"a: %b\n", "1:4", "begins with '@', '`' or '%'"},
        {"%b\n", "1:3", "begins with '%'"},
        {"%YAML 2.0\n--- a\n", "1:1", "begins with '%'"},
        {"%TAG a\n", "1:6", "begins with '%'"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const std::string fault = fault_of(row.text);
        CHECK_MESSAGE(fault.starts_with(std::string("a.yaml:") + row.place + ": "), fault);
        CHECK_MESSAGE(fault.find(row.cure) != std::string::npos, fault);
    }
}

TEST_CASE("yaml: an empty file is nothing, and a byte order mark is skipped") {
    CHECK(parse("a.yaml", std::string_view()).ok());  // no bytes at no address
    for (const char* text : {"", "# only a comment\n", "\xEF\xBB\xBF", "---\n# none\n", "~"}) {
        const auto document = parse("a.yaml", text);
        REQUIRE(document.ok());
        CHECK(document.value().root().map().error().message ==
              "a.yaml:1:1: expected keys with values, found nothing");
    }
    const auto marked = parse("a.yaml",
                              "\xEF\xBB\xBF"
                              "a: b\nc: d\n");
    REQUIRE(marked.ok());
    const Node& root = marked.value().root();
    CHECK(root.require_text("a").ok());
    // It takes bytes and no column.
    CHECK(root.find("a")->place().column == 4);
    CHECK(root.find("a")->place().offset == 6);
    CHECK(root.find("c")->place().offset == 11);
    CHECK(fault_of("\xEF\xBB\xBF"
                   "a: b: c\n")
              .find("a.yaml:1:5: ") == 0);
}

TEST_CASE("yaml: a key without a value is pointed at, not what comes next") {
    const auto document = parse("a.yaml", "a: 1\nlist:\n\n\nb: 2\n");
    REQUIRE(document.ok());
    CHECK(document.value().root().find("list")->list().error().message ==
          "a.yaml:2:1: expected a list under 'list', found nothing");
    const auto items = parse("a.yaml", "- a\n-\n- ~\n");
    REQUIRE(items.ok());
    CHECK(items.value().root().list().value()[1].text().error().message ==
          "a.yaml:2:1: expected text, found nothing");
    CHECK(items.value().root().list().value()[2].place().column == 3);
}

TEST_CASE("yaml: no escape brings a control character into a value") {
    for (const char* text : {"a: \"\\0\"\n", "a: \"x\\x1B[31m\"\n", "\"a\\x7f\": b\n",
                             "a: \"\\N\"\n", "a: \"\\uffff\"\n"}) {
        CAPTURE(text);
        CHECK(fault_of(text).find("the value holds a control character") != std::string::npos);
    }
    CHECK(fault_of("a: \"x\\x1B[31m\"\n") ==
          "a.yaml:1:4: the value holds a control character (U+001B); take it, or the escape that "
          "makes it, out");
    CHECK(fault_of("a: \"b\\n\\tc \\u0107\"\n").empty());
    CHECK(fault_of("a: |\n  b\n  c\n").empty());
}

TEST_CASE("yaml: a block of text stands deeper than its key or its '-'") {
    CHECK(fault_of("- a\n-\n|\n  b\n") ==
          "a.yaml:3:1: this text stands no deeper than what it belongs to; indent it");
    CHECK(fault_of("a:\n>\n b\n").starts_with("a.yaml:2:1: "));
    CHECK(fault_of("a:\n- |\n b\n- >-\n c\nd:\n |\n  e\n? |\n f\n: |\n g\n").empty());
}

TEST_CASE("yaml: depth and size have limits, and a bomb of aliases is refused") {
    std::string deep;
    for (int i = 0; i < 65; ++i) deep += "[";
    CHECK(fault_of(deep + std::string(65, ']')).find("nested deeper than 64") != std::string::npos);
    CHECK(!fault_of(std::string(20000, '[')).empty());
    CHECK(!fault_of(std::string(20000, '{')).empty());
    std::string blocks;
    for (int i = 0; i < 2000; ++i) blocks += "- ";
    CHECK(!fault_of(blocks).empty());
    const std::string large(remit::yaml::kYamlBytesMax + 1, 'a');
    CHECK(parse("a.yaml", large).error().code == ErrorCode::limit);
    CHECK(!fault_of("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n").empty());
}

TEST_CASE("yaml: random bytes are read or refused, and every place is line, column and offset") {
    constexpr std::string_view kBytes[] = {
        "a",  "b",  ":",    ": ",   "-",     "- ", "?",   "[",  "]",    "{",  "}", ",", "#",
        " #", "&",  "*",    "!",    "|",     ">",  "|\n", "'",  "\"",   "%",  "@", "`", " ",
        "  ", "\n", "\n  ", "\n- ", "\nb: ", "\t", "ž",   "\r", "\r\n", "\\", "0", "~", "---"};
    std::mt19937 random(13);
    std::uniform_int_distribution<std::size_t> piece(0, std::size(kBytes) - 1);
    for (int round = 0; round < 20000; ++round) {
        std::string text = round % 4 == 0 ? "\xEF\xBB\xBF" : "";
        for (int i = 0; i < 12; ++i) text += kBytes[piece(random)];
        CAPTURE(text);
        const auto document = parse("a.yaml", text);
        if (document.ok()) {
            check_places(document.value().root(), text);
        } else {
            CHECK(document.error().message.starts_with("a.yaml:"));
        }
    }
}

TEST_CASE("yaml: the files of the vocabulary can be read") {
    remit::base::PosixEnv env;
    for (const char* file : {"bodies", "topics", "counterparts", "instruments"}) {
        const std::string path = std::string("vocabulary/") + file + ".yaml";
        const auto text = env.read_file(std::string(REMIT_SOURCE_DIR) + "/" + path);
        REQUIRE(text.ok());
        const auto document = parse(path, text.value());
        CHECK_MESSAGE(document.ok(), (document.ok() ? "" : document.error().message));
    }
}
