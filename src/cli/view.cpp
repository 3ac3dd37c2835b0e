#include "cli/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/names.h"
#include "compile/export_support.h"
#include "diag/excerpt.h"
#include "text/graphemes.h"

namespace remit::cli {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kCodeColumnsMax = 20;
constexpr std::size_t kNameColumnsMin = 24;
constexpr std::size_t kDepthShown = 12;  // deeper units are shown at this depth

/// A unit's line: the tree on the left, what it is on the right.
struct Row {
    std::string bars;        // before its first line, "│  ├─ "
    std::string bars_below;  // before further lines of its name
    std::string code;
    std::string name;
    std::string kind;
    std::string right;  // "9 duties", "announced only"
    bool faded = false;
};

class TreeView {
  public:
    TreeView(const compile::Compilation& compilation, const ViewOptions& options)
        : compilation_(compilation), options_(options), ink_(options.colour) {}

    std::string render() {
        duties_ = remit::duties_by_unit(compilation_.remit);
        tree_ = remit::UnitTree::of(compilation_.remit);
        find_headless();
        std::string out = heading();
        for (const Row& row : rows()) out += lines_of(row);
        if (compilation_.remit.units.empty()) out += "no unit was found\n";
        if (options_.verbose) out += sections();
        return out;
    }

  private:
    /// Units whose provision the compiler reports to lack a heading.
    void find_headless() {
        for (const diag::Diagnostic& diagnostic : compilation_.diagnostics.all()) {
            if (diagnostic.id != diag::DiagnosticId::missing_heading) continue;
            for (const diag::Argument& argument : diagnostic.arguments) {
                if (argument.name != "unit") continue;
                if (const auto* name = std::get_if<std::string>(&argument.value)) {
                    headless_.insert(*name);
                }
            }
        }
    }

    [[nodiscard]] std::string heading() const {
        const remit::Remit& remit = compilation_.remit;
        std::string out;
        if (const compile::Institution* institution = options_.institution) {
            out += ink_.bold(printable(institution->name)) + "\n";
            if (!institution->act_title.empty()) out += printable(institution->act_title) + "\n";
        } else {
            for (const std::string& line : wrap(files(), kPageColumns))
                out += ink_.bold(line) + "\n";
        }
        const std::string_view language = remit.language == "sr" ? "Serbian" : "Croatian";
        const std::string_view script = remit.script == "Cyrl" ? "Cyrillic" : "Latin";
        return out + ink_.dim(fmt::format("{}, {} script", language, script)) + "\n\n";
    }

    [[nodiscard]] std::string files() const {
        std::string names;
        for (const diag::SourceFile& file : compilation_.source.files()) {
            if (!names.empty()) names += " + ";
            names += printable(file.name);
        }
        return names;
    }

    [[nodiscard]] std::vector<Row> rows() const {
        std::vector<Row> rows;
        std::vector<std::string> below(kDepthShown + 1);  // the bars that stand before children
        std::vector<bool> last(compilation_.remit.units.size(), true);
        mark_last(last);
        for (const remit::UnitId id : tree_.preorder) {
            const std::size_t depth = std::min<std::size_t>(tree_.depth[id.index()], kDepthShown);
            Row row = row_of(id);
            if (depth > 0) {
                const bool is_last = last[id.index()];
                row.bars = below[depth - 1] + (is_last ? "└─ " : "├─ ");
                below[depth] = below[depth - 1] + (is_last ? "   " : "│  ");
            } else {
                below[0].clear();
            }
            const bool has_children = !tree_.children[id.index()].empty();
            row.bars_below = below[depth] + (has_children ? "│  " : "   ");
            rows.push_back(std::move(row));
        }
        return rows;
    }

    void mark_last(std::vector<bool>& last) const {
        for (const std::vector<remit::UnitId>& children : tree_.children) {
            for (std::size_t i = 0; i + 1 < children.size(); ++i) last[children[i].index()] = false;
        }
    }

    [[nodiscard]] Row row_of(remit::UnitId id) const {
        const remit::Unit& unit = compilation_.remit.unit(id);
        Row row;
        row.code = diag::visible(unit.code, kCodeColumnsMax);
        row.name = unit.name.empty() ? "(no name)" : printable(unit.name);
        row.kind = compile::kind_of(compilation_, unit);
        row.right = standing_of(id);
        row.faded = unit.status != remit::UnitStatus::provision;
        return row;
    }

    [[nodiscard]] std::string standing_of(remit::UnitId id) const {
        const remit::Unit& unit = compilation_.remit.unit(id);
        switch (unit.status) {
            case remit::UnitStatus::announced_only:
                return "announced only";
            case remit::UnitStatus::mentioned_only:
                return "mentioned only";
            case remit::UnitStatus::provision:
                break;
        }
        const std::size_t count = duties_[id.index()].size();
        std::string text = fmt::format("{:>2} {}", count, count == 1 ? "duty" : "duties");
        if (headless_.contains(unit.name)) text += ", no heading";
        return text;
    }

    /// The name, wrapped beside the tree; kind and count on its first line.
    [[nodiscard]] std::string lines_of(const Row& row) const {
        const std::string lead = row.bars + row.code + "  ";
        const std::size_t lead_columns = text::display_width(lead);
        const std::size_t width =
            std::max(kNameColumns - std::min(kNameColumns, lead_columns), kNameColumnsMin);
        const std::vector<std::string> lines = wrap(row.name, width);
        std::string out = row.bars + ink_.blue(row.code) + "  ";
        const std::size_t used = lead_columns + text::display_width(lines.front());
        out += row.faded ? ink_.dim(lines.front()) : ink_.bold(lines.front());
        if (used < kNameColumns) out.append(kNameColumns - used, ' ');
        out.append(kGap, ' ');
        out += ink_.dim(pad(row.kind, kKindColumns)) + "  " +
               (row.faded ? ink_.yellow(row.right) : row.right) + "\n";
        std::string indent = row.bars_below;
        const std::size_t indent_columns = text::display_width(indent);
        if (indent_columns < lead_columns) indent.append(lead_columns - indent_columns, ' ');
        for (std::size_t i = 1; i < lines.size(); ++i) {
            out += indent + (row.faded ? ink_.dim(lines[i]) : ink_.bold(lines[i])) + "\n";
        }
        return out;
    }

    [[nodiscard]] std::string sections() const {
        std::string out;
        for (const remit::UnitId id : tree_.preorder) {
            if (duties_[id.index()].empty()) continue;
            const remit::Unit& unit = compilation_.remit.unit(id);
            out += "\n" + ink_.blue(printable(unit.code)) + "  " + ink_.bold(printable(unit.name)) +
                   "\n";
            for (const remit::DutyId duty : duties_[id.index()]) out += duty_lines(duty);
        }
        return out;
    }

    [[nodiscard]] std::string duty_lines(remit::DutyId id) const {
        const remit::Duty& duty = compilation_.remit.duty(id);
        std::string out =
            "\n  " + ink_.blue(printable(duty.id)) + "  " + printable(duty.citation.label);
        const std::string marks = marks_of(duty);
        if (!marks.empty()) out += "  " + ink_.yellow(marks);
        out += "\n";
        for (const std::string& line :
             wrap(printable(compilation_.text_of(id)), kPageColumns - 4)) {
            out += "    " + line + "\n";
        }
        out += attribute("functions", functions_of(compilation_, duty, options_.language));
        out += attribute("bodies", bodies_of(compilation_, duty));
        out += attribute("topics", topics_of(compilation_, duty, options_.language));
        out += attribute("with", counterparts_of(compilation_, duty));
        return out;
    }

    [[nodiscard]] std::string marks_of(const remit::Duty& duty) const {
        std::string marks;
        const auto add = [&marks](std::string_view mark) {
            marks += marks.empty() ? "" : ", ";
            marks += mark;
        };
        if (duty.residual) add("residual");
        if (duty.truncated) add("truncated");
        if (duty.implicit) add("implicit");
        if (duty.refers_to.is_some()) add("see " + compilation_.remit.duty(duty.refers_to).id);
        return marks.empty() ? marks : "[" + printable(marks) + "]";
    }

    [[nodiscard]] std::string attribute(std::string_view label, std::string_view value) const {
        if (value.empty()) return {};
        std::string out;
        std::string lead = "      " + ink_.dim(pad(label, kLabelColumns));
        for (const std::string& line : wrap(value, kPageColumns - 6 - kLabelColumns)) {
            out += lead + line + "\n";
            lead.assign(6 + kLabelColumns, ' ');
        }
        return out;
    }

    static constexpr std::size_t kKindColumns = 12;
    static constexpr std::size_t kRightColumns = 22;
    static constexpr std::size_t kNameColumns =
        kPageColumns - kGap - kKindColumns - 2 - kRightColumns;
    static constexpr std::size_t kLabelColumns = 11;

    const compile::Compilation& compilation_;
    const ViewOptions& options_;
    Ink ink_;
    std::vector<std::vector<remit::DutyId>> duties_;
    remit::UnitTree tree_;
    std::set<std::string> headless_;
};

}  // namespace

std::string view_of(const compile::Compilation& compilation, const ViewOptions& options) {
    return TreeView(compilation, options).render();
}

}  // namespace remit::cli
