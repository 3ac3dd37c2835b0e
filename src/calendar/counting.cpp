#include "calendar/counting.h"

#include <algorithm>

namespace remit::calendar {

const CountingVersion* CountingRules::find(Date event) const {
    const auto found = std::ranges::find_if(versions, [event](const CountingVersion& version) {
        return (!version.from || *version.from <= event) &&
               (!version.until || event <= *version.until);
    });
    return found == versions.end() ? nullptr : &*found;
}

}  // namespace remit::calendar
