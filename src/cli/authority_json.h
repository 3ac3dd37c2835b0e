// What `remit authority ask` tells other programs: rulings and answers as JSON, by ids.
//
// Invariant: the same question gives the same bytes; every id is one of the vocabulary or the act;
// the words of people are there too, in the language that was asked for.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "authority/competence_words.h"

namespace remit::cli {

struct OfficeView {
    std::string pack;
    std::string name;
    const authority::Competence& competence;
};

struct AnsweredOffice {
    OfficeView office;
    authority::Answer answer;
    authority::AnswerWords words;
};

std::string ruling_json(const OfficeView& office, const authority::Question& asked,
                        const authority::Ruling& ruling, const authority::RulingWords& words);
std::string answers_json(std::span<const AnsweredOffice> answered,
                         const authority::Question& asked);

}  // namespace remit::cli
