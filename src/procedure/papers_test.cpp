// Papers: versions follow each other, a signature ends them, and only who has to do with the matter
// brings them.
#include "procedure/papers.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/sketch.h"
#include "support/story.h"

namespace remit::procedure {
namespace {

using testing::Sketch;
using testing::Story;
using Reasons = std::vector<std::string>;

constexpr std::string_view kDay = "2026-03-02";

struct Office {
    Sketch sketch;
    Matter matter;

    Office() {
        sketch.field("units", FieldType::unit, /*list=*/true);
        sketch.states({"open"}, {"closed"});
        sketch.steps({"open", "close"});
        sketch.papers({"draft"}, {"letter"});
        sketch.consultations({"desks"});
        sketch.opening("open", "open").may = {sketch.f("units")};
        sketch.step("open").asks = {sketch.c("desks")};
        sketch.move("close", {"open"}, "closed");
        Consultation& desks = sketch.consultation("desks");
        desks.whom = {{.kind = Respondents::Kind::field, .field = sketch.f("units")}};
        desks.within = Sketch::written("P5D");
        Story story(sketch.made, testing::house(), "work", "A1");
        story.open("m1", "open", kDay, {{"units", "law"}});
        matter = story.matter();
    }

    Reasons bring(Paper paper, std::string unit = "A1", std::string function = "work") {
        BringPaper command;
        command.paper = std::move(paper);
        command.by.officer = "ana";
        command.by.power.unit = std::move(unit);
        command.by.power.function = std::move(function);
        const Decision decision =
            decide(sketch.made, matter, command, testing::house(), testing::at(kDay));
        Reasons reasons;
        if (!decision.ok()) {
            for (const Blocker& blocker : decision.refusal->blockers)
                reasons.emplace_back(name_of(blocker.reason));
            return reasons;
        }
        for (const Event& event : decision.events) apply(sketch.made, matter, event);
        return reasons;
    }

    Paper paper(std::string id, std::uint32_t version, bool is_signed = false,
                std::string digest = "") const {
        return {std::move(id), sketch.p("draft"), version, is_signed, std::move(digest)};
    }
};

}  // namespace

TEST_CASE("papers: versions follow each other without a gap") {
    Office office;
    CHECK(office.bring(office.paper("d1", 2)) == Reasons{"paper_version"});
    CHECK(office.bring(office.paper("d1", 1)).empty());
    CHECK(office.bring(office.paper("d1", 1)) == Reasons{"paper_repeated"});
    CHECK(office.bring(office.paper("d1", 3)) == Reasons{"paper_version"});
    CHECK(office.bring(office.paper("d1", 2)).empty());
    CHECK(office.bring(office.paper("d1", 1)) == Reasons{"paper_version"});
    CHECK(office.matter.papers.size() == 1);
    CHECK(office.matter.papers.front().version == 2);
}

TEST_CASE("papers: a signed paper does not change any more") {
    Office office;
    CHECK(office.bring(office.paper("d1", 1, false, "abc")).empty());
    CHECK(office.bring(office.paper("d1", 1, true, "xyz")) == Reasons{"paper_other_bytes"});
    CHECK(office.bring(office.paper("d1", 1, true, "abc")).empty());
    CHECK(office.matter.papers.front().is_signed);
    CHECK(office.bring(office.paper("d1", 2)) == Reasons{"paper_signed_already"});
    CHECK(office.bring(office.paper("d1", 1, true, "abc")) == Reasons{"paper_signed_already"});
    // What replaces it is another paper.
    CHECK(office.bring(office.paper("d2", 1)).empty());
}

TEST_CASE("papers: a new version may come signed") {
    Office office;
    CHECK(office.bring(office.paper("d1", 1)).empty());
    CHECK(office.bring(office.paper("d1", 2, true)).empty());
    CHECK(office.bring(office.paper("d3", 1, true)).empty());
}

TEST_CASE("papers: a paper stays of its kind, and the procedure knows the kind") {
    Office office;
    CHECK(office.bring(office.paper("d1", 1)).empty());
    Paper other = office.paper("d1", 2);
    other.kind = office.sketch.p("letter");
    CHECK(office.bring(other) == Reasons{"paper_other_kind"});
    other.kind = PaperKindId(77U);
    CHECK(office.bring(other) == Reasons{"paper_unknown_kind"});
    CHECK(office.bring(office.paper("", 1)) == Reasons{"bad_id"});
    CHECK(office.bring(office.paper(std::string(kIdBytesMax + 1, 'x'), 1)) == Reasons{"bad_id"});
}

TEST_CASE("papers: the lead unit brings papers, units above it, and who is being asked") {
    Office office;
    CHECK(office.bring(office.paper("d1", 1), "A1").empty());
    CHECK(office.bring(office.paper("d2", 1), "A").empty());
    CHECK(office.bring(office.paper("d3", 1), "law", "advise").empty());
    CHECK(office.bring(office.paper("d4", 1), "A2") == Reasons{"wrong_unit"});
    CHECK(office.bring(office.paper("d4", 1), "A1", "advise") == Reasons{"wrong_function"});
    CHECK(office.bring(office.paper("d4", 1), "A1", "") == Reasons{"no_power"});
}

TEST_CASE("papers: a step that brings one paper twice takes the versions in their order") {
    Office office;
    TakeStep close;
    close.step = office.sketch.st("close");
    close.by.officer = "ana";
    close.by.power = {.function = "work", .unit = "A1"};
    close.papers = {office.paper("d1", 1), office.paper("d1", 2, true)};
    const auto now = testing::at(kDay);
    CHECK(decide(office.sketch.made, office.matter, close, testing::house(), now).ok());
    close.papers = {office.paper("d1", 1), office.paper("d1", 1)};
    CHECK_FALSE(decide(office.sketch.made, office.matter, close, testing::house(), now).ok());
}

}  // namespace remit::procedure
