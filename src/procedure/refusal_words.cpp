// The sentences of refusals: which phrase a blocker has, and what stands in it.
//
// Invariant: every reason and every kind of condition has a phrase with its cure; names are taken
// from the definition in the reader's language, and where it has none, the id is shown. What was
// given by somebody is shown as it was given.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/message.h"
#include "procedure/conditions.h"
#include "procedure/refusal.h"
#include "procedure/words.h"
#include "text/transliterate.h"

namespace remit::procedure {
namespace {

using Arguments = std::vector<diag::Argument>;

class Wording {
  public:
    Wording(const Definition& definition, const Matter& matter, const Blocker& blocker,
            diag::Language language, const remit::Vocabulary* vocabulary)
        : definition_(definition),
          matter_(matter),
          blocker_(blocker),
          language_(language),
          vocabulary_(vocabulary) {}

    [[nodiscard]] std::string words() const {
        switch (blocker_.reason) {
            case Reason::not_opened:
            case Reason::ended:
            case Reason::other_procedure:
            case Reason::clock_behind:
            case Reason::bad_id:
            case Reason::too_many:
                return of_matter();
            case Reason::no_officer:
            case Reason::no_power:
            case Reason::wrong_function:
            case Reason::wrong_unit:
            case Reason::not_asked:
            case Reason::not_above:
            case Reason::unknown_unit:
            case Reason::rank_too_low:
            case Reason::receiver_without_function:
            case Reason::receiver_is_lead:
                return of_actor();
            case Reason::unknown_step:
            case Reason::not_opening:
            case Reason::opening_only:
            case Reason::wrong_state:
            case Reason::note_missing:
            case Reason::note_too_long:
            case Reason::field_missing:
            case Reason::field_not_of_step:
            case Reason::field_repeated:
            case Reason::value_wrong:
            case Reason::cell_missing:
                return of_step();
            case Reason::paper_missing:
            case Reason::paper_unsigned:
            case Reason::paper_unknown_kind:
            case Reason::paper_other_kind:
            case Reason::paper_signed_already:
            case Reason::paper_version:
            case Reason::paper_other_bytes:
            case Reason::paper_repeated:
                return of_paper();
            case Reason::condition:
                return of_condition();
            case Reason::nobody_to_ask:
            case Reason::respondent_not_of_step:
            case Reason::no_time_to_answer:
            case Reason::time_to_answer_is_over:
            case Reason::deadline_uncountable:
            case Reason::extension_missing:
            case Reason::extension_not_later:
            case Reason::recurrence_wrong:
            case Reason::unknown_question:
            case Reason::question_closed:
            case Reason::answer_does_not_fit:
            case Reason::answer_text_missing:
            case Reason::answer_too_long:
                return of_time();
            case Reason::not_newer:
            case Reason::not_a_successor:
            case Reason::state_without_counterpart:
            case Reason::field_without_counterpart:
            case Reason::value_without_counterpart:
            case Reason::question_without_counterpart:
            case Reason::paper_without_counterpart:
                return of_version();
        }
        return {};
    }

  private:
    // --- What stands in the sentences
    // ---------------------------------------------------------------

    [[nodiscard]] std::string say(PhraseId id, const Arguments& arguments = {}) const {
        return diag::in_words(phrase(id), arguments, language_);
    }
    [[nodiscard]] diag::Argument seen() const { return {"seen", blocker_.seen}; }
    [[nodiscard]] diag::Argument wanted() const { return {"wanted", blocker_.wanted}; }

    [[nodiscard]] std::string name_of(const remit::Names& names, const std::string& id) const {
        const bool serbian =
            language_ == diag::Language::sr_cyrl || language_ == diag::Language::sr_latn;
        const std::string_view key = serbian ? "sr" : language_ == diag::Language::hr ? "hr" : "en";
        std::span<const std::string> found = names.in(key);
        if (found.empty()) found = names.in("en");
        if (found.empty()) return id;
        return language_ == diag::Language::sr_latn ? text::to_latin(found.front()) : found.front();
    }
    template <typename Entry, typename Id>
    [[nodiscard]] std::string name_in(const std::vector<Entry>& entries, Id id) const {
        if (id.index() >= entries.size()) return "-";
        return name_of(entries[id.index()].names, entries[id.index()].id);
    }
    [[nodiscard]] std::string field(FieldId id) const { return name_in(definition_.fields, id); }
    [[nodiscard]] std::string step(StepId id) const { return name_in(definition_.steps, id); }
    [[nodiscard]] std::string state(StateId id) const { return name_in(definition_.states, id); }
    [[nodiscard]] std::string deadline(DeadlineId id) const {
        return name_in(definition_.deadlines, id);
    }
    [[nodiscard]] std::string consultation() const {
        return name_in(definition_.consultations, blocker_.consultation);
    }
    [[nodiscard]] std::string paper() const {
        return name_in(definition_.paper_kinds, blocker_.paper_kind);
    }

    static void add(std::string& list, std::string_view item) {
        if (item.empty()) return;
        if (!list.empty()) list += ", ";
        list += item;
    }
    [[nodiscard]] std::string function(const std::string& id) const {
        if (vocabulary_ == nullptr) return id;
        const auto found = std::ranges::find(vocabulary_->functions, id, &remit::Function::id);
        return found == vocabulary_->functions.end() ? id : name_of(found->names, id);
    }
    [[nodiscard]] std::string functions() const {
        std::vector<std::string> all;
        const auto take = [&](const Step& one) {
            for (const std::string& id : one.functions) {
                if (std::ranges::find(all, id) == all.end()) all.push_back(id);
            }
        };
        if (blocker_.step.is_some()) {
            take(definition_.steps[blocker_.step.index()]);
        } else {
            std::ranges::for_each(definition_.steps, take);
        }
        std::string list;
        for (const std::string& id : all) add(list, function(id));
        return list;
    }

    // --- The sentences
    // -----------------------------------------------------------------------------

    [[nodiscard]] std::string of_matter() const {
        switch (blocker_.reason) {
            case Reason::ended:
                return say(PhraseId::matter_ended, {{"state", state(matter_.state)}});
            case Reason::other_procedure:
                return say(PhraseId::other_procedure, {seen(), wanted()});
            case Reason::clock_behind:
                return say(PhraseId::clock_behind, {wanted()});
            case Reason::bad_id:
                return say(PhraseId::bad_id, {wanted()});
            case Reason::too_many:
                return say(PhraseId::too_many, {wanted()});
            default:
                return say(PhraseId::not_opened);
        }
    }

    [[nodiscard]] std::string of_actor() const {
        switch (blocker_.reason) {
            case Reason::no_officer:
                return say(PhraseId::no_officer);
            case Reason::wrong_function:
                return say(PhraseId::wrong_function,
                           {{"seen", function(blocker_.seen)}, {"wanted", functions()}});
            case Reason::wrong_unit:
                return of_unit();
            case Reason::not_asked:
                return say(PhraseId::not_asked, {seen(), wanted()});
            case Reason::not_above:
                return say(PhraseId::not_above, {seen(), wanted()});
            case Reason::unknown_unit:
                return say(PhraseId::unknown_unit, {seen()});
            case Reason::rank_too_low:
                return say(PhraseId::rank_too_low);
            case Reason::receiver_without_function:
                return say(PhraseId::receiver_without_function,
                           {seen(), {"wanted", function(blocker_.wanted)}});
            case Reason::receiver_is_lead:
                return say(PhraseId::receiver_is_lead, {seen()});
            default:
                return say(PhraseId::no_power);
        }
    }

    [[nodiscard]] std::string of_unit() const {
        static constexpr std::array<std::string_view, 5> kActors = {"lead", "superior", "top",
                                                                    "consulted", "any"};
        const Actor actor =
            blocker_.step.is_some() ? definition_.steps[blocker_.step.index()].actor : Actor::lead;
        const std::string key(kActors[static_cast<std::size_t>(actor)]);
        return say(PhraseId::wrong_unit,
                   {seen(),
                    {"wanted", matter_.lead_unit.empty() ? "-" : matter_.lead_unit},
                    {"actor", key}});
    }

    [[nodiscard]] std::string of_step() const {
        const diag::Argument named{"field", field(blocker_.field)};
        switch (blocker_.reason) {
            case Reason::not_opening:
                return say(PhraseId::not_opening, {{"step", step(blocker_.step)}});
            case Reason::opening_only:
                return say(PhraseId::opening_only, {{"step", step(blocker_.step)}});
            case Reason::wrong_state:
                return of_state();
            case Reason::note_missing:
                return say(PhraseId::note_missing);
            case Reason::note_too_long:
                return say(PhraseId::note_too_long, {wanted()});
            case Reason::field_missing:
                return say(PhraseId::field_missing, {named});
            case Reason::field_not_of_step:
                return say(PhraseId::field_not_of_step, {named});
            case Reason::field_repeated:
                return say(PhraseId::field_repeated, {named});
            case Reason::value_wrong:
                return say(PhraseId::value_wrong, {named, {"type", std::string(form_key())}});
            case Reason::cell_missing:
                return of_cell();
            default:
                return say(PhraseId::unknown_step);
        }
    }

    [[nodiscard]] std::string of_cell() const {
        const Field& column = definition_.fields[blocker_.field.index()];
        return say(PhraseId::cell_missing,
                   {{"row", blocker_.seen},
                    {"group", name_in(definition_.groups, column.group)},
                    {"field", field(blocker_.field)},
                    {"cell", std::string(column.may_be_empty ? "may_be_empty" : "filled")}});
    }

    [[nodiscard]] std::string of_state() const {
        const Step& one = definition_.steps[blocker_.step.index()];
        std::string states;
        for (const StateId id : one.from) add(states, state(id));
        return say(
            PhraseId::wrong_state,
            {{"step", step(blocker_.step)}, {"state", state(matter_.state)}, {"wanted", states}});
    }

    [[nodiscard]] std::string_view form_key() const {
        switch (definition_.fields[blocker_.field.index()].type) {
            case FieldType::text:
                return "text";
            case FieldType::number:
                return "number";
            case FieldType::date:
                return "date";
            case FieldType::instant:
                return "instant";
            case FieldType::duration:
                return "duration";
            case FieldType::money:
                return "money";
            case FieldType::choice:
                return "choice";
            case FieldType::country:
                return "country";
            case FieldType::body:
            case FieldType::topic:
            case FieldType::counterpart:
            case FieldType::unit:
            case FieldType::person:
            case FieldType::paper:
            case FieldType::matter:
                return "name";
        }
        return "name";
    }

    [[nodiscard]] std::string of_paper() const {
        switch (blocker_.reason) {
            case Reason::paper_missing:
                return say(PhraseId::paper_missing, {{"paper", paper()}});
            case Reason::paper_unsigned:
                return say(PhraseId::paper_unsigned, {{"paper", paper()}});
            case Reason::paper_unknown_kind:
                return say(PhraseId::paper_unknown_kind, {seen()});
            case Reason::paper_other_kind:
                return say(PhraseId::paper_other_kind, {seen(), {"paper", paper()}});
            case Reason::paper_version:
                return say(PhraseId::paper_version, {seen(), wanted()});
            case Reason::paper_other_bytes:
                return say(PhraseId::paper_other_bytes, {seen()});
            case Reason::paper_repeated:
                return say(PhraseId::paper_repeated, {seen(), wanted()});
            default:
                return say(PhraseId::paper_signed_already, {seen()});
        }
    }

    /// The fields that say whom the consultation asks.
    [[nodiscard]] std::string fields_of_whom() const {
        std::string list;
        for (const Respondents& whom :
             definition_.consultations[blocker_.consultation.index()].whom) {
            if (whom.kind == Respondents::Kind::field) add(list, field(whom.field));
        }
        return list;
    }
    [[nodiscard]] std::string field_of_time() const {
        return blocker_.field.is_some() ? field(blocker_.field) : consultation();
    }

    [[nodiscard]] std::string of_time() const {
        const diag::Argument asked{"consultation", consultation()};
        const diag::Argument late{"deadline", deadline(blocker_.deadline)};
        switch (blocker_.reason) {
            case Reason::nobody_to_ask:
                return say(PhraseId::nobody_to_ask, {asked, {"wanted", fields_of_whom()}});
            case Reason::respondent_not_of_step:
                return say(PhraseId::respondent_not_of_step, {seen()});
            case Reason::no_time_to_answer:
                return say(PhraseId::no_time_to_answer, {asked, {"wanted", field_of_time()}});
            case Reason::time_to_answer_is_over:
                return say(PhraseId::time_to_answer_is_over, {asked, {"wanted", field_of_time()}});
            case Reason::deadline_uncountable:
                return say(PhraseId::deadline_uncountable, {late, seen()});
            case Reason::extension_missing:
                return say(PhraseId::extension_missing, {late, {"field", field(blocker_.field)}});
            case Reason::extension_not_later:
                return say(PhraseId::extension_not_later,
                           {late, {"field", field(blocker_.field)}, wanted()});
            case Reason::recurrence_wrong:
                return say(PhraseId::recurrence_wrong, {{"field", field(blocker_.field)}, seen()});
            case Reason::unknown_question:
                return say(PhraseId::unknown_question, {seen()});
            case Reason::question_closed:
                return say(PhraseId::question_closed, {wanted()});
            case Reason::answer_does_not_fit:
                return say(PhraseId::answer_does_not_fit, {seen()});
            case Reason::answer_text_missing:
                return say(PhraseId::answer_text_missing);
            default:
                return say(PhraseId::answer_too_long);
        }
    }

    [[nodiscard]] std::string of_version() const {
        const diag::Argument named{"field", field(blocker_.field)};
        switch (blocker_.reason) {
            case Reason::not_newer:
                return say(PhraseId::not_newer, {seen(), wanted()});
            case Reason::not_a_successor:
                return say(PhraseId::not_a_successor, {seen(), wanted()});
            case Reason::state_without_counterpart:
                return say(PhraseId::state_without_counterpart, {{"seen", state(matter_.state)}});
            case Reason::field_without_counterpart:
                return say(PhraseId::field_without_counterpart, {named});
            case Reason::value_without_counterpart:
                return say(PhraseId::value_without_counterpart, {named});
            case Reason::question_without_counterpart:
                return say(PhraseId::question_without_counterpart, {wanted()});
            default:
                return say(PhraseId::paper_without_counterpart, {seen()});
        }
    }

    // --- Conditions
    // ---------------------------------------------------------------------------------

    [[nodiscard]] std::string of_condition() const {
        using Kind = Condition::Kind;
        const Condition& condition =
            definition_.steps[blocker_.step.index()].when[blocker_.condition];
        switch (condition.kind) {
            case Kind::field_set:
            case Kind::field_unset:
            case Kind::field_is:
            case Kind::field_is_not:
            case Kind::fields_equal:
            case Kind::fields_same:
            case Kind::fields_differ:
            case Kind::field_covers:
            case Kind::field_not_after:
            case Kind::field_later:
                return of_field_condition(condition);
            case Kind::field_ahead:
            case Kind::field_near:
            case Kind::field_older:
            case Kind::field_fresh:
                return of_distance(condition);
            case Kind::deadline_running:
            case Kind::deadline_passed:
            case Kind::deadline_open:
            case Kind::deadline_not_running:
            case Kind::consultations_closed:
            case Kind::consultations_answered:
            case Kind::no_objection:
            case Kind::objection:
            case Kind::step_taken:
            case Kind::step_not_taken:
            case Kind::paper_present:
            case Kind::table_is:
                return of_course(condition);
        }
        return {};
    }

    [[nodiscard]] std::string of_field_condition(const Condition& condition) const {
        using Kind = Condition::Kind;
        const diag::Argument named{"field", field(condition.field)};
        const std::string compared =
            condition.deadline.is_some() ? deadline(condition.deadline) : field(condition.other);
        const diag::Argument other{"other", compared};
        switch (condition.kind) {
            case Kind::field_set:
                return say(PhraseId::condition_set, {named});
            case Kind::field_unset:
                return say(PhraseId::condition_unset, {named});
            case Kind::field_is:
                return say(PhraseId::condition_is, {named, {"wanted", choices(condition)}});
            case Kind::field_is_not:
                return say(PhraseId::condition_is_not, {named, {"wanted", choices(condition)}});
            case Kind::fields_equal:
                return say(PhraseId::condition_equal, {named, other});
            case Kind::fields_same:
                return say(PhraseId::condition_same, {named, other});
            case Kind::fields_differ:
                return say(PhraseId::condition_differ, {named, other});
            case Kind::field_covers:
                return say(PhraseId::condition_covers, {named, other});
            case Kind::field_not_after:
                return say(PhraseId::condition_not_after, {named, other});
            default:
                return say(PhraseId::condition_later, {named, other});
        }
    }

    /// The words of a condition; of a choice, as people see them.
    [[nodiscard]] std::string choices(const Condition& condition) const {
        const Field& of = definition_.fields[condition.field.index()];
        std::string list;
        for (const std::string& word : condition.words) {
            const auto found = std::ranges::find(of.choices, word, &Choice::id);
            add(list, found == of.choices.end() ? word : name_of(found->names, found->id));
        }
        return list;
    }

    [[nodiscard]] std::string of_distance(const Condition& condition) const {
        using Kind = Condition::Kind;
        const bool by = !condition.distance.empty();
        Arguments arguments{{"field", field(condition.field)}};
        if (by) arguments.push_back({"length", length(condition.distance)});
        switch (condition.kind) {
            case Kind::field_ahead:
                return say(by ? PhraseId::condition_ahead_by : PhraseId::condition_ahead,
                           arguments);
            case Kind::field_near:
                return say(by ? PhraseId::condition_near_by : PhraseId::condition_near, arguments);
            case Kind::field_older:
                return say(by ? PhraseId::condition_older_by : PhraseId::condition_older,
                           arguments);
            default:
                return say(by ? PhraseId::condition_fresh_by : PhraseId::condition_fresh,
                           arguments);
        }
    }

    [[nodiscard]] std::string length(const calendar::Duration& duration) const {
        const std::array<std::pair<PhraseId, std::int64_t>, 6> parts{{
            {PhraseId::length_years, duration.years},
            {PhraseId::length_months, duration.months},
            {PhraseId::length_weeks, duration.weeks},
            {PhraseId::length_days, duration.days},
            {PhraseId::length_hours, duration.hours},
            {PhraseId::length_minutes, duration.minutes},
        }};
        std::string list;
        for (const auto& [id, count] : parts) {
            if (count != 0) add(list, say(id, {{"count", count}}));
        }
        return list;
    }

    [[nodiscard]] std::string of_course(const Condition& condition) const {
        using Kind = Condition::Kind;
        const diag::Argument late{"deadline", deadline(condition.deadline)};
        switch (condition.kind) {
            case Kind::deadline_running:
                return say(PhraseId::condition_running, {late});
            case Kind::deadline_passed:
                return say(PhraseId::condition_passed, {late});
            case Kind::deadline_open:
                return say(PhraseId::condition_open, {late});
            case Kind::deadline_not_running:
                return say(PhraseId::condition_not_running, {late});
            case Kind::consultations_closed:
                return say(PhraseId::condition_closed,
                           {{"wanted", respondents(condition, [](const Question& question) {
                                 return !question.is_closed();
                             })}});
            case Kind::consultations_answered:
                return say(PhraseId::condition_answered,
                           {{"wanted", respondents(condition, [&](const Question& question) {
                                 return is_unanswered(definition_, question);
                             })}});
            case Kind::no_objection:
                return say(PhraseId::condition_no_objection,
                           {{"wanted", respondents(condition, [&](const Question& question) {
                                 return objects(definition_, question);
                             })}});
            case Kind::objection:
                return say(PhraseId::condition_objection);
            case Kind::step_taken:
                return say(PhraseId::condition_taken, {{"step", step(condition.step)}});
            case Kind::step_not_taken:
                return say(PhraseId::condition_not_taken, {{"step", step(condition.step)}});
            case Kind::paper_present:
                return say(PhraseId::paper_missing,
                           {{"paper", name_in(definition_.paper_kinds, condition.paper_kind)}});
            default:
                return of_table(condition);
        }
    }

    template <typename Test>
    [[nodiscard]] std::string respondents(const Condition& condition, Test counts) const {
        std::string list;
        for (const Question& question : matter_.questions) {
            if (condition.consultation.is_some() && question.consultation != condition.consultation)
                continue;
            if (counts(question)) add(list, question.respondent);
        }
        return list;
    }

    [[nodiscard]] std::string of_table(const Condition& condition) const {
        // Of a matter that was never opened there is nothing to read.
        const bool readable = condition.field.index() < matter_.fields.size();
        const std::string_view found = !readable ? "-"
                                                 : cell(definition_, matter_, condition.table,
                                                        condition.field, condition.column)
                                                       .value_or("-");
        std::string words;
        for (const std::string& word : condition.words) add(words, word);
        return say(
            PhraseId::condition_table,
            {{"field", field(condition.field)}, {"seen", std::string(found)}, {"wanted", words}});
    }

    const Definition& definition_;
    const Matter& matter_;
    const Blocker& blocker_;
    diag::Language language_;
    const remit::Vocabulary* vocabulary_;
};

}  // namespace

std::string in_words(const Definition& definition, const Matter& matter, const Blocker& blocker,
                     diag::Language language, const remit::Vocabulary* vocabulary) {
    return Wording(definition, matter, blocker, language, vocabulary).words();
}

std::string in_words(const Definition& definition, const Matter& matter, const Refusal& refusal,
                     diag::Language language, const remit::Vocabulary* vocabulary) {
    std::string sentences;
    for (const Blocker& blocker : refusal.blockers) {
        if (!sentences.empty()) sentences += "; ";
        sentences += in_words(definition, matter, blocker, language, vocabulary);
    }
    return sentences;
}

}  // namespace remit::procedure
