// Questions of a consultation: asking, answering, taking back.
//
// Invariant: every question has a moment by which silence decides, or is answered, withdrawn or for
// information only; nobody is asked twice at once in one consultation. Of this module only.
#pragma once

#include <string_view>
#include <vector>

#include "procedure/command.h"
#include "procedure/draft.h"

namespace remit::procedure {

/// Sends out what the step asks. Blocks where it finds nobody, or no time for the answer.
void ask(Draft& draft, const Step& step, const std::vector<RespondentFound>& found);
void answer(Draft& draft, const AnswerQuestion& command);
void withdraw(Draft& draft, const WithdrawQuestion& command);

/// Whether who is asked for that may answer so.
[[nodiscard]] bool fits(Asked asked, Answer answer);
/// Whether the answer is nothing without a text.
[[nodiscard]] bool needs_text(Answer answer);

}  // namespace remit::procedure
