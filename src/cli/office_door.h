// The way from the command line into an office: which one is meant, who acts, and the names that
// were typed.
//
// Invariant: a name that leads nowhere is an error with its place and, where one is near, the name
// that was probably meant. Nothing here changes an office.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/env.h"
#include "base/result.h"
#include "cli/command.h"
#include "office/access_reader.h"
#include "office/office.h"
#include "office/outcome.h"
#include "office/registers.h"

namespace remit::cli {

inline constexpr const char* kOfficeVariable = "REMIT_OFFICE";
inline constexpr const char* kOfficerVariable = "REMIT_OFFICER";

/// The folder of the office that is meant: --office, else REMIT_OFFICE, else the current one.
std::string folder_of(base::Env& env, const Options& options);

/// --office, else REMIT_OFFICE, else the current folder. Errors: those of Office::open().
Result<std::unique_ptr<office::Office>> open_office(base::Env& env, const Options& options);

/// Who acts, as --as, REMIT_OFFICER, --unit, --key, --expect and --reason say.
/// Errors: invalid_input (nobody is named, --expect is no number), not_found (no such officer or
///         unit; with the nearest).
Result<office::Caller> read_caller(base::Env& env, const Options& options,
                                   const office::Office& office);

/// The officer who looks, as --as or REMIT_OFFICER says; none where nobody is named.
/// Errors: not_found (no such officer; with the nearest).
Result<std::optional<office::OfficeReader>> find_reader(base::Env& env, const Options& options,
                                                        const office::Office& office);
/// Borrows both.
std::optional<office::Viewer> viewer_of(const office::Office& office,
                                        const std::optional<office::OfficeReader>& reader);

/// The unit of the office's act with this code or name. Errors: not_found, with the nearest;
/// invalid_input where several have the name.
Result<remit::UnitId> find_unit(const office::Office& office, const std::string& word);

/// The officer of the establishment with this id. Errors: not_found, with the nearest.
Status check_officer(const office::Office& office, const std::string& id);

}  // namespace remit::cli
