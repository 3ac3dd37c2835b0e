// Who may read what: rule by rule, and on random readers and papers against the rules written out a
// second time.
#include "authority/access_policy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>

#include "authority/classification_loader.h"
#include "support/access_world.h"

namespace remit::authority {
namespace {

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

const Days kYear{day(1, 1), day(12, 31)};
const Moment kNow{day(7, 1), {1'000'000}};

AccessRules rules() {
    AccessRules made;
    made.scheme = scheme("hr");
    made.house = {"hr", "hr-mvep"};
    made.need_to_know_rank = 1;
    made.reads_rank = 2;
    made.reads_personal = Personal::special;
    made.glass_hours = 24;
    return made;
}

/// Ana of unit 5.1.1, certified for Croatian and NATO secret, briefed on both.
ReaderFacts ana() {
    ReaderFacts facts;
    facts.officer = "ana";
    facts.certificates = {{level("hr_secret"), kYear}, {level("nato_secret"), kYear}};
    facts.briefings = {{scheme("hr"), kYear}, {scheme("nato"), kYear}};
    facts.posts = {{.unit = "5.1.1", .head = false, .below = {"5.1.1.1"}, .above = {"5.1", "5"}}};
    return facts;
}

/// A paper for the work of unit 5.1.1.
PaperFacts paper(std::string_view level_id = {}) {
    PaperFacts facts;
    facts.id = "p-1";
    facts.matter = "m-1";
    facts.units = {"5.1.1"};
    if (!level_id.empty()) facts.level = level(level_id);
    return facts;
}

Decision decide(const ReaderFacts& reader, const PaperFacts& facts,
                const AccessRules& given = rules(), const Moment& now = kNow) {
    const auto who = Reader::of(reader, schemes(), given, now);
    REQUIRE_MESSAGE(who.ok(), who.error().message);
    const auto what = Paper::of(facts, schemes());
    REQUIRE_MESSAGE(what.ok(), what.error().message);
    return evaluate(access_policy(given), who.value(), what.value());
}

bool may(const ReaderFacts& reader, const PaperFacts& facts, const AccessRules& given = rules(),
         const Moment& now = kNow) {
    return decide(reader, facts, given, now).granted;
}

template <typename Facts>
Facts with(Facts facts, const std::function<void(Facts&)>& change) {
    change(facts);
    return facts;
}
ReaderFacts ana_with(const std::function<void(ReaderFacts&)>& change) {
    return with<ReaderFacts>(ana(), change);
}

}  // namespace

TEST_CASE("access: a certificate opens its own scheme up to its level, and no other scheme") {
    CHECK(may(ana(), paper("hr_secret")));
    CHECK(may(ana(), paper("hr_confidential")));
    CHECK(may(ana(), paper("nato_secret")));
    CHECK_FALSE(may(ana(), paper("hr_top_secret")));
    CHECK_FALSE(may(ana(), paper("nato_top_secret")));
    CHECK_FALSE(may(ana(), paper("eu_confidential")));
    CHECK_FALSE(may(ana(), paper("rs_confidential")));
    CHECK_FALSE(may(ana(), paper("coe_confidential")));
    CHECK(may(ana(), paper()));
    CHECK(decide(ana(), paper("eu_confidential")).fails(Rule::certificate));
    CHECK_FALSE(decide(ana(), paper("eu_confidential")).fails(Rule::need_to_know));
}

TEST_CASE("access: a certificate counts on its first and its last day, and on no other") {
    const auto cleared = [](int from_month, int from_day, int until_month, int until_day) {
        return ana_with([&](ReaderFacts& facts) {
            facts.certificates = {
                {level("hr_secret"), {day(from_month, from_day), day(until_month, until_day)}}};
        });
    };
    CHECK(may(cleared(7, 1, 7, 1), paper("hr_secret")));
    CHECK_FALSE(may(cleared(1, 1, 6, 30), paper("hr_secret")));
    CHECK_FALSE(may(cleared(7, 2, 12, 31), paper("hr_secret")));
    CHECK_FALSE(may(cleared(12, 31, 1, 1), paper("hr_secret")));
    // The higher one that is over does not spoil the lower one that is valid.
    const ReaderFacts both = ana_with([](ReaderFacts& facts) {
        facts.certificates = {{level("hr_top_secret"), {day(1, 1), day(6, 30)}},
                              {level("hr_confidential"), kYear}};
    });
    CHECK(may(both, paper("hr_confidential")));
    CHECK_FALSE(may(both, paper("hr_secret")));
    CHECK_FALSE(Days{}.holds(calendar::Date()));
}

TEST_CASE("access: the lowest level needs a briefing and no certificate, the others both") {
    const ReaderFacts briefed = ana_with([](ReaderFacts& facts) { facts.certificates.clear(); });
    CHECK(may(briefed, paper("nato_restricted")));
    CHECK_FALSE(may(briefed, paper("nato_confidential")));
    CHECK_FALSE(may(briefed, paper("eu_restricted")));
    const ReaderFacts cleared = ana_with([](ReaderFacts& facts) {
        facts.briefings = {{scheme("hr"), kYear}};
    });
    CHECK_FALSE(may(cleared, paper("nato_restricted")));
    CHECK_FALSE(may(cleared, paper("nato_secret")));
    CHECK(may(cleared, paper("hr_secret")));
    // A scheme that asks for a certificate from the lowest level on is a change of data.
    Schemes strict = schemes();
    strict.schemes[scheme("nato").index()].certificate_from = 1;
    const auto reader = Reader::of(briefed, strict, rules(), kNow);
    CHECK_FALSE(evaluate(access_policy(rules()), reader.value(),
                         Paper::of(paper("nato_restricted"), strict).value())
                    .granted);
}

TEST_CASE("access: a treaty may let a national certificate open another scheme at the equal rank") {
    AccessRules treaty = rules();
    treaty.openings = {{scheme("coe"), scheme("hr")}};
    CHECK(may(ana(), paper("coe_secret"), treaty));
    CHECK(may(ana(), paper("coe_restricted"), treaty));
    CHECK_FALSE(may(ana(), paper("eu_confidential"), treaty));
    // Not the other way round, and not with the briefing of one scheme and the certificate of the
    // other.
    const ReaderFacts foreign = ana_with([](ReaderFacts& facts) {
        facts.certificates = {{level("coe_secret"), kYear}};
        facts.briefings = {{scheme("hr"), kYear}};
    });
    CHECK_FALSE(may(foreign, paper("hr_secret"), treaty));
    CHECK_FALSE(may(foreign, paper("coe_secret"), treaty));
}

TEST_CASE(
    "access: a paper is at least as high as its highest part, in every scheme that is in it") {
    PaperFacts mixed = paper("hr_restricted");
    mixed.parts = {{level("nato_secret"), ""}};
    CHECK(may(ana(), mixed));
    const Paper made = Paper::of(mixed, schemes()).value();
    CHECK(made.level() == level("hr_secret"));
    CHECK(made.number(PaperNumber::rank) == 3);
    // The national certificate must reach the part's height, too.
    const ReaderFacts low = ana_with([](ReaderFacts& facts) {
        facts.certificates = {{level("hr_confidential"), kYear}, {level("nato_secret"), kYear}};
    });
    CHECK_FALSE(may(low, mixed));
    const ReaderFacts national = ana_with([](ReaderFacts& facts) {
        facts.certificates = {{level("hr_top_secret"), kYear}};
    });
    CHECK_FALSE(may(national, mixed));
    // Parts without a mark on the whole count as they stand.
    PaperFacts unmarked = paper();
    unmarked.parts = {{level("eu_restricted"), ""}};
    CHECK_FALSE(may(ana(), unmarked));
}

TEST_CASE("access: every compartment must be the reader's on the day") {
    PaperFacts nuclear = paper("nato_secret");
    nuclear.compartments = {"ATOMAL", "CRYPTO"};
    const auto in = [](std::vector<CompartmentBriefing> briefings) {
        return ana_with([&](ReaderFacts& facts) { facts.compartments = briefings; });
    };
    CHECK_FALSE(may(ana(), nuclear));
    CHECK_FALSE(may(in({{"ATOMAL", kYear}}), nuclear));
    CHECK_FALSE(may(in({{"ATOMAL", kYear}, {"crypto", kYear}}), nuclear));
    CHECK_FALSE(may(in({{"ATOMAL", kYear}, {"CRYPTO", {day(1, 1), day(6, 30)}}}), nuclear));
    CHECK(may(in({{"ATOMAL", kYear}, {"CRYPTO", kYear}}), nuclear));
}

TEST_CASE("access: need to know goes by unit, by the paper's list and by the matter") {
    PaperFacts other = paper("hr_restricted");
    other.units = {"6"};
    CHECK_FALSE(may(ana(), other));
    CHECK(decide(ana(), other).fails(Rule::need_to_know));
    CHECK_FALSE(decide(ana(), other).fails(Rule::certificate));
    other.matter_named = {"ana"};
    CHECK(decide(ana(), other).holds(Rule::named_on_matter));
    CHECK(may(ana(), other));
    other.named_only = true;
    CHECK_FALSE(may(ana(), other));
    other.named = {"ana"};
    CHECK(may(ana(), other));
    PaperFacts listed = paper("hr_restricted");
    listed.named_only = true;
    CHECK_FALSE(may(ana(), listed));
    listed.named = {"marko"};
    CHECK_FALSE(may(ana(), listed));
}

TEST_CASE("access: units above and below count as the institution decides") {
    const ReaderFacts member = ana();
    const ReaderFacts head = ana_with([](ReaderFacts& facts) { facts.posts[0].head = true; });
    PaperFacts below = paper("hr_restricted");
    below.units = {"5.1.1.1"};
    PaperFacts above = paper("hr_restricted");
    above.units = {"5"};
    AccessRules given = rules();
    CHECK_FALSE(may(head, below, given));
    given.below = Reach::heads;
    CHECK(may(head, below, given));
    CHECK_FALSE(may(member, below, given));
    CHECK_FALSE(may(head, above, given));
    given.below = Reach::everybody;
    given.above = Reach::everybody;
    CHECK(may(member, below, given));
    CHECK(may(member, above, given));
}

TEST_CASE("access: nobody is asked why for papers below the rank, unless they speak of people") {
    PaperFacts free = paper();
    free.units = {"6"};
    CHECK(decide(ana(), free).holds(Rule::open_paper));
    free.personal = Personal::ordinary;
    CHECK_FALSE(may(ana(), free));
    AccessRules given = rules();
    given.need_to_know_personal = Personal::special;
    CHECK(may(ana(), free, given));
    free.personal = Personal::special;
    CHECK_FALSE(may(ana(), free, given));
    given.need_to_know_personal = Personal::never;
    CHECK(may(ana(), free, given));
    free.named_only = true;
    CHECK_FALSE(may(ana(), free, given));
    given.need_to_know_rank = 0;
    CHECK_FALSE(may(
        ana(), with<PaperFacts>(paper(), [](PaperFacts& facts) { facts.units.clear(); }), given));
    given.need_to_know_rank = 3;
    CHECK(may(
        ana(),
        with<PaperFacts>(paper("hr_confidential"), [](PaperFacts& facts) { facts.units.clear(); }),
        given));
}

TEST_CASE("access: what the originator limits reaches only those whom it names") {
    PaperFacts limited = paper("nato_secret");
    limited.release_limited = true;
    CHECK_FALSE(may(ana(), limited));
    limited.releases = {"si", "at"};
    CHECK_FALSE(may(ana(), limited));
    CHECK(may(ana_with([](ReaderFacts& facts) { facts.recipients = {"at"}; }), limited));
    limited.releases = {"si", "hr"};
    CHECK(may(ana(), limited));
    // A list without the limit is a list of addressees and closes nothing.
    limited.releases = {"si"};
    limited.release_limited = false;
    CHECK(may(ana(), limited));
}

TEST_CASE("access: who administers the program may read no more than others") {
    const ReaderFacts nobody = [] {
        ReaderFacts facts;
        facts.officer = "root";
        facts.administrator = true;
        return facts;
    }();
    PaperFacts free = paper();
    CHECK(may(nobody, free));
    free.personal = Personal::ordinary;
    CHECK_FALSE(may(nobody, free));
    CHECK_FALSE(may(nobody, paper("hr_restricted")));
}

TEST_CASE("access: a reading is recorded by level, by personal data, and always in an emergency") {
    const auto recorded = [](const PaperFacts& facts, const Decision& decision) {
        return is_read_recorded(rules(), Paper::of(facts, schemes()).value(), decision);
    };
    CHECK_FALSE(recorded(paper("hr_restricted"), {.granted = true}));
    CHECK(recorded(paper("hr_confidential"), {.granted = true}));
    PaperFacts people = paper();
    people.personal = Personal::ordinary;
    CHECK_FALSE(recorded(people, {.granted = true}));
    people.personal = Personal::special;
    CHECK(recorded(people, {.granted = true}));
    PaperFacts other = paper("hr_restricted");
    other.units = {"6"};
    const ReaderFacts glass = ana_with([](ReaderFacts& facts) {
        facts.emergencies = {
            {"ana", GlassScope::paper, "p-1", "a call at night", {999'000}, {1'001'000}}};
    });
    const Decision decision = decide(glass, other);
    CHECK(decision.by_break_glass());
    CHECK(recorded(other, decision));
    // Whoever may read it anyhow does not read it by the emergency.
    CHECK_FALSE(decide(glass, paper("hr_restricted")).by_break_glass());
}

TEST_CASE("access: an institution keeps papers up to its accreditation, and stubs of the others") {
    AccessRules given = rules();
    given.papers_rank = 1;
    given.stubs_rank = 3;
    const auto kept = [&](const char* id) {
        return holding_of(given, Paper::of(paper(id), schemes()).value());
    };
    CHECK(holding_of(given, Paper::of(paper(), schemes()).value()) == Holding::full);
    CHECK(kept("eu_restricted") == Holding::full);
    CHECK(kept("hr_confidential") == Holding::stub);
    CHECK(kept("nato_secret") == Holding::stub);
    CHECK(kept("rs_top_secret") == Holding::nothing);
}

namespace {

/// The rules of reading once more, from the raw facts and as plainly as they can be said.
class Oracle {
  public:
    Oracle(const AccessRules& given, const Moment& now) : rules_(given), now_(now) {}

    [[nodiscard]] bool may_read(const ReaderFacts& reader, const PaperFacts& paper) const {
        return levels(reader, paper) && compartments(reader, paper) && released(reader, paper) &&
               needs(reader, paper);
    }

  private:
    static bool has(const std::vector<std::string>& all, const std::string& one) {
        return std::ranges::count(all, one) > 0;
    }
    [[nodiscard]] bool admitted(const ReaderFacts& reader, SchemeId by, const Level& level) const {
        bool cleared = level.rank < schemes().scheme(level.scheme).certificate_from;
        for (const Certificate& certificate : reader.certificates) {
            const Level& held = schemes().level(certificate.up_to);
            if (held.scheme == by && held.rank >= level.rank &&
                certificate.valid.from <= now_.date && now_.date <= certificate.valid.until) {
                cleared = true;
            }
        }
        bool briefed = level.rank < schemes().scheme(level.scheme).briefing_from;
        for (const Briefing& briefing : reader.briefings) {
            if (briefing.scheme == by && briefing.valid.from <= now_.date &&
                now_.date <= briefing.valid.until) {
                briefed = true;
            }
        }
        return cleared && briefed;
    }
    [[nodiscard]] bool may_read_level(const ReaderFacts& reader, const Level& level) const {
        bool open = admitted(reader, level.scheme, level);
        for (const AccessRules::Opening& opening : rules_.openings) {
            if (opening.scheme == level.scheme) open = open || admitted(reader, opening.by, level);
        }
        return open;
    }
    static int height(const PaperFacts& paper) {
        int highest = paper.level ? schemes().level(*paper.level).rank : 0;
        for (const Part& part : paper.parts)
            highest = std::max(highest, schemes().level(part.level).rank);
        return highest;
    }
    [[nodiscard]] bool levels(const ReaderFacts& reader, const PaperFacts& paper) const {
        bool open = true;
        for (const Part& part : paper.parts)
            open = open && may_read_level(reader, schemes().level(part.level));
        if (!paper.level) return open;
        for (const Level& level : schemes().levels) {
            if (level.scheme == schemes().level(*paper.level).scheme &&
                level.rank == height(paper)) {
                return open && may_read_level(reader, level);
            }
        }
        return false;
    }
    [[nodiscard]] bool compartments(const ReaderFacts& reader, const PaperFacts& paper) const {
        return std::ranges::all_of(paper.compartments, [&](const std::string& name) {
            return std::ranges::any_of(
                reader.compartments, [&](const CompartmentBriefing& briefing) {
                    return briefing.compartment == name && briefing.valid.from <= now_.date &&
                           now_.date <= briefing.valid.until;
                });
        });
    }
    [[nodiscard]] bool released(const ReaderFacts& reader, const PaperFacts& paper) const {
        if (!paper.release_limited) return true;
        return std::ranges::any_of(paper.releases, [&](const std::string& name) {
            return has(rules_.house, name) || has(reader.recipients, name);
        });
    }
    [[nodiscard]] bool knows(const ReaderFacts& reader, const std::string& unit) const {
        return std::ranges::any_of(reader.posts, [&](const Post& post) {
            const bool under =
                rules_.below == Reach::everybody || (rules_.below == Reach::heads && post.head);
            const bool over =
                rules_.above == Reach::everybody || (rules_.above == Reach::heads && post.head);
            return post.unit == unit || (under && has(post.below, unit)) ||
                   (over && has(post.above, unit));
        });
    }
    [[nodiscard]] bool needs(const ReaderFacts& reader, const PaperFacts& paper) const {
        for (const BreakGlass& glass : reader.emergencies) {
            const bool about = glass.scope == GlassScope::paper ? glass.subject == paper.id
                                                                : glass.subject == paper.matter;
            const bool running = glass.opened <= now_.instant && now_.instant < glass.until;
            const bool said = glass.ground == support::kGrounds[0];
            if (glass.officer == reader.officer && about && running && said) return true;
        }
        if (has(paper.named, reader.officer)) return true;
        if (paper.named_only) return false;
        if (height(paper) < rules_.need_to_know_rank &&
            paper.personal < rules_.need_to_know_personal)
            return true;
        if (has(paper.matter_named, reader.officer)) return true;
        return std::ranges::any_of(paper.units,
                                   [&](const std::string& unit) { return knows(reader, unit); });
    }

    const AccessRules& rules_;
    const Moment& now_;
};

}  // namespace

TEST_CASE("access: the policy decides as the rules written out from the raw facts") {
    const std::uint64_t seed = support::seed_or(41);
    constexpr std::size_t kPapers = 200;
    std::size_t granted = 0;
    for (std::uint64_t round = 0; round < 20; ++round) {
        support::AccessWorld world(schemes(), seed + round);
        const AccessRules given = world.rules();
        const Expression policy = access_policy(given);
        std::vector<PaperFacts> facts;
        std::vector<Paper> papers;
        for (std::size_t number = 0; number < kPapers; ++number) {
            facts.push_back(world.paper(number));
            papers.push_back(Paper::of(facts.back(), schemes()).value());
        }
        for (int at = 0; at < 25; ++at) {
            const Moment now = world.moment();
            ReaderFacts who = world.reader(now, kPapers);
            const Reader reader = Reader::of(who, schemes(), given, now).value();
            for (std::size_t number = 0; number < kPapers; ++number) {
                const bool expected = Oracle(given, now).may_read(who, facts[number]);
                granted += expected ? 1 : 0;
                REQUIRE_MESSAGE(evaluate(policy, reader, papers[number]).granted == expected,
                                "REMIT_SEED=", seed, ", round ", round, ", reader ", at, ", paper ",
                                number);
            }
        }
    }
    CHECK(granted > 5'000);
    CHECK(granted < 50'000);
}

}  // namespace remit::authority
