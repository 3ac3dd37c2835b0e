// The meaning of one duty: functions, bodies, topics, counterparts, residual, references back.
//
// Works on the tokens of the duty and on phrase tables (vocabulary/*.yaml); knows no word itself.
// Verb-led duties give just the functions of their verbs. Duties that name a subject ("activities
// of the UN") give what their leading noun says, or the function that is implied, marked as such.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "compile/knowledge.h"
#include "remit/model.h"
#include "text/lexicon.h"
#include "text/phrases.h"
#include "text/token.h"

namespace remit::compile {

/// A name found in the text: which tokens, and which entry of the vocabulary it may stand for.
struct FoundName {
    std::size_t begin = 0;  // token indexes
    std::size_t end = 0;
    NameKind kind = NameKind::body;
    std::uint32_t index = 0;
};

class DutyReader {
  public:
    /// All are borrowed. The lexicon must hold all words of the text.
    DutyReader(const Knowledge& knowledge, std::span<const text::Token> tokens,
               const text::Lexicon& lexicon, std::string_view language);

    /// A unit whose name holds a body's name may call it by one word of it ("овог Покрета"):
    /// remembers which.
    void enter_unit(std::span<const text::Token> name);
    /// Fills functions, bodies, topics, counterparts, residual and implicit of the duty in [begin,
    /// end).
    void read(std::size_t begin, std::size_t end, remit::Duty& duty);
    /// Whether the duty points back, and how surely.
    enum class Reference : std::uint8_t { none, weak, strong };
    [[nodiscard]] Reference reference_in(std::size_t begin, std::size_t end) const;
    /// Every name in [begin, end), longest first at each place, nested ones left out but for whole
    /// organisations.
    std::vector<FoundName> find_names(std::size_t begin, std::size_t end) const;

  private:
    [[nodiscard]] bool is_residual(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool is_verb_led(std::size_t begin, std::size_t end) const;
    void imply_functions(std::size_t begin, std::size_t end, std::vector<bool>& found) const;
    void read_functions(std::size_t begin, std::size_t end, remit::Duty& duty) const;
    [[nodiscard]] bool is_noun_position(std::size_t at, std::size_t begin) const;
    void read_short_names(std::size_t begin, std::size_t end, remit::Duty& duty) const;
    void read_names(std::size_t begin, std::size_t end, remit::Duty& duty) const;
    [[nodiscard]] std::vector<FoundName> names_in(std::span<const text::Token> tokens,
                                                  std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::vector<FoundName> without_nested(std::span<const FoundName> names) const;
    [[nodiscard]] bool is_known_name(std::span<const text::Token> tokens,
                                     const text::PhraseMatch& match) const;
    [[nodiscard]] bool is_organisation(const FoundName& name) const;

    const Knowledge& knowledge_;
    std::span<const text::Token> tokens_;
    const text::Lexicon& lexicon_;
    std::string_view country_;
    struct ShortName {
        std::string key;
        std::uint32_t body = 0;
    };
    std::vector<ShortName> short_names_;  // of the unit entered last
    text::PhraseTable residuals_;
    text::PhraseTable verbs_;
    text::PhraseMatcher verb_matcher_;
    text::PhraseMatcher function_matcher_;
    text::PhraseMatcher name_matcher_;
    text::PhraseMatcher reference_matcher_;
    text::PhraseMatcher residual_matcher_;
    text::PhraseTable openers_;
    text::PhraseMatcher opener_matcher_;
};

}  // namespace remit::compile
