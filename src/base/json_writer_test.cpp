// Tests of json_writer.h: the exact bytes of both layouts, and escapes.
#include "base/json_writer.h"

#include <doctest/doctest.h>

#include <string>

using remit::base::JsonWriter;

TEST_CASE("json writer: both layouts keep the order in which keys were written") {
    const auto write = [](JsonWriter::Layout layout) {
        JsonWriter json(layout);
        json.begin_object().field("b", "x").field("a", std::int64_t{-1}).key("list").begin_array();
        json.string("é").null().boolean(/*value=*/true).end_array();
        json.key("empty").begin_object().end_object().end_object();
        return json.finish();
    };
    CHECK(write(JsonWriter::Layout::compact) ==
          "{\"b\":\"x\",\"a\":-1,\"list\":[\"é\",null,true],\"empty\":{}}\n");
    CHECK(write(JsonWriter::Layout::indented) ==
          "{\n  \"b\": \"x\",\n  \"a\": -1,\n  \"list\": [\n    \"é\",\n    null,\n    true\n  ],\n"
          "  \"empty\": {}\n}\n");
}

TEST_CASE("json writer: quotes, backslashes and control characters are escaped") {
    JsonWriter json(JsonWriter::Layout::compact);
    json.string(std::string("\"\\\n\r\t\0\x1F/", 8));
    CHECK(json.finish() == "\"\\\"\\\\\\n\\r\\t\\u0000\\u001f/\"\n");
}
