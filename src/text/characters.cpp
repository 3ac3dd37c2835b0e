#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace remit::text {

namespace {

constexpr std::uint32_t kLetterMask = U_GC_L_MASK | U_GC_NL_MASK;

bool is_line_end(char32_t code_point) {
    return (code_point >= 0x0A && code_point <= 0x0D) || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool is_joiner(char32_t code_point) {
    return code_point == 0xAD || code_point == 0x200C || code_point == 0x200D ||
           code_point == 0x2060;
}

// U+200B and U+FEFF take no width but part words; a byte order mark is no part of any text.
bool is_space(char32_t code_point, std::uint32_t mask) {
    return (mask & U_GC_Z_MASK) != 0 || code_point == '\t' || code_point == 0x200B ||
           code_point == 0xFEFF;
}

CharacterKind kind_of(char32_t code_point, std::uint32_t mask) {
    if (is_line_end(code_point)) return CharacterKind::line_end;
    if (is_space(code_point, mask)) return CharacterKind::space;
    if (is_joiner(code_point)) return CharacterKind::joiner;
    if ((mask & kLetterMask) != 0) return CharacterKind::letter;
    if ((mask & U_GC_M_MASK) != 0) return CharacterKind::mark;
    if ((mask & U_GC_ND_MASK) != 0) return CharacterKind::digit;
    return CharacterKind::other;
}

LetterCase case_of(UChar32 code_point) {
    if (u_istitle(code_point) && !u_isupper(code_point)) return LetterCase::title;
    if (u_isUUppercase(code_point)) return LetterCase::upper;
    if (u_isULowercase(code_point)) return LetterCase::lower;
    return LetterCase::none;
}

Script script_from_icu(UChar32 code_point) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(code_point, &status)) {
        case USCRIPT_LATIN:
            return Script::latin;
        case USCRIPT_CYRILLIC:
            return Script::cyrillic;
        default:
            return Script::other;
    }
}

Character ask_icu(char32_t code_point) {
    const auto icu_point = static_cast<UChar32>(code_point);
    Character result;
    result.kind = kind_of(code_point, U_GET_GC_MASK(icu_point));
    if (result.kind == CharacterKind::letter) {
        result.letter_case = case_of(icu_point);
        result.script = script_from_icu(icu_point);
    }
    return result;
}

CharacterTable make_table() {
    CharacterTable table;
    for (char32_t code_point = 0; code_point < kTableEnd; ++code_point) {
        table[code_point] = ask_icu(code_point);
    }
    return table;
}

}  // namespace

const CharacterTable& character_table() {
    static const CharacterTable kTable = make_table();
    return kTable;
}

Character character_of(char32_t code_point) {
    return code_point < kTableEnd ? character_table()[code_point] : ask_icu(code_point);
}

}  // namespace remit::text
