#include "cli/phases.h"

#include <fmt/format.h>

#include <iterator>

#include "base/check.h"
#include "cli/columns.h"
#include "compile/export_support.h"
#include "diag/render.h"

namespace remit::cli {

namespace {

using compile::Compilation;

template <typename... Args>
void line(std::string& out, fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Args>(args)...);
    out += '\n';
}

std::string_view or_dash(std::string_view text) {
    return text.empty() ? "-" : text;
}

/// The joined text, each file under a line with its name and place.
std::string print_source(const Compilation& compilation) {
    std::string out;
    for (const diag::SourceFile& file : compilation.source.files()) {
        line(out, "=== {} {}..{}", printable(file.name), file.span.begin, file.span.end);
        out += compilation.source.text(file.span);
        if (!out.ends_with('\n')) out += '\n';
    }
    return out;
}

std::string_view name_of(text::TokenKind kind) {
    switch (kind) {
        case text::TokenKind::word:
            return "word";
        case text::TokenKind::number:
            return "number";
        case text::TokenKind::punctuation:
            return "punctuation";
        case text::TokenKind::invalid:
            return "invalid";
    }
    REMIT_CHECK(false);
    return "";
}

std::string print_tokens(const Loaded& loaded) {
    const Compilation& compilation = loaded.compilation;
    std::string out;
    for (const text::Token& token : loaded.phases.syntax.tokens) {
        const std::string_view bytes = compilation.source.text({token.begin, token.end});
        std::string folded;
        if (token.kind == text::TokenKind::word) {
            folded = fmt::format("  {}", loaded.phases.lexicon[token.word].folded);
        }
        line(out, "{}..{} {} {}{}{}", token.begin, token.end, name_of(token.kind), printable(bytes),
             folded, token.starts_line ? "  [line]" : "");
    }
    return out;
}

std::string print_units(const Compilation& compilation) {
    std::string out;
    for (const remit::Unit& unit : compilation.remit.units) {
        line(out, "{} in {}: {}", or_dash(unit.code),
             or_dash(compile::code_of(compilation.remit, unit.parent)), printable(unit.name));
        line(out, "    {}, {}, article {}, heading {}..{}, announced {}..{}, code {}",
             or_dash(compile::kind_of(compilation, unit)), compile::name_of(unit.status),
             or_dash(unit.article), unit.heading.begin, unit.heading.end, unit.announced.begin,
             unit.announced.end, unit.code_printed ? "printed" : "made");
    }
    return out;
}

std::string print_duties(const Compilation& compilation) {
    std::string out;
    for (const remit::Duty& duty : compilation.remit.duties) {
        line(out, "{} {}..{} {}: {}", duty.id, duty.extent.begin, duty.extent.end,
             printable(duty.citation.label), printable(compilation.text_of(duty.extent)));
    }
    return out;
}

std::string print_abbreviations(const Compilation& compilation) {
    std::string out;
    for (const remit::Abbreviation& abbreviation : compilation.remit.abbreviations) {
        line(out, "{}..{} {}: {} [{}{}{}]", abbreviation.extent.begin, abbreviation.extent.end,
             printable(abbreviation.short_form), printable(abbreviation.long_form),
             abbreviation.acronym ? "acronym" : "short name",
             abbreviation.regular ? "" : ", irregular",
             abbreviation.scope.is_some()
                 ? fmt::format(", from {}", compile::code_of(compilation.remit, abbreviation.scope))
                 : "");
    }
    return out;
}

std::string ids_of(const Compilation& compilation, const remit::Duty& duty) {
    const remit::Vocabulary& vocabulary = *compilation.vocabulary;
    std::string out;
    const auto add = [&out](std::string_view label, const std::string& id, bool first) {
        out += first ? fmt::format("    {} {}", label, id) : ", " + id;
    };
    const auto add_all = [&](std::string_view label, const auto& ids, const auto& entry_of) {
        for (std::size_t i = 0; i < ids.size(); ++i) add(label, entry_of(ids[i]).id, i == 0);
        if (!ids.empty()) out += '\n';
    };
    add_all(
        "functions",
        duty.functions, [&](auto id) -> const auto& { return vocabulary.function(id); });
    add_all(
        "bodies", duty.bodies, [&](auto id) -> const auto& { return vocabulary.body(id); });
    add_all(
        "topics", duty.topics, [&](auto id) -> const auto& { return vocabulary.topic(id); });
    add_all(
        "counterparts",
        duty.counterparts, [&](auto id) -> const auto& { return vocabulary.counterpart(id); });
    return out;
}

/// What every duty means, by ids of the vocabulary.
std::string print_remit(const Compilation& compilation) {
    std::string out;
    line(out, "language {}, script {}", or_dash(compilation.remit.language),
         or_dash(compilation.remit.script));
    for (const remit::Duty& duty : compilation.remit.duties) {
        std::string marks;
        if (duty.residual) marks += " residual";
        if (duty.truncated) marks += " truncated";
        if (duty.implicit) marks += " implicit";
        if (duty.refers_to.is_some()) {
            marks += " refers-to " + compilation.remit.duty(duty.refers_to).id;
        }
        line(out, "{} of {}{}", duty.id, compile::code_of(compilation.remit, duty.unit), marks);
        out += ids_of(compilation, duty);
    }
    return out;
}

}  // namespace

std::string print_phase(const Loaded& loaded, const Options& options, bool colour) {
    const Compilation& compilation = loaded.compilation;
    if (options.phase == "source") return print_source(compilation);
    if (options.phase == "tokens") return print_tokens(loaded);
    if (options.phase == "tree") {
        return act::describe_tree(loaded.phases.syntax.tree, compilation.source.text());
    }
    if (options.phase == "units") return print_units(compilation);
    if (options.phase == "duties") return print_duties(compilation);
    if (options.phase == "abbreviations") return print_abbreviations(compilation);
    if (options.phase == "remit") return print_remit(compilation);
    REMIT_CHECK(options.phase == "diagnostics");
    return diag::render_terminal(compilation.diagnostics.all(), compilation.source,
                                 {.language = language_of(options), .colour = colour});
}

}  // namespace remit::cli
