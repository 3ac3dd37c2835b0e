// What a ruling and an answer say to people: every reason in every language, with who is competent
// and what would change it.
#include "authority/competence_words.h"

#include <doctest/doctest.h>

#include <string>

#include "support/competence_properties.h"
#include "support/small_office.h"

namespace remit::authority {
namespace {

using testing::SmallOffice;

constexpr diag::Language kLanguages[] = {diag::Language::en, diag::Language::hr,
                                         diag::Language::sr_cyrl, diag::Language::sr_latn};

SmallOffice office_of_two() {
    SmallOffice office;
    office.add_unit("T");
    office.add_unit("A", "T");
    office.add_unit("B", "T");
    office.add_unit("A1", "A");
    office.words.functions[office.function("watch").index()].names = {
        {"watch"}, {}, {"praćenje"}, {"праћење"}};
    return office;
}

std::string all_of(const RulingWords& words) {
    std::string text = words.verdict.text;
    for (const Sentence& sentence : words.why) text += "\n" + sentence.text;
    if (!words.holders_heading.empty()) text += "\n" + words.holders_heading + ":";
    for (const Sentence& sentence : words.holders) text += "\n  " + sentence.text;
    if (!words.cures_heading.empty()) text += "\n" + words.cures_heading + ":";
    for (const std::string& cure : words.cures) text += "\n  " + cure;
    return text;
}

std::string said(const SmallOffice& office, const Question& asked,
                 diag::Language language = diag::Language::en) {
    const Competence competence(office.model, office.words);
    return all_of(in_words(competence, asked, competence.authorise(asked), language));
}

std::string said(const AnswerWords& words) {
    std::string text;
    for (const auto* rows : {&words.units, &words.lines, &words.remarks}) {
        for (const AnswerRow& row : *rows) {
            text += (text.empty() ? "" : "\n") + row.label + ": " + row.text;
            if (!row.basis.empty()) text += " <- " + row.basis;
        }
    }
    return text;
}

}  // namespace

TEST_CASE("competence words: a grant names unit, function, duty and citation") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const Question asked = office.question("A", "watch", {.topics = {"storms"}});
    CHECK(said(office, asked) ==
          "A Unit A may act (watch) under duty A-1 (art. A-1)\n"
          "B Unit B holds it too (duty B-1, art. B-1), but by a wider topic or by none");
    CHECK(said(office, asked, diag::Language::hr)
              .starts_with(
                  "jedinica A Unit A smije postupati (praćenje) na temelju posla A-1 (art. A-1)"));
    CHECK(said(office, asked, diag::Language::sr_latn)
              .starts_with(
                  "jedinica A Unit A sme da postupa (praćenje) na osnovu posla A-1 (art. A-1)"));
    CHECK(said(office, asked, diag::Language::sr_cyrl).find("праћење") != std::string::npos);
}

TEST_CASE("competence words: a refusal says why, who is competent and what would change it") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"storms"}});
    office.add_duty("B", {.functions = {"watch"}, .bodies = {"union"}});
    CHECK(said(office, office.question("A", "watch", {.bodies = {"union"}})) ==
          "A Unit A may not act (watch)\n"
          "duty A-1 (art. A-1) is limited to topics that the matter does not state: storms\n"
          "competent:\n"
          "  B Unit B, under duty B-1 (art. B-1)\n"
          "what would change it:\n"
          "  state the topic, if it is one of: storms\n"
          "  B Unit B can act; pass the matter to it");
    CHECK(said(office, office.question("T", "relate", {.topics = {"salt"}})) ==
          "T Unit T may not act (relate)\n"
          "none of its duties gives this function for this subject, or touches the subject at all\n"
          "what would change it:\n"
          "  no duty of any unit carries this; only a change of the act would give it to one");
    Question above = office.question("T", "watch", {.bodies = {"union"}});
    CHECK(said(office, above).find("it may take over, and the taking over is recorded") !=
          std::string::npos);
}

TEST_CASE("competence words: rivals are told who may choose, and where nobody may") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    const Question asked = office.question("A", "watch", {.topics = {"winds"}});
    CHECK(said(office, asked) ==
          "A Unit A may not act (watch)\n"
          "other units are equally competent, and no unit above them has chosen one\n"
          "equally competent:\n"
          "  A Unit A, under duty A-1 (art. A-1)\n"
          "  B Unit B, under duty B-1 (art. B-1)\n"
          "what would change it:\n"
          "  T Unit T, or a unit above it, may choose one of them");
    office.model.units[office.unit("B").index()].parent = {};
    CHECK(said(office, asked)
              .ends_with("no unit stands above all of them, so the act leaves nobody to choose"));
}

TEST_CASE("competence words: an officer who would take over is told that it takes a head") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    const Competence competence(office.model, office.words);
    Staff staff;
    staff.officers = {"clerk"};
    staff.posts = {{"post", office.unit("T"), Rank::officer, OfficerId(0U), false, {}}};
    OfficerQuestion asked{"clerk", office.question("T", "watch", {.topics = {"winds"}})};
    asked.what.take_over = true;
    asked.what.date = calendar::Date::of(2026, 5, 1);
    const Ruling ruling = authorise(competence, Establishment(staff), asked);
    const RulingWords words = in_words(competence, asked.what, ruling, diag::Language::en,
                                       {.officer = "clerk", .rank = asked.rank});
    CHECK(words.why.front().text == "the unit may act, but the step needs its head");
}

TEST_CASE("competence words: advise mode says that it is that, and keeps the refusal") {
    const SmallOffice office = office_of_two();
    const Competence competence(office.model, office.words);
    const Question asked = office.question("A", "watch", {.topics = {"winds"}});
    const Ruling ruling = advise(competence.authorise(asked), asked, "flood");
    const std::string text = all_of(in_words(competence, asked, ruling, diag::Language::en));
    CHECK(text.starts_with(
        "A Unit A acts (watch) in advise mode, in spite of a refusal; the reason given is: flood\n"
        "none of its duties gives"));
}

TEST_CASE("competence words: an officer's refusals name the officer, the day and the rank") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .topics = {"winds"}});
    const Competence competence(office.model, office.words);
    Staff staff;
    staff.officers = {"clerk"};
    staff.posts = {{"post", office.unit("A"), Rank::officer, OfficerId(0U), false, {}}};
    staff.absences = {{OfficerId(0U), "", {calendar::Date::of(2026, 5, 1), {}}}};
    const Establishment establishment(staff);
    const auto told = [&](std::string officer, Rank rank, int month) {
        OfficerQuestion question;
        question.officer = officer;
        question.rank = rank;
        question.what.function = office.function("watch");
        question.what.subject.topics = {office.topic("winds")};
        question.what.date = calendar::Date::of(2026, month, 1);
        const Ruling ruling = authorise(competence, establishment, question);
        return all_of(in_words(competence, question.what, ruling, diag::Language::en,
                               {.officer = officer, .rank = rank}));
    };
    CHECK(told("nobody", Rank::officer, 1)
              .starts_with("officer 'nobody' may not act (watch)\nthere is no officer 'nobody'"));
    CHECK(told("clerk", Rank::officer, 5).find("recorded as absent on 2026-05-01") !=
          std::string::npos);
    CHECK(told("clerk", Rank::head, 1).find("the step needs its head") != std::string::npos);
    CHECK(told("clerk", Rank::officer, 1) == "A Unit A may act (watch) under duty A-1 (art. A-1)");
}

TEST_CASE(
    "competence words: whatever is asked of random offices is said in full in each language") {
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
        testing::Chance chance(seed);
        SmallOffice office = office_of_two();
        for (int count = 0; count < 20; ++count) {
            remit::Duty duty;
            duty.unit = remit::UnitId(chance.below(office.model.units.size()));
            duty.id = "d" + std::to_string(count);
            duty.citation.label = "art. " + std::to_string(count);
            duty.functions = {remit::FunctionId(chance.below(office.words.functions.size()))};
            if (chance.one_in(2))
                duty.bodies = {remit::BodyId(chance.below(office.words.bodies.size()))};
            if (chance.one_in(2))
                duty.topics = {remit::TopicId(chance.below(office.words.topics.size()))};
            duty.residual = chance.one_in(6);
            duty.truncated = chance.one_in(6);
            office.model.duties.push_back(duty);
        }
        const testing::CompetenceProperties properties(office.model, office.words);
        for (int count = 0; count < 40; ++count) {
            Question asked = properties.random_question(chance);
            asked.date = calendar::Date::of(2026, 1, 1);
            asked.lead = remit::UnitId(chance.below(office.model.units.size()));
            if (chance.one_in(2)) asked.designated_by = office.unit("T");
            const Ruling ruling = properties.competence().authorise(asked);
            for (const diag::Language language : kLanguages) {
                const RulingWords words =
                    in_words(properties.competence(), asked, ruling, language);
                CHECK(all_of(words).find('{') == std::string::npos);
                CHECK(all_of(words).find("\n\n") == std::string::npos);
                CHECK_FALSE(words.verdict.text.empty());
                if (ruling.granted()) continue;
                CHECK(words.why.size() == 1);
                CHECK_FALSE(words.cures.empty());
                CHECK(words.holders.size() == ruling.refusal->holders.size());
            }
        }
    }
}

TEST_CASE("competence words: an answer names the owner, those above it, the lines and the doubts") {
    SmallOffice office = office_of_two();
    office.add_unit("N", "T", remit::UnitStatus::announced_only);
    office.add_duty("A1", {.functions = {"watch"}, .bodies = {"wind_committee"}});
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"council"}});
    office.add_duty("B", {.functions = {"watch"}, .topics = {"winds"}});
    office.words.functions[office.function("watch").index()].decided_by = remit::DecidedBy::body;
    const Competence competence(office.model, office.words);
    LoadedLines loaded =
        load_lines("lines.yaml",
                   "lines:\n"
                   "  - {id: a, role: channel, counterpart: mill, bodies: [league], "
                   "basis: {en: custom, hr: običaj, sr: обичај}}\n"
                   "  - {id: b, role: channel, counterpart: forge, bodies: [council], "
                   "basis: {en: law 4, hr: zakon 4, sr: закон 4}, verified: true}\n",
                   office.words);
    REQUIRE(loaded.diagnostics.all().empty());
    const Lines lines(loaded.lines, office.words);
    const std::vector<remit::Overlap> overlaps{{office.duty("A-1"), office.duty("A1-1"),
                                                remit::Likeness::near,
                                                remit::HolderRelation::ancestor, 800}};
    const Answer answer = who(competence, overlaps, &lines, office.function("watch"),
                              office.subject({.bodies = {"wind_committee"}}), std::nullopt);
    CHECK(said(in_words(competence, answer, diag::Language::en)) ==
          "owner: A1 Unit A1, under duty A1-1 (art. A1-1)\n"
          "above it: A Unit A, under duty A-1 (art. A-1)\n"
          "above it: T Unit T\n"
          "channel: forge <- law 4\n"
          "warning: A1 Unit A1 and A Unit A carry nearly the same clause (duties A1-1 and A-1)\n"
          "note: B Unit B holds it too (duty B-1, art. B-1), but by a wider body or by "
          "none\n"
          "note: N Unit N is named in the act, but has no provision, so that it holds no duty");
}

TEST_CASE("competence words: an answer that names nobody says who would be, and of what more") {
    SmallOffice office = office_of_two();
    office.add_duty("A", {.functions = {"watch"}, .bodies = {"union"}, .topics = {"storms"}});
    const Competence competence(office.model, office.words);
    const Answer answer = who(competence, {}, nullptr, office.function("watch"),
                              office.subject({.bodies = {"union"}}), std::nullopt);
    CHECK(
        said(in_words(competence, answer, diag::Language::en)) ==
        "nobody: no duty of any unit carries this\n"
        "note: A Unit A would be competent by duty A-1 (art. A-1) on one of these topics: storms");
}

}  // namespace remit::authority
