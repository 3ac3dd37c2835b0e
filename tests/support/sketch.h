// A small procedure written in a test, and the small house in which it runs.
//
// Names are declared first, so that a step may name what stands further down; then each part is
// filled in as plain data. A name that was not declared fails the test. The house: unit 0 at the
// top, A and B under it, A1 and A2 under A, law under B; its calendar rests on Saturday and Sunday,
// and on 1 May.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/book.h"
#include "procedure/definition.h"
#include "procedure/hierarchy.h"
#include "procedure/world.h"

namespace remit::testing {

using Words = std::initializer_list<std::string_view>;

class Sketch {
  public:
    explicit Sketch(std::string id = "sketch") { made.id = std::move(id); }

    Sketch& field(std::string_view id, procedure::FieldType type, bool list = false) {
        made.fields.push_back({.id = std::string(id),
                               .names = {},
                               .help = {},
                               .type = type,
                               .list = list,
                               .choices = {}});
        return *this;
    }
    Sketch& choice(std::string_view id, Words choices) {
        field(id, procedure::FieldType::choice);
        for (const std::string_view word : choices)
            made.fields.back().choices.push_back({std::string(word), {}});
        return *this;
    }
    Sketch& states(Words ids, Words ends = {}) {
        for (const std::string_view id : ids) made.states.push_back({std::string(id), {}, false});
        for (const std::string_view id : ends) made.states.push_back({std::string(id), {}, true});
        return *this;
    }
    Sketch& steps(Words ids) { return declare(made.steps, ids); }
    Sketch& deadlines(Words ids) { return declare(made.deadlines, ids); }
    Sketch& consultations(Words ids) { return declare(made.consultations, ids); }
    Sketch& papers(Words ids, Words signed_ids = {}) {
        declare(made.paper_kinds, ids);
        declare(made.paper_kinds, signed_ids);
        for (auto& kind : made.paper_kinds) {
            for (const std::string_view id : signed_ids)
                kind.signed_paper = kind.signed_paper || kind.id == id;
        }
        return *this;
    }

    // Ids of what was declared.
    [[nodiscard]] procedure::FieldId f(std::string_view id) const {
        return found(made.find_field(id), id);
    }
    [[nodiscard]] procedure::StateId s(std::string_view id) const {
        return found(made.find_state(id), id);
    }
    [[nodiscard]] procedure::StepId st(std::string_view id) const {
        return found(made.find_step(id), id);
    }
    [[nodiscard]] procedure::DeadlineId d(std::string_view id) const {
        return found(made.find_deadline(id), id);
    }
    [[nodiscard]] procedure::ConsultationId c(std::string_view id) const {
        return found(made.find_consultation(id), id);
    }
    [[nodiscard]] procedure::PaperKindId p(std::string_view id) const {
        return found(made.find_paper_kind(id), id);
    }

    // The parts themselves, to be filled in.
    procedure::Step& step(std::string_view id) { return made.steps[st(id).index()]; }
    procedure::Deadline& deadline(std::string_view id) { return made.deadlines[d(id).index()]; }
    procedure::Consultation& consultation(std::string_view id) {
        return made.consultations[c(id).index()];
    }
    /// An opening step into a state, under function `work`.
    procedure::Step& opening(std::string_view id, std::string_view to) {
        procedure::Step& made_step = step(id);
        made_step.opening = true;
        made_step.to = s(to);
        made_step.functions = {"work"};
        return made_step;
    }
    /// A step from any state, under function `work`, that stays where it is.
    procedure::Step& anywhere(std::string_view id) {
        procedure::Step& made_step = step(id);
        made_step.from_any = true;
        made_step.functions = {"work"};
        return made_step;
    }
    procedure::Step& move(std::string_view id, Words from, std::string_view to) {
        procedure::Step& made_step = step(id);
        for (const std::string_view state : from) made_step.from.push_back(s(state));
        made_step.to = s(to);
        made_step.functions = {"work"};
        return made_step;
    }
    static procedure::Source written(std::string_view text) {
        procedure::Source source;
        source.kind = procedure::Source::Kind::written;
        source.written = text;
        return source;
    }
    [[nodiscard]] procedure::Source from(std::string_view field) const {
        procedure::Source source;
        source.kind = procedure::Source::Kind::field;
        source.field = f(field);
        return source;
    }

    procedure::Definition made;

  private:
    template <typename Entry>
    Sketch& declare(std::vector<Entry>& entries, Words ids) {
        for (const std::string_view id : ids) {
            entries.emplace_back();
            entries.back().id = id;
        }
        return *this;
    }
    template <typename Id>
    static Id found(const std::optional<Id>& id, std::string_view name) {
        REQUIRE_MESSAGE(id.has_value(), "not declared: ", std::string(name));
        return *id;
    }
};

inline calendar::CalendarData house_calendar() {
    calendar::Weekdays weekend;
    weekend.add(calendar::Weekday::saturday);
    weekend.add(calendar::Weekday::sunday);
    calendar::CalendarData data;
    data.id = "house";
    data.zone = "Europe/Zagreb";
    data.counting = "law";
    data.rest = {{.days = weekend}};
    calendar::Holiday may_day;
    may_day.id = "may-day";
    may_day.days = {calendar::FixedDay{5, 1}};
    data.holidays = {may_day};
    return data;
}

inline calendar::Book house_book() {
    calendar::BookData data;
    calendar::CountingVersion version;
    version.rest = house_calendar().rest.front().days;
    data.counting.push_back({.id = "law", .names = {}, .versions = {version}});
    data.calendars.emplace_back(house_calendar());
    return calendar::Book(std::move(data));
}

/// The same house with one more day on which it is closed.
inline calendar::Book house_book_closed_on(std::string_view day) {
    const calendar::Book book = house_book();
    const auto date = calendar::Date::parse(day);
    REQUIRE(date.ok());
    return book.with(book.find_calendar("house")->with_closed(date.value(), "closed", {}));
}

inline const procedure::Hierarchy& house_units() {
    static const auto units = procedure::Hierarchy::of(
        {{"0", ""}, {"A", "0"}, {"A1", "A"}, {"A2", "A"}, {"B", "0"}, {"law", "B"}});
    return units;
}

inline procedure::World house() {
    static const calendar::Book book = house_book();
    return {.book = &book,
            .hierarchy = &house_units(),
            .house_calendar = "house",
            .house_zone = "Europe/Zagreb"};
}

}  // namespace remit::testing
