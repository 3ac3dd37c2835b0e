// Consultations: whom a step asks, how they answer, what their silence means, and what conditions
// make of it.
#include "procedure/questions.h"

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
using Stand = Question::State;

constexpr std::string_view kMonday = "2026-03-02";

Condition consultation_is(Condition::Kind kind) {
    Condition condition;
    condition.kind = kind;
    return condition;
}

/// Ministries are asked for an opinion within three working days; the steps show which conditions
/// hold.
Sketch asking(Silence silence = Silence::escalate, Asked asked = Asked::opinion) {
    Sketch s;
    s.field("ministries", FieldType::counterpart, /*list=*/true);
    s.field("units", FieldType::unit, /*list=*/true).field("by", FieldType::date);
    s.field("answers", FieldType::text, /*list=*/true);
    s.field("amendments", FieldType::text, /*list=*/true);
    s.field("objections", FieldType::text, /*list=*/true);
    s.states({"open"}, {"closed"});
    s.steps({"open", "ask", "when_closed", "when_answered", "when_free", "when_opposed", "join",
             "close"});
    s.consultations({"ministries"});
    s.opening("open", "open");
    Step& ask = s.anywhere("ask");
    ask.may = {s.f("ministries"), s.f("units"), s.f("by")};
    ask.asks = {s.c("ministries")};
    const auto guard = [&](std::string_view step, Condition::Kind kind) {
        s.anywhere(step).when = {consultation_is(kind)};
    };
    guard("when_closed", Condition::Kind::consultations_closed);
    guard("when_answered", Condition::Kind::consultations_answered);
    guard("when_free", Condition::Kind::no_objection);
    guard("when_opposed", Condition::Kind::objection);
    s.anywhere("join").actor = Actor::consulted;
    s.move("close", {"open"}, "closed");
    Consultation& ministries = s.consultation("ministries");
    ministries.asked = asked;
    ministries.whom = {{.kind = Respondents::Kind::field, .field = s.f("ministries")},
                       {.kind = Respondents::Kind::field, .field = s.f("units")}};
    ministries.clock = ClockKind::working_days;
    ministries.within = Sketch::written("3");
    ministries.silence = silence;
    ministries.answer_field = s.f("answers");
    ministries.amendment_field = s.f("amendments");
    ministries.objection_field = s.f("objections");
    ministries.reminders = {{.before = {.days = 1}}};
    return s;
}

Story asked(const Sketch& s, const testing::Fields& whom = {{"ministries", "defence; interior"}}) {
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {});
    story.take("ask", kMonday, whom);
    return story;
}

bool holds_now(const Story& story, std::string_view step, std::string_view when) {
    return story.decide(story.command_of(step, {}, {}, ""), when).ok();
}

Reasons reasons_of(const Decision& decision) {
    Reasons reasons;
    if (decision.ok()) return reasons;
    for (const Blocker& blocker : decision.refusal->blockers)
        reasons.emplace_back(name_of(blocker.reason));
    return reasons;
}

Reasons answered_so(const Story& story, const std::string& question, Answer answer,
                    std::string text = "x", std::string unit = "A1",
                    std::string_view when = kMonday) {
    AnswerQuestion command;
    command.question = question;
    command.by = story.acting();
    command.by.power.unit = std::move(unit);
    command.answer = answer;
    command.text = std::move(text);
    return reasons_of(story.decide(command, when));
}

}  // namespace

TEST_CASE("questions: each respondent is asked once, with a time of its own") {
    const Sketch s = asking();
    const Story story =
        asked(s, {{"ministries", "defence; interior; defence"}, {"units", "law; A1"}});
    REQUIRE(story.matter().questions.size() == 3);  // not twice, and not the lead unit itself
    const Question& first = story.matter().questions.front();
    CHECK(first.id == "q1");
    CHECK(first.respondent == "defence");
    CHECK_FALSE(first.is_unit);
    CHECK(testing::written(first.due) == "2026-03-05");
    CHECK(story.matter().questions[2].is_unit);
    const auto standing = derive(s.made, story.matter(), testing::house(), "q1");
    REQUIRE(standing.ok());
    CHECK(standing.value().deadline.due == calendar::Moment(std::get<calendar::Date>(first.due)));
    CHECK_FALSE(derive(s.made, story.matter(), testing::house(), "q9").ok());
}

TEST_CASE("questions: a step that finds nobody to ask is refused where a field names them") {
    Sketch s = asking();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {});
    CHECK(story.refused("ask", kMonday) == Reasons{"nobody_to_ask"});
    // Where the act has no unit above and no holder of the function, there is nobody, and that is
    // all.
    s.consultation("ministries").whom = {{.kind = Respondents::Kind::superior},
                                         {.kind = Respondents::Kind::holders, .function = "law"}};
    Story top(s.made, testing::house(), "work", "0");
    top.open("m1", "open", kMonday, {});
    top.take("ask", kMonday);
    CHECK(top.matter().questions.empty());
    CHECK(holds_now(top, "when_closed", kMonday));
}

TEST_CASE("questions: the unit above, the holders of a function and a ministry are found") {
    Sketch s = asking();
    s.consultation("ministries").whom = {
        {.kind = Respondents::Kind::superior},
        {.kind = Respondents::Kind::holders, .function = "law"},
        {.kind = Respondents::Kind::counterpart, .counterpart = "defence"}};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {});
    TakeStep ask = story.command_of("ask", {}, {}, "");
    ask.respondents = {{s.c("ministries"), "law", true}};
    const Decision decision = story.decide(ask, kMonday);
    REQUIRE(decision.ok());
    std::vector<std::string> found;
    for (const Event& event : decision.events) {
        if (const auto* one = std::get_if<QuestionAsked>(&event.what))
            found.push_back(one->question.respondent);
    }
    CHECK(found == std::vector<std::string>{"A", "law", "defence"});
    // Whom the step does not ask, nobody can smuggle in.
    TakeStep other = story.command_of("join", {}, {}, "");
    other.respondents = {{s.c("ministries"), "law", true}};
    CHECK_FALSE(story.decide(other, kMonday).ok());
}

TEST_CASE("questions: without a time for the answer, or with one that is over, nothing is asked") {
    Sketch s = asking();
    s.consultation("ministries").clock = ClockKind::date;
    s.consultation("ministries").within = s.from("by");
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", kMonday, {});
    CHECK(story.refused("ask", kMonday, {{"ministries", "defence"}}) ==
          Reasons{"no_time_to_answer"});
    CHECK(story.refused("ask", kMonday, {{"ministries", "defence"}, {"by", "2026-03-01"}}) ==
          Reasons{"time_to_answer_is_over"});
    story.take("ask", kMonday, {{"ministries", "defence"}, {"by", "2026-03-02"}});
    CHECK(testing::written(story.matter().questions.front().due) == "2026-03-02");
}

TEST_CASE("questions: who is informed is asked nothing and holds up nothing") {
    Sketch s = asking();
    s.consultation("ministries").role = Role::informed;
    s.consultation("ministries").within = {};
    const Story story = asked(s);
    CHECK(story.matter().questions.front().state == Stand::informed);
    CHECK(holds_now(story, "when_closed", kMonday));
    CHECK_FALSE(next_alarm(story.matter()).has_value());
    CHECK(answered_so(story, "q1", Answer::agreed) == Reasons{"question_closed"});
    CHECK_FALSE(derive(s.made, story.matter(), testing::house(), "q1").ok());
}

TEST_CASE("questions: what may be answered depends on what was asked") {
    const auto fit = [](Asked asked) {
        std::string letters;
        for (const auto& [answer, letter] : {std::pair{Answer::none, '-'},
                                             {Answer::agreed, 'a'},
                                             {Answer::amended, 'm'},
                                             {Answer::objected, 'o'},
                                             {Answer::input, 'i'},
                                             {Answer::nil, 'n'},
                                             {Answer::unchanged, 'u'}}) {
            if (fits(asked, answer)) letters += letter;
        }
        return letters;
    };
    CHECK(fit(Asked::opinion) == "amoi");
    CHECK(fit(Asked::consent) == "amo");
    CHECK(fit(Asked::decision) == "amo");
    CHECK(fit(Asked::input) == "inu");
    CHECK(fit(Asked::information) == "inu");
    const Sketch s = asking(Silence::escalate, Asked::input);
    const Story story = asked(s);
    CHECK(answered_so(story, "q1", Answer::objected) == Reasons{"answer_does_not_fit"});
    CHECK(answered_so(story, "q1", Answer::nil, "").empty());
    CHECK(answered_so(story, "q1", Answer::unchanged, "").empty());
}

TEST_CASE("questions: an amendment, an objection and data need a text") {
    const Sketch s = asking();
    const Story story = asked(s);
    for (const Answer answer : {Answer::amended, Answer::objected, Answer::input})
        CHECK(answered_so(story, "q1", answer, "") == Reasons{"answer_text_missing"});
    CHECK(answered_so(story, "q1", Answer::agreed, "").empty());
    CHECK(answered_so(story, "q1", Answer::amended, std::string(kItemBytesMax + 1, 'x')) ==
          Reasons{"answer_too_long"});
    CHECK(answered_so(story, "q7", Answer::agreed) == Reasons{"unknown_question"});
}

TEST_CASE("questions: the asked unit answers for itself, the lead unit for a ministry") {
    const Sketch s = asking();
    const Story story = asked(s, {{"ministries", "defence"}, {"units", "law"}});
    CHECK(answered_so(story, "q1", Answer::agreed, "", "A1").empty());
    CHECK(answered_so(story, "q1", Answer::agreed, "", "law") == Reasons{"not_asked"});
    CHECK(answered_so(story, "q2", Answer::agreed, "", "law").empty());
    CHECK(answered_so(story, "q2", Answer::agreed, "", "B").empty());  // stands above law
    CHECK(answered_so(story, "q2", Answer::agreed, "", "A1") == Reasons{"not_asked"});
}

TEST_CASE("questions: answers are gathered with whose they are, amendments and objections apart") {
    const Sketch s = asking();
    Story story = asked(s, {{"ministries", "defence; interior; justice"}});
    story.answer("defence", kMonday, Answer::amended, "delete para 7");
    story.answer("interior", kMonday, Answer::agreed);
    story.answer("justice", kMonday, Answer::objected, "no");
    CHECK(story.field("answers") == "defence: delete para 7; interior: agreed; justice: no");
    CHECK(story.field("amendments") == "defence: delete para 7");
    CHECK(story.field("objections") == "justice: no");
    CHECK(holds_now(story, "when_closed", kMonday));
    CHECK(holds_now(story, "when_opposed", kMonday));
    CHECK_FALSE(holds_now(story, "when_free", kMonday));
}

TEST_CASE("questions: silence is consent, objection, or goes up, as the definition says") {
    const auto lapse = [](Silence silence) {
        const Sketch s = asking(silence);
        Story story = asked(s);
        story.pass("2026-03-05T22:59:59Z");
        CHECK(story.matter().questions.front().state == Stand::open);
        CHECK_FALSE(holds_now(story, "when_closed", "2026-03-05T22:59:59Z"));
        story.pass("2026-03-05T23:00:00Z");
        CHECK(story.matter().questions.front().state == Stand::lapsed);
        std::string holding;
        for (const std::string_view step :
             {"when_closed", "when_answered", "when_free", "when_opposed"}) {
            holding += holds_now(story, step, "2026-03-06") ? '1' : '0';
        }
        CHECK(story.events<Escalated>().size() == (silence == Silence::escalate ? 2 : 0));
        return holding;
    };
    CHECK(lapse(Silence::consent) == "1110");
    CHECK(lapse(Silence::objection) == "1101");
    CHECK(lapse(Silence::escalate) == "1010");
}

TEST_CASE("questions: a late answer is kept, and counts unless silence gave consent") {
    for (const Silence silence : {Silence::consent, Silence::objection, Silence::escalate}) {
        const Sketch s = asking(silence);
        Story story = asked(s, {{"ministries", "defence"}});
        story.answer("defence", "2026-03-09", Answer::objected, "too late?");
        const Question& question = story.matter().questions.front();
        CHECK(question.late);
        CHECK(question.text == "too late?");
        CHECK(story.field("objections") == "defence: too late?");
        const bool counts = silence != Silence::consent;
        CHECK((question.state == Stand::answered) == counts);
        CHECK(holds_now(story, "when_opposed", "2026-03-09") == counts);
    }
}

TEST_CASE("questions: a late agreement lifts the objection that silence was") {
    const Sketch s = asking(Silence::objection);
    Story story = asked(s, {{"ministries", "defence"}});
    CHECK(holds_now(story, "when_opposed", "2026-03-09"));
    story.answer("defence", "2026-03-09", Answer::agreed);
    CHECK(holds_now(story, "when_free", "2026-03-09"));
}

TEST_CASE("questions: an answer is given once, but an objection may be lifted") {
    const Sketch s = asking();
    Story story = asked(s, {{"ministries", "defence; interior"}});
    story.answer("defence", kMonday, Answer::agreed);
    CHECK(answered_so(story, "q1", Answer::objected) == Reasons{"question_closed"});
    story.answer("interior", kMonday, Answer::objected, "no");
    CHECK(answered_so(story, "q2", Answer::objected, "still no") == Reasons{"question_closed"});
    CHECK(answered_so(story, "q2", Answer::amended, "if para 2 goes").empty());
    story.answer("interior", kMonday, Answer::agreed);
    CHECK(holds_now(story, "when_free", kMonday));
}

TEST_CASE(
    "questions: asked again, the open question gives way and an objection stands until decided") {
    const Sketch s = asking();
    Story story = asked(s, {{"ministries", "defence; interior"}});
    story.answer("defence", kMonday, Answer::objected, "no");
    story.take("ask", "2026-03-03");
    REQUIRE(story.matter().questions.size() == 4);
    CHECK(story.matter().questions[0].state == Stand::answered);
    CHECK(story.matter().questions[1].state == Stand::withdrawn);
    CHECK(story.matter().questions[2].id == "q3");
    CHECK(holds_now(story, "when_opposed", "2026-03-03"));
    CHECK_FALSE(holds_now(story, "when_free", "2026-03-03"));
    // defence is the respondent of q1 and q3: it answers the new one.
    AnswerQuestion yes{"q3", story.acting(), Answer::agreed, ""};
    const Decision decision = story.decide(yes, "2026-03-03");
    REQUIRE(decision.ok());
    Matter matter = story.matter();
    for (const Event& event : decision.events) apply(s.made, matter, event);
    const auto free = decide(s.made, matter, story.command_of("when_free", {}, {}, ""),
                             testing::house(), testing::at("2026-03-03"));
    CHECK(free.ok());
}

TEST_CASE("questions: the lead unit takes an open question back, with a reason, and no objection") {
    const Sketch s = asking();
    Story story = asked(s, {{"ministries", "defence; interior"}});
    story.answer("defence", kMonday, Answer::objected, "no");
    const auto withdrawn = [&](std::string question, std::string note, std::string unit) {
        WithdrawQuestion command{std::move(question), story.acting(), std::move(note)};
        command.by.power.unit = std::move(unit);
        return reasons_of(story.decide(command, kMonday));
    };
    CHECK(withdrawn("q2", "", "A1") == Reasons{"note_missing"});
    CHECK(withdrawn("q2", "not theirs", "law") == Reasons{"wrong_unit"});
    CHECK(withdrawn("q1", "we go on", "A1") == Reasons{"question_closed"});
    CHECK(withdrawn("q9", "why", "A1") == Reasons{"unknown_question"});
    CHECK(withdrawn("q2", "not theirs", "A1").empty());
}

TEST_CASE("questions: only who is being asked takes a step of the consulted") {
    const Sketch s = asking();
    Story story = asked(s, {{"units", "law"}});
    const auto joins = [&](std::string unit) {
        TakeStep command = story.command_of("join", {}, {}, "");
        command.by.power.unit = std::move(unit);
        return story.decide(command, kMonday).ok();
    };
    CHECK(joins("law"));
    CHECK(joins("B"));
    CHECK_FALSE(joins("A1"));
    story.acts_as("law");
    story.answer("law", kMonday, Answer::agreed);
    CHECK_FALSE(joins("law"));
}

TEST_CASE("questions: people are reminded once, before the time to answer is over") {
    const Sketch s = asking();
    Story story = asked(s, {{"ministries", "defence"}});
    story.pass("2026-03-04");
    story.pass("2026-03-04");
    REQUIRE(story.events<Reminded>().size() == 1);
    CHECK(story.events<Reminded>().front().first.iso() == "2026-03-03T23:00:00Z");
    CHECK(story.events<Reminded>().front().second.question == "q1");
}

TEST_CASE("questions: a holiday moves the time to answer when the dates are counted again") {
    const Sketch s = asking();
    const Story story = asked(s, {{"ministries", "defence"}});
    const calendar::Book book = testing::house_book_closed_on("2026-03-04");
    World changed = testing::house();
    changed.book = &book;
    const Decision decision = decide(s.made, story.matter(), Recompute{"4 March is a holiday"},
                                     changed, testing::at("2026-03-03"));
    REQUIRE(decision.events.size() == 1);
    const auto& moved = std::get<QuestionMoved>(decision.events.front().what);
    CHECK(testing::written(moved.due) == "2026-03-06");
    CHECK(testing::written(moved.before) == "2026-03-05");
}

TEST_CASE("questions: the end of a matter ends what is still asked") {
    const Sketch s = asking();
    Story story = asked(s);
    story.take("close", "2026-03-03");
    for (const Question& question : story.matter().questions)
        CHECK(question.state == Stand::withdrawn);
    CHECK(answered_so(story, "q1", Answer::agreed, "", "A1", "2026-03-04") == Reasons{"ended"});
}

}  // namespace remit::procedure
