// What the compiler knows besides the act: the vocabulary, the grammar's phrases, and how functions
// and names are found in a clause. Loaded once, then read-only; one Knowledge serves any number of
// compilations and threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "act/grammar.h"
#include "base/result.h"
#include "diag/diagnostics.h"
#include "remit/vocabulary.h"
#include "text/fold.h"
#include "text/phrases.h"

namespace remit::compile {

/// What a phrase that gives a function says of the clause; see vocabulary/functions.yaml.
enum class FunctionEvidence : std::uint8_t { clause, subject, implied };

/// What a name found in a clause stands for.
enum class NameKind : std::uint8_t { body, topic, counterpart, instrument };

/// A phrase table whose values say which entry of which table a phrase belongs to.
struct PhraseIndex {
    struct Entry {
        std::uint8_t kind = 0;    // FunctionEvidence or NameKind
        std::uint32_t index = 0;  // into the vocabulary's table
        bool acronym = false;     // counts only where it stands in capitals
        std::string folded{};     // of an acronym: "UNECE" is not an inflected "UNECA"
    };
    text::PhraseTable table;
    std::vector<Entry> entries;

    explicit PhraseIndex(text::WordKey key) : table(key) {}
    void add(std::string_view pattern, std::uint8_t kind, std::size_t index, bool acronym) {
        table.add(pattern, static_cast<std::uint32_t>(entries.size()));
        entries.push_back({kind, static_cast<std::uint32_t>(index), acronym});
    }
    void add_name(std::string_view name, std::uint8_t kind, std::size_t index, bool acronym) {
        table.add_name(name, static_cast<std::uint32_t>(entries.size()));
        entries.push_back({kind, static_cast<std::uint32_t>(index), acronym,
                           acronym ? text::fold(name) : std::string()});
    }
};

struct Knowledge {
    remit::Vocabulary vocabulary;
    act::Grammar grammar;
    PhraseIndex functions{/*key=*/nullptr};
    PhraseIndex names;
    /// The words of all Croatian and Serbian names, of four letters or more, without their endings;
    /// sorted.
    std::vector<std::string> name_word_keys;
    text::PhraseTable back_references;  // value 0: strong, 1: weak

    Knowledge();
};

/// Puts the vocabulary's names into `names`; call once the vocabulary is loaded.
void index_names(Knowledge& knowledge);

/// Reads the vocabulary that the binary carries. Errors: corrupt (the embedded files are faulty; a
/// build never is).
Result<std::unique_ptr<const Knowledge>> load_knowledge();

}  // namespace remit::compile
