// Competence in the two shipped packs and with the shipped vocabulary: what holds of every duty,
// and random questions against the law said plainly.
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

}  // namespace

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
