// Steps that exclude themselves, whatever else happens in a matter, and those that undo what is
// filled into them.
//
// A step is told of once, with the first ground that there is. Those that only wait for what cannot
// come are check_possible.cpp's.
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
          step_(checked.definition.steps[index]),
          places_(checked.places.steps[index]) {}

    /// Whether the step was told to be impossible.
    bool run() {
        check_ended();
        check_own_clears();
        return check_contradiction() || check_needs() || check_always_set();
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

    template <typename Id>
    static bool contains(const std::vector<Id>& ids, Id id) {
        return std::ranges::find(ids, id) != ids.end();
    }

    const Checked& checked_;
    const Step& step_;
    const StepPlaces& places_;
};

}  // namespace

void check_steps(const Checked& checked, Supposed& told) {
    for (std::size_t i = 0; i < checked.definition.steps.size(); ++i) {
        if (StepCheck(checked, i).run()) told.steps.add(i);
    }
}

}  // namespace remit::procedure
