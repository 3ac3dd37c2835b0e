#include "office/office_view.h"

#include <string_view>
#include <utility>

namespace remit::office {
namespace {

Result<std::int64_t> count(const store::Snapshot& snapshot, std::string_view sql) {
    const auto row = REMIT_TRY((snapshot->find<std::int64_t>(sql)));
    return row ? std::get<0>(*row) : 0;
}

Status read_open_matters(const store::Snapshot& snapshot, const std::string& today,
                         OfficeStatus& status) {
    store::Rows rows = REMIT_TRY(
        snapshot->query("SELECT lead_unit, count(*), sum(CASE WHEN due < ?1 THEN 1 ELSE 0 END) "
                        "FROM matters WHERE ended = 0 GROUP BY lead_unit",
                        {today}));
    while (auto row = REMIT_TRY((rows.next<std::string, std::int64_t, std::int64_t>()))) {
        const auto& [unit, open, overdue] = *row;
        status.open += open;
        status.overdue += overdue;
        status.open_by_unit[unit] = open;
        status.overdue_by_unit[unit] = overdue;
    }
    return base::done();
}

Status read_checkpoint(const store::Snapshot& snapshot, OfficeStatus& status) {
    auto row = REMIT_TRY((snapshot->find<std::int64_t, std::string>(
        "SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1")));
    if (!row) return base::done();
    status.checkpoint_size = std::get<0>(*row);
    status.checkpoint = std::move(std::get<1>(*row));
    return base::done();
}

}  // namespace

Result<OfficeStatus> status_of(const Office& office) {
    const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
    OfficeStatus status;
    status.entries = REMIT_TRY(count(snapshot, "SELECT count(*) FROM entries"));
    status.schema_version =
        REMIT_TRY(count(snapshot, "SELECT coalesce(max(number), 0) FROM migrations"));
    status.ended = REMIT_TRY(count(snapshot, "SELECT count(*) FROM matters WHERE ended <> 0"));
    const std::string today = office.institution().day_at(office.now()).iso();
    REMIT_TRY(read_open_matters(snapshot, today, status));
    REMIT_TRY(read_checkpoint(snapshot, status));
    return status;
}

}  // namespace remit::office
