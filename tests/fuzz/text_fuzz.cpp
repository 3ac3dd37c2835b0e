// Fuzzes UTF-8, folding and tokens with any bytes.
//
// Properties: a fault lies inside the text; folding a key changes nothing; a key is valid UTF-8;
// tokens are in order, do not overlap, and leave out only white space.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/fold.h"
#include "text/lexicon.h"
#include "text/token.h"
#include "text/utf8.h"

namespace {

void check_fold(std::string_view text) {
    const std::string key = remit::text::fold(text);
    REMIT_CHECK(!remit::text::find_utf8_fault(key));
    REMIT_CHECK(remit::text::fold(key) == key);
}

/// Printable ASCII stands for every non-blank byte; which other characters are blank is the
/// tokeniser's to say.
bool is_surely_text(char byte) {
    return byte > ' ' && byte < 0x7F;
}

void check_gap(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) REMIT_CHECK(!is_surely_text(text[i]));
}

void check_tokens(std::string_view text) {
    remit::text::Lexicon lexicon;
    std::size_t end = 0;
    for (const auto& token : remit::text::tokenise(text, lexicon)) {
        REMIT_CHECK(token.begin >= end && token.end > token.begin && token.end <= text.size());
        check_gap(text, end, token.begin);
        end = token.end;
    }
    check_gap(text, end, text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto fault = remit::text::find_utf8_fault(text)) REMIT_CHECK(fault->offset < size);
    check_fold(text);
    check_tokens(text);
    return 0;
}
