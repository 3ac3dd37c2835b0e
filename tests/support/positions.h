// Positions as tests begin them: the worked example under silence, a resolution before a meeting,
// and what the tests ask of a file afterwards.
//
// A test program that uses it links module compile. Times with an offset are moments; times with
// the name of a zone are values of fields, as people write them.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procedure/engine.h"
#include "support/houses.h"
#include "support/procedures.h"
#include "support/story.h"

namespace remit::testing::positions {

using Reasons = std::vector<std::string>;

// The week of the worked example: the paper comes on Monday at 09:10, and silence ends on Wednesday
// at 17:00.
inline constexpr std::string_view kMonday = "2026-06-08T09:10:00+02:00";
inline constexpr std::string_view kTuesdayNoon = "2026-06-09T12:00 Europe/Brussels";
inline constexpr std::string_view kExpiry = "2026-06-10T17:00 Europe/Brussels";

inline Story position(std::string unit = "5.1.1") {
    return {procedure_named("position"), croatia().world(), "propose_position", std::move(unit)};
}

inline Fields notice(std::string_view forum, std::string_view expiry) {
    return {{"title", "Partnership package"},
            {"forum", std::string(forum)},
            {"topics", "nato_policy"},
            {"target_text", "PO(2026)0123"},
            {"revision", "(AS1)"},
            {"silence_expiry", std::string(expiry)}};
}

inline const Fields kInstruction = {{"line", "Supports the package"}, {"vote", "no_vote"},
                                    {"mission", "hr_mission_nato"},   {"precedence", "urgent"},
                                    {"classification", "restricted"}, {"clearance_level", "unit"}};

inline Fields with(Fields fields, std::string name, std::string value) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    fields.emplace_back(std::move(name), std::move(value));
    return fields;
}

/// The paper of Monday 09:10, with the Ministry of Defence and the lawyers asked until Tuesday
/// 12:00.
inline Story worked_example(std::string_view forum = "nac", std::string_view expiry = kExpiry) {
    Story file = position();
    file.open("m1", "open_silence", kMonday, notice(forum, expiry));
    file.take("assign", "2026-06-08T09:20:00+02:00", {{"drafter", "ana"}});
    file.take("consult_ministries", "2026-06-08T09:30:00+02:00",
              {{"consulted", "hr_ministry_defence"}, {"comments_due", std::string(kTuesdayNoon)}});
    file.take("ask_legal", "2026-06-08T09:31:00+02:00", {{"legal_desk", "law"}});
    return file;
}

/// From wherever it is drafted to an instruction that the mission has acknowledged.
inline void instruct(Story& file, std::string_view when, std::string joining,
                     const Fields& instruction = kInstruction) {
    file.take("submit_for_clearance", when, with(instruction, "joining", std::move(joining)));
    file.take("clear_unit", when);
    file.take("send_instruction", when, {}, {"instruction"});
    file.take("acknowledge", when);
}

/// The lawyers agree, and the ministry's amendment comes on Tuesday at 15:00, three hours late.
inline void answer_late(Story& file) {
    file.answer("law", "2026-06-08T15:00:00+02:00", procedure::Answer::agreed);
    file.take("note_legal", "2026-06-08T15:01:00+02:00");
    file.answer("hr_ministry_defence", "2026-06-09T15:00:00+02:00", procedure::Answer::amended,
                "delete para 7");
}

/// The ministry's amendment is taken in, and the mission is told to break silence with it.
inline void instruct_to_break_by(Story& file, std::string_view when) {
    file.take("take_in", when, {{"line", "not without para 7 struck"}});
    instruct(file, when, "break_silence");
}

/// A file on a meeting without silence, drafted.
inline Story drafted(std::string unit = "5.1.1") {
    Story file = position(std::move(unit));
    file.open("m2", "open", kMonday,
              {{"title", "Resolution on small arms"},
               {"origin", "draft"},
               {"forum", "unga"},
               {"topics", "disarmament"},
               {"target_text", "A/C.1/81/L.12"},
               {"revision", "L.12"},
               {"decision_at", "2026-06-12T16:00 America/New_York"},
               {"transmission_margin", "PT8H"}});
    file.take("assign", kMonday, {{"drafter", "ana"}});
    return file;
}

struct Told {
    std::string when;
    std::string deadline;
    std::string whom;

    bool operator==(const Told&) const = default;
};

/// Who was alerted when, by deadlines and by unanswered questions.
inline std::vector<Told> alerts(const Story& file) {
    std::vector<Told> told;
    for (const auto& [when, event] : file.events<procedure::Escalated>()) {
        std::string what = "question " + event.question;
        if (event.deadline.is_some()) what = file.definition().deadlines[event.deadline.index()].id;
        const std::string rank = event.rank == procedure::Rank::head ? "head of " : "officer of ";
        told.push_back({when.iso(), what, event.duty_officer ? "duty officer" : rank + event.unit});
    }
    return told;
}

inline bool was_told(const Story& file, const Told& wanted) {
    return std::ranges::count(alerts(file), wanted) == 1;
}

inline std::vector<std::string> offered(const Story& file, std::string_view when) {
    std::vector<std::string> steps;
    for (const procedure::StepOption& option :
         procedure::available(file.definition(), file.matter(), croatia().world(), at(when))) {
        if (option.can_be_taken()) steps.push_back(file.definition().steps[option.step.index()].id);
    }
    return steps;
}

inline bool offers(const Story& file, std::string_view when, std::string_view step) {
    const std::vector<std::string> steps = offered(file, when);
    return std::ranges::find(steps, step) != steps.end();
}

}  // namespace remit::testing::positions
