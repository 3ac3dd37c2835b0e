// Refusals in words: every reason and every condition has a sentence with its cure, in each
// language.
#include "procedure/refusal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "procedure/engine.h"
#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using diag::Language;
using testing::Sketch;
using testing::Story;

constexpr std::array kLanguages = {Language::en, Language::hr, Language::sr_cyrl,
                                   Language::sr_latn};

/// One of everything, named in three languages.
Sketch everything() {
    Sketch s;
    s.field("line", FieldType::text).field("other", FieldType::text);
    s.field("day", FieldType::date).choice("tone", {"warm"});
    s.field("whom", FieldType::counterpart, /*list=*/true);
    s.states({"draft"}, {"sent"});
    s.steps({"open", "go"});
    s.deadlines({"reply"});
    s.consultations({"ministries"});
    s.papers({"letter"});
    s.opening("open", "draft");
    s.move("go", {"draft"}, "sent");
    s.consultation("ministries").whom = {{.kind = Respondents::Kind::field, .field = s.f("whom")}};
    s.made.tables.push_back({.id = "rules", .columns = {"c"}, .rows = {}});
    s.made.fields[0].names = {.en = {"Line"}, .fr = {}, .hr = {"Crta"}, .sr = {"Линија"}};
    s.made.fields[3].choices[0].names = {
        .en = {"Warm"}, .fr = {}, .hr = {"Toplo"}, .sr = {"Топло"}};
    s.made.steps[1].names = {.en = {"Send"}, .fr = {}, .hr = {"Pošalji"}, .sr = {"Пошаљи"}};
    s.made.states[0].names = {.en = {"Draft"}, .fr = {}, .hr = {"Nacrt"}, .sr = {"Нацрт"}};
    return s;
}

Condition whole_condition(const Sketch& s, Condition::Kind kind) {
    Condition condition;
    condition.kind = kind;
    condition.field = s.f("tone");
    condition.other = s.f("other");
    condition.step = s.st("go");
    condition.deadline = s.d("reply");
    condition.paper_kind = s.p("letter");
    condition.table = TableId(0U);
    condition.words = {"warm"};
    return condition;
}

Blocker whole_blocker(const Sketch& s, Reason reason) {
    return {.reason = reason,
            .step = s.st("go"),
            .field = s.f("line"),
            .deadline = s.d("reply"),
            .consultation = s.c("ministries"),
            .paper_kind = s.p("letter"),
            .seen = "SEEN",
            .wanted = "WANTED"};
}

void check_sentence(const std::string& sentence) {
    CHECK(sentence.size() > 10);
    CHECK(sentence.find_first_of("{}") == std::string::npos);
    CHECK(sentence.find("''") == std::string::npos);
}

bool has_cyrillic(const std::string& text) {
    return std::ranges::any_of(text, [](char byte) {
        return static_cast<unsigned char>(byte) == 0xD0 || static_cast<unsigned char>(byte) == 0xD1;
    });
}

}  // namespace

TEST_CASE("refusals: every reason is a sentence in each language, and has a name of its own") {
    Sketch s = everything();
    s.step("go").when = {whole_condition(s, Condition::Kind::field_set)};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", "2026-03-02", {});
    std::set<std::string> names;
    for (std::size_t i = 0; i < kReasonCount; ++i) {
        const Blocker blocker = whole_blocker(s, static_cast<Reason>(i));
        names.emplace(name_of(blocker.reason));
        CAPTURE(name_of(blocker.reason));
        std::set<std::string> sentences;
        for (const Language language : kLanguages) {
            const std::string sentence = in_words(s.made, story.matter(), blocker, language);
            check_sentence(sentence);
            CHECK(has_cyrillic(sentence) == (language == Language::sr_cyrl));
            sentences.insert(sentence);
        }
        CHECK(sentences.size() >= 3);  // Croatian and Serbian in Latin may be the same
        // A matter that was never opened has nothing to read, and the sentence does without.
        check_sentence(in_words(s.made, Matter{}, blocker, Language::hr));
    }
    CHECK(names.size() == kReasonCount);
}

TEST_CASE("refusals: every condition is a sentence in each language") {
    Sketch s = everything();
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", "2026-03-02", {});
    std::set<std::string> english;
    constexpr auto kLast = static_cast<std::size_t>(Condition::Kind::table_is);
    for (std::size_t i = 0; i <= kLast; ++i) {
        CAPTURE(i);
        for (const bool with_distance : {false, true}) {
            Condition condition = whole_condition(s, static_cast<Condition::Kind>(i));
            if (with_distance) condition.distance = {.days = 1, .hours = 12};
            s.step("go").when = {condition};
            const Blocker blocker = whole_blocker(s, Reason::condition);
            for (const Language language : kLanguages)
                check_sentence(in_words(s.made, story.matter(), blocker, language));
            english.insert(in_words(s.made, story.matter(), blocker, Language::en));
        }
    }
    CHECK(english.size() == kLast + 1 + 4);  // and the four with a distance once more
}

TEST_CASE("refusals: names are those of the reader's language, and ids where there is none") {
    Sketch s = everything();
    s.step("go").needs = {s.f("line")};
    s.step("go").when = {whole_condition(s, Condition::Kind::field_is)};
    Story story(s.made, testing::house(), "work", "A1");
    story.open("m1", "open", "2026-03-02", {});
    const Decision decision = story.decide(story.command_of("go", {}, {}, ""), "2026-03-02");
    REQUIRE_FALSE(decision.ok());
    const auto words = [&](Language language) {
        return in_words(s.made, story.matter(), *decision.refusal, language);
    };
    CHECK(words(Language::en) ==
          "'Line' is empty; fill it in with this step; 'tone' must be one of: Warm");
    CHECK(words(Language::hr) ==
          "'Crta' je prazno; ispunite ga uz ovu radnju; 'tone' mora biti jedno od: Toplo");
    CHECK(words(Language::sr_cyrl) ==
          "'Линија' је празно; попуните га уз ову радњу; 'tone' мора бити једно од: Топло");
    CHECK(words(Language::sr_latn) ==
          "'Linija' je prazno; popunite ga uz ovu radnju; 'tone' mora biti jedno od: Toplo");
}

TEST_CASE("refusals: a length of time is said with its plural") {
    Sketch s = everything();
    Condition ahead = whole_condition(s, Condition::Kind::field_ahead);
    ahead.field = s.f("line");
    const auto words = [&](calendar::Duration distance, Language language) {
        ahead.distance = distance;
        s.step("go").when = {ahead};
        return in_words(s.made, Matter{}, whole_blocker(s, Reason::condition), language);
    };
    CHECK(words({.days = 1}, Language::en) ==
          "'Line' must lie more than 1 day ahead; it is nearer");
    CHECK(words({.days = 3, .hours = 2}, Language::hr) ==
          "do 'Crta' mora biti više od: 3 dana, 2 sata; bliže je");
    CHECK(words({.months = 5}, Language::sr_cyrl) ==
          "до 'Линија' мора бити више од: 5 месеци; ближе је");
}

TEST_CASE("refusals: what somebody typed is shown as it is and read as no template") {
    Sketch s = everything();
    Blocker blocker = whole_blocker(s, Reason::unknown_unit);
    blocker.seen = "{wanted} {0}";
    CHECK(in_words(s.made, Matter{}, blocker, Language::en) ==
          "the act has no unit '{wanted} {0}'; name a unit by its code");
}

TEST_CASE("refusals: functions are named where a vocabulary is given") {
    Sketch s = everything();
    remit::Vocabulary vocabulary;
    vocabulary.functions.push_back(
        {.id = "work", .names = {.en = {"work on"}, .fr = {}, .hr = {"rad"}, .sr = {"рад"}}});
    Blocker blocker = whole_blocker(s, Reason::wrong_function);
    blocker.seen = "cook";
    CHECK(in_words(s.made, Matter{}, blocker, Language::en, &vocabulary) ==
          "'cook' does not empower this; one of these would: work on");
    CHECK(in_words(s.made, Matter{}, blocker, Language::en) ==
          "'cook' does not empower this; one of these would: work");
}

}  // namespace remit::procedure
