#include "web/parts.h"

#include <algorithm>
#include <optional>

#include "authority/competence_words.h"
#include "calendar/dates_in_words.h"
#include "procedure/speech.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Id;
using html::Url;
using html::Writer;

constexpr std::int32_t kSoonDays = 2;
constexpr std::string_view kAfterField = "after";
/// Between the parts of a page's key; stands in neither.
constexpr char kKeyMark = '_';

calendar::Date today(const Visit& visit) {
    return visit.institution().day_at(visit.office().now());
}

/// Days from today; negative where it is over. None of what is due at no time.
std::optional<std::int32_t> days_until(const Visit& visit, std::string_view iso) {
    if (iso.empty() || iso == office::kNeverDue) return std::nullopt;
    const auto day = calendar::Date::parse(iso);
    if (!day.ok()) return std::nullopt;
    return day.value().day_number() - today(visit).day_number();
}

void write_link(const Visit& visit, Writer& out, std::string_view matter, std::string_view title,
                std::string_view number, std::string_view procedure) {
    out.th({attribute<"scope">("row")}, [&] {
        out.a({href(matter_url(matter))}, title.empty() ? number : title);
        out.text(" ");
        out.small([&] {
            out.text(number);
            out.text(" · ");
            out.text(procedure_in_words(visit, procedure));
        });
    });
}

/// A unit by code and name, a counterpart by its name.
std::string respondent_in_words(const Visit& visit, std::string_view id) {
    const remit::Vocabulary& words = visit.institution().vocabulary();
    const auto counterpart = words.find_counterpart(id);
    if (!counterpart) return visit.institution().unit_in_words(id);
    const remit::Counterpart& one = words.counterpart(*counterpart);
    return authority::name_in(one.names, visit.language, one.label);
}

void write_unit(const Visit& visit, Writer& out, std::string_view code) {
    out.td({classes("law")}, [&] {
        out.span({classes("gloss"), html::lang(act_tag(visit))},
                 visit.institution().unit_in_words(code));
    });
}

}  // namespace

Url matter_url(std::string_view id) {
    return Url::path({"matters", id});
}

void write_table(Writer& out, std::string_view caption, std::initializer_list<std::string> heads,
                 const std::function<void()>& rows) {
    out.table({classes("docket", "full")}, [&] {
        out.caption(caption);
        out.thead([&] {
            out.tr([&] {
                for (const std::string& head : heads) {
                    const bool last = &head == heads.end() - 1;
                    out.th({attribute<"scope">("col"), html::when(last, classes("law"))}, head);
                }
            });
        });
        out.tbody(rows);
    });
}

void write_section(Writer& out, std::string_view anchor, std::string_view heading,
                   const std::function<void()>& content) {
    const Id id(anchor);
    out.section({classes("sec"), html::labelled_by(id)}, [&] {
        out.h2({html::id(id)}, heading);
        content();
    });
}

void write_fact(Writer& out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out.div([&] {
        out.dt(name);
        out.text(" ");
        out.dd(value);
    });
}

void write_day(const Visit& visit, Writer& out, std::string_view iso) {
    const auto day = calendar::Date::parse(iso);
    if (!day.ok()) return;
    out.time({attribute<"datetime">(iso)},
             calendar::plain_date_in_words(day.value(), visit.language));
}

void write_duty(const Visit& visit, Writer& out, const compile::Compilation& act,
                std::string_view duty_id, Shown shown) {
    const auto& duties = act.remit.duties;
    const auto found = std::ranges::find(duties, duty_id, &remit::Duty::id);
    if (found == duties.end()) return;
    out.cite({classes("clause"), html::lang(act_tag(visit))}, [&] {
        out.text(found->citation.label + " ");
        out.b(found->id);
    });
    if (shown == Shown::place) return;
    const remit::DutyId id(static_cast<std::size_t>(found - duties.begin()));
    out.span({classes("gloss"), html::lang(act_tag(visit))}, act.text_of(id));
}

void write_due(const Visit& visit, Writer& out, std::string_view iso) {
    const auto days = days_until(visit, iso);
    if (!days) {
        out.text("–");
        return;
    }
    out.time({attribute<"datetime">(iso)},
             calendar::plain_date_in_words(today(visit).plus_days(*days), visit.language));
    out.text(" ");
    if (*days < 0) {
        out.small({classes("late")},
                  visit.say(PhraseId::days_late, {{"days", std::int64_t{-*days}}}));
    } else if (*days == 0) {
        out.small({classes("soon")}, visit.say(PhraseId::due_today));
    } else {
        out.small({classes(*days <= kSoonDays ? "soon" : "")},
                  visit.say(PhraseId::in_days, {{"days", std::int64_t{*days}}}));
    }
}

std::string_view row_class(const Visit& visit, std::string_view iso) {
    const auto days = days_until(visit, iso);
    if (!days) return {};
    if (*days < 0) return "is-late";
    return *days <= kSoonDays ? "is-soon" : std::string_view();
}

std::optional<std::pair<std::string, std::string>> read_page_key(const http::Fields& query) {
    const std::string_view key = query.text(kAfterField);
    const std::size_t mark = key.find(kKeyMark);
    if (mark == std::string_view::npos) return std::nullopt;
    return std::pair(std::string(key.substr(0, mark)), std::string(key.substr(mark + 1)));
}

void write_next_page(const Visit& visit, Writer& out, Url list, std::string_view value,
                     std::string_view id) {
    const std::string key = std::string(value) + kKeyMark + std::string(id);
    out.p([&] {
        out.a({href(std::move(list).query(kAfterField, key)), attribute<"rel">("next")},
              visit.say(PhraseId::next_page));
    });
}

void write_errors(Writer& out, std::string_view heading, std::span<const std::string> errors) {
    const Id id("errors");
    out.div({classes("errs"), attribute<"role">("alert"), html::labelled_by(id)}, [&] {
        out.h2({html::id(id)}, heading);
        out.ul([&] {
            for (const std::string& error : errors) out.li(error);
        });
    });
}

std::string state_in_words(const Visit& visit, const office::MatterRow& row) {
    const procedure::Definition* definition =
        visit.institution().procedures().latest(row.procedure);
    const auto state = definition == nullptr ? std::nullopt : definition->find_state(row.state);
    if (!state) return row.state;
    return procedure::Speech(*definition, visit.institution().vocabulary(), visit.language)
        .state(*state);
}

std::string procedure_in_words(const Visit& visit, std::string_view procedure) {
    const procedure::Definition* definition = visit.institution().procedures().latest(procedure);
    if (definition == nullptr) return std::string(procedure);
    return authority::name_in(definition->names, visit.language, definition->id);
}

void write_matters(const Visit& visit, Writer& out, std::string_view caption,
                   const std::vector<office::MatterRow>& rows) {
    if (rows.empty()) {
        out.p({classes("dim")}, visit.tell(PhraseId::no_matters));
        return;
    }
    write_table(out, caption,
                {visit.say(PhraseId::due), visit.say(PhraseId::matter),
                 visit.say(PhraseId::stands_at), visit.say(PhraseId::held_by)},
                [&] {
                    for (const office::MatterRow& row : rows) {
                        out.tr({classes(row_class(visit, row.due))}, [&] {
                            out.td([&] { write_due(visit, out, row.due); });
                            write_link(visit, out, row.id, row.title, row.number, row.procedure);
                            out.td([&] {
                                out.text(state_in_words(visit, row));
                                if (row.officer.empty()) return;
                                out.text(" ");
                                out.small(row.officer);
                            });
                            write_unit(visit, out, row.lead_unit);
                        });
                    }
                });
}

void write_questions(const Visit& visit, Writer& out, std::string_view caption,
                     const std::vector<office::QuestionRow>& rows, Asking asking) {
    const bool asked = asking == Asking::us;
    if (rows.empty()) {
        out.p({classes("dim")}, visit.tell(PhraseId::no_questions));
        return;
    }
    write_table(
        out, caption,
        {visit.say(PhraseId::due), visit.say(PhraseId::matter),
         visit.say(asked ? PhraseId::asked_by : PhraseId::from_whom), visit.say(PhraseId::held_by)},
        [&] {
            for (const office::QuestionRow& row : rows) {
                out.tr({classes(row_class(visit, row.due))}, [&] {
                    out.td([&] { write_due(visit, out, row.due); });
                    write_link(visit, out, row.matter, row.title, row.number, row.procedure);
                    out.td(respondent_in_words(visit, asked ? row.lead_unit : row.respondent));
                    write_unit(visit, out, row.lead_unit);
                });
            }
        });
}

}  // namespace remit::web
