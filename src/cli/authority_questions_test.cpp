// What officers would ask of the two shipped packs, and whose answer it is: every unit of both
// acts, every function that they give. Each row says why, as a lawyer would who has only the act.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence_who.h"
#include "support/houses.h"

namespace remit::cli {
namespace {

using testing::House;
using testing::vocabulary;

/// Ids, set apart by spaces.
struct About {
    std::string_view bodies{};
    std::string_view topics{};
    std::string_view counterparts{};
};

struct Row {
    std::string_view function;
    About about;
    /// The duty of the owner, by name, entailed (~), in general (*) or as other work (!); behind it
    /// rivals (=) that wait for a choice. "nobody" where nobody is competent.
    std::string_view answer;
    std::string_view why;
};

// clang-format off
constexpr std::array kCroatia = std::to_array<Row>({
    // NATO: service 5.1.1, with sector 5.1 above it.
    {"propose_position", {"nac"}, "5.1.1-10", "it names the council, and is narrower than the sector"},
    {"propose_position", {"eapc"}, "5.1.1-10", "allies with partners are one of its formats"},
    {"propose_position", {"nato_ukraine_commission"}, "5.1.1-10", "named"},
    {"propose_position", {"nato_ukraine_council"}, "5.1.1-10", "took the place of the commission that is named"},
    {"propose_position", {"nac", "climate"}, "5.1.1-10", "NATO's policy is whatever is before NATO"},
    {"propose_position", {"nato", "nato_operations"}, "5.1.1-14", "operations go before policy in general"},
    {"propose_position", {"nato", "nato_operations", "hr_ministry_defence"}, "5.1.1-15", "the clause that names the Ministry of Defence"},
    {"propose_position", {"kfor"}, "5.1.1-14", "KFOR is an operation of NATO, said or not"},
    {"monitor", {"kfor"}, "5.1.1-07", "contributions to operations"},
    {"monitor", {"nato", "nato_enlargement"}, "5.1.1-09", "the neighbourhood's way to NATO"},
    {"monitor", {"nato", "nato_transformation"}, "5.1.1-16", "strategy and military structure"},
    {"monitor", {"nato", "new_threats"}, "5.1.1-19", "threats that concern NATO, before the sector's threats in general"},
    {"plan_activities", {"", "nato_operations"}, "5.1.1-07", "a matter of NATO's operations is before NATO"},
    {"plan_activities", {"", "nato_enlargement"}, "5.1.1-11", "projects in the neighbourhood"},
    {"conduct_relations", {"nato"}, "5.1.1-02", "relations with NATO, allies and partners"},
    {"maintain_contacts", {"nato"}, "5.1.1-02~", "relations are not kept without contacts"},
    {"implement_policy", {"nato"}, "5.1.1-01", "the Government's policy towards NATO"},
    {"coordinate", {"nato"}, "5.1.1-03", "ministries in NATO's business"},
    {"cooperate", {"nato"}, "5.1.1-03~", "nobody coordinates without working together"},
    {"coordinate", {"nato", "", "hr_mission_nato"}, "5.1.1-06", "the mission is guided under its own clause"},
    {"support", {"nato", "", "hr_mission_nato"}, "5.1.1-06", "work with a mission is work on missions abroad"},
    {"support", {"nato", "", "hr_ministry_defence"}, "5.1.1-05", "named among those it backs"},
    {"inform_public", {"nato"}, "5.1.1-04", "the topic says what the function says"},
    {"give_opinion", {"nato", "nato_initiatives"}, "5.1.1-18", "whether to join a project"},
    {"align_crisis_system", {"nato"}, "5.1.1-17", "the function says by itself what it is about"},
    {"manage_membership", {"nato"}, "5.1.1-20!", "no clause gives it; what NATO's service does besides"},
    {"propose_position", {"nato", "conventional_arms_control"}, "5.1.1-01", "arms control in NATO is NATO's; 5.1.2 proposes only in the EU"},
    {"monitor", {"nato", "conventional_arms_control"}, "5.1.1-19", "security topics that concern NATO: by body and by topic"},
    {"monitor", {"nato", "export_control_military_goods"}, "5.1-09 =5.1.1-10 =5.1.2-01", "forum or topic: neither is narrower, so the sector chooses or acts"},
    {"coordinate", {"nato", "counter_terrorism"}, "5.1.2-01", "what is coordinated is the topic"},
    // The EU's foreign, security and defence policy.
    {"propose_position", {"conop"}, "5.1.2-06~", "whoever sits in CONOP brings the position"},
    {"propose_position", {"conop", "nuclear_non_proliferation"}, "5.1.2-06~", "narrower than the working party's subject, and still its own"},
    {"propose_position", {"coarm"}, "5.1.2-06~", "arms exports"},
    {"propose_position", {"codun"}, "5.1.2-06~", "disarmament"},
    {"participate_in_body", {"conop"}, "5.1.2-06", "named among the working parties"},
    {"propose_position", {"cohom"}, "5-09", "human rights in the Council's foreign policy: no service has them"},
    {"propose_position", {"fac", "western_balkans"}, "5-09", "all before the Foreign Affairs Council is foreign policy"},
    {"propose_position", {"psc"}, "5-09", "foreign policy at large; the sector has only defence policy"},
    {"propose_position", {"pmg"}, "5.1-14", "that group is about defence policy"},
    {"propose_position", {"eufor_althea"}, "5.1-14", "a mission of the EU is defence policy"},
    {"propose_position", {"eulex_kosovo"}, "5.1-14", "likewise"},
    {"analyse", {"eu", "csdp"}, "5.1-14", "follows and dissects it"},
    {"coordinate", {"eu", "csdp"}, "5.1-14", "coordinates positions on it"},
    {"monitor", {"psc"}, "5.1.2-05", "the EU's bodies in foreign and security policy"},
    {"support", {"eu", "", "hr_mission_eu"}, "5.1-15", "the mission is named"},
    {"support", {"psc", "", "hr_psc_representative"}, "5.1-15", "the representative is named"},
    {"monitor", {"eu"}, "nobody", "every clause on the EU is limited to a policy that the matter does not state"},
    {"propose_position", {"eu", "environment"}, "nobody", "no clause on the EU reaches environment"},
    {"propose_position", {"envi_council"}, "nobody", "what that council is about is not foreign policy"},
    {"propose_position", {"osce", "nato_policy"}, "5.1.1-10", "the OSCE is named as a forum of NATO's policy"},
    // Arms control, export control, terrorism, demining: service 5.1.2.
    {"fulfil_obligations", {"", "salw"}, "5.1.2-01", "small arms are conventional arms; the sector and the directorate stand above"},
    {"prepare_report", {"", "salw"}, "5.1.2-01~", "to keep an obligation is to report on it"},
    {"monitor", {"unga", "salw"}, "5.1.2-01", "before any body; the directorate has the UN, on the same line"},
    {"fulfil_obligations", {"opcw"}, "5.1.2-01", "chemical weapons are what the OPCW is about"},
    {"prepare_report", {"apmbc_isu"}, "5.1.2-01~", "mine clearance"},
    {"prepare_report", {"att_secretariat"}, "5.1.2-01~", "the arms trade treaty is on military goods"},
    {"monitor", {"wassenaar"}, "5.1.2-01", "a regime on conventional arms"},
    {"coordinate", {"", "export_control_military_goods"}, "5.1.2-01", "the service before the sector"},
    {"conduct_relations", {"", "export_control_military_goods"}, "5.1.2-04", "'in those fields' points back at the first clause, and names two"},
    {"give_opinion", {"", "export_control_military_goods"}, "5.1-16!", "no clause gives opinions on exports; the service's other work is cut off"},
    {"monitor", {"", "counter_terrorism"}, "5.1.2-01", "terrorism"},
    {"conduct_relations", {"", "counter_terrorism"}, "5.1-11", "kept by the sector: the service's clause leaves terrorism out"},
    {"cooperate", {"", "", "hr_mine_action_office"}, "5.1.2-03", "all work with that office is on demining"},
    {"fulfil_obligations", {"", "humanitarian_demining"}, "5.1.2-01", "demining"},
    {"fulfil_obligations", {"fsc"}, "5.1.2-01", "the FSC is about arms control; the OSCE is only followed"},
    // Peace operations, security at large: sector 5.1, since service 5.1.3 has no provision.
    {"monitor", {"", "peace_operations"}, "5.1-12", "the sector; service 5.1.3 is only named"},
    {"monitor", {"unifil"}, "5.1-12", "a UN mission is a peace operation"},
    {"coordinate", {"", "peace_operations"}, "5.1-13", "diplomatic support"},
    {"support", {"", "peace_operations", "hr_armed_forces"}, "5.1-13", "named"},
    {"monitor", {"", "defence_reform"}, "5.1-08", "named"},
    // The UN, the OSCE, the Council of Europe, human rights: directorate 5, since sector 5.2 is only named.
    {"propose_position", {"un"}, "5-01", "topics before the UN"},
    {"propose_position", {"unesco"}, "5-01", "part of the UN"},
    {"propose_position", {"unhcr", "refugees"}, "5-01", "part of the UN"},
    {"propose_position", {"ga_first_committee", "disarmament"}, "5-01", "5.1.2 has no clause on positions at the UN"},
    {"propose_position", {"unfccc_cop"}, "5-01", "the climate convention is the UN's"},
    {"monitor", {"un"}, "5-01~", "nobody proposes on what he does not follow"},
    {"monitor", {"osce_permanent_council"}, "5-02", "the OSCE in every branch"},
    {"monitor", {"coe_committee_of_ministers"}, "5-02", "the Council of Europe in every branch"},
    {"conduct_relations", {"hrc"}, "5-03", "human-rights diplomacy"},
    {"monitor", {"hrc"}, "5-04", "human rights"},
    {"prepare_report", {"", "human_rights"}, "5-03", "in whichever organisation it is"},
    {"prepare_report", {"ccpr_committee", "national_reports"}, "5-03", "the topic says what the function says"},
    {"present_report", {"ccpr_committee"}, "5-03", "drafts and delivers"},
    {"prepare_response", {"ccpr_committee"}, "5-10!", "no clause on complaints; human rights are the directorate's"},
    {"propose_position", {"osce_permanent_council", "european_security"}, "5.1-16!", "the OSCE is only followed; security is the sector's"},
    {"propose_position", {"osce_permanent_council"}, "nobody", "other work must not stand in while NATO's policy there is not excluded"},
    {"propose_position", {"", "disarmament"}, "nobody", "whose it is depends on the body"},
    {"accede_and_ratify", {"", "human_rights"}, "5-10!", "no clause on treaties"},
    {"monitor", {"", "climate"}, "nobody", "no clause reaches it"},
    {"monitor", {"", "organised_crime"}, "nobody", "no clause reaches it"},
    {"monitor", {"oecd"}, "nobody", "no clause on economic organisations"},
    {"monitor", {"nam"}, "nobody", "no clause on the Non-Aligned"},
});

constexpr std::array kSerbia = std::to_array<Row>({
    // The UN: department I and its groups.
    {"monitor", {"unga"}, "I-01", "the UN"},
    {"propose_position", {"unga", "un_reform"}, "I-02~", "whoever takes part brings the position"},
    {"monitor", {"un", "un_political_questions"}, "I/1-01", "the group, under its department"},
    {"monitor", {"un", "ngos"}, "I-03", "named"},
    {"monitor", {"unsc"}, "I-04", "peace and security are what the Security Council is about"},
    {"cooperate", {"unmik"}, "I/2-01", "the group before the department with the same clause"},
    {"cooperate", {"kfor"}, "I/2-01", "KFOR is named, and always about Kosovo and Metohija"},
    {"monitor", {"kfor"}, "I/2-01~", "nobody works together without following the other"},
    {"propose_position", {"unmik"}, "I-02~", "cooperation is no position; the department takes part in the UN"},
    {"cooperate", {"", "kosovo_and_metohija"}, "nobody", "with whom is not said"},
    {"monitor", {"unicef"}, "I/3-01", "social questions of the UN; a fund is no body that watches human rights"},
    {"participate_in_body", {"unicef"}, "I/3-01*", "below the department that takes part in the UN"},
    {"propose_position", {"unicef"}, "I/3-01*", "likewise"},
    {"maintain_contacts", {"unicef"}, "I/3-01*", "the narrowest on the line; the sector's own clause stands above"},
    {"monitor", {"unesco"}, "I/3-01", "the UN counts UNESCO among social questions"},
    {"manage_membership", {"unesco"}, "I/3-01*", "likewise"},
    {"monitor", {"unhcr", "refugees"}, "I/3-01", "humanitarian questions"},
    {"monitor", {"who"}, "I/3-01", "health is a social question of the UN"},
    {"monitor", {"ga_third_committee", "human_rights"}, "I/3-01", "human rights in the UN, in a committee that is not about them alone"},
    {"fulfil_obligations", {"un"}, "I-05", "conventions and decisions of organisations"},
    {"fulfil_obligations", {"opcw"}, "I-05", "likewise: no other unit has arms"},
    {"manage_membership", {"un"}, "I-01*", "general competence over the UN"},
    // Human rights and environment: section V.
    {"monitor", {"hrc"}, "V-01", "bodies for human rights are nearer to the council than the UN is"},
    {"propose_position", {"hrc"}, "V-01*", "the unit of the topic drafts"},
    {"participate_in_body", {"hrc"}, "I/3-01*", "the unit of the forum keeps the channel: taking part in the UN is given to I"},
    {"monitor", {"ccpr_committee"}, "V-01", "a body for human rights"},
    {"prepare_report", {"ccpr_committee", "national_reports"}, "V-02~", "conventions on human rights, and their reports"},
    {"present_report", {"ccpr_committee", "national_reports"}, "V-02~", "whoever keeps an obligation answers for it"},
    {"prepare_response", {"ccpr_committee", "individual_complaints"}, "V-03", "named"},
    {"prepare_report", {"", "human_rights"}, "V-02~", "conventions on human rights"},
    {"fulfil_obligations", {"un", "human_rights"}, "V-02", "the topic decides: before I/3, which has no such clause"},
    {"monitor", {"unep"}, "V-01", "a body for the environment"},
    {"propose_position", {"unfccc_cop"}, "V-01*", "climate is environment; the unit of the topic drafts"},
    {"participate_in_body", {"unep"}, "I-02", "the unit of the forum keeps the channel"},
    {"accede_and_ratify", {"", "climate"}, "V-04", "treaties on the environment"},
    {"accede_and_ratify", {"coe", "human_rights"}, "V-04", "the topic decides"},
    {"fulfil_obligations", {"cpt"}, "V-02", "conventions on human rights, before conventions of the Council of Europe"},
    {"propose_position", {"", "climate"}, "nobody", "section V has bodies for the environment; which one is not said"},
    // The OSCE and the Council of Europe: department II.
    {"monitor", {"", "european_security"}, "II-01", "named"},
    {"monitor", {"osce_permanent_council"}, "II-02~", "whoever takes part follows"},
    {"participate_in_body", {"fsc"}, "II-02", "part of the OSCE"},
    {"participate_in_body", {"odihr"}, "II-02", "the unit of the forum keeps the channel"},
    {"monitor", {"odihr"}, "II-02~", "its business is democracy: whoever takes part follows"},
    {"monitor", {"odihr", "human_rights"}, "0-01 =V-02~ =II-02~", "forum or topic, as before the OSCE itself"},
    {"monitor", {"osce", "human_rights"}, "0-01 =II-02~ =V-02~", "forum or topic: neither is narrower, so the sector chooses or acts"},
    {"monitor", {"coe_committee_of_ministers"}, "II-03", "the Council of Europe and its bodies"},
    {"propose_position", {"coe_committee_of_ministers"}, "II-04~", "whoever takes part brings the position"},
    {"fulfil_obligations", {"coe"}, "II-05", "its conventions, before those of organisations in general"},
    // The Non-Aligned: section III.
    {"monitor", {"nam"}, "III-01", "named"},
    {"conduct_relations", {"nam"}, "III-02", "named"},
    {"propose_position", {"", "non_aligned_movement"}, "III-01*", "the topic is the movement's affairs"},
    // Economic organisations: section IV.
    {"monitor", {"wto"}, "IV-02~", "whoever takes part follows"},
    {"participate_in_body", {"imf"}, "IV-02", "economic organisations are nearer by topic than specialised agencies"},
    {"propose_position", {"oecd"}, "IV-02~", "an economic organisation"},
    {"manage_membership", {"ebrd"}, "IV-01", "rights and obligations of membership"},
    {"accede_and_ratify", {"", "trade"}, "IV-02*", "general competence over economic organisations"},
    // The sector itself.
    {"coordinate", {"", "humanitarian_affairs"}, "0-03", "named"},
    {"monitor", {"nato"}, "0-01", "no department has NATO"},
    {"propose_position", {"eu"}, "0-02~", "no department has the EU"},
    {"maintain_contacts", {"iom"}, "I/3-01*", "migration is humanitarian; the sector's own clause stands above"},
    {"maintain_contacts", {"icrc"}, "0-04", "representatives of organisations in Serbia"},
    {"monitor", {"un osce"}, "0-01 =I-01 =II-02~", "each department has a part of it"},
    {"accede_and_ratify", {"", "disarmament"}, "nobody", "no unit has arms"},
    {"monitor", {"", "organised_crime"}, "nobody", "no unit has it without a body"},
});
// clang-format on

template <typename Id, typename Find>
std::vector<Id> ids(std::string_view words, const Find& find) {
    std::vector<Id> found;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        const auto id = find(words.substr(0, end));
        REQUIRE_MESSAGE(id.has_value(), words);
        found.push_back(*id);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return found;
}

authority::Subject subject_of(const About& about) {
    const remit::Vocabulary& words = vocabulary();
    return {ids<remit::BodyId>(about.bodies, [&](auto id) { return words.find_body(id); }),
            ids<remit::TopicId>(about.topics, [&](auto id) { return words.find_topic(id); }),
            ids<remit::CounterpartId>(about.counterparts,
                                      [&](auto id) { return words.find_counterpart(id); })};
}

remit::FunctionId function_of(const Row& row) {
    const auto id = vocabulary().find_function(row.function);
    REQUIRE_MESSAGE(id.has_value(), row.function);
    return *id;
}

std::vector<authority::Holder> holders_of(const House& house, const Row& row) {
    return house.competence().holders(function_of(row), subject_of(row.about));
}

std::string answer_of(const House& house, const Row& row) {
    constexpr std::array<std::string_view, 4> kGivings{"", "~", "*", "!"};
    std::string text;
    bool first = true;
    for (const authority::Holder& holder : holders_of(house, row)) {
        const bool rival = holder.standing == authority::Standing::rival;
        if (!rival && !first) continue;
        text += (first ? "" : " ") + std::string(rival ? "=" : "");
        text += house.act().duty(holder.duty).id;
        text += kGivings[static_cast<std::size_t>(holder.giving)];
        first = false;
    }
    return text.empty() ? "nobody" : text;
}

void check_rows(const House& house, std::span<const Row> rows) {
    for (const Row& row : rows) {
        CAPTURE(row.function);
        CAPTURE(row.about.bodies);
        CAPTURE(row.about.topics);
        CAPTURE(row.about.counterparts);
        CAPTURE(row.why);
        CHECK(answer_of(house, row) == row.answer);
    }
}

/// Every function that a duty of the act gives by name is asked for, and every unit that holds a
/// duty is competent in some row.
void check_complete(const House& house, std::span<const Row> rows) {
    std::set<remit::FunctionId> asked;
    std::set<remit::UnitId> competent;
    for (const Row& row : rows) {
        asked.insert(function_of(row));
        for (const authority::Holder& holder : holders_of(house, row)) {
            if (holder.standing == authority::Standing::competent) competent.insert(holder.unit);
        }
    }
    for (const remit::Duty& duty : house.act().duties) {
        CAPTURE(duty.id);
        CHECK(competent.contains(duty.unit));
        for (const remit::FunctionId function : duty.functions) {
            if (!vocabulary().function(function).residual) CHECK(asked.contains(function));
        }
    }
}

}  // namespace

TEST_CASE("questions: in the Croatian directorate each matter finds its unit and its clause") {
    check_rows(testing::croatia(), kCroatia);
    check_complete(testing::croatia(), kCroatia);
}

TEST_CASE("questions: in the Serbian sector each matter finds its unit and its clause") {
    check_rows(testing::serbia(), kSerbia);
    check_complete(testing::serbia(), kSerbia);
}

TEST_CASE("questions: to state what a forum is about anyway changes no answer by a duty") {
    const remit::Vocabulary& words = vocabulary();
    const auto answer = [&](const House& house, std::size_t function,
                            const authority::Subject& subject) {
        std::string text;
        for (const auto& one : house.competence().holders(remit::FunctionId(function), subject)) {
            if (one.giving == authority::Giving::residual) continue;
            text += house.act().unit(one.unit).code + ":" +
                    std::to_string(static_cast<int>(one.standing)) + " ";
        }
        return text;
    };
    for (const House* house : {&testing::croatia(), &testing::serbia()}) {
        for (std::size_t index = 0; index < words.bodies.size(); ++index) {
            const auto& about = words.bodies[index].about;
            if (about.size() != 1) continue;
            CAPTURE(words.bodies[index].id);
            const remit::BodyId body(index);
            std::string unsaid;
            std::string said;
            for (std::size_t function = 0; function < words.functions.size(); ++function) {
                unsaid += answer(*house, function, {{body}, {}, {}}) + "| ";
                said += answer(*house, function, {{body}, about, {}}) + "| ";
            }
            CHECK(unsaid == said);
        }
    }
}

TEST_CASE("questions: the units that an act only names may do nothing, and are told so") {
    const House& house = testing::croatia();
    for (const std::string_view code : {"5.2", "5.1.3"}) {
        authority::Question asked;
        asked.unit = house.unit(code);
        asked.function = vocabulary().find_function("monitor").value();
        asked.subject = subject_of({.topics = "peace_operations"});
        const authority::Ruling ruling = house.competence().authorise(asked);
        REQUIRE_FALSE(ruling.granted());
        CHECK(ruling.refusal->reason == authority::Reason::no_provision);
        CHECK(ruling.refusal->holders.front().unit == house.unit("5.1"));
    }
}

}  // namespace remit::cli
