// That every entry of a matter says by which power it came about.
//
// Of an entry by an officer: a duty of the unit that acted, with its citation; or, where another
// ground is named, how the grant came about. Of one by the clock: nobody. Anything else fails.
#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/json_reader.h"

namespace remit::testing {

struct Grounds {
    std::size_t entries = 0;
    std::size_t by_own_duty = 0;
    std::size_t by_clock = 0;
};

inline void check_ground(const base::JsonValue& value, Grounds& grounds) {
    auto entry = value.object().value();
    const auto text = [&](std::string_view name) {
        return std::string(entry.take(name).value().text().value());
    };
    const std::string title = text("title");
    CAPTURE(title);
    const std::string officer = text("officer");
    const std::string unit = text("unit");
    const std::string duty = text("duty");
    const std::string citation = text("citation");
    const std::string ground = text("ground");
    ++grounds.entries;
    if (officer.empty() && unit.empty()) {
        ++grounds.by_clock;
        CHECK(ground.empty());
        return;
    }
    CHECK_FALSE(ground.empty());
    CHECK_FALSE(duty.empty());
    CHECK_FALSE(citation.empty());
    CHECK_FALSE(text("clause").empty());
    const bool of_the_unit = duty.starts_with(unit + "-");
    if (ground == "own" || ground == "designated" || ground == "residual") {
        CHECK_MESSAGE(of_the_unit, duty, " is no duty of ", unit);
        grounds.by_own_duty += ground == "own" ? 1U : 0U;
    } else {
        CHECK_MESSAGE((ground == "taken_over" || ground == "asked"), ground);
    }
}

/// Of what `remit matter show --json` has printed.
inline Grounds check_grounds(const std::string& story) {
    const auto document = base::read_json("story", story);
    REQUIRE_MESSAGE(document.ok(), story);
    auto root = document.value().root().object().value();
    const base::JsonValue entries = root.take("story").value();
    Grounds grounds;
    for (const base::JsonValue entry : entries.items().value()) check_ground(entry, grounds);
    CHECK(grounds.entries > 0);
    return grounds;
}

}  // namespace remit::testing
