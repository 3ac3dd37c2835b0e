// The pages of docs/diagnostics whose blocks are procedures are true: the example raises exactly
// its diagnostic, the cure raises none.
#include <doctest/doctest.h>

#include <string>

#include "diag/render.h"
#include "procedure/loader.h"
#include "support/diagnostic_page.h"
#include "support/vocabulary.h"

namespace remit::procedure {
namespace {

constexpr std::string_view kNextFile = "=== next file ===\n";

LoadedProcedures load_block(std::string_view text) {
    std::vector<ProcedureFile> files;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kNextFile), text.size());
        files.push_back({.name = "example.yaml", .bytes = text.substr(0, end)});
        text.remove_prefix(std::min(text.size(), end + kNextFile.size()));
    }
    return load_procedures(files, testing::vocabulary());
}

std::string ids_of(const LoadedProcedures& loaded) {
    std::string ids;
    for (const diag::Diagnostic& found : loaded.diagnostics.all()) {
        ids += (ids.empty() ? "" : " ") + std::string(diag::entry_of(found.id).id_text);
    }
    return ids;
}

std::string shown(const LoadedProcedures& loaded) {
    return diag::render_terminal(loaded.diagnostics.all(), loaded.source, {});
}

}  // namespace

TEST_CASE(
    "diagnostic pages of procedures: each example raises its diagnostic and nothing else, each "
    "cure nothing") {
    int pages = 0;
    for (const auto& [id, text, blocks] : support::diagnostic_pages()) {
        if (blocks.empty() || blocks[0].language != "procedure") continue;
        ++pages;
        CAPTURE(id);
        REQUIRE(blocks.size() == 2);
        const LoadedProcedures example = load_block(blocks[0].text);
        const LoadedProcedures cure = load_block(blocks[1].text);
        CHECK_MESSAGE(ids_of(example) == id, shown(example));
        CHECK_MESSAGE(ids_of(cure).empty(), "cured:\n" << shown(cure));
    }
    CHECK(pages > 0);
}

}  // namespace remit::procedure
