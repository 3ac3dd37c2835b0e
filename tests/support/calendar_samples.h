// What tests of deadlines share: the book that the
// binary carries, dates, and asking it in one line.
//
// Every helper fails the test where its text is no date, no rule or no deadline. due() answers with
// the date, or with "error: " and the message, so that tables can hold both.
#pragma once

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "calendar/book_loader.h"
#include "calendar/rule_text.h"

namespace remit::support {

inline const calendar::Book& book() {
    static const calendar::Book loaded = [] {
        auto book = calendar::load_embedded_book();
        REQUIRE_MESSAGE(book.ok(), (book.ok() ? "" : book.error().message));
        return std::move(book).value();
    }();
    return loaded;
}

inline calendar::Date day(std::string_view iso) {
    const auto date = calendar::Date::parse(iso);
    REQUIRE_MESSAGE(date.ok(), iso);
    return date.value();
}

inline calendar::Instant instant(std::string_view text) {
    const auto instant = calendar::Instant::parse(text);
    REQUIRE_MESSAGE(instant.ok(), text);
    return instant.value();
}

inline calendar::Rule rule(std::string_view text) {
    const auto written = calendar::parse_rule(text);
    REQUIRE_MESSAGE(written.ok(), text);
    REQUIRE_MESSAGE(written.value().dated() != nullptr, text);
    return *written.value().dated();
}

/// A day, an instant with its offset, or a local time of the zone.
inline calendar::Moment moment(std::string_view text, std::string_view zone = "Europe/Brussels") {
    const auto found = calendar::Zone::find(zone);
    REQUIRE(found.ok());
    const auto moment = calendar::parse_moment(text, &found.value());
    REQUIRE_MESSAGE(moment.ok(), text);
    return moment.value();
}

inline calendar::Deadline deadline(std::string_view rule_text, std::string_view from,
                                   std::string_view calendar = {}, std::string_view zone = {}) {
    auto made = book().compute(rule(rule_text), {moment(from), {}, calendar, zone});
    REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().message));
    return std::move(made).value();
}

inline std::string due(std::string_view rule_text, std::string_view from,
                       std::string_view calendar = {}, std::string_view zone = {}) {
    const auto made = book().compute(rule(rule_text), {moment(from), {}, calendar, zone});
    return made.ok() ? calendar::iso(made.value().due) : "error: " + made.error().message;
}

/// Of a named rule.
inline std::string named_due(std::string_view id, std::string_view from,
                             std::string_view calendar = {}) {
    const calendar::NamedRule* named = book().find_rule(id);
    REQUIRE_MESSAGE(named != nullptr, id);
    const auto made = book().compute(*named, {moment(from), {}, calendar, {}});
    return made.ok() ? calendar::iso(made.value().deadline.due) : "error: " + made.error().message;
}

/// A statement that can be checked by hand: what is due under a rule, or under the one of that
/// name.
struct Example {
    const char* rule;
    const char* from;
    const char* calendar;
    const char* due;
};

inline void check_examples(std::initializer_list<Example> examples) {
    for (const Example& example : examples) {
        const bool named = book().find_rule(example.rule) != nullptr;
        const std::string found = named ? named_due(example.rule, example.from, example.calendar)
                                        : due(example.rule, example.from, example.calendar);
        CHECK_MESSAGE(found == example.due,
                      example.rule << " from " << example.from << " by " << example.calendar);
    }
}

inline bool has_line(const calendar::Deadline& deadline, calendar::LineKind kind) {
    for (const calendar::Line& line : deadline.derivation) {
        if (line.kind == kind) return true;
    }
    return false;
}

}  // namespace remit::support
