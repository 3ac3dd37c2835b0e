// Obligations: what a State owes international bodies, as the data of Remit and of an office say
// it.
//
// Pure values. An obligation is a row of the register: it says what is owed to whom under which
// instrument, and by which rule a date follows, if one does. Each year or event of it is an
// instance, which becomes a matter of procedure `obligation`. Invariant: what nobody knows stays
// unknown (`applies`, `verified`); nothing here makes up a date or an answer.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "authority/subject.h"
#include "base/result.h"
#include "calendar/date.h"
#include "calendar/due_dates.h"
#include "calendar/names.h"
#include "remit/vocabulary.h"

namespace remit::office {

/// Whether a State owes it.
enum class Applies : std::uint8_t { no, yes, unknown };
std::string_view name_of(Applies applies);
std::optional<Applies> find_applies(std::string_view name);

/// The kinds, as the procedure's field of that name has them.
inline constexpr std::string_view kObligationKinds[] = {"report",   "declaration", "notification",
                                                        "exchange", "fee",         "meeting"};
inline constexpr std::size_t kObligationIdBytesMax = 40;

struct Obligation {
    std::string id;  // "BWC-CBM"; never changed once an office has used it
    calendar::Names names;
    std::string instrument;   // an id of the vocabulary; empty where `source` says it
    calendar::Names source;   // what the vocabulary does not have
    std::string body;         // an id of the vocabulary; empty where it is owed at home
    calendar::Names owed_to;  // where it is owed to somebody that is no body of the vocabulary
    std::vector<std::string> topics;
    std::string kind;
    std::string recurs;  // RFC 5545; empty where it comes with events only
    std::string due;     // a rule of calendar/rule_text.h, with its words for people
    std::string period;  // what each edition covers
    calendar::Names period_names;
    std::string basis;
    std::map<std::string, Applies, std::less<>> applies;  // by pack
    bool verified = false;  // whether the due rule was compared with its source

    [[nodiscard]] Applies applies_to(std::string_view pack) const;
    bool operator==(const Obligation&) const = default;
};

/// The due rule and the recurrence, read. Of a row that a loader has let through, it never fails.
struct ObligationRule {
    calendar::WrittenRule due;
    std::optional<calendar::Recurrence> recurs;
};
/// Errors: invalid_input, with the form that a rule has.
Result<ObligationRule> rule_of(const Obligation& obligation);

/// What it is about, as far as competence depends on it.
authority::Subject subject_of(const Obligation& obligation, const remit::Vocabulary& vocabulary);

/// Obligations in the order of their ids, each id once.
class Obligations {
  public:
    Obligations() = default;
    explicit Obligations(std::vector<Obligation> rows);

    [[nodiscard]] const std::vector<Obligation>& all() const { return rows_; }
    /// By id, in any case; nullptr where there is none.
    [[nodiscard]] const Obligation* find(std::string_view id) const;
    /// The same. Errors: not_found, with the id that was probably meant.
    [[nodiscard]] Result<const Obligation*> require(std::string_view id) const;

  private:
    std::vector<Obligation> rows_;
};

}  // namespace remit::office
