// The rows of a query, read into the types that the caller names.
//
// Kinds are checked, never converted: a column that holds another kind than was asked for is an
// error of the database, not of the program, since a damaged file may say anything. Views are
// borrowed until the next row. Rows do not outlive the transaction they were read in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/result.h"
#include "store/value.h"

namespace remit::store {

class Connection;

/// What a driver gives for a running query.
class Cursor {
  public:
    virtual ~Cursor() = default;
    /// Whether there is a further row; moves to it.
    virtual Result<bool> step() = 0;
    [[nodiscard]] virtual std::size_t column_count() const = 0;
    [[nodiscard]] virtual std::string column_name(std::size_t index) const = 0;
    /// A column of the row; borrowed until the next step.
    [[nodiscard]] virtual Value column(std::size_t index) const = 0;
};

/// How a type is read from a column, and what the kind is called. `kView`: it borrows from the row.
template <typename T>
struct Column;

template <typename Kept, typename T = Kept>
std::optional<T> read_kind(const Value& value) {
    const Kept* found = std::get_if<Kept>(&value.content());
    return found ? std::optional<T>(*found) : std::nullopt;
}

template <>
struct Column<std::int64_t> {
    static constexpr std::string_view kKind = "an integer";
    static constexpr bool kView = false;
    static auto read(const Value& value) { return read_kind<std::int64_t>(value); }
};
template <>
struct Column<std::string_view> {
    static constexpr std::string_view kKind = "a text";
    static constexpr bool kView = true;
    static auto read(const Value& value) { return read_kind<std::string_view>(value); }
};
template <>
struct Column<std::string> {
    static constexpr std::string_view kKind = "a text";
    static constexpr bool kView = false;
    static auto read(const Value& value) { return read_kind<std::string_view, std::string>(value); }
};
template <>
struct Column<Blob> {
    static constexpr std::string_view kKind = "bytes";
    static constexpr bool kView = true;
    static auto read(const Value& value) { return read_kind<Blob>(value); }
};
template <>
struct Column<OwnedBlob> {
    static constexpr std::string_view kKind = "bytes";
    static constexpr bool kView = false;
    static auto read(const Value& value) { return read_kind<Blob, OwnedBlob>(value); }
};
template <typename T>
struct Column<std::optional<T>> {
    static constexpr std::string_view kKind = Column<T>::kKind;
    static constexpr bool kView = Column<T>::kView;
    static std::optional<std::optional<T>> read(const Value& value) {
        if (std::holds_alternative<std::monostate>(value.content()))
            return std::optional<std::optional<T>>(std::in_place);
        auto found = Column<T>::read(value);
        if (!found) return std::nullopt;
        return std::optional<T>(std::move(found));
    }
};

class Rows {
  public:
    /// The next row, or nothing at the end. A T is std::int64_t, std::string, std::string_view,
    /// OwnedBlob, Blob, or an optional of one of them where the column may be null.
    ///
    ///     while (const auto row = REMIT_TRY(rows.next<std::int64_t, std::string_view>())) {
    ///         const auto& [number, title] = *row;
    ///
    /// Errors: corrupt (a column holds another kind), and those of Connection::query.
    template <typename... Ts>
    Result<std::optional<std::tuple<Ts...>>> next() {
        REMIT_CHECK(cursor_->column_count() == sizeof...(Ts));
        if (!REMIT_TRY(step())) return std::optional<std::tuple<Ts...>>();
        return read<Ts...>(std::index_sequence_for<Ts...>());
    }

  private:
    friend class Connection;
    Rows(Connection& connection, std::unique_ptr<Cursor> cursor)
        : connection_(&connection), cursor_(std::move(cursor)) {}

    Result<bool> step();
    [[nodiscard]] Error wrong_kind(std::size_t index, std::string_view expected) const;

    template <typename T>
    T take(std::size_t index, std::optional<Error>& fault) const {
        auto found = Column<T>::read(cursor_->column(index));
        if (!found && !fault) fault = wrong_kind(index, Column<T>::kKind);
        return found ? *std::move(found) : T();
    }
    template <typename... Ts, std::size_t... Is>
    Result<std::optional<std::tuple<Ts...>>> read(std::index_sequence<Is...> /*columns*/) const {
        std::optional<Error> fault;
        std::tuple<Ts...> row{take<Ts>(Is, fault)...};
        if (fault) return *std::move(fault);
        return std::optional(std::move(row));
    }

    Connection* connection_;  // whose transaction this is read in
    std::unique_ptr<Cursor> cursor_;
};

}  // namespace remit::store
