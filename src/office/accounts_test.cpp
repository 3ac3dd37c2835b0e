// Signing in: passwords, failures that are counted, and sessions that end: on both stores.
#include "office/accounts.h"

#include <doctest/doctest.h>

#include <string>

#include "office/sessions.h"
#include "support/outcomes.h"
#include "support/test_office.h"

namespace remit::office {
namespace {

using support::must;
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

ON_BOTH("after ten failures in a quarter of an hour no password is taken until that is over") {
    TestOffice<Store> office;
    if (!office) return;
    REQUIRE(set_password(*office, "anna", kGood, kQuick).ok());
    for (int i = 0; i < kFailuresMax; ++i) CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(check_password(*office, "anna", kGood).error().code == ErrorCode::unavailable);
    office.env.now += kFailureSeconds;
    CHECK(must(check_password(*office, "anna", kGood)));
    // A good one forgets the failures before it.
    for (int i = 0; i < kFailuresMax - 1; ++i)
        CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(must(check_password(*office, "anna", kGood)));
    CHECK_FALSE(must(check_password(*office, "anna", "x")));
    CHECK(must(check_password(*office, "anna", kGood)));
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
