#include "procedure/values.h"

#include <algorithm>

#include "procedure/moments.h"

namespace remit::procedure {
namespace {

bool is_upper_word(std::string_view text, std::size_t size) {
    return text.size() == size &&
           std::ranges::all_of(text, [](char letter) { return letter >= 'A' && letter <= 'Z'; });
}

bool is_text_of(const Field& field, const Item& item) {
    const auto* text = std::get_if<std::string>(&item);
    if (text == nullptr || text->empty() || text->size() > kItemBytesMax) return false;
    if (field.type == FieldType::choice)
        return std::ranges::find(field.choices, *text, &Choice::id) != field.choices.end();
    if (field.type == FieldType::country) return is_upper_word(*text, 2);
    return true;
}

bool is_instant(const Item& item, const World& world) {
    const auto* zoned = std::get_if<ZonedInstant>(&item);
    if (zoned == nullptr) return false;
    const FoundZone zone(world, zoned->zone);
    return zone.is_known() && (*zone).local(zoned->instant).date.in_range();
}

bool is_money(const Item& item) {
    constexpr std::size_t kCurrencyLetters = 3;
    const auto* money = std::get_if<Money>(&item);
    return money != nullptr && is_upper_word(money->currency, kCurrencyLetters);
}

bool is_date(const Item& item) {
    const auto* date = std::get_if<calendar::Date>(&item);
    return date != nullptr && date->in_range();
}

bool fits_type(const Field& field, const Item& item, const World& world) {
    switch (field.type) {
        case FieldType::number:
            return std::holds_alternative<std::int64_t>(item);
        case FieldType::date:
            return is_date(item);
        case FieldType::instant:
            return is_instant(item, world);
        case FieldType::duration:
            return std::holds_alternative<calendar::Duration>(item);
        case FieldType::money:
            return is_money(item);
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
            return is_text_of(field, item);
    }
    return false;
}

}  // namespace

bool fits(const Field& field, const Value& value, const World& world) {
    if (value.items.size() > (field.list ? kValueItemsMax : 1)) return false;
    return std::ranges::all_of(value.items, [&](const Item& item) {
        return is_empty(item) ? field.group.is_some() : fits_type(field, item, world);
    });
}

}  // namespace remit::procedure
