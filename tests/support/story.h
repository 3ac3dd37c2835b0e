// A matter told step by step: opens one under a shipped procedure, takes steps on days, lets the
// clock run, and answers what state it is in and when things are due. For tests of procedures;
// values are written as people write them.
//
// Everything goes through the real loader and the real engine. A step that is refused where the
// story expects it to be taken fails the test and prints why; refused() expects it to be refused
// and says for which reasons. Items of a list are set apart by "; "; "-" is an empty cell.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "procedure/describe.h"
#include "procedure/engine.h"
#include "procedure/event_reading.h"
#include "procedure/spawning.h"
#include "procedure/value.h"

namespace remit::testing {

using Fields = std::vector<std::pair<std::string, std::string>>;
using PaperNames = std::vector<std::string>;
inline constexpr std::string_view kNoCell = "-";

/// 09:00 UTC of a day, or the instant where a time is written.
inline calendar::Instant at(std::string_view when) {
    const std::string text =
        when.size() == 10 ? std::string(when) + "T09:00:00Z" : std::string(when);
    const auto instant = calendar::Instant::parse(text);
    REQUIRE_MESSAGE(instant.ok(), text);
    return instant.value();
}

inline std::string written(const procedure::Due& due) {
    if (const auto* date = std::get_if<calendar::Date>(&due)) return date->iso();
    return std::get<procedure::ZonedInstant>(due).instant.iso();
}

class Story {
  public:
    Story(const procedure::Definition& definition, procedure::World world, std::string function,
          std::string unit)
        : definition_(&definition),
          world_(world),
          function_(std::move(function)),
          unit_(std::move(unit)) {}

    /// From here on another unit, or another rank of it, acts. Whoever begins is a head of the unit
    /// that opens.
    void acts_as(std::string unit, procedure::Rank rank = procedure::Rank::head) {
        acting_unit_ = std::move(unit);
        rank_ = rank;
    }
    /// With a step that opens; the id is that of the matter.
    procedure::Decision try_open(std::string id, std::string_view step, std::string_view when,
                                 const Fields& fields, const PaperNames& papers = {}) {
        procedure::OpenMatter command;
        command.matter = std::move(id);
        command.lead_unit = unit_;
        command.first = command_of(step, fields, papers, "");
        return procedure::open(*definition_, command, world_, at(when));
    }
    void open(std::string id, std::string_view step, std::string_view when, const Fields& fields,
              const PaperNames& papers = {}) {
        follow(step, try_open(std::move(id), step, when, fields, papers));
    }
    /// The matter that another one gave rise to: Spawned or EditionOpened.
    template <typename What>
    void open_from(const What& what, const Story& origin, std::string id, std::string_view when) {
        auto command = procedure::opening_of(what, *definition_, origin.matter().id);
        REQUIRE_MESSAGE(command.ok(), command.error().message);
        command.value().matter = std::move(id);
        command.value().lead_unit = unit_;
        command.value().first.by = acting();
        follow("open", procedure::open(*definition_, command.value(), world_, at(when)));
    }
    void take(std::string_view step, std::string_view when, const Fields& fields = {},
              const PaperNames& papers = {}, std::string note = {}) {
        follow(step, decide(command_of(step, fields, papers, std::move(note)), when));
    }
    /// The reasons for which the step is refused, in words of the program: "condition",
    /// "field_missing".
    std::vector<std::string> refused(std::string_view step, std::string_view when,
                                     const Fields& fields = {}, const PaperNames& papers = {},
                                     std::string note = {}) {
        const procedure::Decision decision =
            decide(command_of(step, fields, papers, std::move(note)), when);
        std::vector<std::string> reasons;
        CHECK_MESSAGE(!decision.ok(), "step '", std::string(step), "' was taken");
        if (decision.ok()) return reasons;
        for (const procedure::Blocker& blocker : decision.refusal->blockers) {
            reasons.emplace_back(procedure::name_of(blocker.reason));
        }
        return reasons;
    }
    /// Whoever acts enters what the respondent answers to its open question, or to one whose time
    /// is over.
    void answer(std::string_view respondent, std::string_view when, procedure::Answer answer,
                std::string text = {}) {
        // The newest that may be answered: an open one, or a silence or an objection that is made
        // good.
        const procedure::Question* found = nullptr;
        for (const procedure::Question& question : matter_.questions) {
            using State = procedure::Question::State;
            const bool may = question.state == State::open || question.state == State::lapsed ||
                             question.answer == procedure::Answer::objected;
            if (question.respondent == respondent && may) found = &question;
        }
        REQUIRE_MESSAGE(found != nullptr, "nothing is asked of ", std::string(respondent));
        procedure::AnswerQuestion command;
        command.question = found->id;
        command.by = acting();
        command.answer = answer;
        command.text = std::move(text);
        follow("answer", decide(command, when));
    }
    /// Lets the clock run to the moment.
    void pass(std::string_view when) {
        for (const procedure::Event& event :
             procedure::due(*definition_, matter_, world_, at(when))) {
            keep(event);
        }
    }

    procedure::Decision decide(const procedure::Command& command, std::string_view when) const {
        return procedure::decide(*definition_, matter_, command, world_, at(when));
    }

    [[nodiscard]] std::string state() const {
        return definition_->states[matter_.state.index()].id;
    }
    /// Items set apart by "; "; empty where it is not set.
    [[nodiscard]] std::string field(std::string_view name) const {
        std::string out;
        for (const procedure::Item& item : matter_.value(field_id(name)).items) {
            if (!out.empty()) out += "; ";
            out += procedure::is_empty(item) ? std::string(kNoCell) : procedure::write_item(item);
        }
        return out;
    }
    [[nodiscard]] const procedure::Clock& clock(std::string_view name) const {
        const auto id = definition_->find_deadline(name);
        REQUIRE_MESSAGE(id.has_value(), "no deadline ", std::string(name));
        return matter_.clock(*id);
    }
    /// When it is due; "none" where it is not going.
    [[nodiscard]] std::string due(std::string_view name) const {
        const procedure::Clock& found = clock(name);
        const bool set = found.state != procedure::ClockState::idle &&
                         found.state != procedure::ClockState::withdrawn;
        return set ? written(found.due) : "none";
    }
    [[nodiscard]] bool is(std::string_view deadline, procedure::ClockState state) const {
        return clock(deadline).state == state;
    }
    /// How many of the questions of a consultation have been answered.
    [[nodiscard]] std::string answered(std::string_view consultation) const {
        const auto id = definition_->find_consultation(consultation);
        REQUIRE(id.has_value());
        std::size_t asked = 0;
        std::size_t closed = 0;
        for (const procedure::Question& question : matter_.questions) {
            if (question.consultation != *id) continue;
            ++asked;
            if (question.state == procedure::Question::State::answered) ++closed;
        }
        return std::to_string(closed) + " of " + std::to_string(asked);
    }
    template <typename What>
    [[nodiscard]] std::vector<std::pair<calendar::Instant, What>> events() const {
        std::vector<std::pair<calendar::Instant, What>> found;
        for (const procedure::Event& event : events_) {
            if (const auto* what = std::get_if<What>(&event.what))
                found.emplace_back(event.at, *what);
        }
        return found;
    }
    [[nodiscard]] const std::vector<procedure::Event>& all() const { return events_; }
    [[nodiscard]] const std::vector<procedure::Event>& all_events() const { return events_; }
    [[nodiscard]] const procedure::Matter& matter() const { return matter_; }
    [[nodiscard]] const procedure::Definition& definition() const { return *definition_; }
    [[nodiscard]] procedure::Acting acting() const {
        procedure::Acting by;
        by.officer = "officer-1";
        by.rank = rank_;
        by.power.function = function_;
        by.power.unit = acting_unit_.empty() ? unit_ : acting_unit_;
        by.power.duty = by.power.unit + "-01";
        return by;
    }
    [[nodiscard]] procedure::TakeStep command_of(std::string_view step, const Fields& fields,
                                                 const PaperNames& papers, std::string note) const {
        const auto id = definition_->find_step(step);
        REQUIRE_MESSAGE(id.has_value(), "no step ", std::string(step));
        procedure::TakeStep command;
        command.step = *id;
        command.by = acting();
        command.note = std::move(note);
        for (const auto& [name, text] : fields) {
            command.changes.push_back({field_id(name), value_of(name, text)});
        }
        for (const std::string& name : papers) {
            const auto kind = definition_->find_paper_kind(name);
            REQUIRE_MESSAGE(kind.has_value(), "no paper ", name);
            procedure::Paper paper;
            paper.id =
                name + "-" + std::to_string(matter_.papers.size() + command.papers.size() + 1);
            paper.kind = *kind;
            paper.is_signed = true;
            command.papers.push_back(paper);
        }
        return command;
    }

  private:
    [[nodiscard]] procedure::FieldId field_id(std::string_view name) const {
        const auto id = definition_->find_field(name);
        REQUIRE_MESSAGE(id.has_value(), "no field ", std::string(name));
        return *id;
    }
    [[nodiscard]] procedure::Value value_of(std::string_view name, std::string_view text) const {
        const procedure::Field& field = definition_->fields[field_id(name).index()];
        procedure::Value value;
        while (!text.empty()) {
            const std::size_t end = field.list ? text.find("; ") : std::string_view::npos;
            if (field.list && text.substr(0, end) == kNoCell) {
                value.items.emplace_back(procedure::EmptyCell{});
            } else {
                const auto item = procedure::read_item(field.type, text.substr(0, end));
                REQUIRE_MESSAGE(item.ok(), std::string(name), ": ", std::string(text));
                value.items.push_back(item.value());
            }
            text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
        }
        return value;
    }
    void follow(std::string_view step, const procedure::Decision& decision) {
        std::string why;
        if (!decision.ok()) {
            why = procedure::in_words(*definition_, matter_, *decision.refusal, diag::Language::en);
        }
        REQUIRE_MESSAGE(decision.ok(), "step '", std::string(step), "': ", why);
        for (const procedure::Event& event : decision.events) keep(event);
    }
    /// Every event of every story comes back from its text, as a ledger must give it back.
    void keep(const procedure::Event& event) {
        const auto read =
            procedure::read_event(*definition_, procedure::to_json(*definition_, event));
        REQUIRE_MESSAGE(read.ok(), read.error().message);
        CHECK(read.value() == event);
        procedure::apply(*definition_, matter_, event);
        events_.push_back(event);
    }

    const procedure::Definition* definition_;
    procedure::World world_;
    std::string function_;
    std::string unit_;
    std::string acting_unit_;  // empty: the one that opens
    procedure::Rank rank_ = procedure::Rank::head;
    procedure::Matter matter_;
    std::vector<procedure::Event> events_;
};

}  // namespace remit::testing
