#include "office/accounts.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "office/journal.h"
#include "text/utf8.h"

namespace remit::office {
namespace {

Result<bool> is_officer(Office& office, std::string_view officer) {
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const Journal journal(*snapshot, office.institution().id(), office.env());
    const StaffFile* staff = REMIT_TRY(office.staff(journal));
    return staff->establishment.find_officer(officer).has_value();
}

Status check_new(std::string_view officer, std::string_view password) {
    const auto refuse = [](std::string why) {
        return base::make_error(ErrorCode::invalid_input, std::move(why));
    };
    if (password.size() > kPasswordBytesMax) {
        return refuse(
            fmt::format("the password is longer than {} bytes; choose a shorter one, of some words",
                        kPasswordBytesMax));
    }
    if (text::find_utf8_fault(password) || password.find('\0') != std::string_view::npos)
        return refuse("the password is no text in UTF-8; type it as text, in a UTF-8 terminal");
    if (text::to_code_points(password).size() < kPasswordCharactersMin) {
        return refuse(
            fmt::format("the password has fewer than {} characters; several words make a good one",
                        kPasswordCharactersMin));
    }
    if (password == officer) return refuse("the password is the officer's own id; choose another");
    return base::done();
}

/// What there is to compare a password with, or until when none is taken; neither without account.
struct Try {
    std::optional<std::string> hash;
    std::optional<calendar::Instant> blocked_until;
};

/// Counts the try as a failure before anybody has looked at the password: those who try at the same
/// time, on any node, cannot have more tries between them than one after another.
Result<Try> begin_try(Office& office, std::string_view officer) {
    const std::string id(officer);
    const std::int64_t now = office.now().seconds;
    Try answer;
    const auto count = [&](store::Connection& connection) -> Status {
        answer = {};  // the job may run again
        const auto row = REMIT_TRY((connection.find<std::string, std::int64_t, std::int64_t>(
            "SELECT password, failures, failed_first FROM accounts WHERE officer = ?1", {id})));
        if (!row) return base::done();
        const auto& [hash, failures, failed_first] = *row;
        const bool recent = failed_first > now - kFailureSeconds;
        if (recent && failures >= kFailuresMax) {
            answer.blocked_until = calendar::Instant{failed_first + kFailureSeconds};
            return base::done();
        }
        answer.hash = hash;
        return connection.change_one(
            "UPDATE accounts SET failures = ?2, failed_first = ?3 WHERE officer = ?1",
            {id, recent ? failures + 1 : 1, recent ? failed_first : now});
    };
    REMIT_TRY(office.database().write(count));
    return answer;
}

/// Forgets the failures after a good try; false where the password was replaced meanwhile.
Result<bool> end_good_try(Office& office, std::string_view officer, const std::string& hash) {
    const std::string id(officer);
    std::int64_t changed = 0;
    const auto forget = [&](store::Connection& connection) -> Status {
        changed = REMIT_TRY(connection.change(
            "UPDATE accounts SET failures = 0, failed_first = 0 WHERE officer = ?1 AND password = "
            "?2",
            {id, hash}));
        return base::done();
    };
    REMIT_TRY(office.database().write(forget));
    return changed == 1;
}

Error too_many_failures(const Office& office, std::string_view officer, calendar::Instant until) {
    return base::make_error(
        ErrorCode::limit,
        fmt::format("there were {0} wrong passwords for '{1}'; none is taken until {2} in {3}; try "
                    "again then, or let `remit officer password {1}` give another",
                    kFailuresMax, officer, office.institution().zone().local(until).text(),
                    office.institution().zone().name()));
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
    Try found;
    if (REMIT_TRY(is_officer(office, officer))) found = REMIT_TRY(begin_try(office, officer));
    if (found.blocked_until) return too_many_failures(office, officer, *found.blocked_until);
    if (!found.hash) {
        // As slow as a comparison, so that the time does not tell who has a password.
        (void)base::hash_password(password, base::PasswordCost::interactive);
        return false;
    }
    if (!base::is_password_of(*found.hash, password)) return false;
    return end_good_try(office, officer, *found.hash);
}

}  // namespace remit::office
