// The commands of an office: what people do in matters. One file for each.
//
// Each is one transaction: all of it is on the disk when a Receipt comes back, and nothing where it
// is declined. Under the same idempotency key the same command is done once, however often it is
// given. Errors of all: those of the database (io, corrupt, unavailable, uncertain, conflict) and
// not_found (no such matter).
#pragma once

#include <string>

#include "base/result.h"
#include "office/office.h"
#include "office/requests.h"

namespace remit::office {

/// Opens a matter by an opening step of a procedure.
Result<Outcome> open_matter(Office& office, const Caller& caller, const OpenRequest& request);

/// Takes a step of the matter's procedure.
Result<Outcome> take_step(Office& office, const Caller& caller, const StepRequest& request);

/// Answers a question: for the unit that was asked, or what a counterpart has answered.
Result<Outcome> answer_question(Office& office, const Caller& caller, const AnswerRequest& request);

/// Brings a paper outside a step: a draft, a new version, a signature.
Result<Outcome> bring_paper(Office& office, const Caller& caller, const PaperRequest& request);

/// Takes back a question that is open.
Result<Outcome> withdraw_question(Office& office, const Caller& caller,
                                  const WithdrawRequest& request);

/// Gives the matter to an officer who holds a post in the lead unit or below it: its head does, and
/// an officer of it may take it to himself.
Result<Outcome> assign_officer(Office& office, const Caller& caller, const AssignRequest& request);

/// Puts the matter into the hands of another unit, which must be competent for it.
Result<Outcome> change_lead(Office& office, const Caller& caller, const LeadRequest& request);

/// Erases what the matter says of people, in its whole chain; the entry says that, by whom and why.
Result<Outcome> erase_personal(Office& office, const Caller& caller, const EraseRequest& request);

/// Moves the matter to the newest version of its procedure.
Result<Outcome> migrate_matter(Office& office, const Caller& caller, const MigrateRequest& request);

/// Closes a dossier: a matter that sprang from no other, with all that sprang from it, once all of
/// it has ended. Only readings and erasures are recorded in them from then on. Errors: also limit
/// (kDossierMattersMax).
Result<Outcome> close_dossier(Office& office, const Caller& caller, const CloseRequest& request);
inline constexpr std::size_t kDossierMattersMax = 20'000;

/// Adopts the establishment: who holds which post, who replaces whom. Administration, not a step:
/// no duty empowers it, and it empowers nobody to take one.
Status adopt_establishment(Office& office, const std::string& by, const std::string& name,
                           const std::string& text);

/// Lets the clock do what is due by now, matter by matter. Returns in how many something was.
Result<std::size_t> pass_time(Office& office);

}  // namespace remit::office
