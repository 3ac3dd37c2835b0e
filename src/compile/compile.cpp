#include "compile/compile.h"

#include <algorithm>

#include <fmt/format.h>

#include "compile/duty_reader.h"
#include "compile/lints.h"
#include "compile/units.h"

namespace remit::compile {
namespace {

using remit::Duty;
using remit::DutyId;
using remit::UnitId;

/// Language and script by which most words of the act are written.
void find_language(const act::Grammar& grammar, const act::SyntaxTree& syntax,
                   const text::Lexicon& lexicon, remit::Remit& remit) {
    std::size_t cyrillic = 0;
    std::size_t latin = 0;
    std::size_t serbian = 0;
    std::size_t croatian = 0;
    std::vector<std::int8_t> leanings(lexicon.size(), 0);
    for (std::size_t i = 0; i < lexicon.size(); ++i) {
        leanings[i] = language_leaning(grammar, lexicon[text::WordId(i)].folded);
    }
    for (const text::Token& token : syntax.tokens) {
        if (token.kind != text::TokenKind::word) continue;
        const text::Word& word = lexicon[token.word];
        if (word.script == text::Script::cyrillic) ++cyrillic;
        if (word.script == text::Script::latin) ++latin;
        if (leanings[token.word.index()] > 0) ++serbian;
        if (leanings[token.word.index()] < 0) ++croatian;
    }
    remit.script = cyrillic > latin ? "Cyrl" : "Latn";
    remit.language = cyrillic > latin || serbian > croatian ? "sr" : "hr";
}

/// The list mark without brackets and dots: what a citation says after "t." or "al.".
std::string item_of(std::string_view mark) {
    std::string item;
    while (!mark.empty() && mark.back() == '.') mark.remove_suffix(1);
    for (const std::string_view dash : {"-", "–", "—", "−"}) {
        if (mark.starts_with(dash)) mark.remove_prefix(dash.size());  // "– 2)"
    }
    for (const char c : mark) {
        const auto byte = static_cast<unsigned char>(c);
        const bool keep = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || byte >= 0x80 || (c == '.' && !item.empty());
        if (keep) item += c;
    }
    for (const std::string_view bullet :
         {"•", "–", "—", "·", "▪", "◦", "●", "■", "○", "▫", "‣", "⁃", "−"}) {
        if (item.starts_with(bullet)) return {};
    }
    return item;
}

class ActCompiler {
  public:
    ActCompiler(const Knowledge& knowledge, const CompileOptions& options, Compilation& result)
        : knowledge_(knowledge), options_(options), result_(result) {}

    void run() {
        const std::string_view text = result_.source.text();
        syntax_ = act::parse(text, knowledge_.grammar, lexicon_, result_.diagnostics);
        find_language(knowledge_.grammar, syntax_, lexicon_, result_.remit);
        units_ = resolve_units(syntax_, text, knowledge_, lexicon_);
        result_.remit.units = units_.units;
        read_duties();
        const LintInput input{result_,    syntax_,           lexicon_,    units_,
                              knowledge_, options_.spelling, duty_tokens_};
        find_abbreviations(input, result_.remit.abbreviations);
        run_lints(input, result_.diagnostics);
        result_.diagnostics.sort();
        if (options_.phases != nullptr) {
            options_.phases->syntax = std::move(syntax_);
            options_.phases->lexicon = std::move(lexicon_);
        }
    }

  private:
    void read_duties() {
        DutyReader reader(knowledge_, syntax_.tokens, lexicon_, result_.remit.language);
        std::vector<Duty>& duties = result_.remit.duties;
        duties.reserve(units_.duties.size());
        duty_tokens_.reserve(units_.duties.size());
        UnitId entered;
        std::vector<DutyId> latest(units_.units.size());
        for (const DutyPlace& place : units_.duties) {
            const diag::Span span = syntax_.tree.nodes[place.node].span;
            const TokenRange tokens = tokens_in(span);
            Duty duty;
            duty.unit = place.unit;
            duty.extent = {span.begin, span.end};
            duty.id = fmt::format("{}-{:02}", result_.remit.unit(place.unit).code, place.ordinal);
            duty.citation = cite(place);
            if (place.unit != entered) {
                entered = place.unit;
                reader.enter_unit(units_.notes[entered.index()].name_tokens);
            }
            reader.read(tokens.begin, tokens.end, duty);
            refer_back(reader.reference_in(tokens.begin, tokens.end), latest[place.unit.index()],
                       duty);
            duties.push_back(std::move(duty));
            duty_tokens_.push_back(tokens);
            if (!duties.back().topics.empty())
                latest[place.unit.index()] = DutyId(duties.size() - 1);
        }
        mark_truncated();
    }

    [[nodiscard]] TokenRange tokens_in(diag::Span span) const {
        const auto begin =
            std::ranges::lower_bound(syntax_.tokens, span.begin, {}, &text::Token::begin);
        const auto end =
            std::ranges::lower_bound(syntax_.tokens, span.end, {}, &text::Token::begin);
        return {static_cast<std::size_t>(begin - syntax_.tokens.begin()),
                static_cast<std::size_t>(end - syntax_.tokens.begin())};
    }

    /// "in those fields" takes over the topics of the duty it points at.
    void refer_back(DutyReader::Reference reference, DutyId antecedent, Duty& duty) const {
        if (reference == DutyReader::Reference::none || !antecedent.is_some()) return;
        if (reference == DutyReader::Reference::weak && !duty.bodies.empty()) return;
        duty.refers_to = antecedent;
        for (const remit::TopicId topic : result_.remit.duty(antecedent).topics) {
            if (std::ranges::find(duty.topics, topic) == duty.topics.end())
                duty.topics.push_back(topic);
        }
    }

    /// "čl. 46. st. 1.", "čl. 12. st. 1. t. 3.", "I al. 2", "I/2 al. 1", "3)".
    [[nodiscard]] remit::Citation cite(const DutyPlace& place) const {
        remit::Citation citation;
        citation.article = place.article;
        citation.paragraph = place.paragraph;
        citation.ordinal = place.ordinal;
        citation.item = item_of(place.mark);
        if (!place.article.empty()) {
            citation.label = fmt::format("čl. {}. st. {}.", place.article, place.paragraph);
            if (!citation.item.empty()) {
                citation.label += fmt::format(" t. {}.", citation.item);
            } else if (!place.mark.empty()) {
                citation.label += fmt::format(" al. {}", place.item);
            }
            return citation;
        }
        const std::string path = section_path(place.unit);
        citation.label = citation.item.empty()
                             ? fmt::format("al. {}", place.ordinal)
                             : std::string(place.mark.substr(place.mark.find_first_not_of("- –")));
        if (!path.empty()) citation.label = path + " " + citation.label;
        return citation;
    }

    /// "I 2)" for the unit "I/2": the numbers that stand before its names.
    [[nodiscard]] std::string section_path(UnitId unit) const {
        const std::string& path = result_.remit.unit(unit).code;
        const std::size_t slash = std::min(path.find('/'), path.size());
        // A unit without a number stands at "0": the act does not print that.
        std::string spaced = path.starts_with('0') ? std::string() : path.substr(0, slash);
        for (std::size_t at = slash; at < path.size();) {
            const std::size_t next = std::min(path.find('/', at + 1), path.size());
            if (!spaced.empty()) spaced += ' ';
            spaced += path.substr(at + 1, next - at - 1) + ")";
            at = next;
        }
        return spaced;
    }

    /// The text ends inside its last duty when it stops at a word that something must follow.
    void mark_truncated() {
        std::vector<Duty>& duties = result_.remit.duties;
        if (duties.empty() || syntax_.tokens.empty()) return;
        const text::Token& last = syntax_.tokens.back();
        if (duties.back().extent.end != last.end || last.kind != text::TokenKind::word) return;
        const std::string_view folded = lexicon_[last.word].folded;
        if (std::ranges::find(knowledge_.grammar.hanging_words, folded) !=
            knowledge_.grammar.hanging_words.end()) {
            duties.back().truncated = true;
        }
    }

    const Knowledge& knowledge_;
    const CompileOptions& options_;
    Compilation& result_;
    text::Lexicon lexicon_;
    act::SyntaxTree syntax_;
    UnitTable units_;
    std::vector<TokenRange> duty_tokens_;
};

}  // namespace

Compilation compile_act(diag::Source source, const Knowledge& knowledge,
                        const CompileOptions& options) {
    Compilation result;
    result.source = std::move(source);
    result.vocabulary = &knowledge.vocabulary;
    ActCompiler(knowledge, options, result).run();
    return result;
}

}  // namespace remit::compile
