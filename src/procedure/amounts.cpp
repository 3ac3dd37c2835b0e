#include "procedure/amounts.h"

#include <algorithm>
#include <charconv>

#include "calendar/rule_text.h"

namespace remit::procedure {
namespace {

std::optional<int> read_number(std::string_view text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (text.empty() || text.front() == '-' || read.ec != std::errc() || read.ptr != end)
        return std::nullopt;
    return number;
}

Length working_days(std::string_view text) {
    if (const auto number = read_number(text)) {
        if (*number > calendar::kWorkingDaysMax) return {LengthFault::unreadable, {}};
        if (*number == 0) return {LengthFault::nothing, {}};
        return {LengthFault::none, calendar::Duration{.days = *number}};
    }
    const auto length = calendar::Duration::parse(text);
    return {length.ok() ? LengthFault::months_in_working_days : LengthFault::unreadable, {}};
}

/// A term has days or hours, never both, and no minutes.
bool is_term(const calendar::Duration& length) {
    const bool has_days =
        length.years != 0 || length.months != 0 || length.weeks != 0 || length.days != 0;
    return length.minutes == 0 && (length.hours == 0 || !has_days);
}

/// The fewest and the most minutes that a length can have.
struct Range {
    std::int64_t least = 0;
    std::int64_t most = 0;
};
Range minutes_of(const calendar::Duration& length) {
    constexpr std::int64_t kHour = 60;
    constexpr std::int64_t kDay = 24 * kHour;
    const std::int64_t months = std::int64_t{length.years} * 12 + length.months;
    const std::int64_t days = std::int64_t{length.weeks} * 7 + length.days;
    const std::int64_t fixed = days * kDay + length.hours * kHour + length.minutes;
    return {fixed + months * 28 * kDay, fixed + months * 31 * kDay};
}

}  // namespace

std::string_view name_of(LengthFault fault) {
    switch (fault) {
        case LengthFault::none:
        case LengthFault::unreadable:
            break;
        case LengthFault::hours_in_days:
            return "hours_in_days";
        case LengthFault::months_in_working_days:
            return "months_in_working_days";
        case LengthFault::nothing:
            return "nothing";
    }
    return {};
}

bool says_no_length(std::string_view text) {
    return text.empty() || text == "unknown" || text == "none" || text == "set_by_body";
}

Length read_length_of(ClockKind clock, std::string_view text) {
    if (says_no_length(text)) return {};
    if (clock == ClockKind::working_days) return working_days(text);
    if (clock == ClockKind::date)
        return {read_day_of_year(text).has_value() ? LengthFault::none : LengthFault::unreadable,
                {}};
    const auto length = calendar::Duration::parse(text);
    if (!length.ok()) return {LengthFault::unreadable, {}};
    if (length.value().empty()) return {LengthFault::nothing, {}};
    if (clock == ClockKind::elapsed && length.value().has_time())
        return {LengthFault::hours_in_days, {}};
    if (clock == ClockKind::term && !is_term(length.value()))
        return {LengthFault::hours_in_days, {}};
    return {LengthFault::none, length.value()};
}

std::string_view form_of_amount(ClockKind clock) {
    switch (clock) {
        case ClockKind::term:
        case ClockKind::elapsed:
            return "P30D, P6M ...";
        case ClockKind::date:
            return "15 April ...";
        case ClockKind::working_days:
            return "1, 2, 3 ...";
        case ClockKind::instant:
            return "PT24H, P1D ...";
    }
    return {};
}

std::initializer_list<FieldType> types_of_amount(ClockKind clock) {
    static constexpr std::initializer_list<FieldType> kDurations = {FieldType::duration};
    static constexpr std::initializer_list<FieldType> kNumbers = {FieldType::number};
    static constexpr std::initializer_list<FieldType> kTexts = {FieldType::text};
    if (clock == ClockKind::working_days) return kNumbers;
    return clock == ClockKind::date ? kTexts : kDurations;
}

std::optional<calendar::Rule> read_day_of_year(std::string_view text) {
    const auto written = calendar::parse_rule(text);
    const calendar::Rule* rule = written.ok() ? written.value().dated() : nullptr;
    if (rule == nullptr || calendar::kind_of(*rule) != calendar::ClockKind::date)
        return std::nullopt;
    if (!written.value().event.empty() || !written.value().note.empty()) return std::nullopt;
    return *rule;
}

std::optional<std::uint8_t> read_percent(std::string_view text) {
    constexpr int kMost = 99;
    if (!text.ends_with('%')) return std::nullopt;
    const auto number = read_number(text.substr(0, text.size() - 1));
    if (!number || *number < 1 || *number > kMost) return std::nullopt;
    return static_cast<std::uint8_t>(*number);
}

bool is_certainly_longer(const calendar::Duration& left, const calendar::Duration& right) {
    return minutes_of(left).least > minutes_of(right).most;
}

}  // namespace remit::procedure
