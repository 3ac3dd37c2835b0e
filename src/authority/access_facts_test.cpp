// Facts of readers and papers: what is refused, what is sorted, whose a level is.
#include "authority/access_facts.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"

namespace remit::authority {
namespace {

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

LevelId level(std::string_view id) {
    return schemes().find_level(id).value();
}

AccessRules rules() {
    AccessRules made;
    made.scheme = *schemes().find_scheme("hr");
    made.house = {"hr", "hr-mvep"};
    made.glass_hours = 1;
    return made;
}

const Moment kNow{*calendar::Date::of(2026, 7, 1), {5000}};

std::vector<std::string> list(std::span<const std::string> values) {
    return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("access facts: a paper's values are sorted and stand once") {
    PaperFacts facts;
    facts.id = "p";
    facts.units = {"6", "5", "6"};
    facts.level = level("hr_restricted");
    facts.parts = {{level("nato_restricted"), ""}, {level("hr_restricted"), ""}};
    const Paper paper = Paper::of(facts, schemes()).value();
    CHECK(list(paper.values(PaperField::units)) == std::vector<std::string>{"5", "6"});
    CHECK(list(paper.values(PaperField::levels)) ==
          std::vector<std::string>{"hr_restricted", "nato_restricted"});
    CHECK(paper.values(PaperField::matter).empty());
    CHECK(paper.level() == level("hr_restricted"));
    CHECK(paper.number(PaperNumber::rank) == 1);
    CHECK(Paper::of({.id = "p"}, schemes()).value().number(PaperNumber::rank) == 0);
}

TEST_CASE("access facts: a scheme that does not reach a part's height cannot mark the whole") {
    PaperFacts facts;
    facts.id = "p";
    facts.level = level("coe_restricted");
    facts.parts = {{level("nato_secret"), ""}};
    CHECK(Paper::of(facts, schemes()).value().level() == level("coe_secret"));
    facts.parts.push_back({level("nato_top_secret"), ""});
    const auto refused = Paper::of(facts, schemes());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::invalid_input);
    CHECK(refused.error().message.starts_with(
        "the paper is marked 'RESTRICTED', and a part of it stands higher"));
}

TEST_CASE("access facts: names that two databases would keep differently are refused") {
    const auto refused = [](const std::string& name) {
        PaperFacts facts;
        facts.id = "p";
        facts.units = {name};
        const auto made = Paper::of(facts, schemes());
        return !made.ok() && made.error().code == ErrorCode::invalid_input;
    };
    CHECK(refused(""));
    CHECK(refused(std::string("a\0b", 3)));
    CHECK(refused("\xC3"));
    CHECK(refused(std::string(kAccessKeyBytesMax + 1, 'u')));
    CHECK_FALSE(refused(std::string(kAccessKeyBytesMax, 'u')));
    CHECK_FALSE(refused("' OR 1=1 --"));
    CHECK_FALSE(Paper::of({}, schemes()).ok());
    CHECK_FALSE(Paper::of({.id = "p", .matter_named = {"ana"}}, schemes()).ok());
    CHECK_FALSE(Reader::of({}, schemes(), rules(), kNow).ok());
    ReaderFacts reader;
    reader.officer = "ana";
    CHECK(Reader::of(reader, schemes(), rules(), kNow).ok());
    reader.recipients = {""};
    CHECK_FALSE(Reader::of(reader, schemes(), rules(), kNow).ok());
}

TEST_CASE("access facts: too many of a kind are refused, not cut") {
    PaperFacts facts;
    facts.id = "p";
    for (std::size_t index = 0; index <= kAccessItemsMax; ++index)
        facts.named.push_back("n" + std::to_string(index));
    const auto refused = Paper::of(facts, schemes());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::limit);
    facts.named.pop_back();
    CHECK(Paper::of(facts, schemes()).ok());
    facts.parts.assign(kAccessItemsMax + 1, {level("hr_secret"), ""});
    CHECK_FALSE(Paper::of(facts, schemes()).ok());
}

TEST_CASE(
    "access facts: an emergency counts for its officer, from its opening to its end, with a "
    "ground") {
    const auto opened = [](const BreakGlass& glass) {
        ReaderFacts facts;
        facts.officer = "ana";
        facts.emergencies = {glass};
        const Reader reader = Reader::of(facts, schemes(), rules(), kNow).value();
        return reader.values(ReaderSet::opened_papers).size() +
               10 * reader.values(ReaderSet::opened_matters).size();
    };
    CHECK(opened({"ana", GlassScope::paper, "p", "a call", {5000}, {5001}}) == 1);
    CHECK(opened({"ana", GlassScope::matter, "m", "позив", {4000}, {6000}}) == 10);
    CHECK(opened({"ana", GlassScope::paper, "p", "a call", {4000}, {5000}}) == 0);
    CHECK(opened({"ana", GlassScope::paper, "p", "a call", {5001}, {6000}}) == 0);
    CHECK(opened({"marko", GlassScope::paper, "p", "a call", {4000}, {6000}}) == 0);
    CHECK(opened({"ana", GlassScope::paper, "p", " \t", {4000}, {6000}}) == 0);
    CHECK(opened({"ana", GlassScope::paper, "p", "\xC2\xA0", {4000}, {6000}}) == 0);
    CHECK(opened({"ana", GlassScope::paper, "p", "?!", {4000}, {6000}}) == 0);
    CHECK(opened({"ana",
                  GlassScope::paper,
                  "p",
                  std::string(kGroundBytesMax + 1, 'a'),
                  {4000},
                  {6000}}) == 0);
}

TEST_CASE("access facts: a level is its named originator's, or its scheme's, or the house's") {
    CHECK(originator_of("", level("hr_secret"), schemes(), rules()).empty());
    CHECK(originator_of("hr-mvep", level("nato_secret"), schemes(), rules()).empty());
    CHECK(originator_of("", level("nato_secret"), schemes(), rules()) == "nato");
    CHECK(originator_of("rs-msp", level("hr_secret"), schemes(), rules()) == "rs-msp");
}

}  // namespace remit::authority
