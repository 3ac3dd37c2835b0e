// A simulation: random officers give random commands in many matters over simulated years.
//
// One seed is one story, the same each time it is told: simulate() of the same seed, setting and
// engine gives the same hash. After each command the watch looks at every event; now and then more
// expensive truths are asked: that the events fold to the matter, that due moments follow from
// their derivation, that asking the clock often or once is the same, and that no matter is stuck.
// The first fault ends the story and says how to tell it again.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "procedure/describe.h"
#include "procedure/engine.h"
#include "procedure/spawning.h"
#include "support/sim/engines.h"
#include "support/sim/officers.h"
#include "support/sim/setting.h"
#include "support/sim/watch.h"

namespace remit::sim {

struct Story {
    std::uint64_t hash = 0xCBF29CE484222325U;  // of every event and refusal (FNV-1a)
    std::size_t commands = 0;
    std::size_t taken = 0;
    std::size_t matters = 0;
    std::array<std::size_t, std::variant_size_v<procedure::What>> events{};
    std::array<std::size_t, procedure::kReasonCount> refusals{};
    std::string fault;  // empty where nothing was found
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
            if (random_.chance(1)) close_a_day();
            if (now_ > kLast) begin_again();
        }
        for (const auto& one : cases_) check_fold(*one);
        if (!story_.fault.empty()) story_.fault += "\n  command " + std::to_string(story_.commands);
        return story_;
    }

  private:
    struct Case {
        const procedure::Definition* definition = nullptr;
        const Procedure* procedure = nullptr;
        procedure::Matter matter;
        // The version under which each event was made, because ids are of that version.
        std::vector<std::pair<const procedure::Definition*, procedure::Event>> events;
        Watch watch;
        std::vector<procedure::Command> late_commands;  // made earlier, given later
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

    // --- Time
    // -----------------------------------------------------------------------------------------------------

    void pass_time() {
        const std::size_t kind = random_.below(100);
        constexpr std::int64_t kHour = 3600;
        constexpr std::int64_t kDay = 24 * kHour;
        if (kind < 25) return;
        if (kind < 45)
            now_ = now_.plus_seconds(random_.between(0, kHour));
        else if (kind < 70)
            now_ = now_.plus_seconds(random_.between(0, 3 * kDay));
        else if (kind < 90)
            jump_to_alarm();
        else if (kind < 98)
            now_ = now_.plus_seconds(random_.between(0, 60 * kDay));
        else if (kind < 99)
            now_ = now_.plus_seconds(random_.between(0, 900 * kDay));
        // Of the rest the clock is put back: nothing that was recorded changes by it.
        else if (random_.chance(30))
            now_ = now_.plus_seconds(-random_.between(1, 2 * kDay));
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

    // --- Commands
    // -------------------------------------------------------------------------------------------------

    void open_new() {
        const Procedure& procedure = random_.pick(setting_.procedures);
        const procedure::OpenMatter command =
            officers_.opening(*procedure.definition, "m" + std::to_string(story_.matters), now_);
        open_with(procedure, command);
    }
    void open_with(const Procedure& procedure, const procedure::OpenMatter& command) {
        const Decision decision = engine_.open(*procedure.definition, command, world(), now_);
        note(decision);
        if (!decision.ok()) return;
        ++story_.matters;
        cases_.push_back(std::make_unique<Case>(
            Case{procedure.definition, &procedure, {}, {}, Watch(setting_), {}}));
        follow(*cases_.back(), decision.events);
        settle(*cases_.back());
    }

    void act(Case& one) {
        const procedure::Definition* successor =
            one.definition == one.procedure->definition ? one.procedure->successor : nullptr;
        procedure::Command command =
            officers_.command(*one.definition, successor, one.matter, now_);
        // Some commands lie on a desk and are given when the matter has moved on.
        if (random_.chance(5)) one.late_commands.push_back(command);
        if (!one.late_commands.empty() && random_.chance(10)) {
            command = one.late_commands.back();
            one.late_commands.pop_back();
            if (std::holds_alternative<procedure::Migrate>(command)) return;
        }
        if (random_.chance(40)) tick(one);
        decide(one, command);
        if (random_.chance(50)) tick(one);
        if (random_.chance(2)) check_rarely(one);
        if (one.matter.ended && random_.chance(10)) retire(one);
    }

    void decide(Case& one, const procedure::Command& command) {
        const Decision decision =
            engine_.decide(*one.definition, one.matter, command, world(), now_);
        note(decision);
        if (!decision.ok()) {
            require(one, decision.events.empty(), "a refusal has events");
            require(one, !decision.refusal->blockers.empty(), "a refusal gives no reason");
            if (random_.chance(1)) say(one, *decision.refusal);
            return;
        }
        ++story_.taken;
        follow(one, decision.events);
        if (const auto* migrate = std::get_if<procedure::Migrate>(&command)) {
            if (migrate->to != nullptr) one.late_commands.clear();
        }
        settle(one);
    }
    void say(Case& one, const procedure::Refusal& refusal) {
        for (const diag::Language language :
             {diag::Language::en, diag::Language::hr, diag::Language::sr_cyrl}) {
            const std::string words =
                procedure::in_words(*one.definition, one.matter, refusal, language);
            require(one, !words.empty(), "a refusal has no words");
        }
    }

    void tick(Case& one) {
        if (now_ < one.matter.changed) return;
        if (random_.chance(3)) check_often(one);
        follow(one, engine_.due(*one.definition, one.matter, world(), now_));
        one.watch.settle(one.matter, now_);
        require(one, one.watch.fault().empty(), one.watch.fault());
        const auto next = procedure::next_alarm(one.matter);
        require(one, !next || *next > now_, "an alarm is left that was to sound");
    }

    void follow(Case& one, const std::vector<Event>& events) {
        for (const Event& event : events) {
            if (!story_.fault.empty()) return;
            const auto* migrated = std::get_if<procedure::Migrated>(&event.what);
            if (migrated != nullptr) one.definition = one.procedure->successor;
            const procedure::Matter before = one.matter;
            engine_.apply(*one.definition, one.matter, event);
            one.watch.see(*one.definition, before, event, one.matter, now_);
            require(one, one.watch.fault().empty(), one.watch.fault());
            one.events.emplace_back(one.definition, event);
            ++story_.events[event.what.index()];
            mix(procedure::to_json(*one.definition, event));
        }
        for (const Event& event : events) give_rise(one, event);
    }
    /// Matters that a matter gives rise to are opened by a unit that holds a function for it, or
    /// not at all.
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
                           ? procedure::opening_of(*spawned, *target->definition, origin)
                           : procedure::opening_of(*edition, *target->definition, origin);
        if (!command.ok()) return;
        const procedure::OpenMatter by =
            officers_.opening(*target->definition, "m" + std::to_string(story_.matters), now_);
        command.value().matter = by.matter;
        command.value().first.by = by.first.by;
        open_with(*target, command.value());
    }

    // --- The calendar
    // ---------------------------------------------------------------------------------------------

    /// One more holiday; every matter is counted again, and nothing else moves a due moment.
    void close_a_day() {
        const calendar::Calendar* house = setting_.book.find_calendar(setting_.house_calendar);
        const auto day = calendar::Date::from_day_number(
            static_cast<std::int32_t>(now_.seconds / 86'400 + random_.between(-5, 90)));
        if (house->data().holidays.size() + 1 >= calendar::kHolidaysMax || !random_.chance(20))
            return;
        setting_.book = setting_.book.with(house->with_closed(day, "closed-" + day.iso(), {}));
        for (std::size_t i = 0; i < cases_.size() && story_.fault.empty(); ++i) {
            if (now_ >= cases_[i]->matter.changed)
                decide(*cases_[i], procedure::Recompute{day.iso() + " is closed"});
        }
    }

    // --- Truths
    // ---------------------------------------------------------------------------------------------------

    void require(Case& one, bool holds, std::string_view what) {
        if (holds || !story_.fault.empty()) return;
        story_.fault =
            std::string(what) + "\n  in matter " + one.matter.id + " under " + one.definition->id;
    }
    /// A clock that is set when its time is over already passes at that very second, and it is due()
    /// that says so: what a decision leaves is judged after that.
    void settle(Case& one) {
        if (!story_.fault.empty()) return;
        const calendar::Instant at = one.matter.changed;
        procedure::Matter matter = one.matter;
        Watch watch = one.watch;
        for (const Event& event : engine_.due(*one.definition, one.matter, world(), at)) {
            const procedure::Matter before = matter;
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
        check_derivations(one);
        check_way_out(one);
    }

    void check_fold(Case& one) {
        procedure::Matter folded;
        for (const auto& [definition, event] : one.events)
            procedure::apply(*definition, folded, event);
        require(one, folded == one.matter, "the events do not fold to the matter");
    }

    void check_derivations(Case& one) {
        for (std::size_t i = 0; i < one.matter.clocks.size(); ++i) {
            const procedure::Clock& clock = one.matter.clocks[i];
            if (clock.state != procedure::ClockState::running &&
                clock.state != procedure::ClockState::passed)
                continue;
            // What has lapsed is over, and a later holiday does not undo it.
            const procedure::Deadline& deadline = one.definition->deadlines[i];
            if (clock.state == procedure::ClockState::passed && deadline.lapse_to.is_some())
                continue;
            if (one.matter.ended) continue;
            const auto standing =
                procedure::derive(*one.definition, one.matter, world(), procedure::DeadlineId(i));
            require(one, standing.ok(), "a due moment has no derivation: " + deadline.id);
            if (!standing.ok()) return;
            require(one, same_moment(standing.value().deadline.due, clock.due),
                    "a due moment does not follow from its derivation: " + deadline.id);
            require(one, !standing.value().deadline.derivation.empty(),
                    "a derivation has no lines");
        }
        for (const procedure::Question& question : one.matter.questions) {
            if (question.is_closed()) continue;
            const auto standing =
                procedure::derive(*one.definition, one.matter, world(), question.id);
            require(one, standing.ok() && same_moment(standing.value().deadline.due, question.due),
                    "the time of a question does not follow from its derivation");
        }
    }
    static bool same_moment(const calendar::Moment& derived, const procedure::Due& due) {
        if (const auto* date = std::get_if<calendar::Date>(&due))
            return derived == calendar::Moment(*date);
        return derived == calendar::Moment(std::get<procedure::ZonedInstant>(due).instant);
    }

    /// Something can be done, or the clock will do something.
    void check_way_out(Case& one) {
        if (one.matter.ended) return;
        const auto options = procedure::available(*one.definition, one.matter, world(), now_);
        const bool free = std::ranges::any_of(
            options, [](const procedure::StepOption& option) { return option.can_be_taken(); });
        require(
            one, free || procedure::next_alarm(one.matter).has_value(),
            "the matter is stuck in state " + one.definition->states[one.matter.state.index()].id);
    }

    /// Asking the clock at many moments is the same as asking it once.
    void check_often(Case& one) {
        const calendar::Instant later = now_.plus_seconds(random_.between(0, 86'400LL * 400));
        const std::vector<Event> once = engine_.due(*one.definition, one.matter, world(), later);
        std::vector<Event> often;
        procedure::Matter matter = one.matter;
        calendar::Instant at = now_;
        for (int i = 0; i < 12; ++i) {
            const auto next = procedure::next_alarm(matter);
            at = i == 11 ? later
                 : next && random_.chance(50)
                     ? std::clamp(next->plus_seconds(random_.between(-1, 1)), at, later)
                     : calendar::Instant{random_.between(at.seconds, later.seconds)};
            for (const Event& event : engine_.due(*one.definition, matter, world(), at)) {
                procedure::apply(*one.definition, matter, event);
                often.push_back(event);
            }
        }
        require(one, once == often, "the clock does other things when it is asked often");
    }

    // --- Bookkeeping
    // ----------------------------------------------------------------------------------------------

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

    Random random_;
    Setting setting_;
    Officers officers_;
    Engine& engine_;
    calendar::Instant now_;
    std::vector<std::unique_ptr<Case>> cases_;
    Story story_;
};

}  // namespace remit::sim
