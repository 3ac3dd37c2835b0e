#include "cli/office_door.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "cli/columns.h"
#include "cli/nearest.h"
#include "office/matter_view.h"
#include "text/fold.h"

namespace remit::cli {
namespace {

Result<std::uint64_t> read_version(const std::string& text) {
    std::uint64_t version = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, version);
    if (read.ec == std::errc() && read.ptr == end && version > 0) return version;
    return base::make_error(
        ErrorCode::invalid_input,
        fmt::format(
            "--expect: '{}' is no version; `remit matter show` tells the matter's, such as 4",
            printable(text)));
}

std::string named_officer(base::Env& env, const Options& options) {
    if (!options.office.officer.empty()) return options.office.officer;
    return env.find_variable(kOfficerVariable).value_or(std::string());
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    const std::vector<std::string_view> views(known.begin(), known.end());
    const auto near = find_nearest(word, views);
    return near ? fmt::format("; did you mean '{}'?", *near) : std::string();
}

}  // namespace

std::string folder_of(base::Env& env, const Options& options) {
    if (!options.office.folder.empty()) return options.office.folder;
    const auto folder = env.find_variable(kOfficeVariable);
    return folder && !folder->empty() ? *folder : ".";
}

Result<std::unique_ptr<office::Office>> open_office(base::Env& env, const Options& options) {
    const std::string folder = folder_of(env, options);
    Result<std::unique_ptr<office::Office>> opened = office::Office::open(env, folder);
    if (opened.ok() || folder != "." || opened.error().code != ErrorCode::not_found) return opened;
    return base::make_error(
        ErrorCode::not_found,
        "there is no office in the current folder\n  name one with --office DIR "
        "or the variable REMIT_OFFICE; `remit office init DIR --pack hr` makes "
        "one");
}

Status check_officer(const office::Office& office, const std::string& id) {
    const office::StaffFile staff = REMIT_TRY(office::find_staff(office));
    if (staff.establishment.find_officer(id)) return base::done();
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("there is no officer '{}'{}\n  `remit officer list` shows those that there are",
                    printable(id), suggestion(id, staff.establishment.staff().officers)));
}

Result<office::Caller> read_caller(base::Env& env, const Options& options,
                                   const office::Office& office) {
    office::Caller caller;
    caller.officer = named_officer(env, options);
    if (caller.officer.empty()) {
        return base::make_error(ErrorCode::invalid_input,
                                "nobody is named who does this; name the officer with --as or the "
                                "variable REMIT_OFFICER");
    }
    REMIT_TRY(check_officer(office, caller.officer));
    if (!options.unit.empty()) {
        const remit::UnitId unit = REMIT_TRY(find_unit(office, options.unit));
        caller.unit = office.institution().act().unit(unit).code;
    }
    caller.idempotency_key = options.office.key;
    caller.advised_reason = options.office.reason;
    caller.language = language_of(options);
    if (!options.office.expect.empty())
        caller.expected_version = REMIT_TRY(read_version(options.office.expect));
    return caller;
}

Result<std::optional<office::OfficeReader>> find_reader(base::Env& env, const Options& options,
                                                        const office::Office& office) {
    using Reader = std::optional<office::OfficeReader>;
    const std::string officer = named_officer(env, options);
    if (officer.empty()) return Reader();
    REMIT_TRY(check_officer(office, officer));
    const office::StaffFile staff = REMIT_TRY(office::find_staff(office));
    return Reader(REMIT_TRY(
        office::reader_of(office.institution(), staff.establishment, officer, office.now())));
}

std::optional<office::Viewer> viewer_of(const office::Office& office,
                                        const std::optional<office::OfficeReader>& reader) {
    if (!reader) return std::nullopt;
    return office::Viewer{&office.institution().secrecy().policy, &reader->reader};
}

Result<remit::UnitId> find_unit(const office::Office& office, const std::string& word) {
    const std::string folded = text::fold(word);
    const auto& units = office.institution().act().units;
    std::vector<std::string> known;
    std::vector<remit::UnitId> found;
    for (std::size_t index = 0; index < units.size(); ++index) {
        const bool named = text::fold(units[index].name) == folded;
        if (text::fold(units[index].code) == folded) return remit::UnitId(index);
        if (named) found.emplace_back(index);
        known.push_back(units[index].code);
        known.push_back(text::fold(units[index].name));
    }
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
        return base::make_error(
            ErrorCode::invalid_input,
            fmt::format("'{}' names more than one unit; give its code", printable(word)));
    }
    return base::make_error(
        ErrorCode::not_found,
        fmt::format("there is no unit '{}'{}\n  a unit is named by its code or its name; `remit "
                    "unit` lists them",
                    printable(word), suggestion(folded, known)));
}

}  // namespace remit::cli
