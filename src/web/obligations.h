// The obligations that fall due: when, to whom, whose they are under the act, and how each date was
// counted.
//
// What no unit holds is said as loudly as what is late: its margin is empty. Matters that carry an
// instance out are linked only for a visitor who may know of them.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

/// GET /obligations; `days` of the query says how far ahead, by default sixty.
http::Response show_obligations(const Visit& visit);

}  // namespace remit::web
