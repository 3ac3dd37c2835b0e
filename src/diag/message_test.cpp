// Tests of diag/message.h and of the catalogue that tools/catalogue.py generates.
#include "diag/message.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "diag/catalogue.h"
#include "text/script.h"

using namespace remit::diag;

namespace {

constexpr std::array kLanguages = {Language::en, Language::hr, Language::sr_cyrl,
                                   Language::sr_latn};

/// Arguments for the message; `turn` goes through the words of its choice and through plural forms.
std::vector<Argument> sample_arguments(const Message& message, std::size_t turn) {
    constexpr std::array<std::int64_t, 4> kNumbers = {1, 2, 5, 21};
    std::vector<Argument> arguments;
    for (const Parameter& parameter : message.parameters) {
        switch (parameter.kind) {
            case ArgumentKind::text:
            case ArgumentKind::span:
                arguments.push_back({parameter.name, std::string("X{y}Ж")});
                break;
            case ArgumentKind::integer:
                arguments.push_back({parameter.name, kNumbers[turn % 4]});
                break;
            case ArgumentKind::choice:
                arguments.push_back(
                    {parameter.name,
                     std::string(parameter.choices[turn % parameter.choices.size()])});
                break;
        }
    }
    return arguments;
}

void check_message(std::string_view name, const Message& message) {
    constexpr std::size_t kTurns = 8;
    for (const Language language : kLanguages) {
        for (std::size_t turn = 0; turn < kTurns; ++turn) {
            std::string words = in_words(message, sample_arguments(message, turn), language);
            CAPTURE(name);
            CAPTURE(words);
            std::size_t at = 0;
            while ((at = words.find("X{y}Ж")) != std::string::npos) words.erase(at, 6);
            CHECK(words.find('{') == std::string::npos);
            CHECK(words.find('}') == std::string::npos);
            CHECK(!words.empty());
            if (language == Language::sr_latn || language == Language::hr) {
                CHECK(remit::text::script_of(words) == remit::text::Script::latin);
            }
        }
    }
}

}  // namespace

TEST_CASE("diag: every message, note, rule and phrase is put into words in every language") {
    for (const CatalogueEntry& entry : catalogue()) {
        check_message(entry.id_text, entry.message);
        check_message(entry.id_text, entry.rule);
    }
    for (const NoteEntry& note : all_notes()) check_message(note.id_text, note.message);
    for (const PhraseId id : {PhraseId::severity_error, PhraseId::fix_replace, PhraseId::count_info,
                              PhraseId::not_shown}) {
        check_message("phrase", phrase(id));
    }
}

TEST_CASE("diag: every id is found by its text and stands where its number says") {
    REQUIRE(!catalogue().empty());
    for (std::size_t index = 0; index < catalogue().size(); ++index) {
        const CatalogueEntry& entry = catalogue()[index];
        CHECK(static_cast<std::size_t>(entry.id) == index);
        CHECK(find_diagnostic(entry.id_text) == entry.id);
        CHECK(entry_of(entry.id).id_text == entry.id_text);
        CHECK(!entry.since.empty());
    }
    CHECK(!find_diagnostic("duplicate_duty"));
    CHECK(!find_diagnostic(""));
}

TEST_CASE("diag: arguments are shown as given, whatever the script of the message") {
    const Message& message = entry_of(DiagnosticId::duplicate_duty).message;
    const std::vector<Argument> arguments = {{"unit", std::string("Група за {unit} и NATO")}};
    CHECK(in_words(message, arguments, Language::en) ==
          "'Група за {unit} и NATO' holds this duty twice");
    CHECK(in_words(message, arguments, Language::sr_latn) ==
          "jedinica 'Група за {unit} и NATO' ima ovaj posao dvaput");
    CHECK(in_words(message, arguments, Language::sr_cyrl) ==
          "јединица 'Група за {unit} и NATO' има овај посао двапут");
}

TEST_CASE("diag: a word chooses the wording") {
    const Message& message = entry_of(DiagnosticId::shared_duty).message;
    std::vector<Argument> arguments = {{"unit", std::string("A")},
                                       {"other", std::string("B")},
                                       {"relation", std::string("ancestor")}};
    CHECK(in_words(message, arguments, Language::en) ==
          "'A' repeats a duty of 'B', which stands above it");
    arguments[2].value = std::string("rival");
    CHECK(in_words(message, arguments, Language::en) ==
          "'A' and 'B' hold the same duty and neither stands above the other");
}

TEST_CASE("diag: numbers choose the plural form of the language") {
    const auto warnings = [](std::int64_t count, Language language) {
        const std::vector<Argument> arguments = {{"count", count}};
        return in_words(phrase(PhraseId::count_warning), arguments, language);
    };
    CHECK(warnings(1, Language::en) == "1 warning");
    CHECK(warnings(21, Language::en) == "21 warnings");
    CHECK(warnings(1, Language::hr) == "1 upozorenje");
    CHECK(warnings(0, Language::hr) == "0 upozorenja");
    const auto errors = [](std::int64_t count) {
        const std::vector<Argument> arguments = {{"count", count}};
        return in_words(phrase(PhraseId::count_error), arguments, Language::sr_cyrl);
    };
    CHECK(errors(1) == "1 грешка");
    CHECK(errors(3) == "3 грешке");
    CHECK(errors(11) == "11 грешака");
    CHECK(errors(12) == "12 грешака");
    CHECK(errors(21) == "21 грешка");
    CHECK(errors(104) == "104 грешке");
}

TEST_CASE("diag: a message takes only the arguments it declares, each of its type") {
    const Message& message = entry_of(DiagnosticId::shared_duty).message;
    CHECK(accepts(message, {"unit", std::string("A")}));
    CHECK(!accepts(message, {"unit", std::int64_t{3}}));
    CHECK(!accepts(message, {"units", std::string("A")}));
    CHECK(accepts(message, {"relation", std::string("rival")}));
    CHECK(!accepts(message, {"relation", std::string("sibling")}));
    CHECK(accepts(entry_of(DiagnosticId::nesting_limit).message, {"limit", std::int64_t{3}}));
    CHECK(!accepts(entry_of(DiagnosticId::nesting_limit).message, {"limit", std::string("3")}));
}

TEST_CASE("diag: a text that was not given is what the diagnostic points at") {
    const Message& message = entry_of(DiagnosticId::stray_punctuation).message;
    CHECK(in_words(message, {}, Language::en, ";;") == "';;' is superfluous or lacks its pair");
    const std::vector<Argument> arguments = {{"text", std::string("(")}};
    CHECK(in_words(message, arguments, Language::en, ";;") ==
          "'(' is superfluous or lacks its pair");
    const std::string words = in_words(message, {}, Language::en, std::string(99'999, 'x'));
    CHECK(words.size() < 300);
    CHECK(words.find("…") != std::string::npos);
}
