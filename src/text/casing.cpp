#include "text/casing.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace remit::text {
namespace {

std::string to_utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

}  // namespace

std::string to_upper(std::string_view text) {
    return to_utf8(icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()));
}

std::string capitalised(std::string_view word) {
    const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(word);
    if (whole.isEmpty()) return {};
    const int32_t first = whole.moveIndex32(0, 1);
    return to_utf8(icu::UnicodeString(whole, 0, first).toUpper(icu::Locale::getRoot())) +
           to_utf8(icu::UnicodeString(whole, first));
}

}  // namespace remit::text
