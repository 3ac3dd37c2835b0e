#include "procedure/speech.h"

#include <algorithm>
#include <span>

#include "calendar/book.h"
#include "calendar/derivation.h"
#include "procedure/amounts.h"
#include "procedure/definition_names.h"
#include "text/transliterate.h"

namespace remit::procedure {
namespace {

using Kind = Condition::Kind;

/// The word of the phrase show-condition.
std::string_view word_of_kind(const Condition& condition) {
    const bool by_deadline = condition.deadline.is_some();
    const bool all = !condition.consultation.is_some();
    const bool now = condition.distance.empty();
    switch (condition.kind) {
        case Kind::field_set:
            return "set";
        case Kind::field_unset:
            return "unset";
        case Kind::field_is:
            return "is";
        case Kind::field_is_not:
            return "is_not";
        case Kind::fields_equal:
            return "equal";
        case Kind::fields_same:
            return "same";
        case Kind::fields_differ:
            return "differ";
        case Kind::field_covers:
            return "covers";
        case Kind::field_not_after:
            return by_deadline ? "not_after_deadline" : "not_after";
        case Kind::field_later:
            return by_deadline ? "later_than_deadline" : "later";
        case Kind::field_ahead:
            return now ? "ahead_now" : "ahead";
        case Kind::field_near:
            return now ? "near_now" : "near";
        case Kind::field_older:
            return now ? "older_now" : "older";
        case Kind::field_fresh:
            return now ? "fresh_now" : "fresh";
        case Kind::deadline_running:
            return "running";
        case Kind::deadline_passed:
            return "passed";
        case Kind::deadline_open:
            return "open";
        case Kind::deadline_not_running:
            return "not_running";
        case Kind::consultations_closed:
            return all ? "closed_all" : "closed";
        case Kind::consultations_answered:
            return all ? "answered_all" : "answered";
        case Kind::no_objection:
            return all ? "no_objection_all" : "no_objection";
        case Kind::objection:
            return all ? "objection_all" : "objection";
        case Kind::step_taken:
            return "taken";
        case Kind::step_not_taken:
            return "not_taken";
        case Kind::paper_present:
            return "paper";
        case Kind::table_is:
            return "table";
    }
    return "set";
}

}  // namespace

std::string Speech::say(PhraseId id, const std::vector<diag::Argument>& arguments) const {
    return diag::in_words(phrase(id), arguments, language_);
}

std::string Speech::name_of(const remit::Names& names, std::string_view id) const {
    const bool serbian =
        language_ == diag::Language::sr_cyrl || language_ == diag::Language::sr_latn;
    const std::string_view key = serbian ? "sr" : language_ == diag::Language::hr ? "hr" : "en";
    std::span<const std::string> found = names.in(key);
    if (found.empty()) found = names.in("en");
    if (found.empty()) return std::string(id);
    return language_ == diag::Language::sr_latn ? text::to_latin(found.front()) : found.front();
}

std::string Speech::field(FieldId id) const {
    const Field& field = definition_.fields[id.index()];
    return name_of(field.names, field.id);
}
std::string Speech::state(StateId id) const {
    const State& state = definition_.states[id.index()];
    return name_of(state.names, state.id);
}
std::string Speech::step(StepId id) const {
    const Step& step = definition_.steps[id.index()];
    return name_of(step.names, step.id);
}
std::string Speech::deadline(DeadlineId id) const {
    const Deadline& deadline = definition_.deadlines[id.index()];
    return name_of(deadline.names, deadline.id);
}
std::string Speech::consultation(ConsultationId id) const {
    const Consultation& consultation = definition_.consultations[id.index()];
    return name_of(consultation.names, consultation.id);
}

std::string Speech::paper(PaperKindId id) const {
    const PaperKind& kind = definition_.paper_kinds[id.index()];
    std::string name = name_of(kind.names, kind.id);
    return kind.signed_paper ? say(PhraseId::show_signed, {{"paper", name}}) : name;
}

std::string Speech::function(std::string_view id) const {
    const auto found = vocabulary_.find_function(id);
    return found ? name_of(vocabulary_.function(*found).names, id) : std::string(id);
}

std::string Speech::table(TableId id) const {
    const Table& table = definition_.tables[id.index()];
    return name_of(table.names, table.id);
}

std::string Speech::column(TableId id, std::size_t column) const {
    const Table& table = definition_.tables[id.index()];
    return name_of(table.column_names[column], table.columns[column]);
}

std::string Speech::cell(TableId id, std::string_view text) const {
    const std::vector<Choice>& words = definition_.tables[id.index()].words;
    const auto found = std::ranges::find(words, text, &Choice::id);
    return found == words.end() ? word(FieldType::duration, text) : name_of(found->names, text);
}

std::string Speech::word(FieldType type, std::string_view word) const {
    if (type == FieldType::body) {
        const auto id = vocabulary_.find_body(word);
        if (id) return name_of(vocabulary_.body(*id).names, vocabulary_.body(*id).label);
    } else if (type == FieldType::topic) {
        const auto id = vocabulary_.find_topic(word);
        if (id) return name_of(vocabulary_.topic(*id).names, vocabulary_.topic(*id).label);
    } else if (type == FieldType::counterpart) {
        const auto id = vocabulary_.find_counterpart(word);
        if (id)
            return name_of(vocabulary_.counterpart(*id).names, vocabulary_.counterpart(*id).label);
    } else if (const auto length = calendar::Duration::parse(word);
               type == FieldType::duration && length.ok()) {
        return this->length(length.value());
    }
    return std::string(word);
}

std::string Speech::word_of(const Field& field, std::string_view word) const {
    const auto choice = std::ranges::find(field.choices, word, &Choice::id);
    return choice == field.choices.end() ? this->word(field.type, word)
                                         : name_of(choice->names, word);
}

std::string Speech::value_of(const Field& field, const Value& value) const {
    std::vector<std::string> all;
    for (const Item& item : value.items) all.push_back(word_of(field, write_item(item)));
    return joined(all);
}

std::string Speech::type_of(const Field& field) const {
    const std::string type =
        say(PhraseId::show_type, {{"type", std::string(written_as(kFieldTypes, field.type))}});
    if (field.may_be_empty) return say(PhraseId::show_may_be_empty, {{"type", type}});
    const bool several = field.list && !field.group.is_some();
    return several ? say(PhraseId::show_several, {{"type", type}}) : type;
}

std::string Speech::length(const calendar::Duration& length) const {
    return calendar::duration_in_words(length, language_);
}

bool Speech::is_whole(GroupId id, const std::vector<FieldId>& columns) const {
    const auto is_there = [&](FieldId column) {
        return definition_.fields[column.index()].may_be_empty ||
               std::ranges::find(columns, column) != columns.end();
    };
    return std::ranges::all_of(definition_.groups[id.index()].columns, is_there);
}

std::string Speech::names(const std::vector<FieldId>& ids) const {
    std::vector<std::string> all;
    std::vector<GroupId> named;
    for (const FieldId id : ids) {
        const GroupId group = definition_.fields[id.index()].group;
        if (!group.is_some() || !is_whole(group, ids)) {
            all.push_back(field(id));
        } else if (std::ranges::find(named, group) == named.end()) {
            named.push_back(group);
            all.push_back(name_of(definition_.groups[group.index()].names,
                                  definition_.groups[group.index()].id));
        }
    }
    return joined(all);
}

std::string Speech::joined(const std::vector<std::string>& all) {
    std::string list;
    for (const std::string& one : all) list += (list.empty() ? "" : "; ") + one;
    return list;
}

std::string Speech::any_of(const std::vector<std::string>& all) const {
    if (all.size() < 2) return joined(all);
    const std::vector<std::string> before(all.begin(), all.end() - 1);
    return joined(before) + " " + say(PhraseId::show_or) + " " + all.back();
}

std::string Speech::words(const Condition& condition) const {
    std::vector<std::string> all;
    for (const std::string& word : condition.words) {
        const bool of_table = condition.kind == Kind::table_is;
        all.push_back(of_table ? cell(condition.table, word)
                               : word_of(definition_.fields[condition.field.index()], word));
    }
    return any_of(all);
}

std::string Speech::condition(const Condition& condition) const {
    std::string other;
    if (condition.other.is_some()) other = field(condition.other);
    if (condition.deadline.is_some()) other = deadline(condition.deadline);
    if (condition.consultation.is_some()) other = consultation(condition.consultation);
    if (condition.step.is_some()) other = step(condition.step);
    if (condition.paper_kind.is_some()) other = paper(condition.paper_kind);
    std::string column;
    if (condition.table.is_some()) {
        other = table(condition.table);
        column = this->column(condition.table, condition.column);
    }
    return say(PhraseId::show_condition,
               {{"kind", std::string(word_of_kind(condition))},
                {"field", condition.field.is_some() ? field(condition.field) : std::string()},
                {"other", other},
                {"words", words(condition)},
                {"time", length(condition.distance)},
                {"column", column}});
}

std::string Speech::source(const Source& source) const {
    switch (source.kind) {
        case Source::Kind::none:
        case Source::Kind::written:
            return source.written;
        case Source::Kind::field:
            return say(PhraseId::show_from_field, {{"field", field(source.field)}});
        case Source::Kind::table:
            return say(PhraseId::show_from_table, {{"table", table(source.table)},
                                                   {"column", column(source.table, source.column)},
                                                   {"field", field(source.field)}});
    }
    return {};
}

std::string Speech::calendar(const Source& source) const {
    const bool own = source.kind == Source::Kind::none || source.written == "house";
    return own ? say(PhraseId::show_house, {{"what", std::string("calendar")}})
               : this->source(source);
}

std::string Speech::zone(const Source& source) const {
    return source.written == "house" ? say(PhraseId::show_house, {{"what", std::string("zone")}})
                                     : this->source(source);
}

/// "15 April" in the reader's language; other forms as they are written.
std::string Speech::day_of_year(std::string_view text) const {
    const auto rule = read_day_of_year(text);
    return rule ? calendar::rule_in_words(*rule, calendar::Book(), language_) : std::string(text);
}

std::string Speech::amount(ClockKind clock, const Source& amount) const {
    if (amount.kind != Source::Kind::written) return source(amount);
    if (clock == ClockKind::date) return day_of_year(amount.written);
    const auto duration = read_length_of(clock, amount.written).duration;
    const bool in_words = duration && clock != ClockKind::working_days;
    return in_words ? length(*duration) : amount.written;
}

std::string Speech::length_of(ClockKind clock, const Source& amount, const Source& calendar) const {
    if (amount.kind == Source::Kind::none) {
        return say(PhraseId::show_length, {{"clock", std::string("itself")},
                                           {"amount", std::string()},
                                           {"calendar", std::string()}});
    }
    if (clock == ClockKind::date && amount.kind == Source::Kind::written)
        return this->amount(clock, amount);
    return say(PhraseId::show_length, {{"clock", std::string(written_as(kClocks, clock))},
                                       {"amount", this->amount(clock, amount)},
                                       {"calendar", this->calendar(calendar)}});
}

std::string Speech::base(const Deadline& deadline) const {
    const std::string before = deadline.before ? "before_" : "";
    std::string base = "start";
    std::string what;
    if (deadline.from_field.is_some()) {
        base = before + "field";
        what = field(deadline.from_field);
    } else if (deadline.from_step.is_some()) {
        base = before + "step";
        what = step(deadline.from_step);
    } else if (deadline.from_deadline.is_some()) {
        base = before + "deadline";
        what = this->deadline(deadline.from_deadline);
    }
    return say(PhraseId::show_base, {{"base", base}, {"what", what}});
}

std::string Speech::counting(const Deadline& deadline) const {
    if (deadline.share_left != 0) {
        return say(PhraseId::show_share, {{"share", std::to_string(deadline.share_left)},
                                          {"what", this->deadline(deadline.from_deadline)}});
    }
    return length_of(deadline.clock, deadline.amount, deadline.calendar) + "; " + base(deadline);
}

std::string Speech::within(const Consultation& consultation) const {
    const Source& within = consultation.within;
    const bool is_length = within.kind != Source::Kind::field ||
                           definition_.fields[within.field.index()].type == FieldType::duration ||
                           definition_.fields[within.field.index()].type == FieldType::number;
    if (is_length) return length_of(consultation.clock, within, consultation.calendar);
    return say(PhraseId::show_by_field, {{"field", field(within.field)}});
}

std::string Speech::respondents(const Respondents& whom) const {
    switch (whom.kind) {
        case Respondents::Kind::field:
            return say(PhraseId::show_whom_field, {{"field", field(whom.field)}});
        case Respondents::Kind::counterpart:
            return word(FieldType::counterpart, whom.counterpart);
        case Respondents::Kind::holders:
            return say(PhraseId::show_whom_holders, {{"function", function(whom.function)}});
        case Respondents::Kind::superior:
            break;
    }
    return say(PhraseId::show_whom_superior);
}

}  // namespace remit::procedure
