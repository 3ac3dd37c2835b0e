#include "web/house_page.h"

#include "authority/competence_words.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Id;
using html::Url;
using html::Writer;

void write_duties(const Visit& visit, Writer& out, const std::vector<remit::DutyId>& duties) {
    const remit::Remit& act = visit.institution().act();
    out.ol({classes("duties", "full")}, [&] {
        for (const remit::DutyId id : duties) {
            const remit::Duty& duty = act.duty(id);
            out.li([&] {
                out.p({html::lang(act_tag(visit))}, visit.institution().text_of(id));
                out.div([&] {
                    write_duty(visit, out, visit.institution().compilation(), duty.id,
                               Shown::place);
                });
            });
        }
    });
}

void write_unit(const Visit& visit, Writer& out, remit::UnitId id,
                const std::vector<remit::DutyId>& duties) {
    const remit::Unit& unit = visit.institution().act().unit(id);
    const Id anchor(unit.code);
    out.section({classes("sec"), html::labelled_by(anchor)}, [&] {
        out.h2({html::id(anchor), html::lang(act_tag(visit))},
               authority::unit_in_words(visit.institution().act(), id));
        out.p([&] {
            out.a({href(Url::path({"matters"}).query("unit", unit.code))},
                  visit.say(PhraseId::matters_of_unit));
        });
        if (duties.empty()) {
            out.p({classes("nocl")}, visit.tell(PhraseId::no_duties));
        } else {
            write_duties(visit, out, duties);
        }
    });
}

}  // namespace

http::Response show_house(const Visit& visit) {
    const remit::Remit& act = visit.institution().act();
    const remit::UnitTree tree = remit::UnitTree::of(act);
    const auto duties = remit::duties_by_unit(act);
    const std::string title = visit.say(PhraseId::house);
    return page(visit, {.title = title, .tab = Tab::house}, [&](Writer& out) {
        write_head(out, {}, title, visit.tell(PhraseId::house_margin));
        out.nav({html::attribute<"aria-label">(visit.say(PhraseId::on_this_page))}, [&] {
            out.ul({classes("units")}, [&] {
                for (const remit::UnitId id : tree.preorder) {
                    const std::uint32_t depth = tree.depth[id.index()];
                    out.li({classes(depth == 0   ? ""
                                    : depth == 1 ? "in1"
                                                 : "in2")},
                           [&] {
                               out.a({href(Url::within_page(Id(act.unit(id).code).text())),
                                      html::lang(act_tag(visit))},
                                     authority::unit_in_words(act, id));
                               out.text(" ");
                               out.small(visit.say(PhraseId::duties,
                                                   {{"duties", static_cast<std::int64_t>(
                                                                   duties[id.index()].size())}}));
                           });
                }
            });
        });
        for (const remit::UnitId id : tree.preorder) write_unit(visit, out, id, duties[id.index()]);
    });
}

}  // namespace remit::web
