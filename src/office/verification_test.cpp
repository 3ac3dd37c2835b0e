// Whatever is changed, removed or swapped in what an office keeps is found and named: on both
// stores.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <random>
#include <string>
#include <vector>

#include "office/checkpoints.h"
#include "office/verification.h"
#include "support/varied_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::TestOffice;
using Part = Finding::Part;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("verify: " name, Store, support::SqliteStore, support::PostgresStore)

const ledger::NoteSigner kSeal{"test.example/hr", base::SecretKey(std::string(32, 's'))};
const PublicKeys kKeys{kSeal.public_key(), {}};

struct Table {
    std::string name;
    std::string guards;  // triggers that keep it
    bool numbered = false;
};

const std::vector<Table> kTables{{"sealed", "sealed_keep sealed_stay"},
                                 {"unsealed", ""},
                                 {"entries", "entries_keep entries_stay entries_wait", true},
                                 {"tiles", "tiles_keep tiles_stay"},
                                 {"checkpoints", "checkpoints_stay"},
                                 {"contents", "contents_keep"},
                                 {"matters", ""},
                                 {"matter_bodies", ""},
                                 {"questions", ""}};

std::string told(const Verification& found) {
    std::string text;
    for (const Finding& finding : found.findings)
        text += fmt::format("{}: {}\n", name_of(finding.part), finding.message);
    return text;
}

/// A filled office whose tables can be spoiled and mended again.
template <typename Store>
class SpoiltOffice {
  public:
    SpoiltOffice() {
        if (!office) return;
        testing::fill(office);
        note(300);
        must(sign_checkpoint(*office, kSeal));
        note(4);
        must(sign_checkpoint(*office, kSeal));
        testing::opened_matter(office, "Late");  // not sealed yet
        const bool sqlite = office->database().dialect() == store::Dialect::sqlite;
        std::string script;
        for (const Table& table : kTables) {
            std::string_view rest = table.guards;
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                script += fmt::format("DROP TRIGGER {}{};\n", rest.substr(0, end),
                                      sqlite ? "" : " ON " + table.name);
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        if (sqlite) {  // a key to another table stays for as long as its table
            script +=
                "CREATE TABLE loose (position INTEGER PRIMARY KEY, number INTEGER NOT NULL "
                "UNIQUE) STRICT, WITHOUT ROWID;\n"
                "INSERT INTO loose SELECT * FROM sealed;\n"
                "DROP TABLE sealed;\n"
                "ALTER TABLE loose RENAME TO sealed;\n"
                "CREATE TABLE loose (number INTEGER PRIMARY KEY) STRICT, WITHOUT ROWID;\n"
                "INSERT INTO loose SELECT * FROM unsealed;\n"
                "DROP TABLE unsealed;\n"
                "ALTER TABLE loose RENAME TO unsealed;\n";
        } else {
            script +=
                "ALTER TABLE sealed DROP CONSTRAINT sealed_number_fkey;\n"
                "ALTER TABLE unsealed DROP CONSTRAINT unsealed_number_fkey;\n"
                "ALTER TABLE entries ALTER COLUMN number DROP IDENTITY;\n";
        }
        for (const Table& table : kTables)
            script += fmt::format("CREATE TABLE kept_{0} AS SELECT * FROM {0};\n", table.name);
        run(script);
    }

    /// Returns what verification tells after this was done to the tables, and mends them.
    Verification after(const std::string& sql) {
        run(sql);
        Verification found = must(verify_office(*office, kKeys));
        std::string script;
        for (const Table& table : kTables) script += fmt::format("DELETE FROM {};\n", table.name);
        for (const auto& table : {2, 0, 1, 3, 4, 5, 6, 7, 8}) {
            script += fmt::format("INSERT INTO {0} SELECT * FROM kept_{0};\n",
                                  kTables[static_cast<std::size_t>(table)].name);
        }
        run(script);
        return found;
    }

    std::int64_t number(const std::string& sql) {
        const store::Snapshot snapshot = must(office->database().snapshot());
        return std::get<0>(must(snapshot->template find<std::int64_t>(sql)).value());
    }

    TestOffice<Store> office;

  private:
    void note(int count) {
        must(office->database().write([&](store::Connection& connection) -> Status {
            Journal journal(connection, office->institution().id(), office->env());
            for (int i = 0; i < count; ++i) {
                const ledger::ChainHead head = REMIT_TRY(journal.head("h1"));
                REMIT_TRY(journal.append(
                    head, {.chain = "h1", .kind = "house/noted", .payload = "{}\n"}));
            }
            return base::done();
        }));
    }
    void run(const std::string& script) {
        must(office->database().write([&](store::Connection& connection) -> Status {
            return connection.run_script(script);
        }));
    }
};

bool names(const Verification& found, Part part, std::string_view words) {
    return std::ranges::any_of(found.findings, [&](const Finding& finding) {
        return finding.part == part && finding.message.find(words) != std::string::npos;
    });
}

ON_BOTH("an office that nobody touched is sound, and what was checked is told") {
    SpoiltOffice<Store> spoilt;
    if (!spoilt.office) return;
    const Verification found = must(verify_office(*spoilt.office, kKeys));
    CHECK_MESSAGE(found.sound(), told(found));
    CHECK(found.entries ==
          static_cast<std::uint64_t>(spoilt.number("SELECT count(*) FROM entries")));
    CHECK(found.head.size < found.entries);
    CHECK(found.covered == found.head.size);
    CHECK(found.checkpoints == 2);
    CHECK(found.tiles == 1);
    CHECK(found.papers == 2);
    CHECK(found.rows > 10);
}

ON_BOTH("what was done to one place is named with the place") {
    SpoiltOffice<Store> spoilt;
    if (!spoilt.office) return;
    const auto told_of = [&](const std::string& sql, Part part, std::string_view words) {
        const Verification found = spoilt.after(sql);
        CHECK_MESSAGE(names(found, part, words), sql, "\n", told(found));
    };
    told_of("UPDATE entries SET kind = 'matter/other' WHERE number = 3", Part::entries,
            "its column kind says other");
    told_of(
        "UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE number = 2) "
        "WHERE number = 5",
        Part::entries, "entry 5 ");
    told_of(
        "UPDATE entries SET hash = (SELECT hash FROM entries WHERE number = 2) "
        "WHERE number = 5",
        Part::entries, "entry 5 ");
    told_of(
        "UPDATE sealed SET number = CASE number WHEN 1 THEN 1000001 ELSE 1000002 END "
        "WHERE number IN (1, 2); "
        "UPDATE sealed SET number = CASE number WHEN 1000001 THEN 2 ELSE 1 END "
        "WHERE number > 1000000",
        Part::tiles, "'tile/0/000' is not what the entries make it");
    told_of("DELETE FROM sealed WHERE position = 7", Part::order, "the positions 7 to 7");
    told_of("DELETE FROM sealed WHERE position = 7", Part::order, "is neither sealed nor waits");
    told_of("DELETE FROM tiles", Part::tiles, "'tile/0/000' is not there");
    told_of("UPDATE tiles SET position = 9", Part::tiles, "the tile 9 of level 0 has no place");
    told_of("DELETE FROM checkpoints WHERE size = (SELECT min(size) FROM checkpoints)",
            Part::checkpoints, "announces, is not there");
    told_of("DELETE FROM checkpoints WHERE size = (SELECT max(size) FROM checkpoints)",
            Part::checkpoints, "announces, is not there");
    told_of("UPDATE checkpoints SET note = replace(note, 'test', 'tset')", Part::checkpoints,
            "is not signed by");
    told_of("DELETE FROM contents", Part::papers, "names, is not there");
    told_of("UPDATE contents SET size = size + 1", Part::papers, "and its row says");
    told_of("UPDATE matters SET title = 'Other' WHERE title = 'Late'", Part::registers,
            "title is 'Other' and the chain says 'Late'");
    told_of("UPDATE matters SET next_alarm = 12 WHERE title = 'Late'", Part::registers,
            "next_alarm is '12' and the chain says 'nothing'");
    told_of("DELETE FROM matter_bodies", Part::registers, "matter_bodies: the row of body 'nac'");
    told_of("UPDATE questions SET matter = 'x' || matter", Part::registers,
            "questions: a row of 'xm");
    told_of("DELETE FROM matters", Part::registers, "matters: the row of id 'm");
}

/// A random place of a random kind, spoilt.
class Spoiler {
  public:
    template <typename Store>
    Spoiler(SpoiltOffice<Store>& spoilt, unsigned seed) : random_(seed) {
        sqlite_ = spoilt.office->database().dialect() == store::Dialect::sqlite;
    }

    template <typename Store>
    std::string next(SpoiltOffice<Store>& spoilt) {
        struct Column {
            std::string table;
            std::string key;
            std::string name;
            enum Kind { bytes, text, number } kind;
        };
        static const std::vector<Column> kColumns{
            {"entries", "number", "bytes", Column::bytes},
            {"entries", "number", "hash", Column::bytes},
            {"entries", "number", "chain", Column::text},
            {"entries", "number", "kind", Column::text},
            {"entries", "number", "recorded_at", Column::number},
            {"sealed", "position", "number", Column::number},
            {"unsealed", "number", "number", Column::number},
            {"tiles", "position", "bytes", Column::bytes},
            {"tiles", "position", "level", Column::number},
            {"checkpoints", "size", "note", Column::text},
            {"checkpoints", "size", "size", Column::number},
            {"contents", "digest", "bytes", Column::bytes},
            {"contents", "digest", "digest", Column::bytes},
            {"contents", "digest", "size", Column::number},
            {"matters", "id", "state", Column::text},
            {"matters", "id", "id", Column::text},
            {"matters", "id", "due", Column::text},
            {"matters", "id", "changed", Column::number},
            {"matters", "id", "version", Column::number},
            {"matter_bodies", "matter", "body", Column::text},
            {"questions", "matter", "late", Column::number},
            {"questions", "matter", "respondent", Column::text}};
        const Column& column = kColumns[below(kColumns.size())];
        const auto rows =
            static_cast<std::size_t>(spoilt.number("SELECT count(*) FROM " + column.table));
        const std::string where =
            fmt::format(" WHERE {0} = (SELECT {0} FROM {1} ORDER BY {0} LIMIT 1 OFFSET {2})",
                        column.key, column.table, below(rows));
        if (below(4) == 0) return fmt::format("DELETE FROM {}{}", column.table, where);
        const auto size = static_cast<std::size_t>(spoilt.number(
            fmt::format("SELECT length({}) FROM {}{} LIMIT 1",
                        column.kind == Column::number ? "'0'" : column.name, column.table, where)));
        return fmt::format("UPDATE {} SET {} = {}{}", column.table, column.name,
                           spoil(column.name, column.kind, below(size) + 1), where);
    }

  private:
    template <typename Kind>
    std::string spoil(const std::string& name, Kind kind, std::size_t at) {
        if (kind == 2) return fmt::format("{} + 1000000", name);
        // Two bytes that differ, so that one of them is another than stood there.
        const std::string before = fmt::format("substr({}, 1, {})", name, at - 1);
        const std::string behind = fmt::format("substr({}, {})", name, at + 1);
        const std::string byte = fmt::format("substr({}, {}, 1)", name, at);
        if (kind == 1)
            return fmt::format("{} || CASE {} WHEN 'x' THEN 'y' ELSE 'x' END || {}", before, byte,
                               behind);
        if (sqlite_)
            return fmt::format(
                "CAST({} || CASE {} WHEN X'00' THEN X'01' ELSE X'00' END || {} AS BLOB)", before,
                byte, behind);
        return fmt::format(R"({} || CASE {} WHEN '\x00'::bytea THEN '\x01'::bytea ELSE )"
                           R"('\x00'::bytea END || {})",
                           before, byte, behind);
    }
    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
    }

    std::mt19937 random_;
    bool sqlite_ = true;
};

ON_BOTH("whatever is changed or removed at a random place is found") {
    SpoiltOffice<Store> spoilt;
    if (!spoilt.office) return;
    const auto asked = base::PosixEnv().find_variable("REMIT_SPOILS");
    int rounds = 60;
    if (asked) std::from_chars(asked->data(), asked->data() + asked->size(), rounds);
    Spoiler spoiler(spoilt, static_cast<unsigned>(rounds));
    for (int round = 0; round < rounds; ++round) {
        const std::string sql = spoiler.next(spoilt);
        const Verification found = spoilt.after(sql);
        CHECK_MESSAGE(!found.sound(), sql);
    }
    const Verification mended = must(verify_office(*spoilt.office, kKeys));
    CHECK_MESSAGE(mended.sound(), told(mended));
}

}  // namespace
}  // namespace remit::office
