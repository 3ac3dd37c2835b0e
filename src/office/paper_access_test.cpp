// Papers bear markings, who may read them follows from the policy, and readings stand in the chain:
// on both stores.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "office/access_reader.h"
#include "office/item_commands.h"
#include "office/matter_view.h"
#include "office/read_paper.h"
#include "office/rebuild.h"
#include "office/registers.h"
#include "office/verification.h"
#include "support/outcomes.h"
#include "support/secret_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::as;
using testing::contains;
using testing::declined;
using testing::done;
using testing::nato_paper;
using testing::refused;
using testing::SecretOffice;
using testing::TestOffice;
using testing::words_of;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("papers: " name, Store, support::SqliteStore, support::PostgresStore)

constexpr std::int64_t kHour = 3600;

template <typename AnOffice>
std::string new_matter(AnOffice& office) {
    return done(open_matter(*office, as("anna"), nato_paper())).matter;
}

PaperText talking_points(std::string bytes, std::string marking, std::string id = {}) {
    return {.id = std::move(id),
            .kind = "talking_points",
            .bytes = std::move(bytes),
            .is_signed = false,
            .marking = std::move(marking)};
}

/// Brings talking points to the matter; their id.
template <typename AnOffice>
std::string bring(AnOffice& office, const std::string& matter, std::string bytes,
                  std::string marking) {
    done(bring_paper(
        *office, as("anna"),
        {.matter = matter, .paper = talking_points(std::move(bytes), std::move(marking))}));
    return must(find_matter(*office, matter)).matter.papers.back().id;
}

template <typename AnOffice>
MatterFile file_of(AnOffice& office, const std::string& matter) {
    return must(find_matter(*office, matter));
}

/// The kinds of the entries of a matter.
template <typename AnOffice>
std::vector<std::string> kinds_of(AnOffice& office, const std::string& matter) {
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Journal journal(*snapshot, office->institution().id(), office.env);
    std::vector<std::string> kinds;
    must(journal.read(matter, 0, [&](const Kept& kept) {
        kinds.push_back(kept.entry.kind);
        return base::done();
    }));
    return kinds;
}

/// How many matters the officer is shown.
template <typename AnOffice>
std::size_t shown_to(AnOffice& office, std::string_view officer) {
    const StaffFile staff = must(find_staff(*office));
    const OfficeReader reader =
        must(reader_of(office->institution(), staff.establishment, officer, office->now()));
    const store::Snapshot snapshot = must(office->database().snapshot());
    const Viewer viewer{&office->institution().secrecy().policy, &reader.reader};
    return must(list_matters(*snapshot, {}, std::nullopt, kPageRowsMax, viewer)).size();
}

template <typename AnOffice>
void run(AnOffice& office, std::string_view script) {
    must(office->database().write(
        [&](store::Connection& connection) { return connection.run_script(std::string(script)); }));
}

template <typename AnOffice>
Result<ReadOutcome> read(AnOffice& office, std::string officer, const ReadRequest& request) {
    return read_paper(*office, as(std::move(officer)), request);
}

}  // namespace

// --- Markings ---

ON_BOTH("a marking is read in the schemes, kept in the entry and there again afterwards") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    bring(office, matter, "One.", "nato restricted");
    bring(office, matter, "Two.", "");
    bring(office, matter, "Three.", "PC.DEL/12/26");
    const std::vector<std::string> expected{"nato_restricted", "", "osce_pc_del"};
    CHECK(file_of(office, matter).paper_markings == expected);
    office.reopen();
    CHECK(file_of(office, matter).paper_markings == expected);
}

ON_BOTH("a marking that is none, or that several have, is refused with what it may be") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const auto refusal = [&](std::string marking) {
        return refused(bring_paper(*office, as("anna"),
                                   {.matter = matter, .paper = talking_points("x", marking)}));
    };
    CHECK(contains(refusal("NATO RESTRICTD"), "NATO RESTRICTED"));
    CHECK(contains(refusal("RESTRICTED"), "RESTREINT UE"));
    CHECK(contains(refusal("quite secret"), "NATO SECRET"));
    CHECK(contains(refusal("DRŽAVNA TAJNA"), "VRLO TAJNO"));
    CHECK(file_of(office, matter).version() == 1);
}

ON_BOTH("what stands higher than the house may keep is refused before anything is written") {
    TestOffice<Store> office;
    if (!office) return;
    OpenRequest open = nato_paper();
    open.papers = {talking_points("secret bytes", "NATO RESTRICTED")};
    open.papers.front().kind = "incoming";
    const Declined no = declined(open_matter(*office, as("anna"), open));
    CHECK(no.by == Declined::By::input);
    CHECK(contains(words_of(no), "papers marked NATO RESTRICTED may not be kept in this office"));
    CHECK(contains(words_of(no), "by its number"));
    const store::Snapshot snapshot = must(office->database().snapshot());
    for (const char* table : {"contents", "matters", "papers"}) {
        CHECK(std::get<0>(must(snapshot->template find<std::int64_t>(
                                   fmt::format("SELECT count(*) FROM {}", table)))
                              .value()) == 0);
    }
    open.papers.front().marking = "LIMITE";  // which is no level
    CHECK(done(open_matter(*office, as("anna"), open)).version == 1);
}

ON_BOTH("a new version of a paper never stands lower, and a signature keeps its marking") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    const auto next = [&](std::string bytes, std::string marking) {
        return bring_paper(*office, as("anna"),
                           {.matter = matter, .paper = talking_points(bytes, marking, id)});
    };
    CHECK(contains(refused(next("Two.", "")), "cannot be without a marking"));
    CHECK(contains(refused(next("Two.", "OGRANIČENO")), "cannot be marked OGRANIČENO"));
    CHECK(contains(refused(next("Two.", "LIMITE")), "mark it NATO RESTRICTED"));
    CHECK(done(next("Two.", "NATO CONFIDENTIAL")).version == 3);
    CHECK(contains(refused(next("Three.", "NATO RESTRICTED")), "is marked NATO CONFIDENTIAL"));
    PaperText signature = talking_points("Two.", "", id);
    signature.is_signed = true;
    done(bring_paper(*office, as("anna"), {.matter = matter, .paper = signature}));
    CHECK(file_of(office, matter).paper_markings == std::vector<std::string>{"nato_confidential"});
}

ON_BOTH("a paper that comes out of an item bears the marking of the item") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const RegisterRequest letter{.files = {{.name = "draft.pdf", .bytes = "Draft."}},
                                 .sender = "NATO",
                                 .subject = "Draft",
                                 .classification = "NATO RESTRICTED"};
    const Noted item = done(register_item(*office, as("anna"), letter));
    done(take_item(*office, as("anna"), {.item = item.id, .matter = matter, .paper = "incoming"}));
    CHECK(file_of(office, matter).paper_markings == std::vector<std::string>{"nato_restricted"});
}

// --- Lists ---

ON_BOTH("a list shows what the officer's unit leads or is asked in, and no more") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    CHECK(shown_to(office, "anna") == 1);
    CHECK(shown_to(office, "dario") == 1);  // the head of the sector above
    CHECK(shown_to(office, "cecilia") == 0);
    done(take_step(*office, as("anna"),
                   {.matter = matter, .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    done(take_step(*office, as("anna"),
                   {.matter = matter,
                    .step = "consult_inside",
                    .fields = {{"topic_desk", {"5.1.2"}},
                               {"comments_due", {"2026-01-08T12:00 Europe/Brussels"}}}}));
    CHECK(shown_to(office, "cecilia") == 1);
    done(withdraw_question(*office, as("anna"),
                           {.matter = matter, .question = "q1", .note = "asked by telephone"}));
    CHECK(shown_to(office, "cecilia") == 0);
}

ON_BOTH("a deputy is shown what the one whom he replaces is shown, on those days") {
    SecretOffice<Store> office;
    if (!office) return;
    new_matter(office);
    const std::string staff =
        std::string(testing::kStaff) +
        "deputies: [{deputy: cecilia, replaces: anna, basis: leave, standing: true, "
        "from: 2026-02-01, until: 2026-02-28}]\n";
    must(adopt_establishment(*office, "admin", "staff.yaml", staff));
    CHECK(shown_to(office, "cecilia") == 0);
    office.env.now += 40 * 24 * kHour;
    CHECK(shown_to(office, "cecilia") == 1);
    office.env.now += 40 * 24 * kHour;
    CHECK(shown_to(office, "cecilia") == 0);
}

ON_BOTH("under the pack's rules what is not classified is shown to everybody in the house") {
    TestOffice<Store> office;
    if (!office) return;
    new_matter(office);
    for (const char* officer : {"anna", "boris", "cecilia", "dario"})
        CHECK(shown_to(office, officer) == 1);
}

ON_BOTH("a page is full although others' matters stand between its rows") {
    SecretOffice<Store> office;
    if (!office) return;
    must(adopt_establishment(
        *office, "admin", "staff.yaml",
        std::string(testing::kStaff) +
            "deputies: [{deputy: cecilia, replaces: anna, basis: leave, standing: true}]\n"));
    std::vector<std::string> mine;
    for (int number = 0; number < 6; ++number) mine.push_back(new_matter(office));
    const StaffFile staff = must(find_staff(*office));
    const OfficeReader reader =
        must(reader_of(office->institution(), staff.establishment, "cecilia", office->now()));
    run(office, fmt::format("DELETE FROM matter_units WHERE matter = '{}'; "
                            "DELETE FROM matter_named WHERE matter = '{}'",
                            mine[2], mine[2]));
    const Viewer viewer{&office->institution().secrecy().policy, &reader.reader};
    const store::Snapshot snapshot = must(office->database().snapshot());
    std::vector<std::string> seen;
    std::optional<PageKey> after;
    for (;;) {
        const auto page =
            must(list_matters(*snapshot, {.procedure = "position"}, after, 2, viewer));
        for (const MatterRow& row : page) seen.push_back(row.id);
        if (page.size() < 2) break;
        after = PageKey{page.back().due, page.back().id};
    }
    std::erase(mine, mine[2]);
    std::ranges::sort(mine);
    CHECK(seen == mine);
}

// --- Reading ---

ON_BOTH("who may read a paper is given its bytes, and the reading stands in the chain before") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    const PaperGiven given = done(read(office, "boris", {.matter = matter, .paper = id}));
    CHECK(given.bytes == "One.");
    CHECK(given.marking == "nato_restricted");
    CHECK(given.version == 1);
    CHECK(given.is_recorded);
    CHECK(kinds_of(office, matter).back() == "matter/read");
    const MatterStory story = must(load_story(*office, matter));
    const StoryEntry& entry = story.entries.back();
    CHECK(entry.acting.officer == "boris");
    CHECK(entry.acting.post == "nato-head");
    CHECK(entry.read.head.read == PaperRead{id, 1});
    done(read(office, "dario", {.matter = matter, .paper = id}));
    CHECK(file_of(office, matter).version() == 4);
}

ON_BOTH("a reading that nobody asks to be recorded writes nothing") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "");
    const PaperGiven given = done(read(office, "anna", {.matter = matter, .paper = id}));
    CHECK(given.bytes == "One.");
    CHECK_FALSE(given.is_recorded);
    CHECK(file_of(office, matter).version() == 2);
}

ON_BOTH("a refusal says which rule stands against it, who may read and what helps") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    const Declined no = declined(read(office, "anna", {.matter = matter, .paper = id}));
    CHECK(no.by == Declined::By::access);
    const std::string words = words_of(no);
    CHECK(contains(words, "anna may not read 'talking_points-1'"));
    CHECK(contains(words, "NATO"));
    CHECK(contains(words, "these may read it today: boris"));
    CHECK_FALSE(no.cures.empty());
    CHECK(file_of(office, matter).version() == 2);
    office.env.now = 1'783'000'000;  // July 2026: the briefing of the sector's head is over
    const Declined late = declined(read(office, "dario", {.matter = matter, .paper = id}));
    CHECK(contains(words_of(late), "2026-06-30"));
}

ON_BOTH("who may not know of a matter is answered as if there were none") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "");
    const auto nothing = read(office, "cecilia", {.matter = "m0", .paper = id});
    REQUIRE_FALSE(nothing.ok());
    for (const std::string& paper : {id, std::string("talking_points-7")}) {
        const auto hidden = read(office, "cecilia", {.matter = matter, .paper = paper});
        REQUIRE_FALSE(hidden.ok());
        CHECK(hidden.error().code == nothing.error().code);
        CHECK(hidden.error().message == "there is no matter '" + matter +
                                            "'; `remit matter list` shows those that there are");
    }
    const Declined stranger = declined(read(office, "ana", {.matter = matter, .paper = id}));
    CHECK(contains(words_of(stranger), "did you mean 'anna'?"));
}

ON_BOTH("a paper or a version that is not there is named with those that are") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "");
    done(bring_paper(*office, as("anna"),
                     {.matter = matter, .paper = talking_points("Two.", "", id)}));
    CHECK(done(read(office, "anna", {.matter = matter, .paper = id, .edition = 1})).bytes ==
          "One.");
    CHECK(done(read(office, "anna", {.matter = matter, .paper = id})).bytes == "Two.");
    CHECK(contains(refused(read(office, "anna", {.matter = matter, .paper = id, .edition = 3})),
                   "its newest is 2"));
    CHECK(contains(refused(read(office, "anna", {.matter = matter, .paper = "talking_points-2"})),
                   "did you mean 'talking_points-1'?"));
}

ON_BOTH("bytes that are damaged or missing are an error that names the paper, and no reading") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    const bool sqlite = office->database().dialect() == store::Dialect::sqlite;
    run(office, sqlite ? "DROP TRIGGER contents_keep" : "DROP TRIGGER contents_keep ON contents");
    const auto error = [&] {
        const auto outcome = read(office, "boris", {.matter = matter, .paper = id});
        REQUIRE_FALSE(outcome.ok());
        CHECK(outcome.error().code == ErrorCode::corrupt);
        return outcome.error().message;
    };
    must(office->database().write([&](store::Connection& connection) {
        return connection.change_one("UPDATE contents SET bytes = ?1", {store::Blob{"Two."}});
    }));
    CHECK(contains(error(), "'talking_points-1' (version 1)"));
    run(office, "DELETE FROM contents");
    CHECK(contains(error(), "are not there"));
    CHECK(file_of(office, matter).version() == 2);
}

ON_BOTH("that a paper was read makes nobody's view of the matter stale") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    done(read(office, "boris", {.matter = matter, .paper = id}));
    Caller anna = as("anna");
    anna.expected_version = 1;
    const StepRequest assign{.matter = matter, .step = "assign", .fields = {{"drafter", {"anna"}}}};
    CHECK(declined(take_step(*office, anna, assign)).by == Declined::By::version);
    anna.expected_version = 2;  // before the reading
    CHECK(done(take_step(*office, anna, assign)).version == 4);
    CHECK(declined(take_step(*office, anna, assign)).by == Declined::By::version);
}

// --- Emergencies ---

ON_BOTH("an emergency opens a paper to who has no need to know, for a time and on the record") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    const ReadRequest plain{.matter = matter, .paper = id};
    ReadRequest urgent = plain;
    urgent.emergency = "The minister is asked tonight and 5.1.1 cannot be reached";
    CHECK(done(read(office, "cecilia", urgent)).bytes == "One.");
    const std::vector<std::string> kinds = kinds_of(office, matter);
    CHECK(std::vector<std::string>(kinds.end() - 2, kinds.end()) ==
          std::vector<std::string>{"matter/break_glass", "matter/read"});
    office.reopen();
    office.env.now += 23 * kHour;
    CHECK(done(read(office, "cecilia", plain)).is_recorded);
    office.env.now += 2 * kHour;
    CHECK_FALSE(read(office, "cecilia", plain).ok());
    CHECK(file_of(office, matter).emergencies.size() == 1);
}

ON_BOTH("an emergency stands in for need to know only, and needs a ground") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO CONFIDENTIAL");
    const auto refusal = [&](const char* officer, const char* ground) {
        return refused(read(office, officer, {.matter = matter, .paper = id, .emergency = ground}));
    };
    must(adopt_establishment(*office, "admin", "staff.yaml", std::string(testing::kStaff)));
    CHECK(contains(refusal("cecilia", "The minister asks"), "NATO CONFIDENTIAL"));
    must(adopt_establishment(*office, "admin", "staff.yaml",
                             std::string(testing::kStaff) + std::string(testing::kClearances)));
    CHECK_FALSE(refusal("cecilia", "...").empty());
    CHECK_FALSE(refusal("boris", "The minister asks").empty());  // he may read it as it is
    CHECK(file_of(office, matter).version() == 2);
}

// --- Rows ---

ON_BOTH("a changed, removed or added row of who may read what is found and named") {
    SecretOffice<Store> office;
    if (!office) return;
    const std::string matter = new_matter(office);
    const std::string id = matter + "/" + bring(office, matter, "One.", "NATO RESTRICTED");
    const ledger::NoteSigner seal("test.example/hr", base::SecretKey(std::string(32, 's')));
    const PublicKeys keys{seal.public_key(), {}};
    const auto told_of = [&](const std::string& sql, std::string_view words) {
        run(office, sql);
        std::string told;
        for (const Finding& finding : must(verify_office(*office, keys)).findings)
            told += finding.message + "\n";
        CHECK_MESSAGE(contains(told, words), sql, "\n", told);
        must(rebuild(*office));
    };
    told_of("UPDATE papers SET rank = 0 WHERE id = '" + id + "'", "rank is '0'");
    told_of("UPDATE papers SET personal = 2 WHERE id = '" + matter + "'", "personal is '2'");
    told_of("DELETE FROM papers WHERE id = '" + id + "'", "papers: the row of id '" + id);
    told_of("UPDATE paper_levels SET level = 'hr_restricted'", "level 'hr_restricted'");
    told_of("DELETE FROM paper_levels", "level 'nato_restricted'");
    told_of("UPDATE matter_units SET unit = '5.1.2'", "unit '5.1.2'");
    told_of("DELETE FROM matter_named", "matter_named: the row of");
    for (const char* table : {"paper_compartments", "paper_named", "paper_releases"}) {
        told_of(fmt::format("INSERT INTO {} VALUES ('{}', 'x', '{}')", table, id, matter),
                std::string(table) + ": the row of");
    }
    told_of("INSERT INTO matter_units VALUES ('m0', '5.1.2')", "matter_units: a row of 'm0'");
    const Verification sound = must(verify_office(*office, keys));
    CHECK(std::ranges::none_of(sound.findings, [](const Finding& finding) {
        return finding.part == Finding::Part::registers;
    }));
}

TEST_CASE("papers: a step writes no row of who may read what where nothing of that changed") {
    SecretOffice<support::SqliteStore> office;
    const std::string matter = new_matter(office);
    const std::string id = bring(office, matter, "One.", "NATO RESTRICTED");
    std::string guards;
    for (const char* table : {"papers", "paper_levels", "matter_units", "matter_named"}) {
        for (const char* change : {"INSERT", "UPDATE", "DELETE"}) {
            guards += fmt::format(
                "CREATE TRIGGER {0}_{1} BEFORE {1} ON {0} BEGIN SELECT RAISE(ABORT, 'written'); "
                "END;\n",
                table, change);
        }
    }
    run(office, guards);
    done(take_step(*office, as("anna"),
                   {.matter = matter, .step = "assign", .fields = {{"drafter", {"anna"}}}}));
    done(read(office, "boris", {.matter = matter, .paper = id}));
    const auto changed =
        assign_officer(*office, as("boris"), {.matter = matter, .officer = "boris"});
    REQUIRE_FALSE(changed.ok());
    CHECK(contains(changed.error().message, "written"));
}

}  // namespace remit::office
