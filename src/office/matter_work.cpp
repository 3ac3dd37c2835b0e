#include "office/matter_work.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "calendar/dates_in_words.h"
#include "office/notices.h"
#include "office/personal.h"
#include "office/phrases.h"
#include "office/registers.h"
#include "procedure/spawning.h"

namespace remit::office {
namespace {

constexpr std::size_t kIdLetters = 12;  // 60 bits: no two matters of an office will share them
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";  // Crockford's 32

std::optional<ledger::Ground> ground_of(authority::Ground ground) {
    switch (ground) {
        case authority::Ground::own:
            return ledger::Ground::own;
        case authority::Ground::designated:
            return ledger::Ground::designated;
        case authority::Ground::taken_over:
            return ledger::Ground::taken_over;
        case authority::Ground::residual:
            return ledger::Ground::residual;
        case authority::Ground::advised:
            return ledger::Ground::advised;
        case authority::Ground::asked:
            return ledger::Ground::asked;
    }
    return std::nullopt;
}

Declined refused(const procedure::Definition& definition, const procedure::Matter& matter,
                 const procedure::Refusal& refusal, diag::Language language,
                 const remit::Vocabulary& vocabulary) {
    Declined declined{.by = Declined::By::procedure, .reasons = {}, .cures = {}};
    for (const procedure::Blocker& blocker : refusal.blockers) {
        declined.reasons.push_back(
            procedure::in_words(definition, matter, blocker, language, &vocabulary));
    }
    return declined;
}

std::vector<std::string> markings_of(const std::vector<ReadPaper>& papers) {
    std::vector<std::string> markings;
    for (const ReadPaper& paper : papers) markings.push_back(paper.marking);
    const bool any = std::ranges::any_of(markings, [](const auto& one) { return !one.empty(); });
    return any ? markings : std::vector<std::string>();
}

}  // namespace

ledger::Acting acting_of(const Permit& permit) {
    const procedure::Power& power = permit.acting.power;
    return {.officer = permit.acting.officer,
            .post = permit.post,
            .deputy_for = power.deputy_for,
            .unit = power.unit,
            .duty = power.duty,
            .citation = power.citation,
            .ground = ground_of(power.ground)};
}

ledger::Acting MatterWork::acting_in_post(const std::string& officer) const {
    ledger::Acting acting;
    acting.officer = officer;
    const auto id = establishment_->find_officer(officer);
    if (!id) return acting;
    const auto capacities = establishment_->capacities(*id, institution_->day_at(now_));
    if (capacities.empty()) return acting;
    const authority::Capacity& first = capacities.front();
    acting.post = first.post->id;
    acting.unit = institution_->act().unit(first.post->unit).code;
    if (first.replaces.is_some()) acting.deputy_for = establishment_->id_of(first.replaces);
    return acting;
}

std::string MatterWork::new_id(char kind) const {
    std::string id(1, kind);
    for (const char byte : env_->random_bytes(kIdLetters))
        id += kAlphabet[static_cast<unsigned char>(byte) % kAlphabet.size()];
    return id;
}

Result<bool> MatterWork::repeated(const Order& order, Outcome& answer) const {
    const std::string& key = order.caller->idempotency_key;
    if (key.empty()) return false;
    const std::optional<Kept> kept = REMIT_TRY(journal_.find_by_key(key));
    if (!kept) return false;
    const bool of_matter = kept->entry.kind.starts_with(kMatterKinds);
    const Payload payload = of_matter ? REMIT_TRY(read_payload(kept->entry.payload)) : Payload();
    if (!of_matter || payload.head.request != order.request.hex()) {
        answer = key_was_used(key, order.caller->language);
        return true;
    }
    Receipt given =
        receipt(REMIT_TRY(load_matter(journal_, *institution_, *matters_, kept->entry.matter)));
    given.version = kept->entry.matter_version;
    given.repeated = true;
    answer = std::move(given);
    return true;
}

Result<MatterFile> MatterWork::load(std::string_view name) const {
    return load_matter(journal_, *institution_, *matters_,
                       REMIT_TRY(find_matter_id(*connection_, name)));
}

Result<bool> MatterWork::begin(const Order& order, std::string_view name, MatterFile& file,
                               Outcome& answer) const {
    if (REMIT_TRY(begin_even_closed(order, name, file, answer))) return true;
    const std::optional<Declined> closed = check_not_closed(*order.caller, file);
    if (closed) answer = *closed;
    return closed.has_value();
}

Result<bool> MatterWork::begin_even_closed(const Order& order, std::string_view name,
                                           MatterFile& file, Outcome& answer) const {
    if (REMIT_TRY(repeated(order, answer))) return true;
    file = REMIT_TRY(load(name));
    const std::optional<Declined> moved = check_version(*order.caller, file);
    if (moved) answer = *moved;
    return moved.has_value();
}

std::optional<Declined> MatterWork::check_not_closed(const Caller& caller, const MatterFile& file) {
    if (!file.closing) return std::nullopt;
    return Declined{
        .by = Declined::By::procedure,
        .reasons = {say(PhraseId::matter_closed, caller.language,
                        {{"number", file.number},
                         {"day", calendar::plain_date_in_words(file.closing->day, caller.language)},
                         {"officer", file.closing->by}})},
        .cures = {say(PhraseId::matter_closed_cure, caller.language,
                      {{"command", "`remit matter open`"}})}};
}

std::optional<Declined> MatterWork::check_version(const Caller& caller,
                                                  const MatterFile& file) const {
    const auto seen = caller.expected_version;
    const bool is_it = seen && file.changed_by <= *seen && *seen <= file.version();
    if (!seen || is_it) return std::nullopt;  // that a paper was read since changes nothing
    return Declined{.by = Declined::By::version,
                    .reasons = {say(PhraseId::version_moved, caller.language,
                                    {{"number", file.number},
                                     {"version", std::to_string(file.version())},
                                     {"seen", std::to_string(*caller.expected_version)}})},
                    .cures = {say(PhraseId::version_moved_cure, caller.language,
                                  {{"number", file.number},
                                   {"command", fmt::format("`remit matter show {}`", file.id)}})}};
}

Receipt MatterWork::receipt(const MatterFile& file) const {
    return {.matter = file.id,
            .number = file.number,
            .state = file.definition->states[file.matter.state.index()].id,
            .version = file.version(),
            .findings = {},
            .opened = {},
            .not_opened = {}};
}

Status MatterWork::keep_papers(const std::vector<ReadPaper>& papers) {
    for (const ReadPaper& read : papers) {
        const base::Hash digest = base::sha256({read.text->bytes});
        REMIT_TRY(connection_->run(
            "INSERT INTO contents (digest, size, bytes) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (digest) DO NOTHING",
            {store::Blob{digest.view()}, static_cast<std::int64_t>(read.text->bytes.size()),
             store::Blob{read.text->bytes}}));
    }
    return base::done();
}

/// The next number of the unit in the year of the day.
Result<Numbering> MatterWork::next_number(const procedure::Definition& definition,
                                          const std::string& unit) const {
    const int year = institution_->day_at(now_).year();
    Numbering numbering;
    numbering.series = fmt::format("{}/{}", unit, year);
    const auto last = REMIT_TRY((connection_->find<std::int64_t>(
        "SELECT COALESCE(MAX(ordinal), 0) FROM matters WHERE series = ?1", {numbering.series})));
    numbering.ordinal = std::get<0>(*last) + 1;
    numbering.number =
        matter_number(institution_->numbers(), definition.id, unit, year, numbering.ordinal);
    return numbering;
}

/// The numbers of the papers that the events bring for the first time.
std::vector<std::string> MatterWork::numbers_of_papers(
    const MatterFile& file, const std::vector<procedure::Event>& events) const {
    std::vector<std::string> numbers;
    std::string unit = file.matter.lead_unit;
    for (const procedure::Event& event : events) {
        if (const auto* opened = std::get_if<procedure::Opened>(&event.what))
            unit = opened->lead_unit;
        const auto* brought = std::get_if<procedure::PaperBrought>(&event.what);
        if (brought == nullptr || brought->paper.version != 1) continue;
        if (file.matter.find_paper(brought->paper.id) != nullptr) continue;  // its signature
        const std::size_t ordinal = file.matter.papers.size() + numbers.size() + 1;
        std::string number =
            paper_number(institution_->numbers(), unit, institution_->day_at(now_).year(),
                         static_cast<std::int64_t>(ordinal));
        if (number.empty()) return {};  // this administration numbers matters only
        numbers.push_back(std::move(number));
    }
    return numbers;
}

/// Appends the events and brings the file, its rows and the notices to what they make of it.
Status MatterWork::record(const Order* order, MatterFile& file, ReadEntry entry,
                          ledger::Acting acting) {
    const procedure::Definition& definition = *entry.definition;
    PayloadHead& head = entry.head;
    if (head.command.empty()) head.command = order != nullptr ? order->name : "pass_time";
    head.procedure = definition.id;
    head.version = definition.version;
    if (order != nullptr) head.request = order->request.hex();
    if (order != nullptr && acting.ground == ledger::Ground::advised)
        head.reason = order->caller->advised_reason;
    head.paper_numbers = numbers_of_papers(file, entry.events);
    if (file.version() == 0) {
        const auto& opened = std::get<procedure::Opened>(entry.events.front().what);
        head.numbering = REMIT_TRY(next_number(definition, opened.lead_unit));
        if (!acting.officer.empty()) head.officer = acting.officer;
    }
    std::vector<procedure::Event> shown = entry.events;  // as they may stand in the ledger
    std::vector<ledger::Opening> personal = take_out_personal(definition, shown, *env_);
    Record record{.chain = file.id,
                  .kind = std::string(kMatterKinds) + head.command,
                  .happened = now_,
                  .acting = std::move(acting),
                  .payload = write_payload(head, definition, shown),
                  .personal = std::move(personal)};
    if (order != nullptr) record.idempotency_key = order->caller->idempotency_key;
    record.claims_key = !record.idempotency_key.empty();
    const Written written = REMIT_TRY(journal_.append(file.head, std::move(record)));

    const AccessRows before = access_rows_of(file);
    take_up(file, head, definition, entry.events, *institution_);
    file.head = written.head;
    REMIT_TRY(write_rows(*connection_, file, *institution_, before));
    return write_notices(*connection_, file.id, file.version(),
                         notices_of(file, entry, *institution_));
}

Result<Outcome> MatterWork::conclude(const Order& order, MatterFile file,
                                     const procedure::Definition& definition,
                                     procedure::Decision decision, const Permit& permit,
                                     const std::vector<ReadPaper>& papers) {
    if (!decision.ok()) {
        return Outcome(refused(definition, file.matter, *decision.refusal, order.caller->language,
                               institution_->vocabulary()));
    }
    ReadEntry entry{.head = {}, .definition = &definition, .events = std::move(decision.events)};
    entry.head.paper_markings = markings_of(papers);
    const std::vector<procedure::Event> events = entry.events;
    REMIT_TRY(record(&order, file, std::move(entry), acting_of(permit)));
    Receipt answer = receipt(file);
    answer.findings = permit.findings;
    REMIT_TRY(open_followers(file, events, answer, 0));
    matters_->keep(std::move(file));
    return Outcome(std::move(answer));
}

Result<Outcome> MatterWork::decide(const Order& order, MatterFile file,
                                   const procedure::Command& command, const Permit& permit,
                                   const std::vector<ReadPaper>& papers) {
    const procedure::Definition* definition = file.definition;
    if (const auto* migrate = std::get_if<procedure::Migrate>(&command)) {
        // What the clock has made happen is of the older version, and so an entry of its own.
        REMIT_TRY(pass_time(file));
        if (migrate->to != nullptr) definition = migrate->to;
    }
    procedure::Decision decision =
        procedure::decide(*file.definition, file.matter, command, institution_->world(), now_);
    return conclude(order, std::move(file), *definition, std::move(decision), permit, papers);
}

Result<Outcome> MatterWork::give_to(const Order& order, MatterFile file, std::string_view officer,
                                    const Permit& permit) {
    ReadEntry entry{.head = {}, .definition = file.definition, .events = {}};
    entry.head.officer = officer;
    REMIT_TRY(record(&order, file, std::move(entry), acting_of(permit)));
    Receipt answer = receipt(file);
    answer.findings = permit.findings;
    return Outcome(std::move(answer));
}

Result<Outcome> MatterWork::erase(const Order& order, MatterFile file, Erasure erasure,
                                  const Permit& permit) {
    ReadEntry entry{.head = {}, .definition = file.definition, .events = {}};
    entry.head.erasure = std::move(erasure);
    REMIT_TRY(connection_->run("DELETE FROM personal WHERE chain = ?1", {file.id}));
    REMIT_TRY(record(&order, file, std::move(entry), acting_of(permit)));
    Receipt answer = receipt(file);
    answer.findings = permit.findings;
    matters_->keep(std::move(file));
    return Outcome(std::move(answer));
}

Result<Outcome> MatterWork::close(const Order& order, std::vector<MatterFile> files,
                                  const Closing& closing, const Permit& permit) {
    const Order* ordered = &order;  // one entry has the key, and answers a repeated command
    for (MatterFile& file : files) {
        ReadEntry entry{.head = {}, .definition = file.definition, .events = {}};
        entry.head.command = order.name;
        entry.head.closing = closing;
        REMIT_TRY(record(ordered, file, std::move(entry), acting_of(permit)));
        ordered = nullptr;
    }
    Receipt answer = receipt(files.front());
    answer.findings = permit.findings;
    answer.closed = files.size();
    return Outcome(std::move(answer));
}

Result<Outcome> MatterWork::open(const Order& order, const procedure::Definition& definition,
                                 const procedure::OpenMatter& command, const Permit& permit,
                                 const std::vector<ReadPaper>& papers) {
    MatterFile file;
    file.id = command.matter;
    file.definition = &definition;
    procedure::Decision decision =
        procedure::open(definition, command, institution_->world(), now_);
    return conclude(order, std::move(file), definition, std::move(decision), permit, papers);
}

Status MatterWork::note(const Order& order, MatterFile& file, PayloadHead head,
                        ledger::Acting acting) {
    return record(&order, file,
                  {.head = std::move(head), .definition = file.definition, .events = {}},
                  std::move(acting));
}

Status MatterWork::move_by_act(MatterFile& file, const std::string& by,
                               const procedure::Power& receiving, const std::string& note) {
    const procedure::Acting acting{
        .officer = by, .rank = procedure::Rank::head, .power = receiving};
    ReadEntry entry{
        .head = {},
        .definition = file.definition,
        .events = {{now_, procedure::LeadChanged{.kind = procedure::ChangeLead::Kind::reassignment,
                                                 .from = file.matter.lead_unit,
                                                 .to = receiving.unit,
                                                 .by = acting,
                                                 .receiving = receiving,
                                                 .note = note}}}};
    entry.head.command = "reorganise";
    return record(nullptr, file, std::move(entry), {.officer = by});
}

Status MatterWork::recount(MatterFile& file, const std::string& by,
                           const std::vector<procedure::Event>& events) {
    ReadEntry entry{.head = {}, .definition = file.definition, .events = events};
    entry.head.command = "recompute";
    return record(nullptr, file, std::move(entry), {.officer = by});
}

Status MatterWork::pass_time(MatterFile& file) {
    ReadEntry entry{
        .head = {},
        .definition = file.definition,
        .events = procedure::due(*file.definition, file.matter, institution_->world(), now_)};
    if (entry.events.empty() || file.closing) return base::done();
    const std::vector<procedure::Event> events = entry.events;
    REMIT_TRY(record(nullptr, file, std::move(entry), {}));
    Receipt passed;
    return open_followers(file, events, passed, 0);
}

/// Who owns the new matter under the act: the unit that is competent for its opening step.
std::optional<procedure::Power> MatterWork::power_of_owner(
    const procedure::Definition& definition, const procedure::OpenMatter& command) const {
    std::vector<procedure::Value> fields(definition.fields.size());
    for (const procedure::FieldChange& change : command.first.changes)
        fields[change.field.index()] = change.value;
    const authority::Subject subject = subject_of(definition, fields, institution_->vocabulary());
    for (const std::string& name : definition.steps[command.first.step.index()].functions) {
        const auto function = institution_->vocabulary().find_function(name);
        if (!function) continue;
        const auto holders = institution_->competence().holders(*function, subject);
        if (holders.empty() || holders.front().standing != authority::Standing::competent) continue;
        authority::Question question;
        question.unit = holders.front().unit;
        question.function = *function;
        question.subject = subject;
        question.date = institution_->day_at(now_);
        const authority::Ruling ruling = institution_->competence().authorise(question);
        if (ruling.granted())
            return procedure::written(*ruling.grant, institution_->act(),
                                      institution_->vocabulary());
    }
    return std::nullopt;
}

/// The command that opens what follows, with the power of its owner. Errors: not_found,
/// invalid_input (why it cannot be opened).
template <typename What>
Result<procedure::OpenMatter> MatterWork::follower_command(const MatterFile& origin,
                                                           const What& what,
                                                           std::string_view procedure_id) const {
    const procedure::Definition* definition = institution_->procedures().latest(procedure_id);
    if (definition == nullptr) {
        return base::make_error(ErrorCode::not_found,
                                fmt::format("there is no procedure '{}'", procedure_id));
    }
    procedure::OpenMatter command =
        REMIT_TRY(procedure::opening_of(what, *definition, origin.matter.id));
    const auto power = power_of_owner(*definition, command);
    if (!power) {
        return base::make_error(ErrorCode::not_found,
                                "no unit alone is competent for it under the act");
    }
    command.matter = new_matter_id();
    command.lead_unit = power->unit;
    command.first.by.power = *power;
    return command;
}

template <typename What>
Status MatterWork::open_follower(const MatterFile& origin, const What& what,
                                 std::string_view procedure_id, Receipt& answer, int depth) {
    const auto not_opened = [&](std::string_view why) {
        answer.not_opened.push_back(fmt::format("{}: {}", procedure_id, why));
        return base::done();
    };
    if (depth >= kSpawnDepthMax) return not_opened("too many matters follow from one another");
    const Result<procedure::OpenMatter> command = follower_command(origin, what, procedure_id);
    if (!command.ok()) return not_opened(command.error().message);
    const procedure::Definition& definition = *institution_->procedures().latest(procedure_id);
    procedure::Decision decision =
        procedure::open(definition, command.value(), institution_->world(), now_);
    if (!decision.ok()) {
        return not_opened(procedure::in_words(definition, procedure::Matter{}, *decision.refusal,
                                              diag::Language::en, &institution_->vocabulary()));
    }
    MatterFile file;
    file.id = command.value().matter;
    ReadEntry entry{.head = {}, .definition = &definition, .events = std::move(decision.events)};
    const std::vector<procedure::Event> events = entry.events;
    REMIT_TRY(record(nullptr, file, std::move(entry), {}));
    answer.opened.push_back(file.id);
    return open_followers(file, events, answer, depth + 1);
}

Status MatterWork::open_followers(const MatterFile& origin,
                                  const std::vector<procedure::Event>& events, Receipt& answer,
                                  int depth) {
    for (const procedure::Event& event : events) {
        if (const auto* spawned = std::get_if<procedure::Spawned>(&event.what)) {
            REMIT_TRY(open_follower(origin, *spawned, spawned->procedure, answer, depth));
        } else if (const auto* edition = std::get_if<procedure::EditionOpened>(&event.what)) {
            REMIT_TRY(open_follower(origin, *edition, origin.matter.procedure, answer, depth));
        }
    }
    return base::done();
}

}  // namespace remit::office
