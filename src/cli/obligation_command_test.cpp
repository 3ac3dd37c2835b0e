// remit obligation: what is owed and due as people and programs see it, and every wrong command
// line.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "cli/cli.h"
#include "support/fake_env.h"
#include "support/golden.h"

namespace {

using remit::testing::check_golden;
using remit::testing::FakeEnv;

using Words = std::vector<std::string>;

std::string printed(const Words& words) {
    FakeEnv env;
    CHECK(remit::cli::run(env, words) == remit::cli::kExitDone);
    CHECK(env.printed_errors.empty());
    return env.printed;
}

std::string refusal(const Words& words) {
    FakeEnv env;
    CHECK(remit::cli::run(env, words) == remit::cli::kExitFailed);
    CHECK(env.printed.empty());
    return env.printed_errors;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

TEST_CASE("cli: what is due within 60 days from 1 March, for Croatia and for Serbia") {
    for (const auto& [pack, language] :
         {std::pair{"hr", "en"}, std::pair{"hr", "hr"}, std::pair{"rs", "sr"}}) {
        const std::string text = printed({"obligation", "due", "--pack", pack, "--from",
                                          "2027-03-01", "--within", "60d", "--language", language});
        check_golden(std::string("cli/obligation-due-") + pack + "-" + language + ".txt", text);
    }
}

TEST_CASE("cli: on a leap day's year the 90th day comes earlier, and --why tells how") {
    const std::string text = printed(
        {"obligation", "due", "--pack", "hr", "--from", "2028-03-01", "--within", "60d", "--why"});
    CHECK(contains(text, "Thursday 30 March 2028\n  CWC-OCPF"));
    check_golden("cli/obligation-due-why.txt", text);
}

TEST_CASE("cli: obligations due, for programs") {
    check_golden("cli/obligation-due.json", printed({"obligation", "due", "--pack", "rs", "--from",
                                                     "2027-04-01", "--within", "2w", "--json"}));
}

TEST_CASE("cli: the register and one row of it") {
    check_golden("cli/obligation-list.txt", printed({"obligation", "list", "--pack", "hr"}));
    check_golden("cli/obligation-show.txt", printed({"obligation", "show", "cwc-s2-past", "--pack",
                                                     "rs", "--language", "sr-Latn"}));
}

TEST_CASE("cli: within is read in days, weeks, months and years, and today is where it begins") {
    for (const char* within : {"45d", "P45D"})
        CHECK(contains(printed({"obligation", "due", "--pack", "hr", "--within", within}),
                       "due from 1 January 2026 to 15 February 2026"));
    CHECK(contains(printed({"obligation", "due", "--pack", "hr", "--within", "2m"}),
                   "to 1 March 2026"));
    CHECK(contains(printed({"obligation", "due", "--pack", "hr", "--within", "1y"}),
                   "to 1 January 2027"));
    CHECK(contains(printed({"obligation", "due", "--pack", "hr"}), "to 2 March 2026"));
}

TEST_CASE("cli: wrong words about obligations are answered with what there is") {
    CHECK(contains(refusal({"obligation", "shwo"}), "did you mean 'show'?"));
    CHECK(contains(refusal({"obligation", "show", "BWC-CMB", "--pack", "hr"}),
                   "did you mean 'BWC-CBM'?"));
    CHECK(contains(refusal({"obligation", "show", "--pack", "hr"}), "name it by its id"));
    CHECK(contains(refusal({"obligation", "due", "BWC-CBM", "--pack", "hr"}), "shows all"));
    CHECK(contains(refusal({"obligation", "list", "BWC-CBM", "--pack", "hr"}), "shows all"));
    CHECK(contains(refusal({"obligation", "due", "--pack", "de"}), "it carries: hr, rs"));
    CHECK(contains(refusal({"obligation", "due", "--pack", "hr", "--within", "soon"}),
                   "write 60d, 8w, 3m or 1y"));
    CHECK(contains(refusal({"obligation", "due", "--pack", "hr", "--within", "200y"}), "too long"));
    CHECK(contains(refusal({"obligation", "due", "--pack", "hr", "--from", "1 March"}), "--from"));
    CHECK(contains(refusal({"obligation", "due"}), "remit office init"));
}
