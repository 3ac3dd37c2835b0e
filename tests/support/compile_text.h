// For tests of the compiler: compile a short text and ask what was reported.
//
// Only tests include this. The vocabulary is loaded once a program; the dictionary is used only where a test asks.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compile/compile.h"
#include "text/spelling.h"

namespace remit::compile::testing {

inline const Knowledge& knowledge() {
    static const std::unique_ptr<const Knowledge> loaded = [] {
        auto result = load_knowledge();
        REQUIRE(result.ok());
        return std::move(result).value();
    }();
    return *loaded;
}

inline Compilation compile_text(std::string_view text, const text::Spelling* spelling = nullptr) {
    diag::Source source;
    source.add("act.txt", text);
    return compile_act(std::move(source), knowledge(), {.spelling = spelling});
}

/// The texts that diagnostics of this id point at, in order.
inline std::vector<std::string> found(const Compilation& compilation, std::string_view id) {
    std::vector<std::string> texts;
    for (const diag::Diagnostic& diagnostic : compilation.diagnostics.all()) {
        if (diag::entry_of(diagnostic.id).id_text != id) continue;
        texts.emplace_back(compilation.source.text(diagnostic.span));
    }
    return texts;
}
inline std::vector<std::string> found(std::string_view text, std::string_view id) {
    return found(compile_text(text), id);
}

using Texts = std::vector<std::string>;

}  // namespace remit::compile::testing
