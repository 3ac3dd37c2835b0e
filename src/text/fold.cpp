#include "text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/check.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

// What has no decomposition that says the same. Lower case only; capitals come from these.
struct Special {
    char32_t letter;
    const char* key;
};

// Cyrillic letters that are a letter and a mark (й, ѓ, ќ, ї) must fold as their letter does, or
// composed and decomposed text would part. They are not listed: ICU takes them apart.
constexpr Special kSpecials[] = {
    {U'а', "a"},  {U'б', "b"},  {U'в', "v"},  {U'г', "g"},  {U'д', "d"}, {U'ђ', "dj"}, {U'е', "e"},
    {U'ж', "z"},  {U'з', "z"},  {U'и', "i"},  {U'ј', "j"},  {U'к', "k"}, {U'л', "l"},  {U'љ', "lj"},
    {U'м', "m"},  {U'н', "n"},  {U'њ', "nj"}, {U'о', "o"},  {U'п', "p"}, {U'р', "r"},  {U'с', "s"},
    {U'т', "t"},  {U'ћ', "c"},  {U'у', "u"},  {U'ф', "f"},  {U'х', "h"}, {U'ц', "c"},  {U'ч', "c"},
    {U'џ', "dz"}, {U'ш', "s"},  {U'щ', "sc"}, {U'ъ', "a"},  {U'ы', "i"}, {U'ь', "j"},  {U'э', "e"},
    {U'ю', "ju"}, {U'я', "ja"}, {U'і', "i"},  {U'є', "je"}, {U'ґ', "g"}, {U'ѕ', "dz"}, {U'đ', "dj"},
    {U'ð', "dj"}, {U'ɖ', "dj"}, {U'ø', "o"},  {U'ł', "l"},  {U'ħ', "h"}, {U'ŧ', "t"},  {U'ı', "i"},
    {U'æ', "ae"}, {U'œ', "oe"}, {U'þ', "th"}, {U'ŋ', "n"},  {U'ə', "e"},
};

// Letters that look alike, with the key of the letter the other script means by that shape.
struct Twin {
    char32_t latin;
    char32_t cyrillic;
    char latin_key;
    char cyrillic_key;
};

constexpr Twin kTwins[] = {
    {U'a', U'а', 'a', 'a'}, {U'A', U'А', 'a', 'a'}, {U'B', U'В', 'b', 'v'}, {U'c', U'с', 'c', 's'},
    {U'C', U'С', 'c', 's'}, {U'e', U'е', 'e', 'e'}, {U'E', U'Е', 'e', 'e'}, {U'H', U'Н', 'h', 'n'},
    {U'j', U'ј', 'j', 'j'}, {U'J', U'Ј', 'j', 'j'}, {U'k', U'к', 'k', 'k'}, {U'K', U'К', 'k', 'k'},
    {U'm', U'м', 'm', 'm'}, {U'M', U'М', 'm', 'm'}, {U'o', U'о', 'o', 'o'}, {U'O', U'О', 'o', 'o'},
    {U'p', U'р', 'p', 'r'}, {U'P', U'Р', 'p', 'r'}, {U't', U'т', 't', 't'}, {U'T', U'Т', 't', 't'},
    {U'x', U'х', 'x', 'h'}, {U'X', U'Х', 'x', 'h'}, {U'y', U'у', 'y', 'u'}, {U'Y', U'У', 'y', 'u'},
};

// The key of one code point; at most kKeyBytes of it are in the table, longer keys are asked anew.
constexpr std::size_t kKeyBytes = 6;
struct Key {
    std::array<char, kKeyBytes> bytes{};
    std::uint8_t size = 0;
    char as_other_script = 0;  // the key its twin has; 0 where the letter has no twin
};
using KeyTable = std::array<Key, kTableEnd>;

const char* find_special(char32_t code_point) {
    for (const Special& special : kSpecials) {
        if (special.letter == code_point) return special.key;
    }
    return nullptr;
}

bool is_dropped(UChar32 code_point) {
    const std::uint32_t mask = U_GET_GC_MASK(code_point);
    return (mask & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0;
}

// Letters and digits come apart by compatibility (ﬁ, ǉ, ａ); signs only by canonical equivalence,
// so that "½" and "…" stay what they are.
icu::UnicodeString decomposed(UChar32 code_point) {
    constexpr std::uint32_t kCompatible = U_GC_L_MASK | U_GC_NL_MASK | U_GC_ND_MASK;
    UErrorCode status = U_ZERO_ERROR;
    const bool compatible = (U_GET_GC_MASK(code_point) & kCompatible) != 0;
    const icu::Normalizer2* normalizer = compatible ? icu::Normalizer2::getNFKDInstance(status)
                                                    : icu::Normalizer2::getNFDInstance(status);
    REMIT_CHECK(U_SUCCESS(status) != 0);  // the data is part of the library
    icu::UnicodeString folded(code_point);
    folded.foldCase();
    icu::UnicodeString result = normalizer->normalize(folded, status);
    result.foldCase();
    result = normalizer->normalize(result, status);
    REMIT_CHECK(U_SUCCESS(status) != 0);
    return result;
}

// The slow, complete definition; the table holds its answers for what acts are written in.
void fold_slowly(std::string& out, char32_t code_point) {
    if (is_dropped(static_cast<UChar32>(code_point))) return;
    const icu::UnicodeString parts = decomposed(static_cast<UChar32>(code_point));
    for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        const UChar32 part = parts.char32At(i);
        if (is_dropped(part)) continue;
        const char* special = find_special(static_cast<char32_t>(part));
        if (special != nullptr) {
            out += special;
        } else {
            append_utf8(out, static_cast<char32_t>(part));
        }
    }
}

KeyTable make_keys() {
    KeyTable table;
    for (char32_t code_point = 0; code_point < kTableEnd; ++code_point) {
        std::string key;
        fold_slowly(key, code_point);
        REMIT_CHECK(key.size() <= kKeyBytes);
        std::copy(key.begin(), key.end(), table[code_point].bytes.begin());
        table[code_point].size = static_cast<std::uint8_t>(key.size());
    }
    for (const Twin& twin : kTwins) {
        table[twin.latin].as_other_script = twin.cyrillic_key;
        table[twin.cyrillic].as_other_script = twin.latin_key;
    }
    return table;
}

const KeyTable& key_table() {
    static const KeyTable kTable = make_keys();
    return kTable;
}

bool is_ascii_key(const Key& key) {
    return key.size > 0 && static_cast<unsigned char>(key.bytes[0]) < 0x80;
}

// The letters of one word, counted to find the script it is meant in.
struct Letters {
    std::uint32_t count = 0;
    std::uint32_t without_twin = 0;

    void add(const Key& key) {
        ++count;
        if (key.as_other_script == 0) ++without_twin;
    }
};

struct WordScan {
    std::size_t end = 0;
    Letters latin;
    Letters cyrillic;
};

bool is_word_kind(CharacterKind kind) {
    return kind == CharacterKind::letter || kind == CharacterKind::mark ||
           kind == CharacterKind::digit || kind == CharacterKind::joiner;
}

// Cyrillic letters of other languages that have no Latin key have no vote; otherwise a folded text
// could be read in another script than the text was.
WordScan scan_word(std::string_view text, std::size_t begin) {
    WordScan scan;
    std::size_t offset = begin;
    while (offset < text.size()) {
        const Decoded decoded = decode(text, offset);
        const Character character = character_of(decoded.code_point);
        if (!is_word_kind(character.kind)) break;
        if (decoded.code_point < kTableEnd && character.kind == CharacterKind::letter) {
            const Key& key = key_table()[decoded.code_point];
            if (character.script == Script::latin) scan.latin.add(key);
            if (character.script == Script::cyrillic && is_ascii_key(key)) scan.cyrillic.add(key);
        }
        offset += decoded.size;
    }
    scan.end = offset;
    return scan;
}

Script meant_script(const WordScan& scan) {
    if (scan.latin.count == 0) return Script::cyrillic;
    if (scan.cyrillic.count == 0) return Script::latin;
    const auto by = [](std::uint32_t latin, std::uint32_t cyrillic) {
        return latin > cyrillic ? Script::latin : Script::cyrillic;
    };
    if (scan.latin.without_twin != scan.cyrillic.without_twin) {
        return by(scan.latin.without_twin, scan.cyrillic.without_twin);
    }
    return by(scan.latin.count, scan.cyrillic.count);
}

void fold_word(std::string& out, std::string_view word, const WordScan& scan) {
    const bool mixed = scan.latin.count > 0 && scan.cyrillic.count > 0;
    const Script meant = meant_script(scan);
    for (std::size_t offset = 0; offset < word.size();) {
        const Decoded decoded = decode(word, offset);
        offset += decoded.size;
        if (decoded.code_point >= kTableEnd) {
            fold_slowly(out, decoded.code_point);
            continue;
        }
        const Key& key = key_table()[decoded.code_point];
        if (mixed && key.as_other_script != 0 && character_of(decoded.code_point).script != meant) {
            out += key.as_other_script;
        } else {
            out.append(key.bytes.data(), key.size);
        }
    }
}

}  // namespace

void fold_onto(std::string& out, std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const WordScan scan = scan_word(text, offset);
        if (scan.end > offset) {
            fold_word(out, text.substr(offset, scan.end - offset), scan);
            offset = scan.end;
            continue;
        }
        const Decoded decoded = decode(text, offset);
        if (!decoded.valid) {
            append_utf8(out, kReplacement);
        } else if (decoded.code_point < 0x80) {
            out += text[offset];
        } else {
            fold_slowly(out, decoded.code_point);
        }
        offset += decoded.size;
    }
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    fold_onto(out, text);
    return out;
}

}  // namespace remit::text
