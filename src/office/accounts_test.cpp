// Signing in: passwords, failures that are counted, and sessions that end: on both stores.
#include "office/accounts.h"

#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "office/rebuild.h"
#include "office/sessions.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::contains;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("accounts: " name, Store, support::SqliteStore, support::PostgresStore)

constexpr std::string_view kGood = "four plain english words";
constexpr base::PasswordCost kQuick = base::PasswordCost::quick;

ON_BOTH("an officer signs in with his password and with no other") {
    TestOffice<Store> office;
    if (!office) return;
    REQUIRE(set_password(*office, "anna", kGood, kQuick).ok());
    CHECK(must(check_password(*office, "anna", kGood)));
    CHECK_FALSE(must(check_password(*office, "anna", "four plain english wordS")));
    CHECK_FALSE(must(check_password(*office, "boris", kGood)));
    CHECK_FALSE(must(check_password(*office, "nobody", kGood)));
    CHECK_FALSE(must(check_password(*office, "", "")));
}

ON_BOTH("a password that is easy to guess, or no text, is refused with the cure") {
    TestOffice<Store> office;
    if (!office) return;
    CHECK(set_password(*office, "nobody", kGood, kQuick).error().code == ErrorCode::not_found);
    for (const std::string& bad : {std::string("short"), std::string(2000, 'x'),
                                   std::string("no text \xff in here"), std::string()}) {
        const Status refused = set_password(*office, "anna", bad, kQuick);
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().code == ErrorCode::invalid_input);
    }
    CHECK(set_password(*office, "anna", "ćčžšđćčžšđćč", kQuick).ok());  // twelve characters
}

ON_BOTH("what is refused as a password tells what helps") {
    TestOffice<Store> office;
    if (!office) return;
    const auto told = [&](std::string_view officer, const std::string& password) {
        return set_password(*office, officer, password, kQuick).error().message;
    };
    CHECK(contains(told("anna", "elevenchars"), "fewer than 12 characters; several words"));
    CHECK(contains(told("anna", std::string(1025, 'x')), "longer than 1024 bytes; choose"));
    CHECK(contains(told("anna", "four plain\xff words"), "no text in UTF-8; type it"));
    CHECK(contains(told("anna", std::string("four plain\0 words", 17)), "no text in UTF-8"));
    must(adopt_establishment(*office, "admin", "staff.yaml",
                             "officers: [{id: administrator}]\nposts: []\n"));
    CHECK(contains(told("administrator", "administrator"), "own id; choose another"));
    CHECK(set_password(*office, "administrator", std::string(1024, 'x'), kQuick).ok());
}

ON_BOTH("who has left the establishment does not sign in, and does when he is back") {
    TestOffice<Store> office;
    if (!office) return;
    must(set_password(*office, "anna", kGood, kQuick));
    must(adopt_establishment(*office, "admin", "staff.yaml",
                             "officers: [{id: boris}]\nposts: []\n"));
    CHECK_FALSE(must(check_password(*office, "anna", kGood)));
    must(adopt_establishment(*office, "admin", "staff.yaml", std::string(testing::kStaff)));
    CHECK(must(check_password(*office, "anna", kGood)));
}

ON_BOTH("an id that is no text is nobody's") {
    TestOffice<Store> office;
    if (!office) return;
    CHECK_FALSE(must(check_password(*office, "\xff", kGood)));
    CHECK_FALSE(must(check_password(*office, std::string_view("anna\0", 5), kGood)));
}

ON_BOTH("after ten failures in a quarter of an hour no password is taken until that is over") {
    TestOffice<Store> office;
    if (!office) return;
    REQUIRE(set_password(*office, "anna", kGood, kQuick).ok());
    for (int i = 0; i < kFailuresMax; ++i) CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(check_password(*office, "anna", kGood).error().code == ErrorCode::limit);
    office.env.now += kFailureSeconds;
    CHECK(must(check_password(*office, "anna", kGood)));
    // A good one forgets the failures before it.
    for (int i = 0; i < kFailuresMax - 1; ++i)
        CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(must(check_password(*office, "anna", kGood)));
    CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(must(check_password(*office, "anna", kGood)));
}

ON_BOTH("who is kept out is told until when, in the time of the house, and what helps") {
    TestOffice<Store> office;
    if (!office) return;
    office.env.now = must(calendar::Instant::parse("2026-06-08T09:10:00+02:00")).seconds;
    must(set_password(*office, "anna", kGood, kQuick));
    CHECK_FALSE(must(check_password(*office, "anna", "x")));
    office.env.now += 60;
    for (int i = 1; i < kFailuresMax; ++i) CHECK_FALSE(must(check_password(*office, "anna", "x")));
    const std::string why = check_password(*office, "anna", kGood).error().message;
    CHECK_MESSAGE(contains(why, "until 2026-06-08 09:25 in Europe/Zagreb"), why);
    CHECK_MESSAGE(contains(why, "remit officer password anna"), why);
    must(set_password(*office, "anna", "four other english words", kQuick));
    CHECK(must(check_password(*office, "anna", "four other english words")));
}

ON_BOTH("failures are counted across an office that is opened again, for each officer alone") {
    TestOffice<Store> office;
    if (!office) return;
    must(set_password(*office, "anna", kGood, kQuick));
    must(set_password(*office, "boris", kGood, kQuick));
    for (int i = 0; i < kFailuresMax; ++i) {
        CHECK_FALSE(must(check_password(*office, "anna", "x")));
        if (i == kFailuresMax / 2) office.reopen();
    }
    CHECK(check_password(*office, "anna", kGood).error().code == ErrorCode::limit);
    CHECK(must(check_password(*office, "boris", kGood)));
}

ON_BOTH("who tries many passwords at the same time has no more tries than one after another") {
    TestOffice<Store> office;
    if (!office) return;
    must(set_password(*office, "anna", kGood, kQuick));
    std::array<int, 8> looked_at{};  // of each thief
    std::vector<std::thread> thieves;
    for (int& mine : looked_at) {
        thieves.emplace_back([&office, &mine] {
            for (int i = 0; i < 5; ++i)
                if (check_password(*office, "anna", "x").ok()) ++mine;
        });
    }
    for (std::thread& thief : thieves) thief.join();
    CHECK(std::accumulate(looked_at.begin(), looked_at.end(), 0) == kFailuresMax);
}

ON_BOTH("registers that are made again leave passwords and sessions alone") {
    TestOffice<Store> office;
    if (!office) return;
    must(set_password(*office, "anna", kGood, kQuick));
    const std::string token = must(open_session(*office, "anna"));
    must(rebuild(*office));
    CHECK(must(check_password(*office, "anna", kGood)));
    CHECK(must(find_session(*office, token)));
}

ON_BOTH("a session is known by its token until it is closed") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string token = must(open_session(*office, "anna"));
    CHECK(token.size() == 64);
    CHECK(must(find_session(*office, token))->officer == "anna");
    CHECK_FALSE(must(find_session(*office, token.substr(1))));
    CHECK_FALSE(must(find_session(*office, "")));
    REQUIRE(close_session(*office, token).ok());
    CHECK_FALSE(must(find_session(*office, token)));
    CHECK(close_session(*office, token).ok());
}

ON_BOTH("a session ends two hours after its last request, and twelve after it began") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string idle = must(open_session(*office, "anna"));
    const std::string busy = must(open_session(*office, "anna"));
    for (std::int64_t at = 0; at + 3600 < kSessionSecondsMax; at += 3600) {
        office.env.now += 3600;
        CHECK(must(find_session(*office, busy)));
    }
    CHECK_FALSE(must(find_session(*office, idle)));
    office.env.now += 3600;
    CHECK_FALSE(must(find_session(*office, busy)));
}

ON_BOTH("a session tells when it ends, reckoned from its last use that was noted") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string token = must(open_session(*office, "anna"));
    const calendar::Instant opened = office->now();
    CHECK(must(find_session(*office, token))->opened == opened);
    CHECK(must(find_session(*office, token))->expires == opened.plus_seconds(kSessionIdleSeconds));
    office.env.now += kSessionNoteSeconds - 1;  // not noted
    CHECK(must(find_session(*office, token))->expires == opened.plus_seconds(kSessionIdleSeconds));
    office.env.now += 1;
    CHECK(must(find_session(*office, token))->expires ==
          office->now().plus_seconds(kSessionIdleSeconds));
    office.env.now += kSessionIdleSeconds - 1;
    CHECK(must(find_session(*office, token)));
    CHECK(must(find_session(*office, token))->opened == opened);
}

ON_BOTH("sessions that are over are removed when another is opened, and no token is kept") {
    TestOffice<Store> office;
    if (!office) return;
    const auto kept = [&] {
        const store::Snapshot snapshot = must(office->database().snapshot());
        store::Rows rows = must(snapshot->query("SELECT token FROM sessions"));
        std::vector<std::string> tokens;
        while (const auto row = must(rows.template next<std::string>()))
            tokens.push_back(std::get<0>(*row));
        return tokens;
    };
    must(open_session(*office, "anna"));
    must(open_session(*office, "boris"));
    CHECK(kept().size() == 2);
    office.env.now += kSessionIdleSeconds;
    const std::string token = must(open_session(*office, "anna"));
    REQUIRE(kept().size() == 1);
    CHECK(kept().front().size() == 64);
    CHECK(kept().front() != token);
}

ON_BOTH("a new password ends the sessions of its officer, and of nobody else") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string annas = must(open_session(*office, "anna"));
    const std::string borises = must(open_session(*office, "boris"));
    REQUIRE(set_password(*office, "anna", kGood, kQuick).ok());
    CHECK_FALSE(must(find_session(*office, annas)));
    CHECK(must(find_session(*office, borises)));
}

ON_BOTH("the key of forms is made once and stays") {
    TestOffice<Store> office;
    if (!office) return;
    const std::string key = must(form_key(*office));
    CHECK(key.size() == 32);
    CHECK(must(form_key(*office)) == key);
}

}  // namespace
}  // namespace remit::office
