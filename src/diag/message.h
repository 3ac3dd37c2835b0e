// A message of the catalogue and how it is put into words.
//
// A message is data: parameters, and one or more wordings per language, of which an argument picks
// one (a word, or a number by the plural rule of the language). Wordings are copied; arguments are
// shown exactly as they were given, never transliterated and never read as templates.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "diag/language.h"

namespace remit::diag {

enum class Severity : std::uint8_t { info, warning, error };

/// "info", "warning", "error": for JSON, options and exit codes, whatever the language.
[[nodiscard]] std::string_view name_of(Severity severity);

using ArgumentValue = std::variant<std::string, std::int64_t>;
struct Argument {
    std::string_view name;  // a literal
    ArgumentValue value;
};

enum class ArgumentKind : std::uint8_t {
    text,
    integer,
    span,    // a text; what the diagnostic points at where it is not given
    choice,  // one of a list of words
};

struct Parameter {
    std::string_view name;
    ArgumentKind kind;
    std::span<const std::string_view> choices;  // for a choice: the words it may be
};

struct Wording {
    std::string_view key;   // "one", "few", "other" or a choice; empty where there is only one
    std::string_view text;  // with {name} where an argument stands
};

struct Message {
    std::span<const Parameter> parameters;
    int chosen_by;                                  // index of the parameter that picks, or -1
    std::array<std::span<const Wording>, 3> texts;  // en, hr, sr in Cyrillic
};

/// Whether the message takes such an argument, of this type and (for a choice) this word.
[[nodiscard]] bool accepts(const Message& message, const Argument& argument);

/// The longest text of a span that stands in a message.
inline constexpr std::size_t kSpanArgumentBytesMax = 200;

/// The message in words. Every argument that the wording shows, and the one that picks it, must be
/// there; a span that is not takes `span_text`. Cost: O(length of the result).
[[nodiscard]] std::string in_words(const Message& message, std::span<const Argument> arguments,
                                   Language language, std::string_view span_text = {});

}  // namespace remit::diag
