#include "procedure/coverage_words.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "authority/competence_words.h"
#include "procedure/speech.h"

namespace remit::procedure {
namespace {

constexpr Served kStandings[] = {Served::whole, Served::part, Served::none, Served::residual};

std::string say(PhraseId id, diag::Language language,
                const std::vector<diag::Argument>& arguments = {}) {
    return diag::in_words(phrase(id), arguments, language);
}

std::string standing_of(Served served, diag::Language language) {
    return say(PhraseId::coverage_standing, language, {{"served", std::string(name_of(served))}});
}

class Teller {
  public:
    Teller(std::span<const Definition> definitions, const remit::Vocabulary& vocabulary,
           diag::Language language)
        : definitions_(definitions), vocabulary_(vocabulary), language_(language) {}

    [[nodiscard]] ServedWords tell(const ServedDuty& served) const {
        ServedWords words{.standing = standing_of(served.served, language_),
                          .functions = {},
                          .unread = {},
                          .besides_heading = {},
                          .besides = rows_of(served.besides)};
        for (const ServedFunction& function : served.functions) {
            std::vector<CoverageRow> rows = rows_of(function.works);
            if (rows.empty()) {
                rows.push_back(
                    {function_of(function.function), say(PhraseId::coverage_nothing, language_)});
            }
            words.functions.push_back(std::move(rows.front()));
        }
        const bool residual = served.served == Served::residual;
        if (words.functions.empty() && !residual) {
            words.unread = say(PhraseId::coverage_unread, language_);
        }
        if (!words.besides.empty()) {
            words.besides_heading = say(PhraseId::coverage_besides, language_,
                                        {{"duty", std::string(residual ? "residual" : "named")}});
        }
        return words;
    }

  private:
    /// One row for each function, in the order in which they first come.
    [[nodiscard]] std::vector<CoverageRow> rows_of(const std::vector<Work>& works) const {
        std::vector<CoverageRow> rows;
        for (const Work& work : works) {
            const std::string function = function_of(work.function);
            auto row = std::ranges::find(rows, function, &CoverageRow::function);
            if (row == rows.end()) row = rows.insert(row, {function, {}});
            row->works += (row->works.empty() ? "" : "; ") + in_words(work);
        }
        return rows;
    }

    [[nodiscard]] std::string in_words(const Work& work) const {
        const Definition& definition = definitions_[work.procedure];
        const Speech speech(definition, vocabulary_, language_);
        std::string text =
            speech.name_of(definition.names, definition.id) + " (" + definition.id + ")";
        for (const StepId step : work.steps) {
            text += ", " + say(PhraseId::coverage_step, language_, {{"step", speech.step(step)}});
        }
        for (const ConsultationId asked : work.consultations) {
            text += ", " + say(PhraseId::coverage_answer, language_,
                               {{"consultation", speech.consultation(asked)}});
        }
        return text;
    }

    [[nodiscard]] std::string function_of(remit::FunctionId id) const {
        return authority::function_in_words(vocabulary_, id, language_);
    }

    std::span<const Definition> definitions_;
    const remit::Vocabulary& vocabulary_;
    diag::Language language_;
};

/// Rounded to whole percents; nearly all is not all, and a little is not nothing.
std::size_t percents_of(std::size_t count, std::size_t all) {
    constexpr std::size_t kWhole = 100;
    if (count == 0 || count == all) return count == 0 ? 0 : kWhole;
    const std::size_t rounded = (2 * kWhole * count + all) / (2 * all);
    return std::clamp<std::size_t>(rounded, 1, kWhole - 1);
}

}  // namespace

std::string_view name_of(Served served) {
    switch (served) {
        case Served::whole:
            return "whole";
        case Served::part:
            return "part";
        case Served::none:
            return "none";
        case Served::residual:
            return "residual";
    }
    return {};
}

ServedWords in_words(const ServedDuty& served, std::span<const Definition> definitions,
                     const remit::Vocabulary& vocabulary, diag::Language language) {
    return Teller(definitions, vocabulary, language).tell(served);
}

std::vector<CoverageTally> tally(const Coverage& coverage, diag::Language language) {
    std::vector<CoverageTally> all;
    for (const Served served : kStandings) {
        const std::size_t count = coverage.count(served);
        all.push_back({.standing = standing_of(served, language),
                       .count = count,
                       .percents = percents_of(count, coverage.duties.size())});
    }
    return all;
}

CoveragePart part_of(Served served) {
    switch (served) {
        case Served::whole:
        case Served::part:
            return CoveragePart::carried_out;
        case Served::none:
            return CoveragePart::not_yet;
        case Served::residual:
            return CoveragePart::residual;
    }
    return CoveragePart::not_yet;
}

std::string heading_of(CoveragePart part, diag::Language language) {
    const std::string_view key = part == CoveragePart::carried_out ? "carried_out"
                                 : part == CoveragePart::not_yet   ? "not_yet"
                                                                   : "residual";
    return say(PhraseId::coverage_heading, language, {{"part", std::string(key)}});
}

}  // namespace remit::procedure
