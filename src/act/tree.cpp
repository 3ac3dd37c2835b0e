#include "act/tree.h"

#include <fmt/format.h>

#include <iterator>

#include "base/check.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace remit::act {
namespace {

/// Whether only white space stands there, as the lexer knows it.
bool is_blank(std::string_view text, std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
        const text::Decoded decoded = text::decode(text.substr(0, end), at);
        const text::CharacterKind kind = text::character_of(decoded.code_point).kind;
        const bool blank =
            kind == text::CharacterKind::space || kind == text::CharacterKind::line_end;
        if (!decoded.valid || !blank) return false;
        at += decoded.size;
    }
    return true;
}

}  // namespace

std::string_view name_of(NodeKind kind) {
    switch (kind) {
        case NodeKind::root:
            return "root";
        case NodeKind::article:
            return "article";
        case NodeKind::heading:
            return "heading";
        case NodeKind::announcement:
            return "announcement";
        case NodeKind::announced:
            return "announced";
        case NodeKind::remit:
            return "remit";
        case NodeKind::item:
            return "item";
        case NodeKind::post:
            return "post";
        case NodeKind::statement:
            return "statement";
        case NodeKind::mark:
            return "mark";
        case NodeKind::unit_name:
            return "unit_name";
        case NodeKind::unit_ref:
            return "unit_ref";
        case NodeKind::definition:
            return "definition";
        case NodeKind::lead:
            return "lead";
        case NodeKind::duty:
            return "duty";
        case NodeKind::separator:
            return "separator";
        case NodeKind::words:
            return "words";
        case NodeKind::stray:
            return "stray";
    }
    REMIT_CHECK(false);
}

std::string print_tree(const Tree& tree, std::string_view text) {
    std::string out;
    out.reserve(text.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        if (!tree.is_leaf(i)) continue;
        const diag::Span span = tree.nodes[i].span;
        if (span.begin < at) continue;  // an overlap shows as missing text
        out += text.substr(at, span.begin - at);
        out += text.substr(span.begin, span.size());
        at = span.end;
    }
    out += text.substr(at);
    return out;
}

std::size_t find_tree_fault(const Tree& tree, std::string_view text) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        if (!tree.is_leaf(i)) continue;
        const diag::Span span = tree.nodes[i].span;
        if (span.begin < at || span.end < span.begin || span.end > text.size()) return at;
        if (!is_blank(text, at, span.begin)) return at;
        at = span.end;
    }
    return is_blank(text, at, text.size()) ? text.size() : at;
}

std::string describe_tree(const Tree& tree, std::string_view text) {
    std::string out;
    std::vector<std::uint32_t> ends;  // subtree ends of the nodes above
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        while (!ends.empty() && ends.back() <= i) ends.pop_back();
        const Node& node = tree.nodes[i];
        out.append(ends.size() * 2, ' ');
        fmt::format_to(std::back_inserter(out), "{} [{}, {})", name_of(node.kind), node.span.begin,
                       node.span.end);
        if (tree.is_leaf(i)) {
            out += " '";
            for (const char c : text.substr(node.span.begin, node.span.size())) {
                if (c == '\n') {
                    out += "\\n";
                } else if (c != '\r') {
                    out += c;
                }
            }
            out += '\'';
        }
        out += '\n';
        ends.push_back(node.subtree_end);
    }
    return out;
}

}  // namespace remit::act
