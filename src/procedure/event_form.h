// What an event is written as: the name of its kind, and its members by name and in their order.
//
// Each kind is described once, for a form that writes (event_json.cpp) and one that reads
// (event_reading.cpp), so that the two cannot differ. The structured bindings name every member of
// a kind: a new kind, or a new member, does not compile before it has its place here.
// Invariant: names and order do not change once a ledger may hold them. Of this module only.
#pragma once

#include <string_view>
#include <type_traits>
#include <variant>

#include "procedure/event.h"
#include "procedure/event_parts.h"

namespace remit::procedure {

template <typename What>
using Kind = std::type_identity<What>;

constexpr std::string_view name_of(Kind<Opened> /*kind*/) {
    return "opened";
}
constexpr std::string_view name_of(Kind<StepTaken> /*kind*/) {
    return "step_taken";
}
constexpr std::string_view name_of(Kind<FieldSet> /*kind*/) {
    return "field_set";
}
constexpr std::string_view name_of(Kind<FieldAppended> /*kind*/) {
    return "field_appended";
}
constexpr std::string_view name_of(Kind<StateChanged> /*kind*/) {
    return "state_changed";
}
constexpr std::string_view name_of(Kind<PaperBrought> /*kind*/) {
    return "paper_brought";
}
constexpr std::string_view name_of(Kind<ClockSet> /*kind*/) {
    return "clock_set";
}
constexpr std::string_view name_of(Kind<ClockStopped> /*kind*/) {
    return "clock_stopped";
}
constexpr std::string_view name_of(Kind<ClockMet> /*kind*/) {
    return "clock_met";
}
constexpr std::string_view name_of(Kind<ClockWithdrawn> /*kind*/) {
    return "clock_withdrawn";
}
constexpr std::string_view name_of(Kind<ClockPassed> /*kind*/) {
    return "clock_passed";
}
constexpr std::string_view name_of(Kind<ClockFailed> /*kind*/) {
    return "clock_failed";
}
constexpr std::string_view name_of(Kind<DateComputed> /*kind*/) {
    return "date_computed";
}
constexpr std::string_view name_of(Kind<Reminded> /*kind*/) {
    return "reminded";
}
constexpr std::string_view name_of(Kind<Escalated> /*kind*/) {
    return "escalated";
}
constexpr std::string_view name_of(Kind<QuestionAsked> /*kind*/) {
    return "question_asked";
}
constexpr std::string_view name_of(Kind<QuestionAnswered> /*kind*/) {
    return "question_answered";
}
constexpr std::string_view name_of(Kind<QuestionMoved> /*kind*/) {
    return "question_moved";
}
constexpr std::string_view name_of(Kind<QuestionWithdrawn> /*kind*/) {
    return "question_withdrawn";
}
constexpr std::string_view name_of(Kind<QuestionLapsed> /*kind*/) {
    return "question_lapsed";
}
constexpr std::string_view name_of(Kind<Spawned> /*kind*/) {
    return "spawned";
}
constexpr std::string_view name_of(Kind<EditionPlanned> /*kind*/) {
    return "edition_planned";
}
constexpr std::string_view name_of(Kind<EditionOpened> /*kind*/) {
    return "edition_opened";
}
constexpr std::string_view name_of(Kind<LeadChanged> /*kind*/) {
    return "lead_changed";
}
constexpr std::string_view name_of(Kind<Migrated> /*kind*/) {
    return "migrated";
}

void members(auto& form, Is<Opened> auto& event) {
    auto& [matter, procedure, version, lead_unit, cause, origin, link] = event;
    form.text("matter", matter);
    form.text("procedure", procedure);
    form.number("version", version);
    form.text("lead_unit", lead_unit);
    form.name("cause", cause);
    form.text("origin", origin);
    form.text("link", link);
}

void members(auto& form, Is<StepTaken> auto& event) {
    auto& [step, by, note] = event;
    form.id("step", step);
    form.object("by", by);
    form.text("note", note);
}

void members(auto& form, Is<FieldSet> auto& event) {
    auto& [field, value] = event;
    form.id("field", field);
    form.value("value", value, form.type_of(field));
}

void members(auto& form, Is<FieldAppended> auto& event) {
    auto& [field, item] = event;
    form.id("field", field);
    form.item("item", item, form.type_of(field));
}

void members(auto& form, Is<StateChanged> auto& event) {
    auto& [from, to, ends, lapsed] = event;
    form.id_or_none("from", from);
    form.id("to", to);
    form.flag("ends", ends);
    form.id_or_none("lapsed", lapsed);
}

void members(auto& form, Is<PaperBrought> auto& event) {
    auto& [paper, by] = event;
    auto& [id, kind, version, is_signed, digest] = paper;
    form.text("paper", id);
    form.id("kind", kind);
    form.number("version", version);
    form.flag("signed", is_signed);
    form.text("digest", digest);
    form.object("by", by);
}

void members(auto& form, Is<ClockSet> auto& event) {
    auto& [deadline, why, state, count, due, before, passes, alarms, change, ground] = event;
    form.id("deadline", deadline);
    form.name("why", why);
    form.name("state", state);
    form.object("count", count);
    form.due("due", due);
    form.due_if_any("before", before);
    form.instant("passes", passes);
    form.objects("alarms", alarms);
    form.object_if_any("change", change);
    form.text("ground", ground);
}

void members(auto& form, Is<ClockStopped> auto& event) {
    auto& [deadline, held, ground] = event;
    form.id("deadline", deadline);
    form.flag("held", held);
    form.text("ground", ground);
}

void members(auto& form, Is<ClockMet> auto& event) {
    auto& [deadline, late] = event;
    form.id("deadline", deadline);
    form.flag("late", late);
}

void members(auto& form, Is<ClockWithdrawn> auto& event) {
    auto& [deadline, why] = event;
    form.id("deadline", deadline);
    form.name("why", why);
}

void members(auto& form, Is<ClockPassed> auto& event) {
    auto& [deadline, due] = event;
    form.id("deadline", deadline);
    form.due("due", due);
}

void members(auto& form, Is<ClockFailed> auto& event) {
    auto& [deadline, count, why] = event;
    form.id("deadline", deadline);
    form.object("count", count);
    form.text("why", why);
}

void members(auto& form, Is<DateComputed> auto& event) {
    auto& [deadline, count, due] = event;
    form.id("deadline", deadline);
    form.object("count", count);
    form.due("due", due);
}

void members(auto& form, Is<Reminded> auto& event) {
    auto& [deadline, question, alarm, due] = event;
    form.deadline_or_question(deadline, question);
    form.number("alarm", alarm);
    form.due("due", due);
}

void members(auto& form, Is<Escalated> auto& event) {
    auto& [deadline, question, alarm, due, rank, levels_up, duty_officer, unit] = event;
    form.deadline_or_question(deadline, question);
    form.number("alarm", alarm);
    form.due("due", due);
    form.name("rank", rank);
    form.number("levels_up", levels_up);
    form.flag("duty_officer", duty_officer);
    form.text("unit", unit);
}

void members(auto& form, Is<QuestionAsked> auto& event) {
    auto& [question] = event;
    members(form, question);
}

void members(auto& form, Is<QuestionAnswered> auto& event) {
    auto& [question, by, answer, text, late, counts] = event;
    form.text("question", question);
    form.object("by", by);
    form.name("answer", answer);
    form.text("text", text);
    form.flag("late", late);
    form.flag("counts", counts);
}

void members(auto& form, Is<QuestionMoved> auto& event) {
    auto& [question, before, due, passes, alarms, ground] = event;
    form.text("question", question);
    form.due("before", before);
    form.due("due", due);
    form.instant("passes", passes);
    form.objects("alarms", alarms);
    form.text("ground", ground);
}

void members(auto& form, Is<QuestionWithdrawn> auto& event) {
    auto& [question, why, by, note] = event;
    form.text("question", question);
    form.name("why", why);
    form.object_if_any("by", by);
    form.text("note", note);
}

void members(auto& form, Is<QuestionLapsed> auto& event) {
    auto& [question, silence] = event;
    form.text("question", question);
    form.name("silence", silence);
}

void members(auto& form, Is<Spawned> auto& event) {
    auto& [procedure, link, fields] = event;
    form.text("procedure", procedure);
    form.text("link", link);
    form.objects("fields", fields);
}

void members(auto& form, Is<EditionPlanned> auto& event) {
    auto& [edition] = event;
    form.object_if_any("edition", edition);
}

void members(auto& form, Is<EditionOpened> auto& event) {
    auto& [due, matter] = event;
    form.date("due", due);
    members(form, matter);
}

void members(auto& form, Is<LeadChanged> auto& event) {
    auto& [kind, from, to, by, receiving, note] = event;
    form.name("kind", kind);
    form.text("from", from);
    form.text("to", to);
    form.object("by", by);
    form.object("receiving", receiving);
    form.text("note", note);
}

void members(auto& form, Is<Migrated> auto& event) {
    auto& [from, to, by, note, state, fields, deadlines, steps, consultations, paper_kinds,
           dropped] = event;
    form.number("from", from);
    form.number("to", to);
    form.object("by", by);
    form.text("note", note);
    form.id("state", state);
    form.places_of("fields", fields, &Definition::fields);
    form.places_of("deadlines", deadlines, &Definition::deadlines);
    form.places_of("steps", steps, &Definition::steps);
    form.places_in("consultations", consultations, &Definition::consultations);
    form.places_in("paper_kinds", paper_kinds, &Definition::paper_kinds);
    form.objects("dropped", dropped);
}

/// The event: its moment, its kind, and the members of that.
void members(auto& form, Is<Event> auto& event) {
    auto& [at, what] = event;
    form.instant("at", at);
    form.kind("event", what);
    std::visit([&form](auto& kind) { members(form, kind); }, what);
}

}  // namespace remit::procedure
