// The prepared statements of one connection, kept by their SQL, the least recently used given up.
//
// A statement that is being stepped through is not in the cache: take() hands it out and
// give_back() returns it, so that the same SQL can run twice at a time (the second is prepared
// anew). Holds at most kStatementsMax; a program that writes its SQL freely cannot make it grow.
#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace remit::store {

inline constexpr std::size_t kStatementsMax = 256;

template <typename Statement>
class StatementCache {
  public:
    std::optional<Statement> take(std::string_view sql) {
        const auto found = by_sql_.find(sql);
        if (found == by_sql_.end()) return std::nullopt;
        Statement statement = std::move(found->second->statement);
        const auto entry = found->second;
        by_sql_.erase(found);
        entries_.erase(entry);
        return statement;
    }

    /// Keeps it, and returns the one that had to go for it, if any.
    std::optional<Statement> give_back(std::string_view sql, Statement statement) {
        if (by_sql_.contains(sql)) return statement;  // it ran twice at a time: one is enough
        entries_.push_front({std::string(sql), std::move(statement)});
        by_sql_.emplace(entries_.front().sql, entries_.begin());
        if (entries_.size() <= kStatementsMax) return std::nullopt;
        Statement oldest = std::move(entries_.back().statement);
        by_sql_.erase(entries_.back().sql);
        entries_.pop_back();
        return oldest;
    }

    [[nodiscard]] std::size_t count() const { return entries_.size(); }

  private:
    struct Entry {
        std::string sql;
        Statement statement;
    };
    std::list<Entry> entries_;  // most recently used first
    std::unordered_map<std::string_view, typename std::list<Entry>::iterator> by_sql_;
};

}  // namespace remit::store
