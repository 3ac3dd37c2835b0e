// What the protocol's own words need: letters of ASCII without regard to case, blanks, lists.
//
// Never for text of people: that is module text. Everything here is O(bytes) and keeps nothing.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace remit::http {

constexpr char lowered(char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

inline std::string lowered(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char byte) { return lowered(byte); });
    return out;
}

/// Whether both are the same but for the case of letters.
inline bool is_same_word(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, [](char a, char b) { return lowered(a) == lowered(b); });
}

/// Without blanks and tabs at both ends.
inline std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// Takes what stands before the first `mark` off the front, with the mark; all where there is none.
inline std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

/// What RFC 9110 calls a token: names of headers, methods, cookies.
constexpr bool is_token_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(byte) != std::string_view::npos;
}
inline bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_token_byte);
}

}  // namespace remit::http
