#include "web/intake.h"

#include <optional>
#include <string>
#include <vector>

#include "office/item_commands.h"
#include "office/item_register.h"
#include "office/phrases.h"
#include "web/command_form.h"
#include "web/inputs.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Url;
using html::Writer;
using office::Declined;

constexpr std::size_t kRows = 50;
constexpr std::size_t kTextRows = 4;

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

void write_register_form(const Visit& visit, Writer& out) {
    const auto typed = [&](std::string_view name) { return visit.form.fields.text(name); };
    post_form(
        visit, out, Url::path({"intake"}),
        [&] {
            write_key(visit, out);
            write_line(out, {.name = "subject", .label = visit.say(PhraseId::subject)},
                       typed("subject"));
            write_line(out, {.name = "sender", .label = visit.say(PhraseId::sender)},
                       typed("sender"));
            write_line(out, {.name = "received", .label = visit.say(PhraseId::came_in)},
                       typed("received"), "date");
            write_file(out, {.name = "file",
                             .label = visit.say(PhraseId::file),
                             .hint = visit.tell(PhraseId::hint_paper)});
            write_area(out, {.name = "text", .label = visit.say(PhraseId::or_text)}, typed("text"),
                       kTextRows);
            write_line(out, {.name = "classification", .label = visit.say(PhraseId::marking)},
                       typed("classification"));
            write_submit(out, visit.say(PhraseId::register_it));
        },
        FormFiles::yes);
}

/// One more than is shown, so that a next page is known.
Result<std::vector<office::ItemRow>> rows_of(const Visit& visit, const std::string& unit) {
    std::optional<office::ItemPageKey> after;
    if (const auto key = read_page_key(visit.request->query()))
        after = office::ItemPageKey{key->first, key->second};
    store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
    return office::list_items(*snapshot, {.unit = unit, .open = true}, after, kRows + 1);
}

http::Response intake_page(const Visit& visit, const Declined* declined) {
    const std::string unit(visit.request->query().text("unit"));
    const auto rows = rows_of(visit, unit);
    if (!rows.ok()) return fault_page(visit, rows.error());
    std::vector<office::ItemRow> shown = rows.value();
    const bool has_more = shown.size() > kRows;
    if (has_more) shown.resize(kRows);
    const std::string title = visit.say(PhraseId::intake);
    return page(visit, head_of(title, Tab::intake, declined), [&](Writer& out) {
        write_head(out, {}, title, {});
        write_section(out, "open", visit.say(PhraseId::open_items), [&] {
            write_rows(visit, out, shown);
            if (!has_more) return;
            Url next = Url::path({"intake"});
            if (!unit.empty()) next = std::move(next).query("unit", unit);
            write_next_page(visit, out, std::move(next), shown.back().received, shown.back().id);
        });
        write_section(out, "new", visit.say(PhraseId::register_item), [&] {
            if (declined != nullptr) write_declined(visit, out, *declined);
            write_register_form(visit, out);
        });
    });
}

}  // namespace

Url item_url(std::string_view id) {
    return Url::path({"intake", id});
}

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

}  // namespace remit::web
