// A simulation: random officers give random commands in many matters over simulated years.
//
// One seed is one story, the same each time it is told: run() of the same seed, setting and engine
// gives the same hash. The clock jumps, is put back at times, and the calendar of the house changes
// in the middle of everything. After each event the watch looks (watch.h); now and then more
// expensive truths are asked (truths.h). The first fault ends the story.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "procedure/describe.h"
#include "procedure/engine.h"
#include "procedure/spawning.h"
#include "support/sim/engines.h"
#include "support/sim/officers.h"
#include "support/sim/setting.h"
#include "support/sim/truths.h"
#include "support/sim/watch.h"

namespace remit::sim {

struct Story {
    std::uint64_t hash = 0xCBF29CE484222325U;  // of every event and refusal (FNV-1a)
    std::size_t commands = 0;
    std::size_t carried_out = 0;
    std::size_t turned_away = 0;  // by the office, before the engine was asked
    std::size_t matters = 0;
    std::size_t calendars = 0;  // how often the calendar of the house changed
    std::size_t seconds = 0;    // that passed in the story
    std::array<std::size_t, std::variant_size_v<procedure::What>> events{};
    std::array<std::size_t, procedure::kReasonCount> refusals{};
    std::set<std::string> steps;  // that were taken: "position/clear"
    std::string fault;            // empty where nothing was found
};

class Simulation {
  public:
    Simulation(std::uint64_t seed, const Setting& setting, Engine& engine)
        : random_(seed), setting_(setting), officers_(random_, setting_), engine_(engine) {
        now_ = kFirst.plus_seconds(random_.between(0, 86'400 * 365));
    }

    Story run(std::size_t commands) {
        while (story_.commands < commands && story_.fault.empty()) {
            ++story_.commands;
            pass_time();
            if (cases_.size() < kCasesMax && random_.chance(cases_.empty() ? 100 : 6)) {
                open_new();
            } else if (!cases_.empty()) {
                act(*cases_[random_.below(cases_.size())]);
            }
            if (random_.chance(1)) change_calendar();
            if (now_ > kLast) begin_again();
        }
        for (const auto& one : cases_) check_fold(*one);
        if (!story_.fault.empty()) story_.fault += "\n  command " + std::to_string(story_.commands);
        return story_;
    }

  private:
    struct Case {
        const Procedure* procedure = nullptr;
        const Definition* definition = nullptr;
        Matter matter;
        // The version under which each event was made, because ids are of that version.
        std::vector<std::pair<const Definition*, Event>> events;
        Watch watch;
        std::optional<calendar::Date> designated_on;
        std::vector<procedure::Command> late_commands;  // made earlier, given later
        bool counted_anew = true;                       // since the calendar changed
    };

    static constexpr calendar::Instant kFirst{1'767'225'600};  // 2026
    static constexpr calendar::Instant kLast{4'102'444'800};   // 2100
    static constexpr std::size_t kCasesMax = 12;

    World world() const {
        return {.book = &setting_.book,
                .hierarchy = &setting_.hierarchy,
                .house_calendar = setting_.house_calendar,
                .house_zone = setting_.house_zone};
    }
    Desk desk_of(const Case& one) const {
        return {*one.procedure, *one.definition, one.matter, one.designated_on, world(), now_};
    }
    Situation situation(const Case& one) const {
        return {*one.definition, one.matter, world(), now_};
    }

    // --- Time -----------------------------------------------------------------------------------

    void pass_time() {
        const calendar::Instant before = now_;
        constexpr std::int64_t kHour = 3600;
        constexpr std::int64_t kDay = 24 * kHour;
        // In busy weeks much is done in an hour, else years pass and little happens.
        if (random_.chance(1)) busy_ = !busy_;
        const std::size_t kind = random_.below(busy_ ? 60 : 100);
        if (busy_ && kind >= 45 && random_.chance(95)) return;
        if (kind < 25) return;
        if (kind < 45) {
            now_ = now_.plus_seconds(random_.between(0, kHour));
        } else if (kind < 70) {
            now_ = now_.plus_seconds(random_.between(0, 3 * kDay));
        } else if (kind < 90) {
            jump_to_alarm();
        } else if (kind < 98) {
            now_ = now_.plus_seconds(random_.between(0, 60 * kDay));
        } else if (kind < 99) {
            now_ = now_.plus_seconds(random_.between(0, 900 * kDay));
        } else if (random_.chance(30)) {
            // The clock is put back: nothing that was recorded changes by it.
            now_ = now_.plus_seconds(-random_.between(1, 2 * kDay));
        }
        if (now_ > before)
            story_.seconds += static_cast<std::size_t>(now_.seconds - before.seconds);
    }
    /// To the second at which something happens, or the one before or after.
    void jump_to_alarm() {
        if (cases_.empty()) return;
        const auto next = procedure::next_alarm(cases_[random_.below(cases_.size())]->matter);
        if (!next) return;
        const calendar::Instant edge = next->plus_seconds(random_.between(-1, 1));
        if (edge > now_ && edge.seconds - now_.seconds < 86'400LL * 900) now_ = edge;
    }
    /// The years are over: other matters, from the beginning.
    void begin_again() {
        for (const auto& one : cases_) check_fold(*one);
        cases_.clear();
        now_ = kFirst;
    }

    // --- Opening --------------------------------------------------------------------------------

    std::string new_id() const { return "m" + std::to_string(story_.matters); }

    void open_new() {
        const Procedure& procedure = random_.pick(setting_.procedures);
        const Desk desk{procedure, procedure.first(), {}, {}, world(), now_};
        open_with(procedure, officers_.opening(desk, new_id()));
    }
    void open_with(const Procedure& procedure, const procedure::OpenMatter& command) {
        const Definition& definition = procedure.first();
        if (!lets_through(definition, Matter{}, {}, command.first)) return;
        const Decision decision = engine_.open(definition, command, world(), now_);
        note(decision);
        if (!decision.ok()) return;
        ++story_.matters;
        cases_.push_back(std::make_unique<Case>(
            Case{&procedure, &definition, {}, {}, Watch(setting_), {}, {}, true}));
        follow(*cases_.back(), decision.events);
        settle(*cases_.back());
    }
    /// Matters that a matter gives rise to are opened by a unit with a power for it, or not at all.
    void give_rise(Case& one, const Event& event) {
        if (cases_.size() >= kCasesMax || !story_.fault.empty()) return;
        const auto* spawned = std::get_if<procedure::Spawned>(&event.what);
        const auto* edition = std::get_if<procedure::EditionOpened>(&event.what);
        if (spawned == nullptr && edition == nullptr) return;
        const Procedure* target =
            setting_.find(spawned != nullptr ? spawned->procedure : one.definition->id);
        if (target == nullptr) return;
        const std::string origin = one.matter.id;
        auto command = spawned != nullptr
                           ? procedure::opening_of(*spawned, target->first(), origin)
                           : procedure::opening_of(*edition, target->first(), origin);
        if (!command.ok()) return;
        procedure::OpenMatter& opening = command.value();
        opening.matter = new_id();
        Matter blank = with_changes(target->first(), Matter{}, opening.first);
        blank.lead_unit = one.matter.lead_unit;
        const Desk desk{*target, target->first(), blank, {}, world(), now_};
        opening.first.by = officers_.opener(desk, opening.first.step);
        open_with(*target, opening);
    }

    // --- Commands -------------------------------------------------------------------------------

    void act(Case& one) {
        procedure::Command command = officers_.command(desk_of(one));
        // Some commands lie on a desk and are given when the matter has moved on.
        if (random_.chance(5)) one.late_commands.push_back(command);
        if (!one.late_commands.empty() && random_.chance(10)) {
            command = one.late_commands.back();
            one.late_commands.pop_back();
        }
        if (random_.chance(40)) tick(one);
        if (const auto* step = std::get_if<procedure::TakeStep>(&command)) {
            if (!lets_through(*one.definition, one.matter, one.designated_on, *step)) return;
        }
        if (random_.chance(1)) give_to_the_wrong_one(one, command);
        decide(one, command);
        if (random_.chance(50)) tick(one);
        if (random_.chance(2)) check_rarely(one);
        if (one.matter.ended && random_.chance(30)) retire(one);
    }

    void decide(Case& one, const procedure::Command& command) {
        if (random_.chance(3)) ask_before(one, command);
        const Decision decision =
            engine_.decide(*one.definition, one.matter, command, world(), now_);
        note(decision);
        if (random_.chance(5)) ask_after(one, command, decision);
        if (!decision.ok()) {
            require(one, decision.events.empty(), "a refusal has events");
            require(one, !decision.refusal->blockers.empty(), "a refusal gives no reason");
            if (random_.chance(1)) say(one, *decision.refusal);
            return;
        }
        ++story_.carried_out;
        follow(one, decision.events);
        if (std::holds_alternative<procedure::Recompute>(command)) one.counted_anew = true;
        if (std::holds_alternative<procedure::Migrate>(command)) one.late_commands.clear();
        settle(one);
    }
    /// Of a matter that is not open yet, or under another procedure, nothing is decided.
    void give_to_the_wrong_one(const Case& one, const procedure::Command& command) {
        const Procedure& other = random_.pick(setting_.procedures);
        note(engine_.decide(*one.definition, Matter{}, command, world(), now_));
        const Decision decision = engine_.decide(other.first(), one.matter, command, world(), now_);
        if (&other.first() != one.definition) {
            note(decision);
            require(one, !decision.ok(), "a matter was decided on under another procedure");
        }
    }
    /// The office asks for the grant again, as authority gives it on this day.
    bool lets_through(const Definition& definition, const Matter& matter,
                      std::optional<calendar::Date> designated_on,
                      const procedure::TakeStep& command) {
        if (!setting_.asks_again) return true;
        const procedure::Acting& by = command.by;
        bool granted = false;
        if (setting_.is_unit(by.power.unit) && command.step.index() < definition.steps.size()) {
            Matter with = with_changes(definition, matter, command);
            if (with.lead_unit.empty()) with.lead_unit = by.power.unit;
            granted = setting_.grant({definition, with, designated_on, by.officer, by.power.unit,
                                      by.power.function, by.rank, day_of(now_)}) ==
                      std::optional(by.power);
        }
        if (!granted) ++story_.turned_away;
        return granted;
    }
    static Matter with_changes(const Definition& definition, const Matter& matter,
                               const procedure::TakeStep& command) {
        Matter with = matter;
        with.fields.resize(definition.fields.size());
        for (const procedure::FieldChange& change : command.changes) {
            if (change.field.index() < with.fields.size())
                with.fields[change.field.index()] = change.value;
        }
        return with;
    }

    void tick(Case& one) {
        if (now_ < one.matter.changed) return;
        follow(one, engine_.due(*one.definition, one.matter, world(), now_));
        one.watch.settle(one.matter, now_);
        require(one, one.watch.fault().empty(), one.watch.fault());
        const auto next = procedure::next_alarm(one.matter);
        require(one, !next || *next > now_, "an alarm is left that was to sound");
    }

    void follow(Case& one, const std::vector<Event>& events) {
        const Matter at_first = one.matter;
        const Definition* const definition = one.definition;
        for (const Event& event : events) {
            if (!story_.fault.empty()) return;
            if (const auto* moved = std::get_if<procedure::Migrated>(&event.what))
                one.definition = one.procedure->versions[moved->to - 1];
            const Matter before = one.matter;
            engine_.apply(*one.definition, one.matter, event);
            one.watch.see(*one.definition, before, event, one.matter, now_);
            require(one, one.watch.fault().empty(), one.watch.fault());
            one.events.emplace_back(one.definition, event);
            keep_in_mind(one, event);
        }
        one.watch.see_all(*definition, at_first, events, one.matter);
        require(one, one.watch.fault().empty(), one.watch.fault());
        for (const Event& event : events) give_rise(one, event);
    }
    void keep_in_mind(Case& one, const Event& event) {
        ++story_.events[event.what.index()];
        mix(procedure::to_json(*one.definition, event));
        if (const auto* taken = std::get_if<procedure::StepTaken>(&event.what))
            story_.steps.insert(one.definition->id + "/" +
                                one.definition->steps[taken->step.index()].id);
        if (const auto* changed = std::get_if<procedure::LeadChanged>(&event.what)) {
            one.designated_on.reset();
            if (changed->kind == procedure::ChangeLead::Kind::designation)
                one.designated_on = day_of(event.at);
        }
    }

    // --- The calendar ---------------------------------------------------------------------------

    /// A day more on which the house is closed, or one less; every matter is counted again, most at
    /// once and some when people get round to it. Until then nothing moves.
    void change_calendar() {
        if (!random_.chance(40)) return;
        const calendar::Calendar* house = setting_.book.find_calendar(setting_.house_calendar);
        const auto day = calendar::Date::from_day_number(
            static_cast<std::int32_t>(now_.seconds / 86'400 + random_.between(-5, 90)));
        std::string ground = day.iso() + " is closed";
        if (open_days_ || random_.chance(3)) {
            ground = close_for_good(*house);
        } else if (!closed_.empty() && (closed_.size() >= kClosedMax || random_.chance(40))) {
            calendar::CalendarData data = house->data();
            std::erase_if(data.holidays,
                          [&](const auto& holiday) { return holiday.id == closed_.front(); });
            ground = closed_.front() + " no longer";
            closed_.erase(closed_.begin());
            setting_.book = setting_.book.with(calendar::Calendar(std::move(data)));
        } else if (house->find_holiday("closed-" + day.iso()) == nullptr) {
            closed_.push_back("closed-" + day.iso());
            setting_.book = setting_.book.with(house->with_closed(day, closed_.back(), {}));
        } else {
            return;
        }
        ++story_.calendars;
        for (const auto& one : cases_) one->counted_anew = false;
        for (std::size_t i = 0; i < cases_.size() && story_.fault.empty(); ++i) {
            Case& one = *cases_[i];
            if (now_ < one.matter.changed || !random_.chance(80)) continue;
            decide(one, procedure::Recompute{ground});
            require_derivations(one);
        }
    }

    /// A calendar in which nobody ever works, by which nothing can be counted; the next change puts
    /// back the one that there was.
    std::string close_for_good(const calendar::Calendar& house) {
        calendar::CalendarData data = house.data();
        if (open_days_) {
            data.rest = *std::exchange(open_days_, std::nullopt);
        } else {
            open_days_ = data.rest;
            calendar::RestDays always;
            for (const calendar::Weekday day :
                 {calendar::Weekday::monday, calendar::Weekday::tuesday,
                  calendar::Weekday::wednesday, calendar::Weekday::thursday,
                  calendar::Weekday::friday, calendar::Weekday::saturday,
                  calendar::Weekday::sunday})
                always.days.add(day);
            data.rest = {always};
        }
        setting_.book = setting_.book.with(calendar::Calendar(std::move(data)));
        return open_days_ ? "the house works no more" : "the house works again";
    }

    /// By a calendar in which nobody works nothing is derived; what was due stays so.
    void require_derivations(Case& one) {
        if (!open_days_) require_none(one, wrong_derivation(situation(one)));
    }

    // --- Truths ---------------------------------------------------------------------------------

    void require(const Case& one, bool holds, std::string_view what) {
        if (holds || !story_.fault.empty()) return;
        story_.fault = std::string(what) + "\n  in matter " + one.matter.id + " under " +
                       one.definition->id + " " + std::to_string(one.definition->version);
    }
    void require_none(const Case& one, const std::string& wrong) {
        require(one, wrong.empty(), wrong);
    }
    /// A clock that is set when its time is over already passes at that very second, and it is
    /// due() that says so: what a decision leaves is judged after that.
    void settle(Case& one) {
        if (!story_.fault.empty()) return;
        const calendar::Instant at = one.matter.changed;
        Matter matter = one.matter;
        Watch watch = one.watch;
        for (const Event& event : engine_.due(*one.definition, one.matter, world(), at)) {
            const Matter before = matter;
            engine_.apply(*one.definition, matter, event);
            watch.see(*one.definition, before, event, matter, at);
        }
        watch.settle(matter, at);
        require(one, watch.fault().empty(), watch.fault());
    }
    void check_rarely(Case& one) {
        if (!story_.fault.empty() || now_ < one.matter.changed) return;
        tick(one);
        check_fold(one);
        if (!one.counted_anew) decide(one, procedure::Recompute{"at last"});
        require_derivations(one);
        require_none(one, wrong_way_out(situation(one)));
        require_none(one, wrong_clock(situation(one), engine_, random_));
    }
    void check_fold(const Case& one) {
        Matter folded;
        for (const auto& [definition, event] : one.events)
            procedure::apply(*definition, folded, event);
        require(one, folded == one.matter, "the events do not fold to the matter");
    }
    void ask_before(const Case& one, const procedure::Command& command) {
        require_none(one, wrong_decision(situation(one), command, engine_));
    }
    void ask_after(const Case& one, const procedure::Command& command, const Decision& decision) {
        if (now_ < one.matter.changed) return;
        if (const auto* step = std::get_if<procedure::TakeStep>(&command))
            require_none(one, wrong_button(situation(one), *step, decision));
        if (const auto* migrate = std::get_if<procedure::Migrate>(&command))
            require_none(one, wrong_plan(situation(one), *migrate, decision));
    }
    void say(const Case& one, const procedure::Refusal& refusal) {
        for (const auto language :
             {diag::Language::en, diag::Language::hr, diag::Language::sr_cyrl}) {
            const std::string words =
                procedure::in_words(*one.definition, one.matter, refusal, language);
            require(one, !words.empty(), "a refusal has no words");
        }
    }

    // --- Bookkeeping ----------------------------------------------------------------------------

    void retire(Case& one) {
        check_fold(one);
        if (procedure::next_alarm(one.matter) && random_.chance(80))
            return;  // its next edition is to come
        std::erase_if(cases_, [&](const auto& other) { return other.get() == &one; });
    }
    void note(const Decision& decision) {
        if (decision.ok()) return;
        for (const procedure::Blocker& blocker : decision.refusal->blockers) {
            ++story_.refusals[static_cast<std::size_t>(blocker.reason)];
            mix(procedure::name_of(blocker.reason));
        }
    }
    void mix(std::string_view text) {
        for (const char byte : text) {
            story_.hash ^= static_cast<unsigned char>(byte);
            story_.hash *= 0x100000001B3U;
        }
    }

    static constexpr std::size_t kClosedMax = 60;  // so many changes of the calendar stand at once

    Random random_;
    Setting setting_;
    Officers officers_;
    Engine& engine_;
    calendar::Instant now_;
    bool busy_ = false;
    std::vector<std::unique_ptr<Case>> cases_;
    std::vector<std::string> closed_;                           // holidays that the story has added
    std::optional<std::vector<calendar::RestDays>> open_days_;  // of before, while nobody works
    Story story_;
};

}  // namespace remit::sim
