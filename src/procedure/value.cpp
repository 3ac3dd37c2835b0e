#include "procedure/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "calendar/zone.h"
#include "text/utf8.h"

namespace remit::procedure {
namespace {

constexpr std::size_t kShownBytesMax = 40;
constexpr std::size_t kNameBytesMax = 500;  // of an id, a code, a person
constexpr std::int64_t kMinorUnitsMax = 1'000'000'000'000'000'000;

/// Currencies of ISO 4217 whose minor unit is not a hundredth.
constexpr std::array<std::string_view, 16> kWithoutMinor{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                         "KMF", "KRW", "PYG", "RWF", "UGX", "VND",
                                                         "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kWithThousandths{"BHD", "IQD", "JOD", "KWD",
                                                           "LYD", "OMR", "TND"};

Error refuse(std::string_view seen, std::string_view is_no, std::string_view form) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("'{}' is no {}; write it as {}", seen.substr(0, kShownBytesMax), is_no, form));
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t decimals_of(std::string_view currency) {
    if (std::ranges::find(kWithoutMinor, currency) != kWithoutMinor.end()) return 0;
    return std::ranges::find(kWithThousandths, currency) != kWithThousandths.end() ? 3 : 2;
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

Result<Item> read_text(std::string_view text) {
    const auto strange = [](char c) { return is_control(c) && c != '\n' && c != '\t'; };
    if (!text.empty() && !text::find_utf8_fault(text) && std::ranges::none_of(text, strange)) {
        return Item(std::string(text));
    }
    return base::make_error(ErrorCode::invalid_input,
                            text.empty()
                                ? "the text is empty; leave the field unset instead"
                                : "the text has bytes that are no characters; write it as UTF-8");
}

/// An id, a code or a name: one line.
Result<Item> read_name(std::string_view text) {
    const bool padded = text.starts_with(' ') || text.ends_with(' ');
    const bool good = !text.empty() && !padded && text.size() <= kNameBytesMax &&
                      !text::find_utf8_fault(text) && std::ranges::none_of(text, is_control);
    if (good) return Item(std::string(text));
    return refuse(
        text, "name",
        fmt::format("one line of 1 to {} bytes, without blanks around it", kNameBytesMax));
}

Result<Item> read_number(std::string_view text) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (!text.empty() && read.ec == std::errc() && read.ptr == end) return Item(number);
    return refuse(text, "whole number", "120");
}

Result<Item> read_instant(std::string_view text) {
    constexpr std::string_view kForm = "2026-04-07T17:00 Europe/Brussels";
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return refuse(text, "instant with its zone", kForm);
    const std::string_view moment = text.substr(0, space);
    const auto zone = REMIT_TRY(calendar::Zone::find(text.substr(space + 1)));
    calendar::Instant instant;
    if (const auto local = calendar::LocalTime::parse(moment); local.ok()) {
        instant = zone.resolve(local.value()).instant;
    } else if (const auto exact = calendar::Instant::parse(moment); exact.ok()) {
        instant = exact.value();
    } else {
        return refuse(text, "instant with its zone", kForm);
    }
    if (!instant.in_range()) return refuse(text, "instant between 1900 and 2199", kForm);
    return Item(ZonedInstant{instant, zone.name()});
}

Result<Item> read_money(std::string_view text) {
    constexpr std::string_view kForm = "1250.00 EUR";
    constexpr std::size_t kCurrencyLetters = 3;
    const std::size_t space = text.find(' ');
    const std::string_view currency =
        text.substr(std::min(text.size(), space == std::string_view::npos ? space : space + 1));
    if (currency.size() != kCurrencyLetters || !std::ranges::all_of(currency, is_capital)) {
        return refuse(text, "amount of money", kForm);
    }
    std::string_view digits = text.substr(0, space);
    const bool negative = digits.starts_with('-');
    if (negative) digits.remove_prefix(1);
    const std::size_t decimals = decimals_of(currency);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    const std::string_view whole = digits.substr(0, point);
    const std::string_view part = digits.substr(std::min(digits.size(), point + 1));
    const bool has_part = point < digits.size();
    if (whole.empty() || (has_part && part.size() != decimals) || (has_part && decimals == 0)) {
        return refuse(text, "amount of money", kForm);
    }
    std::string minor(whole);
    minor += has_part ? std::string(part) : std::string(decimals, '0');
    std::int64_t units = 0;
    const auto read = std::from_chars(minor.data(), minor.data() + minor.size(), units);
    if (!std::ranges::all_of(minor, is_digit) || read.ec != std::errc() || units > kMinorUnitsMax) {
        return refuse(text, "amount of money", kForm);
    }
    return Item(Money{negative ? -units : units, std::string(currency)});
}

Result<Item> read_country(std::string_view text) {
    if (text.size() == 2 && std::ranges::all_of(text, is_capital)) return Item(std::string(text));
    return refuse(text, "country", "two capitals of ISO 3166, such as HR");
}

std::string written(const Money& money) {
    const std::size_t decimals = decimals_of(money.currency);
    const bool negative = money.minor_units < 0;
    std::string digits = std::to_string(negative ? -money.minor_units : money.minor_units);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    if (decimals != 0) digits.insert(digits.size() - decimals, 1, '.');
    return fmt::format("{}{} {}", negative ? "-" : "", digits, money.currency);
}

std::string written(const ZonedInstant& zoned) {
    if (const auto zone = calendar::Zone::find(zoned.zone); zone.ok()) {
        const calendar::LocalTime local = zone.value().local(zoned.instant);
        std::string text = local.text();
        text[text.find(' ')] = 'T';
        // An hour that comes twice, and the edge of the calendar, need the moment itself.
        const auto again = calendar::LocalTime::parse(text);
        const bool once =
            again.ok() && zone.value().resolve(again.value()).instant == zoned.instant;
        if (once) return fmt::format("{} {}", text, zoned.zone);
    }
    return fmt::format("{} {}", zoned.instant.iso(), zoned.zone);
}

struct Writer {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const calendar::Date& date) const { return date.iso(); }
    std::string operator()(const ZonedInstant& zoned) const { return written(zoned); }
    std::string operator()(const calendar::Duration& length) const { return length.iso(); }
    std::string operator()(const Money& money) const { return written(money); }
    std::string operator()(const EmptyCell& /*cell*/) const { return {}; }
};

template <typename Value>
Result<Item> as_item(Result<Value> value) {
    if (!value.ok()) return value.error();
    return Item(std::move(value).value());
}

}  // namespace

Result<Item> read_item(FieldType type, std::string_view text) {
    if (text.size() > kItemBytesMax) {
        return base::make_error(
            ErrorCode::limit,
            fmt::format("the text has {} bytes; {} is the most that a field holds", text.size(),
                        kItemBytesMax));
    }
    switch (type) {
        case FieldType::text:
            return read_text(text);
        case FieldType::number:
            return read_number(text);
        case FieldType::date:
            return as_item(calendar::Date::parse(text));
        case FieldType::instant:
            return read_instant(text);
        case FieldType::duration:
            return as_item(calendar::Duration::parse(text));
        case FieldType::money:
            return read_money(text);
        case FieldType::country:
            return read_country(text);
        case FieldType::choice:
        case FieldType::body:
        case FieldType::topic:
        case FieldType::counterpart:
        case FieldType::unit:
        case FieldType::person:
        case FieldType::paper:
        case FieldType::matter:
            return read_name(text);
    }
    REMIT_CHECK(false);
    return read_text(text);
}

std::string write_item(const Item& item) {
    return std::visit(Writer{}, item);
}

}  // namespace remit::procedure
