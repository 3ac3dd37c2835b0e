#include "text/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <algorithm>

#include "base/check.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

constexpr std::size_t kWindowBytes = std::size_t{1} << 16;  // ICU counts in 32 signed bits

const icu::Normalizer2& normaliser() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
    REMIT_CHECK(U_SUCCESS(status) != 0 && instance != nullptr);  // the data is part of the library
    return *instance;
}

// Bytes of characters that are composed whatever stands around them: Latin below U+0300 (bytes up
// to CB) and Cyrillic below U+0480 (D0, D1). OPTIMIZATION: nearly every byte of an act goes by
// without being decoded; 10 x.
constexpr bool is_surely_composed(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code < 0xCC || code == 0xD0 || code == 0xD1;
}

bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// A run that ICU must judge begins one character before the one in doubt and ends where a
// character can stand alone again.
std::size_t end_of_run(std::string_view text, std::size_t offset) {
    const std::size_t limit = std::min(text.size(), offset + kWindowBytes);
    while (offset < limit && !is_surely_composed(text[offset])) offset += decode(text, offset).size;
    return offset;
}

std::size_t character_before(std::string_view text, std::size_t offset) {
    if (offset > 0) --offset;
    while (offset > 0 && is_continuation(text[offset])) --offset;
    return offset;
}

bool run_is_composed(std::string_view run) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(run.data(), static_cast<int32_t>(run.size()));
    const bool composed = normaliser().isNormalizedUTF8(piece, status) != 0;
    REMIT_CHECK(U_SUCCESS(status) != 0);
    return composed;
}

}  // namespace

std::optional<std::size_t> find_uncomposed(std::string_view text) {
    std::size_t offset = 0;
    while (true) {
        while (offset < text.size() && is_surely_composed(text[offset])) ++offset;
        if (offset >= text.size()) return std::nullopt;
        const std::size_t before = character_before(text, offset);
        const std::size_t end = end_of_run(text, offset);
        if (!run_is_composed(text.substr(before, end - before))) return before;
        offset = end;
    }
}

std::string nfc(std::string_view text) {
    std::string out;
    if (text.size() > static_cast<std::size_t>(INT32_MAX)) return std::string(text);
    icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
    UErrorCode status = U_ZERO_ERROR;
    const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
    normaliser().normalizeUTF8(0, piece, sink, nullptr, status);
    REMIT_CHECK(U_SUCCESS(status) != 0);
    return out;
}

}  // namespace remit::text
