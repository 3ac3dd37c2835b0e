// Tests of event_reading.h: every event is read as it was written, and nothing else is read.
#include "procedure/event_reading.h"

#include <doctest/doctest.h>

#include <array>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "procedure/describe.h"
#include "procedure/loader.h"
#include "support/event_samples.h"
#include "support/golden.h"
#include "support/json_text.h"
#include "support/procedure_sample.h"
#include "support/sketch.h"
#include "support/story.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

/// The sample, as the version that follows on it.
const Definition& visit() {
    static const Definition loaded = [] {
        const std::array<ProcedureFile, 1> files{{{"visit.yaml", testing::kSampleProcedure}}};
        Definition made = *load_procedures(files, testing::vocabulary()).library.latest("visit");
        made.version = 2;
        return made;
    }();
    return loaded;
}

const std::vector<Event>& samples() {
    static const std::vector<Event> made = testing::EventSamples(visit()).take();
    return made;
}

void check_again(const Definition& definition, const Event& event) {
    const std::string text = to_json(definition, event);
    CAPTURE(text);
    const Result<Event> again = read_event(definition, text);
    REQUIRE_MESSAGE(again.ok(), again.error().message);
    CHECK(again.value() == event);
    CHECK(to_json(definition, again.value()) == text);
}

std::string refused(const Definition& definition, std::string_view text) {
    const Result<Event> event = read_event(definition, text);
    return event.ok() ? "accepted" : event.error().message;
}

// --- One value of a text changed ---------------------------------------------------------------

using Change = std::function<void(base::JsonWriter&, const base::JsonValue&)>;

/// Writes the value, and what stands at the path as the change writes it. An empty change leaves
/// it out.
void write_changed(base::JsonWriter& json, const base::JsonValue& value, std::string_view path,
                   const Change& change) {
    const auto write_child = [&](const base::JsonValue& child) {
        const bool here = child.path() == path;
        if (here && !change) return;
        if (!child.name().empty()) json.key(child.name());
        if (here) {
            change(json, child);
        } else {
            write_changed(json, child, path, change);
        }
    };
    if (value.kind() == base::JsonKind::object) {
        json.begin_object();
        for (const base::JsonValue member : value.members().value()) write_child(member);
        json.end_object();
    } else if (value.kind() == base::JsonKind::array) {
        json.begin_array();
        for (const base::JsonValue item : value.items().value()) write_child(item);
        json.end_array();
    } else {
        testing::write_value(json, value);
    }
}

std::string changed(const base::JsonValue& root, std::string_view path, const Change& change) {
    base::JsonWriter json(base::JsonWriter::Layout::compact);
    write_changed(json, root, path, change);
    return json.finish();
}

/// Every value but the whole.
void each_value(const base::JsonValue& value,
                const std::function<void(const base::JsonValue&)>& visit_value) {
    const auto items = value.kind() == base::JsonKind::object ? value.members() : value.items();
    if (!items.ok()) return;
    for (const base::JsonValue child : items.value()) {
        visit_value(child);
        each_value(child, visit_value);
    }
}

/// Asks something of every value of every sample.
void each_value_of_samples(
    const std::function<void(const Event&, const base::JsonValue&, const base::JsonValue&)>& ask) {
    for (const Event& event : samples()) {
        const auto document = base::read_json("event", to_json(visit(), event));
        REQUIRE(document.ok());
        const base::JsonValue root = document.value().root();
        each_value(root, [&](const base::JsonValue& value) { ask(event, root, value); });
    }
}

}  // namespace

TEST_CASE("event reading: every kind of event is read as it was written") {
    std::set<std::size_t> kinds;
    for (const Event& event : samples()) {
        kinds.insert(event.what.index());
        check_again(visit(), event);
    }
    // A new kind of event needs a sample.
    CHECK(kinds.size() == std::variant_size_v<What>);
}

TEST_CASE("event reading: what events are written as does not change") {
    std::string lines;
    for (const Event& event : samples()) lines += to_json(visit(), event) + "\n";
    testing::check_golden("procedure/events.txt", lines);
}

TEST_CASE("event reading: the samples leave no member as it is by default") {
    each_value_of_samples([](const Event&, const base::JsonValue&, const base::JsonValue& value) {
        const std::string text = testing::json_text(value);
        const bool empty = text == "\"\"" || text == "0" || text == "false" || text == "[]" ||
                           text == "\"-\"" || text == "\"1970-01-01\"";
        CHECK_MESSAGE(!empty, value.path(), " is ", text);
    });
}

TEST_CASE("event reading: every value that is written counts") {
    each_value_of_samples(
        [](const Event& event, const base::JsonValue& root, const base::JsonValue& value) {
            const auto other = [](base::JsonWriter& json, const base::JsonValue& was) {
                if (was.kind() == base::JsonKind::text) {
                    json.string(std::string(was.text().value()) + "x");
                } else if (was.kind() == base::JsonKind::number) {
                    json.number(was.number().value() + 1);
                } else if (was.kind() == base::JsonKind::boolean) {
                    json.boolean(!was.boolean().value());
                } else {
                    json.begin_array().end_array();
                }
            };
            const std::string text = changed(root, value.path(), other);
            CAPTURE(text);
            const Result<Event> read = read_event(visit(), text);
            CHECK((!read.ok() || read.value() != event));
        });
}

TEST_CASE("event reading: no value may be missing but those that say so by being absent") {
    const std::set<std::string> absent{"before", "since", "change", "by", "edition"};
    each_value_of_samples(
        [&](const Event& event, const base::JsonValue& root, const base::JsonValue& value) {
            if (value.name().empty()) return;  // an item
            const std::string text = changed(root, value.path(), {});
            CAPTURE(text);
            const Result<Event> read = read_event(visit(), text);
            if (read.ok()) {
                CHECK(absent.count(std::string(value.name())) == 1);
                CHECK(read.value() != event);
            } else if (value.name() == "deadline" && value.path() == "event.deadline") {
                CHECK(read.error().message.ends_with(" is missing"));  // or the question is
            } else if (value.name() != "type") {
                CHECK(read.error().message == value.path() + " is missing");
            }
        });
}

TEST_CASE("event reading: nothing may stand beside what is known") {
    for (const Event& event : samples()) {
        const auto document = base::read_json("event", to_json(visit(), event));
        const base::JsonValue root = document.value().root();
        std::vector<std::string> objects{"event"};
        each_value(root, [&](const base::JsonValue& value) {
            if (value.kind() == base::JsonKind::object) objects.push_back(value.path());
        });
        const auto with_one_more = [](base::JsonWriter& json, const base::JsonValue& was) {
            json.begin_object();
            for (const base::JsonValue member : was.members().value()) {
                json.key(member.name());
                testing::write_value(json, member);
            }
            json.field("colour", "red").end_object();
        };
        for (const std::string& path : objects) {
            std::string text;
            if (path == "event") {
                base::JsonWriter json(base::JsonWriter::Layout::compact);
                with_one_more(json, root);
                text = json.finish();
            } else {
                text = changed(root, path, with_one_more);
            }
            CAPTURE(text);
            CHECK(refused(visit(), text) ==
                  path +
                      ".colour is not known here; leave it out, or write its name as it is "
                      "documented");
        }
    }
}

TEST_CASE("event reading: a value of another kind is refused with its path") {
    each_value_of_samples(
        [](const Event&, const base::JsonValue& root, const base::JsonValue& value) {
            const auto of_another_kind = [](base::JsonWriter& json, const base::JsonValue& was) {
                if (was.kind() == base::JsonKind::text || was.kind() == base::JsonKind::boolean) {
                    json.number(1);
                } else {
                    json.boolean(/*value=*/true);
                }
            };
            const std::string text = changed(root, value.path(), of_another_kind);
            CAPTURE(text);
            CHECK(refused(visit(), text).starts_with(value.path() + " must be "));
        });
}

TEST_CASE("event reading: a text that is cut short anywhere is refused") {
    for (const Event& event : samples()) {
        const std::string text = to_json(visit(), event);
        for (std::size_t size = 0; size < text.size(); ++size) {
            CAPTURE(text.substr(0, size));
            CHECK(refused(visit(), text.substr(0, size)).starts_with("event:1:"));
        }
    }
}

TEST_CASE("event reading: members may come in any order, and with blanks") {
    CHECK(read_event(visit(), R"(
        {"late": true, "deadline": "stay", "event": "clock_met", "at": "2026-04-08T15:00:01Z"} )")
              .value() == Event{testing::at("2026-04-08T15:00:01Z"),
                                ClockMet{visit().find_deadline("stay").value(), /*late=*/true}});
}

TEST_CASE("event reading: what is wrong is named, with the cure") {
    const auto met = [](std::string_view rest) {
        return refused(visit(),
                       R"({"at":"2026-04-08T15:00:01Z","event":"clock_met",)" + std::string(rest));
    };
    CHECK(met(R"("deadline":"stay","late":false})") == "accepted");
    CHECK(met(R"("deadline":"go","late":false})") ==
          "event.deadline is \"go\"; use an id of procedure 'visit' in version 2");
    CHECK(met(R"("deadline":"-","late":false})") ==
          "event.deadline is \"-\"; use an id of procedure 'visit' in version 2");
    CHECK(met(R"("deadline":"stay"})") == "event.late is missing");
    CHECK(met(R"("deadline":"stay","late":0})") == "event.late must be true or false, is a number");
    CHECK(refused(visit(), "[]") == "event must be an object, is an array");
    CHECK(refused(visit(), "{}") == "event.at is missing");
    CHECK(refused(visit(), R"({"at":"2026-04-08 15:00","event":"clock_met"})") ==
          "event.at is \"2026-04-08 15:00\"; write it as 2026-04-08T15:00:00Z");
    CHECK(refused(visit(), R"({"at":"2026-04-08T15:00:01Z","event":"met"})") ==
          "event.event is \"met\"; use a kind of event, such as step_taken");
    const auto withdrawn = [](std::string_view why) {
        return refused(visit(), R"({"at":"2026-04-08T15:00:01Z","event":"clock_withdrawn",)"
                                R"("deadline":"stay","why":")" +
                                    std::string(why) + "\"}");
    };
    CHECK(withdrawn("reset") == "accepted");
    CHECK(withdrawn("why") == "event.why is \"why\"; write one of: step, base, ended, reset");
}

TEST_CASE("event reading: a value is refused that is not of its type or out of its range") {
    const auto set = [](std::string_view field, std::string_view value) {
        return refused(visit(), R"({"at":"2026-04-08T15:00:01Z","event":"field_set","field":")" +
                                    std::string(field) + R"(","value":[)" + std::string(value) +
                                    "]}");
    };
    constexpr std::string_view kMoment =
        "; write it as 2026-04-08, or as 2026-04-08T15:00:00Z Europe/Brussels";
    CHECK(set("arrives", R"("2026-06-30")") == "accepted");
    CHECK(set("arrives", R"("2026-06-31")") ==
          "event.value[0] is \"2026-06-31\"" + std::string(kMoment));
    CHECK(set("landing", R"("2026-06-30T10:00Z UTC")") ==
          "event.value[0] is \"2026-06-30T10:00Z UTC\"" + std::string(kMoment));
    CHECK(set("days", R"("P1M0D")") == "event.value[0] is \"P1M0D\"; write it as P6M");
    CHECK(set("guest", "12") == "event.value[0] must be text, is a number");
    CHECK(set("guest", "") == "accepted");  // it was emptied
    const auto told = [](std::string_view alarm, std::string_view levels) {
        return refused(visit(),
                       R"({"at":"2026-04-08T15:00:01Z","event":"escalated","deadline":"stay",)"
                       R"("alarm":)" +
                           std::string(alarm) + R"(,"due":"2026-06-30","rank":"head",)" +
                           R"("levels_up":)" + std::string(levels) +
                           R"(,"duty_officer":false,"unit":"5"})");
    };
    CHECK(told("65535", "255") == "accepted");
    CHECK(told("65536", "1") == "event.alarm must be a number from 0 to 65535, is 65536");
    CHECK(told("-1", "1") == "event.alarm must be a number from 0 to 65535, is -1");
    CHECK(told("1", "256") == "event.levels_up must be a number from 0 to 255, is 256");
}

TEST_CASE("event reading: an event is read with the version that it was made under") {
    Definition older = visit();
    older.version = 1;
    for (const Event& event : samples()) {
        const bool tells = std::holds_alternative<Opened>(event.what) ||
                           std::holds_alternative<Migrated>(event.what);
        const std::string seen = refused(older, to_json(visit(), event));
        CHECK(seen == (tells ? "event is of another procedure or version than 'visit' version 1, "
                               "with which it was read; read it with its own"
                             : "accepted"));
    }
    const Event opened{testing::at("2026-04-08"),
                       Opened{.matter = "m", .procedure = "brief", .version = 2}};
    CHECK(refused(visit(), to_json(visit(), opened)).starts_with("event is of another procedure"));
}

TEST_CASE("event reading: a move to another version has a place for each entry of the newer one") {
    Event moved = samples().back();
    auto& migrated = std::get<Migrated>(moved.what);
    migrated.steps.pop_back();
    const std::string count = std::to_string(visit().steps.size());
    CHECK(refused(visit(), to_json(visit(), moved)) ==
          "event.steps must have " + count + " items, one for each of version 2; has " +
              std::to_string(migrated.steps.size()));
    migrated = std::get<Migrated>(samples().back().what);
    migrated.consultations.push_back(2);
    CHECK(refused(visit(), to_json(visit(), moved)) ==
          "event.consultations[2] must be a number from 0 to 1, is 2");
}

TEST_CASE("event reading: what is absent stays absent") {
    const calendar::Instant now = testing::at("2026-04-08");
    const DeadlineId stay = visit().find_deadline("stay").value();
    const StateId planned = visit().find_state("planned").value();
    for (const What& what : std::initializer_list<What>{
             Opened{.matter = "m", .procedure = "visit", .version = 2},
             StateChanged{{}, planned, /*ends=*/false, {}}, ClockSet{.deadline = stay},
             ClockFailed{stay, {}, ""}, EditionPlanned{},
             FieldSet{visit().find_field("guest").value(), {}},
             QuestionWithdrawn{"q", QuestionWithdrawn::Why::withdrawn, std::nullopt, ""},
             Spawned{"visit", "", {}},
             Spawned{"visit", "", {{"f", {{EmptyCell{}, EmptyCell{}}}, ""}, {"g", {}, ""}}},
             FieldSet{visit().find_field("hosts").value(), {{EmptyCell{}}}}}) {
        check_again(visit(), {now, what});
    }
}

TEST_CASE("event reading: a field of each type keeps its value") {
    testing::Sketch s;
    const std::string name = "a name";
    const std::pair<FieldType, std::vector<Item>> values[] = {
        {FieldType::text, {std::string("two\nlines\t\"quoted\" \\ \x01"), std::string()}},
        {FieldType::number, {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN}},
        {FieldType::date, {calendar::Date::first(), calendar::Date::last()}},
        {FieldType::instant,
         {ZonedInstant{{-2'208'988'800}, "America/New_York"}, ZonedInstant{{0}, "UTC"}}},
        {FieldType::duration, {calendar::Duration{}, calendar::Duration{1, 2, 3, 4, 5, 6}}},
        {FieldType::money, {Money{-5, "EUR"}, Money{7, "JPY"}, Money{1'001, "KWD"}}},
        {FieldType::choice, {name}},
        {FieldType::body, {name}},
        {FieldType::topic, {name}},
        {FieldType::counterpart, {name}},
        {FieldType::unit, {name}},
        {FieldType::country, {name}},
        {FieldType::person, {name}},
        {FieldType::paper, {name}},
        {FieldType::matter, {name}},
    };
    for (const auto& [type, items] : values) s.field(std::to_string(int(type)), type, true);
    for (const auto& [type, items] : values) {
        const FieldId field = s.f(std::to_string(int(type)));
        check_again(s.made, {testing::at("2026-04-08"), FieldSet{field, {items}}});
        check_again(s.made, {testing::at("2026-04-08"), FieldAppended{field, items.front()}});
        check_again(s.made, {testing::at("2026-04-08"), Spawned{"p", "l", {{"f", {items}, ""}}}});
    }
}

TEST_CASE("event reading: moments that were counted may lie beyond the years of a file") {
    const DeadlineId stay = visit().find_deadline("stay").value();
    const calendar::Date first = calendar::Date::first();
    const calendar::Date last = calendar::Date::last();
    for (const calendar::Date date :
         {first, first.plus_days(-1), last, last.plus_days(1), last.plus_months(2400),
          first.plus_months(-2400), *calendar::Date::of(2096, 2, 29)}) {
        check_again(visit(), {testing::at("2026-04-08"), ClockPassed{stay, date}});
        const calendar::Instant midnight = calendar::from_utc({date, 0});
        for (const std::int64_t seconds : {0, -1, 1, 3599, 86'399}) {
            const calendar::Instant instant = midnight.plus_seconds(seconds);
            check_again(visit(), {instant, ClockPassed{stay, ZonedInstant{instant, "UTC"}}});
        }
    }
}

TEST_CASE("event reading: a count that failed keeps the zone that is none") {
    const DeadlineId stay = visit().find_deadline("stay").value();
    for (const char* zone : {"", "no such zone", "Europe/Atlantis", "\"\n"}) {
        const Count count{.from = ZonedInstant{testing::at("2026-04-08"), zone}, .zone = zone};
        check_again(visit(), {testing::at("2026-04-08"), ClockFailed{stay, count, "no zone"}});
    }
}

}  // namespace remit::procedure
