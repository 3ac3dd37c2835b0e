// What `remit matter` shows: the story of a matter, a list, the steps and the questions.
//
// Each page as text in the reader's language and as JSON for programs; both say the same. Nothing
// here asks an office for anything that its queries do not answer, and nothing changes one.
#pragma once

#include <string>
#include <vector>

#include "cli/columns.h"
#include "diag/language.h"
#include "office/item_register.h"
#include "office/matter_view.h"
#include "office/meeting_register.h"
#include "office/office.h"
#include "office/registers.h"
#include "office/step_view.h"
#include "procedure/migration.h"

namespace remit::cli {

struct ShowOptions {
    diag::Language language = diag::Language::en;
    bool colour = false;
    bool why = false;  // how each due day was counted
};

/// What registers say of a matter besides its story.
struct Beside {
    std::vector<office::ItemRow> items;         // that were taken into it
    std::vector<office::AgendaPlace> meetings;  // on whose agenda it stands
};

std::string story_text(const office::Office& office, const office::MatterStory& story,
                       const Beside& beside, const ShowOptions& options);
std::string story_json(const office::Office& office, const office::MatterStory& story,
                       const Beside& beside, const ShowOptions& options);

/// What moving the matter to the newest version of its procedure would change, or why it cannot be
/// moved.
std::string migration_text(const office::Office& office, const office::MatterFile& file,
                           const procedure::Definition& newer, const procedure::MigrationPlan& plan,
                           const ShowOptions& options);
std::string migration_json(const office::Office& office, const office::MatterFile& file,
                           const procedure::Definition& newer, const procedure::MigrationPlan& plan,
                           const ShowOptions& options);

/// One page of a list. `next` is the key of the page behind it; empty at the end.
std::string list_text(const office::Office& office, const std::vector<office::MatterRow>& rows,
                      const std::string& next, const ShowOptions& options);
std::string list_json(const office::Office& office, const std::vector<office::MatterRow>& rows,
                      const std::string& next, const ShowOptions& options);

/// The steps that can be taken now; with `all` the others, too, and why not.
std::string steps_text(const office::Office& office, const office::MatterFile& file,
                       const std::vector<office::StepChoice>& steps, bool all,
                       const ShowOptions& options);
std::string steps_json(const office::Office& office, const office::MatterFile& file,
                       const std::vector<office::StepChoice>& steps, bool all,
                       const ShowOptions& options);

/// The ways in which a matter of the procedure can be opened.
std::string openings_text(const office::Office& office, const procedure::Definition& definition,
                          const ShowOptions& options);
std::string openings_json(const office::Office& office, const procedure::Definition& definition,
                          const ShowOptions& options);

/// Who was asked what, and whom the steps would ask.
std::string questions_text(const office::Office& office, const office::MatterFile& file,
                           const std::vector<office::StepChoice>& steps,
                           const ShowOptions& options);
std::string questions_json(const office::Office& office, const office::MatterFile& file,
                           const std::vector<office::StepChoice>& steps,
                           const ShowOptions& options);

}  // namespace remit::cli
