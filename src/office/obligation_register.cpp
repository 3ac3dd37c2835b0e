#include "office/obligation_register.h"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace remit::office {
namespace {

constexpr std::string_view kProcedure = "obligation";
constexpr std::string_view kColumns =
    "SELECT o.obligation, o.matter, m.number, m.state, o.occurrence, o.due, m.ended "
    "FROM obligation_matters o JOIN matters m ON m.id = o.matter ";

/// What a field that holds a text or a day says; empty where it is not set.
std::string said_in(const MatterFile& file, std::string_view field) {
    const auto id = file.definition->find_field(field);
    if (!id) return {};
    const procedure::Value& value = file.matter.value(*id);
    if (!value.is_set()) return {};
    const procedure::Item& item = value.items.front();
    if (const auto* text = std::get_if<std::string>(&item)) return *text;
    if (const auto* date = std::get_if<calendar::Date>(&item)) return date->iso();
    return {};
}

Result<std::vector<InstanceMatter>> find_matters(store::Connection& connection,
                                                 std::string_view where,
                                                 const store::Connection::Values& values) {
    using Text = std::string;
    std::vector<InstanceMatter> found;
    store::Rows rows =
        REMIT_TRY(connection.query(std::string(kColumns) + std::string(where), values));
    while (auto row = REMIT_TRY((rows.next<Text, Text, Text, Text, Text, Text, std::int64_t>()))) {
        auto& [obligation, matter, number, state, occurrence, due, ended] = *row;
        found.push_back({std::move(obligation), std::move(matter), std::move(number),
                         std::move(state), std::move(occurrence), std::move(due), ended != 0});
    }
    return found;
}

}  // namespace

Status write_rows(store::Connection& connection, const ObligationFile& file,
                  std::string_view pack) {
    const Obligation& row = file.row;
    return connection.run(
        "INSERT INTO obligations (chain, id, kind, body, applies, own, said, version) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET "
        "kind = excluded.kind, body = excluded.body, applies = excluded.applies, "
        "own = excluded.own, said = excluded.said, version = excluded.version",
        {chain_of_obligation(row.id), row.id, row.kind, row.body, name_of(row.applies_to(pack)),
         file.own ? 1 : 0, write_obligation(row, file.own),
         static_cast<std::int64_t>(file.head.matter_version)});
}

Status write_instance(store::Connection& connection, const MatterFile& file) {
    if (file.matter.procedure != kProcedure) return base::done();
    return connection.run(
        "INSERT INTO obligation_matters (matter, obligation, occurrence, due) "
        "VALUES (?1, ?2, ?3, ?4) ON CONFLICT (matter) DO UPDATE SET "
        "obligation = excluded.obligation, occurrence = excluded.occurrence, due = excluded.due",
        {file.id, said_in(file, "obligation"), said_in(file, "occurrence"), said_in(file, "due")});
}

Result<Obligations> list_obligations(store::Connection& connection) {
    std::vector<Obligation> found;
    store::Rows rows = REMIT_TRY(connection.query("SELECT said FROM obligations ORDER BY id"));
    while (auto row = REMIT_TRY((rows.next<std::string>()))) {
        Result<ObligationFile> file = read_obligation(std::get<0>(*row));
        if (!file.ok()) return base::make_error(ErrorCode::corrupt, file.error().message);
        found.push_back(std::move(file).value().row);
    }
    return Obligations(std::move(found));
}

Result<std::vector<InstanceMatter>> matters_due(store::Connection& connection, calendar::Date first,
                                                calendar::Date last) {
    return find_matters(connection,
                        "WHERE o.due BETWEEN ?1 AND ?2 OR o.occurrence BETWEEN ?1 AND ?2 "
                        "ORDER BY o.obligation, o.due, o.matter",
                        {first.iso(), last.iso()});
}

Result<std::vector<InstanceMatter>> matters_of_obligation(store::Connection& connection,
                                                          std::string_view id) {
    return find_matters(connection, "WHERE o.obligation = ?1 ORDER BY o.due DESC, o.matter", {id});
}

}  // namespace remit::office
