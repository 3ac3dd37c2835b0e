// Fuzzes the lexer and the parser with any bytes.
//
// Properties: the tree accounts for every byte that is not blank, and printing it gives the input
// back; leaves and diagnostics lie inside the text; reading the same text twice gives the same
// tree.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "act/parser.h"
#include "act/tree.h"
#include "base/check.h"
#include "compile/knowledge.h"

namespace {

const remit::act::Grammar& grammar() {
    static const auto knowledge = remit::compile::load_knowledge();
    return knowledge.value()->grammar;
}

std::string described(std::string_view text) {
    remit::text::Lexicon lexicon;
    remit::diag::Diagnostics diagnostics;
    const remit::act::SyntaxTree syntax = remit::act::parse(text, grammar(), lexicon, diagnostics);
    REMIT_CHECK(remit::act::find_tree_fault(syntax.tree, text) == text.size());
    REMIT_CHECK(remit::act::print_tree(syntax.tree, text) == text);
    for (const auto& diagnostic : diagnostics.all()) {
        REMIT_CHECK(diagnostic.span.begin <= diagnostic.span.end &&
                    diagnostic.span.end <= text.size());
    }
    return remit::act::describe_tree(syntax.tree, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    REMIT_CHECK(described(text) == described(text));
    return 0;
}
