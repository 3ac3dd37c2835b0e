// The inside of a remit sentence: where its lead-in ends and how its duties are set apart.
//
// Clauses are set apart by semicolons outside brackets; the residual tail ("te obavlja i druge
// poslove ...") is a duty of its own. Runs of punctuation that mean nothing become stray leaves,
// each with a diagnostic.
#pragma once

#include <cstddef>

#include "act/marks.h"
#include "act/tree_builder.h"
#include "act/words.h"
#include "diag/diagnostics.h"

namespace remit::act {

/// How the sentence speaks of its unit.
enum class Subject : std::uint8_t {
    none,    // a sentence without a subject: it begins with its verb
    active,  // "Služba X prati ...", "... koja prati ..."
    place,   // "U Službi X obavljaju se poslovi ..."
};

class ClauseReader {
  public:
    ClauseReader(Tokens tokens, const Words& words, TreeBuilder& builder,
                 diag::Diagnostics& diagnostics)
        : tokens_(tokens), words_(words), builder_(builder), diagnostics_(diagnostics) {}

    /// Leaves for [builder.next(), end): lead-in, duties, separators. Returns whether a list of
    /// duties must follow: the sentence ended with its lead-in or in mid-list.
    bool read_remit(std::size_t end, Subject subject);
    /// Leaves for duties only, up to `end`.
    void read_clauses(std::size_t end);
    /// Whether the sentence just read ended with its lead-in.
    [[nodiscard]] bool only_lead() const { return only_lead_; }
    /// One duty up to `end`, closing punctuation set apart: the text of a list item.
    void read_item(std::size_t end);

  private:
    [[nodiscard]] std::size_t find_lead_end(std::size_t begin, std::size_t end,
                                            Subject subject) const;
    [[nodiscard]] std::size_t behind_apposition(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t find_colon(std::size_t begin, std::size_t end) const;
    [[nodiscard]] bool colon_ends_lead(std::size_t begin, std::size_t colon, std::size_t end) const;
    [[nodiscard]] bool is_verb_led(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t find_next_number(std::size_t begin, std::size_t end,
                                               MarkStyle style) const;
    [[nodiscard]] std::size_t find_clause_end(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t find_tail(std::size_t begin, std::size_t end) const;
    [[nodiscard]] std::size_t trim(std::size_t begin, std::size_t end) const;
    void emit_duty(std::size_t begin, std::size_t end);
    void emit_separator(std::size_t end);

    Tokens tokens_;
    const Words& words_;
    TreeBuilder& builder_;
    diag::Diagnostics& diagnostics_;
    bool only_lead_ = false;
};

}  // namespace remit::act
