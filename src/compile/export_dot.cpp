#include "compile/export_dot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <map>
#include <span>
#include <vector>

#include "compile/export_support.h"
#include "compile/organigram.h"
#include "text/fold.h"
#include "text/graphemes.h"
#include "text/plural.h"

namespace remit::compile {
namespace {

constexpr std::string_view kSerif = "Source Serif Pro,Georgia,Liberation Serif,DejaVu Serif,serif";
constexpr std::string_view kSans = "Source Sans Pro,Liberation Sans,Arial,DejaVu Sans,sans-serif";
constexpr std::size_t kNameColumns = 24;  // user-perceived characters on a line of a name
constexpr std::size_t kNameLinesMax = 7;
constexpr double kNameLine = 15.5;
constexpr double kSmallLine = 12.5;
constexpr double kPadding = 12;
constexpr double kLegendRow = 20;
constexpr double kLegendGap = 30;

/// How a kind looks; the first is for the kind that stands highest in this act.
struct Look {
    std::string_view bar;
    std::string_view fill;
    int bar_width;
};
constexpr std::array<Look, 6> kLooks{{{"#16212c", "#eceeea", 9},
                                      {"#1f4589", "#e6edf8", 7},
                                      {"#14573f", "#e3efe8", 5},
                                      {"#774500", "#faefd6", 4},
                                      {"#5c6770", "#f6f6f3", 3},
                                      {"#848d89", "#fcfcfa", 2}}};
constexpr std::string_view kInk = "#16212c";
constexpr std::string_view kInkThird = "#5c6770";
constexpr std::string_view kRule = "#848d89";
constexpr std::string_view kMargin = "#d08a82";

/// What the picture says beside names, in the act's language; Serbian in Cyrillic.
struct Wording {
    std::string_view duty_one, duty_few, duty_other, no_duties;
    std::string_view unit_one, unit_few, unit_other;
    std::string_view named_only, left_out, no_kind;
};
constexpr Wording kEnglish{"duty",      "duties", "duties", "no duties",
                           "unit",      "units",  "units",  "named, not provided for",
                           "not drawn", "other"};
constexpr Wording kCroatian{"posao",         "posla",    "poslova",  "bez poslova",
                            "jedinica",      "jedinice", "jedinica", "navedena bez poslova",
                            "nije nacrtano", "ostalo"};
constexpr Wording kSerbian{"посао",         "посла",    "послова",  "без послова",
                           "јединица",      "јединице", "јединица", "наведена без послова",
                           "није нацртано", "остало"};

/// Breaks a name into lines at its spaces; a longer word has a line of its own.
std::vector<std::string> wrapped(std::string_view name) {
    std::vector<std::string> lines;
    std::string line;
    const std::string words = one_line(name);
    for (std::size_t begin = 0; begin < words.size();) {
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string_view word = std::string_view(words).substr(begin, end - begin);
        const std::size_t columns = text::grapheme_count(line) + 1 + text::grapheme_count(word);
        if (!line.empty() && columns > kNameColumns) {
            lines.push_back(std::move(line));
            line.clear();
        }
        if (!line.empty()) line += ' ';
        line += word;
        begin = end + 1;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    if (lines.size() > kNameLinesMax) {
        lines.resize(kNameLinesMax);
        lines.back() += " …";
    }
    return lines;
}

class DotExport {
  public:
    explicit DotExport(const Compilation& compilation)
        : compilation_(compilation),
          drawn_(compilation.remit),
          wording_(drawn_.language == "hr"   ? kCroatian
                   : drawn_.language == "sr" ? kSerbian
                                             : kEnglish) {
        if (drawn_.units.size() > kDrawnUnitsMax) cut();
        count_duties();
        choose_looks();
        std::vector<double> heights;
        for (const remit::Unit& unit : drawn_.units) {
            names_.push_back(wrapped(unit.name));
            heights.push_back(kPadding + 2 * kSmallLine +
                              kNameLine * static_cast<double>(names_.back().size()));
        }
        organigram_ = lay_out(drawn_, heights);
    }

    std::string run() {
        write("digraph remit {{\n");
        write(
            "  graph [layout=neato, splines=line, outputorder=edgesfirst, bgcolor=\"#fcfcfa\", "
            "pad=0.4]\n");
        write("  node [shape=box, fixedsize=true, margin=0, fontname=\"{}\", fontcolor=\"{}\"]\n",
              kSerif, kInk);
        write("  edge [dir=none, color=\"{}\", penwidth=1.1, headclip=false, tailclip=false]\n",
              kRule);
        for (std::size_t unit = 0; unit < drawn_.units.size(); ++unit) write_unit(unit);
        write("  // the hierarchy; what is seen of it are the lines below\n");
        for (std::size_t unit = 0; unit < drawn_.units.size(); ++unit) {
            const remit::UnitId parent = drawn_.units[unit].parent;
            if (parent.is_some()) write("  u{} -> u{} [style=invis]\n", parent.index(), unit);
        }
        for (std::size_t line = 0; line < organigram_.lines.size(); ++line) write_line(line);
        write_legend();
        write("}}\n");
        return std::move(out_);
    }

  private:
    template <typename... Args>
    void write(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    /// Keeps the first units of the tree, parents before children.
    void cut() {
        const remit::UnitTree tree = remit::UnitTree::of(drawn_);
        std::vector<remit::UnitId> place(drawn_.units.size());
        std::vector<remit::Unit> kept;
        for (std::size_t index = 0; index < kDrawnUnitsMax; ++index) {
            const remit::UnitId unit = tree.preorder[index];
            place[unit.index()] = remit::UnitId(index);
            kept.push_back(drawn_.unit(unit));
            remit::UnitId& parent = kept.back().parent;
            if (parent.is_some()) parent = place[parent.index()];
        }
        left_out_ = drawn_.units.size() - kept.size();
        for (remit::Duty& duty : drawn_.duties) {
            if (duty.unit.is_some()) duty.unit = place[duty.unit.index()];
        }
        drawn_.units = std::move(kept);
    }

    void count_duties() {
        duty_counts_.resize(drawn_.units.size(), 0);
        for (const remit::Duty& duty : drawn_.duties) {
            if (duty.unit.is_some()) ++duty_counts_[duty.unit.index()];
        }
    }

    /// Kinds by rank, the highest first; kinds of one id share a look.
    void choose_looks() {
        std::map<std::string_view, int> ranks;
        for (const remit::Unit& unit : drawn_.units) {
            const int rank =
                unit.kind.is_some() ? compilation_.vocabulary->unit_kind(unit.kind).rank : 1'000;
            const auto [kind, is_new] = ranks.try_emplace(kind_of(compilation_, unit), rank);
            if (!is_new) kind->second = std::min(kind->second, rank);
        }
        for (const auto& [kind, rank] : ranks) kinds_.push_back(kind);
        std::ranges::stable_sort(kinds_, {}, [&](std::string_view kind) { return ranks[kind]; });
    }

    [[nodiscard]] const Look& look_of(std::string_view kind) const {
        const auto place =
            static_cast<std::size_t>(std::ranges::find(kinds_, kind) - kinds_.begin());
        return kLooks[std::min(place, kLooks.size() - 1)];
    }

    /// The kind's word as the act has it.
    [[nodiscard]] std::string kind_word(const remit::Unit& unit) const {
        if (!unit.kind.is_some()) return in_script(wording_.no_kind);
        const remit::UnitKind& kind = compilation_.vocabulary->unit_kind(unit.kind);
        if (drawn_.language == "sr" && !kind.sr.empty()) return in_script(kind.sr);
        return kind.hr.empty() ? kind.id : kind.hr;
    }

    [[nodiscard]] std::string in_script(std::string_view words) const {
        return drawn_.language == "sr" ? in_script_of(drawn_, words) : std::string(words);
    }

    [[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view few,
                                      std::string_view other) const {
        const auto number = static_cast<std::int64_t>(count);
        const auto language = drawn_.language == "hr"   ? text::PluralLanguage::hr
                              : drawn_.language == "sr" ? text::PluralLanguage::sr
                                                        : text::PluralLanguage::en;
        std::string_view word = other;
        switch (text::plural_category(number, language)) {
            case text::PluralCategory::one:
                word = one;
                break;
            case text::PluralCategory::few:
                word = few;
                break;
            case text::PluralCategory::other:
                break;
        }
        return fmt::format("{} {}", count, in_script(word));
    }

    void write_unit(std::size_t index) {
        const remit::Unit& unit = drawn_.units[index];
        const Box& box = organigram_.boxes[index];
        const Look& look = look_of(kind_of(compilation_, unit));
        const bool is_empty = duty_counts_[index] == 0;
        write("  u{} [pos=\"{:.4f},{:.4f}!\", width={:.4f}, height={:.4f}, ", index,
              (box.left + box.width / 2) / 72, -(box.top + box.height / 2) / 72, box.width / 72,
              box.height / 72);
        write("style=\"{}\", fillcolor=\"{}\", color=\"{}\", tooltip=\"{}\", ",
              is_empty ? "filled,dashed" : "filled", is_empty ? "#fcfcfa" : look.fill, look.bar,
              xml_text(unit.name));
        write("label={}]\n", label_of(index, look));
    }

    /// A bar of the kind's colour, then code, name and count.
    [[nodiscard]] std::string label_of(std::size_t index, const Look& look) const {
        constexpr int kTextInset = 8;
        const remit::Unit& unit = drawn_.units[index];
        const Box& box = organigram_.boxes[index];
        const double height = box.height - 1;
        std::string label = fmt::format(
            "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\"><tr>"
            "<td width=\"{0}\" height=\"{1:.0f}\" fixedsize=\"true\" bgcolor=\"{2}\"></td>"
            "<td width=\"{3}\" height=\"{1:.0f}\" fixedsize=\"true\"></td>"
            "<td width=\"{4:.0f}\" height=\"{1:.0f}\" fixedsize=\"true\" align=\"left\" "
            "balign=\"left\">",
            look.bar_width, height, look.bar, kTextInset,
            box.width - 1 - look.bar_width - kTextInset);
        std::string head = fmt::format("<b>{}</b>", xml_text(unit.code));
        const std::string word = kind_word(unit);
        if (!text::fold(unit.name).starts_with(text::fold(word))) head += "  " + xml_text(word);
        const std::string count = duty_counts_[index] == 0
                                      ? in_script(wording_.no_duties)
                                      : counted(duty_counts_[index], wording_.duty_one,
                                                wording_.duty_few, wording_.duty_other);
        label += small(head);
        for (const std::string& line : names_[index]) {
            label += fmt::format("<font point-size=\"12.5\">{}</font><br/>", xml_text(line));
        }
        return label + small(count) + "</td></tr></table>>";
    }

    static std::string small(std::string_view markup) {
        return fmt::format("<font face=\"{}\" point-size=\"10\" color=\"{}\">{}</font><br/>", kSans,
                           kInkThird, markup);
    }

    void write_point(std::string_view name, double x, double y) {
        write("  {} [shape=point, width=0.001, style=invis, label=\"\", pos=\"{:.3f},{:.3f}!\"]\n",
              name, x / 72, -y / 72);
    }

    void write_line(std::size_t index) {
        const Line& line = organigram_.lines[index];
        write_point(fmt::format("a{}", index), line.x1, line.y1);
        write_point(fmt::format("b{}", index), line.x2, line.y2);
        write("  a{} -> b{}\n", index, index);
    }

    /// Below the organigram, right of a red rule: what the bars mean, and the sums.
    void write_legend() {
        const double top = organigram_.height + kLegendGap;
        std::string label =
            "<<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"2\">";
        std::size_t rows = 1;
        for (const std::string_view kind : kinds_) {
            label += legend_row(kind);
            ++rows;
        }
        if (std::ranges::find(duty_counts_, std::size_t{0}) != duty_counts_.end()) {
            label += fmt::format(
                "<tr><td width=\"40\"><font color=\"{}\">- - -</font></td><td "
                "align=\"left\">{}</td></tr>",
                kInkThird, in_script(wording_.named_only));
            ++rows;
        }
        std::string sums =
            counted(drawn_.units.size(), wording_.unit_one, wording_.unit_few, wording_.unit_other);
        sums += ", " + counted(drawn_.duties.size(), wording_.duty_one, wording_.duty_few,
                               wording_.duty_other);
        if (left_out_ > 0) sums += fmt::format(", {} {}", left_out_, in_script(wording_.left_out));
        label += fmt::format(
            "<tr><td colspan=\"2\" align=\"left\"><font color=\"{}\">{}</font></td></tr></table>>",
            kInkThird, sums);
        const double height = kLegendRow * static_cast<double>(rows);
        constexpr double kLegendWidth = 230;
        write("  legend [shape=plain, fixedsize=false, fontname=\"{}\", fontsize=10.5, ", kSans);
        write("pos=\"{:.3f},{:.3f}!\", label={}]\n", (12 + kLegendWidth / 2) / 72,
              -(top + height / 2) / 72, label);
        write_point("m0", 0, top);
        write_point("m1", 0, top + height);
        write("  m0 -> m1 [color=\"{}\", penwidth=1.6]\n", kMargin);
    }

    [[nodiscard]] std::string legend_row(std::string_view kind) const {
        std::size_t count = 0;
        std::string word;
        for (const remit::Unit& unit : drawn_.units) {
            if (kind_of(compilation_, unit) != kind) continue;
            if (count++ == 0) word = kind_word(unit);
        }
        const Look& look = look_of(kind);
        return fmt::format(
            "<tr><td><table border=\"1\" color=\"{}\" cellborder=\"0\" cellspacing=\"0\" "
            "cellpadding=\"0\"><tr>"
            "<td width=\"{}\" height=\"13\" fixedsize=\"true\" bgcolor=\"{}\"></td>"
            "<td width=\"{}\" height=\"13\" fixedsize=\"true\" "
            "bgcolor=\"{}\"></td></tr></table></td>"
            "<td align=\"left\" width=\"180\">{} <font color=\"{}\">({})</font></td></tr>",
            look.bar, look.bar_width, look.bar, 34 - look.bar_width, look.fill, xml_text(word),
            kInkThird, count);
    }

    const Compilation& compilation_;
    remit::Remit drawn_;  // a copy: it may be cut
    const Wording& wording_;
    std::size_t left_out_ = 0;
    std::vector<std::size_t> duty_counts_;         // by unit
    std::vector<std::vector<std::string>> names_;  // by unit: the lines of its name
    std::vector<std::string_view> kinds_;          // ids, the highest first
    Organigram organigram_;
    std::string out_;
};

}  // namespace

std::string export_dot(const Compilation& compilation) {
    return DotExport(compilation).run();
}

Result<std::string> export_svg(const Compilation& compilation, base::Env& env) {
    return env.run_program("dot", {"-Tsvg"}, export_dot(compilation))
        .with("drawing the organigram");
}

}  // namespace remit::compile
