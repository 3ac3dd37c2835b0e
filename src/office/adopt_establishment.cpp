// The establishment is adopted as a whole: one entry in the chain of the office itself.
//
// No duty empowers it and it needs none: to administer is not to take a step in a matter.
#include "office/commands.h"

namespace remit::office {

Status adopt_establishment(Office& office, const std::string& by, const std::string& name,
                           const std::string& text) {
    return office.database().write([&](store::Connection& connection) -> Status {
        Journal journal(connection, office.institution().id(), office.env());
        REMIT_TRY(adopt_staff(journal, office.institution(), by, name, text, office.now()));
        return base::done();
    });
}

}  // namespace remit::office
