// The establishment: which officer holds which post on a day, who is away, and who replaces whom.
//
// From posts to powers: an officer acts only for a unit in which he holds a post on the day, or in
// which one holds a post whom he replaces; with the rank of that post and no higher. The rules:
//
// 1. A post counts on the days of its term. Whoever is recorded as absent acts in none of his own,
// nor in those of others.
//
// 2. A deputy acts in the posts of the one he replaces while that one is recorded as absent; a
// standing deputy on every day of his term. He acts in the other's own posts only: what was given
// to someone by way of replacing is not passed on.
//
// 3. A head acts for his unit and no other. What lies below it he may take over (competence.h, 6),
// and no officer of lower rank may. An acting head is a head, and is found to be acting.
//
// Invariants: officers are ids, never names of people; the answer for a day depends on that day and
// the records alone. Nothing here reads a clock or a file.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authority/access_facts.h"
#include "authority/competence.h"
#include "base/ids.h"
#include "calendar/date.h"
#include "remit/model.h"

namespace remit::authority {

struct OfficerTag;
using OfficerId = base::Id<OfficerTag>;

/// How high a post stands; a later one above an earlier one.
enum class Rank : std::uint8_t { officer, head, state_secretary, minister };

/// Days, both included; open where there is none.
struct Tenure {
    std::optional<calendar::Date> from;
    std::optional<calendar::Date> until;

    [[nodiscard]] bool holds_on(calendar::Date day) const {
        return (!from || *from <= day) && (!until || day <= *until);
    }
    [[nodiscard]] bool overlaps(const Tenure& other) const {
        return (!from || !other.until || *from <= *other.until) &&
               (!other.from || !until || *other.from <= *until);
    }
};

struct HeldPost {
    std::string id;
    remit::UnitId unit;
    Rank rank = Rank::officer;
    OfficerId officer;
    bool acting = false;  // a head until one is appointed
    Tenure term;
};

struct Deputy {
    OfficerId deputy;
    OfficerId replaces;
    bool standing = false;  // also while the other is there
    std::string basis;      // the decision on it
    Tenure term;
};

struct Absence {
    OfficerId officer;
    std::string basis;
    Tenure term;
};

/// What an officer holds that opens papers to him (access_facts.h).
struct HeldCertificate {
    OfficerId officer;
    Certificate certificate;
};
struct HeldBriefing {
    OfficerId officer;
    Briefing briefing;
};

/// The tables as loaded (establishment_loader.h) or made by a caller.
struct Staff {
    std::vector<std::string> officers;  // ids
    std::vector<HeldPost> posts;
    std::vector<Deputy> deputies;
    std::vector<Absence> absences;
    std::vector<HeldCertificate> certificates;
    std::vector<HeldBriefing> briefings;
};

/// A post in which an officer may act on a day.
struct Capacity {
    const HeldPost* post = nullptr;
    OfficerId replaces;  // none in a post of his own
};

class Establishment {
  public:
    explicit Establishment(Staff staff);

    [[nodiscard]] const Staff& staff() const { return staff_; }
    [[nodiscard]] std::optional<OfficerId> find_officer(std::string_view id) const;
    [[nodiscard]] const std::string& id_of(OfficerId officer) const {
        return staff_.officers[officer.index()];
    }
    [[nodiscard]] bool is_absent(OfficerId officer, calendar::Date day) const;
    /// His own posts first, then those of officers he replaces, in the order of the records; none
    /// twice.
    [[nodiscard]] std::vector<Capacity> capacities(OfficerId officer, calendar::Date day) const;

  private:
    Staff staff_;
    std::map<std::string, OfficerId, std::less<>> officers_;
    // By officer: indexes into the tables.
    std::vector<std::vector<std::size_t>> posts_;
    std::vector<std::vector<std::size_t>> deputies_;
    std::vector<std::vector<std::size_t>> absences_;
};

struct OfficerQuestion {
    std::string officer;  // id
    Question what;  // its date must be set; its unit may be, and is then the only one asked for
    Rank rank = Rank::officer;  // that the step needs
};

/// May the officer act? Each of his capacities is asked for; a grant in a post of his own goes
/// before one in another's, one by a duty of the unit before one taken over. Where all are refused,
/// the refusal is that which is nearest to a grant.
[[nodiscard]] Ruling authorise(const Competence& competence, const Establishment& establishment,
                               const OfficerQuestion& question);

}  // namespace remit::authority
