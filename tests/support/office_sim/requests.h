// What the officers of a simulated house ask the office for: their commands, in the words of
// people.
//
// Invariant: a wish depends on the random numbers, the matter as it is and the moment alone. Most
// wishes can be granted; some are careless, out of date, or of somebody who may not.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "office/commands.h"
#include "office/matter_file.h"
#include "procedure/event_names.h"
#include "support/office_sim/house.h"
#include "support/sim/officers.h"

namespace remit::sim {

/// One command, so that it can be given again.
struct Asked {
    office::Caller caller;
    std::variant<office::OpenRequest, office::StepRequest, office::AnswerRequest,
                 office::PaperRequest, office::WithdrawRequest, office::AssignRequest,
                 office::LeadRequest, office::MigrateRequest>
        what;

    [[nodiscard]] Result<office::Outcome> give(office::Office& office) const {
        return std::visit([&](const auto& request) { return give(office, request); }, what);
    }
    /// Of the matter it is about; empty of one that is to be opened.
    [[nodiscard]] std::string matter() const {
        return std::visit(
            [](const auto& request) {
                if constexpr (requires { request.matter; }) return request.matter;
                return std::string();
            },
            what);
    }

  private:
    using Given = Result<office::Outcome>;
    Given give(office::Office& office, const office::OpenRequest& request) const {
        return office::open_matter(office, caller, request);
    }
    Given give(office::Office& office, const office::StepRequest& request) const {
        return office::take_step(office, caller, request);
    }
    Given give(office::Office& office, const office::AnswerRequest& request) const {
        return office::answer_question(office, caller, request);
    }
    Given give(office::Office& office, const office::PaperRequest& request) const {
        return office::bring_paper(office, caller, request);
    }
    Given give(office::Office& office, const office::WithdrawRequest& request) const {
        return office::withdraw_question(office, caller, request);
    }
    Given give(office::Office& office, const office::AssignRequest& request) const {
        return office::assign_officer(office, caller, request);
    }
    Given give(office::Office& office, const office::LeadRequest& request) const {
        return office::change_lead(office, caller, request);
    }
    Given give(office::Office& office, const office::MigrateRequest& request) const {
        return office::migrate_matter(office, caller, request);
    }
};

class Requests {
  public:
    Requests(Random& random, const OfficeHouse& house)
        : random_(random), house_(house), officers_(random, house.setting()) {}

    Asked opening(calendar::Instant now) {
        const Procedure& procedure = random_.pick(house_.setting().procedures);
        const procedure::Matter none;
        const procedure::OpenMatter command = officers_.opening(
            {procedure, procedure.first(), none, {}, house_.institution().world(), now}, "m");
        const procedure::Definition& definition = procedure.first();
        office::OpenRequest request;
        request.procedure = definition.id;
        request.step = definition.steps[command.first.step.index()].id;
        request.lead_unit = command.lead_unit;
        request.fields = fields(definition, command.first.changes);
        request.papers = papers(definition, none, command.first.papers);
        request.note = command.first.note;
        return {caller(command.first.by), std::move(request)};
    }

    Asked next(const office::MatterFile& file, calendar::Instant now) {
        const procedure::Definition& definition = *file.definition;
        const Procedure one{{&definition}};
        const Desk desk{
            one, definition, file.matter, file.designated_on, house_.institution().world(), now};
        const procedure::Command command = officers_.command(desk);
        if (const auto* step = std::get_if<procedure::TakeStep>(&command))
            return {caller(step->by), step_request(file, *step)};
        if (const auto* answer = std::get_if<procedure::AnswerQuestion>(&command)) {
            return {caller(answer->by),
                    office::AnswerRequest{.matter = file.id,
                                          .question = answer->question,
                                          .answer = std::string(name_of(answer->answer)),
                                          .text = answer->text}};
        }
        if (const auto* taken = std::get_if<procedure::WithdrawQuestion>(&command))
            return {caller(taken->by),
                    office::WithdrawRequest{file.id, taken->question, taken->note}};
        if (const auto* brought = std::get_if<procedure::BringPaper>(&command)) {
            const auto texts = papers(definition, file.matter, {brought->paper});
            return {
                caller(brought->by),
                office::PaperRequest{file.id, texts.empty() ? office::PaperText{} : texts.front()}};
        }
        if (const auto* lead = std::get_if<procedure::ChangeLead>(&command)) {
            return {caller(lead->by),
                    office::LeadRequest{
                        .matter = file.id,
                        .unit = lead->receiving.unit,
                        .designation = lead->kind == procedure::ChangeLead::Kind::designation,
                        .note = lead->note}};
        }
        if (const auto* migrate = std::get_if<procedure::Migrate>(&command))
            return {caller(migrate->by), office::MigrateRequest{file.id, migrate->note}};
        return assignment(file);
    }

  private:
    /// Mostly by the head of the unit that leads, to somebody of it.
    Asked assignment(const office::MatterFile& file) {
        const auto& there = house_.setting().officers.at(file.matter.lead_unit);
        const std::string& to =
            random_.chance(90)
                ? random_.pick(there)
                : house_.setting().officers.at(random_.pick(house_.setting().units)).front();
        office::Caller by;
        by.officer = random_.chance(80) ? there.front() : to;
        return {by, office::AssignRequest{file.id, random_.chance(95) ? to : ""}};
    }
    static office::Caller caller(const procedure::Acting& by) {
        office::Caller made;
        made.officer = by.officer;
        made.unit = by.power.unit;
        return made;
    }
    office::StepRequest step_request(const office::MatterFile& file,
                                     const procedure::TakeStep& command) {
        const procedure::Definition& definition = *file.definition;
        office::StepRequest request;
        request.matter = file.id;
        request.step = command.step.index() < definition.steps.size()
                           ? definition.steps[command.step.index()].id
                           : "nothing";
        request.fields = fields(definition, command.changes);
        request.papers = papers(definition, file.matter, command.papers);
        request.note = command.note;
        return request;
    }
    std::vector<office::FieldText> fields(const procedure::Definition& definition,
                                          const std::vector<procedure::FieldChange>& changes) {
        std::vector<office::FieldText> texts;
        for (const procedure::FieldChange& change : changes) {
            const bool known = change.field.index() < definition.fields.size();
            office::FieldText text{known ? definition.fields[change.field.index()].id : "nothing",
                                   {}};
            for (const procedure::Item& item : change.value.items) {
                text.items.push_back(procedure::write_item(item));
                // Few write a country as none is written.
                if (text.items.back() == "hr" && random_.chance(95)) text.items.back() = "HR";
            }
            texts.push_back(std::move(text));
        }
        return texts;
    }
    std::vector<office::PaperText> papers(const procedure::Definition& definition,
                                          const procedure::Matter& matter,
                                          const std::vector<procedure::Paper>& brought) {
        std::vector<office::PaperText> texts;
        for (const procedure::Paper& paper : brought) {
            if (paper.kind.index() >= definition.paper_kinds.size()) continue;
            office::PaperText text;
            if (matter.find_paper(paper.id) != nullptr) text.id = paper.id;
            text.kind = definition.paper_kinds[paper.kind.index()].id;
            // Few different ones, so that many matters have the same bytes.
            text.bytes = "paper " + std::to_string(random_.below(500)) +
                         std::string(random_.below(3000), '.');
            text.is_signed = paper.is_signed;
            texts.push_back(std::move(text));
        }
        return texts;
    }

    Random& random_;
    const OfficeHouse& house_;
    Officers officers_;
};

}  // namespace remit::sim
