// Competence in the two shipped packs and with the shipped vocabulary: what officers would ask
// first, and random questions against the law said plainly.
#include <doctest/doctest.h>

#include <string>

#include "base/embedded.h"
#include "compile/pack_loader.h"
#include "compile/vocabulary_loader.h"
#include "support/competence_properties.h"

namespace remit::cli {
namespace {

using testing::Chance;
using testing::CompetenceProperties;

const remit::Vocabulary& vocabulary() {
    static const compile::LoadedVocabulary loaded = compile::load_embedded_vocabulary();
    return loaded.vocabulary;
}

const remit::Remit& pack(std::string_view country) {
    const auto load = [](std::string_view id) {
        const std::string path = "packs/" + std::string(id) + "/remit.yaml";
        const auto bytes = base::find_embedded(base::embedded_files(), path);
        REQUIRE(bytes.has_value());
        return compile::load_pack(path, *bytes, vocabulary()).compilation.remit;
    };
    static const remit::Remit hr = load("hr");
    static const remit::Remit rs = load("rs");
    return country == "hr" ? hr : rs;
}

struct Subjects {
    std::vector<std::string_view> bodies;
    std::vector<std::string_view> topics;
};

/// The duties of those who are competent, the owner first: "5.1.2-06 5-09"; rivals behind '='.
std::string who(std::string_view country, std::string_view function, const Subjects& about) {
    const remit::Remit& act = pack(country);
    const authority::Competence competence(act, vocabulary());
    authority::Subject subject;
    for (const auto id : about.bodies) subject.bodies.push_back(vocabulary().find_body(id).value());
    for (const auto id : about.topics)
        subject.topics.push_back(vocabulary().find_topic(id).value());
    std::string text;
    const auto id = vocabulary().find_function(function);
    REQUIRE_MESSAGE(id.has_value(), function);
    for (const authority::Holder& holder : competence.holders(*id, subject)) {
        if (holder.standing == authority::Standing::outranked) continue;
        text += text.empty() ? "" : " ";
        if (holder.standing == authority::Standing::rival) text += "=";
        text += act.duty(holder.duty).id;
    }
    return text;
}

}  // namespace

TEST_CASE("packs: in the Croatian directorate each matter finds its unit") {
    CHECK(who("hr", "propose_position", {{"nac"}, {}}) == "5.1.1-10");
    CHECK(who("hr", "propose_position", {{"nac"}, {"climate"}}) == "5.1.1-10");
    CHECK(who("hr", "propose_position", {{"kfor"}, {}}).starts_with("5.1.1-14"));
    CHECK(who("hr", "propose_position", {{"nato_ukraine_council"}, {}}) == "5.1.1-10");
    CHECK(who("hr", "propose_position", {{"conop"}, {}}) == "5.1.2-06 5-09");
    CHECK(who("hr", "propose_position", {{"codun"}, {}}) == "5.1.2-06 5-09");
    CHECK(who("hr", "propose_position", {{"coarm"}, {"export_control_military_goods"}})
              .starts_with("5.1.2-06"));
    CHECK(who("hr", "propose_position", {{"fac"}, {"western_balkans"}}) == "5-09");
    CHECK(who("hr", "propose_position", {{"eu"}, {"csdp"}}) == "5.1-14 5-09");
    CHECK(who("hr", "propose_position", {{}, {"csdp"}}) == "5.1-14 5-09");
    CHECK(who("hr", "propose_position", {{"ga_first_committee"}, {}}) == "5-01");
    CHECK(who("hr", "fulfil_obligations", {{}, {"salw"}}).starts_with("5.1.2-01 5.1-09 5-05"));
    CHECK(who("hr", "prepare_report", {{}, {"conventional_arms_control"}}).starts_with("5.1.2-01"));
    CHECK(who("hr", "present_report", {{"cerd"}, {}}) == "5-03");
    CHECK(who("hr", "monitor", {{"odihr"}, {}}) == "5-02");
    CHECK(who("hr", "monitor", {{"unsc"}, {}}).find("5.1.2-05") == std::string::npos);
    CHECK(who("hr", "inform_public", {{"nato"}, {}}) == "5.1.1-04 5.1-04");
    CHECK(who("hr", "align_crisis_system", {{"nato"}, {"crisis_management"}}) == "5.1.1-17");
}

TEST_CASE("packs: a duty on one policy of a body is none on another") {
    // 5.1-14 and 5-09 are on the EU's foreign, security and defence policy.
    CHECK(who("hr", "propose_position", {{"eu"}, {"environment"}}).find("5.1-14") ==
          std::string::npos);
    CHECK(who("hr", "propose_position", {{"envi_council"}, {}}).find("5-09") == std::string::npos);
    // 5.1.1-10 names the OSCE only as a forum of NATO's policy.
    CHECK(who("hr", "propose_position", {{"osce"}, {}}).find("5.1.1") == std::string::npos);
    CHECK(who("hr", "propose_position", {{"osce"}, {"nato_policy"}}).starts_with("5.1.1-10"));
}

TEST_CASE("packs: in the Serbian sector each matter finds its unit") {
    CHECK(who("rs", "propose_position", {{"unga"}, {"un_reform"}}) == "I-02 0-02");
    CHECK(who("rs", "propose_position", {{"un"}, {"human_rights"}}).starts_with("I/3-01"));
    CHECK(who("rs", "prepare_response", {{"cerd"}, {}}).starts_with("V-03"));
    CHECK(who("rs", "prepare_response", {{"ccpr_committee"}, {"individual_complaints"}})
              .starts_with("V-03"));
    CHECK(who("rs", "fulfil_obligations", {{"coe"}, {}}).starts_with("II-05"));
    CHECK(who("rs", "participate_in_body", {{"osce_permanent_council"}, {}}) == "II-02 0-02");
    CHECK(who("rs", "participate_in_body", {{"imf"}, {}}).starts_with("IV-02"));
    CHECK(who("rs", "manage_membership", {{"ebrd"}, {}}).starts_with("IV-01"));
    CHECK(who("rs", "conduct_relations", {{"nam"}, {}}).starts_with("III-02"));
    CHECK(who("rs", "cooperate", {{"unmik"}, {}}).starts_with("I/2-01"));
    CHECK(who("rs", "accede_and_ratify", {{}, {"human_rights"}}).starts_with("V-04"));
    CHECK(who("rs", "maintain_contacts", {{"unicef"}, {}}).starts_with("0-04"));
}

TEST_CASE("packs: what two Serbian departments hold alike waits for a choice") {
    // The matter is before both; the sector above them may act itself.
    const std::string both = who("rs", "monitor", {{"un", "osce"}, {}});
    CHECK(both.find("0-01") == 0);
    CHECK(both.find("=I-01") != std::string::npos);
    CHECK(both.find("=II-") != std::string::npos);
}

TEST_CASE(
    "packs: every duty that names a subject empowers its unit for it, unless a rival is nearer") {
    for (const std::string_view country : {"hr", "rs"}) {
        const remit::Remit& act = pack(country);
        const authority::Competence competence(act, vocabulary());
        for (const remit::Duty& duty : act.duties) {
            if (duty.residual || (duty.bodies.empty() && duty.topics.empty())) continue;
            for (const remit::FunctionId function : duty.functions) {
                authority::Question asked;
                asked.unit = duty.unit;
                asked.function = function;
                asked.subject = {duty.bodies, duty.topics, duty.counterparts};
                const authority::Ruling ruling = competence.authorise(asked);
                CAPTURE(duty.id);
                CAPTURE(vocabulary().function(function).id);
                if (!ruling.granted()) {
                    const auto reason = ruling.refusal->reason;
                    CHECK((reason == authority::Reason::rivals ||
                           reason == authority::Reason::outranked));
                }
            }
        }
    }
}

TEST_CASE("packs: random questions are answered as by the law said plainly") {
    for (const std::string_view country : {"hr", "rs"}) {
        const CompetenceProperties properties(pack(country), vocabulary());
        Chance chance(country == "hr" ? 385 : 381);
        for (int count = 0; count < 400; ++count) {
            properties.check(properties.random_question(chance));
        }
        remit::Duty added = pack(country).duties.front();
        for (int count = 0; count < 40; ++count) {
            added.unit = remit::UnitId(chance.below(pack(country).units.size()));
            properties.check_monotone(properties.random_question(chance), added);
        }
    }
}

}  // namespace remit::cli
