#include "web/matter_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "authority/competence_words.h"
#include "calendar/derivation.h"
#include "office/commands.h"
#include "office/event_words.h"
#include "office/read_paper.h"
#include "office/registers.h"
#include "procedure/engine.h"
#include "procedure/event_names.h"
#include "procedure/refusal.h"
#include "web/command_form.h"
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
using office::EventWords;
using office::MatterStory;
using procedure::ClockState;

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
        steps();
        assignment();
        clocks();
        questions();
        papers();
        fields();
        trail();
    }

  private:
    [[nodiscard]] std::string say(PhraseId id) const { return visit_.say(id); }
    [[nodiscard]] std::string tell(PhraseId id) const { return visit_.tell(id); }

    void section(std::string_view anchor, const std::string& heading,
                 const std::function<void()>& content) {
        const Id id(anchor);
        last_duty_.clear();
        out_.section({classes("sec"), html::labelled_by(id)}, [&] {
            out_.h2({html::id(id)}, heading);
            content();
        });
    }

    void fact(PhraseId name, std::string_view value) {
        if (value.empty()) return;
        out_.div([&] {
            out_.dt(say(name));
            out_.text(" ");
            out_.dd(value);
        });
    }

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
                    fact(PhraseId::procedure,
                         words_.speech().name_of(definition.names, definition.id));
                    fact(PhraseId::held_by, words_.unit(file_.matter.lead_unit));
                    fact(PhraseId::officer, file_.officer);
                    fact(PhraseId::stands_at, words_.speech().state(file_.matter.state));
                    fact(PhraseId::opened, words_.moment(file_.matter.opened));
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
                   shown_for(entry.acting.duty));
    }

    /// A clause that stands right above is not said again.
    Shown shown_for(std::string_view duty) {
        const Shown shown = duty == last_duty_ ? Shown::place : Shown::whole;
        last_duty_ = duty;
        return shown;
    }

    // --- Steps ---

    void steps() {
        const std::vector<office::StepChoice> choices = office::steps_of(visit_.office(), file_);
        const std::vector<StepOffer> offers = offers_for(visit_, choices);
        if (offers.empty()) return;
        section("steps", say(PhraseId::next_steps), [&] {
            bool first = true;
            out_.ul({classes("steps", "full")}, [&] {
                for (const StepOffer& offer : offers) {
                    if (offer.state == StepOffer::State::not_yet) continue;
                    step(offer, first);
                    first = false;
                }
            });
            if (first) out_.p({classes("dim")}, tell(PhraseId::no_step_now));
            not_yet(offers);
        });
    }

    void step(const StepOffer& offer, bool first) {
        const bool open = offer.state == StepOffer::State::open;
        const std::string name = words_.speech().step(offer.choice->option.step);
        out_.li({classes(open ? "" : "shut")}, [&] {
            out_.div([&] {
                if (open) {
                    out_.a(
                        {classes("btn", first ? "" : "two"),
                         href(Url::path({"matters", file_.id, "steps", offer.choice->step->id}))},
                        name);
                } else {
                    out_.span({classes("no")}, name);
                }
            });
            out_.p([&] {
                if (open) {
                    needs(*offer.choice);
                } else {
                    out_.strong(tell(PhraseId::not_yours) + " ");
                    competent(*offer.choice);
                }
            });
            out_.div([&] {
                if (offer.unit == nullptr) {
                    out_.p({classes("nocl")}, say(PhraseId::no_clause));
                } else {
                    write_duty(visit_, out_, visit_.institution().compilation(), offer.unit->duty,
                               shown_for(offer.unit->duty));
                    if (offer.unit->taking_over)
                        out_.small({classes("dim")}, say(PhraseId::taking_over));
                }
            });
        });
    }

    void competent(const office::StepChoice& choice) {
        if (choice.units.empty()) {
            out_.text(tell(PhraseId::nobody_competent));
            return;
        }
        out_.text(say(choice.step->rank == procedure::Rank::head ? PhraseId::competent_heads
                                                                 : PhraseId::competent_units));
        for (const office::StepUnit& unit : choice.units) {
            out_.text(&unit == &choice.units.front() ? " " : ", ");
            out_.strong({html::lang(act_tag(visit_))}, words_.unit(unit.unit));
        }
    }

    /// What the step asks for, in a line.
    void needs(const office::StepChoice& choice) {
        std::vector<std::string> wanted;
        for (const procedure::FieldId id : choice.option.to_fill)
            wanted.push_back(words_.speech().field(id));
        for (const procedure::PaperKindId id : choice.option.to_bring)
            wanted.push_back(words_.speech().paper(id));
        if (choice.step->note_required) wanted.push_back(say(PhraseId::a_reason));
        if (wanted.empty()) return;
        out_.text(say(PhraseId::needs) + " " + procedure::Speech::joined(wanted) + ".");
    }

    void not_yet(const std::vector<StepOffer>& offers) {
        const auto is_shut = [](const StepOffer& offer) {
            return offer.state == StepOffer::State::not_yet;
        };
        const auto count = std::ranges::count_if(offers, is_shut);
        if (count == 0) return;
        out_.details([&] {
            out_.summary(visit_.say(PhraseId::steps_not_yet, {{"steps", std::int64_t{count}}}));
            out_.ul({classes("steps", "full")}, [&] {
                for (const StepOffer& offer : offers) {
                    if (!is_shut(offer)) continue;
                    out_.li([&] {
                        out_.div([&] {
                            out_.span({classes("no")},
                                      words_.speech().step(offer.choice->option.step));
                        });
                        out_.p([&] {
                            out_.strong(tell(PhraseId::not_yet) + " ");
                            for (const procedure::Blocker& blocker :
                                 offer.choice->option.blockers) {
                                out_.text(procedure::in_words(*file_.definition, file_.matter,
                                                              blocker, visit_.language,
                                                              &visit_.institution().vocabulary()) +
                                          ". ");
                            }
                        });
                        out_.div({}, "");
                    });
                }
            });
        });
    }

    // --- Whose it is ---

    /// Of those who work in the unit only: others have nobody to give it to.
    void assignment() {
        const auto& posts = visit_.visitor->posts;
        const std::string& lead = file_.matter.lead_unit;
        if (file_.matter.ended || std::ranges::find(posts, lead, &VisitorPost::unit) == posts.end())
            return;
        out_.section({classes("sec")}, [&] {
            out_.details([&] {
                out_.summary(say(PhraseId::give_to_officer));
                post_form(visit_, out_, Url::path({"matters", file_.id, "officer"}), [&] {
                    write_key(visit_, out_);
                    write_version(out_, file_.version());
                    const Id id("officer");
                    out_.div({classes("field")}, [&] {
                        out_.label({html::label_for(id)}, say(PhraseId::officer));
                        out_.select({html::id(id), attribute<"name">("officer")}, [&] {
                            const auto offer = [&](std::string_view one, std::string_view name) {
                                out_.option({attribute<"value">(one),
                                             html::flag<"selected">(one == file_.officer)},
                                            name);
                            };
                            offer("", say(PhraseId::nobody));
                            for (const std::string& one : visit_.officers_of(lead)) offer(one, one);
                        });
                    });
                    out_.p({classes("acts")}, [&] {
                        out_.button({classes("btn", "two"), attribute<"type">("submit")},
                                    say(PhraseId::give_it_him));
                    });
                });
            });
        });
    }

    // --- Deadlines ---

    [[nodiscard]] static std::string_view standing_of(const procedure::Clock& clock,
                                                      calendar::Instant now) {
        switch (clock.state) {
            case ClockState::running:
                return clock.passes <= now ? "overdue" : "running";
            case ClockState::stopped:
                return "stopped";
            case ClockState::met:
                return clock.late ? "late" : "met";
            case ClockState::passed:
                return "passed";
            case ClockState::recorded:
                return "recorded";
            case ClockState::idle:
            case ClockState::withdrawn:
                return {};
        }
        return {};
    }

    void clocks() {
        const calendar::Instant now = visit_.office().now();
        bool any = false;
        for (const procedure::Clock& clock : file_.matter.clocks)
            any |= !standing_of(clock, now).empty();
        if (!any) return;
        section("deadlines", say(PhraseId::deadlines), [&] {
            for (std::size_t i = 0; i < file_.matter.clocks.size(); ++i)
                clock(procedure::DeadlineId(i), file_.matter.clocks[i], now);
        });
    }

    void clock(procedure::DeadlineId id, const procedure::Clock& clock, calendar::Instant now) {
        const std::string_view standing = standing_of(clock, now);
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

    [[nodiscard]] std::string standing_of(const procedure::Question& question) const {
        if (question.state == procedure::Question::State::answered) {
            return office::say(office::PhraseId::answer, visit_.language,
                               {{"answer", std::string(procedure::name_of(question.answer))}});
        }
        return office::say(office::PhraseId::question_state, visit_.language,
                           {{"state", std::string(procedure::name_of(question.state))}});
    }

    void questions() {
        if (file_.matter.questions.empty()) return;
        section("consultations", say(PhraseId::consultations), [&] {
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
        out_.span({classes(question.late ? "late" : "")}, standing_of(question));
        if (question.state != procedure::Question::State::informed)
            out_.text(", " + words_.due(question.due));
        if (!question.text.empty()) out_.p({classes("prose")}, question.text);
        if (question.is_closed()) return;
        out_.text(" ");
        out_.a({classes("btn", "two", "sm"),
                href(Url::path({"matters", file_.id, "questions", question.id}))},
               say(PhraseId::answer_it));
    }

    void papers() {
        if (file_.matter.papers.empty()) return;
        section("papers", say(PhraseId::papers), [&] {
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
        section("fields", say(PhraseId::what_it_says), [&] {
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
        section("story", say(PhraseId::what_was_done), [&] {
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
    std::string last_duty_;
};

/// Whether the visitor holds a post in the unit that is high enough for the step.
bool may_act_for(const Visitor& visitor, const std::string& unit, procedure::Rank rank) {
    return std::ranges::any_of(visitor.posts, [&](const VisitorPost& post) {
        return post.unit == unit &&
               (rank == procedure::Rank::officer || post.rank != authority::Rank::officer);
    });
}

bool may_take_over(const Visitor& visitor, const std::string& unit) {
    return may_act_for(visitor, unit, procedure::Rank::head);
}

}  // namespace

std::vector<StepOffer> offers_for(const Visit& visit,
                                  const std::vector<office::StepChoice>& choices) {
    std::vector<StepOffer> offers;
    for (const office::StepChoice& choice : choices) {
        StepOffer offer{.choice = &choice};
        if (choice.option.can_be_taken()) {
            offer.state = StepOffer::State::not_his;
            offer.unit = choice.units.empty() ? nullptr : &choice.units.front();
            const auto his = std::ranges::find_if(choice.units, [&](const office::StepUnit& unit) {
                return unit.taking_over ? may_take_over(*visit.visitor, unit.unit)
                                        : may_act_for(*visit.visitor, unit.unit, choice.step->rank);
            });
            if (his != choice.units.end()) {
                offer.state = StepOffer::State::open;
                offer.unit = &*his;
            }
        }
        offers.push_back(offer);
    }
    std::ranges::stable_sort(offers, {}, &StepOffer::state);
    return offers;
}

http::Response show_matter(const Visit& visit) {
    const Result<MatterStory> story =
        office::load_story(visit.office(), visit.visitor->reader, visit.request->path_value("id"));
    if (!story.ok()) return fault_page(visit, story.error());
    const std::string title = office::title_of(story.value().file);
    const std::string& number = story.value().file.number;
    return page(visit, {.title = title.empty() ? number : title, .tab = Tab::matters},
                [&](Writer& out) { MatterPage(visit, story.value(), out).write(); });
}

http::Response assign_matter(const Visit& visit) {
    const std::string id(visit.request->path_value("id"));
    const Result<MatterStory> story = office::load_story(visit.office(), visit.visitor->reader, id);
    if (!story.ok()) return fault_page(visit, story.error());
    const Result<office::Outcome> done = office::assign_officer(
        visit.office(), caller_of(visit),
        {.matter = id, .officer = std::string(visit.form.fields.text("officer"))});
    if (!done.ok()) return fault_page(visit, done.error());
    if (const auto* declined = std::get_if<office::Declined>(&done.value())) {
        return fault_page(visit, status_of(*declined), visit.say(PhraseId::nothing_changed),
                          fmt::format("{}", fmt::join(declined->reasons, ". ")));
    }
    return http::Response::redirect(matter_url(id).text());
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
