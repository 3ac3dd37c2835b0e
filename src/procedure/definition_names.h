// The words in which files write what a definition is made of, for reading and for showing alike.
//
// Invariant: each value has one word and each word one value. procedures/README.md says what they
// mean. Of this module only.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "procedure/definition.h"

namespace remit::procedure {

template <typename Value>
using Written = std::pair<std::string_view, Value>;

inline constexpr Written<FieldType> kFieldTypes[] = {
    {"text", FieldType::text},         {"number", FieldType::number},
    {"date", FieldType::date},         {"instant", FieldType::instant},
    {"duration", FieldType::duration}, {"money", FieldType::money},
    {"choice", FieldType::choice},     {"body", FieldType::body},
    {"topic", FieldType::topic},       {"counterpart", FieldType::counterpart},
    {"unit", FieldType::unit},         {"country", FieldType::country},
    {"person", FieldType::person},     {"paper", FieldType::paper},
    {"matter", FieldType::matter},
};
inline constexpr Written<authority::Personal> kPersonal[] = {
    {"ordinary", authority::Personal::ordinary}, {"special", authority::Personal::special}};
inline constexpr Written<Actor> kActors[] = {
    {"lead", Actor::lead},           {"superior", Actor::superior}, {"top", Actor::top},
    {"consulted", Actor::consulted}, {"any", Actor::any},
};
inline constexpr Written<Rank> kRanks[] = {{"officer", Rank::officer}, {"head", Rank::head}};
inline constexpr Written<ClockKind> kClocks[] = {
    {"term", ClockKind::term},       {"date", ClockKind::date},
    {"elapsed", ClockKind::elapsed}, {"working_days", ClockKind::working_days},
    {"instant", ClockKind::instant},
};
inline constexpr Written<Role> kRoles[] = {{"contributor", Role::contributor},
                                           {"consulted", Role::consulted},
                                           {"informed", Role::informed}};
inline constexpr Written<Asked> kAsked[] = {
    {"opinion", Asked::opinion},         {"consent", Asked::consent}, {"decision", Asked::decision},
    {"information", Asked::information}, {"input", Asked::input},
};
inline constexpr Written<Silence> kSilences[] = {{"consent", Silence::consent},
                                                 {"objection", Silence::objection},
                                                 {"escalate", Silence::escalate}};

/// Whom an escalation tells.
struct Told {
    Rank rank = Rank::head;
    std::uint8_t levels_up = 0;
    bool duty_officer = false;

    bool operator==(const Told&) const = default;
};
inline constexpr Written<Told> kTold[] = {
    {"head", {Rank::head, 0, false}},
    {"superior", {Rank::head, 1, false}},
    {"two_up", {Rank::head, 2, false}},
    {"duty", {Rank::officer, 0, true}},
};

// What a condition says of a field, a deadline, a consultation, a step, a paper.
inline constexpr Written<Condition::Kind> kFieldWords[] = {
    {"set", Condition::Kind::field_set},     {"unset", Condition::Kind::field_unset},
    {"ahead", Condition::Kind::field_ahead}, {"near", Condition::Kind::field_near},
    {"older", Condition::Kind::field_older}, {"fresh", Condition::Kind::field_fresh},
};
inline constexpr Written<Condition::Kind> kComparisons[] = {
    {"equals", Condition::Kind::fields_equal},
    {"same", Condition::Kind::fields_same},
    {"differs", Condition::Kind::fields_differ},
    {"covers", Condition::Kind::field_covers},
};
inline constexpr Written<Condition::Kind> kDeadlineWords[] = {
    {"running", Condition::Kind::deadline_running},
    {"passed", Condition::Kind::deadline_passed},
    {"open", Condition::Kind::deadline_open},
    {"not_running", Condition::Kind::deadline_not_running},
};
inline constexpr Written<Condition::Kind> kConsultationWords[] = {
    {"closed", Condition::Kind::consultations_closed},
    {"answered", Condition::Kind::consultations_answered},
    {"without_objection", Condition::Kind::no_objection},
    {"with_objection", Condition::Kind::objection},
};
inline constexpr Written<Condition::Kind> kStepWords[] = {
    {"taken", Condition::Kind::step_taken},
    {"not_taken", Condition::Kind::step_not_taken},
};
inline constexpr Written<Condition::Kind> kPaperWords[] = {
    {"present", Condition::Kind::paper_present}};

/// The word of a value; empty where the table has none.
template <typename Value, std::size_t kCount>
constexpr std::string_view written_as(const Written<Value> (&table)[kCount], const Value& value) {
    for (const Written<Value>& row : table) {
        if (row.second == value) return row.first;
    }
    return {};
}

}  // namespace remit::procedure
