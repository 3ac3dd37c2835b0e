#include "office/registers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "authority/access_sql.h"
#include "office/narrowed.h"
#include "office/obligation_register.h"
#include "procedure/engine.h"
#include "procedure/event_names.h"

namespace remit::office {
namespace {

std::string day_of(const procedure::Due& due, const calendar::Zone& house_zone) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return date->iso();
    return house_zone.local(std::get<procedure::ZonedInstant>(due).instant).date.iso();
}

Status write_matter(store::Connection& connection, const MatterFile& file,
                    const calendar::Zone& house_zone) {
    const procedure::Matter& matter = file.matter;
    const auto alarm = procedure::next_alarm(matter);
    REMIT_TRY(connection.run(
        "INSERT INTO matters (id, number, procedure_id, procedure_version, title, state, "
        "lead_unit, officer, opened, changed, ended, due, next_alarm, version, series, ordinal, "
        "subject, origin, closed) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
        "?19) "
        "ON CONFLICT (id) DO UPDATE SET procedure_version = excluded.procedure_version, "
        "title = excluded.title, state = excluded.state, lead_unit = excluded.lead_unit, "
        "officer = excluded.officer, changed = excluded.changed, ended = excluded.ended, "
        "due = excluded.due, next_alarm = excluded.next_alarm, version = excluded.version, "
        "subject = excluded.subject, closed = excluded.closed",
        {file.id, file.number, matter.procedure, matter.procedure_version, title_of(file),
         file.definition->states[matter.state.index()].id, matter.lead_unit, file.officer,
         matter.opened.seconds, matter.changed.seconds, matter.ended ? 1 : 0,
         due_of(matter, house_zone), alarm ? std::optional(alarm->seconds) : std::nullopt,
         static_cast<std::int64_t>(file.version()), file.series, file.ordinal, subject_text(file),
         file.origin, file.closing ? file.closing->day.iso() : std::string()}));
    return base::done();
}

Status write_bodies(store::Connection& connection, const MatterFile& file) {
    REMIT_TRY(connection.run("DELETE FROM matter_bodies WHERE matter = ?1", {file.id}));
    const procedure::FieldId field = file.definition->subject_bodies;
    if (!field.is_some()) return base::done();
    for (const procedure::Item& item : file.matter.value(field).items) {
        REMIT_TRY(connection.run(
            "INSERT INTO matter_bodies (body, matter) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            {std::get<std::string>(item), file.id}));
    }
    return base::done();
}

Status write_questions(store::Connection& connection, const MatterFile& file,
                       const calendar::Zone& house_zone) {
    REMIT_TRY(connection.run("DELETE FROM questions WHERE matter = ?1", {file.id}));
    for (const procedure::Question& question : file.matter.questions) {
        const bool timed = question.state != procedure::Question::State::informed;
        REMIT_TRY(connection.run(
            "INSERT INTO questions (matter, question, consultation, respondent, state, due, late) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            {file.id, question.id, file.definition->consultations[question.consultation.index()].id,
             question.respondent, procedure::name_of(question.state),
             timed ? day_of(question.due, house_zone) : std::string(kNeverDue),
             question.late ? 1 : 0}));
    }
    return base::done();
}

/// What narrows a query of matters to those that the viewer may know of; an empty text where there
/// is none. Both stores read the one spelling of parameters, which is that of SQLite.
authority::SqlPredicate policy_for(const std::optional<Viewer>& viewer, std::size_t first) {
    if (!viewer) return {};
    authority::SqlPredicate policy =
        authority::compile_sql(*viewer->policy, *viewer->reader, {.first_parameter = first});
    policy.text = fmt::format(" AND EXISTS (SELECT 1 FROM papers p WHERE p.id = matters.id AND {})",
                              policy.text);
    return policy;
}

}  // namespace

std::string title_of(const MatterFile& file) {
    const auto& fields = file.definition->fields;
    for (const std::string_view wanted : {"title", "subject", ""}) {
        for (std::size_t index = 0; index < fields.size(); ++index) {
            const procedure::Value& value = file.matter.fields[index];
            const bool named = wanted.empty() || fields[index].id == wanted;
            const bool fits = fields[index].type == procedure::FieldType::text &&
                              fields[index].personal == authority::Personal::none;
            if (!named || !fits || !value.is_set()) continue;
            return std::get<std::string>(value.items.front());
        }
    }
    return {};
}

std::string subject_text(const MatterFile& file) {
    const auto list = [&](procedure::FieldId field) {
        std::vector<std::string_view> ids;
        if (field.is_some()) {
            for (const procedure::Item& item : file.matter.value(field).items)
                ids.push_back(std::get<std::string>(item));
        }
        return fmt::format("{}", fmt::join(ids, ","));
    };
    const procedure::Definition& definition = *file.definition;
    return fmt::format("{};{};{}", list(definition.subject_bodies), list(definition.subject_topics),
                       list(definition.subject_counterparts));
}

std::string due_of(const procedure::Matter& matter, const calendar::Zone& house_zone) {
    std::string earliest(kNeverDue);
    if (matter.ended) return earliest;
    for (const procedure::Clock& clock : matter.clocks) {
        if (!clock.is_open() || clock.state == procedure::ClockState::stopped) continue;
        earliest = std::min(earliest, day_of(clock.due, house_zone));
    }
    for (const procedure::Question& question : matter.questions) {
        if (!question.is_closed()) earliest = std::min(earliest, day_of(question.due, house_zone));
    }
    return earliest;
}

Status write_rows(store::Connection& connection, const MatterFile& file,
                  const Institution& institution, const AccessRows& before) {
    REMIT_TRY(write_matter(connection, file, institution.zone()));
    REMIT_TRY(write_bodies(connection, file));
    REMIT_TRY(write_questions(connection, file, institution.zone()));
    REMIT_TRY(write_instance(connection, file));
    return write_access_rows(connection, before, file, institution.secrecy().schemes);
}

Result<std::vector<MatterRow>> list_matters(store::Connection& connection,
                                            const MatterFilter& filter,
                                            const std::optional<PageKey>& after,
                                            std::size_t rows_max,
                                            const std::optional<Viewer>& viewer) {
    Narrowed query(
        "SELECT id, number, procedure_id, title, state, lead_unit, officer, due, ended, version, "
        "closed "
        "FROM matters WHERE 1 = 1");
    query.add(" AND ended = ?{}", filter.ended ? 1 : 0);
    query.add_if_given(" AND lead_unit = ?{}", filter.unit);
    query.add_if_given(" AND officer = ?{}", filter.officer);
    if (filter.unassigned) query.add(" AND officer = ''");
    query.add_if_given(" AND procedure_id = ?{}", filter.procedure);
    query.add_if_given(" AND state = ?{}", filter.state);
    query.add_if_given(" AND id IN (SELECT matter FROM matter_bodies WHERE body = ?{})",
                       filter.body);
    query.add_if_given(" AND due <= ?{}", filter.due_until);
    if (after) query.add_key(" AND (due, id) > (?{}, ?{})", after->due, after->id);
    const authority::SqlPredicate policy = policy_for(viewer, query.first_parameter());
    query.add(policy);
    query.add(" ORDER BY due, id LIMIT ?{}",
              static_cast<std::int64_t>(std::min(rows_max, kPageRowsMax)));

    std::vector<MatterRow> page;
    store::Rows rows = REMIT_TRY(query.run(connection));
    using Text = std::string;
    while (auto row = REMIT_TRY((rows.next<Text, Text, Text, Text, Text, Text, Text, Text,
                                           std::int64_t, std::int64_t, Text>()))) {
        auto& [id, number, procedure, title, state, unit, officer, due, ended, version, closed] =
            *row;
        page.push_back({std::move(id), std::move(number), std::move(procedure), std::move(title),
                        std::move(state), std::move(unit), std::move(officer), std::move(due),
                        ended != 0, static_cast<std::uint64_t>(version), std::move(closed)});
    }
    return page;
}

Result<bool> may_know_of(store::Connection& connection, std::string_view matter,
                         const Viewer& viewer) {
    Narrowed query("SELECT id FROM matters WHERE 1 = 1");
    query.add(" AND id = ?{}", matter);
    const authority::SqlPredicate policy = policy_for(viewer, query.first_parameter());
    query.add(policy);
    store::Rows rows = REMIT_TRY(query.run(connection));
    return REMIT_TRY(rows.next<std::string>()).has_value();
}

Result<std::vector<QuestionRow>> list_questions(store::Connection& connection,
                                                const QuestionFilter& filter, std::size_t rows_max,
                                                const std::optional<Viewer>& viewer) {
    Narrowed query(
        "SELECT matters.id, number, title, procedure_id, lead_unit, question, respondent, q.due "
        "FROM questions q JOIN matters ON matters.id = q.matter WHERE q.state = 'open'");
    query.add_if_given(" AND q.respondent = ?{}", filter.respondent);
    query.add_if_given(" AND lead_unit = ?{}", filter.asking_unit);
    const authority::SqlPredicate policy = policy_for(viewer, query.first_parameter());
    query.add(policy);
    query.add(" ORDER BY q.due, q.matter, question LIMIT ?{}",
              static_cast<std::int64_t>(std::min(rows_max, kPageRowsMax)));

    std::vector<QuestionRow> page;
    store::Rows rows = REMIT_TRY(query.run(connection));
    using Text = std::string;
    while (auto row = REMIT_TRY((rows.next<Text, Text, Text, Text, Text, Text, Text, Text>()))) {
        auto& [matter, number, title, procedure, unit, question, respondent, due] = *row;
        page.push_back({std::move(matter), std::move(number), std::move(title),
                        std::move(procedure), std::move(unit), std::move(question),
                        std::move(respondent), std::move(due)});
    }
    return page;
}

Result<std::vector<std::string>> matters_with_alarms(store::Connection& connection,
                                                     calendar::Instant until,
                                                     std::size_t rows_max) {
    std::vector<std::string> ids;
    store::Rows rows = REMIT_TRY(connection.query(
        "SELECT id FROM matters WHERE next_alarm <= ?1 ORDER BY next_alarm, id LIMIT ?2",
        {until.seconds, static_cast<std::int64_t>(rows_max)}));
    while (auto row = REMIT_TRY((rows.next<std::string>())))
        ids.push_back(std::move(std::get<0>(*row)));
    return ids;
}

Result<std::vector<std::string>> find_sprung(store::Connection& connection, std::string_view id,
                                             std::size_t rows_max) {
    std::vector<std::string> ids;
    store::Rows rows = REMIT_TRY(connection.query(
        "WITH RECURSIVE sprung(id) AS (SELECT id FROM matters WHERE origin = ?1 "
        "AND origin <> '' UNION "
        "SELECT m.id FROM matters m JOIN sprung s ON m.origin = s.id WHERE m.origin <> '') "
        "SELECT id FROM sprung ORDER BY id LIMIT ?2",
        {id, static_cast<std::int64_t>(rows_max)}));
    while (auto row = REMIT_TRY((rows.next<std::string>())))
        ids.push_back(std::move(std::get<0>(*row)));
    return ids;
}

Result<std::string> find_matter_id(store::Connection& connection, std::string_view name) {
    auto row = REMIT_TRY((connection.find<std::string>(
        "SELECT id FROM matters WHERE id = ?1 OR number = ?1", {name})));
    if (row) return std::move(std::get<0>(*row));
    return base::make_error(ErrorCode::not_found, no_such_matter(name));
}

std::string no_such_matter(std::string_view name) {
    return fmt::format("there is no matter '{}'; `remit matter list` shows those that there are",
                       name);
}

}  // namespace remit::office
