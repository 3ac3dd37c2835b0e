// A procedure drawn: states as boxes, steps as arrows between them, what clocks do by themselves
// dashed.
//
// Steps that stay in their state stand in its box. Steps from every state leave one box of their
// own, since an arrow from each state would hide the others. Arrows between the same two states
// share one. An end has a double border, so that a black-and-white print loses nothing. It never
// asks for a network font.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
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
constexpr std::size_t kNamesInLine = 3;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
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
        write_arrows();
        write("}}\n");
        return std::move(out_);
    }

  private:
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

    static std::string node_of(StateId state) { return fmt::format("s{}", state.index()); }

    void gather() {
        for (std::size_t i = 0; i < definition_.steps.size(); ++i) gather_step(StepId(i), definition_.steps[i]);
        for (std::size_t i = 0; i < definition_.deadlines.size(); ++i) {
            const Deadline& deadline = definition_.deadlines[i];
            if (!deadline.lapse_to.is_some()) continue;
            for (const std::string& from : sources_of(deadline.lapse_from)) {
                add(lapses_, from, node_of(deadline.lapse_to), speech_.deadline(DeadlineId(i)));
            }
        }
    }

    void gather_step(StepId id, const Step& step) {
        const std::string name = speech_.step(id);
        if (step.opening) add(steps_, "begin", node_of(step.to), name);
        std::vector<std::string> sources = sources_of(step.from);
        if (step.from_any) sources = {"any"};
        has_any_ = has_any_ || step.from_any;
        for (const std::string& from : sources) {
            const std::string to = step.to.is_some() ? node_of(step.to) : from;
            if (to == from) {
                stays_[from] += line(name);
            } else {
                add(steps_, from, to, name);
            }
        }
    }

    /// The states themselves, or one box for all of them where they are many.
    std::vector<std::string> sources_of(const std::vector<StateId>& states) {
        std::vector<std::string> sources;
        if (states.size() <= kFanMax) {
            for (const StateId state : states) sources.push_back(node_of(state));
            return sources;
        }
        std::vector<StateId> sorted = states;
        std::ranges::sort(sorted);
        const auto [hub, is_new] = hubs_.try_emplace(sorted, fmt::format("m{}", hubs_.size()));
        return {hub->second};
    }

    [[nodiscard]] std::string label_of(const std::vector<StateId>& states) const {
        std::string label;
        for (std::size_t i = 0; i < states.size(); ++i) {
            label += i == 0 ? "" : i % kNamesInLine == 0 ? ",\\l" : ", ";
            label += escaped(speech_.state(states[i]));
        }
        return label + ":";
    }

    static std::string line(std::string_view name) { return "\\l· " + escaped(name); }

    using Arrows = std::map<std::pair<std::string, std::string>, std::string>;
    static void add(Arrows& arrows, const std::string& from, const std::string& to,
                    std::string_view name) {
        std::string& label = arrows[{from, to}];
        label += (label.empty() ? "" : "\\n") + escaped(name);
    }

    [[nodiscard]] std::string stays_of(const std::string& node) const {
        const auto found = stays_.find(node);
        return found == stays_.end() ? std::string() : found->second + "\\l";
    }

    void write_state(std::size_t index) {
        const State& state = definition_.states[index];
        const std::string node = node_of(StateId(index));
        write("  {} [label=\"{}{}\"{}]\n", node, escaped(speech_.state(StateId(index))),
              stays_of(node), state.end ? ", peripheries=2, fillcolor=\"#fcfcfa\"" : "");
    }

    static bool leads_back(std::string_view from, std::string_view to) {
        const auto rank = [](std::string_view node) { return std::pair(node.size(), node); };
        return from.starts_with('s') && rank(to) < rank(from);
    }

    void write_arrows() {
        write("  begin [shape=circle, style=filled, fillcolor=\"{}\", label=\"\", width=0.18]\n",
              kInk);
        for (const auto& [states, node] : hubs_) {
            const std::string stays = stays_of(node);
            write("  {} [style=\"rounded,dashed\", fontsize=10, label=\"{}{}\"]\n", node, label_of(states),
                  stays.empty() ? "\\l" : stays);
        }
        if (has_any_) {
            const std::string name =
                speech_.say(PhraseId::show_heading, {{"what", std::string("any_state")}});
            write("  any [style=\"rounded,dashed\", label=\"{}{}\"]\n", escaped(name),
                  stays_of("any"));
        }
        for (const auto& [ends, label] : steps_) {
            // What leads back does not pull its target below: states stand in the order of the file.
            write("  {} -> {} [label=\"{}\"{}]\n", ends.first, ends.second, label,
                  leads_back(ends.first, ends.second) ? ", constraint=false" : "");
        }
        for (const auto& [ends, label] : lapses_) {
            write("  {} -> {} [style=dashed, color=\"{}\", fontcolor=\"{}\", label=\"{}\"]\n",
                  ends.first, ends.second, kClockInk, kClockInk, label);
        }
    }

    const Definition& definition_;
    remit::Vocabulary vocabulary_;  // names of the definition are all that is shown
    Speech speech_;
    Arrows steps_;
    Arrows lapses_;
    std::map<std::string, std::string> stays_;
    std::map<std::vector<StateId>, std::string> hubs_;
    bool has_any_ = false;
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
