// Which unit stands above which, by the codes of the act.
//
// A matter keeps codes, not indexes, because it outlives the tables of one program; this answers
// the engine's two questions about them. Invariant: units form a forest; a unit whose parent is
// unknown, or whose parents run in a circle, is a root. Nothing here knows duties.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/model.h"

namespace remit::procedure {

class Hierarchy {
  public:
    /// Pairs of a unit's code and its parent's; an empty parent is a root. Of a code that stands
    /// twice the first counts. Cost: O(units log units).
    static Hierarchy from_parents(std::vector<std::pair<std::string, std::string>> units);
    static Hierarchy of(std::initializer_list<std::pair<std::string, std::string>> units);
    static Hierarchy of(const remit::Remit& act);

    [[nodiscard]] bool has(std::string_view unit) const;
    /// Whether the first stands above the second; no unit stands above itself. Cost: O(depth + log
    /// units).
    [[nodiscard]] bool is_above(std::string_view above, std::string_view unit) const;
    /// The unit so many levels up, or the highest there is; the unit itself where it is unknown.
    /// Borrowed from this or from the argument.
    [[nodiscard]] std::string_view above(std::string_view unit, std::uint32_t levels) const;
    [[nodiscard]] std::string_view top_of(std::string_view unit) const;
    [[nodiscard]] bool is_root(std::string_view unit) const;

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
    [[nodiscard]] std::uint32_t index_of(std::string_view unit) const;
    void cut_circles();

    std::vector<std::string> codes_;      // sorted
    std::vector<std::uint32_t> parents_;  // indexed like codes_
};

}  // namespace remit::procedure
