#include "web/obligations.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string>

#include "authority/competence_words.h"
#include "calendar/dates_in_words.h"
#include "calendar/derivation.h"
#include "office/obligation_due.h"
#include "office/obligation_register.h"
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

constexpr int kDaysDefault = 60;
constexpr std::array<int, 4> kDaysOffered{30, 60, 180, 365};

int days_ahead(const Visit& visit) {
    const std::string_view text = visit.request->query().text("days");
    int days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    return std::ranges::find(kDaysOffered, days) == kDaysOffered.end() ? kDaysDefault : days;
}

struct ObligationsView {
    std::unique_ptr<const office::Obligations> rows;  // that the list points into
    office::DueList list;
};

Result<ObligationsView> load_view(const Visit& visit, int days) {
    ObligationsView view;
    const calendar::Date today = visit.institution().day_at(visit.office().now());
    store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
    view.rows =
        std::make_unique<const office::Obligations>(REMIT_TRY(office::list_obligations(*snapshot)));
    view.list = REMIT_TRY(
        office::due_obligations(visit.institution(), *view.rows, today, today.plus_days(days)));
    auto matters = REMIT_TRY(office::matters_due(*snapshot, today, today.plus_days(days)));
    std::vector<office::InstanceMatter> known;
    for (office::InstanceMatter& one : matters) {
        if (REMIT_TRY(office::may_know_of(*snapshot, one.matter, visit.viewer())))
            known.push_back(std::move(one));
    }
    REMIT_TRY(office::add_matters(visit.institution(), *view.rows, std::move(known), view.list));
    return view;
}

std::string to_whom(const Visit& visit, const office::Obligation& obligation) {
    const remit::Vocabulary& words = visit.institution().vocabulary();
    const auto body = words.find_body(obligation.body);
    if (!body) return obligation.owed_to.in(visit.language);
    return authority::name_in(words.body(*body).names, visit.language, words.body(*body).label);
}

void write_matter(const Visit& visit, Writer& out, const office::DueInstance& one) {
    if (!one.matter) {
        out.span({classes("soon")}, visit.say(PhraseId::no_matter_yet));
        return;
    }
    out.a({href(matter_url(one.matter->matter))}, one.matter->number);
    if (one.matter->ended) out.small(visit.say(PhraseId::ended_ones));
}

void write_owner(const Visit& visit, Writer& out, const office::ObligationOwner& owner) {
    if (owner.holders.empty()) {
        out.p({classes("nocl")}, visit.tell(PhraseId::nobody_competent));
        return;
    }
    for (const authority::Holder& holder : owner.holders) {
        const bool first = &holder == &owner.holders.front();
        if (!first && owner.is_one()) break;
        out.span({html::lang(act_tag(visit))},
                 authority::unit_in_words(visit.institution().act(), holder.unit));
        write_duty(visit, out, visit.institution().compilation(),
                   visit.institution().act().duty(holder.duty).id, Shown::place);
    }
}

void write_instance(const Visit& visit, Writer& out, const office::DueInstance& one) {
    const std::string day = one.due.iso();
    out.tr({classes(row_class(visit, day))}, [&] {
        out.td([&] { write_due(visit, out, day); });
        out.th({attribute<"scope">("row")}, [&] {
            out.strong(one.obligation->names.in(visit.language));
            out.small(one.obligation->id + " · " + to_whom(visit, *one.obligation));
            if (!one.counted) return;
            out.details([&] {
                out.summary(visit.say(PhraseId::how_counted));
                out.ol({classes("derive")}, [&] {
                    const procedure::World world = visit.institution().world();
                    for (const std::string& line :
                         calendar::in_words(*one.counted, *world.book, visit.language)) {
                        out.li(line);
                    }
                });
                if (!one.obligation->verified)
                    out.p({classes("dim")}, visit.tell(PhraseId::rule_unverified));
            });
        });
        out.td([&] { write_matter(visit, out, one); });
        out.td({classes("law")}, [&] { write_owner(visit, out, one.owner); });
    });
}

void write_windows(const Visit& visit, Writer& out, int days) {
    out.ul({classes("index")}, [&] {
        for (const int one : kDaysOffered) {
            out.li([&] {
                out.a({href(Url::path({"obligations"}).query("days", one)),
                       html::when(one == days, attribute<"aria-current">("true"))},
                      visit.say(PhraseId::within_days, {{"days", std::int64_t{one}}}));
            });
        }
    });
}

}  // namespace

http::Response show_obligations(const Visit& visit) {
    const int days = days_ahead(visit);
    const Result<ObligationsView> view = load_view(visit, days);
    if (!view.ok()) return fault_page(visit, view.error());
    const std::string title = visit.say(PhraseId::obligations);
    return page(visit, {.title = title, .tab = Tab::obligations}, [&](Writer& out) {
        write_head(out, {}, title, visit.tell(PhraseId::obligations_margin));
        write_windows(visit, out, days);
        out.section({classes("sec")}, [&] {
            if (view.value().list.instances.empty()) {
                out.p({classes("dim")}, visit.tell(PhraseId::no_matters));
                return;
            }
            write_table(out, title,
                        {visit.say(PhraseId::due), visit.say(PhraseId::obligation),
                         visit.say(PhraseId::matter), visit.say(PhraseId::whose)},
                        [&] {
                            for (const office::DueInstance& one : view.value().list.instances)
                                write_instance(visit, out, one);
                        });
        });
    });
}

}  // namespace remit::web
