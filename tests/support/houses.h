// The two institutions whose packs the binary carries, as worlds in which tests of procedures run:
// their units, who stands above whom, which duties they hold, and their calendars.
//
// A test program that uses it links module compile, which owns the loader of packs. Everything is
// loaded once. Powers come from module authority, never from the test: a unit that holds no duty
// for a step cannot take it.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "authority/competence.h"
#include "base/embedded.h"
#include "calendar/book_loader.h"
#include "compile/pack_loader.h"
#include "procedure/definition.h"
#include "procedure/hierarchy.h"
#include "procedure/world.h"
#include "support/vocabulary.h"

namespace remit::testing {

inline const calendar::Book& shipped_book() {
    static const calendar::Book book = [] {
        auto loaded = calendar::load_embedded_book();
        REQUIRE_MESSAGE(loaded.ok(), loaded.error().message);
        return std::move(loaded).value();
    }();
    return book;
}

class House {
  public:
    House(std::string_view id, std::string_view zone)
        : id_(id),
          zone_(zone),
          pack_(read(id)),
          hierarchy_(procedure::Hierarchy::of(act())),
          competence_(act(), vocabulary()) {}
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    [[nodiscard]] const remit::Remit& act() const { return pack_.compilation.remit; }
    [[nodiscard]] const authority::Competence& competence() const { return competence_; }
    [[nodiscard]] procedure::World world() const {
        return {.book = &shipped_book(),
                .hierarchy = &hierarchy_,
                .house_calendar = id_,
                .house_zone = zone_};
    }
    [[nodiscard]] remit::UnitId unit(std::string_view code) const {
        for (std::size_t i = 0; i < act().units.size(); ++i) {
            if (act().units[i].code == code) return remit::UnitId(i);
        }
        FAIL("no unit ", std::string(code));
        return {};
    }

  private:
    static compile::Pack read(std::string_view id) {
        const auto bytes =
            base::find_embedded(base::embedded_files(), "packs/" + std::string(id) + "/remit.yaml");
        REQUIRE(bytes.has_value());
        return compile::load_pack("remit.yaml", *bytes, vocabulary());
    }

    std::string id_;
    std::string zone_;
    compile::Pack pack_;
    procedure::Hierarchy hierarchy_;
    authority::Competence competence_;
};

inline const House& croatia() {
    static const House house("hr", "Europe/Zagreb");
    return house;
}
inline const House& serbia() {
    static const House house("rs", "Europe/Belgrade");
    return house;
}

/// What a matter is about, by ids of the vocabulary; the counterpart may be empty.
struct Business {
    std::string_view body;
    std::string_view topic;
    std::string_view counterpart{};
};

/// Whether module authority lets the unit act with one of the functions.
inline bool may_act(const House& house, remit::UnitId unit,
                    const std::vector<std::string>& functions, const Business& business,
                    bool take_over) {
    const remit::Vocabulary& words = vocabulary();
    for (const std::string& function : functions) {
        authority::Question question;
        question.unit = unit;
        question.function = words.find_function(function).value();
        question.subject.bodies = {words.find_body(business.body).value()};
        question.subject.topics = {words.find_topic(business.topic).value()};
        if (!business.counterpart.empty())
            question.subject.counterparts = {words.find_counterpart(business.counterpart).value()};
        question.take_over = take_over;
        if (house.competence().authorise(question).granted()) return true;
    }
    return false;
}

/// The units that may open such a matter. Fails the test where one of them, or a unit above it for
/// the steps that are for those above, holds no power for some step on the way.
inline std::vector<std::string> openers_who_can_finish(const procedure::Definition& definition,
                                                       std::string_view opening, const House& house,
                                                       const Business& business) {
    const remit::Remit& act = house.act();
    const procedure::Step& open = definition.steps[definition.find_step(opening).value().index()];
    std::vector<std::string> openers;
    for (std::size_t i = 0; i < act.units.size(); ++i) {
        const remit::UnitId lead(i);
        if (!may_act(house, lead, open.functions, business, /*take_over=*/false)) continue;
        openers.push_back(act.unit(lead).code);
        for (const procedure::Step& step : definition.steps) {
            remit::UnitId unit = lead;
            const bool above = act.unit(lead).parent.is_some();
            if (step.actor == procedure::Actor::superior && above) unit = act.unit(lead).parent;
            while (step.actor == procedure::Actor::top && act.unit(unit).parent.is_some())
                unit = act.unit(unit).parent;
            CHECK_MESSAGE(
                may_act(house, unit, step.functions, business, /*take_over=*/unit != lead),
                act.unit(lead).code, " leads, ", act.unit(unit).code, " cannot take '", step.id,
                "'");
        }
    }
    return openers;
}

}  // namespace remit::testing
