#include "compile/export_markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compile/export_support.h"

namespace remit::compile {
namespace {

/// Markdown knows six levels of headings.
constexpr std::size_t kHeadingLevelMax = 6;

std::string escaped(std::string_view text) {
    constexpr std::string_view kMarks = "\\`*_{}[]<>#|~";
    std::string out;
    for (const char c : one_line(text)) {
        if (kMarks.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

class MarkdownExport {
  public:
    explicit MarkdownExport(const Compilation& compilation)
        : compilation_(compilation), remit_(compilation.remit) {}

    std::string run() {
        const remit::UnitTree tree = remit::UnitTree::of(remit_);
        const auto duties = remit::duties_by_unit(remit_);
        for (const remit::UnitId unit : tree.preorder) {
            write_unit(remit_.unit(unit), tree.depth[unit.index()], duties[unit.index()].size());
            for (std::size_t place = 0; place < duties[unit.index()].size(); ++place) {
                write_duty(remit_.duty(duties[unit.index()][place]), place + 1);
            }
            if (!duties[unit.index()].empty()) out_ += '\n';
        }
        write_abbreviations();
        return std::move(out_);
    }

  private:
    template <typename... Args>
    void write(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    }

    void write_unit(const remit::Unit& unit, std::size_t depth, std::size_t duty_count) {
        const std::size_t level = std::min(depth + 1, kHeadingLevelMax);
        write("{} {} {}\n\n", std::string(level, '#'), escaped(unit.code), escaped(unit.name));
        const std::string_view kind = kind_of(compilation_, unit);
        write("*{}{}{} {}*\n\n", kind, kind.empty() ? "" : ", ", duty_count,
              duty_count == 1 ? "duty" : "duties");
    }

    void write_duty(const remit::Duty& duty, std::size_t number) {
        const remit::Vocabulary& words = *compilation_.vocabulary;
        write("{}. {}  \n   ({})", number, escaped(compilation_.text_of(duty.extent)),
              escaped(duty.citation.label));
        write_names(" — ", duty.functions, [&](auto id) { return words.function(id).id; });
        write_names("; ", duty.bodies, [&](auto id) { return words.body(id).label; });
        write_names("; ", duty.counterparts,
                    [&](auto id) { return counterpart_name(compilation_, id); });
        if (duty.truncated) out_ += "; *text breaks off*";
        if (duty.refers_to.is_some()) write("; see {}", escaped(remit_.duty(duty.refers_to).id));
        out_ += '\n';
    }

    template <typename IdType, typename NameOf>
    void write_names(std::string_view before, const std::vector<IdType>& ids,
                     const NameOf& name_of_id) {
        for (std::size_t index = 0; index < ids.size(); ++index) {
            out_ += index == 0 ? before : std::string_view(", ");
            out_ += escaped(name_of_id(ids[index]));
        }
    }

    void write_abbreviations() {
        if (remit_.abbreviations.empty()) return;
        out_ += "| short | long |\n| --- | --- |\n";
        for (const remit::Abbreviation& abbreviation : remit_.abbreviations) {
            write("| {} | {} |\n", escaped(abbreviation.short_form),
                  escaped(abbreviation.long_form));
        }
    }

    const Compilation& compilation_;
    const remit::Remit& remit_;
    std::string out_;
};

}  // namespace

std::string export_markdown(const Compilation& compilation) {
    return MarkdownExport(compilation).run();
}

}  // namespace remit::compile
