#include "office/file_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "data/reader.h"

namespace remit::office {
namespace {

using data::Reader;
using data::Text;

constexpr std::array<std::string_view, 7> kPlaceholders{"class", "dossier", "body", "yy",
                                                        "yyyy",  "n",       "n5"};

/// What stands where the pattern has a placeholder.
struct Parts {
    std::string_view number_class;
    std::string_view dossier;
    std::string_view body;
    int year = 0;
    std::int64_t ordinal = 0;
};

std::string part(std::string_view placeholder, const Parts& parts) {
    if (placeholder == "class") return std::string(parts.number_class);
    if (placeholder == "dossier") return std::string(parts.dossier);
    if (placeholder == "body") return std::string(parts.body);
    if (placeholder == "yy") return fmt::format("{:02}", parts.year % 100);
    if (placeholder == "yyyy") return fmt::format("{:04}", parts.year);
    if (placeholder == "n") return fmt::format("{}", parts.ordinal);
    return fmt::format("{:05}", parts.ordinal);
}

/// The placeholders of a pattern in order; nothing where a brace is left alone.
std::optional<std::vector<std::string_view>> placeholders_of(std::string_view pattern) {
    std::vector<std::string_view> found;
    while (true) {
        const std::size_t brace = pattern.find_first_of("{}");
        if (brace == std::string_view::npos) return found;
        const std::size_t end = pattern.find('}', brace);
        if (pattern[brace] == '}' || end == std::string_view::npos) return std::nullopt;
        found.push_back(pattern.substr(brace + 1, end - brace - 1));
        pattern.remove_prefix(end + 1);
    }
}

std::string filled(std::string_view pattern, const Parts& parts) {
    std::string number;
    while (true) {
        const std::size_t brace = pattern.find('{');
        number += pattern.substr(0, brace);
        if (brace == std::string_view::npos) return number;
        const std::size_t end = pattern.find('}', brace);
        number += part(pattern.substr(brace + 1, end - brace - 1), parts);
        pattern.remove_prefix(end + 1);
    }
}

bool has(const std::vector<std::string_view>& found, std::string_view one,
         std::string_view other = {}) {
    return std::ranges::find(found, one) != found.end() ||
           std::ranges::find(found, other) != found.end();
}

class NumbersReader {
  public:
    NumbersReader(const Reader& reader, const remit::Remit& act, NumberPlan& plan)
        : reader_(reader), act_(act), plan_(plan) {}

    void read(const yaml::Node& root) {
        if (!reader_.is_map(root, "numbers.yaml")) return;
        reader_.allow(
            root, {"verified", "matter", "paper", "body", "classes", "other_class", "dossiers"});
        plan_.verified = reader_.flag(root, "verified", false);
        if (const auto text = reader_.require_text(root, "matter")) plan_.matter = pattern(*text);
        if (const auto text = reader_.find_text(root, "paper")) plan_.paper = pattern(*text);
        if (const auto text = reader_.find_text(root, "body")) plan_.body = text->value;
        if (const auto text = reader_.require_text(root, "other_class"))
            plan_.other_class = text->value;
        plan_.classes = entries(root, "classes");
        read_dossiers(root);
    }

  private:
    std::string pattern(const Text& text) const {
        const auto found = placeholders_of(text.value);
        bool sound = found.has_value();
        if (sound) {
            for (const std::string_view one : *found)
                sound = sound && std::ranges::find(kPlaceholders, one) != kPlaceholders.end();
            sound = sound && has(*found, "n", "n5") && has(*found, "dossier", "dossier") &&
                    has(*found, "yy", "yyyy");
        }
        if (!sound) {
            reader_.report_value("pattern", text,
                                 "a pattern with {dossier}, {yy} or {yyyy}, {n} or {n5}, and "
                                 "perhaps {class} and {body}");
        }
        return std::string(text.value);
    }

    std::map<std::string, std::string, std::less<>> entries(const yaml::Node& root,
                                                            std::string_view field) const {
        std::map<std::string, std::string, std::less<>> found;
        const yaml::Node* map = reader_.require(root, field);
        if (map == nullptr || !reader_.is_map(*map, field)) return found;
        const auto all = map->map();
        for (const yaml::Entry& entry : all.value()) {
            const Text key = reader_.key_of(entry);
            if (const auto value = reader_.require_text(*map, key.value))
                found.emplace(key.value, value->value);
        }
        return found;
    }

    /// Every unit has a dossier, no two the same one, and none is of a unit that is not there.
    void read_dossiers(const yaml::Node& root) {
        plan_.dossiers = entries(root, "dossiers");
        const yaml::Node* map = reader_.find(root, "dossiers");
        if (map == nullptr || map->kind() != yaml::NodeKind::map) return;
        std::map<std::string_view, diag::Span> first;
        const auto all = map->map();
        for (const yaml::Entry& entry : all.value()) {
            const Text key = reader_.key_of(entry);
            const auto unit = std::ranges::find(act_.units, key.value, &remit::Unit::code);
            if (unit == act_.units.end()) reader_.report_reference("dossiers", key);
            const auto value = reader_.find_text(*map, key.value);
            if (!value) continue;
            const auto [at, is_new] = first.emplace(value->value, value->span);
            if (!is_new) reader_.report_repeated(*value, at->second);
        }
        for (const remit::Unit& unit : act_.units) {
            if (plan_.dossiers.contains(unit.code)) continue;
            reader_.report_value("dossiers", {unit.code, reader_.span_of(*map)},
                                 "a dossier for each unit of the act");
        }
    }

    const Reader& reader_;
    const remit::Remit& act_;
    NumberPlan& plan_;
};

std::string_view dossier_of(const NumberPlan& plan, std::string_view unit) {
    const auto found = plan.dossiers.find(unit);
    return found == plan.dossiers.end() ? unit : std::string_view(found->second);
}

}  // namespace

LoadedNumbers load_numbers(std::string name, std::string_view bytes, const remit::Remit& act) {
    LoadedNumbers loaded;
    loaded.source.add(std::move(name), bytes);
    const Reader reader(loaded.source, loaded.diagnostics);
    const auto document = reader.parse();
    if (document) NumbersReader(reader, act, loaded.plan).read(document->root());
    loaded.diagnostics.sort();
    return loaded;
}

std::string matter_number(const NumberPlan& plan, std::string_view procedure, std::string_view unit,
                          int year, std::int64_t ordinal) {
    const auto found = plan.classes.find(procedure);
    return filled(plan.matter,
                  {.number_class = found == plan.classes.end() ? plan.other_class : found->second,
                   .dossier = dossier_of(plan, unit),
                   .body = plan.body,
                   .year = year,
                   .ordinal = ordinal});
}

std::string paper_number(const NumberPlan& plan, std::string_view unit, int year,
                         std::int64_t ordinal) {
    if (plan.paper.empty()) return {};
    return filled(plan.paper, {.number_class = plan.other_class,
                               .dossier = dossier_of(plan, unit),
                               .body = plan.body,
                               .year = year,
                               .ordinal = ordinal});
}

}  // namespace remit::office
