#include "calendar/holidays.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <tuple>
#include <utility>

#include "base/check.h"

namespace remit::calendar {
namespace {

constexpr std::size_t kWordBits = 64;

std::size_t index_of(Date date) {
    return static_cast<std::size_t>(date.day_number() - Date::first().day_number());
}

void set(std::vector<std::uint64_t>& bits, Date date) {
    bits[index_of(date) / kWordBits] |= std::uint64_t{1} << (index_of(date) % kWordBits);
}

template <typename Dated>
bool holds(const Dated& dated, Date date) {
    return (!dated.from || *dated.from <= date) && (!dated.until || date <= *dated.until);
}

/// The day of a rule in a year; none where the year has no such day.
struct DayFinder {
    int year;

    std::optional<Date> operator()(const FixedDay& rule) const {
        return Date::of(year, rule.month, rule.day);
    }
    std::optional<Date> operator()(const EasterDay& rule) const {
        return (rule.orthodox ? orthodox_easter(year) : western_easter(year))
            .plus_days(rule.offset);
    }
    std::optional<Date> operator()(const NthWeekday& rule) const {
        const auto date = nth_weekday(year, rule.month, rule.weekday, rule.ordinal);
        return date ? std::optional(date->plus_days(rule.offset)) : std::nullopt;
    }
    std::optional<Date> operator()(const SingleDay& rule) const {
        if (rule.date.year() != year) return std::nullopt;
        return rule.date;
    }
};

}  // namespace

Calendar::Calendar(CalendarData data) : data_(std::move(data)) {
    const std::size_t words = index_of(Date::last()) / kWordBits + 1;
    rest_.resize(words);
    holidays_.resize(words);
    fill_rest();
    fill_holidays();
    closed_.resize(words);
    std::ranges::transform(rest_, holidays_, closed_.begin(), std::bit_or<>());
    fill_substitutes();
}

/// Those that close come first on a day.
bool Calendar::comes_before(const Closing& one, const Closing& other) const {
    if (one.day_number != other.day_number) return one.day_number < other.day_number;
    const bool one_works = holiday(one).working;
    if (one_works != holiday(other).working) return !one_works;
    return std::tie(one.holiday, one.instead_of) < std::tie(other.holiday, other.instead_of);
}

void Calendar::fill_rest() {
    for (const RestDays& rest : data_.rest) {
        const Date first = rest.from ? std::max(*rest.from, Date::first()) : Date::first();
        const Date last = rest.until ? std::min(*rest.until, Date::last()) : Date::last();
        if (first > last) continue;
        const int begin = static_cast<int>(first.weekday());
        for (int shift = 0; shift < 7; ++shift) {
            if (!rest.days.has(static_cast<Weekday>((begin + shift) % 7))) continue;
            for (Date date = first.plus_days(shift); date <= last; date = date.plus_days(7))
                set(rest_, date);
        }
    }
}

void Calendar::fill_holidays() {
    const auto in_order = [this](const Closing& one, const Closing& other) {
        return comes_before(one, other);
    };
    for (int year = kYearFirst; year <= kYearLast; ++year) {
        const auto begin = static_cast<std::ptrdiff_t>(closings_.size());
        for (std::size_t index = 0; index < data_.holidays.size(); ++index)
            add_holiday(index, year);
        // OPTIMIZATION: sorting year by year halves the time in which a calendar is made.
        std::sort(closings_.begin() + begin, closings_.end(), in_order);
    }
    // An offset from Easter may lead into another year.
    if (!std::ranges::is_sorted(closings_, in_order)) std::ranges::sort(closings_, in_order);
}

void Calendar::add_holiday(std::size_t index, int year) {
    const Holiday& holiday = data_.holidays[index];
    for (const DayRule& rule : holiday.days) {
        const std::optional<Date> date = std::visit(DayFinder{year}, rule);
        if (!date || !date->in_range() || !holds(holiday, *date)) continue;
        closings_.push_back({date->day_number(), static_cast<std::uint16_t>(index), kNone, 0});
        if (!holiday.working) set(holidays_, *date);
    }
}

void Calendar::fill_substitutes() {
    const auto holidays = static_cast<std::ptrdiff_t>(closings_.size());
    for (std::ptrdiff_t index = 0; index < holidays; ++index) {
        const Closing closing = closings_[static_cast<std::size_t>(index)];
        if (!holiday(closing).working && !holiday(closing).substitutes.empty()) {
            add_substitute(closing);
        }
    }
    const auto in_order = [this](const Closing& one, const Closing& other) {
        return comes_before(one, other);
    };
    std::sort(closings_.begin() + holidays, closings_.end(), in_order);
    std::inplace_merge(closings_.begin(), closings_.begin() + holidays, closings_.end(), in_order);
}

void Calendar::add_substitute(const Closing& closing) {
    const Date day = Date::from_day_number(closing.day_number);
    const std::vector<std::uint16_t>& named = holiday(closing).substitutes;
    const auto fits = std::ranges::find_if(named, [&](std::uint16_t index) {
        const Substitute& substitute = data_.substitutes[index];
        return substitute.when.has(day.weekday()) && holds(substitute, day);
    });
    if (fits == named.end()) return;
    std::optional<std::uint16_t> index = *fits;
    for (std::size_t tries = 0; index && tries < kSubstitutesMax; ++tries) {
        const Substitute& substitute = data_.substitutes[*index];
        const Date date = day_off(substitute.take, day);
        if (!date.in_range()) return;
        if (!test(closed_, date)) {
            set(holidays_, date);
            set(closed_, date);
            closings_.push_back({date.day_number(), closing.holiday, *index, day.day_number()});
            return;
        }
        index = substitute.otherwise;
    }
}

Date Calendar::day_off(Substitute::Take take, Date holiday) const {
    const auto days_from = [holiday](Weekday weekday) {
        return (static_cast<int>(holiday.weekday()) - static_cast<int>(weekday) + 7) % 7;
    };
    Date date = holiday;
    switch (take) {
        case Substitute::Take::next_working_day:
            do date = date.plus_days(1);
            while (date.in_range() && test(closed_, date) &&
                   date <= holiday.plus_days(kClosedRunDaysMax));
            break;
        case Substitute::Take::previous_working_day:
            do date = date.plus_days(-1);
            while (date.in_range() && test(closed_, date) &&
                   date >= holiday.plus_days(-kClosedRunDaysMax));
            break;
        case Substitute::Take::monday_after:
            return holiday.plus_days(7 - days_from(Weekday::monday));
        case Substitute::Take::friday_before: {
            const int days = days_from(Weekday::friday);
            return holiday.plus_days(days == 0 ? -7 : -days);
        }
    }
    return date;
}

bool Calendar::test(const std::vector<std::uint64_t>& bits, Date date) const {
    REMIT_CHECK(date.in_range());
    return ((bits[index_of(date) / kWordBits] >> (index_of(date) % kWordBits)) & 1U) != 0;
}

bool Calendar::is_weekly_rest(Date date) const {
    return test(rest_, date);
}
bool Calendar::is_holiday(Date date) const {
    return test(holidays_, date);
}
bool Calendar::is_working(Date date) const {
    return !test(closed_, date);
}

std::span<const Calendar::Closing> Calendar::closings(Date date) const {
    return closings(date, date);
}

std::span<const Calendar::Closing> Calendar::closings(Date first, Date last) const {
    const auto begin =
        std::ranges::lower_bound(closings_, first.day_number(), {}, &Closing::day_number);
    const auto end = std::ranges::upper_bound(begin, closings_.end(), last.day_number(), {},
                                              &Closing::day_number);
    return {begin, end};
}

const Holiday* Calendar::find_holiday(std::string_view id) const {
    const auto found = std::ranges::find(data_.holidays, id, &Holiday::id);
    return found == data_.holidays.end() ? nullptr : &*found;
}

int Calendar::count_working_days(Date first, Date last) const {
    REMIT_CHECK(first.in_range() && last.in_range());
    if (first > last) return 0;
    const std::size_t begin = index_of(first);
    const std::size_t end = index_of(last);
    int count = 0;
    for (std::size_t word = begin / kWordBits; word <= end / kWordBits; ++word) {
        std::uint64_t open = ~closed_[word];
        if (word == begin / kWordBits) open &= ~std::uint64_t{0} << (begin % kWordBits);
        if (word == end / kWordBits) open &= ~std::uint64_t{0} >> (kWordBits - 1 - end % kWordBits);
        count += std::popcount(open);
    }
    return count;
}

Calendar Calendar::with_closed(Date date, std::string id, Names names) const {
    CalendarData data = data_;
    Holiday holiday;
    holiday.id = std::move(id);
    holiday.names = std::move(names);
    holiday.days.emplace_back(SingleDay{date});
    data.holidays.push_back(std::move(holiday));
    return Calendar(std::move(data));
}

}  // namespace remit::calendar
