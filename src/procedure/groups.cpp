#include "procedure/groups.h"

#include <algorithm>

namespace remit::procedure {

std::vector<MissingCell> missing_cells(const Definition& definition, const Group& group,
                                       std::span<const Value> values) {
    std::size_t row_count = 0;
    for (const FieldId column : group.columns)
        row_count = std::max(row_count, values[column.index()].items.size());
    std::vector<MissingCell> missing;
    for (const FieldId column : group.columns) {
        const std::vector<Item>& cells = values[column.index()].items;
        const bool may_be_empty = definition.fields[column.index()].may_be_empty;
        if (may_be_empty && cells.empty()) continue;
        const auto first = may_be_empty ? cells.end() : std::ranges::find_if(cells, is_empty);
        const auto row_index = static_cast<std::size_t>(first - cells.begin());
        if (row_index < row_count) missing.push_back({column, row_index + 1});
    }
    return missing;
}

}  // namespace remit::procedure
