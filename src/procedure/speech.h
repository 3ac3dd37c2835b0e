// The parts of a definition in a reader's language: names, lists, conditions, lengths, values.
//
// Sentences come from words.toml and names from the definition or the vocabulary; a name that is
// missing is shown as its id. Nothing here decides what is shown. The definition and the vocabulary
// outlive it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/language.h"
#include "diag/message.h"
#include "procedure/definition.h"
#include "procedure/words.h"
#include "remit/vocabulary.h"

namespace remit::procedure {

class Speech {
  public:
    Speech(const Definition& definition, const remit::Vocabulary& vocabulary,
           diag::Language language)
        : definition_(definition), vocabulary_(vocabulary), language_(language) {}

    [[nodiscard]] std::string say(PhraseId id,
                                  const std::vector<diag::Argument>& arguments = {}) const;
    [[nodiscard]] std::string name_of(const remit::Names& names, std::string_view id) const;
    [[nodiscard]] std::string field(FieldId id) const;
    [[nodiscard]] std::string state(StateId id) const;
    [[nodiscard]] std::string step(StepId id) const;
    [[nodiscard]] std::string deadline(DeadlineId id) const;
    [[nodiscard]] std::string consultation(ConsultationId id) const;
    [[nodiscard]] std::string paper(PaperKindId id) const;
    [[nodiscard]] std::string function(std::string_view id) const;
    [[nodiscard]] std::string table(TableId id) const;
    [[nodiscard]] std::string column(TableId id, std::size_t column) const;
    /// What a cell says: a word of its table, a length, or as it is written.
    [[nodiscard]] std::string cell(TableId id, std::string_view text) const;
    /// A name of the vocabulary, or the word itself where the type has none.
    [[nodiscard]] std::string word(FieldType type, std::string_view word) const;
    [[nodiscard]] std::string word_of(const Field& field, std::string_view word) const;
    [[nodiscard]] std::string value_of(const Field& field, const Value& value) const;
    [[nodiscard]] std::string type_of(const Field& field) const;
    [[nodiscard]] std::string length(const calendar::Duration& length) const;

    template <typename Id>
    [[nodiscard]] std::string names(const std::vector<Id>& ids) const {
        std::vector<std::string> all;
        for (const Id id : ids) all.push_back(name(id));
        return joined(all);
    }
    /// A group where all its columns that are always filled are among them, else each by itself.
    [[nodiscard]] std::string names(const std::vector<FieldId>& ids) const;
    [[nodiscard]] static std::string joined(const std::vector<std::string>& all);
    /// "a, b or c".
    [[nodiscard]] std::string any_of(const std::vector<std::string>& all) const;

    [[nodiscard]] std::string condition(const Condition& condition) const;
    /// What a deadline counts, and from what.
    [[nodiscard]] std::string counting(const Deadline& deadline) const;
    [[nodiscard]] std::string within(const Consultation& consultation) const;
    [[nodiscard]] std::string source(const Source& source) const;
    [[nodiscard]] std::string calendar(const Source& source) const;
    [[nodiscard]] std::string zone(const Source& source) const;
    [[nodiscard]] std::string respondents(const Respondents& whom) const;

  private:
    [[nodiscard]] bool is_whole(GroupId id, const std::vector<FieldId>& columns) const;
    [[nodiscard]] std::string name(StateId id) const { return state(id); }
    [[nodiscard]] std::string name(StepId id) const { return step(id); }
    [[nodiscard]] std::string name(ConsultationId id) const { return consultation(id); }
    [[nodiscard]] std::string name(PaperKindId id) const { return paper(id); }
    [[nodiscard]] std::string amount(ClockKind clock, const Source& amount) const;
    [[nodiscard]] std::string day_of_year(std::string_view text) const;
    [[nodiscard]] std::string length_of(ClockKind clock, const Source& amount,
                                        const Source& calendar) const;
    [[nodiscard]] std::string base(const Deadline& deadline) const;
    [[nodiscard]] std::string words(const Condition& condition) const;

    const Definition& definition_;
    const remit::Vocabulary& vocabulary_;
    diag::Language language_;
};

}  // namespace remit::procedure
