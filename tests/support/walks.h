// The four procedures from their opening to their end, as the units of both packs run them.
//
// Data: who does what, when, with which fields and papers. The scenarios run it from the command
// line, and the test that there is no way around runs it against every other unit. Officers are
// those of office::sample_staff(). Items of a list come one by one; an empty one is an empty cell.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace remit::testing {

using SetFields = std::vector<std::pair<std::string, std::string>>;

/// The first one opens the matter.
struct WalkStep {
    std::string moment;
    std::string officer;
    std::string step;  // or a question, where it is answered
    SetFields fields = {};
    std::vector<std::string> papers = {};  // kinds, all signed
    std::string answer = {};
    std::string text = {};  // of the answer
};

struct Walk {
    std::string name;
    std::string pack;
    std::string procedure;
    std::string end;  // the state
    std::vector<WalkStep> steps;
};

// --- Position: a draft resolution before a meeting, with a ministry that amends ---

struct PositionWalk {
    std::string name;
    std::string pack;
    std::string head;
    std::string officer;
    std::string forum;
    std::string topic;
    std::string mission;
    std::string ministry;
    std::string zone;
};

inline Walk walk_of(const PositionWalk& with) {
    const std::string monday = "2026-06-08T09:00:00+02:00";
    const std::string tuesday = "2026-06-09T10:00:00+02:00";
    const std::string friday = "2026-06-12T20:00:00+02:00";
    const std::string& officer = with.officer;
    const std::string& head = with.head;
    return {.name = with.name,
            .pack = with.pack,
            .procedure = "position",
            .end = "archived",
            .steps = {
                {monday,
                 officer,
                 "open",
                 {{"title", "Resolution on small arms"},
                  {"origin", "draft"},
                  {"forum", with.forum},
                  {"topics", with.topic},
                  {"target_text", "A/C.1/81/L.12"},
                  {"revision", "L.12"},
                  {"decision_at", "2026-06-12T16:00 " + with.zone},
                  {"transmission_margin", "PT8H"}}},
                {monday, officer, "assign", {{"drafter", officer}}},
                {monday,
                 officer,
                 "consult_ministries",
                 {{"consulted", with.ministry}, {"comments_due", "2026-06-09T12:00 " + with.zone}}},
                {tuesday, officer, "q1", {}, {}, "amended", "delete para 7"},
                {tuesday, officer, "take_in", {{"line", "Supports, without para 7"}}},
                {tuesday,
                 officer,
                 "submit_for_clearance",
                 {{"vote", "yes"},
                  {"joining", "cast_vote"},
                  {"mission", with.mission},
                  {"precedence", "urgent"},
                  {"classification", "restricted"},
                  {"clearance_level", "unit"}}},
                {tuesday, head, "clear_unit"},
                {tuesday, head, "send_instruction", {}, {"instruction"}},
                {tuesday, head, "acknowledge"},
                {friday,
                 officer,
                 "record_delivery",
                 {{"done_joining", "cast_vote"}, {"done_vote", "yes"}, {"result", "adopted"}}},
                {friday, officer, "report", {}, {"report"}},
                {friday, officer, "archive"},
            }};
}

// --- Obligation: a declaration of every year, with data from a ministry ---

inline Walk obligation_walk(std::string name, std::string pack, const std::string& head,
                            const std::string& officer, std::vector<std::string> topics,
                            const std::string& supplier) {
    const std::string january = "2026-01-12T10:00:00Z";
    const std::string february = "2026-02-25T10:00:00Z";
    const std::string march = "2026-03-10T10:00:00Z";
    SetFields opening{{"obligation", "CWC-DECL"},
                      {"title", "Annual declaration of past activities"},
                      {"body", "opcw"},
                      {"kind", "declaration"},
                      {"applies", "yes"},
                      {"dating", "calendar"},
                      {"occurrence", "2026-03-31"},
                      {"due_rule", "90 days after the end of the year"}};
    for (std::string& topic : topics) opening.emplace_back("topics", std::move(topic));
    return {
        .name = std::move(name),
        .pack = std::move(pack),
        .procedure = "obligation",
        .end = "done",
        .steps = {
            {january, officer, "expect", opening},
            {january, officer, "issue_template", {{"period", "2025"}}, {"template"}},
            {january,
             officer,
             "call_data",
             {{"inputs_due", "2026-02-20"}, {"suppliers", supplier}}},
            {january, officer, "q1", {}, {}, "input", "two laboratories"},
            {february, officer, "draft", {{"clearance", "none"}}},
            {february, head, "clear_alone", {}, {"return"}},
            {march,
             officer,
             "submit",
             {{"submitted_on", "2026-03-10"}, {"channel", "portal"}, {"publicity", "restricted"}}},
            {march,
             officer,
             "confirm_receipt",
             {{"receipt_on", "2026-03-10"}, {"receipt_number", "D/2026/77"}}},
            {march, officer, "keep_restricted"},
            {march, officer, "close"},
        }};
}

// --- Communication: a complaint to a committee, answered in time ---

inline Walk communication_walk(std::string name, std::string pack, const std::string& head,
                               const std::string& officer, const std::string& state,
                               const std::string& agent) {
    const std::string note = "2026-02-02T10:00:00Z";
    const std::string july = "2026-07-20T10:00:00Z";
    const std::string decided = "2028-03-20T10:00:00Z";
    return {.name = std::move(name),
            .pack = std::move(pack),
            .procedure = "communication",
            .end = "closed",
            .steps = {
                {note,
                 officer,
                 "receive",
                 {{"registration", "1234/2026"},
                  {"title", "A.B."},
                  {"committee", "crc_committee"},
                  {"topics", "individual_complaints"},
                  {"state", state},
                  {"accepted", "yes"},
                  {"transmitted", "2026-02-02"},
                  {"received_on", "2026-02-02"}},
                 {"note"}},
                {note, officer, "register", {{"national_number", "07-00-1/2026"}}},
                {note, officer, "draft"},
                {note, officer, "ask_legal", {{"legal_offices", agent}}, {"draft"}},
                {note, officer, "q1", {}, {}, "agreed"},
                {note, head, "clear"},
                {july,
                 officer,
                 "file",
                 {{"filed_on", "2026-07-20"}, {"requests", "inadmissible"}},
                 {"observations"}},
                {decided,
                 officer,
                 "view_no_violation",
                 {{"decision_on", "2028-03-01"}, {"decision_transmitted", "2028-03-20"}},
                 {"decision"}},
                {decided,
                 officer,
                 "publish",
                 {{"published_on", "2028-03-20"}, {"published_where", "the web"}},
                 {"translation"}},
                {decided, officer, "close"},
            }};
}

// --- Brief: a talk of the minister's, cleared one level up, locked by itself ---

inline Walk brief_walk(std::string name, std::string pack, const std::string& head,
                       const std::string& officer, const std::string& superior,
                       const std::string& body, const std::string& topic, const std::string& unit) {
    const std::string monday = "2026-06-08T09:00:00+02:00";
    const std::string tuesday = "2026-06-09T09:00:00+02:00";
    const std::string locked = "2026-06-11T10:05:00+02:00";
    const std::string after = "2026-06-12T12:00:00+02:00";
    return {.name = std::move(name),
            .pack = std::move(pack),
            .procedure = "brief",
            .end = "archived",
            .steps = {
                {monday,
                 officer,
                 "request",
                 {{"title", "Talks with the Secretary General"},
                  {"requester", "minister"},
                  {"for_whom", "minister_cabinet"},
                  {"topics", topic},
                  {"bodies", body},
                  {"event", "Visit of the Secretary General"},
                  {"event_at", "2026-06-12T10:00 Europe/Zagreb"},
                  {"wanted_by", "2026-06-12T10:00 Europe/Zagreb"},
                  {"size_limit", "2"}}},
                {tuesday,
                 officer,
                 "merge",
                 {{"purpose", "courtesy call"},
                  {"block_topic", "open door"},
                  {"block_topic", "budget"},
                  {"block_unit", ""},
                  {"block_unit", unit},
                  {"our_line", "supports the open door"},
                  {"our_line", "will spend more"},
                  {"valid_as_of", "2026-06-08"},
                  {"valid_as_of", "2026-06-09"},
                  {"block_classification", "none"},
                  {"block_classification", "restricted"},
                  {"classification", "restricted"}}},
                {tuesday, officer, "submit"},
                {tuesday, head, "pass_up"},
                {tuesday, superior, "clear_superior"},
                {locked, officer, "deliver", {}, {"brief"}},
                {after, officer, "record_use", {{"what_was_said", "agreed to meet again"}}},
                {after, officer, "archive"},
            }};
}

/// All of them. The Croatian act names no unit for complaints to committees: they are other work of
/// the directorate.
inline std::vector<Walk> walks() {
    return {
        walk_of({"hr-position", "hr", "head-5-1-1", "officer-5-1-1-a", "nac", "nato_policy",
                 "hr_mission_nato", "hr_ministry_defence", "Europe/Brussels"}),
        walk_of({"rs-position", "rs", "head-ii", "officer-ii-a", "osce", "osce_affairs",
                 "rs_mission_osce", "rs_ministry_interior", "Europe/Vienna"}),
        obligation_walk("hr-obligation", "hr", "head-5-1-2", "officer-5-1-2-a",
                        {"chemical_weapons"}, "hr_ministry_economy"),
        obligation_walk("rs-obligation", "rs", "head-i", "officer-i-a",
                        {"chemical_weapons", "treaty_obligations"}, "rs_ministry_defence"),
        communication_walk("hr-communication", "hr", "head-5", "officer-5-a", "HR",
                           "hr_echr_agent"),
        communication_walk("rs-communication", "rs", "head-v", "officer-v-a", "RS",
                           "rs_echr_agent"),
        brief_walk("hr-brief", "hr", "head-5-1-1", "officer-5-1-1-a", "head-5-1", "nato",
                   "nato_policy", "5.1.1"),
        brief_walk("rs-brief", "rs", "head-ii", "officer-ii-a", "head-0", "osce", "osce_affairs",
                   "II"),
    };
}

inline Walk walk_named(std::string_view name) {
    for (const Walk& walk : walks()) {
        if (walk.name == name) return walk;
    }
    FAIL("no walk ", std::string(name));
    return {};
}

}  // namespace remit::testing
