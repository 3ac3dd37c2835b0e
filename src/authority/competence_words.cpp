#include "authority/competence_words.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "authority/words.h"
#include "text/transliterate.h"

namespace remit::authority {

namespace {

using diag::Argument;
using diag::Language;
using remit::DutyId;
using remit::UnitId;

std::string say(PhraseId id, std::initializer_list<Argument> arguments, Language language) {
    return diag::in_words(phrase(id), std::span(arguments.begin(), arguments.size()), language);
}

/// Labels are English and say whose institution it is; names are those of its own country.
std::string counterpart_in_words(const remit::Counterpart& one, Language language) {
    return language == Language::en ? one.label : name_in(one.names, language, one.label);
}

void append(std::string& list, std::string_view name) {
    if (!list.empty()) list += ", ";
    list += name;
}

constexpr std::array<std::string_view, kCriterionCount> kCriteria{
    "", "covers_more", "both_dimensions", "topic", "body", "business", "counterpart", "function"};
constexpr std::array<std::string_view, 4> kRanks{"officer", "head", "state_secretary", "minister"};

std::string_view lacks_of(Fit fit) {
    if (fit == Fit::body_not_stated) return "body";
    if (fit == Fit::counterpart_not_stated) return "counterpart";
    return "topic";
}

/// Puts sentences together; holds what all of them need.
class Speaker {
  public:
    Speaker(const Competence& competence, Language language)
        : competence_(competence),
          remit_(competence.remit()),
          words_(competence.vocabulary()),
          language_(language) {}

    [[nodiscard]] std::string say(PhraseId id, std::initializer_list<Argument> arguments) const {
        return authority::say(id, arguments, language_);
    }
    [[nodiscard]] std::string unit(UnitId id) const { return unit_in_words(remit_, id); }
    [[nodiscard]] std::string unit_of(DutyId duty) const { return unit(remit_.duty(duty).unit); }
    [[nodiscard]] const std::string& duty(DutyId id) const { return remit_.duty(id).id; }
    [[nodiscard]] const std::string& citation(DutyId id) const {
        return remit_.duty(id).citation.label;
    }
    [[nodiscard]] std::string function(remit::FunctionId id) const {
        return function_in_words(words_, id, language_);
    }
    [[nodiscard]] std::string functions_of(DutyId id) const {
        std::string list;
        for (const remit::FunctionId one : remit_.duty(id).functions) append(list, function(one));
        return list;
    }
    /// What the duty is limited to, in the dimension or in all.
    [[nodiscard]] std::string limits_of(DutyId id, std::string_view lacks = {}) const {
        const Claims::Limits& limits = competence_.claims().limits(id);
        Subject subject{limits.bodies, limits.topics, limits.counterparts};
        if (lacks == "body") subject = {limits.bodies, {}, {}};
        if (lacks == "topic") subject = {{}, limits.topics, {}};
        if (lacks == "counterpart") subject = {{}, {}, limits.counterparts};
        return subject_in_words(words_, subject, language_);
    }
    [[nodiscard]] Sentence with_duty(PhraseId id, DutyId duty_id) const {
        return {say(id, {{"duty", duty(duty_id)}, {"citation", citation(duty_id)}}), duty_id};
    }
    [[nodiscard]] Sentence holder(const Holder& holder) const {
        return {say(PhraseId::competence_holder, {{"unit", unit(holder.unit)},
                                                  {"duty", duty(holder.duty)},
                                                  {"citation", citation(holder.duty)}}),
                holder.duty};
    }
    [[nodiscard]] std::string behind(const Holder& holder) const {
        const auto criterion = static_cast<std::size_t>(holder.behind_by);
        return say(PhraseId::competence_behind, {{"unit", unit(holder.unit)},
                                                 {"duty", duty(holder.duty)},
                                                 {"citation", citation(holder.duty)},
                                                 {"criterion", std::string(kCriteria[criterion])}});
    }

    void grant(const Question& question, const Ruling& ruling, RulingWords& words) const;
    void refuse(const Question& question, const Refusal& refusal, const Asker& asker,
                RulingWords& words) const;
    [[nodiscard]] AnswerWords answer(const Answer& answer) const;

  private:
    void add_finding(const Question& question, const Ruling& ruling, Finding finding,
                     RulingWords& words) const;
    [[nodiscard]] Sentence reason(const Question& question, const Refusal& refusal,
                                  const Asker& asker) const;
    [[nodiscard]] Sentence reason_of_duty(const Question& question, const Refusal& refusal) const;
    [[nodiscard]] std::vector<std::string> cures(const Question& question,
                                                 const Refusal& refusal) const;
    [[nodiscard]] std::string cure_choose(UnitId superior) const;
    [[nodiscard]] std::string cure_state(const Question& question, DutyId id) const;
    void add_units(const Answer& answer, AnswerWords& words) const;
    void add_remarks(const Answer& answer, AnswerWords& words) const;
    void add_giving(const Holder& owner, const std::string& label, AnswerWords& words) const;

    const Competence& competence_;
    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
    Language language_;
};

// --- Grants ---

void Speaker::grant(const Question& question, const Ruling& ruling, RulingWords& words) const {
    const Grant& grant = *ruling.grant;
    const std::string who = unit(grant.unit);
    if (grant.ground == Ground::advised) {
        words.verdict.text =
            say(PhraseId::competence_advised,
                {{"unit", who}, {"function", function(grant.function)}, {"reason", ruling.reason}});
        return;
    }
    words.verdict = {say(PhraseId::competence_granted, {{"unit", who},
                                                        {"function", function(grant.function)},
                                                        {"duty", grant.duty_id},
                                                        {"citation", grant.citation}}),
                     grant.duty};
    if (grant.ground == Ground::designated) {
        words.why.push_back(
            {say(PhraseId::competence_by_designation, {{"by", unit(question.designated_by)}}), {}});
    }
    for (const Finding finding : ruling.findings) add_finding(question, ruling, finding, words);
    if (ruling.runner_up) words.why.push_back({behind(*ruling.runner_up), ruling.runner_up->duty});
}

void Speaker::add_finding(const Question& question, const Ruling& ruling, Finding finding,
                          RulingWords& words) const {
    const Grant& grant = *ruling.grant;
    const auto add = [&](std::string text) { words.why.push_back({std::move(text), {}}); };
    switch (finding) {
        case Finding::residual_used:
            return add(say(PhraseId::competence_residual_used, {}));
        case Finding::entailed:
            return add(say(PhraseId::competence_entailed, {{"given", functions_of(grant.duty)}}));
        case Finding::general:
            return add(say(PhraseId::competence_general, {}));
        case Finding::covers_part:
            return add(say(PhraseId::competence_covers_part, {}));
        case Finding::body_not_there:
            for (const remit::BodyId id : question.subject.bodies) {
                const remit::Body& body = words_.body(id);
                if (!question.date || is_there(body, *question.date)) continue;
                add(say(PhraseId::competence_body_not_there,
                        {{"body", body.label}, {"day", question.date->iso()}}));
            }
            return;
        case Finding::taken_over:
            return add(say(PhraseId::competence_by_taking_over, {{"unit", unit_of(grant.duty)}}));
        case Finding::acting_head:
            return add(say(PhraseId::competence_acting_head, {}));
        case Finding::deputy:
            return add(say(PhraseId::competence_deputy, {{"officer", grant.deputy_for}}));
    }
}

// --- Refusals ---

/// Reasons that speak of one of the unit's own duties.
Sentence Speaker::reason_of_duty(const Question& question, const Refusal& refusal) const {
    const DutyId id = refusal.duty;
    const Argument duty_id{"duty", duty(id)};
    const Argument cited{"citation", citation(id)};
    if (refusal.reason == Reason::other_function) {
        return {say(PhraseId::competence_other_function,
                    {duty_id, cited, {"functions", functions_of(id)}}),
                id};
    }
    if (refusal.reason == Reason::other_subject) {
        return {
            say(PhraseId::competence_other_subject, {duty_id, cited, {"subject", limits_of(id)}}),
            id};
    }
    if (refusal.reason == Reason::not_stated) {
        const std::string lacks(lacks_of(competence_.fit(id, question.function, question.subject)));
        return {say(PhraseId::competence_not_stated,
                    {duty_id, cited, {"lacks", lacks}, {"names", limits_of(id, lacks)}}),
                id};
    }
    if (refusal.reason == Reason::residual_unsaid) {
        const std::string lacks(lacks_of(competence_.fit(id, question.function, question.subject)));
        return {say(PhraseId::competence_residual_unsaid, {duty_id,
                                                           cited,
                                                           {"unit", unit_of(id)},
                                                           {"lacks", lacks},
                                                           {"names", limits_of(id, lacks)}}),
                id};
    }
    if (refusal.reason == Reason::no_subject) {
        const std::string kind = remit_.duty(id).truncated ? "cut_off" : "unknown";
        return {say(PhraseId::competence_no_subject, {duty_id, cited, {"kind", kind}}), id};
    }
    return with_duty(PhraseId::competence_residual_barred, id);
}

Sentence Speaker::reason(const Question& question, const Refusal& refusal,
                         const Asker& asker) const {
    const std::string officer(asker.officer);
    const std::string day = question.date ? question.date->iso() : std::string();
    const auto plain = [&](PhraseId id) { return Sentence{say(id, {}), {}}; };
    switch (refusal.reason) {
        case Reason::no_provision:
            return plain(PhraseId::competence_no_provision);
        case Reason::no_duty:
            return plain(PhraseId::competence_no_duty);
        case Reason::other_function:
        case Reason::other_subject:
        case Reason::not_stated:
        case Reason::no_subject:
        case Reason::residual_barred:
        case Reason::residual_unsaid:
            return reason_of_duty(question, refusal);
        case Reason::designated_other:
            return {say(PhraseId::competence_designated_other,
                        {{"by", unit(question.designated_by)}, {"unit", unit(question.lead)}}),
                    {}};
        case Reason::held_below:
            return plain(PhraseId::competence_held_below);
        case Reason::rivals:
            return plain(PhraseId::competence_rivals);
        case Reason::outranked:
            return plain(PhraseId::competence_outranked);
        case Reason::designation_void:
            return plain(PhraseId::competence_designation_void);
        case Reason::subject_too_wide:
            return {say(PhraseId::competence_subject_too_wide,
                        {{"bodies", std::to_string(kStatedBodiesMax)},
                         {"topics", std::to_string(kStatedTopicsMax)},
                         {"counterparts", std::to_string(kStatedCounterpartsMax)}}),
                    {}};
        case Reason::unknown_officer:
            return {say(PhraseId::competence_unknown_officer, {{"officer", officer}}), {}};
        case Reason::no_post:
            return {say(PhraseId::competence_no_post, {{"day", day}}), {}};
        case Reason::absent:
            return {say(PhraseId::competence_absent, {{"day", day}}), {}};
        case Reason::rank_too_low: {
            // No post is below an officer's: where that was too low, a head was needed at least.
            const auto rank = static_cast<std::size_t>(std::max(asker.rank, Rank::head));
            return {say(PhraseId::competence_rank_too_low, {{"rank", std::string(kRanks[rank])}}),
                    refusal.duty};
        }
        case Reason::reason_missing:
            return plain(PhraseId::competence_reason_missing);
    }
    return {};
}

std::vector<std::string> Speaker::cures(const Question& question, const Refusal& refusal) const {
    std::vector<std::string> found;
    const auto add = [&](PhraseId id) { found.push_back(say(id, {})); };
    switch (refusal.reason) {
        case Reason::not_stated:
        case Reason::residual_unsaid:
            found.push_back(cure_state(question, refusal.duty));
            break;
        case Reason::held_below:
            add(PhraseId::competence_cure_take_over);
            break;
        case Reason::rivals:
        case Reason::designation_void:
            found.push_back(cure_choose(refusal.superior));
            break;
        case Reason::subject_too_wide:
            add(PhraseId::competence_cure_fewer);
            return found;
        case Reason::unknown_officer:
        case Reason::no_post:
            add(PhraseId::competence_cure_post);
            return found;
        case Reason::rank_too_low:
            add(PhraseId::competence_cure_post);
            break;
        case Reason::absent:
            add(PhraseId::competence_cure_absence);
            return found;
        case Reason::reason_missing:
            add(PhraseId::competence_cure_reason);
            break;
        case Reason::designated_other:
            found.push_back(say(PhraseId::competence_cure_pass, {{"unit", unit(question.lead)}}));
            return found;
        case Reason::no_provision:
        case Reason::no_duty:
        case Reason::other_function:
        case Reason::other_subject:
        case Reason::no_subject:
        case Reason::residual_barred:
        case Reason::outranked:
            break;
    }
    const bool other = !refusal.holders.empty() && refusal.holders.front().unit != refusal.unit &&
                       refusal.holders.front().standing == Standing::competent;
    if (other) {
        found.push_back(
            say(PhraseId::competence_cure_pass, {{"unit", unit(refusal.holders.front().unit)}}));
    }
    if (!found.empty()) return found;
    if (!refusal.holders.empty())
        return {cure_choose(competence_.superior_of_rivals(refusal.holders))};
    const DutyId unsaid = competence_.first_unsaid(question.function, question.subject);
    if (unsaid.is_some()) {
        found.push_back(cure_state(question, unsaid));
    } else {
        add(PhraseId::competence_cure_nobody);
    }
    return found;
}

std::string Speaker::cure_choose(UnitId superior) const {
    if (!superior.is_some()) return say(PhraseId::competence_cure_choose_nobody, {});
    return say(PhraseId::competence_cure_choose, {{"unit", unit(superior)}});
}

std::string Speaker::cure_state(const Question& question, DutyId id) const {
    const std::string lacks(lacks_of(competence_.fit(id, question.function, question.subject)));
    return say(PhraseId::competence_cure_state,
               {{"lacks", lacks}, {"names", limits_of(id, lacks)}});
}

void Speaker::refuse(const Question& question, const Refusal& refusal, const Asker& asker,
                     RulingWords& words) const {
    const std::string what = function(question.function);
    if (words.verdict.text.empty()) {
        words.verdict.text =
            refusal.unit.is_some()
                ? say(PhraseId::competence_refused,
                      {{"unit", unit(refusal.unit)}, {"function", what}})
                : say(PhraseId::competence_refused_officer,
                      {{"officer", std::string(asker.officer)}, {"function", what}});
    }
    words.why.push_back(reason(question, refusal, asker));
    const auto heading = [&](std::string_view kind) {
        return say(PhraseId::competence_heading, {{"kind", std::string(kind)}});
    };
    for (const Holder& one : refusal.holders) words.holders.push_back(holder(one));
    if (!refusal.holders.empty()) {
        const bool rivals = refusal.holders.front().standing == Standing::rival;
        words.holders_heading = heading(rivals ? "rivals" : "competent");
    }
    words.cures = cures(question, refusal);
    if (!words.cures.empty()) words.cures_heading = heading("cures");
}

// --- Answers ---

void Speaker::add_units(const Answer& answer, AnswerWords& words) const {
    const auto label = [&](PhraseId id) { return say(id, {}); };
    if (answer.holders.empty()) {
        words.units.push_back({label(PhraseId::competence_nobody),
                               label(PhraseId::competence_nobody_competent),
                               {},
                               {}});
        return;
    }
    if (!answer.has_owner()) {
        words.units.push_back({label(PhraseId::competence_nobody),
                               label(PhraseId::competence_nobody_chosen),
                               {},
                               {}});
    }
    const auto holder_of = [&](UnitId above) {
        return std::ranges::find_if(answer.holders, [&](const Holder& one) {
            return one.unit == above && one.standing == Standing::competent;
        });
    };
    for (const Holder& one : answer.holders) {
        const bool is_owner = answer.has_owner() && &one == &answer.holders.front();
        const bool is_above = std::ranges::find(answer.above, one.unit) != answer.above.end();
        if (one.standing == Standing::outranked || is_above) continue;
        const PhraseId what = is_owner                          ? PhraseId::competence_owner
                              : one.standing == Standing::rival ? PhraseId::competence_rival
                                                                : PhraseId::competence_also;
        const Sentence sentence = holder(one);
        words.units.push_back({label(what), sentence.text, one.duty, {}});
        if (!is_owner) continue;
        for (const UnitId above : answer.above) {
            const auto own = holder_of(above);
            if (own == answer.holders.end()) {
                words.units.push_back(
                    {label(PhraseId::competence_supervisor), unit(above), {}, {}});
            } else {
                words.units.push_back(
                    {label(PhraseId::competence_supervisor), holder(*own).text, own->duty, {}});
            }
        }
    }
}

void Speaker::add_remarks(const Answer& answer, AnswerWords& words) const {
    const std::string warning = say(PhraseId::competence_warning, {});
    const std::string note = say(PhraseId::competence_note, {});
    for (const SharedClause& shared : answer.shared) {
        const bool exact = shared.likeness == remit::Likeness::exact;
        words.remarks.push_back({warning,
                                 say(PhraseId::competence_shared_clause,
                                     {{"unit", unit_of(shared.duty)},
                                      {"other", unit_of(shared.other)},
                                      {"duty", duty(shared.duty)},
                                      {"other_duty", duty(shared.other)},
                                      {"likeness", std::string(exact ? "exact" : "near")}}),
                                 shared.duty,
                                 {}});
    }
    for (const remit::BodyId body : answer.not_there) {
        words.remarks.push_back({warning,
                                 say(PhraseId::competence_body_not_there,
                                     {{"body", words_.body(body).label},
                                      {"day", answer.day ? answer.day->iso() : std::string()}}),
                                 {},
                                 {}});
    }
    const auto remark = [&](std::string text, DutyId duty_id) {
        words.remarks.push_back({note, std::move(text), duty_id, {}});
    };
    if (!answer.holders.empty()) add_giving(answer.holders.front(), note, words);
    const bool rivals = std::ranges::any_of(
        answer.holders, [](const Holder& one) { return one.standing == Standing::rival; });
    if (rivals) {
        remark(answer.chooser.is_some()
                   ? say(PhraseId::competence_cure_choose, {{"unit", unit(answer.chooser)}})
                   : say(PhraseId::competence_cure_choose_nobody, {}),
               {});
    }
    for (const Holder& one : answer.holders) {
        if (one.standing == Standing::outranked) remark(behind(one), one.duty);
    }
    for (const NearMiss& near : answer.near_misses) {
        const std::string lacks(lacks_of(near.lacks));
        remark(say(PhraseId::competence_near_miss, {{"unit", unit_of(near.duty)},
                                                    {"duty", duty(near.duty)},
                                                    {"citation", citation(near.duty)},
                                                    {"lacks", lacks},
                                                    {"names", limits_of(near.duty, lacks)}}),
               near.duty);
    }
    for (const UnitId silent : answer.silent) {
        remark(say(PhraseId::competence_silent, {{"unit", unit(silent)}}), {});
    }
}

/// How the duty of the owner comes to give the function, where it does not name it.
void Speaker::add_giving(const Holder& owner, const std::string& label, AnswerWords& words) const {
    std::string text;
    if (owner.giving == Giving::residual) text = say(PhraseId::competence_by_other_work, {});
    if (owner.giving == Giving::general) text = say(PhraseId::competence_general, {});
    if (owner.giving == Giving::entailed) {
        text = say(PhraseId::competence_entailed, {{"given", functions_of(owner.duty)}});
    }
    if (text.empty()) return;
    text.insert(0, duty(owner.duty) + ": ");
    words.remarks.push_back({label, std::move(text), owner.duty, {}});
}

AnswerWords Speaker::answer(const Answer& answer) const {
    AnswerWords words;
    add_units(answer, words);
    for (const Line* line : answer.lines) {
        const remit::Counterpart& counterpart = words_.counterpart(line->counterpart);
        const std::string basis = line->basis.in(language_);
        words.lines.push_back(
            {say(PhraseId::competence_line, {{"role", std::string(name_of(line->role))}}),
             counterpart_in_words(counterpart, language_),
             {},
             line->verified ? basis
                            : say(PhraseId::competence_line_unverified, {{"basis", basis}})});
    }
    add_remarks(answer, words);
    return words;
}

}  // namespace

RulingWords in_words(const Competence& competence, const Question& question, const Ruling& ruling,
                     Language language, const Asker& asker) {
    const Speaker speaker(competence, language);
    RulingWords words;
    if (ruling.grant) speaker.grant(question, ruling, words);
    if (ruling.refusal) speaker.refuse(question, *ruling.refusal, asker, words);
    return words;
}

AnswerWords in_words(const Competence& competence, const Answer& answer, Language language) {
    return Speaker(competence, language).answer(answer);
}

std::string name_in(const remit::Names& names, Language language, std::string_view label) {
    std::string name;
    const auto take = [&](const std::vector<std::string>& list) {
        if (name.empty() && !list.empty()) name = list.front();
    };
    if (language == Language::hr) take(names.hr);
    if (language == Language::sr_cyrl) take(names.sr);
    if (language == Language::sr_latn && !names.sr.empty()) name = text::to_latin(names.sr.front());
    take(names.en);
    return name.empty() ? std::string(label) : name;
}

std::string unit_in_words(const remit::Remit& remit, UnitId unit) {
    if (!unit.is_some()) return "-";
    const remit::Unit& entry = remit.unit(unit);
    return entry.code.empty() ? entry.name : entry.code + " " + entry.name;
}

std::string function_in_words(const remit::Vocabulary& vocabulary, remit::FunctionId function,
                              Language language) {
    const remit::Function& entry = vocabulary.function(function);
    return name_in(entry.names, language, entry.id);
}

std::string subject_in_words(const remit::Vocabulary& vocabulary, const Subject& subject,
                             Language language) {
    std::string list;
    for (const remit::BodyId id : subject.bodies) append(list, vocabulary.body(id).label);
    for (const remit::TopicId id : subject.topics) {
        const remit::Topic& topic = vocabulary.topic(id);
        append(list, language == Language::en ? topic.label
                                              : name_in(topic.names, language, topic.label));
    }
    for (const remit::CounterpartId id : subject.counterparts) {
        append(list, counterpart_in_words(vocabulary.counterpart(id), language));
    }
    return list;
}

}  // namespace remit::authority
