#include "web/intake.h"

#include <fmt/format.h>

#include <functional>

#include "authority/competence_words.h"
#include "office/item_commands.h"
#include "office/item_register.h"
#include "office/item_view.h"
#include "office/phrases.h"
#include "web/command_form.h"
#include "web/mail_room.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::flag;
using html::href;
using html::Id;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::size_t kRows = 50;

Url item_url(std::string_view id) {
    return Url::path({"intake", id});
}

void write_rows(const Visit& visit, Writer& out, const std::vector<office::ItemRow>& rows) {
    if (rows.empty()) {
        out.p({classes("dim")}, visit.tell(PhraseId::no_matters));
        return;
    }
    write_table(out, visit.say(PhraseId::intake),
                {visit.say(PhraseId::came_in), visit.say(PhraseId::item),
                 visit.say(PhraseId::stands_at), visit.say(PhraseId::given_to)},
                [&] {
                    for (const office::ItemRow& row : rows) {
                        out.tr([&] {
                            out.td([&] { write_day(visit, out, row.received); });
                            out.th({attribute<"scope">("row")}, [&] {
                                out.a({href(item_url(row.id))},
                                      row.subject.empty() ? row.number : row.subject);
                                out.text(" ");
                                out.small(row.number + " · " + row.sender);
                            });
                            out.td(office::say(office::PhraseId::item_state, visit.language,
                                               {{"state", row.state}}));
                            out.td({classes("law")}, [&] {
                                if (row.unit.empty()) return;
                                out.span({classes("gloss"), html::lang(act_tag(visit))},
                                         visit.institution().unit_in_words(row.unit));
                            });
                        });
                    }
                });
}

void write_text(const Visit& visit, Writer& out, std::string_view name, PhraseId label,
                std::string_view type = "text") {
    const Id id(name);
    out.div({classes("field")}, [&] {
        out.label({html::label_for(id)}, visit.say(label));
        out.input({html::id(id), attribute<"name">(name), attribute<"type">(type),
                   attribute<"value">(visit.form.fields.text(name))});
    });
}

void write_register_form(const Visit& visit, Writer& out) {
    post_form(
        visit, out, Url::path({"intake"}),
        [&] {
            write_key(visit, out);
            write_text(visit, out, "subject", PhraseId::subject);
            write_text(visit, out, "sender", PhraseId::sender);
            write_text(visit, out, "received", PhraseId::came_in, "date");
            const Id file("file");
            out.div({classes("field")}, [&] {
                out.label({html::label_for(file)}, visit.say(PhraseId::file));
                out.p({classes("hint")}, visit.tell(PhraseId::hint_paper));
                out.input({html::id(file), attribute<"name">("file"), attribute<"type">("file")});
            });
            const Id text("text");
            out.div({classes("field")}, [&] {
                out.label({html::label_for(text)}, visit.say(PhraseId::or_text));
                out.textarea({html::id(text), attribute<"name">("text"), attribute<"rows">(4)},
                             visit.form.fields.text("text"));
            });
            write_text(visit, out, "classification", PhraseId::marking);
            out.p({classes("acts")}, [&] {
                out.button({classes("btn"), attribute<"type">("submit")},
                           visit.say(PhraseId::register_it));
            });
        },
        FormFiles::yes);
}

http::Response intake_page(const Visit& visit, const Declined* declined) {
    const std::string unit(visit.request->query().text("unit"));
    const auto rows = [&]() -> Result<std::vector<office::ItemRow>> {
        store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
        return office::list_items(*snapshot, {.unit = unit, .open = true}, std::nullopt, kRows);
    }();
    if (!rows.ok()) return fault_page(visit, rows.error());
    const std::string title = visit.say(PhraseId::intake);
    const PageHead head{
        .title = title,
        .tab = Tab::intake,
        .is_error = declined != nullptr,
        .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
    return page(visit, head, [&](Writer& out) {
        write_head(out, {}, title, {});
        out.section({classes("sec"), html::labelled_by(Id("open"))}, [&] {
            out.h2({html::id(Id("open"))}, visit.say(PhraseId::open_items));
            write_rows(visit, out, rows.value());
        });
        out.section({classes("sec"), html::labelled_by(Id("new"))}, [&] {
            out.h2({html::id(Id("new"))}, visit.say(PhraseId::register_item));
            if (declined != nullptr) write_declined(visit, out, *declined);
            write_register_form(visit, out);
        });
    });
}

// --- One item ---

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
    const auto fact = [&](PhraseId name, std::string_view value) {
        if (value.empty()) return;
        out.div([&] {
            out.dt(visit.say(name));
            out.text(" ");
            out.dd(value);
        });
    };
    out.dl({classes("facts")}, [&] {
        fact(PhraseId::sender, item.sender);
        fact(PhraseId::came_in, item.received);
        fact(PhraseId::stands_at,
             office::say(office::PhraseId::item_state, visit.language,
                         {{"state", std::string(office::name_of(item.state))}}));
        fact(PhraseId::marked, item.classification);
        fact(PhraseId::given_to,
             item.unit.empty() ? std::string() : visit.institution().unit_in_words(item.unit));
    });
}

/// Hands the item to the unit; the first is what the act says.
void write_give(const Visit& visit, Writer& out, const ItemPage& page, std::string_view unit,
                bool first) {
    post_form(visit, out, Url::path({"intake", page.item.id, "unit"}), [&] {
        write_key(visit, out);
        out.input(
            {attribute<"type">("hidden"), attribute<"name">("unit"), attribute<"value">(unit)});
        out.button({classes("btn", first ? "" : "two"), attribute<"type">("submit")},
                   visit.say(PhraseId::give_to, {{"unit", std::string(unit)}}));
    });
}

void write_ranking(const Visit& visit, Writer& out, const ItemPage& page) {
    out.section({classes("sec"), html::labelled_by(Id("units"))}, [&] {
        out.h2({html::id(Id("units"))}, visit.say(PhraseId::competent_unit));
        out.p({classes("prose")}, page.routing.verdict);
        out.ul({classes("steps", "full")}, [&] {
            for (const RankedUnit& unit : page.routing.units) {
                out.li([&] {
                    out.div([&] {
                        const bool first = &unit == &page.routing.units.front();
                        if (page.item.is_open())
                            write_give(visit, out, page, unit.code, first && page.routing.is_ours);
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
    post_form(visit, out, Url::path({"intake", page.item.id, "unit"}), [&] {
        write_key(visit, out);
        const Id unit("other-unit");
        out.div({classes("field")}, [&] {
            out.label({html::label_for(unit)}, visit.say(PhraseId::another_unit));
            out.select({html::id(unit), attribute<"name">("unit")}, [&] {
                for (const remit::Unit& one : visit.institution().act().units) {
                    out.option({attribute<"value">(one.code),
                                flag<"selected">(one.code == page.item.unit)},
                               visit.institution().unit_in_words(one.code));
                }
            });
        });
        out.p({classes("acts")}, [&] {
            out.button({classes("btn", "two"), attribute<"type">("submit")},
                       visit.say(PhraseId::give_it));
        });
    });
}

void write_close(const Visit& visit, Writer& out, const ItemPage& page) {
    post_form(visit, out, Url::path({"intake", page.item.id, "close"}), [&] {
        write_key(visit, out);
        const Id ground("ground");
        out.div({classes("field")}, [&] {
            out.label({html::label_for(ground)}, visit.say(PhraseId::close_without));
            out.select({html::id(ground), attribute<"name">("ground")}, [&] {
                for (const std::string_view one : office::kItemGrounds) {
                    out.option({attribute<"value">(one)},
                               visit.say(PhraseId::close_ground, {{"ground", std::string(one)}}));
                }
            });
        });
        const Id note("note");
        out.div({classes("field")}, [&] {
            out.label({html::label_for(note)}, visit.say(PhraseId::note));
            out.input({html::id(note), attribute<"name">("note"), attribute<"type">("text"),
                       attribute<"value">(visit.form.fields.text("note"))});
        });
        out.p({classes("acts")}, [&] {
            out.button({classes("btn", "two"), attribute<"type">("submit")},
                       visit.say(PhraseId::close_it));
        });
    });
}

void write_openings(const Visit& visit, Writer& out, const ItemPage& page) {
    out.p([&] {
        for (const procedure::Definition& one : visit.institution().procedures().all()) {
            if (visit.institution().procedures().latest(one.id) != &one) continue;
            for (const procedure::Step& step : one.steps) {
                if (!step.opening) continue;
                out.a({classes("btn", "two", "sm"),
                       href(Url::path({"open", one.id, step.id}).query("item", page.item.id))},
                      procedure_in_words(visit, one.id) + ": " +
                          authority::name_in(step.names, visit.language, step.id));
                out.text(" ");
            }
        }
    });
}

http::Response item_page(const Visit& visit, const ItemPage& item, const Declined* declined) {
    const PageHead head{
        .title = item.item.subject.empty() ? item.item.number() : item.item.subject,
        .tab = Tab::intake,
        .is_error = declined != nullptr,
        .status = declined != nullptr ? status_of(*declined) : http::StatusCode::ok};
    return page(visit, head, [&](Writer& out) {
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
        const auto part = [&](std::string_view anchor, PhraseId name,
                              const std::function<void()>& content) {
            const Id id(anchor);
            out.section({classes("sec"), html::labelled_by(id)}, [&] {
                out.h2({html::id(id)}, visit.say(name));
                content();
            });
        };
        part("take", PhraseId::open_from_it, [&] { write_openings(visit, out, item); });
        part("other", PhraseId::correct_it, [&] { write_correction(visit, out, item); });
        part("end", PhraseId::not_ours, [&] { write_close(visit, out, item); });
        if (item.text.empty()) return;
        part("text", PhraseId::text, [&] { out.p({classes("paper", "prose")}, item.text); });
    });
}

/// What was noted leads back to the item; what was declined is shown on it.
http::Response after(const Visit& visit, const Result<office::NotedOutcome>& done) {
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value())) {
        const Result<ItemPage> item = load_page(visit);
        return item.ok() ? item_page(visit, item.value(), declined)
                         : fault_page(visit, item.error());
    }
    return http::Response::redirect(item_url(std::get<office::Noted>(done.value()).id).text());
}

}  // namespace

http::Response show_intake(const Visit& visit) {
    return intake_page(visit, nullptr);
}

http::Response register_item(const Visit& visit) {
    const http::Fields& fields = visit.form.fields;
    office::RegisterRequest request{.files = {},
                                    .sender = std::string(fields.text("sender")),
                                    .subject = std::string(fields.text("subject")),
                                    .received = std::string(fields.text("received")),
                                    .channel = {},
                                    .bodies = {},
                                    .classification = std::string(fields.text("classification"))};
    for (const http::FormFile& file : visit.form.files)
        request.files.push_back({file.name, std::string(file.bytes)});
    if (const std::string_view text = fields.text("text"); !text.empty())
        request.files.push_back({"text.txt", std::string(text)});
    const Result<office::NotedOutcome> done =
        office::register_item(visit.office(), caller_of(visit), request);
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<Declined>(&done.value()))
        return intake_page(visit, declined);
    return http::Response::redirect(item_url(std::get<office::Noted>(done.value()).id).text());
}

http::Response show_item(const Visit& visit) {
    const Result<ItemPage> item = load_page(visit);
    return item.ok() ? item_page(visit, item.value(), nullptr) : fault_page(visit, item.error());
}

http::Response give_item(const Visit& visit) {
    return after(visit, office::assign_item(visit.office(), caller_of(visit),
                                            std::string(visit.request->path_value("item")),
                                            std::string(visit.form.fields.text("unit"))));
}

http::Response close_item(const Visit& visit) {
    return after(visit, office::close_item(visit.office(), caller_of(visit),
                                           std::string(visit.request->path_value("item")),
                                           std::string(visit.form.fields.text("ground")),
                                           std::string(visit.form.fields.text("note"))));
}

}  // namespace remit::web
