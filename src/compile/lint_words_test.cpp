// Abbreviations, terms, spelling and scripts: the lints that read words.
#include "base/env.h"
#include "support/compile_text.h"

#include <doctest/doctest.h>

namespace remit::compile {
namespace {

using testing::compile_text;
using testing::found;
using testing::Texts;

std::string clause(std::string_view words) {
    return "Služba za mostove\nČlanak 1.\nSlužba za mostove vodi popis mostova; " + std::string(words) +
           ".\n";
}

const text::Spelling* dictionary() {
    static base::PosixEnv env;
    static const auto opened = text::Spelling::open(env);
    return opened.ok() ? &opened.value() : nullptr;
}

}  // namespace

TEST_CASE("lints: an abbreviation is reported at its first use, declined or not") {
    CHECK(found(clause("surađuje s OESS-om i prati rad OESS-a"), "undefined-abbreviation") ==
          Texts{"OESS"});
    CHECK(found(clause("prati rad Organizacije za europsku sigurnost i suradnju (u daljnjem tekstu: "
                       "OESS); surađuje s OESS-om"),
                "undefined-abbreviation")
              .empty());
}

TEST_CASE("lints: gazettes, Roman numerals and lines in capitals are no abbreviations") {
    CHECK(found(clause("provodi Zakon (»Narodne novine« 5/20, NN br. 7/21)"),
                "undefined-abbreviation")
              .empty());
    CHECK(found("SLUŽBA ZA LUKE\n\nSlužba za luke prati stanje luka III. reda.\n",
                "undefined-abbreviation")
              .empty());
}

TEST_CASE("abbreviations: the long form is found by its initials or by its head") {
    const auto act = compile_text(clause(
        "prati rad Ujedinjenih naroda i Organizacije za europsku sigurnost i suradnju (u daljnjem "
        "tekstu: OESS); daje potporu radu Stalnog predstavništva pri Organizaciji (u daljnjem "
        "tekstu: Stalno predstavništvo); suzbija širenje oružja (nuklearnog, kemijskog, biološkog, "
        "radiološkog – KBRN)"));
    REQUIRE(act.remit.abbreviations.size() == 3);
    CHECK(act.remit.abbreviations[0].long_form == "Organizacije za europsku sigurnost i suradnju");
    CHECK(act.remit.abbreviations[0].acronym);
    CHECK(act.remit.abbreviations[1].long_form == "Stalnog predstavništva pri Organizaciji");
    CHECK_FALSE(act.remit.abbreviations[1].acronym);
    CHECK(act.remit.abbreviations[2].long_form == "nuklearnog, kemijskog, biološkog, radiološkog");
    CHECK_FALSE(act.remit.abbreviations[2].regular);
    CHECK(found(act, "irregular-definition") == Texts{"KBRN"});
    CHECK(found(act, "undefined-abbreviation").empty());
}

TEST_CASE("lints: one short form for two names is reported") {
    CHECK(found(clause("prati rad Dunavske komisije (u daljnjem tekstu: Komisija); prati rad Savske "
                       "komisije (u daljnjem tekstu: Komisija)"),
                "redefined-abbreviation") == Texts{"Komisija"});
}

TEST_CASE("lints: a term with and without a hyphen is inconsistent, a compound is not") {
    CHECK(found(clause("surađuje s državama članicama; prati rad u državama članicama; piše "
                       "državama-članicama"),
                "inconsistent-term") == Texts{"državama-članicama"});
    CHECK(found(clause("prati vojno-sigurnosna pitanja; prati vojna sigurnosna pitanja"),
                "inconsistent-term")
              .empty());
}

TEST_CASE("lints: a noun with a capital stands for a body that the act names") {
    CHECK(found(clause("prati rad Organizacije Sjevernoatlantskog ugovora; surađuje s državama koje "
                       "nisu članice Saveza"),
                "undefined-term") == Texts{"Saveza"});
    CHECK(found(clause("surađuje s državama koje nisu članice Saveza"), "undefined-term").empty());
}

TEST_CASE("lints: a slip is suspected where the dictionary and a near word agree") {
    if (dictionary() == nullptr) {
        MESSAGE("[skipped] no dictionary of Croatian or Serbian is installed");
        return;
    }
    const auto act = compile_text(
        "Одсек за права обавља послове који се односе на:\n\n1) заштиту људских права;\n2) "
        "праћење стања људских пава.\n",
        dictionary());
    CHECK(found(act, "suspected-typo") == Texts{"пава"});
    for (const diag::Diagnostic& diagnostic : act.diagnostics.all()) {
        if (diagnostic.id != diag::DiagnosticId::suspected_typo) continue;
        REQUIRE(diagnostic.fix.has_value());
        CHECK(diagnostic.fix->replacement == "права");
    }
}

TEST_CASE("lints: a noun of a series in another case is suspected") {
    CHECK(found(clause("koordinira potporu radu vojske, sudjelovanju policije i općenito "
                       "sudjelovanje civila"),
                "suspected-typo") == Texts{"sudjelovanje"});
    CHECK(found(clause("prati sudjelovanje vojske, i sudjelovanje policije"), "suspected-typo").empty());
}

TEST_CASE("lints: a word in two scripts is mended where its letters have twins") {
    const auto act = compile_text("Одсек за мостове обавља послове који се односе на:\n\n1) "
                                  "прaћење стања мостова.\n");
    CHECK(found(act, "mixed-scripts") == Texts{"прaћење"});
    REQUIRE(act.diagnostics.all().front().fix.has_value());
    CHECK(act.diagnostics.all().front().fix->replacement == "праћење");
}

}  // namespace remit::compile
