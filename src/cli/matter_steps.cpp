// The steps of a matter and its questions: what can be done now, what that needs, who may, and whom
// it asks.
//
// Invariant: a step stands among those that can be taken only where the engine says so and the act
// gives some unit the power; what each field or paper is called on the command line stands beside
// its name.
#include <fmt/format.h>

#include <utility>

#include "base/json_writer.h"
#include "cli/matter_pages.h"
#include "cli/office_page.h"
#include "office/event_words.h"
#include "office/respondents.h"
#include "procedure/event_names.h"
#include "procedure/refusal.h"

namespace remit::cli {
namespace {

using office::EventWords;
using office::PhraseId;
using office::StepChoice;

bool can_be_taken(const StepChoice& choice) {
    return choice.option.can_be_taken();
}

std::string joined(const std::vector<std::string>& all) {
    return procedure::Speech::joined(all);
}

class Steps {
  public:
    Steps(const office::Office& office, const office::MatterFile& file, diag::Language language)
        : office_(office),
          file_(file),
          language_(language),
          words_(office.institution(), *file.definition, language) {}

    [[nodiscard]] const EventWords& words() const { return words_; }
    [[nodiscard]] std::string label(std::string_view what) const {
        return office::label(what, language_);
    }

    /// "drafter: Drafter (person)"; of a choice with the words that may be chosen.
    [[nodiscard]] std::vector<std::string> fields(
        const std::vector<procedure::FieldId>& ids) const {
        std::vector<std::string> all;
        for (const procedure::FieldId id : ids) {
            const procedure::Field& field = file_.definition->fields[id.index()];
            std::vector<std::string_view> words;
            for (const procedure::Choice& choice : field.choices) words.push_back(choice.id);
            all.push_back(fmt::format("{}: {} ({}{}{})", field.id, words_.speech().field(id),
                                      words_.speech().type_of(field), words.empty() ? "" : ": ",
                                      fmt::join(words, ", ")));
        }
        return all;
    }
    /// Their ids alone, on one line; empty where there are none.
    [[nodiscard]] std::vector<std::string> names(const std::vector<procedure::FieldId>& ids) const {
        std::vector<std::string_view> all;
        for (const procedure::FieldId id : ids)
            all.push_back(file_.definition->fields[id.index()].id);
        if (all.empty()) return {};
        return {fmt::format("{}", fmt::join(all, ", "))};
    }
    [[nodiscard]] std::vector<std::string> papers(const StepChoice& choice) const {
        std::vector<std::string> all;
        for (const procedure::PaperKindId id : choice.option.to_bring) {
            all.push_back(fmt::format("{}: {}", file_.definition->paper_kinds[id.index()].id,
                                      words_.speech().paper(id)));
        }
        return all;
    }
    [[nodiscard]] std::vector<std::string> units(const StepChoice& choice) const {
        std::vector<std::string> all;
        for (const office::StepUnit& unit : choice.units) {
            std::string who =
                office::say(PhraseId::rank, language_,
                            {{"rank", std::string(procedure::name_of(choice.step->rank))},
                             {"unit", words_.unit(unit.unit)}});
            if (unit.taking_over) who += ", " + office::say(PhraseId::taking_over, language_);
            all.push_back(fmt::format("{} ({}, {})", who, unit.duty, unit.citation));
        }
        return all;
    }
    [[nodiscard]] std::vector<std::string> reasons(const StepChoice& choice) const {
        std::vector<std::string> all;
        for (const procedure::Blocker& blocker : choice.option.blockers) {
            all.push_back(procedure::in_words(*file_.definition, file_.matter, blocker, language_,
                                              &office_.institution().vocabulary()));
        }
        return all;
    }
    /// "Ministries: Ministarstvo obrane": each consultation of the step with whom it asks.
    [[nodiscard]] std::vector<std::string> asks(const StepChoice& choice) const {
        std::vector<std::string> all;
        const auto holders =
            office::holders_to_ask(office_.institution(), *file_.definition, *choice.step,
                                   file_.matter.fields, file_.matter.lead_unit);
        for (const procedure::ConsultationId id : choice.step->asks) {
            const procedure::Consultation& asked = file_.definition->consultations[id.index()];
            std::vector<std::string> whom;
            for (const procedure::Respondents& one : asked.whom)
                whom.push_back(words_.speech().respondents(one));
            for (const procedure::RespondentFound& found : holders) {
                if (found.consultation == id) whom.push_back(words_.unit(found.respondent));
            }
            all.push_back(fmt::format("{}: {} ({})", words_.speech().consultation(id), joined(whom),
                                      words_.speech().within(asked)));
        }
        return all;
    }

    void put(OfficePage& page, const StepChoice& choice, bool possible) const {
        page.item("-",
                  fmt::format("{}: {}", choice.step->id, words_.speech().step(choice.option.step)));
        const auto list = [&](std::string_view what, const std::vector<std::string>& all) {
            for (const std::string& one : all)
                page.item(label(what) + ":", one, 2 * OfficePage::kIndent);
        };
        if (possible) {
            list("may", units(choice));
            list("fill", fields(choice.option.to_fill));
            list("also", names(choice.step->may));
            list("bring", papers(choice));
            list("asks", asks(choice));
        }
        list("reason", reasons(choice));
    }

  private:
    const office::Office& office_;
    const office::MatterFile& file_;
    diag::Language language_;
    EventWords words_;
};

void write(base::JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
    json.key(key).begin_array();
    for (const std::string& text : texts) json.string(text);
    json.end_array();
}

void write_step(base::JsonWriter& json, const office::MatterFile& file, const Steps& shown,
                const StepChoice& choice) {
    json.begin_object().field("step", choice.step->id);
    json.field("name", shown.words().speech().step(choice.option.step));
    json.field_bool("can_be_taken", can_be_taken(choice));
    json.field("rank", procedure::name_of(choice.step->rank));
    write(json, "functions", choice.step->functions);
    json.key("units").begin_array();
    for (const office::StepUnit& unit : choice.units) {
        json.begin_object().field("unit", unit.unit).field("duty", unit.duty);
        json.field("citation", unit.citation).field_bool("taking_over", unit.taking_over);
        json.end_object();
    }
    json.end_array().key("to_fill").begin_array();
    for (const procedure::FieldId id : choice.option.to_fill)
        json.string(file.definition->fields[id.index()].id);
    json.end_array().key("may_fill").begin_array();
    for (const procedure::FieldId id : choice.step->may)
        json.string(file.definition->fields[id.index()].id);
    json.end_array().key("to_bring").begin_array();
    for (const procedure::PaperKindId id : choice.option.to_bring)
        json.string(file.definition->paper_kinds[id.index()].id);
    json.end_array();
    write(json, "reasons", shown.reasons(choice));
    json.end_object();
}

/// A matter that there is not yet.
office::MatterFile unopened(const procedure::Definition& definition) {
    office::MatterFile file;
    file.definition = &definition;
    file.matter.fields.resize(definition.fields.size());
    return file;
}

}  // namespace

std::string steps_text(const office::Office& office, const office::MatterFile& file,
                       const std::vector<StepChoice>& steps, bool all, const ShowOptions& options) {
    const Steps shown(office, file, options.language);
    OfficePage page{Ink(options.colour)};
    page.title(fmt::format("{}  {}", file.number, shown.words().speech().state(file.matter.state)));
    page.heading(shown.label("steps"));
    bool any = false;
    for (const StepChoice& choice : steps) {
        if (!can_be_taken(choice)) continue;
        any = true;
        shown.put(page, choice, /*possible=*/true);
    }
    if (!any) page.text(shown.label("none"), OfficePage::kIndent);
    if (!all) return page.take();
    page.heading(shown.label("not_now"));
    for (const StepChoice& choice : steps) {
        if (!can_be_taken(choice)) shown.put(page, choice, /*possible=*/false);
    }
    return page.take();
}

std::string steps_json(const office::Office& office, const office::MatterFile& file,
                       const std::vector<StepChoice>& steps, bool all, const ShowOptions& options) {
    const Steps shown(office, file, options.language);
    base::JsonWriter json;
    json.begin_object().field("matter", file.id).field("number", file.number);
    json.field("state", file.definition->states[file.matter.state.index()].id);
    json.field("version", static_cast<std::int64_t>(file.version()));
    json.key("steps").begin_array();
    for (const StepChoice& choice : steps) {
        if (all || can_be_taken(choice)) write_step(json, file, shown, choice);
    }
    json.end_array().end_object();
    return json.finish();
}

std::string openings_text(const office::Office& office, const procedure::Definition& definition,
                          const ShowOptions& options) {
    const office::MatterFile file = unopened(definition);
    const Steps shown(office, file, options.language);
    OfficePage page{Ink(options.colour)};
    page.title(shown.words().speech().name_of(definition.names, definition.id));
    page.heading(shown.label("openings"));
    for (const StepChoice& choice : office::opening_steps(office, definition))
        shown.put(page, choice, /*possible=*/true);
    return page.take();
}

std::string openings_json(const office::Office& office, const procedure::Definition& definition,
                          const ShowOptions& options) {
    const office::MatterFile file = unopened(definition);
    const Steps shown(office, file, options.language);
    base::JsonWriter json;
    json.begin_object().field("procedure", definition.id).key("steps").begin_array();
    for (const StepChoice& choice : office::opening_steps(office, definition))
        write_step(json, file, shown, choice);
    json.end_array().end_object();
    return json.finish();
}

std::string questions_text(const office::Office& office, const office::MatterFile& file,
                           const std::vector<StepChoice>& steps, const ShowOptions& options) {
    const Steps shown(office, file, options.language);
    OfficePage page{Ink(options.colour)};
    page.title(fmt::format("{}  {}", file.number, shown.words().speech().state(file.matter.state)));
    page.heading(shown.label("asked_now"));
    for (const procedure::Question& question : file.matter.questions) {
        const bool timed = question.state != procedure::Question::State::informed;
        page.item(question.id,
                  fmt::format("{}; {}: {}{}", shown.words().respondent(question),
                              shown.words().speech().consultation(question.consultation),
                              office::standing_of(question, options.language),
                              timed ? "; " + shown.words().due(question.due) : ""));
    }
    if (file.matter.questions.empty()) page.text(shown.label("none"), OfficePage::kIndent);
    page.heading(shown.label("would_ask"));
    bool any = false;
    for (const StepChoice& choice : steps) {
        if (choice.step->asks.empty() || !can_be_taken(choice)) continue;
        any = true;
        page.item("-", fmt::format("{}: {}", choice.step->id,
                                   shown.words().speech().step(choice.option.step)));
        for (const std::string& one : shown.asks(choice))
            page.item(shown.label("asks") + ":", one, 2 * OfficePage::kIndent);
    }
    if (!any) page.text(shown.label("none"), OfficePage::kIndent);
    return page.take();
}

std::string questions_json(const office::Office& office, const office::MatterFile& file,
                           const std::vector<StepChoice>& steps, const ShowOptions& options) {
    const Steps shown(office, file, options.language);
    base::JsonWriter json;
    json.begin_object().field("matter", file.id).field("number", file.number);
    json.key("questions").begin_array();
    for (const procedure::Question& question : file.matter.questions) {
        json.begin_object().field("id", question.id).field("respondent", question.respondent);
        json.field("name", shown.words().respondent(question));
        json.field("consultation",
                   file.definition->consultations[question.consultation.index()].id);
        json.field("state", procedure::name_of(question.state));
        json.field("answer", procedure::name_of(question.answer));
        if (question.state != procedure::Question::State::informed)
            json.field("due", procedure::text_of(question.due));
        json.end_object();
    }
    json.end_array().key("steps").begin_array();
    for (const StepChoice& choice : steps) {
        if (choice.step->asks.empty() || !can_be_taken(choice)) continue;
        json.begin_object().field("step", choice.step->id);
        write(json, "asks", shown.asks(choice));
        json.end_object();
    }
    json.end_array().end_object();
    return json.finish();
}

}  // namespace remit::cli
