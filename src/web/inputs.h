// Inputs of forms: a label with what it is for, in one way everywhere.
//
// Invariant: every input has its label, and a hint is tied to it, so that it is read out with it.
// Works without script.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/writer.h"

namespace remit::web {

/// What every input says of itself.
struct Asked {
    std::string_view name;   // of the field that is sent; also its id
    std::string_view label;  // for people
    std::string_view hint = {};
};

struct Choice {
    std::string value;
    std::string name;  // for people
};

/// A field that nobody sees.
void write_hidden(html::Writer& out, std::string_view name, std::string_view value);

/// Label and hint; `content` writes the input itself, with input_attributes().
void write_field(html::Writer& out, const Asked& asked, const std::function<void()>& content);
/// What ties an input to its hint; nothing where there is none.
html::Attribute hint_of(const html::Id& hint, const Asked& asked);
html::Id hint_id(const Asked& asked);

void write_line(html::Writer& out, const Asked& asked, std::string_view value,
                std::string_view type = "text");
void write_area(html::Writer& out, const Asked& asked, std::string_view value, std::size_t rows);
void write_file(html::Writer& out, const Asked& asked);
void write_select(html::Writer& out, const Asked& asked, std::string_view chosen,
                  std::span<const Choice> choices);
/// A box for each choice; those that are chosen are sent, each under the name of the field.
void write_boxes(html::Writer& out, const Asked& asked, std::span<const std::string> chosen,
                 std::span<const Choice> choices);
/// The options alone, for a select of a caller's own.
void write_options(html::Writer& out, std::string_view chosen, std::span<const Choice> choices);

enum class Button : bool { first, second };
/// A paragraph with the button that sends the form; `beside` writes what stands next to it.
void write_submit(html::Writer& out, std::string_view label, Button button = Button::first,
                  const std::function<void()>& beside = {});

}  // namespace remit::web
