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

#include "authority/competence.h"
#include "base/embedded.h"
#include "calendar/book_loader.h"
#include "compile/pack_loader.h"
#include "procedure/command.h"
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

}  // namespace remit::testing
