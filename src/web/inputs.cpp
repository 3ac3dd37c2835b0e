#include "web/inputs.h"

#include <algorithm>

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::flag;
using html::Id;
using html::Writer;

}  // namespace

void write_hidden(Writer& out, std::string_view name, std::string_view value) {
    out.input({attribute<"type">("hidden"), attribute<"name">(name), attribute<"value">(value)});
}

Id hint_id(const Asked& asked) {
    return Id(std::string(asked.name) + "-hint");
}

html::Attribute hint_of(const Id& hint, const Asked& asked) {
    return html::when(!asked.hint.empty(), html::described_by(hint));
}

void write_field(Writer& out, const Asked& asked, const std::function<void()>& content) {
    out.div({classes("field")}, [&] {
        out.label({html::label_for(Id(asked.name))}, asked.label);
        if (!asked.hint.empty()) out.p({classes("hint"), html::id(hint_id(asked))}, asked.hint);
        content();
    });
}

void write_line(Writer& out, const Asked& asked, std::string_view value, std::string_view type) {
    const Id hint = hint_id(asked);
    write_field(out, asked, [&] {
        out.input({html::id(Id(asked.name)), attribute<"name">(asked.name), attribute<"type">(type),
                   attribute<"value">(value), hint_of(hint, asked)});
    });
}

void write_area(Writer& out, const Asked& asked, std::string_view value, std::size_t rows) {
    const Id hint = hint_id(asked);
    write_field(out, asked, [&] {
        out.textarea({html::id(Id(asked.name)), attribute<"name">(asked.name),
                      attribute<"rows">(rows), hint_of(hint, asked)},
                     value);
    });
}

void write_file(Writer& out, const Asked& asked) {
    const Id hint = hint_id(asked);
    write_field(out, asked, [&] {
        out.input({html::id(Id(asked.name)), attribute<"name">(asked.name),
                   attribute<"type">("file"), hint_of(hint, asked)});
    });
}

void write_options(Writer& out, std::string_view chosen, std::span<const Choice> choices) {
    for (const Choice& choice : choices) {
        out.option({attribute<"value">(choice.value), flag<"selected">(choice.value == chosen)},
                   choice.name);
    }
}

void write_select(Writer& out, const Asked& asked, std::string_view chosen,
                  std::span<const Choice> choices) {
    const Id hint = hint_id(asked);
    write_field(out, asked, [&] {
        out.select({html::id(Id(asked.name)), attribute<"name">(asked.name), hint_of(hint, asked)},
                   [&] { write_options(out, chosen, choices); });
    });
}

void write_boxes(Writer& out, const Asked& asked, std::span<const std::string> chosen,
                 std::span<const Choice> choices) {
    const Id hint = hint_id(asked);
    out.fieldset({classes("field"), hint_of(hint, asked)}, [&] {
        out.legend(asked.label);
        if (!asked.hint.empty()) out.p({classes("hint"), html::id(hint)}, asked.hint);
        write_hidden(out, asked.name, "");  // so that the field is sent where no box is ticked
        for (const Choice& choice : choices) {
            const Id box(std::string(asked.name) + "-" + choice.value);
            const bool ticked = std::ranges::find(chosen, choice.value) != chosen.end();
            out.p({classes("opt")}, [&] {
                out.input({html::id(box), attribute<"type">("checkbox"),
                           attribute<"name">(asked.name), attribute<"value">(choice.value),
                           flag<"checked">(ticked)});
                out.text(" ");
                out.label({html::label_for(box)}, choice.name);
            });
        }
    });
}

void write_submit(Writer& out, std::string_view label, Button button,
                  const std::function<void()>& beside) {
    out.p({classes("acts")}, [&] {
        out.button(
            {classes("btn", button == Button::second ? "two" : ""), attribute<"type">("submit")},
            label);
        if (!beside) return;
        out.text(" ");
        beside();
    });
}

}  // namespace remit::web
