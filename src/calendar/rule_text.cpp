#include "calendar/rule_text.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <utility>

#include "calendar/day_words.h"
#include "calendar/rule_reader.h"

namespace remit::calendar {
namespace {

constexpr std::string_view kEventMark = "event:";
constexpr std::string_view kDeemed = ", deemed the day after";
constexpr std::size_t kShownBytesMax = 80;

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

bool starts_as_time(std::string_view word) {
    constexpr std::size_t kDateBytes = 10;
    return word.size() > kDateBytes && word[4] == '-' && word[kDateBytes] == 'T';
}

/// A length or a time that is none is a narrower fault than a rule that is none.
Error no_rule(std::string_view seen, std::string_view words = {}) {
    for (WordReader reader(words); !reader.done();) {
        const std::string_view word = reader.take();
        const bool has_number = word.find_first_of("0123456789") != std::string_view::npos;
        if (word.starts_with('P') && has_number) {
            if (const auto length = Duration::parse(word); !length.ok()) return length.error();
        }
        if (starts_as_time(word)) {
            if (const auto time = LocalTime::parse(word); !time.ok()) return time.error();
        }
    }
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "'{}' is no rule; write it as 'P15D term', 'P6M', '10 working days', '15 April', 'P90D "
            "after 31 December', 'P180D after event:NAME', 'PT48H' or 'set by body'",
            seen.substr(0, kShownBytesMax)));
}

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
    auto rule = read_rule(parts.words, parts.direction);
    if (!rule) return no_rule(text, parts.words);
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
