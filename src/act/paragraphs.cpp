#include "act/paragraphs.h"

#include <algorithm>

#include "act/names.h"

namespace remit::act {
namespace {

using text::Token;
using text::TokenKind;

struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint32_t columns = 0;  // code points from its first to its last character
};

std::uint32_t columns_between(std::string_view text, std::size_t begin, std::size_t end) {
    std::uint32_t count = 0;
    for (std::size_t i = begin; i < end; ++i) {
        count += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

std::vector<Line> find_lines(Tokens tokens, std::string_view text) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].starts_line || i == 0) lines.push_back({i, i, 0});
        lines.back().end = i + 1;
    }
    for (Line& line : lines) {
        line.columns = columns_between(text, tokens[line.begin].begin, tokens[line.end - 1].end);
    }
    return lines;
}

/// The column at which the text was wrapped by hand or by a printer, or 0: nearly all lines are
/// short of it and many come close.
std::uint32_t find_wrap_column(const std::vector<Line>& lines) {
    constexpr std::size_t kLinesMin = 6;
    constexpr std::uint32_t kColumnsMax = 140;
    constexpr std::uint32_t kColumnsMin = 50;
    if (lines.size() < kLinesMin) return 0;
    std::vector<std::uint32_t> columns;
    columns.reserve(lines.size());
    for (const Line& line : lines) columns.push_back(line.columns);
    const auto nth = columns.begin() + static_cast<std::ptrdiff_t>(columns.size() * 97 / 100);
    std::nth_element(columns.begin(), nth, columns.end());
    const std::uint32_t wrap = *nth;
    if (wrap > kColumnsMax || wrap < kColumnsMin) return 0;
    const auto near = std::ranges::count_if(
        lines, [&](const Line& line) { return line.columns * 100 >= wrap * 82; });
    return near * 100 >= static_cast<std::ptrdiff_t>(lines.size() * 15) ? wrap : 0;
}

class ParagraphFinder {
  public:
    ParagraphFinder(Tokens tokens, const Words& words, std::string_view text)
        : tokens_(tokens), words_(words), lines_(find_lines(tokens, text)) {
        wrap_column_ = find_wrap_column(lines_);
    }

    std::vector<Paragraph> find() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0 && joins(i)) {
                paragraphs_.back().end = lines_[i].end;
            } else {
                start(i);
            }
        }
        split_inline_articles();
        return std::move(paragraphs_);
    }

  private:
    /// "... 2. Služba B. Član 5 Služba A vrši ...": copies without line breaks.
    void split_inline_articles() {
        std::vector<Paragraph> split;
        split.reserve(paragraphs_.size());
        for (const Paragraph& whole : paragraphs_) {
            Paragraph part = whole;
            for (std::size_t i = whole.begin + 1; i + 2 < whole.end; ++i) {
                if (!is_inline_article(i)) continue;
                part.end = i;
                split.push_back(part);
                part = Paragraph{};
                part.begin = i;
                part.end = whole.end;
            }
            split.push_back(part);
        }
        paragraphs_ = std::move(split);
    }

    [[nodiscard]] bool is_inline_article(std::size_t i) const {
        if (!words_.is(tokens_[i], kArticleWord) || !words_.is(tokens_[i], kCapitalised))
            return false;
        if (tokens_[i + 1].kind != TokenKind::number || !words_.is(tokens_[i + 2], kCapitalised))
            return false;
        return is_terminator(tokens_[i - 1]) || words_.is(tokens_[i - 1], kUpper);
    }

    [[nodiscard]] bool starts_lower(std::size_t token) const {
        return words_.is(tokens_[token], kLower);
    }
    [[nodiscard]] std::size_t text_begin(const Line& line) const {
        std::size_t at = line.begin;
        while (at < line.end && is_quote(tokens_[at])) ++at;
        return at;
    }

    void start(std::size_t index) {
        const Line& line = lines_[index];
        Paragraph paragraph;
        paragraph.begin = line.begin;
        paragraph.end = line.end;
        paragraph.after_blank = tokens_[line.begin].after_blank_line;
        paragraph.mark = read_mark(tokens_, words_, text_begin(line), line.end);
        unmarked_run_ = !paragraph.mark && !paragraphs_.empty() &&
                        (unmarked_run_ || ends_with_colon(paragraphs_.back()) ||
                         (starts_lower(line.begin) && is_bare_name(paragraphs_.back())));
        paragraphs_.push_back(paragraph);
    }

    [[nodiscard]] bool ends_with_colon(const Paragraph& paragraph) const {
        return tokens_[paragraph.end - 1].mark == U':';
    }

    bool joins(std::size_t index) {
        const Line& line = lines_[index];
        Paragraph& current = paragraphs_.back();
        const std::size_t first = text_begin(line);
        if (first >= line.end) return true;  // a closing quotation mark alone
        if (current.mark && current.mark.end == current.end) {
            current.mark_alone = true;
            return !read_mark(tokens_, words_, first, line.end);
        }
        if (is_article_heading(first, line.end)) return false;
        if (is_article_heading(current.begin, current.end)) return false;
        if (read_mark(tokens_, words_, first, line.end)) return is_cited_number(index, first);
        if (tokens_[line.begin].after_blank_line) return joins_over_blank(index, first);
        return joins_directly(index, first);
    }

    [[nodiscard]] bool is_article_heading(std::size_t begin, std::size_t end) const {
        return words_.is(tokens_[begin], kArticleWord) && words_.is(tokens_[begin], kCapitalised) &&
               begin + 1 < end && tokens_[begin + 1].kind == TokenKind::number && end - begin <= 5;
    }

    /// "... iz članka" / "12. Zakona": the number ends a reference that the line break cut.
    [[nodiscard]] bool is_cited_number(std::size_t index, std::size_t first) const {
        const Token& last = tokens_[lines_[index - 1].end - 1];
        if (tokens_[first].kind != TokenKind::number || tokens_[first].after_blank_line)
            return false;
        return words_.is(last, kArticleReference);
    }

    bool joins_over_blank(std::size_t index, std::size_t first) {
        Paragraph& current = paragraphs_.back();
        const Token& last = tokens_[lines_[index - 1].end - 1];
        if (is_terminator(last) || !starts_lower(first)) return false;
        if (last.mark == U',' && !current.mark) return false;
        if (words_.is(tokens_[first], kVerb) || unmarked_run_) return false;
        const char32_t closing = tokens_[lines_[index].end - 1].mark;
        if (closing != U'.' && closing != U';' && closing != U',') return false;
        if (is_bare_name(current)) return false;
        current.broken_at = first;
        return true;
    }

    /// A unit's name and nothing else: what follows it on another line is not part of it.
    [[nodiscard]] bool is_bare_name(const Paragraph& paragraph) const {
        const std::size_t begin = paragraph.mark ? paragraph.mark.end : paragraph.begin;
        return find_kind_word(tokens_, words_, begin, paragraph.end).has_value() &&
               !contains_verb(begin, paragraph.end);
    }

    [[nodiscard]] bool contains_verb(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i) {
            if (words_.is(tokens_[i], kVerb) && words_.is(tokens_[i], kLower)) return true;
        }
        return false;
    }

    bool joins_directly(std::size_t index, std::size_t first) {
        const Paragraph& current = paragraphs_.back();
        const Token& last = tokens_[lines_[index - 1].end - 1];
        const bool lower = starts_lower(first);
        if (last.mark == U';' || last.mark == U':' || last.mark == U'!' || last.mark == U'?') {
            return false;
        }
        if (is_terminator(last)) return lower && last.mark == U'.' && was_wrapped(index, first);
        const bool names_unit =
            find_kind_word(tokens_, words_, first, lines_[index].end).has_value();
        if (is_bare_name(current)) {
            if (lower) return !words_.is(tokens_[first], kVerb) && !names_unit;
            return !names_unit && words_.is(tokens_[first], kUpper) &&
                   words_.is(tokens_[lines_[index - 1].end - 1], kUpper) &&
                   words_.is(tokens_[current.mark ? current.mark.end : current.begin], kUpper);
        }
        if (last.mark == U',') return lower || (!names_unit && was_wrapped(index, first));
        if (lower) return was_wrapped(index, first) || !unmarked_run_;
        return !names_unit && was_wrapped(index, first);
    }

    /// Whether the line before is so long that this line's first word would not have fitted on it.
    [[nodiscard]] bool was_wrapped(std::size_t index, std::size_t first) const {
        if (wrap_column_ == 0) return false;
        const Line& before = lines_[index - 1];
        const auto word_columns = (tokens_[first].end - tokens_[first].begin) / 2 + 1;
        return (before.columns + word_columns) * 100 >= wrap_column_ * 80;
    }

    Tokens tokens_;
    const Words& words_;
    std::vector<Line> lines_;
    std::vector<Paragraph> paragraphs_;
    std::uint32_t wrap_column_ = 0;
    bool unmarked_run_ = false;
};

}  // namespace

bool is_terminator(const Token& token) {
    constexpr std::u32string_view kMarks = U".;:!?“”»«";
    return token.kind == TokenKind::punctuation && kMarks.find(token.mark) != kMarks.npos;
}

bool is_quote(const Token& token) {
    constexpr std::u32string_view kMarks = U"\"'„“”»«‘’‚";
    return token.kind == TokenKind::punctuation && kMarks.find(token.mark) != kMarks.npos;
}

std::vector<Paragraph> find_paragraphs(Tokens tokens, const Words& words, std::string_view text) {
    if (tokens.empty()) return {};
    return ParagraphFinder(tokens, words, text).find();
}

}  // namespace remit::act
