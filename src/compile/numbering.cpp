#include "compile/numbering.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "text/characters.h"
#include "text/transliterate.h"
#include "text/utf8.h"

namespace remit::compile {
namespace {

/// Alphabets in Latin letters; those in brackets may be left out. Cyrillic letters are read as Latin ones.
constexpr std::array<std::string_view, 2> kAlphabets{
    "a b c (č) (ć) d (dž) (đ) e f g h i j k l (lj) m n (nj) o p (q) r s (š) t u v (w) (x) (y) z (ž)",
    "a b v g d (đ) e (ž) z i (j) k l (lj) m n (nj) o p r s t (ć) u f h c (č) (dž) (š)",
};

struct Letter {
    std::string_view text;
    bool optional = false;
};

std::vector<Letter> letters_of(std::string_view alphabet) {
    std::vector<Letter> letters;
    while (!alphabet.empty()) {
        const std::size_t end = std::min(alphabet.find(' '), alphabet.size());
        std::string_view letter = alphabet.substr(0, end);
        const bool optional = letter.front() == '(';
        if (optional) letter = letter.substr(1, letter.size() - 2);
        letters.push_back({letter, optional});
        alphabet.remove_prefix(std::min(end + 1, alphabet.size()));
    }
    return letters;
}

std::optional<std::size_t> place_of(const std::vector<Letter>& letters, std::string_view letter) {
    const auto found = std::ranges::find(letters, letter, &Letter::text);
    if (found == letters.end()) return std::nullopt;
    return static_cast<std::size_t>(found - letters.begin());
}

/// ASCII and the local letters in lower case.
std::string lower_latin(std::string_view letter) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kLocal{
        {{"Č", "č"}, {"Ć", "ć"}, {"Đ", "đ"}, {"Š", "š"}, {"Ž", "ž"}}};
    std::string lower = text::to_latin(letter);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const auto& [upper, local] : kLocal) {
        if (lower.starts_with(upper)) lower.replace(0, upper.size(), local);
    }
    return lower;
}

bool is_cyrillic(std::string_view letter) {
    return text::script_of(letter) == text::Script::cyrillic;
}

}  // namespace

ListMark read_list_mark(std::string_view mark) {
    ListMark result;
    const std::size_t begin = mark.find_first_of("0123456789");
    if (begin != mark.npos) {
        const std::size_t end = std::min(mark.find_first_not_of("0123456789", begin), mark.size());
        const std::string_view rest = mark.substr(end);
        if (rest.find_first_of("0123456789") != rest.npos) return result;  // "5.1"
        std::from_chars(mark.data() + begin, mark.data() + end, result.number);
        result.doubled = begin > 0 && mark.find('(') == mark.npos;
        const bool paren = rest.find(')') != rest.npos;
        if (!paren && rest.find('.') == rest.npos) return result;
        result.form = !paren                          ? MarkForm::number_dot
                      : mark.find('(') == mark.npos ? MarkForm::number_paren
                                                      : MarkForm::paren_number;
        return result;
    }
    const std::size_t close = mark.find(')');
    if (close == mark.npos) return result;
    std::string_view letter = mark.substr(0, close);
    while (!letter.empty() && (letter.front() == '(' || letter.front() == ' ')) letter.remove_prefix(1);
    if (letter.empty() || text::script_of(letter) == text::Script::other) return result;
    const std::string lower = is_cyrillic(letter) ? std::string(letter) : lower_latin(letter);
    result.form = MarkForm::letter;
    result.letter = lower;
    return result;
}

bool may_follow(std::string_view letter, std::string_view next) {
    const std::string from = lower_latin(letter);
    const std::string to = lower_latin(next);
    for (const std::string_view alphabet : kAlphabets) {
        const std::vector<Letter> letters = letters_of(alphabet);
        const auto at = place_of(letters, from);
        const auto target = place_of(letters, to);
        if (!at || !target || *target <= *at) continue;
        const auto skipped = std::count_if(
            letters.begin() + static_cast<std::ptrdiff_t>(*at) + 1,
            letters.begin() + static_cast<std::ptrdiff_t>(*target),
            [](const Letter& between) { return !between.optional; });
        if (skipped == 0) return true;
    }
    // Of an alphabet that is not known here nothing can be said.
    return std::ranges::none_of(kAlphabets, [&](std::string_view alphabet) {
        return place_of(letters_of(alphabet), from) && place_of(letters_of(alphabet), to);
    });
}

std::string letter_after(std::string_view letter) {
    const bool cyrillic = is_cyrillic(letter);
    const std::string from = lower_latin(letter);
    const std::vector<Letter> letters = letters_of(kAlphabets[cyrillic ? 1 : 0]);
    const auto at = place_of(letters, from);
    if (!at) return {};
    for (std::size_t i = *at + 1; i < letters.size(); ++i) {
        const std::string_view next = letters[i].text;
        if (!cyrillic && letters[i].optional && next.size() > 1) continue;
        return cyrillic ? text::to_cyrillic(next) : std::string(next);
    }
    return {};
}

}  // namespace remit::compile
