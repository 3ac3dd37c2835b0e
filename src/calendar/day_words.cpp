#include "calendar/day_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace remit::calendar {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};
constexpr std::size_t kShownBytesMax = 60;
constexpr int kNthMax = 99;

char small(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

Error no_day(std::string_view seen) {
    return base::make_error(ErrorCode::invalid_input,
                            fmt::format("'{}' is no day; write it as '1 January', 'easter +60', "
                                        "'orthodox easter -2', '3rd monday "
                                        "of January', 'last monday of May' or 2026-12-24",
                                        seen.substr(0, kShownBytesMax)));
}

/// "+60" or "-2", as one word; none where it is something else.
std::optional<int> find_offset(std::string_view word) {
    if (word.size() < 2 || (word.front() != '+' && word.front() != '-')) return std::nullopt;
    const auto days = find_number(word.substr(1), kDayOffsetMax);
    if (!days) return std::nullopt;
    return word.front() == '-' ? -*days : *days;
}

std::optional<DayRule> read_easter(WordReader& words, bool orthodox) {
    int offset = 0;
    if (!words.done()) {
        const auto found = find_offset(words.take());
        if (!found) return std::nullopt;
        offset = *found;
    }
    return EasterDay{orthodox, static_cast<std::int16_t>(offset)};
}

std::optional<DayRule> read_nth(WordReader& words) {
    constexpr int kOrdinalMax = 5;
    const auto ordinal = find_ordinal(words.take());
    const auto weekday = find_weekday(words.take());
    if (!ordinal || *ordinal > kOrdinalMax || !weekday || !words.take("of")) return std::nullopt;
    const auto month = find_month(words.take());
    if (!month) return std::nullopt;
    const std::optional<int> offset = words.done() ? 0 : find_offset(words.take());
    if (!offset) return std::nullopt;
    return NthWeekday{*weekday, static_cast<std::int8_t>(*ordinal),
                      static_cast<std::uint8_t>(*month), static_cast<std::int8_t>(*offset)};
}

std::optional<DayRule> read_fixed(WordReader& words) {
    constexpr int kLeapYear = 2000;
    const auto day = find_number(words.take(), 31);
    const auto month = find_month(words.take());
    if (!day || !month || !Date::of(kLeapYear, *month, *day)) return std::nullopt;
    return FixedDay{static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day)};
}

std::optional<DayRule> read_day(WordReader& words) {
    if (words.take("orthodox easter")) return read_easter(words, /*orthodox=*/true);
    if (words.take("easter")) return read_easter(words, /*orthodox=*/false);
    if (const auto date = Date::parse(words.peek()); date.ok()) {
        words.take();
        return SingleDay{date.value()};
    }
    return find_ordinal(words.peek()) ? read_nth(words) : read_fixed(words);
}

struct DayPrinter {
    std::string operator()(const FixedDay& rule) const {
        return fmt::format("{} {}", rule.day, month_word(rule.month));
    }
    std::string operator()(const EasterDay& rule) const {
        const std::string_view name = rule.orthodox ? "orthodox easter" : "easter";
        return rule.offset == 0 ? std::string(name) : fmt::format("{} {:+}", name, rule.offset);
    }
    std::string operator()(const NthWeekday& rule) const {
        const std::string day = fmt::format("{} {} of {}", ordinal_word(rule.ordinal),
                                            weekday_word(rule.weekday), month_word(rule.month));
        return rule.offset == 0 ? day : fmt::format("{} {:+}", day, rule.offset);
    }
    std::string operator()(const SingleDay& rule) const { return rule.date.iso(); }
};

}  // namespace

std::string_view month_word(int month) {
    return kMonths[static_cast<std::size_t>(month - 1)];
}
std::string_view weekday_word(Weekday weekday) {
    return kWeekdays[static_cast<std::size_t>(weekday)];
}

bool same_word(std::string_view left, std::string_view right) {
    return std::ranges::equal(left, right, {}, small, small);
}

std::optional<int> find_month(std::string_view word) {
    const auto found = std::ranges::find_if(
        kMonths, [word](std::string_view name) { return same_word(name, word); });
    if (found == kMonths.end()) return std::nullopt;
    return static_cast<int>(found - kMonths.begin()) + 1;
}

std::optional<Weekday> find_weekday(std::string_view word) {
    const auto found = std::ranges::find_if(
        kWeekdays, [word](std::string_view name) { return same_word(name, word); });
    if (found == kWeekdays.end()) return std::nullopt;
    return static_cast<Weekday>(found - kWeekdays.begin());
}

std::string ordinal_word(int ordinal) {
    if (ordinal < 0) return "last";
    const int last = ordinal % 100 / 10 == 1 ? 0 : ordinal % 10;
    return fmt::format("{}{}", ordinal,
                       last == 1   ? "st"
                       : last == 2 ? "nd"
                       : last == 3 ? "rd"
                                   : "th");
}

std::optional<int> find_ordinal(std::string_view word) {
    if (same_word(word, "last")) return -1;
    if (word.size() < 3) return std::nullopt;
    const std::string_view ending = word.substr(word.size() - 2);
    constexpr std::array<std::string_view, 4> kEndings{"st", "nd", "rd", "th"};
    if (std::ranges::none_of(
            kEndings, [ending](std::string_view known) { return same_word(known, ending); })) {
        return std::nullopt;
    }
    const auto number = find_number(word.substr(0, word.size() - 2), kNthMax);
    if (!number || *number == 0) return std::nullopt;
    return number;
}

std::optional<int> find_number(std::string_view word, int most) {
    constexpr std::size_t kDigitsMax = 9;
    int number = 0;
    const char* end = word.data() + word.size();
    if (word.empty() || word.size() > kDigitsMax || word.front() < '0' || word.front() > '9')
        return std::nullopt;
    const auto read = std::from_chars(word.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number > most) return std::nullopt;
    return number;
}

WordReader::WordReader(std::string_view text) {
    while (words_.size() < kWordsMax) {
        text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
        if (text.empty()) return;
        const std::size_t end = words_.size() + 1 == kWordsMax
                                    ? text.size()
                                    : std::min(text.find_first_of(" \t"), text.size());
        words_.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

std::string_view WordReader::take() {
    return done() ? std::string_view() : words_[next_++];
}

bool WordReader::take(std::string_view phrase) {
    std::size_t ahead = 0;
    while (!phrase.empty()) {
        const std::size_t end = std::min(phrase.find(' '), phrase.size());
        if (!same_word(peek(ahead++), phrase.substr(0, end))) return false;
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
    }
    next_ += ahead;
    return true;
}

Result<DayRule> parse_day_rule(std::string_view text) {
    WordReader words(text);
    const auto rule = words.done() ? std::nullopt : read_day(words);
    if (!rule || !words.done()) return no_day(text);
    return *rule;
}

std::string text_of(const DayRule& rule) {
    return std::visit(DayPrinter{}, rule);
}

}  // namespace remit::calendar
