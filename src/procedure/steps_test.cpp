// Taking steps: who may, from where, with what, and that a step does everything or nothing.
#include "procedure/steps.h"

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

/// A letter that is drafted, cleared by a head, signed and sent.
Definition letter() {
    Sketch s;
    s.field("title", FieldType::text)
        .field("line", FieldType::text)
        .field("cleared", FieldType::text);
    s.field("topics", FieldType::topic, /*list=*/true).choice("tone", {"warm", "cold"});
    s.states({"drafting", "cleared"}, {"sent"});
    s.steps({"open", "write", "clear", "raise", "decide_top", "send", "stop", "present"});
    s.papers({"draft"}, {"letter"});
    s.opening("open", "drafting").needs = {s.f("title")};
    Step& write = s.anywhere("write");
    write.from_any = false;
    write.from = {s.s("drafting")};
    write.may = {s.f("line"), s.f("topics"), s.f("tone")};
    Step& clear = s.move("clear", {"drafting"}, "cleared");
    clear.functions = {"clear", "propose"};
    clear.rank = Rank::head;
    clear.needs = {s.f("line")};
    clear.sets = {{s.f("cleared"), s.f("line"), {}}};
    clear.papers = {s.p("draft")};
    Step& raise = s.anywhere("raise");
    raise.actor = Actor::superior;
    raise.note_required = true;
    s.anywhere("decide_top").actor = Actor::top;
    Step& send = s.move("send", {"cleared"}, "sent");
    send.papers = {s.p("letter")};
    send.clears = {s.f("tone")};
    s.move("stop", {"drafting"}, "sent");
    s.anywhere("present").actor = Actor::any;
    return s.made;
}

constexpr std::string_view kDay = "2026-03-02";

Story opened(const Definition& definition, const World& world = testing::house()) {
    Story story(definition, world, "work", "A1");
    story.open("m1", "open", kDay, {{"title", "To the Council"}});
    return story;
}

Reasons reasons_of(const Decision& decision) {
    Reasons reasons;
    if (decision.ok()) return reasons;
    for (const Blocker& blocker : decision.refusal->blockers)
        reasons.emplace_back(name_of(blocker.reason));
    return reasons;
}

TakeStep by(Story& story, std::string_view step, const Acting& acting) {
    TakeStep command = story.command_of(step, {}, {}, "because");
    command.by = acting;
    return command;
}

Acting acting(std::string unit, std::string function = "work", Rank rank = Rank::officer) {
    Acting made;
    made.officer = "ana";
    made.rank = rank;
    made.power.function = std::move(function);
    made.power.unit = std::move(unit);
    return made;
}

}  // namespace

TEST_CASE("steps: what opens a matter says under which version, by whom and with what") {
    const Definition definition = letter();
    const Story story = opened(definition);
    CHECK(story.state() == "drafting");
    CHECK(story.matter().lead_unit == "A1");
    CHECK(story.matter().procedure == "sketch");
    CHECK(story.matter().procedure_version == 1);
    CHECK(story.field("title") == "To the Council");
    CHECK(story.matter().version == 4);
    CHECK(story.events<Opened>().size() == 1);
    CHECK(story.events<StepTaken>().front().second.by.power.unit == "A1");
}

TEST_CASE("steps: only a step that opens opens, and only once") {
    const Definition definition = letter();
    Story story(definition, testing::house(), "work", "A1");
    CHECK(reasons_of(story.try_open("m1", "write", kDay, {})) == Reasons{"not_opening"});
    CHECK(reasons_of(story.try_open("", "open", kDay, {{"title", "x"}})) == Reasons{"bad_id"});
    CHECK(reasons_of(story.try_open("m1", "open", kDay, {})) == Reasons{"field_missing"});
    CHECK(story.refused("write", kDay) == Reasons{"not_opened"});
    story.open("m1", "open", kDay, {{"title", "x"}});
    CHECK(story.refused("open", kDay, {{"title", "y"}}) == Reasons{"opening_only"});
}

TEST_CASE("steps: a power for another function does not empower") {
    const Definition definition = letter();
    Story story = opened(definition);
    CHECK(reasons_of(story.decide(by(story, "write", acting("A1", "monitor")), kDay)) ==
          Reasons{"wrong_function"});
    CHECK(reasons_of(story.decide(by(story, "write", acting("A1", "")), kDay)) ==
          Reasons{"no_power"});
    CHECK(reasons_of(story.decide(by(story, "write", acting("")), kDay)) == Reasons{"no_power"});
    CHECK(story.decide(by(story, "write", acting("A1")), kDay).ok());
}

TEST_CASE("steps: a step that names no function can be taken by nobody") {
    Definition definition = letter();
    definition.steps[1].functions.clear();
    Story story = opened(definition);
    CHECK(reasons_of(story.decide(by(story, "write", acting("A1")), kDay)) ==
          Reasons{"wrong_function"});
}

TEST_CASE("steps: the lead unit acts, or one above it, and no rival") {
    const Definition definition = letter();
    Story story = opened(definition);
    for (const std::string unit : {"A1", "A", "0"})
        CHECK(story.decide(by(story, "write", acting(unit)), kDay).ok());
    for (const std::string unit : {"A2", "B", "law"}) {
        CHECK(reasons_of(story.decide(by(story, "write", acting(unit)), kDay)) ==
              Reasons{"wrong_unit"});
    }
    CHECK(reasons_of(story.decide(by(story, "write", acting("Z9")), kDay)) ==
          Reasons{"unknown_unit"});
}

TEST_CASE("steps: superior, top and any say who acts") {
    const Definition definition = letter();
    Story story = opened(definition);
    const auto may = [&](std::string_view step, const std::string& unit) {
        return story.decide(by(story, step, acting(unit)), kDay).ok();
    };
    CHECK(may("raise", "A"));
    CHECK(may("raise", "0"));
    CHECK_FALSE(may("raise", "A1"));
    CHECK_FALSE(may("raise", "B"));
    CHECK(may("decide_top", "0"));
    CHECK_FALSE(may("decide_top", "A"));
    CHECK_FALSE(may("decide_top", "A1"));
    for (const std::string unit : {"0", "A", "A2", "law"}) CHECK(may("present", unit));
    CHECK_FALSE(may("present", "Z9"));
}

TEST_CASE("steps: where nobody stands above, the lead unit itself is its superior and the top") {
    const Definition definition = letter();
    Story story(definition, testing::house(), "work", "0");
    story.open("m1", "open", kDay, {{"title", "x"}});
    CHECK(story.decide(by(story, "raise", acting("0")), kDay).ok());
    CHECK(story.decide(by(story, "decide_top", acting("0")), kDay).ok());
    CHECK_FALSE(story.decide(by(story, "raise", acting("A")), kDay).ok());
}

TEST_CASE("steps: what is for the head is not for an officer") {
    const Definition definition = letter();
    Story story = opened(definition);
    TakeStep command = story.command_of("clear", {}, {"draft"}, "");
    story.take("write", kDay, {{"line", "Yes"}});
    command.by = acting("A1", "propose");
    CHECK(reasons_of(story.decide(command, kDay)) == Reasons{"rank_too_low"});
    command.by.rank = Rank::head;
    CHECK(story.decide(command, kDay).ok());
    command.by.officer.clear();
    CHECK(reasons_of(story.decide(command, kDay)) == Reasons{"no_officer"});
}

TEST_CASE("steps: a step is taken from its states only, and never after the end") {
    const Definition definition = letter();
    Story story = opened(definition);
    CHECK(story.refused("send", kDay, {}, {"letter"}) == Reasons{"wrong_state"});
    story.take("stop", kDay);
    CHECK(story.state() == "sent");
    CHECK(story.matter().ended);
    CHECK(story.refused("present", kDay) == Reasons{"ended"});
    CHECK(story.refused("write", kDay) == Reasons{"ended"});
}

TEST_CASE("steps: a field that the step does not name is not written") {
    const Definition definition = letter();
    Story story = opened(definition);
    CHECK(story.refused("write", kDay, {{"title", "Other"}}) == Reasons{"field_not_of_step"});
    CHECK(story.refused("write", kDay, {{"line", "a"}, {"line", "b"}}) ==
          Reasons{"field_repeated"});
    story.take("write", kDay, {{"line", "a"}, {"topics", "arms_control; demining"}});
    CHECK(story.field("topics") == "arms_control; demining");
}

TEST_CASE("steps: values that do not fit their field are refused") {
    const Definition definition = letter();
    Story story = opened(definition);
    const auto wrong = [&](std::string_view field, Value value) {
        TakeStep command = story.command_of("write", {}, {}, "");
        command.changes.push_back({*definition.find_field(field), std::move(value)});
        return reasons_of(story.decide(command, kDay)) == Reasons{"value_wrong"};
    };
    CHECK(wrong("line", {{std::string("a"), std::string("b")}}));
    CHECK(wrong("line", {{std::string()}}));
    CHECK(wrong("line", {{std::int64_t{3}}}));
    CHECK(wrong("line", {{std::string(kItemBytesMax + 1, 'x')}}));
    CHECK(wrong("tone", {{std::string("lukewarm")}}));
    CHECK(wrong("topics", {std::vector<Item>(kValueItemsMax + 1, std::string("demining"))}));
    CHECK_FALSE(wrong("tone", {{std::string("cold")}}));
}

TEST_CASE("steps: what is needed is there before, or comes with the step") {
    const Definition definition = letter();
    Story story = opened(definition);
    story.acts_as("A1");
    TakeStep command = story.command_of("clear", {}, {"draft"}, "");
    command.by = acting("A1", "clear", Rank::head);
    CHECK(reasons_of(story.decide(command, kDay)) == Reasons{"field_missing"});
    command.papers.clear();
    CHECK(reasons_of(story.decide(command, kDay)) == Reasons{"field_missing", "paper_missing"});
}

TEST_CASE("steps: every missing demand is named at once, in order") {
    const Definition definition = letter();
    Story story = opened(definition);
    TakeStep command = story.command_of("clear", {}, {}, "");
    command.by = acting("A2", "monitor");
    CHECK(reasons_of(story.decide(command, kDay)) ==
          Reasons{"wrong_function", "wrong_unit", "rank_too_low"});
}

TEST_CASE("steps: a field that a step needs cannot be emptied by it") {
    Definition definition = letter();
    definition.steps[2].may = {};
    Story story = opened(definition);
    story.take("write", kDay, {{"line", "Yes"}});
    TakeStep command = story.command_of("clear", {}, {"draft"}, "");
    command.by = acting("A1", "clear", Rank::head);
    command.changes.push_back({*definition.find_field("line"), {}});
    CHECK(reasons_of(story.decide(command, kDay)) == Reasons{"field_missing"});
}

TEST_CASE("steps: a step fills and empties fields by itself") {
    const Definition definition = letter();
    Story story = opened(definition);
    story.take("write", kDay, {{"line", "Yes"}, {"tone", "warm"}});
    TakeStep clear = story.command_of("clear", {}, {"draft"}, "");
    clear.by = acting("A1", "clear", Rank::head);
    const Decision decision = story.decide(clear, kDay);
    REQUIRE(decision.ok());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(definition, matter, event);
    CHECK(matter.value(*definition.find_field("cleared")) == Value{{std::string("Yes")}});
    CHECK(matter.value(*definition.find_field("tone")).is_set());
}

TEST_CASE("steps: a signed kind of paper counts once it is signed") {
    const Definition definition = letter();
    Story story = opened(definition);
    story.take("write", kDay, {{"line", "Yes"}});
    TakeStep clear = story.command_of("clear", {}, {"draft"}, "");
    clear.by = acting("A1", "clear", Rank::head);
    for (const Event& event : story.decide(clear, kDay).events) static_cast<void>(event);
    Matter matter = story.matter();
    for (const Event& event : story.decide(clear, kDay).events) apply(definition, matter, event);
    TakeStep send;
    send.step = *definition.find_step("send");
    send.by = acting("A1");
    send.papers = {{.id = "l1", .kind = *definition.find_paper_kind("letter")}};
    const calendar::Instant now = testing::at(kDay);
    CHECK(reasons_of(decide(definition, matter, send, testing::house(), now)) ==
          Reasons{"paper_unsigned"});
    send.papers.front().is_signed = true;
    const Decision sent = decide(definition, matter, send, testing::house(), now);
    REQUIRE(sent.ok());
    for (const Event& event : sent.events) apply(definition, matter, event);
    CHECK(matter.ended);
}

TEST_CASE("steps: a reason is given where it is required, and has a limit") {
    const Definition definition = letter();
    Story story = opened(definition);
    story.acts_as("A");
    CHECK(story.refused("raise", kDay) == Reasons{"note_missing"});
    CHECK(story.refused("raise", kDay, {}, {}, std::string(kNoteBytesMax + 1, 'x')) ==
          Reasons{"note_too_long"});
    story.take("raise", kDay, {}, {}, "two ministries disagree");
    CHECK(story.events<StepTaken>().back().second.note == "two ministries disagree");
}

TEST_CASE("steps: a refusal has no events and leaves the matter as it was") {
    const Definition definition = letter();
    Story story = opened(definition);
    const Matter before = story.matter();
    const Decision decision =
        story.decide(by(story, "clear", acting("A1", "clear", Rank::head)), kDay);
    CHECK_FALSE(decision.ok());
    CHECK(decision.events.empty());
    CHECK(story.matter() == before);
}

TEST_CASE("steps: the same command gives the same events, and the events fold to the matter") {
    const Definition definition = letter();
    Story story = opened(definition);
    const TakeStep command = story.command_of("write", {{"line", "Yes"}}, {}, "n");
    const Decision one = story.decide(command, kDay);
    const Decision two = story.decide(command, kDay);
    CHECK(one.events == two.events);
    story.take("write", kDay, {{"line", "Yes"}}, {}, "n");
    Matter folded;
    for (const Event& event : story.all()) apply(definition, folded, event);
    CHECK(folded == story.matter());
}

TEST_CASE("steps: a command at a moment before the last event is refused") {
    const Definition definition = letter();
    Story story = opened(definition);
    CHECK(story.refused("write", "2026-03-02T08:59:59Z") == Reasons{"clock_behind"});
    CHECK(story.decide(story.command_of("write", {}, {}, ""), "2026-03-02T09:00:00Z").ok());
}

TEST_CASE("steps: a matter is decided under the version that it was opened under") {
    const Definition definition = letter();
    const Story story = opened(definition);
    Definition newer = definition;
    newer.version = 2;
    const Decision decision = decide(newer, story.matter(), story.command_of("write", {}, {}, ""),
                                     testing::house(), testing::at(kDay));
    CHECK(reasons_of(decision) == Reasons{"other_procedure"});
}

TEST_CASE("steps: what is spawned carries its fields, one matter for each item") {
    Sketch s;
    s.field("title", FieldType::text).field("remedies", FieldType::text, /*list=*/true);
    s.states({"open"}, {"closed"});
    s.steps({"open", "entrust"});
    s.opening("open", "open").may = {s.f("title"), s.f("remedies")};
    Step& entrust = s.anywhere("entrust");
    Spawn spawn{"obligation", "remedy", s.f("remedies"), {}};
    spawn.copies.push_back({.to = "title", .each_item = true});
    spawn.copies.push_back({.to = "source", .from = s.f("title")});
    spawn.copies.push_back({.to = "kind", .word = "remedy"});
    spawn.copies.push_back({.to = "previous", .self = true});
    entrust.spawns = {spawn};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kDay, {{"remedies", "pay; release"}});
    story.take("entrust", kDay);
    const auto spawned = story.events<Spawned>();
    REQUIRE(spawned.size() == 2);
    // The title is empty and is not carried over.
    CHECK(spawned[1].second.fields ==
          std::vector<NamedValue>{{"title", {{std::string("release")}}, ""},
                                  {"kind", {}, "remedy"},
                                  {"previous", {{std::string("m1")}}, ""}});
}

}  // namespace remit::procedure
