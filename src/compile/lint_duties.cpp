// Duties that are missing, stand in the wrong order or say too little, and names that promise more
// than duties hold.
//
// Silent when unsure: a name speaks of a subject only where the vocabulary knows the subject, and a
// duty lacks a function only where the vocabulary knows nothing at all in it.
#include <algorithm>
#include <unordered_set>

#include "compile/duty_reader.h"
#include "compile/lint_support.h"
#include "text/fold.h"

namespace remit::compile {
namespace {

using act::NodeKind;
using remit::Duty;
using remit::Unit;
using remit::UnitId;

diag::Span span_from(const remit::Extent& extent) {
    return {extent.begin, extent.end};
}

// --- residual duties

bool in_one_list(const LintInput& input, const std::vector<std::uint32_t>& blocks,
                 std::size_t duty) {
    if (blocks[duty] == blocks[duty + 1]) return true;
    // Items of one list follow each other and share the shape of their marks.
    const DutyPlace& place = input.units.duties[duty];
    const DutyPlace& next = input.units.duties[duty + 1];
    return blocks[duty] + 1 == blocks[duty + 1] && !place.mark.empty() && !next.mark.empty() &&
           place.mark.back() == next.mark.back();
}

void lint_residuals(const LintInput& input, diag::Diagnostics& diagnostics) {
    const std::vector<Duty>& duties = input.remit().duties;
    const std::vector<std::uint32_t> blocks = blocks_of_duties(input);
    for (std::size_t i = 0; i + 1 < duties.size(); ++i) {
        if (!duties[i].residual || duties[i + 1].residual) continue;
        if (duties[i].unit != duties[i + 1].unit || !in_one_list(input, blocks, i)) continue;
        diagnostics.report(diag::DiagnosticId::residual_shadows, span_from(duties[i].extent))
            .with("unit", shown_name(input.remit().unit(duties[i].unit)))
            .note(diag::NoteId::residual_shadows_named, span_from(duties[i + 1].extent));
    }
}

// --- empty duties

class EmptyDuties {
  public:
    EmptyDuties(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input), tree_(input.syntax.tree), diagnostics_(diagnostics) {}

    void find() {
        if (tree_.nodes.empty()) return;
        for (std::size_t block = 1; block < tree_.nodes.size();
             block = tree_.nodes[block].subtree_end) {
            const NodeKind kind = tree_.nodes[block].kind;
            if (kind == NodeKind::item && is_bare_item(block)) report(block);
            if (kind == NodeKind::remit && is_bare_lead(block)) report(block);
        }
    }

  private:
    [[nodiscard]] bool has(std::size_t block, NodeKind kind) const {
        for (std::size_t i = block + 1; i < tree_.nodes[block].subtree_end; ++i) {
            if (tree_.nodes[i].kind == kind) return true;
        }
        return false;
    }
    [[nodiscard]] bool has_words(std::size_t block) const {
        for (std::size_t i = block + 1; i < tree_.nodes[block].subtree_end; ++i) {
            if (tree_.nodes[i].kind == NodeKind::mark) continue;
            const TokenRange range = tokens_of(input_, tree_.nodes[i].span);
            for (std::size_t t = range.begin; t < range.end; ++t) {
                if (is_word(input_.syntax.tokens[t])) return true;
            }
        }
        return false;
    }
    [[nodiscard]] bool is_bare_item(std::size_t block) const {
        return has(block, NodeKind::mark) && !has(block, NodeKind::duty) && !has_words(block);
    }
    /// A lead-in with a colon, behind which a heading, another sentence or an article comes.
    [[nodiscard]] bool is_bare_lead(std::size_t block) const {
        if (has(block, NodeKind::duty)) return false;
        const std::size_t end = token_at(input_, tree_.nodes[block].span.end);
        if (end == 0 || !is_mark(input_.syntax.tokens[end - 1], U':')) return false;
        const std::size_t next = tree_.nodes[block].subtree_end;
        if (next >= tree_.nodes.size()) return false;  // cut off, which is another matter
        const NodeKind kind = tree_.nodes[next].kind;
        return kind == NodeKind::heading || kind == NodeKind::article;
    }

    void report(std::size_t block) {
        const auto& duties = input_.units.duties;
        if (duties.empty()) return;
        const auto next = std::ranges::lower_bound(duties, block, {}, &DutyPlace::node);
        const DutyPlace& nearest = next == duties.begin() ? *next : *(next - 1);
        diagnostics_.report(diag::DiagnosticId::empty_duty, tree_.nodes[block].span)
            .with("unit", shown_name(input_.remit().unit(nearest.unit)));
    }

    const LintInput& input_;
    const act::Tree& tree_;
    diag::Diagnostics& diagnostics_;
};

// --- functions

/// Words that name an action even where no function is known for it: verbs, and nouns made of
/// verbs.
std::vector<bool> find_actions(const LintInput& input) {
    std::vector<bool> actions = find_listed(input.lexicon, input.knowledge.grammar.action_words);
    std::unordered_set<std::string> verbs;
    for (const std::string& verb : input.knowledge.grammar.verbs) verbs.insert(text::fold(verb));
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const std::string_view folded = input.lexicon[text::WordId(i)].folded;
        const bool ends = std::ranges::any_of(
            input.knowledge.grammar.action_endings,
            [&](const std::string& ending) { return folded.ends_with(ending); });
        const bool verb = std::ranges::any_of(
            input.knowledge.grammar.verb_endings,
            [&](const std::string& ending) { return folded.ends_with(ending); });
        actions[i] = actions[i] || ends || verb || verbs.contains(std::string(folded));
    }
    return actions;
}

/// A thing and no more than a few words about it: longer duties say in some way what is done.
bool is_mere_thing(const LintInput& input, TokenRange range, const std::vector<bool>& actions) {
    constexpr std::size_t kWordsMax = 2;
    constexpr std::uint32_t kLettersMin = 3;  // of a word that counts
    std::size_t count = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const text::Token& token = input.syntax.tokens[i];
        if (!is_word(token)) continue;
        if (actions[token.word.index()]) return false;
        if (input.lexicon[token.word].letter_count < kLettersMin) continue;
        if (++count > kWordsMax) return false;
    }
    return count > 0;
}

void lint_functions(const LintInput& input, diag::Diagnostics& diagnostics) {
    const std::vector<bool> actions = find_actions(input);
    for (std::size_t i = 0; i < input.remit().duties.size(); ++i) {
        const Duty& duty = input.remit().duties[i];
        const bool unknown = duty.implicit && duty.functions.size() <= 1 && !duty.residual &&
                             !duty.truncated && !duty.refers_to.is_some();
        if (!unknown || !duty.bodies.empty() || !duty.topics.empty() ||
            !duty.counterparts.empty()) {
            continue;
        }
        if (!duty.functions.empty() && duty.functions.front().index() != 0) continue;
        if (!is_mere_thing(input, input.duty_tokens[i], actions)) continue;
        diagnostics.report(diag::DiagnosticId::unknown_function, span_from(duty.extent))
            .with("unit", shown_name(input.remit().unit(duty.unit)));
    }
}

// --- names

class NameMismatches {
  public:
    NameMismatches(const LintInput& input, diag::Diagnostics& diagnostics)
        : input_(input),
          diagnostics_(diagnostics),
          reader_(input.knowledge, input.syntax.tokens, input.lexicon, input.remit().language),
          numbers_(input.numbers->by_inflection),
          tree_(remit::UnitTree::of(input.remit())),
          duties_(remit::duties_by_unit(input.remit())) {}

    void find() {
        for (std::size_t i = 0; i < input_.remit().units.size(); ++i) check(UnitId(i));
    }

  private:
    void check(UnitId id) {
        const Unit& unit = input_.remit().unit(id);
        const remit::Extent extent = unit.heading.empty() ? unit.announced : unit.heading;
        if (extent.empty() || !has_named_duty(id)) return;
        const TokenRange name = tokens_of(input_, span_from(extent));
        const std::vector<FoundName> subjects = reader_.find_names(name.begin, name.end);
        if (std::ranges::none_of(subjects, [&](const FoundName& s) { return is_telling(s); })) {
            return;
        }
        collect_words(id);
        for (const FoundName& subject : subjects) {
            if (!is_telling(subject) || is_touched(subject)) continue;
            const diag::Span span = span_of(input_, {subject.begin, subject.end});
            diagnostics_.report(diag::DiagnosticId::name_duty_mismatch, span)
                .with("unit", shown_name(unit))
                .with("topic", std::string(input_.compilation.source.text(span)));
            return;
        }
    }

    /// A body, or a topic of two words: a single word says too little ("security").
    [[nodiscard]] bool is_telling(const FoundName& name) const {
        if (name.kind == NameKind::body) {
            return input_.knowledge.vocabulary.bodies[name.index].kind != "generic";
        }
        return name.kind == NameKind::topic && name.end - name.begin >= 2;
    }

    [[nodiscard]] bool has_named_duty(UnitId id) const {
        return std::ranges::any_of(duties_[id.index()], [&](remit::DutyId duty) {
            return !input_.remit().duty(duty).residual;
        });
    }

    /// All words of the duties of the unit and of those below it, and what they name.
    void collect_words(UnitId id) {
        words_.clear();
        bodies_.clear();
        topics_.clear();
        std::vector<UnitId> open{id};
        while (!open.empty()) {
            const UnitId at = open.back();
            open.pop_back();
            for (const remit::DutyId duty : duties_[at.index()]) collect_duty(duty);
            const auto& below = tree_.children[at.index()];
            open.insert(open.end(), below.begin(), below.end());
        }
    }
    void collect_duty(remit::DutyId id) {
        const Duty& duty = input_.remit().duty(id);
        for (const remit::BodyId body : duty.bodies) {
            bodies_.insert(body.index());
            const remit::BodyId whole = input_.knowledge.vocabulary.body(body).part_of;
            if (whole.is_some()) bodies_.insert(whole.index());
        }
        for (const remit::TopicId topic : duty.topics) {
            topics_.insert(topic.index());
            const remit::TopicId broader = input_.knowledge.vocabulary.topic(topic).broader;
            if (broader.is_some()) topics_.insert(broader.index());
        }
        const TokenRange range = input_.duty_tokens[id.index()];
        for (std::size_t i = range.begin; i < range.end; ++i) {
            const text::Token& token = input_.syntax.tokens[i];
            if (is_word(token)) words_.insert(numbers_[token.word.index()]);
        }
    }

    /// Touched where a duty names it, or has a single word of it that is longer than a preposition.
    [[nodiscard]] bool is_touched(const FoundName& name) const {
        const auto& named = name.kind == NameKind::body ? bodies_ : topics_;
        if (named.contains(name.index)) return true;
        for (std::size_t i = name.begin; i < name.end; ++i) {
            const text::Token& token = input_.syntax.tokens[i];
            if (!is_word(token) || input_.lexicon[token.word].letter_count < 3) continue;
            if (words_.contains(numbers_[token.word.index()])) return true;
        }
        return false;
    }

    const LintInput& input_;
    diag::Diagnostics& diagnostics_;
    DutyReader reader_;
    const std::vector<std::uint32_t>& numbers_;
    remit::UnitTree tree_;
    std::vector<std::vector<remit::DutyId>> duties_;
    std::unordered_set<std::uint32_t> words_;
    std::unordered_set<std::size_t> bodies_;
    std::unordered_set<std::size_t> topics_;
};

}  // namespace

void lint_duties(const LintInput& input, diag::Diagnostics& diagnostics) {
    lint_residuals(input, diagnostics);
    EmptyDuties(input, diagnostics).find();
    lint_functions(input, diagnostics);
    NameMismatches(input, diagnostics).find();
}

}  // namespace remit::compile
