#include "calendar/rule_reader.h"

#include "calendar/day_words.h"

namespace remit::calendar {
namespace {

constexpr int kNumberMax = 100'000;

std::optional<Direction> take_direction(WordReader& words) {
    if (words.take("after")) return Direction::after;
    if (words.take("before")) return Direction::before;
    return std::nullopt;
}

/// Reads the words of one rule; what it does not know is no rule.
class RuleReader {
  public:
    RuleReader(std::string_view words, std::optional<Direction> to_event)
        : to_event_(to_event), words_(words) {}

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
        return to_event_.value_or(take_direction(words_).value_or(Direction::after));
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
        if (to_event_ == Direction::before) return std::nullopt;
        TermRule rule;
        rule.length = length;
        if (words_.take("of")) rule.calendar = words_.take();
        return rule;
    }

    std::optional<Rule> read_within() {
        const auto length = Duration::parse(words_.take());
        if (!length.ok() || to_event_ == Direction::before) return std::nullopt;
        return ElapsedRule{length.value(), Direction::after, ElapsedRule::End::day_before};
    }

    std::optional<Rule> read_first_day() {
        if (to_event_ == Direction::before) return std::nullopt;
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
        if (!percent || !words_.take("left") || to_event_) return std::nullopt;
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
        if (!local.ok() || to_event_) return std::nullopt;
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
            if (!ordinal || *ordinal < 1 || !words_.take("year") || to_event_ != Direction::after)
                return std::nullopt;
            rule.choice = DateRule::Choice::of_nth_year;
            rule.years_after = static_cast<std::uint8_t>(*ordinal);
            return rule;
        }
        // "15 April after event:E" would not say whether the day itself counts.
        if (to_event_ == Direction::after) return std::nullopt;
        if (to_event_ == Direction::before) rule.choice = DateRule::Choice::last_before;
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

    std::optional<Direction> to_event_;
    WordReader words_;
};

}  // namespace

std::optional<Rule> read_rule(std::string_view words, std::optional<Direction> to_event) {
    return RuleReader(words, to_event).read();
}

}  // namespace remit::calendar
