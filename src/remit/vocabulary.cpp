// Looking up entries of the vocabulary by id, and the name to show for one.
//
// Invariant: an id that is found is that of the first entry with it, so that lookups agree with the
// order of the files. Nothing here reads a file or a text.
#include "remit/vocabulary.h"

#include <algorithm>

namespace remit::remit {
namespace {

template <typename EntryId, typename Entry>
std::optional<EntryId> find_by_id(const std::vector<Entry>& entries, std::string_view id) {
    const auto found = std::ranges::find(entries, id, &Entry::id);
    if (found == entries.end()) return std::nullopt;
    return EntryId(static_cast<std::size_t>(found - entries.begin()));
}

}  // namespace

std::span<const std::string> Names::in(std::string_view language) const {
    if (language == "en") return en;
    if (language == "fr") return fr;
    if (language == "hr") return hr;
    if (language == "sr") return sr;
    return {};
}

std::optional<BodyId> Vocabulary::find_body(std::string_view id) const {
    return find_by_id<BodyId>(bodies, id);
}
std::optional<TopicId> Vocabulary::find_topic(std::string_view id) const {
    return find_by_id<TopicId>(topics, id);
}
std::optional<FunctionId> Vocabulary::find_function(std::string_view id) const {
    return find_by_id<FunctionId>(functions, id);
}
std::optional<CounterpartId> Vocabulary::find_counterpart(std::string_view id) const {
    return find_by_id<CounterpartId>(counterparts, id);
}
std::optional<InstrumentId> Vocabulary::find_instrument(std::string_view id) const {
    return find_by_id<InstrumentId>(instruments, id);
}
std::optional<UnitKindId> Vocabulary::find_unit_kind(std::string_view id) const {
    return find_by_id<UnitKindId>(unit_kinds, id);
}

std::string_view Vocabulary::name_in(CounterpartId id, std::string_view language) const {
    const Counterpart& entry = counterpart(id);
    const std::string_view neighbour = language == "sr" ? "hr" : "sr";
    for (const std::string_view tried : {language, neighbour, std::string_view("en")}) {
        const auto names = entry.names.in(tried);
        if (!names.empty()) return names.front();
    }
    return entry.label;
}

}  // namespace remit::remit
