// A procedure drawn: states as boxes, steps as arrows between them, what clocks do by themselves
// dashed.
//
// States are numbered in the order of the file. A step from many states starts from a small box
// with their numbers, since an arrow from each would hide the others; where such a step changes no
// state it stands in a list below. Steps that stay in one state stand in its box, and arrows
// between the same two share one. An end has a double border, so that a black-and-white print loses
// nothing. It never asks for a network font.
#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "procedure/show.h"
#include "procedure/speech.h"

namespace remit::procedure {
namespace {

constexpr std::string_view kSerif = "Source Serif Pro,Georgia,Liberation Serif,DejaVu Serif,serif";
constexpr std::string_view kSans = "Source Sans Pro,Liberation Sans,Arial,DejaVu Sans,sans-serif";
constexpr std::string_view kInk = "#16212c";
constexpr std::string_view kInkThird = "#5c6770";
constexpr std::string_view kClockInk = "#774500";
/// A step from more states than these starts from one box that names them.
constexpr std::size_t kFanMax = 3;
/// Runs of numbers of fewer than these are written out.
constexpr std::size_t kRunMin = 3;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
    }
    return out;
}

/// "1–7, 9" of the sorted states.
std::string numbers_of(const std::vector<StateId>& states) {
    std::string out;
    for (std::size_t i = 0; i < states.size();) {
        std::size_t end = i + 1;
        while (end < states.size() && states[end].index() == states[end - 1].index() + 1) ++end;
        const std::size_t last = end - 1;
        const bool is_run = end - i >= kRunMin;
        out += fmt::format("{}{}", out.empty() ? "" : ", ", states[i].index() + 1);
        if (is_run) out += fmt::format("–{}", states[last].index() + 1);
        i = is_run ? end : i + 1;
    }
    return out;
}

class DotShow {
  public:
    DotShow(const Definition& definition, diag::Language language)
        : definition_(definition), speech_(definition, vocabulary_, language) {}

    std::string run() {
        write("digraph procedure {{\n");
        write(
            "  graph [rankdir=TB, nodesep=0.35, ranksep=0.55, bgcolor=\"#fcfcfa\", pad=0.4, "
            "fontname=\"{}\", "
            "labelloc=t, fontsize=16, label=\"{}\"]\n",
            kSerif, title());
        write(
            "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#eceeea\", color=\"{}\", "
            "fontname=\"{}\", "
            "fontcolor=\"{}\", fontsize=12]\n",
            kInkThird, kSerif, kInk);
        write(
            "  edge [color=\"{}\", fontname=\"{}\", fontcolor=\"{}\", fontsize=9, arrowsize=0.7]\n",
            kInkThird, kSans, kInkThird);
        gather();
        for (std::size_t i = 0; i < definition_.states.size(); ++i) write_state(i);
        write_sources();
        write_arrows();
        write_list();
        write("}}\n");
        return std::move(out_);
    }

  private:
    /// Where arrows begin and end. `rank` is the place in the order of the file: of a box for many
    /// states that of the first of them, of what stands before all states 0.
    struct Node {
        std::size_t rank = 0;
        std::string name;
        auto operator<=>(const Node&) const = default;
    };
    struct Arrow {
        Node from;
        Node to;
        bool by_clock = false;
        auto operator<=>(const Arrow&) const = default;

        /// Against the order of the file. It is written from its target and drawn backwards, so
        /// that it pulls nothing up; Graphviz loses labels of arrows that pull nothing at all.
        [[nodiscard]] bool leads_back() const { return to.rank <= from.rank; }
    };

    template <typename... Args>
    void write(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    [[nodiscard]] std::string title() const {
        return escaped(speech_.say(PhraseId::show_title,
                                   {{"name", speech_.name_of(definition_.names, definition_.id)},
                                    {"id", definition_.id},
                                    {"version", std::to_string(definition_.version)}}));
    }

    static Node node_of(StateId state) {
        return {state.index() + 1, fmt::format("s{}", state.index())};
    }

    // --- Gathering
    void gather() {
        for (std::size_t i = 0; i < definition_.steps.size(); ++i)
            gather_step(StepId(i), definition_.steps[i]);
        for (std::size_t i = 0; i < definition_.deadlines.size(); ++i) {
            const Deadline& deadline = definition_.deadlines[i];
            if (!deadline.lapse_to.is_some()) continue;
            for (const Node& from : sources_of(deadline.lapse_from)) {
                add({from, node_of(deadline.lapse_to), /*by_clock=*/true},
                    speech_.deadline(DeadlineId(i)));
            }
        }
    }

    void gather_step(StepId id, const Step& step) {
        const std::string name = speech_.step(id);
        if (step.opening) {
            add({{0, "begin"}, node_of(step.to)}, name);
            return;
        }
        const std::vector<Node> sources =
            step.from_any ? std::vector<Node>{{0, "any"}} : sources_of(step.from);
        for (const Node& from : sources) {
            if (step.to.is_some() && node_of(step.to) != from) {
                add({from, node_of(step.to)}, name);
            } else {
                stays_[from] += "· " + escaped(name) + "\\l";
            }
        }
    }

    /// The states themselves, or one box for all of them where they are many.
    std::vector<Node> sources_of(const std::vector<StateId>& states) {
        std::vector<Node> sources;
        if (states.size() <= kFanMax) {
            for (const StateId state : states) sources.push_back(node_of(state));
            return sources;
        }
        std::vector<StateId> sorted = states;
        std::ranges::sort(sorted);
        const Node made{sorted.front().index() + 1, fmt::format("m{}", many_.size())};
        return {many_.try_emplace(std::move(sorted), made).first->second};
    }

    void add(Arrow arrow, std::string_view name) {
        std::string& label = arrows_[std::move(arrow)];
        label += (label.empty() ? "" : "\\n") + escaped(name);
    }

    [[nodiscard]] std::string stays_of(const Node& node) const {
        const auto found = stays_.find(node);
        return found == stays_.end() ? std::string() : found->second;
    }

    [[nodiscard]] bool has_arrow(const Node& from) const {
        return std::ranges::any_of(arrows_,
                                   [&](const auto& one) { return one.first.from == from; });
    }

    [[nodiscard]] std::string any_state() const {
        return escaped(speech_.say(PhraseId::show_heading, {{"what", std::string("any_state")}}));
    }

    // --- Writing
    void write_state(std::size_t index) {
        const State& state = definition_.states[index];
        const Node node = node_of(StateId(index));
        const std::string stays = stays_of(node);
        write("  {} [label=\"{}  {}{}{}\"{}]\n", node.name, index + 1,
              escaped(speech_.state(StateId(index))), stays.empty() ? "" : "\\l", stays,
              state.end ? ", peripheries=2, fillcolor=\"#fcfcfa\"" : "");
    }

    /// Boxes that are no states, as far as an arrow leaves them.
    void write_sources() {
        write("  begin [shape=circle, style=filled, fillcolor=\"{}\", label=\"\", width=0.18]\n",
              kInk);
        constexpr std::string_view kBox = "style=\"rounded,dashed\", fontsize=10, height=0.3";
        for (const auto& [states, node] : many_) {
            if (!has_arrow(node)) continue;
            write("  {} [{}, label=\"{}\"]\n", node.name, kBox, numbers_of(states));
            write("  {} -> {} [style=invis]\n", node_of(states.front()).name, node.name);
        }
        if (has_arrow({0, "any"})) write("  any [{}, label=\"{}\"]\n", kBox, any_state());
    }

    /// The arrow that pulls its target down although it leads back: the first to a state, where
    /// nothing else leads there.
    [[nodiscard]] std::map<Node, Arrow> pulling() const {
        std::map<Node, Arrow> found;
        for (const auto& [arrow, label] : arrows_) found.try_emplace(arrow.to, arrow);
        for (const auto& [arrow, label] : arrows_) {
            if (!arrow.leads_back()) found.erase(arrow.to);
        }
        return found;
    }

    void write_arrows() {
        const std::map<Node, Arrow> pulls = pulling();
        for (const auto& [arrow, label] : arrows_) {
            const auto pull = pulls.find(arrow.to);
            const bool reversed =
                arrow.leads_back() && (pull == pulls.end() || pull->second != arrow);
            const auto& [upper, lower] =
                reversed ? std::tie(arrow.to, arrow.from) : std::tie(arrow.from, arrow.to);
            write("  {} -> {} [label=\"{}\"{}{}]\n", upper.name, lower.name, label,
                  arrow.by_clock
                      ? fmt::format(", style=dashed, color=\"{0}\", fontcolor=\"{0}\"", kClockInk)
                      : "",
                  reversed ? ", dir=back" : "");
        }
    }

    /// What can be done in many states and changes none of them.
    void write_list() {
        std::string list;
        const auto add_part = [&](const std::string& title, const Node& node) {
            const std::string stays = stays_of(node);
            if (!stays.empty()) list += title + "\\l" + stays;
        };
        add_part(any_state() + ":", {0, "any"});
        std::vector<std::pair<Node, std::vector<StateId>>> sorted;
        for (const auto& [states, node] : many_) sorted.emplace_back(node, states);
        std::ranges::sort(sorted);
        for (const auto& [node, states] : sorted) {
            add_part(escaped(speech_.say(PhraseId::show_states_numbered,
                                         {{"numbers", numbers_of(states)}})),
                     node);
        }
        if (list.empty()) return;
        write(
            "  list [shape=box, style=filled, color=\"#fcfcfa\", fillcolor=\"#fcfcfa\", "
            "fontsize=10, label=\"{}\"]\n",
            list);
        write("  {} -> list [style=invis]\n", node_of(StateId(definition_.states.size() - 1)).name);
    }

    const Definition& definition_;
    remit::Vocabulary vocabulary_;  // names of the definition are all that is shown
    Speech speech_;
    std::map<Arrow, std::string> arrows_;
    std::map<Node, std::string> stays_;
    std::map<std::vector<StateId>, Node> many_;
    std::string out_;
};

}  // namespace

std::string show_dot(const Definition& definition, diag::Language language) {
    return DotShow(definition, language).run();
}

Result<std::string> show_svg(const Definition& definition, diag::Language language,
                             base::Env& env) {
    return env.run_program("dot", {"-Tsvg"}, show_dot(definition, language))
        .with("drawing the procedure");
}

}  // namespace remit::procedure
