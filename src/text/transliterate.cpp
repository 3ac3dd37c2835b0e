#include "text/transliterate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "text/characters.h"
#include "text/fold.h"
#include "text/normalise.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

struct Pair {
    char32_t cyrillic;
    std::string_view latin;  // as at the beginning of a capitalised word, for capitals
};

constexpr Pair kPairs[] = {
    {U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"}, {U'д', "d"},  {U'ђ', "đ"}, {U'е', "e"},
    {U'ж', "ž"},  {U'з', "z"},  {U'и', "i"},  {U'ј', "j"}, {U'к', "k"},  {U'л', "l"}, {U'љ', "lj"},
    {U'м', "m"},  {U'н', "n"},  {U'њ', "nj"}, {U'о', "o"}, {U'п', "p"},  {U'р', "r"}, {U'с', "s"},
    {U'т', "t"},  {U'ћ', "ć"},  {U'у', "u"},  {U'ф', "f"}, {U'х', "h"},  {U'ц', "c"}, {U'ч', "č"},
    {U'џ', "dž"}, {U'ш', "š"},  {U'А', "A"},  {U'Б', "B"}, {U'В', "V"},  {U'Г', "G"}, {U'Д', "D"},
    {U'Ђ', "Đ"},  {U'Е', "E"},  {U'Ж', "Ž"},  {U'З', "Z"}, {U'И', "I"},  {U'Ј', "J"}, {U'К', "K"},
    {U'Л', "L"},  {U'Љ', "Lj"}, {U'М', "M"},  {U'Н', "N"}, {U'Њ', "Nj"}, {U'О', "O"}, {U'П', "P"},
    {U'Р', "R"},  {U'С', "S"},  {U'Т', "T"},  {U'Ћ', "Ć"}, {U'У', "U"},  {U'Ф', "F"}, {U'Х', "H"},
    {U'Ц', "C"},  {U'Ч', "Č"},  {U'Џ', "Dž"}, {U'Ш', "Š"},
};

constexpr char32_t kCyrillicBegin = 0x400;
constexpr char32_t kCyrillicEnd = 0x460;

using LatinTable = std::array<std::string_view, kCyrillicEnd - kCyrillicBegin>;

constexpr LatinTable make_latin_table() {
    LatinTable table{};
    for (const Pair& pair : kPairs) table[pair.cyrillic - kCyrillicBegin] = pair.latin;
    return table;
}
constexpr LatinTable kLatin = make_latin_table();

bool is_capital_digraph(char32_t letter) {
    return letter == U'Љ' || letter == U'Њ' || letter == U'Џ';
}

LetterCase case_at(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return LetterCase::none;
    return character_of(decode(text, offset).code_point).letter_case;
}

// The first letters of words in which nj, lj or dž are two letters. The bar parts them; folded,
// since that is how the word is compared.
constexpr std::string_view kParted[] = {
    "an|jon",      "in|jekc", "in|jekt",   "in|junkc",
    "in|jur",    "izvan|jezic", "kon|jekt", "kon|jug", "kon|junkc", "kon|junkt",
    "nad|zdrel", "nad|zet",     "nad|ziv",  "nad|znj", "nad|zup",   
    "nekon|jug", "od|zal",      "od|ziv",   "od|zvak", "pod|zanr",  
    "pod|zup",   "pred|zetv",   "pred|ziv", "tan|jug", "van|jezic", "dekon|jug",
};

// Where in the folded word a pair of letters is parted; a word has at most one such place.
std::optional<std::size_t> find_parting(std::string_view folded) {
    for (const std::string_view entry : kParted) {
        const std::size_t bar = entry.find('|');
        const std::string_view before = entry.substr(0, bar);
        if (folded.starts_with(before) && folded.substr(bar).starts_with(entry.substr(bar + 1))) {
            return bar;
        }
    }
    return std::nullopt;
}

char32_t lower_ascii(char32_t letter) {
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

// The Cyrillic letter of a pair such as "Nj", or nothing. "nJ" is no pair.
std::optional<char32_t> find_digraph(char32_t first, char32_t second) {
    if (second == 'J' && first >= 'a') return std::nullopt;
    if (second == U'Ž' && first == 'd') return std::nullopt;
    const bool capital = first < 'a';
    const char32_t low = lower_ascii(first);
    if (second == 'j' || second == 'J') {
        if (low == 'l') return capital ? U'Љ' : U'љ';
        if (low == 'n') return capital ? U'Њ' : U'њ';
    }
    if ((second == U'ž' || second == U'Ž') && low == 'd') return capital ? U'Џ' : U'џ';
    return std::nullopt;
}

std::optional<char32_t> find_cyrillic(char32_t latin) {
    switch (latin) {
        case U'ǆ':
            return U'џ';
        case U'ǅ':
        case U'Ǆ':
            return U'Џ';
        case U'ǉ':
            return U'љ';
        case U'ǈ':
        case U'Ǉ':
            return U'Љ';
        case U'ǌ':
            return U'њ';
        case U'ǋ':
        case U'Ǌ':
            return U'Њ';
        default:
            break;
    }
    std::string bytes;
    append_utf8(bytes, latin);
    const auto* found = std::ranges::find(kPairs, std::string_view(bytes), &Pair::latin);
    if (found == std::end(kPairs)) return std::nullopt;
    return found->cyrillic;
}

void word_to_cyrillic(std::string& out, std::u32string_view word) {
    // Folding keeps one letter one byte up to the parting, since none of the table has đ before it.
    const std::optional<std::size_t> parting = find_parting(fold(to_utf8(word)));
    for (std::size_t i = 0; i < word.size(); ++i) {
        const bool may_join = i + 1 < word.size() && parting != i + 1;
        const auto digraph = may_join ? find_digraph(word[i], word[i + 1]) : std::nullopt;
        if (digraph.has_value()) {
            append_utf8(out, *digraph);
            ++i;
        } else {
            append_utf8(out, find_cyrillic(word[i]).value_or(word[i]));
        }
    }
}

}  // namespace

std::string to_latin(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    LetterCase before = LetterCase::none;
    for (std::size_t offset = 0; offset < text.size();) {
        const Decoded decoded = decode(text, offset);
        const char32_t letter = decoded.code_point;
        const std::size_t behind = offset + decoded.size;
        const bool in_table = letter >= kCyrillicBegin && letter < kCyrillicEnd;
        const std::string_view latin = in_table ? kLatin[letter - kCyrillicBegin] : "";
        if (latin.empty()) {
            out += text.substr(offset, decoded.size);
        } else if (is_capital_digraph(letter)) {
            const LetterCase after = case_at(text, behind);
            const bool shout = after == LetterCase::upper ||
                               (after == LetterCase::none && before == LetterCase::upper);
            out += latin[0];
            out += shout ? (letter == U'Џ' ? "Ž" : "J") : latin.substr(1);
        } else {
            out += latin;
        }
        before = decoded.valid ? character_of(letter).letter_case : LetterCase::none;
        offset = behind;
    }
    return out;
}

std::string to_cyrillic(std::string_view text) {
    const std::string composed = is_nfc(text) ? std::string(text) : nfc(text);
    std::string out;
    out.reserve(composed.size() * 2);
    std::u32string word;
    const auto flush = [&out, &word] {
        if (!word.empty()) word_to_cyrillic(out, word);
        word.clear();
    };
    for (std::size_t offset = 0; offset < composed.size();) {
        const Decoded decoded = decode(composed, offset);
        if (decoded.valid && character_of(decoded.code_point).kind == CharacterKind::letter) {
            word += decoded.code_point;
        } else {
            flush();
            out += composed.substr(offset, decoded.size);
        }
        offset += decoded.size;
    }
    flush();
    return out;
}

}  // namespace remit::text
