#include "store/connection.h"

#include <fmt/format.h>

#include <utility>

namespace remit::store {

namespace {

std::string savepoint_name(int depth) {
    return fmt::format("remit_{}", depth);
}

Status acceptable(const Value& value) {
    const auto* text = std::get_if<std::string_view>(&value.content());
    const auto* blob = std::get_if<Blob>(&value.content());
    const std::string_view bytes = text ? *text : blob ? blob->bytes : std::string_view();
    if (bytes.size() > kValueBytesMax) {
        return base::make_error(ErrorCode::limit,
                                fmt::format("a value of {} bytes is over the {} MiB that one may "
                                            "have: divide it",
                                            bytes.size(), kValueBytesMax >> 20U));
    }
    if (text && text->find('\0') != std::string_view::npos) {
        return base::make_error(ErrorCode::invalid_input,
                                "a text holds the character NUL, which no store keeps: take it "
                                "out, or keep it as bytes");
    }
    return base::done();
}

}  // namespace

template <typename T>
Result<T> Connection::remember(Result<T> result) {
    if (!result.ok() && !failure_) failure_ = result.error();
    return result;
}

Status Connection::ready() const {
    REMIT_CHECK(depth_ > 0);
    if (failure_) return *failure_;
    if (!transaction_open()) {
        return base::make_error(ErrorCode::invalid_input,
                                "a statement ended the transaction it ran in: COMMIT and ROLLBACK "
                                "are not for statements");
    }
    return base::done();
}

Status Connection::ready_for(const Values& values) const {
    REMIT_TRY(ready());
    for (const Value& value : values) REMIT_TRY(acceptable(value));
    return base::done();
}

Status Connection::run(std::string_view sql, const Values& values) {
    const auto changed = change(sql, values);
    return changed.ok() ? base::done() : Status(changed.error());
}

Result<std::int64_t> Connection::change(std::string_view sql, const Values& values) {
    REMIT_TRY(remember(ready_for(values)));
    return remember(execute(sql, values));
}

Status Connection::change_one(std::string_view sql, const Values& values) {
    const std::int64_t count = REMIT_TRY(change(sql, values));
    if (count == 1) return base::done();
    return remember(Status(base::make_error(
        ErrorCode::conflict, fmt::format("{} rows and not one were changed by '{}': it was changed "
                                         "by another meanwhile; read it again",
                                         count, sql))));
}

Result<Rows> Connection::query(std::string_view sql, const Values& values) {
    REMIT_TRY(remember(ready_for(values)));
    return Rows(*this, REMIT_TRY(remember(open_cursor(sql, values))));
}

Status Connection::run_script(const std::string& sql) {
    REMIT_TRY(remember(ready()));
    REMIT_TRY(remember(execute_script(sql)));
    return remember(ready());
}

Status Connection::enter(TransactionKind kind) {
    if (depth_ == 0) {
        REMIT_TRY(begin(kind));
        failure_.reset();
    } else {
        REMIT_TRY(ready());
        REMIT_TRY(remember(savepoint(savepoint_name(depth_))));
    }
    ++depth_;
    return base::done();
}

Status Connection::leave_committed() {
    Status status = ready();
    if (status.ok()) status = depth_ == 1 ? commit() : release(savepoint_name(depth_ - 1));
    if (!status.ok()) {
        leave_rolled_back();
        return status;
    }
    --depth_;
    return base::done();
}

void Connection::leave_rolled_back() {
    REMIT_CHECK(depth_ > 0);
    --depth_;
    // Where the database has ended the transaction by itself there is nothing to roll back, and
    // the levels above are lost with it: ready() tells them.
    if (!transaction_open()) {
        if (depth_ > 0 && !failure_) static_cast<void>(remember(ready()));
        return;
    }
    const Status status = depth_ == 0 ? roll_back() : roll_back_to(savepoint_name(depth_));
    if (status.ok()) {
        failure_.reset();
    } else if (!failure_) {
        failure_ = status.error();
    }
}

Result<bool> Rows::step() {
    REMIT_TRY(connection_->ready());
    return connection_->remember(cursor_->step());
}

Error Rows::wrong_kind(std::size_t index, std::string_view expected) const {
    return base::make_error(
        ErrorCode::corrupt,
        fmt::format("column '{}' of a row does not hold {}: unless the statement lacks a CAST, the "
                    "database is damaged; restore the last backup",
                    cursor_->column_name(index), expected));
}

}  // namespace remit::store
