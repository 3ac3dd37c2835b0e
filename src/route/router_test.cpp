// What the router does with whatever is sent to it, readable or not.
#include "route/router.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "support/mailroom.h"

namespace remit::route {
namespace {

using testing::carried_pack;
using testing::carried_router;
using testing::Mailroom;

ErrorCode refusal(const Paper& paper) {
    Session session(carried_router());
    const auto routed = session.route(paper);
    REQUIRE_FALSE(routed.ok());
    CHECK_FALSE(routed.error().message.empty());
    return routed.error().code;
}

/// Everything of an answer that can differ, as text.
std::string all_of(const Routed& routed) {
    std::string text = routed.cut ? "cut\n" : "";
    for (std::size_t house = 0; house < routed.routings.size(); ++house) {
        const Routing& routing = routed.routings[house];
        text += testing::routing_in_short(routing,
                                          carried_pack(house == 0 ? "hr" : "rs").compilation.remit);
        for (const Candidate& candidate : routing.candidates) {
            text +=
                " " + std::to_string(candidate.score) + " " + std::to_string(candidate.probability);
            for (const Evidence& one : candidate.evidence) {
                text += " " + std::to_string(one.mention) + "<" + std::to_string(one.level);
            }
            for (const SharedWord& word : candidate.words) {
                text += " w" + std::to_string(word.begin);
            }
        }
        text += " " + std::to_string(routing.none_probability) + "\n";
    }
    return text;
}
std::string answer(Session& session, const Paper& paper) {
    auto routed = session.route(paper, 5);
    REQUIRE_MESSAGE(routed.ok(), routed.error().message);
    return all_of(routed.value());
}

const std::vector<std::string>& titles() {
    static const std::vector<std::string> list{
        "Note verbale on the Arms Trade Treaty",
        "Poziv na sjednicu Odbora ministara Vijeća Europe",
        "Седница Сталног савета ОЕБС-а у Бечу",
        "Résolution du Conseil de sécurité sur les sanctions",
        "Stage au sein des Nations Unies",
        "Popis uredskog materijala",
        "",
    };
    return list;
}

}  // namespace

TEST_CASE("router: nothing to read has that for an answer, for every institution") {
    Session session(carried_router());
    for (const std::string_view empty : {"", " ", "\n\t ", "\u00A0"}) {
        const auto routed = session.route({.title = empty, .text = empty, .sender = "OSCE"});
        REQUIRE(routed.ok());
        REQUIRE(routed.value().routings.size() == 2);
        for (const Routing& routing : routed.value().routings) {
            CHECK(routing.verdict == Verdict::unreadable);
        }
    }
}

TEST_CASE("router: bytes that are no text are refused, with the field and the place") {
    Session session(carried_router());
    CHECK(refusal({.title = std::string_view("a\0b", 3), .text = {}, .sender = {}}) ==
          ErrorCode::invalid_input);
    CHECK(refusal({.title = {}, .text = "abc\xFF", .sender = {}}) == ErrorCode::invalid_input);
    CHECK(refusal({.title = "\xC4", .text = {}, .sender = {}}) == ErrorCode::invalid_input);
    CHECK(refusal({.title = {}, .text = {}, .sender = "\xED\xA0\x80"}) == ErrorCode::invalid_input);
    const auto routed = session.route({.title = {}, .text = "ab\xFFz", .sender = {}});
    REQUIRE_FALSE(routed.ok());
    CHECK(routed.error().message.find("text is not UTF-8 (byte 2 is 0xff)") != std::string::npos);
}

TEST_CASE("router: a paper above the limit is refused, one of ten million bytes is read in part") {
    const std::string huge(std::size_t{17} << 20U, 'a');
    CHECK(refusal({.title = {}, .text = huge, .sender = {}}) == ErrorCode::limit);
    CHECK(refusal({.title = huge, .text = {}, .sender = {}}) == ErrorCode::limit);
    std::string large = "Rad NATO-a\n";
    while (large.size() < 10'000'000) large += "nothing to see here and nothing to do\n";
    Session session(carried_router());
    const auto routed = session.route({.title = {}, .text = large, .sender = {}});
    REQUIRE(routed.ok());
    CHECK(routed.value().cut);
    CHECK(routed.value().routings[0].verdict == Verdict::ours);
}

TEST_CASE("router: a long paper is cut between two characters") {
    Session session(carried_router());
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string text(shift, 'x');
        while (text.size() <= kReadBytesMax) text += "\U0001D11E";
        const auto routed = session.route({.title = "OSCE", .text = text, .sender = {}});
        REQUIRE(routed.ok());
        CHECK(routed.value().cut);
    }
    std::string exact(kReadBytesMax - 7, ' ');
    exact += "OSCE...";
    const auto whole = session.route({.title = {}, .text = exact, .sender = {}});
    REQUIRE(whole.ok());
    CHECK_FALSE(whole.value().cut);
    CHECK(session.reading().mentions.size() == 1);
    // What stands behind is not read.
    const auto behind = session.route(
        {.title = {}, .text = std::string(kReadBytesMax, ' ') + "OSCE", .sender = {}});
    REQUIRE(behind.ok());
    CHECK(session.reading().mentions.empty());
}

TEST_CASE("router: random bytes are refused or answered, and every mention lies in its field") {
    std::mt19937 chance(17);
    Session session(carried_router());
    for (int round = 0; round < 300; ++round) {
        std::string bytes(chance() % 400, ' ');
        const bool ascii = chance() % 2 == 0;
        for (char& byte : bytes) byte = static_cast<char>(ascii ? 32 + chance() % 95 : chance());
        const auto routed = session.route({.title = bytes, .text = bytes, .sender = {}});
        if (!routed.ok()) continue;
        for (const Mention& mention : session.reading().mentions) {
            CHECK(mention.begin < mention.end);
            CHECK(mention.end <= bytes.size());
        }
    }
}

TEST_CASE("router: the same paper has the same answer, whatever was read before it") {
    Session fresh(carried_router());
    Session used(carried_router());
    for (const std::string& title : titles()) {
        const Paper paper{.title = title, .text = "On behalf of the Chairperson", .sender = "UN"};
        const std::string first = answer(used, paper);
        CHECK(answer(used, paper) == first);
    }
    for (const std::string& title : titles()) {
        const Paper paper{.title = title, .text = {}, .sender = {}};
        Session alone(carried_router());
        CHECK(answer(used, paper) == answer(alone, paper));
        CHECK(answer(fresh, paper) == answer(alone, paper));
    }
}

TEST_CASE("router: a session that has forgotten its words answers as before") {
    std::string many;
    for (int i = 0; many.size() < kReadBytesMax; ++i) {
        std::string word;
        for (int rest = i + 1; rest > 0; rest /= 26) word += static_cast<char>('a' + rest % 26);
        many += word + "q ";
    }
    Session session(carried_router());
    const Paper paper{.title = titles()[1], .text = {}, .sender = {}};
    const std::string before = answer(session, paper);
    for (int round = 0; round < 3; ++round) {
        std::string other = many;
        for (char& c : other) c = c == 'q' ? static_cast<char>('r' + round) : c;
        REQUIRE(session.route({.title = {}, .text = other, .sender = {}}).ok());
    }
    CHECK(answer(session, paper) == before);
}

TEST_CASE("router: what one session learns the other does not know") {
    Session taught(carried_router());
    Session other(carried_router());
    const Paper paper{.title = titles()[2], .text = {}, .sender = {}};
    const std::string before = answer(taught, paper);
    Correction correction{.institution = "rs",
                          .concepts = concept_names(taught.reading(), testing::vocabulary()),
                          .proposed = {},
                          .chosen = {}};
    const auto routed = taught.route(paper, 5).value();
    REQUIRE(routed.routings[1].candidates.size() > 1);
    const remit::Remit& act = carried_pack("rs").compilation.remit;
    correction.proposed = act.unit(routed.routings[1].candidates[0].unit).code;
    correction.chosen = act.unit(routed.routings[1].candidates[1].unit).code;
    for (int i = 0; i < 8; ++i) taught.learn(correction);
    CHECK(answer(taught, paper) != before);
    CHECK(answer(other, paper) == before);
}

TEST_CASE("router: without an institution it reads, and answers for none") {
    const Router router(testing::vocabulary(), testing::carried_signs(), {});
    Session session(router);
    const auto routed = session.route({.title = "OSCE", .text = {}, .sender = {}});
    REQUIRE(routed.ok());
    CHECK(routed.value().routings.empty());
    CHECK_FALSE(session.reading().mentions.empty());
    REQUIRE(session.route({.title = "OSCE again", .text = {}, .sender = {}}).ok());
}

}  // namespace remit::route
