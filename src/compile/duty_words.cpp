#include "compile/duty_words.h"

#include "compile/export_support.h"

namespace remit::compile {

void KeyedLexicon::keys_of(std::string_view text, std::vector<remit::WordKey>& keys) {
    std::vector<std::string_view> words;
    keys_of(text, keys, words);
}

void KeyedLexicon::keys_of(std::string_view text, std::vector<remit::WordKey>& keys,
                           std::vector<std::string_view>& words) {
    const std::vector<text::Token> tokens = text::tokenise(text, lexicon_);
    const std::size_t first = words.size();
    std::uint32_t begin = 0;
    for (const text::Token& token : tokens) {
        if (token.kind != text::TokenKind::word && token.kind != text::TokenKind::number) continue;
        if (words.size() > first) words.back() = text.substr(begin, token.begin - begin);
        begin = words.size() > first ? token.begin : 0;  // marks before the first word go with it
        keys.push_back(key_of(text.substr(token.begin, token.end - token.begin)));
        words.push_back(text.substr(begin));
    }
}

remit::WordKey KeyedLexicon::key_of(std::string_view word) {
    const text::WordId id = lexicon_.intern(word);
    for (std::size_t next = by_word_.size(); next <= id.index(); ++next) {
        const std::string_view folded = lexicon_[text::WordId(next)].folded;
        by_word_.push_back(
            by_fold_.try_emplace(folded, static_cast<remit::WordKey>(by_fold_.size()))
                .first->second);
    }
    return by_word_[id.index()];
}

remit::WordTable duty_words(const Compilation& compilation, KeyedLexicon& lexicon) {
    remit::WordTable table;
    std::vector<remit::WordKey> keys;
    for (const remit::Duty& duty : compilation.remit.duties) {
        keys.clear();
        lexicon.keys_of(compilation.text_of(duty.extent), keys);
        table.add(keys);
    }
    return table;
}

remit::WordTable unit_words(const remit::Remit& remit, KeyedLexicon& lexicon) {
    remit::WordTable table;
    std::vector<remit::WordKey> keys;
    for (const remit::Unit& unit : remit.units) {
        keys.clear();
        lexicon.keys_of(valid_text(unit.name), keys);
        table.add(keys);
    }
    return table;
}

}  // namespace remit::compile
