// What a simulated house is: its procedures, its units, its calendar, and who holds which function.
//
// Invariant: nothing in it changes while a simulation runs but the calendar, which the simulation
// replaces by one with one more closed day. Who stands above whom is written down here a second
// time, plainly, for the checks.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/book.h"
#include "procedure/command.h"
#include "procedure/definition.h"
#include "procedure/hierarchy.h"
#include "procedure/matter.h"
#include "support/sim/definitions.h"
#include "support/sim/random.h"

namespace remit::sim {

struct Procedure {
    const procedure::Definition* definition = nullptr;
    const procedure::Definition* successor = nullptr;  // may be none
};

/// Whether the unit may act with the function in the matter, and by which duty; taking over from a
/// unit below or not.
using Granting = std::function<std::optional<procedure::Power>(
    const procedure::Definition&, const procedure::Matter&, const std::string& unit,
    const std::string& function)>;

struct Setting {
    std::vector<Procedure> procedures;
    std::map<std::string, std::string> parents;  // by code; empty: a root
    std::vector<std::string> units;
    procedure::Hierarchy hierarchy;
    calendar::Book book;
    std::string house_calendar;
    std::string house_zone;
    Granting grant;
    std::map<procedure::FieldType, std::vector<std::string>>
        words;  // what names stand for, by type

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
    [[nodiscard]] bool is_root(const std::string& unit) const {
        const auto found = parents.find(unit);
        return found == parents.end() || found->second.empty();
    }
    [[nodiscard]] const Procedure* find(std::string_view id) const {
        for (const Procedure& one : procedures) {
            if (one.definition->id == id) return &one;
        }
        return nullptr;
    }
};

/// A house of a dozen units, of which each holds some functions, with random procedures.
class RandomHouse {
  public:
    RandomHouse(Random& random, const calendar::Book& book, std::size_t procedures) {
        setting_.add_unit("0", "");
        for (int i = 1; i < 12; ++i)
            setting_.add_unit("u" + std::to_string(i), random.pick(setting_.units));
        setting_.add_unit("apart", "");
        setting_.settle();
        for (const std::string& unit : setting_.units) held_[unit] = random.some(functions(), 60);
        setting_.book = book;
        setting_.house_calendar = "house";
        setting_.house_zone = "Europe/Zagreb";
        setting_.words[procedure::FieldType::unit] = setting_.units;
        setting_.words[procedure::FieldType::counterpart] = counterparts();
        setting_.grant = [this](const auto&, const auto&, const std::string& unit,
                                const std::string& function) { return granted(unit, function); };
        Inventor inventor(random);
        for (std::size_t i = 0; i < procedures; ++i) {
            definitions_.push_back(std::make_unique<procedure::Definition>(
                inventor.definition("made" + std::to_string(i))));
            Procedure made{definitions_.back().get(), nullptr};
            definitions_.push_back(
                std::make_unique<procedure::Definition>(inventor.successor(*made.definition)));
            made.successor = definitions_.back().get();
            setting_.procedures.push_back(made);
        }
    }
    RandomHouse(const RandomHouse&) = delete;
    RandomHouse& operator=(const RandomHouse&) = delete;

    [[nodiscard]] const Setting& setting() const { return setting_; }

  private:
    [[nodiscard]] std::optional<procedure::Power> granted(const std::string& unit,
                                                          const std::string& function) const {
        const auto found = held_.find(unit);
        if (found == held_.end()) return std::nullopt;
        for (const std::string& one : found->second) {
            if (one == function)
                return procedure::Power{.function = function,
                                        .unit = unit,
                                        .duty = unit + "-" + function,
                                        .citation = "art. 1"};
        }
        return std::nullopt;
    }

    std::vector<std::unique_ptr<procedure::Definition>> definitions_;
    std::map<std::string, std::vector<std::string>> held_;  // functions by unit
    Setting setting_;
};

}  // namespace remit::sim
