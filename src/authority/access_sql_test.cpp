// The access policy and its SQL are one policy: compared in SQLite on a million readers, papers and
// days made at random.
#include "authority/access_sql.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "authority/classification_loader.h"
#include "support/access_world.h"

namespace remit::authority {
namespace {

using support::AccessWorld;

constexpr std::array kTables{PaperField::levels, PaperField::compartments, PaperField::units,
                             PaperField::named,  PaperField::matter_named, PaperField::releases};
constexpr std::array kNumbers{PaperNumber::rank, PaperNumber::personal, PaperNumber::named_only,
                              PaperNumber::release_limited};

const Schemes& schemes() {
    static const Schemes loaded = load_embedded_schemes().value();
    return loaded;
}

/// A database in memory with the tables of access_sql.h.
class Database {
  public:
    Database() {
        REQUIRE(sqlite3_open(":memory:", &connection_) == SQLITE_OK);
        std::string columns = "id TEXT PRIMARY KEY, matter TEXT NOT NULL";
        for (const PaperNumber number : kNumbers)
            columns += fmt::format(", {} INTEGER", column_of(number));
        run("CREATE TABLE papers (number INTEGER, " + columns + ")");
        for (const PaperField field : kTables) {
            const FieldShape shape = shape_of(field);
            run(fmt::format("CREATE TABLE {0} ({1} TEXT NOT NULL, {2} TEXT)", shape.table,
                            shape.key, shape.column));
            run(fmt::format("CREATE INDEX {0}_of ON {0} ({1}, {2})", shape.table, shape.key,
                            shape.column));
        }
        run("BEGIN");
    }
    ~Database() { sqlite3_close_v2(connection_); }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void run(const std::string& sql, const std::vector<std::string>& parameters = {}) {
        static_cast<void>(numbers(sql, parameters));
    }

    /// The first column of each row.
    std::vector<std::size_t> numbers(const std::string& sql,
                                     const std::vector<std::string>& parameters) {
        sqlite3_stmt* statement = nullptr;
        const int prepared = sqlite3_prepare_v2(connection_, sql.c_str(), -1, &statement, nullptr);
        REQUIRE_MESSAGE(prepared == SQLITE_OK, sqlite3_errmsg(connection_), ": ", sql);
        REQUIRE(sqlite3_bind_parameter_count(statement) == static_cast<int>(parameters.size()));
        int place = 0;
        for (const std::string& text : parameters) {
            REQUIRE(sqlite3_bind_text(statement, ++place, text.data(),
                                      static_cast<int>(text.size()), SQLITE_STATIC) == SQLITE_OK);
        }
        std::vector<std::size_t> found;
        int state = sqlite3_step(statement);
        for (; state == SQLITE_ROW; state = sqlite3_step(statement)) {
            found.push_back(static_cast<std::size_t>(sqlite3_column_int64(statement, 0)));
        }
        REQUIRE_MESSAGE(state == SQLITE_DONE, sqlite3_errmsg(connection_));
        sqlite3_finalize(statement);
        return found;
    }

    void add(std::size_t number, const Paper& paper) {
        const auto matter = paper.values(PaperField::matter);
        const std::string matter_text = matter.empty() ? std::string() : matter.front();
        std::string numbers;
        for (const PaperNumber which : kNumbers)
            numbers += fmt::format(", {}", paper.number(which));
        run(fmt::format("INSERT INTO papers VALUES ({}, ?1, ?2{})", number, numbers),
            {paper.values(PaperField::id).front(), matter_text});
        for (const PaperField field : kTables) {
            const FieldShape shape = shape_of(field);
            const bool of_matter = field == PaperField::matter_named;
            if (of_matter && !matters_.insert(matter_text).second) continue;
            const std::string& key = of_matter ? matter_text : paper.values(PaperField::id).front();
            for (const std::string& value : paper.values(field)) {
                run(fmt::format("INSERT INTO {} VALUES (?1, ?2)", shape.table), {key, value});
            }
        }
    }

    /// Which of the papers the policy lets the reader have.
    std::vector<bool> readable(const Expression& policy, const Reader& reader, std::size_t papers) {
        const SqlPredicate predicate = compile_sql(policy, reader);
        std::vector<bool> found(papers);
        const std::string sql = "SELECT p.number FROM papers p WHERE " + predicate.text;
        for (const std::size_t number : numbers(sql, predicate.parameters)) found[number] = true;
        return found;
    }

  private:
    sqlite3* connection_ = nullptr;
    std::set<std::string> matters_;
};

std::string shown(std::span<const std::string> texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : " | ") + text;
    return "[" + all + "]";
}

/// Everything that a decision depends on, to see a failure again by eye.
std::string shown(const Reader& reader, const Paper& paper) {
    constexpr std::array kSets{"officer",    "levels", "compartments", "units",
                               "recipients", "papers", "matters"};
    constexpr std::array kFields{"id",    "matter", "levels",       "compartments",
                                 "units", "named",  "matter_named", "releases"};
    std::string text = "reader";
    for (std::size_t index = 0; index < kSets.size(); ++index) {
        text += fmt::format("\n  {}: {}", kSets[index],
                            shown(reader.values(static_cast<ReaderSet>(index))));
    }
    text += "\npaper";
    for (std::size_t index = 0; index < kFields.size(); ++index) {
        text += fmt::format("\n  {}: {}", kFields[index],
                            shown(paper.values(static_cast<PaperField>(index))));
    }
    for (const PaperNumber number : kNumbers)
        text += fmt::format("\n  {}: {}", column_of(number), paper.number(number));
    return text;
}

/// A world with its papers in a database.
struct Round {
    AccessWorld world;
    AccessRules rules;
    Expression policy;
    std::vector<Paper> papers;
    Database database;

    Round(std::uint64_t seed, std::size_t count) : world(schemes(), seed), rules(world.rules()) {
        policy = access_policy(rules);
        for (std::size_t number = 0; number < count; ++number) {
            auto paper = Paper::of(world.paper(number), schemes());
            REQUIRE_MESSAGE(paper.ok(), paper.error().message);
            papers.push_back(std::move(paper).value());
            database.add(number, papers.back());
        }
    }
    std::pair<Reader, Moment> reader() {
        const Moment now = world.moment();
        auto made = Reader::of(world.reader(now, papers.size()), schemes(), rules, now);
        REQUIRE_MESSAGE(made.ok(), made.error().message);
        return {std::move(made).value(), now};
    }
};

/// How often each rule was what decided, so that the comparison is known to have compared
/// something.
struct Tally {
    std::size_t triples = 0;
    std::size_t granted = 0;
    std::array<std::size_t, kRuleCount> decisive{};

    void count(const Decision& decision) {
        ++triples;
        granted += decision.granted ? 1 : 0;
        constexpr std::array kMust{Rule::certificate, Rule::compartments, Rule::release,
                                   Rule::need_to_know};
        std::size_t failing = 0;
        Rule last = Rule::certificate;
        for (const Rule rule : kMust) {
            if (!decision.fails(rule)) continue;
            ++failing;
            last = rule;
        }
        if (failing == 1) ++decisive[static_cast<std::size_t>(last)];
        for (auto way = static_cast<std::size_t>(Rule::open_paper);
             way < kRuleCount && decision.granted; ++way) {
            if (decision.holds(static_cast<Rule>(way))) ++decisive[way];
        }
    }
};

}  // namespace

TEST_CASE("access: the policy and its SQL agree on a million readers, papers and days") {
    constexpr std::size_t kRounds = 20;
    constexpr std::size_t kReaders = 100;
    constexpr std::size_t kPapers = 500;
    const std::uint64_t seed = support::seed_or(20260701);
    Tally tally;
    for (std::size_t number = 0; number < kRounds; ++number) {
        Round round(seed + number, kPapers);
        for (std::size_t at = 0; at < kReaders; ++at) {
            const auto [reader, now] = round.reader();
            const std::vector<bool> listed = round.database.readable(round.policy, reader, kPapers);
            for (std::size_t paper = 0; paper < kPapers; ++paper) {
                const Decision decision = evaluate(round.policy, reader, round.papers[paper]);
                tally.count(decision);
                if (decision.granted == listed[paper]) continue;
                FAIL("REMIT_SEED=", seed, ", round ", number, ", reader ", at, " on ",
                     now.date.iso(), " at ", now.instant.seconds, ", paper ", paper,
                     ": evaluate says ", decision.granted, ", SQL says ",
                     static_cast<bool>(listed[paper]), "\n", shown(reader, round.papers[paper]),
                     "\n", compile_sql(round.policy, reader).text);
            }
        }
    }
    CHECK(tally.triples >= 1'000'000);
    CHECK(tally.granted > tally.triples / 20);
    CHECK(tally.granted < tally.triples / 2);
    for (std::size_t rule = 0; rule < kRuleCount; ++rule) {
        CAPTURE(rule);
        CHECK(tally.decisive[rule] > tally.triples / 1000);
    }
}

namespace {

/// Every policy that differs from the given one in one place.
class Mutations {
  public:
    explicit Mutations(const Expression& policy) : root_(policy) { visit(root_); }
    std::vector<std::pair<std::string, Expression>> all;

  private:
    using Kind = Expression::Kind;

    void keep(std::string what) { all.emplace_back(std::move(what), root_); }

    void swap_kind(Expression& node, Kind kind, std::string what) {
        const Kind before = std::exchange(node.kind, kind);
        keep(std::move(what));
        node.kind = before;
    }

    void visit(Expression& node) {
        switch (node.kind) {
            case Kind::all:
                swap_kind(node, Kind::any, "all -> any");
                break;
            case Kind::any:
                swap_kind(node, Kind::all, "any -> all");
                break;
            case Kind::negation:
                swap_kind(node, Kind::all, "not taken out");
                break;
            case Kind::rule:
                break;
            case Kind::at_least:
                for (const int step : {-1, 1}) {
                    node.bound += step;
                    keep(fmt::format("{} moved by {}", column_of(node.number), step));
                    node.bound -= step;
                }
                break;
            case Kind::some:
                // A paper has one id: there, some and every are the same.
                if (node.field != PaperField::id) swap_kind(node, Kind::every, "some -> every");
                swap_sets(node);
                break;
            case Kind::every:
                swap_kind(node, Kind::some, "every -> some");
                swap_sets(node);
                break;
        }
        if (node.kind == Kind::all || node.kind == Kind::any) drop_parts(node);
        for (Expression& part : node.parts) visit(part);
    }

    void swap_sets(Expression& node) {
        const ReaderSet before = node.set;
        for (std::size_t set = 0; set < kReaderSetCount; ++set) {
            node.set = static_cast<ReaderSet>(set);
            if (node.set != before)
                keep(fmt::format("set {} -> {}", static_cast<int>(before), set));
        }
        node.set = before;
    }

    void drop_parts(Expression& node) {
        for (std::size_t index = 0; index < node.parts.size(); ++index) {
            Expression part = node.parts[index];
            node.parts.erase(node.parts.begin() + static_cast<std::ptrdiff_t>(index));
            keep(fmt::format("part {} dropped", index));
            node.parts.insert(node.parts.begin() + static_cast<std::ptrdiff_t>(index),
                              std::move(part));
        }
    }

    Expression root_;
};

}  // namespace

TEST_CASE(
    "access: a policy that is wrong in any one place is told from the right one by the "
    "comparison") {
    constexpr std::size_t kReaders = 200;
    constexpr std::size_t kPapers = 400;
    Round round(support::seed_or(7), kPapers);
    // Thresholds at which a step up and a step down both matter.
    round.rules.need_to_know_rank = 2;
    round.rules.need_to_know_personal = Personal::ordinary;
    round.policy = access_policy(round.rules);
    std::vector<Reader> readers;
    std::vector<std::vector<bool>> right;
    for (std::size_t at = 0; at < kReaders; ++at) {
        readers.push_back(round.reader().first);
        right.push_back(round.database.readable(round.policy, readers.back(), kPapers));
    }
    const Mutations mutations(round.policy);
    CHECK(mutations.all.size() > 70);
    for (const auto& [what, wrong] : mutations.all) {
        bool is_told = false;
        for (std::size_t at = 0; at < kReaders && !is_told; ++at) {
            is_told = round.database.readable(wrong, readers[at], kPapers) != right[at];
        }
        CHECK_MESSAGE(is_told, what,
                      " makes no difference: ", compile_sql(wrong, readers.front()).text);
    }
}

TEST_CASE("access: evaluate and SQL agree on policies other than ours, too") {
    constexpr std::size_t kPapers = 200;
    Round round(support::seed_or(11), kPapers);
    const Mutations mutations(round.policy);
    for (std::size_t at = 0; at < 5; ++at) {
        const Reader reader = round.reader().first;
        for (const auto& [what, policy] : mutations.all) {
            const std::vector<bool> listed = round.database.readable(policy, reader, kPapers);
            for (std::size_t paper = 0; paper < kPapers; ++paper) {
                const bool granted = evaluate(policy, reader, round.papers[paper]).granted;
                REQUIRE_MESSAGE(granted == listed[paper], what, "\n",
                                shown(reader, round.papers[paper]), "\n",
                                compile_sql(policy, reader).text);
            }
        }
    }
}

TEST_CASE("access sql: no text of a reader stands in the SQL, and each parameter is used") {
    Round round(support::seed_or(3), 1);
    for (int at = 0; at < 300; ++at) {
        const Reader reader = round.reader().first;
        for (const Dialect dialect : {Dialect::sqlite, Dialect::postgresql}) {
            const SqlPredicate predicate =
                compile_sql(round.policy, reader,
                            {.dialect = dialect, .papers = "paper_2", .first_parameter = 4});
            const char sign = dialect == Dialect::sqlite ? '?' : '$';
            std::set<std::size_t> used;
            std::string rest = predicate.text;
            for (std::size_t place = rest.find(sign); place != std::string::npos;
                 place = rest.find(sign, place + 1)) {
                std::size_t number = 0;
                for (std::size_t digit = place + 1; rest[digit] >= '0' && rest[digit] <= '9';
                     ++digit) {
                    number = number * 10 + static_cast<std::size_t>(rest[digit] - '0');
                }
                used.insert(number);
            }
            REQUIRE(used.size() == predicate.parameters.size());
            REQUIRE(*used.begin() == 4);
            REQUIRE(*used.rbegin() == 3 + predicate.parameters.size());
            constexpr std::string_view kPlain =
                "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ ().,<>=?$";
            REQUIRE(predicate.text.find_first_not_of(kPlain) == std::string::npos);
            REQUIRE(std::ranges::count(predicate.text, '(') ==
                    std::ranges::count(predicate.text, ')'));
        }
    }
}

TEST_CASE("access sql: a small reader's predicate, in both dialects") {
    AccessRules rules;
    rules.scheme = *schemes().find_scheme("hr");
    rules.house = {"hr"};
    rules.need_to_know_rank = 1;
    const Moment now{*calendar::Date::of(2026, 7, 1), {1'782'900'000}};
    ReaderFacts facts;
    facts.officer = "ana";
    facts.posts.push_back({.unit = "5.1"});
    const Reader reader = Reader::of(facts, schemes(), rules, now).value();
    const SqlPredicate predicate = compile_sql(access_policy(rules), reader);
    CHECK(predicate.parameters == std::vector<std::string>{"hr", "5.1", "ana"});
    CHECK(predicate.text ==
          "((NOT EXISTS (SELECT 1 FROM paper_levels x WHERE x.paper = p.id)) AND "
          "(NOT EXISTS (SELECT 1 FROM paper_compartments x WHERE x.paper = p.id)) AND "
          "((NOT (p.release_limited >= 1)) OR "
          "(EXISTS (SELECT 1 FROM paper_releases x WHERE x.paper = p.id AND x.recipient IN (?1)))) "
          "AND "
          "((NOT ((p.rank >= 1) OR (p.personal >= 1) OR (p.named_only >= 1))) OR "
          "((NOT (p.named_only >= 1)) AND "
          "(EXISTS (SELECT 1 FROM paper_units x WHERE x.paper = p.id AND x.unit IN (?2)))) OR "
          "(EXISTS (SELECT 1 FROM paper_named x WHERE x.paper = p.id AND x.officer IN (?3))) OR "
          "((NOT (p.named_only >= 1)) AND "
          "(EXISTS (SELECT 1 FROM matter_named x WHERE x.matter = p.matter AND x.officer IN "
          "(?3))))))");
    const SqlPredicate other = compile_sql(access_policy(rules), reader,
                                           {.dialect = Dialect::postgresql, .first_parameter = 3});
    CHECK(other.text.find("x.recipient IN ($3)") != std::string::npos);
    CHECK(other.text.find("x.officer IN ($5)") != std::string::npos);
}

TEST_CASE("access sql: a NULL in any column closes the paper") {
    AccessRules rules;
    rules.house = {"hr"};
    rules.scheme = *schemes().find_scheme("hr");
    rules.need_to_know_rank = 1;
    const Moment now{*calendar::Date::of(2026, 7, 1), {}};
    ReaderFacts facts;
    facts.officer = "ana";
    facts.compartments.push_back({"ATOMAL", {now.date, now.date}});
    const Reader reader = Reader::of(facts, schemes(), rules, now).value();
    const Paper paper = Paper::of({.id = "p"}, schemes()).value();
    const Expression policy = access_policy(rules);
    Database database;
    database.add(0, paper);
    CHECK(database.readable(policy, reader, 1).front());
    for (const char* change :
         {"UPDATE papers SET rank = NULL", "UPDATE papers SET personal = NULL",
          "UPDATE papers SET named_only = NULL", "UPDATE papers SET release_limited = NULL",
          "INSERT INTO paper_levels VALUES ('p', NULL)",
          "INSERT INTO paper_compartments VALUES ('p', NULL)"}) {
        CAPTURE(change);
        database.run("SAVEPOINT before");
        database.run(change);
        CHECK_FALSE(database.readable(policy, reader, 1).front());
        database.run("ROLLBACK TO before");
    }
}

TEST_CASE("access sql: a reader with every list full still fits into one statement") {
    AccessRules rules;
    rules.scheme = *schemes().find_scheme("hr");
    const Moment now{*calendar::Date::of(2026, 7, 1), {1000}};
    ReaderFacts facts;
    facts.officer = "ana";
    for (std::size_t index = 0; index < kAccessItemsMax; ++index) {
        const std::string name = "n" + std::to_string(index);
        facts.compartments.push_back({name, {now.date, now.date}});
        facts.posts.push_back({.unit = name});
        facts.recipients.push_back(name);
        facts.emergencies.push_back({"ana", GlassScope::paper, name, "a ground", {0}, {2000}});
        facts.emergencies.push_back({"ana", GlassScope::matter, name, "a ground", {0}, {2000}});
    }
    const Reader reader = Reader::of(facts, schemes(), rules, now).value();
    const Paper paper =
        Paper::of({.id = "p", .compartments = {"n3999"}, .units = {"n17"}, .named_only = false},
                  schemes())
            .value();
    Database database;
    database.add(0, paper);
    CHECK(database.readable(access_policy(rules), reader, 1).front());
    CHECK(evaluate(access_policy(rules), reader, paper).granted);
    facts.recipients.emplace_back("one more");
    const auto refused = Reader::of(facts, schemes(), rules, now);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::limit);
}

}  // namespace remit::authority
