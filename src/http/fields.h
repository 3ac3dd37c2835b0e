// Named values as queries and forms carry them, and application/x-www-form-urlencoded.
//
// Invariant: names and values are UTF-8 without NUL, decoded; they keep their order, and a name may
// stand more than once. What cannot be decoded is refused as a whole, never guessed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace remit::http {

inline constexpr std::size_t kFieldsMax = 1'000;

struct Field {
    std::string name;
    std::string value;
    bool operator==(const Field&) const = default;
};

class Fields {
  public:
    void add(std::string name, std::string value) {
        all_.push_back({std::move(name), std::move(value)});
    }
    /// The first of that name. It borrows from the Fields.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    /// The first of that name, or an empty text.
    [[nodiscard]] std::string_view text(std::string_view name) const;
    /// Every one of that name, in order.
    [[nodiscard]] std::vector<std::string_view> every(std::string_view name) const;
    [[nodiscard]] const std::vector<Field>& all() const { return all_; }

    bool operator==(const Fields&) const = default;

  private:
    std::vector<Field> all_;
};

/// "a=1&b=%C5%BE+x". Errors: invalid_input (a bad escape, no UTF-8, NUL), limit (over kFieldsMax).
Result<Fields> read_urlencoded(std::string_view text);
std::string write_urlencoded(const Fields& fields);

/// Each "%C5" as its byte; none where an escape is broken.
std::optional<std::string> percent_decoded(std::string_view text);
/// Everything but letters, digits and "-._~" as "%C5".
std::string percent_encoded(std::string_view text);
/// UTF-8 without NUL.
bool is_clean_text(std::string_view text);

}  // namespace remit::http
