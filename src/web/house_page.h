// The house: its units as the act orders them, each with its duties and the clause they stand in.
//
// Read from the compiled act in force alone; the words of a duty are those of the act.
#pragma once

#include "http/response.h"
#include "web/visit.h"

namespace remit::web {

http::Response show_house(const Visit& visit);

}  // namespace remit::web
