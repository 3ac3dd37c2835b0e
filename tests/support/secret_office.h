// An office that is accredited for papers up to confidential, asks need to know of everything, and
// records that papers with a level are read: the Croatian pack under rules of its own.
//
// The establishment is that of TestOffice with certificates: the head of 5.1.1 and the head of the
// sector above are cleared for NATO, and so is the officer of 5.1.2, who has no need of what 5.1.1
// does; the officer of 5.1.1 is cleared for nothing.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "support/test_office.h"

namespace remit::testing {

inline constexpr std::string_view kSecrecyRules = R"(scheme: hr
house: [hr, hr-mvep-global-affairs]
holds: {papers: 2, stubs: 4}
need_to_know: {rank: 0, personal: ordinary, below: heads, above: nobody}
record_reads: {rank: 1, personal: ordinary}
break_glass: {hours: 24}
openings: []
)";

inline constexpr std::string_view kClearances = R"(certificates:
  - {officer: boris, level: nato_confidential, from: 2025-01-01, until: 2027-12-31}
  - {officer: cecilia, level: nato_secret, from: 2025-01-01, until: 2027-12-31}
  - {officer: dario, level: nato_secret, from: 2025-01-01, until: 2027-12-31}
briefings:
  - {officer: boris, scheme: nato, until: 2027-12-31}
  - {officer: cecilia, scheme: nato, until: 2027-12-31}
  - {officer: dario, scheme: nato, until: 2026-06-30}
)";

inline const office::Institution& accredited_hr() {
    static const std::unique_ptr<const office::Institution> loaded =
        support::must(office::Institution::load(
            "hr", {}, {},
            support::must(office::load_secrecy_under("secrecy.yaml", kSecrecyRules))));
    return *loaded;
}

template <typename Store>
class SecretOffice : public TestOffice<Store> {
  public:
    SecretOffice() : TestOffice<Store>(office::Mode::enforce, accredited_hr()) {
        if (!*this) return;
        support::must(office::adopt_establishment(**this, "admin", "staff.yaml",
                                                  std::string(kStaff) + std::string(kClearances)));
    }
};

}  // namespace remit::testing
