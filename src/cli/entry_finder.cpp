#include "cli/entry_finder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/columns.h"
#include "cli/nearest.h"
#include "text/fold.h"

namespace remit::cli {

namespace {

constexpr std::size_t kEntriesTold = 6;

/// "prevention of  Torture" and "prevention_of_torture" are one.
std::string key_of(std::string_view word) {
    std::string key;
    for (const char c : text::fold(word)) {
        const bool blank = c == ' ' || c == '_' || c == '-' || c == '\t';
        if (blank && (key.empty() || key.back() == ' ')) continue;
        key += blank ? ' ' : c;
    }
    while (key.ends_with(' ')) key.pop_back();
    return key;
}

}  // namespace

EntryFinder EntryFinder::of_bodies(const remit::Vocabulary& vocabulary) {
    EntryFinder finder("body", "vocabulary/bodies.yaml");
    for (std::size_t index = 0; index < vocabulary.bodies.size(); ++index) {
        const remit::Body& body = vocabulary.bodies[index];
        finder.ids_.push_back(body.id);
        finder.add(by_id, body.id, index);
        finder.add(by_label, body.label, index);
        finder.add_names(by_acronym, body.acronyms, index);
        finder.add_names(by_name, body.names, index);
    }
    return finder;
}

EntryFinder EntryFinder::of_topics(const remit::Vocabulary& vocabulary) {
    EntryFinder finder("topic", "vocabulary/topics.yaml");
    for (std::size_t index = 0; index < vocabulary.topics.size(); ++index) {
        const remit::Topic& topic = vocabulary.topics[index];
        finder.ids_.push_back(topic.id);
        finder.add(by_id, topic.id, index);
        finder.add(by_label, topic.label, index);
        finder.add_names(by_name, topic.names, index);
    }
    return finder;
}

EntryFinder EntryFinder::of_counterparts(const remit::Vocabulary& vocabulary) {
    EntryFinder finder("counterpart", "vocabulary/counterparts.yaml");
    for (std::size_t index = 0; index < vocabulary.counterparts.size(); ++index) {
        const remit::Counterpart& counterpart = vocabulary.counterparts[index];
        finder.ids_.push_back(counterpart.id);
        finder.add(by_id, counterpart.id, index);
        finder.add(by_label, counterpart.label, index);
        finder.add_names(by_name, counterpart.names, index);
    }
    return finder;
}

EntryFinder EntryFinder::of_functions(const remit::Vocabulary& vocabulary) {
    EntryFinder finder("function", "vocabulary/functions.yaml");
    for (std::size_t index = 0; index < vocabulary.functions.size(); ++index) {
        finder.ids_.push_back(vocabulary.functions[index].id);
        finder.add(by_id, vocabulary.functions[index].id, index);
        finder.add_names(by_name, vocabulary.functions[index].names, index);
    }
    return finder;
}

void EntryFinder::add(Sense sense, std::string_view word, std::size_t index) {
    std::string key = key_of(word);
    if (!key.empty()) words_[sense][std::move(key)].insert(index);
}

void EntryFinder::add_names(Sense sense, const remit::Names& names, std::size_t index) {
    for (const auto* list : {&names.en, &names.fr, &names.hr, &names.sr}) {
        for (const std::string& name : *list) add(sense, name, index);
    }
}

std::string EntryFinder::suggestion_for(std::string_view word) const {
    std::vector<std::string_view> known;
    for (const auto& words : words_) {
        for (const auto& [key, indexes] : words) known.push_back(key);
    }
    const auto near = find_nearest(key_of(word), known);
    if (!near) return {};
    for (const auto& words : words_) {
        const auto found = words.find(*near);
        if (found == words.end()) continue;
        return fmt::format("; did you mean '{}'?", ids_[*found->second.begin()]);
    }
    return {};
}

Result<std::size_t> EntryFinder::find(std::string_view word) const {
    const std::string key = key_of(word);
    for (const auto& words : words_) {
        const auto found = words.find(key);
        if (found == words.end()) continue;
        if (found->second.size() == 1) return *found->second.begin();
        std::vector<std::string_view> ids;
        for (const std::size_t index : found->second) {
            if (ids.size() < kEntriesTold) ids.push_back(ids_[index]);
        }
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("'{}' may be more than one {}: {}\n  give the id of the one you mean",
                        printable(word), kind_, fmt::join(ids, ", ")));
    }
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("no {} is called '{}'{}\n  each is known by its id, and by its names in "
                    "English, French, Croatian and Serbian: {}",
                    kind_, printable(word), suggestion_for(word), file_));
}

}  // namespace remit::cli
