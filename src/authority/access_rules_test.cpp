// An institution's rules on reading arrive whole, and every fault of them is pointed at.
#include "authority/access_rules.h"

#include <doctest/doctest.h>

#include <string>

#include "authority/classification_loader.h"
#include "base/embedded.h"
#include "diag/render.h"

namespace remit::authority {
namespace {

constexpr std::string_view kRules = R"(scheme: hr
house: [hr, hr-rivers]
holds: {papers: 1, stubs: 4}
need_to_know: {rank: 2, personal: special, below: heads, above: everybody}
record_reads: {rank: 3, personal: never}
break_glass: {hours: 24}
openings:
  - {scheme: coe, by: hr, verified: false}
)";

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

LoadedAccessRules load(std::string_view bytes) {
    return load_access_rules("secrecy.yaml", bytes, schemes());
}

std::string faults_of(const LoadedAccessRules& loaded) {
    std::string faults;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        faults += (faults.empty() ? "" : " ") + std::string(diag::entry_of(found.id).id_text) +
                  ":" + std::string(loaded.source.text(found.span));
    }
    return faults;
}

std::string faults_with(std::string_view old_text, std::string_view new_text) {
    std::string file(kRules);
    const std::size_t at = file.find(old_text);
    REQUIRE(at != std::string::npos);
    return faults_of(load(file.replace(at, old_text.size(), new_text)));
}

}  // namespace

TEST_CASE("access rules: every field of a file arrives") {
    const LoadedAccessRules loaded = load(kRules);
    REQUIRE(faults_of(loaded).empty());
    const AccessRules& rules = loaded.rules;
    CHECK(rules.scheme == schemes().find_scheme("hr"));
    CHECK(rules.is_house("hr-rivers"));
    CHECK_FALSE(rules.is_house(""));
    CHECK(rules.papers_rank == 1);
    CHECK(rules.stubs_rank == 4);
    CHECK(rules.need_to_know_rank == 2);
    CHECK(rules.need_to_know_personal == Personal::special);
    CHECK(rules.below == Reach::heads);
    CHECK(rules.above == Reach::everybody);
    CHECK(rules.reads_rank == 3);
    CHECK(rules.reads_personal == Personal::never);
    CHECK(rules.glass_hours == 24);
    REQUIRE(rules.openings.size() == 1);
    CHECK(rules.openings[0].scheme == schemes().find_scheme("coe"));
    CHECK_FALSE(rules.openings[0].verified);
}

TEST_CASE("access rules: a faulty value is pointed at, and nothing is opened by it") {
    CHECK(faults_with("scheme: hr\n", "scheme: mars\n") == "unknown-reference:mars");
    CHECK(faults_with("scheme: coe", "scheme: moon") == "unknown-reference:moon");
    CHECK(faults_with("papers: 1", "papers: 5") == "bad-value:5");
    CHECK(faults_with("stubs: 4", "stubs: 0") == "bad-value:0");
    CHECK(faults_with("rank: 2", "rank: -1") == "bad-value:-1");
    CHECK(faults_with("rank: 2", "rank: two") == "bad-value:two");
    CHECK(faults_with("personal: special", "personal: none") == "bad-value:none");
    CHECK(faults_with("below: heads", "below: chiefs") == "bad-value:chiefs");
    CHECK(faults_with("hours: 24", "hours: 169") == "bad-value:169");
    CHECK(faults_with("by: hr", "by: coe") == "bad-value:coe");
    CHECK(faults_with("house: [hr, hr-rivers]", "house: [hr, hr]") == "duplicate-id:hr");
    CHECK(faults_with("house: [hr, hr-rivers]", "house: hr") == "wrong-type:hr");
    CHECK(faults_with("openings:", "openings:\n  - {scheme: coe, by: hr}") == "duplicate-id:hr");
    CHECK(faults_with("break_glass: {hours: 24}\n", "") == "missing-field:scheme");
    CHECK(faults_with("above: everybody", "beside: everybody").find("unknown-field:beside") !=
          std::string::npos);
    CHECK(faults_with("holds: {papers: 1, stubs: 4}", "holds: 1") == "wrong-type:1");
    const AccessRules rules = load("{}").rules;
    CHECK(rules.need_to_know_rank == 0);
    CHECK(rules.papers_rank == 0);
    CHECK(rules.glass_hours == 0);
    CHECK(rules.below == Reach::nobody);
    CHECK(rules.reads_rank == 0);
}

TEST_CASE("access rules: those of every pack are without fault") {
    int packs = 0;
    for (const base::EmbeddedFile& file : base::embedded_under(base::embedded_files(), "packs/")) {
        if (!file.path.ends_with("/secrecy.yaml")) continue;
        ++packs;
        const LoadedAccessRules loaded =
            load_access_rules(std::string(file.path), file.bytes, schemes());
        CHECK_MESSAGE(loaded.diagnostics.all().empty(),
                      diag::render_terminal(loaded.diagnostics.all(), loaded.source, {}));
        CHECK_FALSE(loaded.rules.house.empty());
    }
    CHECK(packs >= 2);
}

}  // namespace remit::authority
