// What the parts of events are written as: who acted, what was counted, a question, another
// matter's fields.
//
// As event_form.h, which has the kinds of events: described once for writing and for reading, and
// every member named, so that a new one does not compile before it has its place. Of this module
// only.
#pragma once

#include <concepts>
#include <type_traits>

#include "procedure/event.h"

namespace remit::procedure {

/// Of an event that is written the members are const.
template <typename Part, typename Of>
concept Is = std::same_as<std::remove_const_t<Part>, Of>;

void members(auto& form, Is<Power> auto& part) {
    auto& [function, unit, duty, citation, ground, deputy_for] = part;
    form.text("function", function);
    form.text("unit", unit);
    form.text("duty", duty);
    form.text("citation", citation);
    form.name("ground", ground);
    form.text("deputy_for", deputy_for);
}

void members(auto& form, Is<Acting> auto& part) {
    auto& [officer, rank, power] = part;
    form.text("officer", officer);
    form.name("rank", rank);
    form.object("power", power);
}

void members(auto& form, Is<Count> auto& part) {
    auto& [from, since, amount, calendar, zone] = part;
    form.due("from", from);
    form.due_if_any("since", since);
    form.text("amount", amount);
    form.text("calendar", calendar);
    form.text("zone", zone);
}

void members(auto& form, Is<Alarm> auto& part) {
    auto& [at, index, fired] = part;
    form.instant("at", at);
    form.number("index", index);
    form.flag("fired", fired);
}

void members(auto& form, Is<ClockChange> auto& part) {
    auto& [kind, at, to, ground] = part;
    form.name("kind", kind);
    form.instant("at", at);
    if (kind == ClockChange::Kind::extended) {
        form.moment_or_length("to", to);
    } else {
        form.left_out(to);
    }
    form.text("ground", ground);
}

void members(auto& form, Is<NamedValue> auto& part) {
    auto& [field, value, word] = part;
    form.text("field", field);
    form.value_with_type(value);
    form.text("word", word);
}

void members(auto& form, Is<Edition> auto& part) {
    auto& [rule, anchor, after, due, opens, opened] = part;
    form.value("rule", rule, FieldType::text);
    form.value("anchor", anchor, FieldType::date);
    form.value("after", after, FieldType::date);
    form.date("due", due);
    form.instant("opens", opens);
    form.left_out(opened);
}

/// As it is asked: nobody has answered yet, and the moment is that of the event.
void members(auto& form, Is<Question> auto& part) {
    auto& [id, consultation, respondent, is_unit, state, answer, late, text, asked, answered, count,
           due, passes, alarms] = part;
    form.text("question", id);
    form.id("consultation", consultation);
    form.text("respondent", respondent);
    form.flag("is_unit", is_unit);
    form.name("state", state);
    form.left_out(answer, late, text, answered);
    form.moment_of_event(asked);
    if (state == Question::State::informed) {
        form.left_out(count, due, passes, alarms);
        return;
    }
    form.object("count", count);
    form.due("due", due);
    form.instant("passes", passes);
    form.objects("alarms", alarms);
}

}  // namespace remit::procedure
