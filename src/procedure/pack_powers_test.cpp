// Units of the shipped packs and the procedures that they run: whoever may open a matter may take
// every step to its end.
//
// Each row is a unit and a matter that it leads under a duty of its own. The whole act is
// compiled and asked, so that a change of a pack, of the vocabulary, of competence or of a
// procedure that takes a step away from a unit fails here.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence.h"
#include "base/embedded.h"
#include "compile/pack_loader.h"
#include "support/procedures.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

using testing::procedure_named;

const compile::Pack& pack_of(std::string_view country) {
    const auto load = [](std::string_view name) {
        const std::string path = "packs/" + std::string(name) + "/remit.yaml";
        const auto bytes = base::find_embedded(base::embedded_files(), path);
        REQUIRE(bytes.has_value());
        return compile::load_pack(path, *bytes, testing::vocabulary());
    };
    static const compile::Pack hr = load("hr");
    static const compile::Pack rs = load("rs");
    return country == "hr" ? hr : rs;
}

struct Row {
    const char* pack;
    const char* unit;
    const char* procedure;
    const char* function;  // by which it opens the matter
    const char* body;      // may be empty
    std::vector<const char*> topics;
};

const std::vector<Row>& rows() {
    static const std::vector<Row> made{
        {"hr", "5.1.2", "obligation", "fulfil_obligations", "opcw", {"chemical_weapons"}},
        {"hr", "5.1.2", "obligation", "fulfil_obligations", "", {"humanitarian_demining"}},
        {"hr", "5.1.2", "obligation", "fulfil_obligations", "", {"export_control_military_goods"}},
        {"hr",
         "5",
         "obligation",
         "prepare_report",
         "cat_committee",
         {"human_rights", "national_reports"}},
        {"rs",
         "V",
         "communication",
         "prepare_response",
         "crc_committee",
         {"individual_complaints"}},
        {"rs",
         "V",
         "communication",
         "prepare_response",
         "cerd",
         {"individual_complaints", "racism"}},
        {"rs", "V", "obligation", "fulfil_obligations", "cat_committee", {"torture_prevention"}},
        {"rs", "V", "obligation", "fulfil_obligations", "", {"climate"}},
        {"rs",
         "I",
         "obligation",
         "fulfil_obligations",
         "opcw",
         {"treaty_obligations", "chemical_weapons"}},
        {"rs", "II", "obligation", "fulfil_obligations", "coe", {"treaty_obligations"}},
        {"rs", "IV", "obligation", "fulfil_obligations", "wto", {"economic_multilateral"}},
    };
    return made;
}

remit::UnitId unit_named(const remit::Remit& act, std::string_view code) {
    for (std::size_t i = 0; i < act.units.size(); ++i) {
        if (act.units[i].code == code) return remit::UnitId(i);
    }
    FAIL("no unit ", std::string(code));
    return {};
}

authority::Subject subject_of(const Row& row) {
    authority::Subject subject;
    if (std::string_view(row.body) != "") {
        const auto body = testing::vocabulary().find_body(row.body);
        REQUIRE_MESSAGE(body.has_value(), row.body);
        subject.bodies.push_back(*body);
    }
    for (const char* id : row.topics) {
        const auto topic = testing::vocabulary().find_topic(id);
        REQUIRE_MESSAGE(topic.has_value(), id);
        subject.topics.push_back(*topic);
    }
    return subject;
}

/// The duty under which the unit may act by the function; empty where it may not.
std::string duty_for(const authority::Competence& competence, remit::UnitId unit,
                     std::string_view function, const authority::Subject& subject) {
    authority::Question question;
    question.unit = unit;
    question.function = *testing::vocabulary().find_function(function);
    question.subject = subject;
    question.lead = unit;
    const auto decision = competence.authorise(question);
    return decision.granted() ? decision.grant->duty_id : std::string();
}

TEST_CASE(
    "packs: the units that hold the duties run obligations and communications from end to end") {
    for (const Row& row : rows()) {
        CAPTURE(row.unit);
        CAPTURE(row.procedure);
        const remit::Remit& act = pack_of(row.pack).compilation.remit;
        const authority::Competence competence(act, testing::vocabulary());
        const remit::UnitId unit = unit_named(act, row.unit);
        const authority::Subject subject = subject_of(row);
        const std::string opening = duty_for(competence, unit, row.function, subject);
        CHECK(opening.starts_with(std::string(row.unit) + "-"));
        for (const Step& step : procedure_named(row.procedure).steps) {
            bool may = false;
            for (const std::string& function : step.functions) {
                may = may || !duty_for(competence, unit, function, subject).empty();
            }
            CHECK_MESSAGE(may, step.id);
        }
    }
}

TEST_CASE("packs: who holds no such duty cannot open one") {
    const auto may_open = [](const char* pack, const char* unit, const char* function,
                             const char* body, const char* topic) {
        const remit::Remit& act = pack_of(pack).compilation.remit;
        const authority::Competence competence(act, testing::vocabulary());
        const Row row{pack, unit, "", function, body, {topic}};
        return !duty_for(competence, unit_named(act, unit), function, subject_of(row)).empty();
    };
    CHECK_FALSE(may_open("hr", "5.1.1", "fulfil_obligations", "opcw", "chemical_weapons"));
    CHECK_FALSE(may_open("rs", "IV", "prepare_response", "crc_committee", "individual_complaints"));
    CHECK_FALSE(may_open("rs", "V", "fulfil_obligations", "opcw", "chemical_weapons"));
}

}  // namespace
}  // namespace remit::procedure
