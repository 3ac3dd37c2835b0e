// Every page of docs/diagnostics is true: its example raises exactly the diagnostic it is about, its cure raises none.
//
// A page has one example block (```act or ```yaml) and one cured block (```act cured). In an act, the line
// "=== next file ===" parts files. Blocks marked yaml are packs.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/env.h"
#include "compile/compile.h"
#include "compile/pack_loader.h"
#include "diag/render.h"
#include "text/spelling.h"

namespace remit::compile {
namespace {

constexpr std::string_view kFolder = "docs/diagnostics/";
constexpr std::string_view kNextFile = "=== next file ===\n";
constexpr std::string_view kFence = "```";

struct Block {
    std::string_view language;  // "act" or "yaml"
    bool cured = false;
    std::string_view text;
};

const Knowledge& knowledge() {
    static const std::unique_ptr<const Knowledge> loaded = [] {
        auto result = load_knowledge();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return *loaded;
}

std::vector<Block> blocks_of(std::string_view page) {
    std::vector<Block> blocks;
    for (std::size_t at = page.find(kFence); at != std::string_view::npos;
         at = page.find(kFence, at)) {
        const std::size_t info_end = page.find('\n', at);
        const std::size_t end = page.find("\n```", info_end);
        REQUIRE(end != std::string_view::npos);
        const std::string_view info = page.substr(at + kFence.size(), info_end - at - kFence.size());
        const std::string_view language = info.substr(0, info.find(' '));
        blocks.push_back({language, info.ends_with(" cured"), page.substr(info_end + 1, end - info_end)});
        at = end + 1 + kFence.size();
    }
    return blocks;
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

Compilation compile_block(const Block& block, const text::Spelling* spelling) {
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

std::string_view id_of(std::string_view path) {
    path.remove_prefix(kFolder.size());
    return path.substr(0, path.find('.'));
}

std::string shown(const Compilation& compilation) {
    return diag::render_terminal(compilation.diagnostics.all(), compilation.source, {});
}

}  // namespace

TEST_CASE("diagnostic pages: every diagnostic has a page, and every page a diagnostic") {
    std::vector<std::string> pages;
    for (const base::EmbeddedFile& file : base::embedded_files()) {
        if (!file.path.starts_with(kFolder) || file.path.ends_with("README.md")) continue;
        pages.emplace_back(id_of(file.path));
        CHECK_MESSAGE(diag::find_diagnostic(pages.back()).has_value(), pages.back());
        CHECK(file.bytes.starts_with("# " + pages.back() + ": "));
    }
    for (const diag::CatalogueEntry& entry : diag::catalogue()) {
        CHECK_MESSAGE(std::ranges::find(pages, entry.id_text) != pages.end(), entry.id_text);
    }
}

TEST_CASE("diagnostic pages: each example raises its diagnostic and nothing else, each cure nothing") {
    base::PosixEnv env;
    auto spelling = text::Spelling::open(env);
    const text::Spelling* dictionary = spelling.ok() ? &spelling.value() : nullptr;
    for (const base::EmbeddedFile& file : base::embedded_files()) {
        if (!file.path.starts_with(kFolder) || file.path.ends_with("README.md")) continue;
        const std::string_view id = id_of(file.path);
        if (id == "suspected-typo" && dictionary == nullptr) {
            MESSAGE("[skipped] no dictionary of Croatian or Serbian is installed");
            continue;
        }
        const std::vector<Block> blocks = blocks_of(file.bytes);
        CAPTURE(id);
        REQUIRE(blocks.size() == 2);
        CHECK_FALSE(blocks[0].cured);
        CHECK(blocks[1].cured);
        const Compilation example = compile_block(blocks[0], dictionary);
        const Compilation cure = compile_block(blocks[1], dictionary);
        CHECK_MESSAGE(ids_of(example) == id, shown(example));
        CHECK_MESSAGE(ids_of(cure).empty(), "cured:\n" << shown(cure));
    }
}

}  // namespace remit::compile
