// Instants and zones: what the clock on the wall shows, and what it skips and shows twice.
#include "calendar/zone.h"

#include <doctest/doctest.h>

#include <string>

#include "calendar/moment.h"

namespace remit::calendar {
namespace {

Zone zone(std::string_view name) {
    auto found = Zone::find(name);
    REQUIRE_MESSAGE(found.ok(), name);
    return std::move(found).value();
}

LocalTime local(std::string_view text) {
    const auto time = LocalTime::parse(text);
    REQUIRE_MESSAGE(time.ok(), text);
    return time.value();
}

}  // namespace

TEST_CASE("instant: an offset is taken off, and the same instant comes back in UTC") {
    CHECK(Instant::parse("2026-04-07T17:00:00+02:00").value().iso() == "2026-04-07T15:00:00Z");
    CHECK(Instant::parse("2026-04-07T17:00+02:00").value() ==
          Instant::parse("2026-04-07T15:00Z").value());
    CHECK(Instant::parse("2026-01-01T00:30:00+01:00").value().iso() == "2025-12-31T23:30:00Z");
    CHECK(Instant::parse("1969-12-31T23:59:59Z").value().seconds == -1);
    CHECK(Instant::parse("1970-01-01T00:00:00-05:00").value().seconds == 5 * 3600);
}

TEST_CASE("instant: what is none is refused with how to write it") {
    for (const char* text :
         {"", "2026-04-07", "2026-04-07T17:00", "2026-04-07T25:00Z", "2026-04-07T17:60Z",
          "2026-04-07T17:00:60Z", "2026-04-07 17:00Z", "2026-04-07T17:00+2:00",
          "2026-04-07T17:00:00+0200", "2026-02-30T17:00Z", "T17:00Z", "1900-01-01T00:00:00+14:00",
          "2026-04-07T17-00Z", "Z", "+02:00"}) {
        const auto instant = Instant::parse(text);
        REQUIRE_FALSE_MESSAGE(instant.ok(), text);
        CHECK_FALSE(instant.error().message.empty());
    }
    struct Row {
        const char* text;
        const char* says;
    };
    for (const Row& row :
         {Row{"2026-04-07 17:00Z", "write it as 2026-04-07T17:00:00+02:00"},
          {"2026-04-07T24:00Z", "the day ends at 00:00 of the next one"},
          {"2026-06-30T23:59:60Z", "leap seconds are not counted"},
          {"2026-02-30T17:00Z", "'2026-02-30' is no date: that month has the days 01 to 28"},
          {"1900-01-01T00:00:00+14:00", "outside the years 1900 to 2199 in UTC"},
          {"2026-04-07T17:00+24:00", "write it as"},
          {"2026-04-07T17:00:00.5Z", "write it as"}}) {
        const std::string message = Instant::parse(row.text).error().message;
        CHECK_MESSAGE(message.find(row.says) != std::string::npos, message);
    }
    CHECK(LocalTime::parse("2026-04-07T24:00").error().message.find("00:00 of the next one") !=
          std::string::npos);
    CHECK(local("2026-04-07T17:00").text() == "2026-04-07 17:00");
    CHECK(local("2026-04-07T17:00:05").text() == "2026-04-07 17:00:05");
}

TEST_CASE("zone: a local time and its instant lead to each other, all the year round") {
    for (const char* name :
         {"Europe/Brussels", "Europe/Zagreb", "America/New_York", "Asia/Kathmandu", "UTC"}) {
        const Zone here = zone(name);
        for (int hour = 0; hour < 24 * 366; ++hour) {
            const Instant instant = Instant::parse("2026-01-01T00:30:00Z")
                                        .value()
                                        .plus_seconds(std::int64_t{hour} * 3600);
            const Resolved back = here.resolve(here.local(instant));
            if (back.fit == LocalFit::once) REQUIRE(back.instant == instant);
            REQUIRE(back.fit != LocalFit::skipped);
        }
    }
}

TEST_CASE("zone: summer and winter are an hour apart") {
    const Zone brussels = zone("Europe/Brussels");
    CHECK(brussels.resolve(local("2026-04-07T17:00")).instant.iso() == "2026-04-07T15:00:00Z");
    CHECK(brussels.resolve(local("2026-01-07T17:00")).instant.iso() == "2026-01-07T16:00:00Z");
    CHECK(brussels.iso(Instant::parse("2026-04-07T15:00Z").value()) == "2026-04-07T17:00:00+02:00");
    CHECK(zone("America/New_York").iso(Instant::parse("2026-04-07T15:00Z").value()) ==
          "2026-04-07T11:00:00-04:00");
}

TEST_CASE("zone: a time that the clock skips is taken as if it had not jumped yet") {
    const Zone brussels = zone("Europe/Brussels");
    const Resolved gap = brussels.resolve(local("2026-03-29T02:30"));
    CHECK(gap.fit == LocalFit::skipped);
    CHECK(brussels.local(gap.instant).text() == "2026-03-29 03:30");
    CHECK(brussels.resolve(local("2026-03-29T03:00")).fit == LocalFit::once);
    CHECK(brussels.resolve(local("2026-03-29T01:59")).fit == LocalFit::once);
}

TEST_CASE("zone: of a time that the clock shows twice the first is taken") {
    const Zone brussels = zone("Europe/Brussels");
    const Resolved twice = brussels.resolve(local("2026-10-25T02:30"));
    CHECK(twice.fit == LocalFit::repeated);
    CHECK(twice.instant.iso() == "2026-10-25T00:30:00Z");
    CHECK(brussels.resolve(local("2026-10-25T03:00")).fit == LocalFit::once);
}

TEST_CASE("zone: what is no zone is refused with how to write one") {
    for (const char* name :
         {"", "Brussels", "CET", "EST", "GMT+2", "Etc/GMT-2", "europe/brussels", "Europe/Bruxelles",
          "Europe/", "/", "Europe/Brussels ", "Европа/Брисел", "Europe\\Brussels", "UTC+1"}) {
        const auto found = Zone::find(name);
        REQUIRE_FALSE_MESSAGE(found.ok(), name);
        CHECK(found.error().message.find("Europe/Brussels") != std::string::npos);
    }
    CHECK_FALSE(Zone::find(std::string(5000, 'A') + "/B").ok());
}

TEST_CASE("zone: a copy answers as the first does") {
    Zone copy = zone("Europe/Zagreb");
    {
        const Zone first = zone("Europe/Vienna");
        copy = first;
    }
    CHECK(copy.name() == "Europe/Vienna");
    CHECK(copy.offset_seconds(Instant::parse("2026-07-01T00:00Z").value()) == 7200);
}

TEST_CASE("zone: with its changes kept it answers as before") {
    // Lord Howe moves by half an hour, Casablanca at Ramadan, Apia left out a day.
    for (const char* name : {"Europe/Zagreb", "Europe/Brussels", "America/New_York", "UTC",
                             "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"}) {
        const Zone computed = Zone::find(name).value();
        Zone kept = computed;
        kept.keep_changes();
        const Zone copy = kept;
        const Date first = *Date::of(1969, 12, 1);
        for (std::int32_t day = 0; day < 132 * 366; day += day % 20'000 < 800 ? 1 : 13) {
            for (std::int32_t hour = 0; hour < 48; ++hour) {
                const LocalTime local{first.plus_days(day), hour * 1800};
                const Resolved one = computed.resolve(local);
                const Resolved two = copy.resolve(local);
                const bool same =
                    one.instant == two.instant && one.fit == two.fit &&
                    computed.offset_seconds(one.instant) == copy.offset_seconds(one.instant);
                if (same) continue;
                FAIL(name, " ", local.date.iso(), " ", hour);
            }
        }
    }
}

TEST_CASE("moment: an instant becomes a day only with a zone") {
    const Moment instant = Instant::parse("2026-04-07T23:30:00Z").value();
    CHECK_FALSE(day_of(instant, nullptr).ok());
    const Zone brussels = zone("Europe/Brussels");
    CHECK(day_of(instant, &brussels).value().iso() == "2026-04-08");
    CHECK(iso(parse_moment("2026-04-07", nullptr).value()) == "2026-04-07");
    CHECK(iso(parse_moment("2026-04-07T17:00", &brussels).value()) == "2026-04-07T15:00:00Z");
    CHECK(parse_moment("2026-04-07T17:00", nullptr).error().message.find("zone") !=
          std::string::npos);
    CHECK_FALSE(parse_moment("2026-04-07Tx", &brussels).ok());
}

TEST_CASE("moment: a time that the clock shows twice or never is written with its offset") {
    struct Row {
        const char* zone;
        const char* text;
        const char* says;
    };
    for (const Row& row :
         {Row{"Europe/Brussels", "2026-03-29T02:30",
              "the clock in Europe/Brussels never shows 2026-03-29T02:30; write the offset behind "
              "it: "
              "2026-03-29T02:30+01:00 or 2026-03-29T02:30+02:00"},
          {"Europe/Vienna", "2026-10-25T02:30",
           "shows twice 2026-10-25T02:30; write the offset behind it: 2026-10-25T02:30+02:00 or "
           "2026-10-25T02:30+01:00"},
          {"America/New_York", "2026-11-01T01:15",
           "2026-11-01T01:15-04:00 or 2026-11-01T01:15-05:00"},
          {"America/New_York", "2026-03-08T02:00", "never shows"}}) {
        const Zone here = zone(row.zone);
        const auto moment = parse_moment(row.text, &here);
        REQUIRE_FALSE(moment.ok());
        CHECK_MESSAGE(moment.error().message.find(row.says) != std::string::npos,
                      moment.error().message);
    }
    const Zone brussels = zone("Europe/Brussels");
    CHECK(iso(parse_moment("2026-10-25T02:30+01:00", &brussels).value()) == "2026-10-25T01:30:00Z");
    CHECK(iso(parse_moment("2026-10-25T02:30+02:00", &brussels).value()) == "2026-10-25T00:30:00Z");
}

}  // namespace remit::calendar
