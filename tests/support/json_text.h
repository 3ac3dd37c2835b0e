// A JSON value written out again, for tests and fuzz targets that compare what was read.
//
// The writer tells every two different values apart, so that equal texts are equal values. The
// depth of a document has a limit, so that a call for each level is safe.
#pragma once

#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace remit::testing {

inline void write_value(base::JsonWriter& json, const base::JsonValue& value) {
    switch (value.kind()) {
        case base::JsonKind::null:
            json.null();
            return;
        case base::JsonKind::boolean:
            json.boolean(value.boolean().value());
            return;
        case base::JsonKind::number:
            json.number(value.number().value());
            return;
        case base::JsonKind::text:
            json.string(value.text().value());
            return;
        case base::JsonKind::array: {
            json.begin_array();
            const base::JsonItems items = value.items().value();
            for (const base::JsonValue item : items) write_value(json, item);
            json.end_array();
            return;
        }
        case base::JsonKind::object: {
            json.begin_object();
            const base::JsonItems members = value.members().value();
            for (const base::JsonValue member : members) {
                json.key(member.name());
                write_value(json, member);
            }
            json.end_object();
            return;
        }
    }
}

/// Without the line end.
inline std::string json_text(const base::JsonValue& value,
                             base::JsonWriter::Layout layout = base::JsonWriter::Layout::compact) {
    base::JsonWriter json(layout);
    write_value(json, value);
    std::string text = json.finish();
    text.pop_back();
    return text;
}

}  // namespace remit::testing
