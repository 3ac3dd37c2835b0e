// The words in which data files and people write days: months, weekdays, ordinals, "easter +60".
//
// English words, in any case of ASCII letters; what follows a grammar
// this small is read here by hand. Invariant: reading what was printed
// gives the same value; nothing is guessed from a beginning of a word.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/date.h"
#include "calendar/holidays.h"

namespace remit::calendar {

/// "January" ... "December" and "monday" ... "sunday", as they are printed.
std::string_view month_word(int month);
std::string_view weekday_word(Weekday weekday);
std::optional<int> find_month(std::string_view word);
std::optional<Weekday> find_weekday(std::string_view word);

/// "4th"; "last" for -1. Any ending of the four (st, nd, rd, th) is read.
std::string ordinal_word(int ordinal);
std::optional<int> find_ordinal(std::string_view word);

/// A number of digits alone, at most `most`.
std::optional<int> find_number(std::string_view word, int most);

/// Whether both are the same but for the case of ASCII letters.
bool same_word(std::string_view left, std::string_view right);

inline constexpr std::size_t kWordsMax = 40;

/// The words of a text, parted by blanks, taken one after the other.
class WordReader {
  public:
    /// Words beyond kWordsMax are one word that nothing expects.
    explicit WordReader(std::string_view text);

    [[nodiscard]] bool done() const { return next_ == words_.size(); }
    /// The next word; empty at the end.
    [[nodiscard]] std::string_view peek(std::size_t ahead = 0) const {
        return next_ + ahead < words_.size() ? words_[next_ + ahead] : std::string_view();
    }
    std::string_view take();
    /// Takes the words if they are the next ones.
    bool take(std::string_view phrase);

  private:
    std::vector<std::string_view> words_;
    std::size_t next_ = 0;
};

/// "1 January", "easter +60", "orthodox easter -2", "3rd monday of January", "last monday of May",
/// "2026-12-24". Errors: invalid_input, with how to write it.
Result<DayRule> parse_day_rule(std::string_view text);
std::string text_of(const DayRule& rule);

}  // namespace remit::calendar
