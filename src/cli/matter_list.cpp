// A page of the list of matters, as text in columns and as JSON.
//
// States and procedures are shown by their names in the reader's language; what is due at no time
// has no day. Only rows of the register are shown.
#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "calendar/date.h"
#include "cli/matter_pages.h"
#include "cli/office_page.h"
#include "office/event_words.h"

namespace remit::cli {
namespace {

using office::MatterRow;

std::string state_of(const office::Office& office, const MatterRow& row, diag::Language language) {
    const procedure::Definition* definition =
        office.institution().procedures().latest(row.procedure);
    if (definition == nullptr) return row.state;
    const auto state = definition->find_state(row.state);
    if (!state) return row.state;
    return procedure::Speech(*definition, office.institution().vocabulary(), language)
        .state(*state);
}

}  // namespace

std::string list_text(const office::Office& office, const std::vector<MatterRow>& rows,
                      const std::string& next, const ShowOptions& options) {
    const auto label = [&](std::string_view what) { return office::label(what, options.language); };
    if (rows.empty()) return label("no_matters") + "\n";
    const Ink ink(options.colour);
    const std::string today = office.institution().day_at(office.now()).iso();
    // What has ended is due at no time, and shows on which day it was closed.
    const bool ended = rows.front().ended;
    std::vector<std::vector<std::string>> cells{{label(ended ? "closed" : "due"), "",
                                                 label("matter"), label("unit"), label("officer"),
                                                 label("state"), label("title")}};
    for (const MatterRow& row : rows) {
        const bool timed = row.due != office::kNeverDue;
        const std::string& day = ended ? row.closed : row.due;
        cells.push_back({(ended ? row.closed.empty() : !timed) ? "-" : day,
                         timed && row.due < today ? "!" : "", row.number, row.lead_unit,
                         row.officer, state_of(office, row, options.language), row.title});
    }
    std::string out = table_of(cells, ink);
    if (!next.empty()) out += fmt::format("{}: --after {}\n", label("more"), next);
    return out;
}

std::string list_json(const office::Office& office, const std::vector<MatterRow>& rows,
                      const std::string& next, const ShowOptions& options) {
    base::JsonWriter json;
    json.begin_object().key("matters").begin_array();
    for (const MatterRow& row : rows) {
        json.begin_object().field("matter", row.id).field("number", row.number);
        json.field("title", row.title).field("procedure", row.procedure);
        json.field("state", row.state);
        json.field("state_in_words", state_of(office, row, options.language));
        json.field("unit", row.lead_unit).field("officer", row.officer);
        json.key("due");
        if (row.due == office::kNeverDue) {
            json.null();
        } else {
            json.string(row.due);
        }
        json.field_bool("ended", row.ended).field("closed", row.closed);
        json.field("version", static_cast<std::int64_t>(row.version)).end_object();
    }
    json.end_array().key("after");
    if (next.empty()) {
        json.null();
    } else {
        json.string(next);
    }
    json.end_object();
    return json.finish();
}

}  // namespace remit::cli
