// Fuzzes the reader of JSON with any bytes.
//
// Properties: nothing throws; an error names the document and says something; what is accepted and
// written with the writer, in either layout, is accepted again with the same value; each value's
// path begins with the document's name, and asking it for another kind is an error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/json_reader.h"
#include "support/json_text.h"

namespace {

using remit::base::JsonKind;
using remit::base::JsonValue;
using remit::base::JsonWriter;

void check_kinds(const JsonValue& value) {
    REMIT_CHECK(value.path().starts_with("event"));
    REMIT_CHECK(value.boolean().ok() == (value.kind() == JsonKind::boolean));
    REMIT_CHECK(value.number().ok() == (value.kind() == JsonKind::number));
    REMIT_CHECK(value.text().ok() == (value.kind() == JsonKind::text));
    REMIT_CHECK(value.items().ok() == (value.kind() == JsonKind::array));
    REMIT_CHECK(value.members().ok() == (value.kind() == JsonKind::object));
}

void check_members(const JsonValue& value) {
    auto object = value.object();
    REMIT_CHECK(object.ok() == (value.kind() == JsonKind::object));
    if (!object.ok()) return;
    const auto members = value.members();
    REMIT_CHECK(object.value().finish().ok() == (members.value().size() == 0));
    for (const JsonValue member : members.value()) {
        check_kinds(member);
        const auto taken = object.value().take(member.name());
        REMIT_CHECK(taken.ok() && taken.value().path() == member.path());
        REMIT_CHECK(!object.value().take(member.name()).ok());
    }
    REMIT_CHECK(object.value().finish().ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto document = remit::base::read_json("event", text);
    if (!document.ok()) {
        REMIT_CHECK(document.error().message.starts_with("event:"));
        return 0;
    }
    const JsonValue root = document.value().root();
    check_kinds(root);
    check_members(root);
    const std::string written = remit::testing::json_text(root);
    for (const auto layout : {JsonWriter::Layout::compact, JsonWriter::Layout::indented}) {
        const auto again = remit::base::read_json("event", remit::testing::json_text(root, layout));
        REMIT_CHECK(again.ok());
        REMIT_CHECK(remit::testing::json_text(again.value().root()) == written);
    }
    return 0;
}
