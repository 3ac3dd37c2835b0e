// What the engine may look at besides the matter: calendars, and who stands above whom.
//
// Invariant: nothing in it changes during a call. The engine never asks the world what time it is.
#pragma once

#include <string_view>

namespace remit::calendar {
class Book;
}

namespace remit::procedure {

class Hierarchy;

struct World {
    const calendar::Book* book = nullptr;  // calendars and counting rules; outlives the call
    const Hierarchy* hierarchy = nullptr;  // of the act; outlives the call
    std::string_view house_calendar;       // "hr": what "house" stands for
    std::string_view house_zone = "Europe/Zagreb";  // in which days begin and end; must be one
};

}  // namespace remit::procedure
