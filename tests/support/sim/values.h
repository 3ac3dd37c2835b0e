// What officers write into fields: mostly what belongs there, now and then what does not.
//
// Invariant: a value depends on the random numbers, the field, the setting and the moment alone.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "procedure/definition.h"
#include "procedure/value.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"

namespace remit::sim {

inline calendar::Date day_of(calendar::Instant now) {
    constexpr std::int64_t kSecondsOfDay = 86'400;
    return calendar::Date::from_day_number(static_cast<std::int32_t>(now.seconds / kSecondsOfDay));
}

class Values {
  public:
    Values(Random& random, const Setting& setting) : random_(random), setting_(setting) {}

    /// Where `wanted` is not empty, one of these words.
    procedure::Value value(const procedure::Definition& definition, const procedure::Field& field,
                           calendar::Instant now, const std::vector<std::string>& wanted) {
        procedure::Value made;
        if (random_.chance(3)) return made;
        const std::size_t count = field.list ? 1 + random_.below(3) : 1;
        for (std::size_t i = 0; i < count; ++i)
            made.items.push_back(item(definition, field, now, wanted));
        return made;
    }

  private:
    using Type = procedure::FieldType;

    procedure::Item item(const procedure::Definition& definition, const procedure::Field& field,
                         calendar::Instant now, const std::vector<std::string>& wanted) {
        if (field.may_be_empty && random_.chance(30)) return procedure::EmptyCell{};
        switch (field.type) {
            case Type::number:
                return random_.between(0, 40);
            case Type::date:
                return day_of(now).plus_days(static_cast<std::int32_t>(random_.between(-40, 400)));
            case Type::instant:
                return procedure::ZonedInstant{
                    now.plus_seconds(random_.between(-100'000, 3'000'000)),
                    random_.one_of<std::string>({"Europe/Brussels", "Europe/Zagreb", "UTC"})};
            case Type::duration:
                return length();
            case Type::money:
                return procedure::Money{random_.between(0, 1'000'000),
                                        random_.chance(95) ? "EUR" : "euro"};
            default:
                return wanted.empty() ? word(definition, field) : random_.pick(wanted);
        }
    }
    calendar::Duration length() {
        calendar::Duration made;
        made.days = static_cast<std::int32_t>(random_.below(90));
        if (random_.chance(20)) made.hours = static_cast<std::int32_t>(random_.below(50));
        return made;
    }
    std::string word(const procedure::Definition& definition, const procedure::Field& field) {
        if (field.type == Type::choice && !field.choices.empty())
            return random_.pick(field.choices).id;
        if (field.type == Type::country) return random_.one_of<std::string>({"HR", "RS", "hr"});
        if (field.type == Type::body && !definition.tables.empty() && random_.chance(70)) {
            const procedure::Table& table = random_.pick(definition.tables);
            if (!table.rows.empty()) return random_.pick(table.rows).key;
        }
        const auto known = setting_.words.find(field.type);
        if (known != setting_.words.end() && !known->second.empty())
            return random_.pick(known->second);
        return random_.one_of<std::string>({"x", "y", "31 May", "unknown", "Europe/Zagreb", "house",
                                            "FREQ=YEARLY;BYYEARDAY=90", "FREQ=DAILY",
                                            "FREQ=MONTHLY;INTERVAL=3", "every spring"});
    }

    Random& random_;
    const Setting& setting_;
};

}  // namespace remit::sim
