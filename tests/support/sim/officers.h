// The officers of a simulated house: the commands that they give, sensible, careless and false.
//
// Invariant: a command depends on the random numbers, the matter and the moment alone. A sensible
// officer asks for a grant first and brings what the step needs; a careless one gives anything; a
// false one claims a power that he was not granted.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "procedure/command.h"
#include "procedure/conditions.h"
#include "procedure/engine.h"
#include "support/sim/random.h"
#include "support/sim/setting.h"

namespace remit::sim {

class Officers {
  public:
    Officers(Random& random, const Setting& setting) : random_(random), setting_(setting) {}

    procedure::OpenMatter opening(const procedure::Definition& definition, std::string id,
                                  calendar::Instant now) {
        std::vector<procedure::StepId> steps;
        for (std::size_t i = 0; i < definition.steps.size(); ++i) {
            if (definition.steps[i].opening) steps.emplace_back(i);
        }
        procedure::OpenMatter command;
        command.matter = std::move(id);
        procedure::Matter blank;
        blank.fields.resize(definition.fields.size());
        blank.lead_unit = random_.pick(setting_.units);
        command.first = sensible_step(definition, blank, random_.pick(steps), now);
        if (!random_.chance(80)) command.lead_unit = random_.pick(setting_.units);
        return command;
    }

    procedure::Command command(const procedure::Definition& definition,
                               const procedure::Definition* successor,
                               const procedure::Matter& matter, calendar::Instant now) {
        const std::size_t kind = random_.below(100);
        if (kind < 62)
            return sensible_step(definition, matter, possible_step(definition, matter), now);
        if (kind < 74) return careless_step(definition, matter, now);
        if (kind < 84) return answer(definition, matter);
        if (kind < 87)
            return procedure::WithdrawQuestion{question(matter), acting(definition, matter),
                                               note()};
        if (kind < 94)
            return procedure::BringPaper{paper(definition, matter), acting(definition, matter)};
        if (kind < 97) return change_of_lead(definition, matter);
        if (kind < 99)
            return procedure::Migrate{random_.chance(90) ? successor : &definition,
                                      acting(definition, matter), note()};
        return procedure::Recompute{random_.chance(90) ? "asked for" : ""};
    }

  private:
    using Type = procedure::FieldType;

    std::string note() { return random_.chance(85) ? "because" : ""; }
    std::string officer() {
        return random_.chance(97) ? "officer" + std::to_string(random_.below(9)) : "";
    }

    // --- Who acts
    // -----------------------------------------------------------------------------------------------------

    /// With a power that was granted, or, of one in ten, with one that was not.
    procedure::Acting with_power(const procedure::Definition& definition,
                                 const procedure::Matter& matter, std::vector<std::string> units,
                                 const std::vector<std::string>& wanted) {
        procedure::Acting by;
        by.officer = officer();
        by.rank = random_.chance(70) ? procedure::Rank::head : procedure::Rank::officer;
        if (random_.chance(8) || wanted.empty() || units.empty()) {
            by.power = {.function = random_.chance(70) ? random_.pick(functions()) : "",
                        .unit = random_.pick(setting_.units)};
            return by;
        }
        for (const std::string& unit : units) {
            for (const std::string& function : wanted) {
                const auto granted = setting_.grant(definition, matter, unit, function);
                if (!granted) continue;
                by.power = *granted;
                if (random_.chance(80)) return by;
            }
        }
        return by;
    }
    procedure::Acting acting(const procedure::Definition& definition,
                             const procedure::Matter& matter) {
        std::vector<std::string> wanted;
        for (const procedure::Step& step : definition.steps)
            wanted.insert(wanted.end(), step.functions.begin(), step.functions.end());
        return with_power(definition, matter, line_of(matter.lead_unit), wanted);
    }
    std::vector<std::string> line_of(std::string unit) {
        std::vector<std::string> line;
        while (!unit.empty() && line.size() < setting_.units.size()) {
            line.push_back(unit);
            const auto found = setting_.parents.find(unit);
            unit = found == setting_.parents.end() ? "" : found->second;
        }
        return line;
    }
    std::vector<std::string> units_for(const procedure::Step& step,
                                       const procedure::Matter& matter) {
        std::vector<std::string> line = line_of(matter.lead_unit);
        if (step.actor == procedure::Actor::any)
            return {random_.pick(setting_.units), random_.pick(setting_.units)};
        if (step.actor == procedure::Actor::consulted) {
            for (const procedure::Question& question : matter.questions) {
                if (!question.is_closed() && question.is_unit) return {question.respondent};
            }
        }
        const bool above =
            step.actor == procedure::Actor::superior || step.actor == procedure::Actor::top;
        if (above) std::reverse(line.begin(), line.end());
        return line;
    }

    // --- Steps
    // --------------------------------------------------------------------------------------------------------

    procedure::StepId possible_step(const procedure::Definition& definition,
                                    const procedure::Matter& matter) {
        std::vector<procedure::StepId> possible;
        for (std::size_t i = 0; i < definition.steps.size(); ++i) {
            const procedure::Step& step = definition.steps[i];
            const bool here =
                step.from_any || std::ranges::find(step.from, matter.state) != step.from.end();
            // Ends are taken seldom, so that matters grow old.
            const bool ends = step.to.is_some() && definition.states[step.to.index()].end;
            if (here && (!ends || random_.chance(4))) possible.emplace_back(i);
        }
        if (possible.empty()) return procedure::StepId(random_.below(definition.steps.size()));
        return random_.pick(possible);
    }

    procedure::TakeStep sensible_step(const procedure::Definition& definition,
                                      const procedure::Matter& matter, procedure::StepId id,
                                      calendar::Instant now) {
        const procedure::Step& step = definition.steps[id.index()];
        procedure::TakeStep command;
        command.step = id;
        for (const procedure::FieldId field : step.needs) {
            if (!matter.value(field).is_set() || random_.chance(30))
                set(command, definition, step, field, now);
        }
        for (const procedure::FieldId field : step.may) {
            if (random_.chance(step.opening ? 60 : 25)) set(command, definition, step, field, now);
        }
        procedure::Matter with_fields;
        with_fields.fields = matter.fields;
        with_fields.lead_unit = matter.lead_unit;
        with_fields.questions = matter.questions;
        for (const procedure::FieldChange& change : command.changes)
            with_fields.fields[change.field.index()] = change.value;
        command.by = with_power(definition, with_fields, units_for(step, matter), step.functions);
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

    procedure::TakeStep careless_step(const procedure::Definition& definition,
                                      const procedure::Matter& matter, calendar::Instant now) {
        procedure::TakeStep command = sensible_step(
            definition, matter, procedure::StepId(random_.below(definition.steps.size())), now);
        if (random_.chance(3)) command.step = procedure::StepId(definition.steps.size() + 5);
        if (random_.chance(50)) command.by.power.unit = random_.pick(setting_.units);
        if (random_.chance(40)) command.by.power.function = random_.pick(functions());
        if (random_.chance(20)) command.by.power.unit = "nowhere";
        for (std::size_t i = random_.below(3); i > 0; --i) {
            const procedure::FieldId field(random_.below(definition.fields.size() + 1));
            const auto type =
                static_cast<Type>(random_.below(static_cast<std::size_t>(Type::matter) + 1));
            procedure::Field other;
            other.type = type;
            other.list = random_.chance(30);
            command.changes.push_back({field, value(definition, other, now, {})});
        }
        if (random_.chance(20)) command.papers.push_back(paper(definition, matter));
        if (random_.chance(10))
            command.respondents.push_back({procedure::ConsultationId(7U), "x", false});
        if (random_.chance(2)) command.note = std::string(procedure::kNoteBytesMax + 1, 'x');
        return command;
    }

    void set(procedure::TakeStep& command, const procedure::Definition& definition,
             const procedure::Step& step, procedure::FieldId field, calendar::Instant now) {
        const auto earlier =
            std::ranges::find(command.changes, field, &procedure::FieldChange::field);
        if (earlier != command.changes.end()) return;
        // What a guard asks for is given, most of the time.
        std::vector<std::string> wanted;
        for (const procedure::Condition& condition : step.when) {
            if (condition.kind == procedure::Condition::Kind::field_is &&
                condition.field == field && random_.chance(80))
                wanted = condition.words;
        }
        command.changes.push_back(
            {field, value(definition, definition.fields[field.index()], now, wanted)});
    }

    // --- Values
    // -------------------------------------------------------------------------------------------------------

    procedure::Value value(const procedure::Definition& definition, const procedure::Field& field,
                           calendar::Instant now, const std::vector<std::string>& wanted) {
        procedure::Value made;
        if (random_.chance(3)) return made;
        const std::size_t count = field.list ? 1 + random_.below(3) : 1;
        for (std::size_t i = 0; i < count; ++i)
            made.items.push_back(item(definition, field, now, wanted));
        return made;
    }
    procedure::Item item(const procedure::Definition& definition, const procedure::Field& field,
                         calendar::Instant now, const std::vector<std::string>& wanted) {
        switch (field.type) {
            case Type::number:
                return random_.between(0, 40);
            case Type::date:
                return day_of(now).plus_days(static_cast<std::int32_t>(random_.between(-40, 400)));
            case Type::instant:
                return procedure::ZonedInstant{
                    now.plus_seconds(random_.between(-100'000, 3'000'000)),
                    random_.one_of<std::string>({"Europe/Brussels", "Europe/Zagreb", "UTC"})};
            case Type::duration: {
                calendar::Duration length;
                length.days = static_cast<std::int32_t>(random_.below(90));
                length.hours =
                    random_.chance(20) ? static_cast<std::int32_t>(random_.below(50)) : 0;
                return length;
            }
            case Type::money:
                return procedure::Money{random_.between(0, 1'000'000),
                                        random_.chance(95) ? "EUR" : "euro"};
            default:
                return wanted.empty() ? word(definition, field) : random_.pick(wanted);
        }
    }
    std::string word(const procedure::Definition& definition, const procedure::Field& field) {
        if (field.type == Type::choice && !field.choices.empty())
            return random_.pick(field.choices).id;
        if (field.type == Type::country) return random_.one_of<std::string>({"HR", "RS", "hr"});
        const auto known = setting_.words.find(field.type);
        if (known != setting_.words.end() && !known->second.empty())
            return random_.pick(known->second);
        if (field.type == Type::body && !definition.tables.empty() && random_.chance(70)) {
            const procedure::Table& table = random_.pick(definition.tables);
            if (!table.rows.empty()) return random_.pick(table.rows).key;
        }
        return random_.one_of<std::string>({"x", "y", "31 May", "unknown",
                                            "FREQ=YEARLY;BYYEARDAY=90", "FREQ=DAILY",
                                            "FREQ=MONTHLY;INTERVAL=3", "every spring"});
    }
    static calendar::Date day_of(calendar::Instant now) {
        constexpr std::int64_t kSecondsOfDay = 86'400;
        return calendar::Date::from_day_number(
            static_cast<std::int32_t>(now.seconds / kSecondsOfDay));
    }

    // --- Papers, questions, leads
    // ------------------------------------------------------------------------------------

    procedure::Paper new_paper(procedure::PaperKindId kind) {
        return {"p" + std::to_string(random_.next() % 1'000'000), kind, 1, random_.chance(85), ""};
    }
    procedure::Paper paper(const procedure::Definition& definition,
                           const procedure::Matter& matter) {
        if (matter.papers.empty() || random_.chance(40)) {
            return new_paper(
                procedure::PaperKindId(random_.below(definition.paper_kinds.size() + 1)));
        }
        procedure::Paper next = random_.pick(matter.papers);
        if (random_.chance(70)) ++next.version;
        next.is_signed = random_.chance(30);
        if (random_.chance(10)) next.digest = "abc";
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
    procedure::AnswerQuestion answer(const procedure::Definition& definition,
                                     const procedure::Matter& matter) {
        procedure::AnswerQuestion command;
        command.question = question(matter);
        command.by = acting(definition, matter);
        const procedure::Question* found = matter.find_question(command.question);
        if (found != nullptr && found->is_unit && random_.chance(80)) {
            command.by.power.unit = found->respondent;
            if (command.by.power.function.empty()) command.by.power.function = functions().front();
        }
        command.answer = static_cast<procedure::Answer>(random_.below(7));
        command.text = random_.chance(80) ? "delete paragraph 7" : "";
        return command;
    }
    procedure::ChangeLead change_of_lead(const procedure::Definition& definition,
                                         const procedure::Matter& matter) {
        procedure::ChangeLead command;
        command.kind = random_.one_of(
            {procedure::ChangeLead::Kind::designation, procedure::ChangeLead::Kind::reassignment});
        command.by = acting(definition, matter);
        command.receiving = {.function = random_.pick(definition.steps).functions.front(),
                             .unit = random_.chance(95) ? random_.pick(setting_.units) : "nowhere"};
        command.note = note();
        return command;
    }

    Random& random_;
    const Setting& setting_;
};

}  // namespace remit::sim
