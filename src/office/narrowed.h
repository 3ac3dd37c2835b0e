// A query that grows by what narrows it: the text, and the values in the order of its parameters.
//
// Of registers only. Invariant: parameters are numbered as their values stand, so that a term and
// its value cannot come apart. SQL as store/connection.h has it; texts are borrowed, as
// store::Value has them, until the query has run.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "authority/access_sql.h"
#include "store/connection.h"

namespace remit::office {

class Narrowed {
  public:
    explicit Narrowed(std::string sql) : sql_(std::move(sql)) {}

    /// " AND unit = ?{}" with its value.
    void add(std::string_view term, store::Value value) {
        values_.push_back(std::move(value));
        sql_ += fmt::format(fmt::runtime(term), values_.size());
    }
    /// The same; an empty text asks for all.
    void add_if_given(std::string_view term, const std::string& value) {
        if (!value.empty()) add(term, value);
    }
    /// " AND (due, id) > (?{}, ?{})": behind the row with this key.
    void add_key(std::string_view term, store::Value first, store::Value second) {
        values_.push_back(std::move(first));
        values_.push_back(std::move(second));
        sql_ += fmt::format(fmt::runtime(term), values_.size() - 1, values_.size());
    }
    void add(std::string_view text) { sql_ += text; }
    /// A predicate whose first parameter is first_parameter(); borrowed as well.
    void add(const authority::SqlPredicate& predicate) {
        sql_ += predicate.text;
        values_.insert(values_.end(), predicate.parameters.begin(), predicate.parameters.end());
    }

    void add(authority::SqlPredicate&&) = delete;

    [[nodiscard]] std::size_t first_parameter() const { return values_.size() + 1; }
    Result<store::Rows> run(store::Connection& connection) const {
        return connection.query(sql_, values_);
    }

  private:
    std::string sql_;
    store::Connection::Values values_;
};

}  // namespace remit::office
