// Tests of diag/render.h: goldens of each renderer, alignment of carets, and cost on hostile text.
#include "diag/render.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "support/golden.h"
#include "text/graphemes.h"
#include "text/utf8.h"

using namespace remit::diag;
using remit::testing::check_golden;

namespace {

/// Marks the first occurrence of a text behind `from`.
Span span_of(const Source& source, std::string_view text, std::size_t from = 0) {
    const std::size_t begin = source.text().find(text, from);
    REQUIRE(begin != std::string_view::npos);
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + text.size())};
}

/// Two files in two scripts with a finding of every shape: choice, note, fix-it of each kind,
/// several lines, tab.
struct Sample {
    Source source;
    Diagnostics diagnostics;

    Sample() {
        source.add("acts/first act.txt",
                   "1. Odjel za more\n\tprati stanje mora;; izvješćuje o pomorstvu;\n"
                   "\tčuva svjetionike te izvješćuje o pomorstvu i");
        source.add("други.txt",
                   " obali.\r\nГрупа за Cаветe прати рад саветa;\nобавља послове\n\nо рекама "
                   "и\u0306 морима.\n");
        report();
        diagnostics.sort();
    }

    void report() {
        const std::size_t second = source.files()[1].span.begin;
        diagnostics.report(DiagnosticId::stray_punctuation, span_of(source, ";;"))
            .with("text", ";;")
            .fix_it({span_of(source, ";;").begin + 1, span_of(source, ";;").end}, "");
        const Span first = span_of(source, "izvješćuje o pomorstvu");
        diagnostics
            .report(DiagnosticId::duplicate_duty,
                    span_of(source, "izvješćuje o pomorstvu", first.end))
            .with("unit", "Odjel za more")
            .note(NoteId::duplicate_duty_first, first);
        diagnostics.report(DiagnosticId::shared_duty, span_of(source, "čuva svjetionike"))
            .with("unit", "Odjel za more")
            .with("other", "Uprava za vode")
            .with("relation", "ancestor");
        diagnostics.report(DiagnosticId::file_boundary, span_of(source, "pomorstvu i obali"));
        diagnostics.report(DiagnosticId::mixed_scripts, span_of(source, "Cаветe", second))
            .with("word", "Cаветe")
            .fix_it(span_of(source, "Cаветe", second), "Савете");
        diagnostics.report(DiagnosticId::broken_line,
                           span_of(source, "послове\n\nо рекама", second));
        diagnostics.report(DiagnosticId::suspected_typo, span_of(source, "морима", second))
            .with("word", "морима")
            .with("suggestion", "морем")
            .fix_it(span_of(source, "1. ", 0), "1) ");
        diagnostics
            .report(DiagnosticId::truncated_text,
                    {static_cast<std::uint32_t>(source.text().size()),
                     static_cast<std::uint32_t>(source.text().size())})
            .with("side", "end");
        diagnostics.report(DiagnosticId::nesting_limit, span_of(source, "1."))
            .with("limit", std::int64_t{2})
            .fix_it({0, 0}, "A. ");
    }
};

std::string terminal(const Source& source, const Diagnostics& diagnostics,
                     const TerminalOptions& options = {}) {
    return render_terminal(diagnostics.all(), source, options);
}

/// The three lines that a finding on `text` with this span prints: message, excerpt, marker.
std::vector<std::string> lines_for(std::string_view text, Span span) {
    Source source;
    source.add("a.txt", text);
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::unparsed_text, span);
    const std::string printed = terminal(source, diagnostics);
    std::vector<std::string> lines;
    for (const std::string_view line : remit::testing::lines_of(printed)) lines.emplace_back(line);
    return lines;
}

constexpr std::string_view kGutter = "      | ";

}  // namespace

TEST_CASE("diag: terminal output in every language is as approved") {
    const Sample sample;
    for (const Language language :
         {Language::en, Language::hr, Language::sr_cyrl, Language::sr_latn}) {
        check_golden("diag/terminal_" + std::string(name_of(language)) + ".txt",
                     terminal(sample.source, sample.diagnostics, {.language = language}));
    }
    check_golden("diag/terminal_colour.txt",
                 terminal(sample.source, sample.diagnostics, {.colour = true, .limit = 2}));
}

TEST_CASE("diag: JSON output is as approved") {
    const Sample sample;
    check_golden("diag/diagnostics.json",
                 render_json(sample.diagnostics.all(), sample.source, Language::en));
    check_golden("diag/diagnostics_sr-Latn.json",
                 render_json(sample.diagnostics.all(), sample.source, Language::sr_latn));
}

TEST_CASE("diag: SARIF output is as approved") {
    const Sample sample;
    check_golden("diag/diagnostics.sarif",
                 render_sarif(sample.diagnostics.all(), sample.source,
                              {.language = Language::en, .tool_version = "0.1.0"}));
}

TEST_CASE("diag: no finding prints nothing on a terminal and an empty list elsewhere") {
    const Source source;
    CHECK(render_terminal({}, source, {}).empty());
    CHECK(render_json({}, source, Language::en) == "[]\n");
    CHECK(render_sarif({}, source, {}).find("\"results\": []") != std::string::npos);
}

TEST_CASE("diag: the limit counts what it leaves out") {
    const Sample sample;
    const std::string printed = terminal(sample.source, sample.diagnostics, {.limit = 3});
    CHECK(printed.ends_with("1 error, 7 warnings, 1 info; 6 findings are not shown\n"));
    CHECK(terminal(sample.source, sample.diagnostics, {.limit = 100})
              .ends_with("1 error, 7 warnings, 1 info\n"));
}

TEST_CASE("diag: the caret stands under its character whatever stands before") {
    const auto marker = [](std::string_view text, Span span) {
        return lines_for(text, span)[2].substr(kGutter.size());
    };
    CHECK(marker("abc def", {4, 7}) == "    ^~~");
    CHECK(marker("жшћ абв", {7, 13}) == "    ^~~");
    CHECK(marker("s\u030Cs\u030C x", {7, 8}) == "   ^");
    CHECK(marker("\tx", {1, 2}) == "    ^");
    CHECK(marker("a\u200Bb", {4, 5}) == "         ^");
    CHECK(marker("ab\x1b[1m", {2, 3}) == "  ^~~~~~~~");
    CHECK(marker("ab", {2, 2}) == "  ^");
    CHECK(marker("", {0, 0}) == "^");
    CHECK(marker("ab\ncd", {1, 5}) == " ^");
    CHECK(marker("s\u030Cx", {1, 3}) == "^");
}

TEST_CASE("diag: no control character of a text reaches the terminal") {
    const std::string text = "a\x1b[31m\x07 \u202Eb \u009B c";
    Source source;
    source.add("bad\nname\x1b.txt", text);
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::mixed_scripts, {0, 3})
        .with("word", text)
        .fix_it({0, 1}, "\x1b]0;x\x07");
    for (const char byte : terminal(source, diagnostics)) {
        CHECK((byte == '\n' || static_cast<unsigned char>(byte) >= 0x20));
    }
    CHECK(terminal(source, diagnostics).find("\u202E") == std::string::npos);
}

TEST_CASE("diag: a long line is cut to a page around the span") {
    std::string text;
    for (int i = 0; i < 400; ++i) text += "мирољубиво ";
    const auto whole = static_cast<std::uint32_t>(text.size());
    for (const Span span : {Span{0, 20}, Span{4200, 4220}, Span{whole - 21, whole - 1},
                            Span{2100, 6300}, Span{whole, whole}, Span{0, whole}}) {
        CAPTURE(span.begin);
        const auto lines = lines_for(text, span);
        CHECK(remit::text::grapheme_count(lines[1]) <= kGutter.size() + 100);
        CHECK(lines[2].size() <= kGutter.size() + 101);
        const std::size_t caret = lines[2].find('^');
        const std::u32string shown = remit::text::to_code_points(lines[1]);
        REQUIRE(caret <= shown.size() + 1);  // trailing blanks are not printed
        if (span.begin < whole) CHECK(shown[caret] == U'м');
    }
    CHECK(lines_for(text, {4200, 4220})[1].find("…") != std::string::npos);
}

TEST_CASE("diag: findings outside the text of a cut character still give valid output") {
    Source source;
    source.add("a.txt", "ж\xff ш");
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::unparsed_text, {1, 2});
    diagnostics.report(DiagnosticId::unparsed_text, {2, 3});
    for (const std::string& out :
         {terminal(source, diagnostics), render_json(diagnostics.all(), source, Language::en),
          render_sarif(diagnostics.all(), source, {})}) {
        CHECK(!remit::text::find_utf8_fault(out));
    }
}

TEST_CASE(
    "diag: 200,000 findings on one line of 20 MB are rendered without going over the line again "
    "and again") {
    std::string text;
    constexpr std::string_view kPiece = "прати рад одбора и извештава; ";
    while (text.size() < 20'000'000) text += kPiece;
    Source source;
    source.add("long.txt", text);
    Diagnostics diagnostics;
    const auto piece = static_cast<std::uint32_t>(kPiece.size());
    constexpr std::uint32_t kCount = 200'000;
    for (std::uint32_t i = 0; i < kCount; ++i) {
        const std::uint32_t at = i % (20'000'000 / piece) * piece;
        diagnostics.report(DiagnosticId::duplicate_duty, {at, at + 10})
            .with("unit", "Група")
            .note(NoteId::duplicate_duty_first,
                  {20'000'000 / piece / 2 * piece, 20'000'000 / piece / 2 * piece + 10});
    }
    const std::string json = render_json(diagnostics.all(), source, Language::en);
    CHECK(std::ranges::count(json, '\n') > kCount * 17);
    const std::string page = terminal(source, diagnostics, {.limit = 2'000});
    CHECK(page.find("198000 findings are not shown") != std::string::npos);
}
