#include "web/matter_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/derivation.h"
#include "office/event_words.h"
#include "office/read_paper.h"
#include "office/registers.h"
#include "procedure/engine.h"
#include "procedure/event_names.h"
#include "web/command_form.h"
#include "web/matter_officer.h"
#include "web/matter_steps.h"
#include "web/parts.h"
#include "web/question_form.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::attribute;
using html::classes;
using html::href;
using html::Url;
using html::Writer;
using office::EventWords;
using office::MatterStory;

class MatterPage {
  public:
    MatterPage(const Visit& visit, const MatterStory& story, Writer& out)
        : visit_(visit),
          story_(story),
          file_(story.file),
          words_(visit.institution(), *story.file.definition, visit.language),
          out_(out) {}

    void write() {
        head();
        write_steps(visit_, out_, file_);
        write_assignment(visit_, out_, file_);
        clocks();
        questions();
        papers();
        fields();
        trail();
    }

  private:
    [[nodiscard]] std::string say(PhraseId id) const { return visit_.say(id); }

    void head() {
        const std::string title = office::title_of(file_);
        const procedure::Definition& definition = *file_.definition;
        out_.header({classes("head")}, [&] {
            out_.div([&] {
                out_.p({classes("crumb")}, [&] {
                    out_.a({href(Url::path({"matters"}))}, say(PhraseId::matters));
                    out_.text(" / " + file_.number);
                });
                out_.h1(title.empty() ? file_.number : title);
                out_.dl({classes("facts")}, [&] {
                    write_fact(out_, say(PhraseId::procedure),
                               words_.speech().name_of(definition.names, definition.id));
                    write_fact(out_, say(PhraseId::held_by), words_.unit(file_.matter.lead_unit));
                    write_fact(out_, say(PhraseId::officer), file_.officer);
                    write_fact(out_, say(PhraseId::stands_at),
                               words_.speech().state(file_.matter.state));
                    write_fact(out_, say(PhraseId::opened), words_.moment(file_.matter.opened));
                });
            });
            out_.div({classes("mar")}, [&] {
                if (!story_.entries.empty()) act_of(story_.entries.front());
            });
        });
    }

    /// The clause of an entry, or how it came about without one.
    void act_of(const office::StoryEntry& entry) {
        if (entry.acting.citation.empty()) {
            out_.small({classes("dim")}, say(PhraseId::no_step_no_clause));
            return;
        }
        write_duty(visit_, out_, visit_.institution().act_at(entry.happened), entry.acting.duty,
                   clauses_.show(entry.acting.duty));
    }

    // --- Deadlines ---

    void clocks() {
        const calendar::Instant now = visit_.office().now();
        bool any = false;
        for (const procedure::Clock& clock : file_.matter.clocks)
            any |= !office::standing_of(clock, now).empty();
        if (!any) return;
        write_section(out_, "deadlines", say(PhraseId::deadlines), [&] {
            for (std::size_t i = 0; i < file_.matter.clocks.size(); ++i)
                clock(procedure::DeadlineId(i), file_.matter.clocks[i], now);
        });
    }

    void clock(procedure::DeadlineId id, const procedure::Clock& clock, calendar::Instant now) {
        const std::string_view standing = office::standing_of(clock, now);
        if (standing.empty()) return;
        const bool late = standing == "overdue" || standing == "late" || standing == "passed";
        out_.p([&] {
            out_.strong(words_.speech().deadline(id));
            out_.text(": ");
            out_.time({attribute<"datetime">(procedure::text_of(clock.due))},
                      words_.due(clock.due));
            out_.text(" ");
            out_.span({classes(late ? "late" : "dim")},
                      office::say(office::PhraseId::clock_state, visit_.language,
                                  {{"state", std::string(standing)}}));
        });
        const procedure::World world = visit_.institution().world();
        const auto derived = procedure::derive(*file_.definition, file_.matter, world, id);
        if (!derived.ok()) return;
        out_.details([&] {
            out_.summary(say(PhraseId::how_counted));
            out_.ol({classes("derive")}, [&] {
                for (const std::string& line :
                     calendar::in_words(derived.value().deadline, *world.book, visit_.language)) {
                    out_.li(line);
                }
            });
        });
    }

    // --- Questions, papers, fields ---

    void questions() {
        if (file_.matter.questions.empty()) return;
        write_section(out_, "consultations", say(PhraseId::consultations), [&] {
            out_.ul({classes("list")}, [&] {
                for (const procedure::Question& question : file_.matter.questions) {
                    out_.li([&] { this->question(question); });
                }
            });
        });
    }

    void question(const procedure::Question& question) {
        out_.strong(words_.respondent(question));
        out_.text(": " + words_.speech().consultation(question.consultation) + ", ");
        out_.span({classes(question.late ? "late" : "")},
                  office::standing_of(question, visit_.language));
        if (question.state != procedure::Question::State::informed)
            out_.text(", " + words_.due(question.due));
        if (!question.text.empty()) out_.p({classes("prose")}, question.text);
        if (question.is_closed() || !may_answer(visit_, file_, question)) return;
        out_.text(" ");
        out_.a({classes("btn", "two", "sm"),
                href(Url::path({"matters", file_.id, "questions", question.id}))},
               say(PhraseId::answer_it));
    }

    void papers() {
        if (file_.matter.papers.empty()) return;
        write_section(out_, "papers", say(PhraseId::papers), [&] {
            out_.ul({classes("list")}, [&] {
                for (const procedure::Paper& paper : file_.matter.papers) {
                    out_.li([&] {
                        const procedure::PaperKind& kind =
                            file_.definition->paper_kinds[paper.kind.index()];
                        out_.a({href(Url::path({"matters", file_.id, "papers", paper.id}))},
                               words_.speech().name_of(kind.names, kind.id));
                        out_.text(" ");
                        out_.small(
                            visit_.say(PhraseId::paper_version,
                                       {{"version", std::int64_t{paper.version}},
                                        {"signed", std::string(paper.is_signed ? "yes" : "no")}}));
                        const std::string& marking = file_.marking_of(paper);
                        if (marking.empty()) return;
                        out_.text(" ");
                        out_.span({classes("tag")}, words_.marking(marking));
                    });
                }
            });
        });
    }

    void fields() {
        const auto& values = file_.matter.fields;
        if (std::ranges::none_of(values, &procedure::Value::is_set)) return;
        write_section(out_, "fields", say(PhraseId::what_it_says), [&] {
            out_.dl({classes("layers")}, [&] {
                for (std::size_t i = 0; i < values.size(); ++i) {
                    if (!values[i].is_set()) continue;
                    out_.dt(words_.speech().field(procedure::FieldId(i)));
                    out_.dd(words_.value(file_.definition->fields[i], values[i]));
                }
            });
        });
    }

    // --- The story, newest first ---

    void trail() {
        clauses_ = {};
        write_section(out_, "story", say(PhraseId::what_was_done), [&] {
            out_.ol({classes("trail", "full")}, [&] {
                for (auto entry = story_.entries.rbegin(); entry != story_.entries.rend(); ++entry)
                    out_.li([&] { this->entry(*entry); });
            });
            out_.p({classes("proof")},
                   visit_.say(PhraseId::chain_whole,
                              {{"entries", static_cast<std::int64_t>(story_.entries.size())}}));
        });
    }

    void entry(const office::StoryEntry& entry) {
        const EventWords words(visit_.institution(), *entry.read.definition, visit_.language);
        out_.time({attribute<"datetime">(entry.happened.iso())}, words.moment(entry.happened));
        out_.div([&] {
            out_.strong(words.title(entry));
            out_.ul([&] {
                for (const std::string& sentence : words.sentences(story_, entry))
                    out_.li(sentence);
            });
            const std::string ground = words.ground(entry.acting);
            out_.small(words.who(entry.acting) + (ground.empty() ? "" : ", " + ground));
            if (!entry.read.head.reason.empty()) out_.p(entry.read.head.reason);
        });
        out_.div([&] { act_of(entry); });
    }

    const Visit& visit_;
    const MatterStory& story_;
    const office::MatterFile& file_;
    EventWords words_;
    Writer& out_;
    ShownClauses clauses_;
};

}  // namespace

http::Response show_matter(const Visit& visit) {
    const Result<MatterStory> story =
        office::load_story(visit.office(), visit.visitor->reader, visit.request->path_value("id"));
    if (!story.ok()) return fault_page(visit, story.error());
    const std::string title = office::title_of(story.value().file);
    const std::string& number = story.value().file.number;
    return page(visit, {.title = title.empty() ? number : title, .tab = Tab::matters},
                [&](Writer& out) { MatterPage(visit, story.value(), out).write(); });
}

http::Response give_paper(const Visit& visit) {
    const std::string matter(visit.request->path_value("id"));
    const std::string paper(visit.request->path_value("paper"));
    const Result<office::ReadOutcome> read =
        office::read_paper(visit.office(), caller_of(visit), {.matter = matter, .paper = paper});
    if (!read.ok()) return fault_page(visit, read.error());
    if (const auto* declined = std::get_if<office::Declined>(&read.value())) {
        return fault_page(visit, http::StatusCode::forbidden, visit.say(PhraseId::may_not_read),
                          fmt::format("{}", fmt::join(declined->reasons, ". ")));
    }
    const auto& given = std::get<office::PaperGiven>(read.value());
    http::Response response;
    response.body = given.bytes;
    response.set("Content-Type", "application/octet-stream");
    response.set("Content-Disposition", "attachment; filename=\"" + given.paper + "\"");
    return response;
}

}  // namespace remit::web
