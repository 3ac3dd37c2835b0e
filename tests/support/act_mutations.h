// Small damages to an act, one at a time: what typists, converters and editors do to real ones.
//
// Invariant: the list depends only on the reading that it is given, in the order of the text, so
// that a run is the same each time. Places are byte offsets into the text that was read. A mutation
// says nothing of what must come of it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compile/compile.h"
#include "text/transliterate.h"

namespace remit::compile::testing {

enum class MutationKind : std::uint8_t {
    drop_separator,     // the ";" between two duties is gone
    transpose_numbers,  // two list numbers that follow each other change places
    double_clause,      // a duty stands twice, one behind the other
    look_alike,         // one letter is the one of the other script that looks the same
    other_script,       // one word is written in the other script
    join_lines,         // a line end becomes a blank
    split_line,         // a blank inside a duty becomes a line end
    drop_period,        // the period at the end of a paragraph is gone
    line_ends,          // CR LF throughout
    byte_order_mark,    // stands in front
};

inline constexpr std::array<std::string_view, 10> kMutationNames{
    "drop-separator", "transpose-numbers", "double-clause", "look-alike", "other-script",
    "join-lines",     "split-line",        "drop-period",   "line-ends",  "byte-order-mark"};

inline std::string_view name_of(MutationKind kind) {
    return kMutationNames[static_cast<std::size_t>(kind)];
}

/// What was compiled, and how it was read.
struct Reading {
    Compilation compilation;
    Phases phases;

    [[nodiscard]] std::string_view text() const { return compilation.source.text(); }
};

struct Mutation {
    MutationKind kind = MutationKind::drop_separator;
    std::uint32_t at = 0;        // in the text before
    std::string text;            // the whole text after
    diag::Span damage;           // in the text after: where something is to be noticed
    std::size_t first_duty = 0;  // the duties that are touched, by their order in the text
    std::size_t duty_count = 0;
};

/// Makes the mutations of one reading.
class Mutator {
  public:
    explicit Mutator(const Reading& reading) : reading_(reading), text_(reading.text()) {}

    std::vector<Mutation> all() {
        const auto& duties = reading_.compilation.remit.duties;
        for (std::size_t duty = 0; duty < duties.size(); ++duty) add_duty(duty);
        add_numbers();
        add_words();
        add_lines();
        add_whole();
        return std::move(made_);
    }

  private:
    Mutation& add(MutationKind kind, diag::Span replaced, std::string_view replacement) {
        Mutation& mutation = made_.emplace_back();
        mutation.kind = kind;
        mutation.at = replaced.begin;
        mutation.text = std::string(text_.substr(0, replaced.begin)) + std::string(replacement) +
                        std::string(text_.substr(replaced.end));
        mutation.damage = {replaced.begin,
                           replaced.begin + static_cast<std::uint32_t>(replacement.size())};
        return mutation;
    }

    void add_duty(std::size_t index) {
        const auto& duties = reading_.compilation.remit.duties;
        const remit::Extent extent = duties[index].extent;
        const std::string words(text_.substr(extent.begin, extent.end - extent.begin));
        const std::size_t stop = extent.end;
        const bool inside = stop + 1 < text_.size() && text_[stop] == ';' && text_[stop + 1] == ' ';
        if (inside) {
            Mutation& doubled =
                add(MutationKind::double_clause, {extent.end, extent.end}, "; " + words);
            doubled.damage.begin += 2;
            doubled.first_duty = index;
            doubled.duty_count = 1;
        }
        if (index + 1 < duties.size() && duties[index + 1].unit == duties[index].unit &&
            stop < text_.size() && text_[stop] == ';') {
            Mutation& dropped = add(MutationKind::drop_separator, {extent.end, extent.end + 1}, "");
            dropped.damage = {extent.begin, duties[index + 1].extent.end - 1};
            dropped.first_duty = index;
            dropped.duty_count = 2;
        }
        const std::size_t blank = words.find(' ', words.size() / 2);
        if (blank == words.npos) return;
        const auto at = extent.begin + static_cast<std::uint32_t>(blank);
        add(MutationKind::split_line, {at, at + 1}, "\n");
    }

    /// Marks of neighbouring list items, such as "2)" and "3)".
    void add_numbers() {
        const auto& nodes = reading_.phases.syntax.tree.nodes;
        diag::Span before;
        act::NodeKind list = act::NodeKind::root;
        for (std::size_t i = 1; i < nodes.size(); i = nodes[i].subtree_end) {
            const bool item =
                nodes[i].kind == act::NodeKind::item || nodes[i].kind == act::NodeKind::announced;
            diag::Span mark;
            if (item && nodes[i + 1].kind == act::NodeKind::mark) mark = nodes[i + 1].span;
            if (list == nodes[i].kind && numbered(before) && numbered(mark))
                transpose(before, mark);
            before = mark;
            list = nodes[i].kind;
        }
    }

    [[nodiscard]] bool numbered(diag::Span span) const {
        const std::string_view mark = text_.substr(span.begin, span.size());
        return mark.find_first_of("0123456789") != mark.npos;
    }

    void transpose(diag::Span first, diag::Span second) {
        if (text_.substr(first.begin, first.size()) == text_.substr(second.begin, second.size()))
            return;
        const std::string between(text_.substr(first.end, second.begin - first.end));
        const std::string swapped = std::string(text_.substr(second.begin, second.size())) +
                                    between + std::string(text_.substr(first.begin, first.size()));
        add(MutationKind::transpose_numbers, {first.begin, second.end}, swapped);
    }

    void add_words() {
        for (const text::Token& token : reading_.phases.syntax.tokens) {
            if (token.kind != text::TokenKind::word) continue;
            const text::Word& word = reading_.phases.lexicon[token.word];
            if (word.letter_count < 4 || word.casing == text::Casing::upper) continue;
            const diag::Span span{token.begin, token.end};
            const std::string_view bytes = text_.substr(token.begin, token.end - token.begin);
            if (word.script == text::Script::latin) {
                add(MutationKind::other_script, span, text::to_cyrillic(bytes));
            } else if (word.script == text::Script::cyrillic) {
                add(MutationKind::other_script, span, text::to_latin(bytes));
            }
            add_look_alike(span, bytes);
        }
    }

    /// The last letter that has a twin: the first is seldom mistyped.
    void add_look_alike(diag::Span span, std::string_view bytes) {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTwins{
            {{"a", "а"}, {"e", "е"}, {"o", "о"}, {"j", "ј"}, {"c", "с"}, {"p", "р"}, {"x", "х"}}};
        for (const auto& [latin, cyrillic] : kTwins) {
            const bool is_latin = bytes.find(latin) != bytes.npos;
            const std::string_view from = is_latin ? latin : cyrillic;
            const std::size_t at = bytes.rfind(from);
            if (at == bytes.npos) continue;
            std::string typed(bytes);
            typed.replace(at, from.size(), is_latin ? cyrillic : latin);
            add(MutationKind::look_alike, span, typed);
            return;
        }
    }

    void add_lines() {
        for (std::size_t end = text_.find('\n'); end != text_.npos;
             end = text_.find('\n', end + 1)) {
            if (end == 0 || end + 1 >= text_.size()) continue;
            const auto at = static_cast<std::uint32_t>(end);
            if (text_[end - 1] == '.') add(MutationKind::drop_period, {at - 1, at}, "");
            if (text_[end + 1] == '\n' || text_[end - 1] == '\n') continue;
            add(MutationKind::join_lines, {at, at + 1}, " ");
        }
    }

    void add_whole() {
        std::string with_returns;
        for (const char c : text_)
            with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
        Mutation& returns = add(MutationKind::line_ends, {0, 0}, "");
        returns.text = std::move(with_returns);
        add(MutationKind::byte_order_mark, {0, 0}, "\xEF\xBB\xBF");
    }

    const Reading& reading_;
    std::string_view text_;
    std::vector<Mutation> made_;
};

}  // namespace remit::compile::testing
