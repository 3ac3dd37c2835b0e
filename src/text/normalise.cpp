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

// Composed whatever stands around them: Latin and Cyrillic letters, and the marks of acts.
// OPTIMIZATION: nearly every character of an act, without a call into ICU.
bool is_surely_composed(char32_t code_point) {
    return code_point < 0x300 || (code_point >= 0x400 && code_point < 0x483) ||
           (code_point >= 0x2010 && code_point < 0x2030);
}

// A run that ICU must judge begins one character before the one in doubt and ends where a
// character can stand alone again.
std::size_t end_of_run(std::string_view text, std::size_t offset) {
    const std::size_t limit = std::min(text.size(), offset + kWindowBytes);
    while (offset < limit) {
        const Decoded decoded = decode(text, offset);
        if (!decoded.valid || is_surely_composed(decoded.code_point)) break;
        offset += decoded.size;
    }
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
    std::size_t before = 0;  // where the character before this one begins
    for (std::size_t offset = 0; offset < text.size();) {
        const Decoded decoded = decode(text, offset);
        if (!decoded.valid) return std::nullopt;
        if (is_surely_composed(decoded.code_point)) {
            before = offset;
            offset += decoded.size;
            continue;
        }
        const std::size_t end = end_of_run(text, offset);
        if (!run_is_composed(text.substr(before, end - before))) return before;
        before = offset;
        offset = end;
    }
    return std::nullopt;
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
