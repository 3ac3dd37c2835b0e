// From the words of a request to the values of a command, with every name and value that is wrong.
//
// Invariant: nothing is guessed; one pass names all that is wrong, each with the field and the
// cure, so that a form can show them beside what was typed. Whether a value fits its step is the
// engine's question.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "diag/language.h"
#include "office/institution.h"
#include "office/matter_file.h"
#include "office/outcome.h"
#include "office/requests.h"
#include "procedure/command.h"
#include "procedure/definition.h"
#include "procedure/matter.h"

namespace remit::office {

struct ReadPaper {
    procedure::Paper paper;
    const PaperText* text = nullptr;  // whose bytes are to be kept
    std::string marking;              // id of a level or a distribution; empty
};

/// That a text cannot be kept: it holds a NUL, or is no UTF-8. Nothing where it can.
std::optional<std::string> fault_of_text(std::string_view field, std::string_view text,
                                         diag::Language language);
/// The same as a refusal, of a note that comes with a command.
std::optional<Declined> refuse_note(std::string_view note, diag::Language language);

class RequestReader {
  public:
    /// All are borrowed. `language` is that of the faults.
    RequestReader(const Institution& institution, const procedure::Definition& definition,
                  const MatterFile& file, diag::Language language)
        : institution_(&institution), definition_(&definition), file_(&file), language_(language) {}

    std::optional<procedure::StepId> step(std::string_view id);
    std::vector<procedure::FieldChange> changes(std::span<const FieldText> fields);
    void note(std::string_view text);
    /// Without an id, a paper is a new one and gets the next free id of its kind.
    std::vector<ReadPaper> papers(std::span<const PaperText> papers);

    /// What was wrong so far; empty where nothing was.
    [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
    [[nodiscard]] Declined declined() const {
        return {.by = Declined::By::input, .reasons = faults_, .cures = cures_};
    }

  private:
    template <typename Entry>
    [[nodiscard]] std::string no_such(std::string_view what, std::string_view id,
                                      const std::vector<Entry>& entries) const;
    [[nodiscard]] std::optional<std::string> fault_of_name(const procedure::Field& field,
                                                           const std::string& id) const;
    void read_items(const procedure::Field& field, const FieldText& text, procedure::Value& value);
    std::optional<ReadPaper> paper(const PaperText& text, std::size_t brought_before);
    std::string marking(const PaperText& text, const procedure::Paper* before, bool same_bytes);
    [[nodiscard]] bool is_lowered(std::string_view before, std::string_view after) const;

    const Institution* institution_;
    const procedure::Definition* definition_;
    const MatterFile* file_;
    diag::Language language_;
    std::vector<std::string> faults_;
    std::vector<std::string> cures_;
};

}  // namespace remit::office
