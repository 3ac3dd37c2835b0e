// The desk: what an officer has to do, the nearest first, on one page.
//
// Everything on it is trimmed by the access policy in the query itself. Matters of his own come
// before those of his units that nobody has; what is due later than a week stands in the list of
// matters, and questions beyond the nearest on their own page.
#pragma once

#include <string>
#include <vector>

#include "http/response.h"
#include "office/registers.h"
#include "web/visit.h"

namespace remit::web {

struct DeskView {
    std::string date;  // today in words
    std::string unit;  // that he works in
    std::vector<office::MatterRow> late;
    std::vector<office::MatterRow> today;
    std::vector<office::MatterRow> week;
    std::vector<office::QuestionRow> asked;    // of his unit
    std::vector<office::QuestionRow> waiting;  // what his unit waits for
    bool has_more = false;                     // more is due than the page shows
};

/// Errors: those of the database. Cost: a page of rows of each list.
Result<DeskView> desk_view(const Visit& visit);
http::Response desk_page(const Visit& visit, const DeskView& view);

http::Response show_desk(const Visit& visit);
/// What the visitor's unit was asked, and what it waits for.
http::Response show_consultations(const Visit& visit);

}  // namespace remit::web
