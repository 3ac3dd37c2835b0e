// The story of a matter: where it stands, what is due and how that was counted, and each entry with
// who acted, by which power, and the clause behind it.
//
// Invariant: text and JSON are made of the same words (office/event_words.h); of a due day the
// derivation is counted again from what the matter holds, never told from memory.
#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "calendar/dates_in_words.h"
#include "calendar/derivation.h"
#include "cli/matter_pages.h"
#include "cli/office_page.h"
#include "office/event_words.h"
#include "procedure/engine.h"
#include "procedure/event_names.h"

namespace remit::cli {
namespace {

using office::EventWords;
using office::MatterStory;
using office::PhraseId;

/// A deadline of the matter that has started, put into words.
struct ShownClock {
    std::string id;
    std::string name;
    std::string due;
    std::string iso;
    std::string state;  // the id
    std::string standing;
    std::vector<std::string> derivation;
};

std::vector<std::string> derivation_of(const office::Office& office, const MatterStory& story,
                                       procedure::DeadlineId id, diag::Language language) {
    const procedure::World world = office.institution().world();
    const auto standing = procedure::derive(*story.file.definition, story.file.matter, world, id);
    if (!standing.ok()) return {standing.error().message};
    return calendar::in_words(standing.value().deadline, *world.book, language);
}

std::vector<ShownClock> clocks_of(const office::Office& office, const MatterStory& story,
                                  const EventWords& words, const ShowOptions& options) {
    std::vector<ShownClock> shown;
    for (std::size_t i = 0; i < story.file.matter.clocks.size(); ++i) {
        const procedure::Clock& clock = story.file.matter.clocks[i];
        const std::string_view standing = office::standing_of(clock, office.now());
        if (standing.empty()) continue;
        const procedure::DeadlineId id(i);
        shown.push_back({.id = story.file.definition->deadlines[i].id,
                         .name = words.speech().deadline(id),
                         .due = words.due(clock.due),
                         .iso = procedure::text_of(clock.due),
                         .state = std::string(standing),
                         .standing = office::say(PhraseId::clock_state, options.language,
                                                 {{"state", std::string(standing)}}),
                         .derivation = {}});
        if (options.why)
            shown.back().derivation = derivation_of(office, story, id, options.language);
    }
    return shown;
}

/// The words of the clause that empowered the entry; empty where none did.
/// As the act said it then.
std::string clause_of(const office::Office& office, const office::StoryEntry& entry) {
    const compile::Compilation& act = office.institution().act_at(entry.happened);
    for (std::size_t i = 0; i < act.remit.duties.size(); ++i) {
        if (!entry.acting.duty.empty() && act.remit.duties[i].id == entry.acting.duty)
            return std::string(act.text_of(remit::DutyId(i)));
    }
    return {};
}

/// As people read it; empty while the matter is not closed.
std::string closed_day(const office::MatterFile& file, diag::Language language) {
    return file.closing ? calendar::date_in_words(file.closing->day, language) : std::string();
}

std::string title_of(const MatterStory& story) {
    return office::title_of(story.file);
}

class StoryText {
  public:
    StoryText(const office::Office& office, const MatterStory& story, const Beside& beside,
              const ShowOptions& options)
        : office_(office),
          story_(story),
          beside_(beside),
          options_(options),
          words_(office.institution(), *story.file.definition, options.language),
          page_(Ink(options.colour)) {}

    std::string text() {
        head();
        clocks();
        questions();
        papers();
        items();
        meetings();
        fields();
        entries();
        return page_.take();
    }

  private:
    [[nodiscard]] std::string label(std::string_view what) const {
        return office::label(what, options_.language);
    }
    [[nodiscard]] const procedure::Matter& matter() const { return story_.file.matter; }

    void head() {
        const procedure::Definition& definition = *story_.file.definition;
        const std::string title = title_of(story_);
        page_.title(story_.file.number + (title.empty() ? "" : "  " + title));
        std::string state = words_.speech().state(matter().state);
        if (matter().ended) state += " (" + label("ended") + ")";
        page_.rows(
            {{label("procedure"),
              fmt::format("{} ({} v{})", words_.speech().name_of(definition.names, definition.id),
                          definition.id, definition.version)},
             {label("state"), state},
             {label("unit"), words_.unit(matter().lead_unit)},
             {label("officer"),
              story_.file.officer.empty() ? label("nobody") : story_.file.officer},
             {label("opened"), words_.moment(matter().opened)},
             {label("closed"), closed_day(story_.file, options_.language)},
             {label("version"), std::to_string(story_.file.version())}});
    }

    void clocks() {
        const std::vector<ShownClock> clocks = clocks_of(office_, story_, words_, options_);
        if (clocks.empty()) return;
        page_.heading(label("due"));
        for (const ShownClock& clock : clocks) {
            page_.item("-", fmt::format("{}: {} ({})", clock.name, clock.due, clock.standing));
            for (std::size_t i = 0; i < clock.derivation.size(); ++i)
                page_.item(fmt::format("{:>2}", i + 1), clock.derivation[i], 4);
        }
    }

    void questions() {
        if (matter().questions.empty()) return;
        page_.heading(label("questions"));
        for (const procedure::Question& question : matter().questions) {
            const bool timed = question.state != procedure::Question::State::informed;
            page_.item(question.id, fmt::format("{}; {}: {}{}", words_.respondent(question),
                                                words_.speech().consultation(question.consultation),
                                                office::standing_of(question, options_.language),
                                                timed ? "; " + words_.due(question.due) : ""));
            if (!question.text.empty()) page_.below(question.text, 5);
        }
    }

    void papers() {
        if (matter().papers.empty()) return;
        page_.heading(label("papers"));
        for (const procedure::Paper& paper : matter().papers) {
            const procedure::PaperKind& kind =
                story_.file.definition->paper_kinds[paper.kind.index()];
            page_.item("-", office::say(PhraseId::event_paper, options_.language,
                                        {{"signed", std::string(paper.is_signed ? "yes" : "no")},
                                         {"kind", words_.speech().name_of(kind.names, kind.id)},
                                         {"id", paper.id},
                                         {"version", std::to_string(paper.version)}}));
            const std::string& marking = story_.file.marking_of(paper);
            if (!marking.empty()) page_.below(words_.marking(marking), 4);
        }
    }

    void items() {
        if (beside_.items.empty()) return;
        page_.heading(label("items"));
        for (const office::ItemRow& item : beside_.items) {
            const std::string state =
                office::say(PhraseId::item_state, options_.language, {{"state", item.state}});
            page_.item("-", office::say(PhraseId::matter_item, options_.language,
                                        {{"number", item.number},
                                         {"subject", item.subject},
                                         {"sender", item.sender},
                                         {"day", item.received},
                                         {"state", state}}));
        }
    }

    void meetings() {
        if (beside_.meetings.empty()) return;
        page_.heading(label("meetings"));
        for (const office::AgendaPlace& place : beside_.meetings) {
            const std::string state =
                office::say(PhraseId::meeting_state, options_.language, {{"state", place.state}});
            page_.item("-", office::say(PhraseId::matter_meeting, options_.language,
                                        {{"number", place.meeting},
                                         {"position", std::to_string(place.position)},
                                         {"title", place.title},
                                         {"body", body(place.body)},
                                         {"time", words_.moment(place.starts)},
                                         {"state", state}}));
            if (place.outcome.empty()) continue;
            page_.below(office::say(PhraseId::agenda_outcome, options_.language,
                                    {{"outcome", place.outcome}}),
                        4);
        }
    }

    [[nodiscard]] std::string body(const std::string& id) const {
        const remit::Vocabulary& vocabulary = office_.institution().vocabulary();
        const auto found = vocabulary.find_body(id);
        return found ? vocabulary.body(*found).label : id;
    }

    void fields() {
        std::vector<std::pair<std::string, std::string>> rows;
        for (std::size_t i = 0; i < matter().fields.size(); ++i) {
            const procedure::Value& value = matter().fields[i];
            if (!value.is_set()) continue;
            rows.emplace_back(words_.speech().field(procedure::FieldId(i)),
                              words_.value(story_.file.definition->fields[i], value));
        }
        if (rows.empty()) return;
        page_.heading(label("fields"));
        page_.rows(rows);
    }

    void entries() {
        constexpr std::size_t kColumn = 5;
        page_.heading(label("story"));
        for (const office::StoryEntry& entry : story_.entries) {
            const EventWords words(office_.institution(), *entry.read.definition,
                                   options_.language);
            page_.item(fmt::format("{:>2}", entry.version),
                       fmt::format("{}: {}", words.moment(entry.happened), words.title(entry)));
            const std::string ground = words.ground(entry.acting);
            const std::string& reason = entry.read.head.reason;
            page_.text(words.who(entry.acting) + (ground.empty() ? "" : ", " + ground) +
                           (reason.empty() ? "" : ": " + reason),
                       kColumn);
            const std::string clause = clause_of(office_, entry);
            if (!clause.empty()) page_.below(clause, kColumn + OfficePage::kIndent);
            for (const std::string& sentence : words.sentences(story_, entry))
                page_.item("-", sentence, kColumn);
        }
    }

    const office::Office& office_;
    const MatterStory& story_;
    const Beside& beside_;
    ShowOptions options_;
    EventWords words_;
    OfficePage page_;
};

// --- JSON ---

void write_clocks(base::JsonWriter& json, const std::vector<ShownClock>& clocks, bool why) {
    json.key("due").begin_array();
    for (const ShownClock& clock : clocks) {
        json.begin_object().field("deadline", clock.id).field("name", clock.name);
        json.field("due", clock.iso).field("in_words", clock.due).field("state", clock.state);
        if (why) {
            json.key("derivation").begin_array();
            for (const std::string& line : clock.derivation) json.string(line);
            json.end_array();
        }
        json.end_object();
    }
    json.end_array();
}

void write_questions(base::JsonWriter& json, const MatterStory& story, const EventWords& words) {
    json.key("questions").begin_array();
    for (const procedure::Question& question : story.file.matter.questions) {
        json.begin_object().field("id", question.id);
        json.field("consultation",
                   story.file.definition->consultations[question.consultation.index()].id);
        json.field("respondent", question.respondent).field("name", words.respondent(question));
        json.field_bool("is_unit", question.is_unit);
        json.field("state", procedure::name_of(question.state));
        json.field("answer", procedure::name_of(question.answer)).field("text", question.text);
        json.field_bool("late", question.late);
        if (question.state != procedure::Question::State::informed)
            json.field("due", procedure::text_of(question.due));
        json.end_object();
    }
    json.end_array();
}

void write_papers(base::JsonWriter& json, const MatterStory& story) {
    json.key("papers").begin_array();
    for (const procedure::Paper& paper : story.file.matter.papers) {
        json.begin_object().field("id", paper.id);
        json.field("kind", story.file.definition->paper_kinds[paper.kind.index()].id);
        json.field("version", std::int64_t{paper.version}).field_bool("signed", paper.is_signed);
        json.field("marking", story.file.marking_of(paper));
        json.field("digest", paper.digest).end_object();
    }
    json.end_array();
}

void write_beside(base::JsonWriter& json, const Beside& beside) {
    json.key("items").begin_array();
    for (const office::ItemRow& item : beside.items) {
        json.begin_object().field("id", item.id).field("number", item.number);
        json.field("received", item.received).field("from", item.sender);
        json.field("subject", item.subject).field("state", item.state).end_object();
    }
    json.end_array().key("meetings").begin_array();
    for (const office::AgendaPlace& place : beside.meetings) {
        json.begin_object().field("number", place.meeting).field("body", place.body);
        json.field("starts", place.starts.iso()).field("state", place.state);
        json.field("position", place.position).field("title", place.title);
        json.field("outcome", place.outcome).end_object();
    }
    json.end_array();
}

void write_fields(base::JsonWriter& json, const MatterStory& story) {
    json.key("fields").begin_object();
    for (std::size_t i = 0; i < story.file.matter.fields.size(); ++i) {
        const procedure::Value& value = story.file.matter.fields[i];
        if (!value.is_set()) continue;
        json.key(story.file.definition->fields[i].id).begin_array();
        for (const procedure::Item& item : value.items) json.string(procedure::write_item(item));
        json.end_array();
    }
    json.end_object();
}

void write_entries(base::JsonWriter& json, const office::Office& office, const MatterStory& story,
                   diag::Language language) {
    json.key("story").begin_array();
    for (const office::StoryEntry& entry : story.entries) {
        const EventWords words(office.institution(), *entry.read.definition, language);
        const ledger::Acting& acting = entry.acting;
        json.begin_object().field("version", static_cast<std::int64_t>(entry.version));
        json.field("happened", entry.happened.iso()).field("command", entry.read.head.command);
        json.field("title", words.title(entry));
        json.field("officer", acting.officer).field("post", acting.post);
        json.field("deputy_for", acting.deputy_for).field("unit", acting.unit);
        json.field("duty", acting.duty).field("citation", acting.citation);
        json.field("ground", acting.ground ? ledger::name_of(*acting.ground) : "");
        json.field("clause", clause_of(office, entry));
        json.field("reason", entry.read.head.reason);
        json.key("events").begin_array();
        for (const std::string& sentence : words.sentences(story, entry)) json.string(sentence);
        json.end_array().end_object();
    }
    json.end_array();
}

}  // namespace

std::string story_text(const office::Office& office, const MatterStory& story, const Beside& beside,
                       const ShowOptions& options) {
    return StoryText(office, story, beside, options).text();
}

std::string story_json(const office::Office& office, const MatterStory& story, const Beside& beside,
                       const ShowOptions& options) {
    const procedure::Definition& definition = *story.file.definition;
    const EventWords words(office.institution(), definition, options.language);
    base::JsonWriter json;
    json.begin_object().field("matter", story.file.id).field("number", story.file.number);
    json.field("title", title_of(story)).field("procedure", definition.id);
    json.field("procedure_version", std::int64_t{definition.version});
    json.field("state", definition.states[story.file.matter.state.index()].id);
    json.field_bool("ended", story.file.matter.ended);
    json.field("unit", story.file.matter.lead_unit).field("officer", story.file.officer);
    json.field("opened", story.file.matter.opened.iso());
    json.field("origin", story.file.origin);
    json.key("closed");
    if (story.file.closing) {
        json.begin_object().field("day", story.file.closing->day.iso());
        json.field("by", story.file.closing->by).field("dossier", story.file.closing->dossier);
        json.end_object();
    } else {
        json.null();
    }
    json.field("version", static_cast<std::int64_t>(story.file.version()));
    write_clocks(json, clocks_of(office, story, words, options), options.why);
    write_questions(json, story, words);
    write_papers(json, story);
    write_beside(json, beside);
    write_fields(json, story);
    write_entries(json, office, story, options.language);
    json.end_object();
    return json.finish();
}

}  // namespace remit::cli
