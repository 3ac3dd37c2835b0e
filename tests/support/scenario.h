// An office run from the command line by a test: a folder of its own, a clock that the test sets,
// officers named after their posts, and what each command has printed.
//
// Every word goes through cli::run, as it would from a shell; only the clock, the random bytes and
// the papers are the test's. The database is a real file. A command that is declined where the
// scenario expects it to be done fails the test and prints why.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "calendar/instant.h"
#include "cli/cli.h"
#include "support/fake_env.h"
#include "support/test_store.h"

namespace remit::testing {

using Words = std::vector<std::string>;

struct Printed {
    int code = -1;
    std::string text;
    std::string errors;
};

class Scenario {
  public:
    /// An office of the pack with the sample of posts.
    explicit Scenario(std::string_view pack) {
        folder_path_ = folder_ / "";
        folder_path_.pop_back();
        env.folders.insert(folder_path_);
        env.files["paper.txt"] = "a paper";
        at("2026-01-02T09:00:00Z");
        const Printed made = run({"office", "init", folder_path_, "--pack", std::string(pack)});
        REQUIRE_MESSAGE(made.code == cli::kExitDone, made.errors);
        env.variables["REMIT_OFFICE"] = folder_path_;
    }

    /// From here on it is that time.
    void at(std::string_view moment) {
        const auto instant = calendar::Instant::parse(moment);
        REQUIRE_MESSAGE(instant.ok(), std::string(moment));
        env.now = instant.value().seconds;
    }
    /// From here on this officer acts.
    void as(std::string officer) { env.variables["REMIT_OFFICER"] = std::move(officer); }

    /// Runs a command, whatever comes of it.
    Printed run(const Words& words) {
        env.printed.clear();
        env.printed_errors.clear();
        const int code = cli::run(env, words);
        return {code, env.printed, env.printed_errors};
    }
    /// Runs a command that is to be done; what it printed.
    std::string done(const Words& words) {
        const Printed printed = run(words);
        REQUIRE_MESSAGE(printed.code == cli::kExitDone, joined(words), ": ", printed.errors,
                        printed.text);
        return printed.text;
    }
    /// Runs a command that is to be declined; why.
    std::string declined(const Words& words) {
        const Printed printed = run(words);
        REQUIRE_MESSAGE(printed.code == cli::kExitFindings, joined(words), ": ", printed.text,
                        printed.errors);
        return printed.errors;
    }
    /// Runs a command that fails and prints nothing else; the error.
    std::string failed(const Words& words) {
        const Printed printed = run(words);
        CHECK_MESSAGE(printed.code == cli::kExitFailed, joined(words));
        CHECK(printed.text.empty());
        return printed.errors;
    }

    /// Opens a matter, which is then the one that is meant. `words` is what follows "open".
    void open(Words words) {
        words.insert(words.begin(), {"matter", "open"});
        words.emplace_back("--json");
        receive(done(words));
        matter = member(last, "matter");
    }
    /// Takes a step of the matter.
    void take(std::string step, Words words = {}) {
        words.insert(words.begin(), {"matter", "step", matter, std::move(step)});
        words.emplace_back("--json");
        receive(done(words));
    }
    /// Answers a question of the matter.
    void answer(std::string question, std::string answer, std::string text = {}) {
        Words words{"matter", "answer", matter, std::move(question), std::move(answer), "--json"};
        if (!text.empty()) words.insert(words.end(), {"--note", std::move(text)});
        receive(done(words));
    }

    [[nodiscard]] std::string story(const Words& more = {}) {
        Words words{"matter", "show", matter};
        words.insert(words.end(), more.begin(), more.end());
        return done(words);
    }

    /// A text of an object in what a command printed with --json.
    static std::string member(const std::string& json, std::string_view name) {
        const auto document = base::read_json("printed", json);
        REQUIRE_MESSAGE(document.ok(), json);
        auto object = document.value().root().object();
        REQUIRE_MESSAGE(object.ok(), json);
        const auto found = object.value().take(name);
        REQUIRE_MESSAGE(found.ok(), std::string(name), " in ", json);
        return std::string(found.value().text().value());
    }

    FakeEnv env;
    std::string matter;  // the one that is meant
    std::string state;   // that the last receipt says
    std::string last;    // receipt

  private:
    static std::string joined(const Words& words) {
        std::string text;
        for (const std::string& word : words) text += word + " ";
        return text;
    }
    void receive(std::string receipt) {
        last = std::move(receipt);
        state = member(last, "state");
    }

    support::TestFolder folder_;
    std::string folder_path_;
};

/// "--set", "name=value" for each pair.
inline Words set(const std::vector<std::pair<std::string, std::string>>& fields, Words more = {}) {
    Words words;
    for (const auto& [name, value] : fields) {
        words.emplace_back("--set");
        words.push_back(name + "=" + value);
    }
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A signed paper of the kind.
inline Words paper(const std::string& kind) {
    return {"--paper", kind + "=paper.txt", "--signed"};
}

}  // namespace remit::testing
