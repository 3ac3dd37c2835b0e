#include "procedure/definition.h"

#include <algorithm>

namespace remit::procedure {
namespace {

template <typename Id, typename Entry>
std::optional<Id> find_in(const std::vector<Entry>& entries, std::string_view id) {
    const auto found = std::ranges::find(entries, id, &Entry::id);
    if (found == entries.end()) return std::nullopt;
    return Id(static_cast<std::size_t>(found - entries.begin()));
}

}  // namespace

const Table::Row* Table::find(std::string_view wanted) const {
    auto found = std::ranges::find(rows, wanted, &Row::key);
    if (found == rows.end()) found = std::ranges::find(rows, kAnyKey, &Row::key);
    return found == rows.end() ? nullptr : &*found;
}

std::optional<FieldId> Definition::find_field(std::string_view wanted) const {
    return find_in<FieldId>(fields, wanted);
}
std::optional<StateId> Definition::find_state(std::string_view wanted) const {
    return find_in<StateId>(states, wanted);
}
std::optional<StepId> Definition::find_step(std::string_view wanted) const {
    return find_in<StepId>(steps, wanted);
}
std::optional<DeadlineId> Definition::find_deadline(std::string_view wanted) const {
    return find_in<DeadlineId>(deadlines, wanted);
}
std::optional<ConsultationId> Definition::find_consultation(std::string_view wanted) const {
    return find_in<ConsultationId>(consultations, wanted);
}
std::optional<PaperKindId> Definition::find_paper_kind(std::string_view wanted) const {
    return find_in<PaperKindId>(paper_kinds, wanted);
}
std::optional<TableId> Definition::find_table(std::string_view wanted) const {
    return find_in<TableId>(tables, wanted);
}

}  // namespace remit::procedure
