// Document symbols: "S/RES/1244 (1999)", "CCPR/C/134/D/3624/2019", "PC.DEL/123/24".
//
// A symbol says by itself from which organ a paper comes and often what kind of paper it is. It
// stands at the start of a word, in the capitals in which it is written. The longest pattern wins;
// what follows it ("/Rev.1") does not matter.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "route/signs.h"

namespace remit::route {

struct SymbolMatch {
    std::uint32_t symbol = 0;  // into the list that the finder was made of
    std::uint32_t begin = 0;   // bytes of the text
    std::uint32_t end = 0;
};

class SymbolFinder {
  public:
    explicit SymbolFinder(std::span<const Symbol> symbols);

    /// Appends the symbols of the text, in order; they do not overlap.
    /// Cost: O(bytes), and O(patterns that share a first letter) at each word in capitals.
    void find(std::string_view text, std::vector<SymbolMatch>& out) const;

  private:
    struct Part {
        enum class Kind : std::uint8_t { literal, number, segment, rest };
        Kind kind = Kind::literal;
        std::string literal;
    };
    struct Pattern {
        std::vector<Part> parts;
        std::uint32_t symbol = 0;
    };
    static std::vector<Part> parts_of(std::string_view pattern);
    [[nodiscard]] static std::optional<std::size_t> match(std::span<const Part> parts,
                                                          std::string_view text, std::size_t at);
    [[nodiscard]] std::optional<SymbolMatch> longest_at(std::string_view text,
                                                        std::size_t begin) const;

    std::vector<Pattern> patterns_;
    std::array<std::vector<std::uint32_t>, 256> by_first_byte_;
};

}  // namespace remit::route
