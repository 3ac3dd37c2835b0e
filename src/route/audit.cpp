#include "route/audit.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/check.h"

namespace remit::route {
namespace {

/// Papers that are tried for one duty, at most.
constexpr std::size_t kPapersMax = 400;

/// A name by which papers call an entry: in the language of the act where it has one.
template <typename Entry>
std::string name_of(const Entry& entry, const std::string& language) {
    const auto own = entry.names.in(language);
    if (!own.empty()) return own.front();
    return entry.names.en.empty() ? entry.label : entry.names.en.front();
}

/// The papers that suit a duty best.
std::vector<std::string> papers_for(const Router& router, const House& house,
                                    const remit::Duty& duty) {
    const remit::Vocabulary& words = router.vocabulary();
    const std::string& language = house.act().language;
    std::vector<std::string> bodies;
    std::vector<std::string> topics;
    std::vector<std::string> others;
    for (const auto id : duty.bodies) bodies.push_back(name_of(words.body(id), language));
    for (const auto id : duty.topics) topics.push_back(name_of(words.topic(id), language));
    for (const auto id : duty.counterparts) {
        others.push_back(name_of(words.counterpart(id), language));
    }
    std::string asked;
    for (const auto id : duty.functions) {
        const remit::Function& function = words.function(id);
        const auto names = function.names.in(language);
        if (!names.empty()) asked += " " + names.front();
    }
    if (bodies.empty()) bodies.emplace_back();
    if (topics.empty()) topics.emplace_back();
    if (others.empty()) others.emplace_back();
    std::vector<std::string> papers{
        std::string(house.institution().compilation->text_of(duty.extent))};
    for (const std::string& body : bodies) {
        for (const std::string& topic : topics) {
            for (const std::string& other : others) {
                if (papers.size() + 2 > kPapersMax) return papers;
                papers.push_back(body + ": " + topic + ", " + other);
                papers.push_back(papers.back() + asked);
            }
        }
    }
    return papers;
}

}  // namespace

std::vector<AuditRow> audit(const Router& router, std::size_t index) {
    REMIT_CHECK(index < router.houses().size());
    const House& house = *router.houses()[index];
    Session session(router);
    std::vector<AuditRow> rows;
    std::set<remit::DutyId> cited;
    for (std::size_t duty = 0; duty < house.act().duties.size(); ++duty) {
        AuditRow row{.duty = remit::DutyId(duty), .reach = Reach::no_subject};
        for (const std::string& paper : papers_for(router, house, house.act().duties[duty])) {
            const auto routed = session.route({.title = paper, .text = {}, .sender = {}}, 1);
            if (!routed.ok()) continue;
            const Routing& routing = routed.value().routings[index];
            if (routing.verdict != Verdict::ours) continue;
            const Candidate& first = routing.candidates.front();
            if (first.duty.is_some()) cited.insert(first.duty);
            const bool same_unit = first.unit == house.act().duties[duty].unit;
            if (row.reach == Reach::same_unit && !same_unit) continue;
            row.reach = same_unit ? Reach::same_unit : Reach::shadowed;
            row.instead = first.duty;
            row.unit = first.unit;
        }
        rows.push_back(row);
    }
    for (AuditRow& row : rows) {
        if (house.act().duty(row.duty).residual) row.reach = Reach::residual;
        if (cited.contains(row.duty)) row.reach = Reach::first;
    }
    return rows;
}

}  // namespace remit::route
