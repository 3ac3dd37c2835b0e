// Written rules: every form is read and written back,
// and what contradicts itself is refused with its cure.
#include "calendar/rule_text.h"

#include <doctest/doctest.h>

#include <string>

#include "calendar/day_words.h"
#include "support/calendar_samples.h"

namespace remit::calendar {
namespace {

std::string error_of(std::string_view text) {
    const auto written = parse_rule(text);
    return written.ok() ? "" : written.error().message;
}

}  // namespace

TEST_CASE("rule text: what is printed is what was written") {
    for (const char* text :
         {"P15D term",
          "P15D term of hr",
          "P8D term of hr, deemed the day after",
          "PT48H term of rs",
          "P1M15D term",
          "P15D term of hr after event:delivery",
          "P8D term, deemed the day after after event:posting",
          "15 April",
          "15 April from 2024",
          "28 February 2026",
          "29 February 2028",
          "P90D after 31 December",
          "P60D before 1 January",
          "P90D after 31 December from 2020",
          "1 December before event:Committee session",
          "15 December of 4th year after event:inscription",
          "tuesday of week 3 of September",
          "2nd tuesday of September",
          "last monday of May",
          "P7D before 2nd tuesday of September",
          "P14D before 1 June before event:session",
          "P6M",
          "P6M before",
          "P180D after event:entry into force",
          "P9M before event:end of mandate",
          "within P1Y",
          "within P1Y after event:entry into force",
          "first day of 6th month",
          "first day of 6th month after event:deposit",
          "first day of month after P3M",
          "first day of month after P3M after event:deposit",
          "10 working days",
          "1 working day",
          "10 working days of eu",
          "10 working days before",
          "10 working days of eu before event:meeting",
          "PT48H",
          "PT1H before",
          "PT24H before event:visit",
          "P1D instant",
          "P1DT12H in Europe/Vienna",
          "25% left",
          "2026-04-07T17:00 Europe/Brussels",
          "2026-04-07T17:00:30 Europe/Brussels",
          "set by body",
          "as soon as possible",
          "as soon as possible after event:entry into force",
          "without delay after event:denial",
          "before event:launch",
          "P30D after event:receipt of assessment; not earlier than 1 January"}) {
        const auto written = parse_rule(text);
        REQUIRE_MESSAGE(written.ok(), (text + std::string(": ") + error_of(text)));
        CHECK(text_of(written.value()) == text);
        const auto again = parse_rule(text_of(written.value()));
        REQUIRE(again.ok());
        CHECK(again.value() == written.value());
    }
}

TEST_CASE("rule text: words may be spaced and capitalised as people do") {
    CHECK(text_of(parse_rule("  10   Working Days  of eu ").value()) == "10 working days of eu");
    CHECK(text_of(parse_rule("15 APRIL").value()) == "15 April");
    CHECK(text_of(parse_rule("first day of the month after P3M").value()) ==
          "first day of month after P3M");
    CHECK(text_of(parse_rule("first day of the 6th month").value()) == "first day of 6th month");
    CHECK(text_of(parse_rule("P6M after").value()) == "P6M");
    CHECK(parse_rule("P6M after event:Views, of the Committee ;  in words  ").value().event ==
          "Views, of the Committee");
    CHECK(parse_rule("P6M ;  in words  ").value().note == "in words");
    CHECK(text_of(parse_rule("3RD tuesday of may").value()) == "3rd tuesday of May");
}

TEST_CASE("rule text: each form is a clock of its own kind") {
    const auto kind = [](const char* text) { return name_of(kind_of(support::rule(text))); };
    CHECK(kind("P15D term") == "term");
    CHECK(kind("PT48H term") == "term");
    CHECK(kind("P15D") == "elapsed");
    CHECK(kind("15 working days") == "working_days");
    CHECK(kind("P15D instant") == "instant");
    CHECK(kind("PT48H") == "instant");
    CHECK(kind("P15D after 1 May") == "date");
    CHECK(find_clock_kind("working_days") == ClockKind::working_days);
    CHECK_FALSE(find_clock_kind("days").has_value());
}

TEST_CASE("rule text: a rule from which no date follows says so") {
    CHECK(std::get<Undated>(parse_rule("set by body").value().rule) == Undated::set_by_body);
    CHECK(std::get<Undated>(parse_rule("set by body; usually March").value().rule) ==
          Undated::set_by_body);
    CHECK(std::get<Undated>(parse_rule("without delay after event:denial").value().rule) ==
          Undated::without_delay);
    CHECK(std::get<Undated>(parse_rule("before event:launch").value().rule) ==
          Undated::before_event);
    CHECK(parse_rule("before event:launch").value().dated() == nullptr);
}

TEST_CASE("rule text: lengths that contradict the clock are refused with what to write") {
    CHECK(error_of("PT90M term").find("minutes") != std::string::npos);
    CHECK(error_of("P1DT5H term").find("not in both") != std::string::npos);
    CHECK(error_of("PT5H term, deemed the day after").find("no day after") != std::string::npos);
    CHECK(error_of("P0D term").find("has a length") != std::string::npos);
    CHECK(error_of("P0D").find("has a length") != std::string::npos);
    CHECK(error_of("0 working days").find("1 to 5000") != std::string::npos);
    CHECK(error_of("6000 working days").find("1 to 5000") != std::string::npos);
    CHECK(error_of("31 April").find("no day 31") != std::string::npos);
    CHECK(error_of("29 February").find("P1D before 1 March") != std::string::npos);
    CHECK(error_of("29 February 2027").find("no 29 February in 2027") != std::string::npos);
    CHECK(error_of("PT5H after 1 May").find("whole days") != std::string::npos);
    CHECK(error_of("P20Y after 1 May").find("too far") != std::string::npos);
    CHECK(error_of("15 April 1815").find("1900") != std::string::npos);
    CHECK(error_of("15 April from 2500").find("is no rule") != std::string::npos);
    CHECK(error_of("tuesday of week 5 of May").find("week 1 to 4") != std::string::npos);
    CHECK(error_of("6th tuesday of May").find("1st to 5th") != std::string::npos);
    CHECK(error_of("0% left").find("1% to 99%") != std::string::npos);
    CHECK(error_of("100% left").find("1% to 99%") != std::string::npos);
    CHECK(error_of("within PT5H").find("hours") != std::string::npos);
    CHECK(error_of("first day of 51st month").empty());
    CHECK(error_of("15 December of 60th year after event:x").find("1st to the 50th") !=
          std::string::npos);
    CHECK(error_of("2026-04-07T17:00").find("zone") != std::string::npos);
}

TEST_CASE("rule text: what is no rule is refused with the forms that there are") {
    for (const char* text : {"",
                             " ",
                             ";",
                             "; note",
                             "soon",
                             "15",
                             "April",
                             "15 Aprill",
                             "fifteen April",
                             "P15D terms",
                             "P15D term of",
                             "10 working",
                             "working days",
                             "-5 working days",
                             "10.5 working days",
                             "P6M after P3M",
                             "P6M after",
                             "P6M before event:",
                             "event:x",
                             "15 April event:x",
                             "15 April after event:x",
                             "set by body after event:x",
                             "P15D term before event:x",
                             "within P1Y before event:x",
                             "25% left before event:x",
                             "25% of",
                             "% left",
                             "1st tuesday",
                             "tuesday of week",
                             "tuesday of week 3",
                             "first day of",
                             "first day of last month",
                             "15 December of last year after event:x",
                             "15 December of 4th year",
                             "15 December of 4th year before event:x",
                             "2026-04-07T17:00 Europe/Brussels extra",
                             "P15D term of hr extra",
                             "15 April 2026 2027",
                             "\n15 April",
                             "P15D, deemed the day after",
                             "PT48H in"}) {
        const std::string error = error_of(text);
        if (std::string_view(text) == "P6M after" || std::string_view(text) == "P15D term of" ||
            std::string_view(text) == "PT48H in")
            continue;
        CHECK_MESSAGE(error.find("is no rule; write it as") != std::string::npos, text);
    }
    CHECK(error_of("P99999999Y term").find("too long a duration; at most 200Y") !=
          std::string::npos);
    CHECK(error_of("2026-03-29T24:00 Europe/Brussels").find("00:00 of the next one") !=
          std::string::npos);
    CHECK(error_of("2026-02-30T17:00 Europe/Brussels").find("the days 01 to 28") !=
          std::string::npos);
    CHECK(error_of("within P-5D").find("'P-5D' is no duration") != std::string::npos);
    CHECK(error_of("first day of month after P3X").find("'P3X' is no duration") !=
          std::string::npos);
    CHECK(parse_rule(std::string(kRuleBytesMax + 1, 'x')).error().code == ErrorCode::limit);
    CHECK_FALSE(parse_rule(std::string(kRuleBytesMax, 'x')).ok());
    std::string words;
    for (int word = 0; word < 150; ++word) words += "a ";
    CHECK_FALSE(parse_rule(words).ok());
}

TEST_CASE("day words: days of calendars are read and written back") {
    for (const char* text : {"1 January", "29 February", "31 December", "easter", "easter +60",
                             "orthodox easter -2", "orthodox easter", "3rd monday of January",
                             "last monday of May", "1st sunday of September +4", "2026-12-24"}) {
        const auto rule = parse_day_rule(text);
        REQUIRE_MESSAGE(rule.ok(), text);
        CHECK(text_of(rule.value()) == text);
    }
    for (const char* text :
         {"", "31 June", "0 May", "easter 60", "easter +200", "easter +", "6th monday of May",
          "monday of May", "last monday", "1 January 2026", "2026-13-01", "30 February",
          "easter monday", "1st monday of May +x"}) {
        const auto rule = parse_day_rule(text);
        REQUIRE_FALSE_MESSAGE(rule.ok(), text);
        CHECK(rule.error().message.find("orthodox easter -2") != std::string::npos);
    }
}

TEST_CASE("day words: ordinals are printed as people write them") {
    CHECK(ordinal_word(1) == "1st");
    CHECK(ordinal_word(2) == "2nd");
    CHECK(ordinal_word(3) == "3rd");
    CHECK(ordinal_word(11) == "11th");
    CHECK(ordinal_word(12) == "12th");
    CHECK(ordinal_word(21) == "21st");
    CHECK(ordinal_word(-1) == "last");
    for (int number = 1; number < 100; ++number)
        CHECK(find_ordinal(ordinal_word(number)) == number);
    CHECK_FALSE(find_ordinal("0th").has_value());
    CHECK_FALSE(find_ordinal("4").has_value());
}

}  // namespace remit::calendar
