#include "support/crash_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <random>
#include <utility>
#include <vector>

#include "base/check.h"

namespace remit::support {

namespace {

constexpr std::size_t kSectorBytes = 512;
constexpr std::uint64_t kNever = ~std::uint64_t{0};
constexpr int kShmLocks = SQLITE_SHM_NLOCK;

struct Change {
    bool truncation;
    std::size_t offset;  // of a truncation: the new size
    std::string bytes;
};

struct Node {
    std::string view;     // as programs see it
    std::string platter;  // what a power cut leaves
    bool exists = false;
    bool on_platter = false;
    bool syncs_folder = false;  // with its next sync: a new journal or log does, as in the unix VFS
    std::vector<Change> pending;

    int shared = 0;  // locks of the file; SQLite's five levels
    const void* reserved = nullptr;
    const void* exclusive = nullptr;  // pending or exclusive: no new readers

    std::vector<std::unique_ptr<std::array<char, 32768>>> shm;
    int shm_users = 0;
    std::array<int, kShmLocks> shm_shared{};
    std::array<const void*, kShmLocks> shm_exclusive{};
};

void apply(std::string& bytes, const Change& change, std::size_t from, std::size_t to, char hole) {
    if (change.truncation) {
        if (change.offset < bytes.size()) bytes.resize(change.offset);
        return;
    }
    const std::size_t end = change.offset + to;
    if (bytes.size() < end) bytes.resize(end, hole);
    std::copy(change.bytes.begin() + static_cast<std::ptrdiff_t>(from),
              change.bytes.begin() + static_cast<std::ptrdiff_t>(to),
              bytes.begin() + static_cast<std::ptrdiff_t>(change.offset + from));
}

}  // namespace

struct CrashDisk::Impl {
    explicit Impl(std::uint64_t seed) : random(seed) {}

    std::mutex mutex;  // guards all below
    std::mt19937_64 random;
    std::map<std::string, std::unique_ptr<Node>> nodes;
    std::string name;
    sqlite3_vfs vfs{};

    std::uint64_t changes = 0;
    std::uint64_t writes = 0;
    std::uint64_t syncs = 0;
    std::uint64_t cut_at = kNever;
    std::uint64_t kill_at = kNever;
    std::uint64_t full_at = kNever;
    std::uint64_t sync_fails_at = kNever;
    bool stopped = false;
    bool read_only = false;
    bool lying = false;
    std::uint64_t temporary_files = 0;

    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random() % bound; }
    bool coin() { return (random() & 1U) != 0; }

    Node& node(const std::string& file) {
        auto& found = nodes[file];
        if (!found) found = std::make_unique<Node>();
        return *found;
    }
    /// Counts a change; false where the power is gone, or the program, with it or before it.
    bool running() {
        if (!stopped && ++changes >= std::min(cut_at, kill_at)) stopped = true;
        return !stopped;
    }

    void harden_all(Node& of) {
        for (const Change& change : of.pending)
            apply(of.platter, change, 0, change.bytes.size(), '\0');
        of.pending.clear();
        of.on_platter = true;
    }

    /// Which files there are is then on the platter, though not what is in them.
    void harden_folder() {
        for (auto& [file, node] : nodes) {
            node->on_platter = node->exists;
            if (node->exists) continue;
            node->pending.clear();
            node->platter.clear();
        }
    }

    /// Decides what of the unsynced changes the platter has; the rest is lost.
    void harden_some(Node& of) {
        enum class Mood { nothing, everything, beginning, sectors };
        const auto mood = static_cast<Mood>(below(4));
        const std::size_t beginning = below(of.pending.size() + 1);
        for (std::size_t index = 0; index < of.pending.size(); ++index) {
            const Change& change = of.pending[index];
            if (mood == Mood::nothing || (mood == Mood::beginning && index > beginning)) continue;
            // Of the one in which the cut came, some sectors.
            const bool whole =
                mood == Mood::everything || (mood == Mood::beginning && index < beginning);
            if (whole || change.truncation) {
                if (whole || coin()) apply(of.platter, change, 0, change.bytes.size(), '\0');
            } else {
                harden_sectors(of, change);
            }
        }
        if (!of.pending.empty() && mood != Mood::nothing) of.on_platter = true;
        of.pending.clear();
    }

    void lose_unsynced(Node& of) {
        // A deletion that was not synced may have happened or not.
        const bool deleted = !of.exists;
        if (!deleted || coin()) harden_some(of);
        if (deleted && coin()) {
            of.platter.clear();
            of.on_platter = false;
        }
        of.pending.clear();
        of.view = of.platter;
        of.exists = of.on_platter;
    }

    void harden_sectors(Node& of, const Change& change) {
        const char hole = coin() ? '\0' : static_cast<char>(below(256));
        for (std::size_t from = 0; from < change.bytes.size();) {
            const std::size_t whole = std::min(
                change.bytes.size(),
                ((change.offset + from) / kSectorBytes + 1) * kSectorBytes - change.offset);
            const bool torn = below(8) == 0;
            const std::size_t to = torn ? from + below(whole - from + 1) : whole;
            if (coin()) apply(of.platter, change, from, to, hole);
            from = whole;
        }
    }
};

namespace {

struct File {
    sqlite3_file base;
    CrashDisk::Impl* disk;
    Node* node;
    int level;
    bool delete_on_close;
    bool uses_shm;
};

}  // namespace

/// The functions that SQLite calls.
struct CrashVfs {
    using Disk = CrashDisk::Impl;

    static File& file(sqlite3_file* handle) { return *reinterpret_cast<File*>(handle); }
    static Disk& disk(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* out);
    static int close(sqlite3_file* handle) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        if (self.delete_on_close) self.node->exists = false;
        return SQLITE_OK;
    }

    static int read(sqlite3_file* handle, void* into, int size, sqlite3_int64 offset) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        if (self.disk->stopped) return SQLITE_IOERR_READ;
        const std::string& bytes = self.node->view;
        const auto from = std::min(static_cast<std::size_t>(offset), bytes.size());
        const auto wanted = static_cast<std::size_t>(size);
        const std::size_t got = std::min(wanted, bytes.size() - from);
        std::memcpy(into, bytes.data() + from, got);
        if (got == wanted) return SQLITE_OK;
        std::memset(static_cast<char*>(into) + got, 0, wanted - got);
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file* handle, const void* from, int size, sqlite3_int64 offset) {
        File& self = file(handle);
        Disk& disk = *self.disk;
        const std::lock_guard lock(disk.mutex);
        if (disk.stopped) return SQLITE_IOERR_WRITE;
        const bool full = ++disk.writes >= disk.full_at;
        const auto wanted = static_cast<std::size_t>(size);
        const std::size_t put = full ? disk.below(wanted) : wanted;
        Change change{.truncation = false,
                      .offset = static_cast<std::size_t>(offset),
                      .bytes = std::string(static_cast<const char*>(from), put)};
        const bool running = disk.running();
        apply(self.node->view, change, 0, put, '\0');
        self.node->pending.push_back(std::move(change));
        if (!running) return SQLITE_IOERR_WRITE;
        return full ? SQLITE_FULL : SQLITE_OK;
    }

    static int truncate(sqlite3_file* handle, sqlite3_int64 size) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        if (self.disk->stopped) return SQLITE_IOERR_TRUNCATE;
        const bool running = self.disk->running();
        const Change change{
            .truncation = true, .offset = static_cast<std::size_t>(size), .bytes = {}};
        apply(self.node->view, change, 0, 0, '\0');
        self.node->pending.push_back(change);
        return running ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
    }

    static int sync(sqlite3_file* handle, int /*flags*/) {
        File& self = file(handle);
        Disk& disk = *self.disk;
        const std::lock_guard lock(disk.mutex);
        if (disk.stopped || !disk.running()) return SQLITE_IOERR_FSYNC;
        if (++disk.syncs == disk.sync_fails_at) {
            disk.harden_some(*self.node);
            return SQLITE_IOERR_FSYNC;
        }
        if (disk.lying) return SQLITE_OK;
        disk.harden_all(*self.node);
        if (std::exchange(self.node->syncs_folder, false)) disk.harden_folder();
        return SQLITE_OK;
    }

    static int size(sqlite3_file* handle, sqlite3_int64* bytes) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        *bytes = static_cast<sqlite3_int64>(self.node->view.size());
        return SQLITE_OK;
    }

    static int lock(sqlite3_file* handle, int level);
    static int unlock(sqlite3_file* handle, int level);
    static int check_reserved(sqlite3_file* handle, int* out) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        *out = self.node->reserved || self.node->exclusive ? 1 : 0;
        return SQLITE_OK;
    }
    static int control(sqlite3_file* /*handle*/, int /*operation*/, void* /*argument*/) {
        return SQLITE_NOTFOUND;
    }
    static int sector_size(sqlite3_file* /*handle*/) { return 4096; }
    // As the unix VFS says by default: bytes beside those being written are safe.
    static int characteristics(sqlite3_file* /*handle*/) {
        return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
    }

    static int shm_map(sqlite3_file* handle, int region, int bytes, int extend,
                       void volatile** out);
    static int shm_lock(sqlite3_file* handle, int offset, int count, int flags);
    static void shm_barrier(sqlite3_file* handle) {
        const std::lock_guard lock(file(handle).disk->mutex);
    }
    static int shm_unmap(sqlite3_file* handle, int /*remove*/) {
        File& self = file(handle);
        const std::lock_guard lock(self.disk->mutex);
        if (self.uses_shm && --self.node->shm_users == 0) self.node->shm.clear();
        self.uses_shm = false;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        Disk& self = disk(vfs);
        const std::lock_guard lock(self.mutex);
        Node& node = self.node(name);
        if (!node.exists) return SQLITE_IOERR_DELETE_NOENT;
        if (self.stopped || !self.running()) return SQLITE_IOERR_DELETE;
        node.exists = false;
        node.view.clear();
        node.pending.push_back({.truncation = true, .offset = 0, .bytes = {}});
        if (sync_folder != 0) {
            node.pending.clear();
            node.platter.clear();
            node.on_platter = false;
        }
        return SQLITE_OK;
    }
    static int access(sqlite3_vfs* vfs, const char* name, int /*flags*/, int* out) {
        Disk& self = disk(vfs);
        const std::lock_guard lock(self.mutex);
        *out = self.node(name).exists ? 1 : 0;
        return SQLITE_OK;
    }
    static int full_name(sqlite3_vfs* /*vfs*/, const char* name, int size, char* out) {
        sqlite3_snprintf(size, out, "%s", name);
        return SQLITE_OK;
    }
    static int randomness(sqlite3_vfs* vfs, int size, char* out) {
        Disk& self = disk(vfs);
        const std::lock_guard lock(self.mutex);
        for (int index = 0; index < size; ++index) out[index] = static_cast<char>(self.random());
        return size;
    }
    static int sleep(sqlite3_vfs* /*vfs*/, int microseconds) { return microseconds; }
    static int time(sqlite3_vfs* /*vfs*/, double* out) {
        *out = 2461041.5;  // 1 January 2026, in Julian days
        return SQLITE_OK;
    }
    static int last_error(sqlite3_vfs* vfs, int /*size*/, char* /*out*/) {
        return disk(vfs).read_only ? EROFS : 0;
    }
};

namespace {

const sqlite3_io_methods kMethods{
    .iVersion = 2,
    .xClose = CrashVfs::close,
    .xRead = CrashVfs::read,
    .xWrite = CrashVfs::write,
    .xTruncate = CrashVfs::truncate,
    .xSync = CrashVfs::sync,
    .xFileSize = CrashVfs::size,
    .xLock = CrashVfs::lock,
    .xUnlock = CrashVfs::unlock,
    .xCheckReservedLock = CrashVfs::check_reserved,
    .xFileControl = CrashVfs::control,
    .xSectorSize = CrashVfs::sector_size,
    .xDeviceCharacteristics = CrashVfs::characteristics,
    .xShmMap = CrashVfs::shm_map,
    .xShmLock = CrashVfs::shm_lock,
    .xShmBarrier = CrashVfs::shm_barrier,
    .xShmUnmap = CrashVfs::shm_unmap,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

}  // namespace

int CrashVfs::open(sqlite3_vfs* vfs, const char* name, sqlite3_file* handle, int flags, int* out) {
    Disk& self = disk(vfs);
    const std::lock_guard lock(self.mutex);
    handle->pMethods = nullptr;
    if (self.stopped) return SQLITE_CANTOPEN;
    const std::string path =
        name ? std::string(name) : "temporary " + std::to_string(++self.temporary_files);
    Node& node = self.node(path);
    if (!node.exists && ((flags & SQLITE_OPEN_CREATE) == 0 || self.read_only))
        return SQLITE_CANTOPEN;
    constexpr int kJournals =
        SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
    if (!node.exists && (flags & kJournals) != 0) node.syncs_folder = true;
    node.exists = true;
    if (out) *out = self.read_only ? SQLITE_OPEN_READONLY : flags;
    file(handle) = File{.base = {&kMethods},
                        .disk = &self,
                        .node = &node,
                        .level = SQLITE_LOCK_NONE,
                        .delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0,
                        .uses_shm = false};
    return SQLITE_OK;
}

int CrashVfs::lock(sqlite3_file* handle, int level) {
    File& self = file(handle);
    const std::lock_guard lock(self.disk->mutex);
    Node& node = *self.node;
    if (level <= self.level) return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (node.exclusive) return SQLITE_BUSY;
        ++node.shared;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (node.reserved || node.exclusive) return SQLITE_BUSY;
        node.reserved = handle;
    } else {
        if (node.exclusive && node.exclusive != handle) return SQLITE_BUSY;
        if (node.reserved && node.reserved != handle) return SQLITE_BUSY;
        node.exclusive = handle;
        if (node.shared > 1) {
            self.level = SQLITE_LOCK_PENDING;
            return SQLITE_BUSY;
        }
    }
    self.level = level;
    return SQLITE_OK;
}

int CrashVfs::unlock(sqlite3_file* handle, int level) {
    File& self = file(handle);
    const std::lock_guard lock(self.disk->mutex);
    Node& node = *self.node;
    if (level >= self.level) return SQLITE_OK;
    if (node.exclusive == handle) node.exclusive = nullptr;
    if (node.reserved == handle) node.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE) --node.shared;
    self.level = level;
    return SQLITE_OK;
}

int CrashVfs::shm_map(sqlite3_file* handle, int region, int bytes, int extend,
                      void volatile** out) {
    File& self = file(handle);
    const std::lock_guard lock(self.disk->mutex);
    Node& node = *self.node;
    REMIT_CHECK(static_cast<std::size_t>(bytes) == sizeof(std::array<char, 32768>));
    if (!self.uses_shm) ++node.shm_users;
    self.uses_shm = true;
    *out = nullptr;
    const auto index = static_cast<std::size_t>(region);
    if (index >= node.shm.size() && extend == 0) return SQLITE_OK;
    while (index >= node.shm.size())
        node.shm.push_back(std::make_unique<std::array<char, 32768>>());
    *out = node.shm[index]->data();
    return SQLITE_OK;
}

int CrashVfs::shm_lock(sqlite3_file* handle, int offset, int count, int flags) {
    File& self = file(handle);
    const std::lock_guard lock(self.disk->mutex);
    Node& node = *self.node;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const bool taking = (flags & SQLITE_SHM_LOCK) != 0;
    const auto first = static_cast<std::size_t>(offset);
    const std::size_t last = first + static_cast<std::size_t>(count);
    for (std::size_t slot = first; taking && slot < last; ++slot) {
        if (node.shm_exclusive[slot] || (exclusive && node.shm_shared[slot] > 0))
            return SQLITE_BUSY;
    }
    for (std::size_t slot = first; slot < last; ++slot) {
        if (exclusive) {
            node.shm_exclusive[slot] = taking ? handle : nullptr;
        } else {
            node.shm_shared[slot] += taking ? 1 : -1;
        }
    }
    return SQLITE_OK;
}

CrashDisk::CrashDisk(std::uint64_t seed) : impl_(std::make_unique<Impl>(seed)) {
    static std::atomic<int> made = 0;
    impl_->name = "crash-" + std::to_string(++made);
    sqlite3_vfs& vfs = impl_->vfs;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(File);
    vfs.mxPathname = 512;
    vfs.zName = impl_->name.c_str();
    vfs.pAppData = impl_.get();
    vfs.xOpen = CrashVfs::open;
    vfs.xDelete = CrashVfs::remove;
    vfs.xAccess = CrashVfs::access;
    vfs.xFullPathname = CrashVfs::full_name;
    vfs.xRandomness = CrashVfs::randomness;
    vfs.xSleep = CrashVfs::sleep;
    vfs.xCurrentTime = CrashVfs::time;
    vfs.xGetLastError = CrashVfs::last_error;
    REMIT_CHECK(sqlite3_vfs_register(&vfs, /*makeDflt=*/0) == SQLITE_OK);
}

CrashDisk::~CrashDisk() {
    sqlite3_vfs_unregister(&impl_->vfs);
}

const std::string& CrashDisk::vfs() const {
    return impl_->name;
}

void CrashDisk::cut_power_at(std::uint64_t change) {
    const std::lock_guard lock(impl_->mutex);
    impl_->cut_at = impl_->changes + change;
}

void CrashDisk::kill_at(std::uint64_t change) {
    const std::lock_guard lock(impl_->mutex);
    impl_->kill_at = impl_->changes + change;
}

bool CrashDisk::stopped() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->stopped;
}

void CrashDisk::restart() {
    const std::lock_guard lock(impl_->mutex);
    const bool power_was_cut = impl_->changes >= impl_->cut_at;
    for (auto& [file, node] : impl_->nodes) {
        REMIT_CHECK(node->shm_users == 0);
        if (power_was_cut) impl_->lose_unsynced(*node);
    }
    impl_->stopped = false;
    impl_->cut_at = kNever;
    impl_->kill_at = kNever;
    impl_->full_at = kNever;
    impl_->sync_fails_at = kNever;
}

void CrashDisk::fill_at(std::uint64_t write) {
    const std::lock_guard lock(impl_->mutex);
    impl_->full_at = impl_->writes + write;
}

void CrashDisk::free_space() {
    const std::lock_guard lock(impl_->mutex);
    impl_->full_at = kNever;
}

void CrashDisk::fail_sync_at(std::uint64_t sync) {
    const std::lock_guard lock(impl_->mutex);
    impl_->sync_fails_at = impl_->syncs + sync;
}

void CrashDisk::lie_about_syncs() {
    const std::lock_guard lock(impl_->mutex);
    impl_->lying = true;
}

void CrashDisk::make_read_only() {
    const std::lock_guard lock(impl_->mutex);
    impl_->read_only = true;
}

std::uint64_t CrashDisk::change_count() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->changes;
}

std::uint64_t CrashDisk::sync_count() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->syncs;
}

std::string& CrashDisk::bytes(const std::string& file) {
    const std::lock_guard lock(impl_->mutex);
    return impl_->node(file).view;
}

bool CrashDisk::has(const std::string& file) const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->node(file).exists;
}

}  // namespace remit::support
