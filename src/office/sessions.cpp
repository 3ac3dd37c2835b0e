#include "office/sessions.h"

#include <algorithm>

#include "base/byte_text.h"
#include "base/hash.h"

namespace remit::office {
namespace {

constexpr std::size_t kTokenBytes = 32;
constexpr std::size_t kKeyBytes = 32;

std::string kept_of(std::string_view token) {
    return base::sha256({token}).hex();
}

}  // namespace

Result<std::string> open_session(Office& office, std::string_view officer) {
    const std::string token = base::to_hex(office.env().random_bytes(kTokenBytes));
    const std::int64_t now = office.now().seconds;
    const std::string kept = kept_of(token);
    const std::string id(officer);
    const auto keep = [&](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run("DELETE FROM sessions WHERE opened <= ?1 OR used <= ?2",
                                 {now - kSessionSecondsMax, now - kSessionIdleSeconds}));
        return connection.run(
            "INSERT INTO sessions (token, officer, opened, used) VALUES (?1, ?2, ?3, ?3)",
            {kept, id, now});
    };
    REMIT_TRY(office.database().write(keep));
    return token;
}

Result<std::optional<Session>> find_session(Office& office, std::string_view token) {
    using None = std::optional<Session>;
    const std::string kept = kept_of(token);
    const auto row =
        [&]() -> Result<std::optional<std::tuple<std::string, std::int64_t, std::int64_t>>> {
        store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        return snapshot->find<std::string, std::int64_t, std::int64_t>(
            "SELECT officer, opened, used FROM sessions WHERE token = ?1", {kept});
    }();
    if (!row.ok()) return row.error();
    if (!row.value()) return None();
    const auto& [officer, opened, used] = *row.value();
    const std::int64_t now = office.now().seconds;
    const auto end_if_used = [opened](std::int64_t last) {
        return std::min(opened + kSessionSecondsMax, last + kSessionIdleSeconds);
    };
    if (now >= end_if_used(used)) return None();
    const bool noting = now - used >= kSessionNoteSeconds;
    if (noting) {
        REMIT_TRY(office.database().write([&](store::Connection& connection) {
            return connection.run("UPDATE sessions SET used = ?2 WHERE token = ?1", {kept, now});
        }));
    }
    return None(Session{
        .officer = officer, .opened = {opened}, .expires = {end_if_used(noting ? now : used)}});
}

Result<std::string> form_key(Office& office) {
    const std::string made = office.env().random_bytes(kKeyBytes);
    REMIT_TRY(office.database().write([&](store::Connection& connection) {
        return connection.run(
            "INSERT INTO secrets (name, value) VALUES ('form_key', ?1) ON CONFLICT (name) DO "
            "NOTHING",
            {store::Blob{made}});
    }));
    store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    const auto row = REMIT_TRY(
        snapshot->find<store::OwnedBlob>("SELECT value FROM secrets WHERE name = 'form_key'"));
    if (row) return std::get<0>(*row).bytes;
    return base::make_error(ErrorCode::corrupt, "the key of forms was written and is not there");
}

Status close_session(Office& office, std::string_view token) {
    const std::string kept = kept_of(token);
    return office.database().write([&](store::Connection& connection) {
        return connection.run("DELETE FROM sessions WHERE token = ?1", {kept});
    });
}

}  // namespace remit::office
