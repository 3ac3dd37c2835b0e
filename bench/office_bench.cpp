// How many durable steps a second an office takes, against raw SQLite writing the same rows, and
// what a page of a list, the folding of a matter, the opening of an office and the closing of a
// dossier cost. Over 600 lines because all measure one office that is made in one way.
//
// `durable_steps/N`: N clerks who wait for each of their steps; matters grow to 20 entries. Then
// raw SQLite writes the same rows with the same bytes in transactions of the same mean size, on the
// same disk in the same run; `of_raw` is the share of its speed that the office reaches (goal:
// 0.8). `page_*/N`: 50 rows of a list out of N matters, from any place of it, in a snapshot of its
// own (goal: 1 ms, and 1.3 times at most from ten thousand to a million). `list_page/officer` and
// `list_page/head`: the same as they may see it (goal: 1.1 times apart at most); `..._by_need`
// under rules that hide from everybody what his units have no need to know. The registers are
// filled from one folded matter with other ids, units, officers and days, without entries.
// `open_office`: run it alone for `resident_mb` (goal: 60 MB with a hundred thousand matters).
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <charconv>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "base/embedded.h"
#include "base/env.h"
#include "calendar/date.h"
#include "ledger/verify.h"
#include "office/access_reader.h"
#include "office/commands.h"
#include "office/matter_file.h"
#include "office/matter_view.h"
#include "office/registers.h"
#include "store/migrations.h"
#include "store/sqlite_database.h"

namespace remit::office {
namespace {

using Seconds = std::chrono::duration<double>;

constexpr std::string_view kStaff =
    "officers: [{id: anna}, {id: boris}, {id: dario}]\n"
    "posts:\n"
    "  - {id: directorate, unit: \"5\", rank: head, officer: dario}\n"
    "  - {id: officer, unit: 5.1.1, rank: officer, officer: anna}\n"
    "  - {id: head, unit: 5.1.1, rank: head, officer: boris}\n";
constexpr std::size_t kSteps = 1'600;  // of each turn
constexpr std::size_t kEntriesOfMatter = 20;

base::PosixEnv& env() {
    static base::PosixEnv world;
    return world;
}

const Institution& institution() {
    static const std::unique_ptr<const Institution> loaded = Institution::load("hr").value();
    return *loaded;
}

/// A folder of its own, on the disk of the build.
class Folder {
  public:
    explicit Folder(const std::string& name)
        : path_(std::filesystem::current_path() / ("office_bench.tmp." + name)) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directory(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    [[nodiscard]] std::string operator/(const char* name) const { return (path_ / name).string(); }
    [[nodiscard]] std::string path() const { return path_.string(); }

  private:
    std::filesystem::path path_;
};

std::unique_ptr<store::Database> open_database(const std::string& path) {
    return store::Database::open({.place = store::SqliteFile{.path = path, .vfs = {}}}).value();
}

std::unique_ptr<Office> open_office(const std::string& path) {
    auto office =
        Office::over(env(), open_database(path), institution(), {.ledger = "bench.example/hr"});
    REMIT_CHECK(office.ok());
    return std::move(office).value();
}

std::unique_ptr<Office> new_office(const std::string& path) {
    auto office = open_office(path);
    REMIT_CHECK(adopt_establishment(*office, "admin", "staff.yaml", std::string(kStaff)).ok());
    return office;
}

template <typename Work>
double seconds(const Work& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

/// Of all threads of this process, which a busy machine disturbs less than the time of day.
double cpu_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

Receipt receipt_of(const Result<Outcome>& outcome) {
    REMIT_CHECK(outcome.ok());
    REMIT_CHECK(std::holds_alternative<Receipt>(outcome.value()));
    return std::get<Receipt>(outcome.value());
}

/// The entry of a matter that comes next; the id is empty for the first.
std::string write_one(Office& office, const std::string& matter, std::size_t turn) {
    const Caller anna{.officer = "anna"};
    if (turn == 0) {
        return receipt_of(open_matter(office, anna,
                                      {.procedure = "position",
                                       .step = "open",
                                       .fields = {{"title", {"Partnership package"}},
                                                  {"origin", {"draft"}},
                                                  {"forum", {"nac"}},
                                                  {"topics", {"nato_policy"}},
                                                  {"target_text", {"PO(2026)0123"}}}}))
            .matter;
    }
    const bool assigns = turn == 1;
    const StepRequest request{
        .matter = matter,
        .step = assigns ? "assign" : "edit",
        .fields = {{assigns ? "drafter" : "line",
                    {assigns ? "anna" : fmt::format("Support, as agreed on day {}", turn)}}}};
    return receipt_of(take_step(office, anna, request)).matter;
}

void write_from(Office& office, std::size_t clerks) {
    std::vector<std::thread> threads;
    for (std::size_t clerk = 0; clerk < clerks; ++clerk) {
        threads.emplace_back([&] {
            std::string matter;
            for (std::size_t step = 0; step < kSteps / clerks; ++step)
                matter = write_one(office, matter, step % kEntriesOfMatter);
        });
    }
    for (std::thread& thread : threads) thread.join();
}

/// The rows that came with an entry.
struct Rows {
    std::string chain;
    std::int64_t version = 0;
    std::string kind;
    std::int64_t recorded_at = 0;
    std::string bytes;
    std::string hash;
};

std::vector<Rows> rows_behind(Office& office, std::int64_t number) {
    std::vector<Rows> all;
    const store::Snapshot snapshot = office.database().snapshot().value();
    store::Rows rows = snapshot
                           ->query(
                               "SELECT chain, version, kind, recorded_at, bytes, hash FROM "
                               "entries WHERE number > ?1 ORDER BY number",
                               {number})
                           .value();
    using Text = std::string;
    using Bytes = store::OwnedBlob;
    while (const auto row =
               rows.next<Text, std::int64_t, Text, std::int64_t, Bytes, Bytes>().value()) {
        const auto& [chain, version, kind, recorded, bytes, hash] = *row;
        all.push_back({chain, version, kind, recorded, bytes.bytes, hash.bytes});
    }
    return all;
}

/// What a program does that knows SQLite and nothing of us: the same statements, the same rows.
class Raw {
  public:
    explicit Raw(const std::string& path) {
        {
            const auto database = open_database(path);
            const auto migrations = store::find_migrations(base::embedded_files(), "migrations",
                                                           store::Dialect::sqlite);
            REMIT_CHECK(store::migrate(*database, migrations.value()).ok());
        }
        REMIT_CHECK(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
        run("PRAGMA journal_mode=WAL");
        run("PRAGMA synchronous=FULL");
        entry_ = prepare(
            "INSERT INTO entries (chain, version, kind, recorded_at, idempotency_key, bytes, hash) "
            "VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?6)");
        matter_ = prepare(
            "INSERT INTO matters (id, number, procedure_id, procedure_version, title, state, "
            "lead_unit, officer, opened, changed, ended, due, next_alarm, version, series, "
            "ordinal, subject) VALUES (?1, ?1, "
            "'position', 1, 'Partnership package', 'drafting', '5.1.1', 'anna', ?2, ?2, 0, "
            "'9999-12-31', NULL, ?3, 'raw', ?4, 'nac;nato_policy;') ON CONFLICT (id) DO UPDATE SET "
            "changed = excluded.changed, version = excluded.version");
        paper_ = prepare("INSERT INTO papers VALUES (?1, ?1, 0, 0, 0, 0)");
        unit_ = prepare("INSERT INTO matter_units VALUES (?1, '5.1.1')");
        named_ = prepare("INSERT INTO matter_named VALUES (?1, 'anna')");
        no_bodies_ = prepare("DELETE FROM matter_bodies WHERE matter = ?1");
        body_ = prepare("INSERT INTO matter_bodies (body, matter) VALUES ('nac', ?1)");
        no_questions_ = prepare("DELETE FROM questions WHERE matter = ?1");
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    ~Raw() {
        for (sqlite3_stmt* one :
             {entry_, matter_, no_bodies_, body_, no_questions_, paper_, unit_, named_})
            sqlite3_finalize(one);
        sqlite3_close(database_);
    }

    /// Transactions whose sizes have this mean.
    void write(const std::vector<Rows>& all, double group_size) {
        double planned = 0;
        for (std::size_t done = 0; done < all.size();) {
            run("BEGIN IMMEDIATE");
            for (planned += group_size;
                 done < all.size() && static_cast<double>(done) + 0.5 < planned; ++done)
                write_one(all[done]);
            run("COMMIT");
        }
    }

  private:
    void run(const char* sql) {
        REMIT_CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* made = nullptr;
        REMIT_CHECK(sqlite3_prepare_v2(database_, sql, -1, &made, nullptr) == SQLITE_OK);
        return made;
    }
    static void text(sqlite3_stmt* statement, int place, const std::string& value) {
        sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
    }
    static void blob(sqlite3_stmt* statement, int place, const std::string& value) {
        sqlite3_bind_blob(statement, place, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
    }
    static void finish(sqlite3_stmt* statement) {
        REMIT_CHECK(sqlite3_step(statement) == SQLITE_DONE);
        sqlite3_reset(statement);
    }
    void write_one(const Rows& rows) {
        text(entry_, 1, rows.chain);
        sqlite3_bind_int64(entry_, 2, rows.version);
        text(entry_, 3, rows.kind);
        sqlite3_bind_int64(entry_, 4, rows.recorded_at);
        blob(entry_, 5, rows.bytes);
        blob(entry_, 6, rows.hash);
        finish(entry_);
        text(matter_, 1, rows.chain);
        sqlite3_bind_int64(matter_, 2, rows.recorded_at);
        sqlite3_bind_int64(matter_, 3, rows.version);
        if (rows.version == 1) ++ordinal_;
        sqlite3_bind_int64(matter_, 4, ordinal_);
        finish(matter_);
        for (sqlite3_stmt* one : {no_bodies_, body_, no_questions_}) {
            text(one, 1, rows.chain);
            finish(one);
        }
        if (rows.version != 1) return;
        for (sqlite3_stmt* one : {paper_, unit_, named_}) {
            text(one, 1, rows.chain);
            finish(one);
        }
    }

    sqlite3* database_ = nullptr;
    std::int64_t ordinal_ = 0;
    sqlite3_stmt* entry_ = nullptr;
    sqlite3_stmt* matter_ = nullptr;
    sqlite3_stmt* no_bodies_ = nullptr;
    sqlite3_stmt* body_ = nullptr;
    sqlite3_stmt* no_questions_ = nullptr;
    sqlite3_stmt* paper_ = nullptr;  // and the next two: once for each matter
    sqlite3_stmt* unit_ = nullptr;
    sqlite3_stmt* named_ = nullptr;
};

std::int64_t last_number(Office& office) {
    const store::Snapshot snapshot = office.database().snapshot().value();
    return std::get<0>(snapshot->find<std::int64_t>("SELECT coalesce(max(number), 0) FROM entries")
                           .value()
                           .value());
}

void durable_steps(benchmark::State& state) {
    const Folder folder("steps");
    const auto office = new_office(folder / "office.db");
    const auto& sqlite = static_cast<const store::SqliteDatabase&>(office->database());
    Raw raw(folder / "raw.db");
    double ours = 0;
    double theirs = 0;
    double our_cpu = 0;
    double their_cpu = 0;
    double group_size = 1;
    for (auto _ : state) {
        const std::int64_t before = last_number(*office);
        const store::WriteCounts start = sqlite.counts();
        const double cpu_start = cpu_seconds();
        const double turn =
            seconds([&] { write_from(*office, static_cast<std::size_t>(state.range(0))); });
        our_cpu += cpu_seconds() - cpu_start;
        const store::WriteCounts end = sqlite.counts();
        group_size = static_cast<double>(end.jobs - start.jobs) /
                     static_cast<double>(end.groups - start.groups);
        const std::vector<Rows> rows = rows_behind(*office, before);
        REMIT_CHECK(rows.size() == kSteps);
        ours += turn;
        const double raw_cpu_start = cpu_seconds();
        theirs += seconds([&] { raw.write(rows, group_size); });
        their_cpu += cpu_seconds() - raw_cpu_start;
        state.SetIterationTime(turn);
    }
    const double steps = static_cast<double>(kSteps * state.iterations());
    state.counters["steps/s"] = steps / ours;
    state.counters["raw/s"] = steps / theirs;
    state.counters["of_raw"] = theirs / ours;
    state.counters["cpu_us"] = our_cpu / steps * 1e6;
    state.counters["raw_cpu_us"] = their_cpu / steps * 1e6;
    state.counters["group"] = group_size;
}
BENCHMARK(durable_steps)
    ->Arg(1)
    ->Arg(16)
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

/// A matter of so many entries is loaded: read, decoded, hashed, folded.
void load_matter_of(benchmark::State& state) {
    const Folder folder("load");
    const auto office = new_office(folder / "office.db");
    std::string matter;
    for (std::size_t turn = 0; turn < static_cast<std::size_t>(state.range(0)); ++turn)
        matter = write_one(*office, matter, turn);
    const store::Snapshot snapshot = office->database().snapshot().value();
    const Journal journal(*snapshot, institution().id(), env());
    for (auto _ : state)
        benchmark::DoNotOptimize(load_matter(journal, institution(), matter).value().version());
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(load_matter_of)->Arg(1)->Arg(20)->Arg(200)->Unit(benchmark::kMicrosecond);

// --- Registers ----------------------------------------------------------------------------------

const std::vector<std::string> kUnits{"5", "5.1", "5.1.1", "5.1.2", "5.2", "5.2.1", "5.2.2"};
constexpr std::int64_t kOfficers = 40;
constexpr std::int64_t kDays = 365;

/// An office whose registers speak of so many matters, nine of ten of which have ended.
class Filled {
  public:
    explicit Filled(std::int64_t matters) : folder_(fmt::format("{}", matters)) {
        office_ = new_office(folder_ / "office.db");
        const std::string one = write_one(*office_, "", 0);
        write_one(*office_, one, 1);
        MatterFile file;
        {
            const store::Snapshot snapshot = office_->database().snapshot().value();
            const Journal journal(*snapshot, institution().id(), env());
            file = load_matter(journal, institution(), one).value();
        }
        constexpr std::int64_t kAtOnce = 10'000;
        for (std::int64_t from = 0; from < matters; from += kAtOnce) {
            const auto filled = office_->database().write([&](store::Connection& connection) {
                return fill(connection, file, from, std::min(from + kAtOnce, matters));
            });
            REMIT_CHECK(filled.ok());
        }
        std::ofstream settings(folder_ / "office.yaml");
        settings << write_settings({.ledger = "bench.example/hr"});
    }
    [[nodiscard]] Office& office() const { return *office_; }
    [[nodiscard]] std::string folder() const { return folder_.path(); }
    void close() { office_.reset(); }

  private:
    static Status fill(store::Connection& connection, MatterFile& file, std::int64_t from,
                       std::int64_t to) {
        for (std::int64_t number = from; number < to; ++number) {
            const std::int64_t mixed = number * 7919 % 1'000'003;
            file.id = fmt::format("m{:012}", mixed);
            file.number = fmt::format("018-04/26-01/{}", number);
            file.series = "bench";
            file.ordinal = number;
            file.officer = fmt::format("officer-{}", mixed % kOfficers);
            file.matter.lead_unit = kUnits[static_cast<std::size_t>(mixed) % kUnits.size()];
            file.matter.ended = number % 10 != 0;
            REMIT_TRY(write_rows(connection, file, institution(), {}));
            if (file.matter.ended) continue;
            const auto day = calendar::Date::from_day_number(
                static_cast<std::int32_t>(20'600 + mixed / 7 % kDays));
            REMIT_TRY(
                connection.run("UPDATE matters SET due = ?1 WHERE id = ?2", {day.iso(), file.id}));
        }
        return base::done();
    }

    Folder folder_;
    std::unique_ptr<Office> office_;
};

Filled& filled(std::int64_t matters) {
    static std::map<std::int64_t, std::unique_ptr<Filled>> all;
    auto& found = all[matters];
    if (!found) found = std::make_unique<Filled>(matters);
    return *found;
}

/// One page from every place of the list in turn, as its reader goes on.
void page(benchmark::State& state, const MatterFilter& filter,
          const std::optional<Viewer>& viewer = {}) {
    Office& office = filled(state.range(0)).office();
    std::optional<PageKey> after;
    std::size_t rows = 0;
    for (auto _ : state) {
        const store::Snapshot snapshot = office.database().snapshot().value();
        const auto found = list_matters(*snapshot, filter, after, 50, viewer).value();
        rows += found.size();
        after = found.size() < 50 ? std::nullopt
                                  : std::optional(PageKey{found.back().due, found.back().id});
    }
    state.counters["rows"] = static_cast<double>(rows) / static_cast<double>(state.iterations());
}
void page_by_due(benchmark::State& state) {
    page(state, {});
}
void page_by_unit(benchmark::State& state) {
    page(state, {.unit = "5.1.1"});
}
void page_by_officer(benchmark::State& state) {
    page(state, {.officer = "officer-7"});
}
void page_of_ended_by_officer(benchmark::State& state) {
    page(state, {.officer = "officer-7", .ended = true});
}
void page_by_unit_and_state(benchmark::State& state) {
    page(state, {.unit = "5.1.1", .state = "drafting"});
}
void page_of_rare_state(benchmark::State& state) {
    page(state, {.unit = "5.1.1", .state = "archived"});
}
void page_by_body(benchmark::State& state) {
    page(state, {.body = "nac"});
}
#define REMIT_PAGES(name) \
    BENCHMARK(name)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMicrosecond)
REMIT_PAGES(page_by_due);
REMIT_PAGES(page_by_unit);
REMIT_PAGES(page_by_officer);
REMIT_PAGES(page_of_ended_by_officer);
REMIT_PAGES(page_by_unit_and_state);
REMIT_PAGES(page_of_rare_state);
REMIT_PAGES(page_by_body);

/// The same as an officer sees it: one of 5.1.1, or the head of all units above and below it.
void list_page(benchmark::State& state, std::string_view officer, const Secrecy& secrecy) {
    Office& office = filled(state.range(0)).office();
    const StaffFile staff = find_staff(office).value();
    const OfficeReader reader =
        reader_of(institution(), staff.establishment, officer, office.now()).value();
    page(state, {}, Viewer{&secrecy.policy, &reader.reader});
}
/// Rules under which nobody sees what his unit has no need to know.
const Secrecy& strict() {
    static const Secrecy loaded =
        load_secrecy_under("strict.yaml",
                           "scheme: hr\nhouse: [hr]\nholds: {papers: 0, stubs: 0}\n"
                           "need_to_know: {rank: 0, personal: ordinary, below: heads, above: "
                           "nobody}\nrecord_reads: {rank: 1, personal: ordinary}\n"
                           "break_glass: {hours: 0}\nopenings: []\n")
            .value();
    return loaded;
}
#define REMIT_SEEN_PAGES(name, officer, secrecy)         \
    BENCHMARK_CAPTURE(list_page, name, officer, secrecy) \
        ->Arg(10'000)                                    \
        ->Arg(100'000)                                   \
        ->Unit(benchmark::kMicrosecond)
REMIT_SEEN_PAGES(officer, "anna", institution().secrecy());
REMIT_SEEN_PAGES(head, "dario", institution().secrecy());
REMIT_SEEN_PAGES(officer_by_need, "anna", strict());
REMIT_SEEN_PAGES(head_by_need, "dario", strict());

double resident_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (!line.starts_with("VmRSS:")) continue;
        std::int64_t kilobytes = 0;
        const std::size_t digits = line.find_first_of("0123456789");
        std::from_chars(line.data() + digits, line.data() + line.size(), kilobytes);
        return static_cast<double>(kilobytes) / 1024;
    }
    return 0;
}

/// In a process of its own the resident memory is that of the office.
void open_office_of(benchmark::State& state) {
    Filled& office = filled(state.range(0));
    office.close();
    double resident = 0;
    for (auto _ : state) {
        const auto opened = Office::open(env(), office.folder());
        REMIT_CHECK(opened.ok());
        const store::Snapshot snapshot = opened.value()->database().snapshot().value();
        benchmark::DoNotOptimize(list_matters(*snapshot, {}, std::nullopt, 50).value().size());
        resident = resident_mb();
    }
    state.counters["resident_mb"] = resident;
}
BENCHMARK(open_office_of)->Arg(100'000)->Unit(benchmark::kMillisecond);

// --- Closing a dossier --------------------------------------------------------------------------

constexpr std::size_t kPartsOfDossier = 1'650;
constexpr std::size_t kPapersOfPart = 11;

/// Opens as many matters again as are asked for, like one that sprang from another matter: one step
/// opens no more than a list may have lines.
std::vector<std::string> open_like(Office& office, const std::string& sprung, std::size_t count) {
    const MatterStory story = load_story(office, sprung).value();
    procedure::OpenMatter like{.cause = procedure::OpenMatter::Cause::spawned};
    like.origin = story.file.origin;
    like.link = "follow_up";
    like.lead_unit = story.file.matter.lead_unit;
    for (const procedure::Event& event : story.entries.front().read.events) {
        if (const auto* taken = std::get_if<procedure::StepTaken>(&event.what)) {
            like.first.step = taken->step;
            like.first.by = taken->by;
            like.first.by.officer = "anna";  // an entry with a duty names who acts
        }
    }
    for (std::size_t i = 0; i < story.file.matter.fields.size(); ++i) {
        const procedure::Value& value = story.file.matter.fields[i];
        if (value.is_set()) like.first.changes.push_back({procedure::FieldId(i), value});
    }
    const Caller clock{};
    const Order order{.caller = &clock, .name = "open_matter", .request = {}};
    std::vector<std::string> ids;
    const Status opened = office.run([&](MatterWork& work) -> Status {
        for (std::size_t i = 0; i < count; ++i) {
            like.matter = work.new_matter_id();
            const Permit permit{.acting = like.first.by, .post = {}, .findings = {}};
            const auto outcome = work.open(order, *story.file.definition, like, permit, {});
            ids.push_back(receipt_of(outcome).matter);
        }
        return base::done();
    });
    REMIT_CHECK(opened.ok());
    return ids;
}

/// Brings papers to the matter and lets it fall away.
void end_part(Office& office, const std::string& part) {
    for (std::size_t paper = 0; paper < kPapersOfPart; ++paper) {
        const std::string bytes = fmt::format("{}, draft {}", part, paper);
        receipt_of(bring_paper(office, {.officer = "anna"},
                               {.matter = part, .paper = {.kind = "draft", .bytes = bytes}}));
    }
    receipt_of(take_step(office, {.officer = "boris"},
                         {.matter = part, .step = "drop", .note = "Nothing is owed"}));
}

/// The top of a dossier of which everything has ended: a position with what follows from it.
std::string ended_dossier(Office& office) {
    const Caller anna{.officer = "anna"};
    const OpenRequest adopted{.procedure = "position",
                              .step = "open_after_expiry",
                              .fields = {{"title", {"Exercise"}},
                                         {"forum", {"nac"}},
                                         {"topics", {"nato_policy"}},
                                         {"target_text", {"PO(2025)0100"}},
                                         {"silence_expiry", {"2025-12-20T17:00 Europe/Brussels"}}}};
    const std::string top = receipt_of(open_matter(office, anna, adopted)).matter;
    const auto step = [&](StepRequest request) {
        request.matter = top;
        return receipt_of(take_step(office, anna, request));
    };
    step({.step = "report", .papers = {{.kind = "report", .bytes = "Adopted under silence"}}});
    std::vector<std::string> parts =
        step({.step = "open_follow_ups", .fields = {{"follow_up", {"Lessons learned"}}}}).opened;
    const auto more = open_like(office, parts.front(), kPartsOfDossier - 1);
    parts.insert(parts.end(), more.begin(), more.end());
    for (const std::string& part : parts) end_part(office, part);
    step({.step = "archive"});
    return top;
}

/// 1,650 matters that sprang from one, with 18,150 papers, are closed in one transaction (goal: 2
/// s). Each matter has 13 entries, all of which are read, decoded and hashed.
void close_dossier_of(benchmark::State& state) {
    for (auto _ : state) {
        const Folder folder("dossier");
        const auto office = new_office(folder / "office.db");
        const std::string top = ended_dossier(*office);
        const double turn = seconds([&] {
            const Receipt closed =
                receipt_of(close_dossier(*office, {.officer = "boris"}, {.matter = top}));
            REMIT_CHECK(closed.closed == kPartsOfDossier + 1);
        });
        state.SetIterationTime(turn);
    }
}
BENCHMARK(close_dossier_of)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

/// A whole journal verified, read from its database.
void verify_journal(benchmark::State& state) {
    const Folder folder("verify");
    const auto office = new_office(folder / "office.db");
    for (int turn = 0; turn < 5; ++turn) write_from(*office, 16);
    std::int64_t entries = 0;
    for (auto _ : state) {
        const store::Snapshot snapshot = office->database().snapshot().value();
        ledger::LedgerVerifier verifier(institution().id());
        store::Rows rows = snapshot->query("SELECT bytes FROM entries ORDER BY number").value();
        while (const auto row = rows.next<store::Blob>().value()) {
            REMIT_CHECK(verifier.add(std::get<0>(*row).bytes).ok());
            ++entries;
        }
    }
    state.SetItemsProcessed(entries);
}
BENCHMARK(verify_journal)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace remit::office
