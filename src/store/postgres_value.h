// Values in PostgreSQL's binary form: parameters on the way out, columns on the way in.
//
// Integers are in network order at the width of their type; texts and bytes are as they are. Kinds
// are checked against the type that the server names, so that no text is ever taken for bytes.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/value.h"

namespace remit::store {

/// The parameters of a call, as libpq takes them. Borrows the values.
class PostgresParameters {
  public:
    /// Errors: invalid_input (a kind that the type does not take, an integer too large for it).
    static Result<PostgresParameters> of(std::span<const Value> values, std::span<const Oid> types);

    [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()); }
    [[nodiscard]] const char* const* pointers() const { return pointers_.data(); }
    [[nodiscard]] const int* sizes() const { return sizes_.data(); }
    [[nodiscard]] const int* formats() const { return formats_.data(); }

  private:
    Status add(const Value& value, Oid type);
    Status add_integer(std::int64_t number, Oid type);
    void add_bytes(std::string_view bytes);

    std::deque<std::array<char, 8>> integers_;  // does not move what it holds
    std::vector<const char*> pointers_;
    std::vector<int> sizes_;
    std::vector<int> formats_;
};

/// A column of a result in binary form; borrowed from it.
Value postgres_column(const PGresult* result, int row, int column);

}  // namespace remit::store
