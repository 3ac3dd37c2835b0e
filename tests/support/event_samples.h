// One event of each kind under the sample procedure, with no member left as it is by default, and
// of kinds with members that may be absent one with them and one without.
//
// For tests, fuzz targets and benchmarks of what writes, reads and keeps events. What the events
// say need not follow from each other.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "procedure/event.h"

namespace remit::testing {

class EventSamples {
  public:
    explicit EventSamples(const procedure::Definition& definition) : definition_(&definition) {
        matter();
        clocks();
        alarms();
        questions();
        others();
    }
    [[nodiscard]] std::vector<procedure::Event> take() && { return std::move(events_); }

  private:
    static constexpr calendar::Instant kNow{1'775'660'401};  // 2026-04-08T15:00:01Z
    static constexpr std::uint32_t kVersionBefore = 1;

    void add(procedure::What what) { events_.push_back({kNow, std::move(what)}); }

    static calendar::Date day(int number) { return *calendar::Date::of(2026, 6, number); }
    static procedure::ZonedInstant moment(int hours) {
        return {kNow.plus_seconds(3600L * hours), "Europe/Brussels"};
    }
    static procedure::Power power(std::string unit) {
        return {.function = "coordinate",
                .unit = std::move(unit),
                .duty = "5.1.2-06",
                .citation = "čl. 46. st. 1. \"t. 3.\"",
                .ground = authority::Ground::taken_over,
                .deputy_for = "officer-2"};
    }
    static procedure::Acting acting() {
        return {.officer = "officer-1", .rank = procedure::Rank::head, .power = power("5.1.2")};
    }
    static procedure::Count count() {
        return {.from = day(1),
                .since = moment(-48),
                .amount = "P6M",
                .calendar = "hr",
                .zone = "Europe/Zagreb"};
    }
    static std::vector<procedure::Alarm> two_alarms() {
        return {{kNow.plus_seconds(60), 1, true}, {kNow.plus_seconds(120), 2, true}};
    }
    static procedure::Spawned visit() {
        return {.procedure = "visit",
                .link = "follow_up",
                .fields = {{"guest", {{std::string("H. E.\n\tthe Minister")}}, "word"},
                           {"arrives", {{day(2)}}, "word"},
                           {"landing", {{procedure::EmptyCell{}, moment(3), moment(4)}}, "word"},
                           {"number", {{std::int64_t{-12}}}, "word"},
                           {"days", {{calendar::Duration{.months = 6, .hours = 48}}}, "word"},
                           {"cost", {{procedure::Money{125'000, "EUR"}}}, "word"},
                           {"level", {}, "high"}}};
    }
    [[nodiscard]] procedure::FieldId field(std::string_view id) const {
        return definition_->find_field(id).value();
    }
    [[nodiscard]] procedure::DeadlineId deadline() const {
        return definition_->find_deadline("stay").value();
    }

    void matter() {
        add(procedure::Opened{.matter = "m1",
                              .procedure = definition_->id,
                              .version = definition_->version,
                              .lead_unit = "5.1.2",
                              .cause = procedure::OpenMatter::Cause::recurrence,
                              .origin = "m0",
                              .link = "next_edition"});
        add(procedure::StepTaken{definition_->find_step("hold").value(), acting(), "a note"});
        add(procedure::FieldSet{field("hosts"), {{std::string("один"), procedure::EmptyCell{}}}});
        add(procedure::FieldSet{field("arrives"), {{day(30)}}});
        add(procedure::FieldSet{field("landing"), {{moment(1)}}});
        add(procedure::FieldSet{field("days"), {{calendar::Duration{.weeks = 2}}}});
        add(procedure::FieldAppended{field("answers"), std::string("5.1.3: agreed")});
        add(procedure::StateChanged{definition_->find_state("planned").value(),
                                    definition_->find_state("missed").value(), /*ends=*/true,
                                    definition_->find_deadline("too_late").value()});
        add(procedure::PaperBrought{{.id = "p1",
                                     .kind = definition_->find_paper_kind("invitation").value(),
                                     .version = 3,
                                     .is_signed = true,
                                     .digest = "sha256:00ff"},
                                    acting()});
    }
    void clocks() {
        using Kind = procedure::ClockChange::Kind;
        procedure::ClockSet set{
            .deadline = deadline(),
            .why = procedure::ClockSet::Why::extended,
            .state = procedure::ClockState::passed,
            .count = count(),
            .due = moment(24),
            .before = day(3),
            .passes = kNow.plus_seconds(1),
            .alarms = two_alarms(),
            .change = procedure::ClockChange{Kind::extended, kNow, day(9), "hold"},
            .ground = "2026-05-04 is a holiday"};
        add(set);
        set.change->to = moment(99);
        add(set);
        set.change->to = calendar::Duration{.days = 9};
        add(set);
        set.change = procedure::ClockChange{Kind::resumed, kNow, {}, "go_on"};
        add(set);
        add(procedure::ClockStopped{deadline(), /*held=*/true, "hold"});
        add(procedure::ClockMet{deadline(), /*late=*/true});
        add(procedure::ClockWithdrawn{deadline(), procedure::ClockWithdrawn::Why::reset});
        add(procedure::ClockPassed{deadline(), day(4)});
        add(procedure::ClockFailed{deadline(), count(), "there is no 31 June"});
        add(procedure::DateComputed{deadline(), count(), moment(2)});
    }
    void alarms() {
        add(procedure::Reminded{deadline(), "", 2, day(5)});
        add(procedure::Reminded{{}, "q1", 3, moment(5)});
        procedure::Escalated told{deadline(), "", 4, day(6), procedure::Rank::head, 2, true, "5.1"};
        add(told);
        told.deadline = {};
        told.question = "q2";
        add(told);
    }
    void questions() {
        procedure::Question question;
        question.id = "q1";
        question.consultation = definition_->find_consultation("neighbours").value();
        question.respondent = "5.1.3";
        question.is_unit = true;
        question.state = procedure::Question::State::informed;
        question.asked = kNow;
        add(procedure::QuestionAsked{question});
        question.state = procedure::Question::State::lapsed;
        question.count = count();
        question.due = moment(7);
        question.passes = kNow.plus_seconds(7);
        question.alarms = two_alarms();
        add(procedure::QuestionAsked{question});
        add(procedure::QuestionAnswered{"q1", acting(), procedure::Answer::unchanged, "as before",
                                        /*late=*/true, /*counts=*/true});
        add(procedure::QuestionMoved{"q1", day(7), day(8), kNow, two_alarms(), "a holiday"});
        add(procedure::QuestionWithdrawn{"q1", procedure::QuestionWithdrawn::Why::ended, acting(),
                                         "no need any more"});
        add(procedure::QuestionLapsed{"q1", procedure::Silence::objection});
    }
    void others() {
        add(visit());
        add(procedure::EditionPlanned{procedure::Edition{.rule = {{std::string("FREQ=YEARLY")}},
                                                         .anchor = {{day(9)}},
                                                         .after = {{day(10)}},
                                                         .due = day(11),
                                                         .opens = kNow.plus_seconds(1'000'000)}});
        add(procedure::EditionOpened{day(12), visit()});
        add(procedure::LeadChanged{procedure::ChangeLead::Kind::reassignment, "5.1.2", "5.1.3",
                                   acting(), power("5.1.3"), "they know the guest"});
        add(procedure::Migrated{.from = kVersionBefore,
                                .to = definition_->version,
                                .by = acting(),
                                .note = "the rules have changed",
                                .state = definition_->find_state("done").value(),
                                .fields = places(definition_->fields.size()),
                                .deadlines = places(definition_->deadlines.size()),
                                .steps = places(definition_->steps.size()),
                                .consultations = {procedure::Migrated::kNone, 1},
                                .paper_kinds = {2, procedure::Migrated::kNone, 1},
                                .dropped = visit().fields});
    }
    /// The first entry is new; the others stood one place earlier, or later.
    static std::vector<std::uint32_t> places(std::size_t count) {
        std::vector<std::uint32_t> places{procedure::Migrated::kNone};
        while (places.size() < count)
            places.push_back(static_cast<std::uint32_t>(count - places.size()));
        return places;
    }

    const procedure::Definition* definition_;
    std::vector<procedure::Event> events_;
};

}  // namespace remit::testing
