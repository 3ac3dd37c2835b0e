// An obligation of the register as the tests of procedure `obligation` open it.
//
// Only what every entry says stands here; each test says the rest. Everything goes through Story.
// Values are as people write them.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "support/procedures.h"
#include "support/story.h"

namespace remit::testing {

inline Story begin_obligation(std::string function = "fulfil_obligations") {
    return {procedure_named("obligation"), world(), std::move(function), "V"};
}

/// What every entry of the register says; `more` goes on top of it.
inline Fields entry(std::string obligation, std::string dating, const Fields& more) {
    Fields fields{{"obligation", std::move(obligation)},
                  {"title", "A return"},
                  {"topics", "treaty_obligations"},
                  {"kind", "report"},
                  {"applies", "yes"},
                  {"dating", std::move(dating)},
                  {"due_rule", "in the words of the instrument"}};
    for (const auto& [name, value] : more) {
        const auto known = std::ranges::find(fields, name, &Fields::value_type::first);
        if (known == fields.end()) {
            fields.emplace_back(name, value);
        } else {
            known->second = value;
        }
    }
    return fields;
}

inline const Fields kSubmission{{"channel", "portal"}, {"publicity", "public"}};

inline Fields submitted(std::string day) {
    Fields fields = kSubmission;
    fields.emplace_back("submitted_on", std::move(day));
    return fields;
}

/// From `expected` to `cleared` by the shortest honest way: a full return that the head clears
/// alone.
inline void clear(Story& story, std::string_view when) {
    story.take("draft", when, {{"period", "2026"}, {"clearance", "none"}});
    story.take("clear_alone", when, {}, {"return"});
}

}  // namespace remit::testing
