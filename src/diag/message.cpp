#include "diag/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/check.h"
#include "diag/clip.h"
#include "text/plural.h"
#include "text/transliterate.h"

namespace remit::diag {
namespace {

std::span<const Wording> wordings_of(const Message& message, Language language) {
    switch (language) {
        case Language::en:
            return message.texts[0];
        case Language::hr:
            return message.texts[1];
        case Language::sr_cyrl:
        case Language::sr_latn:
            return message.texts[2];
    }
    REMIT_CHECK(false);
    return {};
}

const ArgumentValue& value_of(std::string_view name, std::span<const Argument> arguments) {
    const auto found = std::ranges::find(arguments, name, &Argument::name);
    REMIT_CHECK(found != arguments.end());
    return found->value;
}

text::PluralLanguage plural_language(Language language) {
    switch (language) {
        case Language::en:
            return text::PluralLanguage::en;
        case Language::hr:
            return text::PluralLanguage::hr;
        case Language::sr_cyrl:
        case Language::sr_latn:
            return text::PluralLanguage::sr;
    }
    REMIT_CHECK(false);
    return text::PluralLanguage::en;
}

std::string_view key_for(const ArgumentValue& value, Language language) {
    if (const auto* word = std::get_if<std::string>(&value)) return *word;
    return text::name_of(
        text::plural_category(std::get<std::int64_t>(value), plural_language(language)));
}

const Wording& pick(const Message& message, std::span<const Argument> arguments,
                    Language language) {
    const std::span<const Wording> wordings = wordings_of(message, language);
    REMIT_CHECK(!wordings.empty());
    if (message.chosen_by < 0) return wordings.front();
    const Parameter& picker = message.parameters[static_cast<std::size_t>(message.chosen_by)];
    const std::string_view key = key_for(value_of(picker.name, arguments), language);
    const auto found = std::ranges::find(wordings, key, &Wording::key);
    REMIT_CHECK(found != wordings.end());
    return *found;
}

void append_argument(std::string& out, std::string_view name, std::span<const Argument> arguments,
                     std::string_view span_text) {
    const auto found = std::ranges::find(arguments, name, &Argument::name);
    if (found == arguments.end()) {
        out += valid_utf8(span_text, kSpanArgumentBytesMax);
    } else if (const auto* word = std::get_if<std::string>(&found->value)) {
        out += *word;
    } else {
        fmt::format_to(std::back_inserter(out), "{}", std::get<std::int64_t>(found->value));
    }
}

/// Whether the argument is there, or need not be.
bool is_known(const Message& message, std::string_view name, std::span<const Argument> arguments) {
    const auto parameter = std::ranges::find(message.parameters, name, &Parameter::name);
    if (parameter == message.parameters.end()) return false;
    return parameter->kind == ArgumentKind::span ||
           std::ranges::find(arguments, name, &Argument::name) != arguments.end();
}

}  // namespace

std::string_view name_of(Severity severity) {
    switch (severity) {
        case Severity::info:
            return "info";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
    }
    REMIT_CHECK(false);
    return "";
}

bool accepts(const Message& message, const Argument& argument) {
    const auto found = std::ranges::find(message.parameters, argument.name, &Parameter::name);
    if (found == message.parameters.end()) return false;
    const auto* word = std::get_if<std::string>(&argument.value);
    switch (found->kind) {
        case ArgumentKind::text:
        case ArgumentKind::span:
            return word != nullptr;
        case ArgumentKind::integer:
            return word == nullptr;
        case ArgumentKind::choice:
            return word != nullptr &&
                   std::ranges::find(found->choices, *word) != found->choices.end();
    }
    REMIT_CHECK(false);
    return false;
}

std::string in_words(const Message& message, std::span<const Argument> arguments, Language language,
                     std::string_view span_text) {
    std::string_view rest = pick(message, arguments, language).text;
    std::string out;
    while (!rest.empty()) {
        const std::size_t open = std::min(rest.find('{'), rest.size());
        const std::string_view wording = rest.substr(0, open);
        out += language == Language::sr_latn ? text::to_latin(wording) : std::string(wording);
        rest.remove_prefix(open);
        if (rest.empty()) break;
        const std::size_t close = rest.find('}');
        REMIT_CHECK(close != std::string_view::npos);
        const std::string_view name = rest.substr(1, close - 1);
        REMIT_CHECK(is_known(message, name, arguments));
        append_argument(out, name, arguments, span_text);
        rest.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace remit::diag
