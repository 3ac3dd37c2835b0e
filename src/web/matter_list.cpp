#include "web/matter_list.h"

#include <optional>
#include <string>
#include <vector>

#include "office/registers.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Id;
using html::Url;
using html::Writer;

constexpr std::size_t kRows = 50;
/// Between the day and the id of a page's key; stands in neither.
constexpr char kKeyMark = '_';

struct Wanted {
    office::MatterFilter filter;
    std::optional<office::PageKey> after;
};

Wanted read_query(const Visit& visit) {
    const http::Fields& query = visit.request->query();
    Wanted wanted;
    wanted.filter = {.unit = std::string(query.text("unit")),
                     .officer = std::string(query.text("officer")),
                     .procedure = std::string(query.text("procedure")),
                     .ended = query.text("ended") == "yes"};
    const std::string_view key = query.text("after");
    const std::size_t mark = key.find(kKeyMark);
    if (mark != std::string_view::npos) {
        wanted.after = {std::string(key.substr(0, mark)), std::string(key.substr(mark + 1))};
    }
    return wanted;
}

struct Choice {
    std::string value;
    std::string name;
};

void write_select(Writer& out, std::string_view name, std::string_view label,
                  std::string_view chosen, const std::vector<Choice>& choices) {
    const Id id(name);
    out.div({classes("field")}, [&] {
        out.label({html::label_for(id)}, label);
        out.select({html::id(id), attribute<"name">(name)}, [&] {
            for (const Choice& choice : choices) {
                out.option({attribute<"value">(choice.value),
                            html::flag<"selected">(choice.value == chosen)},
                           choice.name);
            }
        });
    });
}

void write_filter(const Visit& visit, Writer& out, const office::MatterFilter& filter) {
    std::vector<Choice> units{{"", visit.say(PhraseId::all_units)}};
    for (const remit::Unit& unit : visit.institution().act().units)
        units.push_back({unit.code, visit.institution().unit_in_words(unit.code)});
    std::vector<Choice> procedures{{"", visit.say(PhraseId::all_procedures)}};
    for (const procedure::Definition& one : visit.institution().procedures().all()) {
        if (visit.institution().procedures().latest(one.id) != &one) continue;
        procedures.push_back({one.id, procedure_in_words(visit, one.id)});
    }
    out.form(
        {classes("filter"), attribute<"method">("get"), html::action(Url::path({"matters"}))}, [&] {
            write_select(out, "unit", visit.say(PhraseId::unit), filter.unit, units);
            write_select(out, "procedure", visit.say(PhraseId::procedure), filter.procedure,
                         procedures);
            write_select(
                out, "ended", visit.say(PhraseId::which), filter.ended ? "yes" : "",
                {{"", visit.say(PhraseId::open_ones)}, {"yes", visit.say(PhraseId::ended_ones)}});
            out.p({classes("acts")}, [&] {
                out.button({classes("btn", "two"), attribute<"type">("submit")},
                           visit.say(PhraseId::show));
            });
        });
}

Url next_page(const office::MatterFilter& filter, const office::MatterRow& last) {
    Url url = Url::path({"matters"});
    const auto keep = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) url = std::move(url).query(name, value);
    };
    keep("unit", filter.unit);
    keep("officer", filter.officer);
    keep("procedure", filter.procedure);
    if (filter.ended) keep("ended", "yes");
    keep("after", last.due + kKeyMark + last.id);
    return url;
}

}  // namespace

http::Response show_matters(const Visit& visit) {
    const Wanted wanted = read_query(visit);
    const auto rows = [&]() -> Result<std::vector<office::MatterRow>> {
        store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
        return office::list_matters(*snapshot, wanted.filter, wanted.after, kRows + 1,
                                    visit.viewer());
    }();
    if (!rows.ok()) return fault_page(visit, rows.error());
    std::vector<office::MatterRow> shown = rows.value();
    const bool has_more = shown.size() > kRows;
    if (has_more) shown.resize(kRows);
    const std::string title = visit.say(PhraseId::matters);
    return page(visit, {.title = title, .tab = Tab::matters}, [&](Writer& out) {
        write_head(out, {}, title, {});
        out.section({classes("sec")}, [&] {
            write_filter(visit, out, wanted.filter);
            write_matters(visit, out, title, shown);
            if (!has_more) return;
            out.p([&] {
                out.a({href(next_page(wanted.filter, shown.back())), attribute<"rel">("next")},
                      visit.say(PhraseId::next_page));
            });
        });
    });
}

}  // namespace remit::web
