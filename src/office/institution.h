// The institution that an office serves, as its pack has it: act, competence, calendars,
// procedures.
//
// Loaded once when the office opens, then read only, by any number of threads. Invariant: what it
// was loaded from had no error. Nothing here knows a matter, an officer or a database.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authority/competence.h"
#include "base/result.h"
#include "calendar/book.h"
#include "calendar/zone.h"
#include "compile/knowledge.h"
#include "compile/pack_loader.h"
#include "office/act_file.h"
#include "office/calendar_file.h"
#include "office/file_numbers.h"
#include "office/secrecy.h"
#include "procedure/hierarchy.h"
#include "procedure/loader.h"
#include "procedure/world.h"

namespace remit::office {

class Institution {
  public:
    /// From the packs, vocabulary, calendars and procedures that the binary carries.
    /// Errors: not_found (no such pack, with those there are), corrupt (carried data is faulty; a
    ///         build never is). Cost: some 200 ms, nearly all of it the reading of YAML.
    static Result<std::unique_ptr<Institution>> load(std::string_view pack);
    /// The same after acts were adopted in place of the pack's; the last of them is in force.
    /// `changes` are the days that the office has closed, or opened again, besides.
    /// Errors: also invalid_input, with the diagnostics of an act that has errors.
    static Result<std::unique_ptr<Institution>> load(std::string_view pack,
                                                     std::span<const AdoptedAct> acts,
                                                     std::span<const CalendarChange> changes = {});
    /// The same under other rules of secrecy than the pack's, as another accreditation makes them.
    static Result<std::unique_ptr<Institution>> load(std::string_view pack,
                                                     std::span<const AdoptedAct> acts,
                                                     std::span<const CalendarChange> changes,
                                                     Secrecy secrecy);

    Institution(const Institution&) = delete;
    Institution& operator=(const Institution&) = delete;

    [[nodiscard]] const std::string& pack() const { return pack_id_; }
    [[nodiscard]] const compile::Institution& about() const { return about_; }
    [[nodiscard]] const std::string& id() const { return about_.id; }
    /// The act that is in force.
    [[nodiscard]] const remit::Remit& act() const { return compilation().remit; }
    [[nodiscard]] const compile::Compilation& compilation() const { return acts_.back().text; }
    /// The act under which something happened at the instant.
    [[nodiscard]] const compile::Compilation& act_at(calendar::Instant instant) const;
    /// How many acts were adopted after the pack's.
    [[nodiscard]] std::size_t adopted_acts() const { return acts_.size() - 1; }
    /// How many changes of calendars were adopted.
    [[nodiscard]] std::size_t calendar_changes() const { return calendar_changes_; }
    /// The words of the clause.
    [[nodiscard]] std::string_view text_of(remit::DutyId duty) const {
        return compilation().text_of(duty);
    }
    [[nodiscard]] const remit::Vocabulary& vocabulary() const { return knowledge_->vocabulary; }
    [[nodiscard]] const authority::Competence& competence() const { return competence_; }
    [[nodiscard]] const procedure::Library& procedures() const { return procedures_; }
    [[nodiscard]] const NumberPlan& numbers() const { return numbers_; }
    [[nodiscard]] const Secrecy& secrecy() const { return secrecy_; }
    [[nodiscard]] const procedure::Hierarchy& hierarchy() const { return hierarchy_; }
    [[nodiscard]] const calendar::Zone& zone() const { return zone_; }
    /// Points into this.
    [[nodiscard]] procedure::World world() const {
        return {.book = &book_,
                .hierarchy = &hierarchy_,
                .house_calendar = pack_id_,
                .house_zone = zone_.name()};
    }
    [[nodiscard]] std::optional<remit::UnitId> find_unit(std::string_view code) const;
    /// "5.1.1 Name (former name)": a unit with all the names that acts have given its code, the
    /// present one first.
    [[nodiscard]] std::string unit_in_words(std::string_view code) const;
    /// The institution's day at the instant.
    [[nodiscard]] calendar::Date day_at(calendar::Instant instant) const {
        return zone_.local(instant).date;
    }

  private:
    /// A version of the act, in force from the instant on.
    struct ActVersion {
        calendar::Instant from;
        compile::Compilation text;
    };
    struct Parts {
        std::string pack_id;
        std::unique_ptr<const compile::Knowledge> knowledge;
        compile::Institution about;
        std::vector<ActVersion> acts;  // that of the pack first
        calendar::Book book;
        std::size_t calendar_changes = 0;
        calendar::Zone zone;
        procedure::Library procedures;
        NumberPlan numbers;
        Secrecy secrecy;
    };
    explicit Institution(Parts parts);

    std::string pack_id_;
    std::unique_ptr<const compile::Knowledge> knowledge_;
    compile::Institution about_;
    std::vector<ActVersion> acts_;
    calendar::Book book_;
    std::size_t calendar_changes_;
    calendar::Zone zone_;
    procedure::Library procedures_;
    NumberPlan numbers_;
    Secrecy secrecy_;
    procedure::Hierarchy hierarchy_;
    authority::Competence competence_;
};

}  // namespace remit::office
