#include "compile/knowledge.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/embedded.h"
#include "compile/grammar_loader.h"
#include "compile/vocabulary_loader.h"
#include "text/casing.h"
#include "text/fold.h"
#include "text/inflection.h"

namespace remit::compile {
namespace {

/// Acronyms so short that they are words of the language are known only for whole organisations.
/// Cyrillic letters take two bytes: there every acronym is long enough.
constexpr std::size_t kAcronymBytesMin = 3;

/// "PESC" among the names is an acronym: in small letters it is another word.
bool is_written_in_capitals(std::string_view name) {
    return name.find(' ') == name.npos && text::to_upper(name) == name;
}

void add_names(PhraseIndex& index, const remit::Names& names, NameKind kind, std::size_t entry) {
    for (const std::string_view language : {"hr", "sr", "en", "fr"}) {
        for (const std::string& name : names.in(language)) {
            index.add_name(name, static_cast<std::uint8_t>(kind), entry,
                           is_written_in_capitals(name));
        }
    }
}

void add_acronyms(PhraseIndex& index, const remit::Names& names, NameKind kind, std::size_t entry,
                  std::size_t bytes_min) {
    for (const std::string_view language : {"hr", "sr", "en", "fr"}) {
        for (const std::string& acronym : names.in(language)) {
            if (acronym.size() < bytes_min) continue;
            index.add_name(acronym, static_cast<std::uint8_t>(kind), entry, /*acronym=*/true);
        }
    }
}

bool is_organisation(const remit::Body& body) {
    return !body.part_of.is_some() && body.kind != "generic";
}

Result<std::string_view> embedded(std::string_view path) {
    if (const auto bytes = base::find_embedded(base::embedded_files(), path)) return *bytes;
    return base::make_error(ErrorCode::corrupt,
                            "the program lacks its file '" + std::string(path) + "'");
}

/// Collects the distinct words of names; the key of a word is asked once.
class NameWords {
  public:
    void add(const remit::Names& names) {
        for (const auto* list : {&names.hr, &names.sr}) {
            for (const std::string& name : *list) add(text::fold(name));
        }
    }
    /// Sorted, each once.
    [[nodiscard]] std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        keys.reserve(words_.size());
        for (const std::string& word : words_) keys.push_back(text::inflection_key(word));
        std::ranges::sort(keys);
        const auto repeats = std::ranges::unique(keys);
        keys.erase(repeats.begin(), repeats.end());
        return keys;
    }

  private:
    void add(std::string_view folded) {
        constexpr std::size_t kLettersMin = 4;
        while (!folded.empty()) {
            const std::size_t end = std::min(folded.find(' '), folded.size());
            if (end >= kLettersMin) words_.emplace(folded.substr(0, end));
            folded.remove_prefix(std::min(end + 1, folded.size()));
        }
    }

    std::unordered_set<std::string> words_;
};

void collect_name_words(Knowledge& knowledge) {
    NameWords words;
    const remit::Vocabulary& vocabulary = knowledge.vocabulary;
    for (const auto& body : vocabulary.bodies) words.add(body.names);
    for (const auto& topic : vocabulary.topics) words.add(topic.names);
    for (const auto& counterpart : vocabulary.counterparts) words.add(counterpart.names);
    for (const auto& instrument : vocabulary.instruments) words.add(instrument.names);
    knowledge.name_word_keys = words.keys();
}

}  // namespace

Knowledge::Knowledge() : names(text::inflection_key) {}

void index_names(Knowledge& knowledge) {
    collect_name_words(knowledge);
    const remit::Vocabulary& vocabulary = knowledge.vocabulary;
    PhraseIndex& index = knowledge.names;
    for (std::size_t i = 0; i < vocabulary.bodies.size(); ++i) {
        const remit::Body& body = vocabulary.bodies[i];
        add_names(index, body.names, NameKind::body, i);
        add_acronyms(index, body.acronyms, NameKind::body, i,
                     is_organisation(body) ? 2 : kAcronymBytesMin);
    }
    for (std::size_t i = 0; i < vocabulary.topics.size(); ++i) {
        add_names(index, vocabulary.topics[i].names, NameKind::topic, i);
    }
    for (std::size_t i = 0; i < vocabulary.counterparts.size(); ++i) {
        add_names(index, vocabulary.counterparts[i].names, NameKind::counterpart, i);
    }
    for (std::size_t i = 0; i < vocabulary.instruments.size(); ++i) {
        add_names(index, vocabulary.instruments[i].names, NameKind::instrument, i);
        add_acronyms(index, vocabulary.instruments[i].acronyms, NameKind::instrument, i,
                     kAcronymBytesMin);
    }
}

Result<std::unique_ptr<const Knowledge>> load_knowledge() {
    auto knowledge = std::make_unique<Knowledge>();
    LoadedVocabulary loaded = load_embedded_vocabulary();
    if (loaded.diagnostics.count(diag::Severity::error) > 0) {
        return base::make_error(ErrorCode::corrupt, "the program's own vocabulary is faulty");
    }
    knowledge->vocabulary = std::move(loaded.vocabulary);
    const std::string_view grammar = REMIT_TRY(embedded("vocabulary/grammar.yaml"));
    const std::string_view functions = REMIT_TRY(embedded("vocabulary/functions.yaml"));
    REMIT_TRY(load_grammar(grammar, *knowledge));
    REMIT_TRY(load_function_phrases(functions, *knowledge));
    knowledge->grammar.unit_kinds = knowledge->vocabulary.unit_kinds;
    index_names(*knowledge);
    return std::unique_ptr<const Knowledge>(std::move(knowledge));
}

}  // namespace remit::compile
