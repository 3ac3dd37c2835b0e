// What `remit deadline explain` prints: a deadline with its derivation, as text and as JSON, and
// what more closed days would change.
//
// Invariant: nothing is counted here; both forms say the
// same. What was typed is printed without control characters.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/book.h"
#include "calendar/deadline.h"
#include "calendar/rule_text.h"
#include "cli/columns.h"
#include "diag/language.h"

namespace remit::cli {

/// A named rule, or one that was written.
struct AskedRule {
    const calendar::NamedRule* named = nullptr;
    std::optional<calendar::WrittenRule> written;

    /// Null where no date follows from what was written.
    [[nodiscard]] const calendar::Rule* rule() const {
        return named != nullptr ? &named->versions.back().rule : written->dated();
    }
};

/// A day that was asked to be closed, too.
struct AskedDay {
    calendar::Date date;
    bool closed_already = false;
};

/// What would be if more days were closed, and the book in which they are.
struct WithClosed {
    std::vector<AskedDay> days;
    calendar::Book book;
    calendar::Deadline deadline;
};

struct ExplainedDeadline {
    AskedRule asked;
    calendar::Deadline deadline;
    std::size_t version = 0;  // of a named rule
    std::optional<WithClosed> with_closed;
};

std::string text_of(const ExplainedDeadline& explained, const calendar::Book& book, const Ink& ink,
                    diag::Language language);
std::string json_of(const ExplainedDeadline& explained, const calendar::Book& book,
                    diag::Language language);

}  // namespace remit::cli
