// The officers of a simulated house: the commands that they give, sensible, careless and false.
//
// Invariant: a command depends on the random numbers, the matter and the moment alone. A sensible
// officer takes a step that his desk shows as free, asks for a grant first and brings what the step
// needs; a careless one gives anything; a false one claims a power that he was not granted.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "procedure/command.h"
#include "procedure/engine.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"
#include "support/sim/values.h"

namespace remit::sim {

/// What lies on the desk of whoever acts.
struct Desk {
    const Procedure& procedure;
    const procedure::Definition& definition;
    const procedure::Matter& matter;
    std::optional<calendar::Date> designated_on;
    procedure::World world;
    calendar::Instant now;
};

class Officers {
  public:
    Officers(Random& random, const Setting& setting)
        : random_(random), setting_(setting), values_(random, setting) {}

    /// The matter of the desk has no lead yet.
    procedure::OpenMatter opening(const Desk& desk, std::string id) {
        const procedure::Definition& definition = desk.definition;
        std::vector<procedure::StepId> steps;
        for (std::size_t i = 0; i < definition.steps.size(); ++i) {
            if (definition.steps[i].opening) steps.emplace_back(i);
        }
        procedure::OpenMatter command;
        command.matter = random_.chance(99) ? std::move(id) : "";
        procedure::Matter blank;
        blank.fields.resize(definition.fields.size());
        blank.times_taken.resize(definition.steps.size());
        blank.lead_unit = random_.pick(setting_.units);
        const Desk empty{desk.procedure, definition, blank, {}, desk.world, desk.now};
        command.first = sensible_step(empty, random_.pick(steps));
        if (random_.chance(1))
            command.first.step = procedure::StepId(random_.below(definition.steps.size()));
        if (random_.chance(20)) command.lead_unit = random_.pick(setting_.units);
        return command;
    }

    /// Who opens a matter to which another gave rise; the matter of the desk has its fields.
    procedure::Acting opener(const Desk& desk, procedure::StepId opening) {
        std::vector<std::string> units = setting_.line_of(desk.matter.lead_unit);
        for (int i = 0; i < 4; ++i) units.push_back(random_.pick(setting_.units));
        const procedure::Step& step = desk.definition.steps[opening.index()];
        return with_power(desk, units, step.functions, step.rank);
    }

    procedure::Command command(const Desk& desk) {
        const std::size_t kind = random_.below(100);
        const bool asks_somebody = !desk.matter.questions.empty() || random_.chance(5);
        if (kind < 64 || (kind >= 74 && kind < 87 && !asks_somebody))
            return sensible_step(desk, likely_step(desk));
        if (kind < 74) return careless_step(desk);
        if (kind < 84) return answer(desk);
        if (kind < 87)
            return procedure::WithdrawQuestion{question(desk.matter), acting(desk), note()};
        if (kind < 94) return procedure::BringPaper{paper(desk), acting(desk)};
        if (kind < 97) return change_of_lead(desk);
        if (kind < 99)
            return procedure::Migrate{random_.pick(desk.procedure.versions), acting(desk), note()};
        return procedure::Recompute{random_.chance(90) ? "asked for" : ""};
    }

  private:
    using Type = procedure::FieldType;

    static constexpr std::uint64_t kGrown = 60;  // events of a matter that may end

    std::string note() { return random_.chance(85) ? "because" : ""; }

    // --- Who acts -------------------------------------------------------------------------------

    std::string officer_of(const std::string& unit) {
        if (random_.chance(2)) return random_.chance(90) ? "" : std::string(300, 'x');
        const auto found = setting_.officers.find(unit);
        return found == setting_.officers.end() ? "nobody" : random_.pick(found->second);
    }
    /// With a power that was granted for one of the functions in one of the units; of some, with
    /// one that was not.
    procedure::Acting with_power(const Desk& desk, const std::vector<std::string>& units,
                                 const std::vector<std::string>& wanted, procedure::Rank rank) {
        procedure::Acting by;
        if (random_.chance(8) || wanted.empty() || units.empty()) {
            const std::string& unit = random_.pick(setting_.units);
            by.officer = officer_of(unit);
            by.rank = random_.chance(70) ? procedure::Rank::head : procedure::Rank::officer;
            const bool claims = !wanted.empty() && random_.chance(70);
            by.power = {.function = claims ? random_.pick(wanted) : "", .unit = unit};
            return by;
        }
        for (const std::string& unit : units) {
            for (const std::string& function : wanted) {
                // Whoever is there: the first of them may be away, or hold his post no longer.
                for (int colleague = 0; colleague < 4; ++colleague) {
                    by.officer = officer_of(unit);
                    by.rank = random_.chance(95) ? rank : procedure::Rank::officer;
                    const auto granted =
                        setting_.grant({desk.definition, desk.matter, desk.designated_on,
                                        by.officer, unit, function, by.rank, day_of(desk.now)});
                    if (!granted) continue;
                    by.power = *granted;
                    if (random_.chance(80)) return by;
                }
            }
        }
        return by;
    }
    procedure::Acting acting(const Desk& desk) {
        std::vector<std::string> wanted;
        for (const procedure::Step& step : desk.definition.steps)
            wanted.insert(wanted.end(), step.functions.begin(), step.functions.end());
        const auto rank = random_.chance(60) ? procedure::Rank::head : procedure::Rank::officer;
        return with_power(desk, setting_.line_of(desk.matter.lead_unit), wanted, rank);
    }
    std::vector<std::string> units_for(const procedure::Step& step,
                                       const procedure::Matter& matter) {
        std::vector<std::string> line = setting_.line_of(matter.lead_unit);
        if (step.actor == procedure::Actor::any)
            return {random_.pick(setting_.units), random_.pick(setting_.units)};
        if (step.actor == procedure::Actor::consulted) {
            for (const procedure::Question& question : matter.questions) {
                if (!question.is_closed() && question.is_unit) return {question.respondent};
            }
        }
        const bool above =
            step.actor == procedure::Actor::superior || step.actor == procedure::Actor::top;
        if (above) std::ranges::reverse(line);
        return line;
    }

    // --- Steps ----------------------------------------------------------------------------------

    /// One that is shown as free, rather one that leads on and was seldom taken; ends seldom until
    /// the matter has grown old.
    procedure::StepId likely_step(const Desk& desk) {
        const procedure::Definition& definition = desk.definition;
        std::vector<procedure::StepId> free;
        std::vector<procedure::StepId> leading_on;
        for (const auto& option :
             procedure::available(definition, desk.matter, desk.world, desk.now)) {
            if (!option.can_be_taken()) continue;
            const procedure::StateId to = definition.steps[option.step.index()].to;
            const bool ends = to.is_some() && definition.states[to.index()].end;
            if (ends && !random_.chance(desk.matter.version < kGrown ? 6 : 50)) continue;
            free.push_back(option.step);
            if (to.is_some() && to != desk.matter.state) leading_on.push_back(option.step);
        }
        if (free.empty() || random_.chance(5))
            return procedure::StepId(random_.below(definition.steps.size()));
        if (!leading_on.empty() && random_.chance(50)) return toward_goal(desk, leading_on);
        const bool on = !leading_on.empty() && random_.chance(50);
        const std::vector<procedure::StepId>& choice = on ? leading_on : free;
        procedure::StepId best = random_.pick(choice);
        for (int i = 0; i < 2; ++i) {
            const procedure::StepId other = random_.pick(choice);
            const auto taken = [&](procedure::StepId id) {
                return desk.matter.times_taken[id.index()];
            };
            if (taken(other) < taken(best)) best = other;
        }
        return best;
    }

    /// Matters have a goal for a while, another state each, so that all are got to in time.
    procedure::StepId toward_goal(const Desk& desk, const std::vector<procedure::StepId>& steps) {
        constexpr std::uint64_t kEventsToGoal = 40;
        const procedure::Definition& definition = desk.definition;
        const std::uint64_t turn = desk.matter.version / kEventsToGoal;
        const std::size_t goal = (static_cast<std::uint64_t>(desk.matter.opened.seconds) + turn) %
                                 definition.states.size();
        const std::vector<std::size_t> far = distances(definition, goal);
        const auto distance = [&](procedure::StepId id) {
            return far[definition.steps[id.index()].to.index()];
        };
        procedure::StepId best = random_.pick(steps);
        for (const procedure::StepId other : steps) {
            if (distance(other) < distance(best)) best = other;
        }
        return best;
    }
    /// From each state, over how many others a step or several lead to the goal.
    static std::vector<std::size_t> distances(const procedure::Definition& definition,
                                              std::size_t goal) {
        const std::size_t none = definition.states.size() + 1;
        std::vector<std::size_t> far(definition.states.size(), none);
        far[goal] = 0;
        for (bool shorter = true; shorter;) {
            shorter = false;
            for (const procedure::Step& step : definition.steps) {
                if (!step.to.is_some() || step.from_any) continue;
                for (const procedure::StateId from : step.from) {
                    const std::size_t over = far[step.to.index()] + 1;
                    if (over >= far[from.index()]) continue;
                    far[from.index()] = over;
                    shorter = true;
                }
            }
        }
        return far;
    }

    procedure::TakeStep sensible_step(const Desk& desk, procedure::StepId id) {
        const procedure::Step& step = desk.definition.steps[id.index()];
        const procedure::Matter& matter = desk.matter;
        procedure::TakeStep command;
        command.step = id;
        if (step.opening) state_business(command, desk);
        for (const procedure::FieldId field : step.needs) {
            if (!matter.value(field).is_set() || random_.chance(30)) set(command, desk, field);
        }
        for (const procedure::FieldId field : step.may) {
            const bool asked = is_asked_for(step, field) && random_.chance(60);
            if (asked || random_.chance(step.opening ? 60 : 25)) set(command, desk, field);
        }
        procedure::Matter with_fields;
        with_fields.fields = matter.fields;
        with_fields.lead_unit = matter.lead_unit;
        with_fields.designated_by = matter.designated_by;
        for (const procedure::FieldChange& change : command.changes)
            with_fields.fields[change.field.index()] = change.value;
        const Desk filled{desk.procedure,     desk.definition, with_fields,
                          desk.designated_on, desk.world,      desk.now};
        command.by = with_power(filled, units_for(step, matter), step.functions, step.rank);
        for (const procedure::PaperKindId kind : step.papers) {
            if (random_.chance(90)) command.papers.push_back(new_paper(kind));
        }
        for (const procedure::ConsultationId asked : step.asks) {
            if (random_.chance(40))
                command.respondents.push_back({asked, random_.pick(setting_.units), true});
        }
        command.note = step.note_required ? note() : "";
        return command;
    }
    /// Of an opening: what some duty of the unit is about.
    void state_business(procedure::TakeStep& command, const Desk& desk) {
        const auto found = setting_.businesses.find(desk.matter.lead_unit);
        if (found == setting_.businesses.end() || random_.chance(10)) return;
        const Business& about = random_.pick(found->second);
        const procedure::Step& step = desk.definition.steps[command.step.index()];
        const auto state = [&](procedure::FieldId field, const std::vector<std::string>& ids) {
            const auto names = [&](const auto& fields) {
                return std::ranges::find(fields, field) != fields.end();
            };
            if (!field.is_some() || ids.empty() || (!names(step.needs) && !names(step.may))) return;
            const bool list = desk.definition.fields[field.index()].list;
            procedure::Value value{{ids.begin(), ids.end()}};
            if (!list) value.items.resize(1);
            command.changes.push_back({field, std::move(value)});
        };
        state(desk.definition.subject_bodies, about.bodies);
        state(desk.definition.subject_topics, about.topics);
        state(desk.definition.subject_counterparts, about.counterparts);
    }
    static bool is_asked_for(const procedure::Step& step, procedure::FieldId field) {
        return std::ranges::find(step.when, field, &procedure::Condition::field) != step.when.end();
    }

    procedure::TakeStep careless_step(const Desk& desk) {
        const procedure::Definition& definition = desk.definition;
        procedure::TakeStep command =
            sensible_step(desk, procedure::StepId(random_.below(definition.steps.size())));
        if (random_.chance(3)) command.step = procedure::StepId(definition.steps.size() + 5);
        if (random_.chance(50)) command.by.power.unit = random_.pick(setting_.units);
        if (random_.chance(20)) command.by.power.unit = "nowhere";
        if (random_.chance(40))
            command.by.power.function = random_.pick(random_.pick(definition.steps).functions);
        for (std::size_t i = random_.below(3); i > 0; --i) {
            const procedure::FieldId field(random_.below(definition.fields.size() + 1));
            procedure::Field other;
            other.type =
                static_cast<Type>(random_.below(static_cast<std::size_t>(Type::matter) + 1));
            other.list = random_.chance(30);
            command.changes.push_back({field, values_.value(definition, other, desk.now, {})});
        }
        if (random_.chance(20)) command.papers.push_back(paper(desk));
        if (random_.chance(10))
            command.respondents.push_back({procedure::ConsultationId(7U), "x", false});
        if (random_.chance(2)) command.note = std::string(procedure::kNoteBytesMax + 1, 'x');
        if (random_.chance(1)) command.changes.resize(procedure::kChangesMax + 1);
        return command;
    }

    void set(procedure::TakeStep& command, const Desk& desk, procedure::FieldId field) {
        const auto earlier =
            std::ranges::find(command.changes, field, &procedure::FieldChange::field);
        if (earlier != command.changes.end()) return;
        // What a guard asks for is given, most of the time.
        std::vector<std::string> wanted;
        for (const procedure::Condition& condition :
             desk.definition.steps[command.step.index()].when) {
            if (condition.kind == procedure::Condition::Kind::field_is &&
                condition.field == field && random_.chance(90))
                wanted = condition.words;
        }
        command.changes.push_back(
            {field, values_.value(desk.definition, desk.definition.fields[field.index()], desk.now,
                                  wanted)});
    }

    // --- Papers, questions, leads ---------------------------------------------------------------

    procedure::Paper new_paper(procedure::PaperKindId kind) {
        return {"p" + std::to_string(random_.next() % 1'000'000), kind, 1, random_.chance(85), ""};
    }
    procedure::Paper paper(const Desk& desk) {
        const procedure::PaperKindId kind(random_.below(desk.definition.paper_kinds.size() + 1));
        if (desk.matter.papers.empty() || random_.chance(40)) return new_paper(kind);
        procedure::Paper next = random_.pick(desk.matter.papers);
        if (random_.chance(70)) ++next.version;
        next.is_signed = random_.chance(30);
        if (random_.chance(10)) next.digest = "abc";
        if (random_.chance(3)) next.kind = kind;
        return next;
    }
    std::string question(const procedure::Matter& matter) {
        if (matter.questions.empty() || random_.chance(5)) return "q99";
        std::vector<std::string> open;
        for (const procedure::Question& one : matter.questions) {
            if (!one.is_closed()) open.push_back(one.id);
        }
        if (open.empty() || random_.chance(30)) return random_.pick(matter.questions).id;
        return random_.pick(open);
    }
    procedure::AnswerQuestion answer(const Desk& desk) {
        procedure::AnswerQuestion command;
        command.question = question(desk.matter);
        command.by = acting(desk);
        const procedure::Question* found = desk.matter.find_question(command.question);
        if (found != nullptr && found->is_unit && random_.chance(80)) {
            command.by.power.unit = found->respondent;
            if (command.by.power.function.empty())
                command.by.power.function = desk.definition.steps.front().functions.front();
        }
        command.answer = static_cast<procedure::Answer>(random_.below(7));
        command.text = random_.chance(80) ? "delete paragraph 7" : "";
        if (random_.chance(1)) command.text.assign(procedure::kItemBytesMax + 1, 'x');
        return command;
    }
    procedure::ChangeLead change_of_lead(const Desk& desk) {
        procedure::ChangeLead command;
        command.kind = random_.one_of(
            {procedure::ChangeLead::Kind::designation, procedure::ChangeLead::Kind::reassignment});
        command.by = acting(desk);
        command.receiving = {.function = random_.pick(desk.definition.steps).functions.front(),
                             .unit = random_.chance(95) ? random_.pick(setting_.units) : "nowhere"};
        if (random_.chance(5)) command.receiving.function = "cook";
        command.note = note();
        return command;
    }

    Random& random_;
    const Setting& setting_;
    Values values_;
};

}  // namespace remit::sim
