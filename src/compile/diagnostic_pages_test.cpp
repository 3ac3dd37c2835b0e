// Every page of docs/diagnostics is true: its example raises exactly the diagnostic it is about,
// its cure raises none.
//
// A page has one example block (```act or ```yaml) and one cured block (```act cured). In an act,
// the line
// "=== next file ===" parts files. Blocks marked yaml are packs; those of other data files are read
// by the tests of the modules that load them (tests/support/diagnostic_page.h).
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.h"
#include "compile/compile.h"
#include "compile/pack_loader.h"
#include "diag/render.h"
#include "support/diagnostic_page.h"
#include "text/spelling.h"

namespace remit::compile {
namespace {

constexpr std::string_view kNextFile = "=== next file ===\n";

const Knowledge& knowledge() {
    static const std::unique_ptr<const Knowledge> loaded = [] {
        auto result = load_knowledge();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return *loaded;
}

diag::Source source_of(std::string_view text) {
    diag::Source source;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kNextFile), text.size());
        source.add("example-" + std::to_string(++number) + ".txt", text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + kNextFile.size()));
    }
    return source;
}

Compilation compile_block(const support::PageBlock& block, const text::Spelling* spelling) {
    if (block.language == "yaml") {
        return load_pack("example.yaml", block.text, knowledge().vocabulary).compilation;
    }
    return compile_act(source_of(block.text), knowledge(), {.spelling = spelling});
}

/// The ids that a block raises, in order.
std::string ids_of(const Compilation& compilation) {
    std::string ids;
    for (const diag::Diagnostic& found : compilation.diagnostics.all()) {
        ids += (ids.empty() ? "" : " ") + std::string(diag::entry_of(found.id).id_text);
    }
    return ids;
}

std::string shown(const Compilation& compilation) {
    return diag::render_terminal(compilation.diagnostics.all(), compilation.source, {});
}

}  // namespace

TEST_CASE("diagnostic pages: every diagnostic has a page, and every page a diagnostic") {
    std::vector<std::string_view> ids;
    for (const support::DiagnosticPage& page : support::diagnostic_pages()) {
        ids.push_back(page.id);
        CHECK_MESSAGE(diag::find_diagnostic(page.id).has_value(), page.id);
        CHECK(page.text.starts_with("# " + std::string(page.id) + ": "));
    }
    for (const diag::CatalogueEntry& entry : diag::catalogue()) {
        CHECK_MESSAGE(std::ranges::find(ids, entry.id_text) != ids.end(), entry.id_text);
    }
}

TEST_CASE(
    "diagnostic pages: every page has an example and its cure, of a kind that some test reads") {
    for (const support::DiagnosticPage& page : support::diagnostic_pages()) {
        CAPTURE(page.id);
        REQUIRE(page.blocks.size() == 2);
        CHECK_FALSE(page.blocks[0].cured);
        CHECK(page.blocks[1].cured);
        CHECK(page.blocks[0].language == page.blocks[1].language);
        CHECK(std::ranges::find(support::kPageLanguages, page.blocks[0].language) !=
              support::kPageLanguages.end());
    }
}

TEST_CASE(
    "diagnostic pages: each example raises its diagnostic and nothing else, each cure nothing") {
    base::PosixEnv env;
    auto spelling = text::Spelling::open(env);
    const text::Spelling* dictionary = spelling.ok() ? &spelling.value() : nullptr;
    for (const auto& [id, text, blocks] : support::diagnostic_pages()) {
        REQUIRE(blocks.size() == 2);
        if (blocks[0].language != "act" && blocks[0].language != "yaml") continue;
        if (id == "suspected-typo" && dictionary == nullptr) {
            MESSAGE("[skipped] no dictionary of Croatian or Serbian is installed");
            continue;
        }
        CAPTURE(id);
        const Compilation example = compile_block(blocks[0], dictionary);
        const Compilation cure = compile_block(blocks[1], dictionary);
        CHECK_MESSAGE(ids_of(example) == id, shown(example));
        CHECK_MESSAGE(ids_of(cure).empty(), "cured:\n" << shown(cure));
    }
}

}  // namespace remit::compile
