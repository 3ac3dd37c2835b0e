// Tests of json_reader.h: what is read, what is refused and where, and the paths of values.
#include "base/json_reader.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/json_text.h"

namespace remit::base {
namespace {

JsonDocument read(std::string_view text) {
    auto document = read_json("event", text);
    REQUIRE_MESSAGE(document.ok(), document.error().message);
    return std::move(document).value();
}

std::string refused(std::string_view text) {
    const auto document = read_json("event", text);
    return document.ok() ? "accepted" : document.error().message;
}

template <typename T>
std::string fault_of(const Result<T>& result) {
    return result.ok() ? "no fault" : result.error().message;
}

/// The item with the number, or the member with the name.
JsonValue child_of(const JsonValue& value, std::string_view step) {
    const auto items = value.kind() == JsonKind::array ? value.items() : value.members();
    REQUIRE_MESSAGE(items.ok(), std::string(step));
    std::size_t index = 0;
    for (const JsonValue child : items.value()) {
        if (value.kind() == JsonKind::array ? std::to_string(index++) == step
                                            : child.name() == step)
            return child;
    }
    FAIL("nothing is called ", std::string(step));
    return value;
}

/// "by/power/unit", "alarms/1/at".
JsonValue at(JsonValue value, std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        value = child_of(value, path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return value;
}

TEST_CASE("json reader: each kind of value is read as what it is") {
    const JsonDocument document = read(
        R"( {"nothing": null, "yes": true, "no": false, "number": -12, "text": "čl. 46.",
             "list": [1, [], {}], "empty": {}} )");
    const JsonValue root = document.root();
    CHECK(root.kind() == JsonKind::object);
    CHECK(root.name() == "");
    CHECK(at(root, "nothing").kind() == JsonKind::null);
    CHECK(at(root, "yes").boolean().value());
    CHECK_FALSE(at(root, "no").boolean().value());
    CHECK(at(root, "number").number().value() == -12);
    CHECK(at(root, "text").text().value() == "čl. 46.");
    CHECK(at(root, "list").items().value().size() == 3);
    CHECK(at(root, "list/0").number().value() == 1);
    CHECK(at(root, "list/1").items().value().size() == 0);
    CHECK(at(root, "list/2").members().value().size() == 0);
    CHECK(at(root, "list/2").name() == "");
    CHECK(at(root, "empty").members().value().size() == 0);
    CHECK(read("7").root().number().value() == 7);
}

TEST_CASE("json reader: members keep the order in which they were written") {
    const JsonDocument document = read(R"({"z": 1, "a": {"y": 2, "b": [3]}, "m": 4})");
    std::vector<std::string> names;
    for (const JsonValue member : document.root().members().value())
        names.emplace_back(member.name());
    CHECK(names == std::vector<std::string>{"z", "a", "m"});
    CHECK(testing::json_text(document.root()) == R"({"z":1,"a":{"y":2,"b":[3]},"m":4})");
}

TEST_CASE("json reader: escapes stand for their characters, in names as well") {
    CHECK(read(R"("\"\\\/\b\f\n\r\t")").root().text().value() == "\"\\/\b\f\n\r\t");
    CHECK(read(R"("\u010d\u0041\u0000x")").root().text().value() == std::string_view("čA\0x", 5));
    CHECK(read(R"("\ud83d\ude00")").root().text().value() == "\xF0\x9F\x98\x80");
    CHECK(at(read(R"({"\u0061b": 1})").root(), "ab").number().value() == 1);
    // Longer than what the parser puts together at once.
    std::string text = "\"";
    std::string wanted;
    for (int i = 0; i < 3000; ++i) {
        text += "a\\u010d";
        wanted += "ač";
    }
    CHECK(read(text + "\"").root().text().value() == wanted);
}

TEST_CASE("json reader: numbers are whole and have 64 bits") {
    constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    CHECK(read("9223372036854775807").root().number().value() == kMost);
    CHECK(read("-9223372036854775808").root().number().value() == kLeast);
    CHECK(read("-0").root().number().value() == 0);
    for (const std::string_view number :
         {"9223372036854775808", "-9223372036854775809", "18446744073709551615",
          "18446744073709551616", "1.0", "1e3", "-0.5", "1E+2", "123456789012345678901234567890"}) {
        CAPTURE(number);
        CHECK(refused(number) ==
              "event:1:1: " + std::string(number) +
                  " is no whole number of 64 bits; write one, or text in quotes");
    }
    CHECK(refused("[1e99999999999]") ==
          "event:1:13: this is no whole number of 64 bits; write one, or text in quotes");
    CHECK(fault_of(read("{\"a\": 300}")
                       .root()
                       .members()
                       .value()
                       .begin()
                       .
                       operator*()
                       .number_within(0, 255)) == "event.a must be a number from 0 to 255, is 300");
    CHECK(read("255").root().number_within(0, 255).value() == 255);
    CHECK(fault_of(read("-1").root().number_within(0, 255)) ==
          "event must be a number from 0 to 255, is -1");
}

TEST_CASE("json reader: what is beyond RFC 8259 is refused with its place and the cure") {
    constexpr std::string_view kPlain =
        " cannot stand here; names and text go in double quotes, commas only between two";
    const std::pair<std::string_view, std::string> cases[] = {
        {"", "1:1: the text is empty; write a value"},
        {" \n ", "2:2: the text ends before its value does; close what is open"},
        {"{\"a\": [1, 2", "1:12: the text ends before its value does; close what is open"},
        {"\"abc", "1:5: the text ends before its value does; close what is open"},
        {"tru", "1:4: the text ends before its value does; close what is open"},
        {"{a: 1}", "1:2: 'a'" + std::string(kPlain)},
        {"{'a': 1}", "1:2: '''" + std::string(kPlain)},
        {"{\"a\": 1,}", "1:9: '}'" + std::string(kPlain)},
        {"[1,\n  2,\n]", "3:1: ']'" + std::string(kPlain)},
        {"[1 2]", "1:4: '2'" + std::string(kPlain)},
        {"{\"a\" 1}", "1:6: '1'" + std::string(kPlain)},
        {"// no\n1", "1:1: '/'" + std::string(kPlain)},
        {"/* no */ 1", "1:1: '/'" + std::string(kPlain)},
        {"NaN", "1:1: 'N'" + std::string(kPlain)},
        {"[Infinity]", "1:2: 'I'" + std::string(kPlain)},
        {"+1", "1:1: '+'" + std::string(kPlain)},
        {"[\"č\", x]", "1:7: 'x'" + std::string(kPlain)},
        {"1 2", "1:3: something stands behind the value; write one value only"},
        {"{} }", "1:4: something stands behind the value; write one value only"},
        {"01", "1:2: something stands behind the value; write one value only"},
        {"\xEF\xBB\xBF{}", "1:1: a byte order mark stands here; save the text without one"},
        {"\"a\nb\"", "1:3: a control character stands here; inside text write it as \\u000a"},
        {std::string_view("\"a\0b\"", 5),
         "1:3: a control character stands here; inside text write it as \\u0000"},
    };
    for (const auto& [text, message] : cases) {
        CAPTURE(text);
        CHECK(refused(text) == "event:" + message);
    }
}

TEST_CASE("json reader: text that is no UTF-8 is refused") {
    const std::string_view texts[] = {
        "\"\xFF\"",              // no byte of UTF-8
        "\"\xC0\xAF\"",          // overlong
        "\"\xE0\x80\xAF\"",      // overlong
        "\"\xED\xA0\x80\"",      // a surrogate
        "\"\xF4\x90\x80\x80\"",  // beyond the last character
        "\"\xC4\"",              // cut off
        "\"\x80\"",              // a continuation without a beginning
        "{\"\xFF\": 1}",
        "[1, \xC4\x8D]",  // good UTF-8, but not inside text
    };
    for (const std::string_view text : texts) {
        CAPTURE(text);
        CHECK(refused(text).find("save the text as UTF-8") != std::string::npos);
    }
}

TEST_CASE("json reader: an escape that stands for no character is refused") {
    constexpr std::string_view kCure =
        ": no character is written like this; write \\\\ for a backslash, four hexadecimal digits "
        "behind \\u, and both halves of a pair";
    const std::pair<std::string_view, std::string> cases[] = {
        {R"("\q")", "1:3"},
        {R"("\u12g4")", "1:6"},
        {R"("\ud83d")", "1:8"},
        {R"("\ud83dx")", "1:8"},
        {R"("\ud83d\n")", "1:9"},
        {R"("\ude00")", "1:8"},
        {R"("\ud83d\u0041")", "1:10"},
        {R"({"\ud83d": 1})", "1:9"},
    };
    for (const auto& [text, place] : cases) {
        CAPTURE(text);
        CHECK(refused(text) == "event:" + place + std::string(kCure));
    }
}

TEST_CASE("json reader: a name stands once in an object") {
    CHECK(refused("{\"a\": 1,\n \"b\": 2, \"a\": 3}") ==
          "event:2:10: the name \"a\" stands twice in one object; keep one");
    CHECK(refused(R"({"a": {"b": 1}, "c": [{"b": 1, "\u0062": 2}]})")
              .find("the name \"b\" stands twice in one object; keep one") != std::string::npos);
    CHECK(refused(R"({"": 1, "": 2})") ==
          "event:1:9: the name \"\" stands twice in one object; keep one");
    // The same name in another object is another name.
    CHECK(refused(R"({"a": {"a": {"a": 1}}, "b": {"a": [{"a": 1}, {"a": 2}]}})") == "accepted");
}

TEST_CASE("json reader: a name twice is found among many, also across inner objects") {
    for (const std::size_t count : {15U, 16U, 17U, 18U, 40U, 5000U}) {
        std::string text = "{";
        for (std::size_t i = 0; i < count; ++i)
            text += "\"name" + std::to_string(i) + "\": {\"name0\": [{\"x\": 1}]}, ";
        CHECK(refused(text + "\"last\": 0}") == "accepted");
        for (const std::size_t twice : {std::size_t{0}, count / 2, count - 1}) {
            CAPTURE(count);
            CAPTURE(twice);
            const std::string name = "name" + std::to_string(twice);
            CHECK(refused(text + "\"" + name + "\": 0}").find("the name \"" + name + "\"") !=
                  std::string::npos);
        }
    }
}

TEST_CASE("json reader: limits of depth and size") {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(refused(nested(kJsonDepthMax)) == "accepted");
    CHECK(refused(nested(kJsonDepthMax + 1)) ==
          "event:1:65: nested deeper than 64 arrays and objects; write it flatter");
    CHECK(refused(std::string(1'000'000, '[')).find("nested deeper") != std::string::npos);
    std::string objects;
    for (std::size_t i = 0; i < 100'000; ++i) objects += "{\"a\":";
    CHECK(refused(objects).find("nested deeper") != std::string::npos);

    const auto too_long = read_json("body", std::string(kJsonBytesMax + 1, ' '));
    REQUIRE_FALSE(too_long.ok());
    CHECK(too_long.error().code == ErrorCode::limit);
    CHECK(too_long.error().message == "body has 16777217 bytes; 16777216 is the most");
    CHECK(refused("1" + std::string(kJsonBytesMax - 1, ' ')) == "accepted");
}

TEST_CASE("json reader: a value of another kind is an error with its path") {
    const JsonDocument document = read(
        R"({"by": {"power": {"unit": 7}}, "alarms": [{"at": "x"}, {"at": null}], "a b": true,
            "list": [[], [[1, {"deep": {}}]]]})");
    const JsonValue root = document.root();
    CHECK(fault_of(at(root, "by/power/unit").text()) ==
          "event.by.power.unit must be text, is a number");
    CHECK(fault_of(at(root, "alarms/1/at").text()) == "event.alarms[1].at must be text, is null");
    CHECK(fault_of(at(root, "alarms/0").number()) ==
          "event.alarms[0] must be a number, is an object");
    CHECK(fault_of(at(root, "alarms/0/at").boolean()) ==
          "event.alarms[0].at must be true or false, is text");
    CHECK(fault_of(at(root, "by").items()) == "event.by must be an array, is an object");
    CHECK(fault_of(at(root, "alarms").members()) == "event.alarms must be an object, is an array");
    CHECK(fault_of(at(root, "alarms").object()) == "event.alarms must be an object, is an array");
    CHECK(fault_of(at(root, "a b").text()) == "event[\"a b\"] must be text, is a boolean");
    CHECK(at(root, "list/1/0/1/deep").path() == "event.list[1][0][1].deep");
    CHECK(root.path() == "event");
    CHECK(root.fault("is odd").message == "event is odd");
    CHECK(at(root, "alarms/0/at").unfit("write it as P6M").message ==
          "event.alarms[0].at is \"x\"; write it as P6M");
    CHECK(at(root, "alarms/1/at").unfit("").message == "event.alarms[1].at must be text, is null");
}

TEST_CASE("json reader: a path shows a strange name in quotes and cut short") {
    const JsonDocument document = read(R"({"a\nb": 1, "": 2, ")" + std::string(50, 'x') + R"(": 3,
        ")" + std::string(39, 'y') + R"(ččč": 4})");
    std::vector<std::string> paths;
    for (const JsonValue member : document.root().members().value()) paths.push_back(member.path());
    CHECK(paths == std::vector<std::string>{"event[\"a\\nb\"]", "event[\"\"]",
                                            "event[\"" + std::string(40, 'x') + "\"]",
                                            "event[\"" + std::string(39, 'y') + "\"]"});
}

TEST_CASE("json reader: members are taken once, in any order, and what is left is refused") {
    const JsonDocument document = read(R"({"by": {"a": 1, "b": 2, "c": 3, "d": 4}})");
    JsonObject top = document.root().object().value();
    JsonObject by = top.take("by").value().object().value();
    CHECK(top.finish().ok());
    CHECK_FALSE(by.take_if_there("e").has_value());
    CHECK(by.take("c").value().number().value() == 3);
    CHECK(by.take("a").value().number().value() == 1);
    CHECK(fault_of(by.take("a")) == "event.by.a is missing");
    CHECK(fault_of(by.take("x y")) == "event.by[\"x y\"] is missing");
    CHECK(fault_of(by.finish()) ==
          "event.by.b is not known here; leave it out, or write its name as it is documented");
    CHECK(by.take("b").value().number().value() == 2);
    CHECK(fault_of(by.finish()).find("event.by.d is not known") == 0);
    CHECK(by.take("d").value().number().value() == 4);
    CHECK(by.finish().ok());
    CHECK(read("{}").root().object().value().finish().ok());
}

TEST_CASE("json reader: a document can be moved, and its values stay") {
    JsonDocument first = read(R"({"name": "a text that is longer than a short string"})");
    const JsonValue name = at(first.root(), "name");
    const std::string_view text = name.text().value();
    const JsonDocument second = std::move(first);
    CHECK(name.text().value() == "a text that is longer than a short string");
    CHECK(text == name.text().value());
    CHECK(name.path() == "event.name");
}

TEST_CASE("json reader: what was read and written again reads to the same") {
    const std::string_view texts[] = {
        "null", "[true, false, -5]", "\"\\u0000\\u001f\\\"\\\\/\xF0\x9F\x98\x80\"",
        R"({"a": {"b": [[], {}, [{"c": null}]]}, "": "", "d\n": "e\tf"})"};
    for (const std::string_view text : texts) {
        const std::string written = testing::json_text(read(text).root());
        CHECK(testing::json_text(read(written).root()) == written);
        const std::string wide =
            testing::json_text(read(text).root(), JsonWriter::Layout::indented);
        CHECK(testing::json_text(read(wide).root()) == written);
    }
}

}  // namespace
}  // namespace remit::base
