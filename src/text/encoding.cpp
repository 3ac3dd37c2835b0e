#include "text/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{1} << 16;
constexpr std::size_t kHighCount = 128;
constexpr double kShareMin = 0.7;    // of the best score there could be
constexpr double kUtf16Share = 0.8;  // of the pairs that look like our letters

using HighHalf = std::array<char32_t, kHighCount>;  // what the bytes 80..FF mean

HighHalf load(const char* name) {
    HighHalf half;
    half.fill(kReplacement);
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name, &status);
    REMIT_CHECK(U_SUCCESS(status) != 0);  // the data is part of the library
    for (std::size_t i = 0; i < kHighCount; ++i) {
        const char byte = static_cast<char>(static_cast<unsigned char>(i + kHighCount));
        const char* source = &byte;
        UErrorCode one = U_ZERO_ERROR;
        const UChar32 code_point = ucnv_getNextUChar(converter, &source, source + 1, &one);
        if (U_SUCCESS(one) != 0) half[i] = static_cast<char32_t>(code_point);
    }
    ucnv_close(converter);
    return half;
}

constexpr std::u32string_view kOurLower = U"čćšžđабвгдђежзијклљмнњопрстћуфхцчџш";
constexpr std::u32string_view kOurUpper = U"ČĆŠŽĐАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ";
constexpr std::u32string_view kOurMarks = U"„“”’‘–—…§°«» \u00A0";

// How well one byte reads: our letters well, capitals less so, others badly, controls worst.
double score_of(char32_t code_point) {
    if (kOurLower.find(code_point) != kOurLower.npos) return 1.0;
    if (kOurUpper.find(code_point) != kOurUpper.npos) return 0.7;
    if (kOurMarks.find(code_point) != kOurMarks.npos) return 0.8;
    return code_point < 0xA0 || code_point == kReplacement ? -3.0 : -1.5;
}

struct Candidate {
    CodePage page;
    const char* icu_name;
};

constexpr Candidate kCandidates[] = {
    {CodePage::windows_1250, "windows-1250"}, {CodePage::iso_8859_2, "ISO-8859-2"},
    {CodePage::windows_1251, "windows-1251"}, {CodePage::iso_8859_5, "ISO-8859-5"},
    {CodePage::ibm_852, "ibm-852"},
};

using Counts = std::array<std::size_t, kHighCount>;

double score(const Counts& counts, const char* icu_name) {
    const HighHalf half = load(icu_name);
    double sum = 0;
    for (std::size_t i = 0; i < kHighCount; ++i) {
        sum += static_cast<double>(counts[i]) * score_of(half[i]);
    }
    return sum;
}

// The share of 16-bit units whose upper byte is one of Latin, Cyrillic or general punctuation.
double utf16_share(std::string_view sample, std::size_t upper_at) {
    std::size_t fitting = 0;
    const std::size_t pairs = sample.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        const char upper = sample[2 * i + upper_at];
        if (upper == 0 || upper == 1 || upper == 4) ++fitting;
    }
    return pairs == 0 ? 0 : static_cast<double>(fitting) / static_cast<double>(pairs);
}

std::optional<CodePage> guess_utf16(std::string_view sample) {
    if (sample.starts_with("\xFF\xFE")) return CodePage::utf16_le;
    if (sample.starts_with("\xFE\xFF")) return CodePage::utf16_be;
    if (sample.size() < 8) return std::nullopt;
    const double little = utf16_share(sample, 1);
    const double big = utf16_share(sample, 0);
    if (std::max(little, big) < kUtf16Share || little == big) return std::nullopt;
    return little > big ? CodePage::utf16_le : CodePage::utf16_be;
}

}  // namespace

std::string_view name_of(CodePage page) {
    switch (page) {
        case CodePage::utf16_le:
            return "UTF-16LE";
        case CodePage::utf16_be:
            return "UTF-16BE";
        case CodePage::windows_1250:
            return "WINDOWS-1250";
        case CodePage::iso_8859_2:
            return "ISO-8859-2";
        case CodePage::windows_1251:
            return "WINDOWS-1251";
        case CodePage::iso_8859_5:
            return "ISO-8859-5";
        case CodePage::ibm_852:
            return "CP852";
    }
    REMIT_CHECK(false);
}

std::optional<CodePage> guess_code_page(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, kSampleBytes);
    if (const auto wide = guess_utf16(sample); wide.has_value()) return wide;
    if (sample.find('\0') != sample.npos) return std::nullopt;  // no text at all
    Counts counts{};
    std::size_t high_count = 0;
    for (const char c : sample) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < kHighCount) continue;
        ++counts[byte - kHighCount];
        ++high_count;
    }
    if (high_count == 0) return std::nullopt;
    double best = -std::numeric_limits<double>::infinity();
    std::optional<CodePage> page;
    for (const Candidate& candidate : kCandidates) {
        const double now = score(counts, candidate.icu_name);
        if (now > best) {
            best = now;
            page = candidate.page;
        }
    }
    if (best < kShareMin * static_cast<double>(high_count)) return std::nullopt;
    return page;
}

namespace {

struct Loss {
    std::string_view seen;
    std::string_view lower;
    std::string_view upper;
    bool is_foreign_too = false;  // stands in borrowed words and names as well
};

// What is seen, and what it was. The case of what is seen is no guide (meĊu), the word is.
constexpr Loss kLosses[] = {
    {"ĉ", "č", "Č"},       {"Ĉ", "č", "Č"},       {"ċ", "đ", "Đ"},       {"Ċ", "đ", "Đ"},
    {"ď", "đ", "Đ"},       {"Ď", "đ", "Đ"},       {"ţ", "ž", "Ž"},       {"Ţ", "ž", "Ž"},
    {"ş", "š", "Š"},       {"Ş", "š", "Š"},       {"ŝ", "š", "Š"},       {"Ŝ", "š", "Š"},
    {"ð", "đ", "Đ"},       {"Ð", "đ", "Đ"},       {"è", "č", "Č", true}, {"È", "č", "Č", true},
    {"æ", "ć", "Ć", true}, {"Æ", "ć", "Ć", true}, {"Ä\u008D", "č", "č"}, {"ÄŒ", "Č", "Č"},
    {"Ä‡", "ć", "ć"},      {"Ä†", "Ć", "Ć"},      {"Å¡", "š", "š"},      {"Å\u00A0", "Š", "Š"},
    {"Å¾", "ž", "ž"},      {"Å½", "Ž", "Ž"},      {"Ä‘", "đ", "đ"},      {"Ä\u0090", "Đ", "Đ"},
};

// Every entry above begins with one of these bytes.
bool may_begin_loss(char byte) {
    return byte == '\xC3' || byte == '\xC4' || byte == '\xC5';
}

const Loss* find_loss(std::string_view rest) {
    for (const Loss& loss : kLosses) {
        if (rest.starts_with(loss.seen)) return &loss;
    }
    return nullptr;
}

LetterCase case_before(std::string_view text, std::size_t offset) {
    std::size_t begin = offset;
    while (begin > 0 && offset - begin < 4) {
        --begin;
        if ((static_cast<unsigned char>(text[begin]) & 0xC0U) != 0x80) break;
    }
    return begin == offset ? LetterCase::none
                           : character_of(decode(text, begin).code_point).letter_case;
}

bool is_capital_here(std::string_view text, std::size_t offset, const Loss& loss) {
    const std::size_t behind = offset + loss.seen.size();
    const LetterCase before = case_before(text, offset);
    const LetterCase after = behind < text.size()
                                 ? character_of(decode(text, behind).code_point).letter_case
                                 : LetterCase::none;
    if (before == LetterCase::lower) return false;
    if (after == LetterCase::upper || before == LetterCase::upper) return true;
    return character_of(decode(loss.seen, 0).code_point).letter_case == LetterCase::upper;
}

bool has_right_letters(std::string_view text) {
    return std::ranges::any_of(
        std::array<std::string_view, 4>{"č", "ć", "Č", "Ć"},
        [text](std::string_view letter) { return text.find(letter) != text.npos; });
}

}  // namespace

std::vector<WrongLetter> find_wrong_letters(std::string_view text) {
    std::vector<WrongLetter> found;
    std::optional<bool> right;  // asked only when it matters
    for (std::size_t offset = 0; offset < text.size(); ++offset) {
        if (!may_begin_loss(text[offset])) continue;
        const Loss* loss = find_loss(text.substr(offset));
        if (loss == nullptr) continue;
        if (loss->is_foreign_too) {
            if (!right.has_value()) right = has_right_letters(text);
            if (*right) continue;
        }
        const bool capital = is_capital_here(text, offset, *loss);
        found.push_back({offset, loss->seen.size(), capital ? loss->upper : loss->lower});
        offset += loss->seen.size() - 1;
    }
    return found;
}

}  // namespace remit::text
