// A refusal says why and what would change it; what it says is true.
#include "authority/access_words.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"
#include "support/access_world.h"

namespace remit::authority {
namespace {

using diag::Language;

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

LevelId level(std::string_view id) {
    return schemes().find_level(id).value();
}
SchemeId scheme(std::string_view id) {
    return schemes().find_scheme(id).value();
}
calendar::Date day(int month, int number) {
    return *calendar::Date::of(2026, month, number);
}

const Moment kNow{day(7, 1), {1'000'000}};
const Days kYear{day(1, 1), day(12, 31)};

AccessRules rules() {
    AccessRules made;
    made.scheme = scheme("hr");
    made.house = {"hr"};
    made.need_to_know_rank = 1;
    made.glass_hours = 2;
    return made;
}

ReaderFacts ana() {
    ReaderFacts facts;
    facts.officer = "ana";
    facts.certificates = {{level("hr_confidential"), kYear}};
    facts.briefings = {{scheme("hr"), kYear}};
    facts.posts = {{.unit = "5.1"}};
    return facts;
}

PaperFacts paper(std::string_view level_id) {
    PaperFacts facts;
    facts.id = "p-1";
    facts.matter = "m-1";
    facts.level = level(level_id);
    facts.units = {"5.1"};
    return facts;
}

Explanation explained(const ReaderFacts& who, const PaperFacts& what, const AccessRules& given,
                      const Moment& now, Language language) {
    const Reader reader = Reader::of(who, schemes(), given, now).value();
    const Paper made = Paper::of(what, schemes()).value();
    const Decision decision = evaluate(access_policy(given), reader, made);
    return explain({schemes(), given, who, reader, what, made, now, decision}, language);
}

/// "why -> cure" of each objection, and the remarks, one a line.
std::string told(const ReaderFacts& who, const PaperFacts& what, Language language = Language::en) {
    const Explanation explanation = explained(who, what, rules(), kNow, language);
    std::string lines;
    for (const Objection& objection : explanation.objections)
        lines += objection.why + " -> " + objection.cure + "\n";
    for (const std::string& remark : explanation.remarks) lines += remark + "\n";
    return lines;
}

}  // namespace

TEST_CASE(
    "access words: a certificate that is missing, too low, over or still to come is told apart") {
    ReaderFacts who = ana();
    CHECK(told(who, paper("hr_secret")) ==
          "the paper holds TAJNO, and the reader's certificate goes up to POVJERLJIVO only -> a "
          "certificate up to TAJNO that "
          "is valid on the day of reading\n");
    who.certificates = {{level("hr_secret"), {day(1, 1), day(6, 30)}}};
    CHECK(told(who, paper("hr_secret"), Language::hr) ==
          "pismeno sadrži podatke stupnja TAJNO, a čitateljev certifikat za njega istekao je "
          "2026-06-30 -> certifikat do "
          "stupnja TAJNO koji vrijedi na dan čitanja\n");
    who.certificates = {{level("hr_top_secret"), {day(7, 2), day(12, 31)}}};
    CHECK(told(who, paper("hr_secret"), Language::sr_cyrl) ==
          "писмено садржи податке степена TAJNO, а читаочев сертификат за њега важи тек од "
          "2026-07-02 -> сертификат до "
          "степена TAJNO који важи на дан читања\n");
    CHECK(told(who, paper("nato_secret")) ==
          "the paper holds NATO SECRET, and the reader has no certificate that reaches it -> a "
          "certificate up to NATO SECRET "
          "that is valid on the day of reading\n"
          "the reader was never briefed on the handling of such papers (NATO) -> a briefing on the "
          "handling of such "
          "papers (NATO)\n");
    who.briefings.push_back({scheme("nato"), {day(1, 1), day(2, 1)}});
    CHECK(told(who, paper("nato_restricted")) ==
          "the reader's briefing on the handling of such papers (NATO) ended on 2026-02-01 -> a "
          "briefing on the handling "
          "of such papers (NATO)\n");
}

TEST_CASE(
    "access words: compartments, releases and need to know are told with what would change them") {
    ReaderFacts who = ana();
    PaperFacts what = paper("hr_restricted");
    what.compartments = {"ATOMAL"};
    CHECK(
        told(who, what) ==
        "the reader is not in the compartment 'ATOMAL' -> admission to the compartment 'ATOMAL'\n");
    who.compartments = {{"ATOMAL", {day(1, 1), day(6, 30)}}};
    CHECK(
        told(who, what).starts_with("the reader was in the compartment 'ATOMAL' until 2026-06-30"));
    what.compartments.clear();
    what.release_limited = true;
    what.parts = {{level("nato_restricted"), ""}};
    who.briefings.push_back({scheme("nato"), kYear});
    CHECK(told(who, what) ==
          "the originator (NATO) has not let anybody have it yet -> a release by the originator "
          "(NATO) to 'hr'\n");
    what.releases = {"si", "at"};
    CHECK(told(who, what, Language::hr) ==
          "vlasnik podatka (NATO) dopušta pristup samo ovima: at, si -> dopuštenje vlasnika "
          "podatka (NATO) za primatelja "
          "'hr'\n");
    what = paper("hr_restricted");
    what.units = {"6.1", "6"};
    CHECK(told(who, what) ==
          "the paper is for the work of other units: 6, 6.1 -> whoever leads the matter m-1 names "
          "the reader on it\n"
          "in an emergency the reader may open it for 2 hours; he states his ground, and the "
          "reading is recorded\n");
    what.named_only = true;
    CHECK(told(who, what).starts_with("the paper is only for those on its own list -> "));
    what.named_only = false;
    what.units.clear();
    what.matter.clear();
    CHECK(told(who, what).starts_with("no unit is set down as needing the paper"));
    who.administrator = true;
    CHECK(told(who, what).ends_with("to administer the program gives no right to read\n"));
}

TEST_CASE("access words: how a paper may be read, and what it counts as") {
    PaperFacts what = paper("hr_restricted");
    CHECK(told(ana(), what) == "the paper is for the work of unit 5.1\n");
    what.parts = {{level("hr_confidential"), ""}};
    CHECK(told(ana(), what) ==
          "the paper is for the work of unit 5.1\nthe paper is marked OGRANIČENO; a part of it "
          "stands higher, so it "
          "counts as POVJERLJIVO\n");
    what = paper("hr_restricted");
    what.units = {"6"};
    what.matter_named = {"ana"};
    CHECK(told(ana(), what) == "the reader is named on the matter m-1\n");
    what.named = {"ana"};
    CHECK(told(ana(), what, Language::hr) == "čitatelj je na popisu pismena\n");
    what = paper("hr_restricted");
    what.level.reset();
    CHECK(told(ana(), what).starts_with("the paper may be read by everybody"));
    what = paper("hr_restricted");
    what.units = {"6"};
    ReaderFacts who = ana();
    who.emergencies = {{"ana", GlassScope::paper, "p-1", "a call", {999'000}, {2'000'000}}};
    CHECK(told(who, what) == "the reader declared an emergency; this reading is recorded\n");
}

namespace {

/// Makes the change that an objection asks for.
void make(const Objection& objection, const Days& valid, ReaderFacts& who, PaperFacts& what) {
    switch (objection.change) {
        case ChangeKind::certificate:
            who.certificates.push_back({level(objection.subject), valid});
            break;
        case ChangeKind::briefing:
            who.briefings.push_back({scheme(objection.subject), valid});
            break;
        case ChangeKind::compartment:
            who.compartments.push_back({objection.subject, valid});
            break;
        case ChangeKind::release:
            what.releases.push_back(objection.subject);
            // The office of a reader without a house knows him by his own name.
            who.recipients.push_back(objection.subject);
            break;
        case ChangeKind::paper_named:
            what.named.push_back(objection.subject);
            break;
        case ChangeKind::matter_named:
            what.matter_named.push_back(objection.subject);
            break;
    }
}

}  // namespace

TEST_CASE(
    "access words: a refusal has objections, a grant has none, and the changes that they ask for "
    "suffice") {
    const std::uint64_t seed = support::seed_or(23);
    support::AccessWorld world(schemes(), seed);
    std::size_t refused = 0;
    for (int at = 0; at < 20'000; ++at) {
        const AccessRules given = world.rules();
        const Moment now = world.moment();
        ReaderFacts who = world.reader(now, 20);
        PaperFacts what = world.paper(world.below(20));
        const Reader reader = Reader::of(who, schemes(), given, now).value();
        const Decision decision =
            evaluate(access_policy(given), reader, Paper::of(what, schemes()).value());
        const Explanation explanation = explained(who, what, given, now, Language::en);
        REQUIRE(decision.granted == explanation.objections.empty());
        if (decision.granted) {
            REQUIRE_FALSE(explanation.remarks.empty());
            continue;
        }
        ++refused;
        // Each is needed: with all but one of them the paper stays closed.
        for (std::size_t left_out = 0; left_out <= explanation.objections.size(); ++left_out) {
            ReaderFacts changed = who;
            PaperFacts paper_changed = what;
            for (std::size_t index = 0; index < explanation.objections.size(); ++index) {
                if (index == left_out) continue;
                make(explanation.objections[index], {now.date, now.date}, changed, paper_changed);
            }
            const Reader after = Reader::of(changed, schemes(), given, now).value();
            const Decision again =
                evaluate(access_policy(given), after, Paper::of(paper_changed, schemes()).value());
            if (left_out == explanation.objections.size()) {
                REQUIRE_MESSAGE(again.granted, "REMIT_SEED=", seed, ", ", at);
            } else if (given.openings.empty() &&
                       explanation.objections[left_out].rule != Rule::certificate) {
                REQUIRE_MESSAGE(!again.granted, "REMIT_SEED=", seed, ", ", at, ", without ",
                                left_out);
            }
        }
    }
    CHECK(refused > 5'000);
}

TEST_CASE("access words: every sentence is there in each language, whatever the case") {
    const std::uint64_t seed = support::seed_or(29);
    support::AccessWorld world(schemes(), seed);
    for (int at = 0; at < 2'000; ++at) {
        const AccessRules given = world.rules();
        const Moment now = world.moment();
        const ReaderFacts who = world.reader(now, 20);
        const PaperFacts what = world.paper(world.below(20));
        for (const Language language :
             {Language::en, Language::hr, Language::sr_cyrl, Language::sr_latn}) {
            const Explanation explanation = explained(who, what, given, now, language);
            for (const Objection& objection : explanation.objections) {
                REQUIRE_FALSE(objection.why.empty());
                REQUIRE_FALSE(objection.cure.empty());
            }
        }
    }
}

}  // namespace remit::authority
