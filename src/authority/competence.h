// Competence: which unit may take a step in a matter, under which duty, and why no other.
//
// The law, by numbers that the code and the tests cite. Nothing else gives a power; whoever
// administers Remit has none.
//
// 1. Function. A duty gives the functions of its verbs, and those that they entail
// (vocabulary/functions.yaml). A duty that names only a subject (`implicit`) gives general
// competence over it: every function.
//
// 2. Subject. A duty covers a matter when each dimension that the duty limits meets the matter:
// bodies, topics, and for functions done toward counterparts its counterparts. What a name reaches
// is data (competence_reach.h). A dimension that the duty does not limit is met: a duty on a topic
// covers it in every body, one on a body covers every topic there. Both limits hold together: a
// duty on the EU's defence policy covers neither its environment policy nor the defence policy of
// another body.
//
// 2a. A topic that is the business of the forum limits nothing there, and need not be stated.
//
// 2b. A topic that says what the function says (`done_by`) limits nothing and gives nothing.
//
// 2c. What a matter leaves unsaid follows where it can. One that states no body is before the body
// whose affairs its topics are. One that states no topic is on what its forum is about. One with
// counterparts is on the topics of which all work with them is.
//
// 2d. Otherwise what the matter does not state is not met: it must say its topic where the duty is
// limited to one. A word for every body, beside topics, is met by a matter that states no body.
//
// 2e. A duty that points back ("in those fields") has the limits of the duty it points at where it
// has none itself.
//
// 2f. A duty that names no subject at all (cut off, or in words that the vocabulary lacks) gives
// nothing by itself.
//
// 2g. Beside other topics, one that is the affairs of a body that the duty names only names that
// body again.
//
// 3. Order. Of two units the more specific is that which (i) covers more of what the matter states
// and anybody covers; units that cover only parts are equal beyond that. Then it depends on what
// decides the function (vocabulary/functions.yaml):
//
// 3a. By topic: the unit of the topic drafts. The more specific is (ii) nearer by topic, (iii)
// given the function rather than having it in general, (iv) nearer by body.
//
// 3b. By body: the unit of the forum keeps the channel. It is (ii) given the function rather than
// having it in general, (iii) nearer by body, (iv) nearer by topic.
//
// 3c. By neither: it (ii) meets the matter by topic and by body rather than by one of them, (iii)
// is nearer by one and not farther by the other. Of one that is nearer by topic and one that is
// nearer by body neither goes first.
//
// 3d. Then the more specific is (v) nearer to what the forum is always about; (vi) names the
// counterpart; (vii) names the function rather than entails it, and that rather than having it in
// general. Nearer is narrower (competence_reach.h); not to be met by name is farthest.
//
// 3e. A unit is as specific as the most specific of its duties that cover the matter, and is given
// the function as any of them gives it. It acts under one that names the function before one that
// entails it, and that before one that has it in general; of several under the most specific.
//
// 4. One line. Units of which one stands above the other never exclude each other: a superior with
// a duty of its own acts under its own. Of the units on one line the narrowest owns the matter,
// among those that cover most of it.
//
// 5. Rivals. Units of which neither stands above the other are compared where their lines part. On
// each side stand the claims of the unit, of those above it up to there, and of those below it. The
// side behind whose claims all those of the other go is alone competent. Where there is none nobody
// is, until a unit that stands above all of them chooses one of those that are not behind; a choice
// by anyone else, of anyone else, or made later than the step, is void.
//
// 6. Taking over. A unit without a duty of its own may act under the duty of a unit below it, where
// it says that it takes over. It then stands in 5 where that unit stands.
//
// 7. Residual. "Other work" carries a function only where no unit holds a duty, by name, that
// covers the matter with it or would if the matter stated more; and only within the unit's own
// remit: the bodies that the residual duty names, or else what its named duties cover whatever
// their function. Its use is a finding. Rivals by residual duties are rivals as in 5.
//
// 8. A unit that the act only announces or mentions holds no duty.
//
// Invariants: immutable once built; the same question has the same answer; a grant names a duty of
// the acting unit, or (taken_over) of one below it; a refusal names the units that are competent,
// wherever there are any. It never reads a clock, a file or the text of an act.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "authority/competence_claims.h"
#include "authority/competence_fit.h"
#include "authority/subject.h"
#include "calendar/date.h"
#include "remit/model.h"
#include "remit/vocabulary.h"

namespace remit::authority {

struct Question {
    remit::UnitId unit;  // that is to act
    remit::FunctionId function;
    Subject subject;
    /// Of the step. Only a choice among rivals and bodies that ended depend on it.
    std::optional<calendar::Date> date;
    remit::UnitId lead;           // of the matter; none where nothing is recorded
    remit::UnitId designated_by;  // who chose the lead among rivals; none where nobody did
    std::optional<calendar::Date> designated_on;
    bool take_over = false;  // from a unit below, on the record
};

/// Why not.
enum class Reason : std::uint8_t {
    no_provision,      // the act only names the unit (8)
    no_duty,           // none of its duties gives the function or touches the subject
    other_function,    // a duty covers the subject with other functions
    other_subject,     // duties give the function for other subjects
    not_stated,        // the matter does not say the topic, body or counterpart of a duty (2d)
    no_subject,        // the duty that gives the function names no subject (2f)
    residual_barred,   // it could be "other work", but another unit holds it by name (7)
    residual_unsaid,   // ... but a duty by name might cover it if the matter stated more (7)
    held_below,        // a unit below is competent; this one may take over (6)
    rivals,            // others are equally competent and nobody has chosen (5)
    outranked,         // a rival's duty is more specific (5)
    designated_other,  // a rival was chosen (5)
    designation_void,  // the choice has no effect (5)
    subject_too_wide,  // the matter states more than can be weighed (competence_claims.h)
    // Of officers (establishment.h):
    unknown_officer,
    no_post,         // holds no post on the day and replaces nobody
    absent,          // is recorded as absent
    rank_too_low,    // the unit may, but a higher post must do it
    reason_missing,  // advise mode asks for a reason
};
inline constexpr std::size_t kReasonCount = static_cast<std::size_t>(Reason::reason_missing) + 1;

/// How a duty comes to give the function.
enum class Giving : std::uint8_t { named, entailed, general, residual };

enum class Standing : std::uint8_t {
    competent,
    rival,     // equal to another, until a superior chooses
    outranked  // another is more specific
};

/// A unit with the duty under which it would act.
struct Holder {
    remit::UnitId unit;
    remit::DutyId duty;
    Giving giving = Giving::named;
    Standing standing = Standing::competent;
    Criterion behind_by = Criterion::none;  // where outranked: what the other has before it

    bool operator==(const Holder&) const = default;
};

struct Refusal {
    Reason reason = Reason::no_duty;
    remit::UnitId unit;  // that was to act; none where the officer acts for none
    remit::DutyId duty;  // of which the reason speaks, of the unit but for residual_unsaid; or none
    /// Those who are competent, the owner first; where nobody is, the rivals. Empty where no duty
    /// of any unit carries it.
    std::vector<Holder> holders;
    /// Of rivals: the lowest unit that may choose; none where none stands above all.
    remit::UnitId superior;
    std::string deputy_for;  // the officer in whose post it was asked; empty in a post of one's own

    bool operator==(const Refusal&) const = default;
};

/// What whoever reads a grant should know besides.
enum class Finding : std::uint8_t {
    residual_used,
    entailed,        // the duty gives the function by way of another
    general,         // the duty names a subject only
    covers_part,     // the matter states more than the unit's duties cover
    body_not_there,  // a body of the matter did not exist on the day
    taken_over,
    acting_head,  // of officers
    deputy,
};
inline constexpr std::size_t kFindingCount = static_cast<std::size_t>(Finding::deputy) + 1;

/// May the step be taken, and what is to be known of that. (A Decision is on reading a paper.)
struct Ruling {
    std::optional<Grant> grant;
    std::optional<Refusal> refusal;   // beside a grant only where `advised`: what was passed over
    std::vector<Finding> findings;    // of a grant, in the order of the enumeration
    std::optional<Holder> runner_up;  // of a grant: the best of the rivals that are less specific
    std::string reason;               // the officer's, where `advised`

    [[nodiscard]] bool granted() const { return grant.has_value(); }
};

struct Weighed;

class Competence {
  public:
    /// Both must outlive it. Cost: O(duties * functions * names of a duty).
    Competence(const remit::Remit& remit, const remit::Vocabulary& vocabulary);

    /// May the unit of the question act? All ids must be of the remit and the vocabulary.
    /// Cost: about a microsecond; O(duties that name something of the subject with the function).
    ///       Where only other work is left: O(duties that give the function).
    [[nodiscard]] Ruling authorise(const Question& question) const;

    /// Every unit whose own duties cover the matter with the function, or where there is none, by
    /// residual duties: the competent ones first (the owner first of all), then rivals, then those
    /// outranked. Cost: O(units found, squared).
    [[nodiscard]] std::vector<Holder> holders(remit::FunctionId function,
                                              const Subject& subject) const;
    /// The lowest unit that stands above all rivals of the list; none where there is none.
    [[nodiscard]] remit::UnitId superior_of_rivals(const std::vector<Holder>& holders) const;

    /// Whether the duty gives the function by its words, by what they entail or in general; nothing
    /// where it does not.
    [[nodiscard]] std::optional<Giving> giving(remit::DutyId duty,
                                               remit::FunctionId function) const;
    /// How the duty's limits meet the matter, for a step of the function.
    [[nodiscard]] Fit fit(remit::DutyId duty, remit::FunctionId function,
                          const Subject& subject) const;
    /// The first duty that gives the function and might cover the matter if that stated more; none
    /// where there is none.
    [[nodiscard]] remit::DutyId first_unsaid(remit::FunctionId function,
                                             const Subject& subject) const;
    /// Whether the duty covers the matter whatever the function.
    [[nodiscard]] bool touches(remit::DutyId duty, const Subject& subject) const;
    /// Whether a unit above is `above`, or it is the same. Cost: O(1).
    [[nodiscard]] bool contains(remit::UnitId above, remit::UnitId unit) const {
        return claims_.tree().contains(above, unit);
    }

    [[nodiscard]] const remit::Remit& remit() const { return *remit_; }
    [[nodiscard]] const remit::Vocabulary& vocabulary() const { return *vocabulary_; }
    [[nodiscard]] const NameReach& reach() const { return claims_.reach(); }
    [[nodiscard]] const Claims& claims() const { return claims_; }

  private:
    /// What the claims to a matter rest on. `unsaid`: on other work, which the matter must say more
    /// for; the set is then empty.
    enum class Found : std::uint8_t { nothing, named, residual, unsaid };

    [[nodiscard]] Found find(remit::FunctionId function, const Subject& subject,
                             ClaimSet& set) const;
    [[nodiscard]] Reason resolve(const Question& question, ClaimSet& set,
                                 const Weighed& weighed) const;
    [[nodiscard]] Ruling grant(const Question& question, const Weighed& weighed,
                               Ground ground) const;
    [[nodiscard]] Ruling refuse(const Question& question, const ClaimSet& set,
                                const Weighed& weighed, Reason reason) const;
    void explain_own(const Question& question, Found found, Refusal& refusal) const;

    const remit::Remit* remit_;
    const remit::Vocabulary* vocabulary_;
    Claims claims_;
};

/// Whether the body existed on the day, as far as the vocabulary says.
[[nodiscard]] bool is_there(const remit::Body& body, calendar::Date day);

/// In advise mode a refusal does not stop an officer who says why he acts in spite of it: the
/// ruling then grants with Ground::advised, names no duty and keeps the refusal. Without a reason
/// it stays refused (reason_missing). A reason stands in for a power and for a rank only: whoever
/// is no officer, has no post on the day or is absent stays refused, and so does a matter that
/// cannot be weighed.
[[nodiscard]] Ruling advise(Ruling ruling, const Question& question, std::string reason);

}  // namespace remit::authority
