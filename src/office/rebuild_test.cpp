// Registers are made again from the chains to the same bytes: on both stores.
#include <doctest/doctest.h>

#include <fmt/format.h>

#include <string>

#include "office/projections.h"
#include "office/rebuild.h"
#include "support/varied_office.h"

namespace remit::office {
namespace {

using support::must;
using testing::TestOffice;

#define ON_BOTH(name) \
    TEST_CASE_TEMPLATE("rebuild: " name, Store, support::SqliteStore, support::PostgresStore)

/// All rows of all registers, in their order, each value as the database writes it.
std::string dump(Office& office) {
    std::string text;
    const store::Snapshot snapshot = must(office.database().snapshot());
    for (const Projection& projection : projections()) {
        for (const Register& rows : projection.registers) {
            text += fmt::format("{}\n", rows.table);
            for (const std::string& row : must(register_rows(*snapshot, rows, std::nullopt)))
                text += row + "\n";
        }
    }
    return text;
}

ON_BOTH("all registers are the same bytes as before") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    const std::string before = dump(*office);
    CHECK(before.find("Košarica") != std::string::npos);
    const Rebuilt done = must(rebuild(*office));
    CHECK(done.chains == 4);
    CHECK(done.entries > 20);
    CHECK(dump(*office) == before);
}

ON_BOTH("rows that were changed, lost or put in are as the chains say again") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    const std::string before = dump(*office);
    must(office->database().write([](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run("UPDATE matters SET title = 'Other' WHERE lead_unit = '5.1.1'"));
        REMIT_TRY(connection.run("DELETE FROM questions"));
        return connection.run("INSERT INTO matter_bodies (body, matter) VALUES ('osce', 'm1')");
    }));
    CHECK(dump(*office) != before);
    must(rebuild(*office));
    CHECK(dump(*office) == before);
}

ON_BOTH("where an entry is not what was written, nothing is changed and it is named") {
    TestOffice<Store> office;
    if (!office) return;
    testing::fill(office);
    const std::string before = dump(*office);
    must(office->database().write([](store::Connection& connection) -> Status {
        REMIT_TRY(connection.run_script(connection.dialect() == store::Dialect::sqlite
                                            ? "DROP TRIGGER entries_keep"
                                            : "DROP TRIGGER entries_keep ON entries"));
        return connection.run(
            "UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE number = 1) "
            "WHERE number = 7");
    }));
    const Result<Rebuilt> done = rebuild(*office);
    REQUIRE_FALSE(done.ok());
    CHECK(done.error().code == ErrorCode::corrupt);
    CHECK(done.error().message.find("entry 7 ") != std::string::npos);
    CHECK(dump(*office) == before);
}

}  // namespace
}  // namespace remit::office
