#include "text/token.h"

#include <limits>

#include "base/check.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace remit::text {

namespace {

constexpr std::size_t kBytesPerTokenGuess = 5;  // Croatian and Serbian acts have 6 to 12

class Tokeniser {
  public:
    Tokeniser(std::string_view text, Lexicon& lexicon)
        : text_(text), lexicon_(lexicon), table_(character_table()) {}

    std::vector<Token> run() {
        tokens_.reserve(text_.size() / kBytesPerTokenGuess + 1);
        while (offset_ < text_.size()) step();
        return std::move(tokens_);
    }

  private:
    struct Seen {
        Decoded decoded;
        CharacterKind kind;
    };

    [[nodiscard]] Seen look(std::size_t offset) const {
        const Decoded decoded = decode(text_, offset);
        const CharacterKind kind = decoded.code_point < kTableEnd
                                       ? table_[decoded.code_point].kind
                                       : character_of(decoded.code_point).kind;
        return {decoded, kind};
    }

    [[nodiscard]] static bool is_invalid(const Decoded& decoded) {
        return !decoded.valid || decoded.code_point == 0;
    }

    void step() {
        const Seen seen = look(offset_);
        if (is_invalid(seen.decoded)) return take_invalid();
        switch (seen.kind) {
            case CharacterKind::space:
                offset_ += seen.decoded.size;
                after_space_ = true;
                return;
            case CharacterKind::line_end:
                return take_line_end(seen.decoded);
            case CharacterKind::letter:
                return take_word();
            case CharacterKind::digit:
                return take_number();
            case CharacterKind::mark:
            case CharacterKind::joiner:
            case CharacterKind::other:
                return take_mark(seen.decoded);
        }
    }

    void take_line_end(const Decoded& decoded) {
        const bool crlf =
            decoded.code_point == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n';
        offset_ += crlf ? 2 : decoded.size;
        blank_line_ = blank_line_ || starts_line_;
        starts_line_ = true;
        after_space_ = true;
    }

    void take_word() {
        const std::size_t begin = offset_;
        std::size_t end = begin;
        while (end < text_.size()) {
            const Seen seen = look(end);
            if (!continues_word(seen.kind) || !seen.decoded.valid) break;
            end += seen.decoded.size;
        }
        Token& token = add(TokenKind::word, end);
        token.word = lexicon_.intern(text_.substr(begin, end - begin));
    }

    static bool continues_word(CharacterKind kind) {
        return kind == CharacterKind::letter || kind == CharacterKind::mark ||
               kind == CharacterKind::digit || kind == CharacterKind::joiner;
    }

    void take_number() {
        std::size_t end = offset_;
        while (end < text_.size()) {
            const Seen seen = look(end);
            if (seen.kind != CharacterKind::digit || !seen.decoded.valid) break;
            end += seen.decoded.size;
        }
        add(TokenKind::number, end);
    }

    void take_mark(const Decoded& decoded) {
        add(TokenKind::punctuation, offset_ + decoded.size).mark = decoded.code_point;
    }

    void take_invalid() {
        std::size_t end = offset_;
        while (end < text_.size() && is_invalid(decode(text_, end))) ++end;
        add(TokenKind::invalid, end);
    }

    Token& add(TokenKind kind, std::size_t end) {
        Token& token = tokens_.emplace_back();
        token.begin = static_cast<std::uint32_t>(offset_);
        token.end = static_cast<std::uint32_t>(end);
        token.kind = kind;
        token.starts_line = starts_line_;
        token.after_blank_line = blank_line_;
        token.after_space = after_space_;
        starts_line_ = false;
        blank_line_ = false;
        after_space_ = false;
        offset_ = end;
        return token;
    }

    std::string_view text_;
    Lexicon& lexicon_;
    const CharacterTable& table_;
    std::vector<Token> tokens_;
    std::size_t offset_ = 0;
    bool starts_line_ = true;
    bool blank_line_ = false;
    bool after_space_ = true;
};

}  // namespace

std::vector<Token> tokenise(std::string_view text, Lexicon& lexicon) {
    REMIT_CHECK(text.size() <= std::numeric_limits<std::uint32_t>::max());
    return Tokeniser(text, lexicon).run();
}

}  // namespace remit::text
