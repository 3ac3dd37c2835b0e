#include "compile/units.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "compile/mark_shape.h"
#include "compile/unit_codes.h"
#include "compile/unit_names.h"
#include "text/casing.h"
#include "text/script.h"

namespace remit::compile {
namespace {

using act::NodeKind;
using diag::Span;
using remit::Unit;
using remit::UnitId;
using remit::UnitStatus;

/// Kinds of this rank and below stand under the unit before them where the act does not say
/// otherwise.
constexpr int kSubordinateRank = 40;
constexpr std::size_t kUnitDepthMax = 64;
constexpr std::size_t kFramesMax = 64;
constexpr std::string_view kBlank = " \t\r\n";

/// Whether a word of the name has letters of both scripts.
bool has_mixed_word(std::string_view name) {
    while (!name.empty()) {
        const std::size_t space = std::min(name.find(' '), name.size());
        if (text::script_of(name.substr(0, space)) == text::Script::mixed) return true;
        name.remove_prefix(std::min(space + 1, name.size()));
    }
    return false;
}

class UnitResolver {
  public:
    UnitResolver(const act::SyntaxTree& syntax, std::string_view text, const Knowledge& knowledge,
                 const text::Lexicon& lexicon)
        : syntax_(syntax), text_(text), knowledge_(knowledge), lexicon_(lexicon) {}

    UnitTable resolve() {
        const act::Tree& tree = syntax_.tree;
        if (!tree.nodes.empty()) {
            tree.for_each_child(0, [&](std::size_t block) { visit(block); });
        }
        assign_codes(table_.units);
        finish_statuses();
        return std::move(table_);
    }

  private:
    struct Frame {
        UnitId unit;  // where the list's units stand; none for the institution itself
        MarkShape shape = MarkShape::none;
        bool has_items = false;
        Span span;
    };

    // --- reading the tree ----------------------------------------------------------------------

    [[nodiscard]] std::string_view words_of(std::size_t node) const {
        const Span span = syntax_.tree.nodes[node].span;
        return text_.substr(span.begin, span.size());
    }

    [[nodiscard]] std::optional<std::size_t> find_leaf(std::size_t block, NodeKind kind) const {
        for (std::size_t i = block + 1; i < syntax_.tree.nodes[block].subtree_end; ++i) {
            if (syntax_.tree.nodes[i].kind == kind) return i;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string_view mark_of(std::size_t block) const {
        const auto leaf = find_leaf(block, NodeKind::mark);
        return leaf ? words_of(*leaf) : std::string_view{};
    }

    /// The tokens of all leaves of a kind in the block; a definition may part a name in two.
    [[nodiscard]] std::vector<text::Token> tokens_of(std::size_t block, NodeKind kind,
                                                     Span& span) const {
        std::vector<text::Token> tokens;
        span = {};
        for (std::size_t i = block + 1; i < syntax_.tree.nodes[block].subtree_end; ++i) {
            if (syntax_.tree.nodes[i].kind != kind) continue;
            const Span leaf = syntax_.tree.nodes[i].span;
            if (span.end == 0) span.begin = leaf.begin;
            span.end = leaf.end;
            auto at = std::ranges::lower_bound(syntax_.tokens, leaf.begin, {}, &text::Token::begin);
            for (; at != syntax_.tokens.end() && at->begin < leaf.end; ++at) tokens.push_back(*at);
        }
        return tokens;
    }

    // --- blocks --------------------------------------------------------------------------------

    void visit(std::size_t block) {
        count_paragraph(block);
        switch (syntax_.tree.nodes[block].kind) {
            case NodeKind::article:
                return visit_article(block);
            case NodeKind::heading:
                return visit_unit(block, /*announced=*/false);
            case NodeKind::announced:
                return visit_unit(block, /*announced=*/true);
            case NodeKind::announcement:
                return visit_announcement(block);
            case NodeKind::remit:
                return visit_remit(block);
            case NodeKind::item:
                return add_duties(block);
            case NodeKind::root:
            case NodeKind::post:
            case NodeKind::statement:
            case NodeKind::mark:
            case NodeKind::unit_name:
            case NodeKind::unit_ref:
            case NodeKind::definition:
            case NodeKind::lead:
            case NodeKind::duty:
            case NodeKind::separator:
            case NodeKind::words:
            case NodeKind::stray:
                return;
        }
    }

    /// A new paragraph of the article begins with every block that starts a line, list items apart.
    void count_paragraph(std::size_t block) {
        const act::Node& node = syntax_.tree.nodes[block];
        if (article_.empty() || node.kind == NodeKind::item || node.kind == NodeKind::announced ||
            node.kind == NodeKind::article || node.kind == NodeKind::heading) {
            return;
        }
        if (paragraph_ == 0 && is_caption(block)) return;
        if (const std::uint32_t printed = printed_paragraph(node.span); printed > 0) {
            paragraph_ = printed;
            return;
        }
        const std::size_t before = text_.substr(0, node.span.begin).find_last_not_of(kBlank);
        const std::string_view gap = text_.substr(before + 1, node.span.begin - before - 1);
        if (gap.find('\n') != gap.npos || paragraph_ == 0) ++paragraph_;
    }

    /// "(Odsjek za Evropu)" below the number of an article: its caption, not its first paragraph.
    [[nodiscard]] bool is_caption(std::size_t block) const {
        if (syntax_.tree.nodes[block].kind != NodeKind::statement) return false;
        const std::string_view words = words_of(block);
        return words.starts_with('(') && words.find(')') + 1 == words.size();
    }

    /// The number of a paragraph that begins with "(2)", or 0.
    [[nodiscard]] std::uint32_t printed_paragraph(Span span) const {
        constexpr std::size_t kDigitsMax = 3;
        if (text_[span.begin] != '(') return 0;
        const std::string_view inside = text_.substr(span.begin + 1, kDigitsMax + 1);
        const std::size_t close = inside.find(')');
        if (close == 0 || close == inside.npos) return 0;
        std::uint32_t number = 0;
        const auto [end, error] = std::from_chars(inside.data(), inside.data() + close, number);
        return error == std::errc() && end == inside.data() + close ? number : 0;
    }

    void visit_article(std::size_t block) {
        const std::string_view words = words_of(block + 1);
        const std::size_t digits = words.find_first_of("0123456789");
        article_.clear();
        for (std::size_t i = digits; i < words.size(); ++i) {
            const char c = words[i];
            if (c == '.' && i + 1 == words.size()) break;
            if (c != ' ' && c != '\t') article_ += c;
        }
        while (!article_.empty() && (article_.back() == '.' || article_.back() == '\n'))
            article_.pop_back();
        paragraph_ = 0;
    }

    void visit_announcement(std::size_t block) {
        Span span;
        const auto tokens = tokens_of(block, NodeKind::unit_ref, span);
        Frame frame;
        frame.span = syntax_.tree.nodes[block].span;
        if (!tokens.empty() && !is_institution(tokens)) {
            const UnitName name = read_name(tokens);
            frame.unit = name.bare ? find_bare(name) : UnitId();
            if (!frame.unit.is_some())
                frame.unit = find_or_make(name, span, UnitStatus::mentioned_only);
            enter(frame.unit);
        } else if (tokens.empty() && !speaks_of_institution(block)) {
            frame.unit = current_;
        }
        if (frames_.size() == kFramesMax) frames_.erase(frames_.begin());
        frames_.push_back(frame);
    }

    /// "U Gradskoj upravi ustrojavaju se": the institution, though its name begins as a unit's
    /// does.
    [[nodiscard]] bool is_institution(const std::vector<text::Token>& tokens) const {
        if (tokens.size() != 2 || tokens[0].kind != text::TokenKind::word) return false;
        return std::ranges::any_of(knowledge_.grammar.institution_attributes,
                                   [&](const std::string& stem) {
                                       return lexicon_[tokens[0].word].folded.starts_with(stem);
                                   });
    }

    [[nodiscard]] bool speaks_of_institution(std::size_t block) const {
        for (std::size_t i = block + 1; i < syntax_.tree.nodes[block].subtree_end; ++i) {
            const Span leaf = syntax_.tree.nodes[i].span;
            auto at = std::ranges::lower_bound(syntax_.tokens, leaf.begin, {}, &text::Token::begin);
            for (; at != syntax_.tokens.end() && at->begin < leaf.end; ++at) {
                if (at->kind != text::TokenKind::word) continue;
                for (const std::string& word : knowledge_.grammar.institutions) {
                    if (lexicon_[at->word].folded.starts_with(word)) return true;
                }
            }
        }
        return false;
    }

    void visit_unit(std::size_t block, bool announced) {
        Span span;
        const auto tokens = tokens_of(block, NodeKind::unit_name, span);
        if (tokens.empty()) return;
        const UnitName name = read_name(tokens);
        const std::string_view mark = mark_of(block);
        const UnitId known = find(name);
        const UnitId id = known.is_some() ? known : make(name, UnitStatus::provision);
        Unit& unit = table_.units[id.index()];
        UnitNotes& notes = table_.notes[id.index()];
        const MarkShape shape = shape_of(mark);
        const std::string code = code_of(mark);
        if (shape == MarkShape::decimal) place_by_number(id, code);
        const bool in_frame = place_in_frames(id, shape, announced);
        if (announced) {
            notes.announced = true;
            if (unit.announced.empty()) unit.announced = {span.begin, span.end};
        } else if (unit.heading.empty() || unit.status == UnitStatus::mentioned_only) {
            unit.heading = {span.begin, span.end};
        }
        notes.headed = true;
        if (shape == MarkShape::decimal || shape == MarkShape::roman || unit.code.empty()) {
            if (!code.empty()) {
                unit.code = code;
                unit.code_printed = true;
                by_code_[code] = id;
            }
        }
        if (!known.is_some() && !in_frame) place_by_rank(id, name);
        if (!announced) note_missing_announcement(id, shape);
        prefer_name(unit, name);
        last_key_ = name.key;
        enter(id);
    }

    /// The list of units that an item with this mark continues gives the parent.
    bool place_in_frames(UnitId id, MarkShape shape, bool announced) {
        for (std::size_t i = frames_.size(); i-- > 0;) {
            Frame& frame = frames_[i];
            if (frame.has_items ? frame.shape != shape : !announced && shape == MarkShape::none)
                continue;
            if (!announced && (shape == MarkShape::none || shape == MarkShape::decimal)) continue;
            if (frame.unit == id) continue;
            frames_.resize(i + 1);
            frames_[i].shape = shape;
            frames_[i].has_items = true;
            set_parent(id, frames_[i].unit);
            return true;
        }
        if (announced && current_.is_some() && current_ != id) {
            if (frames_.size() == kFramesMax) frames_.erase(frames_.begin());
            frames_.push_back({current_, shape, true, {}});
            set_parent(id, current_);
            return true;
        }
        return false;
    }

    void set_parent(UnitId id, UnitId parent) {
        Unit& unit = table_.units[id.index()];
        if (unit.parent.is_some() || !parent.is_some() || !may_stand_under(id, parent)) return;
        unit.parent = parent;
    }

    /// Not under itself, nor deeper than any office is.
    [[nodiscard]] bool may_stand_under(UnitId id, UnitId parent) const {
        std::size_t depth = 0;
        for (UnitId at = parent; at.is_some(); at = table_.units[at.index()].parent) {
            if (at == id || ++depth > kUnitDepthMax) return false;
        }
        return true;
    }

    /// "5.1.2" stands under "5.1", or under "5" where there is no "5.1".
    void place_by_number(UnitId id, std::string code) {
        while (code.find('.') != code.npos) {
            code.resize(code.rfind('.'));
            const auto found = by_code_.find(code);
            if (found != by_code_.end() && found->second != id)
                return set_parent(id, found->second);
        }
    }

    void place_by_rank(UnitId id, const UnitName& name) {
        if (name.independent || name.kind < 0) return;
        const int rank = rank_of(name.kind);
        if (rank < kSubordinateRank) return;
        // The nearest unit before it whose kind stands above.
        std::size_t latest = 0;
        UnitId above;
        for (const auto& [other_rank, seen] : last_of_rank_) {
            if (other_rank >= rank) break;
            if (seen.unit == id || seen.order < latest) continue;
            latest = seen.order;
            above = seen.unit;
        }
        if (above.is_some()) set_parent(id, above);
    }

    /// Remembers that the text now speaks of the unit.
    void enter(UnitId id) {
        current_ = id;
        const Unit& unit = table_.units[id.index()];
        if (unit.kind.is_some())
            last_of_rank_[rank_of(static_cast<int>(unit.kind.index()))] = {++entered_, id};
    }

    [[nodiscard]] int rank_of(int kind) const {
        return knowledge_.grammar.unit_kinds[static_cast<std::size_t>(kind)].rank;
    }

    /// A headed unit whose place has a list of units that does not name it.
    void note_missing_announcement(UnitId id, MarkShape shape) {
        Unit& unit = table_.units[id.index()];
        UnitNotes& notes = table_.notes[id.index()];
        if (notes.announced || shape == MarkShape::none) return;
        for (const Frame& frame : frames_) {
            if (!frame.unit.is_some() || frame.unit != unit.parent || !frame.has_items ||
                frame.span.end == 0)
                continue;
            if (frame.shape != shape) continue;
            notes.expects_announcement = shape == MarkShape::decimal;
            notes.announcement = frame.span;
        }
    }

    void visit_remit(std::size_t block) {
        Span span;
        const auto tokens = tokens_of(block, NodeKind::unit_ref, span);
        if (!tokens.empty()) {
            const UnitName name = read_name(tokens);
            UnitId id = name.bare ? find_bare(name) : find(name);
            if (!id.is_some() && name.ends_with_kind) id = find_bare(name);
            if (!id.is_some() && !name.bare) id = lengthen_current(name);
            if (!id.is_some() && name.bare) {
                id = make_nameless(name, span);
            } else if (!id.is_some()) {
                id = make(name, UnitStatus::provision);
                table_.units[id.index()].heading = {span.begin, span.end};
                place_by_rank(id, name);
            }
            note_provision(id, span);
            if (!name.bare) prefer_name(table_.units[id.index()], name);
            enter(id);
        } else if (!current_.is_some()) {
            enter(make_nameless(UnitName{}, first_words(block)));
        }
        add_duties(block);
    }

    /// A heading "Služba za A", then "Služba za A i B vrši ...": one unit, by its longer name.
    UnitId lengthen_current(const UnitName& name) {
        if (!current_.is_some() || has_duties_[current_.index()]) return {};
        Unit& unit = table_.units[current_.index()];
        const auto known = by_key_.find(name.key.substr(0, last_key_.size()));
        if (last_key_.empty() || known == by_key_.end() || known->second != current_) return {};
        unit.name = name.display;
        by_key_.emplace(name.key, current_);
        return current_;
    }

    [[nodiscard]] Span first_words(std::size_t block) const {
        return syntax_.tree.nodes[block + 1].span;
    }

    void note_provision(UnitId id, Span span) {
        UnitNotes& notes = table_.notes[id.index()];
        if (notes.first_heading.end == 0) {
            notes.first_heading = span;
        } else if (!article_.empty() && table_.units[id.index()].article != article_ &&
                   !table_.units[id.index()].article.empty() && notes.second_heading.end == 0) {
            notes.second_heading = span;
        }
        if (table_.units[id.index()].heading.empty())
            table_.units[id.index()].heading = {span.begin, span.end};
    }

    void add_duties(std::size_t block) {
        if (!current_.is_some()) return;
        std::string_view mark;  // "1) praćenje; 2) analizu": of each duty its own
        for (std::size_t i = block + 1; i < syntax_.tree.nodes[block].subtree_end; ++i) {
            if (syntax_.tree.nodes[i].kind == NodeKind::mark) mark = words_of(i);
            if (syntax_.tree.nodes[i].kind != NodeKind::duty) continue;
            Unit& unit = table_.units[current_.index()];
            if (unit.article.empty()) unit.article = article_;
            unit.status = UnitStatus::provision;
            has_duties_[current_.index()] = true;
            DutyPlace place;
            place.unit = current_;
            place.node = i;
            place.article = article_;
            place.mark = mark;
            place.paragraph = article_.empty() ? 0 : std::max(paragraph_, 1U);
            place.ordinal = ++duty_counts_[current_.index()];
            if (!mark.empty()) place.item = count_item(place);
            table_.duties.push_back(std::move(place));
        }
    }

    /// The number of a marked duty: it starts anew with each paragraph and each unit.
    [[nodiscard]] std::uint32_t count_item(const DutyPlace& place) const {
        if (table_.duties.empty()) return 1;
        const DutyPlace& before = table_.duties.back();
        const bool same = before.unit == place.unit && before.article == place.article &&
                          before.paragraph == place.paragraph;
        return same ? before.item + 1 : 1;
    }

    // --- units by name -------------------------------------------------------------------------

    [[nodiscard]] UnitName read_name(const std::vector<text::Token>& tokens) {
        name_tokens_ = tokens;
        return read_unit_name(text_, tokens, lexicon_, knowledge_.grammar);
    }

    [[nodiscard]] UnitId find(const UnitName& name) const {
        const auto found = by_key_.find(name.key);
        return found == by_key_.end() ? UnitId() : found->second;
    }

    /// "Odsjek obavlja ...": the unit spoken of, the nearest above it, or the latest of that kind.
    [[nodiscard]] UnitId find_bare(const UnitName& name) const {
        const auto is_kind = [&](UnitId id) {
            const auto kind = table_.units[id.index()].kind;
            return kind.is_some() && static_cast<int>(kind.index()) == name.kind;
        };
        for (UnitId at = current_; at.is_some(); at = table_.units[at.index()].parent) {
            if (is_kind(at)) return at;
        }
        constexpr std::size_t kLookBack = 64;
        const std::size_t count = table_.units.size();
        for (std::size_t i = count; i-- > (count > kLookBack ? count - kLookBack : 0);) {
            if (is_kind(UnitId(i))) return UnitId(i);
        }
        return {};
    }

    UnitId find_or_make(const UnitName& name, Span span, UnitStatus status) {
        UnitId id = find(name);
        if (id.is_some()) return id;
        id = adopt_nameless(name, span);
        if (id.is_some()) return id;
        id = make(name, status);
        place_by_rank(id, name);
        return id;
    }

    UnitId make(const UnitName& name, UnitStatus status) {
        const UnitId id(table_.units.size());
        Unit unit;
        unit.name = name.display;
        if (name.kind >= 0) unit.kind = remit::UnitKindId(static_cast<std::size_t>(name.kind));
        unit.status = status;
        table_.units.push_back(std::move(unit));
        table_.notes.emplace_back().name_tokens = name_tokens_;
        duty_counts_.push_back(0);
        has_duties_.push_back(false);
        if (!name.key.empty() && !name.bare) by_key_.emplace(name.key, id);
        return id;
    }

    UnitId make_nameless(const UnitName& name, Span span) {
        const UnitId id = make(name, UnitStatus::provision);
        table_.notes[id.index()].nameless = true;
        table_.notes[id.index()].nameless_at = span;
        nameless_ = id;
        return id;
    }

    /// "U Upravi X ustrojavaju se" right behind duties without a heading: they are that unit's.
    UnitId adopt_nameless(const UnitName& name, Span span) {
        if (!nameless_.is_some() || nameless_ != current_) return {};
        Unit& unit = table_.units[nameless_.index()];
        if (unit.kind.is_some() && static_cast<int>(unit.kind.index()) != name.kind) return {};
        const UnitId id = nameless_;
        unit.name = name.display;
        if (name.kind >= 0) unit.kind = remit::UnitKindId(static_cast<std::size_t>(name.kind));
        table_.notes[id.index()].name_tokens = name_tokens_;
        table_.notes[id.index()].named_later = span;
        by_key_.emplace(name.key, id);
        nameless_ = {};
        return id;
    }

    /// The announced name is preferred to a heading in capitals.
    static void prefer_name(Unit& unit, const UnitName& name) {
        const bool mixed = has_mixed_word(unit.name) && !has_mixed_word(name.display);
        if (unit.name.empty() || mixed ||
            (!name.capitals && !name.bare && is_capitals(unit.name))) {
            unit.name = name.display;
        }
    }
    [[nodiscard]] static bool is_capitals(std::string_view name) {
        return text::to_upper(name) == name;
    }

    // --- at the end ----------------------------------------------------------------------------

    void finish_statuses() {
        for (std::size_t i = 0; i < table_.units.size(); ++i) {
            Unit& unit = table_.units[i];
            const UnitNotes& notes = table_.notes[i];
            if (has_duties_[i]) {
                unit.status = UnitStatus::provision;
            } else if (notes.announced || notes.headed) {
                unit.status = UnitStatus::announced_only;
            } else {
                unit.status = UnitStatus::mentioned_only;
            }
        }
    }

    const act::SyntaxTree& syntax_;
    std::string_view text_;
    const Knowledge& knowledge_;
    const text::Lexicon& lexicon_;
    UnitTable table_;
    std::unordered_map<std::string, UnitId> by_key_;
    std::vector<Frame> frames_;
    struct Seen {
        std::size_t order = 0;
        UnitId unit;
    };
    std::map<int, Seen> last_of_rank_;
    std::size_t entered_ = 0;
    std::unordered_map<std::string, UnitId> by_code_;
    std::vector<std::uint32_t> duty_counts_;
    std::vector<bool> has_duties_;
    UnitId current_;
    UnitId nameless_;
    std::vector<text::Token> name_tokens_;  // of the name read last
    std::string last_key_;                  // of the unit headed last
    std::string article_;
    std::uint32_t paragraph_ = 0;
};

}  // namespace

UnitTable resolve_units(const act::SyntaxTree& syntax, std::string_view text,
                        const Knowledge& knowledge, const text::Lexicon& lexicon) {
    return UnitResolver(syntax, text, knowledge, lexicon).resolve();
}

}  // namespace remit::compile
