// The parser's inside: one class, four files, one for each kind of thing it reads.
//
// Paragraph by paragraph it decides what stands there and puts it into a block of the tree. What it
// remembers is the lists that are open, whether the text speaks of a post, and whether a unit has
// been spoken of. Invariant: every method that reads leaves builder_.next() behind what it read;
// none reads beyond end_, the end of the paragraph.
#pragma once

#include <string_view>
#include <vector>

#include "act/clauses.h"
#include "act/marks.h"
#include "act/names.h"
#include "act/paragraphs.h"
#include "act/tree_builder.h"
#include "act/words.h"
#include "diag/diagnostics.h"

namespace remit::act {

enum class ListKind : std::uint8_t {
    none,
    pending,  // opened by a heading or a colon: its first item says what it lists
    units,
    duties,
    other,
    posts,
};

class BlockParser {
  public:
    BlockParser(Tokens tokens, const Words& words, std::string_view text,
                diag::Diagnostics& diagnostics);
    Tree parse();

  private:
    // --- parser.cpp: paragraphs
    void learn_names();
    [[nodiscard]] std::size_t text_begin(const Paragraph& paragraph) const;
    /// Whether the next paragraph is an item that names a unit.
    [[nodiscard]] bool unit_follows() const;
    void parse_paragraph();
    void report_form(const Paragraph& paragraph);
    /// "Članak 45." alone, "Član 12a", or with its caption glued on.
    bool parse_article(std::size_t begin);
    [[nodiscard]] bool is_post_caption(std::size_t text) const;
    /// "Načelnik ...", "Šef Odsjeka": a post in the nominative with a capital.
    [[nodiscard]] bool names_post(std::size_t text) const;

    // --- list_items.cpp: lists and their items
    struct Level {
        ListKind kind = ListKind::none;
        MarkStyle style = MarkStyle::none;  // of its first item
        bool has_items = false;
        bool spaced = false;  // an empty line stands before its items
        bool ended = false;   // its last item closed with a full stop
    };
    [[nodiscard]] ListKind list() const {
        return levels_.empty() ? ListKind::none : levels_.back().kind;
    }
    void close_lists() { levels_.clear(); }
    void open_list(ListKind kind);
    /// Finds the open list that an item with this mark continues; deeper ones are closed.
    bool find_level(const Mark& mark);
    /// Reads the paragraph as an item of an open list; false where it is none.
    bool parse_item(const Paragraph& paragraph, std::size_t text);
    bool item_of_units(const Paragraph& paragraph, std::size_t text, const UnitPhrase* unit);
    bool item_of_duties(const Paragraph& paragraph, std::size_t text, const UnitPhrase* unit);
    /// "(2) Odjelom rukovodi ...": the number of a paragraph, not of an item.
    [[nodiscard]] bool is_numbered_sentence(const Paragraph& paragraph, std::size_t text) const;
    /// Whether a paragraph without a mark begins something new where another item could stand.
    [[nodiscard]] bool interrupts_list(std::size_t text) const;
    /// "III DJELOKRUG RADA": a number and capitals that name no unit.
    [[nodiscard]] bool is_chapter(const Paragraph& paragraph, std::size_t text) const;
    /// A marked paragraph outside any list that is open: a numbered heading, or an item whose list
    /// was interrupted.
    bool parse_loose_item(const Paragraph& paragraph, std::size_t text);
    [[nodiscard]] bool starts_sentence(std::size_t text) const;
    /// "U Odjelu X obavljaju se ...", "Odsjek vrši ...", "Odjel X": not an item of a list without
    /// marks.
    [[nodiscard]] bool speaks_of_unit(std::size_t text) const;
    /// A unit's name behind an empty line, where the items of the list stand close together: its
    /// provision begins.
    [[nodiscard]] bool is_heading_behind_list(const Paragraph& paragraph) const;
    /// "U oblasti upisa vrše se ...", "Obrazuje se Sektor X": a sentence where an item without a
    /// mark could stand.
    [[nodiscard]] bool is_sentence(std::size_t text) const;
    /// Duties of a list without marks: one a line, or several set apart by semicolons.
    void unmarked_item();
    /// A duty of a list. Several numbered ones may stand in one paragraph: "1) a; 2) b".
    void item(const Paragraph& paragraph);
    [[nodiscard]] std::size_t skip_quotes(std::size_t at) const;
    /// Where the next numbered item of the same paragraph begins, or its end.
    [[nodiscard]] std::size_t find_inline_item(const Mark& mark, std::size_t begin) const;

    // --- unit_blocks.cpp: units headed, announced and named in a row
    /// A unit's name with its mark, and whatever the paragraph says of it.
    void parse_unit(const Paragraph& paragraph, const UnitPhrase& phrase, NodeKind kind);
    [[nodiscard]] bool only_punctuation(std::size_t begin) const;
    [[nodiscard]] bool only_brackets(std::size_t begin) const;
    /// "Odsjek X: Odsjek A i Odsjek B" or "Odsjek X: vodi ...; prati ...".
    void parse_after_colon();
    /// What follows a unit's name in its own paragraph: a relative clause, a dash, a verb.
    void parse_relative(const UnitPhrase& phrase);
    /// "je organ uprave" says nothing of duties; a dash, a colon, a verb or a noun for work does.
    [[nodiscard]] bool says_what_it_does(std::size_t begin, std::size_t end) const;
    /// Leaves for a name: the place opener before it, the name, a definition inside it.
    void unit_name(const UnitPhrase& phrase, NodeKind leaf_kind);
    /// Units named one after the other in a sentence: "Odsjek A, Odsjek B i Služba C".
    void running_units(std::size_t end);

    // --- sentence_blocks.cpp: sentences that give duties, and all others
    void parse_sentences(const Paragraph& paragraph, std::size_t text);
    /// A unit's name alone in its paragraph.
    [[nodiscard]] bool is_heading(const UnitPhrase& phrase) const;
    void parse_sentences_from(std::size_t begin);
    void parse_sentence(std::size_t text, std::size_t end);
    /// "In Article 5 the words »...« are added": nothing of what is quoted is set up here.
    [[nodiscard]] bool quotes_other_act(std::size_t begin, std::size_t end) const;
    /// "Radom Sektora rukovodi načelnik".
    [[nodiscard]] bool speaks_of_head(std::size_t begin, std::size_t end) const;
    /// Whether a sentence about a unit says what it does.
    [[nodiscard]] bool gives_duties(const UnitPhrase& subject, std::size_t end) const;
    /// "vode se", "se vode".
    [[nodiscard]] bool is_passive(std::size_t verb, std::size_t end) const;
    /// "Zadaće Odjela su:", "Poslovi:", "Nadležnosti": a lead-in whose unit is the one spoken of
    /// last.
    [[nodiscard]] bool lead_without_unit(std::size_t begin, std::size_t end) const;
    void lead_list(std::size_t begin, std::size_t end);
    /// "Planira, priprema i prati ...", "Obavljaju se i ...", "Također se vode ...".
    [[nodiscard]] bool is_subjectless(std::size_t begin, std::size_t verb_at,
                                      std::size_t end) const;
    /// "U Upravi X ustrojavaju se:" and "U Odjelu X obrazuje se Grupa Y koja ...".
    bool try_announcement(std::size_t begin, std::size_t end, const UnitPhrase* subject);
    bool open_units();
    [[nodiscard]] bool has_work(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t find_first(char32_t mark, std::size_t begin, std::size_t end) const;
    /// The first unit named behind an announcing verb, its mark included; `end` where none is.
    [[nodiscard]] std::size_t find_announced(std::size_t begin, std::size_t end) const;
    /// The announcing words up to `words_end`, with the unit in which units are set up.
    void announcement(std::size_t words_end, const UnitPhrase* subject, std::size_t end);
    /// "Uže unutrašnje jedinice u Sektoru za EU:": the place stands behind.
    void find_place(std::size_t begin, std::size_t end);
    void remit_sentence(std::size_t end, Subject subject);
    void remit_tail(std::size_t end, Subject subject);
    void block(NodeKind kind, std::size_t end);
    void statement(std::size_t end) { block(NodeKind::statement, end); }

    Tokens tokens_;
    const Words& words_;
    diag::Diagnostics& diagnostics_;
    TreeBuilder builder_;
    NameReader names_;
    ClauseReader clauses_;
    std::vector<Paragraph> paragraphs_;
    std::vector<Level> levels_;
    std::size_t index_ = 0;         // of the paragraph
    std::size_t end_ = 0;           // of the paragraph
    std::size_t list_items_ = 0;    // units named so far in the list of units read last
    std::size_t mark_pending_ = 0;  // the paragraph's mark, still to be put into a block
    bool first_ = true;             // nothing has been read
    bool post_context_ = false;
    bool remit_open_ = false;  // a unit has been spoken of
};

}  // namespace remit::act
