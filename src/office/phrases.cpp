#include "office/phrases.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "text/edit_distance.h"

namespace remit::office {

std::string with_near(std::string sentence, std::string_view word,
                      std::span<const std::string_view> known, diag::Language language) {
    std::string_view nearest;
    std::size_t least = text::kSlipsMax + 1;
    for (const std::string_view one : known) {
        const auto slips = text::find_slips(word, one);
        if (!slips || *slips >= least) continue;
        nearest = one;
        least = *slips;
    }
    if (nearest.empty()) return sentence;
    return say(PhraseId::did_you_mean, language,
               {{"sentence", std::move(sentence)}, {"near", std::string(nearest)}});
}

std::string with_known(std::string sentence, std::string_view word,
                       std::span<const std::string_view> known, diag::Language language) {
    std::string near = with_near(sentence, word, known, language);
    if (near != sentence) return near;
    return say(
        PhraseId::there_are, language,
        {{"sentence", std::move(sentence)}, {"list", fmt::format("{}", fmt::join(known, ", "))}});
}

}  // namespace remit::office
