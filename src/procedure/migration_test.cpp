// Moving to a newer version: what is kept, what would be lost, when it is refused, and that a dry
// run changes nothing.
#include "procedure/migration.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;
using Reasons = std::vector<std::string>;

constexpr std::string_view kMonday = "2026-03-02";

/// The first version: a letter with a reply in six months and a ministry that is asked.
Sketch first() {
    Sketch s;
    s.field("title", FieldType::text).field("sent", FieldType::date);
    s.field("mood", FieldType::text).field("whom", FieldType::counterpart, /*list=*/true);
    s.choice("tone", {"warm", "cold"});
    s.states({"draft", "waiting"}, {"closed"});
    s.steps({"open", "send", "remind", "close"});
    s.deadlines({"reply", "courtesy"});
    s.consultations({"ministries"});
    s.papers({"letter", "note"});
    Step& open = s.opening("open", "draft");
    open.may = {s.f("title"), s.f("sent"), s.f("mood"), s.f("tone"), s.f("whom")};
    Step& send = s.move("send", {"draft"}, "waiting");
    send.asks = {s.c("ministries")};
    s.anywhere("remind");
    s.move("close", {"waiting"}, "closed");
    s.deadline("reply").amount = Sketch::written("P6M");
    s.deadline("reply").from_field = s.f("sent");
    s.deadline("reply").reminders = {{.before = {.days = 7}}};
    s.deadline("courtesy").amount = Sketch::written("P9M");
    s.deadline("courtesy").from_field = s.f("sent");
    Consultation& ministries = s.consultation("ministries");
    ministries.whom = {{.kind = Respondents::Kind::field, .field = s.f("whom")}};
    ministries.within = Sketch::written("P30D");
    return s;
}

/// The second: `draft` is called `drafting`, `title` stands at another place, the reply takes three
/// months.
Sketch second() {
    Sketch s;
    s.choice("tone", {"warm", "cold", "icy"}).field("whom", FieldType::counterpart, /*list=*/true);
    s.field("sent", FieldType::date).field("subject", FieldType::text);
    s.states({"waiting", "drafting"}, {"closed"});
    s.steps({"close", "open", "send", "remind"});
    s.deadlines({"thanks", "reply"});
    s.consultations({"units", "ministries"});
    s.papers({"note", "letter"});
    s.opening("open", "drafting").may = {s.f("subject"), s.f("sent"), s.f("tone"), s.f("whom")};
    s.move("send", {"drafting"}, "waiting").asks = {s.c("ministries")};
    s.anywhere("remind");
    s.move("close", {"waiting"}, "closed");
    s.deadline("reply").amount = Sketch::written("P3M");
    s.deadline("reply").from_field = s.f("sent");
    s.deadline("reply").reminders = {{.before = {.days = 7}}, {.before = {.days = 1}}};
    s.deadline("thanks").amount = Sketch::written("P1Y");
    s.deadline("thanks").from_field = s.f("sent");
    Consultation& ministries = s.consultation("ministries");
    ministries.whom = {{.kind = Respondents::Kind::field, .field = s.f("whom")}};
    ministries.within = Sketch::written("P30D");
    s.consultation("units").whom = ministries.whom;
    s.consultation("units").within = Sketch::written("P30D");
    s.made.version = 2;
    s.made.succession = {.from_version = 1,
                         .states = {{"draft", "drafting"}},
                         .fields = {{"title", "subject"}},
                         .dropped_fields = {"mood"}};
    return s;
}

Story opened(const Sketch& s, testing::Fields fields = {}) {
    Story story(s.made, testing::house(), "work", "A1");
    if (fields.empty()) {
        fields = {
            {"title", "To Geneva"}, {"sent", "2026-03-01"}, {"mood", "grey"}, {"whom", "defence"}};
    }
    story.open("m1", "open", kMonday, fields);
    return story;
}

MigrationPlan plan(const Story& story, const Sketch& newer) {
    return plan_migration(story.definition(), newer.made, story.matter(), testing::house(),
                          testing::at(kMonday));
}

Reasons reasons_of(const std::optional<Refusal>& refusal) {
    Reasons reasons;
    if (!refusal) return reasons;
    for (const Blocker& blocker : refusal->blockers) reasons.emplace_back(name_of(blocker.reason));
    return reasons;
}

Migrate command(const Story& story, const Sketch& newer, std::string note = "the law has changed") {
    return {&newer.made, story.acting(), std::move(note)};
}

Matter moved(const Story& story, const Sketch& newer) {
    const Decision decision = story.decide(command(story, newer), kMonday);
    REQUIRE_MESSAGE(decision.ok(), reasons_of(decision.refusal).size());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(newer.made, matter, event);
    return matter;
}

}  // namespace

TEST_CASE("migration: values, clocks, questions and papers find their places by name") {
    const Sketch one = first();
    const Sketch two = second();
    Story story = opened(one);
    story.take("send", kMonday, {}, {});
    const Matter matter = moved(story, two);
    CHECK(matter.procedure_version == 2);
    CHECK(two.made.states[matter.state.index()].id == "waiting");
    CHECK(matter.value(two.f("subject")) == Value{{std::string("To Geneva")}});
    CHECK(matter.fields.size() == two.made.fields.size());
    CHECK(matter.questions.front().consultation == two.c("ministries"));
    CHECK(matter.questions.front().state == Question::State::open);
    CHECK(matter.times_taken[two.st("send").index()] == 1);
    CHECK(matter.times_taken[two.st("remind").index()] == 0);
    CHECK(matter.clock(two.d("reply")).due == Due(calendar::Date::parse("2026-06-01").value()));
    CHECK(matter.clock(two.d("reply")).alarms.size() == 2);
    CHECK(matter.clock(two.d("thanks")).state == ClockState::running);
    // And it goes on under the new version.
    TakeStep close;
    close.step = two.st("close");
    close.by = story.acting();
    CHECK(decide(two.made, matter, close, testing::house(), testing::at(kMonday)).ok());
}

TEST_CASE("migration: a state that was renamed is found") {
    const Sketch one = first();
    const Sketch two = second();
    const Matter matter = moved(opened(one), two);
    CHECK(two.made.states[matter.state.index()].id == "drafting");
}

TEST_CASE("migration: a plan tells what is dropped, ends, moves and begins, and changes nothing") {
    const Sketch one = first();
    const Sketch two = second();
    const Story story = opened(one);
    const Matter before = story.matter();
    const MigrationPlan dry = plan(story, two);
    REQUIRE(dry.ok());
    CHECK(dry.dropped == std::vector<NamedValue>{{"mood", {{std::string("grey")}}, ""}});
    CHECK(dry.closed_deadlines == std::vector<std::string>{"courtesy"});
    CHECK(dry.moved_deadlines == std::vector<std::string>{"reply"});
    CHECK(dry.new_deadlines == std::vector<std::string>{"thanks"});
    CHECK(story.matter() == before);
    // The step itself records what the plan said, and who did it and why.
    const Decision decision = story.decide(command(story, two), kMonday);
    REQUIRE(decision.events.size() == dry.events.size());
    const auto& made = std::get<Migrated>(decision.events[1].what);
    CHECK(made.dropped == dry.dropped);
    CHECK(made.note == "the law has changed");
    CHECK(made.by.officer == "officer-1");
}

TEST_CASE(
    "migration: a value without a place is refused, unless the version says that it is dropped") {
    const Sketch one = first();
    Sketch two = second();
    two.made.succession->dropped_fields.clear();
    CHECK(reasons_of(plan(opened(one), two).refusal) == Reasons{"field_without_counterpart"});
    // An empty field needs no place.
    CHECK(plan(opened(one, {{"title", "x"}}), two).ok());
}

TEST_CASE("migration: a state, a question and a paper need a place, and a value must fit") {
    const Sketch one = first();
    Sketch no_state = second();
    no_state.made.succession->states.clear();
    CHECK(reasons_of(plan(opened(one), no_state).refusal) == Reasons{"state_without_counterpart"});

    Sketch no_question = second();
    no_question.consultation("ministries").id = "others";
    Story asked = opened(one);
    CHECK(plan(asked, no_question).ok());
    asked.take("send", kMonday);
    CHECK(reasons_of(plan(asked, no_question).refusal) == Reasons{"question_without_counterpart"});

    Sketch no_paper = second();
    no_paper.made.paper_kinds.back().id = "memo";
    Story with_paper = opened(one);
    with_paper.take("send", kMonday, {}, {"letter"});
    CHECK(reasons_of(plan(with_paper, no_paper).refusal) == Reasons{"paper_without_counterpart"});

    Sketch other_choices = second();
    other_choices.made.fields.front().choices.erase(
        other_choices.made.fields.front().choices.begin());
    Story warm = opened(one, {{"tone", "warm"}});
    CHECK(reasons_of(plan(warm, other_choices).refusal) == Reasons{"value_without_counterpart"});
    CHECK(plan(opened(one, {{"tone", "cold"}}), other_choices).ok());

    Sketch other_type = second();
    other_type.made.fields[other_type.f("subject").index()].type = FieldType::number;
    CHECK(reasons_of(plan(opened(one), other_type).refusal) ==
          Reasons{"value_without_counterpart"});
}

TEST_CASE("migration: two values never fall into one place") {
    const Sketch one = first();
    Sketch two = second();
    two.made.succession->dropped_fields.clear();
    two.made.succession->fields.emplace_back("mood", "subject");
    CHECK(reasons_of(plan(opened(one), two).refusal) == Reasons{"value_without_counterpart"});
}

TEST_CASE("migration: only to a newer version of the same procedure that says how") {
    const Sketch one = first();
    const Story story = opened(one);
    Sketch two = second();
    two.made.version = 1;
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"not_newer"});
    two.made.version = 3;
    two.made.succession->from_version = 2;
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"not_a_successor"});
    two.made.succession.reset();
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"not_a_successor"});
    two = second();
    two.made.id = "other";
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"not_newer"});
}

TEST_CASE("migration: it is a step with a power and a reason, and not after the end") {
    const Sketch one = first();
    const Sketch two = second();
    Story story = opened(one);
    CHECK(reasons_of(story.decide(command(story, two, ""), kMonday).refusal) ==
          Reasons{"note_missing"});
    Migrate rival = command(story, two);
    rival.by.power.unit = "A2";
    CHECK(reasons_of(story.decide(rival, kMonday).refusal) == Reasons{"wrong_unit"});
    Migrate nowhere = command(story, two);
    nowhere.to = nullptr;
    CHECK_FALSE(story.decide(nowhere, kMonday).ok());
    story.take("send", kMonday);
    story.take("close", kMonday);
    CHECK(reasons_of(story.decide(command(story, two), kMonday).refusal) == Reasons{"ended"});
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"ended"});
}

TEST_CASE("migration: dates that only are computed move with their rule") {
    Sketch one = first();
    one.field("due", FieldType::date);
    one.deadline("reply").records = one.f("due");
    Sketch two = second();
    two.field("due", FieldType::date);
    two.deadline("reply").records = two.f("due");
    const Story story = opened(one);
    CHECK(story.field("due") == "2026-09-01");
    const Matter matter = moved(story, two);
    CHECK(matter.value(two.f("due")) == Value{{calendar::Date::parse("2026-06-01").value()}});
}

TEST_CASE("migration: a date is computed anew where only the direction of its rule is another") {
    Sketch one = first();
    one.field("due", FieldType::date);
    one.deadline("reply").records = one.f("due");
    Sketch two = second();
    two.field("due", FieldType::date);
    two.deadline("reply").records = two.f("due");
    two.deadline("reply").amount = Sketch::written("P6M");
    two.deadline("reply").before = true;
    const Matter matter = moved(opened(one), two);
    const Value before{{calendar::Date::parse("2025-09-01").value()}};
    CHECK(matter.value(two.f("due")) == before);
    const auto standing =
        derive(two.made, matter, testing::house(), *two.made.find_deadline("reply"));
    REQUIRE(standing.ok());
    CHECK(Value{{std::get<calendar::Date>(standing.value().deadline.due)}} == before);
}

TEST_CASE("migration: a date that was computed becomes a clock, and a clock such a date") {
    Sketch records = first();
    records.field("due", FieldType::date);
    records.deadline("reply").records = records.f("due");
    Sketch runs = second();
    runs.field("due", FieldType::date);
    runs.deadline("reply").amount = Sketch::written("P6M");
    const Matter running = moved(opened(records), runs);
    CHECK(running.clock(*runs.made.find_deadline("reply")).state == ClockState::running);

    Sketch newer = second();
    newer.field("due", FieldType::date);
    newer.deadline("reply").records = newer.f("due");
    newer.deadline("reply").amount = Sketch::written("P6M");
    newer.deadline("reply").reminders.clear();
    const Matter recorded = moved(opened(first()), newer);
    CHECK(recorded.clock(*newer.made.find_deadline("reply")).state == ClockState::recorded);
    CHECK(recorded.value(newer.f("due")) == Value{{calendar::Date::parse("2026-09-01").value()}});
}

TEST_CASE("migration: whoever was asked by one kind of clock is not held to another") {
    Sketch two = second();
    two.consultation("ministries").clock = ClockKind::term;
    const Sketch one = first();
    Story story = opened(one);
    story.take("send", kMonday);
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"question_without_counterpart"});
    story.answer("defence", kMonday, Answer::agreed);
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{});
}

TEST_CASE("migration: what has sounded does not sound again, whatever its number is now") {
    Sketch one = first();
    one.deadline("reply").reminders.clear();
    one.deadline("reply").escalations = {{.before = true, .distance = {.days = 30}},
                                         {.before = true, .distance = {.days = 10}}};
    Sketch two = second();
    two.deadline("reply").amount = Sketch::written("P6M");
    two.deadline("reply").escalations = {{.before = true, .distance = {.days = 10}},
                                         {.before = true, .distance = {.days = 30}}};
    Story story = opened(one);
    story.pass("2026-08-10");
    CHECK(story.events<Escalated>().size() == 1);
    const Decision decision = story.decide(command(story, two), "2026-08-11");
    REQUIRE(decision.ok());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(two.made, matter, event);
    const auto later = due(two.made, matter, testing::house(), testing::at("2026-08-23"));
    REQUIRE(later.size() == 1);  // ten days before, at the midnight of Zagreb
    CHECK(later.front().at.iso() == "2026-08-21T22:00:00Z");
}

TEST_CASE("migration: what has lapsed still tells, and whom the newer version says") {
    Sketch one = first();
    Sketch two = second();
    for (Sketch* s : {&one, &two}) {
        s->deadline("reply").amount = Sketch::written("P1M");
        s->deadline("reply").lapse_to = s->s("waiting");
    }
    one.deadline("reply").escalations = {{.before = false, .distance = {.days = 1}},
                                         {.before = false, .distance = {.days = 20}}};
    two.deadline("reply").escalations = {
        {.before = false, .distance = {.days = 20}, .levels_up = 1}};
    Story story = opened(one);
    story.pass("2026-04-05");
    CHECK(story.state() == "waiting");
    CHECK(story.events<Escalated>().size() == 1);
    const Decision decision = story.decide(command(story, two), "2026-04-06");
    REQUIRE(decision.ok());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(two.made, matter, event);
    CHECK(matter.clock(two.d("reply")).state == ClockState::passed);
    const auto later = due(two.made, matter, testing::house(), testing::at("2026-05-15"));
    REQUIRE(later.size() == 1);
    CHECK(later.front().at.iso() == "2026-04-20T22:00:00Z");
    CHECK(std::get<Escalated>(later.front().what).unit == "A");
}

TEST_CASE("migration: a due moment that the newer version cannot count refuses the move") {
    const Sketch one = first();
    Sketch two = second();
    two.deadline("reply").clock = ClockKind::date;
    two.deadline("reply").amount = two.from("subject");
    const Story story = opened(one);
    CHECK(reasons_of(plan(story, two).refusal) == Reasons{"deadline_uncountable"});
    CHECK(reasons_of(story.decide(command(story, two), kMonday).refusal) ==
          Reasons{"deadline_uncountable"});
}

TEST_CASE("migration: where an open state has become an end, the matter ends with the move") {
    const Sketch one = first();
    Sketch two = second();
    two.made.states[two.s("waiting").index()].end = true;
    Story story = opened(one);
    story.take("send", kMonday);
    const Decision decision = story.decide(command(story, two), kMonday);
    REQUIRE(decision.ok());
    const Matter matter = moved(story, two);
    CHECK(matter.ended);
    CHECK(matter.clock(two.d("reply")).state == ClockState::withdrawn);
    CHECK(matter.clock(two.d("thanks")).state == ClockState::idle);
    CHECK(matter.questions.front().state == Question::State::withdrawn);
    CHECK_FALSE(next_alarm(matter).has_value());
    CHECK(std::holds_alternative<StateChanged>(decision.events.back().what));
    CHECK(plan(story, two).events.size() == decision.events.size());
}

TEST_CASE("migration: where nothing recurs any more, no next matter is opened") {
    Sketch one = first();
    one.field("rule", FieldType::text);
    one.step("open").may.push_back(one.f("rule"));
    one.made.recurrence = {.rule = one.f("rule"), .anchor = one.f("sent"), .ahead = {.days = 90}};
    Sketch two = second();
    two.field("rule", FieldType::text);
    const Story story =
        opened(one, {{"sent", "2026-03-01"}, {"rule", "FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=30"}});
    REQUIRE(story.matter().next_edition.has_value());
    const Matter matter = moved(story, two);
    CHECK_FALSE(matter.next_edition.has_value());
    for (const Event& event : due(two.made, matter, testing::house(), testing::at("2028-01-01")))
        CHECK_FALSE(std::holds_alternative<EditionOpened>(event.what));
}

TEST_CASE("migration: lists become a table only where they have as many items") {
    Sketch older;
    older.field("guests", FieldType::text, /*list=*/true);
    older.field("hotels", FieldType::text, /*list=*/true);
    older.states({"draft"}, {"closed"});
    older.steps({"open", "close"});
    older.opening("open", "draft").may = {older.f("guests"), older.f("hotels")};
    older.move("close", {"draft"}, "closed");
    Sketch newer = older;
    newer.made.version = 2;
    newer.made.succession = {.from_version = 1};
    newer.field("days", FieldType::date, /*list=*/true);
    newer.made.groups = {{"party", {}, {newer.f("guests"), newer.f("hotels"), newer.f("days")}}};
    for (Field& field : newer.made.fields) field.group = GroupId(0U);

    const Story uneven = opened(older, {{"guests", "Ana; Bo"}, {"hotels", "Palace"}});
    CHECK(reasons_of(plan(uneven, newer).refusal) == Reasons{"value_without_counterpart"});
    // The days are new, and are entered when the table is touched next.
    const Story even = opened(older, {{"guests", "Ana; Bo"}, {"hotels", "Palace; Esplanade"}});
    CHECK(moved(even, newer).fields[newer.f("hotels").index()].items.size() == 2);
}

}  // namespace remit::procedure
