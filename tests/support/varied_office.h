// Work of several kinds in an office, for tests of what is kept of it: matters in several states,
// with papers, questions that are open, answered and late, and what the clock has done.
//
// Invariant: the same calls give the same entries, but for ids drawn from the seed of the FakeEnv.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

#include "office/commands.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::testing {

inline constexpr std::int64_t kMondayMorning = 1'780'902'600;  // 8 June 2026, 09:10 in Brussels
inline constexpr std::int64_t kHour = 3600;

inline office::OpenRequest silence_paper(const std::string& title) {
    return {.procedure = "position",
            .step = "open_silence",
            .fields = {{"title", {title}},
                       {"forum", {"nac"}},
                       {"topics", {"nato_policy"}},
                       {"target_text", {"PO(2026)0123"}},
                       {"revision", {"(AS1)"}},
                       {"silence_expiry", {"2026-06-10T17:00 Europe/Brussels"}}}};
}

/// A matter from its opening to the instruction that was sent, with a paper; its id.
template <typename AnOffice>
std::string instructed_matter(AnOffice& office, const std::string& title) {
    const std::string id = done(open_matter(*office, as("anna"), silence_paper(title))).matter;
    const auto step = [&](const char* who, office::StepRequest request) {
        request.matter = id;
        done(take_step(*office, as(who), request));
        office.env.now += 60;
    };
    step("anna", {.step = "assign", .fields = {{"drafter", {"anna"}}}});
    step("anna", {.step = "consult_ministries",
                  .fields = {{"consulted", {"hr_ministry_defence"}},
                             {"comments_due", {"2026-06-09T12:00 Europe/Brussels"}}}});
    done(
        answer_question(*office, as("anna"), {.matter = id, .question = "q1", .answer = "agreed"}));
    step("anna", {.step = "submit_for_clearance",
                  .fields = {{"line", {"Supports the package"}},
                             {"vote", {"no_vote"}},
                             {"mission", {"hr_mission_nato"}},
                             {"precedence", {"urgent"}},
                             {"classification", {"restricted"}},
                             {"clearance_level", {"unit"}},
                             {"joining", {"stay_silent"}}}});
    step("boris", {.step = "clear_unit"});
    step("boris",
         {.step = "send_instruction",
          .papers = {
              {.kind = "instruction", .bytes = "Instruction: " + title + ".", .is_signed = true}}});
    return id;
}

/// A matter that has only been opened; its id.
template <typename AnOffice>
std::string opened_matter(AnOffice& office, const std::string& title) {
    return done(open_matter(*office, as("anna"),
                            {.procedure = "position",
                             .step = "open",
                             .fields = {{"title", {title}},
                                        {"origin", {"draft"}},
                                        {"forum", {"nac"}},
                                        {"topics", {"nato_policy"}},
                                        {"target_text", {"PO(2026)0200"}}}}))
        .matter;
}

/// Fills the office; the ids of its matters.
template <typename AnOffice>
std::vector<std::string> fill(AnOffice& office) {
    office.env.now = kMondayMorning;
    std::vector<std::string> ids{instructed_matter(office, "Partnership package"),
                                 instructed_matter(office, "Exercise schedule")};
    for (const char* title : {"Statement on summit", "Košarica mjera"}) {
        ids.push_back(done(open_matter(*office, as("anna"), silence_paper(title))).matter);
        done(
            take_step(*office, as("boris"),
                      {.matter = ids.back(), .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    }
    done(take_step(*office, as("anna"),
                   {.matter = ids.back(),
                    .step = "consult_ministries",
                    .fields = {{"consulted", {"hr_ministry_defence"}},
                               {"comments_due", {"2026-06-09T12:00 Europe/Brussels"}}}}));
    office.env.now += 60 * kHour;  // a comment is late, silence is over
    support::must(office::pass_time(*office));
    return ids;
}

}  // namespace remit::testing
