// Tests of diag/diagnostics.h.
#include "diag/diagnostics.h"

#include <doctest/doctest.h>

using namespace remit::diag;

TEST_CASE("diag: diagnostics are ordered by place, then id, then the order of reporting") {
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::unparsed_text, {9, 12});
    diagnostics.report(DiagnosticId::mixed_scripts, {3, 5}).with("word", "first");
    diagnostics.report(DiagnosticId::mixed_scripts, {3, 5}).with("word", "second");
    diagnostics.report(DiagnosticId::undefined_term, {3, 5}).with("term", "third");
    diagnostics.report(DiagnosticId::broken_line, {3, 4});
    diagnostics.sort();
    REQUIRE(diagnostics.all().size() == 5);
    CHECK(diagnostics.all()[0].id == DiagnosticId::broken_line);
    CHECK(diagnostics.all()[1].id == DiagnosticId::undefined_term);
    CHECK(std::get<std::string>(diagnostics.all()[2].arguments[0].value) == "first");
    CHECK(std::get<std::string>(diagnostics.all()[3].arguments[0].value) == "second");
    CHECK(diagnostics.all()[4].id == DiagnosticId::unparsed_text);
}

TEST_CASE("diag: counting takes a severity and all above it") {
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::file_boundary, {0, 1});
    diagnostics.report(DiagnosticId::broken_line, {0, 1});
    diagnostics.report(DiagnosticId::nesting_limit, {0, 1}).with("limit", std::int64_t{64});
    CHECK(diagnostics.count(Severity::info) == 3);
    CHECK(diagnostics.count(Severity::warning) == 2);
    CHECK(diagnostics.count(Severity::error) == 1);
}

TEST_CASE("diag: notes and a fix-it hang on the diagnostic they were added to") {
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticId::duplicate_duty, {8, 9})
        .with("unit", "A")
        .note(NoteId::duplicate_duty_first, {1, 2})
        .fix_it({8, 9}, "");
    const Diagnostic& diagnostic = diagnostics.all().front();
    REQUIRE(diagnostic.notes.size() == 1);
    CHECK(diagnostic.notes[0].span == Span{1, 2});
    REQUIRE(diagnostic.fix.has_value());
    CHECK(diagnostic.fix->replacement.empty());
}
