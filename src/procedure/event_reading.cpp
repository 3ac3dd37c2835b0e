#include "procedure/event_reading.h"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "procedure/event_form.h"
#include "procedure/event_names.h"

namespace remit::procedure {
namespace {

using base::JsonValue;

/// "write one of: officer, head".
template <typename Value>
std::string names_of() {
    std::string names;
    for (std::uint8_t i = 0; !name_of(Value(i)).empty(); ++i)
        names.append(names.empty() ? "write one of: " : ", ").append(name_of(Value(i)));
    return names;
}

/// The kind of that name, made in `what`; nothing where there is none.
template <std::size_t... kIndexes>
bool make_kind(std::string_view name, What& what, std::index_sequence<kIndexes...> /*all*/) {
    return ((name == name_of(Kind<std::variant_alternative_t<kIndexes, What>>()) &&
             (what.emplace<kIndexes>(), true)) ||
            ...);
}

std::string_view form_of(FieldType type) {
    if (type == FieldType::duration) return "write it as P6M";
    if (type == FieldType::money) return "write it as 1250.00 EUR";
    return "write it as 2026-04-08, or as 2026-04-08T15:00:00Z Europe/Brussels";
}

/// The form of event_form.h that reads. After the first fault it takes nothing more, and what it
/// has filled in until then means nothing.
class EventReading {
  public:
    EventReading(const Definition& definition, base::JsonObject object)
        : definition_(definition), ids_(definition), object_(std::move(object)) {}

    Result<Event> read() && {
        members(*this, event_);
        finish();
        if (fault_) return *std::move(fault_);
        return std::move(event_);
    }

    void text(std::string_view key, std::string& text) {
        if (const auto value = take(key)) keep(value->text(), text);
    }
    void flag(std::string_view key, bool& flag) {
        if (const auto value = take(key)) keep(value->boolean(), flag);
    }
    template <typename Number>
    void number(std::string_view key, Number& number) {
        constexpr auto kMost = std::int64_t{std::numeric_limits<Number>::max()};
        if (const auto value = take(key)) keep(value->number_within(0, kMost), number);
    }
    template <typename Value>
    void name(std::string_view key, Value& value) {
        if (const auto member = take(key))
            look_up(*member, value, find_named<Value>, names_of<Value>);
    }
    template <typename Id>
    void id(std::string_view key, Id& id) {
        if (const auto member = take(key)) find_id(*member, id);
    }
    template <typename Id>
    void id_or_none(std::string_view key, Id& id) {
        const auto member = take(key);
        if (member && !(member->text().ok() && member->text().value() == Ids::kNone))
            find_id(*member, id);
    }
    void kind(std::string_view key, What& what) {
        using All = std::make_index_sequence<std::variant_size_v<What>>;
        const auto member = take(key);
        if (!member) return;
        std::string_view name;
        keep(member->text(), name);
        if (!fault_ && !make_kind(name, what, All()))
            fail(member->unfit("use a kind of event, such as step_taken"));
    }

    void date(std::string_view key, calendar::Date& date) {
        const auto cure = [] { return "write it as 2026-04-08"; };
        if (const auto member = take(key)) look_up(*member, date, find_date, cure);
    }
    void instant(std::string_view key, calendar::Instant& instant) {
        const auto cure = [] { return "write it as 2026-04-08T15:00:00Z"; };
        if (const auto member = take(key)) look_up(*member, instant, find_instant, cure);
    }
    void due(std::string_view key, Due& due) {
        if (const auto member = take(key)) look_up(*member, due, find_due, due_form);
    }
    void due_if_any(std::string_view key, std::optional<Due>& due) {
        if (const auto member = take_if_there(key))
            look_up(*member, due.emplace(), find_due, due_form);
    }
    void moment_of_event(calendar::Instant& moment) { moment = event_.at; }

    void item(std::string_view key, Item& item, FieldType type) {
        if (const auto member = take(key)) read_item_of(*member, item, type);
    }
    void moment_or_length(std::string_view key, Item& to) {
        const auto find_either = [](std::string_view text) {
            return text.starts_with('P') ? find_item(FieldType::duration, text)
                                         : find_item(FieldType::date, text);
        };
        if (const auto member = take(key)) look_up(*member, to, find_either, due_form);
    }
    void value(std::string_view key, Value& value, FieldType type) {
        const auto member = take(key);
        each(member,
             [&](const JsonValue& item) { read_item_of(item, value.items.emplace_back(), type); });
    }
    void value_with_type(Value& all) {
        const auto member = take_if_there("type");
        if (!member) return;
        FieldType type = FieldType::text;
        const auto cure = [] {
            return "write one of: text, number, date, instant, duration, money";
        };
        look_up(*member, type, find_item_type, cure);
        value("value", all, type);
        if (!fault_ && all.items.empty()) fail(member->fault("goes with a value that has items"));
    }
    [[nodiscard]] FieldType type_of(FieldId field) const {
        return field.is_some() ? definition_.fields[field.index()].type : FieldType::text;
    }

    void object(std::string_view key, auto& part) {
        if (const auto member = take(key)) enter(*member, part);
    }
    void object_if_any(std::string_view key, auto& part) {
        if (const auto member = take_if_there(key)) enter(*member, part.emplace());
    }
    void objects(std::string_view key, auto& parts) {
        each(take(key), [&](const JsonValue& item) { enter(item, parts.emplace_back()); });
    }

    void deadline_or_question(DeadlineId& deadline, std::string& question) {
        if (const auto member = take_if_there("deadline")) {
            find_id(*member, deadline);
        } else {
            text("question", question);
        }
    }
    /// One for each entry of the newer version, with the index in the older.
    void places_of(std::string_view key, std::vector<std::uint32_t>& places, auto table) {
        const auto member = take(key);
        read_places(member, places, Migrated::kNone);
        const std::size_t count = (definition_.*table).size();
        if (member && !fault_ && places.size() != count) {
            fail(member->fault(fmt::format("must have {} items, one for each of version {}; has {}",
                                           count, definition_.version, places.size())));
        }
    }
    /// With the index in the newer version.
    void places_in(std::string_view key, std::vector<std::uint32_t>& places, auto table) {
        read_places(take(key), places, (definition_.*table).size());
    }
    static void left_out(const auto&... /*parts*/) {}

  private:
    static std::string_view due_form() { return form_of(FieldType::date); }

    void fail(Error fault) {
        if (!fault_) fault_ = std::move(fault);
    }
    template <typename Read, typename To>
    void keep(Result<Read> read, To& to) {
        if (!read.ok()) return fail(read.error());
        to = static_cast<To>(std::move(read).value());
    }
    std::optional<JsonValue> take(std::string_view key) {
        if (fault_) return std::nullopt;
        const Result<JsonValue> value = object_.take(key);
        if (value.ok()) return value.value();
        fail(value.error());
        return std::nullopt;
    }
    std::optional<JsonValue> take_if_there(std::string_view key) {
        return fault_ ? std::nullopt : object_.take_if_there(key);
    }
    void finish() {
        if (fault_) return;
        if (const Status finished = object_.finish(); !finished.ok()) fail(finished.error());
    }

    /// What a text stands for; `cure` says how to write it.
    template <typename To, typename Find, typename Cure>
    void look_up(const JsonValue& value, To& to, Find find, Cure cure) {
        std::string_view text;
        keep(value.text(), text);
        if (fault_) return;
        if (auto found = find(text)) {
            to = *std::move(found);
        } else {
            fail(value.unfit(cure()));
        }
    }
    template <typename Id>
    void find_id(const JsonValue& value, Id& id) {
        const auto find_in = [&](std::string_view name) { return ids_.find<Id>(name); };
        const auto cure = [&] {
            return fmt::format("use an id of procedure '{}' in version {}", definition_.id,
                               definition_.version);
        };
        look_up(value, id, find_in, cure);
    }

    void enter(const JsonValue& value, auto& part) {
        Result<base::JsonObject> object = value.object();
        if (!object.ok()) return fail(object.error());
        base::JsonObject outer = std::exchange(object_, std::move(object).value());
        members(*this, part);
        finish();
        object_ = std::move(outer);
    }
    template <typename Read>
    void each(const std::optional<JsonValue>& array, Read read) {
        if (!array) return;
        const Result<base::JsonItems> items = array->items();
        if (!items.ok()) return fail(items.error());
        for (const JsonValue item : items.value()) {
            if (fault_) return;
            read(item);
        }
    }
    void read_item_of(const JsonValue& value, Item& item, FieldType type) {
        if (value.kind() == base::JsonKind::null) {
            item = EmptyCell{};
        } else if (type == FieldType::number) {
            keep(value.number(), item);
        } else {
            const auto find_typed = [&](std::string_view text) { return find_item(type, text); };
            look_up(value, item, find_typed, [&] { return form_of(type); });
        }
    }
    void read_places(const std::optional<JsonValue>& array, std::vector<std::uint32_t>& places,
                     std::size_t below) {
        each(array, [&](const JsonValue& item) {
            std::uint32_t& place = places.emplace_back(Migrated::kNone);
            if (item.kind() != base::JsonKind::null)
                keep(item.number_within(0, static_cast<std::int64_t>(below) - 1), place);
        });
    }

    const Definition& definition_;
    Ids ids_;
    base::JsonObject object_;  // the one that is being read
    Event event_;
    std::optional<Error> fault_;
};

Error of_another(const Definition& definition) {
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format("event is of another procedure or version than '{}' version {}, with which it "
                    "was read; read it with its own",
                    definition.id, definition.version));
}

}  // namespace

Result<Event> read_event(const Definition& definition, std::string_view json) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("event", json));
    base::JsonObject object = REMIT_TRY(document.root().object());
    Event event = REMIT_TRY(EventReading(definition, std::move(object)).read());
    const auto* opened = std::get_if<Opened>(&event.what);
    const auto* migrated = std::get_if<Migrated>(&event.what);
    const bool of_this =
        opened != nullptr
            ? opened->procedure == definition.id && opened->version == definition.version
            : migrated == nullptr || migrated->to == definition.version;
    if (!of_this) return of_another(definition);
    return event;
}

}  // namespace remit::procedure
