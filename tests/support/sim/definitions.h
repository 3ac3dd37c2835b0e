// Random definitions, each as sound as the loader would let through.
//
// Invariant: every id points into its table, types fit where one field is copied into another, a
// deadline counts only from one above it, and from every state an unconditional step leads to an
// end. All else is left to chance: guards that never hold, deadlines that never start,
// consultations of nobody.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "procedure/definition.h"
#include "support/sim/random.h"

namespace remit::sim {

inline const std::vector<std::string>& functions() {
    static const std::vector<std::string> kAll{"propose", "clear", "advise", "coordinate"};
    return kAll;
}
inline const std::vector<std::string>& counterparts() {
    static const std::vector<std::string> kAll{"hr_ministry_defence", "hr_ministry_interior",
                                               "rs_ministry_defence"};
    return kAll;
}

inline calendar::Duration random_length(Random& random, procedure::ClockKind clock) {
    calendar::Duration made;
    if (clock == procedure::ClockKind::instant && random.chance(60)) {
        made.hours = static_cast<std::int32_t>(random.below(100));
        made.minutes = static_cast<std::int32_t>(random.below(60));
    } else {
        made.days = static_cast<std::int32_t>(1 + random.below(60));
        if (random.chance(20)) made.months = static_cast<std::int32_t>(random.below(9));
    }
    return made;
}

/// As an amount of that clock is written.
inline std::string random_amount(Random& random, procedure::ClockKind clock) {
    switch (clock) {
        case procedure::ClockKind::working_days:
            return std::to_string(1 + random.below(30));
        case procedure::ClockKind::date:
            return std::to_string(1 + random.below(28)) +
                   random.one_of({" March", " October", " January"});
        case procedure::ClockKind::instant: {
            const calendar::Duration made = random_length(random, clock);
            return made.empty() ? "PT1H" : made.iso();
        }
        case procedure::ClockKind::term:
        case procedure::ClockKind::elapsed:
            return random_length(random, clock).iso();
    }
    return "P1D";
}

class Inventor {
  public:
    explicit Inventor(Random& random) : random_(random) {}

    procedure::Definition definition(std::string id) {
        made_ = {};
        made_.id = std::move(id);
        add_fields();
        add_tables();
        add_papers();
        add_states();
        add_consultations();
        declare_steps();
        add_deadlines();
        for (std::size_t i = 0; i < made_.steps.size(); ++i) fill_step(procedure::StepId(i));
        if (random_.chance(40)) add_recurrence();
        return made_;
    }

  private:
    using Type = procedure::FieldType;
    using Kind = procedure::Condition::Kind;

    procedure::FieldId field_of(std::initializer_list<Type> types, bool list) {
        std::vector<procedure::FieldId> fits;
        for (std::size_t i = 0; i < made_.fields.size(); ++i) {
            const bool typed = std::ranges::find(types, made_.fields[i].type) != types.end();
            if (typed && made_.fields[i].list == list) fits.emplace_back(i);
        }
        return fits.empty() ? procedure::FieldId() : random_.pick(fits);
    }
    procedure::FieldId any_field() {
        return procedure::FieldId(random_.below(made_.fields.size()));
    }
    procedure::StepId any_step() { return procedure::StepId(random_.below(made_.steps.size())); }
    /// Of a step that does not open.
    std::vector<procedure::StepId> steps(unsigned percent) {
        std::vector<procedure::StepId> all;
        for (std::size_t i = 1; i < made_.steps.size(); ++i) all.emplace_back(i);
        return random_.some(all, percent);
    }

    void add_fields() {
        const auto add = [&](std::string id, Type type, bool list = false) {
            procedure::Field field;
            field.id = std::move(id);
            field.type = type;
            field.list = list;
            if (type == Type::choice) field.choices = {{"one", {}}, {"two", {}}, {"three", {}}};
            made_.fields.push_back(std::move(field));
        };
        add("text", Type::text);
        add("other_text", Type::text);
        add("choice", Type::choice);
        add("day", Type::date);
        add("other_day", Type::date);
        add("third_day", Type::date);
        add("moment", Type::instant);
        add("other_moment", Type::instant);
        add("length", Type::duration);
        add("count", Type::number);
        add("amount", Type::money);
        add("notes", Type::text, /*list=*/true);
        add("more_notes", Type::text, /*list=*/true);
        add("whom", Type::counterpart, /*list=*/true);
        add("units", Type::unit, /*list=*/true);
        add("days", Type::date, /*list=*/true);
        add("rule", Type::text);
        add("previous", Type::matter);
        add("country", Type::country);
        add("place", Type::text);
        add("block", Type::text, /*list=*/true);
        add("block_day", Type::date, /*list=*/true);
        add_group({"block", "block_day"});
    }

    /// A table that people fill; in the last column cells may be empty.
    void add_group(std::initializer_list<const char*> columns) {
        procedure::Group group{"blocks", {}, {}};
        for (const char* name : columns) {
            group.columns.push_back(*made_.find_field(name));
            made_.fields[group.columns.back().index()].group = procedure::GroupId(0U);
        }
        made_.fields[group.columns.back().index()].may_be_empty = true;
        made_.groups.push_back(std::move(group));
    }

    void add_tables() {
        procedure::Table table;
        table.id = "lengths";
        table.key = Type::choice;
        table.columns = {"length"};
        table.column_names = {remit::Names()};
        table.rows.push_back({.key = "one", .cells = {"P1M"}, .verified = {true}});
        table.rows.push_back({.key = "two", .cells = {"unknown"}, .verified = {true}});
        table.rows.push_back({.key = "three", .cells = {"P10D"}, .verified = {true}});
        made_.tables.push_back(std::move(table));
    }

    void add_papers() {
        for (const char* id : {"draft", "letter", "report"}) {
            procedure::PaperKind kind;
            kind.id = id;
            kind.signed_paper = random_.chance(40);
            made_.paper_kinds.push_back(std::move(kind));
        }
    }

    void add_states() {
        const std::size_t count = 2 + random_.below(5);
        for (std::size_t i = 0; i < count; ++i)
            made_.states.push_back({"state" + std::to_string(i), {}, false});
        made_.states.push_back({"done", {}, true});
        if (random_.chance(50)) made_.states.push_back({"lapsed", {}, true});
    }
    procedure::StateId any_state() {
        return procedure::StateId(random_.below(made_.states.size()));
    }
    std::vector<procedure::StateId> open_states(unsigned percent) {
        std::vector<procedure::StateId> open;
        for (std::size_t i = 0; i < made_.states.size(); ++i) {
            if (!made_.states[i].end) open.emplace_back(i);
        }
        return random_.some(open, percent);
    }

    procedure::Source source_of(procedure::ClockKind clock) {
        procedure::Source source;
        const std::size_t kind = random_.below(10);
        if (kind == 0) {
            source.kind = procedure::Source::Kind::table;
            source.field = procedure::FieldId(2U);  // choice
            source.table = procedure::TableId(0U);
        } else if (kind == 1) {
            source.kind = procedure::Source::Kind::field;
            source.field = field_of(
                {clock == procedure::ClockKind::working_days ? Type::number : Type::duration},
                false);
        } else {
            source.kind = procedure::Source::Kind::written;
            source.written = random_amount(random_, clock);
        }
        if (source.kind != procedure::Source::Kind::written && clock == procedure::ClockKind::date)
            return {procedure::Source::Kind::written, random_amount(random_, clock), {}, {}, 0};
        return source;
    }

    /// Of a zone or a calendar: mostly the house's own, now and then what stands in a text, which
    /// may be none.
    procedure::Source place(std::initializer_list<const char*> names) {
        procedure::Source source;
        if (random_.chance(80)) return source;
        source.kind = procedure::Source::Kind::written;
        source.written = random_.one_of(names);
        if (random_.chance(50)) return source;
        source.kind = procedure::Source::Kind::field;
        source.field = *made_.find_field("place");
        return source;
    }

    void add_consultations() {
        const std::size_t count = random_.below(4);
        for (std::size_t i = 0; i < count; ++i) {
            procedure::Consultation made;
            made.id = "asking" + std::to_string(i);
            made.role = random_.one_of({procedure::Role::consulted, procedure::Role::contributor,
                                        procedure::Role::consulted, procedure::Role::informed});
            made.asked = random_.one_of({procedure::Asked::opinion, procedure::Asked::consent,
                                         procedure::Asked::input, procedure::Asked::information,
                                         procedure::Asked::decision});
            made.silence =
                random_.one_of({procedure::Silence::consent, procedure::Silence::objection,
                                procedure::Silence::escalate});
            add_whom(made);
            made.clock =
                random_.one_of({procedure::ClockKind::working_days, procedure::ClockKind::elapsed,
                                procedure::ClockKind::instant, procedure::ClockKind::term});
            made.within = source_of(made.clock);
            made.zone = place({"Europe/Brussels", "America/New_York", "house"});
            if (random_.chance(20)) {
                made.within = {};
                made.within.kind = procedure::Source::Kind::field;
                made.within.field = field_of({Type::date, Type::instant}, false);
            }
            if (random_.chance(60)) made.answer_field = field_of({Type::text}, true);
            if (random_.chance(40)) made.amendment_field = field_of({Type::text}, true);
            if (random_.chance(40)) made.objection_field = field_of({Type::text}, true);
            if (random_.chance(50)) made.reminders.push_back({random_length(random_, made.clock)});
            made_.consultations.push_back(std::move(made));
        }
    }
    void add_whom(procedure::Consultation& made) {
        using Whom = procedure::Respondents::Kind;
        if (random_.chance(70))
            made.whom.push_back(
                {.kind = Whom::field, .field = field_of({Type::counterpart}, true)});
        if (random_.chance(30))
            made.whom.push_back({.kind = Whom::field, .field = field_of({Type::unit}, true)});
        if (random_.chance(20)) made.whom.push_back({.kind = Whom::superior});
        if (random_.chance(20)) made.whom.push_back({.kind = Whom::holders, .function = "advise"});
        if (made.whom.empty())
            made.whom.push_back({.kind = Whom::counterpart, .counterpart = counterparts().front()});
    }

    void declare_steps() {
        made_.steps.resize(5 + random_.below(9));
        for (std::size_t i = 0; i < made_.steps.size(); ++i)
            made_.steps[i].id = "step" + std::to_string(i);
        made_.steps.front().id = "open";
        made_.steps.back().id = "finish";
    }

    void add_deadlines() {
        const std::size_t count = random_.below(7);
        for (std::size_t i = 0; i < count; ++i) made_.deadlines.push_back(deadline(i));
    }
    procedure::Deadline deadline(std::size_t index) {
        procedure::Deadline made;
        made.id = "deadline" + std::to_string(index);
        made.clock = random_.one_of({procedure::ClockKind::elapsed, procedure::ClockKind::term,
                                     procedure::ClockKind::working_days, procedure::ClockKind::date,
                                     procedure::ClockKind::instant, procedure::ClockKind::instant});
        made.amount = source_of(made.clock);
        count_from(made, index);
        made.zone = place({"Europe/Brussels", "America/New_York", "house"});
        made.calendar = place({"house"});
        if (made.clock == procedure::ClockKind::elapsed) made.day_before = random_.chance(20);
        if (random_.chance(15)) {
            made.records = field_of({Type::date}, false);
            if (made.records == made.from_field) made.records = {};
        }
        if (!made.records.is_some()) befall(made);
        if (random_.chance(25)) made.when = conditions(1);
        return made;
    }
    void count_from(procedure::Deadline& made, std::size_t index) {
        const bool instant = made.clock == procedure::ClockKind::instant;
        const std::size_t kind = random_.below(10);
        if (kind < 5) {
            made.from_field = field_of({instant ? Type::instant : Type::date}, false);
            const bool itself =
                (instant || made.clock == procedure::ClockKind::date) && random_.chance(40);
            if (itself) made.amount = {};
            made.before = !itself && random_.chance(20);
        } else if (kind < 7 || index == 0) {
            made.from_step = any_step();
        } else if (kind < 9) {
            made.from_deadline = procedure::DeadlineId(random_.below(index));
            made.before = random_.chance(60);
            if (instant && made.before && random_.chance(50)) {
                made.share_left = static_cast<std::uint8_t>(1 + random_.below(99));
                made.amount = {};
            }
        } else {
            made.starts_with = {any_step()};
        }
    }
    void befall(procedure::Deadline& made) {
        if (made.starts_with.empty() && random_.chance(30)) made.starts_with = steps(20);
        made.met_by = steps(15);
        made.stopped_by = steps(8);
        made.resumed_by = steps(15);
        made.withdrawn_by = steps(5);
        if (random_.chance(30)) {
            made.extended_by = steps(15);
            made.extended_to =
                field_of({Type::date, Type::instant, Type::duration, Type::number}, false);
        }
        for (std::size_t i = random_.below(3); i > 0; --i)
            made.reminders.push_back({random_length(random_, made.clock)});
        for (std::size_t i = random_.below(3); i > 0; --i) {
            made.escalations.push_back(
                {.before = random_.chance(50),
                 .distance =
                     random_.chance(20) ? calendar::Duration{} : random_length(random_, made.clock),
                 .rank = random_.one_of({procedure::Rank::head, procedure::Rank::officer}),
                 .levels_up = static_cast<std::uint8_t>(random_.below(3)),
                 .duty_officer = random_.chance(20)});
        }
        if (random_.chance(25)) {
            made.lapse_to = any_state();
            made.lapse_from = open_states(60);
            made.lapse_sets = assignments();
        }
    }

    std::vector<procedure::Condition> conditions(std::size_t most) {
        std::vector<procedure::Condition> all;
        for (std::size_t i = random_.below(most + 1); i > 0; --i) all.push_back(condition());
        return all;
    }
    procedure::Condition condition() {
        procedure::Condition made;
        made.kind = static_cast<Kind>(random_.below(static_cast<std::size_t>(Kind::table_is) + 1));
        made.field = any_field();
        made.step = made_.steps.empty() ? procedure::StepId() : any_step();
        made.paper_kind = procedure::PaperKindId(random_.below(made_.paper_kinds.size()));
        made.words = {random_.one_of({"one", "two", "x", "40"}), "three"};
        switch (made.kind) {
            case Kind::fields_equal:
            case Kind::fields_same:
            case Kind::fields_differ:
            case Kind::field_covers:
                made.other = any_field();
                break;
            case Kind::field_not_after:
            case Kind::field_later:
                made.field = field_of({Type::date, Type::instant}, false);
                made.other = field_of({Type::date, Type::instant}, false);
                break;
            case Kind::field_ahead:
            case Kind::field_near:
            case Kind::field_older:
            case Kind::field_fresh:
                made.field = field_of({Type::date, Type::instant}, random_.chance(20));
                if (!made.field.is_some()) made.field = field_of({Type::date}, false);
                if (random_.chance(50))
                    made.distance = random_length(random_, procedure::ClockKind::instant);
                break;
            case Kind::deadline_running:
            case Kind::deadline_passed:
            case Kind::deadline_open:
            case Kind::deadline_not_running:
                if (made_.deadlines.empty())
                    return {.kind = Kind::field_unset, .field = any_field()};
                made.deadline = procedure::DeadlineId(random_.below(made_.deadlines.size()));
                break;
            case Kind::consultations_closed:
            case Kind::consultations_answered:
            case Kind::no_objection:
            case Kind::objection:
                if (!made_.consultations.empty() && random_.chance(50))
                    made.consultation =
                        procedure::ConsultationId(random_.below(made_.consultations.size()));
                break;
            case Kind::table_is:
                made.field = procedure::FieldId(2U);
                made.table = procedure::TableId(0U);
                made.words = {"P1M", "unknown"};
                break;
            case Kind::field_set:
            case Kind::field_unset:
            case Kind::field_is:
            case Kind::field_is_not:
            case Kind::step_taken:
            case Kind::step_not_taken:
            case Kind::paper_present:
                break;
        }
        return made;
    }

    std::vector<procedure::Assignment> assignments() {
        std::vector<procedure::Assignment> all;
        if (random_.chance(40)) all.push_back({procedure::FieldId(0U), procedure::FieldId(1U), {}});
        if (random_.chance(30)) all.push_back({procedure::FieldId(2U), {}, {{std::string("two")}}});
        if (random_.chance(20)) all.push_back({procedure::FieldId(3U), procedure::FieldId(4U), {}});
        if (random_.chance(20)) all.push_back({procedure::FieldId(6U), procedure::FieldId(7U), {}});
        if (random_.chance(10))
            all.push_back({*made_.find_field("rule"), procedure::FieldId(1U), {}});
        if (random_.chance(20))
            all.push_back({*made_.find_field("place"), procedure::FieldId(1U), {}});
        return all;
    }

    void fill_step(procedure::StepId id) {
        procedure::Step& step = made_.steps[id.index()];
        step.functions = random_.some(functions(), 40);
        if (step.functions.empty()) step.functions = {random_.pick(functions())};
        if (&step == &made_.steps.back()) {
            step.from_any = true;
            step.to = *made_.find_state("done");
            return;
        }
        step.opening = id.index() == 0;
        step.to = procedure::StateId(0U);
        for (std::size_t i = 0; i < made_.fields.size(); ++i) {
            if (random_.chance(35)) step.may.emplace_back(i);
        }
        if (random_.chance(30)) step.needs = {any_field()};
        step.sets = assignments();
        if (step.opening) return;
        step.from_any = random_.chance(20);
        if (!step.from_any) step.from = open_states(50);
        if (!step.from_any && step.from.empty()) step.from = {procedure::StateId(0U)};
        step.to = random_.chance(40) ? procedure::StateId() : any_state();
        step.actor =
            random_.one_of({procedure::Actor::lead, procedure::Actor::lead, procedure::Actor::lead,
                            procedure::Actor::superior, procedure::Actor::top,
                            procedure::Actor::consulted, procedure::Actor::any});
        step.rank = random_.chance(25) ? procedure::Rank::head : procedure::Rank::officer;
        if (random_.chance(20)) step.clears = {any_field()};
        if (random_.chance(25))
            step.papers = {procedure::PaperKindId(random_.below(made_.paper_kinds.size()))};
        if (random_.chance(40)) step.brought = step.papers;
        if (random_.chance(50)) step.when = conditions(2);
        if (random_.chance(50)) step.asks = consultations();
        if (random_.chance(15)) step.spawns = {spawn()};
        step.note_required = random_.chance(15);
    }
    std::vector<procedure::ConsultationId> consultations() {
        std::vector<procedure::ConsultationId> all;
        for (std::size_t i = 0; i < made_.consultations.size(); ++i) all.emplace_back(i);
        return random_.some(all, 60);
    }
    procedure::Spawn spawn() {
        procedure::Spawn made{made_.id, "follow_up", {}, {}};
        if (random_.chance(50)) made.each = field_of({Type::text}, true);
        procedure::Spawn::Copy text;
        text.to = "text";
        text.each_item = made.each.is_some();
        text.word = made.each.is_some() ? "" : "x";
        made.copies.push_back(text);
        return made;
    }

    void add_recurrence() {
        procedure::Recurrence made;
        made.rule = *made_.find_field("rule");
        made.anchor = *made_.find_field("day");
        made.due = *made_.find_field("third_day");
        made.ahead = {.days = static_cast<std::int32_t>(random_.below(120))};
        made.carries = {made.rule, made.anchor};
        made.previous = *made_.find_field("previous");
        made_.recurrence = made;
    }

    Random& random_;
    procedure::Definition made_;
};

}  // namespace remit::sim
