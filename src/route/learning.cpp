#include "route/learning.h"

#include <algorithm>

#include "base/json_reader.h"
#include "base/json_writer.h"

namespace remit::route {
namespace {

/// A count goes no further, so that an old habit can be unlearnt in as many decisions.
constexpr int kCountMax = 8;
constexpr double kStepForCount = 0.03;

std::string name_of(Target target, const remit::Vocabulary& vocabulary) {
    switch (target.kind) {
        case TargetKind::body:
            return "body:" + vocabulary.bodies[target.index].id;
        case TargetKind::topic:
            return "topic:" + vocabulary.topics[target.index].id;
        case TargetKind::counterpart:
            return "counterpart:" + vocabulary.counterparts[target.index].id;
        case TargetKind::function:
            return "function:" + vocabulary.functions[target.index].id;
        case TargetKind::instrument:
        case TargetKind::place:
            break;
    }
    return {};
}

}  // namespace

std::vector<std::string> concept_names(const Reading& reading,
                                       const remit::Vocabulary& vocabulary) {
    std::vector<std::string> names;
    for (const Concept& found : reading.concepts) {
        std::string name = name_of(found.target, vocabulary);
        if (!name.empty()) names.push_back(std::move(name));
    }
    std::ranges::sort(names);
    return names;
}

std::string encode(const Correction& correction) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    json.begin_object().field("institution", correction.institution);
    json.key("concepts").begin_array();
    for (const std::string& name : correction.concepts) json.string(name);
    json.end_array();
    json.field("proposed", correction.proposed).field("chosen", correction.chosen);
    json.end_object();
    return json.finish();
}

Result<Correction> decode_correction(std::string_view line) {
    const base::JsonDocument document = REMIT_TRY(base::read_json("correction", line));
    base::JsonObject object = REMIT_TRY(document.root().object());
    const auto take_text = [&](std::string_view name) -> Result<std::string> {
        const base::JsonValue value = REMIT_TRY(object.take(name));
        return std::string(REMIT_TRY(value.text()));
    };
    Correction correction;
    correction.institution = REMIT_TRY(take_text("institution"));
    const base::JsonValue concepts = REMIT_TRY(object.take("concepts"));
    for (const base::JsonValue item : REMIT_TRY(concepts.items())) {
        correction.concepts.emplace_back(REMIT_TRY(item.text()));
    }
    correction.proposed = REMIT_TRY(take_text("proposed"));
    correction.chosen = REMIT_TRY(take_text("chosen"));
    REMIT_TRY(object.finish());
    return correction;
}

void LearntModel::count(std::string_view institution, std::string_view concept_name,
                        std::string_view unit, int by) {
    std::string key(institution);
    key.append("\t").append(concept_name).append("\t").append(unit);
    const auto place = counts_.try_emplace(std::move(key), 0).first;
    place->second = std::clamp(place->second + by, -kCountMax, kCountMax);
    if (place->second == 0) counts_.erase(place);
}

void LearntModel::learn(const Correction& correction) {
    if (correction.proposed == correction.chosen) return;
    for (const std::string& name : correction.concepts) {
        if (!correction.chosen.empty()) count(correction.institution, name, correction.chosen, 1);
        if (!correction.proposed.empty()) {
            count(correction.institution, name, correction.proposed, -1);
        }
    }
}

double LearntModel::step(std::string_view institution, std::string_view unit,
                         const std::vector<std::string>& concepts) const {
    if (counts_.empty() || concepts.empty()) return 0;
    int sum = 0;
    std::string key;
    for (const std::string& name : concepts) {
        key.assign(institution).append("\t").append(name).append("\t").append(unit);
        const auto found = counts_.find(key);
        if (found != counts_.end()) sum += found->second;
    }
    return std::clamp(sum * kStepForCount, -kStepMax, kStepMax);
}

std::string LearntModel::to_text() const {
    std::string text;
    for (const auto& [key, count] : counts_) {
        text.append(key).append("\t").append(std::to_string(count)).append("\n");
    }
    return text;
}

}  // namespace remit::route
