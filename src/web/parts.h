// Parts that several pages have: a clause in the margin, a due day, a list of matters, what was
// wrong.
//
// Invariant: a state that colour shows is said in a word as well; a due day is written for the
// reader and carries its date for programs.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/date.h"
#include "compile/compilation.h"
#include "html/writer.h"
#include "office/registers.h"
#include "web/visit.h"

namespace remit::web {

/// A clause as it may be shown: whole, or its place alone where its words stand right above.
enum class Shown : bool { place, whole };

/// The duty's place as the act prints it, its number in the unit, and the words of the clause.
/// `act` is the one under which it stands; nothing of a duty that it does not have.
void write_duty(const Visit& visit, html::Writer& out, const compile::Compilation& act,
                std::string_view duty_id, Shown shown = Shown::whole);

/// Which clauses stand right above: one that does is not said again.
class ShownClauses {
  public:
    Shown show(std::string_view duty) {
        const Shown shown = duty == last_ ? Shown::place : Shown::whole;
        last_ = duty;
        return shown;
    }

  private:
    std::string last_;
};

/// A section with its heading, to which a link may lead.
void write_section(html::Writer& out, std::string_view anchor, std::string_view heading,
                   const std::function<void()>& content);
/// One of the facts under a title; nothing where it is empty.
void write_fact(html::Writer& out, std::string_view name, std::string_view value);

/// A day in words, and how near or late it is. `iso` as registers have it; office::kNeverDue shows
/// as a dash.
void write_due(const Visit& visit, html::Writer& out, std::string_view iso);
/// "is-late", "is-soon" or nothing: of a row that is due on the day.
std::string_view row_class(const Visit& visit, std::string_view iso);

/// A day as registers have it, in words.
void write_day(const Visit& visit, html::Writer& out, std::string_view iso);

/// The columns of every list of work; the last is the margin.
void write_table(html::Writer& out, std::string_view caption,
                 std::initializer_list<std::string> heads, const std::function<void()>& rows);

/// What was wrong, on top of a page: each with where it stands and what helps.
void write_errors(html::Writer& out, std::string_view heading, std::span<const std::string> errors);

/// The key of the page that the query asks for: the sorted value and the id of the row before it.
std::optional<std::pair<std::string, std::string>> read_page_key(const http::Fields& query);
/// A link to the page behind the row with this key.
void write_next_page(const Visit& visit, html::Writer& out, html::Url list, std::string_view value,
                     std::string_view id);

/// Rows of matters as a table; says so where there are none.
void write_matters(const Visit& visit, html::Writer& out, std::string_view caption,
                   const std::vector<office::MatterRow>& rows);
/// Whether questions are put to the visitor's unit, or it waits for their answers.
enum class Asking : bool { us, others };
void write_questions(const Visit& visit, html::Writer& out, std::string_view caption,
                     const std::vector<office::QuestionRow>& rows, Asking asking);

/// The state of a row and the name of its procedure, in the visitor's language.
std::string state_in_words(const Visit& visit, const office::MatterRow& row);
std::string procedure_in_words(const Visit& visit, std::string_view procedure);

html::Url matter_url(std::string_view id);

}  // namespace remit::web
