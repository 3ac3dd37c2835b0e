// Random newer versions of a random procedure, as a reform makes them.
//
// Invariant: the version is one higher, it says which it succeeds, and it is as sound as the older:
// what is taken out is taken out of every place that names it. Whether a matter may move to it is
// left to chance: a state may be lost, an open one may have become an end, a field may be dropped
// or have no place any more.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "procedure/definition.h"
#include "support/sim/definitions.h"
#include "support/sim/random.h"
#include "support/sim/renumber.h"

namespace remit::sim {

class Reformer {
  public:
    explicit Reformer(Random& random) : random_(random) {}

    procedure::Definition successor(const procedure::Definition& older) {
        made_ = older;
        ++made_.version;
        succession_ = {};
        succession_.from_version = older.version;
        change_states();
        change_fields();
        for (procedure::Deadline& deadline : made_.deadlines) change(deadline);
        for (procedure::Consultation& consultation : made_.consultations) change(consultation);
        if (random_.chance(20) && !made_.deadlines.empty()) drop_deadline();
        if (random_.chance(10) && !made_.consultations.empty()) drop_consultation();
        if (random_.chance(10)) drop_paper_kind();
        if (random_.chance(15)) made_.recurrence.reset();
        if (random_.chance(70)) shuffle_all(made_, random_);
        made_.succession = std::move(succession_);
        return made_;
    }

  private:
    void change_states() {
        const std::size_t renamed = random_.below(made_.states.size());
        if (random_.chance(60)) {
            const std::string old = made_.states[renamed].id;
            made_.states[renamed].id = old + "_again";
            if (random_.chance(70)) succession_.states.emplace_back(old, made_.states[renamed].id);
        }
        // An open state becomes an end, but not the one in which a matter is opened.
        procedure::State& closed = made_.states[random_.below(made_.states.size())];
        const auto opens_in = [&](const procedure::Step& step) {
            return step.opening && &made_.states[step.to.index()] == &closed;
        };
        if (random_.chance(15) && std::ranges::none_of(made_.steps, opens_in)) closed.end = true;
    }
    void change_fields() {
        const std::size_t field = random_.below(made_.fields.size());
        const std::string old = made_.fields[field].id;
        const std::size_t kind = random_.below(10);
        if (kind < 5) made_.fields[field].id = old + "_new";
        if (kind < 2) succession_.fields.emplace_back(old, made_.fields[field].id);
        if (kind == 2) succession_.dropped_fields.push_back(old);
        // Two fields are brought together in one; only one of them may hold something.
        if (kind == 5) succession_.fields.emplace_back(old, random_.pick(made_.fields).id);
    }
    void change(procedure::Deadline& deadline) {
        const auto clock = deadline.clock;
        if (deadline.amount.kind == procedure::Source::Kind::written && random_.chance(30))
            deadline.amount.written = random_amount(random_, clock);
        const bool counts_length =
            deadline.from_field.is_some() && deadline.amount.kind != procedure::Source::Kind::none;
        if (counts_length && random_.chance(5)) deadline.before = !deadline.before;
        change_records(deadline);
        if (deadline.records.is_some()) return;
        if (random_.chance(20)) deadline.reminders.push_back({random_length(random_, clock)});
        if (random_.chance(20)) deadline.reminders.clear();
        if (random_.chance(20)) deadline.escalations.clear();
        if (random_.chance(20)) std::ranges::reverse(deadline.escalations);
        if (random_.chance(10)) deadline.lapse_to = procedure::StateId();
    }
    /// A date that was only computed becomes a clock, or a clock on which nothing hangs such a
    /// date.
    void change_records(procedure::Deadline& deadline) {
        if (!random_.chance(8)) return;
        const bool nothing_hangs = deadline.reminders.empty() && deadline.escalations.empty() &&
                                   !deadline.lapse_to.is_some() && deadline.met_by.empty() &&
                                   deadline.stopped_by.empty() && deadline.extended_by.empty() &&
                                   deadline.withdrawn_by.empty();
        if (deadline.records.is_some()) {
            deadline.records = {};
        } else if (nothing_hangs) {
            const auto day = made_.find_field("day");
            if (day && *day != deadline.from_field) deadline.records = *day;
        }
    }
    /// Who is asked then is given the time of another kind of clock; whoever was asked, is not.
    void change(procedure::Consultation& asked) {
        if (asked.within.kind != procedure::Source::Kind::written || !random_.chance(8)) return;
        asked.clock = asked.clock == procedure::ClockKind::term ? procedure::ClockKind::elapsed
                                                                : procedure::ClockKind::term;
        asked.within.written = random_amount(random_, asked.clock);
    }

    /// In place of what named something that is taken out.
    static procedure::Condition nothing() {
        return {.kind = procedure::Condition::Kind::field_unset, .field = procedure::FieldId(0U)};
    }
    template <typename Names>
    void replace_conditions(Names names) {
        const auto replace = [&](std::vector<procedure::Condition>& when) {
            std::ranges::replace_if(when, names, nothing());
        };
        for (procedure::Step& step : made_.steps) replace(step.when);
        for (procedure::Deadline& deadline : made_.deadlines) replace(deadline.when);
    }
    void drop_deadline() {
        const procedure::DeadlineId gone(random_.below(made_.deadlines.size()));
        replace_conditions([&](const auto& condition) { return condition.deadline == gone; });
        for (procedure::Deadline& deadline : made_.deadlines) {
            if (deadline.from_deadline != gone) continue;
            deadline.from_deadline = {};
            deadline.from_step = procedure::StepId(random_.below(made_.steps.size()));
            deadline.before = false;
            deadline.share_left = 0;
            deadline.amount = {procedure::Source::Kind::written,
                               random_amount(random_, deadline.clock),
                               {},
                               {},
                               0};
        }
        take_out(made_, &procedure::Definition::deadlines, gone);
    }
    void drop_consultation() {
        const procedure::ConsultationId gone(random_.below(made_.consultations.size()));
        replace_conditions([&](const auto& condition) { return condition.consultation == gone; });
        for (procedure::Step& step : made_.steps) std::erase(step.asks, gone);
        take_out(made_, &procedure::Definition::consultations, gone);
    }
    void drop_paper_kind() {
        const procedure::PaperKindId gone(random_.below(made_.paper_kinds.size()));
        const auto kept = procedure::PaperKindId(gone.index() == 0 ? 1U : 0U);
        // Every condition names a kind, whatever it asks.
        for (procedure::Step& step : made_.steps) {
            std::erase(step.papers, gone);
            std::erase(step.brought, gone);
            for (auto& condition : step.when) move_on(condition, gone, kept);
        }
        for (procedure::Deadline& deadline : made_.deadlines) {
            for (auto& condition : deadline.when) move_on(condition, gone, kept);
        }
        take_out(made_, &procedure::Definition::paper_kinds, gone);
    }
    static void move_on(procedure::Condition& condition, procedure::PaperKindId gone,
                        procedure::PaperKindId kept) {
        if (condition.paper_kind == gone) condition.paper_kind = kept;
    }

    Random& random_;
    procedure::Definition made_;
    procedure::Succession succession_;
};

}  // namespace remit::sim
