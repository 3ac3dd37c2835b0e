// The blocks of a page of docs/diagnostics: one example that raises the page's diagnostic, one cure
// that raises none.
//
// The word behind the fence says what the block is and so which module's test reads it: `act` and
// `yaml` (packs) are compile's, others those of the module whose data files they are. A new word is
// added to kPageLanguages and to a test.
#pragma once

#include <doctest/doctest.h>

#include <array>
#include <string_view>
#include <vector>

#include "base/embedded.h"

namespace remit::support {

inline constexpr std::string_view kPageFolder = "docs/diagnostics/";
inline constexpr std::array<std::string_view, 6> kPageLanguages{
    "act", "yaml", "calendar", "procedure", "secrecy", "establishment"};

struct PageBlock {
    std::string_view language;
    bool cured = false;
    std::string_view text;
};

struct DiagnosticPage {
    std::string_view id;
    std::string_view text;
    std::vector<PageBlock> blocks;
};

inline std::vector<PageBlock> blocks_of(std::string_view page) {
    constexpr std::string_view kFence = "```";
    std::vector<PageBlock> blocks;
    for (std::size_t at = page.find(kFence); at != std::string_view::npos;
         at = page.find(kFence, at)) {
        const std::size_t info_end = page.find('\n', at);
        const std::size_t end = page.find("\n```", info_end);
        REQUIRE(end != std::string_view::npos);
        const std::string_view info =
            page.substr(at + kFence.size(), info_end - at - kFence.size());
        const std::string_view language = info.substr(0, info.find(' '));
        blocks.push_back(
            {language, info.ends_with(" cured"), page.substr(info_end + 1, end - info_end)});
        at = end + 1 + kFence.size();
    }
    return blocks;
}

/// Every page that the binary carries, sorted by id.
inline std::vector<DiagnosticPage> diagnostic_pages() {
    std::vector<DiagnosticPage> pages;
    for (const base::EmbeddedFile& file :
         base::embedded_under(base::embedded_files(), kPageFolder)) {
        if (file.path.ends_with("README.md")) continue;
        std::string_view id = file.path.substr(kPageFolder.size());
        id = id.substr(0, id.find('.'));
        pages.push_back({id, file.bytes, blocks_of(file.bytes)});
    }
    return pages;
}

}  // namespace remit::support
