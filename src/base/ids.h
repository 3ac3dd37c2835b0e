// Typed ids, so that an index into one table cannot be used in another.
//
// An id is an index and nothing more: it owns nothing, and it is good as long as the table it points into only grows.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace remit::base {

/// An index into one table. `Tag` names the table; a default-made id points nowhere.
template <typename Tag>
class Id {
  public:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    constexpr Id() = default;
    constexpr explicit Id(std::uint32_t index) : index_(index) {}
    constexpr explicit Id(std::size_t index) : index_(static_cast<std::uint32_t>(index)) {}

    [[nodiscard]] constexpr std::size_t index() const { return index_; }
    [[nodiscard]] constexpr bool is_some() const { return index_ != kNone; }
    constexpr auto operator<=>(const Id&) const = default;

  private:
    std::uint32_t index_ = kNone;
};

}  // namespace remit::base

template <typename Tag>
struct std::hash<remit::base::Id<Tag>> {
    std::size_t operator()(const remit::base::Id<Tag>& id) const noexcept { return id.index(); }
};
