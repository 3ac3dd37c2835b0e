// Stories of a year at an office: which matters begin how often, and what is done in each, by whom
// and when. The form of demo/*.yaml.
//
//     stories:
//       - id: nato-text
//         procedure: position
//         unit: "5.1.1"          # whose officers open it
//         every: 9               # days from one to the next, on average
//         subjects:              # taken in turn; $NAME in the steps stands for their values
//           - {title: "...", forum: nac}
//         steps:
//           - {do: open, set: {title: $title, forum: $forum}}
//           - {do: assign, by: head, after: 1, set: {drafter: $officer}}
//           - {answer: agreed, within: 5}
//
// `like: ID` in the place of `steps` takes those of an earlier story. A step is taken `after` so
// many days (1 where it does not say), `by` an officer (or head, or above: the head of the unit
// above, or top), with a `note`, with `papers` {kind: text}, those of `signed` being signed.
// `answer` answers every open question within so many days, each by whoever was asked; `late`
// percent of them come too late. A value may be $officer, $head, $year, $n (counts), or a day of
// the step: @+5, @-3, @+5T16:00 and @+5T16:00 Europe/Brussels.
//
// Invariant: what was loaded without a fault names units of the act and steps and fields of the
// newest procedures; whether each step can be taken is for the office to say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/diagnostics.h"
#include "diag/source.h"
#include "office/institution.h"

namespace remit::demo {

enum class By : std::uint8_t { officer, head, above, top };

struct NamedTexts {
    std::string name;
    std::vector<std::string> texts;
};

struct StoryStep {
    std::string step;    // empty: an answer
    std::string answer;  // to every open question
    By by = By::officer;
    int after = 1;   // days
    int within = 0;  // days, of an answer
    int late = 0;    // percent, of an answer
    std::vector<NamedTexts> fields;
    std::vector<std::pair<std::string, std::string>> papers;  // kind, text
    std::vector<std::string> signed_papers;                   // kinds
    std::string note;
};

struct Story {
    std::string id;
    std::string procedure;
    std::string unit;
    int every = 30;
    std::vector<std::vector<std::pair<std::string, std::string>>> subjects;  // name, value
    std::vector<StoryStep> steps;
};

struct LoadedStories {
    std::vector<Story> stories;
    diag::Source source;
    diag::Diagnostics diagnostics;
};

/// Never fails and reads no file itself: every fault is a diagnostic.
LoadedStories load_stories(std::string name, std::string_view bytes,
                           const office::Institution& institution);

}  // namespace remit::demo
