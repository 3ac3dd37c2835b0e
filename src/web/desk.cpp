#include "web/desk.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "calendar/dates_in_words.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Id;
using html::Url;
using html::Writer;

constexpr std::size_t kDeskRows = 50;
constexpr std::size_t kQuestionRows = 20;
constexpr std::int32_t kWeekDays = 7;

/// A part of the page, and its place in the list on top.
struct Part {
    std::string_view id;
    PhraseId name;
    std::size_t count;
    std::function<void(Writer&, std::string_view heading)> write;
};

void write_index(const Visit& visit, Writer& out, const std::vector<Part>& parts) {
    out.nav({html::attribute<"aria-label">(visit.say(PhraseId::on_this_page))}, [&] {
        out.ul({classes("index")}, [&] {
            for (const Part& part : parts) {
                out.li([&] {
                    const bool late = part.id == "late" && part.count > 0;
                    out.a({classes(late ? "late" : ""), href(Url::within_page(part.id))}, [&] {
                        out.b(part.count);
                        out.text(" " + visit.say(part.name));
                    });
                });
            }
        });
    });
}

void write_parts(const Visit& visit, Writer& out, const std::vector<Part>& parts) {
    for (const Part& part : parts) {
        const Id id(part.id);
        out.section({classes("sec"), html::labelled_by(id)}, [&] {
            const std::string heading = visit.say(part.name);
            out.h2({html::id(id)}, [&] {
                out.text(heading + " ");
                out.b(part.count);
            });
            part.write(out, heading);
        });
    }
}

/// The units in which he holds a post, each once, and whether he heads it.
std::vector<VisitorPost> units_of(const Visitor& visitor) {
    std::vector<VisitorPost> units;
    for (const VisitorPost& post : visitor.posts) {
        const auto found = std::ranges::find(units, post.unit, &VisitorPost::unit);
        if (found == units.end()) {
            units.push_back(post);
        } else {
            found->rank = std::max(found->rank, post.rank);
        }
    }
    return units;
}

/// The visitor's matters, those of units that he heads, and those of his units that nobody has: by
/// due day, none twice. Of each list one more than is shown, so that none is missed.
Result<std::vector<office::MatterRow>> matters_of(const Visit& visit, store::Connection& connection,
                                                  const std::string& until) {
    std::vector<office::MatterFilter> filters{
        {.officer = visit.visitor->officer, .due_until = until}};
    for (const VisitorPost& unit : units_of(*visit.visitor)) {
        filters.push_back({.unit = unit.unit,
                           .unassigned = unit.rank == authority::Rank::officer,
                           .due_until = until});
    }
    std::vector<office::MatterRow> rows;
    for (const office::MatterFilter& filter : filters) {
        const auto more = REMIT_TRY(
            office::list_matters(connection, filter, std::nullopt, kDeskRows + 1, visit.viewer()));
        for (const office::MatterRow& row : more) {
            if (std::ranges::find(rows, row.id, &office::MatterRow::id) == rows.end())
                rows.push_back(row);
        }
    }
    std::ranges::sort(rows, {}, [](const office::MatterRow& row) {
        return std::pair(std::string_view(row.due), std::string_view(row.id));
    });
    return rows;
}

/// What his units were asked, or what they wait for.
Result<std::vector<office::QuestionRow>> questions_of(const Visit& visit,
                                                      store::Connection& connection, Asking asking,
                                                      std::size_t rows_max) {
    std::vector<office::QuestionRow> rows;
    for (const VisitorPost& unit : units_of(*visit.visitor)) {
        const office::QuestionFilter filter =
            asking == Asking::us ? office::QuestionFilter{.respondent = unit.unit}
                                 : office::QuestionFilter{.asking_unit = unit.unit};
        auto more = REMIT_TRY(office::list_questions(connection, filter, rows_max, visit.viewer()));
        rows.insert(rows.end(), std::make_move_iterator(more.begin()),
                    std::make_move_iterator(more.end()));
    }
    return rows;
}

}  // namespace

Result<DeskView> desk_view(const Visit& visit) {
    const calendar::Date day = visit.institution().day_at(visit.office().now());
    const std::string today = day.iso();
    DeskView view;
    view.date = calendar::date_in_words(day, visit.language);
    if (!visit.visitor->posts.empty())
        view.unit = visit.institution().unit_in_words(visit.visitor->unit());
    store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
    std::vector<office::MatterRow> rows =
        REMIT_TRY(matters_of(visit, *snapshot, day.plus_days(kWeekDays).iso()));
    view.has_more = rows.size() > kDeskRows;
    if (view.has_more) rows.resize(kDeskRows);
    for (office::MatterRow& row : rows) {
        auto& part = row.due < today ? view.late : (row.due == today ? view.today : view.week);
        part.push_back(std::move(row));
    }
    view.asked = REMIT_TRY(questions_of(visit, *snapshot, Asking::us, kQuestionRows));
    view.waiting = REMIT_TRY(questions_of(visit, *snapshot, Asking::others, kQuestionRows));
    return view;
}

http::Response desk_page(const Visit& visit, const DeskView& view) {
    const auto matters = [&](const std::vector<office::MatterRow>& rows) {
        return [&](Writer& out, std::string_view heading) {
            write_matters(visit, out, heading, rows);
        };
    };
    const auto questions = [&](const std::vector<office::QuestionRow>& rows, Asking asking) {
        return [&, asking](Writer& out, std::string_view heading) {
            write_questions(visit, out, heading, rows, asking);
        };
    };
    const std::vector<Part> parts{
        {"late", PhraseId::late, view.late.size(), matters(view.late)},
        {"today", PhraseId::today, view.today.size(), matters(view.today)},
        {"week", PhraseId::this_week, view.week.size(), matters(view.week)},
        {"asked", PhraseId::asked_of_us, view.asked.size(), questions(view.asked, Asking::us)},
        {"waiting", PhraseId::waiting_for_others, view.waiting.size(),
         questions(view.waiting, Asking::others)}};
    const std::string title = visit.say(PhraseId::desk);
    return page(visit, {.title = title, .tab = Tab::desk}, [&](Writer& out) {
        out.header({classes("head")}, [&] {
            out.div([&] {
                out.p({classes("crumb"), html::lang(act_tag(visit))}, view.unit);
                out.h1([&] {
                    out.text(title + " ");
                    out.i(view.date);
                });
            });
            out.p({classes("mar")}, visit.tell(PhraseId::desk_margin));
        });
        write_index(visit, out, parts);
        write_parts(visit, out, parts);
        if (!view.has_more) return;
        out.p([&] {
            out.a({href(Url::path({"matters"}).query("unit", visit.visitor->unit()))},
                  visit.say(PhraseId::more_matters));
        });
    });
}

http::Response show_desk(const Visit& visit) {
    const Result<DeskView> view = desk_view(visit);
    return view.ok() ? desk_page(visit, view.value()) : fault_page(visit, view.error());
}

http::Response show_consultations(const Visit& visit) {
    const std::string title = visit.say(PhraseId::consultations);
    std::vector<office::QuestionRow> asked;
    std::vector<office::QuestionRow> waiting;
    const auto load = [&]() -> Status {
        store::Snapshot snapshot = REMIT_TRY(visit.office().database().snapshot());
        asked = REMIT_TRY(questions_of(visit, *snapshot, Asking::us, office::kPageRowsMax));
        waiting = REMIT_TRY(questions_of(visit, *snapshot, Asking::others, office::kPageRowsMax));
        return base::done();
    };
    const Status loaded = load();
    if (!loaded.ok()) return fault_page(visit, loaded.error());
    return page(visit, {.title = title, .tab = Tab::consultations}, [&](Writer& out) {
        write_head(out, {}, title, {});
        const auto list = [&](std::string_view anchor, PhraseId name,
                              const std::vector<office::QuestionRow>& rows, Asking asking) {
            write_section(out, anchor, visit.say(name),
                          [&] { write_questions(visit, out, visit.say(name), rows, asking); });
        };
        list("asked", PhraseId::asked_of_us, asked, Asking::us);
        list("waiting", PhraseId::waiting_for_others, waiting, Asking::others);
    });
}

}  // namespace remit::web
