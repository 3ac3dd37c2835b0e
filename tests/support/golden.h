// Golden files: what a phase, a page or a command printed when a person last read and approved it.
//
// check_golden compares with a file under tests/golden and shows the lines that differ. With
// REMIT_UPDATE_GOLDEN=1 in the environment (`./x golden --update`) it writes the file instead; the
// diff is then read in review like code. Goldens hold no time, path, hash of a build or random
// value. Every module's tests may use this header.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"

namespace remit::testing {

inline std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// The lines that differ, between two lines that agree on each side: "-" as expected, "+" as it is.
inline std::string difference_of(std::string_view expected, std::string_view actual) {
    constexpr std::ptrdiff_t kContextLines = 2;
    constexpr std::ptrdiff_t kShownLinesMax = 40;
    const std::vector<std::string_view> before = lines_of(expected);
    const std::vector<std::string_view> after = lines_of(actual);
    const auto [first_before, first_after] = std::ranges::mismatch(before, after);
    auto last_before = before.end();
    auto last_after = after.end();
    while (last_before != first_before && last_after != first_after &&
           *(last_before - 1) == *(last_after - 1)) {
        --last_before;
        --last_after;
    }
    std::string out = "line " + std::to_string(first_before - before.begin() + 1) + ":\n";
    const auto show = [&out, kShownLinesMax](char mark, auto begin, auto end) {
        const auto stop = begin + std::min(end - begin, kShownLinesMax);
        for (auto line = begin; line != stop; ++line)
            out.append(1, mark).append(" ").append(*line).append("\n");
        if (stop != end)
            out.append(1, mark)
                .append(" ... ")
                .append(std::to_string(end - stop))
                .append(" more\n");
    };
    show(' ', first_before - std::min(first_before - before.begin(), kContextLines), first_before);
    show('-', first_before, last_before);
    show('+', first_after, last_after);
    show(' ', last_before, last_before + std::min(before.end() - last_before, kContextLines));
    if (before == after) out += "only the line end at the end of the text differs\n";
    return out;
}

/// Checks that `actual` is what tests/golden/`name` holds, or writes it there when goldens are
/// being updated.
inline void check_golden(const std::string& name, std::string_view actual) {
    base::PosixEnv env;
    const std::string path = std::string(REMIT_SOURCE_DIR) + "/tests/golden/" + name;
    const base::Result<std::string> expected = env.read_file(path);
    if (expected.ok() && expected.value() == actual) return;
    if (env.find_variable("REMIT_UPDATE_GOLDEN") == "1") {
        std::filesystem::create_directories(std::filesystem::path(path).parent_path());
        const base::Status written = env.write_file(path, actual);
        CHECK_MESSAGE(written.ok(), "could not write ", path);
        MESSAGE("updated tests/golden/", name);
        return;
    }
    const std::string seen =
        expected.ok() ? difference_of(expected.value(), actual) : "there is no such file\n";
    FAIL_CHECK("tests/golden/", name, " is not what was printed; ", seen,
               "read the difference; if it is right, run `./x golden --update`");
}

}  // namespace remit::testing
