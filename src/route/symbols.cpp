#include "route/symbols.h"

namespace remit::route {
namespace {

/// A run takes no more: symbols are short, and a text that is none shall not be read over and over.
constexpr std::size_t kRunBytesMax = 64;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128;
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_opening(char c) {
    return is_space(c) || c == '(' || c == '[' || c == '"' || c == '\'';
}
bool may_begin(char c) {
    return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '(' || c == '{';
}

}  // namespace

std::vector<SymbolFinder::Part> SymbolFinder::parts_of(std::string_view pattern) {
    std::vector<Part> parts;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '#') {
            parts.push_back({Part::Kind::number, {}});
        } else if (pattern.substr(i).starts_with("**")) {
            parts.push_back({Part::Kind::rest, {}});
            ++i;
        } else if (pattern[i] == '*') {
            parts.push_back({Part::Kind::segment, {}});
        } else {
            if (parts.empty() || parts.back().kind != Part::Kind::literal) {
                parts.push_back({Part::Kind::literal, {}});
            }
            parts.back().literal += pattern[i];
        }
    }
    return parts;
}

SymbolFinder::SymbolFinder(std::span<const Symbol> symbols) {
    for (std::uint32_t index = 0; index < symbols.size(); ++index) {
        Pattern pattern{parts_of(symbols[index].pattern), index};
        if (pattern.parts.empty()) continue;
        const auto number = static_cast<std::uint32_t>(patterns_.size());
        const Part& first = pattern.parts.front();
        if (first.kind == Part::Kind::literal) {
            by_first_byte_[static_cast<unsigned char>(first.literal.front())].push_back(number);
        } else if (first.kind == Part::Kind::number) {
            for (char c = '0'; c <= '9'; ++c) {
                by_first_byte_[static_cast<unsigned char>(c)].push_back(number);
            }
        }
        patterns_.push_back(std::move(pattern));
    }
}

/// Where the parts end that begin at `at`. A run takes as little as lets the next part follow;
/// patterns are data of ours and short, so that the ways to try are few.
std::optional<std::size_t> SymbolFinder::match(std::span<const Part> parts, std::string_view text,
                                               std::size_t at) {
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const Part& part = parts[index];
        const std::size_t begin = at;
        switch (part.kind) {
            case Part::Kind::literal:
                if (!text.substr(at).starts_with(part.literal)) return std::nullopt;
                at += part.literal.size();
                continue;
            case Part::Kind::number:
                while (at < text.size() && is_digit(text[at])) ++at;
                if (at == begin) return std::nullopt;
                continue;
            case Part::Kind::segment:
            case Part::Kind::rest:
                break;
        }
        const bool stops_at_slash = part.kind == Part::Kind::segment;
        while (at < text.size() && at - begin < kRunBytesMax && !is_space(text[at]) &&
               !(stops_at_slash && text[at] == '/')) {
            ++at;
            if (const auto end = match(parts.subspan(index + 1), text, at)) return end;
        }
        return std::nullopt;
    }
    return at;
}

std::optional<SymbolMatch> SymbolFinder::longest_at(std::string_view text,
                                                    std::size_t begin) const {
    std::optional<SymbolMatch> longest;
    for (const std::uint32_t number : by_first_byte_[static_cast<unsigned char>(text[begin])]) {
        const Pattern& pattern = patterns_[number];
        const auto end = match(pattern.parts, text, begin);
        if (!end) continue;
        const bool cut = is_letter(text[*end - 1]) && *end < text.size() && is_letter(text[*end]);
        if (cut || (longest && *end <= longest->end)) continue;
        longest = SymbolMatch{pattern.symbol, static_cast<std::uint32_t>(begin),
                              static_cast<std::uint32_t>(*end)};
    }
    return longest;
}

void SymbolFinder::find(std::string_view text, std::vector<SymbolMatch>& out) const {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!may_begin(text[at]) || (at > 0 && !is_opening(text[at - 1]))) continue;
        if (const auto found = longest_at(text, at)) {
            out.push_back(*found);
            at = found->end - 1;
        }
    }
}

}  // namespace remit::route
