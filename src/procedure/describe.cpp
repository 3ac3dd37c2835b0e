#include "procedure/describe.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "base/check.h"
#include "procedure/event_names.h"

namespace remit::procedure {
namespace {

class Describing {
  public:
    explicit Describing(const Definition& definition) : ids_(definition) {}

    std::string operator()(const Opened& event) const {
        return fmt::format("opened {} under {} {} by {}{}", event.matter, event.procedure,
                           event.version, event.lead_unit,
                           event.origin.empty() ? "" : " from " + event.origin);
    }
    std::string operator()(const StepTaken& event) const {
        return fmt::format("step {} by {}", ids_.step(event.step), acting(event.by));
    }
    std::string operator()(const FieldSet& event) const {
        if (!event.value.is_set()) return fmt::format("field {} emptied", ids_.field(event.field));
        return fmt::format("field {} = {}", ids_.field(event.field), list(event.value));
    }
    std::string operator()(const FieldAppended& event) const {
        return fmt::format("field {} + {}", ids_.field(event.field), text_of(event.item));
    }
    std::string operator()(const StateChanged& event) const {
        return fmt::format("state {} -> {}{}{}", ids_.state(event.from), ids_.state(event.to),
                           event.lapsed.is_some() ? " by " + ids_.deadline(event.lapsed) : "",
                           event.ends ? ", the end" : "");
    }
    std::string operator()(const PaperBrought& event) const {
        return fmt::format("paper {} {} version {}{}", ids_.paper_kind(event.paper.kind),
                           event.paper.id, event.paper.version,
                           event.paper.is_signed ? ", signed" : "");
    }
    std::string operator()(const ClockSet& event) const {
        return fmt::format("deadline {} {}: due {}{}{}", ids_.deadline(event.deadline),
                           name_of(event.why), procedure::text_of(event.due),
                           event.before ? ", was " + procedure::text_of(*event.before) : "",
                           event.ground.empty() ? "" : ", " + event.ground);
    }
    std::string operator()(const ClockStopped& event) const {
        return fmt::format("deadline {} stopped", ids_.deadline(event.deadline));
    }
    std::string operator()(const ClockMet& event) const {
        return fmt::format("deadline {} met{}", ids_.deadline(event.deadline),
                           event.late ? " late" : "");
    }
    std::string operator()(const ClockWithdrawn& event) const {
        return fmt::format("deadline {} withdrawn: {}", ids_.deadline(event.deadline),
                           name_of(event.why));
    }
    std::string operator()(const ClockPassed& event) const {
        return fmt::format("deadline {} passed", ids_.deadline(event.deadline));
    }
    std::string operator()(const ClockFailed& event) const {
        return fmt::format("deadline {} cannot be counted: {}", ids_.deadline(event.deadline),
                           event.why);
    }
    std::string operator()(const DateComputed& event) const {
        return fmt::format("date {} computed: {}", ids_.deadline(event.deadline),
                           procedure::text_of(event.due));
    }
    std::string operator()(const Reminded& event) const {
        return fmt::format("reminded of {}, due {}", subject(event.deadline, event.question),
                           procedure::text_of(event.due));
    }
    std::string operator()(const Escalated& event) const {
        const std::string_view whom = event.duty_officer         ? "duty officer for"
                                      : event.rank == Rank::head ? "head of"
                                                                 : "officers of";
        return fmt::format("escalated {} to {} {}", subject(event.deadline, event.question), whom,
                           event.unit);
    }
    std::string operator()(const QuestionAsked& event) const {
        const Question& question = event.question;
        const bool informed = question.state == Question::State::informed;
        const std::string until =
            informed ? "informed" : "until " + procedure::text_of(question.due);
        return fmt::format("question {} of {} to {}, {}", question.id,
                           ids_.consultation(question.consultation), question.respondent, until);
    }
    std::string operator()(const QuestionAnswered& event) const {
        return fmt::format("question {} {}{}{}", event.question, name_of(event.answer),
                           event.late ? ", late" : "", event.text.empty() ? "" : ": " + event.text);
    }
    std::string operator()(const QuestionMoved& event) const {
        return fmt::format("question {} until {}, was {}, {}", event.question,
                           procedure::text_of(event.due), procedure::text_of(event.before),
                           event.ground);
    }
    std::string operator()(const QuestionWithdrawn& event) const {
        return fmt::format("question {} withdrawn: {}", event.question, name_of(event.why));
    }
    std::string operator()(const QuestionLapsed& event) const {
        return fmt::format("question {} lapsed: {}", event.question, name_of(event.silence));
    }
    std::string operator()(const Spawned& event) const {
        return fmt::format("spawned {} as {}{}", event.procedure, event.link, fields(event));
    }
    std::string operator()(const EditionPlanned& event) const {
        if (!event.edition) return "no next edition";
        return fmt::format("next edition due {}, opens {}", event.edition->due.iso(),
                           event.edition->opens.iso());
    }
    std::string operator()(const EditionOpened& event) const {
        return fmt::format("next edition of {} opens{}", event.due.iso(), fields(event.matter));
    }
    std::string operator()(const LeadChanged& event) const {
        return fmt::format("lead {} -> {} by {}, {}", event.from, event.to, acting(event.by),
                           name_of(event.kind));
    }
    std::string operator()(const Migrated& event) const {
        return fmt::format("moved from version {} to {}", event.from, event.to);
    }

  private:
    static std::string acting(const Acting& by) {
        const Power& power = by.power;
        return fmt::format(
            "{} of {} by {}{}{}", by.officer.empty() ? "the clock" : by.officer, power.unit,
            power.function, power.citation.empty() ? "" : ", " + power.citation,
            power.ground == authority::Ground::own ? ""
                                                   : fmt::format(", {}", name_of(power.ground)));
    }
    static std::string list(const Value& value) {
        std::string out;
        for (const Item& item : value.items) {
            if (!out.empty()) out += "; ";
            out += text_of(item);
        }
        return out;
    }
    static std::string fields(const Spawned& event) {
        std::string out;
        for (const NamedValue& field : event.fields) {
            fmt::format_to(std::back_inserter(out), ", {} = {}", field.field,
                           field.value.is_set() ? list(field.value) : field.word);
        }
        return out;
    }
    [[nodiscard]] std::string subject(DeadlineId deadline, const std::string& question) const {
        if (!deadline.is_some()) return "question " + question;
        return "deadline " + ids_.deadline(deadline);
    }
    static std::string text_of(const Item& item) { return procedure::text_of(item); }

    Ids ids_;
};

}  // namespace

std::string describe(const Definition& definition, const Event& event) {
    return event.at.iso() + " " + std::visit(Describing(definition), event.what);
}

std::string describe(const Definition& definition, std::span<const Event> events) {
    std::string lines;
    for (const Event& event : events) lines += describe(definition, event) + "\n";
    return lines;
}

}  // namespace remit::procedure
