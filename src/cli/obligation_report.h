// Obligations as people and programs are shown them: the register, one row, and what is due.
//
// Nothing is computed here: the office has counted and asked (office/obligation_due.h). Invariants:
// what no unit holds, what nobody has compared with its source and what nobody knows is always
// said, in text and in JSON.
#pragma once

#include <string>
#include <vector>

#include "cli/columns.h"
#include "diag/language.h"
#include "office/institution.h"
#include "office/obligation_due.h"

namespace remit::cli {

/// What a report is made with.
struct ReportView {
    const office::Institution& institution;
    diag::Language language = diag::Language::en;
    bool in_office = false;  // whether matters are known
    bool why = false;        // how each date was counted
    Ink ink{false};
};

std::string due_text(const office::DueList& list, const ReportView& view);
std::string due_json(const office::DueList& list, const ReportView& view);

std::string list_text(const office::Obligations& rows, const ReportView& view);
std::string list_json(const office::Obligations& rows, const ReportView& view);

/// One row with its owner and the matters in which it is or was carried out.
struct ShownObligation {
    const office::Obligation& obligation;
    office::ObligationOwner owner;
    std::vector<office::InstanceMatter> matters;
};
std::string show_text(const ShownObligation& shown, const ReportView& view);
std::string show_json(const ShownObligation& shown, const ReportView& view);

}  // namespace remit::cli
