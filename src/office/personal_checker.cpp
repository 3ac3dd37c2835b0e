#include "office/personal_checker.h"

#include <fmt/format.h>

#include "office/journal.h"
#include "office/matter_payload.h"
#include "office/verification_parts.h"

namespace remit::office {
namespace {

using Part = Finding::Part;

}  // namespace

Status PersonalChecker::take(std::int64_t number, const ledger::Entry& entry) {
    if (entry.kind == kMatterErased) return check_erasure(number, entry);
    if (entry.commitments.empty()) return base::done();
    const std::vector<ledger::Opening> openings = REMIT_TRY(find_openings(*connection_, entry));
    seen_ += static_cast<std::int64_t>(openings.size());
    const auto disclosed = ledger::disclose(entry.commitments, openings);
    if (!disclosed.ok()) {
        found_->report(Part::personal,
                       fmt::format("{}: {}", place_of(number, entry), disclosed.error().message));
        return base::done();
    }
    for (const ledger::Disclosed& one : disclosed.value()) {
        std::string place =
            fmt::format("{}: the personal data '{}'", place_of(number, entry), one.label);
        if (one.state == ledger::Disclosure::wrong)
            found_->report(Part::personal, place + " are not what was recorded");
        if (one.state == ledger::Disclosure::erased)
            missing_[entry.matter].push_back(std::move(place));
    }
    return base::done();
}

/// All that came before is accounted for; none of it may be there again.
Status PersonalChecker::check_erasure(std::int64_t number, const ledger::Entry& entry) {
    missing_.erase(entry.matter);
    const auto again = REMIT_TRY((connection_->find<std::int64_t>(
        "SELECT COUNT(*) FROM personal WHERE chain = ?1 AND version < ?2",
        {entry.matter, static_cast<std::int64_t>(entry.matter_version)})));
    if (std::get<0>(*again) > 0) {
        found_->report(Part::personal,
                       fmt::format("{}: {} personal data that it erased are there again",
                                   place_of(number, entry), std::get<0>(*again)));
    }
    return base::done();
}

Status PersonalChecker::finish() {
    for (const auto& [chain, places] : missing_) {
        for (const std::string& place : places)
            found_->report(Part::personal, place + " are not there, and nobody has erased them");
    }
    const auto rows =
        REMIT_TRY((connection_->find<std::int64_t>("SELECT COUNT(*) FROM personal", {})));
    if (std::get<0>(*rows) > seen_) {
        found_->report(Part::personal, fmt::format("{} personal data belong to no entry",
                                                   std::get<0>(*rows) - seen_));
    }
    return base::done();
}

}  // namespace remit::office
