#include "office/verification.h"

#include <fmt/format.h>

#include <utility>

#include "office/personal_checker.h"
#include "office/verification_parts.h"

namespace remit::office {

using Part = Finding::Part;

std::string_view name_of(Finding::Part part) {
    switch (part) {
        case Part::entries:
            return "entries";
        case Part::order:
            return "order";
        case Part::tiles:
            return "tiles";
        case Part::checkpoints:
            return "checkpoints";
        case Part::papers:
            return "papers";
        case Part::personal:
            return "personal data";
        case Part::registers:
            return "registers";
    }
    return "";
}

void Verification::report(Finding::Part part, std::string message) {
    ++finding_count;
    if (findings.size() < kFindingsMax) findings.push_back({part, std::move(message)});
}

std::string place_of(std::int64_t number, const ledger::Entry& entry) {
    return fmt::format("entry {} ('{}', version {}, {})", number, entry.matter,
                       entry.matter_version, entry.kind);
}

Status guarded(Finding::Part part, Verification& found, const std::function<Status()>& check) {
    const Status checked = check();
    if (checked.ok() || checked.error().code != ErrorCode::corrupt) return checked;
    found.report(part, checked.error().message);
    return base::done();
}

Result<Verification> verify_office(Office& office, const PublicKeys& keys) {
    Verification found;
    {
        const store::Snapshot snapshot = REMIT_TRY(office.database().snapshot());
        PersonalChecker personal(*snapshot, found);
        const auto visit = [&](std::int64_t number, const ledger::Entry& entry) -> Status {
            REMIT_TRY(personal.take(number, entry));
            return check_named_papers(*snapshot, number, entry, found);
        };
        const Status ledger = guarded(Part::entries, found, [&]() -> Status {
            REMIT_TRY(check_ledger(*snapshot, office, keys, visit, found));
            return personal.finish();
        });
        if (!ledger.ok()) return ledger.error();
        const Status papers =
            guarded(Part::papers, found, [&] { return check_papers(*snapshot, found); });
        if (!papers.ok()) return papers.error();
    }
    const Status registers =
        guarded(Part::registers, found, [&] { return check_registers(office, found); });
    if (!registers.ok()) return registers.error();
    return found;
}

}  // namespace remit::office
