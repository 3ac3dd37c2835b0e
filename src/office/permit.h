// By which power an officer acts in a matter: the grant of module authority, as a command needs it.
//
// Asks authority for each function that would do, once for what the matter is about now and once
// for what it would be about after the command, and takes the first that is granted for both.
// Invariant: nothing here grants anything; a refusal is told in the words of authority.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "authority/competence.h"
#include "authority/competence_words.h"
#include "authority/establishment.h"
#include "calendar/date.h"
#include "office/institution.h"
#include "office/matter_file.h"
#include "office/outcome.h"
#include "office/settings.h"
#include "procedure/command.h"

namespace remit::office {

struct PermitRequest {
    std::vector<std::string> functions;  // any of them empowers, the first that is granted counts
    std::vector<authority::Subject> subjects;  // at least one; all must be covered
    procedure::Rank rank = procedure::Rank::officer;
    const MatterFile* file = nullptr;  // none while a matter is being opened
    bool take_over = false;
};

struct Permit {
    procedure::Acting acting;
    std::string post;
    std::vector<authority::Finding> findings;
};

class Permits {
  public:
    /// All are borrowed. `day` is that of the step.
    Permits(const Institution& institution, const authority::Establishment& establishment,
            Mode mode, calendar::Date day)
        : institution_(&institution), establishment_(&establishment), mode_(mode), day_(day) {}

    std::variant<Permit, Declined> ask(const Caller& caller, const PermitRequest& request) const;

    /// For an answer of a unit that was asked: whoever holds a post in it, or in one above it, may
    /// give it. The power is the one by which it was asked: a duty of the unit that leads.
    std::variant<Permit, Declined> answer_for(const Caller& caller, std::string_view asked_unit,
                                              std::string_view lead_unit,
                                              const PermitRequest& request) const;

    /// The power that a unit would have as the lead of the matter, by one of the functions asked
    /// for; `chooser` is the unit that designates it among rivals, or empty.
    std::variant<procedure::Power, Declined> power_of(const Caller& caller, remit::UnitId unit,
                                                      std::string_view chooser,
                                                      const PermitRequest& request) const;

    /// Whether the officer holds a post in the unit or below it on the day, or replaces one who
    /// does.
    [[nodiscard]] bool works_in(std::string_view officer, std::string_view unit) const;

  private:
    [[nodiscard]] authority::Ruling rule(const Caller& caller, const PermitRequest& request,
                                         remit::FunctionId function,
                                         const authority::Subject& subject) const;
    [[nodiscard]] authority::OfficerQuestion question(const Caller& caller,
                                                      const PermitRequest& request,
                                                      remit::FunctionId function,
                                                      const authority::Subject& subject) const;
    [[nodiscard]] Declined decline(const Caller& caller, const PermitRequest& request,
                                   remit::FunctionId function, const authority::Subject& subject,
                                   const authority::Ruling& ruling) const;
    [[nodiscard]] Declined told(const authority::Question& question,
                                const authority::Ruling& ruling, diag::Language language,
                                const authority::Asker& asker = {}) const;
    [[nodiscard]] Permit answer_by(const Caller& caller, const authority::Capacity& capacity,
                                   remit::UnitId lead, const PermitRequest& request) const;
    [[nodiscard]] Permit permit(const Caller& caller, const PermitRequest& request,
                                const authority::Ruling& ruling) const;

    const Institution* institution_;
    const authority::Establishment* establishment_;
    Mode mode_;
    calendar::Date day_;
};

/// That the key was used for another command.
Declined key_was_used(const std::string& key, diag::Language language);
/// That the act has no such unit.
Declined no_such_unit(const std::string& code, diag::Language language);

/// Every function that some step of the procedure names, in the order of the steps.
std::vector<std::string> functions_of(const procedure::Definition& definition);

/// What fields of the definition's procedure say that the matter is about.
authority::Subject subject_of(const procedure::Definition& definition,
                              const std::vector<procedure::Value>& fields,
                              const remit::Vocabulary& vocabulary);

}  // namespace remit::office
