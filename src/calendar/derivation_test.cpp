// Derivations in words: frozen examples in four forms
// of three languages, and words for every kind of line.
#include "calendar/derivation.h"

#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "calendar/clock_history.h"
#include "support/calendar_samples.h"
#include "support/golden.h"

namespace remit::calendar {
namespace {

using diag::Language;
using support::book;

constexpr std::array kLanguages{Language::en, Language::hr, Language::sr_cyrl, Language::sr_latn};

struct Sample {
    const char* title;
    const char* rule;
    const char* from;
    const char* calendar;
    const char* zone;
};

/// One of each kind of clock, with what is peculiar to it.
constexpr std::array<Sample, 19> kSamples{{
    {"FOI request in Serbia", "P15D term of rs", "2026-01-31", "", ""},
    {"notice board in Croatia", "P8D term of hr, deemed the day after", "2026-01-30", "", ""},
    {"a month from the 31st", "P1M term", "2026-01-31", "hr", ""},
    {"the older law, Saturday", "P15D term", "2015-02-27", "rs", ""},
    {"urgent FOI request", "PT48H term", "2026-04-03T17:00", "rs", ""},
    {"reply to a treaty body", "P6M", "2026-08-31", "hr", ""},
    {"within the first year", "within P1Y", "2014-12-24", "", ""},
    {"entry into force, mines", "first day of 6th month", "2026-01-12", "", ""},
    {"entry into force, CoE", "first day of month after P3M", "2014-04-22", "", ""},
    {"planning backwards", "P42D before", "2026-06-15", "", ""},
    {"ten working days", "10 working days", "2026-12-17", "hr", ""},
    {"ten working days over a day off", "3 working days", "2026-02-13", "rs", ""},
    {"many working days", "250 working days", "2026-01-01", "eu", ""},
    {"90 days after the year's end", "P90D after 31 December from 2026", "2026-06-01", "", ""},
    {"opening of the Assembly", "tuesday of week 2 of September", "2026-01-01", "", ""},
    {"the last 1 December before", "1 December before event:session", "2026-07-19", "rs", ""},
    {"a silence over Easter", "2026-04-07T17:00 Europe/Brussels", "2026-04-02T10:00", "hr", ""},
    {"a skipped hour", "P1D instant", "2026-03-28T02:30", "", "Europe/Brussels"},
    {"an instant read as a day", "P3M", "2026-08-31T23:30:00Z", "", "Europe/Zagreb"},
}};

std::string told(const Deadline& deadline, Language language) {
    std::string out;
    for (const std::string& line : in_words(deadline, book(), language)) out += "  " + line + "\n";
    return out;
}

std::string all_samples(Language language) {
    std::string out;
    for (const Sample& sample : kSamples) {
        out += std::string(sample.title) + "\n" +
               told(support::deadline(sample.rule, sample.from, sample.calendar, sample.zone),
                    language) +
               "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("derivation: examples in words, in every language") {
    for (const Language language : kLanguages) {
        testing::check_golden(
            "calendar/derivations_" + std::string(diag::name_of(language)) + ".txt",
            all_samples(language));
    }
}

TEST_CASE("derivation: a history in words, in every language") {
    using Kind = Change::Kind;
    const auto day = [](std::string_view iso) { return Moment(support::day(iso)); };
    const ClockHistory history{
        support::rule("P15D term"),
        {{Kind::stop, day("2026-03-09"), "2026/17", {}, 0, {}},
         {Kind::resume, day("2026-03-21"), "2026/31", {}, 0, {}},
         {Kind::extend_by, day("2026-03-25"), "2026/40", Duration::parse("P8D").value(), 0, {}},
         {Kind::extend_to, day("2026-03-26"), "2026/41", {}, 0, day("2026-05-30")},
         {Kind::restart, day("2026-04-01"), "2026/50", {}, 0, {}}}};
    const ClockHistory silence{
        support::rule("PT48H"),
        {{Kind::stop, support::moment("2026-03-02T12:00"), "AS1", {}, 0, {}},
         {Kind::resume, support::moment("2026-03-02T13:30"), "AS2", {}, 0, {}}}};
    for (const Language language : kLanguages) {
        std::optional<Zone> spare;
        const auto days = compute(
            history, book().given(history.rule, {day("2026-03-02"), {}, "hr", {}}, spare).value());
        const auto hours = compute(
            silence,
            book()
                .given(silence.rule,
                       {support::moment("2026-03-02T09:00"), {}, {}, "Europe/Brussels"}, spare)
                .value());
        REQUIRE(days.ok());
        REQUIRE(hours.ok());
        testing::check_golden(
            "calendar/history_" + std::string(diag::name_of(language)) + ".txt",
            told(days.value().deadline, language) + "\n" + told(hours.value().deadline, language));
    }
}

TEST_CASE("derivation: every kind of line has words, without gaps, in every language") {
    const Deadline sample = support::deadline("P15D term of rs", "2026-01-31");
    for (int kind = 0; kind <= static_cast<int>(LineKind::restarted); ++kind) {
        Deadline one = sample;
        one.derivation = {{static_cast<LineKind>(kind), support::day("2026-02-15"),
                           support::day("2026-02-16"), 3, "statehood"}};
        for (const Language language : kLanguages) {
            const auto lines = in_words(one, book(), language);
            REQUIRE(lines.size() == 1);
            CHECK_FALSE(lines.front().empty());
            CHECK(lines.front().find('{') == std::string::npos);
        }
    }
}

TEST_CASE("words: a date stands in the case that its sentence needs") {
    struct Row {
        Language language;
        const char* alone;
        const char* of;
        const char* on;
    };
    const Date wednesday = support::day("2026-02-18");
    for (const Row& row : {Row{Language::en, "Wednesday 18 February 2026",
                               "Wednesday 18 February 2026", "Wednesday 18 February 2026"},
                           {Language::hr, "srijeda, 18. veljače 2026.",
                            "srijede, 18. veljače 2026.", "srijedu, 18. veljače 2026."},
                           {Language::sr_cyrl, "среда, 18. фебруар 2026.",
                            "среде, 18. фебруара 2026.", "среду, 18. фебруара 2026."},
                           {Language::sr_latn, "sreda, 18. februar 2026.",
                            "srede, 18. februara 2026.", "sredu, 18. februara 2026."}}) {
        CHECK(date_in_words(wednesday, row.language) == row.alone);
        CHECK(date_in_words(wednesday, row.language, Case::genitive) == row.of);
        CHECK(date_in_words(wednesday, row.language, Case::accusative) == row.on);
    }
    CHECK(plain_date_in_words(support::day("2025-12-26"), Language::hr) == "26. prosinca 2025.");
    CHECK(plain_date_in_words(support::day("2025-12-26"), Language::sr_cyrl) ==
          "26. децембра 2025.");
    const Duration length = Duration::parse("P1Y2M").value();
    CHECK(duration_in_words(length, Language::hr, Case::genitive) == "1 godine i 2 mjeseca");
    CHECK(duration_in_words(length, Language::sr_cyrl) == "1 година и 2 месеца");
}

TEST_CASE("words: rules name their days as people do") {
    struct Row {
        const char* rule;
        const char* hr;
        const char* sr;
    };
    for (const Row& row :
         {Row{"15 April", "15. travnja", "15. април"},
          {"P7D before last wednesday of May", "7 dana prije zadnje srijede u svibnju",
           "7 дана пре последње среде у мају"},
          {"P7D after 2nd tuesday of September", "7 dana nakon 2. utorka u rujnu",
           "7 дана после 2. уторка у септембру"},
          {"P60D before 1 January", "60 dana prije 1. siječnja", "60 дана пре 1. јануара"},
          {"last sunday of November", "zadnja nedjelja u studenome", "последња недеља у новембру"},
          {"tuesday of week 3 of September", "utorak u 3. tjednu rujna",
           "уторак у 3. седмици септембра"}}) {
        const Rule rule = support::rule(row.rule);
        CHECK(rule_in_words(rule, book(), Language::hr) ==
              "kalendarski datum: " + std::string(row.hr) + "; ništa ga ne pomiče");
        CHECK(rule_in_words(rule, book(), Language::sr_cyrl) ==
              "календарски датум: " + std::string(row.sr) + "; ништа га не помера");
    }
}

TEST_CASE("derivation: what runs out runs out, and what is there is a date") {
    const auto last_line = [](std::string_view rule, std::string_view from, Language language) {
        return in_words(support::deadline(rule, from), book(), language).back();
    };
    CHECK(last_line("P15D term of rs", "2026-01-31", Language::sr_cyrl) ==
          "рок истиче у среду, 18. фебруара 2026.");
    CHECK(last_line("P8D term of hr, deemed the day after", "2026-01-30", Language::hr) ==
          "datum: utorak, 10. veljače 2026.");
    CHECK(last_line("2nd tuesday of September", "2026-01-01", Language::hr) ==
          "datum: utorak, 8. rujna 2026.");
    CHECK(last_line("PT1H before", "2026-04-07T15:00Z", Language::hr) ==
          "trenutak: utorak, 7. travnja 2026. u 14:00 (UTC)");
    CHECK(last_line("PT1H", "2026-04-07T15:00Z", Language::hr) ==
          "rok istječe u utorak, 7. travnja 2026. u 16:00 (UTC)");
}

TEST_CASE("derivation: Serbian has one form in two scripts") {
    const Deadline sample = support::deadline("P15D term of rs", "2026-01-31");
    const auto cyrillic = told(sample, Language::sr_cyrl);
    const auto latin = told(sample, Language::sr_latn);
    CHECK(cyrillic.find("Сретење") != std::string::npos);
    CHECK(latin.find("Sretenje") != std::string::npos);
    CHECK(latin.find("Сретење") == std::string::npos);
}

TEST_CASE("derivation: rules of every form have words") {
    for (const char* text : {"P15D term",
                             "P15D term of hr",
                             "PT48H term",
                             "15 April",
                             "28 February 2026",
                             "P90D after 31 December",
                             "last monday of May",
                             "last sunday of May",
                             "2nd tuesday of May",
                             "tuesday of week 3 of September",
                             "1 December before event:x",
                             "15 December of 4th year after event:x",
                             "P1Y6M",
                             "P1W",
                             "P6M before",
                             "within P1Y",
                             "first day of 6th month",
                             "first day of month after P3M",
                             "1 working day",
                             "10 working days of eu",
                             "10 working days of eu before",
                             "PT90M",
                             "PT1H before",
                             "25% left",
                             "2026-04-07T17:00 Europe/Brussels"}) {
        for (const Language language : kLanguages)
            CHECK_FALSE(rule_in_words(support::rule(text), book(), language).empty());
    }
    for (const Undated undated : {Undated::set_by_body, Undated::as_soon_as_possible,
                                  Undated::without_delay, Undated::before_event}) {
        for (const Language language : kLanguages)
            CHECK_FALSE(undated_in_words(undated, language).empty());
    }
    CHECK(duration_in_words(Duration::parse("P1Y6M").value(), Language::en) ==
          "1 year and 6 months");
    CHECK(duration_in_words(Duration::parse("P2M").value(), Language::hr) == "2 mjeseca");
    CHECK(duration_in_words(Duration::parse("P21D").value(), Language::hr) == "21 dan");
    CHECK(duration_in_words(Duration::parse("PT48H").value(), Language::sr_cyrl) == "48 сати");
}

TEST_CASE("derivation: names that the book does not know are shown as ids") {
    Deadline made = support::deadline("P15D term of rs", "2026-01-31");
    const Book empty;
    for (const Language language : kLanguages) {
        const auto lines = in_words(made, empty, language);
        CHECK(lines.size() == made.derivation.size());
    }
    CHECK(in_words(made, empty, Language::en)[6].find("statehood") != std::string::npos);
    CHECK(moment_in_words(Moment(Instant{0}), "No/Where", empty, Language::en) ==
          "1970-01-01T00:00:00Z");
}

}  // namespace remit::calendar
