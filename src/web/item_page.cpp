#include "web/item_page.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "calendar/dates_in_words.h"
#include "office/item_commands.h"
#include "office/item_view.h"
#include "office/phrases.h"
#include "web/command_form.h"
#include "web/inputs.h"
#include "web/intake.h"
#include "web/mail_room.h"
#include "web/opening_form.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::string_view kDoField = "do";
constexpr std::string_view kGive = "give";
constexpr std::string_view kClose = "close";
constexpr std::string_view kUnitField = "unit";
constexpr std::string_view kGroundField = "ground";

struct ItemPage {
    office::ItemFile item;
    std::string text;
    MailRouting routing;
};

Result<ItemPage> load_page(const Visit& visit) {
    ItemPage page;
    page.item = REMIT_TRY(office::find_item(visit.office(), visit.request->path_value("item")));
    page.text = REMIT_TRY(office::text_of(visit.office(), page.item));
    page.routing = REMIT_TRY(visit.house->mail_room->route(
        {.title = page.item.subject, .text = page.text, .sender = page.item.sender},
        visit.language));
    return page;
}

void write_facts(const Visit& visit, Writer& out, const office::ItemFile& item) {
    const auto received = calendar::Date::parse(item.received);
    out.dl({classes("facts")}, [&] {
        write_fact(out, visit.say(PhraseId::sender), item.sender);
        if (received.ok()) {
            write_fact(out, visit.say(PhraseId::came_in),
                       calendar::plain_date_in_words(received.value(), visit.language));
        }
        write_fact(out, visit.say(PhraseId::stands_at),
                   office::say(office::PhraseId::item_state, visit.language,
                               {{"state", std::string(office::name_of(item.state))}}));
        write_fact(out, visit.say(PhraseId::marked), item.classification);
        if (!item.unit.empty()) {
            write_fact(out, visit.say(PhraseId::given_to),
                       visit.institution().unit_in_words(item.unit));
        }
    });
}

/// A form that does something with the item.
void item_form(const Visit& visit, Writer& out, const ItemPage& page, std::string_view what,
               const std::function<void()>& content) {
    post_form(visit, out, item_url(page.item.id), [&] {
        write_key(visit, out);
        write_hidden(out, kDoField, what);
        content();
    });
}

/// Hands the item to the unit; the first is what the act says.
void write_give(const Visit& visit, Writer& out, const ItemPage& page, std::string_view unit,
                Button button) {
    item_form(visit, out, page, kGive, [&] {
        write_hidden(out, kUnitField, unit);
        write_submit(out, visit.say(PhraseId::give_to, {{"unit", std::string(unit)}}), button);
    });
}

void write_ranking(const Visit& visit, Writer& out, const ItemPage& page) {
    write_section(out, "units", visit.say(PhraseId::competent_unit), [&] {
        out.p({classes("prose")}, page.routing.verdict);
        out.ul({classes("steps", "full")}, [&] {
            for (const RankedUnit& unit : page.routing.units) {
                out.li([&] {
                    out.div([&] {
                        const bool first = &unit == &page.routing.units.front();
                        if (page.item.is_open())
                            write_give(
                                visit, out, page, unit.code,
                                first && page.routing.is_ours ? Button::first : Button::second);
                    });
                    out.div([&] {
                        out.strong({html::lang(act_tag(visit))}, unit.words.unit);
                        out.text(" ");
                        out.small(fmt::format("{} %", unit.percent));
                        out.ul([&] {
                            for (const std::string& why : unit.words.why) out.li(why);
                            if (!unit.words.lost.empty()) out.li({classes("dim")}, unit.words.lost);
                        });
                    });
                    out.div([&] {
                        write_duty(visit, out, visit.institution().compilation(), unit.words.duty);
                    });
                });
            }
        });
    });
}

void write_correction(const Visit& visit, Writer& out, const ItemPage& page) {
    std::vector<Choice> units{{"", visit.say(PhraseId::choose)}};
    for (const remit::Unit& one : visit.institution().act().units)
        units.push_back({one.code, visit.institution().unit_in_words(one.code)});
    item_form(visit, out, page, kGive, [&] {
        write_select(out, {.name = kUnitField, .label = visit.say(PhraseId::another_unit)},
                     page.item.unit, units);
        write_submit(out, visit.say(PhraseId::give_it), Button::second);
    });
}

void write_close(const Visit& visit, Writer& out, const ItemPage& page) {
    std::vector<Choice> grounds;
    for (const std::string_view one : office::kItemGrounds) {
        const std::string ground(one);
        grounds.push_back({ground, visit.say(PhraseId::close_ground, {{"ground", ground}})});
    }
    item_form(visit, out, page, kClose, [&] {
        write_select(out, {.name = kGroundField, .label = visit.say(PhraseId::close_without)},
                     visit.form.fields.text(kGroundField), grounds);
        write_note(visit, out, Need::possible);
        write_submit(out, visit.say(PhraseId::close_it), Button::second);
    });
}

void write_all_openings(const Visit& visit, Writer& out, std::string_view item) {
    for (const procedure::Definition* one : newest_procedures(visit)) {
        out.p(procedure_in_words(visit, one->id));
        write_openings(visit, out, *one, item);
    }
}

void write_item_head(const Visit& visit, Writer& out, const ItemPage& item) {
    out.header({classes("head")}, [&] {
        out.div([&] {
            out.p({classes("crumb")}, [&] {
                out.a({href(Url::path({"intake"}))}, visit.say(PhraseId::intake));
                out.text(" / " + item.item.number());
            });
            out.h1([&] {
                for (const MarkedText& part : item.routing.subject) {
                    if (part.is_evidence) {
                        out.mark(part.text);
                    } else {
                        out.text(part.text);
                    }
                }
                if (item.routing.subject.empty()) out.text(item.item.number());
            });
            write_facts(visit, out, item.item);
        });
        out.p({classes("mar")}, visit.tell(PhraseId::intake_margin));
    });
}

http::Response item_page(const Visit& visit, const ItemPage& item, const Declined* declined) {
    const std::string title = item.item.subject.empty() ? item.item.number() : item.item.subject;
    return page(visit, head_of(title, Tab::intake, declined), [&](Writer& out) {
        write_item_head(visit, out, item);
        if (declined != nullptr)
            out.section({classes("sec")}, [&] { write_declined(visit, out, *declined); });
        if (!item.item.matter.empty()) {
            out.section({classes("sec")}, [&] {
                out.p([&] {
                    out.a({href(matter_url(item.item.matter))}, visit.say(PhraseId::its_matter));
                });
            });
        }
        write_ranking(visit, out, item);
        if (!item.item.is_open()) return;
        write_section(out, "take", visit.say(PhraseId::open_from_it),
                      [&] { write_all_openings(visit, out, item.item.id); });
        write_section(out, "other", visit.say(PhraseId::correct_it),
                      [&] { write_correction(visit, out, item); });
        write_section(out, "end", visit.say(PhraseId::not_ours),
                      [&] { write_close(visit, out, item); });
        if (item.text.empty()) return;
        write_section(out, "text", visit.say(PhraseId::text),
                      [&] { out.p({classes("paper", "prose")}, item.text); });
    });
}

}  // namespace

http::Response show_item(const Visit& visit) {
    const Result<ItemPage> item = load_page(visit);
    return item.ok() ? item_page(visit, item.value(), nullptr) : fault_page(visit, item.error());
}

http::Response handle_item(const Visit& visit) {
    const std::string item(visit.request->path_value("item"));
    const http::Fields& fields = visit.form.fields;
    const bool closes = fields.text(kDoField) == kClose;
    const Result<office::NotedOutcome> done =
        closes ? office::close_item(visit.office(), caller_of(visit), item,
                                    std::string(fields.text(kGroundField)), note_of(visit))
               : office::assign_item(visit.office(), caller_of(visit), item,
                                     std::string(fields.text(kUnitField)));
    if (!done.ok()) return fault_page(visit, done.error());
    const auto* declined = std::get_if<Declined>(&done.value());
    if (declined == nullptr)
        return http::Response::redirect(item_url(std::get<office::Noted>(done.value()).id).text());
    const Result<ItemPage> page = load_page(visit);
    return page.ok() ? item_page(visit, page.value(), declined) : fault_page(visit, page.error());
}

}  // namespace remit::web
