// Where the parts of a definition stand in its file, so that what is checked after reading can be
// pointed at.
//
// Invariant: each list has as many spans as the list of the definition that it is named after, in
// the same order. Nobody but the checks needs them; a definition that is put to use keeps none.
#pragma once

#include <cstdint>
#include <vector>

#include "diag/source.h"

namespace remit::procedure {

using Spans = std::vector<diag::Span>;

struct StepPlaces {
    diag::Span id;
    diag::Span to;  // the id where the step has no `to`
    Spans from;
    Spans needs;
    Spans may;
    Spans sets;
    Spans clears;
    Spans papers;
    Spans when;
    Spans asks;
    Spans spawns;
    std::vector<Spans> copies;  // for each of `spawns`
};

struct DeadlinePlaces {
    diag::Span id;
    diag::Span clock;
    diag::Span amount;  // the id where there is none
    diag::Span base;    // what it counts from
    diag::Span records;
    diag::Span lapse;
    Spans starts_with;
    Spans when;
    Spans lapse_sets;
    Spans reminders;
};

struct ConsultationPlaces {
    diag::Span id;
    diag::Span within;
    Spans reminders;
};

struct Places {
    diag::Span id;  // of the procedure
    diag::Span recurrence;
    diag::Span succession;
    Spans fields;
    Spans states;
    Spans papers;
    Spans tables;
    Spans carries_out;
    std::vector<StepPlaces> steps;
    std::vector<DeadlinePlaces> deadlines;
    std::vector<ConsultationPlaces> consultations;
};

}  // namespace remit::procedure
