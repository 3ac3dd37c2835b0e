// The form of a step: an input for each field and paper that its procedure names, made from the
// definition alone.
//
// Nothing that was typed is lost: a form that was refused is shown again with every value as it was
// written. Names may be typed in any language and script; what has one meaning only is taken for
// its id, the rest is left to the office to say what was meant. Without script every input is a
// plain one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/writer.h"
#include "office/requests.h"
#include "office/step_view.h"
#include "procedure/speech.h"
#include "web/inputs.h"
#include "web/visit.h"

namespace remit::web {

/// What a step of a definition asks people for.
struct StepInputs {
    std::vector<procedure::FieldId> needed;
    std::vector<procedure::FieldId> possible;
    std::vector<procedure::PaperKindId> papers;  // to bring
    bool note_required = false;
};

/// As they are sent: "field.title", "paper.draft".
std::string field_name(const procedure::Field& field);
std::string paper_name(const procedure::PaperKind& kind);
inline constexpr std::string_view kZoneSuffix = ".zone";  // of an instant
/// Whether a list of the type is sent as one field for each item, and not as lines of one text.
bool has_input_for_each(const procedure::Field& field);

enum class Need : bool { possible, needed };

/// Of a step as it stands now.
StepInputs inputs_of(const procedure::Definition& definition, const office::StepChoice& choice);

class FieldsForm {
  public:
    /// All are borrowed. `values` are those that the matter has now.
    FieldsForm(const Visit& visit, const procedure::Definition& definition,
               const std::vector<procedure::Value>& values)
        : visit_(visit),
          definition_(definition),
          values_(values),
          speech_(definition, visit.institution().vocabulary(), visit.language) {}

    /// The inputs; with what the visitor's form says where he has sent one.
    void write(html::Writer& out, const StepInputs& inputs) const;

    /// What each field held when the form was made, so that one that nobody touched is left alone
    /// whatever has become of it since. Of the form that was refused, where one was.
    void write_origins(html::Writer& out, const StepInputs& inputs) const;

    /// What was sent, as a request of the office has it, in the order of the definition: the same
    /// form gives the same request, whatever the matter holds by now. A field that was left as it
    /// was, is not named.
    [[nodiscard]] std::vector<office::FieldText> fields(const StepInputs& inputs) const;
    [[nodiscard]] std::vector<office::PaperText> papers() const;

  private:
    /// `written` are the groups that stand in the form already.
    void write_fields(html::Writer& out, const std::vector<procedure::FieldId>& ids, Need need,
                      std::vector<procedure::GroupId>& written) const;
    void write_field(html::Writer& out, procedure::FieldId id, Need need) const;
    /// The columns of a group as a table, with rows left empty for more.
    void write_group(html::Writer& out, const procedure::Group& group) const;
    void write_cell(html::Writer& out, procedure::FieldId id, std::string_view shown) const;
    void write_texts(html::Writer& out, procedure::FieldId id, const Asked& asked) const;
    void write_instant(html::Writer& out, procedure::FieldId id, const Asked& asked) const;
    [[nodiscard]] std::vector<Choice> choices_of(const procedure::Field& field) const;
    [[nodiscard]] std::string hint(const procedure::Field& field) const;
    void write_paper(html::Writer& out, procedure::PaperKindId id) const;
    /// As it stands in the input: typed, else what the matter has.
    [[nodiscard]] std::string shown(procedure::FieldId id) const;
    [[nodiscard]] std::string held(procedure::FieldId id) const;
    /// The cells of a column as they stand in the table.
    [[nodiscard]] std::vector<std::string> shown_cells(procedure::FieldId id) const;
    /// Those of the rows in which some cell of the group was filled in; empty cells stay empty.
    [[nodiscard]] std::vector<std::string> typed_cells(procedure::FieldId id) const;
    [[nodiscard]] std::string in_names(const procedure::Field& field,
                                       const std::string& written) const;
    /// What the matter holds, in the form in which typed() has it.
    [[nodiscard]] std::vector<std::string> held_items(procedure::FieldId id) const;
    /// As it was typed, items apart; blanks around them are no part of them.
    [[nodiscard]] std::vector<std::string> typed(procedure::FieldId id) const;

    const Visit& visit_;
    const procedure::Definition& definition_;
    const std::vector<procedure::Value>& values_;
    procedure::Speech speech_;
};

}  // namespace remit::web
