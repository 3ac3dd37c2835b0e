// Events written as JSON: the form of event_form.h that writes.
//
// Invariant: what a form leaves out holds nothing, or stands elsewhere in the event; an event of
// which that is not so was not made by the engine, and stops the program before it is kept.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/check.h"
#include "base/json_writer.h"
#include "procedure/definition_names.h"
#include "procedure/describe.h"
#include "procedure/event_form.h"
#include "procedure/event_names.h"

namespace remit::procedure {
namespace {

class EventWriting {
  public:
    EventWriting(const Definition& definition, calendar::Instant at)
        : ids_(definition), at_(at), json_(base::JsonWriter::Layout::compact) {}

    std::string write(const Event& event) {
        json_.begin_object();
        members(*this, event);
        json_.end_object();
        std::string text = json_.finish();
        text.pop_back();  // the line end
        return text;
    }

    void text(std::string_view key, std::string_view text) { json_.field(key, text); }
    void flag(std::string_view key, bool flag) { json_.field_bool(key, flag); }
    void number(std::string_view key, std::uint32_t number) {
        json_.field(key, std::int64_t{number});
    }
    void name(std::string_view key, auto value) { text(key, name_of(value)); }
    void id(std::string_view key, auto id) { text(key, ids_.name(id)); }
    void id_or_none(std::string_view key, auto id) { text(key, ids_.name(id)); }
    void kind(std::string_view key, const What& what) {
        std::visit([&]<typename Of>(const Of&) { text(key, name_of(Kind<Of>())); }, what);
    }

    void date(std::string_view key, calendar::Date date) { text(key, date.iso()); }
    void instant(std::string_view key, calendar::Instant instant) { text(key, instant.iso()); }
    void due(std::string_view key, const Due& due) { text(key, text_of(due)); }
    void due_if_any(std::string_view key, const std::optional<Due>& due) {
        if (due) text(key, text_of(*due));
    }
    void moment_of_event(calendar::Instant asked) { REMIT_CHECK(asked == at_); }

    void item(std::string_view key, const Item& item, FieldType /*type*/) {
        json_.key(key);
        write(item);
    }
    void moment_or_length(std::string_view key, const Item& to) { text(key, text_of(to)); }
    void value(std::string_view key, const Value& value, FieldType /*type*/) {
        json_.key(key).begin_array();
        for (const Item& item : value.items) write(item);
        json_.end_array();
    }
    /// A field of a definition that the reader need not have.
    void value_with_type(const Value& all) {
        if (all.items.empty()) return;
        const FieldType type = procedure::type_of(all);
        text("type", written_as(kFieldTypes, type));
        value("value", all, type);
    }
    /// What a value is written as says of which type it is, where the field is known.
    static FieldType type_of(FieldId /*field*/) { return FieldType::text; }

    void object(std::string_view key, const auto& part) {
        json_.key(key);
        write_object(part);
    }
    template <typename Part>
    void object_if_any(std::string_view key, const std::optional<Part>& part) {
        if (part) object(key, *part);
    }
    template <typename Part>
    void objects(std::string_view key, const std::vector<Part>& parts) {
        json_.key(key).begin_array();
        for (const Part& part : parts) write_object(part);
        json_.end_array();
    }

    void deadline_or_question(DeadlineId deadline, const std::string& question) {
        if (deadline.is_some()) {
            id("deadline", deadline);
            left_out(question);
        } else {
            text("question", question);
        }
    }
    void places_of(std::string_view key, const std::vector<std::uint32_t>& places, auto /*table*/) {
        json_.key(key).begin_array();
        for (const std::uint32_t place : places) {
            if (place == Migrated::kNone) {
                json_.null();
            } else {
                json_.number(place);
            }
        }
        json_.end_array();
    }
    void places_in(std::string_view key, const std::vector<std::uint32_t>& places, auto table) {
        places_of(key, places, table);
    }
    template <typename... Parts>
    void left_out(const Parts&... parts) {
        REMIT_CHECK(((parts == Parts{}) && ...));
    }

  private:
    void write(const Item& item) {
        if (const auto* number = std::get_if<std::int64_t>(&item)) {
            json_.number(*number);
        } else if (is_empty(item)) {
            json_.null();
        } else {
            json_.string(text_of(item));
        }
    }
    void write_object(const auto& part) {
        json_.begin_object();
        members(*this, part);
        json_.end_object();
    }

    Ids ids_;
    calendar::Instant at_;
    base::JsonWriter json_;
};

}  // namespace

std::string to_json(const Definition& definition, const Event& event) {
    return EventWriting(definition, event.at).write(event);
}

}  // namespace remit::procedure
