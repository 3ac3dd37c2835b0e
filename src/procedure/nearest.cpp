#include "procedure/nearest.h"

#include <algorithm>
#include <string>

#include "text/edit_distance.h"

namespace remit::procedure {
namespace {

constexpr std::size_t kWordBytesMax = 80;
/// With so many findings nobody reads what was probably meant, and looking for it takes its time.
constexpr std::size_t kSuggestingFindingsMax = 200;

}  // namespace

std::string_view nearest_of(std::string_view word, std::span<const std::string_view> candidates) {
    std::string_view nearest;
    if (word.size() > kWordBytesMax) return nearest;
    std::size_t fewest = text::kSlipsMax + 1;
    for (const std::string_view candidate : candidates) {
        const std::size_t slips = text::find_slips(word, candidate).value_or(fewest);
        if (slips >= fewest || 2 * slips >= candidate.size()) continue;
        nearest = candidate;
        fewest = slips;
    }
    return nearest;
}

void report_unknown(diag::Diagnostics& diagnostics, std::string_view key, std::string_view value,
                    diag::Span span, std::span<const std::string_view> known,
                    std::span<const diag::Span> places) {
    diag::Diagnostic& found = diagnostics.report(diag::DiagnosticId::unknown_reference, span)
                                  .with("field", std::string(key))
                                  .with("value", std::string(value));
    if (diagnostics.all().size() > kSuggestingFindingsMax) return;
    const std::string_view nearest = nearest_of(value, known);
    if (nearest.empty()) return;
    const auto index = static_cast<std::size_t>(std::ranges::find(known, nearest) - known.begin());
    const diag::Span place = index < places.size() ? places[index] : span;
    found.note(diag::NoteId::unknown_reference_nearest, place)
        .note_with("name", std::string(nearest));
}

}  // namespace remit::procedure
