// Answering a question that a matter asks: for the unit that was asked, or what a counterpart has
// answered.
//
// Invariants are those of a step (step_form.h). The form is given to those who may answer; whoever
// sends one all the same is refused by the office.
#pragma once

#include "http/response.h"
#include "office/matter_file.h"
#include "web/visit.h"

namespace remit::web {

/// GET and POST /matters/{id}/questions/{question}
http::Response show_question(const Visit& visit);
http::Response answer_question(const Visit& visit);

/// Whether the visitor works where the answer is given: in the unit that was asked or above it; for
/// a counterpart, in the unit that asks.
bool may_answer(const Visit& visit, const office::MatterFile& file,
                const procedure::Question& question);

}  // namespace remit::web
