#include "calendar/rule_text.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "calendar/day_words.h"

namespace remit::calendar {
namespace {

constexpr std::string_view kEventMark = "event:";
constexpr std::string_view kDeemed = ", deemed the day after";
constexpr std::size_t kShownBytesMax = 80;
constexpr int kNumberMax = 100'000;

constexpr std::array<std::pair<std::string_view, Undated>, 4> kUndated{{
    {"set by body", Undated::set_by_body},
    {"as soon as possible", Undated::as_soon_as_possible},
    {"without delay", Undated::without_delay},
    {"before", Undated::before_event},
}};

std::string_view trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The rule's own words, and how it hangs on its event.
struct Parts {
    std::string_view words;
    std::optional<Direction> direction;  // of "after" or "before" in front of the event
    std::string_view event;
    std::string_view note;
    bool marked = false;  // an event is named, or should be
};

Parts split(std::string_view text) {
    Parts parts;
    const std::size_t note = text.find(';');
    if (note != std::string_view::npos) parts.note = trim(text.substr(note + 1));
    parts.words = trim(text.substr(0, note));
    const std::size_t event = parts.words.find(kEventMark);
    if (event == std::string_view::npos || (event != 0 && parts.words[event - 1] != ' '))
        return parts;
    parts.marked = true;
    parts.event = trim(parts.words.substr(event + kEventMark.size()));
    parts.words = trim(parts.words.substr(0, event));
    for (const auto& [word, direction] :
         {std::pair{std::string_view("after"), Direction::after},
          std::pair{std::string_view("before"), Direction::before}}) {
        if (parts.words != word && !parts.words.ends_with(std::string(" ").append(word))) continue;
        parts.direction = direction;
        parts.words = trim(parts.words.substr(0, parts.words.size() - word.size()));
    }
    return parts;
}

std::optional<Direction> take_direction(WordReader& words) {
    if (words.take("after")) return Direction::after;
    if (words.take("before")) return Direction::before;
    return std::nullopt;
}

/// Reads the words of one rule; what it does not know is no rule.
class RuleReader {
  public:
    explicit RuleReader(const Parts& parts) : parts_(parts), words_(parts.words) {}

    std::optional<Rule> read() {
        auto rule = read_form();
        if (rule && words_.done()) return rule;
        return std::nullopt;
    }

  private:
    std::optional<Rule> read_form() {
        if (words_.take("within")) return read_within();
        if (words_.take("first day of")) return read_first_day();
        if (words_.peek().ends_with('%')) return read_share();
        if (same_word(words_.peek(1), "working")) return read_working_days();
        if (LocalTime::parse(words_.peek()).ok()) return read_written_instant();
        if (words_.peek().starts_with('P')) {
            if (const auto length = Duration::parse(words_.peek()); length.ok()) {
                words_.take();
                return read_length(length.value());
            }
        }
        return read_date(Duration{}, Direction::after);
    }

    Direction direction() {
        return parts_.direction.value_or(take_direction(words_).value_or(Direction::after));
    }

    std::optional<Rule> read_length(const Duration& length) {
        if (words_.take("term")) return read_term(length);
        if ((same_word(words_.peek(), "after") || same_word(words_.peek(), "before")) &&
            !words_.peek(1).empty()) {
            const Direction side = *take_direction(words_);
            return read_date(length, side);
        }
        const bool is_instant = words_.take("instant");
        if (!is_instant && !length.has_time()) {
            const Direction side = direction();
            return ElapsedRule{length, side, ElapsedRule::End::same_day};
        }
        InstantRule rule;
        rule.length = length;
        if (words_.take("in")) rule.zone = words_.take();
        rule.direction = direction();
        return rule;
    }

    std::optional<Rule> read_term(const Duration& length) {
        if (parts_.direction == Direction::before) return std::nullopt;
        TermRule rule;
        rule.length = length;
        if (words_.take("of")) rule.calendar = words_.take();
        return rule;
    }

    std::optional<Rule> read_within() {
        const auto length = Duration::parse(words_.take());
        if (!length.ok() || parts_.direction == Direction::before) return std::nullopt;
        return ElapsedRule{length.value(), Direction::after, ElapsedRule::End::day_before};
    }

    std::optional<Rule> read_first_day() {
        if (parts_.direction == Direction::before) return std::nullopt;
        ElapsedRule rule;
        if (words_.take("month after") || words_.take("the month after")) {
            const auto length = Duration::parse(words_.take());
            if (!length.ok()) return std::nullopt;
            rule.length = length.value();
            rule.end = ElapsedRule::End::first_of_next_month;
            return rule;
        }
        static_cast<void>(words_.take("the"));
        const auto ordinal = find_ordinal(words_.take());
        if (!ordinal || *ordinal < 1 || !words_.take("month")) return std::nullopt;
        rule.length.months = *ordinal;
        rule.end = ElapsedRule::End::first_of_month;
        return rule;
    }

    std::optional<Rule> read_share() {
        std::string_view word = words_.take();
        word.remove_suffix(1);
        const auto percent = find_number(word, 100);
        if (!percent || !words_.take("left") || parts_.direction) return std::nullopt;
        InstantRule rule;
        rule.form = InstantRule::Form::share_left;
        rule.percent_left = static_cast<std::uint8_t>(*percent);
        return rule;
    }

    std::optional<Rule> read_working_days() {
        const auto count = find_number(words_.take(), kNumberMax);
        if (!count || !(words_.take("working days") || words_.take("working day")))
            return std::nullopt;
        WorkingDaysRule rule;
        rule.count = *count;
        if (words_.take("of")) rule.calendar = words_.take();
        rule.direction = direction();
        return rule;
    }

    std::optional<Rule> read_written_instant() {
        const auto local = LocalTime::parse(words_.peek());
        if (!local.ok() || parts_.direction) return std::nullopt;
        words_.take();
        InstantRule rule;
        rule.form = InstantRule::Form::written;
        rule.local = local.value();
        rule.zone = words_.take();
        return rule;
    }

    std::optional<Rule> read_date(const Duration& offset, Direction side) {
        DateRule rule;
        rule.offset = offset;
        rule.direction = side;
        if (!read_day(rule)) return std::nullopt;
        if (words_.take("from")) {
            const auto year = find_number(words_.take(), kYearLast);
            if (!year) return std::nullopt;
            rule.from_year = static_cast<std::int16_t>(*year);
        }
        if (words_.take("of")) {
            const auto ordinal = find_ordinal(words_.take());
            if (!ordinal || *ordinal < 1 || !words_.take("year") ||
                parts_.direction != Direction::after)
                return std::nullopt;
            rule.choice = DateRule::Choice::of_nth_year;
            rule.years_after = static_cast<std::uint8_t>(*ordinal);
            return rule;
        }
        // "15 April after event:E" would not say whether the day itself counts.
        if (parts_.direction == Direction::after) return std::nullopt;
        if (parts_.direction == Direction::before) rule.choice = DateRule::Choice::last_before;
        return rule;
    }

    bool read_day(DateRule& rule) {
        if (const auto weekday = find_weekday(words_.peek())) {
            words_.take();
            const auto week =
                words_.take("of week") ? find_number(words_.take(), 99) : std::nullopt;
            if (!week || !words_.take("of")) return false;
            rule.day_form = DateRule::Day::weekday_of_week;
            rule.weekday = *weekday;
            rule.ordinal = static_cast<std::int8_t>(*week);
            return read_month(rule);
        }
        if (const auto ordinal = find_ordinal(words_.peek())) {
            words_.take();
            const auto weekday = find_weekday(words_.take());
            if (!weekday || !words_.take("of")) return false;
            rule.day_form = DateRule::Day::nth_weekday;
            rule.weekday = *weekday;
            rule.ordinal = static_cast<std::int8_t>(*ordinal);
            return read_month(rule);
        }
        const auto day = find_number(words_.take(), 99);
        if (!day) return false;
        rule.day = static_cast<std::uint8_t>(*day);
        return read_month(rule);
    }

    bool read_month(DateRule& rule) {
        const auto month = find_month(words_.take());
        if (!month) return false;
        rule.month = static_cast<std::uint8_t>(*month);
        constexpr int kYearMost = 9999;
        if (const auto year = find_number(words_.peek(), kYearMost)) {
            words_.take();
            rule.year = static_cast<std::int16_t>(*year);
        }
        return true;
    }

    const Parts& parts_;
    WordReader words_;
};

std::optional<Undated> find_undated(const Parts& parts) {
    for (const auto& [words, undated] : kUndated) {
        if (undated == Undated::before_event) continue;
        const bool before = parts.direction == Direction::before;
        const bool event = undated != Undated::set_by_body;
        if (WordReader reader(parts.words);
            reader.take(words) && reader.done() && !before && (event || parts.event.empty())) {
            return undated;
        }
    }
    if (parts.words.empty() && parts.direction == Direction::before) return Undated::before_event;
    return std::nullopt;
}

Error no_rule(std::string_view seen) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "'{}' is no rule; write it as 'P15D term', 'P6M', '10 working days', '15 April', 'P90D "
            "after 31 December', 'P180D after event:NAME', 'PT48H' or 'set by body'",
            seen.substr(0, kShownBytesMax)));
}

// --- printing
// ---------------------------------------------------------------------------------------------------------

std::string_view word_of(Direction direction) {
    return direction == Direction::after ? "after" : "before";
}

std::string with_event(std::string words, Direction direction, std::string_view event) {
    if (event.empty()) return direction == Direction::after ? words : words + " before";
    return fmt::format("{} {} {}{}", words, word_of(direction), kEventMark, event);
}

std::string day_text(const DateRule& rule) {
    const std::string_view month = month_word(rule.month);
    switch (rule.day_form) {
        case DateRule::Day::numbered:
            return fmt::format("{} {}", rule.day, month);
        case DateRule::Day::nth_weekday:
            return fmt::format("{} {} of {}", ordinal_word(rule.ordinal),
                               weekday_word(rule.weekday), month);
        case DateRule::Day::weekday_of_week:
            return fmt::format("{} of week {} of {}", weekday_word(rule.weekday), rule.ordinal,
                               month);
    }
    return {};
}

struct RulePrinter {
    std::string_view event;  // empty where the form needs none

    std::string operator()(const TermRule& rule) const {
        std::string words = rule.length.iso() + " term";
        if (!rule.calendar.empty()) words += " of " + rule.calendar;
        if (rule.day_after) words += kDeemed;
        return with_event(std::move(words), Direction::after, event);
    }
    std::string operator()(const DateRule& rule) const {
        std::string words = day_text(rule);
        if (rule.year != 0) words += fmt::format(" {}", rule.year);
        if (!rule.offset.empty())
            words = fmt::format("{} {} {}", rule.offset.iso(), word_of(rule.direction), words);
        if (rule.from_year != 0) words += fmt::format(" from {}", rule.from_year);
        const std::string_view name = event.empty() ? "event" : event;
        switch (rule.choice) {
            case DateRule::Choice::first_from:
                return words;
            case DateRule::Choice::last_before:
                return with_event(std::move(words), Direction::before, name);
            case DateRule::Choice::of_nth_year:
                return with_event(
                    fmt::format("{} of {} year", words, ordinal_word(rule.years_after)),
                    Direction::after, name);
        }
        return words;
    }
    std::string operator()(const ElapsedRule& rule) const {
        switch (rule.end) {
            case ElapsedRule::End::same_day:
                return with_event(rule.length.iso(), rule.direction, event);
            case ElapsedRule::End::day_before:
                return with_event("within " + rule.length.iso(), rule.direction, event);
            case ElapsedRule::End::first_of_month:
                return with_event(
                    fmt::format("first day of {} month",
                                ordinal_word(rule.length.years * 12 + rule.length.months)),
                    rule.direction, event);
            case ElapsedRule::End::first_of_next_month:
                return with_event("first day of month after " + rule.length.iso(), rule.direction,
                                  event);
        }
        return {};
    }
    std::string operator()(const WorkingDaysRule& rule) const {
        std::string words = fmt::format("{} working day{}", rule.count, rule.count == 1 ? "" : "s");
        if (!rule.calendar.empty()) words += " of " + rule.calendar;
        return with_event(std::move(words), rule.direction, event);
    }
    std::string operator()(const InstantRule& rule) const {
        switch (rule.form) {
            case InstantRule::Form::length:
                break;
            case InstantRule::Form::share_left:
                return fmt::format("{}% left", rule.percent_left);
            case InstantRule::Form::written: {
                std::string text = rule.local.text();
                text[text.find(' ')] = 'T';
                return fmt::format("{} {}", text, rule.zone);
            }
        }
        std::string words = rule.length.iso();
        if (!rule.length.has_time()) words += " instant";
        if (!rule.zone.empty()) words += " in " + rule.zone;
        return with_event(std::move(words), rule.direction, event);
    }
};

std::string undated_text(Undated undated, std::string_view event) {
    const auto words = kUndated[static_cast<std::size_t>(undated)].first;
    if (undated == Undated::before_event) return fmt::format("{} {}{}", words, kEventMark, event);
    return with_event(std::string(words), Direction::after, event);
}

}  // namespace

Result<WrittenRule> parse_rule(std::string_view text) {
    if (text.size() > kRuleBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("a rule has at most {} bytes, and this one has {}; move what is "
                        "for people elsewhere",
                        kRuleBytesMax, text.size()));
    }
    Parts parts = split(text);
    if (parts.marked && (parts.event.empty() || !parts.direction)) return no_rule(text);
    WrittenRule written;
    written.event = parts.event;
    written.note = parts.note;
    if (const auto undated = find_undated(parts)) {
        written.rule = *undated;
        return written;
    }
    const bool deemed = parts.words.ends_with(kDeemed);
    if (deemed) parts.words.remove_suffix(kDeemed.size());
    auto rule = RuleReader(parts).read();
    if (!rule) return no_rule(text);
    if (deemed) {
        auto* term = std::get_if<TermRule>(&*rule);
        if (term == nullptr) return no_rule(text);
        term->day_after = true;
    }
    REMIT_TRY(check(*rule));
    written.rule = std::move(*rule);
    return written;
}

std::string text_of(const WrittenRule& rule) {
    const Rule* dated = rule.dated();
    std::string text = dated == nullptr ? undated_text(std::get<Undated>(rule.rule), rule.event)
                                        : std::visit(RulePrinter{rule.event}, *dated);
    if (!rule.note.empty()) text += "; " + rule.note;
    return text;
}

std::string text_of(const Rule& rule) {
    return std::visit(RulePrinter{{}}, rule);
}

}  // namespace remit::calendar
