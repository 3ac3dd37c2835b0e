// An office of tests that serves its workspace, with a password for each of its officers.
//
// Over SQLite: what differs between the stores is below `office` and tested there. A browser of an
// officer has signed in and reads English.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "office/accounts.h"
#include "office/registers.h"
#include "support/browser.h"
#include "support/test_office.h"
#include "web/workspace.h"

namespace remit::testing {

constexpr std::string_view kServedPassword = "twelve or more";

/// An office that serves its workspace, with a password for everybody.
template <template <typename> typename AnOffice = TestOffice>
class Served {
  public:
    Served() : workspace_(support::must(web::Workspace::open(*office_))) {
        for (const char* officer : {"anna", "boris", "cecilia", "dario"}) {
            support::must(office::set_password(*office_, officer, kServedPassword,
                                               base::PasswordCost::quick));
        }
    }
    AnOffice<support::SqliteStore>& office() { return office_; }
    const http::Router& router() { return workspace_->router(); }
    /// A browser in which the officer has signed in, in English.
    Browser browser_of(const std::string& officer) {
        Browser browser(workspace_->router());
        browser.set_cookie("remit_language", "en");
        const Seen desk = browser.sign_in(officer, std::string(kServedPassword));
        REQUIRE(desk.status == 200);
        REQUIRE(desk.path == "/desk");
        return browser;
    }
    std::size_t matters() {
        const store::Snapshot snapshot = support::must(office_->database().snapshot());
        return support::must(office::list_matters(*snapshot, {}, std::nullopt, 200)).size();
    }

  private:
    AnOffice<support::SqliteStore> office_;
    std::unique_ptr<web::Workspace> workspace_;
};

}  // namespace remit::testing
