// Notices: what people are to be told because of what happened in a matter; rows of an outbox.
//
// Invariant: the notices of an entry are a function of the entry and of the matter as it was left,
// so that a rebuild writes the same rows. Nothing is sent from here: whoever sends (a mailer, a
// desk) reads the rows in order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "calendar/instant.h"
#include "office/matter_file.h"
#include "store/connection.h"

namespace remit::office {

struct Notice {
    enum class To : std::uint8_t {
        officer,
        unit,          // whoever works in it
        head,          // of the unit
        duty_officer,  // of the unit
        counterpart,
    };
    enum class What : std::uint8_t {
        asked,
        informed,   // nothing was asked
        withdrawn,  // it need not be answered any more
        answered,
        lapsed,  // nobody answered in time
        reminded,
        escalated,
        passed,  // a due moment is over
        failed,  // a due moment cannot be counted
        given,   // the matter was given to the officer
        led,     // the unit leads it now
        opened,  // by the clock or by another matter
    };
    calendar::Instant at;
    What what = What::asked;
    std::string about;  // id of a question or a deadline; empty
    To to = To::officer;
    std::string addressee;

    bool operator==(const Notice&) const = default;
};

std::string_view name_of(Notice::To to);
std::string_view name_of(Notice::What what);

/// What follows from an entry. `file` is the matter as the entry left it. Nobody is told what he
/// did himself.
std::vector<Notice> notices_of(const MatterFile& file, const ReadEntry& entry,
                               const Institution& institution);

/// Writes them as rows of the matter's version. Errors: those of the connection.
Status write_notices(store::Connection& connection, std::string_view matter, std::uint64_t version,
                     const std::vector<Notice>& notices);

}  // namespace remit::office
