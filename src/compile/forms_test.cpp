// Every form in which acts announce units, head them and give them duties, one short act each.
//
// tests/golden/forms/NAME.txt is the act, NAME.expected.txt what is read in it: the units with
// their parents, each duty with its citation, each finding with its words. A new form is a new pair
// of files; nothing is added here.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "act/tree.h"
#include "base/env.h"
#include "support/compile_text.h"
#include "support/golden.h"

namespace remit::compile {
namespace {

std::string_view name_of(remit::UnitStatus status) {
    switch (status) {
        case remit::UnitStatus::provision:
            return "";
        case remit::UnitStatus::announced_only:
            return ", announced only";
        case remit::UnitStatus::mentioned_only:
            return ", mentioned only";
    }
    return "";
}

std::string describe_duty(const Compilation& compilation, const remit::Duty& duty) {
    std::string line =
        fmt::format("    {}: {}", duty.citation.label, compilation.text_of(duty.extent));
    if (duty.residual) line += " (residual)";
    if (duty.truncated) line += " (truncated)";
    return line + "\n";
}

/// Units in their order, each with the one above it and its duties; then what is wrong.
std::string describe(const Compilation& compilation) {
    const remit::Remit& remit = compilation.remit;
    std::string out;
    for (std::size_t i = 0; i < remit.units.size(); ++i) {
        const remit::Unit& unit = remit.units[i];
        out += fmt::format("{} {}", unit.code, unit.name);
        if (unit.parent.is_some()) out += " < " + remit.unit(unit.parent).name;
        out += fmt::format("{}\n", name_of(unit.status));
        for (const remit::DutyId duty : remit.duties_of(remit::UnitId(i))) {
            out += describe_duty(compilation, remit.duty(duty));
        }
    }
    for (const diag::Diagnostic& found : compilation.diagnostics.all()) {
        out += fmt::format("{}: '{}'\n", diag::entry_of(found.id).id_text,
                           compilation.source.text(found.span));
    }
    return out;
}

}  // namespace

TEST_CASE("forms: each form of act is read as its golden says") {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(REMIT_SOURCE_DIR) +
                                                                 "/tests/golden/forms")) {
        const std::string name = entry.path().stem().string();
        if (!name.ends_with(".expected")) names.push_back(name);
    }
    std::ranges::sort(names);
    CHECK(names.size() > 80);
    base::PosixEnv env;
    for (const std::string& name : names) {
        const auto act =
            env.read_file(std::string(REMIT_SOURCE_DIR) + "/tests/golden/forms/" + name + ".txt");
        REQUIRE_MESSAGE(act.ok(), name);
        ::remit::testing::check_golden("forms/" + name + ".expected.txt",
                                       describe(testing::compile_text(act.value())));
    }
}

}  // namespace remit::compile
