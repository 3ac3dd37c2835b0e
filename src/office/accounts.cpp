#include "office/accounts.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "office/matter_view.h"
#include "text/utf8.h"

namespace remit::office {
namespace {

struct Account {
    std::string hash;
    std::int64_t failures = 0;
    std::int64_t failed_first = 0;
};

Result<bool> is_officer(const Office& office, std::string_view officer) {
    const StaffFile staff = REMIT_TRY(find_staff(office));
    return staff.establishment.find_officer(officer).has_value();
}

Status check_new(std::string_view officer, std::string_view password) {
    const auto refuse = [](std::string why) {
        return base::make_error(ErrorCode::invalid_input, std::move(why));
    };
    if (password.size() > kPasswordBytesMax)
        return refuse(fmt::format("the password is longer than {} bytes", kPasswordBytesMax));
    if (text::find_utf8_fault(password) || password.find('\0') != std::string_view::npos)
        return refuse("the password is no text in UTF-8");
    if (text::to_code_points(password).size() < kPasswordCharactersMin) {
        return refuse(fmt::format(
            "the password has fewer than {} characters; several words make a good one",
            kPasswordCharactersMin));
    }
    if (password == officer) return refuse("the password is the officer's own id; choose another");
    return base::done();
}

Result<std::optional<Account>> find_account(store::Connection& connection,
                                            std::string_view officer) {
    using Text = std::string;
    const auto row = REMIT_TRY((connection.find<Text, std::int64_t, std::int64_t>(
        "SELECT password, failures, failed_first FROM accounts WHERE officer = ?1",
        {std::string(officer)})));
    if (!row) return std::optional<Account>();
    return std::optional<Account>(Account{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)});
}

/// A hash that no password has, so that nobody learns from the time whether there is an account.
const std::string& nobodys_hash() {
    static const std::string hash =
        base::hash_password("nobody's", base::PasswordCost::interactive);
    return hash;
}

/// Counts a failure, or forgets those that were.
Status note(Office& office, std::string_view officer, bool good) {
    const std::int64_t now = office.now().seconds;
    const std::string id(officer);
    return office.database().write([&, now](store::Connection& connection) -> Status {
        if (good) {
            return connection.run(
                "UPDATE accounts SET failures = 0, failed_first = 0 WHERE officer = ?1 AND "
                "failures > 0",
                {id});
        }
        return connection.run(
            "UPDATE accounts SET "
            "failures = CASE WHEN failed_first > ?2 THEN failures + 1 ELSE 1 END, "
            "failed_first = CASE WHEN failed_first > ?2 THEN failed_first ELSE ?3 END "
            "WHERE officer = ?1",
            {id, now - kFailureSeconds, now});
    });
}

}  // namespace

Status set_password(Office& office, std::string_view officer, std::string_view password,
                    base::PasswordCost cost) {
    if (!REMIT_TRY(is_officer(office, officer))) {
        return base::make_error(ErrorCode::not_found,
                                fmt::format("there is no officer '{}'", officer));
    }
    REMIT_TRY(check_new(officer, password));
    const std::string hash = base::hash_password(password, cost);
    const std::string id(officer);
    return office.database().write([&](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run(
            "INSERT INTO accounts (officer, password) VALUES (?1, ?2) ON CONFLICT (officer) DO "
            "UPDATE SET password = excluded.password, failures = 0, failed_first = 0",
            {id, hash}));
        return connection.run("DELETE FROM sessions WHERE officer = ?1", {id});
    });
}

Result<bool> check_password(Office& office, std::string_view officer, std::string_view password) {
    if (officer.size() > kPasswordBytesMax || password.size() > kPasswordBytesMax) return false;
    const auto account = [&]() -> Result<std::optional<Account>> {
        store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        return find_account(*snapshot, officer);
    }();
    if (!account.ok()) return account.error();
    const std::optional<Account>& found = account.value();
    const bool known = found && REMIT_TRY(is_officer(office, officer));
    if (!known) {
        (void)base::is_password_of(nobodys_hash(), password);
        return false;
    }
    const bool counts = found->failed_first > office.now().seconds - kFailureSeconds;
    if (counts && found->failures >= kFailuresMax) {
        return base::make_error(ErrorCode::unavailable,
                                fmt::format("there were {} wrong passwords for '{}'; none is taken "
                                            "for {} minutes",
                                            kFailuresMax, officer, kFailureSeconds / 60));
    }
    const bool good = base::is_password_of(found->hash, password);
    if (!good || found->failures > 0) REMIT_TRY(note(office, officer, good));
    return good;
}

}  // namespace remit::office
