#include "procedure/questions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "procedure/alarms.h"
#include "procedure/counting.h"
#include "procedure/event_names.h"
#include "procedure/permission.h"
#include "procedure/reckoning.h"

namespace remit::procedure {
namespace {

struct Respondent {
    std::string id;
    bool is_unit = false;
};

void add_from_field(const Draft& draft, FieldId field, std::vector<Respondent>& found) {
    const bool units = draft.definition->fields[field.index()].type == FieldType::unit;
    for (const Item& item : draft.matter.value(field).items) {
        if (const auto* id = std::get_if<std::string>(&item)) found.push_back({*id, units});
    }
}

void add_superior(const Draft& draft, std::vector<Respondent>& found) {
    const Hierarchy* hierarchy = draft.world->hierarchy;
    const std::string& lead = draft.matter.lead_unit;
    if (hierarchy == nullptr || hierarchy->is_root(lead)) return;
    found.push_back({std::string(hierarchy->above(lead, 1)), true});
}

/// Everybody whom the consultation asks, once, without the lead unit itself.
std::vector<Respondent> respondents_of(const Draft& draft, ConsultationId id,
                                       const std::vector<RespondentFound>& given) {
    std::vector<Respondent> found;
    for (const Respondents& whom : draft.definition->consultations[id.index()].whom) {
        switch (whom.kind) {
            case Respondents::Kind::field:
                add_from_field(draft, whom.field, found);
                break;
            case Respondents::Kind::counterpart:
                found.push_back({whom.counterpart, false});
                break;
            case Respondents::Kind::superior:
                add_superior(draft, found);
                break;
            case Respondents::Kind::holders:
                for (const RespondentFound& holder : given) {
                    if (holder.consultation == id)
                        found.push_back({holder.respondent, holder.is_unit});
                }
                break;
        }
    }
    std::vector<Respondent> once;
    for (Respondent& respondent : found) {
        const bool lead = respondent.is_unit && respondent.id == draft.matter.lead_unit;
        if (lead || std::ranges::find(once, respondent.id, &Respondent::id) != once.end()) continue;
        once.push_back(std::move(respondent));
    }
    return once;
}

/// Whether an officer can do something about finding nobody: a field names them.
bool names_by_field(const Consultation& consultation) {
    return std::ranges::any_of(consultation.whom, [](const Respondents& whom) {
        return whom.kind == Respondents::Kind::field;
    });
}

/// A new round takes the place of the question that is still open.
void withdraw_open(Draft& draft, ConsultationId consultation, std::string_view respondent) {
    for (std::size_t i = 0; i < draft.matter.questions.size(); ++i) {
        const Question& old = draft.matter.questions[i];
        if (old.is_closed() || old.consultation != consultation || old.respondent != respondent)
            continue;
        draft.emit(
            QuestionWithdrawn{old.id, QuestionWithdrawn::Why::asked_again, std::nullopt, {}});
    }
}

FieldId field_of_time(const Consultation& consultation) {
    const Source& within = consultation.within;
    return within.kind == Source::Kind::written ? FieldId() : within.field;
}

/// The question without its respondent; none, with a blocker, where it has no time.
std::optional<Question> timed(Draft& draft, ConsultationId id) {
    const Consultation& consultation = draft.definition->consultations[id.index()];
    Question question;
    question.consultation = id;
    question.asked = draft.now;
    if (consultation.role == Role::informed) {
        question.state = Question::State::informed;
        return question;
    }
    std::optional<Count> count =
        count_of(*draft.definition, draft.matter, id, *draft.world, draft.now);
    const FieldId field = field_of_time(consultation);
    if (!count) {
        draft.block({.reason = Reason::no_time_to_answer, .field = field, .consultation = id});
        return std::nullopt;
    }
    Result<Due> due = counted(consultation, *count, *draft.world);
    if (!due.ok()) {
        draft.block({.reason = Reason::no_time_to_answer,
                     .field = field,
                     .consultation = id,
                     .seen = due.error().message});
        return std::nullopt;
    }
    question.count = *std::move(count);
    question.due = std::move(due).value();
    Timing timing =
        timing_of(consultation, question.due, question.count.zone, *draft.world, draft.now);
    question.passes = timing.passes;
    question.alarms = std::move(timing.alarms);
    if (question.passes <= draft.now) {
        draft.block({.reason = Reason::time_to_answer_is_over, .field = field, .consultation = id});
        return std::nullopt;
    }
    return question;
}

void send(Draft& draft, ConsultationId id, const std::vector<Respondent>& respondents) {
    const std::optional<Question> pattern = timed(draft, id);
    if (!pattern) return;
    for (const Respondent& respondent : respondents) {
        withdraw_open(draft, id, respondent.id);
        Question question = *pattern;
        question.id = "q" + std::to_string(draft.matter.questions_asked + 1);
        question.respondent = respondent.id;
        question.is_unit = respondent.is_unit;
        draft.emit(QuestionAsked{std::move(question)});
    }
}

bool is_late(const Question& question, calendar::Instant now) {
    return question.state == Question::State::lapsed || question.passes <= now;
}

/// An objection may be lifted at any time; otherwise an answer is given once.
bool may_answer(const Question& question, Answer given) {
    switch (question.state) {
        case Question::State::open:
            return true;
        case Question::State::lapsed:
            return question.answer == Answer::none || question.answer == Answer::objected;
        case Question::State::answered:
            return question.answer == Answer::objected && given != Answer::objected;
        case Question::State::withdrawn:
        case Question::State::informed:
            return false;
    }
    return false;
}

void check_answer(Draft& draft, const AnswerQuestion& command, const Question& question) {
    const Consultation& consultation =
        draft.definition->consultations[question.consultation.index()];
    const auto block = [&](Reason reason) {
        draft.block({.reason = reason,
                     .consultation = question.consultation,
                     .seen = std::string(name_of(command.answer)),
                     .wanted = question.respondent});
    };
    if (!may_answer(question, command.answer)) block(Reason::question_closed);
    if (!fits(consultation.asked, command.answer)) block(Reason::answer_does_not_fit);
    if (needs_text(command.answer) && command.text.empty()) block(Reason::answer_text_missing);
    if (command.text.size() > kItemBytesMax) block(Reason::answer_too_long);
}

void gather(Draft& draft, FieldId field, const Question& question, const std::string& line) {
    if (!field.is_some()) return;
    if (draft.matter.value(field).items.size() >= kValueItemsMax) {
        draft.block({.reason = Reason::too_many,
                     .field = field,
                     .consultation = question.consultation,
                     .wanted = std::to_string(kValueItemsMax)});
        return;
    }
    draft.emit(FieldAppended{field, line});
}

}  // namespace

bool fits(Asked asked, Answer answer) {
    switch (answer) {
        case Answer::none:
            return false;
        case Answer::agreed:
        case Answer::amended:
        case Answer::objected:
            return asked == Asked::opinion || asked == Asked::consent || asked == Asked::decision;
        case Answer::input:
            return asked != Asked::consent && asked != Asked::decision;
        case Answer::nil:
        case Answer::unchanged:
            return asked == Asked::input || asked == Asked::information;
    }
    return false;
}

bool needs_text(Answer answer) {
    return answer == Answer::amended || answer == Answer::objected || answer == Answer::input;
}

void ask(Draft& draft, const Step& step, const std::vector<RespondentFound>& found) {
    bool somebody = false;
    bool by_field = false;
    for (const ConsultationId id : step.asks) {
        const std::vector<Respondent> respondents = respondents_of(draft, id, found);
        by_field = by_field || names_by_field(draft.definition->consultations[id.index()]);
        if (respondents.empty()) continue;
        somebody = true;
        if (draft.matter.questions.size() + respondents.size() > kQuestionsMax) {
            draft.block({.reason = Reason::too_many,
                         .consultation = id,
                         .wanted = std::to_string(kQuestionsMax)});
            return;
        }
        send(draft, id, respondents);
    }
    if (!somebody && by_field && !step.asks.empty())
        draft.block({.reason = Reason::nobody_to_ask, .consultation = step.asks.front()});
}

void answer(Draft& draft, const AnswerQuestion& command) {
    const Question* found = draft.matter.find_question(command.question);
    if (found == nullptr) {
        draft.block({.reason = Reason::unknown_question, .seen = command.question});
        return;
    }
    const Question question = *found;
    check_respondent(draft, command.by, question);
    check_answer(draft, command, question);
    if (!draft.blockers.empty()) return;
    const Consultation& consultation =
        draft.definition->consultations[question.consultation.index()];
    const bool consented =
        question.state == Question::State::lapsed && consultation.silence == Silence::consent;
    draft.emit(QuestionAnswered{question.id, command.by, command.answer, command.text,
                                is_late(question, draft.now), !consented});
    std::string line = question.respondent + ": ";
    line += command.text.empty() ? std::string(name_of(command.answer)) : command.text;
    gather(draft, consultation.answer_field, question, line);
    if (command.answer == Answer::amended)
        gather(draft, consultation.amendment_field, question, line);
    if (command.answer == Answer::objected)
        gather(draft, consultation.objection_field, question, line);
}

void withdraw(Draft& draft, const WithdrawQuestion& command) {
    const Question* question = draft.matter.find_question(command.question);
    if (question == nullptr) {
        draft.block({.reason = Reason::unknown_question, .seen = command.question});
        return;
    }
    check_lead(draft, command.by);
    check_note(draft, command.note, /*required=*/true);
    // An objection is not taken back by those to whom it was made.
    if (question->is_closed()) {
        draft.block({.reason = Reason::question_closed,
                     .consultation = question->consultation,
                     .wanted = question->respondent});
    }
    if (!draft.blockers.empty()) return;
    draft.emit(QuestionWithdrawn{command.question, QuestionWithdrawn::Why::withdrawn, command.by,
                                 command.note});
}

}  // namespace remit::procedure
