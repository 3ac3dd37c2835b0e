// Any bytes as a paper, routed to both institutions whose packs the binary carries: a refusal or an
// answer, and the answer keeps the invariants of recogniser.h, reading.h and routing.h.
//
// The first line is the title, what stands behind it the text.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/embedded.h"
#include "compile/pack_loader.h"
#include "compile/vocabulary_loader.h"
#include "route/routing_words.h"

namespace {

using namespace remit;

struct World {
    compile::LoadedVocabulary vocabulary = compile::load_embedded_vocabulary();
    route::LoadedSigns signs = route::load_embedded_signs(vocabulary.vocabulary);
    compile::Pack hr = load("hr");
    compile::Pack rs = load("rs");
    route::Router router{vocabulary.vocabulary,
                         signs.signs,
                         {{.id = "hr", .compilation = &hr.compilation, .english = &hr.english},
                          {.id = "rs", .compilation = &rs.compilation, .english = &rs.english}}};
    route::Session session{router};

    [[nodiscard]] compile::Pack load(std::string_view id) const {
        const std::string path = "packs/" + std::string(id) + "/remit.yaml";
        const auto bytes = base::find_embedded(base::embedded_files(), path);
        return compile::load_pack(path, *bytes, vocabulary.vocabulary);
    }
};

void check_mentions(const route::Paper& paper, const route::Reading& reading) {
    const route::Mention* before = nullptr;
    for (const route::Mention& mention : reading.mentions) {
        REMIT_CHECK(mention.begin < mention.end);
        REMIT_CHECK(mention.end <= route::field_of(paper, mention.field).size());
        if (before != nullptr && before->field == mention.field) {
            const bool twin = before->begin == mention.begin && before->end == mention.end;
            REMIT_CHECK(twin || before->end <= mention.begin);
        }
        REMIT_CHECK(before == nullptr || before->field <= mention.field);
        before = &mention;
    }
    for (const route::Concept& one : reading.concepts) {
        REMIT_CHECK(one.weight > 0 && one.weight <= 1);
        REMIT_CHECK(one.mention < reading.mentions.size());
    }
}

void check_routing(const route::Routing& routing, const route::Reading& reading) {
    const auto is_share = [](double value) { return value >= 0 && value <= 1; };
    REMIT_CHECK(is_share(routing.none_probability));
    REMIT_CHECK(routing.verdict != route::Verdict::ours || !routing.candidates.empty());
    const route::Candidate* before = nullptr;
    for (const route::Candidate& candidate : routing.candidates) {
        REMIT_CHECK(std::isfinite(candidate.score));
        REMIT_CHECK(is_share(candidate.probability));
        REMIT_CHECK(before == nullptr || before->residual || before->score >= candidate.score);
        REMIT_CHECK(!candidate.evidence.empty() || !candidate.words.empty());
        for (const route::Evidence& evidence : candidate.evidence) {
            REMIT_CHECK(evidence.mention < reading.mentions.size());
        }
        before = &candidate;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto world = std::make_unique<World>();
    const std::string_view bytes(reinterpret_cast<const char*>(data),
                                 size);  // NOLINT: bytes are what is fuzzed
    const std::size_t line = std::min(bytes.find('\n'), size);
    const route::Paper paper{.title = bytes.substr(0, line),
                             .text = bytes.substr(std::min(line + 1, size)),
                             .sender = {}};
    const auto routed = world->session.route(paper);
    if (!routed.ok()) {
        REMIT_CHECK(!routed.error().message.empty());
        return 0;
    }
    const route::Reading& reading = world->session.reading();
    check_mentions(paper, reading);
    const auto& houses = world->router.houses();
    REMIT_CHECK(routed.value().routings.size() == houses.size());
    for (std::size_t index = 0; index < houses.size(); ++index) {
        const route::Routing& routing = routed.value().routings[index];
        check_routing(routing, reading);
        const route::RoutingWords words = route::in_words(
            world->router, *houses[index], paper, reading, routing, diag::Language::sr_latn);
        REMIT_CHECK(words.candidates.size() == routing.candidates.size());
    }
    return 0;
}
