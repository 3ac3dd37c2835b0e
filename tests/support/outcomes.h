// What an office has answered, taken apart for tests: the receipt, or the end of the test with what
// it was declined for; the words of a refusal.
//
// Of commands in matters and of those that note something in another chain alike.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/result.h"
#include "office/outcome.h"
#include "office/requests.h"

namespace remit::testing {

/// Reasons and cures, a line each.
inline std::string words_of(const office::Declined& declined) {
    std::string text;
    for (const std::string& reason : declined.reasons) text += reason + "\n";
    for (const std::string& cure : declined.cures) text += cure + "\n";
    return text;
}

template <typename Answer>
Answer done(const Result<std::variant<Answer, office::Declined>>& outcome) {
    REQUIRE_MESSAGE(outcome.ok(), (outcome.ok() ? "" : outcome.error().message));
    const auto* declined = std::get_if<office::Declined>(&outcome.value());
    REQUIRE_MESSAGE(declined == nullptr, (declined == nullptr ? "" : words_of(*declined)));
    return std::get<Answer>(outcome.value());
}

template <typename Answer>
office::Declined declined(const Result<std::variant<Answer, office::Declined>>& outcome) {
    REQUIRE_MESSAGE(outcome.ok(), (outcome.ok() ? "" : outcome.error().message));
    REQUIRE(std::holds_alternative<office::Declined>(outcome.value()));
    return std::get<office::Declined>(outcome.value());
}

template <typename Answer>
std::string refused(const Result<std::variant<Answer, office::Declined>>& outcome) {
    return words_of(declined(outcome));
}

inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// A paper before the North Atlantic Council, which unit 5.1.1 of the Croatian pack works on.
inline office::OpenRequest nato_paper(std::string title = "Partnership package") {
    return {.procedure = "position",
            .step = "open",
            .fields = {{"title", {std::move(title)}},
                       {"origin", {"draft"}},
                       {"forum", {"nac"}},
                       {"topics", {"nato_policy"}},
                       {"target_text", {"PO(2026)0123"}}}};
}

}  // namespace remit::testing
