// Steps that can never be taken, and those that undo what is filled into them.
//
// A step is told of once, with the first ground that there is. One that only waits for another
// impossible step, or starts from a state that nothing reaches, is left alone.
#include <algorithm>
#include <string>
#include <string_view>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;
using Kind = Condition::Kind;

class StepCheck {
  public:
    StepCheck(const Checked& checked, std::size_t index)
        : checked_(checked),
          id_(index),
          step_(checked.definition.steps[index]),
          places_(checked.places.steps[index]) {}

    void run() {
        check_ended();
        check_own_clears();
        if (!check_contradiction() && !check_needs() && !check_always_set()) check_possible();
    }

  private:
    diag::Diagnostic& report(diag::Span span, std::string_view why, std::string what) {
        return checked_.diagnostics.report(DiagnosticId::impossible_step, span)
            .with("step", step_.id)
            .with("why", std::string(why))
            .with("what", std::move(what));
    }
    [[nodiscard]] const std::string& name(FieldId id) const {
        return checked_.definition.fields[id.index()].id;
    }

    void check_ended() {
        for (std::size_t i = 0; i < step_.from.size(); ++i) {
            const State& state = checked_.definition.states[step_.from[i].index()];
            if (state.end) report(places_.from[i], "ended", state.id);
        }
    }

    void check_own_clears() {
        for (std::size_t i = 0; i < step_.clears.size(); ++i) {
            const FieldId field = step_.clears[i];
            const bool is_filled =
                contains(step_.needs, field) || contains(step_.may, field) ||
                std::ranges::find(step_.sets, field, &Assignment::field) != step_.sets.end();
            if (is_filled) report(places_.clears[i], "clears_own", name(field));
        }
    }

    bool check_contradiction() {
        const auto found = find_contradiction(checked_.definition, step_.when);
        if (!found) return false;
        report(places_.when[found->second], "contradiction", "")
            .note(diag::NoteId::impossible_step_other, places_.when[found->first]);
        return true;
    }

    /// A field that must be there, and must not.
    bool check_needs() {
        for (std::size_t i = 0; i < step_.when.size(); ++i) {
            if (step_.when[i].kind != Kind::field_unset) continue;
            const auto need = std::ranges::find(step_.needs, step_.when[i].field);
            if (need == step_.needs.end()) continue;
            report(places_.when[i], "contradiction", "")
                .note(diag::NoteId::impossible_step_other,
                      places_.needs[static_cast<std::size_t>(need - step_.needs.begin())]);
            return true;
        }
        return false;
    }

    /// A field that must be empty, and is full in every state from which the step starts.
    bool check_always_set() {
        std::vector<StateId> sources = checked_.flow.sources_of(step_);
        std::erase_if(sources, [&](StateId state) { return !checked_.flow.is_reached(state); });
        if (sources.empty()) return false;
        for (std::size_t i = 0; i < step_.when.size(); ++i) {
            const Condition& condition = step_.when[i];
            if (condition.kind != Kind::field_unset || contains(step_.may, condition.field))
                continue;
            const bool always = std::ranges::all_of(sources, [&](StateId state) {
                return checked_.flow.is_always_set(condition.field, state);
            });
            if (!always) continue;
            report(places_.when[i], "always_set", name(condition.field));
            return true;
        }
        return false;
    }

    void check_possible() {
        if (checked_.flow.is_possible(id_)) return;
        std::vector<StateId> sources = checked_.flow.sources_of(step_);
        std::erase_if(sources, [&](StateId state) { return !checked_.flow.is_possible(state); });
        if (step_.opening) sources = {StateId()};
        if (sources.empty()) return;
        for (std::size_t i = 0; i < step_.when.size(); ++i) {
            const bool may_hold = std::ranges::any_of(sources, [&](StateId from) {
                return checked_.flow.may_hold(step_.when[i], step_, from);
            });
            if (may_hold) continue;
            blame(i);
            return;
        }
        report(places_.id, "together", "");
    }

    void blame(std::size_t index) {
        const Condition& condition = step_.when[index];
        const Definition& definition = checked_.definition;
        const diag::Span span = places_.when[index];
        switch (condition.kind) {
            case Kind::deadline_running:
            case Kind::deadline_passed:
            case Kind::deadline_open:
                blame_deadline(span, condition.deadline);
                return;
            case Kind::step_taken:
                if (checked_.flow.is_possible(condition.step) || condition.step == id_) {
                    report(span, "step", definition.steps[condition.step.index()].id);
                }
                return;
            case Kind::objection:
                report(span, "asked",
                       condition.consultation.is_some()
                           ? definition.consultations[condition.consultation.index()].id
                           : std::string("all"));
                return;
            default:
                blame_field(span, condition);
                return;
        }
    }

    /// A clock that never starts at all is told of where it stands.
    void blame_deadline(diag::Span span, DeadlineId id) {
        if (checked_.flow.is_possible(id))
            report(span, "deadline", checked_.definition.deadlines[id.index()].id);
    }

    void blame_field(diag::Span span, const Condition& condition) {
        for (const FieldId field : {condition.field, condition.other}) {
            if (!field.is_some() || is_set_before(field)) continue;
            // What nothing ever sets is told of where it stands.
            if (checked_.flow.is_possible(field)) report(span, "set_before", name(field));
            return;
        }
        if (condition.deadline.is_some()) {
            blame_deadline(span, condition.deadline);
        } else if (condition.kind == Kind::field_is) {
            report(span, "word", name(condition.field));
        }
    }

    [[nodiscard]] bool is_set_before(FieldId field) const {
        const Condition set{.kind = Kind::field_set, .field = field};
        if (step_.opening) return checked_.flow.may_hold(set, step_, StateId());
        return std::ranges::any_of(checked_.flow.sources_of(step_), [&](StateId from) {
            return checked_.flow.may_hold(set, step_, from);
        });
    }

    template <typename Id>
    static bool contains(const std::vector<Id>& ids, Id id) {
        return std::ranges::find(ids, id) != ids.end();
    }

    const Checked& checked_;
    StepId id_;
    const Step& step_;
    const StepPlaces& places_;
};

}  // namespace

void check_steps(const Checked& checked) {
    for (std::size_t i = 0; i < checked.definition.steps.size(); ++i) StepCheck(checked, i).run();
}

}  // namespace remit::procedure
