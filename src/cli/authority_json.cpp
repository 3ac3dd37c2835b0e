#include "cli/authority_json.h"

#include <array>

#include "base/json_writer.h"

namespace remit::cli {

namespace {

using authority::Holder;
using base::JsonWriter;

constexpr std::array<std::string_view, 5> kGrounds{"own", "designated", "taken_over", "residual",
                                                   "advised"};
constexpr std::array<std::string_view, authority::kReasonCount> kReasons{
    "no_provision", "no_duty",          "other_function",   "other_subject", "not_stated",
    "no_subject",   "residual_barred",  "residual_unsaid",  "held_below",    "rivals",
    "outranked",    "designated_other", "designation_void", "too_wide",      "unknown_officer",
    "no_post",      "absent",           "rank_too_low",     "reason_missing"};
constexpr std::array<std::string_view, authority::kFindingCount> kFindings{
    "residual_used",  "entailed",   "general",     "covers_part",
    "body_not_there", "taken_over", "acting_head", "deputy"};
constexpr std::array<std::string_view, 4> kGivings{"named", "entailed", "general", "residual"};
constexpr std::array<std::string_view, 3> kStandings{"competent", "rival", "outranked"};
constexpr std::array<std::string_view, authority::kCriterionCount> kCriteria{
    "none", "covers_more", "both_dimensions", "topic",
    "body", "business",    "counterpart",     "function"};

template <typename Enum, std::size_t Size>
std::string_view word_of(const std::array<std::string_view, Size>& words, Enum value) {
    return words[static_cast<std::size_t>(value)];
}

class Writer {
  public:
    Writer(JsonWriter& out, const authority::Competence& competence)
        : out_(out), remit_(competence.remit()), words_(competence.vocabulary()) {}

    void unit(std::string_view key, remit::UnitId id) {
        if (!id.is_some()) {
            out_.key(key).null();
            return;
        }
        out_.key(key).begin_object();
        out_.field("code", remit_.unit(id).code).field("name", remit_.unit(id).name);
        out_.end_object();
    }
    void duty(std::string_view key, remit::DutyId id) {
        if (!id.is_some()) {
            out_.key(key).null();
            return;
        }
        const remit::Duty& duty = remit_.duty(id);
        out_.key(key).begin_object();
        out_.field("id", duty.id).field("citation", duty.citation.label);
        out_.end_object();
    }
    void question(const authority::Question& asked) {
        out_.key("question").begin_object();
        out_.field("function", words_.function(asked.function).id);
        ids("bodies", asked.subject.bodies, words_.bodies);
        ids("topics", asked.subject.topics, words_.topics);
        ids("counterparts", asked.subject.counterparts, words_.counterparts);
        if (asked.date) out_.field("date", asked.date->iso());
        if (asked.unit.is_some()) unit("unit", asked.unit);
        if (asked.take_over) out_.field_bool("take_over", true);
        out_.end_object();
    }
    void holders(std::string_view key, const std::vector<Holder>& holders) {
        out_.key(key).begin_array();
        for (const Holder& one : holders) holder(one);
        out_.end_array();
    }
    void holder(const Holder& holder) {
        out_.begin_object();
        unit("unit", holder.unit);
        duty("duty", holder.duty);
        out_.field("giving", word_of(kGivings, holder.giving));
        out_.field("standing", word_of(kStandings, holder.standing));
        if (holder.behind_by != authority::Criterion::none) {
            out_.field("behind_by", word_of(kCriteria, holder.behind_by));
        }
        out_.end_object();
    }
    void sentences(std::string_view key, const std::vector<authority::Sentence>& sentences) {
        out_.key(key).begin_array();
        for (const authority::Sentence& one : sentences) out_.string(one.text);
        out_.end_array();
    }
    void grant(const authority::Ruling& ruling) {
        const authority::Grant& grant = *ruling.grant;
        out_.key("grant").begin_object();
        out_.field("ground", word_of(kGrounds, grant.ground));
        duty("duty", grant.duty);
        out_.key("findings").begin_array();
        for (const authority::Finding finding : ruling.findings) {
            out_.string(word_of(kFindings, finding));
        }
        out_.end_array();
        if (ruling.runner_up) {
            out_.key("runner_up");
            holder(*ruling.runner_up);
        }
        if (!ruling.reason.empty()) out_.field("reason", ruling.reason);
        out_.end_object();
    }
    void refusal(const authority::Refusal& refusal) {
        out_.key("refusal").begin_object();
        out_.field("reason", word_of(kReasons, refusal.reason));
        duty("duty", refusal.duty);
        holders("holders", refusal.holders);
        unit("superior", refusal.superior);
        out_.end_object();
    }
    void answer(const authority::Answer& answer) {
        holders("holders", answer.holders);
        out_.key("above").begin_array();
        for (const remit::UnitId id : answer.above) out_.string(remit_.unit(id).code);
        out_.end_array();
        unit("chooser", answer.chooser);
        out_.key("lines").begin_array();
        for (const authority::Line* line : answer.lines) {
            out_.begin_object();
            out_.field("id", line->id).field("role", authority::name_of(line->role));
            out_.field("counterpart", words_.counterpart(line->counterpart).id);
            out_.field("basis", line->basis.en).field_bool("verified", line->verified);
            out_.end_object();
        }
        out_.end_array();
        out_.key("shared_clauses").begin_array();
        for (const authority::SharedClause& shared : answer.shared) {
            out_.begin_object();
            duty("duty", shared.duty);
            duty("other", shared.other);
            out_.field_bool("exact", shared.likeness == remit::Likeness::exact);
            out_.end_object();
        }
        out_.end_array();
        out_.key("near_misses").begin_array();
        for (const authority::NearMiss& near : answer.near_misses) {
            out_.begin_object();
            duty("duty", near.duty);
            out_.field("lacks", near.lacks == authority::Fit::topic_not_stated  ? "topic"
                                : near.lacks == authority::Fit::body_not_stated ? "body"
                                                                                : "counterpart");
            out_.end_object();
        }
        out_.end_array();
        out_.key("silent").begin_array();
        for (const remit::UnitId id : answer.silent) out_.string(remit_.unit(id).code);
        out_.end_array();
    }
    void rows(std::string_view key, const std::vector<authority::AnswerRow>& rows) {
        out_.key(key).begin_array();
        for (const authority::AnswerRow& row : rows) out_.string(row.label + ": " + row.text);
        out_.end_array();
    }

  private:
    template <typename Id, typename Entry>
    void ids(std::string_view key, const std::vector<Id>& ids, const std::vector<Entry>& table) {
        out_.key(key).begin_array();
        for (const Id id : ids) out_.string(table[id.index()].id);
        out_.end_array();
    }

    JsonWriter& out_;
    const remit::Remit& remit_;
    const remit::Vocabulary& words_;
};

void write_office(JsonWriter& out, const OfficeView& office) {
    out.field("institution", office.name);
    if (!office.pack.empty()) out.field("pack", office.pack);
}

}  // namespace

std::string ruling_json(const OfficeView& office, const authority::Question& asked,
                        const authority::Ruling& ruling, const authority::RulingWords& words) {
    JsonWriter out;
    Writer writer(out, office.competence);
    out.begin_object();
    write_office(out, office);
    writer.question(asked);
    out.field_bool("granted", ruling.granted());
    if (ruling.grant) writer.grant(ruling);
    if (ruling.refusal) writer.refusal(*ruling.refusal);
    out.key("words").begin_object();
    out.field("verdict", words.verdict.text);
    writer.sentences("why", words.why);
    out.key("cures").begin_array();
    for (const std::string& cure : words.cures) out.string(cure);
    out.end_array();
    out.end_object();
    out.end_object();
    return out.finish();
}

std::string answers_json(std::span<const AnsweredOffice> answered,
                         const authority::Question& asked) {
    JsonWriter out;
    out.begin_object();
    if (!answered.empty()) Writer(out, answered.front().office.competence).question(asked);
    out.key("offices").begin_array();
    for (const AnsweredOffice& one : answered) {
        Writer writer(out, one.office.competence);
        out.begin_object();
        write_office(out, one.office);
        writer.answer(one.answer);
        out.key("words").begin_object();
        writer.rows("units", one.words.units);
        writer.rows("lines", one.words.lines);
        writer.rows("remarks", one.words.remarks);
        out.end_object();
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.finish();
}

}  // namespace remit::cli
