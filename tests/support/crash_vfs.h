// A disk in memory for SQLite that can lose power, fill up and fail, as a seed decides.
//
// What was written and not synced survives a power cut in whole, in part or not at all, sector by
// sector, in no order; a sector may be torn; a file may have its new length and not its new bytes.
// A sync that fails hardens a part and forgets the rest, as Linux does: a later sync does not bring
// it back. What was synced stays. The same seed gives the same disk to the same calls. Several
// connections and threads may use it; what is lost is then no longer a matter of the seed alone.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace remit::support {

class CrashDisk {
  public:
    explicit CrashDisk(std::uint64_t seed);
    CrashDisk(const CrashDisk&) = delete;
    CrashDisk& operator=(const CrashDisk&) = delete;
    ~CrashDisk();

    /// The name under which SQLite knows it.
    [[nodiscard]] const std::string& vfs() const;

    /// The power goes at the n-th change from now (1: the next): a write, truncation, deletion or
    /// sync. That one may happen in part; every later one fails.
    void cut_power_at(std::uint64_t change);
    /// The program is killed at the n-th change from now: it can do nothing more, but what it wrote
    /// stays for the next one to read, synced or not.
    void kill_at(std::uint64_t change);
    /// Whether one of the two has happened.
    [[nodiscard]] bool stopped() const;
    /// The program starts again, with power; what a cut left of the unsynced is decided now. All
    /// connections are closed before.
    void restart();

    /// The n-th write from now finds the disk full, and so do all later ones until space is freed.
    void fill_at(std::uint64_t write);
    void free_space();
    /// The n-th sync from now fails, once.
    void fail_sync_at(std::uint64_t sync);
    /// From now on syncs do nothing and say that they did.
    void lie_about_syncs();
    /// From now on files can only be read.
    void make_read_only();

    [[nodiscard]] std::uint64_t change_count() const;
    [[nodiscard]] std::uint64_t sync_count() const;
    /// The bytes of a file, to look into or to damage.
    std::string& bytes(const std::string& file);
    [[nodiscard]] bool has(const std::string& file) const;

    struct Impl;  // for the functions that SQLite calls

  private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace remit::support
