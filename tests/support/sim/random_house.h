// A house of a dozen units, of which each holds some functions, with random procedures.
//
// Invariant: the same random numbers give the same house. Nobody here asks a second time: false
// claims reach the engine.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/sim/definitions.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"
#include "support/sim/successors.h"

namespace remit::sim {

class RandomHouse {
  public:
    RandomHouse(Random& random, const calendar::Book& book, std::size_t procedures) {
        setting_.add_unit("0", "");
        for (int i = 1; i < 12; ++i)
            setting_.add_unit("u" + std::to_string(i), random.pick(setting_.units));
        setting_.add_unit("apart", "");
        setting_.settle();
        for (const std::string& unit : setting_.units) {
            held_[unit] = random.some(functions(), 60);
            setting_.officers[unit] = {unit + "-head", unit + "-officer"};
        }
        setting_.book = book;
        setting_.house_calendar = "house";
        setting_.house_zone = "Europe/Zagreb";
        setting_.words[procedure::FieldType::unit] = setting_.units;
        setting_.words[procedure::FieldType::counterpart] = counterparts();
        setting_.grant = [this](const Wish& wish) { return granted(wish); };
        for (std::size_t i = 0; i < procedures; ++i)
            add_procedure(random, "made" + std::to_string(i));
    }
    RandomHouse(const RandomHouse&) = delete;
    RandomHouse& operator=(const RandomHouse&) = delete;

    [[nodiscard]] const Setting& setting() const { return setting_; }

  private:
    /// In three versions, each of which succeeds the one before.
    void add_procedure(Random& random, std::string id) {
        Procedure made;
        made.versions.push_back(keep(Inventor(random).definition(std::move(id))));
        for (int i = 0; i < 2; ++i)
            made.versions.push_back(keep(Reformer(random).successor(*made.versions.back())));
        setting_.procedures.push_back(std::move(made));
    }
    const procedure::Definition* keep(procedure::Definition made) {
        definitions_.push_back(std::make_unique<procedure::Definition>(std::move(made)));
        return definitions_.back().get();
    }
    [[nodiscard]] std::optional<procedure::Power> granted(const Wish& wish) const {
        const auto found = held_.find(wish.unit);
        if (found == held_.end() ||
            std::ranges::find(found->second, wish.function) == found->second.end())
            return std::nullopt;
        return procedure::Power{.function = wish.function,
                                .unit = wish.unit,
                                .duty = wish.unit + "-" + wish.function,
                                .citation = "art. 1"};
    }

    std::vector<std::unique_ptr<procedure::Definition>> definitions_;
    std::map<std::string, std::vector<std::string>> held_;  // functions by unit
    Setting setting_;
};

}  // namespace remit::sim
