#include "office/projections.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/check.h"
#include "office/item_register.h"
#include "office/matter_file.h"
#include "office/meeting_register.h"
#include "office/notices.h"
#include "office/obligation_register.h"
#include "office/registers.h"

namespace remit::office {
namespace {

class MatterFold final : public Fold {
  public:
    MatterFold(const Institution& institution, std::string_view chain)
        : institution_(&institution) {
        file_.id = chain;
    }

    Status take(const Kept& kept) override {
        const ReadEntry entry = REMIT_TRY(fold(file_, kept, *institution_));
        std::vector<Notice> notices = notices_of(file_, entry, *institution_);
        if (!notices.empty()) notices_.emplace_back(file_.version(), std::move(notices));
        return base::done();
    }
    Status write(store::Connection& connection) const override {
        REMIT_TRY(write_rows(connection, file_, *institution_, {}));
        for (const auto& [version, notices] : notices_)
            REMIT_TRY(write_notices(connection, file_.id, version, notices));
        return base::done();
    }

  private:
    const Institution* institution_;
    MatterFile file_;
    std::vector<std::pair<std::uint64_t, std::vector<Notice>>> notices_;  // by version
};

class ObligationFold final : public Fold {
  public:
    ObligationFold(const Institution& institution, std::string_view /*chain*/)
        : institution_(&institution) {}

    Status take(const Kept& kept) override { return fold(file_, kept); }
    Status write(store::Connection& connection) const override {
        return write_rows(connection, file_, institution_->pack());
    }

  private:
    const Institution* institution_;
    ObligationFile file_;
};

class ItemFold final : public Fold {
  public:
    ItemFold(const Institution& /*institution*/, std::string_view /*chain*/) {}

    Status take(const Kept& kept) override { return fold(item_, kept); }
    Status write(store::Connection& connection) const override {
        return write_rows(connection, item_);
    }

  private:
    ItemFile item_;
};

class MeetingFold final : public Fold {
  public:
    MeetingFold(const Institution& /*institution*/, std::string_view /*chain*/) {}

    Status take(const Kept& kept) override { return fold(meeting_, kept); }
    Status write(store::Connection& connection) const override {
        return write_rows(connection, meeting_);
    }

  private:
    MeetingFile meeting_;
};

template <typename ChainFold>
std::unique_ptr<Fold> begin(const Institution& institution, std::string_view chain) {
    return std::make_unique<ChainFold>(institution, chain);
}

constexpr std::array kMatterRegisters{
    Register{"matters", "id", "id",
             "id, number, procedure_id, procedure_version, title, state, lead_unit, officer, "
             "opened, changed, ended, due, next_alarm, version, series, ordinal, subject, "
             "origin, closed"},
    Register{"matter_bodies", "matter", "body", "body, matter"},
    Register{"questions", "matter", "question",
             "matter, question, consultation, respondent, state, due, late"},
    Register{"notices", "matter", "version, ordinal",
             "matter, version, ordinal, at, what, about, addressee_kind, addressee"},
    Register{"obligation_matters", "matter", "obligation", "obligation, matter, occurrence, due"},
    Register{"papers", "matter", "id", "id, matter, rank, personal, named_only, release_limited"},
    Register{"paper_levels", "matter", "paper, level", "paper, level, matter"},
    Register{"paper_compartments", "matter", "paper, compartment", "paper, compartment, matter"},
    Register{"paper_named", "matter", "paper, officer", "paper, officer, matter"},
    Register{"paper_releases", "matter", "paper, recipient", "paper, recipient, matter"},
    Register{"matter_named", "matter", "officer", "matter, officer"},
    Register{"matter_units", "matter", "unit", "matter, unit"},
};

constexpr std::array kObligationRegisters{
    Register{"obligations", "chain", "id", "chain, id, kind, body, applies, own, said, version"},
};

constexpr std::array kItemRegisters{
    Register{"items", "id", "id",
             "id, number, year, ordinal, received, sender, subject, channel, classification, "
             "state, is_open, unit, matter, duplicate_of, version"},
    Register{"item_bodies", "item", "body", "body, item"},
    Register{"item_files", "item", "position", "item, position, name, digest, size"},
};

constexpr std::array kMeetingRegisters{
    Register{"meetings", "id", "id",
             "id, number, year, ordinal, body, starts, zone, place, unit, state, version"},
    Register{"agenda_items", "meeting", "position", "meeting, position, title, matter, outcome"},
};

/// Reads one value as value_sql() wrote it, and takes it away. "-", or "=LENGTH:TEXT".
std::string take_value(std::string_view& row) {
    if (row.starts_with('-')) {
        row.remove_prefix(1);
        return "nothing";
    }
    const std::size_t colon = row.find(':');
    REMIT_CHECK(row.starts_with('=') && colon != std::string_view::npos);
    std::size_t letters = 0;  // of UTF-8, as both databases count them
    std::from_chars(row.data() + 1, row.data() + colon, letters);
    row.remove_prefix(colon + 1);
    std::size_t size = 0;
    const auto is_inner = [&](std::size_t at) {
        return (static_cast<unsigned char>(row[at]) & 0xC0U) == 0x80U;
    };
    while (size < row.size() && (letters > 0 || is_inner(size))) {
        if (!is_inner(size)) --letters;
        ++size;
    }
    std::string value(row.substr(0, size));
    row.remove_prefix(size);
    return value;
}

std::string value_sql(std::string_view column) {
    const std::string text = fmt::format("CAST({} AS text)", column);
    return fmt::format(
        "CASE WHEN {0} IS NULL THEN '-' ELSE '=' || CAST(length({1}) AS text) || ':' || {1} END",
        column, text);
}

constexpr std::array kProjections{
    Projection{'m', "matters", kMatterRegisters, begin<MatterFold>},
    Projection{kObligationKind, "obligations", kObligationRegisters, begin<ObligationFold>},
    Projection{kItemKind, "items", kItemRegisters, begin<ItemFold>},
    Projection{kMeetingKind, "meetings", kMeetingRegisters, begin<MeetingFold>},
};

}  // namespace

std::span<const Projection> projections() {
    return kProjections;
}

const Projection* find_projection(std::string_view chain) {
    if (chain.empty()) return nullptr;
    const auto found = std::ranges::find(kProjections, chain.front(), &Projection::chain);
    return found == kProjections.end() ? nullptr : &*found;
}

Status remove_rows(store::Connection& connection, const Projection& projection,
                   std::string_view chain) {
    for (const Register& rows : projection.registers) {
        REMIT_TRY(connection.run(
            fmt::format("DELETE FROM {} WHERE {} = ?1", rows.table, rows.chain_column), {chain}));
    }
    return base::done();
}

std::vector<std::string_view> names_in(std::string_view columns) {
    std::vector<std::string_view> names;
    while (!columns.empty()) {
        const std::size_t end = columns.find(", ");
        names.push_back(columns.substr(0, end));
        columns.remove_prefix(end == std::string_view::npos ? columns.size() : end + 2);
    }
    return names;
}

Result<std::vector<std::string>> register_rows(store::Connection& connection, const Register& rows,
                                               const std::optional<std::string_view>& chain) {
    std::vector<std::string> values;
    for (const std::string_view column : columns_of(rows)) values.push_back(value_sql(column));
    std::string sql = fmt::format("SELECT {} FROM {}", fmt::join(values, " || "), rows.table);
    store::Connection::Values parameters;
    if (chain) {
        sql += fmt::format(" WHERE {} = ?1", rows.chain_column);
        parameters.emplace_back(*chain);
    }
    sql += fmt::format(" ORDER BY {}, {}", rows.chain_column, rows.order);
    std::vector<std::string> found;
    store::Rows result = REMIT_TRY(connection.query(sql, parameters));
    while (auto row = REMIT_TRY((result.next<std::string>())))
        found.push_back(std::move(std::get<0>(*row)));
    return found;
}

std::vector<std::string> read_row(std::string_view row) {
    std::vector<std::string> values;
    while (!row.empty()) values.push_back(take_value(row));
    return values;
}

}  // namespace remit::office
