#include "ledger/commitments.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace remit::ledger {

namespace {

Disclosure state_of(const Commitment& commitment, const Opening& opening) {
    if (opening.salt.size() != kSaltBytes) return Disclosure::wrong;
    return commit(opening) == commitment ? Disclosure::proven : Disclosure::wrong;
}

}  // namespace

Commitment commit(const Opening& opening) {
    REMIT_CHECK(opening.salt.size() == kSaltBytes);
    return {opening.label, base::sha256({kCommitmentDomain, opening.salt, opening.value})};
}

Result<std::vector<Disclosed>> disclose(std::span<const Commitment> commitments,
                                        std::span<const Opening> openings) {
    for (std::size_t i = 0; i < openings.size(); ++i) {
        const std::string& label = openings[i].label;
        if (std::ranges::find(openings.subspan(i + 1), label, &Opening::label) != openings.end()) {
            return base::make_error(ErrorCode::invalid_input,
                                    fmt::format("two openings have the label '{}'", label));
        }
        if (std::ranges::find(commitments, label, &Commitment::label) == commitments.end()) {
            return base::make_error(
                ErrorCode::invalid_input,
                fmt::format("the entry has no commitment '{}' that the opening could prove",
                            label));
        }
    }
    std::vector<Disclosed> disclosed;
    for (const Commitment& commitment : commitments) {
        const auto opening = std::ranges::find(openings, commitment.label, &Opening::label);
        disclosed.push_back({commitment.label, opening == openings.end()
                                                   ? Disclosure::erased
                                                   : state_of(commitment, *opening)});
    }
    return disclosed;
}

bool is_label(std::string_view text) {
    if (text.empty() || text.front() < 'a' || text.front() > 'z') return false;
    return std::ranges::all_of(
        text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace remit::ledger
