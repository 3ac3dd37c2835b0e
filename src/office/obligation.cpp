#include "office/obligation.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "procedure/nearest.h"

namespace remit::office {
namespace {

constexpr std::array<std::pair<std::string_view, Applies>, 3> kApplies{
    {{"no", Applies::no}, {"yes", Applies::yes}, {"unknown", Applies::unknown}}};

std::string in_capitals(std::string_view id) {
    std::string capitals(id);
    for (char& byte : capitals) {
        if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 'a' + 'A');
    }
    return capitals;
}

}  // namespace

std::string_view name_of(Applies applies) {
    return std::ranges::find(kApplies, applies, [](const auto& one) { return one.second; })->first;
}

std::optional<Applies> find_applies(std::string_view name) {
    const auto* found =
        std::ranges::find(kApplies, name, [](const auto& one) { return one.first; });
    return found == kApplies.end() ? std::nullopt : std::optional(found->second);
}

Applies Obligation::applies_to(std::string_view pack) const {
    const auto found = applies.find(pack);
    return found == applies.end() ? Applies::unknown : found->second;
}

Result<ObligationRule> rule_of(const Obligation& obligation) {
    ObligationRule rule{.due = REMIT_TRY(calendar::parse_rule(obligation.due)), .recurs = {}};
    if (!obligation.recurs.empty())
        rule.recurs = REMIT_TRY(calendar::Recurrence::parse(obligation.recurs));
    return rule;
}

authority::Subject subject_of(const Obligation& obligation, const remit::Vocabulary& vocabulary) {
    authority::Subject subject;
    if (const auto body = vocabulary.find_body(obligation.body)) subject.bodies.push_back(*body);
    for (const std::string& name : obligation.topics) {
        if (const auto topic = vocabulary.find_topic(name)) subject.topics.push_back(*topic);
    }
    return subject;
}

Obligations::Obligations(std::vector<Obligation> rows) : rows_(std::move(rows)) {
    std::ranges::sort(rows_, {}, &Obligation::id);
}

const Obligation* Obligations::find(std::string_view id) const {
    const std::string capitals = in_capitals(id);
    const auto found = std::ranges::lower_bound(rows_, capitals, {}, &Obligation::id);
    return found != rows_.end() && found->id == capitals ? &*found : nullptr;
}

Result<const Obligation*> Obligations::require(std::string_view id) const {
    const Obligation* found = find(id);
    if (found != nullptr) return found;
    std::vector<std::string_view> ids;
    for (const Obligation& one : rows_) ids.push_back(one.id);
    const std::string capitals = in_capitals(id);
    const std::string_view near = procedure::nearest_of(capitals, ids);
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("there is no obligation '{}'{}; `remit obligation list` shows those that "
                    "there are",
                    id, near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

}  // namespace remit::office
