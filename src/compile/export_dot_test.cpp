// The organigram is a file that Graphviz accepts, and says of each unit what a person looks for.
#include "compile/export_dot.h"

#include <doctest/doctest.h>

#include <string>

#include "support/export_sample.h"
#include "support/fake_env.h"
#include "support/golden.h"

namespace remit::compile {

TEST_CASE("export dot: the organigram is drawn as the golden has it") {
    const auto sample = testing::make_export_sample();
    testing::check_golden("export/harbour.dot", export_dot(sample->compilation));
}

TEST_CASE("export dot: Graphviz draws it, without a complaint") {
    base::PosixEnv env;
    if (!env.run_program("dot", {"-V"}, "").ok()) {
        MESSAGE("[skipped] Graphviz is not installed");
        return;
    }
    const auto sample = testing::make_export_sample();
    const auto svg = export_svg(sample->compilation, env);
    REQUIRE_MESSAGE(svg.ok(), (svg.ok() ? "" : svg.error().message));
    CHECK(svg.value().find("Uprava za luke &amp;") != std::string::npos);
    CHECK(svg.value().find("bez poslova") != std::string::npos);
    CHECK(svg.value().find("2 posla") != std::string::npos);
}

TEST_CASE("export dot: without Graphviz the error says what is missing") {
    testing::FakeEnv env;
    const auto sample = testing::make_export_sample();
    const auto svg = export_svg(sample->compilation, env);
    REQUIRE_FALSE(svg.ok());
    CHECK(svg.error().message.starts_with("drawing the organigram"));
}

TEST_CASE("export dot: of thousands of units the first are drawn and the rest counted") {
    auto sample = testing::make_export_sample();
    remit::Remit& remit = sample->compilation.remit;
    for (std::size_t unit = 0; unit < 2'000; ++unit) remit.units.push_back(remit.units.back());
    const std::string dot = export_dot(sample->compilation);
    CHECK(dot.find("503 nije nacrtano") != std::string::npos);
    CHECK(dot.find("u1500 ") == std::string::npos);
}

TEST_CASE("export dot: an act without units gives an empty drawing") {
    auto sample = testing::make_export_sample();
    sample->compilation.remit = remit::Remit();
    CHECK(export_dot(sample->compilation).find("0 units") != std::string::npos);
}

}  // namespace remit::compile
