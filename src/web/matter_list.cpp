#include "web/matter_list.h"

#include <optional>
#include <string>
#include <vector>

#include "office/registers.h"
#include "web/inputs.h"
#include "web/opening_form.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::Url;
using html::Writer;

constexpr std::size_t kRows = 50;

office::MatterFilter filter_of(const http::Fields& query) {
    return {.unit = std::string(query.text("unit")),
            .officer = std::string(query.text("officer")),
            .procedure = std::string(query.text("procedure")),
            .ended = query.text("ended") == "yes"};
}

void write_filter(const Visit& visit, Writer& out, const office::MatterFilter& filter) {
    std::vector<Choice> units{{"", visit.say(PhraseId::all_units)}};
    for (const remit::Unit& unit : visit.institution().act().units)
        units.push_back({unit.code, visit.institution().unit_in_words(unit.code)});
    std::vector<Choice> procedures{{"", visit.say(PhraseId::all_procedures)}};
    for (const procedure::Definition* one : newest_procedures(visit))
        procedures.push_back({one->id, procedure_in_words(visit, one->id)});
    const std::vector<Choice> which{{"", visit.say(PhraseId::open_ones)},
                                    {"yes", visit.say(PhraseId::ended_ones)}};
    out.form({classes("filter"), attribute<"method">("get"), html::action(Url::path({"matters"}))},
             [&] {
                 write_select(out, {.name = "unit", .label = visit.say(PhraseId::unit)},
                              filter.unit, units);
                 write_select(out, {.name = "procedure", .label = visit.say(PhraseId::procedure)},
                              filter.procedure, procedures);
                 write_select(out, {.name = "ended", .label = visit.say(PhraseId::which)},
                              filter.ended ? "yes" : "", which);
                 write_submit(out, visit.say(PhraseId::show), Button::second);
             });
}

/// The list as it is narrowed, without the place in it.
Url list_url(const office::MatterFilter& filter) {
    Url url = Url::path({"matters"});
    const auto keep = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) url = std::move(url).query(name, value);
    };
    keep("unit", filter.unit);
    keep("officer", filter.officer);
    keep("procedure", filter.procedure);
    if (filter.ended) keep("ended", "yes");
    return url;
}

/// One more than is shown, so that a next page is known.
Result<std::vector<office::MatterRow>> rows_of(const Visit& visit,
                                               const office::MatterFilter& filter) {
    std::optional<office::PageKey> after;
    if (const auto key = read_page_key(visit.request->query()))
        after = office::PageKey{key->first, key->second};
    store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
    return office::list_matters(*snapshot, filter, after, kRows + 1, visit.viewer());
}

}  // namespace

http::Response show_matters(const Visit& visit) {
    const office::MatterFilter filter = filter_of(visit.request->query());
    const auto rows = rows_of(visit, filter);
    if (!rows.ok()) return fault_page(visit, rows.error());
    std::vector<office::MatterRow> shown = rows.value();
    const bool has_more = shown.size() > kRows;
    if (has_more) shown.resize(kRows);
    const std::string title = visit.say(PhraseId::matters);
    return page(visit, {.title = title, .tab = Tab::matters}, [&](Writer& out) {
        write_head(out, {}, title, {});
        out.section({classes("sec")}, [&] {
            write_filter(visit, out, filter);
            write_matters(visit, out, title, shown);
            if (has_more)
                write_next_page(visit, out, list_url(filter), shown.back().due, shown.back().id);
        });
    });
}

}  // namespace remit::web
