// Whether the columns of a group have a cell in every row.
//
// A table that lost a cell would put one block's date beside another's text and nobody would see
// it, so a step that leaves one uneven is refused, with the row and the column. Nothing is padded
// or cut. Of this module only.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "procedure/definition.h"
#include "procedure/value.h"

namespace remit::procedure {

struct MissingCell {
    FieldId column;
    std::size_t row_number = 0;  // from 1

    bool operator==(const MissingCell&) const = default;
};

/// Of each column the first row without a cell. The values are indexed by FieldId. A column whose
/// cells may be empty has one in every row, or none at all.
[[nodiscard]] std::vector<MissingCell> missing_cells(const Definition& definition,
                                                     const Group& group,
                                                     std::span<const Value> values);

}  // namespace remit::procedure
