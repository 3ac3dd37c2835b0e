#include "procedure/hierarchy.h"

#include <algorithm>

namespace remit::procedure {

Hierarchy Hierarchy::from_parents(std::vector<std::pair<std::string, std::string>> units) {
    std::ranges::stable_sort(units, {}, &std::pair<std::string, std::string>::first);
    const auto repeated =
        std::ranges::unique(units, {}, &std::pair<std::string, std::string>::first);
    units.erase(repeated.begin(), repeated.end());
    Hierarchy made;
    made.codes_.reserve(units.size());
    for (const auto& [code, parent] : units) made.codes_.push_back(code);
    made.parents_.reserve(units.size());
    for (const auto& [code, parent] : units) made.parents_.push_back(made.index_of(parent));
    made.cut_circles();
    return made;
}

Hierarchy Hierarchy::of(std::initializer_list<std::pair<std::string, std::string>> units) {
    return from_parents(std::vector<std::pair<std::string, std::string>>(units));
}

Hierarchy Hierarchy::of(const remit::Remit& act) {
    std::vector<std::pair<std::string, std::string>> units;
    units.reserve(act.units.size());
    for (const remit::Unit& unit : act.units) {
        const bool rooted = !unit.parent.is_some() || unit.parent.index() >= act.units.size();
        units.emplace_back(unit.code, rooted ? std::string() : act.unit(unit.parent).code);
    }
    return from_parents(std::move(units));
}

void Hierarchy::cut_circles() {
    enum class Seen : std::uint8_t { no, on_path, done };
    std::vector<Seen> seen(codes_.size(), Seen::no);
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = 0; start < codes_.size(); ++start) {
        path.clear();
        std::uint32_t at = start;
        while (at != kNone && seen[at] == Seen::no) {
            seen[at] = Seen::on_path;
            path.push_back(at);
            at = parents_[at];
        }
        if (at != kNone && seen[at] == Seen::on_path) parents_[at] = kNone;
        for (const std::uint32_t walked : path) seen[walked] = Seen::done;
    }
}

std::uint32_t Hierarchy::index_of(std::string_view unit) const {
    const auto found = std::ranges::lower_bound(codes_, unit);
    if (found == codes_.end() || *found != unit) return kNone;
    return static_cast<std::uint32_t>(found - codes_.begin());
}

bool Hierarchy::has(std::string_view unit) const {
    return index_of(unit) != kNone;
}

bool Hierarchy::is_above(std::string_view above, std::string_view unit) const {
    const std::uint32_t wanted = index_of(above);
    std::uint32_t at = index_of(unit);
    if (wanted == kNone || at == kNone) return false;
    for (at = parents_[at]; at != kNone; at = parents_[at]) {
        if (at == wanted) return true;
    }
    return false;
}

std::string_view Hierarchy::above(std::string_view unit, std::uint32_t levels) const {
    std::uint32_t at = index_of(unit);
    if (at == kNone) return unit;
    for (; levels > 0 && parents_[at] != kNone; --levels) at = parents_[at];
    return codes_[at];
}

std::string_view Hierarchy::top_of(std::string_view unit) const {
    return above(unit, kNone);
}

bool Hierarchy::is_root(std::string_view unit) const {
    const std::uint32_t at = index_of(unit);
    return at == kNone || parents_[at] == kNone;
}

}  // namespace remit::procedure
