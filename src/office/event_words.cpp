#include "office/event_words.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "authority/competence_words.h"
#include "calendar/dates_in_words.h"
#include "office/personal.h"
#include "procedure/event_names.h"

namespace remit::office {
namespace {

using procedure::DeadlineId;

std::string_view name_of(authority::Finding finding) {
    switch (finding) {
        case authority::Finding::residual_used:
            return "residual_used";
        case authority::Finding::entailed:
            return "entailed";
        case authority::Finding::general:
            return "general";
        case authority::Finding::covers_part:
            return "covers_part";
        case authority::Finding::body_not_there:
            return "body_not_there";
        case authority::Finding::taken_over:
            return "taken_over";
        case authority::Finding::acting_head:
            return "acting_head";
        case authority::Finding::deputy:
            return "deputy";
    }
    return {};
}

/// What the entry is, where no step gives it a name.
std::string_view kind_of(std::string_view command) {
    struct Kind {
        std::string_view command;
        std::string_view word;
    };
    constexpr Kind kKinds[] = {
        {"open_matter", "open"},
        {"take_step", "step"},
        {"answer_question", "answer"},
        {"assign_officer", "assign"},
        {"bring_paper", "bring"},
        {"withdraw_question", "withdraw"},
        {"change_lead", "lead"},
        {"migrate_matter", "migrate"},
        {"recompute", "recompute"},
        {"pass_time", "clock"},
        {"close_dossier", "close"},
        {"erase", "erase"},
        {"read", "read"},
        {"read_personal", "read_personal"},
        {"break_glass", "emergency"},
    };
    for (const Kind& kind : kKinds) {
        if (kind.command == command) return kind.word;
    }
    return "other";
}

}  // namespace

std::string_view standing_of(const procedure::Clock& clock, calendar::Instant now) {
    switch (clock.state) {
        case procedure::ClockState::running:
            return clock.passes <= now ? "overdue" : "running";
        case procedure::ClockState::stopped:
            return "stopped";
        case procedure::ClockState::met:
            return clock.late ? "late" : "met";
        case procedure::ClockState::passed:
            return "passed";
        case procedure::ClockState::recorded:
            return "recorded";
        case procedure::ClockState::idle:
        case procedure::ClockState::withdrawn:
            return {};
    }
    return {};
}

std::string standing_of(const procedure::Question& question, diag::Language language) {
    if (question.state == procedure::Question::State::answered) {
        return say(PhraseId::answer, language,
                   {{"answer", std::string(procedure::name_of(question.answer))}});
    }
    return say(PhraseId::question_state, language,
               {{"state", std::string(procedure::name_of(question.state))}});
}

std::string in_words(authority::Finding finding, diag::Language language) {
    return say(PhraseId::finding, language, {{"finding", std::string(name_of(finding))}});
}

// --- Who ---

std::string EventWords::unit(std::string_view code) const {
    return institution_->unit_in_words(code);
}

std::string EventWords::who(const ledger::Acting& acting) const {
    if (acting.officer.empty()) {
        return acting.unit.empty() ? say(PhraseId::acted_clock)
                                   : say(PhraseId::acted_by_itself, {{"unit", unit(acting.unit)}});
    }
    if (acting.unit.empty())
        return say(PhraseId::acted_administrator, {{"officer", acting.officer}});
    const PhraseId id = acting.deputy_for.empty() ? PhraseId::acted : PhraseId::acted_as_deputy;
    return say(id, {{"officer", acting.officer},
                    {"post", acting.post},
                    {"unit", unit(acting.unit)},
                    {"other", acting.deputy_for}});
}

std::string EventWords::ground(const ledger::Acting& acting) const {
    if (!acting.ground) return {};
    return say(PhraseId::ground, {{"ground", std::string(ledger::name_of(*acting.ground))},
                                  {"duty", acting.duty},
                                  {"citation", acting.citation}});
}

std::string EventWords::respondent(const procedure::Question& question) const {
    return question.is_unit ? unit(question.respondent)
                            : speech_.word(procedure::FieldType::counterpart, question.respondent);
}

std::string EventWords::respondent(const MatterStory& story, std::string_view id) const {
    const auto found = story.asked.find(id);
    return found == story.asked.end() ? std::string(id) : respondent(found->second);
}

// --- Values and moments ---

std::string EventWords::due(const procedure::Due& due) const {
    if (const auto* date = std::get_if<calendar::Date>(&due))
        return calendar::date_in_words(*date, language_);
    const auto& zoned = std::get<procedure::ZonedInstant>(due);
    const auto zone = calendar::Zone::find(zoned.zone);
    return zone.ok() ? calendar::instant_in_words(zoned.instant, zone.value(), language_)
                     : zoned.instant.iso();
}

std::string EventWords::moment(calendar::Instant instant) const {
    return calendar::instant_in_words(instant, institution_->zone(), language_);
}

std::string EventWords::item(const procedure::Field& field, const procedure::Item& item) const {
    if (const auto* date = std::get_if<calendar::Date>(&item)) return due(*date);
    if (const auto* instant = std::get_if<procedure::ZonedInstant>(&item)) return due(*instant);
    if (field.personal != authority::Personal::none) return personal(item);
    const std::string written = procedure::is_empty(item) ? "-" : procedure::write_item(item);
    return field.type == procedure::FieldType::unit ? unit(written)
                                                    : speech_.word_of(field, written);
}

std::string EventWords::personal(const procedure::Item& item) const {
    const std::string text = procedure::is_empty(item) ? "-" : procedure::write_item(item);
    if (text == kErased) return say(PhraseId::erased);
    return text == kHidden ? say(PhraseId::personal_hidden) : text;
}

std::string EventWords::value(const procedure::Field& field, const procedure::Value& value) const {
    std::vector<std::string> all;
    for (const procedure::Item& one : value.items) all.push_back(item(field, one));
    return procedure::Speech::joined(all);
}

std::string EventWords::answer(procedure::Answer answer) const {
    return say(PhraseId::answer, {{"answer", std::string(procedure::name_of(answer))}});
}

// --- What ---

std::string EventWords::title(const StoryEntry& entry) const {
    for (const procedure::Event& event : entry.read.events) {
        const auto* step = std::get_if<procedure::StepTaken>(&event.what);
        if (step != nullptr) return speech_.step(step->step);
    }
    return say(PhraseId::command, {{"command", std::string(kind_of(entry.read.head.command))}});
}

std::vector<std::string> EventWords::sentences(const MatterStory& story,
                                               const StoryEntry& entry) const {
    std::vector<std::string> all;
    std::size_t brought = 0;
    for (const procedure::Event& event : entry.read.events) {
        std::string one = sentence(story, event.what);
        if (!one.empty()) all.push_back(std::move(one));
        const auto* paper = std::get_if<procedure::PaperBrought>(&event.what);
        if (paper == nullptr) continue;
        const std::vector<std::string>& markings = entry.read.head.paper_markings;
        if (brought < markings.size() && !markings[brought].empty())
            all.push_back(say(PhraseId::event_marked,
                              {{"paper", paper->paper.id}, {"marking", stamp(markings[brought])}}));
        ++brought;
    }
    add_access(entry.read.head, all);
    if (const auto& closing = entry.read.head.closing) {
        if (closing->dossier != story.file.id)
            all.push_back(say(PhraseId::event_closed_with, {{"dossier", closing->dossier}}));
        if (!closing->note.empty())
            all.push_back(say(PhraseId::event_note, {{"note", closing->note}}));
    }
    const std::optional<std::string>& given = entry.read.head.officer;
    if (given && *given != entry.acting.officer)
        all.push_back(given->empty() ? say(PhraseId::event_given_back)
                                     : say(PhraseId::event_given, {{"officer", *given}}));
    if (const auto& erasure = entry.read.head.erasure)
        all.push_back(say(PhraseId::event_erased, {{"fields", erased_fields(erasure->fields)},
                                                   {"ground", erasure->ground}}));
    return all;
}

std::string EventWords::erased_fields(const std::vector<std::string>& ids) const {
    std::vector<std::string> names;
    for (const std::string& id : ids) {
        const auto field = definition_->find_field(id);
        names.push_back(field ? speech_.field(*field) : id);
    }
    return procedure::Speech::joined(names);
}

void EventWords::add_access(const PayloadHead& head, std::vector<std::string>& all) const {
    if (head.read && !head.read->paper.empty()) {
        all.push_back(say(PhraseId::event_read, {{"paper", head.read->paper},
                                                 {"version", std::to_string(head.read->version)}}));
    }
    if (!head.emergency) return;
    all.push_back(say(PhraseId::event_emergency, {{"paper", head.emergency->subject},
                                                  {"until", moment(head.emergency->until)},
                                                  {"ground", head.emergency->ground}}));
}

std::string EventWords::stamp(std::string_view marking) const {
    return marking_in_words(institution_->secrecy(), marking, language_);
}

std::string EventWords::marking(std::string_view marking) const {
    return say(PhraseId::marked, {{"marking", stamp(marking)}});
}

std::string EventWords::sentence(const MatterStory& story, const procedure::What& what) const {
    return std::visit(
        [&](const auto& one) -> std::string {
            if constexpr (requires { of(story, one); }) {
                return of(story, one);
            } else {
                return of(one);
            }
        },
        what);
}

std::string EventWords::of(const procedure::Opened& what) const {
    if (what.origin.empty()) return {};
    return say(PhraseId::event_opened_from, {{"matter", what.origin}});
}

std::string EventWords::of(const procedure::StepTaken& what) const {
    if (what.note.empty()) return {};
    return say(PhraseId::event_note, {{"note", what.note}});
}

std::string EventWords::of(const procedure::FieldSet& what) const {
    const procedure::Field& field = definition_->fields[what.field.index()];
    if (!what.value.is_set())
        return say(PhraseId::event_field_emptied, {{"field", speech_.field(what.field)}});
    return say(PhraseId::event_field,
               {{"field", speech_.field(what.field)}, {"value", value(field, what.value)}});
}

std::string EventWords::of(const procedure::FieldAppended& what) const {
    const procedure::Field& field = definition_->fields[what.field.index()];
    return say(PhraseId::event_field,
               {{"field", speech_.field(what.field)}, {"value", item(field, what.item)}});
}

std::string EventWords::of(const procedure::StateChanged& what) const {
    const std::string to = speech_.state(what.to);
    if (!what.from.is_some()) return say(PhraseId::event_state_first, {{"to", to}});
    const std::string from = speech_.state(what.from);
    if (!what.lapsed.is_some()) return say(PhraseId::event_state, {{"from", from}, {"to", to}});
    return say(PhraseId::event_state_lapsed,
               {{"from", from}, {"to", to}, {"deadline", speech_.deadline(what.lapsed)}});
}

std::string EventWords::of(const procedure::PaperBrought& what) const {
    const procedure::PaperKind& kind = definition_->paper_kinds[what.paper.kind.index()];
    return say(PhraseId::event_paper, {{"signed", std::string(what.paper.is_signed ? "yes" : "no")},
                                       {"kind", speech_.name_of(kind.names, kind.id)},
                                       {"id", what.paper.id},
                                       {"version", std::to_string(what.paper.version)}});
}

std::string EventWords::of(const procedure::ClockSet& what) const {
    return say(PhraseId::event_clock, {{"why", std::string(procedure::name_of(what.why))},
                                       {"deadline", speech_.deadline(what.deadline)},
                                       {"due", due(what.due)}});
}

std::string EventWords::clock_end(std::string_view what, DeadlineId deadline) const {
    return say(PhraseId::event_clock_end,
               {{"what", std::string(what)}, {"deadline", speech_.deadline(deadline)}});
}
std::string EventWords::of(const procedure::ClockStopped& what) const {
    return clock_end("stopped", what.deadline);
}
std::string EventWords::of(const procedure::ClockMet& what) const {
    return clock_end(what.late ? "late" : "met", what.deadline);
}
std::string EventWords::of(const procedure::ClockWithdrawn& what) const {
    return clock_end("withdrawn", what.deadline);
}
std::string EventWords::of(const procedure::ClockPassed& what) const {
    return clock_end("passed", what.deadline);
}

std::string EventWords::of(const procedure::ClockFailed& what) const {
    return say(PhraseId::event_clock_failed,
               {{"deadline", speech_.deadline(what.deadline)}, {"why", what.why}});
}

std::string EventWords::of(const procedure::DateComputed& what) const {
    return say(PhraseId::event_date,
               {{"deadline", speech_.deadline(what.deadline)}, {"due", due(what.due)}});
}

std::string EventWords::subject(const MatterStory& story, DeadlineId deadline,
                                const std::string& question) const {
    if (deadline.is_some()) return speech_.deadline(deadline);
    return fmt::format("{}, {}", question, respondent(story, question));
}

std::string EventWords::of(const MatterStory& story, const procedure::Reminded& what) const {
    return say(PhraseId::event_reminded,
               {{"what", subject(story, what.deadline, what.question)}, {"due", due(what.due)}});
}

std::string EventWords::of(const MatterStory& story, const procedure::Escalated& what) const {
    std::string whom = what.rank == procedure::Rank::head ? "head" : "officer";
    if (what.duty_officer) whom = "duty";
    return say(PhraseId::event_escalated, {{"whom", whom},
                                           {"what", subject(story, what.deadline, what.question)},
                                           {"due", due(what.due)},
                                           {"unit", unit(what.unit)}});
}

std::string EventWords::of(const procedure::QuestionAsked& what) const {
    const procedure::Question& question = what.question;
    const std::string consultation = speech_.consultation(question.consultation);
    if (question.state == procedure::Question::State::informed) {
        return say(PhraseId::event_informed,
                   {{"whom", respondent(question)}, {"consultation", consultation}});
    }
    return say(PhraseId::event_asked, {{"id", question.id},
                                       {"whom", respondent(question)},
                                       {"consultation", consultation},
                                       {"due", due(question.due)}});
}

std::string EventWords::of(const MatterStory& story,
                           const procedure::QuestionAnswered& what) const {
    const std::string when = !what.counts ? "too_late" : what.late ? "late" : "in_time";
    std::string sentence =
        say(PhraseId::event_answered, {{"when", when},
                                       {"id", what.question},
                                       {"whom", respondent(story, what.question)},
                                       {"answer", answer(what.answer)}});
    if (what.text.empty()) return sentence;
    return say(PhraseId::event_answer_text, {{"sentence", sentence}, {"text", what.text}});
}

std::string EventWords::of(const procedure::QuestionMoved& what) const {
    return say(PhraseId::event_question_moved, {{"id", what.question}, {"due", due(what.due)}});
}

std::string EventWords::of(const procedure::QuestionWithdrawn& what) const {
    std::string sentence =
        say(PhraseId::event_question_withdrawn,
            {{"why", std::string(procedure::name_of(what.why))}, {"id", what.question}});
    if (what.note.empty()) return sentence;
    return say(PhraseId::event_answer_text, {{"sentence", sentence}, {"text", what.note}});
}

std::string EventWords::of(const MatterStory& story, const procedure::QuestionLapsed& what) const {
    return say(PhraseId::event_question_lapsed,
               {{"silence", std::string(procedure::name_of(what.silence))},
                {"id", what.question},
                {"whom", respondent(story, what.question)}});
}

std::string EventWords::of(const procedure::Spawned& what) const {
    const procedure::Definition* next = institution_->procedures().latest(what.procedure);
    return say(
        PhraseId::event_spawned,
        {{"procedure", next == nullptr ? what.procedure : speech_.name_of(next->names, next->id)}});
}

std::string EventWords::of(const procedure::EditionPlanned& what) const {
    if (!what.edition) return say(PhraseId::event_edition_none);
    return say(PhraseId::event_edition_planned,
               {{"due", due(what.edition->due)}, {"opens", moment(what.edition->opens)}});
}

std::string EventWords::of(const procedure::EditionOpened& what) const {
    return say(PhraseId::event_edition_opened, {{"due", due(what.due)}});
}

std::string EventWords::of(const procedure::LeadChanged& what) const {
    const bool chosen = what.kind == procedure::ChangeLead::Kind::designation;
    std::string sentence =
        say(PhraseId::event_lead, {{"kind", std::string(chosen ? "designation" : "reassignment")},
                                   {"from", unit(what.from)},
                                   {"to", unit(what.to)}});
    if (what.note.empty()) return sentence;
    return say(PhraseId::event_answer_text, {{"sentence", sentence}, {"text", what.note}});
}

std::string EventWords::of(const procedure::Migrated& what) const {
    return say(PhraseId::event_migrated,
               {{"from", std::to_string(what.from)}, {"to", std::to_string(what.to)}});
}

}  // namespace remit::office
