// Words in two scripts at once, and letters that came through a wrong code page.
//
// A fix-it is given only where every letter of the wrong script has a twin in the right one that looks the same.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "compile/lint_support.h"
#include "text/characters.h"
#include "text/encoding.h"
#include "text/utf8.h"

namespace remit::compile {
namespace {

struct Twins {
    char32_t latin;
    char32_t cyrillic;
};
/// Letters that look the same in both scripts.
constexpr std::array<Twins, 22> kTwins{{
    {U'a', U'а'}, {U'e', U'е'}, {U'o', U'о'}, {U'p', U'р'}, {U'c', U'с'}, {U'x', U'х'},
    {U'y', U'у'}, {U'j', U'ј'}, {U'A', U'А'}, {U'B', U'В'}, {U'E', U'Е'}, {U'H', U'Н'},
    {U'J', U'Ј'}, {U'K', U'К'}, {U'M', U'М'}, {U'O', U'О'}, {U'P', U'Р'}, {U'C', U'С'},
    {U'T', U'Т'}, {U'X', U'Х'}, {U'k', U'к'}, {U'm', U'м'},
}};

std::optional<char32_t> find_twin(char32_t letter, text::Script wanted) {
    for (const Twins& twins : kTwins) {
        if (wanted == text::Script::cyrillic && twins.latin == letter) return twins.cyrillic;
        if (wanted == text::Script::latin && twins.cyrillic == letter) return twins.latin;
    }
    return std::nullopt;
}

/// The word in one script: the one of its letters that have no twin, or else of most letters.
std::optional<std::string> in_one_script(std::string_view word) {
    const std::u32string letters = text::to_code_points(word);
    std::array<int, 2> sure{0, 0};  // Latin, Cyrillic
    std::array<int, 2> all{0, 0};
    for (const char32_t letter : letters) {
        const text::Script script = text::character_of(letter).script;
        if (script != text::Script::latin && script != text::Script::cyrillic) continue;
        const std::size_t side = script == text::Script::cyrillic ? 1 : 0;
        const auto other = side == 1 ? text::Script::latin : text::Script::cyrillic;
        ++all[side];
        if (!find_twin(letter, other)) ++sure[side];
    }
    if (sure[0] > 0 && sure[1] > 0) return std::nullopt;
    const bool cyrillic = sure[0] != sure[1] ? sure[1] > sure[0] : all[1] >= all[0];
    const auto wanted = cyrillic ? text::Script::cyrillic : text::Script::latin;
    std::string fixed;
    for (const char32_t letter : letters) {
        const text::Script script = text::character_of(letter).script;
        const bool foreign = script != wanted && script != text::Script::other;
        const auto twin = foreign ? find_twin(letter, wanted) : std::nullopt;
        if (foreign && !twin) return std::nullopt;
        text::append_utf8(fixed, twin.value_or(letter));
    }
    return fixed;
}

void lint_mixed_scripts(const LintInput& input, diag::Diagnostics& diagnostics) {
    for (const text::Token& token : input.syntax.tokens) {
        if (!is_word(token)) continue;
        if (input.lexicon[token.word].script != text::Script::mixed) continue;
        const diag::Span span{token.begin, token.end};
        auto& found = diagnostics.report(diag::DiagnosticId::mixed_scripts, span);
        if (const auto fixed = in_one_script(input.bytes_of(token))) found.fix_it(span, *fixed);
    }
}

/// One report for each kind of letter: such a text has hundreds of them.
void lint_code_page(const LintInput& input, diag::Diagnostics& diagnostics) {
    std::vector<std::string_view> seen;
    for (const text::WrongLetter& letter : text::find_wrong_letters(input.text())) {
        const std::string_view bytes = input.text().substr(letter.offset, letter.size);
        if (std::find(seen.begin(), seen.end(), bytes) != seen.end()) continue;
        seen.push_back(bytes);
        const diag::Span span{static_cast<std::uint32_t>(letter.offset),
                              static_cast<std::uint32_t>(letter.offset + letter.size)};
        diagnostics.report(diag::DiagnosticId::wrong_code_page, span)
            .with("suggestion", std::string(letter.replacement))
            .fix_it(span, std::string(letter.replacement));
    }
}

}  // namespace

void lint_scripts(const LintInput& input, diag::Diagnostics& diagnostics) {
    lint_mixed_scripts(input, diagnostics);
    lint_code_page(input, diagnostics);
}

}  // namespace remit::compile
