// Time zones: what the clock on the wall shows at an instant, and which instant a wall clock means.
//
// The rules come from ICU's own tables and from nowhere else, so that one program gives the same
// answer on every machine. Invariant: a Zone is not changed after it was found and may be used by
// several threads. A local time that a change of the clock skips, or shows twice, is decided here
// in one way and told, never left to chance.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "calendar/instant.h"

namespace remit::calendar {

enum class LocalFit : std::uint8_t {
    once,      // the clock shows it once, as nearly always
    skipped,   // it jumps over it; as if it had not jumped yet: 02:30 is what it shows as 03:30
    repeated,  // it shows it twice; the first time is taken, which is too late for nobody
};

struct Resolved {
    Instant instant;
    LocalFit fit = LocalFit::once;
};

class Zone {
  public:
    /// "Europe/Brussels" or "UTC". Errors: invalid_input (no such zone; with how to write one).
    /// Cost: some ten microseconds; keep it, or take it from the Book.
    static Result<Zone> find(std::string_view name);

    /// Works out when the clock is put forward and back from 1970 to 2100, so that what is asked of
    /// those years is looked up. The answers stay the same. Cost: some hundred microseconds, and
    /// 2 KiB.
    void keep_changes();

    Zone(const Zone& other);
    Zone& operator=(const Zone& other);
    Zone(Zone&&) noexcept;
    Zone& operator=(Zone&&) noexcept;
    ~Zone();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] LocalTime local(Instant instant) const;
    [[nodiscard]] Resolved resolve(const LocalTime& local) const;
    /// What the zone's clock is ahead of UTC at that instant.
    [[nodiscard]] std::int32_t offset_seconds(Instant instant) const;
    /// "2026-04-07T17:00:00+02:00".
    [[nodiscard]] std::string iso(Instant instant) const;

  private:
    struct Table;
    Zone(std::string name, std::unique_ptr<Table> table);
    /// As ICU answers, for any year.
    [[nodiscard]] std::int32_t computed_offset(Instant instant) const;
    [[nodiscard]] Resolved computed(const LocalTime& local) const;

    std::string name_;
    std::unique_ptr<Table> table_;
};

}  // namespace remit::calendar
