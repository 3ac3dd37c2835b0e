#include "procedure/conditions.h"

#include <algorithm>

#include "base/check.h"
#include "procedure/moments.h"

namespace remit::procedure {
namespace {

bool is_one_of(const Item& item, std::span<const std::string> words) {
    if (const auto* text = std::get_if<std::string>(&item))
        return std::ranges::find(words, *text) != words.end();
    return std::ranges::find(words, write_item(item)) != words.end();
}

bool any_is_one_of(const Value& value, std::span<const std::string> words) {
    return std::ranges::any_of(value.items,
                               [&](const Item& item) { return is_one_of(item, words); });
}

/// Whether silence or an answer has decided the question.
bool is_decided(const Question& question) {
    return question.state == Question::State::answered || question.state == Question::State::lapsed;
}

/// Whether the same respondent was asked again later, and that was decided.
bool is_superseded(const Matter& matter, std::size_t index) {
    const Question& question = matter.questions[index];
    const auto later = matter.questions.begin() + static_cast<std::ptrdiff_t>(index) + 1;
    return std::any_of(later, matter.questions.end(), [&](const Question& other) {
        return other.consultation == question.consultation &&
               other.respondent == question.respondent && is_decided(other);
    });
}

bool is_of(const Question& question, ConsultationId consultation) {
    return !consultation.is_some() || question.consultation == consultation;
}

/// Whether the date or instant lies further from now than the distance.
bool lies_beyond(const Item& item, const calendar::Duration& distance, Direction direction,
                 const World& world, calendar::Instant now) {
    const std::optional<Due> moment = due_of(item);
    const FoundZone zone(world, world.house_zone);
    if (!moment || !zone.is_known()) return false;
    const bool after = direction == Direction::after;
    const auto* date = std::get_if<calendar::Date>(&*moment);
    if (date != nullptr && !distance.has_time()) {
        const calendar::Date edge = moved((*zone).local(now).date, distance, direction);
        return after ? *date > edge : *date < edge;
    }
    const calendar::Instant edge = moved(now, *zone, distance, direction);
    return after ? beginning_of(*moment, *zone) > edge : last_second_of(*moment, *zone) < edge;
}

bool holds_in_time(const Value& value, const Condition& condition, const World& world,
                   calendar::Instant now) {
    const auto ahead = [&](const Item& item) {
        return is_empty(item) ||
               lies_beyond(item, condition.distance, Direction::after, world, now);
    };
    const auto older = [&](const Item& item) {
        return lies_beyond(item, condition.distance, Direction::before, world, now);
    };
    switch (condition.kind) {
        case Condition::Kind::field_ahead:
            return std::ranges::all_of(value.items, ahead);
        case Condition::Kind::field_near:
            return value.is_set() && !std::ranges::all_of(value.items, ahead);
        case Condition::Kind::field_older:
            return std::ranges::any_of(value.items, older);
        case Condition::Kind::field_fresh:
            return value.is_set() && std::ranges::none_of(value.items, older);
        default:
            REMIT_CHECK(false);
    }
    return false;
}

/// Below, at or above zero as `field` compares with `other` or with what `deadline` is due now;
/// none where either is not there.
std::optional<int> compared(const Matter& matter, const Condition& condition, const World& world) {
    const Value& value = matter.value(condition.field);
    if (!value.is_set()) return std::nullopt;
    const std::optional<Due> left = due_of(value.items.front());
    std::optional<Due> right;
    if (condition.deadline.is_some()) {
        const Clock& clock = matter.clock(condition.deadline);
        if (clock.state != ClockState::idle) right = clock.due;
    } else if (condition.other.is_some() && matter.value(condition.other).is_set()) {
        right = due_of(matter.value(condition.other).items.front());
    }
    if (!left || !right) return std::nullopt;
    return compare(*left, *right, world);
}

/// The place of a choice among those of its field; the end of one that is none of them.
std::size_t rank_of(const Field& field, const Item& item) {
    const auto* word = std::get_if<std::string>(&item);
    const auto found = word == nullptr ? field.choices.end()
                                       : std::ranges::find(field.choices, *word, &Choice::id);
    return static_cast<std::size_t>(found - field.choices.begin());
}

bool covers(const Definition& definition, const Matter& matter, const Condition& condition) {
    const Value& height = matter.value(condition.field);
    const Value& covered = matter.value(condition.other);
    if (!covered.is_set()) return true;
    const Field& field = definition.fields[condition.field.index()];
    return height.is_set() && std::ranges::all_of(covered.items, [&](const Item& item) {
               return is_empty(item) ||
                      rank_of(field, item) <= rank_of(field, height.items.front());
           });
}

bool holds_of_field(const Definition& definition, const Matter& matter,
                    const Condition& condition) {
    const Value& value = matter.value(condition.field);
    switch (condition.kind) {
        case Condition::Kind::field_set:
            return value.is_set();
        case Condition::Kind::field_unset:
            return !value.is_set();
        case Condition::Kind::field_is:
            return any_is_one_of(value, condition.words);
        case Condition::Kind::field_is_not:
            return !any_is_one_of(value, condition.words);
        case Condition::Kind::fields_equal:
            return value.is_set() && value == matter.value(condition.other);
        case Condition::Kind::fields_same:
            return value == matter.value(condition.other);
        case Condition::Kind::fields_differ:
            return value != matter.value(condition.other);
        case Condition::Kind::field_covers:
            return covers(definition, matter, condition);
        default:
            REMIT_CHECK(false);
    }
    return false;
}

}  // namespace

bool says_nothing(std::string_view text) {
    return text.empty() || text == "unknown" || text == "none" || text == "set_by_body";
}

std::optional<std::string_view> cell(const Definition& definition, const Matter& matter,
                                     TableId table, FieldId key, std::uint32_t column) {
    const Value& value = matter.value(key);
    if (!value.is_set()) return std::nullopt;
    const Item& item = value.items.front();
    const auto* text = std::get_if<std::string>(&item);
    const Table& rows = definition.tables[table.index()];
    const Table::Row* row = text != nullptr ? rows.find(*text) : rows.find(write_item(item));
    if (row == nullptr || column >= row->cells.size()) return std::nullopt;
    const std::string& found = row->cells[column];
    if (found.empty()) return std::nullopt;
    return found;
}

bool has_paper(const Definition& definition, std::span<const Paper> papers, PaperKindId kind) {
    const bool signature = definition.paper_kinds[kind.index()].signed_paper;
    return std::ranges::any_of(papers, [&](const Paper& paper) {
        return paper.kind == kind && (paper.is_signed || !signature);
    });
}

bool objects(const Definition& definition, const Question& question) {
    if (question.state == Question::State::answered) return question.answer == Answer::objected;
    const Silence silence = definition.consultations[question.consultation.index()].silence;
    return question.state == Question::State::lapsed && silence == Silence::objection;
}

bool is_closed(const Matter& matter, ConsultationId consultation) {
    return std::ranges::all_of(matter.questions, [&](const Question& question) {
        return question.is_closed() || !is_of(question, consultation);
    });
}

bool is_unanswered(const Definition& definition, const Question& question) {
    if (!question.is_closed()) return true;
    if (question.state != Question::State::lapsed) return false;
    const Consultation& consultation = definition.consultations[question.consultation.index()];
    return consultation.silence == Silence::escalate;
}

bool is_answered(const Definition& definition, const Matter& matter, ConsultationId consultation) {
    for (std::size_t i = 0; i < matter.questions.size(); ++i) {
        const Question& question = matter.questions[i];
        if (is_of(question, consultation) && is_unanswered(definition, question) &&
            !is_superseded(matter, i))
            return false;
    }
    return true;
}

bool has_objection(const Definition& definition, const Matter& matter,
                   ConsultationId consultation) {
    for (std::size_t i = 0; i < matter.questions.size(); ++i) {
        const Question& question = matter.questions[i];
        if (is_of(question, consultation) && objects(definition, question) &&
            !is_superseded(matter, i))
            return true;
    }
    return false;
}

bool holds(const Definition& definition, const Matter& matter, const Condition& condition,
           const World& world, calendar::Instant now) {
    using Kind = Condition::Kind;
    switch (condition.kind) {
        case Kind::field_set:
        case Kind::field_unset:
        case Kind::field_is:
        case Kind::field_is_not:
        case Kind::fields_equal:
        case Kind::fields_same:
        case Kind::fields_differ:
        case Kind::field_covers:
            return holds_of_field(definition, matter, condition);
        case Kind::field_not_after:
            return compared(matter, condition, world).value_or(1) <= 0;
        case Kind::field_later:
            return compared(matter, condition, world).value_or(0) > 0;
        case Kind::field_ahead:
        case Kind::field_near:
        case Kind::field_older:
        case Kind::field_fresh:
            return holds_in_time(matter.value(condition.field), condition, world, now);
        case Kind::deadline_running:
            return matter.clock(condition.deadline).state == ClockState::running;
        case Kind::deadline_passed:
            return matter.clock(condition.deadline).state == ClockState::passed;
        case Kind::deadline_open:
            return matter.clock(condition.deadline).is_open();
        case Kind::deadline_not_running:
            return matter.clock(condition.deadline).state != ClockState::running;
        case Kind::consultations_closed:
            return is_closed(matter, condition.consultation);
        case Kind::consultations_answered:
            return is_answered(definition, matter, condition.consultation);
        case Kind::no_objection:
            return !has_objection(definition, matter, condition.consultation);
        case Kind::objection:
            return has_objection(definition, matter, condition.consultation);
        case Kind::step_taken:
            return matter.times_taken[condition.step.index()] > 0;
        case Kind::step_not_taken:
            return matter.times_taken[condition.step.index()] == 0;
        case Kind::paper_present:
            return has_paper(definition, matter.papers, condition.paper_kind);
        case Kind::table_is: {
            const auto found =
                cell(definition, matter, condition.table, condition.field, condition.column);
            return found && std::ranges::find(condition.words, *found) != condition.words.end();
        }
    }
    return false;
}

bool all_hold(const Definition& definition, const Matter& matter,
              std::span<const Condition> conditions, const World& world, calendar::Instant now) {
    return std::ranges::all_of(conditions, [&](const Condition& condition) {
        return holds(definition, matter, condition, world, now);
    });
}

}  // namespace remit::procedure
