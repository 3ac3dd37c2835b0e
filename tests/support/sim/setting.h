// What a simulated house is: its procedures, its units and officers, its calendar, and who grants
// powers.
//
// Invariant: nothing in it changes while a simulation runs but the calendar, which the simulation
// replaces by one with a day more or less on which it is closed. Who stands above whom is written
// down here a second time, plainly, for the checks.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/book.h"
#include "calendar/date.h"
#include "procedure/command.h"
#include "procedure/definition.h"
#include "procedure/hierarchy.h"
#include "procedure/matter.h"

namespace remit::sim {

struct Procedure {
    std::vector<const procedure::Definition*> versions;  // the oldest first, under which is opened

    [[nodiscard]] const procedure::Definition& first() const { return *versions.front(); }
};

/// An officer wants to act.
struct Wish {
    const procedure::Definition& definition;
    const procedure::Matter& matter;
    std::optional<calendar::Date> designated_on;  // where its lead was chosen among rivals
    std::string officer;
    std::string unit;
    std::string function;
    procedure::Rank rank = procedure::Rank::officer;  // that the step needs
    calendar::Date today;
};

/// What a matter may be about: ids for the fields of its subject.
struct Business {
    std::vector<std::string> bodies;
    std::vector<std::string> topics;
    std::vector<std::string> counterparts;
};

struct Setting {
    std::vector<Procedure> procedures;
    std::map<std::string, std::string> parents;  // by code; empty: a root
    std::vector<std::string> units;
    std::map<std::string, std::vector<std::string>> officers;  // that may come to act, by unit
    std::map<std::string, std::vector<Business>> businesses;   // by unit
    procedure::Hierarchy hierarchy;
    calendar::Book book;
    std::string house_calendar;
    std::string house_zone;
    std::map<procedure::FieldType, std::vector<std::string>> words;  // by what names stand for

    /// The power, where there is one.
    std::function<std::optional<procedure::Power>(const Wish&)> grant;
    /// Whether the office asks for the grant again before it lets a command through. Where it does,
    /// false claims do not come to the engine; where not, the engine alone stands in their way.
    bool asks_again = false;
    /// What is wrong with a power that was used on a day, from the records alone; empty: nothing.
    std::function<std::string(const procedure::Acting&, calendar::Date)> audit;

    void add_unit(const std::string& code, const std::string& parent) {
        parents[code] = parent;
        units.push_back(code);
    }
    void settle() {
        hierarchy = procedure::Hierarchy::from_parents({parents.begin(), parents.end()});
    }
    /// By walking up, one parent after the other.
    [[nodiscard]] bool stands_above(const std::string& above, const std::string& unit) const {
        std::string at = unit;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto found = parents.find(at);
            if (found == parents.end() || found->second.empty()) return false;
            at = found->second;
            if (at == above) return true;
        }
        return false;
    }
    [[nodiscard]] bool is_unit(const std::string& unit) const { return parents.contains(unit); }
    [[nodiscard]] bool is_root(const std::string& unit) const {
        const auto found = parents.find(unit);
        return found == parents.end() || found->second.empty();
    }
    /// The unit, and those above it.
    [[nodiscard]] std::vector<std::string> line_of(std::string unit) const {
        std::vector<std::string> line;
        while (is_unit(unit) && line.size() < units.size()) {
            line.push_back(unit);
            unit = parents.at(unit);
        }
        return line;
    }
    [[nodiscard]] const Procedure* find(std::string_view id) const {
        for (const Procedure& one : procedures) {
            if (one.first().id == id) return &one;
        }
        return nullptr;
    }
};

}  // namespace remit::sim
