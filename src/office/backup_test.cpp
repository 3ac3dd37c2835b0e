// A backup makes an office that is proven to be the same, or none.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "office/accounts.h"
#include "office/backup.h"
#include "office/registers.h"
#include "support/varied_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::TestOffice;

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};
const PublicKeys kKeys{kSeal.public_key(), {}};

/// A folder on the disk, for the databases; all other files are in the FakeEnv of the office.
class Disk {
  public:
    Disk()
        : path_(std::filesystem::temp_directory_path() / (support::name_of_this_test() + "_disk")) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    ~Disk() { std::filesystem::remove_all(path_); }

    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }
    /// Where an office is to be restored: the folder is on the disk, and new to the FakeEnv.
    [[nodiscard]] std::string place(const std::string& name) const {
        std::filesystem::create_directory(path_ / name);
        return (path_ / name).string();
    }

  private:
    std::filesystem::path path_;
};

std::string bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write(const std::string& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("backup: who could sign in before signs in to the restored office") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    must(set_password(*office, "anna", "four plain english words", base::PasswordCost::quick));
    must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    const std::string folder = disk.place("office");
    must(restore(office.env, disk / "monday.db", folder, kSeal.public_key()));
    const auto restored = must(Office::open(office.env, folder));
    CHECK(must(check_password(*restored, "anna", "four plain english words")));
}

TEST_CASE("backup: an office is restored with its root, and works") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    const BackupDone made = must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    testing::opened_matter(office, "Later");  // not in it
    const std::string folder = disk.place("office");
    const RestoreDone done =
        must(restore(office.env, disk / "monday.db", folder, kSeal.public_key()));
    CHECK(done.head == made.head);
    CHECK(done.seal == kSeal.public_key());
    const auto restored = must(Office::open(office.env, folder));
    CHECK(restored->settings() == office->settings());
    const store::Snapshot snapshot = must(restored->database().snapshot());
    CHECK(must(list_matters(*snapshot, {}, std::nullopt, kPageRowsMax)).size() == 4);
}

TEST_CASE("backup: the secret of the seal is in none of its files") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    office.env.files["mvep/keys/seal.seed"] = kSeal.text();
    testing::fill(office);
    const BackupDone made = must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    for (const std::string& bytes :
         {bytes_of(disk / "monday.db"), office.env.files[made.manifest]}) {
        CHECK(bytes.size() > 500);
        CHECK(bytes.find(kSeal.text()) == std::string::npos);
        CHECK(bytes.find(kSeal.key.seed()) == std::string::npos);
    }
}

TEST_CASE("backup: a backup of another seal than the expected one is refused") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    const ledger::NoteSigner other{"test.example/hr", base::SecretKey(std::string(32, 'o'))};
    const Result<RestoreDone> refused =
        restore(office.env, disk / "monday.db", disk.place("office"), other.public_key());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::denied);
}

TEST_CASE("backup: a manifest of which a byte was changed is refused") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    const BackupDone made = must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    const std::string whole = office.env.files[made.manifest];
    const std::string folder = disk.place("office");
    for (std::size_t at = 0; at < whole.size(); at += 7) {
        office.env.files[made.manifest][at] ^= 1;
        const Result<RestoreDone> refused =
            restore(office.env, disk / "monday.db", folder, kSeal.public_key());
        CHECK_MESSAGE(!refused.ok(), "byte ", at);
        CHECK_FALSE(office.env.files.contains(folder + "/office.yaml"));
        office.env.files[made.manifest] = whole;
    }
}

TEST_CASE("backup: a folder that holds something is refused untouched") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    office.env.files["full/letter.txt"] = "Dear";
    const Result<RestoreDone> refused =
        restore(office.env, disk / "monday.db", "full", std::nullopt);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::conflict);
    CHECK(refused.error().message.find("letter.txt") != std::string::npos);
    CHECK_FALSE(office.env.files.contains("full/office.yaml"));
}

TEST_CASE("backup: a file that is there is not overwritten") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    CHECK(back_up(*office, kSeal, kKeys, disk / "monday.db").error().code == ErrorCode::conflict);
}

TEST_CASE("backup: a damaged database gives the same office as a whole one, or none") {
    TestOffice<support::SqliteStore> office;
    const Disk disk;
    testing::fill(office);
    const BackupDone made = must(back_up(*office, kSeal, kKeys, disk / "monday.db"));
    const std::string whole = bytes_of(disk / "monday.db");
    const std::string manifest = office.env.files[made.manifest];
    int refused = 0;
    constexpr int kRounds = 12;
    for (int round = 0; round < kRounds; ++round) {
        const std::string name = "damaged" + std::to_string(round) + ".db";
        std::string bytes = whole;
        // A block of 64 bytes, so that it hits more than free space.
        const std::size_t at = (whole.size() - 64) / kRounds * static_cast<std::size_t>(round);
        for (std::size_t i = 0; i < 64; ++i) bytes[at + i] = static_cast<char>(~bytes[at + i]);
        write(disk / name, bytes);
        office.env.files[disk / (name + ".manifest")] = manifest;
        const std::string folder = disk.place("office" + std::to_string(round));
        const Result<RestoreDone> done =
            restore(office.env, disk / name, folder, kSeal.public_key());
        if (done.ok()) {
            CHECK(done.value().head == made.head);
        } else {
            ++refused;
            CHECK_FALSE(office.env.files.contains(folder + "/office.yaml"));
            CHECK(done.error().message.find("no office was made") != std::string::npos);
        }
    }
    CHECK(refused > 0);  // much of a small database is free space and indexes, which are made anew
}

TEST_CASE("backup: of an office on a server it is said what to do instead") {
    TestOffice<support::PostgresStore> office;
    if (!office) return;
    const Result<BackupDone> refused = back_up(*office, kSeal, kKeys, "monday.db");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("pg_dump") != std::string::npos);
}

}  // namespace remit::office
