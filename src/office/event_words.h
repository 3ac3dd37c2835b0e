// What happened in a matter, in words: who acted and by which power, and a sentence for each event.
//
// Names of steps, fields and states are those of the definition, names of units those of the act.
// Invariants: every event has a sentence in every language; nothing is decided or counted here, so
// that words never say another thing than the entry does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authority/competence.h"
#include "diag/language.h"
#include "ledger/entry.h"
#include "office/institution.h"
#include "office/matter_view.h"
#include "office/phrases.h"
#include "procedure/speech.h"

namespace remit::office {

/// Where a clock stands at the moment, as phrase `clock-state` knows it: "running", "overdue",
/// "late"; empty where it says nothing to anybody.
std::string_view standing_of(const procedure::Clock& clock, calendar::Instant now);
/// "agrees", "open", "silent": where a question stands.
std::string standing_of(const procedure::Question& question, diag::Language language);

/// What is to be known of a grant, besides.
std::string in_words(authority::Finding finding, diag::Language language);

class EventWords {
  public:
    /// All are borrowed.
    EventWords(const Institution& institution, const procedure::Definition& definition,
               diag::Language language)
        : institution_(&institution),
          definition_(&definition),
          language_(language),
          speech_(definition, institution.vocabulary(), language) {}

    /// The step by its name, or what else the entry is.
    [[nodiscard]] std::string title(const StoryEntry& entry) const;
    /// "anna (post nato-officer) for 5.1.1 Služba za NATO".
    [[nodiscard]] std::string who(const ledger::Acting& acting) const;
    /// "under its duty 5.1.1-10, čl. 46. st. 1."; empty where nobody acted.
    [[nodiscard]] std::string ground(const ledger::Acting& acting) const;
    /// What followed, a sentence each.
    [[nodiscard]] std::vector<std::string> sentences(const MatterStory& story,
                                                     const StoryEntry& entry) const;

    [[nodiscard]] const procedure::Speech& speech() const { return speech_; }
    /// "5.1.1 Služba za NATO"; the code alone where the act has no such unit.
    [[nodiscard]] std::string unit(std::string_view code) const;
    [[nodiscard]] std::string respondent(const procedure::Question& question) const;
    [[nodiscard]] std::string answer(procedure::Answer answer) const;
    [[nodiscard]] std::string value(const procedure::Field& field,
                                    const procedure::Value& value) const;
    /// A day, or an instant as the zone shows it in which people read it.
    [[nodiscard]] std::string due(const procedure::Due& due) const;
    /// "marked NATO RESTRICTED": of a level or a distribution by its id.
    [[nodiscard]] std::string marking(std::string_view marking) const;
    /// An instant as the clocks of the house show it.
    [[nodiscard]] std::string moment(calendar::Instant instant) const;

  private:
    [[nodiscard]] std::string say(PhraseId id,
                                  const std::vector<diag::Argument>& arguments = {}) const {
        return office::say(id, language_, arguments);
    }
    [[nodiscard]] std::string item(const procedure::Field& field,
                                   const procedure::Item& item) const;
    /// Of a personal field: what it is, or that it is hidden or erased.
    [[nodiscard]] std::string personal(const procedure::Item& item) const;
    [[nodiscard]] std::string erased_fields(const std::vector<std::string>& ids) const;
    [[nodiscard]] std::string respondent(const MatterStory& story, std::string_view id) const;
    [[nodiscard]] std::string stamp(std::string_view marking) const;
    /// What the head tells of a reading or an emergency.
    void add_access(const PayloadHead& head, std::vector<std::string>& all) const;
    [[nodiscard]] std::string subject(const MatterStory& story, procedure::DeadlineId deadline,
                                      const std::string& question) const;
    [[nodiscard]] std::string sentence(const MatterStory& story, const procedure::What& what) const;

    // One for each event; empty where the entry's title says it already.
    [[nodiscard]] std::string of(const procedure::Opened& what) const;
    [[nodiscard]] std::string of(const procedure::StepTaken& what) const;
    [[nodiscard]] std::string of(const procedure::FieldSet& what) const;
    [[nodiscard]] std::string of(const procedure::FieldAppended& what) const;
    [[nodiscard]] std::string of(const procedure::StateChanged& what) const;
    [[nodiscard]] std::string of(const procedure::PaperBrought& what) const;
    [[nodiscard]] std::string of(const procedure::ClockSet& what) const;
    [[nodiscard]] std::string of(const procedure::ClockStopped& what) const;
    [[nodiscard]] std::string of(const procedure::ClockMet& what) const;
    [[nodiscard]] std::string of(const procedure::ClockWithdrawn& what) const;
    [[nodiscard]] std::string of(const procedure::ClockPassed& what) const;
    [[nodiscard]] std::string of(const procedure::ClockFailed& what) const;
    [[nodiscard]] std::string of(const procedure::DateComputed& what) const;
    [[nodiscard]] std::string of(const procedure::QuestionAsked& what) const;
    [[nodiscard]] std::string of(const procedure::QuestionMoved& what) const;
    [[nodiscard]] std::string of(const procedure::QuestionWithdrawn& what) const;
    [[nodiscard]] std::string of(const procedure::Spawned& what) const;
    [[nodiscard]] std::string of(const procedure::EditionPlanned& what) const;
    [[nodiscard]] std::string of(const procedure::EditionOpened& what) const;
    [[nodiscard]] std::string of(const procedure::LeadChanged& what) const;
    [[nodiscard]] std::string of(const procedure::Migrated& what) const;
    [[nodiscard]] std::string of(const MatterStory& story, const procedure::Reminded& what) const;
    [[nodiscard]] std::string of(const MatterStory& story, const procedure::Escalated& what) const;
    [[nodiscard]] std::string of(const MatterStory& story,
                                 const procedure::QuestionAnswered& what) const;
    [[nodiscard]] std::string of(const MatterStory& story,
                                 const procedure::QuestionLapsed& what) const;
    [[nodiscard]] std::string clock_end(std::string_view what,
                                        procedure::DeadlineId deadline) const;

    const Institution* institution_;
    const procedure::Definition* definition_;
    diag::Language language_;
    procedure::Speech speech_;
};

}  // namespace remit::office
