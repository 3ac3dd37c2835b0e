#include "procedure/event_names.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/check.h"
#include "procedure/definition_names.h"

namespace remit::procedure {
namespace {

/// In the order of Item.
constexpr FieldType kItemTypes[] = {FieldType::text,    FieldType::number,   FieldType::date,
                                    FieldType::instant, FieldType::duration, FieldType::money};

/// A number of exactly that many digits; -1 where it is none.
int digits_at(std::string_view text, std::size_t begin, std::size_t size) {
    int value = -1;
    const char* first = text.data() + begin;
    if (*first < '0' || *first > '9') return -1;
    const auto read = std::from_chars(first, first + size, value);
    return read.ec == std::errc() && read.ptr == first + size ? value : -1;
}

/// The second of the day of "T15:00:00Z"; -1 where it is none.
std::int32_t second_of(std::string_view text) {
    if (text.front() != 'T' || text[3] != ':' || text[6] != ':' || text.back() != 'Z') return -1;
    const int hour = digits_at(text, 1, 2);
    const int minute = digits_at(text, 4, 2);
    const int second = digits_at(text, 7, 2);
    const bool good =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
    return good ? (hour * 60 + minute) * 60 + second : -1;
}

}  // namespace

std::string_view name_of(ClockState state) {
    switch (state) {
        case ClockState::idle:
            return "idle";
        case ClockState::running:
            return "running";
        case ClockState::stopped:
            return "stopped";
        case ClockState::met:
            return "met";
        case ClockState::passed:
            return "passed";
        case ClockState::withdrawn:
            return "withdrawn";
        case ClockState::recorded:
            return "recorded";
    }
    return {};
}

std::string_view name_of(ClockSet::Why why) {
    switch (why) {
        case ClockSet::Why::started:
            return "started";
        case ClockSet::Why::restarted:
            return "restarted";
        case ClockSet::Why::recounted:
            return "recounted";
        case ClockSet::Why::extended:
            return "extended";
        case ClockSet::Why::resumed:
            return "resumed";
        case ClockSet::Why::calendar:
            return "calendar";
    }
    return {};
}

std::string_view name_of(ClockWithdrawn::Why why) {
    switch (why) {
        case ClockWithdrawn::Why::step:
            return "step";
        case ClockWithdrawn::Why::base:
            return "base";
        case ClockWithdrawn::Why::ended:
            return "ended";
        case ClockWithdrawn::Why::reset:
            return "reset";
    }
    return {};
}

std::string_view name_of(ClockChange::Kind kind) {
    switch (kind) {
        case ClockChange::Kind::stopped:
            return "stopped";
        case ClockChange::Kind::resumed:
            return "resumed";
        case ClockChange::Kind::extended:
            return "extended";
    }
    return {};
}

std::string_view name_of(QuestionWithdrawn::Why why) {
    switch (why) {
        case QuestionWithdrawn::Why::withdrawn:
            return "withdrawn";
        case QuestionWithdrawn::Why::asked_again:
            return "asked_again";
        case QuestionWithdrawn::Why::ended:
            return "ended";
    }
    return {};
}

std::string_view name_of(Question::State state) {
    switch (state) {
        case Question::State::open:
            return "open";
        case Question::State::answered:
            return "answered";
        case Question::State::lapsed:
            return "lapsed";
        case Question::State::withdrawn:
            return "withdrawn";
        case Question::State::informed:
            return "informed";
    }
    return {};
}

std::string_view name_of(Silence silence) {
    return written_as(kSilences, silence);
}

std::string_view name_of(Answer answer) {
    switch (answer) {
        case Answer::none:
            return "none";
        case Answer::agreed:
            return "agreed";
        case Answer::amended:
            return "amended";
        case Answer::objected:
            return "objected";
        case Answer::input:
            return "input";
        case Answer::nil:
            return "nil";
        case Answer::unchanged:
            return "unchanged";
    }
    return {};
}

std::string_view name_of(Rank rank) {
    return written_as(kRanks, rank);
}

std::string_view name_of(OpenMatter::Cause cause) {
    switch (cause) {
        case OpenMatter::Cause::officer:
            return "officer";
        case OpenMatter::Cause::spawned:
            return "spawned";
        case OpenMatter::Cause::recurrence:
            return "recurrence";
    }
    return {};
}

std::string_view name_of(ChangeLead::Kind kind) {
    switch (kind) {
        case ChangeLead::Kind::designation:
            return "designation";
        case ChangeLead::Kind::reassignment:
            return "reassignment";
    }
    return {};
}

std::string_view name_of(authority::Ground ground) {
    switch (ground) {
        case authority::Ground::own:
            return "own";
        case authority::Ground::designated:
            return "designated";
        case authority::Ground::taken_over:
            return "taken_over";
        case authority::Ground::residual:
            return "residual";
        case authority::Ground::advised:
            return "advised";
        case authority::Ground::asked:
            return "asked";
    }
    return {};
}

std::string text_of(const Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return date->iso();
    const auto& zoned = std::get<ZonedInstant>(due);
    return zoned.instant.iso() + " " + zoned.zone;
}

std::string text_of(const Item& item) {
    if (const auto* zoned = std::get_if<ZonedInstant>(&item)) return text_of(Due(*zoned));
    return write_item(item);
}

FieldType type_of(const Value& value) {
    static_assert(std::size(kItemTypes) + 1 == std::variant_size_v<Item>);  // and the empty cell
    const auto first = std::ranges::find_if_not(value.items, is_empty);
    if (first == value.items.end()) return FieldType::text;
    const auto is_other = [&](const Item& item) {
        return !is_empty(item) && item.index() != first->index();
    };
    REMIT_CHECK(std::ranges::none_of(value.items, is_other));
    return kItemTypes[first->index()];
}

std::optional<FieldType> find_item_type(std::string_view name) {
    for (const FieldType type : kItemTypes) {
        if (written_as(kFieldTypes, type) == name) return type;
    }
    return std::nullopt;
}

std::optional<calendar::Date> find_date(std::string_view text) {
    constexpr std::size_t kBytes = 10;  // "2026-04-08"
    constexpr int kMonthsOfYear = 12;
    constexpr int kSomeYear = 2000;
    if (text.size() != kBytes || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int year = digits_at(text, 0, 4);
    const int month = digits_at(text, 5, 2);
    const int day = digits_at(text, 8, 2);
    if (const auto date = calendar::Date::of(year, month, day)) return date;
    const auto first = calendar::Date::of(kSomeYear, month, 1);
    if (year < 0 || day < 1 || !first) return std::nullopt;
    const calendar::Date date =
        first->plus_months((year - kSomeYear) * kMonthsOfYear).plus_days(day - 1);
    return date.month() == month ? std::optional(date) : std::nullopt;
}

std::optional<calendar::Instant> find_instant(std::string_view text) {
    constexpr std::size_t kDateBytes = 10;
    constexpr std::size_t kBytes = 20;  // "2026-04-08T15:00:00Z"
    if (text.size() != kBytes) return std::nullopt;
    const auto date = find_date(text.substr(0, kDateBytes));
    const std::int32_t second = second_of(text.substr(kDateBytes));
    if (!date || second < 0) return std::nullopt;
    return calendar::from_utc({*date, second});
}

std::optional<Due> find_due(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) {
        const auto date = find_date(text);
        return date ? std::optional<Due>(*date) : std::nullopt;
    }
    const auto instant = find_instant(text.substr(0, blank));
    if (!instant) return std::nullopt;
    return ZonedInstant{*instant, std::string(text.substr(blank + 1))};
}

std::optional<Item> find_item(FieldType type, std::string_view text) {
    switch (type) {
        case FieldType::date:
        case FieldType::instant: {
            auto due = find_due(text);
            if (!due) return std::nullopt;
            return std::visit([](auto& moment) { return Item(std::move(moment)); }, *due);
        }
        case FieldType::duration:
        case FieldType::money: {
            auto item = read_item(type, text);
            if (!item.ok() || write_item(item.value()) != text) return std::nullopt;
            return std::move(item).value();
        }
        case FieldType::number:
            return std::nullopt;
        case FieldType::text:
        case FieldType::choice:
        case FieldType::body:
        case FieldType::topic:
        case FieldType::counterpart:
        case FieldType::unit:
        case FieldType::country:
        case FieldType::person:
        case FieldType::paper:
        case FieldType::matter:
            return Item(std::string(text));
    }
    REMIT_CHECK(false);
    return std::nullopt;
}

}  // namespace remit::procedure
