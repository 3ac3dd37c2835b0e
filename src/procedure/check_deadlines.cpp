// Deadlines that exclude themselves, never end, or count from one another for ever.
//
// A clock that starts only with a step that ends the matter never runs, because the end takes all
// clocks away. Those that only wait for what cannot come are check_possible.cpp's.
#include <algorithm>
#include <string>

#include "procedure/checks.h"

namespace remit::procedure {
namespace {

using diag::DiagnosticId;

bool ends_matter(const Definition& definition, StepId id) {
    const Step& step = definition.steps[id.index()];
    return step.to.is_some() && definition.states[step.to.index()].end;
}

/// Whether it is set going by nothing but steps that end the matter.
bool starts_at_the_end(const Definition& definition, const Deadline& deadline) {
    const auto ends = [&](StepId step) { return ends_matter(definition, step); };
    if (deadline.records.is_some()) return false;
    if (deadline.from_step.is_some() && ends(deadline.from_step)) return true;
    return !deadline.starts_with.empty() && std::ranges::all_of(deadline.starts_with, ends);
}

/// Whether it was told never to start, by what stands in itself alone.
bool check_start(const Checked& checked, std::size_t index) {
    const Deadline& deadline = checked.definition.deadlines[index];
    const DeadlinePlaces& places = checked.places.deadlines[index];
    const auto report = [&](diag::Span span, std::string_view why) -> diag::Diagnostic& {
        return checked.diagnostics.report(DiagnosticId::deadline_never_starts, span)
            .with("deadline", deadline.id)
            .with("why", std::string(why));
    };
    if (const auto found = find_contradiction(checked.definition, deadline.when)) {
        report(places.when[found->second], "contradiction")
            .note(diag::NoteId::deadline_never_starts_other, places.when[found->first]);
        return true;
    }
    if (!starts_at_the_end(checked.definition, deadline)) return false;
    report(places.id, "ended");
    return true;
}

bool is_asked_for(const Definition& definition, DeadlineId id) {
    const auto names = [&](const std::vector<Condition>& conditions) {
        return std::ranges::find(conditions, id, &Condition::deadline) != conditions.end();
    };
    return std::ranges::any_of(definition.steps,
                               [&](const Step& step) { return names(step.when); }) ||
           std::ranges::any_of(definition.deadlines, [&](const Deadline& other) {
               return other.from_deadline == id || names(other.when);
           });
}

/// Nothing meets it, its passing does nothing, and nobody asks for it: it can only come to be late.
void check_end(const Checked& checked, std::size_t index) {
    const Deadline& deadline = checked.definition.deadlines[index];
    const auto possible = [&](StepId step) { return checked.flow.is_possible(step); };
    const bool met = std::ranges::any_of(deadline.met_by, possible);
    if (met || deadline.records.is_some() || deadline.lapse_to.is_some()) return;
    // Where the steps that meet it are impossible, that is told of there.
    if (!deadline.met_by.empty() || is_asked_for(checked.definition, DeadlineId(index))) return;
    checked.diagnostics.report(DiagnosticId::deadline_never_met, checked.places.deadlines[index].id)
        .with("deadline", deadline.id);
}

/// A graph of deadlines as lists of those that each leads to.
using Graph = std::vector<std::vector<std::size_t>>;

/// What each deadline's due moment depends on: the one that it counts from, and those that compute
/// its fields.
Graph dependences(const Definition& definition) {
    Graph graph(definition.deadlines.size());
    for (std::size_t i = 0; i < definition.deadlines.size(); ++i) {
        const Deadline& deadline = definition.deadlines[i];
        if (deadline.from_deadline.is_some()) graph[i].push_back(deadline.from_deadline.index());
        for (std::size_t other = 0; other < definition.deadlines.size(); ++other) {
            const FieldId field = definition.deadlines[other].records;
            if (!field.is_some()) continue;
            const bool by_amount =
                deadline.amount.kind == Source::Kind::field && deadline.amount.field == field;
            if (deadline.from_field == field || by_amount) graph[i].push_back(other);
        }
    }
    return graph;
}

bool depends_on(const Deadline& deadline, FieldId field) {
    const auto names = [&](const Condition& condition) {
        return condition.field == field || condition.other == field;
    };
    return deadline.from_field == field ||
           (deadline.amount.kind == Source::Kind::field && deadline.amount.field == field) ||
           std::ranges::any_of(deadline.when, names);
}

/// Which deadlines another sets anew by passing: its lapse sets a field from which they count.
Graph renewals(const Definition& definition) {
    Graph graph(definition.deadlines.size());
    for (std::size_t i = 0; i < definition.deadlines.size(); ++i) {
        for (const Assignment& one : definition.deadlines[i].lapse_sets) {
            for (std::size_t other = 0; other < definition.deadlines.size(); ++other) {
                const Deadline& renewed = definition.deadlines[other];
                if (renewed.lapse_to.is_some() && depends_on(renewed, one.field))
                    graph[i].push_back(other);
            }
        }
    }
    return graph;
}

/// The nodes that can be got back to from themselves.
std::vector<bool> on_cycle(const Graph& graph) {
    std::vector<Bits> ahead(graph.size(), Bits(graph.size()));
    for (std::size_t i = 0; i < graph.size(); ++i) {
        for (const std::size_t to : graph[i]) ahead[i].add(to);
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t i = 0; i < graph.size(); ++i) {
            for (const std::size_t to : graph[i]) grew = ahead[i].unite(ahead[to]) || grew;
        }
    }
    std::vector<bool> found(graph.size());
    for (std::size_t i = 0; i < graph.size(); ++i) found[i] = ahead[i].has(i);
    return found;
}

/// Told once for each cycle, at its first deadline.
void report_cycles(const Checked& checked, const Graph& graph, DiagnosticId id) {
    const std::vector<bool> cyclic = on_cycle(graph);
    std::vector<bool> told(graph.size(), false);
    for (std::size_t i = 0; i < graph.size(); ++i) {
        if (!cyclic[i] || told[i]) continue;
        checked.diagnostics.report(id, checked.places.deadlines[i].id)
            .with("deadline", checked.definition.deadlines[i].id);
        std::vector<std::size_t> open{i};
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (told[at]) continue;
            told[at] = true;
            for (const std::size_t to : graph[at]) {
                if (cyclic[to]) open.push_back(to);
            }
        }
    }
}

}  // namespace

void check_deadlines(const Checked& checked, Supposed& told) {
    const std::vector<bool> cyclic = on_cycle(dependences(checked.definition));
    for (std::size_t i = 0; i < checked.definition.deadlines.size(); ++i) {
        if (cyclic[i] || check_start(checked, i)) told.deadlines.add(i);
        check_end(checked, i);
    }
    report_cycles(checked, dependences(checked.definition), DiagnosticId::cyclic_deadline);
    report_cycles(checked, renewals(checked.definition), DiagnosticId::lapse_cycle);
}

}  // namespace remit::procedure
