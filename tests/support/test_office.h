// An office of the Croatian pack over an empty database, with a clock that stands still.
//
// The institution is loaded once for a test program; each TestOffice has a database of its own and
// an establishment with a head and an officer in three units, who are named after their units.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "office/commands.h"
#include "support/fake_env.h"
#include "support/test_store.h"

namespace remit::testing {

inline constexpr std::string_view kStaff =
    R"(officers: [{id: anna}, {id: boris}, {id: cecilia}, {id: dario}]
posts:
  - {id: nato-officer, unit: 5.1.1, rank: officer, officer: anna}
  - {id: nato-head, unit: 5.1.1, rank: head, officer: boris}
  - {id: security-officer, unit: 5.1.2, rank: officer, officer: cecilia}
  - {id: sector-head, unit: "5.1", rank: head, officer: dario}
)";

inline const office::Institution& institution_hr() {
    static const std::unique_ptr<const office::Institution> loaded =
        support::must(office::Institution::load("hr"));
    return *loaded;
}

template <typename Store>
class TestOffice {
  public:
    explicit TestOffice(office::Mode mode = office::Mode::enforce,
                        const office::Institution& institution = institution_hr())
        : institution_(&institution), mode_(mode) {
        if (!store_.present()) return;
        open();
        support::must(
            office::adopt_establishment(*office_, "admin", "staff.yaml", std::string(kStaff)));
    }
    explicit operator bool() const { return office_ != nullptr; }
    office::Office& operator*() const { return *office_; }
    office::Office* operator->() const { return office_.get(); }

    /// Ends it and opens it again from what is on the disk.
    void reopen() {
        office_.reset();
        open();
    }

    FakeEnv env;

  private:
    void open() {
        office_ = support::must(
            office::Office::over(env, support::must(store::Database::open(store_.options())),
                                 *institution_, {.ledger = "test.example/hr", .mode = mode_}));
    }

    const office::Institution* institution_;
    office::Mode mode_;
    Store store_;
    std::unique_ptr<office::Office> office_;
};

inline office::Caller as(std::string officer) {
    return {.officer = std::move(officer)};
}

}  // namespace remit::testing
