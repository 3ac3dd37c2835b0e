#include "web/matter_steps.h"

#include <algorithm>
#include <string>

#include "office/event_words.h"
#include "procedure/refusal.h"
#include "web/parts.h"
#include "web/shell.h"

namespace remit::web {
namespace {

using html::classes;
using html::href;
using html::Url;
using html::Writer;

class Steps {
  public:
    Steps(const Visit& visit, const office::MatterFile& file, Writer& out)
        : visit_(visit),
          file_(file),
          words_(visit.institution(), *file.definition, visit.language),
          out_(out) {}

    void write(const std::vector<StepOffer>& offers) {
        write_section(out_, "steps", say(PhraseId::next_steps), [&] {
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

  private:
    [[nodiscard]] std::string say(PhraseId id) const { return visit_.say(id); }
    [[nodiscard]] std::string tell(PhraseId id) const { return visit_.tell(id); }

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
                               clauses_.show(offer.unit->duty));
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

    const Visit& visit_;
    const office::MatterFile& file_;
    office::EventWords words_;
    Writer& out_;
    ShownClauses clauses_;
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

void write_steps(const Visit& visit, Writer& out, const office::MatterFile& file) {
    const std::vector<office::StepChoice> choices = office::steps_of(visit.office(), file);
    const std::vector<StepOffer> offers = offers_for(visit, choices);
    if (!offers.empty()) Steps(visit, file, out).write(offers);
}

}  // namespace remit::web
