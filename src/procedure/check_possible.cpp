// Steps and deadlines that wait for what can never come before them.
//
// What only follows from a fault that was told is told apart by supposing it mended and looking
// again: a step that waits for an impossible one is then possible. Where steps wait for one another
// in a circle no fault comes first, and the first step of the file is told. Invariant: where a step
// is impossible from a state that a matter can be in, something was told.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;
using Kind = Condition::Kind;

/// How often it looks again. What is left then is told once the faults before it are mended.
constexpr std::size_t kRoundsMax = 16;

/// What a step waits for.
struct Ground {
    diag::Span span;
    std::string_view why;
    std::string what;
    bool first = true;  // nothing else that is impossible keeps it from coming
};

class Waiting {
  public:
    Waiting(const Checked& checked, const Flow& flow, std::size_t index)
        : checked_(checked),
          flow_(flow),
          id_(index),
          step_(checked.definition.steps[index]),
          places_(checked.places.steps[index]) {}

    /// Nothing where the step can be taken, or no matter can be where it is taken from.
    [[nodiscard]] std::optional<Ground> find() const {
        if (flow_.is_possible(id_)) return std::nullopt;
        const std::vector<StateId> sources = possible_sources();
        if (sources.empty()) return std::nullopt;
        for (std::size_t i = 0; i < step_.when.size(); ++i) {
            const bool may_hold = std::ranges::any_of(
                sources, [&](StateId from) { return flow_.may_hold(step_.when[i], step_, from); });
            if (!may_hold) return ground_of(step_.when[i], places_.when[i]);
        }
        return together();
    }

  private:
    [[nodiscard]] std::vector<StateId> possible_sources() const {
        if (step_.opening) return {StateId()};
        std::vector<StateId> sources = flow_.sources_of(step_);
        std::erase_if(sources, [&](StateId state) { return !flow_.is_possible(state); });
        return sources;
    }

    [[nodiscard]] Ground together() const { return {places_.id, "together", {}}; }

    [[nodiscard]] Ground ground_of(const Condition& condition, diag::Span span) const {
        const Definition& definition = checked_.definition;
        if (condition.kind == Kind::step_taken) {
            return {span, "step", definition.steps[condition.step.index()].id,
                    flow_.is_possible(condition.step) || condition.step == id_};
        }
        if (condition.kind == Kind::objection) {
            const ConsultationId asked = condition.consultation;
            return {span, "asked",
                    asked.is_some() ? definition.consultations[asked.index()].id : "all",
                    !asked.is_some() || flow_.is_possible(asked)};
        }
        for (const FieldId field : {condition.field, condition.other}) {
            if (!field.is_some() || is_set_before(field)) continue;
            return {span, "set_before", definition.fields[field.index()].id,
                    flow_.is_possible(field)};
        }
        if (condition.deadline.is_some()) {
            return {span, "deadline", definition.deadlines[condition.deadline.index()].id,
                    flow_.is_possible(condition.deadline)};
        }
        if (condition.kind == Kind::field_is) {
            return {span, "word", definition.fields[condition.field.index()].id};
        }
        return together();
    }

    [[nodiscard]] bool is_set_before(FieldId field) const {
        const Condition set{.kind = Kind::field_set, .field = field};
        return std::ranges::any_of(possible_sources(),
                                   [&](StateId from) { return flow_.may_hold(set, step_, from); });
    }

    const Checked& checked_;
    const Flow& flow_;
    StepId id_;
    const Step& step_;
    const StepPlaces& places_;
};

/// Whether what it counts from and by is possible, so that the fault lies with its conditions.
bool has_base(const Flow& flow, const Deadline& deadline) {
    const auto is_there = [&](const auto& id) { return !id.is_some() || flow.is_possible(id); };
    if (!is_there(deadline.from_field) || !is_there(deadline.from_step) ||
        !is_there(deadline.from_deadline)) {
        return false;
    }
    for (const Source* source : {&deadline.amount, &deadline.zone, &deadline.calendar}) {
        if (!is_there(source->field)) return false;
    }
    return deadline.starts_with.empty() || std::ranges::any_of(deadline.starts_with, is_there);
}

/// Whether it can hold only with something that is itself impossible, so that the fault lies there.
bool follows(const Flow& flow, const Condition& condition) {
    const auto is_out = [&](const auto& id) { return id.is_some() && !flow.is_possible(id); };
    if (condition.kind == Kind::step_taken) return is_out(condition.step);
    if (condition.kind == Kind::objection) return is_out(condition.consultation);
    const bool needs_deadline = condition.kind == Kind::deadline_running ||
                                condition.kind == Kind::deadline_passed ||
                                condition.kind == Kind::deadline_open;
    if (needs_deadline) return is_out(condition.deadline);
    return needs_field(condition) &&
           (is_out(condition.field) || is_out(condition.other) || is_out(condition.deadline));
}

bool all_possible(const Checked& checked) {
    for (std::size_t i = 0; i < checked.definition.steps.size(); ++i) {
        if (!checked.flow.is_possible(StepId(i))) return false;
    }
    for (std::size_t i = 0; i < checked.definition.deadlines.size(); ++i) {
        if (!checked.flow.is_possible(DeadlineId(i))) return false;
    }
    return true;
}

class Rounds {
  public:
    Rounds(const Checked& checked, Supposed told) : checked_(checked), told_(std::move(told)) {}

    void run() {
        for (std::size_t round = 0; round < kRoundsMax; ++round) {
            const Flow flow(checked_.definition, checked_.external, told_);
            if (!tell_steps(flow) && !tell_deadlines(flow) && !tell_circle(flow)) return;
        }
    }

  private:
    bool tell_steps(const Flow& flow) {
        bool any = false;
        for (std::size_t i = 0; i < checked_.definition.steps.size(); ++i) {
            const auto ground = Waiting(checked_, flow, i).find();
            if (!ground || !ground->first) continue;
            tell_step(i, *ground);
            any = true;
        }
        return any;
    }

    bool tell_deadlines(const Flow& flow) {
        bool any = false;
        for (std::size_t i = 0; i < checked_.definition.deadlines.size(); ++i) {
            const Deadline& deadline = checked_.definition.deadlines[i];
            if (flow.is_possible(DeadlineId(i)) || !has_base(flow, deadline)) continue;
            const bool first = std::ranges::none_of(
                deadline.when, [&](const Condition& one) { return follows(flow, one); });
            if (!first) continue;
            tell_deadline(i);
            any = true;
        }
        return any;
    }

    /// Of what is left, everything waits for something else that is left.
    bool tell_circle(const Flow& flow) {
        for (std::size_t i = 0; i < checked_.definition.steps.size(); ++i) {
            const auto ground = Waiting(checked_, flow, i).find();
            if (!ground) continue;
            tell_step(i, *ground);
            return true;
        }
        for (std::size_t i = 0; i < checked_.definition.deadlines.size(); ++i) {
            const Deadline& deadline = checked_.definition.deadlines[i];
            if (flow.is_possible(DeadlineId(i)) || !has_base(flow, deadline)) continue;
            tell_deadline(i);
            return true;
        }
        return false;
    }

    void tell_step(std::size_t index, const Ground& ground) {
        checked_.diagnostics.report(DiagnosticId::impossible_step, ground.span)
            .with("step", checked_.definition.steps[index].id)
            .with("why", std::string(ground.why))
            .with("what", ground.what);
        told_.steps.add(index);
    }

    void tell_deadline(std::size_t index) {
        checked_.diagnostics
            .report(DiagnosticId::deadline_never_starts, checked_.places.deadlines[index].id)
            .with("deadline", checked_.definition.deadlines[index].id)
            .with("why", "conditions");
        told_.deadlines.add(index);
    }

    const Checked& checked_;
    Supposed told_;
};

}  // namespace

void check_possible(const Checked& checked, const Supposed& told) {
    if (!all_possible(checked)) Rounds(checked, told).run();
}

}  // namespace remit::procedure
